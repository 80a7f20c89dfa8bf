"""Words read by the words that stand beside them, where their letters alone do not tell.

"kh" is "không" or "kế hoạch"; typed without diacritics, "cho" is "cho", "chờ" or "chợ", and before
"ký" it is "chờ". What its neighbours do not decide, or decide in two ways, stays as it was typed:
the readers then reckon with each of the words.
"""

from collections.abc import Sequence

from bot.tables import BadTable, read_table
from bot.understand.words.fold import Token, fold
from bot.understand.words.titles import Title

_FILE = "neighbours.toml"
_EDGE, _FIGURE = ".", "#"
_FIGURES = frozenset({"number", "compound", "percent"})
_SIDES = ("truoc", "sau")
_Word = tuple[tuple[str, str], ...]  # the forms and letters of a word or of two
_Votes = dict[tuple[str, str], _Word]  # (letters as typed, a neighbour) -> the word it then is


def _read(group: str) -> tuple[_Votes, _Votes]:
    """What a word is by the one before it, and by the one behind."""
    sides: tuple[_Votes, _Votes] = ({}, {})
    for typed, words in read_table("bot.understand", _FILE).get(group, {}).items():
        for word, beside in words.items():
            if not isinstance(beside, dict) or beside.keys() - set(_SIDES):
                raise BadTable(
                    f"{_FILE}: [{typed}] “{word}”: cần dạng {{ truoc = “…”, sau = “…” }}"
                )
            meant = tuple(fold(part) for part in word.split())
            for votes, side in zip(sides, _SIDES, strict=True):
                for neighbour in beside.get(side, "").split():
                    if votes.setdefault((typed, fold(neighbour)[1]), meant) != meant:
                        raise BadTable(
                            f"{_FILE}: [{typed}] “{neighbour}” đứng cạnh hai từ; bỏ đi một"
                        )
    return sides


_SHORT = _read("viet_tat")
_BARE = _read("khong_dau")
_LACKING = frozenset(typed for votes in _BARE for typed, _ in votes) - frozenset(
    form for votes in _BARE for word in votes.values() for form, _ in word
)
_SHORTENED = frozenset(typed for votes in _SHORT for typed, _ in votes)


def written_out(row: Sequence[Token]) -> list[Token]:
    """The row with short forms written out whose neighbours tell what they stand for."""
    if _SHORTENED.isdisjoint([token.form for token in row]):
        return list(row)
    found: list[Token] = []
    for i, token in enumerate(row):
        meant = _voted(_SHORT, row, i) if token.form in _SHORTENED else set()
        if len(meant) == 1:
            found.extend(token.meaning(*word) for word in meant.pop())
        else:
            found.append(token)
    return found


def restored(row: Sequence[Token], titles: Sequence[Title]) -> tuple[list[Token], list[bool]]:
    """The row with every bare word whose neighbours leave one reading, and which words are so read.

    What the table does not know may stand beside the same word in the title of an open task.
    """
    found, read = list(row), [False] * len(row)
    for i, token in enumerate(row):
        if token.form != token.bare or token.kind != "word":
            continue
        forms = {word[0][0] for word in _voted(_BARE, row, i)} or _in_titles(row, i, titles)
        if len(forms) == 1 and not _is_the_act(token.bare, forms, titles):
            found[i], read[i] = token.meaning(forms.pop(), token.bare), True
    return found, read


def mended(row: Sequence[Token], titles: Sequence[Title]) -> list[Token]:
    """The row of a writer who types marks, with the words restored on which they were forgotten.

    Only what is no word without its marks ("nua", "dang"); what its neighbours leave open stays.
    """
    if _LACKING.isdisjoint([token.form for token in row]):
        return list(row)
    lacking = [t.form in _LACKING and t.form == t.bare and t.kind == "word" for t in row]
    whole, read = restored(row, titles)
    return [
        new if at and lacks else old
        for old, new, at, lacks in zip(row, whole, read, lacking, strict=True)
    ]


def _voted(sides: tuple[_Votes, _Votes], row: Sequence[Token], i: int) -> set[_Word]:
    typed = row[i].bare
    votes = (sides[0].get((typed, _key(row, i - 1))), sides[1].get((typed, _key(row, i + 1))))
    return {word for word in votes if word is not None}


def _in_titles(row: Sequence[Token], i: int, titles: Sequence[Title]) -> set[str]:
    bare = row[i].bare
    beside = {(_key(row, i - 1), bare), (bare, _key(row, i + 1))}
    return {form for title in titles if beside & title.pairs for form in title.forms[bare]}


def _is_the_act(bare: str, forms: set[str], titles: Sequence[Title]) -> bool:
    """Whether the table speaks against the act of the only duty: "dan xong" of "Dán danh sách"."""
    title = titles[0] if len(titles) == 1 else None
    return title is not None and title.head == bare and forms.isdisjoint(title.forms[bare])


def _key(row: Sequence[Token], i: int) -> str:
    """What the neighbour at i counts as."""
    if not 0 <= i < len(row) or row[i].kind == "end":
        return _EDGE
    return _FIGURE if row[i].kind in _FIGURES else row[i].bare
