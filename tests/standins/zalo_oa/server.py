"""The stand-in server: OAuth and OpenAPI of Zalo's Official Accounts on a loopback port."""

import asyncio
import itertools
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Self

from aiohttp import web

from tests.standins.bell import Bell
from tests.standins.faults import Fault, Faults, sent, struck
from tests.standins.listening import Listening
from tests.standins.zalo_oa import methods
from tests.standins.zalo_oa.answers import Json, RefusedError, success
from tests.standins.zalo_oa.clock import Hand
from tests.standins.zalo_oa.grants import LIFE_S, Grants, OauthError
from tests.standins.zalo_oa.hooks import Hooks, Push
from tests.standins.zalo_oa.people import Phone, Sent

OA_ID, APP_ID = "4318657068771012646", "2718281828459045235"
APP_SECRET, OA_SECRET = "app-secret-for-tests-only", "oa-secret-key-for-tests-only"
OAUTH = "/v4/oa/access_token"
LARGEST_BODY = 6 * 1024**2
LARGEST_IMAGE, LARGEST_FILE = 1024**2, 5 * 1024**2
FILE_KINDS = (".pdf", ".doc", ".docx", ".csv")

Act = Callable[["ZaloOaStandIn", Json], Json | list[Json]]
POSTS: dict[str, Act] = {
    "/v3.0/oa/message/cs": methods.consult,
    "/v2.0/oa/message": methods.react,
    "/v3.0/oa/quota/message": methods.quota,
}
GETS: dict[str, Act] = {"/v2.0/oa/getoa": methods.info, "/v3.0/oa/user/detail": methods.detail}


@dataclass(frozen=True)
class Call:
    """One call. `code` is what was decided: 0 where it took effect, seen by the client or not."""

    at: float
    path: str
    params: Json
    code: int
    fault: str | None = None


@dataclass(frozen=True)
class Upload:
    """A file that can be sent for seven days."""

    name: str
    content: bytes


class ZaloOaStandIn:
    """The server, its OA and the people who know it; listens inside its `async with`.

    `now` gives Unix seconds. `takes_buttons`: whether `message/cs` takes buttons at all, which is
    not documented. `quota` is what is left outside the 48 free hours.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        now: Callable[[], float] | None = None,
        life_s: int = LIFE_S,
        loopback: bool = True,
        push: Push | None = None,
        quota: int = 500,
    ) -> None:
        self.now = now or Hand()
        self.oa_id, self.app_id = OA_ID, APP_ID
        self.app_secret, self.oa_secret = APP_SECRET, OA_SECRET
        self.name, self.package, self.verified, self.zca = "Sở KH&CN Lạng Sơn", "Growth", True, True
        self.grants = Grants(APP_ID, APP_SECRET, OA_ID, self.now, life_s=life_s)
        self.hooks = Hooks(APP_ID, OA_ID, OA_SECRET, APP_SECRET, self.now, loopback, push or Push())
        self.quota = self.quota_total = quota
        self.takes_buttons = True
        self.followers_only = False
        self.rate_per_minute: int | None = None
        self.faults = Faults[int]()
        self.calls: list[Call] = []
        self.sent: list[Sent] = []
        self.reactions: list[tuple[str, str, str]] = []
        self.uploads: dict[str, Upload] = {}
        self.hosted: dict[str, bytes] = {}
        self.phones: dict[str, Phone] = {}
        self.bell = Bell()
        self.posts: dict[str, Callable[[Json], Json]] = {}
        self._ids = itertools.count(1)
        self._at = Listening(port)
        self._pusher: asyncio.Task[None] | None = None
        self.first_refresh_token = self.grants.explorer()[1]

    @property
    def url(self) -> str:
        """What ZALO_OPENAPI_URL and ZALO_OAUTH_URL are set to; known once the server listens."""
        return self._at.url

    @property
    def settings(self) -> dict[str, str]:
        """What an office that uses this OA sets."""
        return {
            "ZALO_OA_ID": self.oa_id,
            "ZALO_APP_ID": self.app_id,
            "ZALO_APP_SECRET": self.app_secret,
            "ZALO_OA_SECRET": self.oa_secret,
            "ZALO_OA_REFRESH_TOKEN": self.first_refresh_token,
            "ZALO_OPENAPI_URL": self.url,
            "ZALO_OAUTH_URL": self.url,
        }

    def phone(self, name: str) -> Phone:
        """The phone of that person, new on first mention."""
        if name not in self.phones:
            number = 7_000_000_000_000_000_000 + len(self.phones)
            self.phones[name] = Phone(self, name, str(number))
        return self.phones[name]

    def by_id(self, user: str) -> Phone:
        """The phone of a user id; somebody unknown is an invalid parameter."""
        found = next((phone for phone in self.phones.values() if phone.id == user), None)
        if found is None:
            raise RefusedError(-201, "user_id is invalid")
        return found

    def hosts(self, name: str, content: bytes) -> str:
        """The address of a file that can be fetched here, as from Zalo's own hosts."""
        self.hosted[name] = content
        return f"{self.url}/hosted/{name}"

    def content_of(self, sent: Sent) -> bytes:
        """What is in the file of a message."""
        name = next(iter(sent.content.values()))
        return next(file.content for file in self.uploads.values() if file.name == name)

    def new_id(self) -> str:
        """An id of a message."""
        return f"{next(self._ids):016x}"

    def called(self, path: str) -> list[Call]:
        """The calls of one path."""
        return [call for call in self.calls if call.path == path]

    def called_lately(self, path: str) -> int:
        """How many calls of a path a minute has seen, with the present one."""
        return 1 + sum(call.at > self.now() - 60 for call in self.called(path))

    def repeated(self) -> list[tuple[str, str]]:
        """Texts that one person was sent more than once."""
        seen = [(each.user, each.text) for each in self.sent]
        return sorted({each for each in seen if seen.count(each) > 1})

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_post(OAUTH, self._oauth)
        app.router.add_get("/hosted/{name}", self._hosted)
        app.router.add_post("/v2.0/oa/upload/{kind}", self._upload)
        app.router.add_route("*", "/{path:.*}", self._answer)
        await self._at.start(app)
        self._pusher = asyncio.create_task(self.hooks.run())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._pusher:
            self._pusher.cancel()
            await asyncio.gather(self._pusher, return_exceptions=True)
        await self._at.stop()

    # --- OAuth -----------------------------------------------------------------------------------

    async def _oauth(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        fault = self.faults.take(OAUTH)
        if fault and fault.early:
            return self._strike(request, OAUTH, fault)
        try:
            body = self.grants.answer(form, request.headers)
        except OauthError as error:
            self._note(OAUTH, {}, error.code)
            return _said(error.body())
        self._note(OAUTH, {}, 0, fault)
        if fault:
            self.grants.lost()
        return await sent(request, _dumps(body), fault)

    # --- OpenAPI ---------------------------------------------------------------------------------

    async def _answer(self, request: web.Request) -> web.Response:
        path = request.path
        act = self._act_of(request.method, path)
        if act is None:
            return web.json_response({"error": -404, "message": "Unknown API"}, status=404)
        return await self._guarded(request, path, lambda: self._acted(request, act))

    def _act_of(self, method: str, path: str) -> Act | None:
        if method == "POST" and path in self.posts:
            return lambda _oa, params: self.posts[path](params)
        return (POSTS if method == "POST" else GETS).get(path)

    async def _acted(self, request: web.Request, act: Act) -> tuple[Json, Json | list[Json]]:
        if request.method == "GET":
            params = methods.data_of(request.query.get("data"))
        else:
            try:
                params = json.loads(await request.text())
            except ValueError:
                raise RefusedError(-201, "body is invalid") from None
        return params, act(self, params)

    async def _upload(self, request: web.Request) -> web.Response:
        kind = request.match_info["kind"]

        async def act() -> tuple[Json, Json | list[Json]]:
            field: Any = (await request.post()).get("file")
            if not isinstance(field, web.FileField):
                raise RefusedError(-201, "file is missing")
            content = field.file.read()
            most = LARGEST_FILE if kind == "file" else LARGEST_IMAGE
            wrong = kind == "file" and not field.filename.lower().endswith(FILE_KINDS)
            if len(content) > most or wrong:
                raise RefusedError(-210, "file is invalid")
            token = f"upload-{self.new_id()}"
            self.uploads[token] = Upload(field.filename, content)
            return {"name": field.filename}, (
                {"token": token} if kind == "file" else {"attachment_id": token}
            )

        return await self._guarded(request, f"/v2.0/oa/upload/{kind}", act)

    async def _guarded(
        self,
        request: web.Request,
        path: str,
        act: Callable[[], Awaitable[tuple[Json, Json | list[Json]]]],
    ) -> web.Response:
        """A call with its token examined and its fault struck."""
        fault = self.faults.take(path)
        if fault and fault.early:
            return self._strike(request, path, fault)
        code = self.grants.valid(request.headers.get("access_token"))
        params: Json = {}
        try:
            if code:
                raise RefusedError(code)
            params, result = await act()
        except RefusedError as error:
            self._note(path, params, error.refusal.code)
            return _said(error.refusal.body())
        self._note(path, params, 0, fault)
        return await sent(request, _dumps(success(result)), fault)

    def _strike(self, request: web.Request, path: str, fault: Fault[int]) -> web.Response:
        self._note(path, {}, fault.refusal or -1, fault)
        if fault.refusal is not None:
            return _said(RefusedError(fault.refusal).refusal.body())
        return struck(request, fault)

    def _note(self, path: str, params: Json, code: int, fault: Fault[int] | None = None) -> None:
        struck = fault.kind.value if fault else None
        self.calls.append(Call(self.now(), path, params, code, struck))
        self.bell.ring()

    async def _hosted(self, request: web.Request) -> web.Response:
        content = self.hosted.get(request.match_info["name"])
        if content is None:
            raise web.HTTPNotFound
        return web.Response(body=content)


def _said(body: Json) -> web.Response:
    return web.json_response(body)


def _dumps(body: Json) -> str:
    return json.dumps(body, ensure_ascii=False)
