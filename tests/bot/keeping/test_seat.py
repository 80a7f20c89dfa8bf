"""One process polls for a bot, however many there are."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import SetClock
from bot.keeping.seat import SHARED, DatabaseSeat
from bot.store import leases
from bot.store.memory import Memory, Tx

NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
NAME = "zalo-bot 8270115536:MOT-TOKEN"


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


async def test_the_first_takes_the_seat_and_the_second_only_when_it_is_left(
    any_memory: Memory, clock: SetClock
) -> None:
    one, two = (DatabaseSeat(any_memory, clock, NAME) for _ in range(2))

    first = (await one.take(), await two.take(), await one.take())
    await one.leave()
    second = (await two.take(), await one.take())

    assert first == (True, False, True)
    assert second == (True, False)


async def test_the_seat_of_a_process_that_died_lapses(
    postgres_memory: Memory, clock: SetClock
) -> None:
    dead, other = (DatabaseSeat(postgres_memory, clock, NAME) for _ in range(2))
    await dead.take()

    clock.set(NOW + SHARED - timedelta(seconds=1))
    too_early = await other.take()
    clock.set(NOW + SHARED)

    assert not too_early
    assert await other.take()
    assert not await dead.take()


async def test_a_seat_that_is_kept_does_not_lapse(postgres_memory: Memory, clock: SetClock) -> None:
    holder, other = (DatabaseSeat(postgres_memory, clock, NAME) for _ in range(2))

    for seconds in range(0, 120, 5):
        clock.set(NOW + timedelta(seconds=seconds))
        assert await holder.take()
        assert not await other.take()


async def test_each_bot_has_a_seat_of_its_own(any_memory: Memory, clock: SetClock) -> None:
    assert await DatabaseSeat(any_memory, clock, NAME).take()
    assert await DatabaseSeat(any_memory, clock, "zalo-bot 1:KHAC").take()


async def test_leaving_what_is_not_held_takes_it_from_nobody(
    any_memory: Memory, clock: SetClock
) -> None:
    holder, other = (DatabaseSeat(any_memory, clock, NAME) for _ in range(2))
    await holder.take()

    await other.leave()
    await other.leave()

    assert not await other.take()


async def test_the_database_holds_no_token(any_memory: Memory, clock: SetClock) -> None:
    await DatabaseSeat(any_memory, clock, NAME).take()

    assert "MOT-TOKEN" not in str(await any_memory.read(_rows))


async def test_what_a_former_run_held_is_forgotten_where_it_cannot_run_any_more(
    sqlite_memory: Memory, clock: SetClock
) -> None:
    await DatabaseSeat(sqlite_memory, clock, NAME).take()

    await sqlite_memory.write(leases.forget)

    assert await DatabaseSeat(sqlite_memory, clock, NAME).take()


def _rows(tx: Tx) -> list[tuple[object, ...]]:
    return [tuple(row) for row in tx.exec_driver_sql("SELECT * FROM leases")]
