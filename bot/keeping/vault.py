"""What the channels of an Official Account have kept in the office's database."""

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from bot.channels import Misconfigured, TryLater
from bot.channels.zalo_oa_tokens import Access
from bot.channels.zalo_zbs import Before
from bot.clock import Clock
from bot.keeping import renewal
from bot.keeping.renewal import Order, Outcome, Renewal
from bot.messages import Address, Duty
from bot.store import oa_tokens, slips, windows
from bot.store.memory import Memory

Renew = Callable[[Order], Awaitable[int]]
"""Has a renewal done; gives its exit code."""

LOOK_AGAIN_S = 0.05


class DatabaseVault:
    """The pair of one app. `order` says whose; `renew` has it renewed."""

    def __init__(self, memory: Memory, order: Order, renew: Renew) -> None:
        """Read nothing yet."""
        self._memory, self._order, self._renew = memory, order, renew

    async def access(self) -> Access | None:
        """The newest access token; None if there is none yet."""
        kept = await self._memory.read(oa_tokens.access, self._order.app_id)
        return Access(kept.access, kept.since, kept.until) if kept else None

    async def renew(self, worn: str | None) -> Access:
        """Another access token than `worn`. Raises TryLater, or Misconfigured."""
        digest = oa_tokens.digest(worn) if worn is not None else None
        order = replace(self._order, worn=digest)
        code = await self._renew(order)
        if code == Outcome.RENEWED and (access := await self.access()) is not None:
            return access
        why = await self._memory.read(oa_tokens.trouble, order.app_id)
        if code == Outcome.HUMAN:
            raise Misconfigured(why or renewal.REFUSED)
        raise TryLater(why or f"the tokens were not renewed (exit code {code})")


class DatabaseWindows:
    """When each person was last in touch with a channel."""

    def __init__(self, memory: Memory, channel: str) -> None:
        """Read nothing yet."""
        self._memory, self._channel = memory, channel

    async def last(self, chat: str) -> datetime | None:
        """When the person of a chat was; None if that is not known."""
        return await self._memory.read(windows.last, Address(self._channel, chat))

    async def heard(self, chat: str, at: datetime) -> None:
        """The person was in touch then; an earlier time than the one known changes nothing."""
        await self._memory.write(windows.heard, Address(self._channel, chat), at)


class DatabaseSlips:
    """Template messages as they were sent."""

    def __init__(self, memory: Memory, clock: Clock) -> None:
        """Read nothing yet."""
        self._memory, self._clock = memory, clock

    async def begin(self, tracking: str, chat: str, duty: Duty) -> Before:
        """Write down that it is about to be sent, unless it was; what became of it before."""
        slip = slips.Slip(tracking, chat, duty.done, duty.not_done)
        state = await self._memory.write(slips.begin, slip, self._clock.now())
        return {slips.SENT: Before.SENT, slips.BEGUN: Before.UNKNOWN}.get(state, Before.NEVER_SENT)

    async def sent(self, tracking: str, message_id: str) -> bool:
        """Zalo has taken it; True if a tap on it had come before that was known."""
        return await self._memory.write(slips.sent, tracking, message_id)

    async def refused(self, tracking: str) -> None:
        """Zalo has certainly not taken it."""
        await self._memory.write(slips.refused, tracking)


def beside(memory: Memory) -> Renew:
    """Renews in a process of its own, which lives on if this one is killed or ends."""
    url = memory.url.render_as_string(hide_password=False)

    async def renew(order: Order) -> int:
        process = _started(renewal.told(order, url))
        while (code := process.poll()) is None:  # noqa: ASYNC110  a process rings no bell
            await asyncio.sleep(LOOK_AGAIN_S)
        return code

    return renew


def _started(told: bytes) -> "subprocess.Popen[bytes]":
    """The process, told what to do. Not asyncio's own kind: a loop that ends would kill that."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.keeping.renewal"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    if process.stdin is not None:
        with suppress(BrokenPipeError), process.stdin as pipe:
            pipe.write(told)
    return process


def within(memory: Memory, clock: Clock) -> Renew:
    """Renews in this process: for commands that end before anybody could kill them, and tests."""

    async def renew(order: Order) -> int:
        return await Renewal(memory, clock, order).run()

    return renew
