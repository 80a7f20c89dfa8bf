"""Calls an office's webhook as Zalo does: signed, again after silence, with a test's mischief."""

import asyncio
import hashlib
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import aiohttp

from tests.standins.bell import Bell
from tests.standins.zalo_oa.answers import Json

SIGNATURE, TIMESTAMP, SERVER = "X-ZEvent-Signature", "X-ZEvent-Timestamp", "X-ZEvent-Server"
RETRIES_S = (30.0, 300.0, 900.0, 1800.0, 3600.0)
"""After how long a call that was not answered 200 comes again; then the webhook is switched off."""

FOREVER_S = 86_400.0


@dataclass
class Push:
    """How events are delivered, and the readings that sources disagree about.

    `header_time`: the header's time is signed, and the body's differs. `oa_first`: oa_id is signed
    in place of app_id. `app_secret`: signed with the app's secret. `bare`: without `mac=`.
    `signature`: sent instead of the right one, "" sends none. `copies`: how often each is
    delivered. `backwards`: the newest that waits goes first. `hurry`: real seconds for each second
    of the retry schedule.
    """

    header_time: bool = False
    oa_first: bool = False
    app_secret: bool = False
    bare: bool = False
    signature: str | None = None
    copies: int = 1
    backwards: bool = False
    hurry: float = 0.001
    patience_s: float = 2.0


@dataclass(frozen=True)
class Answered:
    """What one call to the webhook was answered: 0 if nothing came within the time allowed."""

    event: str
    status: int
    retry: int
    seconds: float


@dataclass
class Hooks:
    """One app's webhook."""

    app_id: str
    oa_id: str
    oa_secret: str
    app_secret: str
    now: Callable[[], float]
    loopback: bool = False
    push: Push = field(default_factory=Push)
    url: str | None = None
    off: bool = False
    answers: list[Answered] = field(default_factory=list)
    waiting: deque[tuple[Json, str | None]] = field(default_factory=deque)
    bell: Bell = field(default_factory=Bell)

    async def save(self, url: str) -> bool:
        """The console saves the address if an unsigned call to it is answered 200."""
        parts = urlsplit(url)
        if not self.loopback and (parts.scheme != "https" or parts.port is not None):
            return False
        async with aiohttp.ClientSession() as session:
            probe = {"event_name": "webhook_test", "timestamp": self._ms()}
            status = await self._post(session, url, json.dumps(probe).encode(), {})
        if status != 200:
            return False
        self.url, self.off = url, False
        self.bell.ring()
        return True

    def happens(self, event: Json, *, server: str | None = None) -> Json:
        """Something that the webhook is told; gives the event as it is told."""
        told = {"app_id": self.app_id, "timestamp": self._ms(), **event}
        if self.url is not None:
            self.waiting.append((told, server))
            self.bell.ring()
        return told

    def signed(self, event: Json, *, server: str | None = None) -> tuple[bytes, dict[str, str]]:
        """The body of an event, and the headers that prove whose it is."""
        push = self.push
        body = json.dumps(event, ensure_ascii=False).encode()
        moment = str(int(event["timestamp"]) + 7) if push.header_time else str(event["timestamp"])
        first = self.oa_id if push.oa_first else self.app_id
        key = self.app_secret if push.app_secret else self.oa_secret
        mac = hashlib.sha256(f"{first}".encode() + body + f"{moment}{key}".encode()).hexdigest()
        given = (mac if push.bare else f"mac={mac}") if push.signature is None else push.signature
        headers = {TIMESTAMP: moment}
        headers |= {SIGNATURE: given} if given else {}
        return body, headers | ({SERVER: server} if server else {})

    async def run(self) -> None:
        """Deliver until cancelled."""
        async with aiohttp.ClientSession() as session:
            while True:
                if found := await self.bell.until(self._next, within=FOREVER_S):
                    await self._deliver(session, *found)

    async def idle(self, *, within: float = 5.0) -> None:
        """Wait until everything has been delivered, or given up."""
        if not await self.bell.until(lambda: not self.waiting or self.off or None, within=within):
            raise AssertionError(f"{len(self.waiting)} events were not delivered")

    def _next(self) -> tuple[Json, str | None] | None:
        if self.url is None or self.off or not self.waiting:
            return None
        return self.waiting[-1 if self.push.backwards else 0]

    async def _deliver(
        self, session: aiohttp.ClientSession, event: Json, server: str | None
    ) -> None:
        for _ in range(self.push.copies):
            if not await self._until_taken(session, event, server):
                self.off = True
        if (event, server) in self.waiting:
            self.waiting.remove((event, server))
        self.bell.ring()

    async def _until_taken(
        self, session: aiohttp.ClientSession, event: Json, server: str | None
    ) -> bool:
        for retry, wait_s in enumerate((0.0, *RETRIES_S)):
            await asyncio.sleep(wait_s * self.push.hurry)
            body, headers = self.signed(event, server=server)
            headers |= {"num_retry": str(retry)} if retry else {}
            begun = asyncio.get_running_loop().time()
            status = await self._post(session, str(self.url), body, headers)
            took = asyncio.get_running_loop().time() - begun
            self.answers.append(Answered(str(event.get("event_name")), status, retry, took))
            if status == 200:
                return True
        return False

    async def _post(
        self, session: aiohttp.ClientSession, url: str, body: bytes, headers: dict[str, str]
    ) -> int:
        timeout = aiohttp.ClientTimeout(total=self.push.patience_s)
        kind = {"Content-Type": "application/json"}
        try:
            async with session.post(
                url, data=body, headers=kind | headers, allow_redirects=False, timeout=timeout
            ) as answer:
                await answer.read()
                return answer.status
        except (aiohttp.ClientError, TimeoutError):
            return 0

    def _ms(self) -> str:
        return str(round(self.now() * 1000))
