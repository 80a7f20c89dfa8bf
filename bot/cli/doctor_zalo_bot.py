"""`doctor` at Zalo's Bot Platform: the token, the bot, where its updates go, what is left."""

import argparse
import asyncio
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.channels import ChannelError, Limits, Misconfigured
from bot.cli import stored
from bot.cli.finding import Finding
from bot.cli.trouble import Trouble
from bot.clock import SystemClock
from bot.settings import Settings
from bot.store import figures, spending
from bot.store.figures import Linked
from bot.store.memory import Memory
from bot.store.spending import Spent
from bot.wording import phrases

NAME = "zalo-bot"
NEARLY = 95
"""Percent of a month's messages from which the office has to do something."""

_TOKEN = re.compile(r"\d+:\S+")
_TAKE_OVER = (
    "gỡ webhook ở hệ thống đang dùng bot này, hoặc tạo bot riêng; "
    "nếu chắc chắn không còn ai dùng, đặt ZALO_BOT_TAKE_OVER=true"
)


def look(_arguments: argparse.Namespace, settings: Settings) -> Iterator[Finding]:
    """Everything about the bot; nothing if no token is set."""
    if settings.zalo_bot_token is None:
        return
    token = settings.zalo_bot_token.get_secret_value()
    if not _TOKEN.fullmatch(token):
        yield Finding(
            "Zalo Bot: ZALO_BOT_TOKEN không có dạng SỐ:CHUỖI",
            "chép lại cả dòng mã mà Zalo Bot Manager đã nhắn, không thêm dấu cách, ngoặc kép",
        )
    yield from _settings(settings)
    yield from _platform(settings)
    yield from _used(settings)


def _settings(settings: Settings) -> Iterator[Finding]:
    """What a webhook needs of the settings."""
    if settings.zalo_bot_mode != "webhook":
        return
    if settings.public_url is None:
        cure = "đặt PUBLIC_URL là địa chỉ https công khai, hoặc dùng ZALO_BOT_MODE=polling"
        yield Finding("Zalo Bot: webhook cần PUBLIC_URL", cure)
    if settings.webhook_secret is None:
        yield Finding("Zalo Bot: webhook cần WEBHOOK_SECRET", "đặt chuỗi ngẫu nhiên 8–256 ký tự")


def _platform(settings: Settings) -> Iterator[Finding]:
    """What Zalo itself says."""
    from bot.channels.zalo_bot import Profile, ZaloBot
    from bot.platforms import channels

    async def ask() -> Profile | ChannelError:
        bot = channels(settings)[NAME]
        if not isinstance(bot, ZaloBot):
            raise TypeError("another channel has the name of Zalo's bot")
        try:
            return await bot.profile()
        except ChannelError as error:
            return error
        finally:
            await bot.close()

    found = asyncio.run(ask())
    if isinstance(found, Misconfigured):
        cure = "ZALO_BOT_TOKEN sai hoặc đã đặt lại; lấy mã mới trong Zalo Bot Creator"
        yield Finding(f"Zalo Bot: bị từ chối ({found.reason})", cure)
    elif isinstance(found, ChannelError):
        cure = "kiểm tra mạng ra bot-api.zaloplatforms.com:443, ZALO_BOT_API_URL"
        yield Finding(f"Zalo Bot: không tới được ({found.reason})", cure)
    else:
        yield from _profile(settings, found.name, found.account, joins=found.can_join_groups)
        yield _updates(settings, found.webhook, ours=found.webhook_is_ours)


def _profile(settings: Settings, name: str, account: str, *, joins: bool) -> Iterator[Finding]:
    shown = f"Zalo Bot: {name}, nhận tin bằng {settings.zalo_bot_mode}"
    if name == account or name.casefold().startswith("bot"):
        yield Finding(shown)
    else:
        cure = "tên bot phải bắt đầu bằng “Bot”: đổi tên trong Zalo Bot Creator"
        yield Finding(f"{shown}; tên không bắt đầu bằng “Bot”", cure)
    if joins:
        yield Finding("Zalo Bot: vào được nhóm (trong nhóm chỉ nhận tin có nhắc tên bot)")
    else:
        yield Finding(
            "Zalo Bot: chưa cho vào nhóm; chỉ cần khi đơn vị dùng nhóm chung, "
            "bật trong Zalo Bot Creator"
        )


def _updates(settings: Settings, url: str | None, *, ours: bool) -> Finding:
    """Whether updates go where this set-up expects them."""
    polling = settings.zalo_bot_mode == "polling"
    if url is None:
        if polling:
            return Finding("Zalo Bot: không có webhook, tin chờ chương trình hỏi")
        return Finding(
            "Zalo Bot: chưa đặt webhook", "chạy nhacviec run: chương trình tự đặt lúc khởi động"
        )
    host = urlsplit(url).hostname or url
    if ours:
        does = "chương trình tự gỡ lúc khởi động" if polling else "đúng địa chỉ của chương trình"
        return Finding(f"Zalo Bot: webhook đang đặt ở {host}, {does}")
    if polling and settings.zalo_bot_take_over:
        return Finding(f"Zalo Bot: webhook của nơi khác ({host}) sẽ bị gỡ lúc khởi động")
    if polling:
        return Finding(f"Zalo Bot: webhook do nơi khác đặt ({host}), tin không về đây", _TAKE_OVER)
    cure = "khởi động lại nhacviec run để đặt lại; nếu hệ thống khác đang dùng thì tạo bot riêng"
    return Finding(f"Zalo Bot: webhook đang trỏ về nơi khác ({host})", cure)


def _used(settings: Settings) -> Iterator[Finding]:
    """What this month has used up, by our own count, and how many people are linked."""
    from bot.channels.zalo_bot import ZaloBot

    now = SystemClock().now()
    try:
        with stored.memory(settings) as memory:
            with memory.begin() as tx:
                spent = spending.read(tx, [NAME], now).get(NAME, spending.NOTHING)
            yield messages(ZaloBot.limits, spent, spending.month(now))
            yield linked(memory)
    except Trouble:
        return  # told by the look at the database


def linked(memory: Memory) -> Finding:
    """How many are linked now against how many may be."""
    from bot.channels.zalo_bot import ZaloBot

    with memory.begin() as tx:
        found = figures.linked(tx, [NAME], SystemClock().now()).get(NAME, figures.NOBODY)
    return people(ZaloBot.limits, found)


def messages(limits: Limits, spent: Spent, month: str) -> Finding:
    """How much of a month's messages is used."""
    most = limits.messages or 0
    year, _, number = month.partition("-")
    used = f"{phrases.figure(spent.messages)}/{phrases.figure(most)}"
    what = f"Zalo Bot: tháng {int(number)}/{year} đã gửi {used} tin"
    if spent.messages * 100 < most * NEARLY:
        return Finding(what)
    return Finding(what, "giảm số lần nhắc, hoặc chuyển bớt người sang kênh khác đến hết tháng")


def people(limits: Limits, has: Linked) -> Finding:
    """How many are linked against how many may be."""
    users, groups = limits.users or 0, limits.groups or 0
    what = f"Zalo Bot: đã liên kết {has.users}/{users} người, {has.groups}/{groups} nhóm"
    if has.users < users and has.groups <= groups:
        return Finding(what)
    return Finding(what, "mỗi đơn vị một đầu mối; mời thêm qua Zalo OA hoặc Telegram")
