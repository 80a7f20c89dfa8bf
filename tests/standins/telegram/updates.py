"""The queue of updates of one bot, and the long poll that empties it."""

import asyncio

from tests.standins.bell import Bell
from tests.standins.telegram.refusals import OTHER_POLLER, Refusal, RefusedError
from tests.standins.telegram.spec import UPDATE_KINDS, Json

LONGEST_POLL_S = 50
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class UpdateQueue:
    """Updates wait here until a higher offset, or a webhook's 2xx, confirms them."""

    def __init__(self, first_id: int = 700_000_001) -> None:
        self.pending: list[Json] = []
        self.sent: list[Json] = []
        self.allowed: frozenset[str] = UPDATE_KINDS - NOT_BY_DEFAULT
        self.bell = Bell()
        self._polls = Bell()
        self._next_id = first_id
        self._poller: asyncio.Future[Refusal | None] | None = None

    def allow(self, kinds: list[str] | None) -> None:
        """Remember the kinds wanted from now on; None keeps the last choice, [] is default."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or UPDATE_KINDS - NOT_BY_DEFAULT

    def push(self, kind: str, payload: Json, *, unfiltered: bool = False) -> Json | None:
        """Queue an update and wake whoever waits; None if the bot has not asked for this kind."""
        if kind not in self.allowed and not unfiltered:
            return None
        update = {"update_id": self._next_id, kind: payload}
        self._next_id += 1
        self.pending.append(update)
        self.sent.append(update)
        self._wake(None)
        self.bell.ring()
        return update

    def take(self, offset: int = 0, limit: int = 100) -> list[Json]:
        """Forget what the offset confirms; the oldest of the rest, which stay unconfirmed."""
        if offset > 0:
            self.pending = [each for each in self.pending if each["update_id"] >= offset]
        elif offset < 0:
            self.pending = self.pending[offset:]
        return self.pending[:limit]

    async def poll(self, offset: int, limit: int, timeout_s: float) -> list[Json]:
        """As `take`, waiting for something to come; a later poll ends an earlier one with 409."""
        self.interrupt(OTHER_POLLER)
        batch = self.take(offset, limit)
        if batch or timeout_s <= 0:
            return batch
        poller = self._poller = asyncio.get_running_loop().create_future()
        self._polls.ring()
        try:
            async with asyncio.timeout(min(timeout_s, LONGEST_POLL_S)):
                refusal = await poller
        except TimeoutError:
            return []
        finally:
            self._poller = None if self._poller is poller else self._poller
        if refusal:
            raise RefusedError(refusal)
        return self.take(offset, limit)

    def interrupt(self, refusal: Refusal | None) -> None:
        """End the poll that waits, with a refusal or (None) with an empty answer."""
        self._wake(refusal)

    async def until_polled(self, *, within: float = 2.0) -> None:
        """Come back when a long poll waits; AssertionError after `within` real seconds."""
        assert await self._polls.until(lambda: self._poller, within=within), "nobody polls"

    def drop(self) -> None:
        """Forget everything that waits."""
        self.pending.clear()

    def _wake(self, refusal: Refusal | None) -> None:
        poller, self._poller = self._poller, None
        if poller and not poller.done():
            poller.set_result(refusal)
