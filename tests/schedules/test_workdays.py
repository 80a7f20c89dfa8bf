"""Which days are worked, what an offset in working days means, and when a term ends."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.plan import Calendar, Deadline, Opening
from schedules.workdays import LAST_NOTICED_YEAR, Workdays, opening
from tests.schedules.strategies import VIETNAM, calendars, days, local, many

PUBLIC = Workdays(Calendar())
DAY = timedelta(days=1)
FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2022, 5, n) for n in (13, 14, 15, 16))


def every_day(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + n * DAY for n in range((date(year + 1, 1, 1) - first).days)]


def span(text: str) -> list[date]:
    """A day or a span of days: 2022-02-03, 2022-01-31..2022-02-04."""
    first, _, last = text.partition("..")
    start = date.fromisoformat(first)
    return [start + n * DAY for n in range((date.fromisoformat(last or first) - start).days + 1)]


# The yearly notices: TB 119 (2022), TB 5034 (2023), TB 5015 and 1570 (2024), TB 6150 (2025),
# TB 9441, CV 12729 and CV 3383 (2026).
OFF_ON_WEEKDAYS = {
    2022: "01-03 01-31..02-04 04-11 05-02..05-03 09-01..09-02",
    2023: "01-02 01-20 01-23..01-26 05-01..05-03 09-01 09-04",
    2024: "01-01 02-08..02-09 02-12..02-14 04-18 04-29..05-01 09-02..09-03",
    2025: "01-01 01-27..01-31 04-07 04-30..05-02 09-01..09-02",
    2026: "01-01..01-02 02-16..02-20 04-27 04-30..05-01 08-31..09-02 11-24",
}
WORKED_ON_WEEKENDS = {2022: "", 2023: "", 2024: "05-04", 2025: "04-26", 2026: "01-10 08-22"}


def listed(year: int, spans: str) -> list[date]:
    full = (each.replace("..", f"..{year}-") for each in spans.split())
    return [day for each in full for day in span(f"{year}-{each}")]


@pytest.mark.parametrize(("year", "spans"), OFF_ON_WEEKDAYS.items())
def test_weekdays_off_are_those_of_the_yearly_notice(year: int, spans: str) -> None:
    off = [d for d in every_day(year) if d.weekday() < 5 and not PUBLIC.is_worked(d)]

    assert off == listed(year, spans)


@pytest.mark.parametrize(("year", "spans"), WORKED_ON_WEEKENDS.items())
def test_weekend_days_worked_are_those_of_the_yearly_notice(year: int, spans: str) -> None:
    worked = [d for d in every_day(year) if d.weekday() >= 5 and PUBLIC.is_worked(d)]

    assert worked == listed(year, spans)


def test_the_notices_known_reach_to_2026() -> None:
    assert max(OFF_ON_WEEKDAYS) == LAST_NOTICED_YEAR == 2026


def test_the_plan_s_own_days_win_over_the_public_ones() -> None:
    own = Workdays(Calendar(days_off=frozenset({FRIDAY}), working_days=frozenset({SATURDAY})))

    assert not own.is_worked(FRIDAY)
    assert own.is_worked(SATURDAY)
    assert PUBLIC.is_worked(FRIDAY)
    assert not PUBLIC.is_worked(SATURDAY)


@pytest.mark.parametrize("day", [date(2026, 1, 10), date(2022, 5, 3), SATURDAY, FRIDAY])
def test_a_day_that_the_plan_gives_both_ways_is_worked(day: date) -> None:
    both = Workdays(Calendar(days_off=frozenset({day}), working_days=frozenset({day})))

    assert both.is_worked(day)


def test_the_plan_may_take_back_a_swap_of_the_notice() -> None:
    own = Workdays(
        Calendar(
            days_off=frozenset({date(2026, 1, 10)}), working_days=frozenset({date(2026, 1, 2)})
        )
    )

    assert not own.is_worked(date(2026, 1, 10))
    assert own.is_worked(date(2026, 1, 2))


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (FRIDAY, 0, FRIDAY),
        (SATURDAY, 0, SATURDAY),
        (SATURDAY, 1, MONDAY),
        (SATURDAY, -1, FRIDAY),
        (SUNDAY, -1, FRIDAY),
        (MONDAY, -1, FRIDAY),
        (FRIDAY, -3, date(2022, 5, 10)),
        (date(2022, 5, 18), -5, date(2022, 5, 11)),
        (date(2022, 4, 28), 5, date(2022, 5, 9)),
        (date(2022, 5, 4), -1, date(2022, 4, 29)),
        (date(2022, 1, 28), 1, date(2022, 2, 7)),
        (date(2026, 1, 9), 1, date(2026, 1, 10)),
        (date(2025, 12, 31), 1, date(2026, 1, 5)),
        (date(2026, 8, 21), 1, date(2026, 8, 22)),
        (date(2026, 11, 23), 1, date(2026, 11, 25)),
        (date(2025, 4, 25), 1, date(2025, 4, 26)),
        (date(2024, 5, 3), 1, date(2024, 5, 4)),
    ],
)
def test_a_shift_counts_working_days_and_never_the_first(
    day: date, count: int, expected: date
) -> None:
    assert PUBLIC.shift(day, count) == expected


@given(days, st.integers(-30, 30), calendars)
@many
def test_a_shift_from_a_worked_day_is_undone_by_its_opposite(
    day: date, count: int, calendar: Calendar
) -> None:
    workdays = Workdays(calendar)
    start = workdays.on_or_after(day)

    assert workdays.shift(workdays.shift(start, count), -count) == start


@given(days, st.integers(0, 15), st.integers(0, 15), calendars)
@many
def test_two_shifts_one_way_are_one(day: date, first: int, second: int, calendar: Calendar) -> None:
    workdays = Workdays(calendar)

    forth = workdays.shift(workdays.shift(day, first), second)
    back = workdays.shift(workdays.shift(day, -first), -second)

    assert forth == workdays.shift(day, first + second)
    assert back == workdays.shift(day, -first - second)


@given(days, st.integers(1, 30), calendars)
@many
def test_as_many_working_days_lie_between_as_were_shifted(
    day: date, count: int, calendar: Calendar
) -> None:
    workdays = Workdays(calendar)
    shifted = workdays.shift(day, count)

    assert workdays.is_worked(shifted)
    assert workdays.between(day, shifted) == count


@given(st.lists(days, min_size=3, max_size=3), calendars)
@many
def test_working_days_between_add_up(three: list[date], calendar: Calendar) -> None:
    workdays = Workdays(calendar)
    first, middle, last = sorted(three)

    parts = workdays.between(first, middle) + workdays.between(middle, last)

    assert workdays.between(first, last) == parts


@given(days, days)
@many
def test_no_working_days_lie_between_a_day_and_an_earlier_one(one: date, other: date) -> None:
    assert PUBLIC.between(max(one, other), min(one, other)) == 0


@given(days, calendars)
@many
def test_the_nearest_worked_day_is_a_neighbour_and_the_earlier_of_two(
    day: date, calendar: Calendar
) -> None:
    workdays = Workdays(calendar)
    before, nearest, after = (
        workdays.on_or_before(day),
        workdays.nearest(day),
        workdays.on_or_after(day),
    )

    assert before <= day <= after
    assert workdays.is_worked(before)
    assert workdays.is_worked(after)
    assert not any(map(workdays.is_worked, span(f"{before + DAY}..{after - DAY}")))
    assert nearest == (before if day - before <= after - day else after)
    assert (nearest == day) == workdays.is_worked(day)


@pytest.mark.parametrize(
    ("day", "nearest"),
    [
        (SATURDAY, FRIDAY),
        (SUNDAY, MONDAY),
        (date(2022, 5, 3), date(2022, 5, 4)),
        (date(2022, 5, 1), date(2022, 4, 29)),
    ],
)
def test_the_day_nearest_to_a_day_off(day: date, nearest: date) -> None:
    assert PUBLIC.nearest(day) == nearest


def deadline(due: date | datetime, due_time: timedelta = timedelta(hours=24)) -> Deadline:
    return PUBLIC.deadline(due, due_time=due_time, zone=VIETNAM)


def test_a_due_day_ends_at_the_midnight_after() -> None:
    assert deadline(date(2022, 5, 19)) == Deadline(
        day=date(2022, 5, 19),
        ends=local("2022-05-20 00:00"),
        overdue_from=local("2022-05-20 00:00"),
        remind_on=date(2022, 5, 19),
    )


def test_a_due_day_may_end_in_the_afternoon() -> None:
    found = deadline(date(2022, 5, 19), timedelta(hours=17))

    assert found.ends == found.overdue_from == local("2022-05-19 17:00")


def test_a_due_saturday_is_reminded_on_friday_and_overdue_from_monday() -> None:
    assert deadline(SATURDAY) == Deadline(
        day=SATURDAY,
        ends=local("2022-05-15 00:00"),
        overdue_from=local("2022-05-16 00:00"),
        remind_on=FRIDAY,
    )


@pytest.mark.parametrize(
    ("due", "remind_on", "overdue_from"),
    [
        ("2026-02-20", "2026-02-13", "2026-02-23"),  # the fourth day of Tết
        ("2022-05-03", "2022-04-29", "2022-05-04"),  # "before 4/5" is 3/5, a day off
        ("2022-05-15", "2022-05-13", "2022-05-16"),
        ("2026-11-24", "2026-11-23", "2026-11-25"),
        ("2024-05-05", "2024-05-04", "2024-05-06"),  # the Saturday before is worked
    ],
)
def test_a_due_day_off_leans_on_the_working_days_around_it(
    due: str, remind_on: str, overdue_from: str
) -> None:
    found = deadline(date.fromisoformat(due))

    assert found.day == date.fromisoformat(due)
    assert found.remind_on == date.fromisoformat(remind_on)
    assert found.overdue_from == local(f"{overdue_from} 00:00")


def test_a_due_instant_is_taken_at_its_word_even_on_a_day_off() -> None:
    at = local("2022-05-14 16:00")

    assert deadline(at) == Deadline(SATURDAY, at, at, FRIDAY, whole_day=False)


def test_a_due_instant_of_another_zone_falls_on_the_plan_s_own_day() -> None:
    at = datetime(2022, 5, 16, 20, 0, tzinfo=ZoneInfo("UTC"))

    assert deadline(at).day == date(2022, 5, 17)


def test_a_moved_deadline_has_another_version() -> None:
    versions = [deadline(day).version for day in span("2022-05-09..2022-05-31")]

    assert deadline(date(2022, 5, 19)).version == "20220519T170000Z"
    assert len(set(versions)) == len(versions)


@given(days, st.integers(1, 24).map(lambda n: timedelta(hours=n)), calendars)
@many
def test_a_term_is_never_overdue_before_it_ends_nor_on_a_day_off(
    due: date, due_time: timedelta, calendar: Calendar
) -> None:
    workdays = Workdays(calendar)
    found = workdays.deadline(due, due_time=due_time, zone=VIETNAM)

    assert found.remind_on <= found.day
    assert workdays.is_worked(found.remind_on)
    assert found.overdue_from >= found.ends
    if not workdays.is_worked(due):
        assert workdays.is_worked(found.overdue_from.astimezone(VIETNAM).date())


@given(st.lists(days, min_size=2, max_size=8, unique=True), calendars)
@many
def test_a_later_due_day_is_never_reminded_or_overdue_earlier(
    due: list[date], calendar: Calendar
) -> None:
    workdays = Workdays(calendar)
    day = timedelta(hours=24)
    found = [workdays.deadline(d, due_time=day, zone=VIETNAM) for d in sorted(due)]

    for earlier, later in pairwise(found):
        assert earlier.remind_on <= later.remind_on
        assert earlier.overdue_from <= later.overdue_from


def test_a_window_opens_with_its_day_or_at_its_instant() -> None:
    at = local("2022-05-18 08:30")

    assert opening(SATURDAY, VIETNAM) == Opening(SATURDAY, local("2022-05-14 00:00"))
    assert opening(at, VIETNAM) == Opening(date(2022, 5, 18), at, whole_day=False)
