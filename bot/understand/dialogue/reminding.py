"""Wishes to be reminded later, and to be reminded no more.

Pure, by the phrases of `turns.toml`; when somebody may be written to is not decided here.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.understand.dialogue.moments import days_gone, is_no_more, moment, without_lengths
from bot.understand.sayings import COURTESIES, TURNS, ends, led, plain, words
from bot.understand.words.fold import Token
from bot.understand.words.phrases import holds, match, phrases

_REMIND, _LAST, _NO = (phrases(TURNS[n]) for n in ("remind", "remind_last", "no_reminder"))
_OF, _LEADS = phrases(TURNS["remind_of"]), phrases(TURNS["remind_leads"])
_NO_BEHIND, _THANKS = phrases(TURNS["no_reminder_behind"]), phrases(TURNS["thanks"])
_MARKED = frozenset(form for phrase in phrases(TURNS["no_reminder_marked"]) for form, _ in phrase)
_DROP, _NO_MORE = phrases(TURNS["drop_reminder"]), phrases(TURNS["no_more_reminder"])
_NAGGED = phrases(TURNS["nagged"])
_ACT = phrases(["nhắc"])[0]
_OVER, _CHIDING = phrases(["rồi"])[0], phrases(["mà"])[0]
_AND = re.compile(r"\b(?:và|va|còn|con|rồi|roi)\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:việc|viec|nhiệm vụ|nhiem vu)\s+\d+"
    r"|\b\d+(?=\s+(?:lúc|luc)\b|\s+\d{1,2}\s?(?:h|g|:|giờ|gio))",
    re.IGNORECASE,
)
"""A duty by its number: “việc 2”, or a figure right before an hour, “2 lúc 9h”, “3 15h”."""
_PIECES = re.compile(r"[,;!?\n…]|\.(?!\d)")
_DUTY, _AS_FOR = phrases(TURNS["refiling"]["duty"]), phrases(TURNS["remind_as_for"])


@dataclass(frozen=True, slots=True)
class Snooze:
    """A wish to be reminded later; `at` is local to the writer, None where no time is certain."""

    at: datetime | None


def snooze(text: str, now: datetime) -> Snooze | None:
    """When a text wants to be reminded again; None if it does not speak of that.

    `now` is on the writer's clock.
    """
    strengths = [_strength(words(piece)) for piece in _PIECES.split(text)]
    if not any(strengths) or days_gone(text, now):
        return None
    named = moment(text, now)
    if named is not None:
        return Snooze(named.at)
    return Snooze(None) if "surely" in strengths else None


def snoozes(text: str, now: datetime) -> list[tuple[str, Snooze]]:
    """The parts of a text that each want a reminder at a time of their own.

    “Thứ 2 nhắc việc 5, thứ 3 nhắc việc 6” has two; nothing where one time is meant for all.
    """
    pieces = [
        piece
        for part in _PIECES.split(text)
        for side in _sides(part)
        for piece in _by_number(side, now)
    ]
    found: list[tuple[str, Snooze]] = []
    for piece in pieces:
        wanted = _strength(words(piece)) or (found and is_no_more(_NUMBERED.sub("", piece)))
        named = moment(piece, now) if wanted else None
        if named is not None:
            found.append((piece, Snooze(named.at)))
    return found if len({wish.at for _, wish in found}) > 1 else []


def _sides(text: str) -> list[str]:
    """The sides of an “and”, where each of them wants a reminder."""
    sides = _AND.split(text)
    return sides if all(_strength(words(side)) for side in sides) else [text]


def _by_number(text: str, now: datetime) -> list[str]:
    """The parts of a text that nothing separates, each with a duty and its time.

    The time stands behind the number throughout, or before it: “9h nhắc việc 2 15h nhắc việc 3”.
    """
    numbers = list(_NUMBERED.finditer(text))
    if len(numbers) < 2:
        return [text]
    behind = _cut(text, [each.start() for each in numbers[1:]])
    before = _cut(text, [each.end() for each in numbers[:-1]])
    first = text[: numbers[0].start()]
    return _timed(before if moment(first, now) else behind, now) or [text]


def _cut(text: str, at: Sequence[int]) -> list[str]:
    return [text[a:b] for a, b in itertools.pairwise([0, *at, len(text)])]


def _timed(pieces: Sequence[str], now: datetime) -> list[str]:
    """Pieces with a time each; one without belongs to the next, the last ones to the one before."""
    found: list[str] = []
    held = ""
    for piece in pieces:
        held += piece
        if moment(_NUMBERED.sub("", held), now) is not None:
            found.append(held)
            held = ""
    if held and found:
        found[-1] += held
    return found


def when(text: str, now: datetime) -> Snooze | None:
    """The time that a text gives to the question when to remind; None if it says more, or less."""
    if not any(token.kind == "word" for token in plain(words(text))) or not is_no_more(text):
        return None
    named = moment(text, now)
    return Snooze(named.at if named else None)


def moved_to(text: str, now: datetime) -> tuple[int, Snooze] | None:
    """A duty's number and another time for it, and no more: “à việc 4 thì sáng mai”.

    Only behind a reminder that was put off is this a wish for one.
    """
    row = led(words(text), (*COURTESIES, *_AS_FOR))
    noun = max((match(row, 0, phrase) for phrase in _DUTY), default=0)
    rest = led(row[noun + 1 :])
    if not noun or not rest or row[noun].kind != "number" or "?" in text:
        return None
    wish = when(text[rest[0].start :], now)
    return (int(row[noun].form), wish) if wish and wish.at else None


def no_reminder(text: str) -> Literal["surely", "maybe"] | None:
    """Whether a text wants no reminder any more: “bỏ nhắc lại 1”, less surely “khỏi nhắc”."""
    row = words(text)
    if "?" in text:
        return None
    if holds(row, _DROP):
        return "surely"
    return "maybe" if holds(row, _NO_MORE) else None


def nagged(text: str) -> bool:
    """Whether a text complains that there are too many reminders: “nhắc gì nhắc lắm thế”."""
    return holds(words(text), _NAGGED)


def asking_pieces(text: str) -> list[str]:
    """The parts of a text that speak of being reminded, without that wish and its lengths of time.

    What is left of “nhắc lại việc 2 sau 30 phút” names duty 2.
    """
    return [_without_wish(piece) for piece in _PIECES.split(text) if _strength(words(piece))]


def is_only_asking(text: str) -> bool:
    """Whether each part of a text speaks of being reminded: “20/5, mai nhắc em” says more."""
    pieces = [words(piece) for piece in _PIECES.split(text)]
    return all(_strength(row) for row in pieces if row)


def without_reminder(text: str) -> str:
    """The whole text without the wish to be reminded, and without lengths of time."""
    return _without_wish(text)


def _strength(row: Sequence[Token]) -> Literal["surely", "if timed"] | None:
    """Whether a stretch of words wants a reminder, or does if a time is named somewhere."""
    if holds(row, _NO) or _is_over(row) or _is_thanked_for(row) or _is_endless(row):
        return None
    if holds(row, _REMIND) or ends(row, _LAST):
        return "surely"
    at = next(_named_behind(row), None)
    if at is None or holds(row[at:], _NO_BEHIND):
        return None
    before = led(row[:at], (*_LEADS, *COURTESIES))
    return "if timed" if before else "surely"


def _named_behind(row: Sequence[Token]) -> Iterator[int]:
    """Where “nhắc” stands before what is to be reminded of, or when: “nhắc việc 6”, “nhắc 2”."""
    for at in range(len(row) - 1):
        is_named = row[at + 1].kind == "number" or any(match(row, at + 1, p) for p in _OF)
        if match(row, at, _ACT) and is_named:
            yield at


def _is_endless(row: Sequence[Token]) -> bool:
    """Whether it complains that there is no end: “nhắc mãi”; unlike “mai” this has its mark."""
    at = next((i for i in range(len(row)) if match(row, i, _ACT)), len(row))
    return any(token.form in _MARKED for token in row[at:])


def _is_over(row: Sequence[Token]) -> bool:
    """Whether it ends by saying that something has happened: “anh nhắc em việc 2 rồi”."""
    over = [at for at in range(len(row)) if match(row, at, _OVER) and holds(row[:at], (_ACT,))]
    return bool(over) and not led(row[over[-1] + 1 :], (*COURTESIES, _CHIDING))


def _is_thanked_for(row: Sequence[Token]) -> bool:
    """Whether it thanks for a reminder: “cảm ơn bot nhắc em”."""
    return any(match(row, at, _ACT) and holds(row[:at], _THANKS) for at in range(len(row)))


def _without_wish(text: str) -> str:
    row = words(text)
    for at, token in enumerate(row):
        end = max(match(row, at, phrase) for phrase in _REMIND) or match(row, at, _ACT)
        if end:
            return without_lengths(f"{text[: token.start]} {text[row[end - 1].end :]}")
    return without_lengths(text)
