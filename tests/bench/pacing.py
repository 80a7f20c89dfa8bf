"""Goal 1: as fast as the platform allows and never faster, answers first."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from importlib.util import find_spec
from random import Random
from time import perf_counter
from typing import Any

from telegram import Bot
from telegram.error import RetryAfter
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.channels.pace_order import BULK, Limits, Order, Ticket
from bot.channels.telegram import Telegram
from bot.deliver import deliver
from bot.messages import Address
from tests.bench import senders, worlds
from tests.bench.figure import Figure, compared, plain
from tests.bench.rounds import run
from tests.bench.server import TOKEN, serving, stats
from tests.bench.sizes import Size

DELAY_S = 0.05
ANSWER_EVERY_S = 0.2
TRIES = 10
LIMITS = Limits()
STRICT = "a server that takes 30 a second"


def figures(size: Size) -> Iterator[Figure]:
    """The story against a strict server in real time; a mixed load in simulated time."""
    messages = round(LIMITS.rate * size.pacing_s)
    ours = _against_strict("pacing:broadcast", size, messages)
    peer, name = (
        ("limiter", "AIORateLimiter(max_retries=10)")
        if find_spec("aiolimiter")
        else (
            "naive",
            "naive asyncio, obeying retry_after",
        )
    )
    theirs = _against_strict(f"pacing:{peer}", size, messages)
    ideal = LIMITS.rate
    yield compared(
        f"delivered of {ideal:.0f}/s for {size.pacing_s:.0f} s",
        [ours["rate"]],
        [ideal],
        against=STRICT,
        unit="msg/s",
        goal=0.99,
        at_least=True,
    )
    yield plain("refused for speed", ours["refused"], unit="msg", goal=0, against=STRICT)
    yield plain("lost", ours["lost"], unit="msg", goal=0, against=STRICT)
    yield compared(
        "delivered in the same time",
        [ours["rate"]],
        [theirs["rate"]],
        against=f"{name}, refused {theirs['refused']:.0f}, lost {theirs['lost']:.0f}",
        unit="msg/s",
        goal=1.3,
        at_least=True,
    )
    yield compared(
        "p99 of an answer during a broadcast",
        [ours["answer_ms"]],
        [ours["quiet_ms"]],
        against="without one",
        unit="ms",
        goal=2.0,
    )
    took, bound = mixed_load()
    yield compared(
        "1,000 chats x 3 and 10 groups x 25, simulated",
        [took],
        [bound],
        against="what the limits demand",
        unit="s",
        goal=1.03,
    )


def _against_strict(target: str, size: Size, messages: int) -> dict[str, float]:
    with serving(DELAY_S, strict=True) as url:
        arguments: dict[str, Any] = {"url": url, "messages": messages}
        found: dict[str, float] = run(size, target, arguments)
        seen = stats(url)
    span = seen["last_send"] - seen["first_send"]
    found["rate"] = (seen["count"] - 1) / span if span else 0.0
    found["refused"] = seen["refused"]
    return found


def broadcast(url: str, messages: int) -> dict[str, float]:
    """Story 2 with everything due at once; answers are sent before and during it."""
    return asyncio.run(_broadcast(url, messages))


async def _broadcast(url: str, messages: int) -> dict[str, float]:
    telegram = Telegram(TOKEN, api_url=url)
    await telegram.open()
    with worlds.memory() as kept:
        desk, clock = worlds.desk(kept, worlds.plan(messages, messages), {"telegram": telegram})
        await worlds.promised(desk, clock, worlds.MORNING)
        quiet = await _answers(telegram, 10**6, messages // 100)
        delivering = asyncio.create_task(deliver(desk))
        busy: list[float] = []
        while not delivering.done():
            busy += await _answers(telegram, 2 * 10**6 + len(busy), 1)
        arrived = await delivering
    await telegram.close()
    return {
        "lost": messages - arrived,
        "answer_ms": 1000 * _p99(busy),
        "quiet_ms": 1000 * _p99(quiet),
    }


async def _answers(telegram: Telegram, first: int, count: int) -> list[float]:
    """How long answers take, one after the other, each to another chat."""
    message, spans = senders.sample(), []
    for chat in range(first, first + max(1, count)):
        began = perf_counter()
        await telegram.send(Address("telegram", str(chat)), message, answering=True)
        spans.append(perf_counter() - began)
        await asyncio.sleep(ANSWER_EVERY_S)
    return spans


def _p99(spans: list[float]) -> float:
    return sorted(spans)[int(0.99 * (len(spans) - 1))] if spans else 0.0


def limiter(url: str, messages: int) -> dict[str, float]:
    """PTB with its own rate limiter, all messages given to it at once."""
    request = HTTPXRequest(connection_pool_size=256)
    bot: Any = ExtBot(
        TOKEN,
        f"{url}/bot",
        request=request,
        rate_limiter=AIORateLimiter(max_retries=TRIES),
    )
    return asyncio.run(_all_at_once(bot, messages, tries=1))


def naive(url: str, messages: int) -> dict[str, float]:
    """PTB with nothing that paces it: whoever is refused waits as long as it is told."""
    request = HTTPXRequest(connection_pool_size=256, pool_timeout=60)
    bot = Bot(TOKEN, f"{url}/bot", request=request)
    return asyncio.run(_all_at_once(bot, messages, tries=TRIES))


async def _all_at_once(bot: Bot, messages: int, tries: int) -> dict[str, float]:
    text = senders.sample().text

    async def send(chat: int) -> bool:
        for _ in range(tries):
            try:
                await bot.send_message(chat, text)
            except RetryAfter as error:
                await asyncio.sleep(_seconds(error.retry_after))
            else:
                return True
        return False

    async with bot:
        arrived = await asyncio.gather(
            *(send(10**9 + n) for n in range(messages)), return_exceptions=True
        )
    return {"lost": sum(each is not True for each in arrived)}


def _seconds(span: int | timedelta) -> float:
    return span.total_seconds() if isinstance(span, timedelta) else span


def mixed_load() -> tuple[float, float]:
    """Seconds that a shuffled load takes by the pacer's order, and the least possible."""
    queue = [Ticket(f"p{n}", BULK) for n in range(1000) for _ in range(3)]
    queue += [Ticket(f"g{n}", BULK, is_group=True) for n in range(10) for _ in range(25)]
    Random(1).shuffle(queue)  # noqa: S311  # the same order in every run
    order, now = Order(LIMITS), 0.0
    for ticket in queue:
        order.add(ticket, now)
    last = 0.0
    while (upcoming := order.next(now)) is not None:
        if isinstance(upcoming, Ticket):
            last = now
        else:
            now = upcoming
    return last, max(len(queue) / LIMITS.rate, 60.0 + 4)
