"""The stand-in server: business.openapi.zalo.me on a loopback port, with the account's tokens."""

import datetime as dt
import json
import re
from typing import Any, Self
from zoneinfo import ZoneInfo

from aiohttp import web

from tests.standins.faults import sent, struck
from tests.standins.listening import Listening
from tests.standins.zalo_oa.answers import Json, RefusedError, success
from tests.standins.zalo_oa.server import ZaloOaStandIn
from tests.standins.zalo_zbs.world import Received, Template

BY_PHONE, BY_USER = "/message/template", "/v3.0/oa/message/template"
HERE = ZoneInfo("Asia/Ho_Chi_Minh")
PHONE = re.compile(r"\+?84\d{9}")
TRACKING = re.compile(r"[A-Za-z0-9]{1,48}")


class ZbsStandIn:
    """Template messages of one account's stand-in; listens inside its `async with`."""

    def __init__(self, oa: ZaloOaStandIn, *, port: int = 0) -> None:
        self.oa = oa
        self.template = Template()
        self.administrators: set[str] = set()
        self.no_account: set[str] = set()
        self.refusing: set[str] = set()
        self.loses = False
        self.quota = 500
        self.hours = (6, 22)
        self.phones: dict[str, Received] = {}
        self.sent: list[Json] = []
        self.pressed: list[Json] = []
        self.tap_before_the_answer: str | None = None
        self._at = Listening(port)
        oa.posts[BY_USER] = self._by_user

    @property
    def url(self) -> str:
        """What ZALO_ZNS_URL is set to; known once the server listens."""
        return self._at.url

    @property
    def settings(self) -> dict[str, str]:
        """What an office sets beside the account's settings."""
        return {
            "ZALO_ZNS_ENABLED": "true",
            "ZALO_ZNS_TEMPLATE_ID": self.template.id,
            "ZALO_ZNS_URL": self.url,
        }

    @property
    def spent(self) -> int:
        """What all of it has cost, in đồng."""
        return sum(each["price"] for each in self.sent)

    def phone(self, id_: str) -> Received:
        """Who has that number or user id, new on first mention."""
        return self.phones.setdefault(id_, Received(self, id_))

    def happens(self, event: Json) -> Json:
        """Tell the account's webhook, in the name of ZNS."""
        return self.oa.hooks.happens(event, server="ZNS")

    def delivers(self, sent: Json) -> Json:
        """The phone has shown it."""
        message = {"delivery_time": str(round(self.oa.now() * 1000)), "msg_id": sent["msg_id"]}
        if "tracking_id" in sent:
            message["tracking_id"] = sent["tracking_id"]
        return self.happens(
            {
                "event_name": "user_received_message",
                "sender": {"id": self.oa.oa_id},
                "recipient": {"id": sent["to"]},
                "message": message,
            }
        )

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._answer)
        await self._at.start(app)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._at.stop()

    async def _answer(self, request: web.Request) -> web.Response:
        fault = self.oa.faults.take(request.path)
        if fault and fault.refusal is not None:
            return web.json_response(RefusedError(fault.refusal).refusal.body())
        if fault and fault.early:
            return struck(request, fault)
        try:
            if self.oa.grants.valid(request.headers.get("access_token")):
                raise RefusedError(-124, "Access token is invalid")
            result = await self._act(request)
        except RefusedError as error:
            return web.json_response(error.refusal.body())
        return await sent(request, json.dumps(success(result), ensure_ascii=False), fault)

    async def _act(self, request: web.Request) -> Any:
        match request.method, request.path:
            case "POST", "/message/template":
                return self._by_phone(json.loads(await request.text()))
            case "GET", "/template/info/v2":
                if request.query.get("template_id") != self.template.id:
                    raise RefusedError(-109, "template_id is invalid")
                return self.template.info()
            case "GET", "/response/get":
                return self._responses(request.query)
            case "GET", "/message/quota":
                return {"dailyQuota": "500", "remainingQuota": str(self.quota)}
        raise RefusedError(-106, "unknown method")

    def _responses(self, query: Any) -> Json:
        first, last = int(query["from_time"]), int(query["to_time"])
        offset, limit = int(query["offset"]), int(query["limit"])
        rows = [row for row in self.pressed if first <= int(row["submitDate"]) <= last]
        return {"total": len(rows), "data": rows[offset : offset + limit]}

    def _by_phone(self, params: Json) -> Json:
        phone, tracking = str(params.get("phone", "")), params.get("tracking_id")
        if not PHONE.fullmatch(phone):
            raise RefusedError(-108, "phone is invalid")
        if not isinstance(tracking, str) or not TRACKING.fullmatch(tracking):
            raise RefusedError(-132, "tracking_id is invalid")
        sent = self._send(phone.removeprefix("+"), params, {"tracking_id": tracking})
        quota = {"dailyQuota": "500", "remainingQuota": str(self.quota)}
        told = {"msg_id": sent["msg_id"], "sent_time": sent["sent_time"], "sending_mode": "1"}
        return told | {"quota": quota}

    def _by_user(self, params: Json) -> Json:
        user = str(params.get("user_id", ""))
        if "tracking_id" in params:
            raise RefusedError(-132, "tracking_id is unknown")
        self.oa.by_id(user)
        sent = self._send(user, params, {})
        told = {"message_id": sent["msg_id"], "user_id": user, "sent_time": sent["sent_time"]}
        return told | {"quota": {"quota_type": "sub_quota", "remain": str(self.quota)}}

    def _send(self, to: str, params: Json, names: Json) -> Json:
        development = params.get("mode") == "development"
        if params.get("template_id") != self.template.id:
            raise RefusedError(-109, "template_id is invalid")
        if self.template.status != "ENABLE" and not development:
            raise RefusedError(-131, "template is not approved")
        if development and to not in self.administrators:
            raise RefusedError(-127, "only administrators in development mode")
        self.template.examine(params.get("template_data"))
        if to in self.no_account:
            raise RefusedError(-118, "Zalo account does not exist")
        if to in self.refusing:
            raise RefusedError(-141, "User has refused messages of the OA")
        hour = dt.datetime.fromtimestamp(self.oa.now(), HERE).hour
        if not self.hours[0] <= hour < self.hours[1]:
            raise RefusedError(-133, "not allowed at night")
        if self.quota <= 0:
            raise RefusedError(-144, "daily quota is used up")
        self.quota -= 1
        sent = {
            "to": to,
            "msg_id": f"zbs{self.oa.new_id()}",
            "sent_time": str(round(self.oa.now() * 1000)),
            "template_data": params["template_data"],
            "price": 0 if development else self.template.price,
            **names,
        }
        self.sent.append(sent)
        if not self.loses:
            self.phone(to).shows.append(sent)
            if self.tap_before_the_answer:
                self.phone(to).taps(self.tap_before_the_answer)
            self.phone(to).bell.ring()
        return sent
