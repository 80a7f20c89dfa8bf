"""The stand-in server: Telegram's Bot API on a loopback port, strict, and scriptable by tests."""

import asyncio
import json
from collections.abc import Callable
from typing import Any, Self

from aiohttp import web

from tests.standins.faults import Fault, Kind, sent, struck
from tests.standins.listening import Listening
from tests.standins.telegram import people
from tests.standins.telegram.decode import raw_params, typed
from tests.standins.telegram.faults import TelegramFaults
from tests.standins.telegram.journal import Call, Journal
from tests.standins.telegram.limits import Gate, Limits
from tests.standins.telegram.methods import act
from tests.standins.telegram.pusher import push_updates
from tests.standins.telegram.refusals import (
    NOT_FOUND,
    UNAUTHORIZED,
    WEBHOOK_ACTIVE,
    Refusal,
    RefusedError,
    bad_request,
)
from tests.standins.telegram.rules import examine
from tests.standins.telegram.spec import METHODS, Json, Method, Upload
from tests.standins.telegram.world import Account, Chat, User

TOKEN = "110201543:STAND-IN-TOKEN-FOR-TESTS-ONLY-00000"
LARGEST_BODY = 52_428_800
EPOCH = 1_651_366_800.0  # 1 May 2022 08:00 in Hà Nội
_GREETINGS = {
    "setWebhook": "Webhook was set",
    "deleteWebhook": "Webhook was deleted",
}


class TelegramStandIn(people.Cast, Journal):
    """The server, its bots and the people who talk to them; listens inside its `async with`.

    `clock` gives monotonic seconds (default: the event loop's), used for flood limits and the age
    of taps. `wall` gives Unix seconds for the dates of messages (default: EPOCH when the clock
    stands at 0). Waiting (long polls, delays, webhook retries) is always in real time.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        token: str = TOKEN,
        limits: Limits | None = None,
        loopback_webhooks: bool = False,
        webhook_retry_s: float = 0.05,
        clock: Callable[[], float] | None = None,
        wall: Callable[[], float] | None = None,
    ) -> None:
        super().__init__()
        self.faults = TelegramFaults()
        self.accounts: dict[str, Account] = {}
        self._clock = clock
        self._wall = wall
        self._loopback_webhooks = loopback_webhooks
        self._webhook_retry_s = webhook_retry_s
        self._at = Listening(port)
        self._pushers: list[asyncio.Task[None]] = []
        self.bot = self.add_bot(token, limits=limits)

    @property
    def token(self) -> str:
        """The token of the first bot."""
        return self.bot.token

    @property
    def url(self) -> str:
        """What TELEGRAM_API_URL is set to; known once the server listens."""
        return self._at.url

    def now(self) -> float:
        """Seconds of the injected clock, or of the running event loop."""
        return self._clock() if self._clock else asyncio.get_running_loop().time()

    def wall(self) -> float:
        """Unix seconds, for dates."""
        return self._wall() if self._wall else EPOCH + self.now()

    def add_bot(
        self, token: str, *, username: str = "nhacviec_bot", limits: Limits | None = None
    ) -> Account:
        """Another bot, with its own chats and queue; its number is the first half of the token."""
        me = User(int(token.split(":", maxsplit=1)[0]), "Nhắc Việc", username, is_bot=True)
        account = Account(token, me, clock=self.now, wall=self.wall, limits=limits)
        self.accounts[token] = account
        if self._at.open:
            self._start_pusher(account)
        return account

    def limit(self, limits: Limits | None) -> None:
        """Switch the flood limits of the first bot on, or (None) off; counting starts anew."""
        self.bot.gate = Gate(limits)

    def revoke(self, token: str | None = None) -> None:
        """The token is good no more: every call with it gets 401."""
        account = self.accounts.pop(token or self.token)
        account.queue.interrupt(UNAUTHORIZED)

    def transcript(self, chat: Chat | int) -> str:
        """What the screen of a chat of the first bot shows now."""
        return (chat if isinstance(chat, Chat) else self.bot.chats[chat]).transcript()

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        await self._at.start(app)
        for account in self.accounts.values():
            self._start_pusher(account)
        return self

    async def __aexit__(self, *_: object) -> None:
        for account in self.accounts.values():
            account.queue.interrupt(None)
        for task in self._pushers:
            task.cancel()
        await asyncio.gather(*self._pushers, return_exceptions=True)
        self._pushers.clear()
        await self._at.stop()

    def _start_pusher(self, account: Account) -> None:
        job = push_updates(account, retry_s=self._webhook_retry_s)
        self._pushers.append(asyncio.create_task(job))

    async def _download(self, request: web.Request) -> web.Response:
        account = self.accounts.get(request.match_info["token"])
        files = account.files.values() if account else ()
        found = next((f for f in files if f.path == request.match_info["path"]), None)
        return web.Response(body=found.content) if found else _json(NOT_FOUND.body(), 404)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        account = self.accounts.get(request.match_info["token"])
        name = request.match_info["method"]
        method = METHODS.get(name.lower())
        try:
            raw = await raw_params(request)
        except ValueError as error:
            words = f"{name}: the body cannot be read: {error}"
            return self._refuse(name, {}, bad_request("can't parse the request body"), words)
        if account is None:
            return self._refuse(name, raw, UNAUTHORIZED)
        if method is None:
            return self._refuse(name, raw, NOT_FOUND, f"{name}: no such method")
        params = typed(method, raw)
        fault = self.faults.take(method.name, params.get("chat_id"))
        early = self._strike_early(request, method, params, fault)
        return early or await self._handle(request, account, method, params, fault)

    def _refuse(self, name: str, params: Json, refusal: Refusal, *broken: str) -> web.Response:
        self._note(self.now(), name, params, refusal, broken)
        return _json(refusal.body(), refusal.code)

    def _strike_early(
        self, request: web.Request, method: Method, params: Json, fault: Fault[Refusal] | None
    ) -> web.Response | None:
        """The answer of a fault that keeps the call from taking effect; None if it goes on."""
        if fault is None or not fault.early:
            return None
        answer = _json(fault.refusal.body(), fault.refusal.code) if fault.refusal else None
        answer = answer or struck(request, fault)
        code = 0 if fault.kind is Kind.DROPPED else answer.status
        noted = fault.refusal or Refusal(code, fault.kind.value)
        self._note(self.now(), method.name, params, noted, (), fault)
        return answer

    async def _handle(
        self,
        request: web.Request,
        account: Account,
        method: Method,
        params: Json,
        fault: Fault[Refusal] | None,
    ) -> web.Response:
        came = self.now()
        verdict = examine(method, params, loopback_webhooks=self._loopback_webhooks)
        refusal, result = verdict.refusal, None
        if refusal is None:
            try:
                result = await self._act(account, method.name, params)
            except RefusedError as error:
                refusal = error.refusal
        self._note(came, method.name, params, refusal, verdict.violations, fault)
        if refusal:
            return await sent(request, _dumps(refusal.body()), fault, status=refusal.code)
        body = {"ok": True, "result": result}
        if method.name in _GREETINGS:
            body["description"] = _GREETINGS[method.name]
        return await sent(request, _dumps(body), fault)

    async def _act(self, account: Account, method: str, params: Json) -> Any:
        if method != "getUpdates":
            return act(account, method, params)
        if account.webhook:
            raise RefusedError(WEBHOOK_ACTIVE)
        account.queue.allow(params.get("allowed_updates"))
        limit, timeout_s = params.get("limit", 100), params.get("timeout", 0)
        return await account.queue.poll(params.get("offset", 0), limit, timeout_s)

    def _note(
        self,
        came: float,
        method: str,
        params: Json,
        refusal: Refusal | None,
        broken: tuple[str, ...],
        fault: Fault[Refusal] | None = None,
    ) -> None:
        status, words = (refusal.code, refusal.description) if refusal else (200, "")
        struck = fault.kind.value if fault else None
        self.entries.append(Call(came, method, params, status, words, broken, struck))
        self.bell.ring()


def _json(body: Json, status: int) -> web.Response:
    return web.json_response(body, status=status, dumps=_dumps)


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_shown)


def _shown(value: object) -> str:
    return f"<{value.filename}>" if isinstance(value, Upload) else str(value)
