"""The service put together, in one process, on simulated phones."""

import asyncio
from datetime import timedelta

import pytest

from bot import app
from bot.app import App
from bot.channels import Identity, Keep
from bot.channels.simulator import NAME, Simulator
from bot.settings import Settings
from bot.store.memory import Memory
from tests.stories.cast import SEED

SOON = 10.0
"""Seconds; far more than any of this needs."""


class Listening(Simulator):
    """Phones that are listened to all the while, as a platform is by polling or webhook."""

    def __init__(self) -> None:
        super().__init__()
        self.listening = asyncio.Event()
        self.opened_again = asyncio.Event()

    async def open(self) -> Identity:
        if self.listening.is_set():
            self.opened_again.set()
        return await super().open()

    async def receive(self, keep: Keep) -> None:  # noqa: ARG002
        self.listening.set()
        await asyncio.Event().wait()


async def test_a_channel_refused_while_it_sends_is_opened_again_though_it_still_receives(
    sqlite_memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "REOPEN_AFTER", timedelta(milliseconds=20))
    phones = Listening()
    settings = Settings(http_port=0)
    service = App(settings, [SEED], sqlite_memory, channels={NAME: phones})
    running = asyncio.create_task(service.run())

    async with asyncio.timeout(SOON):
        await phones.listening.wait()
        service.desk.paused.add(NAME)
        wrong = await service.check()
        await phones.opened_again.wait()
        service.stop()
        await running

    assert wrong == {NAME: "the platform refuses the account"}
