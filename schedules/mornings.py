"""The mornings of those who keep a plan: the list of what came of yesterday, the closing report.

Pure, and apart from the timetable: these messages are about the sending itself and about the
plan as a whole, so no rehearsal can show them beforehand.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from schedules.plan import Plan
from schedules.speaking import sending_time
from schedules.timetable import Timetable
from schedules.workdays import DAY, Workdays, local_instant

CLOSING = "closing"
MORNING = "morning"
GAPS = "gaps"
"""How the marks begin of mornings before the first reminder: only who cannot be reached is news."""

AHEAD = 10
"""Working days before the first reminder from which on the office hears whom it would not reach."""

CLOSING_MATTERS_FOR = 5
"""Working days for which the offer of a closing report is worth sending."""


@dataclass(frozen=True, slots=True)
class Morning:
    """What the office is owed at `at`, until `until`; `since` is the morning before it.

    `mark` names it: `morning-2022-05-20`, `gaps-2022-04-28`, or `closing` for the offer of the
    closing report.
    """

    at: datetime
    until: datetime
    mark: str
    since: datetime

    @property
    def what(self) -> str:
        """Which kind of morning it is."""
        return self.mark.partition("-")[0]


class Mornings:
    """All mornings of a plan, in order."""

    def __init__(self, plan: Plan, timetable: Timetable) -> None:
        """Place them from AHEAD of the first reminder to the day after the last."""
        self._plan = plan
        self._workdays = Workdays(plan.calendar)
        found = [*self._lists(timetable), *self._closing()]
        self.all = tuple(sorted(found, key=lambda each: each.at))

    def between(self, after: datetime | None, until: datetime) -> tuple[Morning, ...]:
        """What is owed in (after, until], oldest first; None is the beginning of time."""
        return tuple(m for m in self.all if m.at <= until and (after is None or m.at > after))

    def _lists(self, timetable: Timetable) -> list[Morning]:
        """A list for every working day after one on which something may have been sent.

        The days before hear of whom the first reminder would not reach.
        """
        at, reminders = self._plan.rhythm.digest, timetable.reminders
        if at is None or not reminders:
            return []
        ends = (reminders[0], reminders[-1])
        day, last = (self._workdays.shift(self._local(r.at), 1) for r in ends)
        ahead = [self._workdays.shift(day, -n) for n in range(AHEAD, 0, -1)]
        found = [self._morning(each, at, f"{GAPS}-{each}") for each in ahead]
        while day <= last:
            found.append(self._morning(day, at, f"{MORNING}-{day}"))
            day = self._workdays.shift(day, 1)
        return found

    def _closing(self) -> list[Morning]:
        """The offer of the closing report, on the working day after the plan's end."""
        ends = max((a.deadline.overdue_from for a in self._plan.assignments), default=None)
        if ends is None:
            return []
        last = self._local(ends - timedelta.resolution)
        day = self._workdays.shift(last, 1)
        at = self._plan.rhythm.digest or self._plan.rhythm.at
        morning = self._morning(day, at, CLOSING)
        until = self._workdays.shift(day, CLOSING_MATTERS_FOR)
        return [Morning(morning.at, self._midnight(until), CLOSING, morning.since)]

    def _morning(self, day: date, at: time, mark: str) -> Morning:
        moment, before = self._moment(day, at), self._moment(self._workdays.shift(day, -1), at)
        return Morning(moment, self._midnight(day), mark, before)

    def _moment(self, day: date, at: time) -> datetime:
        return sending_time(
            local_instant(day, at, self._plan.zone),
            rhythm=self._plan.rhythm,
            workdays=self._workdays,
            zone=self._plan.zone,
            exact=False,
        )

    def _local(self, moment: datetime) -> date:
        return moment.astimezone(self._plan.zone).date()

    def _midnight(self, day: date) -> datetime:
        return local_instant(day + DAY, time(), self._plan.zone).astimezone(UTC)


def opens_week(workdays: Workdays, day: date) -> bool:
    """Whether `day` is the first working day of its week: when the week is looked back upon."""
    monday = day - timedelta(days=day.weekday())
    return workdays.on_or_after(monday) == day
