"""The time axis of the picture: days to pixels, the marks of the scale, the days off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.wording import phrases
from schedules.plan import Plan
from schedules.progress import Board
from schedules.workdays import Workdays

DAY = timedelta(days=1)

AHEAD = 0.4
"""How much longer than the plan itself the axis may become so that today is on it."""

SHADED_FROM = 4.0
"""Pixels of a day from which days off are shaded; below that they would only be noise."""

_STEPS = (1, 2, 3, 7, 14)
_MONTHS = (1, 2, 3, 6, 12)
_MONTH = 31
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from `first` through `last`, laid over the pixels from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    @property
    def scale(self) -> float:
        """Pixels of a day."""
        return (self.right - self.left) / ((self.last - self.first).days + 1)

    def x(self, day: date) -> float:
        """Where a day begins; days beyond the axis are at its ends."""
        ahead = (day - self.first).days * self.scale
        return min(max(self.left + ahead, self.left), self.right)

    def holds(self, day: date) -> bool:
        """Whether a day lies on the axis."""
        return self.first <= day <= self.last

    def ticks(self, width: float) -> list[tuple[date, str]]:
        """Days to write on the scale, each with its label of at most `width` pixels."""
        for step in _STEPS:
            if step * self.scale >= width:
                return [(day, phrases.day_and_month(day)) for day in self._every(step)]
        months = next((m for m in _MONTHS if m * _MONTH * self.scale >= width), _YEAR)
        return [(day, f"{day.month}/{day.year}") for day in self._firsts(months)]

    def days_off(self, plan: Plan) -> list[tuple[date, date]]:
        """Runs of days off, each as first day and the day after; none where days are too narrow."""
        if self.scale < SHADED_FROM:
            return []
        workdays = Workdays(plan.calendar)
        runs: list[tuple[date, date]] = []
        for day in self._every(1):
            if workdays.is_worked(day):
                continue
            if runs and runs[-1][1] == day:
                runs[-1] = (runs[-1][0], day + DAY)
            else:
                runs.append((day, day + DAY))
        return runs

    def _every(self, step: int) -> Iterator[date]:
        """Every day, every second one, or Mondays."""
        day = self.first
        if step % 7 == 0:
            day += (-day.weekday() % 7) * DAY
        while day <= self.last:
            yield day
            day += step * DAY

    def _firsts(self, months: int) -> Iterator[date]:
        """The first days of every so many months, counted from January."""
        day = self.first.replace(day=1)
        while day <= self.last:
            if day >= self.first and (day.month - 1) % months == 0:
                yield day
            day = (day + _MONTH * DAY).replace(day=1)


def of(board: Board, left: float, right: float) -> Axis:
    """The axis of a plan: from its first window to its last deadline, and today if it is near."""
    today = board.as_of.astimezone(board.plan.zone).date()
    duties = [each.assignment for each in board.standings]
    days = [duty.deadline.day for duty in duties]
    days += [duty.opening.day for duty in duties if duty.opening]
    if not days:
        return Axis(today - 7 * DAY, today + 7 * DAY, left, right)
    first, last = min(days), max(days)
    reach = max(7, round(AHEAD * (last - first).days)) * DAY
    if first - reach <= today <= last + reach:
        first, last = min(first, today), max(last, today)
    return Axis(first, last + DAY, left, right)
