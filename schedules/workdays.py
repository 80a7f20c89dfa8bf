"""Working days, quiet hours, and the step from a local deadline to an instant.

Public holidays and swapped days of Viet Nam come from the `holidays` package, corrected by the
yearly notices it has missed; the plan's own calendar goes on top and wins. Refuses to know
what day it is today.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from zoneinfo import ZoneInfo

import holidays
from holidays.holiday_base import HolidayBase

from schedules.plan import Calendar, Deadline, Opening

DAY = timedelta(days=1)

# Công văn 12729/VPCP-KGVX (12/2025): Friday 2/1/2026 off, Saturday 10/1/2026 worked instead;
# not in holidays 0.109 (compared 2026-11).
NOTICED_OFF = frozenset({date(2026, 1, 2)})
NOTICED_WORKED = frozenset({date(2026, 1, 10)})

LAST_NOTICED_YEAR = 2026
"""The last year whose days off are settled by an official notice known to this program."""


@cache
def _public() -> HolidayBase:
    """Viet Nam's calendar of the `holidays` package, by way of its own file.

    Importing it by name brings the other 250 countries along: 80 ms and 8 MB at every start.
    """
    folders = [f"{folder}/countries" for folder in holidays.__path__]
    spec = PathFinder.find_spec("holidays.countries.vietnam", folders)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("holidays.countries.vietnam")
    vietnam = module_from_spec(spec)
    spec.loader.exec_module(vietnam)
    found: HolidayBase = vietnam.VN()
    return found


class Workdays:
    """Which days are worked, for one plan's calendar."""

    def __init__(self, calendar: Calendar) -> None:
        """Take the plan's own days off and worked days; they win over the public ones."""
        self._off = calendar.days_off
        self._worked = calendar.working_days

    def is_worked(self, day: date) -> bool:
        """Whether offices work on `day`."""
        if day in self._worked:
            return True
        if day in self._off:
            return False
        if day in NOTICED_WORKED:
            return True
        return day not in NOTICED_OFF and _public().is_working_day(day)

    def on_or_before(self, day: date) -> date:
        """`day` itself if worked, else the last worked day before it."""
        return next(d for d in _days(day, -DAY) if self.is_worked(d))

    def on_or_after(self, day: date) -> date:
        """`day` itself if worked, else the first worked day after it."""
        return next(d for d in _days(day, DAY) if self.is_worked(d))

    def nearest(self, day: date) -> date:
        """The worked day closest to `day`, the earlier one of two equally close."""
        earlier, later = self.on_or_before(day), self.on_or_after(day)
        return earlier if day - earlier <= later - day else later

    def shift(self, day: date, count: int) -> date:
        """The day `count` working days after `day` (before it if negative).

        `day` itself is never counted, worked or not. From a Saturday, +1 is Monday and -1 Friday.
        """
        step = DAY if count > 0 else -DAY
        for _ in range(abs(count)):
            day = next(d for d in _days(day + step, step) if self.is_worked(d))
        return day

    def between(self, earlier: date, later: date) -> int:
        """How many working days lie in (earlier, later]; 0 if `later` is not after `earlier`."""
        return sum(map(self.is_worked, _span(earlier + DAY, later)))

    def deadline(self, due: date | datetime, *, due_time: timedelta, zone: ZoneInfo) -> Deadline:
        """The deadline that a plan's due means.

        A due date ends at `due_time` (24:00: the midnight after). On a day off it is reminded
        against the working day before and overdue from the working day after. A due instant
        (aware) is taken at its word.
        """
        if isinstance(due, datetime):
            day = due.astimezone(zone).date()
            return Deadline(day, due, due, self.on_or_before(day), whole_day=False)
        ends = local_instant(due, time(), zone) + due_time
        if self.is_worked(due):
            return Deadline(due, ends, ends, due)
        overdue_from = local_instant(self.on_or_after(due), time(), zone)
        return Deadline(due, ends, max(ends, overdue_from), self.on_or_before(due))


def opening(start: date | datetime, zone: ZoneInfo) -> Opening:
    """The opening of a window that starts on a local date, or at an aware instant."""
    if isinstance(start, datetime):
        return Opening(start.astimezone(zone).date(), start, whole_day=False)
    return Opening(start, local_instant(start, time(), zone))


def local_instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant when clocks in `zone` show `at` on `day`."""
    return datetime.combine(day, at, tzinfo=zone)


def quiet_until(at: datetime, quiet: tuple[tuple[time, time], ...]) -> datetime | None:
    """When the quiet hours around `at` (local, aware) are over; None if `at` is not quiet.

    Periods that touch or overlap count as one. A pair whose end is not after its start goes
    over midnight; one with equal ends is empty.
    """
    until = at
    for _ in range(len(quiet) + 1):
        ends = [end for pair in quiet if (end := _end_of(pair, until)) is not None]
        if not ends:
            break
        until = max(ends)
    return until if until > at else None


def quiet_since(at: datetime, quiet: tuple[tuple[time, time], ...]) -> datetime:
    """When the quiet hours around `at` (local, aware) began; `at` itself if it is not quiet."""
    since = at
    for _ in range(len(quiet) + 1):
        starts = [start for pair in quiet if (start := _start_of(pair, since)) is not None]
        if not starts or min(starts) >= since:
            break
        since = min(starts)
    return since


def _end_of(pair: tuple[time, time], at: datetime) -> datetime | None:
    period = _period_around(pair, at)
    return period[1] if period and period[0] <= at < period[1] else None


def _start_of(pair: tuple[time, time], at: datetime) -> datetime | None:
    period = _period_around(pair, at)
    return period[0] if period and period[0] <= at <= period[1] else None


def _period_around(pair: tuple[time, time], at: datetime) -> tuple[datetime, datetime] | None:
    """The run of `pair` that contains `at`, its end included; None if there is none."""
    start, end = pair
    if start == end:
        return None
    for day in (at.date(), at.date() - DAY):
        begins = datetime.combine(day, start, tzinfo=at.tzinfo)
        ends = datetime.combine(day if end > start else day + DAY, end, tzinfo=at.tzinfo)
        if begins <= at <= ends:
            return begins, ends
    return None


def _days(first: date, step: timedelta) -> Iterator[date]:
    day = first
    while True:
        yield day
        day += step


def _span(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
