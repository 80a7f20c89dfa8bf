"""python-telegram-bot against the stand-in: a real client keeps every published rule."""

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter

from tests.standins.telegram import Phone, TelegramStandIn


def client(telegram: TelegramStandIn, token: str | None = None) -> Bot:
    root = telegram.url
    return Bot(token or telegram.token, base_url=f"{root}/bot", base_file_url=f"{root}/file/bot")


async def test_a_day_of_a_real_client_breaks_no_rule(telegram: TelegramStandIn, lan: Phone) -> None:
    done = InlineKeyboardMarkup([[InlineKeyboardButton("✅ Xong", callback_data="d:1")]])
    bold = [MessageEntity(MessageEntity.BOLD, 0, 3)]

    async with client(telegram) as bot:
        assert (await bot.get_me()).username == "nhacviec_bot"
        await bot.set_my_commands([BotCommand("viec", "Việc của tôi")])
        sent = await bot.send_message(lan.user.id, "Hạn 19/5", entities=bold, reply_markup=done)
        assert sent.parse_entities() == {sent.entities[0]: "Hạn"}
        tap = lan.taps("✅")
        lan.sends_photo("ảnh")
        query, photo = await bot.get_updates(timeout=1, allowed_updates=[])
        assert query.callback_query is not None
        assert query.callback_query.message == sent
        await bot.answer_callback_query(query.callback_query.id, "Đã ghi")
        await bot.edit_message_text(
            "Đã xong <i>19/5</i>", lan.user.id, sent.message_id, parse_mode="HTML"
        )
        assert photo.message is not None
        file = await bot.get_file(photo.message.photo[-1].file_id)
        content = bytes(await file.download_as_bytearray())
        await bot.send_document(lan.user.id, content, caption="Báo cáo", filename="báo cáo.docx")
        await bot.get_updates(offset=photo.update_id + 1, timeout=0)

    assert (await tap.answered())["text"] == "Đã ghi"
    assert lan.transcript == (
        "Lan: /start\nNhắc Việc: Đã xong 19/5\nLan: [photo] ảnh\nNhắc Việc: [document] Báo cáo"
    )
    assert telegram.violations == []
    assert telegram.refusals == []


async def test_refusals_reach_a_real_client_as_what_they_are(
    telegram: TelegramStandIn, lan: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # the library warns of the older type
    group = telegram.group("Phòng", lan)
    old, new = group.chat.id, group.upgrade().id

    async with client(telegram) as bot:
        with pytest.raises(BadRequest, match=r"[Cc]hat not found"):
            await bot.send_message(7, "a")
        with pytest.raises(ChatMigrated) as moved:
            await bot.send_message(old, "a")
        telegram.faults.flood(3600, "sendMessage")
        with pytest.raises(RetryAfter):
            await bot.send_message(lan.user.id, "a")
        lan.blocks()
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await bot.send_message(lan.user.id, "a")

    assert moved.value.new_chat_id == new
    assert telegram.violations == []


async def test_a_wrong_token_stops_a_real_client(telegram: TelegramStandIn) -> None:
    with pytest.raises(InvalidToken):
        async with client(telegram, "1:wrong"):
            raise AssertionError("a wrong token was taken")
