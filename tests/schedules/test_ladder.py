"""The ladder of an overdue duty: when each rung is told, in working time, and who stands on it."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.ladder import above, hearers
from schedules.plan import Days, Leadership, Plan, Rhythm
from schedules.speaking import after_working_time, sending_time
from schedules.timetable import Kind, Rung, Timetable
from schedules.workdays import Workdays
from tests.schedules.plans import SILENT, duty, plan_of
from tests.schedules.strategies import VIETNAM, few, instants, local

THURSDAY, SATURDAY = date(2022, 5, 19), date(2022, 5, 14)
DIRECTOR = Leadership("gd", "Giám đốc")
DEPUTY = Leadership("pgd", "Phó Giám đốc", in_charge_of=("a",))
OTHER = Leadership("pgd2", "Phó Giám đốc", in_charge_of=("khoi",))


def led(due: date, *leadership: Leadership, rhythm: Rhythm) -> Plan:
    own = duty(
        due,
        rhythm=replace(SILENT, quiet_hours=Rhythm().quiet_hours) if rhythm is SILENT else rhythm,
    )
    return replace(plan_of(own, rhythm=SILENT), leadership=leadership)


def rungs(plan: Plan) -> list[str]:
    """What the ladder owes, as local moment and rung."""
    found = [r for r in Timetable.of(plan).reminders if r.kind is Kind.ESCALATION]
    return [f"{r.at.astimezone(VIETNAM):%d/%m %H:%M} {r.mark}" for r in found]


def only(**rungs: object) -> Rhythm:
    """A rhythm of nothing but the ladder."""
    return replace(Rhythm(), start=False, before=(), overdue=None, digest=None, **rungs)  # type: ignore[arg-type]


def test_leadership_hears_a_working_day_after_the_term_and_nobody_twice() -> None:
    assert rungs(led(THURSDAY, DIRECTOR, rhythm=only())) == ["20/05 08:00 escalation"]


def test_with_deputies_in_charge_the_director_hears_after_twice_the_time() -> None:
    assert rungs(led(THURSDAY, DIRECTOR, DEPUTY, rhythm=only())) == [
        "20/05 08:00 escalation",
        "23/05 08:00 director",
    ]


def test_a_deputy_in_charge_of_others_adds_no_rung() -> None:
    assert rungs(led(THURSDAY, DIRECTOR, OTHER, rhythm=only())) == ["20/05 08:00 escalation"]


@pytest.mark.parametrize(
    ("due", "after", "told"),
    [
        (THURSDAY, timedelta(hours=4), "20/05 13:30 office"),
        (THURSDAY, timedelta(hours=5), "20/05 14:30 office"),
        (THURSDAY, timedelta(hours=8), "23/05 08:00 office"),
        (SATURDAY, timedelta(hours=1), "16/05 08:30 office"),
        (THURSDAY, Days(1), "20/05 08:00 office"),
    ],
)
def test_the_office_is_told_when_so_much_working_time_has_passed(
    due: date, after: timedelta | Days, told: str
) -> None:
    """07:30-11:30 and 13:30-17:00 are worked, and at 11:30 it is quiet already."""
    plan = led(due, DIRECTOR, rhythm=only(office_after=after, escalate_after=Days(9)))

    assert rungs(plan)[0] == told


def test_the_office_never_hears_later_than_leadership() -> None:
    plan = led(THURSDAY, DIRECTOR, rhythm=only(office_after=timedelta(hours=20)))

    assert rungs(plan) == ["20/05 08:00 office", "20/05 08:00 escalation"]


@pytest.mark.parametrize(
    ("leadership", "rung", "hear"),
    [
        ((DIRECTOR,), Rung.LEADERS, ("gd",)),
        ((DIRECTOR, DEPUTY), Rung.LEADERS, ("pgd",)),
        ((DIRECTOR, DEPUTY), Rung.DIRECTORS, ("gd",)),
        ((DIRECTOR, OTHER), Rung.LEADERS, ("gd",)),
        ((OTHER,), Rung.LEADERS, ("pgd2",)),
        ((DIRECTOR, DEPUTY), Rung.OFFICE, ()),
        ((), Rung.LEADERS, ()),
    ],
)
def test_who_stands_on_a_rung(
    leadership: tuple[Leadership, ...], rung: Rung, hear: tuple[str, ...]
) -> None:
    plan = led(THURSDAY, *leadership, rhythm=only())

    assert tuple(each.id for each in hearers(plan, "a", rung)) == hear


def test_a_deputy_is_in_charge_of_the_members_of_a_group() -> None:
    plan = led(THURSDAY, DIRECTOR, OTHER, rhythm=only())
    unit = replace(plan.units["a"], groups=("khoi",))

    assert replace(plan, units={"a": unit}).in_charge("a") == (OTHER,)


def test_the_rungs_above_come_in_order() -> None:
    assert above(Rung.OFFICE) == (Rung.LEADERS, Rung.DIRECTORS)
    assert above(Rung.DIRECTORS) == ()


@given(instants, st.integers(0, 60 * 40), st.booleans())
@few
def test_working_time_is_never_shorter_than_time_and_lies_within_it(
    since: datetime, minutes: int, nights: bool
) -> None:
    rhythm = Rhythm() if nights else replace(Rhythm(), quiet_hours=())
    workdays, span = Workdays(plan_of().calendar), timedelta(minutes=minutes)

    def after(at: datetime, left: timedelta) -> datetime:
        return after_working_time(at, left, rhythm=rhythm, workdays=workdays, zone=VIETNAM)

    found = after(since, span)
    begins = sending_time(since, rhythm=rhythm, workdays=workdays, zone=VIETNAM, exact=False)

    assert found >= begins + span
    assert workdays.is_worked((found - timedelta.resolution).astimezone(VIETNAM).date()) or not span
    assert after(after(since, span / 2), span - span / 2) == found


def test_lunch_and_night_are_no_working_time() -> None:
    def after(at: str, hours: float) -> datetime:
        return after_working_time(
            local(at),
            timedelta(hours=hours),
            rhythm=Rhythm(),
            workdays=Workdays(plan_of().calendar),
            zone=VIETNAM,
        ).astimezone(VIETNAM)

    assert after("2022-05-20 11:00", 1) == local("2022-05-20 14:00")
    assert after("2022-05-20 16:30", 1) == local("2022-05-23 08:00")
    assert after("2022-05-20 00:00", 0).time() == time(7, 30)
