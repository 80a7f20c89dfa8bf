"""The stand-in's server: tokens, queue, polls, webhook, sending, limits, faults."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.standins.telegram import Phone, TelegramStandIn
from tests.standins.telegram.conftest import Client, Hand
from tests.standins.telegram.spec import METHODS, Json, flaws

OTHER_POLLER = (
    "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance "
    "is running"
)
WEBHOOK_ACTIVE = (
    "409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to "
    "delete the webhook first"
)


def ids(updates: list[Json]) -> list[int]:
    return [update["update_id"] for update in updates]


# --- who may call what -------------------------------------------------------------------------


async def test_a_wrong_token_is_unauthorized(telegram: TelegramStandIn, call: Client) -> None:
    stranger = Client(call.session, f"{telegram.url}/bot1:no")

    assert await stranger.refusal("getMe") == "401 Unauthorized"


async def test_a_revoked_token_is_unauthorized(telegram: TelegramStandIn, call: Client) -> None:
    telegram.revoke()

    assert await call.refusal("getMe") == "401 Unauthorized"


async def test_an_unknown_method_is_not_found(telegram: TelegramStandIn, call: Client) -> None:
    assert await call.refusal("sendMesage") == "404 Not Found"
    assert telegram.violations == ["sendMesage: no such method"]


async def test_an_unknown_parameter_is_refused_and_listed(
    telegram: TelegramStandIn, call: Client, lan: Phone
) -> None:
    words = await call.refusal("sendMessage", chat_id=lan.user.id, text="a", colour="red")

    assert words == '400 Bad Request: parameter "colour" is unknown'
    assert telegram.violations == ["sendMessage: colour is not in the published API (sendMessage)"]
    assert lan.shows == []


async def test_a_call_may_be_json_urlencoded_or_multipart(
    telegram: TelegramStandIn, call: Client, lan: Phone
) -> None:
    markup = json.dumps({"inline_keyboard": [[{"text": "✅", "callback_data": "1"}]]})
    params = {"chat_id": str(lan.user.id), "text": "Chào", "reply_markup": markup}
    form = aiohttp.FormData(params, default_to_multipart=True)

    await call.result("sendMessage", **params)
    for body in (params, form):
        async with call.session.post(f"{call.root}/sendMessage", data=body) as response:
            assert response.status == 200

    assert lan.transcript == "Lan: /start" + "\nNhắc Việc: Chào\n  [✅]" * 3
    assert telegram.violations == []


# --- the queue -----------------------------------------------------------------------------------


async def test_unconfirmed_updates_are_served_again(call: Client, lan: Phone) -> None:
    lan.says("một")
    lan.says("hai")

    first = await call.result("getUpdates")

    assert await call.result("getUpdates") == first
    assert await call.result("getUpdates", offset=ids(first)[1]) == first[1:]
    assert await call.result("getUpdates") == first[1:]
    assert await call.result("getUpdates", offset=ids(first)[1] + 1) == []


async def test_a_negative_offset_forgets_all_but_the_last(call: Client, lan: Phone) -> None:
    for text in ("một", "hai", "ba"):
        lan.says(text)

    last = await call.result("getUpdates", offset=-1)

    assert [update["message"]["text"] for update in last] == ["ba"]
    assert await call.result("getUpdates") == last


async def test_limit_serves_the_oldest(call: Client, lan: Phone) -> None:
    lan.says("một")
    lan.says("hai")

    served = await call.result("getUpdates", limit=1)

    assert [update["message"]["text"] for update in served] == ["một"]


async def test_a_long_poll_ends_with_the_first_update(
    telegram: TelegramStandIn, call: Client, lan: Phone
) -> None:
    poll = asyncio.create_task(call.result("getUpdates", timeout=30))
    await telegram.bot.queue.until_polled()

    lan.says("/viec")

    assert [update["message"]["text"] for update in await poll] == ["/viec"]


async def test_a_second_poll_ends_the_first_with_conflict(
    telegram: TelegramStandIn, call: Client, lan: Phone
) -> None:
    first = asyncio.create_task(call.refusal("getUpdates", timeout=30))
    await telegram.bot.queue.until_polled()
    second = asyncio.create_task(call.result("getUpdates", timeout=30))

    assert await first == OTHER_POLLER
    await telegram.bot.queue.until_polled()
    lan.says("/viec")
    assert len(await second) == 1


async def test_a_poller_that_went_away_leaves_no_trace(
    telegram: TelegramStandIn, call: Client, lan: Phone
) -> None:
    gone = asyncio.create_task(call.result("getUpdates", timeout=30))
    await telegram.bot.queue.until_polled()
    gone.cancel()
    await asyncio.wait([gone])

    lan.says("/viec")

    assert len(await call.result("getUpdates")) == 1
    assert telegram.refusals == []


async def test_only_updates_that_were_asked_for_are_queued(call: Client, lan: Phone) -> None:
    await call.result("getUpdates", allowed_updates=["callback_query"])
    lan.says("không ai nghe")

    assert await call.result("getUpdates") == []


async def test_no_polling_while_a_webhook_is_set(telegram: TelegramStandIn, call: Client) -> None:
    poll = asyncio.create_task(call.refusal("getUpdates", timeout=30))
    await telegram.bot.queue.until_polled()

    await call.result("setWebhook", url="http://127.0.0.1:9/hook")

    assert await poll == "409 Conflict: terminated by setWebhook request"
    assert await call.refusal("getUpdates") == WEBHOOK_ACTIVE
    await call.result("deleteWebhook")
    assert await call.result("getUpdates") == []


@dataclass
class Hook:
    """A webhook that answers with these statuses, and keeps what was pushed: text and secret."""

    statuses: list[int]
    pushed: asyncio.Queue[tuple[str, str]] = field(default_factory=asyncio.Queue)

    async def answer(self, request: web.Request) -> web.Response:
        text = (await request.json())["message"]["text"]
        await self.pushed.put((text, request.headers["X-Telegram-Bot-Api-Secret-Token"]))
        return web.Response(status=self.statuses.pop(0))

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        """The address at which it listens."""
        app = web.Application()
        app.router.add_post("/hook", self.answer)
        runner = web.AppRunner(app)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        finally:
            await runner.cleanup()


async def test_a_webhook_is_pushed_with_its_secret_until_it_says_2xx(
    call: Client, lan: Phone
) -> None:
    hook = Hook([500, 302, 200, 204])
    lan.says("một")
    lan.says("hai")

    async with hook.listening() as url:
        await call.result("setWebhook", url=url, secret_token="m-1")
        pushed = [await asyncio.wait_for(hook.pushed.get(), 2) for _ in range(3)]
        info = await call.result("getWebhookInfo")
        pushed.append(await asyncio.wait_for(hook.pushed.get(), 2))

    assert pushed == [(text, "m-1") for text in ("một", "một", "một", "hai")]
    assert info["last_error_message"] == "Wrong response from the webhook: 302"
    assert flaws("WebhookInfo", info) == []


# --- sending -------------------------------------------------------------------------------------


async def test_a_sent_message_is_answered_whole(call: Client, lan: Phone, clock: Hand) -> None:
    clock.now = 60
    markup = {"inline_keyboard": [[{"text": "✅ Xong", "callback_data": "d:1"}]]}

    sent = await call.result(
        "sendMessage",
        chat_id=lan.user.id,
        text=" <b>Hạn</b> 19/5 ",
        parse_mode="HTML",
        reply_markup=markup,
    )

    assert sent["text"] == "Hạn 19/5"
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    assert sent["reply_markup"] == markup
    assert sent["date"] == 1_651_366_860
    assert flaws("Message", sent) == []


@pytest.mark.parametrize(
    ("happens", "words"),
    [
        ("blocks", "403 Forbidden: bot was blocked by the user"),
        ("deactivates", "403 Forbidden: user is deactivated"),
    ],
)
async def test_a_person_out_of_reach_is_refused(
    call: Client, lan: Phone, happens: str, words: str
) -> None:
    getattr(lan, happens)()

    assert await call.refusal("sendMessage", chat_id=lan.user.id, text="a") == words


async def test_an_unknown_chat_is_not_found(call: Client) -> None:
    assert await call.refusal("sendMessage", chat_id=7, text="a") == (
        "400 Bad Request: chat not found"
    )


async def test_nobody_is_written_to_who_has_not_started_the_bot(
    telegram: TelegramStandIn, call: Client
) -> None:
    minh = telegram.phone("Minh")

    words = await call.refusal("sendMessage", chat_id=minh.user.id, text="a")
    minh.says("/start")

    assert words == "403 Forbidden: bot can't initiate conversation with a user"
    await call.result("sendMessage", chat_id=minh.user.id, text="a")


async def test_the_same_content_is_not_modified(call: Client, lan: Phone) -> None:
    sent = await call.result("sendMessage", chat_id=lan.user.id, text="a")
    where = {"chat_id": lan.user.id, "message_id": sent["message_id"]}

    words = await call.refusal("editMessageText", **where, text="a")
    edited = await call.result("editMessageText", **where, text="b")

    assert words.startswith("400 Bad Request: message is not modified: specified new message")
    assert flaws("Message", edited) == []
    assert await call.refusal("editMessageReplyMarkup", **where) == words
    assert [message["text"] for message in lan.shows] == ["b"]


async def test_only_its_own_messages_can_be_edited(call: Client, lan: Phone) -> None:
    hers = lan.says("của tôi")["message_id"]
    target = {"chat_id": lan.user.id, "text": "a"}

    assert await call.refusal("editMessageText", **target, message_id=hers) == (
        "400 Bad Request: message can't be edited"
    )
    assert await call.refusal("editMessageText", **target, message_id=999) == (
        "400 Bad Request: message to edit not found"
    )


async def test_a_message_can_be_deleted_for_48_hours(call: Client, lan: Phone, clock: Hand) -> None:
    old = await call.result("sendMessage", chat_id=lan.user.id, text="cũ")
    clock.now = 48 * 3600 + 1
    new = await call.result("sendMessage", chat_id=lan.user.id, text="mới")

    await call.result("deleteMessage", chat_id=lan.user.id, message_id=new["message_id"])
    words = await call.refusal("deleteMessage", chat_id=lan.user.id, message_id=old["message_id"])

    assert words == "400 Bad Request: message can't be deleted"
    assert [message["text"] for message in lan.shows] == ["cũ"]


async def test_other_methods_answer_with_their_published_types(
    telegram: TelegramStandIn, call: Client, lan: Phone
) -> None:
    photo = lan.sends_photo("ảnh")["photo"][0]["file_id"]
    here: dict[str, Any] = {"chat_id": lan.user.id}
    asked: list[tuple[str, dict[str, Any]]] = [
        ("getMe", {}),
        ("getChat", here),
        ("getChatMember", here | {"user_id": lan.user.id}),
        ("getFile", {"file_id": photo}),
        ("sendPhoto", here | {"photo": photo, "caption": "ảnh"}),
        ("sendDocument", here | {"document": photo}),
        ("sendChatAction", here | {"action": "typing"}),
        ("setMyCommands", {"commands": [{"command": "viec", "description": "Việc"}]}),
        ("getWebhookInfo", {}),
        ("getUpdates", {}),
    ]

    for method, params in asked:
        result = await call.result(method, **params)
        assert flaws(METHODS[method.lower()].returns, result) == [], method
    assert telegram.violations == []
