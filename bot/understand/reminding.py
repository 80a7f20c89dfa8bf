"""Wishes to be reminded later, and to be reminded no more.

Pure, by the phrases of `turns.toml`; when somebody may be written to is not decided here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.understand.fold import Token, fold
from bot.understand.sayings import TURNS, ends, first_day, holds, match, phrases, words

_REMIND, _LAST, _NO = (phrases(TURNS[n]) for n in ("remind", "remind_last", "no_reminder"))
_DROP, _NO_MORE = phrases(TURNS["drop_reminder"]), phrases(TURNS["no_more_reminder"])
_LATER = phrases(TURNS["later"])
_PARTS = [
    (phrase, time.fromisoformat(at)) for p, at in TURNS["parts"].items() for phrase in phrases([p])
]
_PARTS_LONGEST = sorted(_PARTS, key=lambda each: len(each[0]), reverse=True)
_SPANS = {fold(word)[1]: minutes for word, minutes in TURNS["spans"].items()}
_MOST_SPAN = timedelta(days=2)
_MORNING = time(8)
_HOUR = re.compile(r"(?<![\d/.-])(\d{1,2})\s*(?:h|g|giờ|gio|:)\s*(\d{2})?(?![\d/])", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,3})\s*([^\W\d_]+)\s*(?:nữa|nua|sau|tới|toi)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Snooze:
    """A wish to be reminded later; `at` is local to the writer, None where no time is certain."""

    at: datetime | None


def snooze(text: str, now: datetime) -> Snooze | None:
    """When a text wants to be reminded again; None if it does not speak of that.

    `now` is on the writer's clock. A time of day that has passed is the next day's.
    """
    row = words(text)
    if holds(row, _NO) or not (holds(row, _REMIND) or ends(row, _LAST)):
        return None
    after = _span(text, row)
    if after is not None:
        return Snooze(now + after)
    clock = _clock(text, row)
    day = first_day(text, now.date())
    if clock is None and day is None:
        return Snooze(None)
    at = datetime.combine(day or now.date(), clock or _MORNING, tzinfo=now.tzinfo)
    if at <= now and day in (None, now.date()):
        at = now + timedelta(hours=1) if _of_part(text, row) else at + timedelta(days=1)
    return Snooze(at)


def no_reminder(text: str) -> Literal["surely", "maybe"] | None:
    """Whether a text wants no reminder any more: “bỏ nhắc lại 1”, less surely “khỏi nhắc”."""
    row = words(text)
    if "?" in text:
        return None
    if holds(row, _DROP):
        return "surely"
    return "maybe" if holds(row, _NO_MORE) else None


def reminds(text: str) -> bool:
    """Whether a text speaks of being reminded."""
    return holds(words(text), _REMIND) or ends(words(text), _LAST)


def without_reminder(text: str) -> str:
    """The text without its wish to be reminded: what is left of “nhắc lại việc 2” names duty 2."""
    row = words(text)
    for at, token in enumerate(row):
        end = max(match(row, at, phrase) for phrase in _REMIND)
        if end:
            return f"{text[: token.start]} {text[row[end - 1].end :]}"
    return text


def _clock(text: str, row: Sequence[Token]) -> time | None:
    """The time of day that a text names, by the hour or by the part of the day."""
    part = next((at for phrase, at in _PARTS_LONGEST if holds(row, (phrase,))), None)
    hour = _HOUR.search(text)
    if hour is None:
        return part
    h, m = int(hour[1]), int(hour[2] or 0)
    afternoon = part is not None and part >= time(12)
    if h < 12 and (afternoon or (part is None and h < 7)):
        h += 12
    return time(h, m) if h < 24 and m < 60 else None


_PARTS_LONGEST = sorted(_PARTS, key=lambda each: len(each[0]), reverse=True)


def _of_part(text: str, row: Sequence[Token]) -> bool:
    """Whether only a part of the day is named: one that has begun lasts on."""
    return _HOUR.search(text) is None and any(holds(row, (phrase,)) for phrase, _ in _PARTS)


def _span(text: str, row: Sequence[Token]) -> timedelta | None:
    found = _SPAN.search(text)
    minutes = _SPANS.get(fold(found[2])[1]) if found else None
    if found and minutes is not None:
        return min(timedelta(minutes=minutes * int(found[1])), _MOST_SPAN)
    named = _HOUR.search(text) or any(holds(row, (phrase,)) for phrase, _ in _PARTS)
    if not named and first_day(text, date.min.replace(year=2000)) is None and holds(row, _LATER):
        return timedelta(hours=1)
    return None
