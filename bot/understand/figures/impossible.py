"""Days that a text names and no calendar has: "30/2", "31 tháng 6", "32/5"."""

import calendar
import re
from datetime import date
from typing import NamedTuple

_DATE = re.compile(
    r"(?<![\w/.-])(?P<day>\d{1,2})(?P<by>\s*[/.-]\s*|\s+tháng\s+|\s+thang\s+)(?P<month>\d{1,2})"
    r"(?:(?:\s*[/.-]\s*|\s+năm\s+|\s+nam\s+)(?P<year>\d{4}|\d{2}))?(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
_MONTHS, _MOST_DAYS = 12, 39
"""Figures beyond are no slip in a day, but something else."""
_CENTURY = 2000


class Impossible(NamedTuple):
    """A day that does not exist, as it was typed, and the text with a day to come in its place."""

    day: str
    text: str
    instead: date


def impossible(text: str, today: date | None) -> Impossible | None:
    """The first day of a text that its month lacks; None if all are in the calendar.

    What has only a dot or a hyphen between two figures may be tasks, and is no day here.
    """
    if today is None:
        return None
    for found in _DATE.finditer(text):
        last = _last_of_month(found, today)
        if last is not None:
            words = f"{text[: found.start()]}{last:%d/%m/%Y}{text[found.end() :]}"
            return Impossible(" ".join(found.group().split()), words, last)
    return None


def _last_of_month(found: re.Match[str], today: date) -> date | None:
    """The last day to come of the month that lacks the day; None if it is no such day."""
    day, month = int(found["day"]), int(found["month"])
    doubtful = found["year"] is None and found["by"].strip() in (".", "-")
    if doubtful or not 1 <= month <= _MONTHS or day > _MOST_DAYS:
        return None
    year = int(found["year"]) if found["year"] else today.year
    year = year if year >= _CENTURY else _CENTURY + year
    length = calendar.monthrange(year, month)[1]
    if day <= length or (found["year"] is None and _is_to_come(day, month, today)):
        return None
    later = max(year, today.year) + (date(max(year, today.year), month, 28) < today)
    return date(later, month, calendar.monthrange(later, month)[1])


def _is_to_come(day: int, month: int, today: date) -> bool:
    """Whether next year's month has the day, and is the nearer one: "29/2" said in December."""
    length = calendar.monthrange(today.year + 1, month)[1]
    return day <= length and today.month > month
