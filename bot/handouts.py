"""Files for chats that take none: laid out under a secret address, for a while and a few times.

An address is 256 bits of chance. It shows who opens it that something lies there, and gives it only
at a second step, so that a platform that looks at every address in a message fetches nothing.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock
from bot.messages import Address, Enclosure
from bot.store import handouts
from bot.store.handouts import Handout
from bot.store.memory import Memory, Tx

PATH: Final = "/tep/"
LASTS: Final = timedelta(hours=24)
TIMES: Final = 3
"""How often a file may be fetched: a phone, a computer, and once more."""

PICTURE_LASTS: Final = timedelta(minutes=10)
"""A picture that the platform itself fetches, to show it."""

TOKEN_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Link:
    """Where a file lies, until when, and how often it may be fetched."""

    url: str
    until: datetime
    times: int


class Handouts:
    """Lays files out below `url`, our own public address without a slash at its end."""

    def __init__(self, memory: Memory, clock: Clock, url: str) -> None:
        """Lay out nothing yet."""
        self._memory, self._clock, self._url = memory, clock, url

    async def lay_out(self, file: Enclosure, to: Address) -> Link:
        """A page from which somebody may fetch a file."""
        return await self._laid_out(file, to, LASTS, TIMES, "")

    async def picture(self, file: Enclosure, to: Address) -> str:
        """The address of a picture itself, for the platform to fetch once or twice."""
        return (await self._laid_out(file, to, PICTURE_LASTS, 2, "/tai")).url

    async def look(self, token: str) -> Handout | None:
        """What lies at an address; None if nothing does."""
        return await self._memory.read(handouts.look, token, self._clock.now())

    async def take(self, token: str) -> Handout | None:
        """What lies at an address, fetched once; None if nothing does."""
        return await self._memory.write(handouts.take, token, self._clock.now())

    async def _laid_out(
        self, file: Enclosure, to: Address, lasts: timedelta, times: int, step: str
    ) -> Link:
        token, now = secrets.token_urlsafe(TOKEN_BYTES), self._clock.now()
        until = now + lasts

        def keep(tx: Tx) -> None:
            handouts.lay_out(tx, token, file, to, until=until, times=times, now=now)

        await self._memory.write(keep)
        return Link(f"{self._url}{PATH}{token}{step}", until, times)
