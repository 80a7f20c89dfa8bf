"""The mornings of the office: its list, and the offer of the closing report."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from schedules.mornings import GAPS, Mornings, opens_week
from schedules.plan import Assignment, Calendar, Days, Rhythm
from schedules.timetable import Timetable
from schedules.workdays import Workdays
from tests.schedules.plans import duty, plan_of, seed
from tests.schedules.strategies import VIETNAM, local

THURSDAY, SATURDAY = date(2022, 5, 19), date(2022, 5, 14)


def told(*duties: Assignment, rhythm: Rhythm | None = None, ahead: bool = False) -> list[str]:
    """The mornings from the first reminder on, or those ahead of it."""
    plan = plan_of(*duties, rhythm=rhythm or Rhythm())
    found = [m for m in Mornings(plan, Timetable.of(plan)).all if (m.what == GAPS) == ahead]
    return [f"{m.at.astimezone(VIETNAM):%d/%m %H:%M} {m.mark.split('-')[0]}" for m in found]


def test_a_list_follows_every_working_day_on_which_something_may_have_been_sent() -> None:
    short = replace(Rhythm(), overdue=None, escalate_after=None, before=())

    found = told(duty(THURSDAY, start=date(2022, 5, 18), rhythm=short))

    assert found == ["19/05 07:30 morning", "20/05 07:30 closing"]


def test_ten_working_days_before_the_first_reminder_the_office_begins_to_hear_of_gaps() -> None:
    only = replace(Rhythm(), overdue=None, escalate_after=None, before=(Days(0),))

    found = told(duty(THURSDAY, rhythm=only), ahead=True)

    assert (found[0], found[-1], len(found)) == ("06/05 07:30 gaps", "19/05 07:30 gaps", 10)


def test_the_closing_report_is_offered_on_the_working_day_after_the_end() -> None:
    for due, day in ((THURSDAY, "20/05"), (SATURDAY, "16/05"), (date(2022, 5, 20), "23/05")):
        assert f"{day} 07:30 closing" in told(duty(due))


def test_the_plan_of_2022_closes_on_20_may() -> None:
    plan = seed()
    [closing] = [m for m in Mornings(plan, Timetable.of(plan)).all if m.mark == "closing"]

    assert closing.at == local("2022-05-20 07:30")
    assert closing.until == local("2022-05-28 00:00")


def test_without_a_digest_there_are_no_lists_but_the_report_is_offered() -> None:
    rhythm = replace(Rhythm(), digest=None, at=time(9))

    assert told(duty(THURSDAY), rhythm=rhythm) == ["20/05 09:00 closing"]


def test_a_plan_without_duties_owes_no_morning() -> None:
    assert told() == []


def test_any_time_is_covered_once() -> None:
    plan = seed()
    mornings = Mornings(plan, Timetable.of(plan))
    middle = local("2022-05-17 07:30")

    first = mornings.between(None, middle)
    second = mornings.between(middle, local("2022-12-31 00:00"))

    assert (*first, *second) == mornings.all
    assert all(m.since < m.at < m.until for m in mornings.all)


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        ("2022-05-16", True),
        ("2022-05-17", False),
        ("2022-05-02", False),  # days off until Tuesday
        ("2022-05-04", True),
        ("2022-05-05", False),
        ("2022-05-21", False),
    ],
)
def test_a_week_opens_with_its_first_working_day(day: str, *, opens: bool) -> None:
    assert opens_week(Workdays(Calendar()), datetime.fromisoformat(day).date()) is opens
