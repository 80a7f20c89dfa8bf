"""A stand-in, its clock in the hand, a client, and Lan, who has started the bot."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from tests.standins.telegram import Phone, TelegramStandIn
from tests.standins.telegram.spec import Json


@dataclass
class Hand:
    """A clock that moves when told."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Client:
    """The plainest client: one call, its status and JSON."""

    session: aiohttp.ClientSession
    root: str

    async def __call__(self, method: str, **params: Any) -> tuple[int, Json]:
        """Call with a JSON body."""
        async with self.session.post(f"{self.root}/{method}", json=params) as response:
            return response.status, await response.json()

    async def result(self, method: str, **params: Any) -> Any:
        """The result of a call that must go well."""
        status, body = await self(method, **params)
        assert status == 200, body
        return body["result"]

    async def refusal(self, method: str, **params: Any) -> str:
        """The words of a call that must be refused, the code in front of them."""
        status, body = await self(method, **params)
        assert body["ok"] is False
        assert body["error_code"] == status
        return f"{status} {body['description']}"


@pytest.fixture
def clock() -> Hand:
    """Stands at 0 until a test moves it."""
    return Hand()


@pytest.fixture
async def telegram(clock: Hand) -> AsyncIterator[TelegramStandIn]:
    """A stand-in that listens."""
    async with TelegramStandIn(
        clock=clock, loopback_webhooks=True, webhook_retry_s=0.01
    ) as standin:
        yield standin


@pytest.fixture
async def call(telegram: TelegramStandIn) -> AsyncIterator[Client]:
    """A client with the right token."""
    async with aiohttp.ClientSession() as session:
        yield Client(session, f"{telegram.url}/bot{telegram.token}")


@pytest.fixture
def lan(telegram: TelegramStandIn) -> Phone:
    """Lan has started the bot, which has heard of it."""
    phone = telegram.phone("Lan")
    phone.says("/start")
    telegram.bot.queue.drop()
    return phone
