"""The same morning on every channel ends in the same database, whatever the channel can do."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.channels.simulator import NAME, Simulator
from bot.clock import SetClock
from bot.deliver import deliver
from bot.desk import Desk, Plans
from bot.reception import Reception
from bot.remind import remind
from bot.store import people, schema
from bot.store.memory import Memory
from bot.store.tables import metadata
from tests import databases
from tests.bot.channels.cast import receiving
from tests.bot.channels.rig import Rig
from tests.bot.channels.rigs import RIGS, SimulatorRig
from tests.stories.cast import HEAD, SEED, at

ALL = 11
"""Choices under a reminder of five duties; who has fewer buttons has none there."""

STEPS: tuple[tuple[str, int, str], ...] = (  # a button, how many it takes to be one, else words
    ("👍 Đã nhận", ALL, "đã nhận"),
    ("✅ 3", ALL, "3 xong"),
    ("❌ 2", ALL, "2 chưa xong"),
    ("Chờ kinh phí", ALL, "chờ kinh phí"),
    ("✅ 5", ALL, "5 xong"),
    ("↩️ Hoàn tác", ALL, "hoàn tác"),
    ("", 0, "1 đang làm, được 60%"),
    ("Đúng", 2, "đúng"),
    ("", 0, "4 xin lùi đến 20/5 vì chờ thiết bị"),
    ("", 0, "/viec"),
)
# not the questions: a text is asked back whether it was read rightly, a button is not
COMPARED = ("replies", "outbox", "numbers", "extensions", "evidence", "reach_events")
OF_A_CHANNEL = {"id", "channel", "chat", "words", "inbox_id", "message_id", "delivery_id", "user"}
"""Columns that say how and where something was said, not what."""


class FiveButtons(SimulatorRig):
    """A channel with as many buttons as Zalo's Official Account, which changes no message."""

    most_buttons = 5
    can_edit = False

    def __init__(self) -> None:
        super().__init__()
        self._phones = Simulator(NAME, most_buttons=5, can_edit=False)
        self.channel = self._phones


async def lived(kind: type[Rig], memory: Memory) -> Mapping[str, list[Mapping[str, Any]]]:
    """What the database holds after the morning of 12/5 on a channel."""
    async with kind() as rig:
        desk = opened(memory, rig)
        reception = Reception(desk)
        await remind(desk)
        await deliver(desk)
        keep = reception.keeper(rig.channel.name)
        async with receiving(rig.channel, keep):
            for button, needs, words in STEPS:
                if button and rig.most_buttons >= needs:
                    rig.taps(button)
                else:
                    rig.says(words)
                await asyncio.wait_for(reception.intake.news(), 5)
                await reception.attend()
                await reception.quiet()
        await deliver(desk)
        return held(memory)


def opened(memory: Memory, rig: Rig) -> Desk:
    """A desk at 08:00 of 12/5 with one channel, by which the head of one unit has joined."""
    clock = SetClock(at("12/5 08:00"))
    with memory.begin() as tx:
        assert HEAD.post is not None
        person = people.add_person(tx, HEAD.name, at("29/4 09:00"))
        people.add_post(tx, person, HEAD.post, at("29/4 09:00"))
        user = rig.somebody.chat
        people.add_address(tx, person, rig.somebody, user=user, now=at("29/4 09:00"))
    channels = {rig.channel.name: rig.channel}
    return Desk(Plans([SEED]), memory, clock, channels, auto_approve=True)


def held(memory: Memory) -> Mapping[str, list[Mapping[str, Any]]]:
    """The rows of what is compared, without what belongs to a channel."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    with memory.begin() as tx:
        for name in COMPARED:
            if name in metadata.tables:
                table = metadata.tables[name]
                columns = [c for c in table.columns if c.name not in OF_A_CHANNEL]
                rows = tx.execute(select(*columns).order_by(*table.primary_key.columns))
                found[name] = [dict(row._mapping) for row in rows]
    return found


async def test_a_morning_ends_in_the_same_database_on_every_channel(tmp_path: Path) -> None:
    kinds = [*(kind for kind in RIGS if kind.talks), FiveButtons]
    ends = {}
    for kind in kinds:
        with databases.opened(f"sqlite:///{tmp_path / kind.__name__}.db") as memory:
            schema.upgrade(memory)
            ends[kind.__name__] = await lived(kind, memory)

    first = ends[kinds[0].__name__]
    assert [row["answer"] for row in first["replies"]].count("done") == 2
    assert [row["reason"] for row in first["replies"] if row["reason"]]
    for name, end in ends.items():
        assert end == first, name
