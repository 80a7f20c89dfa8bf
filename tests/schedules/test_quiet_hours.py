"""When the bot keeps silent, and where silence ends and began."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given

from schedules.workdays import quiet_since, quiet_until
from tests.schedules.strategies import (
    VIETNAM,
    Hours,
    covers_the_day,
    hours,
    instants,
    is_quiet,
    local,
    many,
    quiet_hours,
)

OFFICE = hours("17:00-07:30", "11:30-13:30")


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2022-05-12 07:29", "2022-05-12 07:30"),
        ("2022-05-12 07:30", None),
        ("2022-05-12 11:29", None),
        ("2022-05-12 11:30", "2022-05-12 13:30"),
        ("2022-05-12 13:29", "2022-05-12 13:30"),
        ("2022-05-12 13:30", None),
        ("2022-05-12 16:59", None),
        ("2022-05-12 17:00", "2022-05-13 07:30"),
        ("2022-05-12 23:59", "2022-05-13 07:30"),
        ("2022-05-12 00:00", "2022-05-12 07:30"),
    ],
)
def test_the_office_is_quiet_at_noon_and_from_evening_over_midnight(
    at: str, until: str | None
) -> None:
    assert quiet_until(local(at), OFFICE) == (local(until) if until else None)


@pytest.mark.parametrize(
    ("quiet", "at", "until"),
    [
        (hours("11:00-12:00", "12:00-13:00"), "2022-05-12 11:30", "2022-05-12 13:00"),
        (hours("12:00-13:00", "11:00-12:00"), "2022-05-12 11:30", "2022-05-12 13:00"),
        (hours("11:00-12:30", "12:00-13:00"), "2022-05-12 11:30", "2022-05-12 13:00"),
        (hours("10:00-15:00", "12:00-13:00"), "2022-05-12 12:30", "2022-05-12 15:00"),
        (hours("22:00-06:00", "06:00-07:00"), "2022-05-12 23:00", "2022-05-13 07:00"),
        (hours("20:00-23:00", "22:00-06:00"), "2022-05-12 20:30", "2022-05-13 06:00"),
        (hours("20:00-22:00", "22:00-00:00"), "2022-05-12 20:30", "2022-05-13 00:00"),
        (hours("20:00-00:00", "00:00-06:00"), "2022-05-12 20:30", "2022-05-13 06:00"),
        (hours("08:00-08:00"), "2022-05-12 08:00", None),
        ((), "2022-05-12 03:00", None),
    ],
)
def test_periods_that_touch_or_overlap_are_one(quiet: Hours, at: str, until: str | None) -> None:
    assert quiet_until(local(at), quiet) == (local(until) if until else None)


@pytest.mark.parametrize(
    ("quiet", "at", "since"),
    [
        (OFFICE, "2022-05-12 06:00", "2022-05-11 17:00"),
        (OFFICE, "2022-05-12 07:30", "2022-05-11 17:00"),
        (OFFICE, "2022-05-12 12:00", "2022-05-12 11:30"),
        (OFFICE, "2022-05-12 09:00", "2022-05-12 09:00"),
        (hours("11:00-12:00", "12:00-13:00"), "2022-05-12 12:30", "2022-05-12 11:00"),
        (hours("20:00-23:00", "22:00-06:00"), "2022-05-12 05:00", "2022-05-11 20:00"),
        ((), "2022-05-12 03:00", "2022-05-12 03:00"),
    ],
)
def test_a_silence_began_where_the_first_of_its_periods_did(
    quiet: Hours, at: str, since: str
) -> None:
    assert quiet_since(local(at), quiet) == local(since)


def quiet_at(at: datetime, quiet: Hours) -> bool:
    return is_quiet(at.time(), quiet)


@given(instants, quiet_hours)
@many
def test_only_what_is_quiet_waits(at: datetime, quiet: Hours) -> None:
    here = at.astimezone(VIETNAM)

    assert (quiet_until(here, quiet) is not None) == quiet_at(here, quiet)


@given(instants, quiet_hours)
@many
def test_silence_ends_at_the_first_instant_that_is_not_quiet(at: datetime, quiet: Hours) -> None:
    here = at.astimezone(VIETNAM)
    until = quiet_until(here, quiet)
    if until is None or covers_the_day(quiet):
        return

    assert not quiet_at(until, quiet)
    assert quiet_until(until, quiet) is None
    assert quiet_at(until - timedelta(seconds=1), quiet)
    for minute in range(int((until - here).total_seconds() // 60)):
        assert quiet_at(here + timedelta(minutes=minute), quiet)


@given(instants, quiet_hours)
@many
def test_just_before_a_silence_it_was_not_quiet(at: datetime, quiet: Hours) -> None:
    here = at.astimezone(VIETNAM)
    if not quiet_at(here, quiet) or covers_the_day(quiet):
        return

    since = quiet_since(here, quiet)

    assert since <= here
    assert quiet_at(since, quiet)
    assert not quiet_at(since - timedelta(seconds=1), quiet)
