"""Days named in a text, and dates reckoned from today; without a today there are none."""

import calendar
from datetime import date, timedelta
from typing import NamedTuple

_FRIDAY = 4
_HALF_YEAR = timedelta(days=183)


class Day(NamedTuple):
    """A day named at tokens[start:end].

    `day` None: a time was named, but no certain day ("tuần sau"). `span`: working or calendar
    days that an extension counts from the deadline instead. `first`: the day of the month that
    a range "14 đến 19" begins with.
    """

    start: int
    end: int
    day: date | None
    span: int | None = None
    working: bool = False
    first: int | None = None


def on_weekday(today: date | None, weekday: int, weeks: int | None) -> date | None:
    """The day meant; None when today is that very weekday and no week was named."""
    if today is None or (weeks is None and weekday == today.weekday()):
        return None
    if weeks is None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=weekday + 7 * weeks)


def in_month_of_year(today: date | None, month: int, day: int) -> date | None:
    """That day of the month to come, 0 being its last."""
    if today is None:
        return None
    year = today.year + (month < today.month)
    return date(year, month, day or calendar.monthrange(year, month)[1])


def in_month(today: date | None, months: int, day: int) -> date | None:
    """That day so many months later, 0 being the last of the month."""
    if today is None:
        return None
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month + 1, day or calendar.monthrange(year, month + 1)[1])


def nearest(today: date | None, day: int, month: int, year: int | None = None) -> date | None:
    """The date of day/month; without a year the one nearest to today. None: no such date."""
    if year is not None:
        return _date(year + 2000 if year < 100 else year, month, day)
    if today is None:
        return None
    found = _date(today.year, month, day)
    if found is not None and found < today - _HALF_YEAR:
        found = _date(today.year + 1, month, day)
    return found


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def same_day_later(today: date | None, months: int) -> date | None:
    """That many months later: the same day, or the last of a month that has no such day."""
    if today is None:
        return None
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def latest(today: date | None, day: int) -> date | None:
    """The last such day of a month, today included."""
    if today is None:
        return None
    months = [today.year * 12 + today.month - 1 - earlier for earlier in range(3)]
    dates = [_date(month // 12, month % 12 + 1, day) for month in months]
    return next((d for d in dates if d is not None and d <= today), None)


def upcoming(today: date | None, day: int) -> date | None:
    """The next such day of a month, today included."""
    if today is None:
        return None
    months = [today.year * 12 + today.month - 1 + later for later in range(3)]
    dates = [_date(month // 12, month % 12 + 1, day) for month in months]
    return next((d for d in dates if d is not None and d >= today), None)


def add_days(start: date, days: int, *, working: bool) -> date:
    """The start and so many days more; weekends do not count as working days."""
    if not working:
        return start + timedelta(days=days)
    found = start
    while days:
        found += timedelta(days=1)
        days -= found.weekday() <= _FRIDAY
    return found
