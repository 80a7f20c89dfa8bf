"""Taking updates: nothing is confirmed before it is kept, and trouble is waited out."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from bot.channels import Misconfigured
from bot.channels.telegram import Telegram, Webhook
from bot.channels.telegram_updates import ALLOWED_UPDATES
from bot.messages import Said, Update
from tests.bot.channels.cast import Inbox, receiving, telegram_on
from tests.bot.channels.loopback import Answer, serving
from tests.standins.faults import Kind
from tests.standins.telegram import Refusal, TelegramStandIn

ROW = {"update_id": 5, "message": {"text": "x"}}


def said(channel: Telegram, updates: Sequence[Update]) -> list[str]:
    """The words of the texts among them."""
    incoming = [channel.read(update.payload) for update in updates]
    return [each.content.text for each in incoming if each and isinstance(each.content, Said)]


async def test_updates_are_kept_in_their_order(standin: TelegramStandIn, channel: Telegram) -> None:
    inbox, lan = Inbox(), standin.phone("Lan")
    lan.says("một")

    async with receiving(channel, inbox.keep):
        await inbox.holds(1)
        lan.says("hai")
        lan.says("ba")
        kept = await inbox.holds(3)

    assert said(channel, kept) == ["một", "hai", "ba"]
    asked = standin.calls("getUpdates")[0].params
    assert asked["allowed_updates"] == list(ALLOWED_UPDATES)
    assert asked["timeout"] == 5


async def test_a_kill_between_keeping_and_confirming_loses_nothing(
    standin: TelegramStandIn, channel: Telegram
) -> None:
    standin.phone("Lan").says("Xong")
    reached = asyncio.Event()

    async def dies(updates: Sequence[Update]) -> None:
        reached.set()
        await asyncio.Event().wait()

    async with receiving(channel, dies):
        await asyncio.wait_for(reached.wait(), 2)

    inbox = Inbox()
    async with receiving(channel, inbox.keep):
        assert said(channel, await inbox.holds(1)) == ["Xong"]


async def test_what_was_kept_is_confirmed_by_the_next_poll_and_not_before(
    standin: TelegramStandIn, channel: Telegram
) -> None:
    inbox, lan = Inbox(), standin.phone("Lan")
    unconfirmed: list[int] = []

    async def counts(updates: Sequence[Update]) -> None:
        unconfirmed.append(len(standin.bot.queue.pending))
        await inbox.keep(updates)

    lan.says("một")
    async with receiving(channel, counts):
        await inbox.holds(1)
        lan.says("hai")
        await inbox.holds(2)

    assert unconfirmed == [1, 1]


async def test_updates_that_could_not_be_kept_are_offered_again(
    standin: TelegramStandIn, channel: Telegram
) -> None:
    inbox = Inbox(failures=2)
    standin.phone("Lan").says("Xong")

    async with receiving(channel, inbox.keep):
        kept = await inbox.holds(1)

    assert said(channel, kept) == ["Xong"]
    assert len(inbox.offered) == 3


async def test_an_update_from_the_future_spoils_no_batch(
    standin: TelegramStandIn, channel: Telegram
) -> None:
    inbox = Inbox()
    standin.sends_future_update()
    standin.phone("Lan").says("Xong")

    async with receiving(channel, inbox.keep):
        kept = await inbox.holds(2)

    assert said(channel, kept) == ["Xong"]


async def test_trouble_of_every_kind_is_waited_out(
    standin: TelegramStandIn, channel: Telegram
) -> None:
    inbox, faults = Inbox(), standin.faults
    faults.server_error("getUpdates")
    for kind in (Kind.BAD_GATEWAY, Kind.DROPPED, Kind.ACCEPTED_CUT):
        faults.add(kind, "getUpdates")
    standin.phone("Lan").says("Xong")

    async with receiving(channel, inbox.keep):
        kept = await inbox.holds(1)

    assert said(channel, kept) == ["Xong"]
    assert standin.faults.waiting == []


async def test_a_poll_that_is_never_answered_is_given_up(standin: TelegramStandIn) -> None:
    short = timedelta(seconds=0.03)
    channel = telegram_on(standin, poll=timedelta(0), answer_within=short)
    await channel.open()
    inbox = Inbox()
    standin.faults.add(Kind.ACCEPTED_LATE, "getUpdates", seconds=0.2)
    standin.phone("Lan").says("Xong")

    async with receiving(channel, inbox.keep):
        await inbox.holds(1)

    await channel.close()


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ("Conflict: terminated by other getUpdates request", "another instance"),
        ("Conflict: can't use getUpdates method while webhook is active", "a webhook"),
    ],
)
async def test_a_conflict_is_waited_out_and_its_cause_logged(
    standin: TelegramStandIn,
    channel: Telegram,
    capsys: pytest.CaptureFixture[str],
    words: str,
    cause: str,
) -> None:
    inbox = Inbox()
    standin.faults.refuse(Refusal(409, words), "getUpdates", times=3)
    standin.phone("Lan").says("Xong")

    async with receiving(channel, inbox.keep):
        await inbox.holds(1)

    logged = capsys.readouterr().out
    assert logged.count("updates_go_elsewhere") == 3
    assert cause in logged


async def test_a_flood_limit_on_polling_is_obeyed(
    standin: TelegramStandIn, channel: Telegram
) -> None:
    inbox = Inbox()
    standin.faults.flood(1, "getUpdates")
    standin.phone("Lan").says("Xong")

    async with receiving(channel, inbox.keep):
        await asyncio.sleep(0.1)

    assert len(standin.calls("getUpdates")) == 1
    assert inbox.kept == []


async def test_a_revoked_token_ends_receiving(standin: TelegramStandIn, channel: Telegram) -> None:
    standin.revoke()

    with pytest.raises(Misconfigured):
        await channel.receive(Inbox().keep)


async def test_with_a_webhook_nothing_is_polled(standin: TelegramStandIn) -> None:
    channel = telegram_on(standin, webhook=Webhook("https://x.example/hooks/telegram", "s"))
    await channel.open()

    async with receiving(channel, Inbox().keep):
        await asyncio.sleep(0.02)

    await channel.close()
    assert standin.calls("getUpdates") == []


def answering(results: list[Any]) -> Answer:
    """A server that gives these results to getUpdates, one a call, the last for ever."""

    async def answer(request: web.Request) -> web.Response:
        await request.read()
        result = results.pop(0) if len(results) > 1 else results[0]
        return web.json_response({"ok": True, "result": result})

    return answer


@pytest.mark.parametrize("junk", [{"surprise": 1}, "x", None, 5, [], [None, "x", {}, [ROW]]])
async def test_junk_instead_of_updates_is_passed_over(standin: TelegramStandIn, junk: Any) -> None:
    inbox = Inbox()
    async with serving(answering([junk, [{"update_id": "x"}, ROW], []])) as url:
        channel = telegram_on(standin, api_url=url)
        await channel._polls.initialize()
        async with receiving(channel, inbox.keep):
            kept = await inbox.holds(1)
        await channel.close()

    assert [update.id for update in kept] == ["5"]


async def test_a_server_that_does_not_wait_keeps_nobody_spinning(standin: TelegramStandIn) -> None:
    calls: list[int] = []

    async def at_once(request: web.Request) -> web.Response:
        calls.append(1)
        return web.json_response({"ok": True, "result": []})

    async with serving(at_once) as url:
        channel = telegram_on(standin, api_url=url)
        await channel._polls.initialize()
        async with receiving(channel, Inbox().keep):
            await asyncio.sleep(0.12)
        await channel.close()

    assert 1 <= len(calls) <= 4


async def test_cancelling_stops_it_wherever_it_is(
    standin: TelegramStandIn, channel: Telegram
) -> None:
    for delay in (0.0, 0.001, 0.01, 0.03):
        task = asyncio.create_task(channel.receive(Inbox(failures=99).keep))
        standin.phone("Lan").says("Xong")
        await asyncio.sleep(delay)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
