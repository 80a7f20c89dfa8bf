"""Renews the tokens of an Official Account, in a process of its own.

A refresh token is good for one call, and between Zalo's answer and our commit nothing may come.
A kill of the service does not come between them when the call is made by another process:
`python -m bot.keeping.renewal` is told on its standard input what to do, and has it done even if
whoever started it has died. The exit code says how it went, the database why.
"""

import asyncio
import json
import signal
import sys
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from enum import IntEnum
from uuid import uuid4

from bot.channels.zalo_http import CallError, NotConnected
from bot.channels.zalo_oa_grants import App, Pair, Rejected, refreshed
from bot.clock import Clock, SystemClock
from bot.store import oa_tokens
from bot.store.memory import Memory
from bot.store.oa_tokens import Busy, Kept, NothingToSpend, Spending

LOST = "the answer to an earlier renewal was lost, and with it the refresh token"
"""How a token that is refused is told when an earlier call with it was never answered."""

REFUSED = "Zalo does not accept the refresh token"
MISSING = "there is no refresh token"

LOOK_AGAIN_S = 0.2
KEEP_TRYING = timedelta(minutes=10)
"""So long is a new pair offered to a database that does not take it."""

Call = Callable[[App, str], Awaitable[Pair]]


class Outcome(IntEnum):
    """How it went, as an exit code; the last two are those of sysexits.h."""

    RENEWED = 0
    LATER = 75
    HUMAN = 78


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done: whose tokens, kept where, in place of which access token (a digest).

    `given` is the refresh token of the settings, None if there is none.
    """

    oauth_url: str
    app_id: str
    secret: str = field(repr=False)
    worn: str | None
    given: str | None = field(repr=False)
    proxy: str | None = field(default=None, repr=False)

    @property
    def app(self) -> App:
        """Who asks Zalo."""
        return App(self.oauth_url, self.app_id, self.secret, self.proxy)


class Renewal:
    """One renewal: written down, asked for, written down."""

    def __init__(self, memory: Memory, clock: Clock, order: Order, call: Call = refreshed) -> None:
        """Nothing has begun."""
        self._memory, self._clock, self._order, self._call = memory, clock, order, call
        self._holder = uuid4().hex

    async def run(self) -> Outcome:
        """Renew the pair, unless somebody else just did; every step may be the last one."""
        while True:
            begun = self._begin()
            match begun:
                case None:
                    return Outcome.HUMAN
                case Kept():
                    return Outcome.RENEWED
                case Busy():
                    await asyncio.sleep(LOOK_AGAIN_S)
                case Spending():
                    outcome = await self._spend(begun)
                    if outcome is not None:
                        return outcome

    def _begin(self) -> Spending | Busy | Kept | None:
        order = self._order
        try:
            with self._memory.begin() as tx:
                return oa_tokens.begin(
                    tx,
                    order.app_id,
                    worn=order.worn,
                    given=order.given,
                    holder=self._holder,
                    now=self._clock.now(),
                )
        except NothingToSpend:
            with self._memory.begin() as tx:
                oa_tokens.stuck(tx, order.app_id, MISSING)
            return None

    async def _spend(self, spending: Spending) -> Outcome | None:
        """Make the call; None if it is worth beginning anew at once."""
        app_id, holder = self._order.app_id, self._holder
        try:
            pair = await self._call(self._order.app, spending.refresh)
        except NotConnected as error:
            with self._memory.begin() as tx:
                oa_tokens.unspent(tx, app_id, spending, holder, f"Zalo not reached: {error}")
            return Outcome.LATER
        except CallError as error:
            with self._memory.begin() as tx:
                oa_tokens.unanswered(tx, app_id, holder, f"no answer of Zalo's: {error}")
            return Outcome.LATER
        except Rejected as error:
            why = f"{LOST if spending.doubtful else REFUSED} ({error.name})"
            with self._memory.begin() as tx:
                again = oa_tokens.rejected(tx, app_id, spending, holder, why)
            return None if again else Outcome.HUMAN
        await self._keep(spending, pair)
        return Outcome.RENEWED

    async def _keep(self, spending: Spending, pair: Pair) -> None:
        """Commit the pair; a database that is away is asked again, as nobody else has the pair."""
        until = self._clock.now() + KEEP_TRYING
        while True:
            now = self._clock.now()
            try:
                with self._memory.begin() as tx:
                    oa_tokens.renewed(
                        tx,
                        self._order.app_id,
                        spending,
                        access=pair.access,
                        refresh=pair.refresh,
                        until=now + pair.lasts,
                        now=now,
                    )
            except Exception:
                if now >= until:
                    raise
                await asyncio.sleep(LOOK_AGAIN_S)
            else:
                return


def told(order: Order, database_url: str) -> bytes:
    """What the process is told on its standard input."""
    return json.dumps({"database_url": database_url, "order": asdict(order)}).encode()


def main() -> int:
    """Do what standard input says, whoever has died in the meantime."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):  # Windows has no SIGHUP
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    try:
        said = json.loads(sys.stdin.buffer.read())
    except ValueError:  # who started us died before it had told us everything
        return Outcome.LATER
    memory = Memory(said["database_url"])
    try:
        return asyncio.run(Renewal(memory, SystemClock(), Order(**said["order"])).run())
    finally:
        memory.close()


if __name__ == "__main__":
    raise SystemExit(main())
