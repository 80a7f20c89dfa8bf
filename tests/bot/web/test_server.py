"""The webhooks: what is let in, what is kept, and what is answered."""

import hashlib
import io
import json
import socket
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest

from bot.channels import Channel, Keep, TryLater
from bot.channels.telegram import Telegram, Webhook
from bot.channels.zalo_bot import ZaloBot, ZaloWebhook
from bot.channels.zalo_oa import Seal, ZaloOa
from bot.channels.zalo_oa_tokens import Access, Tokens
from bot.channels.zalo_oa_webhook import answered
from bot.clock import SystemClock
from bot.messages import Update
from bot.settings import Settings
from bot.store.figures import Figures
from bot.web.server import LARGEST_BODY, BadHost, PortTaken, Server

SECRET = "mot-chuoi-bi-mat"
SECRETS = {
    "telegram": "X-Telegram-Bot-Api-Secret-Token",
    "zalo-bot": "X-Bot-Api-Secret-Token",
}
BODIES = {
    "telegram": {"update_id": 7, "message": {}},
    "zalo-bot": {"event_name": "message.text.received", "message": {"message_id": "7"}},
}


@dataclass
class House:
    """A server with webhooks, and what was kept by channel."""

    port: int
    session: aiohttp.ClientSession
    kept: list[tuple[str, Sequence[Update]]] = field(default_factory=list)

    def keeper(self, channel: str) -> Keep:
        async def keep(updates: Sequence[Update]) -> None:
            self.kept.append((channel, updates))

        return keep

    async def called(
        self,
        channel: str,
        body: object,
        *,
        secret: str | None = SECRET,
        kind: str = "application/json",
    ) -> int:
        """The status that a call to a channel's webhook is answered with."""
        headers = {"Content-Type": kind} | ({} if secret is None else {SECRETS[channel]: secret})
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        url = f"http://127.0.0.1:{self.port}/hooks/{channel}"
        async with self.session.post(url, headers=headers, data=io.BytesIO(data)) as answer:
            return answer.status


class _NoVault:
    """Tokens that cannot be had: a webhook must work without."""

    async def access(self) -> Access | None:
        raise TryLater("no tokens")

    async def renew(self, worn: str | None) -> Access:
        raise TryLater(f"no tokens in place of {worn}")


async def _nothing() -> Mapping[str, str]:
    return {}


async def _no_figures() -> Figures:
    raise AssertionError("nobody asks for figures")


@pytest.fixture
async def house(unused_tcp_port: int) -> AsyncIterator[House]:
    channels: dict[str, Channel] = {
        "telegram": Telegram("1:x", webhook=Webhook("https://a.vn/hooks/telegram", SECRET)),
        "zalo-bot": ZaloBot("1:x", webhook=ZaloWebhook("https://a.vn/hooks/zalo-bot", SECRET)),
        "zalo-oa": ZaloOa(
            Tokens(_NoVault(), SystemClock().now),
            now=SystemClock().now,
            seal=Seal("1", None, (SECRET,)),
            api_url="http://127.0.0.1:9",
        ),
    }
    async with aiohttp.ClientSession() as session:
        found = House(unused_tcp_port, session)
        settings = Settings(http_port=unused_tcp_port)
        server = Server(
            settings, channels, check=_nothing, figures=_no_figures, keeper=found.keeper
        )
        async with server:
            yield found


@pytest.mark.parametrize("channel", SECRETS)
async def test_an_update_is_kept_before_it_is_answered(house: House, channel: str) -> None:
    assert await house.called(channel, BODIES[channel]) == 200

    [(name, [update])] = house.kept
    assert (name, update.id) == (channel, "7")


@pytest.mark.parametrize("channel", SECRETS)
@pytest.mark.parametrize("secret", [None, "", "sai"])
async def test_a_call_without_the_secret_is_turned_away(
    house: House, channel: str, secret: str | None
) -> None:
    assert await house.called(channel, BODIES[channel], secret=secret) == 403
    assert house.kept == []


@pytest.mark.parametrize("channel", SECRETS)
@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b'{"ok": tr', "application/json; charset=utf-8", 400),
        (b"[]", "application/json", 400),
        (b"a=1", "text/plain", 415),
        (b"a=1", "application/x-www-form-urlencoded", 415),
        (b'"' + b"x" * (2 * LARGEST_BODY) + b'"', "application/json", 413),
    ],
    ids=["no JSON", "half", "a list", "text", "a form", "2 MB"],
)
async def test_bad_bodies_are_refused_by_kind(
    house: House, channel: str, body: bytes, kind: str, status: int
) -> None:
    assert await house.called(channel, body, kind=kind) == status
    assert house.kept == []


async def test_what_zalo_says_that_is_no_update_is_well_received_and_not_kept(
    house: House,
) -> None:
    assert await house.called("zalo-bot", {"ok": True, "result": {}}) == 200
    assert house.kept == []


async def test_an_event_that_we_do_not_know_is_taken(house: House) -> None:
    assert await house.called("zalo-bot", {"event_name": "bot.renamed"}) == 200


async def test_the_health_page_names_what_another_process_takes(unused_tcp_port: int) -> None:
    settings = Settings(http_port=unused_tcp_port)
    server = Server(
        settings,
        {},
        check=_nothing,
        figures=_no_figures,
        standing_by=lambda: ["zalo-bot"],
        keeper=House.keeper,  # type: ignore[arg-type]  # nothing comes in
    )
    url = f"http://127.0.0.1:{unused_tcp_port}/healthz"
    async with server, aiohttp.ClientSession() as session, session.get(url) as answer:
        told = await answer.json()

    assert answer.status == 200
    assert told == {"ok": True, "wrong": {}, "standing_by": ["zalo-bot"]}


async def test_figures_are_not_asked_of_a_database_that_does_not_answer(
    unused_tcp_port: int,
) -> None:
    async def away() -> Mapping[str, str]:
        return {"database": "OperationalError"}

    settings = Settings(http_port=unused_tcp_port)
    server = Server(
        settings,
        {},
        check=away,
        figures=_no_figures,
        keeper=House.keeper,  # type: ignore[arg-type]  # nothing comes in
    )
    url = f"http://127.0.0.1:{unused_tcp_port}/metrics"
    async with server, aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.status == 200
        assert "nhacviec_troubles 1.0" in await answer.text()


async def test_by_polling_the_service_does_without_a_port_that_nobody_asked_for() -> None:
    with _taken() as port:
        async with _idle(port, {}):
            pass


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ({"http_host": "127.0.0.1"}, PortTaken),
        ({"telegram_bot_token": "1:x", "telegram_mode": "webhook"}, PortTaken),
        ({"http_host": "192.0.2.1"}, BadHost),
    ],
)
async def test_an_address_that_is_set_or_called_must_be_had(
    told: dict[str, str], refused: type[Exception]
) -> None:
    with _taken() as port, pytest.raises(refused):
        await _idle(port, told).__aenter__()


@contextmanager
def _taken() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def _idle(default_port: int, told: Mapping[str, str]) -> Server:
    """A server for settings that say what is `told`, and no port."""
    values: dict[str, Any] = {"http_port": default_port, **told}
    settings = Settings.model_construct(set(told), **values)
    return Server(
        settings,
        {},
        check=_nothing,
        figures=_no_figures,
        keeper=House.keeper,  # type: ignore[arg-type]  # nothing comes in
    )


async def test_a_webhook_without_its_channel_is_not_there(unused_tcp_port: int) -> None:
    settings = Settings(http_port=unused_tcp_port)
    async with aiohttp.ClientSession() as session:
        found = House(unused_tcp_port, session)
        server = Server(settings, {}, check=_nothing, figures=_no_figures, keeper=found.keeper)
        async with server:
            assert await found.called("zalo-bot", {}) == 404


class TestZaloOa:
    """The account's webhook, which Zalo's console tests with a call that proves nothing."""

    EVENT: Mapping[str, object] = {
        "event_name": "user_send_text",
        "timestamp": "1651366800000",
        "sender": {"id": "7001"},
        "message": {"msg_id": "7", "text": "Xong"},
    }

    @staticmethod
    def signature(body: bytes) -> str:
        return "mac=" + hashlib.sha256(b"1" + body + b"1651366800000" + SECRET.encode()).hexdigest()

    async def called(self, house: House, body: bytes, **headers: str) -> int:
        names = {"signature": "X-ZEvent-Signature", "kind": "Content-Type"}
        given = {names[name]: value for name, value in headers.items()}
        url = f"http://127.0.0.1:{house.port}/hooks/zalo-oa"
        async with house.session.post(url, data=io.BytesIO(body), headers=given) as answer:
            return answer.status

    async def test_a_signed_event_is_kept_however_often_it_comes(self, house: House) -> None:
        body = json.dumps(self.EVENT).encode()

        for _ in range(2):
            assert await self.called(house, body, signature=self.signature(body)) == 200

        assert [(name, u.id) for name, [u] in house.kept] == [("zalo-oa", "7")] * 2

    @pytest.mark.parametrize("body", [b"", b"{", b'{"event_name":"webhook_test"}', b"xin chao"])
    @pytest.mark.parametrize("kind", ["application/json", "text/plain"])
    async def test_an_unsigned_call_is_answered_and_forgotten(
        self, house: House, body: bytes, kind: str
    ) -> None:
        assert await self.called(house, body, kind=kind) == 200
        assert house.kept == []

    async def test_doctors_own_call_is_answered_as_the_consoles(self, house: House) -> None:
        root = f"http://127.0.0.1:{house.port}/hooks"

        assert await answered(f"{root}/zalo-oa") == 200
        assert await answered(f"{root}/zalo-bot") == 403
        assert await answered("http://127.0.0.1:9/hooks/zalo-oa") is None

    async def test_a_forged_signature_is_turned_away(self, house: House) -> None:
        body = json.dumps(self.EVENT).encode()

        forged = await self.called(house, body + b" ", signature=self.signature(body))

        assert forged == 403
        assert house.kept == []

    async def test_half_an_event_with_a_signature_is_turned_away(self, house: House) -> None:
        body = json.dumps(self.EVENT).encode()[:-20]

        assert await self.called(house, body, signature=self.signature(body)) == 403
        assert house.kept == []

    async def test_a_body_of_two_megabytes_is_not_read(self, house: House) -> None:
        body = b'"' + b"x" * (2 * LARGEST_BODY) + b'"'

        assert await self.called(house, body, signature=self.signature(body)) == 413

    async def test_an_event_that_we_do_not_know_is_taken_and_not_kept(self, house: House) -> None:
        body = json.dumps({**self.EVENT, "event_name": "made.up"}).encode()

        assert await self.called(house, body, signature=self.signature(body)) == 200
        assert house.kept == []
