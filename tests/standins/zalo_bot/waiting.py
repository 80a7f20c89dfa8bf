"""What waits for the bot to poll for it, in each of the three ways that Zalo was seen to serve."""

import asyncio
from collections.abc import Callable
from enum import Enum

from tests.standins.bell import Bell
from tests.standins.zalo_bot.style import Json


class Regime(Enum):
    """POP serves each update once. REPLAY serves the same ones for ever, new ones first.

    DROP_OFFLINE is POP that forgets what comes while nobody has polled for a while.
    """

    POP = "pop"
    REPLAY = "replay"
    DROP_OFFLINE = "drop_offline"


class Waiting:
    """The updates of one bot. `absent_after_s` is how long a poller is missed, in real seconds."""

    def __init__(self, regime: Regime = Regime.POP, absent_after_s: float = 2.0) -> None:
        self.regime = regime
        self.absent_after_s = absent_after_s
        self.bell = Bell()
        self.fresh: list[Json] = []
        self.served: list[Json] = []
        self.forgotten: list[Json] = []
        self._polling = 0
        self._polls = 0
        self._seen_at = float("-inf")

    def push(self, update: Json) -> None:
        """Something has happened."""
        if self.regime is Regime.DROP_OFFLINE and not self._present():
            self.forgotten.append(update)
            return
        self.fresh.append(update)
        self.bell.ring()

    async def poll(self, seconds: float) -> Json | None:
        """The next update; None when none has come within so many real seconds."""
        self._polling += 1
        self._polls += 1
        self.bell.ring()
        try:
            return await self.bell.until(self._next, within=seconds)
        finally:
            self._polling -= 1
            self._seen_at = asyncio.get_running_loop().time()

    async def silence(self, seconds: float, ended: Callable[[], bool]) -> None:
        """Wait as a poll that is answered nothing does."""
        await self.bell.until(lambda: True if ended() else None, within=seconds)

    @property
    def pollers(self) -> int:
        """How many wait for an update now."""
        return self._polling

    async def polled(self, *, within: float) -> None:
        """Wait until somebody polls: only what comes then is sure to be served in any regime."""
        before = self._polls
        look = self.bell.until(lambda: self._polling or self._polls > before or None, within=within)
        if not await look:
            raise AssertionError("nobody polls")

    def drop(self) -> None:
        """Forget everything, as if it had been fetched long ago."""
        self.fresh.clear()
        self.served.clear()

    def _present(self) -> bool:
        now = asyncio.get_running_loop().time()
        return self._polling > 0 or now - self._seen_at <= self.absent_after_s

    def _next(self) -> Json | None:
        if self.fresh:
            update = self.fresh.pop(0)
            self.served.append(update)
            return update
        if self.regime is Regime.REPLAY and self.served:
            again = self.served.pop(0)
            self.served.append(again)
            return again
        return None
