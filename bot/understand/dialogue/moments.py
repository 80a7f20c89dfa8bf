"""The moment somebody wants to be written to at: “30 phút nữa”, “sau 2 tiếng”, “3h chiều mai”.

Pure, by the words of `turns.toml`. What is not certain is asked for by the caller, not guessed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal
from unicodedata import normalize

from bot.understand.sayings import COURTESIES, TURNS, first_day, words
from bot.understand.words.fold import Token, fold
from bot.understand.words.phrases import holds, match, phrases

_PARTS = sorted(
    (
        (phrase, time.fromisoformat(at))
        for part, at in TURNS["parts"].items()
        for phrase in phrases([part])
    ),
    key=lambda each: len(each[0]),
    reverse=True,
)
_ME, _BEFORE_ME = phrases(["tôi"])[0], phrases(TURNS["before_me"])
_TODAY = phrases(["nay"])[0]
_BEGINNING = phrases(["đầu"])[0]
"""What a part of the day begins with that does not last: “đầu giờ”."""
_NOON, _EVENING = time(12), time(19)
_LATE_MORNING = time(11)
_PART_LASTS = timedelta(hours=4)
_MORNING = time(8)
_SOON = timedelta(hours=1)
_MOST_SPAN = timedelta(days=2)

_UNITS = {fold(word)[1]: minutes for word, minutes in TURNS["spans"].items()}
_HOUR_UNIT = 60
_ALSO_OF_THE_CLOCK = frozenset(("h", "gio"))
_COUNTS = [(phrases([word])[0], count) for word, count in TURNS["counts"].items()]
_COUNTS.sort(key=lambda each: len(each[0]), reverse=True)
_LATER, _TIME_WORDS = phrases(TURNS["later"]), phrases(TURNS["time_words"])
_AHEAD = phrases(TURNS["ahead"])
_AFTER, _ABOUT = phrases(["sau"])[0], phrases(TURNS["about"])
_WITHIN = phrases(["trong"])[0]
_HALF_MORE = phrases(["rưỡi"])[0]
_LONGEST_COUNT = 3
_LONGEST_WAIT = 7
"""So many hours are no wait that anybody wishes for: “sau 9h” is nine o'clock."""

_HOUR = re.compile(
    r"(?<![\d/.,-])(?:(?<=lúc )|(?<=luc )|(?=\d+\s*(?:(?:h|g|giờ|gio)(?![^\W\d_])|:|rưỡi|ruoi)))"
    r"(\d{1,2})\s*(?:(?:h|g|giờ|gio)(?![^\W\d_])|:)?(?:\s*(\d{2})(?![\d/])|\s*(rưỡi|ruoi|kém|kem)\b)?",
    re.IGNORECASE,
)
_HALF = frozenset(("rưỡi", "ruoi"))
_WHOLE_DAY = 24


Sense = Literal["ahead", "unclear", "of the clock", "by itself"]


@dataclass(frozen=True, slots=True)
class Named:
    """A moment that is named, local to the writer; `at` is None where it is not certain."""

    at: datetime | None


@dataclass(frozen=True, slots=True)
class _Length:
    """A length of time at tokens[start:end]: counted from now, or a time of the clock, or else."""

    start: int
    end: int
    minutes: float
    sense: Sense


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the day at tokens[start:end], when it begins, and whether it goes on."""

    start: int
    end: int
    at: time
    lasts: bool


def moment(text: str, now: datetime) -> Named | None:
    """The moment that a text names, from `now` on (on the writer's clock); None: it names none.

    A time of day that has passed is the next day's, unless the text says that it is today's.
    """
    row = words(text)
    lengths = list(_lengths(text, row))
    ahead = next((each for each in lengths if each.sense == "ahead"), None)
    if ahead is not None:
        return Named(now + min(timedelta(minutes=ahead.minutes), _MOST_SPAN))
    if any(each.sense == "unclear" for each in lengths):
        return Named(None)
    part, hour = _part(row), _HOUR.search(normalize("NFC", text))
    day = first_day(_without(text, row, part), now.date())
    if hour is None and part is None and day is None:
        if any(token.bare in _UNITS for token in row):
            return Named(None)
        return Named(now + _SOON) if holds(row, _LATER) else None
    clock = _clock(hour, part.at if part else None) if hour or part else _since_midnight(_MORNING)
    if clock is None:
        return Named(None)
    at = datetime.combine(day or now.date(), time(), tzinfo=now.tzinfo) + clock
    if at <= now and hour is None and part and part.lasts and at + _PART_LASTS > now:
        return Named(now + _SOON)
    if at <= now and day is None:
        at += timedelta(days=1)
    return Named(at if at > now else None)


def names_several_hours(text: str) -> bool:
    """Whether a text names more than one hour of the clock: “lúc 9h và 15h”."""
    if any(each.sense == "ahead" for each in _lengths(text, words(text))):
        return False
    hours = (_clock(each, None) for each in _HOUR.finditer(normalize("NFC", text)))
    return len({hour for hour in hours if hour}) > 1


def is_no_more(text: str) -> bool:
    """Whether a text holds nothing but words and figures that name a time: “3h chiều mai nhé”."""
    row, at = words(text), 0
    while at < len(row):
        ends = (match(row, at, phrase) for phrase in (*_TIME_WORDS, *COURTESIES))
        at = max(*ends, at + 1 if row[at].kind != "word" else 0)
        if not at:
            return False
    return bool(row)


def days_gone(text: str, now: datetime) -> bool:
    """Whether a text speaks of a day that is over."""
    day = first_day(text, now.date())
    return day is not None and day < now.date()


def without_lengths(text: str) -> str:
    """The text without lengths of time: the figure in “sau 2 tiếng” is no duty's number."""
    row = words(text)
    for each in reversed(list(_lengths(text, row))):
        text = f"{text[: row[each.start].start]} {text[row[each.end - 1].end :]}"
    return text


def _part(row: Sequence[Token]) -> _Part | None:
    for phrase, at in _PARTS:
        for start in range(len(row)):
            if (end := match(row, start, phrase)) and not _is_me(row, start):
                return _Part(start, end, at, not match(row, start, _BEGINNING))
    return None


def _is_me(row: Sequence[Token], at: int) -> bool:
    """Whether a word typed without marks is who is to be reminded: “nhac toi viec 2 luc 9h”."""
    unmarked = row[at].form == row[at].bare and bool(match(row, at, _ME))
    if not unmarked or match(row, at + 1, _TODAY):
        return False
    return any(at >= len(p) and match(row, at - len(p), p) for p in _BEFORE_ME)


def _without(text: str, row: Sequence[Token], part: _Part | None) -> str:
    """The text without a part of the day of several words: “đầu giờ chiều mai” is tomorrow."""
    if part is None or part.end - part.start == 1:
        return text
    return f"{text[: row[part.start].start]} {text[row[part.end - 1].end :]}"


def _clock(hour: re.Match[str] | None, part: time | None) -> timedelta | None:
    """The time of day since its midnight; 24h is the end of the day.

    None where the hour and the part of the day do not go together.
    """
    if hour is None:
        return None if part is None else _since_midnight(part)
    h, m = int(hour[1]), int(hour[2] or 0)
    if (h, m) == (_WHOLE_DAY, 0) and not hour[3] and (part is None or part >= _EVENING):
        return timedelta(hours=h)
    if hour[3]:
        if hour[3].lower() not in _HALF:
            return None
        m = 30
    if part is None:
        h += 12 if 0 < h < 7 else 0
    elif part >= _EVENING:
        if not 5 <= h % 12 <= 11:
            return None
        h += 12 if h < 12 else 0
    elif part >= _NOON or (part == _LATE_MORNING and h < 4):
        h += 12 if h < 12 else 0
    return timedelta(hours=h, minutes=m) if h < _WHOLE_DAY and m < 60 else None


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)


def _lengths(text: str, row: Sequence[Token]) -> Iterator[_Length]:
    at = 0
    while at < len(row):
        found = _length(row, at)
        if found is None:
            at += 1
            continue
        end, minutes, unit = found
        yield _Length(at, end, minutes, _sense(text, row, at, end, unit))
        at = end


def _length(row: Sequence[Token], at: int) -> tuple[int, float, str] | None:
    """Where a length of time that begins at a token ends, its minutes, and its first unit."""
    counted = _count(row, at)
    count, end = counted or (1, at)
    if end >= len(row) or row[end].bare not in _UNITS:
        return None
    unit, size = row[end].bare, _UNITS[row[end].bare]
    end += 1
    if size == _HOUR_UNIT and match(row, end, _HALF_MORE):
        return end + 1, (count + 0.5) * size, unit
    if counted is None:
        return None
    more = _count(row, end) if size == _HOUR_UNIT else None
    if more and more[1] < len(row):
        is_minutes = _UNITS.get(row[more[1]].bare) == 1
        if is_minutes or any(match(row, more[1], phrase) for phrase in _AHEAD):
            return more[1] + is_minutes, count * size + more[0], unit
    return end, count * size, unit


def _count(row: Sequence[Token], at: int) -> tuple[float, int] | None:
    if at < len(row) and row[at].kind == "number":
        return (int(row[at].form), at + 1) if len(row[at].form) <= _LONGEST_COUNT else None
    for phrase, count in _COUNTS:
        if (end := match(row, at, phrase)) and not match(row, at, _AFTER):
            return count, end
    return None


def _sense(text: str, row: Sequence[Token], at: int, end: int, unit: str) -> Sense:
    """Whether a length is counted from now, “… nữa”, “sau …”; “sau 2h” may be two o'clock."""
    if at and text[row[at - 1].end : row[at].start] in (",", "."):
        return "unclear"  # “1,5 tiếng”
    if any(match(row, end, phrase) for phrase in _AHEAD):
        return "ahead"
    before = at
    while before and any(match(row, before - 1, phrase) for phrase in _ABOUT):
        before -= 1
    after = before > 0 and bool(match(row, before - 1, _AFTER))
    if unit not in _ALSO_OF_THE_CLOCK:
        return "ahead" if after else "by itself"
    hours = int(row[at].form) if row[at].kind == "number" else 0
    if hours >= _WHOLE_DAY and (after or (before and match(row, before - 1, _WITHIN))):
        return "ahead" if after else "unclear"  # “sau 24h” is tomorrow, “trong 24h” no moment
    late = hours >= _LONGEST_WAIT
    of_the_clock = late or any(match(row, end, phrase) for phrase, _ in _PARTS)
    return "unclear" if after and not of_the_clock else "of the clock"
