"""Polling in each regime: nothing twice, nothing lost that can be kept, and never too fast."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import structlog

from bot.channels import Misconfigured
from bot.channels.zalo_bot import ZaloBot
from bot.channels.zalo_bot_polling import IN_HASTE_S, TAKEN_ELSEWHERE, Burst, Replays
from bot.messages import Update
from tests.bot.channels.cast import QUICK, Inbox, receiving, zalo_bot_on
from tests.standins.faults import Kind
from tests.standins.zalo_bot import Refusal, Regime, ZaloBotStandIn
from tests.standins.zalo_bot.world import Webhook

SOON = 5.0


@contextlib.asynccontextmanager
async def channel_on(zalo: ZaloBotStandIn, **settings: Any) -> AsyncIterator[ZaloBot]:
    """The channel, open, and closed in the end."""
    channel = zalo_bot_on(zalo, **settings)
    await channel.open()
    try:
        yield channel
    finally:
        await channel.close()


@pytest.fixture
async def zalo() -> AsyncIterator[ZaloBotStandIn]:
    async with ZaloBotStandIn(hurry=0.01, loopback=True) as standin:
        yield standin
    assert standin.violations == []


async def polls(zalo: ZaloBotStandIn, count: int) -> None:
    """Wait until the bot has been answered so many more polls."""
    await zalo.ledger.more("getUpdates", count, within=SOON)


async def troubled(channel: ZaloBot) -> str:
    """What ails the channel, as soon as something does."""
    async with asyncio.timeout(SOON):
        while not (trouble := channel.trouble):  # noqa: ASYNC110  a channel rings no bell
            await asyncio.sleep(0.005)
    return trouble


@pytest.mark.parametrize("regime", list(Regime))
async def test_in_every_regime_each_update_is_kept_once_and_in_order(
    zalo: ZaloBotStandIn, regime: Regime
) -> None:
    zalo.bot.waiting.regime = regime
    inbox, lan = Inbox(), zalo.phone("Lan")
    async with channel_on(zalo) as channel, receiving(channel, inbox.keep):
        await zalo.bot.waiting.polled(within=SOON)
        for text in ("một", "hai", "ba"):
            lan.says(text)
        await inbox.holds(3)
        await polls(zalo, 5)
        read = [channel.read(update.payload) for update in inbox.kept]

    assert [each.content.text for each in read if each] == ["một", "hai", "ba"]  # type: ignore[union-attr]


async def test_an_update_that_was_kept_before_a_restart_is_offered_with_the_same_id(
    zalo: ZaloBotStandIn,
) -> None:
    zalo.bot.waiting.regime = Regime.REPLAY
    inbox = Inbox()
    zalo.phone("Lan").says("một")
    async with channel_on(zalo) as channel, receiving(channel, inbox.keep):
        await inbox.holds(1)
    async with channel_on(zalo) as restarted, receiving(restarted, inbox.keep):
        await inbox.holds(2)

    assert len({update.id for update in inbox.kept}) == 1


async def test_the_floor_lies_between_polls_even_when_the_same_update_comes_for_ever(
    zalo: ZaloBotStandIn,
) -> None:
    zalo.bot.waiting.regime = Regime.REPLAY
    zalo.phone("Lan").says("một")
    loop = asyncio.get_running_loop()
    waits = replace(QUICK, floor=timedelta(milliseconds=50))
    async with channel_on(zalo, waits=waits) as channel, receiving(channel, Inbox().keep):
        began = loop.time()
        await polls(zalo, 6)
        took = loop.time() - began

    assert took >= 5 * 0.05


def test_the_floor_grows_with_every_lap_of_known_updates_and_falls_with_anything_new() -> None:
    replays = Replays(timedelta(seconds=1))
    one, two, three = (Update(each, "{}") for each in ("1", "2", "3"))
    for update in (one, two):
        replays.remember(update)

    floors = []
    for update in (one, two, one, two, one, two, one, two, one):
        assert replays.knows(update)
        floors.append(replays.floor_s)
    assert not replays.knows(three)
    replays.remember(three)

    assert floors[:3] == [1.0, 1.0, 1.5]
    assert max(floors) == floors[-1] == 2.0
    assert replays.floor_s == 1.0


async def test_a_burst_is_fetched_without_the_usual_distance(zalo: ZaloBotStandIn) -> None:
    """One who writes sixty messages must not hold everybody up for a minute."""
    inbox, waits = Inbox(), replace(QUICK, floor=timedelta(seconds=1))
    stranger = zalo.phone("Lan")
    for n in range(20):
        stranger.says(f"alo {n}")
    loop = asyncio.get_running_loop()
    async with channel_on(zalo, waits=waits) as channel, receiving(channel, inbox.keep):
        began = loop.time()
        await inbox.holds(20)
        took = loop.time() - began

    assert 1.0 <= took < 1.0 + 20 * IN_HASTE_S + 1.0


async def test_haste_that_is_refused_is_given_up_and_nothing_is_lost() -> None:
    async with ZaloBotStandIn(hurry=0.01, loopback=True, polls_a_second=4) as zalo:
        inbox, third = Inbox(), timedelta(milliseconds=300)
        waits = replace(QUICK, floor=third, pause=third * 2)
        lan = zalo.phone("Lan")
        for n in range(12):
            lan.says(f"alo {n}")
        async with channel_on(zalo, waits=waits) as channel, receiving(channel, inbox.keep):
            await inbox.holds(12)
            read = [channel.read(update.payload) for update in inbox.kept]
        refused = [call for call in zalo.ledger.called("getUpdates") if call.fault]

    assert [each.content.text for each in read if each] == [f"alo {n}" for n in range(12)]  # type: ignore[union-attr]
    assert len(refused) <= 2


def test_haste_takes_two_new_updates_in_a_row_and_one_refusal_ends_it_for_an_hour() -> None:
    burst = Burst()
    found = []
    for new in (True, False, True, True, False):
        burst.came(new=new)
        found.append(burst.hurries(0.0))

    assert found == [False, False, False, True, False]
    burst.came(new=True)
    burst.came(new=True)
    burst.refused(10.0)
    burst.came(new=True)
    burst.came(new=True)
    assert not burst.hurries(3609.0)
    assert burst.hurries(3610.0)


async def test_an_update_that_could_not_be_kept_is_offered_again_though_zalo_has_forgotten_it(
    zalo: ZaloBotStandIn,
) -> None:
    inbox = Inbox(failures=2)
    zalo.phone("Lan").says("một")
    async with channel_on(zalo) as channel, receiving(channel, inbox.keep):
        await inbox.holds(1)

    assert len(inbox.offered) == 3
    assert len(set(inbox.offered)) == 1


async def test_idle_polls_are_no_trouble(zalo: ZaloBotStandIn) -> None:
    async with channel_on(zalo) as channel, receiving(channel, Inbox().keep):
        await polls(zalo, 3)

        assert channel.trouble is None
    assert {c.params["timeout"] for c in zalo.ledger.called("getUpdates")} == {"5"}


@pytest.mark.parametrize("kind", [Kind.HTML_429, Kind.BAD_GATEWAY, Kind.DROPPED, Kind.ACCEPTED_CUT])
async def test_trouble_is_waited_out(zalo: ZaloBotStandIn, kind: Kind) -> None:
    zalo.faults.add(kind, "getUpdates", times=3)
    inbox = Inbox()
    async with channel_on(zalo) as channel, receiving(channel, inbox.keep):
        await polls(zalo, 1)
        zalo.phone("Lan").says("sau sự cố")
        zalo.bot.waiting.regime = Regime.REPLAY  # what a cut answer held comes again
        await inbox.holds(1)

    assert len(inbox.kept) == 1


async def test_a_token_that_was_reset_ends_the_polling(zalo: ZaloBotStandIn) -> None:
    async with channel_on(zalo) as channel:
        polling = asyncio.create_task(channel.receive(Inbox().keep))
        await polls(zalo, 1)
        zalo.revoke()

        with pytest.raises(Misconfigured, match="token"):
            await asyncio.wait_for(polling, SOON)


async def test_403_ends_the_polling_only_if_it_lasts(zalo: ZaloBotStandIn) -> None:
    zalo.faults.internal("getUpdates", times=2)
    inbox = Inbox()
    async with channel_on(zalo) as channel, receiving(channel, inbox.keep):
        zalo.phone("Lan").says("một")
        await inbox.holds(1)

    zalo.faults.internal("getUpdates", times=100)
    async with channel_on(zalo, lasting=timedelta()) as channel:
        with pytest.raises(Misconfigured, match="403"):
            await channel.receive(inbox.keep)


# --- the webhook in the way --------------------------------------------------------------------

OWN = "https://nhacviec.vn/hooks/zalo-bot"
OTHERS = "https://khac.vn/zalo"


def sets_webhook(zalo: ZaloBotStandIn, url: str) -> None:
    zalo.bot.webhook = Webhook(url, "mot-chuoi-bi-mat", 0)


@pytest.mark.parametrize("mute", [False, True])
async def test_our_own_webhook_is_taken_away_when_polling_begins(
    zalo: ZaloBotStandIn, mute: bool
) -> None:
    zalo.mute_webhook = mute
    sets_webhook(zalo, OWN)
    inbox = Inbox()
    zalo.phone("Lan").says("một")
    async with channel_on(zalo, own_webhook=OWN) as channel, receiving(channel, inbox.keep):
        await inbox.holds(1)

    assert len(zalo.ledger.called("deleteWebhook")) == 1


@pytest.mark.parametrize("mute", [False, True])
async def test_somebody_elses_webhook_stays_and_is_told_as_trouble(
    zalo: ZaloBotStandIn, mute: bool
) -> None:
    zalo.mute_webhook = mute
    sets_webhook(zalo, OTHERS)
    inbox = Inbox()
    with structlog.testing.capture_logs() as logs:
        async with channel_on(zalo, own_webhook=OWN) as channel, receiving(channel, inbox.keep):
            trouble = await troubled(channel)
            zalo.bot.webhook = None
            zalo.phone("Lan").says("một")
            await inbox.holds(1)

            well = channel.trouble is None

    assert well
    assert trouble == TAKEN_ELSEWHERE
    assert zalo.ledger.called("deleteWebhook") == []
    assert {"khac.vn"} == {
        line["host"] for line in logs if line["event"] == "webhook_set_elsewhere"
    }


async def test_somebody_elses_webhook_goes_by_an_explicit_switch(zalo: ZaloBotStandIn) -> None:
    sets_webhook(zalo, OTHERS)
    inbox = Inbox()
    zalo.phone("Lan").says("một")
    async with channel_on(zalo, take_over=True) as channel, receiving(channel, inbox.keep):
        await inbox.holds(1)


async def test_a_webhook_that_is_set_while_we_poll_is_noticed(zalo: ZaloBotStandIn) -> None:
    inbox = Inbox()
    async with channel_on(zalo) as channel, receiving(channel, inbox.keep):
        await polls(zalo, 1)
        sets_webhook(zalo, OTHERS)

        assert await troubled(channel) == TAKEN_ELSEWHERE


async def test_a_zalo_that_cannot_say_whether_there_is_a_webhook_is_polled(
    zalo: ZaloBotStandIn,
) -> None:
    zalo.faults.refuse(Refusal(400, "Bad Request"), "getWebhookInfo", times=100)
    inbox = Inbox()
    zalo.phone("Lan").says("một")
    async with channel_on(zalo) as channel, receiving(channel, inbox.keep):
        await inbox.holds(1)


# --- one poller --------------------------------------------------------------------------------


class Chair:
    """A seat that somebody else has until it is freed; `broken` asks nobody."""

    def __init__(self, *, free: bool = True, broken: bool = False) -> None:
        self.free, self.broken = free, broken
        self.left = 0

    async def take(self) -> bool:
        if self.broken:
            raise OSError("the database is away")
        return self.free

    async def leave(self) -> None:
        self.left += 1


async def test_a_process_without_the_seat_stands_by_and_takes_over(zalo: ZaloBotStandIn) -> None:
    chair, inbox = Chair(free=False), Inbox()
    zalo.phone("Lan").says("một")
    async with channel_on(zalo, seat=chair) as channel, receiving(channel, inbox.keep):
        await asyncio.sleep(0.05)
        before = (channel.standing_by, zalo.ledger.called("getUpdates"))
        chair.free = True
        await inbox.holds(1)
        after = channel.standing_by

    assert before == (True, [])
    assert after is False
    assert chair.left == 1


async def test_a_seat_that_cannot_be_asked_for_is_not_taken(zalo: ZaloBotStandIn) -> None:
    chair, inbox = Chair(broken=True), Inbox()
    zalo.phone("Lan").says("một")
    async with channel_on(zalo, seat=chair) as channel, receiving(channel, inbox.keep):
        await asyncio.sleep(0.03)
        assert zalo.ledger.called("getUpdates") == []
        chair.broken = False
        await inbox.holds(1)


async def test_a_kill_between_fetching_and_keeping_offers_the_update_to_the_next_who_receives(
    zalo: ZaloBotStandIn,
) -> None:
    zalo.phone("Lan").says("một")
    reached, inbox = asyncio.Event(), Inbox()

    async def dies(updates: Sequence[Update]) -> None:
        reached.set()
        await asyncio.Event().wait()

    async with channel_on(zalo) as channel:
        async with receiving(channel, dies):
            await asyncio.wait_for(reached.wait(), SOON)
        async with receiving(channel, inbox.keep):
            await inbox.holds(1)
