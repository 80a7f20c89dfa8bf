"""Plans to ask a timetable and a board about."""

from datetime import date, datetime, timedelta
from pathlib import Path

from schedules.plan import Activity, Assignment, Calendar, Plan, Rhythm, Unit, Window
from schedules.plan_file import load
from schedules.timetable import Reminder, Timetable
from schedules.workdays import Workdays, opening
from tests.schedules.strategies import VIETNAM

SEED = Path(__file__).parents[2] / "data" / "plan.yaml"

SILENT = Rhythm(start=False, before=(), overdue=None, escalate_after=None, digest=None)
"""A rhythm with every part switched off."""


def seed() -> Plan:
    """The plan of 2022."""
    plan = load(SEED).plan
    assert plan is not None
    return plan


def duty(
    due: date | datetime,
    *,
    start: date | datetime | None = None,
    rhythm: Rhythm = Rhythm(),  # noqa: B008  # frozen
    window: Window = Window.BY_END,
    calendar: Calendar = Calendar(),  # noqa: B008  # frozen
    due_time: timedelta = timedelta(hours=24),
    named: str = "1",
    unit: str = "a",
) -> Assignment:
    """One unit's duty; its activity is named like it."""
    deadline = Workdays(calendar).deadline(due, due_time=due_time, zone=VIETNAM)
    opens = None if start is None else opening(start, VIETNAM)
    activity = Activity(named, f"Việc {named}", window=window, rhythm=rhythm)
    return Assignment(activity, Unit(unit, unit), activity.title, opens, deadline)


def plan_of(
    *duties: Assignment,
    rhythm: Rhythm = Rhythm(),  # noqa: B008  # frozen
    calendar: Calendar = Calendar(),  # noqa: B008  # frozen
) -> Plan:
    """A plan of these duties. `rhythm` is the plan's own; duties keep theirs."""
    return Plan(
        id="p",
        title="Kế hoạch",
        agency="Sở",
        zone=VIETNAM,
        units={each.unit.id: each.unit for each in duties},
        groups={},
        leadership=(),
        activities=tuple(dict.fromkeys(each.activity for each in duties)),
        assignments=duties,
        rhythm=rhythm,
        calendar=calendar,
    )


def told(reminder: Reminder) -> str:
    """A reminder as its local moment, kind and mark: `2022-05-12 08:00 before 1d`."""
    at = f"{reminder.at.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S}".removesuffix(":00")
    return f"{at} {reminder.kind} {reminder.mark}"


def owed(assignment: Assignment, *, calendar: Calendar = Calendar()) -> list[str]:  # noqa: B008
    """What is owed for one duty, as `told`, without digests."""
    plan = plan_of(assignment, calendar=calendar)
    return [told(r) for r in Timetable.of(plan).reminders if r.assignment]
