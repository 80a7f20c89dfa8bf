"""The stand-in serves what Zalo serves, refuses what Zalo refuses, and has nothing more."""

import asyncio
from datetime import UTC, datetime

import aiohttp
import pytest
from aiohttp import web

from tests.bot.channels.loopback import serving
from tests.standins.faults import Kind
from tests.standins.zalo_bot import Caps, Phone, Regime, Style, ZaloBotStandIn
from tests.standins.zalo_bot.conftest import Client
from tests.standins.zalo_bot.style import Json, Refusal


async def test_a_message_is_one_update_with_milliseconds_and_the_private_chat_is_the_person(
    ask: Client, lan: Phone
) -> None:
    lan.says("7 XONG")

    update = await ask.result("getUpdates", timeout="5")

    assert update["event_name"] == "message.text.received"
    message = update["message"]
    assert message["text"] == "7 XONG"
    assert message["chat"] == {"id": message["from"]["id"], "chat_type": "PRIVATE"}
    assert message["date"] > 10**12


async def test_an_idle_poll_is_refused_with_408_after_the_asked_time(
    zalo: ZaloBotStandIn, ask: Client
) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()

    status, body = await ask("getUpdates", timeout="5")

    assert loop.time() - began >= 5 * zalo.hurry
    assert (status, body) == (
        200,
        {"ok": False, "error_code": 408, "description": "Request timeout"},
    )


async def test_each_style_words_the_same_refusal_in_its_own_way(
    zalo: ZaloBotStandIn, ask: Client
) -> None:
    zalo.style = Style(mirror=True, camel=True, textual=True, zero=True)

    refused = await ask("getWebhookInfo")
    taken = await ask("getMe")

    assert refused[0] == 404
    assert refused[1]["errorCode"] == "404"
    assert (taken[0], taken[1]["errorCode"]) == (200, "0")


async def test_popped_updates_come_once_and_replayed_ones_for_ever(
    zalo: ZaloBotStandIn, ask: Client, lan: Phone
) -> None:
    lan.says("một")
    first = await ask.result("getUpdates", timeout="1")
    gone = await ask.code("getUpdates", timeout="1")
    zalo.bot.waiting.regime = Regime.REPLAY
    lan.says("hai")

    again = [await ask.result("getUpdates", timeout="1") for _ in range(3)]

    assert first["message"]["text"] == "một"
    assert gone == 408
    assert [update["message"]["text"] for update in again] == ["hai", "một", "hai"]


async def test_what_comes_while_nobody_polls_is_forgotten_where_zalo_forgets(
    zalo: ZaloBotStandIn, ask: Client, lan: Phone
) -> None:
    zalo.bot.waiting.regime = Regime.DROP_OFFLINE
    lan.says("không ai nghe")

    assert await ask.code("getUpdates", timeout="1") == 408
    lan.says("có người nghe")
    update = await ask.result("getUpdates", timeout="1")

    assert update["message"]["text"] == "có người nghe"


async def test_two_pollers_share_what_comes(ask: Client, lan: Phone) -> None:
    polls = [asyncio.create_task(ask.result("getUpdates", timeout="30")) for _ in range(2)]
    await asyncio.sleep(0.02)
    lan.says("một")
    lan.says("hai")

    got = await asyncio.gather(*polls)

    assert {update["message"]["text"] for update in got} == {"một", "hai"}


@pytest.mark.parametrize("method", ["sendDocument", "editMessageText", "getChat", "GetMe"])
async def test_what_zalo_does_not_have_is_404_and_a_violation(
    zalo: ZaloBotStandIn, ask: Client, method: str
) -> None:
    assert await ask.code(method) == 404
    assert zalo.violations == [f"{method}: no such method"]


@pytest.mark.parametrize("extra", [{"offset": 1}, {"limit": 10}])
async def test_parameters_that_zalo_does_not_have_are_violations(
    zalo: ZaloBotStandIn, ask: Client, lan: Phone, extra: Json
) -> None:
    lan.says("a")
    await ask("getUpdates", timeout="1", **extra)
    await ask("sendMessage", chat_id=lan.chat.id, text="a", reply_markup={})

    assert len(zalo.violations) == 2


async def test_a_wrong_token_is_401(zalo: ZaloBotStandIn, plain: aiohttp.ClientSession) -> None:
    zalo.style = Style(mirror=True, two_servers=False)
    async with plain.get(f"{zalo.url}/bot1:sai/getMe") as answer:
        assert answer.status == 401


@pytest.mark.parametrize(
    ("text", "code"), [("", 400), (" ", 400), ("x" * 2001, 400), ("🔔" * 1001, 400)]
)
async def test_texts_beyond_the_limits_are_refused(
    ask: Client, lan: Phone, text: str, code: int
) -> None:
    assert await ask.code("sendMessage", chat_id=lan.chat.id, text=text) == code
    assert await ask.result("sendMessage", chat_id=lan.chat.id, text="🔔" * 1000)


async def test_an_unknown_chat_and_one_that_was_left_are_refused(ask: Client, lan: Phone) -> None:
    lan.leaves()

    assert await ask.code("sendMessage", chat_id="ai-do", text="a") == 400
    assert await ask.code("sendMessage", chat_id=lan.chat.id, text="a") == 400


async def test_the_months_quota_turns_with_the_month_in_ha_noi() -> None:
    last_evening = datetime(2026, 10, 31, 16, 59, 50, tzinfo=UTC).timestamp()
    moment = [last_evening]
    async with ZaloBotStandIn(caps=Caps(messages=2), wall=lambda: moment[0]) as zalo:
        chat = zalo.phone("Lan").chat.id
        account = zalo.bot
        account.spend()
        account.spend()
        with pytest.raises(Exception, match="Quota"):
            account.spend()

        moment[0] += 15

        account.spend()
        assert account.reach(chat)


async def test_users_and_groups_beyond_the_caps_cannot_be_written_to(ask: Client) -> None:
    async with ZaloBotStandIn(caps=Caps(users=1, groups=1)) as zalo:
        first, second = zalo.phone("một"), zalo.phone("hai")
        one, two = zalo.group("nhóm một"), zalo.group("nhóm hai")

        assert zalo.bot.reach(first.chat.id)
        assert zalo.bot.reach(one.chat.id)
        for chat in (second.chat, two.chat):
            with pytest.raises(Exception, match="limit"):
                zalo.bot.reach(chat.id)


@pytest.mark.parametrize(
    ("photo", "words"),
    [
        ("", "The photo must not be empty"),
        ("data:image/png;base64,xx", "The photo must start with http:// or https://"),
        ("https://upload.wikimedia.org/a.jpg", "The photo URL is invalid"),
    ],
)
async def test_photos_are_refused_in_the_words_that_were_seen(
    ask: Client, lan: Phone, photo: str, words: str
) -> None:
    _, body = await ask("sendPhoto", chat_id=lan.chat.id, photo=photo)

    assert body["description"] == words


async def test_voice_to_a_group_is_taken_and_never_arrives(
    zalo: ZaloBotStandIn, ask: Client
) -> None:
    group = zalo.group("Tổ QLCN")

    await ask.result("sendVoice", chat_id=group.chat.id, voice_url="https://x.vn/a.aac")

    assert [sent.delivered for sent in zalo.ledger.sent] == [False]


async def test_groups_pass_on_only_what_tags_the_bot(
    zalo: ZaloBotStandIn, ask: Client, lan: Phone
) -> None:
    assert zalo.group_says("Tổ QLCN", "Lan", "chuyện riêng", tagged=False) is None
    zalo.group_says("Tổ QLCN", "Lan", "7 XONG")

    update = await ask.result("getUpdates", timeout="1")

    message = update["message"]
    assert message["text"] == f"@{zalo.bot.name} 7 XONG"
    assert message["chat"]["id"].startswith("zgr-")
    assert message["from"]["id"] == lan.chat.id


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"url": "https://nhacviec.vn/hooks/zalo-bot", "secret_token": ""}, 400),
        ({"url": "https://nhacviec.vn/hooks/zalo-bot", "secret_token": "ngan"}, 400),
        ({"url": "http://nhacviec.vn/hooks/zalo-bot", "secret_token": "du-dai-roi"}, 400),
        ({"url": "https://10.0.0.1/hooks", "secret_token": "du-dai-roi"}, 400),
    ],
)
async def test_webhooks_that_zalo_would_not_call_are_refused(
    zalo: ZaloBotStandIn, ask: Client, params: Json, code: int
) -> None:
    zalo.loopback = False

    assert await ask.code("setWebhook", **params) == code
    assert await ask.code("getWebhookInfo") == 404


class Hook:
    """A webhook that writes down what it is sent, and answers as told."""

    def __init__(self, *answers: int) -> None:
        self.answers = list(answers)
        self.got: list[tuple[str | None, str | None, Json]] = []
        self.news = asyncio.Event()

    async def answer(self, request: web.Request) -> web.Response:
        headers = request.headers
        secret, agent = headers.get("X-Bot-Api-Secret-Token"), headers.get("User-Agent")
        self.got.append((secret, agent, await request.json()))
        self.news.set()
        return web.Response(status=self.answers.pop(0) if self.answers else 200)

    async def holds(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.got) < count:
                self.news.clear()
                await self.news.wait()


async def test_a_webhook_is_called_with_the_secret_again_until_200_and_polls_are_refused(
    zalo: ZaloBotStandIn, ask: Client, lan: Phone
) -> None:
    hook = Hook(200, 500)
    async with serving(hook.answer) as url:
        told = await ask.result("setWebhook", url=url, secret_token="mot-chuoi-bi-mat")
        lan.says("xong")
        await hook.holds(3)

        assert await ask.code("getUpdates", timeout="1") == 400
        assert (await ask.result("getWebhookInfo"))["url"] == url
    assert told["verification"]["outcome"] == "webhook.ok"
    secret, agent, body = hook.got[-1]
    assert (secret, agent) == ("mot-chuoi-bi-mat", "Java/17.0.9")
    assert body["result"]["message"]["text"] == "xong"


async def test_a_webhook_that_fails_its_check_is_saved_all_the_same(
    ask: Client, zalo: ZaloBotStandIn
) -> None:
    hook = Hook(403)
    async with serving(hook.answer) as url:
        told = await ask.result("setWebhook", url=url, secret_token="mot-chuoi-bi-mat")

        assert told["verification"]["outcome"] == "webhook.http.403"
        assert (await ask.result("getWebhookInfo"))["url"] == url


async def test_a_webhook_can_be_called_twice_bare_and_with_a_wrong_secret(
    zalo: ZaloBotStandIn, ask: Client, lan: Phone
) -> None:
    hook = Hook()
    async with serving(hook.answer) as url:
        await ask.result("setWebhook", url=url, secret_token="mot-chuoi-bi-mat")
        zalo.push.copies, zalo.push.wrapped, zalo.push.secret = 2, False, "sai"
        lan.says("xong")
        await hook.holds(3)

    assert [got[0] for got in hook.got[1:]] == ["sai", "sai"]
    assert hook.got[1][2] == hook.got[2][2]
    assert hook.got[1][2]["event_name"] == "message.text.received"


async def test_a_send_that_was_taken_but_never_answered_stands_in_the_ledger(
    zalo: ZaloBotStandIn, ask: Client, lan: Phone
) -> None:
    zalo.faults.add(Kind.ACCEPTED_DROPPED, "sendMessage")

    with pytest.raises(Exception, match="disconnected"):
        await ask("sendMessage", chat_id=lan.chat.id, text="a")

    assert zalo.ledger.texts(lan.chat.id) == ["a"]
    assert zalo.ledger.repeated() == {}


async def test_faults_strike_in_order_and_are_used_up(
    zalo: ZaloBotStandIn, ask: Client, lan: Phone
) -> None:
    zalo.faults.internal("sendMessage")
    zalo.faults.refuse(Refusal(429, "Too many requests"), "sendMessage")

    codes = [await ask.code("sendMessage", chat_id=lan.chat.id, text="a") for _ in range(2)]

    assert codes == [403, 429]
    assert await ask.result("sendMessage", chat_id=lan.chat.id, text="a")


async def test_polling_too_fast_gets_the_page_of_the_server_in_front() -> None:
    async with ZaloBotStandIn(hurry=0.0, polls_a_second=2) as zalo, aiohttp.ClientSession() as http:
        zalo.style = Style(two_servers=False)
        url = f"{zalo.url}/bot{zalo.token}/getUpdates?timeout=1"
        kinds = []
        for _ in range(3):
            async with http.get(url) as answer:
                kinds.append((answer.status, answer.content_type))

    assert kinds == [(200, "application/json")] * 2 + [(429, "text/html")]


async def test_parameters_may_come_in_any_of_the_four_ways(
    zalo: ZaloBotStandIn, lan: Phone, plain: aiohttp.ClientSession
) -> None:
    zalo.style = Style(two_servers=False)
    url, params = f"{zalo.url}/bot{zalo.token}/sendMessage", {"chat_id": lan.chat.id, "text": "a"}
    form = aiohttp.FormData(params, default_to_multipart=True)

    for call in (
        plain.get(url, params=params),
        plain.post(url, json=params),
        plain.post(url, data=params),
        plain.post(url, data=form),
    ):
        async with call as answer:
            assert (await answer.json())["ok"]

    assert zalo.ledger.texts(lan.chat.id) == ["a"] * 4
