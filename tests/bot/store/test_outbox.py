"""Promises: made once, claimed by one worker at a time, offered again when a worker dies."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from bot.store import outbox, tables
from bot.store.memory import Memory
from bot.store.outbox import Claim, Fate, Owed
from tests import databases

NOW = datetime(2022, 5, 12, 1, 0, tzinfo=UTC)


def owed(person: int, mark: str = "3d", *, at: datetime = NOW, deadline: str = "1") -> Owed:
    return Owed("p", "before", mark, person, at, NOW + timedelta(days=3), ("1", "a"), deadline)


def persons(memory: Memory, count: int) -> list[int]:
    """So many people."""
    numbers = range(1, count + 1)
    rows = [{"id": n, "name": f"Người {n}", "joined_at": NOW} for n in numbers]
    with memory.begin() as tx:
        tx.execute(insert(tables.people), rows)
    return list(numbers)


def claimed(memory: Memory, now: datetime = NOW, limit: int = 30) -> list[Claim]:
    with memory.begin() as tx:
        return outbox.claim(tx, now, limit)


def test_a_promise_is_made_once(any_memory: Memory) -> None:
    [person] = persons(any_memory, 1)
    with any_memory.begin() as tx:
        first = outbox.promise(tx, [owed(person), owed(person), owed(person, "1d")])
        second = outbox.promise(tx, [owed(person), owed(person, "0d")])

    assert (first, second) == (2, 1)


@pytest.mark.parametrize(
    "other",
    [owed(1, "1d"), owed(1, deadline="2"), owed(2)],
    ids=["another mark", "a moved deadline", "another person"],
)
def test_what_differs_is_another_promise(other: Owed) -> None:
    assert other.key != owed(1).key


def test_a_claim_takes_all_that_is_due_to_a_person_oldest_first(any_memory: Memory) -> None:
    [one, two] = persons(any_memory, 2)
    early = NOW - timedelta(hours=1)
    with any_memory.begin() as tx:
        outbox.promise(
            tx, [owed(one), owed(one, "1d", at=early), owed(two, at=NOW + timedelta(seconds=1))]
        )

    [claim] = claimed(any_memory)

    assert claim.person == one
    assert [item.owed.mark for item in claim.items] == ["1d", "3d"]


def test_what_is_held_is_not_offered_and_neither_is_more_for_that_person(
    any_memory: Memory,
) -> None:
    [person] = persons(any_memory, 1)
    with any_memory.begin() as tx:
        outbox.promise(tx, [owed(person)])
    claimed(any_memory)
    with any_memory.begin() as tx:
        outbox.promise(tx, [owed(person, "1d")])

    assert claimed(any_memory) == []
    assert len(claimed(any_memory, NOW + outbox.LEASE)[0].items) == 2


@pytest.mark.parametrize("fate", [fate for fate in Fate if fate is not Fate.WAITING])
def test_what_is_settled_is_never_offered_again(any_memory: Memory, fate: Fate) -> None:
    [person] = persons(any_memory, 1)
    with any_memory.begin() as tx:
        outbox.promise(tx, [owed(person)])
    [claim] = claimed(any_memory)
    with any_memory.begin() as tx:
        outbox.settle(tx, claim.items, fate)
        again = outbox.promise(tx, [owed(person)])

    assert again == 0
    assert claimed(any_memory, NOW + timedelta(days=1)) == []


def test_what_is_put_off_is_offered_from_its_new_time_on(any_memory: Memory) -> None:
    [person] = persons(any_memory, 1)
    with any_memory.begin() as tx:
        outbox.promise(tx, [owed(person)])
    [claim] = claimed(any_memory)
    later = NOW + timedelta(minutes=10)
    with any_memory.begin() as tx:
        outbox.postpone(tx, claim.items, later, failed=True)

    assert claimed(any_memory, later - timedelta(seconds=1)) == []
    assert claimed(any_memory, later)[0].items[0].attempts == 1


def test_ten_thousand_promises_of_one_second_are_claimed_once_each(sqlite_memory: Memory) -> None:
    everybody = persons(sqlite_memory, 10_000)
    with sqlite_memory.begin() as tx:
        outbox.promise(tx, [owed(person) for person in everybody])

    taken: Counter[int] = Counter()
    while claims := claimed(sqlite_memory, limit=2_000):
        taken.update(claim.person for claim in claims)

    assert taken == dict.fromkeys(everybody, 1)


async def test_two_workers_that_claim_at_once_never_get_the_same(postgres: str) -> None:
    with databases.opened(databases.emptied(postgres)) as one, databases.opened(postgres) as two:
        everybody = persons(one, 300)
        with one.begin() as tx:
            outbox.promise(tx, [owed(person) for person in everybody])

        async def work(memory: Memory) -> list[int]:
            taken: list[int] = []
            while claims := await memory.write(outbox.claim, NOW, 7):
                taken += [claim.person for claim in claims]
            return taken

        taken = await asyncio.gather(work(one), work(two), work(one), work(two))

    counted = Counter(person for each in taken for person in each)
    assert counted == dict.fromkeys(everybody, 1)
    assert min(len(each) for each in taken) > 0
