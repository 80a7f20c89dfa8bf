"""`/lich/TOKEN.ics` as a calendar program asks for it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import aiohttp
import pytest

from bot.board.feeds import Feed
from bot.channels import Keep
from bot.settings import Settings
from bot.store.figures import Figures
from bot.web.server import Server

FEED = Feed(b"BEGIN:VCALENDAR\r\n", "a1b2", datetime(2022, 5, 13, 8, 2, tzinfo=UTC))
TOKEN = "t" * 32


@dataclass(frozen=True)
class Got:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Ask = Callable[..., Awaitable[Got]]


async def find(token: str) -> Feed | None:
    return FEED if token == TOKEN else None


async def _well() -> Mapping[str, str]:
    return {}


async def _no_figures() -> Figures:
    raise AssertionError("nobody asks for figures")


def _nothing_comes_in(channel: str) -> Keep:
    raise AssertionError(channel)


@pytest.fixture
async def ask(unused_tcp_port: int) -> AsyncIterator[Ask]:
    settings = Settings(http_port=unused_tcp_port)
    server = Server(
        settings, {}, check=_well, figures=_no_figures, keeper=_nothing_comes_in, feed=find
    )
    async with aiohttp.ClientSession() as session, server:

        async def got(path: str, method: str = "GET", **headers: str) -> Got:
            url = f"http://127.0.0.1:{unused_tcp_port}{path}"
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            async with session.request(method, url, headers=named) as answer:
                return Got(answer.status, answer.headers, await answer.read())

        yield got


async def test_the_right_address_gives_the_calendar(ask: Ask) -> None:
    got = await ask(f"/lich/{TOKEN}.ics")

    assert (got.status, got.body) == (200, FEED.data)
    assert got.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert got.headers["ETag"] == '"a1b2"'
    assert got.headers["Last-Modified"] == "Fri, 13 May 2022 08:02:00 GMT"
    assert got.headers["Cache-Control"] == "private, max-age=300"
    assert got.headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize(
    "path",
    ["/lich", "/lich/", "/lich/.ics", f"/lich/{TOKEN}", f"/lich/{TOKEN}x.ics", "/lich/%ff%00.ics"],
)
async def test_anything_else_is_not_found(ask: Ask, path: str) -> None:
    got = await ask(path)

    assert (got.status, got.body) == (404, b"404: Not Found")


async def test_who_has_the_calendar_already_is_not_sent_it_again(ask: Ask) -> None:
    path = f"/lich/{TOKEN}.ics"

    same = await ask(path, If_None_Match='"a1b2"')
    other = await ask(
        path, If_None_Match='"zzzz"', If_Modified_Since="Fri, 13 May 2022 08:02:00 GMT"
    )
    seen = await ask(path, If_Modified_Since="Fri, 13 May 2022 08:02:00 GMT")
    older = await ask(path, If_Modified_Since="Fri, 13 May 2022 08:01:59 GMT")

    assert [each.status for each in (same, other, seen, older)] == [304, 200, 304, 200]
    assert same.body == b""


async def test_its_head_can_be_asked_for_and_nothing_can_be_put_there(ask: Ask) -> None:
    head = await ask(f"/lich/{TOKEN}.ics", "HEAD")
    put = await ask(f"/lich/{TOKEN}.ics", "PUT")

    assert (head.status, head.body) == (200, b"")
    assert put.status == 405


async def test_without_a_key_there_are_no_calendars(unused_tcp_port: int) -> None:
    settings = Settings(http_port=unused_tcp_port)
    server = Server(settings, {}, check=_well, figures=_no_figures, keeper=_nothing_comes_in)

    async with (
        aiohttp.ClientSession() as session,
        server,
        session.get(f"http://127.0.0.1:{unused_tcp_port}/lich/{TOKEN}.ics") as answer,
    ):
        assert answer.status == 404
