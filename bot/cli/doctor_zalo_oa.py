"""`doctor` at a Zalo Official Account: settings, tokens, the account, where its events go."""

import argparse
import asyncio
from collections.abc import Iterator
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from bot.channels import ChannelError, Misconfigured, TryLater
from bot.channels.zalo_oa_tokens import LONG_UNUSED
from bot.cli import stored
from bot.cli.finding import Finding
from bot.cli.trouble import Trouble
from bot.clock import SystemClock
from bot.settings import Settings
from bot.store import figures, oa_tokens
from bot.store.memory import Memory
from bot.store.oa_tokens import Kept

if TYPE_CHECKING:
    from bot.channels.zalo_oa_account import Account

NAME = "zalo-oa"

CONSENT = (
    "vào developers.zalo.me → API Explorer, chọn ứng dụng và OA, lấy cặp mã mới, "
    "chép Refresh Token vào ZALO_OA_REFRESH_TOKEN trong .env, khởi động lại dịch vụ"
)
"""What only a human can do, step by step; docs/zalo.md says it at length."""


def look(_arguments: argparse.Namespace, settings: Settings) -> Iterator[Finding]:
    """Everything about the account; nothing if none is set."""
    if gaps := settings.zalo_oa_gaps:
        yield Finding(f"Zalo OA: chưa đặt {', '.join(gaps)}", "điền vào .env, xem docs/zalo.md")
    if not settings.has_zalo_oa or settings.zalo_app_id is None:
        return
    yield from _webhook(settings)
    try:
        with stored.memory(settings) as memory:
            yield from _tokens(settings, memory, settings.zalo_app_id)
            yield from _account(settings, memory)
            yield _linked(memory)
    except Trouble:
        return  # the database's own line has told it


def _webhook(settings: Settings) -> Iterator[Finding]:
    own = settings.own_url("/hooks/zalo-oa")
    if own is None:
        cure = "đặt PUBLIC_URL là địa chỉ https công khai trỏ về HTTP_PORT"
        yield Finding("Zalo OA: chưa có địa chỉ để Zalo gọi đến", cure)
    elif not own.startswith("https://"):
        yield Finding(f"Zalo OA: Zalo chỉ gọi địa chỉ https, không phải {own}", "sửa PUBLIC_URL")
    else:
        yield Finding(
            f"Zalo OA: địa chỉ webhook để điền ở developers.zalo.me → Webhook: {own} "
            "(không bật bộ lọc “chỉ tin bắt đầu bằng #”)"
        )
        yield _called(own)


def _called(own: str) -> Finding:
    """Whether the webhook answers as Zalo's console wants it to."""
    from bot.channels.zalo_oa_webhook import answered

    status = asyncio.run(answered(own))
    if status == HTTPStatus.OK:
        return Finding("Zalo OA: webhook trả lời 200")
    cure = (
        "chạy dịch vụ (nhacviec run); kiểm tra tên miền, chứng chỉ, máy chủ trung gian, tường lửa"
    )
    how = "không trả lời" if status is None else f"trả lời {status}, Zalo cần 200"
    return Finding(f"Zalo OA: webhook {how} khi gọi thử từ máy này", cure)


def _tokens(settings: Settings, memory: Memory, app_id: str) -> Iterator[Finding]:
    """What is kept of tokens; never a token."""
    now = SystemClock().now()
    with memory.begin() as tx:
        kept, why = oa_tokens.access(tx, app_id), oa_tokens.trouble(tx, app_id)
    if why is not None:
        yield Finding(f"Zalo OA: lần gia hạn mã gần nhất không xong ({why})", CONSENT)
    elif kept is not None:
        yield _age(kept, now)
    elif settings.zalo_oa_refresh_token is None:
        yield Finding("Zalo OA: chưa có mã lần đầu", CONSENT)
    else:
        yield Finding("Zalo OA: đã có mã lần đầu, sẽ dùng khi dịch vụ chạy (nhacviec run)")


def _age(kept: Kept, now: datetime) -> Finding:
    unused = now - kept.since
    shown = f"Zalo OA: mã được gia hạn lần cuối {unused.days} ngày trước"
    if unused > LONG_UNUSED:
        return Finding(f"{shown}; quá 90 ngày là mất hiệu lực", "chạy dịch vụ (nhacviec run) ngay")
    return Finding(shown)


def _account(settings: Settings, memory: Memory) -> Iterator[Finding]:
    """What Zalo itself says, by the token that is kept; nothing is renewed for it."""
    from bot.platforms import zalo_oa

    async def ask() -> "Account | ChannelError":
        channel = zalo_oa(settings, memory, renew=not_now)
        try:
            return await channel.account()
        except ChannelError as error:
            return error
        finally:
            await channel.close()

    found = asyncio.run(ask())
    if isinstance(found, Misconfigured):
        yield Finding(f"Zalo OA: bị từ chối ({found.reason})", _cure(found.reason))
    elif isinstance(found, TryLater) and found.reason == NO_TOKEN:
        yield Finding("Zalo OA: chưa hỏi được Zalo vì chưa có mã còn hạn; dịch vụ tự gia hạn mã")
    elif isinstance(found, ChannelError):
        cure = "kiểm tra mạng ra openapi.zalo.me:443, ZALO_OPENAPI_URL"
        yield Finding(f"Zalo OA: không tới được ({found.reason})", cure)
    else:
        yield from _said(found)


NO_TOKEN = "no token"  # noqa: S105  a reason
"""Why Zalo was not asked: there is no access token that is still good."""


async def not_now(_order: object) -> int:
    """Renews nothing: looking must not spend a token."""
    raise TryLater(NO_TOKEN)


def _said(account: "Account") -> Iterator[Finding]:
    left = "" if account.left is None else f", còn {account.left} tin ngoài 48 giờ"
    shown = f"Zalo OA: {account.name}, gói {account.plan or 'không rõ'}"
    until = f" đến {account.plan_until}" if account.plan_until else ""
    yield Finding(f"{shown}{until}{left}")
    if not account.verified:
        yield Finding("Zalo OA: chưa xác thực, Zalo không cho gửi tin", "xác thực tại oa.zalo.me")


def _cure(reason: str) -> str:
    cures = {
        "the app is not active": "bật ứng dụng ở developers.zalo.me",
        "the app has not registered this API": "đăng ký sản phẩm Official Account API cho ứng dụng",
        "the account has not let the app in": CONSENT,
        "the account's plan does not allow this": "mua gói OA có OpenAPI (từ gói Growth)",
        "the account is not verified": "xác thực OA tại oa.zalo.me",
        "Zalo wants a proof of the app's secret, or a right one": (
            "tắt “Yêu cầu appsecret_proof” của ứng dụng ở developers.zalo.me"
        ),
    }
    return cures.get(reason, CONSENT)


def _linked(memory: Memory) -> Finding:
    with memory.begin() as tx:
        linked = figures.linked(tx, [NAME], SystemClock().now())
    return Finding(f"Zalo OA: {linked.get(NAME, figures.NOBODY).users} người đã liên kết")
