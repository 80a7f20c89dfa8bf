"""What a plan owes at which instant: pure functions of (plan, after, until].

A timetable knows marks, not people and not answers: whether a reminder still matters is asked
again when it is sent. Any rhythm of calls that covers the same time owes the same reminders.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from schedules.plan import Assignment, Days, Deadline, Offset, Plan, Rhythm, Window
from schedules.speaking import after_working_time, sending_time
from schedules.workdays import DAY, Workdays, local_instant, quiet_since


class Kind(StrEnum):
    """Why a message is owed; later members are more pressing."""

    PLAN_CHANGED = "plan_changed"
    START = "start"
    BEFORE = "before"
    DUE = "due"
    OVERDUE = "overdue"
    ESCALATION = "escalation"
    DIGEST = "digest"


class Rung(StrEnum):
    """How far up the news of an overdue duty has to go; the mark of its escalation."""

    OFFICE = "office"
    LEADERS = "escalation"  # those in charge of the unit; all of leadership where nobody is
    DIRECTORS = "director"  # those above all who are in charge of units


WEIGHT = {kind: weight for weight, kind in enumerate(Kind)}
"""How pressing a kind is: the heaviest one present names a message that carries several."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One message owed about one assignment; a digest is about the whole plan (None).

    `at` is when, in UTC; from `until` on it no longer matters. `mark` names it among the
    reminders of its deadline. An `exact` one may fall on a day off, any other may not. `partner`
    is a collaborating unit that is told of the duty and not asked about it.
    """

    at: datetime
    kind: Kind
    mark: str
    until: datetime
    assignment: Assignment | None = None
    exact: bool = False
    partner: str | None = None

    @property
    def unit(self) -> str | None:
        """The unit it is for; None for what goes to leadership."""
        if self.assignment is None or self.kind is Kind.ESCALATION:
            return None
        return self.partner or self.assignment.unit.id


class Timetable:
    """All that a plan owes, in order."""

    def __init__(self, reminders: Iterable[Reminder]) -> None:
        """Keep reminders sorted by moment, in the plan's order within one moment."""
        self.reminders = tuple(sorted(reminders, key=lambda reminder: reminder.at))
        self._moments = [reminder.at for reminder in self.reminders]

    @classmethod
    def of(cls, plan: Plan) -> "Timetable":
        """The timetable of a plan."""
        marker = _Marker(plan)
        owed = [r for assignment in plan.assignments for r in marker.reminders(assignment)]
        return cls([*owed, *marker.told(owed), *marker.digests(owed)])

    @property
    def closes(self) -> datetime | None:
        """When the last reminder stops mattering; None if nothing is ever owed."""
        return max((reminder.until for reminder in self.reminders), default=None)

    def between(self, after: datetime | None, until: datetime) -> tuple[Reminder, ...]:
        """What is owed in (after, until], oldest first; None is the beginning of time."""
        first = bisect_right(self._moments, after) if after else 0
        return self.reminders[first : bisect_right(self._moments, until)]


def first_turns(plan: Plan) -> Callable[[Assignment], datetime | None]:
    """When the turn of a duty of a plan comes first to be asked about; None: not within its term.

    Worked out once for all that share their days, as most duties of a large plan do.
    """
    marker = _Marker(plan)
    known: dict[object, datetime | None] = {}

    def turn(assignment: Assignment) -> datetime | None:
        activity = assignment.activity
        days = activity.rhythm, activity.window, assignment.opening, assignment.deadline
        if days not in known:
            known[days] = min((r.at for r in marker.asking(assignment)), default=None)
        return known[days]

    return turn


class _Marker:
    """Places marks on the calendar of one plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._zone = plan.zone
        self._workdays = Workdays(plan.calendar)

    def reminders(self, assignment: Assignment) -> list[Reminder]:
        """All that is owed for one assignment, one at a moment: the most pressing stays."""
        marks = [
            *self.asking(assignment),
            *self._overdue(assignment),
            *self._escalation(assignment),
        ]
        weightiest: dict[tuple[datetime, str], Reminder] = {}
        for reminder in sorted(marks, key=lambda r: WEIGHT[r.kind]):
            rung = reminder.mark if reminder.kind is Kind.ESCALATION else ""
            weightiest[reminder.at, rung] = reminder
        return sorted(weightiest.values(), key=lambda r: r.at)

    def asking(self, assignment: Assignment) -> Iterator[Reminder]:
        """What is owed for one assignment before its term is over."""
        yield from self._start(assignment)
        yield from self._before(assignment)

    def told(self, owed: list[Reminder]) -> Iterator[Reminder]:
        """A notice to each collaborating unit, once, with the first reminder of the activity."""
        first: dict[str, Reminder] = {}
        for reminder in sorted(owed, key=lambda r: r.at):
            if reminder.assignment is not None and reminder.kind in (Kind.START, Kind.BEFORE):
                first.setdefault(reminder.assignment.activity.id, reminder)
        for activity, reminder in first.items():
            for partner in self._plan.partners_of(activity):
                yield replace(reminder, kind=Kind.START, mark=f"told-{partner}", partner=partner)

    def digests(self, owed: list[Reminder]) -> Iterator[Reminder]:
        """A morning summary on every working day from the first reminder to the last one."""
        at = self._plan.rhythm.digest
        if at is None or not owed:
            return
        days = [r.at.astimezone(self._zone).date() for r in owed]
        for day in _days(min(days), max(days)):
            if not self._may_speak(self._plan.rhythm, day):
                continue
            moment = self._moment(day, at, self._plan.rhythm)
            read_on = moment.astimezone(self._zone).date()  # later than `day` if it had to wait
            midnight = local_instant(read_on + DAY, time(), self._zone).astimezone(UTC)
            yield Reminder(moment, Kind.DIGEST, f"digest-{read_on}", midnight)

    def _start(self, assignment: Assignment) -> Iterator[Reminder]:
        rhythm, opening = assignment.activity.rhythm, assignment.opening
        if not rhythm.start or opening is None:
            return
        if opening.whole_day:
            at = self._moment(self._announced_on(assignment, opening.day), rhythm.at, rhythm)
        else:
            at = self._wait(opening.at, rhythm, exact=True)
        if at < assignment.deadline.ends:
            yield Reminder(
                at,
                Kind.START,
                "start",
                assignment.deadline.ends.astimezone(UTC),
                assignment,
                exact=not opening.whole_day,
            )

    def _announced_on(self, assignment: Assignment, opens: date) -> date:
        """The day a window is announced: when it opens, or the nearest day that is worked.

        What must stand when the window opens is announced the working day before.
        """
        if not assignment.activity.rhythm.working_days_only:
            return opens
        if assignment.activity.window is Window.BY_START:
            return self._workdays.shift(opens, -1)
        return self._workdays.nearest(opens)

    def _before(self, assignment: Assignment) -> Iterator[Reminder]:
        rhythm, deadline = assignment.activity.rhythm, assignment.deadline
        until = deadline.overdue_from.astimezone(UTC)
        for offset in rhythm.before:
            at = self._at(assignment, offset, before=True)
            if at < deadline.ends:
                kind = Kind.DUE if offset in (Days(0), timedelta(0)) else Kind.BEFORE
                yield Reminder(at, kind, name(offset), until, assignment, exact=_exact(offset))

    def _overdue(self, assignment: Assignment) -> Iterator[Reminder]:
        overdue = assignment.activity.rhythm.overdue
        if overdue is None:
            return
        moments = self._repeats(assignment, overdue.every)
        at = next(moments)
        for n in range(1, overdue.times + 1):
            until = next(moments)
            yield Reminder(
                at, Kind.OVERDUE, f"+{n}", until, assignment, exact=_exact(overdue.every)
            )
            at = until

    def _repeats(self, assignment: Assignment, every: Offset) -> Iterator[datetime]:
        """The moments of the repeats, without end; those that would fall together are one."""
        rhythm, deadline = assignment.activity.rhythm, assignment.deadline
        if isinstance(every, Days):
            day = self._last_day(deadline)
            while True:
                day = self._later(day, every.count, rhythm)
                yield self._moment(day, rhythm.at, rhythm)
        at = since = deadline.overdue_from.astimezone(UTC)
        while True:
            at = self._wait(since + ((at - since) // every + 1) * every, rhythm, exact=True)
            yield at

    def _escalation(self, assignment: Assignment) -> Iterator[Reminder]:
        """The rungs of the ladder, each for a working week; none is told before a lower one."""
        rhythm = assignment.activity.rhythm
        if rhythm.office_after is not None:
            at = self._in_working_time(assignment, rhythm.office_after)
            if rhythm.escalate_after is not None:
                at = min(at, self._at(assignment, rhythm.escalate_after, before=False))
            yield self._rung(assignment, Rung.OFFICE, at, rhythm.office_after)
        if rhythm.escalate_after is not None:
            at = self._at(assignment, rhythm.escalate_after, before=False)
            yield self._rung(assignment, Rung.LEADERS, at, rhythm.escalate_after)
        above = self._plan.in_charge(assignment.unit.id) and self._plan.directors
        if above and rhythm.escalate_after is not None and rhythm.director_after is not None:
            at = self._at(assignment, rhythm.director_after, before=False)
            yield self._rung(assignment, Rung.DIRECTORS, at, rhythm.director_after)

    def _in_working_time(self, assignment: Assignment, after: Offset) -> datetime:
        if isinstance(after, Days):
            return self._at(assignment, after, before=False)
        rhythm = assignment.activity.rhythm
        passed = after_working_time(
            assignment.deadline.overdue_from,
            after,
            rhythm=rhythm,
            workdays=self._workdays,
            zone=self._zone,
        )
        return self._wait(passed, rhythm, exact=False)

    def _rung(self, assignment: Assignment, rung: Rung, at: datetime, after: Offset) -> Reminder:
        week_later = self._workdays.shift(at.astimezone(self._zone).date(), 5)
        until = local_instant(week_later, time(), self._zone).astimezone(UTC)
        return Reminder(at, Kind.ESCALATION, rung, until, assignment, exact=_exact(after))

    def _at(self, assignment: Assignment, offset: Offset, *, before: bool) -> datetime:
        """The instant that lies `offset` from the deadline and at which the bot may speak."""
        rhythm, deadline = assignment.activity.rhythm, assignment.deadline
        if isinstance(offset, Days):
            return self._moment(self._day(assignment, offset, before=before), rhythm.at, rhythm)
        if not before:
            due = deadline.overdue_from.astimezone(UTC) + offset
            return self._wait(due, rhythm, exact=True)
        due = deadline.ends.astimezone(UTC) - offset
        at = self._wait(due, rhythm, exact=True)
        if at >= deadline.ends:  # waiting would miss the deadline: speak before it gets quiet
            local = due.astimezone(self._zone)
            at = quiet_since(local, rhythm.quiet_hours).astimezone(UTC) - timedelta(minutes=1)
        return at

    def _day(self, assignment: Assignment, offset: Days, *, before: bool) -> date:
        deadline, rhythm = assignment.deadline, assignment.activity.rhythm
        if before and rhythm.working_days_only:
            return self._workdays.shift(deadline.remind_on, -offset.count)
        if before:
            return deadline.day - timedelta(days=offset.count)
        return self._later(self._last_day(deadline), offset.count, rhythm)

    def _last_day(self, deadline: Deadline) -> date:
        """The last day in whole or part before it counts as overdue."""
        return (deadline.overdue_from - timedelta.resolution).astimezone(self._zone).date()

    def _later(self, day: date, count: int, rhythm: Rhythm) -> date:
        if rhythm.working_days_only:
            return self._workdays.shift(day, count)
        return day + timedelta(days=count)

    def _moment(self, day: date, at: time, rhythm: Rhythm) -> datetime:
        return self._wait(local_instant(day, at, self._zone), rhythm, exact=False)

    def _wait(self, at: datetime, rhythm: Rhythm, *, exact: bool) -> datetime:
        return sending_time(
            at, rhythm=rhythm, workdays=self._workdays, zone=self._zone, exact=exact
        )

    def _may_speak(self, rhythm: Rhythm, day: date) -> bool:
        return not rhythm.working_days_only or self._workdays.is_worked(day)


def name(offset: Offset) -> str:
    """An offset as the plan file writes it: 3d, 2h, 30m, 90s."""
    if isinstance(offset, Days):
        return f"{offset.count}d"
    seconds = int(offset.total_seconds())
    for unit, size in (("h", 3600), ("m", 60)):
        if seconds and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def _exact(offset: Offset) -> bool:
    return not isinstance(offset, Days)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
