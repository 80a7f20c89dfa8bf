"""The same reminder sent in bulk: by the program's own story, and by bare clients."""

import asyncio
import gc
import json
from collections.abc import Awaitable, Callable
from time import perf_counter, process_time
from typing import Any

import aiohttp
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity
from telegram.request import BaseRequest, HTTPXRequest

from bot.channels.pace import Pacer
from bot.channels.pace_order import Limits
from bot.channels.telegram import Telegram
from bot.channels.telegram_text import keyboard, parts
from bot.channels.telegram_transport import Transport
from bot.deliver import deliver
from bot.messages import Address, Message
from bot.wording import reminders
from schedules.progress import standing
from schedules.timetable import Kind
from tests.bench import worlds
from tests.bench.server import TOKEN

WARM = 30
UNLIMITED = Limits(rate=1e6, gap=0.0, group_count=10**6)

Send = Callable[[int], Awaitable[object]]


def sample() -> Message:
    """A reminder of one duty, as the story words it: about 420 characters and three buttons."""
    plan = worlds.plan(1, 1)
    duty = plan.assignments[0]
    due = reminders.Due(Kind.DUE, standing(duty, (), worlds.MORNING))
    return reminders.reminder(plan, duty.unit, [due], {duty.key: 1}, worlds.MORNING)


def whole(url: str, messages: int) -> dict[str, float]:
    """Claim, check, word, send and record, from a database in a file."""
    return asyncio.run(_whole(url, messages))


async def _whole(url: str, messages: int) -> dict[str, float]:
    plan = worlds.plan(WARM + messages, WARM + messages, early=WARM)
    channel = Telegram(TOKEN, api_url=url, pacer=Pacer(UNLIMITED))
    with worlds.memory() as kept:
        desk, clock = worlds.desk(kept, plan, {"telegram": channel})
        await channel.open()
        await worlds.promised(desk, clock, worlds.MORNING - worlds.DAY)
        assert await deliver(desk) == WARM
        await worlds.promised(desk, clock, worlds.MORNING)
        gc.freeze()  # as the service does once its plans are in force
        began, cpu = perf_counter(), process_time()
        assert await deliver(desk) == messages
        found = {"cpu_ms": 1000 * (process_time() - cpu) / messages}
        found["rate"] = messages / (perf_counter() - began)
        await channel.close()
    return found


def channel(url: str, messages: int, at_once: int) -> dict[str, float]:
    """The Telegram channel alone, with no limit in the way."""
    return asyncio.run(_channel(url, messages, at_once))


async def _channel(url: str, messages: int, at_once: int) -> dict[str, float]:
    message = sample()
    telegram = Telegram(TOKEN, api_url=url, pacer=Pacer(UNLIMITED))
    await telegram.open()

    async def send(n: int) -> object:
        return await telegram.send(Address("telegram", str(10**9 + n)), message)

    try:
        return await _timed(send, messages, at_once)
    finally:
        await telegram.close()


def ptb(url: str, messages: int, at_once: int, backend: str) -> dict[str, float]:
    """python-telegram-bot's send_message on its `default` backend or on our `transport`."""
    return asyncio.run(_ptb(url, messages, at_once, backend))


async def _ptb(url: str, messages: int, at_once: int, backend: str) -> dict[str, float]:
    message = sample()
    (part,) = parts(message)
    data = [[(each.label, each.data) for each in row] for row in message.rows]
    request: BaseRequest = Transport()
    if backend == "default":  # what its ApplicationBuilder makes
        request = HTTPXRequest(connection_pool_size=256)
    bot = Bot(TOKEN, f"{url}/bot", request=request, get_updates_request=Transport())

    async def send(n: int) -> object:
        rows = [[InlineKeyboardButton(name, callback_data=d) for name, d in row] for row in data]
        return await bot.send_message(
            10**9 + n,
            part.text,
            entities=[MessageEntity(MessageEntity.BOLD, 0, part.bold)],
            reply_markup=InlineKeyboardMarkup(rows),
        )

    async with bot:
        return await _timed(send, messages, at_once)


def bare(url: str, messages: int, at_once: int) -> dict[str, float]:
    """aiohttp and json alone: the least that a Python client of this kind can cost."""
    return asyncio.run(_bare(url, messages, at_once))


async def _bare(url: str, messages: int, at_once: int) -> dict[str, float]:
    message = sample()
    (part,) = parts(message)
    markup = keyboard(message)
    asked: dict[str, Any] = {
        "text": part.text,
        "entities": [{"type": "bold", "offset": 0, "length": part.bold}],
        "reply_markup": markup.to_dict() if markup else None,
    }
    connector = aiohttp.TCPConnector(limit=at_once)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def send(n: int) -> object:
            body = json.dumps({"chat_id": 10**9 + n, **asked}).encode()
            headers = {"Content-Type": "application/json"}
            post = session.post(f"{url}/bot{TOKEN}/sendMessage", data=body, headers=headers)
            async with post as answer:
                return json.loads(await answer.read())

        return await _timed(send, messages, at_once)


async def _timed(send: Send, messages: int, at_once: int) -> dict[str, float]:
    """Rate, CPU and slowest percent of a burst with so many in flight, after warming up."""
    await _burst(send, max(WARM, at_once), at_once)
    began, cpu = perf_counter(), process_time()
    spans = sorted(await _burst(send, messages, at_once))
    took = perf_counter() - began
    return {
        "cpu_ms": 1000 * (process_time() - cpu) / messages,
        "rate": messages / took,
        "p99_s": spans[int(0.99 * (len(spans) - 1))],
    }


async def _burst(send: Send, messages: int, at_once: int) -> list[float]:
    numbers = iter(range(messages))
    spans: list[float] = []

    async def work() -> None:
        for n in numbers:
            began = perf_counter()
            await send(n)
            spans.append(perf_counter() - began)

    await asyncio.gather(*(work() for _ in range(at_once)))
    return spans
