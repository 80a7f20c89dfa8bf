"""Files that lie ready at a secret address: for whom, how long, how often, and what is noted."""

from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.clock import SetClock
from bot.handouts import LASTS, TIMES, Handouts
from bot.messages import Address, Enclosure
from bot.store import audit, schema
from bot.store.memory import Memory
from bot.web import handouts as pages
from tests.stories.cast import at

LEADER = Address("zalo-bot", "0a1b2c3d")
REPORT = Enclosure("Báo cáo 16-5.docx", "application/vnd.test", b"PK\x03\x04" + bytes(500))


@pytest.fixture
def clock() -> SetClock:
    return SetClock(at("12/5 08:00"))


@pytest.fixture
def laid_out(any_memory: Memory, clock: SetClock) -> Handouts:
    schema.upgrade(any_memory)
    return Handouts(any_memory, clock, "https://nhacviec.invalid")


def token_of(url: str) -> str:
    return url.removeprefix("https://nhacviec.invalid/tep/").removesuffix("/tai")


async def test_an_address_cannot_be_guessed_and_is_not_kept(
    laid_out: Handouts, any_memory: Memory
) -> None:
    first, second = [await laid_out.lay_out(REPORT, LEADER) for _ in range(2)]

    assert first.url != second.url
    assert len(token_of(first.url)) == 43  # 256 bits
    with any_memory.begin() as tx:
        noted = str([entry.detail for entry in audit.read(tx)])
    assert token_of(first.url) not in noted
    assert await laid_out.look(token_of(first.url)[:-1]) is None


async def test_it_is_gone_after_so_many_fetches_and_looking_takes_nothing(
    laid_out: Handouts, any_memory: Memory
) -> None:
    token = token_of((await laid_out.lay_out(REPORT, LEADER)).url)

    for _ in range(10):
        assert await laid_out.look(token)
    fetched = [await laid_out.take(token) for _ in range(TIMES + 1)]

    assert [each.file if each else None for each in fetched] == [REPORT] * TIMES + [None]
    assert await laid_out.look(token) is None
    with any_memory.begin() as tx:
        noted = [(entry.what, entry.who) for entry in audit.read(tx)]
    assert noted == [("handout_laid_out", LEADER.chat), *[("handout_fetched", None)] * TIMES]


async def test_it_is_gone_when_its_time_is_over(laid_out: Handouts, clock: SetClock) -> None:
    link = await laid_out.lay_out(REPORT, LEADER)

    clock.set(link.until - timedelta(seconds=1))
    before = await laid_out.look(token_of(link.url))
    clock.set(link.until)

    assert before is not None
    assert link.until - at("12/5 08:00") == LASTS
    assert await laid_out.look(token_of(link.url)) is None
    assert await laid_out.take(token_of(link.url)) is None


async def test_a_page_names_nothing_and_the_file_comes_with_headers_that_hide_it(
    laid_out: Handouts,
) -> None:
    import aiohttp

    app = web.Application()
    app.router.add_get("/tep/{token}", pages.page(laid_out), allow_head=False)
    app.router.add_get("/tep/{token}/tai", pages.file(laid_out), allow_head=False)
    token = token_of((await laid_out.lay_out(REPORT, LEADER)).url)

    async with TestServer(app, shutdown_timeout=0.05) as server, aiohttp.ClientSession() as session:
        root = f"http://127.0.0.1:{server.port}/tep/"
        async with session.get(root + token) as page:
            shown = await page.text()
        async with session.head(f"{root}{token}/tai") as head:
            assert head.status == 405
        async with session.get(f"{root}{token}/tai") as file:
            data = await file.read()
        async with session.get(f"{root}{'x' * 43}") as nothing:
            assert nothing.status == 404

    assert "Báo cáo" not in shown
    assert f'href="/tep/{token}/tai"' in shown
    assert data == REPORT.data
    assert file.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''B%C3%A1o")
    for answer in (page, file, nothing):
        assert answer.headers["Cache-Control"] == "no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
