"""`doctor` at Zalo's template messages: whether they are on, what they cost, whom they reach."""

import argparse
import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.channels import ChannelError, Misconfigured, TryLater
from bot.cli import stored
from bot.cli.doctor_zalo_oa import NO_TOKEN, not_now
from bot.cli.finding import Finding
from bot.cli.trouble import Trouble
from bot.clock import SystemClock
from bot.settings import Settings
from bot.store import phones, spending
from bot.store.memory import Memory

if TYPE_CHECKING:
    from bot.channels.zalo_zbs_template import Template

NAME = "zalo-zbs"


def look(_arguments: argparse.Namespace, settings: Settings) -> Iterator[Finding]:
    """Everything about template messages; nothing if they are off."""
    if gaps := settings.zalo_zns_gaps:
        cure = "điền vào .env, hoặc đặt ZALO_ZNS_ENABLED=false, xem docs/zalo.md"
        yield Finding(f"Tin mẫu ZBS: chưa đặt {', '.join(gaps)}", cure)
    elif settings.zalo_zns_enabled:
        try:
            with stored.memory(settings) as memory:
                yield _money(settings, memory)
                yield _reached(memory)
                yield from _platform(settings, memory)
        except Trouble:
            return  # the database's own line has told it


def _money(settings: Settings, memory: Memory) -> Finding:
    with memory.begin() as tx:
        known = spending.read(tx, [NAME], SystemClock().now()).get(NAME, spending.NOTHING)
    spent, ceiling = known.cost, settings.zalo_zns_monthly_dong
    shown = f"Tin mẫu ZBS: tháng này {_dong(spent)} / {_dong(ceiling)} đồng"
    if spent + settings.zalo_zns_price_dong > ceiling:
        return Finding(f"{shown}, không còn đủ cho một tin", "tăng ZALO_ZNS_MONTHLY_DONG nếu cần")
    return Finding(shown)


def _reached(memory: Memory) -> Finding:
    with memory.begin() as tx:
        rows = phones.read(tx)
    count = sum(row.chat is not None for row in rows)
    shown = f"Tin mẫu ZBS: {count}/{len(rows)} người có số điện thoại"
    return Finding(shown, None if count else "ghi số: nhacviec phone")


def _platform(settings: Settings, memory: Memory) -> Iterator[Finding]:
    """What Zalo says of the template, by the token that is kept."""
    from bot.platforms import zalo_zbs

    async def ask() -> "tuple[Template, int | None] | ChannelError":
        channel = zalo_zbs(settings, memory, renew=not_now)
        try:
            return await channel.template(), await channel.left_today()
        except ChannelError as error:
            return error
        finally:
            await channel.close()

    found = asyncio.run(ask())
    if isinstance(found, TryLater) and found.reason == NO_TOKEN:
        yield Finding(
            "Tin mẫu ZBS: chưa hỏi được Zalo vì chưa có mã còn hạn; dịch vụ tự gia hạn mã"
        )
    elif isinstance(found, Misconfigured):
        cure = "kiểm tra ZALO_ZNS_TEMPLATE_ID, quyền gửi tin mẫu và tài khoản Zalo Cloud"
        yield Finding(f"Tin mẫu ZBS: bị từ chối ({found.reason})", cure)
    elif isinstance(found, ChannelError):
        cure = "kiểm tra ZALO_ZNS_TEMPLATE_ID, mạng ra business.openapi.zalo.me:443, ZALO_ZNS_URL"
        yield Finding(f"Tin mẫu ZBS: không hỏi được ({found.reason})", cure)
    else:
        yield from _template(settings, *found)


def _template(settings: Settings, template: "Template", left: int | None) -> Iterator[Finding]:
    price = max(template.price_by_phone, template.price_by_user)
    today = "" if left is None else f", hôm nay còn gửi được {left} tin"
    shown = f"Tin mẫu ZBS: mẫu “{template.name}”, {_dong(price)} đồng/tin{today}"
    if not template.is_enabled and not settings.zalo_zns_development:
        cure = "chờ Zalo duyệt mẫu, hoặc thử bằng ZALO_ZNS_DEVELOPMENT=true"
        yield Finding(f"{shown}, chưa được duyệt", cure)
    elif template.unknown:
        blanks = ", ".join(template.unknown)
        cure = "bỏ các tham số ấy khỏi mẫu, chỉ dùng don_vi, cong_viec, thoi_han, so_viec"
        yield Finding(f"{shown}; mẫu đòi tham số lạ: {blanks}", cure)
    else:
        yield Finding(shown)


def _dong(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")
