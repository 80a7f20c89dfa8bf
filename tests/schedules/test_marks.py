"""What is owed for a duty, mark by mark."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from schedules.plan import Calendar, Days, Deadline, Offset, Overdue, Rhythm, Window
from schedules.timetable import Kind, Timetable, name
from tests.schedules.plans import SILENT, duty, owed, plan_of, told
from tests.schedules.strategies import hours, local

FRIDAY, SATURDAY, MONDAY = (date(2022, 5, n) for n in (13, 14, 16))
THURSDAY = date(2022, 5, 19)


def test_a_duty_due_on_a_working_day_is_owed_all_marks() -> None:
    assert owed(duty(THURSDAY, start=MONDAY, rhythm=Rhythm(before=(Days(1), Days(0))))) == [
        "2022-05-16 08:00 start start",
        "2022-05-18 08:00 before 1d",
        "2022-05-19 08:00 due 0d",
        "2022-05-20 08:00 overdue +1",
        "2022-05-20 08:00 escalation escalation",
        "2022-05-23 08:00 overdue +2",
        "2022-05-24 08:00 overdue +3",
        "2022-05-25 08:00 overdue +4",
        "2022-05-26 08:00 overdue +5",
    ]


def test_a_duty_due_in_tet_is_reminded_on_the_last_working_day_before() -> None:
    rhythm = replace(SILENT, before=(Days(1), Days(0)), overdue=Overdue(Days(1), 1))

    assert owed(duty(date(2026, 2, 20), rhythm=rhythm)) == [
        "2026-02-12 08:00 before 1d",
        "2026-02-13 08:00 due 0d",
        "2026-02-23 08:00 overdue +1",
    ]


@pytest.mark.parametrize(
    ("start", "window", "announced"),
    [
        (MONDAY, Window.BY_END, "2022-05-16 08:00"),
        (SATURDAY, Window.BY_END, "2022-05-13 08:00"),
        (date(2022, 5, 15), Window.THROUGHOUT, "2022-05-16 08:00"),
        (date(2022, 5, 3), Window.BY_END, "2022-05-04 08:00"),
        (FRIDAY, Window.BY_START, "2022-05-12 08:00"),
        (SATURDAY, Window.BY_START, "2022-05-13 08:00"),
        (MONDAY, Window.BY_START, "2022-05-13 08:00"),
        (local("2022-05-16 09:15"), Window.EVENT, "2022-05-16 09:15"),
        (local("2022-05-16 12:00"), Window.EVENT, "2022-05-16 13:30"),
        (local("2022-05-14 09:00"), Window.EVENT, "2022-05-14 09:00"),
    ],
)
def test_a_window_is_announced_when_it_opens_or_on_the_nearest_working_day(
    start: date | datetime, window: Window, announced: str
) -> None:
    rhythm = replace(SILENT, start=True)

    found = owed(duty(THURSDAY, start=start, window=window, rhythm=rhythm))

    assert found == [f"{announced} start start"]


def test_a_window_that_opens_when_its_term_is_over_is_not_announced() -> None:
    rhythm = replace(SILENT, start=True)

    assert owed(duty(date(2022, 5, 3), start=date(2022, 5, 3), rhythm=rhythm)) == []


def test_a_duty_without_a_start_has_none_to_announce() -> None:
    assert owed(duty(THURSDAY, rhythm=replace(SILENT, start=True))) == []


@pytest.mark.parametrize(
    ("offset", "due", "expected"),
    [
        (timedelta(hours=2), "2022-05-19 16:00", "2022-05-19 14:00 before 2h"),
        (timedelta(minutes=30), "2022-05-19 16:00", "2022-05-19 15:30 before 30m"),
        (timedelta(seconds=90), "2022-05-19 16:00", "2022-05-19 15:58:30 before 90s"),
        (timedelta(), "2022-05-19 16:00", "2022-05-19 15:59 due 0s"),
        (timedelta(hours=2), "2022-05-19 15:00", "2022-05-19 13:30 before 2h"),
        (timedelta(hours=2), "2022-05-19 13:00", "2022-05-19 11:00 before 2h"),
        (timedelta(minutes=30), "2022-05-19 13:00", "2022-05-19 11:29 before 30m"),
        (timedelta(hours=2), "2022-05-19 20:00", "2022-05-19 16:59 before 2h"),
        (timedelta(minutes=30), "2022-05-19 07:00", "2022-05-18 16:59 before 30m"),
        (timedelta(hours=20), "2022-05-16 16:00", "2022-05-16 07:30 before 20h"),
        (timedelta(hours=2), "2022-05-14 16:00", "2022-05-14 14:00 before 2h"),
    ],
)
def test_an_exact_mark_lies_exactly_that_long_before_quiet_hours_aside(
    offset: timedelta, due: str, expected: str
) -> None:
    found = owed(duty(local(due), rhythm=replace(SILENT, before=(offset,))))

    assert found == [expected]


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        (timedelta(hours=2), "2022-05-19 22:00 before 2h"),
        (timedelta(minutes=30), "2022-05-19 23:30 before 30m"),
        (timedelta(seconds=90), "2022-05-19 23:58:30 before 90s"),
    ],
)
def test_an_exact_mark_counts_from_the_end_of_the_due_day(offset: timedelta, expected: str) -> None:
    rhythm = replace(SILENT, before=(offset,), quiet_hours=())

    assert owed(duty(THURSDAY, rhythm=rhythm)) == [expected]


def test_exact_repeats_and_escalation_count_from_the_end_of_the_term() -> None:
    rhythm = replace(
        SILENT,
        overdue=Overdue(timedelta(hours=2), 4),
        escalate_after=timedelta(minutes=30),
    )

    assert owed(duty(local("2022-05-19 14:00"), rhythm=rhythm)) == [
        "2022-05-19 14:30 escalation escalation",
        "2022-05-19 16:00 overdue +1",
        "2022-05-20 07:30 overdue +2",
        "2022-05-20 08:00 overdue +3",
        "2022-05-20 10:00 overdue +4",
    ]


def test_an_exact_span_is_as_long_where_clocks_are_put_forward_or_back() -> None:
    paris = ZoneInfo("Europe/Paris")  # 02:00 became 03:00 on 29/3/2026
    due = datetime(2026, 3, 29, 1, 30, tzinfo=paris)
    rhythm = replace(
        SILENT,
        before=(timedelta(hours=2),),
        overdue=Overdue(timedelta(minutes=30), 4),
        quiet_hours=(),
    )
    at_paris = replace(
        duty(due, rhythm=rhythm), deadline=Deadline(due.date(), due, due, due.date())
    )

    found = Timetable.of(replace(plan_of(at_paris), zone=paris)).reminders

    assert [f"{r.at.astimezone(paris):%H:%M} {r.mark}" for r in found if r.assignment] == [
        "23:30 2h",
        "03:00 +1",
        "03:30 +2",
        "04:00 +3",
        "04:30 +4",
    ]


def test_repeats_of_a_second_go_on_where_the_silence_ends() -> None:
    rhythm = replace(SILENT, overdue=Overdue(timedelta(seconds=1), 3))

    assert owed(duty(THURSDAY, rhythm=rhythm)) == [
        "2022-05-20 07:30 overdue +1",
        "2022-05-20 07:30:01 overdue +2",
        "2022-05-20 07:30:02 overdue +3",
    ]


def test_a_daily_hour_in_quiet_hours_waits_for_their_end() -> None:
    noon = replace(SILENT, at=time(12), before=(Days(0),))
    evening = replace(SILENT, at=time(18), before=(Days(1),))

    assert owed(duty(THURSDAY, rhythm=noon)) == ["2022-05-19 13:30 due 0d"]
    assert owed(duty(MONDAY, rhythm=evening)) == ["2022-05-16 07:30 before 1d"]


def test_a_mark_that_would_come_after_the_end_is_not_owed() -> None:
    rhythm = replace(SILENT, before=(Days(1), Days(0)))

    found = owed(duty(THURSDAY, rhythm=rhythm, due_time=timedelta(hours=8)))

    assert found == ["2022-05-18 08:00 before 1d"]


def test_of_several_marks_at_one_moment_the_most_pressing_stays_beside_the_escalation() -> None:
    rhythm = Rhythm(
        before=(timedelta(hours=2), timedelta(minutes=30)),
        overdue=Overdue(Days(2), 1),
        escalate_after=Days(2),
    )

    assert owed(duty(THURSDAY, start=local("2022-05-19 16:59"), rhythm=rhythm)) == [
        "2022-05-19 16:59 before 30m",
        "2022-05-23 08:00 overdue +1",
        "2022-05-23 08:00 escalation escalation",
    ]


def test_every_day_counts_where_days_off_are_not_spared() -> None:
    rhythm = Rhythm(
        before=(Days(3), Days(1), Days(0)),
        overdue=Overdue(Days(1), 2),
        working_days_only=False,
    )

    assert owed(duty(date(2022, 5, 16), start=SATURDAY, rhythm=rhythm)) == [
        "2022-05-13 08:00 before 3d",
        "2022-05-14 08:00 start start",
        "2022-05-15 08:00 before 1d",
        "2022-05-16 08:00 due 0d",
        "2022-05-17 08:00 overdue +1",
        "2022-05-17 08:00 escalation escalation",
        "2022-05-18 08:00 overdue +2",
    ]


def test_nothing_is_called_overdue_before_it_is_even_where_every_day_counts() -> None:
    rhythm = replace(
        SILENT, before=(Days(0),), overdue=Overdue(Days(1), 2), working_days_only=False
    )

    assert owed(duty(SATURDAY, rhythm=rhythm)) == [
        "2022-05-14 08:00 due 0d",
        "2022-05-16 08:00 overdue +1",
        "2022-05-17 08:00 overdue +2",
    ]


def test_the_plan_s_own_calendar_moves_marks() -> None:
    calendar = Calendar(days_off=frozenset({date(2022, 5, 18)}), working_days=frozenset({SATURDAY}))
    rhythm = replace(SILENT, before=(Days(3), Days(1)))

    assert owed(duty(THURSDAY, rhythm=rhythm, calendar=calendar), calendar=calendar) == [
        "2022-05-14 08:00 before 3d",
        "2022-05-17 08:00 before 1d",
    ]


@pytest.mark.parametrize(
    ("rhythm", "missing"),
    [
        (Rhythm(start=False), {Kind.START}),
        (Rhythm(before=()), {Kind.BEFORE, Kind.DUE}),
        (Rhythm(overdue=None), {Kind.OVERDUE}),
        (Rhythm(overdue=Overdue(Days(1), 0)), {Kind.OVERDUE}),
        (Rhythm(escalate_after=None), {Kind.ESCALATION}),
        (Rhythm(digest=None), {Kind.DIGEST}),
        (SILENT, set(Kind)),
    ],
)
def test_a_part_that_is_switched_off_is_not_owed(rhythm: Rhythm, missing: set[Kind]) -> None:
    plan = plan_of(duty(THURSDAY, start=FRIDAY, rhythm=rhythm), rhythm=rhythm)

    kinds = {r.kind for r in Timetable.of(plan).reminders}

    assert kinds == set(Kind) - {Kind.PLAN_CHANGED} - missing


def test_each_activity_keeps_its_own_rhythm() -> None:
    early = duty(THURSDAY, rhythm=replace(SILENT, before=(Days(5),)), named="1")
    late = duty(THURSDAY, rhythm=replace(SILENT, at=time(14), before=(Days(0),)), named="2")

    found = Timetable.of(plan_of(early, late, rhythm=SILENT)).reminders

    assert [(r.assignment and r.assignment.activity.id, told(r)) for r in found] == [
        ("1", "2022-05-12 08:00 before 5d"),
        ("2", "2022-05-19 14:00 due 0d"),
    ]


@pytest.mark.parametrize(
    ("offset", "written"),
    [
        (Days(3), "3d"),
        (Days(0), "0d"),
        (timedelta(hours=2), "2h"),
        (timedelta(hours=36), "36h"),
        (timedelta(minutes=90), "90m"),
        (timedelta(seconds=90), "90s"),
        (timedelta(), "0s"),
    ],
)
def test_a_mark_is_named_as_the_plan_file_writes_it(offset: Offset, written: str) -> None:
    assert name(offset) == written


def test_the_usual_quiet_hours_are_the_office_s() -> None:
    assert Rhythm().quiet_hours == hours("17:00-07:30", "11:30-13:30")
