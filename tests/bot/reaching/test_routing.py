"""Which address is tried, and what a channel may be used for."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from bot.channels import Hours, Limits
from bot.messages import Address
from bot.people import Contact
from bot.reaching.routing import may_send, ordered
from bot.store.spending import NOTHING, Spent
from schedules.timetable import Kind

NOON = datetime(2022, 5, 12, 5, 0, tzinfo=UTC)  # 12:00 in Viet Nam
ZALO = Limits(messages=3_000, users=50, groups=3)
DAY = Hours(timedelta(hours=6), timedelta(hours=22))
PAID = Limits(price=200, ceiling=100_000, hours=DAY)


def contact(id_: int, channel: str, **known: datetime) -> Contact:
    """One of somebody's addresses."""
    return Contact(id_, 1, Address(channel, f"chat-{id_}"), **known)  # type: ignore[arg-type]


def order(*contacts: Contact, patience: timedelta = timedelta(hours=4)) -> list[int]:
    """The ids of addresses in the order in which they are tried; “zns” costs money."""
    found = ordered(contacts, {"zns"}, lambda since: since + patience <= NOON)
    return [each.id for each in found]


def test_free_goes_before_paid_whatever_somebody_prefers() -> None:
    assert order(contact(1, "zns", preferred_at=NOON), contact(2, "telegram")) == [2, 1]


def test_what_somebody_asked_for_goes_before_what_was_used_last() -> None:
    asked = contact(2, "zalo-bot", preferred_at=NOON - timedelta(days=9))

    assert order(contact(1, "telegram", heard_at=NOON), asked) == [2, 1]


def test_what_was_used_last_goes_before_what_is_older() -> None:
    used = contact(2, "zalo-bot", heard_at=NOON)

    assert order(contact(1, "telegram", heard_at=NOON - timedelta(days=1)), used) == [2, 1]
    assert order(contact(1, "telegram"), contact(2, "zalo-bot")) == [1, 2]


@pytest.mark.parametrize(("hours", "first"), [(3, 1), (4, 2), (30, 2)])
def test_an_address_that_was_asked_and_is_silent_for_long_goes_last(hours: int, first: int) -> None:
    silent = contact(1, "telegram", preferred_at=NOON, silent_since=NOON - timedelta(hours=hours))

    assert order(silent, contact(2, "zalo-bot"))[0] == first


def test_money_is_not_spent_because_a_free_address_is_silent() -> None:
    silent = contact(1, "telegram", silent_since=NOON - timedelta(days=9))

    assert order(contact(2, "zns"), silent) == [1, 2]


def test_the_order_does_not_depend_on_how_addresses_are_given() -> None:
    several = [
        contact(1, "telegram"),
        contact(2, "zalo-bot", heard_at=NOON),
        contact(3, "zns"),
        contact(4, "zalo-oa", preferred_at=NOON),
    ]

    assert {tuple(order(*each)) for each in permutations(several)} == {(4, 2, 1, 3)}


@pytest.mark.parametrize("kind", [Kind.START, Kind.BEFORE, Kind.DUE, Kind.DIGEST])
def test_the_last_tenth_of_a_month_is_kept(kind: Kind) -> None:
    assert may_send(kind, Spent(2_699), ZALO, NOON)
    assert not may_send(kind, Spent(2_700), ZALO, NOON)


@pytest.mark.parametrize("kind", [Kind.OVERDUE, Kind.ESCALATION, "notice"])
def test_overdue_work_and_the_office_use_the_reserve_to_its_end(kind: Kind | str) -> None:
    assert may_send(kind, Spent(2_999), ZALO, NOON)
    assert not may_send(kind, Spent(3_000), ZALO, NOON)


def test_a_channel_without_limits_may_always_be_used() -> None:
    assert may_send(Kind.BEFORE, Spent(1_000_000), Limits(), NOON)


@pytest.mark.parametrize(("cost", "may"), [(0, True), (99_800, True), (99_801, False)])
def test_money_ends_at_the_ceiling(cost: int, may: bool) -> None:
    assert may_send(Kind.OVERDUE, Spent(9, cost), PAID, NOON) is may


def test_a_paid_channel_without_a_ceiling_is_never_used() -> None:
    assert not may_send(Kind.ESCALATION, NOTHING, Limits(price=200), NOON)


@pytest.mark.parametrize(
    ("hour", "may"), [(5, False), (6, True), (21, True), (22, False), (23, False)]
)
def test_a_paid_channel_is_used_from_six_to_twenty_two(hour: int, may: bool) -> None:
    at = datetime(2022, 5, 12, hour, tzinfo=UTC) - timedelta(hours=7)

    assert may_send(Kind.OVERDUE, NOTHING, PAID, at) is may
