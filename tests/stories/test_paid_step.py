"""The paid step: a template reaches whom nothing else does, and its buttons answer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.channels.simulator import NAME
from bot.channels.zalo_oa_tokens import Tokens
from bot.channels.zalo_zbs import ZaloZbs
from bot.keeping.vault import DatabaseSlips
from bot.messages import Address
from bot.store import people, spending
from bot.store.memory import Memory
from schedules.progress import State
from tests.bot.channels.cast import Drawer, receiving
from tests.standins.faults import Kind
from tests.standins.zalo_oa import ZaloOaStandIn
from tests.standins.zalo_zbs import BY_PHONE, Received, ZbsStandIn
from tests.stories.cast import HEAD
from tests.stories.stage import Stage

PHONE = "+84912345678"


@dataclass
class Paid:
    """A stage whose unit head has left the free channel, and can be reached by phone."""

    stage: Stage
    zbs: ZbsStandIn
    channel: ZaloZbs

    @property
    def phone(self) -> Received:
        """The unit head's."""
        return self.zbs.phone(PHONE.removeprefix("+"))

    async def taps(self, label: str) -> None:
        """The unit head presses a button of the newest template; Zalo tells us twice."""
        event = self.phone.taps(label)
        async with receiving(self.channel, self.stage.reception.keeper(self.channel.name)):
            await asyncio.sleep(0)
            await self.channel.take(event)
            await self.channel.take(event)
        await self.stage.hear()

    def spent(self) -> int:
        """What the month has cost, as we count it."""
        with self.stage.memory.begin() as tx:
            known = spending.read(tx, [self.channel.name], self.stage.now)
        return known.get(self.channel.name, spending.NOTHING).cost


@asynccontextmanager
async def world(memory: Memory, *, ceiling: int = 50_000) -> AsyncIterator[Paid]:
    stage = Stage(memory)

    def wall() -> float:
        return stage.now.timestamp()

    async with ZaloOaStandIn(now=wall) as oa, ZbsStandIn(oa) as zbs:
        channel = ZaloZbs(
            Tokens(Drawer(oa), stage.clock.now),
            zbs.template.id,
            DatabaseSlips(memory, stage.clock),
            now=stage.clock.now,
            price=200,
            ceiling=ceiling,
            zns_url=zbs.url,
            api_url=oa.url,
            answer_within=timedelta(seconds=2),
        )
        await channel.open()
        stage.desk.channels = {**stage.channels, channel.name: channel}
        stage.joined(HEAD)
        with memory.begin() as tx:
            person = people.by_user(tx, NAME, HEAD.phone, stage.now)
            assert person is not None
            to = Address(channel.name, PHONE)
            people.add_address(tx, person.id, to, user=PHONE, now=stage.now)
        yield Paid(stage, zbs, channel)
        await channel.close()


async def test_a_template_goes_out_only_where_nothing_free_reaches(
    sqlite_memory: Memory,
) -> None:
    async with world(sqlite_memory) as paid:
        await paid.stage.lives("12/5 12:00")
        free, sent = len(paid.stage.sent_to(HEAD)), len(paid.zbs.sent)
        paid.stage.phones.blocks(HEAD.sender)

        await paid.stage.lives("16/5 12:00")

        assert free > 0
        assert sent == 0
        assert paid.zbs.sent
        assert paid.spent() == paid.zbs.spent
        assert len({(s["to"], s["tracking_id"]) for s in paid.zbs.sent}) == len(paid.zbs.sent)


async def test_done_pressed_under_a_template_is_done_once_and_nothing_is_said_back_by_template(
    any_memory: Memory,
) -> None:
    async with world(any_memory) as paid:
        paid.stage.phones.blocks(HEAD.sender)
        await paid.stage.lives("16/5 12:00")
        sent = len(paid.zbs.sent)

        await paid.taps("ĐÃ HOÀN THÀNH")

        done = [s for s in paid.stage.board().standings if s.state is State.DONE]
        assert len(done) == 1
        assert len(paid.zbs.sent) == sent
        assert done[0].reply is not None
        assert done[0].reply.channel == "zalo-zbs"


async def test_who_changes_their_mind_is_believed(sqlite_memory: Memory) -> None:
    async with world(sqlite_memory) as paid:
        paid.stage.phones.blocks(HEAD.sender)
        await paid.stage.lives("16/5 12:00")

        await paid.taps("Đã hoàn thành")
        paid.stage.clock.set(paid.stage.now + timedelta(minutes=1))
        await paid.taps("Chưa hoàn thành")

        assert [s for s in paid.stage.board().standings if s.state is State.DONE] == []
        assert [s for s in paid.stage.board().standings if s.state is State.NOT_DONE]


@pytest.mark.parametrize("ceiling", [0, 200, 400])
async def test_the_months_ceiling_holds_to_the_dong(sqlite_memory: Memory, ceiling: int) -> None:
    async with world(sqlite_memory, ceiling=ceiling) as paid:
        paid.stage.phones.blocks(HEAD.sender)

        await paid.stage.lives("20/5 12:00")

        assert paid.zbs.spent == ceiling
        assert paid.spent() == ceiling


async def test_a_tap_that_is_told_late_does_not_undo_a_later_one(
    sqlite_memory: Memory,
) -> None:
    async with world(sqlite_memory) as paid:
        paid.stage.phones.blocks(HEAD.sender)
        await paid.stage.lives("16/5 12:00")
        missed = paid.phone.taps("Đã hoàn thành")
        paid.stage.clock.set(paid.stage.now + timedelta(minutes=1))
        await paid.taps("Chưa hoàn thành")

        async with receiving(paid.channel, paid.stage.reception.keeper(paid.channel.name)):
            await asyncio.sleep(0)
            await paid.channel.take(missed)
        await paid.stage.hear()

        assert [s for s in paid.stage.board().standings if s.state is State.DONE] == []
        assert [s for s in paid.stage.board().standings if s.state is State.NOT_DONE]


async def test_a_template_that_may_have_arrived_is_paid_for_once(sqlite_memory: Memory) -> None:
    async with world(sqlite_memory) as paid:
        paid.stage.phones.blocks(HEAD.sender)
        paid.zbs.oa.faults.add(Kind.ACCEPTED_DROPPED, BY_PHONE)

        await paid.stage.lives("12/5 12:00")

        assert paid.zbs.sent
        assert paid.spent() == paid.zbs.spent
