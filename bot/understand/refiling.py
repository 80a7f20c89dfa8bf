"""“CV số 245 là của việc 3”, “bỏ minh chứng vừa gửi”: evidence that lies with the wrong duty.

Pure, by the phrases of `turns.toml`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understand.fold import Token, tokens
from bot.understand.sayings import COURTESIES, TURNS, Phrase, led, match, phrases

_WORDS = TURNS["refiling"]
_KINDS = {kind: phrases(listed) for kind, listed in _WORDS["kinds"].items()}
_THINGS = tuple(phrase for listed in _KINDS.values() for phrase in listed)
_WHICH, _DROP, _MOVE, _MEND = (phrases(_WORDS[name]) for name in ("which", "drop", "move", "mend"))
_NUMBER, _DAY = (phrases(TURNS["references"][name]) for name in ("number", "day"))
_WRONG = phrases(TURNS["wrong"])
_FIGURES = ("number", "compound", "doc")
_READ = ("word", *_FIGURES)


@dataclass(frozen=True, slots=True)
class Refiling:
    """A wish to take evidence back (`drop`), or to have it with another duty.

    `kinds` is what it is called, `cited` the figures of its number; `duty` the words behind, which
    may name the duty that it belongs to, or is taken from. `certain` where it can be nothing else.
    """

    drop: bool
    kinds: frozenset[str]
    cited: tuple[str, ...]
    duty: str
    certain: bool


def refiling(text: str) -> Refiling | None:
    """What a text says of evidence that was put away; None if it says nothing of that kind."""
    if "?" in text:
        return None
    row = led([token for token in tokens(text) if token.kind in _READ])
    row, wrong = _past(row, (*_WRONG, *COURTESIES))
    row, dropped = _past(row, (*_DROP, *COURTESIES))
    row, mended = _past(row, (*_MEND, *COURTESIES))
    rest, called = _past(row, (*_THINGS, *_WHICH, *_NUMBER, *_DAY, *COURTESIES), figures=True)
    things = [phrase for phrase in called if phrase in _THINGS]
    if not things:
        return None
    cited = tuple(t.form for t in row[: len(row) - len(rest)] if t.kind in ("number", "doc"))
    pointed = bool(cited) or any(phrase in _WHICH for phrase in called)
    rest, said_moved = _past(rest, (*_MOVE, *COURTESIES))
    moved = any(phrase in _MOVE for phrase in said_moved)
    late, wrong_after = _past(rest, (*_WRONG, *COURTESIES))
    drop = any(phrase in _DROP for phrase in dropped)
    doubted = any(phrase in _WRONG for phrase in (*wrong, *wrong_after))
    mend = doubted or any(phrase in _MEND for phrase in mended)
    if not late:
        rest = late
    kinds = {kind for kind, listed in _KINDS.items() if any(each in listed for each in things)}
    if not (pointed or doubted or "any" in kinds):
        return None  # “sửa video” is work
    if not drop and not (mend and not rest) and not (moved and rest and (pointed or mend)):
        return None
    duty = text[rest[0].start :] if rest else ""
    return Refiling(drop, frozenset(kinds), cited, duty, drop or mend)


def _past(
    row: Sequence[Token], listed: Sequence[Phrase], *, figures: bool = False
) -> tuple[Sequence[Token], list[Phrase]]:
    """What comes behind the phrases that a row begins with, and these; also behind `figures`."""
    found: list[Phrase] = []
    while row:
        longest = max(listed, key=lambda phrase: match(row, 0, phrase))
        end = match(row, 0, longest)
        if not end and not (figures and found and row[0].kind in _FIGURES):
            break
        found += [longest] if end else []
        row = row[end or 1 :]
    return row, found
