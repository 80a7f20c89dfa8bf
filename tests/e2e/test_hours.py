"""At whatever hour the end-to-end tests begin, they find the hours that they need."""

from datetime import UTC, datetime, timedelta

from bot.channels import HERE, Hours
from tests.e2e.hours import left_of_month, other_hours, where_it_is_morning

DAY = [datetime(2026, 12, 31, tzinfo=UTC) + timedelta(minutes=n) for n in range(24 * 60)]


def test_at_every_hour_there_is_a_zone_where_it_is_morning() -> None:
    assert {now.astimezone(where_it_is_morning(now)).hour for now in DAY} == {10}


def test_at_every_hour_there_are_others_that_do_not_begin_for_three_hours() -> None:
    waits = [Hours.of(other_hours(now)).wait(now) for now in DAY]

    assert min(wait or timedelta(0) for wait in waits) > timedelta(hours=3)


def test_a_month_lasts_until_its_last_midnight_in_viet_nam() -> None:
    new_year = datetime(2027, 1, 1, tzinfo=HERE)

    assert left_of_month(new_year - timedelta(seconds=90)) == timedelta(seconds=90)
    assert left_of_month(new_year) == timedelta(days=31)
    assert left_of_month(datetime(2028, 2, 1, tzinfo=HERE)) == timedelta(days=29)
