"""The ping that tells an outside watch that the service is alive."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from bot.web.pulse import EVERY, Pulse

NOW = datetime(2022, 5, 12, 1, tzinfo=UTC)


class Watch:
    """A dead man's switch on loopback that counts its pings."""

    def __init__(self) -> None:
        self.pings = 0
        self.status = 200

    async def pinged(self, _request: web.Request) -> web.Response:
        self.pings += 1
        return web.Response(status=self.status)


@pytest.fixture
async def watch(unused_tcp_port: int) -> AsyncIterator[tuple[Watch, str]]:
    """The watch, and the address that pings it."""
    found = Watch()
    app = web.Application()
    app.router.add_get("/ping", found.pinged)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    yield found, f"http://127.0.0.1:{unused_tcp_port}/ping"
    await runner.cleanup()


async def test_a_ping_is_due_once_a_minute(watch: tuple[Watch, str]) -> None:
    counted, url = watch
    pulse = Pulse(url)

    assert pulse.due(NOW)
    assert await pulse.beat(NOW)

    assert not pulse.due(NOW + EVERY - timedelta(seconds=1))
    assert pulse.due(NOW + EVERY)
    assert counted.pings == 1


async def test_a_watch_that_refuses_or_is_away_harms_nothing(watch: tuple[Watch, str]) -> None:
    counted, url = watch
    counted.status = 500

    assert not await Pulse(url).beat(NOW)
    assert not await Pulse("http://127.0.0.1:9/ping").beat(NOW)


def test_without_an_address_no_ping_is_ever_due() -> None:
    assert not Pulse(None).due(NOW)
