"""A crowd of people at eight o'clock, and two machines that write to them."""

import asyncio
from collections import Counter

from sqlalchemy import func, insert, select

from bot.channels.simulator import NAME, Simulator
from bot.deliver import deliver
from bot.remind import remind
from bot.store import tables
from bot.store.memory import Memory
from tests import databases
from tests.stories.cast import at, parsed
from tests.stories.stage import Stage

PLAN = parsed(
    """\
plan:
  id: dong
  title: Một việc, nhiều người
  agency: Sở
units:
  - {id: a, name: Phòng A}
leadership: []
reminders:
  start: false
  before: [1d]
  overdue: null
  escalate_after: null
  digest: null
activities:
  - {id: "1", title: Nộp báo cáo, lead: [a], due: 2022-05-13}
"""
)
MORNING = "12/5 08:00"


def crowded(memory: Memory, count: int) -> Stage:
    """So many heads of one unit, each with a phone."""
    stage = Stage(memory, PLAN, since="10/5 09:00")
    ids, since = range(1, count + 1), stage.now
    with memory.begin() as tx:
        tx.execute(
            insert(tables.people),
            [{"id": n, "name": f"Người {n}", "joined_at": since} for n in ids],
        )
        tx.execute(
            insert(tables.posts),
            [{"person_id": n, "role": "head", "unit_id": "a", "since": since} for n in ids],
        )
        tx.execute(
            insert(tables.addresses),
            [
                {
                    "person_id": n,
                    "channel": NAME,
                    "chat": f"c{n}",
                    "is_group": False,
                    "user": f"c{n}",
                    "since": since,
                }
                for n in ids
            ],
        )
    return stage


def sent(memory: Memory) -> int:
    with memory.begin() as tx:
        query = select(func.count()).select_from(tables.deliveries)
        return tx.execute(query.where(tables.deliveries.c.outcome == "sent")).scalar_one()


async def test_a_thousand_messages_of_one_moment_are_sent_once_each(
    sqlite_memory: Memory,
) -> None:
    stage = crowded(sqlite_memory, 1_000)

    async with asyncio.timeout(60):
        await stage.comes(MORNING)

    shown = Counter(len(phone.shown) for phone in stage.phones.phones.values())
    assert shown == {1: 1_000}
    assert sent(sqlite_memory) == 1_000


async def test_two_machines_that_deliver_at_once_never_send_twice(postgres: str) -> None:
    with databases.opened(databases.emptied(postgres)) as one, databases.opened(postgres) as two:
        stage, other = crowded(one, 600), Stage(two, PLAN)
        stage.clock.set(at(MORNING))
        other.clock.set(at(MORNING))
        await asyncio.gather(remind(stage.desk), remind(other.desk))

        counts = await asyncio.gather(deliver(stage.desk), deliver(other.desk))

        assert sent(one) == 600
        assert sum(counts) == 600
        assert min(counts) > 0
    reached = _phones(stage.phones) + _phones(other.phones)
    assert reached == dict.fromkeys((f"c{n}" for n in range(1, 601)), 1)


def _phones(phones: Simulator) -> Counter[str]:
    return Counter({chat: len(phone.shown) for chat, phone in phones.phones.items()})
