"""The scripted people: what their taps, words and groups look like to a bot."""

import re

import pytest

from tests.standins.telegram import Phone, TelegramStandIn, threaded
from tests.standins.telegram.__main__ import Keyboard
from tests.standins.telegram.conftest import Client, Hand
from tests.standins.telegram.spec import Json, flaws

KEYBOARD = {"inline_keyboard": [[{"text": "✅ Xong", "callback_data": "d:1"}]]}


def last(telegram: TelegramStandIn, count: int = 1) -> list[Json]:
    """The newest updates, each of the published type."""
    updates = telegram.bot.queue.sent[-count:]
    assert [flaws("Update", update) for update in updates] == [[]] * len(updates)
    return updates


async def ask(call: Client, lan: Phone) -> Json:
    sent: Json = await call.result(
        "sendMessage", chat_id=lan.user.id, text="Xong chưa?", reply_markup=KEYBOARD
    )
    return sent


async def test_a_command_carries_its_entity(telegram: TelegramStandIn, lan: Phone) -> None:
    lan.says("/start ABCD")

    (update,) = last(telegram)
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_a_tap_brings_the_data_and_the_message(
    telegram: TelegramStandIn, call: Client, lan: Phone
) -> None:
    sent = await ask(call, lan)

    tap = lan.taps("✅")

    query = last(telegram)[0]["callback_query"]
    assert (query["data"], query["message"]) == ("d:1", sent)
    await call.result("answerCallbackQuery", callback_query_id=query["id"], text="Đã ghi")
    assert (await tap.answered())["text"] == "Đã ghi"


OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_a_tap_is_answered_once_and_in_time(call: Client, lan: Phone, clock: Hand) -> None:
    await ask(call, lan)
    first, second = lan.taps("✅").query.id, lan.taps("✅").query.id

    await call.result("answerCallbackQuery", callback_query_id=first)
    clock.now = 15.1

    assert await call.refusal("answerCallbackQuery", callback_query_id=first) == OLD
    assert await call.refusal("answerCallbackQuery", callback_query_id=second) == OLD
    assert await call.refusal("answerCallbackQuery", callback_query_id="77") == OLD


async def test_only_what_is_on_the_screen_can_be_tapped(call: Client, lan: Phone) -> None:
    sent = await ask(call, lan)
    await call.result("editMessageReplyMarkup", chat_id=lan.user.id, message_id=sent["message_id"])

    with pytest.raises(AssertionError, match="no button '✅' on the screen"):
        lan.taps("✅", sent)


async def test_a_forged_tap_and_a_tap_on_an_old_message_can_be_sent(
    telegram: TelegramStandIn, call: Client, lan: Phone
) -> None:
    sent = await ask(call, lan)

    lan.taps_data("forged", sent)
    lan.taps_data("d:1", sent, inaccessible=True)

    forged, old = last(telegram, 2)
    assert forged["callback_query"]["data"] == "forged"
    assert old["callback_query"]["message"]["date"] == 0


async def test_an_edit_a_photo_and_a_future_kind_reach_the_bot(
    telegram: TelegramStandIn, call: Client, lan: Phone
) -> None:
    lan.edits(lan.says("xog"), "xong")
    lan.sends_photo("ảnh", content=b"JPEG")
    edited, photo = last(telegram, 2)
    telegram.sends_future_update(note="?")

    file = await call.result("getFile", file_id=photo["message"]["photo"][-1]["file_id"])
    url = f"{telegram.url}/file/bot{telegram.token}/{file['file_path']}"
    async with call.session.get(url) as response:
        content = await response.read()

    assert edited["edited_message"]["text"] == "xong"
    assert content == b"JPEG"
    assert (await call.result("getUpdates"))[-1]["message_from_the_future"] == {"note": "?"}


async def test_blocking_is_told_by_my_chat_member(telegram: TelegramStandIn, lan: Phone) -> None:
    lan.blocks()
    lan.unblocks()

    changes = [update["my_chat_member"] for update in last(telegram, 2)]
    assert [change["new_chat_member"]["status"] for change in changes] == ["kicked", "member"]


async def test_in_a_group_the_bot_hears_commands_and_replies_only(
    telegram: TelegramStandIn, call: Client, lan: Phone
) -> None:
    group = telegram.group("Phòng", lan)
    member = telegram.member(group, lan)
    sent = await call.result("sendMessage", chat_id=group.chat.id, text="Ai?")
    telegram.bot.queue.drop()

    member.says("chào cả phòng")
    member.says("/viec@other_bot")
    member.says("/viec@nhacviec_bot")
    member.says("tôi", reply_to=sent)

    heard = [update["message"]["text"] for update in await call.result("getUpdates")]
    assert heard == ["/viec@nhacviec_bot", "tôi"]


async def test_an_upgraded_group_says_where_it_went(
    telegram: TelegramStandIn, call: Client, lan: Phone
) -> None:
    group = telegram.group("Phòng", lan)
    old = group.chat.id

    new = group.upgrade().id

    left, came = (update["message"] for update in last(telegram, 2))
    assert (left["chat"]["id"], left["migrate_to_chat_id"]) == (old, new)
    assert (came["chat"]["id"], came["migrate_from_chat_id"]) == (new, old)
    _, body = await call("sendMessage", chat_id=old, text="a")
    assert body["description"] == ("Bad Request: group chat was upgraded to a supergroup chat")
    assert body["parameters"] == {"migrate_to_chat_id": new}
    await call.result("sendMessage", chat_id=new, text="a")


async def test_a_group_can_throw_the_bot_out(
    telegram: TelegramStandIn, call: Client, lan: Phone
) -> None:
    group = telegram.group("Phòng", lan)
    target = {"chat_id": group.chat.id, "text": "a"}

    group.kicks_bot(lan.user)
    kicked = await call.refusal("sendMessage", **target)
    group.adds_bot(lan.user)
    await call.result("leaveChat", chat_id=group.chat.id)
    left = await call.refusal("sendMessage", **target)

    assert kicked == "403 Forbidden: bot was kicked from the group chat"
    assert left == "403 Forbidden: bot is not a member of the group chat"
    assert last(telegram)[0]["my_chat_member"]["new_chat_member"]["status"] == "left"


async def test_an_anonymous_administrator_writes_as_the_group(
    telegram: TelegramStandIn, lan: Phone
) -> None:
    group = telegram.group("Phòng", lan, supergroup=True)

    telegram.member(group, lan).says_anonymously("/viec")

    message = last(telegram)[0]["message"]
    assert message["from"]["id"] == 1087968824
    assert message["sender_chat"]["id"] == group.chat.id


async def test_a_phone_expects_what_it_has_not_read_yet(call: Client, lan: Phone) -> None:
    sent = await ask(call, lan)
    here = {"chat_id": lan.user.id, "message_id": sent["message_id"]}
    await call.result("editMessageText", **here, text="Đã ghi: xong")

    assert (await lan.expects("chưa?"))["text"] == "Xong chưa?"
    assert (await lan.expects(lambda text: text.startswith("Đã ghi")))["text"] == "Đã ghi: xong"
    with pytest.raises(AssertionError, match=re.escape("Nhắc Việc: Đã ghi: xong")):
        await lan.expects("Đã ghi", within=0.01)


async def test_a_member_reads_on_after_an_upgrade(
    telegram: TelegramStandIn, call: Client, lan: Phone
) -> None:
    group = telegram.group("Phòng", lan)
    member = telegram.member(group, lan)
    for number in range(3):
        await call.result("sendMessage", chat_id=group.chat.id, text=f"cũ {number}")
    await member.expects("cũ 2")

    group.upgrade()
    await call.result("sendMessage", chat_id=group.chat.id, text="mới")

    assert (await member.expects())["text"] == "mới"


async def test_people_can_be_typed_in_lines(telegram: TelegramStandIn, call: Client) -> None:
    keyboard = Keyboard(telegram)
    await keyboard.obey("Minh: /start")
    await ask(call, keyboard.phones["Minh"])

    await keyboard.obey("Minh! ✅")

    assert last(telegram)[0]["callback_query"]["data"] == "d:1"
    assert await keyboard.obey("Minh?") == "Minh: /start\nNhắc Việc: Xong chưa?\n  [✅ Xong]"
    assert await keyboard.obey("violations") == "(none)"


def test_a_test_without_a_loop_uses_a_thread() -> None:
    with threaded() as telegram:
        lan = telegram.do(telegram.standin.phone, "Lan")
        telegram.do(lan.says, "/start")

        assert telegram.url.startswith("http://127.0.0.1:")
        assert lan.transcript == "Lan: /start"
        with pytest.raises(AssertionError, match="nothing like 'Chào'"):
            telegram.wait(lan.expects("Chào", within=0.01))
