"""Tells an outside watch that the service is alive: HEARTBEAT_URL, after healthy beats.

The watch (a dead man's switch such as Healthchecks) alarms when the pings stop; that is the only
way in which a dead service can be noticed.
"""

from datetime import datetime, timedelta

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout

log = structlog.get_logger(__name__)

EVERY = timedelta(minutes=1)
"""Pings are not sent more often: watches count in minutes."""

ANSWER_WITHIN = ClientTimeout(total=10)


class Pulse:
    """Pings an address, due once in EVERY. The address is a secret: who has it can ping."""

    def __init__(self, url: str | None) -> None:
        """Ping `url`; None pings nothing."""
        self._url = url
        self._last: datetime | None = None

    def due(self, now: datetime) -> bool:
        """Whether it is time to ping."""
        return self._url is not None and (self._last is None or now - self._last >= EVERY)

    async def beat(self, now: datetime) -> bool:
        """Ping; True if the watch answered. A watch that is away harms nothing."""
        if self._url is None:
            return False
        self._last = now
        try:
            async with (
                ClientSession(timeout=ANSWER_WITHIN) as session,
                session.get(self._url) as answer,
            ):
                return answer.ok
        except (ClientError, TimeoutError) as error:
            log.warning("watch not reached", reason=type(error).__name__)
            return False
