"""One exchange with Zalo: by a proxy, by none, and what is said when it fails."""

from datetime import timedelta

import pytest
from aiohttp import web

from bot.channels.zalo_http import Http, NoAnswer, NotConnected
from tests.bot.channels.loopback import closed_port, serving

SOON = timedelta(seconds=2)


async def test_calls_go_by_the_proxy_that_is_set_and_by_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{closed_port()}")
    asked: list[str] = []

    async def proxy(request: web.Request) -> web.Response:
        asked.append(request.host)
        return web.Response(text="{}")

    async with serving(proxy) as url:
        http = Http(SOON, url)
        answer = await http.post_json("http://zalo.invalid/me", {})
        await http.close()
        straight = Http(SOON)
        await straight.post_json(f"{url}/me", {})
        await straight.close()

    assert answer == (200, b"{}")
    assert asked == ["zalo.invalid", url.removeprefix("http://")]


@pytest.mark.parametrize("url", ["http://127.0.0.1:{}", "ftp://127.0.0.1:{}", "http://[", ""])
async def test_what_cannot_be_reached_has_seen_nothing(url: str) -> None:
    http = Http(SOON)

    with pytest.raises(NotConnected):
        await http.post_json(url.format(closed_port()), {})

    await http.close()


async def test_a_proxy_that_refuses_has_passed_nothing_on() -> None:
    async def refusing(_request: web.Request) -> web.Response:
        return web.Response(status=407)

    async with serving(refusing) as url:
        http = Http(SOON, url.replace("http://", "http://ai:mat-khau@"))
        with pytest.raises(NotConnected) as failed:
            await http.post_json("https://zalo.invalid/bot1:secret/me", {})
        await http.close()

    assert "secret" not in str(failed.value)
    assert "mat-khau" not in str(failed.value)


async def test_a_connection_that_breaks_leaves_it_open_whether_it_was_seen() -> None:
    async def hanging_up(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async with serving(hanging_up) as url:
        http = Http(SOON)
        with pytest.raises(NoAnswer):
            await http.post_json(url, {})
        await http.close()
