"""The time axis: which days it has, which it names, which it shades."""

from datetime import date

from bot.reports import axis
from bot.reports.axis import Axis
from tests.bot.reports.boards import many, seed_board
from tests.schedules.plans import seed


def test_it_reaches_from_the_first_window_to_the_last_deadline_and_today() -> None:
    friday = axis.of(seed_board("2022-05-13T17:00"), 0, 720)
    later = axis.of(seed_board("2022-05-25T17:00"), 0, 720)
    next_year = axis.of(seed_board("2023-05-25T17:00"), 0, 720)

    assert (friday.first, friday.last) == (date(2022, 5, 3), date(2022, 5, 20))
    assert later.last == date(2022, 5, 26)
    assert (next_year.first, next_year.last) == (friday.first, friday.last)


def test_days_are_laid_side_by_side_and_nothing_lies_beyond_the_ends() -> None:
    ten_days = Axis(date(2022, 5, 1), date(2022, 5, 10), 100, 200)

    assert ten_days.x(date(2022, 5, 1)) == 100
    assert ten_days.x(date(2022, 5, 6)) == 150
    assert ten_days.x(date(2021, 5, 1)) == 100
    assert ten_days.x(date(2023, 5, 1)) == 200


def test_dates_are_named_as_far_apart_as_their_names_are_wide() -> None:
    days = Axis(date(2022, 5, 3), date(2022, 5, 12), 0, 1_000).ticks(80)
    weeks = Axis(date(2022, 5, 3), date(2022, 6, 11), 0, 600).ticks(80)
    months = Axis(date(2022, 1, 4), date(2022, 12, 31), 0, 720).ticks(80)

    assert [label for _, label in days][:3] == ["03/5", "04/5", "05/5"]
    assert all(day.weekday() == 0 for day, _ in weeks)
    assert [label for _, label in months] == ["3/2022", "5/2022", "7/2022", "9/2022", "11/2022"]


def test_days_off_are_those_of_the_calendar_and_make_runs() -> None:
    may = Axis(date(2022, 5, 1), date(2022, 5, 8), 0, 800)

    assert may.days_off(seed()) == [
        (date(2022, 5, 1), date(2022, 5, 4)),  # with the days made up for 30/4 and 1/5
        (date(2022, 5, 7), date(2022, 5, 9)),
    ]


def test_days_too_narrow_to_see_are_not_shaded() -> None:
    board = many(200)

    assert axis.of(board, 0, 100).days_off(board.plan) == []
