"""The transport: what goes over the wire, and what each kind of trouble is called."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot, InputFile
from telegram.error import NetworkError, TimedOut

from bot.channels.telegram_transport import Garbled, NotConnected, Refused, Transport, refusal
from tests.bot.channels.loopback import Answer, closed_port, serving

TOKEN = "123456:hush-hush-hush"


@pytest.fixture
async def transport() -> AsyncIterator[Transport]:
    transport = Transport(read_timeout=2.0)
    await transport.initialize()
    yield transport
    await transport.shutdown()


def always(status: int, body: str | bytes, content_type: str = "application/json") -> Answer:
    """Answers the same to everything."""
    content = body.encode() if isinstance(body, str) else body

    async def answer(request: web.Request) -> web.Response:
        await request.read()
        return web.Response(status=status, body=content, content_type=content_type)

    return answer


async def failure(transport: Transport, answer: Answer) -> Exception:
    """The error of one call that is answered so."""
    async with serving(answer) as url:
        with pytest.raises(Exception) as caught:
            await transport.post(f"{url}/bot{TOKEN}/getMe")
    assert TOKEN not in f"{caught.value!s}{caught.value!r}"
    assert caught.value.__cause__ is None
    return caught.value


async def test_parameters_travel_as_json_with_their_own_types(transport: Transport) -> None:
    seen: list[Any] = []

    async def answer(request: web.Request) -> web.Response:
        seen.append((await request.json(), request.headers["User-Agent"]))
        message = {"message_id": 5, "date": 1, "chat": {"id": 7, "type": "private"}}
        return web.json_response({"ok": True, "result": message})

    async with serving(answer) as url:
        bot = Bot(TOKEN, base_url=f"{url}/bot", request=transport)
        sent = await bot.send_message(7, "Kính gửi", disable_notification=True)

    assert sent.message_id == 5
    assert seen == [({"chat_id": 7, "text": "Kính gửi", "disable_notification": True}, "nhacviec")]


async def test_a_text_that_has_no_utf8_is_sent_with_question_marks(transport: Transport) -> None:
    seen: list[Any] = []

    async def answer(request: web.Request) -> web.Response:
        seen.append((await request.json())["text"])
        message = {"message_id": 5, "date": 1, "chat": {"id": 7, "type": "private"}}
        return web.json_response({"ok": True, "result": message})

    async with serving(answer) as url:
        await Bot(TOKEN, base_url=f"{url}/bot", request=transport).send_message(7, "a\ud800b")

    assert seen == ["a?b"]


async def test_files_travel_as_parts_of_a_form(transport: Transport) -> None:
    seen: dict[str, Any] = {}

    async def answer(request: web.Request) -> web.Response:
        form = await request.post()
        upload = form["document"]
        assert isinstance(upload, web.FileField)
        seen.update(chat=form["chat_id"], name=upload.filename, content=upload.file.read())
        message = {"message_id": 6, "date": 1, "chat": {"id": 7, "type": "private"}}
        return web.json_response({"ok": True, "result": message})

    async with serving(answer) as url:
        bot = Bot(TOKEN, base_url=f"{url}/bot", request=transport)
        await bot.send_document(7, InputFile(b"bao cao", filename="báo cáo.docx"))

    assert seen == {"chat": "7", "name": "báo cáo.docx", "content": b"bao cao"}


async def test_a_refusal_keeps_its_code_and_words(transport: Transport) -> None:
    body = {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}

    error = await failure(transport, always(403, json.dumps(body)))

    assert isinstance(error, Refused)
    assert (error.code, error.description) == (403, "Forbidden: bot was blocked by the user")


async def test_a_refusal_tells_how_long_to_wait_and_where_the_group_went(
    transport: Transport,
) -> None:
    parameters = {"retry_after": 10800, "migrate_to_chat_id": -1001234567890}
    body = {"ok": False, "error_code": 429, "description": "x", "parameters": parameters}

    error = await failure(transport, always(429, json.dumps(body)))

    assert isinstance(error, Refused)
    assert error.retry_after == timedelta(hours=3)
    assert error.migrate_to == -1001234567890


@pytest.mark.parametrize("wait", ["9e999", "-5", '"soon"', "1e300", "null", "[]"])
def test_a_wait_that_is_no_number_of_seconds_is_no_wait(wait: str) -> None:
    body = f'{{"ok":false,"description":"x","parameters":{{"retry_after":{wait}}}}}'

    error = refusal(429, body.encode())

    assert isinstance(error, Refused)
    assert error.retry_after is None


@pytest.mark.parametrize("status", [200, 400, 403, 404, 502])
async def test_a_web_page_is_never_taken_for_telegrams_word(
    transport: Transport, status: int
) -> None:
    error = await failure(transport, always(status, "<html>blocked</html>", "text/html"))

    assert isinstance(error, Garbled)


@pytest.mark.parametrize("body", ['{"ok":true,"resu', "", "[]", '{"ok":true}', "\xff"])
async def test_half_an_answer_is_garbled(transport: Transport, body: str) -> None:
    error = await failure(transport, always(200, body.encode("latin-1")))

    assert isinstance(error, Garbled)


async def test_a_refusal_under_code_200_is_still_a_refusal(transport: Transport) -> None:
    body = {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}

    error = await failure(transport, always(200, json.dumps(body)))

    assert isinstance(error, Refused)
    assert error.code == 400


async def test_a_redirect_is_not_followed(transport: Transport) -> None:
    asked: list[str] = []

    async def elsewhere(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.json_response({"ok": True, "result": True})

    async def redirect(request: web.Request) -> web.Response:
        return web.Response(status=307, headers={"Location": other})

    async with serving(elsewhere) as other:
        error = await failure(transport, redirect)

    assert isinstance(error, Garbled)
    assert asked == []


async def test_a_refused_connection_means_that_nothing_was_handed_over(
    transport: Transport,
) -> None:
    with pytest.raises(NotConnected) as caught:
        await transport.post(f"http://127.0.0.1:{closed_port()}/bot{TOKEN}/getMe")

    assert TOKEN not in str(caught.value)


async def test_an_answer_that_does_not_come_is_a_time_out(transport: Transport) -> None:
    async def never(request: web.Request) -> web.Response:
        await asyncio.Event().wait()
        raise AssertionError

    async with serving(never) as url:
        with pytest.raises(TimedOut) as caught:
            await transport.post(f"{url}/bot{TOKEN}/getMe", read_timeout=0.05)

    assert not isinstance(caught.value, NotConnected)


async def test_a_connection_that_breaks_after_the_request_is_doubtful(
    transport: Transport,
) -> None:
    async def hang_up(request: web.Request) -> web.Response:
        await request.read()
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    error = await failure(transport, hang_up)

    assert isinstance(error, NetworkError)
    assert not isinstance(error, NotConnected | TimedOut)


async def test_an_http_proxy_is_asked_for_the_whole_address() -> None:
    asked: list[str] = []

    async def proxy(request: web.Request) -> web.Response:
        asked.append(f"{request.raw_path} {request.headers['Proxy-Authorization']}")
        return web.json_response({"ok": True, "result": True})

    async with serving(proxy) as url:
        transport = Transport(url.replace("http://", "http://user:pass@"))
        await transport.initialize()
        assert await transport.post("http://telegram.invalid/bot1:x/getMe") is True
        await transport.shutdown()

    assert asked == ["http://telegram.invalid/bot1:x/getMe Basic dXNlcjpwYXNz"]


@pytest.mark.parametrize("scheme", ["http", "socks5", "socks5h", "socks4"])
async def test_a_dead_proxy_means_that_nothing_was_handed_over(scheme: str) -> None:
    transport = Transport(f"{scheme}://127.0.0.1:{closed_port()}")
    await transport.initialize()

    with pytest.raises(NotConnected):
        await transport.post(f"http://127.0.0.1:1/bot{TOKEN}/getMe")

    await transport.shutdown()


async def test_a_socks_proxy_is_asked_to_resolve_the_name_itself() -> None:
    asked: list[bytes] = []

    async def socks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(3)
        writer.write(b"\x05\x00")
        head = await reader.readexactly(5)
        asked.append(await reader.readexactly(head[4] + 2))
        writer.write(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x50")
        await reader.readuntil(b"\r\n\r\n")
        body = b'{"ok":true,"result":true}'
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(socks, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    transport = Transport(f"socks5://127.0.0.1:{port}")
    await transport.initialize()

    assert await transport.post("http://telegram.invalid/bot1:x/getMe") is True

    await transport.shutdown()
    server.close()
    await server.wait_closed()
    assert asked == [b"telegram.invalid\x00\x50"]


async def test_closing_twice_and_using_it_afterwards_is_harmless(transport: Transport) -> None:
    await transport.shutdown()
    await transport.shutdown()

    with pytest.raises(NotConnected):
        await transport.post("http://127.0.0.1:1/bot1:x/getMe")
