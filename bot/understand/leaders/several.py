"""Several wishes decided on in one text: “đồng ý cả hai”, “đồng ý 1, không đồng ý 2 vì …”.

Pure, by the phrases of `turns.toml` and the words of `beside.toml`. What is not certain of every
wish is certain of none: the text is None then.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understand.sayings import COURTESIES, TURNS, led, plain, words
from bot.understand.words.beside import letters
from bot.understand.words.fold import Token
from bot.understand.words.phrases import holds, match, phrases

_VERBS = (*phrases(TURNS["refuse"]), *phrases(TURNS["grant"]))
_SHORTLY, _REFUSED = phrases(TURNS["refuse_shortly"]), TURNS["refuse"][0]
_NODS, _GRANTED = phrases(TURNS["half_a_yes"]), TURNS["grant"][0]
_ADDRESSES = tuple(p for p in COURTESIES if p not in phrases(TURNS["alone"]))
_THE_REST = phrases(TURNS["the_rest"])
_ALL, _OTHERS = phrases(TURNS["every_wish"]), phrases(TURNS["apart_from_all"])
_COUNTS = [(phrases([word])[0], n) for n, word in enumerate(TURNS["counts_of_wishes"], 2)]
_OF_WISHES, _BEFORE_ALL = phrases(TURNS["names_wishes"]), letters("before_all_wishes")
_COUNTED, _JOINS = letters("counts_a_wish"), letters("joins_numbers")
_BEHIND = letters("behind_a_number")
_BETWEEN = letters("between_decisions")
_CUTS = (",", ".", ";", ":", "\n")
_LOOSE = " \n\t,.;:!-–"


@dataclass(frozen=True, slots=True)
class OnSeveral:
    """One decision of a text: on the wishes of these numbers, or on all that wait (None).

    All are those that the text gives no number of: “đồng ý 1, còn lại thì không”. `count` is how
    many a text says that all are; `words` decide, and hold no number of a wish. `shortly`: it
    is a bare “không” or “ok hết”, a decision only for who has nothing else to say that to.
    """

    numbers: tuple[int, ...] | None
    words: str
    count: int | None = None
    shortly: bool = False


def decisions_on_several(text: str) -> tuple[OnSeveral, ...]:
    """The decisions in a text that speaks of all wishes, or of some by number; else none."""
    row = led(words(text))
    if "?" in text or not row:
        return ()
    on_all = _on_all(text, row) or _nods_to_all(text)
    return (on_all,) if on_all else _by_numbers(text, row)


def speaks_of_the_rest(text: str) -> bool:
    """Whether a text says something of the wishes that it gives no number of."""
    return holds(words(text), _THE_REST)


def _verb(row: Sequence[Token], at: int) -> int:
    """Where a decision that begins at a word ends; 0 if none begins there."""
    return max((match(row, at, phrase) for phrase in _VERBS), default=0)


def _on_all(text: str, row: Sequence[Token]) -> OnSeveral | None:
    """“Đồng ý hết”, “cả hai đều duyệt”; None where anything is left out, or it goes on as news."""
    verb = _verb(row, 0)
    named, count = every(row, verb)
    if named == verb:
        return None
    if not verb:
        start, end = named, _verb(row, named)
        if not end:
            return None
    else:
        start, end = 0, verb
    last, again = every(row, max(end, named))  # “còn lại đồng ý hết”
    count = again if count is None else count
    rest = text[row[last - 1].end :]
    if _leaves_out(rest) or _decides(rest) or _joins_a_number(row, last):
        return None
    return OnSeveral(None, text[row[start].start : row[end - 1].end] + " " + rest, count)


def _nods_to_all(text: str) -> OnSeveral | None:
    """“Ok cả hai”, “được hết”, and nothing more: a decision only where there are several."""
    row = plain(words(text), _ADDRESSES)
    verb = max((match(row, 0, phrase) for phrase in _NODS), default=0)
    end, count = every(row, verb) if verb else (0, None)
    nods = end > verb > 0 and end == len(row)
    return OnSeveral(None, _GRANTED, count, shortly=True) if nods else None


def every(row: Sequence[Token], at: int) -> tuple[int, int | None]:
    """Where the words for all wishes end that begin here, and how many they say there are."""
    first = at
    while first < len(row) and row[first].bare in _BEFORE_ALL:
        first += 1
    end = max((match(row, first, phrase) for phrase in _ALL), default=0)
    if not end:
        return at, None
    count = None
    while end < len(row):
        named = max((match(row, end, phrase) for phrase in (*_OF_WISHES, *_ALL)), default=0)
        if not named and count is None:
            count = _count(row, end)
            named = end + 1 if count is not None else 0
        if not named:
            break
        end = named
    return end, count


def _count(row: Sequence[Token], at: int) -> int | None:
    if row[at].kind == "number":
        return int(row[at].form)
    return next((n for phrase, n in _COUNTS if match(row, at, phrase)), None)


def _joins_a_number(row: Sequence[Token], at: int) -> bool:
    """Whether “đồng ý cả 1” goes on with “và 2”: those are numbers, and no count."""
    return at + 1 < len(row) and row[at].bare in _JOINS and row[at + 1].kind == "number"


def _leaves_out(rest: str) -> bool:
    """Whether a clause of what follows sets some wishes apart: “đồng ý hết, trừ số 2”."""
    clauses = [rest]
    for cut in _CUTS:
        clauses = [part for clause in clauses for part in clause.split(cut)]
    return any(match(words(each), 0, phrase) for each in clauses for phrase in _OTHERS)


def _decides(rest: str) -> bool:
    return holds(words(rest), _VERBS)


def _by_numbers(text: str, row: Sequence[Token]) -> tuple[OnSeveral, ...]:
    """“Đồng ý 1 và 2”, “1 đồng ý, 2 không”: each decision up to where the next begins."""
    heads = _heads(text, row)
    if not heads or heads[0][0] != 0:
        return ()
    found: list[OnSeveral] = []
    for at, (_, end, numbers, said, shortly) in enumerate(heads):
        after = heads[at + 1][0] if at + 1 < len(heads) else len(row)
        first = row[end - 1].end
        last = row[after].start if after < len(row) else len(text)
        rest = _without_joint(text[first:last], last=after == len(row))
        if _decides(rest) or not _goes_on(rest):
            return ()
        decision = f"{said} {rest.lstrip(_LOOSE)}".strip()
        found.append(OnSeveral(numbers, decision, shortly=shortly))
    named = [n for each in found for n in each.numbers or (0,)]  # the rest is named once, too
    return tuple(found) if len(named) == len(set(named)) else ()


_Head = tuple[int, int, tuple[int, ...] | None, str, bool]
"""Where a decision begins and ends in a row, the numbers in it (None: the rest), its verb as
written, and whether that is a bare “không”."""


def _heads(text: str, row: Sequence[Token]) -> list[_Head]:
    found: list[_Head] = []
    at = 0
    while at < len(row):
        head = _head(text, row, at) if _may_begin(text, row, at, found) else None
        if head is not None:
            found.append(head)
        at = head[1] if head else at + 1
    return found


def _head(text: str, row: Sequence[Token], at: int) -> _Head | None:
    """A verb and its numbers that begin here, in either order; None if they do not."""
    verb = _verb(row, at)
    if verb:
        end, numbers = _named(row, verb)
        if end == verb:
            return None
        return at, end, numbers, text[row[at].start : row[verb - 1].end], False
    start, numbers = _named(row, at)
    if start == at:
        return None
    while start < len(row) and row[start].bare in _BETWEEN:
        start += 1
    verb = _verb(row, start)
    if verb:
        end = verb if numbers else every(row, verb)[0]  # “còn lại duyệt hết”
        return at, end, numbers, text[row[start].start : row[verb - 1].end], False
    verb = max((match(row, start, phrase) for phrase in _SHORTLY), default=0)
    ends = verb and _goes_on(text[row[verb - 1].end :])
    return (at, verb, numbers, _REFUSED, True) if ends else None


def _named(row: Sequence[Token], at: int) -> tuple[int, tuple[int, ...] | None]:
    """Where the wishes end that are named here, by number or as the rest; `at` if none are."""
    rest = max((match(row, at, phrase) for phrase in _THE_REST), default=0)
    if rest:
        return every(row, rest)[0], None
    end, numbers = _numbers(row, at)
    return (end, numbers) if numbers else (at, None)


def _numbers(row: Sequence[Token], at: int) -> tuple[int, tuple[int, ...]]:
    """Where a row of numbers ends that begins here, and the numbers."""
    found: list[int] = []
    end = at
    while at < len(row):
        if row[at].kind == "number":
            found.append(int(row[at].form))
            end = at + 1
        elif row[at].bare not in _COUNTED | _JOINS:
            break
        at += 1
    return end, tuple(found)


def _may_begin(text: str, row: Sequence[Token], at: int, found: Sequence[_Head]) -> bool:
    """Whether another decision may begin here: first of all, behind the one before, or a cut."""
    if at == 0 or (found and found[-1][1] == at):
        return True
    between = text[row[at - 1].end : row[at].start]
    return row[at - 1].bare in _BETWEEN or any(cut in between for cut in _CUTS)


def _without_joint(rest: str, *, last: bool) -> str:
    """What belongs to a decision, without the “và”, “còn” that leads to the next one."""
    row = words(rest)
    while not last and row and row[-1].bare in _BETWEEN:
        rest, row = rest[: row[-1].start], row[:-1]
    return rest if last else rest.rstrip(_LOOSE)


def _goes_on(rest: str) -> bool:
    """Whether a decision by number may go on so: “đồng ý 1 và 2 ngày nữa báo cáo” does not."""
    row = words(rest)
    return not plain(row) or row[0].bare in _BEHIND or rest.lstrip(" ")[:1] in _CUTS
