"""A strict Telegram on loopback, and the channel on it."""

from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram import Telegram
from tests.bot.channels.cast import MENU, telegram_on
from tests.standins.telegram import TelegramStandIn


@pytest.fixture
async def standin() -> AsyncIterator[TelegramStandIn]:
    """A Bot API server that has not been broken a rule of when the test ends."""
    async with TelegramStandIn() as standin:
        yield standin
    assert standin.violations == []


@pytest.fixture
async def channel(standin: TelegramStandIn) -> AsyncIterator[Telegram]:
    """The channel, open."""
    channel = telegram_on(standin, menu=MENU)
    await channel.open()
    yield channel
    await channel.close()
