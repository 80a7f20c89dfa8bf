"""Where evidence lies by the words of a text: “ảnh việc 3 nhầm, chuyển sang việc 2”.

Pure, by the phrases of `turns.toml`. The words for where it lies are cut out of the text, so that
what is left reads as if it lay anywhere: “ảnh nhầm, chuyển sang việc 2”.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understand.sayings import COURTESIES, TURNS
from bot.understand.words.fold import Token, tokens
from bot.understand.words.phrases import Phrase, match, phrases

_WORDS = TURNS["refiling"]
_IN, _OF, _ACROSS, _STRAYED, _MISSENT, _HANDED, _DUTY = (
    phrases(_WORDS[name])
    for name in ("within", "of", "across", "strayed", "missent", "behind_drop", "duty")
)
_BEHIND = phrases(_WORDS["move"])
_WRONG = phrases([*TURNS["wrong"], *_WORDS["missent"]])
_SET_OFF = (*_WRONG, *phrases(_WORDS["sending"]), *_HANDED, *COURTESIES)
_NUMBERED = phrases(TURNS["references"]["number"])
_READ = ("word", "number", "compound", "doc")


@dataclass(frozen=True, slots=True)
class Lying:
    """A text without the words for where evidence lies, and these (`of`).

    It is `astray` where it was sent there by mistake and the words before say whose it is: then
    what is left of the text tells where it lies.
    """

    text: str
    of: str = ""
    astray: bool = False


def lying(text: str, start: int) -> Lying:
    """Where evidence lies whose name ends at a place of a text."""
    row = [token for token in tokens(text) if token.kind in _READ and token.start >= start]
    if not row or _passes(row, 0, (*_ACROSS, *_BEHIND)) > 1:
        return Lying(text)
    within = _after(row, 0, _IN)
    first = _after(row, within, _OF)
    end = mention(row, first)
    for at in range(first + 1, len(row)):
        past = _passes(row, at, _ACROSS)
        if not past and end and at >= end:
            past = _of_another(row, at)
        if not past or past == len(row):
            continue
        last = _before(row, at, first)
        if last > first:
            of = text[row[first].start : row[last - 1].end]
            return _cut(text, row, at, last, of)
    if end and _after(row, end, (*_WRONG, *_HANDED, *COURTESIES)) == len(row):
        wrong = any(match(row, at, p) for p in _WRONG for at in range(end, len(row)))
        if wrong or within:
            of = text[row[first].start : row[end - 1].end]
            return Lying(f"{text[: row[0].start]}{text[row[end - 1].end :]}", of)
    return Lying(text)


def destination(text: str) -> str:
    """What stands behind the last “chuyển sang” of a text; the text itself where none does."""
    row = [token for token in tokens(text) if token.kind in _READ]
    ends = [end for at in range(len(row)) if 0 < (end := _passes(row, at, _ACROSS)) < len(row)]
    return text[row[ends[-1]].start :] if ends else text


def _cut(text: str, row: Sequence[Token], at: int, last: int, of: str) -> Lying:
    mistaken = any(match(row, i, p) == at for p in _MISSENT for i in range(last, at))
    closed = text[row[at - 1].end : row[at].start].strip() == ""
    astray = mistaken and closed and any(match(row, at, phrase) for phrase in _STRAYED)
    wrong = text[row[last].start : row[at].start] if last < at else ""
    return Lying(f"{text[: row[0].start]}{wrong} {text[row[at].start :]}", of, astray)


def mention(row: Sequence[Token], at: int) -> int:
    """Where a duty's number ends that stands at a place: “việc 3”, “việc số 3”; 0 if none does."""
    end = max((match(row, at, phrase) for phrase in _DUTY), default=0) if at < len(row) else 0
    end = _after(row, end, _NUMBERED) if end else 0
    return end + 1 if end and end < len(row) and row[end].kind == "number" else 0


def _of_another(row: Sequence[Token], at: int) -> int:
    """Where “của” and the like end behind a duty's number, if another one follows at once."""
    past = _passes(row, at, _BEHIND)
    return past if past and mention(row, _after(row, past, _BEHIND)) else 0


def _passes(row: Sequence[Token], at: int, listed: Sequence[Phrase]) -> int:
    return max((match(row, at, phrase) for phrase in listed), default=0)


def _after(row: Sequence[Token], at: int, listed: Sequence[Phrase]) -> int:
    """What comes behind the phrases that stand at a place."""
    while at < len(row) and (end := max((match(row, at, p) for p in listed), default=0)):
        at = end
    return at


def _before(row: Sequence[Token], at: int, first: int) -> int:
    """Where what stands before a place ends, without what only says that it lies wrong there."""
    while at > first:
        starts = [i for i in range(first, at) if any(match(row, i, p) == at for p in _SET_OFF)]
        if not starts:
            break
        at = min(starts)
    return at
