"""Taking updates from Zalo by long polling: one at a time, each kept before the next is asked for.

Observers of the live service disagree on what a poll gives (read 2026-10): each update once, or the
same ones again for ever. So an update that could not be kept stays in hand and is offered again,
one that was kept is known by its id, and polls keep their distance either way, but for a burst.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import structlog

from bot.channels import ChannelError, Keep, Misconfigured, TryLater
from bot.channels.seat import Seat
from bot.channels.zalo_bot_calls import IDLE, Calls
from bot.channels.zalo_bot_errors import BAD_REQUEST, FOR_ALL, INTERNAL, Grudge, channel_error
from bot.channels.zalo_bot_updates import kept
from bot.channels.zalo_bot_webhook import Hooks
from bot.channels.zalo_http import CallError, Refused
from bot.messages import Update

_LONGEST_PAUSE_S = 60.0
_LONGEST_FLOOR_S = 2.0
_REMEMBERED = 20_000
IN_A_ROW = 2
IN_HASTE_S = 0.1
RELUCTANT = timedelta(hours=1)
_log = structlog.get_logger(__name__)

TAKEN_ELSEWHERE: Final = "a webhook set elsewhere takes the updates"


@dataclass(frozen=True, slots=True)
class Waits:
    """How long things take. `poll` is how long Zalo may hold back an empty answer.

    A poll's answer may take `answer_within` more than that. `floor` lies between the beginnings of
    two polls; `pause` is the first after trouble. `stand_by` is how often a process without a seat
    looks whether it is free, `look` how often an idle poller looks for a webhook.
    """

    poll: timedelta = timedelta(seconds=10)
    answer_within: timedelta = timedelta(seconds=10)
    floor: timedelta = timedelta(seconds=1)
    pause: timedelta = timedelta(seconds=1)
    stand_by: timedelta = timedelta(seconds=3)
    look: timedelta = timedelta(minutes=10)


class Replays:
    """Which updates are known already, and how much slower to poll while only those come.

    The floor grows by half with every lap of known updates, two seconds at most; anything new sets
    it back.
    """

    def __init__(self, floor: timedelta) -> None:
        """Nothing is known."""
        self._floor_s = floor.total_seconds()
        self._known: dict[str, None] = {}
        self._lap: set[str] = set()
        self._laps = 0

    def knows(self, update: Update) -> bool:
        """Whether it has been kept before; if so, it counts towards a lap."""
        if update.id not in self._known:
            return False
        if update.id in self._lap:
            self._laps += 1
            self._lap.clear()
        self._lap.add(update.id)
        return True

    def remember(self, update: Update) -> None:
        """It has been kept."""
        self._known[update.id] = None
        if len(self._known) > _REMEMBERED:
            self._known.pop(next(iter(self._known)))
        self.fresh()

    def fresh(self) -> None:
        """Something other than a replay has come, or nothing at all."""
        self._laps = 0
        self._lap.clear()

    @property
    def floor_s(self) -> float:
        """Seconds between the beginnings of two polls."""
        slow = self._floor_s * 1.5 ** min(self._laps, 10)
        return max(self._floor_s, min(slow, _LONGEST_FLOOR_S))


class Burst:
    """Whether the next poll may follow at once: many write, and Zalo serves each update once.

    Nobody has published how fast polls may follow each other; some that followed too fast were
    refused (read 2026-10). So it takes two new updates in a row, which no server gives that serves
    the same ones again, and one refusal forbids all haste for RELUCTANT.
    """

    def __init__(self) -> None:
        """Nothing has come yet."""
        self._new = 0
        self._forbidden_until = float("-inf")

    def came(self, *, new: bool) -> None:
        """A poll has brought something new, or it has not."""
        self._new = self._new + 1 if new else 0

    def refused(self, now_s: float) -> None:
        """Something went wrong; if that poll was made in haste, haste may be why."""
        if self.hurries(now_s):
            self._forbidden_until = now_s + RELUCTANT.total_seconds()
        self._new = 0

    def hurries(self, now_s: float) -> bool:
        """Whether the next poll need not keep the usual distance."""
        return self._new >= IN_A_ROW and now_s >= self._forbidden_until


class Polling:
    """The loop of one bot. `chance` gives numbers in [0, 1) that shorten pauses."""

    def __init__(
        self,
        calls: Calls,
        hooks: Hooks,
        *,
        seat: Seat,
        bot: Callable[[], str | None],
        waits: Waits,
        grudge: Grudge,
        chance: Callable[[], float],
    ) -> None:
        """Ask for nothing yet. `bot` tells what people in groups tag us by."""
        self._calls, self._hooks, self._seat = calls, hooks, seat
        self._bot, self._waits, self._grudge, self._chance = bot, waits, grudge, chance
        self._in_hand: list[Update] = []
        self._replays = Replays(waits.floor)
        self._burst = Burst()
        self._failures = 0
        self._looked_at = float("-inf")
        self.trouble: str | None = None
        self.standing_by = False

    async def run(self, keep: Keep) -> None:
        """Poll until cancelled. Raises Misconfigured when the token is refused."""
        try:
            while True:
                if await self._seated():
                    self.standing_by = False
                    await self._round(keep)
                    continue
                if not self.standing_by:
                    _log.info("another_process_polls_for_this_bot")
                self.standing_by = True
                await asyncio.sleep(self._waits.stand_by.total_seconds())
        finally:
            await self._leave()

    async def _seated(self) -> bool:
        try:
            return await self._seat.take()
        except Exception:  # noqa: BLE001  the seat's own trouble: whoever keeps it may be away
            _log.exception("seat_not_known")
            return False

    async def _leave(self) -> None:
        try:
            await self._seat.leave()
        except Exception:  # noqa: BLE001  it lapses by itself
            _log.exception("seat_not_left")

    async def _round(self, keep: Keep) -> None:
        """One poll and the pause after it."""
        began = self._now()
        try:
            await self._take(keep)
        except Misconfigured:
            raise
        except ChannelError as error:
            self._failures += 1
            self._burst.refused(self._now())
            _log.warning("updates_not_received", reason=error.reason)
            await self._rest()
        except Exception:  # noqa: BLE001  whatever keep raises, the update stays in hand
            self._failures += 1
            _log.exception("updates_not_kept", failures=self._failures)
            await self._rest()
        else:
            self._failures = 0
            await asyncio.sleep(max(0.0, began + self._distance_s() - self._now()))

    def _distance_s(self) -> float:
        """Seconds that lie between the beginnings of two polls just now."""
        usual = self._replays.floor_s
        return min(usual, IN_HASTE_S) if self._burst.hurries(self._now()) else usual

    async def _take(self, keep: Keep) -> None:
        """Fetch what comes next, unless something is still in hand, and keep it."""
        if not self._in_hand:
            await self._look_for_a_webhook()
            self._in_hand = self._news(await self._fetch())
        self._burst.came(new=bool(self._in_hand))
        if self._in_hand:
            await keep(self._in_hand)
            for update in self._in_hand:
                self._replays.remember(update)
            self._in_hand = []

    def _news(self, found: Any) -> list[Update]:
        """What of an answer is an update not kept yet; Zalo gives one, a list is understood too."""
        raw = found if isinstance(found, list) else [found] if found else []
        updates = [update for each in raw if (update := kept(each, self._bot()))]
        if len(updates) < len(raw):
            _log.error("not_an_update", count=len(raw) - len(updates))
        if not raw:
            self._replays.fresh()
        return [update for update in updates if not self._replays.knows(update)]

    async def _fetch(self) -> Any:
        """The answer to a poll; None if nothing has come."""
        wait = self._waits.poll
        try:
            found = await self._calls.ask(
                "getUpdates",
                {"timeout": str(round(wait.total_seconds()))},
                within=wait + self._waits.answer_within,
            )
        except Refused as error:
            if error.code != IDLE:
                raise await self._refused(error) from None
            found = None
        except CallError as error:
            raise channel_error(error) from None
        self._grudge.over()
        return found

    async def _refused(self, error: Refused) -> ChannelError:
        if error.code == BAD_REQUEST:
            self._looked_at = float("-inf")
            await self._look_for_a_webhook()
        if error.code == INTERNAL and self._grudge.refused():
            return Misconfigured(FOR_ALL)
        return channel_error(error)

    async def _look_for_a_webhook(self) -> None:
        """Have our own webhook out of the way; raises TryLater while somebody else's is set.

        While one is set Zalo refuses polls, or answers them nothing (seen by users, 2026).
        """
        if self._now() - self._looked_at < self._waits.look.total_seconds():
            return
        try:
            free = await self._hooks.clear()
        except Misconfigured:
            raise
        except ChannelError as error:  # polls will tell whether there is one
            _log.warning("webhook_not_looked_at", reason=error.reason)
            free = True
        if free:
            self._looked_at = self._now()
            self.trouble = None
            return
        self.trouble = TAKEN_ELSEWHERE
        raise TryLater(TAKEN_ELSEWHERE)

    async def _rest(self) -> None:
        """Sleep 1, 2, 4 ... pauses, a minute at most, with jitter: Zalo never says how long."""
        whole = self._waits.pause.total_seconds() * 2.0 ** min(self._failures - 1, 10)
        whole = min(_LONGEST_PAUSE_S, whole)
        await asyncio.sleep(whole * (1.0 - 0.5 * self._chance()))

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()
