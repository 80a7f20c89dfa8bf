"""A stand-in, a client that asks plainly, Lan, and an office that can be called."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.standins.zalo_oa import OAUTH, Hand, Phone, ZaloOaStandIn
from tests.standins.zalo_oa.answers import Json


class Client:
    """The plainest client of one OA."""

    def __init__(self, session: httpx.AsyncClient, standin: ZaloOaStandIn) -> None:
        self._session, self._standin = session, standin
        self.token = standin.grants.explorer()[0]

    async def __call__(self, path: str, **params: Any) -> Json:
        """POST JSON; what is answered, always with HTTP 200."""
        answer = await self._session.post(
            self._standin.url + path, json=params, headers={"access_token": self.token}
        )
        assert answer.status_code == 200
        found: Json = answer.json()
        return found

    async def says(self, phone: Phone, text: str, *buttons: Json) -> Json:
        """A consultation message."""
        message: Json = {"text": text}
        if buttons:
            message["attachment"] = {"type": "template", "payload": {"buttons": list(buttons)}}
        return await self("/v3.0/oa/message/cs", recipient={"user_id": phone.id}, message=message)

    async def grant(self, secret: str | None = None, **form: str) -> Json:
        """A call for tokens."""
        answer = await self._session.post(
            self._standin.url + OAUTH,
            data={"app_id": self._standin.app_id, **form},
            headers={"secret_key": secret or self._standin.app_secret},
        )
        found: Json = answer.json()
        return found

    async def refresh(self, token: str) -> Json:
        """A call that spends a refresh token."""
        return await self.grant(grant_type="refresh_token", refresh_token=token)


class Office:
    """A webhook that writes down what it is told, and answers as a test says."""

    def __init__(self) -> None:
        self.told: list[tuple[Json, dict[str, str], bytes]] = []
        self.statuses: list[int] = []
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        body = await request.read()
        self.told.append((await request.json(), dict(request.headers), body))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
async def zalo(hand: Hand) -> AsyncIterator[ZaloOaStandIn]:
    async with ZaloOaStandIn(now=hand) as standin:
        yield standin


@pytest.fixture
async def ask(zalo: ZaloOaStandIn) -> AsyncIterator[Client]:
    async with httpx.AsyncClient(trust_env=False) as session:
        yield Client(session, zalo)


@pytest.fixture
def lan(zalo: ZaloOaStandIn) -> Phone:
    return zalo.phone("Lan")


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    office = Office()
    app = web.Application()
    app.router.add_post("/hook", office.answer)
    async with TestServer(app, shutdown_timeout=0.05) as server:
        office.url = f"http://127.0.0.1:{server.port}/hook"
        yield office
