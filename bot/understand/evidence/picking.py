"""Which of several pieces a text speaks of, by their order: “2 ảnh đầu của việc 1, ảnh cuối …”.

Pure, by the phrases of `turns.toml`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.understand.evidence.lying import Lying, lying, mention
from bot.understand.evidence.refiling import contrasted, without_resending
from bot.understand.sayings import COURTESIES, TURNS, plain, words
from bot.understand.words.fold import Token, tokens
from bot.understand.words.phrases import Phrase, made_of, match, phrases

_WORDS = TURNS["refiling"]
_ORDER = _WORDS["order"]
_PIECES, _FIRST, _LAST, _NTH, _BEFORE, _AFTER, _REST, _JOINS, _ALL = (
    phrases(_ORDER[name])
    for name in ("pieces", "first", "last", "nth", "before", "after", "rest", "joins", "all")
)
_NOUNS = phrases(
    noun
    for kind in ("any", "photo", "file", "video", "link")
    for noun in (*_WORDS["kinds"][kind], *_WORDS["called"].get(kind, ()))
)
_THINGS = (*_NOUNS, *_PIECES)
_COUNTED, _SENDING, _WHICH, _DROP, _MOVE, _ACROSS, _WITHIN, _MEND, _SOME, _HANDED, _MISSENT = (
    phrases(_WORDS[name])
    for name in (
        *("counted", "sending", "which", "drop", "move", "across", "within", "mend", "some"),
        *("behind_drop", "missent"),
    )
)
_DUTY = phrases(_WORDS["duty"])
_HEADING = phrases(_ORDER["heading"])
_NUMBERED = phrases(TURNS["references"]["number"])
_FIRST_WORDS = {phrase[0][1] for phrase in _THINGS}
_WRONG = (*phrases(TURNS["wrong"]), *_MISSENT)
_NUMBERS = {phrase: n for word, n in _WORDS["counts"].items() for phrase in phrases([word])}
_ORDINALS = {
    **_NUMBERS,
    **{phrase: n for word, n in _WORDS["ordinals"].items() for phrase in phrases([word])},
}
_READ = ("word", "number", "compound", "doc")
_ENDS = " ,.;:-–\n"

MOST_WORDS = 60
"""Who tells pieces apart says little else; a longer text speaks of something else."""


@dataclass(frozen=True, slots=True)
class Pick:
    """Pieces by their places in the order in which they came, as slices; or what is left of them.

    Neither where only so many are spoken of: “2 ảnh”.
    """

    spans: tuple[tuple[int, int | None], ...] = ()
    rest: bool = False

    @property
    def from_first(self) -> bool:
        """Whether it is counted from the first that came, wherever one begins to count."""
        return any(start >= 0 for start, _ in self.spans)


@dataclass(frozen=True, slots=True)
class Share:
    """What a text says of some of the pieces: `duty` are the words for whose they are.

    `of` are those for where they lie, if that is said.
    """

    pick: Pick
    duty: str
    of: str = ""
    drop: bool = False
    wrong: bool = False


def shares(text: str) -> tuple[Share, ...]:
    """What a text says of pieces by their order; nothing if it does not tell them apart by it."""
    if "?" in text:
        return ()
    row = [token for token in tokens(text) if token.kind in _READ]
    if len(row) > MOST_WORDS or _FIRST_WORDS.isdisjoint(token.bare for token in row):
        return ()
    text, _ = contrasted(without_resending(text))
    row = [token for token in tokens(text) if token.kind in _READ]
    if headed := _headed(text, row):
        return headed
    found = _spots(row)
    ordered = any(pick.spans for _, _, pick in found)
    end = found[0][1] if len(found) == 1 else len(row)
    lies = lying(text, row[end].start) if end < len(row) else Lying(text)
    if lies.of:
        return () if lies.astray else tuple(replace(s, of=lies.of) for s in shares(lies.text))
    before = row[: found[0][0]] if found else []
    if not found or not (ordered or len(found) > 1) or _starts_otherwise(before):
        return ()
    drop, wrong = _has(before, _DROP), _has(before, _WRONG)
    bounds = [start for start, _, _ in found[1:]] + [len(row)]
    told = [
        _share(text, row[behind:until], pick, drop=drop, wrong=wrong)
        for (_, behind, pick), until in zip(found, bounds, strict=True)
    ]
    return tuple(told) if all(s.drop or s.wrong or s.duty for s in told) else ()


def _headed(text: str, row: Sequence[Token]) -> tuple[Share, ...]:
    """“Việc 1: ảnh 1, 2; việc 2: ảnh cuối”; nothing unless all of a text is such."""
    told: list[Share] = []
    at = _past(row, 0, COURTESIES)
    while end := mention(row, at):
        behind, pick = _pick(row, _past(row, end, _HEADING), several=bool(told), bare=False)
        if pick is None:
            noun = _longest(row, _past(row, end, _HEADING), _THINGS)
            places, behind = _listed(row, noun) if noun else ([], noun)
            pick = _of_places(places)
        if behind <= end or not (pick.spans or pick.rest):
            return ()
        told.append(Share(pick, text[row[at].start : row[end - 1].end]))
        at = _past(row, behind, (*_JOINS, *COURTESIES))
    return tuple(told) if at == len(row) else ()


def picked(text: str, total: int) -> tuple[int, ...] | None:
    """The places of the pieces that an answer names: “ảnh cuối”, “1 và 3”, “cả hai”."""
    row = plain(words(text))
    if not row or "?" in text:
        return None
    if made_of(row, (*_ALL, *_COUNTED, *_THINGS, *COURTESIES)) and _has(row, (*_ALL, *_COUNTED)):
        return tuple(range(total))
    numbers = [int(t.form) for t in row if t.kind == "number" and t.form.isdecimal()]
    others = [t for t in row if t.kind != "number"]
    if numbers and made_of(others, (*_THINGS, *_JOINS, *COURTESIES)):
        places = tuple(dict.fromkeys(n - 1 for n in numbers))
        return places if all(0 <= at < total for at in places) else None
    end, pick = _pick(row, 0, several=False, bare=True)
    found = placed([pick], total) if pick and end == len(row) and pick.spans else None
    return found[0] if found else None


def placed(picks: Sequence[Pick], total: int) -> list[tuple[int, ...]] | None:
    """The places that each of these means of so many pieces; None if that is not certain."""
    found = [_places(pick, total) for pick in picks]
    if any(places is None for places in found):
        return None
    taken = [at for places in found for at in places or ()]
    if len(set(taken)) < len(taken):
        return None
    left = tuple(at for at in range(total) if at not in taken)
    told = [left if pick.rest else places or () for pick, places in zip(picks, found, strict=True)]
    several = sum(pick.rest for pick in picks) > 1
    return None if several or not all(told) else told


def _places(pick: Pick, total: int) -> tuple[int, ...] | None:
    if pick.rest:
        return ()
    found: list[int] = []
    for start, end in pick.spans:
        first, last = (total + start, total) if start < 0 else (start, end or total)
        if first < 0 or last > total:
            return None
        found += range(first, last)
    return tuple(dict.fromkeys(found)) or None


def _spots(row: Sequence[Token]) -> list[tuple[int, int, Pick]]:
    """Where a row speaks of pieces, and of which."""
    found: list[tuple[int, int, Pick]] = []
    at = 0
    while at < len(row):
        end, pick = _pick(row, at, several=bool(found) or _goes_on(row, at), bare=False)
        if pick is not None:
            found.append((at, end, pick))
        at = max(end, at + 1)
    return found


def _goes_on(row: Sequence[Token], at: int) -> bool:
    """Whether pieces are spoken of once more, by where they come in their order."""
    for i in range(at + 2, len(row)):
        count, noun = _count(row, i)
        end = _longest(row, noun, _THINGS)
        ordered = _pick(row, i, several=False, bare=False)[1]
        if ordered or (end and (count or _longest(row, end, _AFTER))):
            return True
    return False


def _pick(row: Sequence[Token], at: int, *, several: bool, bare: bool) -> tuple[int, Pick | None]:
    """The pieces spoken of at a place, and where that ends; a `bare` answer needs no noun."""
    count, i = _count(row, _past(row, at, _COUNTED))
    noun = _longest(row, i, _THINGS)
    if not noun and not bare:
        end = _longest(row, at, _REST)
        return (end, Pick(rest=True)) if end and several else (at, None)
    i = _past(row, noun or i, _SENDING)
    if end := _longest(row, i, _REST):
        return end, Pick(rest=True)
    if end := _longest(row, i, (*_FIRST, *(_BEFORE if several else ()))):
        return end, Pick(((0, count or 1),))
    if end := _longest(row, i, (*_LAST, *(_AFTER if several else ()))):
        return end, Pick(((-(count or 1), None),))
    places, end = _nth(row, i)
    if not places:
        places, end = _numbered(row, i)
    if places:
        return end, _of_places(places)
    return (i, Pick()) if count and several and noun else (at, None)


def _count(row: Sequence[Token], at: int) -> tuple[int | None, int]:
    """How many pieces are spoken of, and where that ends; “việc 1, ảnh …” counts none."""
    count, end = _number(row, at, _NUMBERS)
    duty = any(at >= len(p) and match(row, at - len(p), p) for p in _DUTY)
    apart = 0 < end < len(row) and row[end].start > row[end - 1].end + 1
    return (None, at) if duty or apart else (count, end)


def _nth(row: Sequence[Token], at: int) -> tuple[list[int], int]:
    """The numbers of “thứ 2 và thứ 3”, and where they end."""
    found: list[int] = []
    end = at
    while led := _longest(row, at, _NTH):
        n, at = _number(row, led, _ORDINALS)
        if not n:
            break
        found.append(n)
        end = at
        at = _past(row, at, _JOINS)
    return found, end


def _numbered(row: Sequence[Token], at: int) -> tuple[list[int], int]:
    """The numbers right behind what pieces are called, if a duty's number follows.

    “Ảnh 1, 2 của việc 1”; “ảnh 1 và 2” alone is rather of the duties 1 and 2.
    """
    found, end = _listed(row, at)
    return (found, end) if mention(row, _past(row, end, _MOVE)) else ([], at)


def _listed(row: Sequence[Token], at: int) -> tuple[list[int], int]:
    """The numbers of a list that begins at a place, and where it ends: “1, 2 và 3”, “1-2”."""
    found: list[int] = []
    end = at = _past(row, at, _NUMBERED)
    while at < len(row) and row[at].kind != "word" and _IN_A_LIST.fullmatch(row[at].form):
        found += _figures(row[at].form)
        end = at + 1
        at = _past(row, end, _JOINS)
    return (found, end) if all(found) else ([], end)


def _figures(form: str) -> list[int]:
    first, dash, last = form.partition("-")
    if dash:
        return list(range(int(first), int(last) + 1))
    return [int(figure) for figure in re.findall(r"\d+", form)]


def _of_places(numbers: Sequence[int]) -> Pick:
    return Pick(tuple((n - 1, n) for n in numbers))


_IN_A_LIST = re.compile(r"\d{1,2}-\d{1,2}|\d{1,2}(?:[,+]\d{1,2})*")


def _number(row: Sequence[Token], at: int, words_: dict[Phrase, int]) -> tuple[int | None, int]:
    if at >= len(row):
        return None, at
    word = next((phrase for phrase in words_ if match(row, at, phrase)), None)
    if word:
        return words_[word], match(row, at, word)
    plain_ = row[at].kind == "number" and row[at].form[:3].isdecimal()
    return (int(row[at].form[:3]), at + 1) if plain_ else (None, at)


def _share(text: str, row: Sequence[Token], pick: Pick, *, drop: bool, wrong: bool) -> Share:
    """What is said of pieces by the words behind them."""
    end = len(row)
    while end and (start := _starts(row, end, (*_JOINS, *COURTESIES, *_HANDED))) < end:
        end = start
    row, at = row[:end], 0
    between = (*_WHICH, *_SENDING, *_WRONG, *_MOVE, *_ACROSS, *_WITHIN, *_JOINS, *COURTESIES)
    at = _past(row, 0, between)
    wrong = wrong or _has(row[:at], _WRONG)
    behind = _past(row, at, (*_DROP, *_HANDED, *COURTESIES))
    if behind == len(row):
        return Share(pick, "", drop=drop or _has(row[at:], _DROP), wrong=wrong)
    duty = text[row[at].start : row[-1].end].strip(_ENDS)
    of = lying(text[: row[-1].end], row[0].start).of
    return Share(pick, duty, of, drop=drop, wrong=wrong)


def _starts_otherwise(before: Sequence[Token]) -> bool:
    """Whether something is said before pieces are spoken of that is nothing about evidence."""
    known = (*_WRONG, *_DROP, *_HANDED, *_MEND, *_SOME, *_JOINS, *COURTESIES)
    return not made_of(before, known)


def _starts(row: Sequence[Token], end: int, listed: Sequence[Phrase]) -> int:
    return min((i for i in range(end) if any(match(row, i, p) == end for p in listed)), default=end)


def _has(row: Sequence[Token], listed: Sequence[Phrase]) -> bool:
    return any(match(row, at, phrase) for phrase in listed for at in range(len(row)))


def _longest(row: Sequence[Token], at: int, listed: Sequence[Phrase]) -> int:
    if at >= len(row):
        return 0
    return max((match(row, at, phrase) for phrase in listed), default=0)


def _past(row: Sequence[Token], at: int, listed: Sequence[Phrase]) -> int:
    while end := _longest(row, at, listed):
        at = end
    return at
