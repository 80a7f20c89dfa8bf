"""“Không phải việc 2 mà việc 3”, “à việc 3 cơ”: what was reported was meant for another duty.

Pure, by the phrases of `turns.toml`. A text that says anything else beside is no such exchange:
“không phải việc 2 của phòng tôi” hands work on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understand.sayings import COURTESIES, TURNS, led, pieces, words
from bot.understand.words.fold import Token
from bot.understand.words.phrases import Phrase, holds, made_of, match, phrases

_WORDS = TURNS["exchange"]
_NOUN, _NOT, _BUT, _RATHER, _BESIDE, _DONE, _OH = (
    phrases(_WORDS[name]) for name in ("noun", "not", "but", "rather", "beside", "done", "before")
)
_WRONG = tuple(phrase for phrase in phrases(TURNS["wrong"]) if phrase not in _NOT)
_BEFORE = (*_WRONG, *_OH, *COURTESIES)
_MEANT_BEFORE, _MEANT_BEHIND = phrases(_WORDS["meant_before"]), phrases(_WORDS["meant_behind"])
_BESIDE_NAMED = phrases(_WORDS["beside_named"])
_KEEPS, _KEEPS_BESIDE, _KEEPS_BEFORE = (
    phrases(_WORDS[name]) for name in ("keeps", "keeps_beside", "keeps_before")
)
_DENIES = phrases([*TURNS["wrong"], *_WORDS["not"]])
_FIGURES = 6
"""Digits of a number that are read; no duty has more."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """The number that was said, and the one that was meant; `done`: which is said to be done."""

    said: int
    meant: int
    done: bool


def exchange(text: str) -> Exchange | None:
    """What a text puts in the place of what; None if it says something else, or more."""
    row = words(text)
    if "?" in text or not row:
        return None
    for first, between, turned in ((_NOT, _BUT, False), ((), _RATHER, True)):
        found = _pair(led(row, _BEFORE), first, between)
        if found:
            (one, other), done = found
            return Exchange(other, one, done) if turned else Exchange(one, other, done)
    return None


def only_names(text: str) -> frozenset[int]:
    """The numbers of duties that are all of a text: “việc 2 ạ”, “cả việc 2”; else none."""
    return only_numbers(text) if holds(words(text), _NOUN) else frozenset()


def only_numbers(text: str) -> frozenset[int]:
    """The numbers that are all of a text, with or without “việc”: “3 4”; else none."""
    row = words(text)
    found = frozenset(int(each.form) for each in row if _is_number(each))
    figures = tuple(((each.form, each.bare),) for each in row if _is_number(each))
    return found if made_of(row, (*figures, *_NOUN, *_BESIDE_NAMED, *COURTESIES)) else frozenset()


def rather(text: str) -> int | None:
    """The number that a text says was meant, without that which was said: “ý em là việc 2”.

    It says so before the number or behind it: “việc 2” alone answers whatever was asked.
    """
    row = words(text)
    before = led(row, (*_MEANT_BEFORE, *_OH, *_BUT, *COURTESIES))
    found = _number(before)
    if "?" in text or found is None:
        return None
    n, behind = found
    said = holds(row[: len(row) - len(before)], _MEANT_BEFORE) or holds(behind, _MEANT_BEHIND)
    return n if said and not led(behind, (*_MEANT_BEHIND, *_BESIDE, *COURTESIES)) else None


def kept_with(text: str) -> int | None:
    """The number of the duty with which a text leaves what lies there: “à không, cứ để việc 1”.

    It calls that the right one, or says that it stays; before a comma it may object to another.
    """
    *before, last = pieces(text.strip(" .,;!"))
    row = words(last)
    at = next((at for at in range(len(row)) if _end(row[at:], _NOUN) and _number(row[at:])), None)
    found = None if at is None or "?" in text else _number(row[at:])
    if at is None or found is None or not all(made_of(words(p), _OBJECTS) for p in before):
        return None
    around = (row[:at], found[1])
    starts = led(around[0], (*_KEEPS_OPENS, *COURTESIES))
    fits = all(made_of(each, _KEPT) for each in (starts, around[1]))
    said = any(holds(each, _KEEPS) for each in around) and not holds(starts, _DENIES)
    return found[0] if fits and said else None


_KEEPS_OPENS = phrases(TURNS["corrects"])
_OBJECTS = (*_KEEPS_BEFORE, *_KEEPS_OPENS, *_BEFORE)
_KEPT = (*_KEEPS, *_KEEPS_BESIDE, *COURTESIES)


def says_wrong(text: str) -> bool:
    """Whether a text says in so many words that something was wrong: “nhầm số, việc 3 cơ”."""
    return holds(words(text), _WRONG)


def _pair(
    row: Sequence[Token], first: Sequence[Phrase], between: Sequence[Phrase]
) -> tuple[tuple[int, int], bool] | None:
    """The two numbers of “not N but M”, or of “M, not N” where nothing stands `first`."""
    if first and not _end(row, first):
        return None
    one = _number(row[_end(row, first or _BUT) :])
    if one is None:
        return None
    done = not first and bool(_end(one[1], _DONE))  # "việc 3 mới xong chứ không phải việc 2"
    rest = led(one[1], (*(_DONE if done else ()), *_BESIDE, *COURTESIES))
    other = _number(rest[_end(rest, between) :])
    if other is None:
        return None
    left = led(other[1], (*_BESIDE, *COURTESIES))
    if not _end(rest, between) and not (first and holds(other[1], _MEANT_BEHIND)):
        return None  # “không phải việc 1, việc 2 cơ”
    done = done or bool(_end(left, _DONE))
    left = led(left, (*_DONE, *_BESIDE, *COURTESIES))
    return None if left else ((one[0], other[0]), done)


def _end(row: Sequence[Token], listed: Sequence[Phrase]) -> int:
    """Where the longest of these phrases ends that a row begins with; 0 if none does."""
    return max((match(row, 0, phrase) for phrase in listed), default=0)


def _number(row: Sequence[Token]) -> tuple[int, Sequence[Token]] | None:
    """The number that a row begins with, maybe behind “việc”, and what comes behind it."""
    row = row[_end(row, _NOUN) :]
    return (int(row[0].form), row[1:]) if row and _is_number(row[0]) else None


def _is_number(token: Token) -> bool:
    """Whether a token is the number that a duty may have."""
    return token.kind == "number" and token.form.isdecimal() and len(token.form) <= _FIGURES
