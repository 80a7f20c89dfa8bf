"""What can be asked about an Official Account and its people; nothing here changes anything."""

import asyncio
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.channels import ChannelError, TryLater
from bot.channels.foreign import Json, as_object, moment_of, text_of, whole_of
from bot.channels.zalo_http import CallError
from bot.channels.zalo_oa_calls import OpenApi

ABOUT: Final = "/v2.0/oa/getoa"
DETAIL: Final = "/v3.0/oa/user/detail"
QUOTA: Final = "/v3.0/oa/quota/message"

_LONGEST_NAME: Final = 200
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
        return _text(as_object(await self._api.get(self._api_url + ABOUT, {})), "name")

    async def account(self) -> Account:
        """All that can be told of the set-up. Raises CallError, and like the tokens."""
        about = as_object(await self._api.get(self._api_url + ABOUT, {}))
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
        return moment_of(as_object(told).get("last_interaction"))

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
        name = _text(as_object(told), "display_name").strip()
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
        remain = whole_of(as_object(first).get("remain"), -1)
        return remain if remain >= 0 else None


def _text(holder: Json, key: str) -> str:
    return text_of(holder, key)[:_LONGEST_NAME]
