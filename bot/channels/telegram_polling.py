"""Taking updates from Telegram by long polling, none confirmed before it is kept.

The library's Updater confirms what it has only queued in memory; a kill there loses answers.
"""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import structlog
import telegram
from telegram.error import TelegramError

from bot.channels import ChannelError, Keep, Misconfigured, TryLater
from bot.channels.telegram_errors import channel_error
from bot.channels.telegram_transport import Refused
from bot.channels.telegram_updates import ALLOWED_UPDATES, kept

_CONFLICT = 409
_LONGEST_PAUSE_S = 60.0
_BREATH_S = 0.05
_log = structlog.get_logger(__name__)


class PolledBot(telegram.Bot):
    """The library's bot, with updates as they came: one that it cannot read spoils no batch."""

    async def raw_updates(
        self, offset: int | None, *, wait: timedelta, answer_within: timedelta
    ) -> list[Any]:
        """Wait for updates from `offset` on; lower ones are thereby confirmed."""
        asked = {
            "offset": offset,
            "timeout": int(wait.total_seconds()),
            "allowed_updates": list(ALLOWED_UPDATES),
        }
        patience_s = (wait + answer_within).total_seconds()
        found = await self._post("getUpdates", asked, read_timeout=patience_s)
        return found if isinstance(found, list) else []


class Polling:
    """The loop of one bot. `wait` is how long Telegram may sit on an empty answer.

    An answer may take `answer_within` more than that. After trouble the loop pauses, `pause` at
    first; `chance` gives numbers in [0, 1) that shorten pauses.
    """

    def __init__(
        self,
        bot: PolledBot,
        channel: str,
        *,
        wait: timedelta,
        answer_within: timedelta,
        pause: timedelta,
        chance: Callable[[], float],
    ) -> None:
        """Ask for nothing yet."""
        self._bot = bot
        self._channel = channel
        self._wait = wait
        self._answer_within = answer_within
        self._pause_s = pause.total_seconds()
        self._chance = chance

    async def run(self, keep: Keep) -> None:
        """Poll until cancelled; what keep did not store is asked for again.

        Raises Misconfigured when the token is refused.
        """
        offset: int | None = None
        failures = 0
        while True:
            try:
                offset = await self._one_batch(keep, offset)
                failures = 0
            except Misconfigured:
                raise
            except ChannelError as error:
                failures += 1
                await self._rest(failures, error)
            except Exception:  # noqa: BLE001  whatever keep raises, the updates are not kept
                failures += 1
                _log.exception("updates_not_kept", failures=failures)
                await self._rest(failures, None)

    async def _one_batch(self, keep: Keep, offset: int | None) -> int | None:
        """Fetch, keep, and give the offset that will confirm what was kept."""
        found = await self._fetch(offset)
        updates = [update for raw in found if (update := kept(raw))]
        if len(updates) < len(found):
            _log.error("updates_without_number", count=len(found) - len(updates))
        if updates:
            await keep(updates)
            return max(int(update.id) for update in updates) + 1
        if found:
            raise TryLater("updates without number")
        await asyncio.sleep(_BREATH_S)  # lest something that answers at once keeps us spinning
        return offset

    async def _fetch(self, offset: int | None) -> list[Any]:
        try:
            return await self._bot.raw_updates(
                offset, wait=self._wait, answer_within=self._answer_within
            )
        except TelegramError as error:
            raise self._trouble(error) from None

    def _trouble(self, error: TelegramError) -> ChannelError:
        if isinstance(error, Refused) and error.code == _CONFLICT:
            cause = "a webhook" if "webhook" in error.description.lower() else "another instance"
            _log.error("updates_go_elsewhere", to=cause, said=error.description)
            return TryLater(f"{cause} takes the updates")
        meaning = channel_error(error, self._channel)
        _log.warning("updates_not_received", reason=meaning.reason)
        return meaning

    async def _rest(self, failures: int, error: ChannelError | None) -> None:
        """Sleep as long as Telegram asks; else 1, 2, 4 ... pauses, a minute at most, and jitter."""
        if isinstance(error, TryLater) and error.after is not None:
            await asyncio.sleep(error.after.total_seconds())
            return
        whole = min(_LONGEST_PAUSE_S, self._pause_s * 2.0 ** min(failures - 1, 10))
        await asyncio.sleep(whole * (1.0 - 0.5 * self._chance()))
