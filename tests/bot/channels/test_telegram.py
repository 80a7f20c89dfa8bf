"""Saying things on Telegram, and what each way of failing becomes."""

import asyncio
import logging
import unicodedata
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from bot.channels import Forged, Misconfigured, Moved, TryLater, Undeliverable
from bot.channels.pace import Pacer
from bot.channels.telegram import SECRET_HEADER, Telegram, Webhook
from bot.channels.telegram_updates import ALLOWED_UPDATES
from bot.messages import Address, Choice, Message
from tests.bot.channels.cast import MENU, REMINDER, address, telegram_on
from tests.bot.channels.loopback import closed_port, serving
from tests.standins.faults import Kind
from tests.standins.telegram import Phone, Refusal, TelegramStandIn


def started(standin: TelegramStandIn, name: str = "Lan") -> Phone:
    """Somebody who has started the bot."""
    phone = standin.phone(name)
    phone.says("/start")
    return phone


async def test_a_message_arrives_with_a_bold_heading_and_its_buttons(
    standin: TelegramStandIn, channel: Telegram
) -> None:
    lan = started(standin)

    receipt = await channel.send(address(lan.chat), REMINDER)

    shown = lan.shows[-1]
    assert receipt.message_id == str(shown["message_id"])
    assert shown["text"] == "Nhắc việc: còn 3 ngày\nTreo băng rôn, khẩu hiệu"
    assert shown["entities"] == [{"type": "bold", "offset": 0, "length": 21}]
    assert shown["link_preview_options"] == {"is_disabled": True}
    assert shown["reply_markup"]["inline_keyboard"] == [
        [
            {"text": "✅ Đã xong", "callback_data": "done:1"},
            {"text": "❌ Chưa xong", "callback_data": "not:1"},
        ]
    ]


async def test_markup_in_a_name_is_just_a_name(standin: TelegramStandIn, channel: Telegram) -> None:
    lan = started(standin)
    heading = "<b>Phòng</b> <a href='x'>&amp; *_`[Kế toán"

    await channel.send(address(lan.chat), Message(heading, "<script>"))

    assert lan.shows[-1]["text"] == heading + "\n<script>"


async def test_emoji_in_a_heading_count_as_telegram_counts(
    standin: TelegramStandIn, channel: Telegram
) -> None:
    lan = started(standin)

    await channel.send(address(lan.chat), Message("🔔🔔 Nhắc", "việc"))

    assert lan.shows[-1]["entities"] == [{"type": "bold", "offset": 0, "length": 9}]


async def test_decomposed_letters_are_sent_composed(
    standin: TelegramStandIn, channel: Telegram
) -> None:
    lan = started(standin)
    decomposed = unicodedata.normalize("NFD", "Nhắc việc")

    await channel.send(address(lan.chat), Message(decomposed, decomposed))

    assert lan.shows[-1]["text"] == "Nhắc việc\nNhắc việc"
    assert lan.shows[-1]["entities"][0]["length"] == 9


async def test_a_long_text_comes_in_parts_and_the_last_has_the_buttons(
    standin: TelegramStandIn, channel: Telegram
) -> None:
    lan = started(standin)
    lines = [f"{n}. Treo băng rôn, khẩu hiệu chào mừng 🇻🇳" for n in range(300)]
    message = Message("Việc của đơn vị", "\n".join(lines), REMINDER.rows)

    receipt = await channel.send(address(lan.chat), message)

    texts = [shown["text"] for shown in lan.shows]
    assert len(texts) > 2
    assert "\n".join(texts) == message.text
    assert ["reply_markup" in shown for shown in lan.shows] == [False] * (len(texts) - 1) + [True]
    assert receipt.message_id == str(lan.shows[-1]["message_id"])


async def test_a_text_of_nothing_is_a_bug(channel: Telegram) -> None:
    with pytest.raises(ValueError, match="without text"):
        await channel.send(Address("telegram", "1"), Message(" \n", " "))


@pytest.mark.parametrize("choice", [Choice("", "x"), Choice("x", ""), Choice("x", "đ" * 33)])
async def test_a_button_that_telegram_would_refuse_is_a_bug(
    channel: Telegram, choice: Choice
) -> None:
    with pytest.raises(ValueError, match="button"):
        await channel.send(Address("telegram", "1"), Message("Nhắc", rows=((choice,),)))


async def test_opening_checks_the_token_and_sets_the_menu(standin: TelegramStandIn) -> None:
    channel = telegram_on(standin, menu=MENU)

    identity = await channel.open()
    await channel.open()
    await channel.close()

    assert (identity.name, identity.username) == ("Nhắc Việc", "nhacviec_bot")
    assert standin.calls("setMyCommands")[0].params["commands"] == [
        {"command": "viec", "description": "Việc của tôi"},
        {"command": "trogiup", "description": "Trợ giúp"},
    ]
    assert standin.calls("deleteWebhook")[0].params.get("drop_pending_updates") in (None, False)


@pytest.mark.parametrize("token", ["110201543:WRONG-WRONG-WRONG", "nonsense"])
async def test_a_wrong_token_is_told_at_once(standin: TelegramStandIn, token: str) -> None:
    channel = telegram_on(standin, token=token)

    with pytest.raises(Misconfigured) as caught:
        await channel.open()

    await channel.close()
    assert token not in str(caught.value)


async def test_a_set_up_that_telegram_refuses_is_a_misconfiguration(
    standin: TelegramStandIn,
) -> None:
    standin.faults.refuse(Refusal(400, "Bad Request: bad webhook: HTTPS"), "deleteWebhook")
    channel = telegram_on(standin)

    with pytest.raises(Misconfigured, match="bad webhook"):
        await channel.open()

    await channel.close()


async def test_opening_without_a_network_is_tried_later() -> None:
    channel = Telegram("1:x", api_url=f"http://127.0.0.1:{closed_port()}")

    with pytest.raises(TryLater) as caught:
        await channel.open()

    await channel.close()
    assert not caught.value.uncertain


async def refused(channel: Telegram, phone: Phone) -> Exception:
    """The error of one message."""
    with pytest.raises(Exception) as caught:
        await channel.send(address(phone.chat), REMINDER)
    assert "STAND-IN-TOKEN" not in f"{caught.value!r}{caught.value!s}"
    return caught.value


async def test_who_blocks_leaves_or_never_came_is_undeliverable(
    standin: TelegramStandIn, channel: Telegram
) -> None:
    blocked, deleted, stranger = started(standin), started(standin), standin.phone("Hà")
    blocked.blocks()
    deleted.deactivates()

    for phone in (blocked, deleted, stranger):
        assert isinstance(await refused(channel, phone), Undeliverable)


async def test_a_group_that_expels_or_mutes_the_bot_is_undeliverable(
    standin: TelegramStandIn, channel: Telegram
) -> None:
    lan = started(standin)
    expelled, muted = standin.group("Phòng A", lan), standin.group("Phòng B", lan)
    expelled.kicks_bot(lan.user)
    muted.mutes_bot()

    for group in (expelled, muted):
        with pytest.raises(Undeliverable):
            await channel.send(address(group.chat), REMINDER)


async def test_a_group_that_became_a_supergroup_tells_its_new_address(
    standin: TelegramStandIn, channel: Telegram
) -> None:
    group = standin.group("Phòng A", started(standin))
    old = address(group.chat)
    new = group.upgrade()

    with pytest.raises(Moved) as caught:
        await channel.send(old, REMINDER)

    assert caught.value.to == Address("telegram", str(new.id), is_group=True)
    await channel.send(caught.value.to, REMINDER)


async def test_an_address_that_is_no_number_is_undeliverable(channel: Telegram) -> None:
    with pytest.raises(Undeliverable):
        await channel.send(Address("telegram", "zalo-7"), REMINDER)


async def test_a_revoked_token_is_a_misconfiguration(
    standin: TelegramStandIn, channel: Telegram
) -> None:
    lan = started(standin)
    standin.revoke()

    assert isinstance(await refused(channel, lan), Misconfigured)


async def test_platform_trouble_is_tried_later_and_doubtful(
    standin: TelegramStandIn, channel: Telegram
) -> None:
    lan = started(standin)
    faults = standin.faults
    faults.server_error("sendMessage")
    for kind in (Kind.BAD_GATEWAY, Kind.DROPPED, Kind.ACCEPTED_DROPPED, Kind.ACCEPTED_CUT):
        faults.add(kind, "sendMessage")
    while faults.waiting:
        trouble = faults.waiting[0].kind

        error = await refused(channel, lan)

        assert isinstance(error, TryLater), trouble
        assert error.uncertain, trouble


async def test_an_answer_that_comes_too_late_is_doubtful(standin: TelegramStandIn) -> None:
    lan = started(standin)
    channel = telegram_on(standin, answer_within=timedelta(seconds=0.05))
    await channel.open()
    standin.faults.add(Kind.ACCEPTED_LATE, "sendMessage", seconds=0.3)

    error = await refused(channel, lan)

    await channel.close()
    assert isinstance(error, TryLater)
    assert error.uncertain


async def test_a_reply_that_cannot_be_read_is_doubtful(standin: TelegramStandIn) -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "result": {"surprise": 1}})

    somebody = Address("telegram", "7")
    async with serving(answer) as url:
        channel = telegram_on(standin, api_url=url)
        with pytest.raises(TryLater):
            await channel.open()
        with pytest.raises(TryLater) as sent:
            await channel.send(somebody, REMINDER)
        with pytest.raises(TryLater) as edited:
            await channel.edit(somebody, "5", REMINDER)
        await channel.close()

    assert sent.value.uncertain
    assert edited.value.uncertain


async def test_of_what_was_sent_only_its_number_is_read(standin: TelegramStandIn) -> None:
    async def terse(request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "result": {"message_id": 5, "date": "soon"}})

    async with serving(terse) as url:
        channel = telegram_on(standin, api_url=url)
        await channel._calls.initialize()
        receipt = await channel.send(Address("telegram", "7"), Message("Nhắc"))
        await channel.close()

    assert receipt.message_id == "5"


async def test_a_message_that_came_without_its_buttons_is_given_them(
    standin: TelegramStandIn,
) -> None:
    seen: list[Any] = []

    async def forgetful(request: web.Request) -> web.Response:
        seen.append((request.path.rsplit("/", 1)[1], await request.json()))
        message = {"message_id": 5, "date": 1, "chat": {"id": 7, "type": "private"}}
        return web.json_response({"ok": True, "result": message})

    async with serving(forgetful) as url:
        channel = telegram_on(standin, api_url=url)
        await channel._calls.initialize()
        receipt = await channel.send(Address("telegram", "7"), REMINDER)
        await channel.close()

    assert receipt.message_id == "5"
    assert [method for method, _ in seen] == ["sendMessage", "editMessageReplyMarkup"]
    assert seen[1][1]["reply_markup"] == seen[0][1]["reply_markup"]


async def test_half_of_a_long_message_is_doubtful_even_if_the_rest_was_refused(
    standin: TelegramStandIn, channel: Telegram
) -> None:
    lan = started(standin)
    standin.faults.add(Kind.ACCEPTED_LATE, "sendMessage", seconds=0.0)
    standin.faults.flood(1, "sendMessage")

    with pytest.raises(TryLater) as caught:
        await channel.send(address(lan.chat), Message("Nhắc", "chữ " * 2000))

    assert caught.value.uncertain
    assert caught.value.after == timedelta(seconds=1)


async def test_three_hours_of_refusal_for_one_chat_leave_the_others_going(
    standin: TelegramStandIn,
) -> None:
    lan, others = started(standin), [started(standin, f"p{n}") for n in range(5)]
    channel = telegram_on(standin, pacer=Pacer())
    await channel.open()
    standin.faults.flood(10800, "sendMessage")

    first, second = await refused(channel, lan), await refused(channel, lan)
    await asyncio.gather(*(channel.send(address(each.chat), REMINDER) for each in others))

    await channel.close()
    assert isinstance(first, TryLater)
    assert isinstance(second, TryLater)
    assert first.after == timedelta(hours=3)
    assert second.after is not None
    assert second.after > timedelta(hours=2.9)
    assert len(standin.calls("sendMessage")) == 6


async def test_an_edit_replaces_text_and_buttons(
    standin: TelegramStandIn, channel: Telegram
) -> None:
    lan = started(standin)
    receipt = await channel.send(address(lan.chat), REMINDER)

    await channel.edit(address(lan.chat), receipt.message_id, Message("Đã ghi nhận", "Xong"))
    await channel.edit(address(lan.chat), receipt.message_id, Message("Đã ghi nhận", "Xong"))

    assert lan.shows[-1]["text"] == "Đã ghi nhận\nXong"
    assert "reply_markup" not in lan.shows[-1]


@pytest.mark.parametrize("message_id", ["999999", "no-number"])
async def test_a_message_that_is_gone_cannot_be_edited(
    standin: TelegramStandIn, channel: Telegram, message_id: str
) -> None:
    lan = started(standin)

    with pytest.raises(Undeliverable):
        await channel.edit(address(lan.chat), message_id, REMINDER)


async def test_a_tap_is_acknowledged_with_200_characters_at_most(
    standin: TelegramStandIn, channel: Telegram
) -> None:
    lan = started(standin)
    await channel.send(address(lan.chat), REMINDER)
    tap = lan.taps("✅")

    await channel.acknowledge(tap.query.id, "đ" * 300)

    assert (await tap.answered())["text"] == "đ" * 199 + "…"


async def test_acknowledging_again_or_too_late_is_no_error(
    standin: TelegramStandIn, channel: Telegram
) -> None:
    lan = started(standin)
    await channel.send(address(lan.chat), REMINDER)
    tap = lan.taps("✅")

    await channel.acknowledge(tap.query.id, "")
    await channel.acknowledge(tap.query.id, "")
    await channel.acknowledge("12345", "x")

    assert "text" not in await tap.answered()


HOOK = Webhook("https://nhacviec.example/hooks/telegram", "s3cret_-")


async def test_with_a_webhook_telegram_is_told_where_and_the_secret(
    standin: TelegramStandIn,
) -> None:
    channel = telegram_on(standin, webhook=HOOK)

    await channel.open()
    await channel.close()

    asked = standin.calls("setWebhook")[0].params
    assert asked["url"] == HOOK.url
    assert asked["secret_token"] == "s3cret_-"
    assert asked["allowed_updates"] == list(ALLOWED_UPDATES)
    assert "s3cret" not in repr(HOOK)


def secret(given: str | None) -> dict[str, str]:
    """The headers of a call with that secret."""
    return {} if given is None else {SECRET_HEADER: given}


async def test_a_webhook_request_with_the_secret_is_an_update() -> None:
    channel = Telegram("1:x", webhook=HOOK)

    update = await channel.accept(b'{"update_id": 7, "message": {}}', secret("s3cret_-"))

    assert (update.id, update.payload) == ("7", '{"update_id": 7, "message": {}}')


@pytest.mark.parametrize("given", [None, "", "wrong", "s3cret_-x", "đ", "\udcff"])
async def test_a_webhook_request_without_the_secret_is_forged(given: str | None) -> None:
    with pytest.raises(Forged):
        await Telegram("1:x", webhook=HOOK).accept(b'{"update_id": 7}', secret(given))


async def test_without_a_webhook_every_request_is_forged() -> None:
    with pytest.raises(Forged):
        await Telegram("1:x").accept(b'{"update_id": 7}', secret(""))


@pytest.mark.parametrize(
    "body", [b"", b"\xff", b"[]", b"{}", b'{"update_id": "7"}', b"[" * 100_000]
)
async def test_a_webhook_body_that_is_no_update_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match="body"):
        await Telegram("1:x", webhook=HOOK).accept(body, secret("s3cret_-"))


async def test_no_log_line_holds_the_token_or_a_text(
    standin: TelegramStandIn, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    lan = started(standin)
    channel = telegram_on(standin)
    await channel.open()
    standin.faults.add(Kind.ACCEPTED_CUT, "sendMessage")

    await refused(channel, lan)
    standin.faults.refuse(Refusal(400, "Bad Request: can't parse entities"), "sendMessage")
    await refused(channel, lan)

    await channel.close()
    captured = capsys.readouterr()
    logged = caplog.text + captured.out + captured.err
    assert "telegram_refused_our_request" in logged
    assert "STAND-IN-TOKEN" not in logged
    assert "băng rôn" not in logged
