"""Short, mistyped and key-by-key forms written out as the words that they stand for.

It knows nothing of what the words say; a form that may stand for several words stays as it is.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.understand.words.beside import letters
from bot.understand.words.fold import Token, fold
from bot.understand.words.lexicon import HALVES, VOCABULARY, by_bare, company, known
from bot.understand.words.syllables import is_syllable, near, one_slip
from bot.understand.words.telex import last_tone, undo_telex, undo_vni
from bot.understand.words.titles import Title

_SPELLINGS = {
    fold(typed)[0]: tuple(fold(word) for word in meant.split())
    for typed, meant in VOCABULARY["spellings"].items()
}


_CAPITALS = {
    fold(typed)[0]: tuple(fold(word) for word in meant.split())
    for typed, meant in VOCABULARY["capitals"].items()
}
_NO = ("chua", "khong")


@lru_cache(maxsize=20_000)
def respell(form: str, bare: str) -> tuple[tuple[str, str], ...] | None:
    """The words that a short or mistyped form stands for, or None if it stands for itself."""
    if form in _SPELLINGS:
        return _SPELLINGS[form]
    if form in known() or (form == bare and bare in by_bare()):
        return None
    typed_bare = form == bare
    if bare.startswith("dd") and not typed_bare:
        word = ("đ" + form[2:], bare[1:])
        return respell(*word) or (word,)
    meant = undo_telex(bare) if typed_bare else last_tone(form)
    if meant is None:
        return _slipped(bare)
    form, plain = fold(meant)
    if plain not in _NO and any(one_slip(bare, no) for no in _NO):
        return None  # "chus" is rather a slip of "chưa" than "chú"
    bare = plain
    if typed_bare and form not in known() and form not in _EVERYDAY:
        form = bare  # "treeo" is "treo", though its keys say "trêo"
    real = form in known() or form in _EVERYDAY or (typed_bare and bare in by_bare())
    return ((form, bare),) if real else None


def _slipped(bare: str) -> tuple[tuple[str, str], ...] | None:
    """The one everyday word of reports that letters which are no syllable can be a slip of.

    "Kxong" is none: its first letter is "không".
    """
    if is_syllable(bare) or bare in _FOREIGN:
        return None
    often = [word for word in _OFTEN if one_slip(bare, word[1]) and bare[1:] != word[1]]
    return (often[0],) if len(often) == 1 else None


def _slipped_beside(
    row: list[Token], i: int, titles: Sequence[Title]
) -> tuple[tuple[str, str], ...] | None:
    """The word that stands beside these neighbours elsewhere and that this is a slip of.

    "Thnàh" behind "hoàn" is "thành". What may be a mistyped negation is left alone.
    """
    typed = row[i].bare
    if len(typed) < _SHORTEST or typed in _FOREIGN:
        return None
    if typed[-1] in _TONE_KEYS and not is_syllable(typed[:-1]):
        typed = typed[:-1]  # "thnahf"
    if any(one_slip(typed, no) for no in _NO):
        return None
    behind, before = company()
    left = row[i - 1].bare if i else ""
    right = row[i + 1].bare if i + 1 < len(row) else ""
    words = behind.get(left, _NOBODY) | before.get(right, _NOBODY)
    for title in titles:
        words |= {
            (form, word)
            for one, other in title.pairs
            for word in ({other} if one == left else {one} if other == right else ())
            for form in title.forms[word]
        }
    form = row[i].form if typed == row[i].bare else typed
    meant = {
        word[1]: word[0]
        for word in words
        if word[1] not in (typed, typed[1:]) and near(form, typed, word)
    }  # "dạ kxong": its first letter is "không"
    return tuple((form, bare) for bare, form in meant.items()) if len(meant) == 1 else None


_SHORTEST = 3
_TONE_KEYS = frozenset("fsrxj")
_NOBODY: frozenset[tuple[str, str]] = frozenset()
_EVERYDAY = frozenset(fold(word)[0] for word in VOCABULARY["plain"]["not_negations"]) | HALVES
_FOREIGN = frozenset(fold(word)[1] for word in VOCABULARY["plain"]["foreign"])
_OFTEN = [fold(word) for word in VOCABULARY["plain"]["often"]]


def spelled_out(text: str, row: list[Token], titles: Sequence[Title]) -> list[Token]:
    """The row with abbreviations written out; the new words keep the old place.

    What is no syllable is the word beside its neighbours that it is a slip of, here or in a title.
    """
    if _FIGURE.search(text) and _VNI.search(text):
        row = _with_figures(row)
    found: list[Token] = []
    joins = "&" in text
    names = _NO_NAMES.union(*[title.proper for title in titles])  # "LMS" stands for itself
    for i, token in enumerate(row):
        itself = token.kind != "word" or _stands(token.form, token.bare) or token.bare in names
        itself = itself or (joins and _joined(text, token))
        meant = None if itself else _meant(text, row, i, titles)
        if meant is None:
            found.append(token)
        else:
            found.extend([token.meaning(*word) for word in meant])
    if not _LEAVING.isdisjoint([token.bare for token in found]):
        for i, token in enumerate(found):
            if token.bare in _LEAVING and _excepts(found, i):
                found[i] = token.meaning(*_EXCEPT)
    return found


@lru_cache(maxsize=20_000)
def _stands(form: str, bare: str) -> bool:
    """Whether a word stands for itself however it is typed, as nearly all do."""
    return respell(form, bare) is None and form not in _CAPITALS and is_syllable(bare)


def _meant(
    text: str, row: list[Token], i: int, titles: Sequence[Title]
) -> tuple[tuple[str, str], ...] | None:
    """The words that a token stands for; None if it stands for itself."""
    token = row[i]
    meant = respell(token.form, token.bare)
    if text[token.start : token.end].isupper() and not text.isupper():
        return _CAPITALS.get(token.form, meant)
    if meant is None and not is_syllable(token.bare):
        return _slipped_beside(row, i, titles)
    return meant


_NO_NAMES: frozenset[str] = frozenset()
_FIGURE = re.compile(r"[1-9]")  # by far the cheaper question
_VNI = re.compile(r"(?<![^\W\d_])[a-z]*[aeiouyd][1-9]{1,2}[a-z]", re.IGNORECASE)
"""Figures inside a word ("ba8ng"); at its end alone they may number something ("v1")."""


def _with_figures(row: list[Token]) -> list[Token]:
    """The row with words typed in VNI keystrokes put together from their letters and figures."""
    found: list[Token] = []
    at = 0
    while at < len(row):
        end = at + 1
        while end < len(row) and row[end].start == row[end - 1].end and _keyed(row[end]):
            end += 1
        typed = "".join(token.bare for token in row[at:end])
        meant = undo_vni(typed) if row[at].kind == "word" and end > at + 1 else None
        form, bare = fold(meant) if meant else ("", "")
        if not bare or not is_syllable(bare):
            found.extend(row[at:end])
        else:
            found.append(Token("word", form, bare, row[at].start, row[end - 1].end))
        at = end
    return found


def _keyed(token: Token) -> bool:
    return token.kind in ("word", "number")


def _excepts(row: list[Token], i: int) -> bool:
    """Whether "ngoài … ra" leaves something out, or "từ" does, which is "trừ" without its "r"."""
    form = row[i].form
    if form in _BESIDES:
        return (not i or row[i - 1].kind == "end") and _leads_out(row, i)
    if form not in _FROM or i + 1 == len(row) or row[i + 1].bare not in _DUTY:
        return False
    rest = {token.bare for token in row[i + 1 :]}
    if not _UNTIL.isdisjoint(rest):
        return False  # "từ việc 1 đến 4"
    after_all = i > 0 and row[i - 1].bare in _ALL  # "xong hết từ việc 3"
    return after_all or _leads_out(row, i) or "lai" in rest


def _leads_out(row: list[Token], i: int) -> bool:
    """Whether "ra" closes the clause that begins at token i."""
    end = next((k for k in range(i, len(row)) if row[k].kind == "end"), len(row))
    behind = [token.bare for token in row[i + 1 : end]]
    return "ra" in behind[1:] and behind[0] != "ra"


_BESIDES, _EXCEPT, _FROM = fold("ngoài"), fold("trừ"), fold("từ")
_LEAVING = frozenset({_BESIDES[1], _FROM[1]})
_DUTY, _UNTIL, _ALL = letters("duties"), letters("until"), letters("every")


def _joined(text: str, token: Token) -> bool:
    """Whether a token is part of a name such as "KH&CN", whose letters stand for other words."""
    return text.startswith("&", token.end) or text.endswith("&", 0, token.start)
