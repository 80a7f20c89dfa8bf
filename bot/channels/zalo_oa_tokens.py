"""The access token of an Official Account as its channels use it.

They never see a refresh token: a vault keeps that and renews the pair. A token is renewed in good
time, beside the calls that the old one still serves, and once when Zalo refuses it.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.channels import ChannelError

EARLY = timedelta(hours=6)
"""A token with less left is renewed; of a short-lived one, with less than a quarter left."""

LONG_UNUSED = timedelta(days=60)
"""The pair dies after 90 days (official documents, 2026-10)."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Access:
    """An access token, and from when until when it is good."""

    token: str = field(repr=False)
    since: datetime
    until: datetime

    def is_good(self, now: datetime) -> bool:
        """Whether Zalo still takes it, as far as its term goes."""
        return now < self.until

    def is_due(self, now: datetime) -> bool:
        """Whether it is time to renew it."""
        return self.until - now < min(EARLY, (self.until - self.since) / 4)


class Vault(Protocol):
    """Keeps the pair of tokens durably, for all processes of an office."""

    async def access(self) -> Access | None:
        """The newest access token; None if there is none yet."""

    async def renew(self, worn: str | None) -> Access:
        """An access token other than `worn`; the pair is renewed unless somebody just did so.

        Raises TryLater, or Misconfigured when a human has to consent again.
        """


class Tokens:
    """Gives a good access token to the channels of one Official Account. One event loop only."""

    def __init__(self, vault: Vault, now: Callable[[], datetime]) -> None:
        """Ask nothing yet."""
        self._vault = vault
        self._now = now
        self._known: Access | None = None
        self._one = asyncio.Lock()
        self._ahead: asyncio.Task[None] | None = None

    async def get(self) -> str:
        """A token to call with. Raises like the vault if there is none that is good."""
        known = self._known
        if known is None or known.is_due(self._now()):
            known = self._known = await self._vault.access()
        if known is None or not known.is_good(self._now()):
            self._tell_age(known)
            return await self.another(known.token if known else None)
        if known.is_due(self._now()) and self._ahead is None:
            self._ahead = asyncio.create_task(self._renew_ahead(known.token))
        return known.token

    async def another(self, worn: str | None) -> str:
        """A token in place of one that Zalo refuses. Raises like the vault."""
        async with self._one:
            known = self._known
            if known is None or known.token == worn or not known.is_good(self._now()):
                known = self._known = await self._vault.renew(worn)
            return known.token

    async def close(self) -> None:
        """Wait for nothing more; a renewal that has begun goes on by itself. Safe to repeat."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            ahead.cancel()

    def _tell_age(self, known: Access | None) -> None:
        """A refresh token lives three months: a service that rests too long loses it."""
        if known is not None and self._now() - known.since > LONG_UNUSED:
            _log.warning("token_unused_for_long", days=(self._now() - known.since).days)

    async def _renew_ahead(self, worn: str) -> None:
        try:
            await self.another(worn)
        except ChannelError as error:
            _log.warning("token_not_renewed_yet", reason=error.reason)
        finally:
            self._ahead = None
