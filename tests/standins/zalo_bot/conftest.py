"""A stand-in, a client that asks plainly, and Lan."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import httpx
import pytest

from tests.standins.zalo_bot import Phone, ZaloBotStandIn
from tests.standins.zalo_bot.style import Json


class Client:
    """The plainest client: one call, its HTTP status and JSON."""

    def __init__(self, session: httpx.AsyncClient, standin: ZaloBotStandIn) -> None:
        self._session, self._standin = session, standin

    async def __call__(self, method: str, **params: Any) -> tuple[int, Json]:
        """Call with a JSON body."""
        url = f"{self._standin.url}/bot{self._standin.token}/{method}"
        answer = await self._session.post(url, json=params)
        return answer.status_code, answer.json()

    async def result(self, method: str, **params: Any) -> Any:
        """The result of a call that must go well."""
        _, body = await self(method, **params)
        assert body["ok"], body
        return body.get("result")

    async def code(self, method: str, **params: Any) -> int:
        """The error code of a call that must go wrong."""
        _, body = await self(method, **params)
        assert not body["ok"], body
        return int(body["error_code"])


@pytest.fixture
async def zalo() -> AsyncIterator[ZaloBotStandIn]:
    """A server whose idle polls end a hundred times sooner than asked."""
    async with ZaloBotStandIn(hurry=0.01, loopback=True) as standin:
        yield standin


@pytest.fixture
async def ask(zalo: ZaloBotStandIn) -> AsyncIterator[Client]:
    """A client of the server's first bot."""
    async with httpx.AsyncClient(trust_env=False) as session:
        yield Client(session, zalo)


@pytest.fixture
def lan(zalo: ZaloBotStandIn) -> Phone:
    """Somebody with Zalo."""
    return zalo.phone("Lan")


@pytest.fixture
async def plain() -> AsyncIterator[aiohttp.ClientSession]:
    """A strict HTTP client."""
    async with aiohttp.ClientSession() as session:
        yield session
