"""What can be asked about an Official Account and its people; nothing here changes anything."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from bot.channels import ChannelError, TryLater
from bot.channels.zalo_oa_calls import CallError, OpenApi
from bot.channels.zalo_oa_updates import moment

ABOUT: Final = "/v2.0/oa/getoa"
DETAIL: Final = "/v3.0/oa/user/detail"
QUOTA: Final = "/v3.0/oa/quota/message"

NAME_WITHIN: Final = timedelta(seconds=1.5)
"""So long may Zalo take to tell a name; it expects the webhook's answer within two seconds."""


@dataclass(frozen=True, slots=True)
class Account:
    """What Zalo tells of the account. `wallet`: a Zalo Cloud Account is linked, for paid messages.

    `left` is what remains of the plan's messages, None if Zalo does not say.
    """

    name: str
    verified: bool
    plan: str
    plan_until: str
    wallet: bool
    left: int | None


class Questions:
    """Asks Zalo. `api_url` has no slash at its end."""

    def __init__(self, api: OpenApi, api_url: str) -> None:
        """Ask nothing yet."""
        self._api, self._api_url = api, api_url
        self._names: dict[str, str] = {}

    async def name(self) -> str:
        """What the account is called. Raises CallError, and like the tokens."""
        return _text(_object(await self._api.get(self._api_url + ABOUT, {})), "name")

    async def account(self) -> Account:
        """All that can be told of the set-up. Raises CallError, and like the tokens."""
        about = _object(await self._api.get(self._api_url + ABOUT, {}))
        return Account(
            name=_text(about, "name"),
            verified=about.get("is_verified") in (True, "true", 1, "1"),
            plan=_text(about, "package_name"),
            plan_until=_text(about, "package_valid_through_date"),
            wallet=bool(about.get("linked_ZCA")),
            left=await self._left(),
        )

    async def last_in_touch(self, user: str) -> datetime | None:
        """When a person was last in touch, as far as Zalo says so; None if it does not."""
        try:
            told = await self._api.post(self._api_url + QUOTA, {"user_id": user})
        except (CallError, TryLater):
            return None
        return moment(_object(told).get("last_interaction"))

    async def name_of(self, user: str) -> str:
        """What a person is called; empty if Zalo does not say so at once."""
        if user in self._names:
            return self._names[user]
        asked = {"data": json.dumps({"user_id": user})}
        try:
            async with asyncio.timeout(NAME_WITHIN.total_seconds()):
                told = await self._api.get(self._api_url + DETAIL, asked)
        except (CallError, ChannelError, TimeoutError):
            return ""
        name = _text(_object(told), "display_name").strip()
        if name:
            self._names[user] = name
        return name

    async def _left(self) -> int | None:
        asked = {"quota_owner": "OA", "product_type": "cs", "quota_type": "sub_quota"}
        try:
            told = await self._api.post(self._api_url + QUOTA, asked)
        except (CallError, ChannelError):
            return None
        first = told[0] if isinstance(told, list) and told else told
        try:
            return int(_object(first).get("remain", ""))
        except (TypeError, ValueError):
            return None


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(holder: Mapping[str, Any], key: str) -> str:
    value = holder.get(key)
    return value[:200] if isinstance(value, str) else ""
