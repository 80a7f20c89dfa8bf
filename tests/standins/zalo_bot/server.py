"""The stand-in server: Zalo's Bot Platform on a loopback port, with every mood it was seen in."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from typing import Any, Self

from aiohttp import web

from tests.standins.faults import Fault, Kind, sent, struck
from tests.standins.listening import Listening
from tests.standins.zalo_bot import methods
from tests.standins.zalo_bot.faults import BotFaults
from tests.standins.zalo_bot.ledger import Call, Ledger
from tests.standins.zalo_bot.params import params_of
from tests.standins.zalo_bot.people import Group, Phone
from tests.standins.zalo_bot.pusher import Push, push_updates, verify
from tests.standins.zalo_bot.style import (
    NOT_FOUND,
    TIMED_OUT,
    UNAUTHORIZED,
    WEBHOOK_SET,
    Json,
    Refusal,
    RefusedError,
    Style,
)
from tests.standins.zalo_bot.waiting import Regime
from tests.standins.zalo_bot.world import Account, Caps

TOKEN = "8270115536:STAND-IN-SECRET-FOR-TESTS-ONLY-0000"
NAME = "Bot Nhắc việc Sở"
EPOCH = 1_651_366_800.0  # 1 May 2022 08:00 in Hà Nội
LARGEST_BODY = 1024**2
LONGEST_POLL_S = 30.0


class ZaloBotStandIn:
    """The server, its bots and the people who talk to them; listens inside its `async with`.

    `wall` gives Unix seconds (default: EPOCH when the event loop's clock stands at 0). `hurry` is
    how many real seconds pass for one second that a poll asks to wait. `loopback`: webhooks may
    lie on this machine. `mute_webhook`: while a webhook is set, polls are answered nothing
    instead of 400. `polls_a_second`: more get nginx's page.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        token: str = TOKEN,
        name: str = NAME,
        regime: Regime = Regime.POP,
        style: Style | None = None,
        caps: Caps | None = None,
        hurry: float = 1.0,
        loopback: bool = False,
        mute_webhook: bool = False,
        polls_a_second: int | None = None,
        wall: Callable[[], float] | None = None,
    ) -> None:
        self.style = style or Style()
        self.push = Push()
        self.faults = BotFaults()
        self.ledger = Ledger()
        self.accounts: dict[str, Account] = {}
        self.photos: dict[str, bytes] = {}
        self.phones: dict[str, Phone] = {}
        self.groups: dict[str, Group] = {}
        self.bad_markup = False
        self.hurry, self.loopback, self.mute_webhook = hurry, loopback, mute_webhook
        self.polls_a_second = polls_a_second
        self._polls: deque[float] = deque()
        self._at, self._wall = Listening(port), wall
        self._pushers: list[asyncio.Task[None]] = []
        self.bot = self.add_bot(token, name, regime=regime, caps=caps)

    # --- the world -----------------------------------------------------------------------------

    @property
    def token(self) -> str:
        """The token of the first bot."""
        return self.bot.token

    @property
    def url(self) -> str:
        """What ZALO_BOT_API_URL is set to; known once the server listens."""
        return self._at.url

    @property
    def violations(self) -> list[str]:
        """What was asked for that Zalo does not offer."""
        return self.ledger.violations

    def wall(self) -> float:
        """Unix seconds."""
        return self._wall() if self._wall else EPOCH + asyncio.get_running_loop().time()

    def add_bot(
        self,
        token: str,
        name: str = NAME,
        *,
        regime: Regime = Regime.POP,
        caps: Caps | None = None,
    ) -> Account:
        """Another bot, with its own chats and queue."""
        account = Account(token, name, ledger=self.ledger, wall=self.wall, regime=regime, caps=caps)
        self.accounts[token] = account
        if self._at.open:
            self._pushers.append(asyncio.create_task(push_updates(account, self.push)))
        return account

    def revoke(self) -> None:
        """The first bot's token is reset: every call with it gets 401."""
        self.accounts.pop(self.token)

    def phone(self, name: str) -> Phone:
        """The phone of that person, new on first mention."""
        if name not in self.phones:
            self.phones[name] = Phone(self.bot, self.bot.chat(name))
        return self.phones[name]

    def group(self, name: str) -> Group:
        """The group of that name, new on first mention, with the bot in it."""
        if name not in self.groups:
            self.groups[name] = Group(self.bot, self.bot.chat(name, is_group=True))
        return self.groups[name]

    def user_says(self, name: str, text: str) -> Json:
        """Somebody types in the private chat with the bot."""
        return self.phone(name).says(text)

    def group_says(self, group: str, name: str, text: str, *, tagged: bool = True) -> Json | None:
        """Somebody with a phone types in a group; None if it does not reach the bot."""
        return self.group(group).member(self.phone(name)).says(text, tagged=tagged)

    def hosts_photo(self, name: str, content: bytes) -> str:
        """The address of a picture that can be fetched here, as from Zalo's own hosts."""
        self.photos[name] = content
        return f"{self.url}/photo/{name}"

    # --- the server ----------------------------------------------------------------------------

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_get("/photo/{name}", self._photo)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        await self._at.start(app)
        for account in self.accounts.values():
            self._pushers.append(asyncio.create_task(push_updates(account, self.push)))
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._pushers:
            task.cancel()
        await asyncio.gather(*self._pushers, return_exceptions=True)
        self._pushers.clear()
        await self._at.stop()

    async def _photo(self, request: web.Request) -> web.Response:
        content = self.photos.get(request.match_info["name"])
        if content is None:
            raise web.HTTPNotFound
        return web.Response(body=content, content_type="image/jpeg")

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        token, method = request.match_info["token"], request.match_info["method"]
        try:
            params = await params_of(request)
        except (ValueError, UnicodeDecodeError):
            return self._refuse(token, method, {}, Refusal(400, "Bad Request"))
        account = self.accounts.get(token)
        if account is None:
            return self._refuse(token, method, params, UNAUTHORIZED)
        broken = methods.asks_too_much(method, params)
        if method not in methods.TAKES:
            return self._refuse(token, method, params, NOT_FOUND, *broken)
        if method == "getUpdates" and self._too_fast():
            return self._strike(token, method, params, Fault(Kind.HTML_429), request)
        fault = self.faults.take(method, params.get("chat_id"))
        if fault and fault.early:
            return self._strike(token, method, params, fault, request)
        return await self._handle(request, account, method, params, tuple(broken), fault)

    async def _handle(
        self,
        request: web.Request,
        account: Account,
        method: str,
        params: Json,
        broken: tuple[str, ...],
        fault: Fault[Refusal] | None,
    ) -> web.Response:
        try:
            result = await self._act(account, method, params)
        except RefusedError as error:
            return self._refuse(account.token, method, params, error.refusal, *broken)
        self._note(account.token, method, params, 0, broken, fault)
        return self._branded(await sent(request, _dumps(self.style.success(result)), fault))

    async def _act(self, account: Account, method: str, params: Json) -> Any:
        match method:
            case "getUpdates":
                return await self._updates(account, params)
            case "getMe":
                return methods.get_me(account, names=self.style.names)
            case "setWebhook":
                hook = methods.webhook_of(account, params, loopback=self.loopback)
                account.webhook = hook
                verification = await verify(hook, self.push)
                account.waiting.bell.ring()
                told = {"url": hook.url, "updated_at": hook.updated_at}
                return told | {"verification": verification}
            case "deleteWebhook":
                return methods.delete_webhook(account)
            case "getWebhookInfo":
                return methods.get_webhook_info(account)
            case "sendChatAction":
                return methods.send_chat_action(account, params)
            case "sendMessage":
                sent = methods.send_message(account, params, bad_markup=self.bad_markup)
            case _:
                sent = methods.SENDS[method](account, params)
        return methods.receipt(account, sent)

    async def _updates(self, account: Account, params: Json) -> Json:
        """One update; raises RefusedError with 408 when none has come within the asked time."""
        asked_s = min(float(params.get("timeout") or LONGEST_POLL_S), LONGEST_POLL_S) * self.hurry
        if account.webhook is not None:
            if not self.mute_webhook:
                raise RefusedError(WEBHOOK_SET)
            await account.waiting.silence(asked_s, lambda: account.webhook is None)
            raise RefusedError(TIMED_OUT)
        update = await account.waiting.poll(asked_s)
        if update is None:
            raise RefusedError(TIMED_OUT)
        return update

    def _too_fast(self) -> bool:
        """Whether this poll is one too many in a second."""
        now = asyncio.get_running_loop().time()
        self._polls.append(now)
        while self._polls[0] <= now - 1.0:
            self._polls.popleft()
        return self.polls_a_second is not None and len(self._polls) > self.polls_a_second

    def _strike(
        self,
        token: str,
        method: str,
        params: Json,
        fault: Fault[Refusal],
        request: web.Request,
    ) -> web.Response:
        """The answer of a fault that keeps the call from taking effect."""
        if fault.refusal is not None:
            return self._refuse(token, method, params, fault.refusal, fault=fault)
        page = struck(request, fault)
        code = -1 if fault.kind is Kind.DROPPED else page.status
        self._note(token, method, params, code, (), fault)
        return page

    def _refuse(
        self,
        token: str,
        method: str,
        params: Json,
        refusal: Refusal,
        *broken: str,
        fault: Fault[Refusal] | None = None,
    ) -> web.Response:
        self._note(token, method, params, refusal.code, broken, fault)
        return self._branded(
            web.Response(
                text=_dumps(self.style.failure(refusal)),
                status=self.style.status(refusal),
                content_type="application/json",
            )
        )

    def _note(
        self,
        token: str,
        method: str,
        params: Json,
        code: int,
        broken: tuple[str, ...],
        fault: Fault[Refusal] | None = None,
    ) -> None:
        struck = fault.kind.value if fault else None
        self.ledger.note(Call(self.wall(), token, method, params, code, broken, struck))

    def _branded(self, response: web.Response) -> web.Response:
        if self.style.two_servers:
            response.headers.add("Server", "nginx")
            response.headers.add("Server", "ZServer")
        return response


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
