"""What the tests of channels say, to whom, and how they wait."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels import Channel, Keep
from bot.channels.pace import Pacer
from bot.channels.pace_order import Limits
from bot.channels.telegram import Telegram
from bot.channels.zalo_bot import Waits, ZaloBot
from bot.channels.zalo_oa import Seal, ZaloOa
from bot.channels.zalo_oa_tokens import Access, Tokens
from bot.messages import Address, Choice, Message, Update
from tests.standins.telegram import TelegramStandIn
from tests.standins.telegram.world import Chat
from tests.standins.zalo_bot import ZaloBotStandIn
from tests.standins.zalo_oa import ZaloOaStandIn

MENU = (("viec", "Việc của tôi"), ("trogiup", "Trợ giúp"))
REMINDER = Message(
    "Nhắc việc: còn 3 ngày",
    "Treo băng rôn, khẩu hiệu",
    ((Choice("✅ Đã xong", "done:1"), Choice("❌ Chưa xong", "not:1")),),
)


QUICK = Waits(
    poll=timedelta(seconds=5),
    answer_within=timedelta(seconds=2),
    floor=timedelta(milliseconds=5),
    pause=timedelta(milliseconds=5),
    stand_by=timedelta(milliseconds=5),
)


def unhurried() -> Pacer:
    """A pacer that lets everything through at once."""
    return Pacer(Limits(rate=1e6, gap=0.0, group_window=0.0))


def telegram_on(standin: TelegramStandIn, **settings: Any) -> Telegram:
    """The channel with short waits, pointed at the stand-in."""
    quick: dict[str, Any] = {
        "api_url": standin.url,
        "pacer": unhurried(),
        "poll": timedelta(seconds=5),
        "answer_within": timedelta(seconds=2),
        "pause": timedelta(milliseconds=5),
        "chance": lambda: 0.0,
    }
    return Telegram(settings.pop("token", standin.token), **(quick | settings))


def zalo_bot_on(standin: ZaloBotStandIn, **settings: Any) -> ZaloBot:
    """The channel with short waits, pointed at the stand-in."""
    quick: dict[str, Any] = {
        "api_url": standin.url,
        "pacer": unhurried(),
        "waits": QUICK,
        "answer_within": timedelta(seconds=2),
        "chance": lambda: 0.0,
    }
    return ZaloBot(settings.pop("token", standin.token), **(quick | settings))


class Drawer:
    """A vault that holds whatever access token the stand-in gives out."""

    def __init__(self, standin: ZaloOaStandIn) -> None:
        self._standin = standin
        self._held: Access | None = None
        self.worn: list[str | None] = []

    async def access(self) -> Access | None:
        return self._held

    async def renew(self, worn: str | None) -> Access:
        self.worn.append(worn)
        now = datetime.fromtimestamp(self._standin.now(), UTC)
        life = timedelta(seconds=self._standin.grants.life_s)
        self._held = Access(self._standin.grants.explorer()[0], now, now + life)
        return self._held


def zalo_oa_on(standin: ZaloOaStandIn, **settings: Any) -> "ZaloOa":
    """The channel with short waits, pointed at the stand-in, which calls its webhook."""

    def now() -> datetime:
        return datetime.fromtimestamp(standin.now(), UTC)

    quick: dict[str, Any] = {
        "api_url": standin.url,
        "now": now,
        "seal": Seal(standin.app_id, standin.oa_id, (standin.oa_secret, standin.app_secret)),
        "pacer": unhurried(),
        "answer_within": timedelta(seconds=2),
    }
    tokens = Tokens(settings.pop("vault", None) or Drawer(standin), now)
    return Hooked(standin, tokens, **(quick | settings))


class Hooked(ZaloOa):
    """The channel with a web server of its own, which is called while it receives."""

    def __init__(self, standin: ZaloOaStandIn, tokens: Tokens, **settings: Any) -> None:
        super().__init__(tokens, **settings)
        self._standin = standin

    async def receive(self, keep: Keep) -> None:
        async def called(request: web.Request) -> web.Response:
            update = await self.accept(await request.read(), request.headers)
            if update is not None:
                await keep([update])
            return web.Response()

        app = web.Application()
        app.router.add_post("/hooks/zalo-oa", called)
        hooks = self._standin.hooks
        async with TestServer(app, shutdown_timeout=0.05) as server:
            hooks.url, hooks.off = f"http://127.0.0.1:{server.port}/hooks/zalo-oa", False
            hooks.bell.ring()
            await super().receive(keep)


def address(chat: Chat) -> Address:
    """A stand-in's chat as an address."""
    return Address("telegram", str(chat.id), chat.is_group)


class Inbox:
    """Keeps updates in memory; `failures` times it fails instead."""

    def __init__(self, failures: int = 0) -> None:
        self.kept: list[Update] = []
        self.offered: list[str] = []
        self.failures = failures
        self._bell = asyncio.Event()

    async def keep(self, updates: Sequence[Update]) -> None:
        self.offered += [update.id for update in updates]
        if self.failures:
            self.failures -= 1
            raise OSError("the disk is full")
        self.kept += updates
        self._bell.set()

    async def holds(self, count: int) -> list[Update]:
        """What was kept, as soon as it is so many."""
        async with asyncio.timeout(10):
            while len(self.kept) < count:
                self._bell.clear()
                await self._bell.wait()
        return self.kept


@contextlib.asynccontextmanager
async def receiving(channel: Channel, keep: Keep) -> AsyncIterator[asyncio.Task[None]]:
    """The channel taking updates in the background."""
    task = asyncio.create_task(channel.receive(keep))
    try:
        yield task
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
