"""The channel of Zalo's template messages: the one that costs money, with two fixed buttons.

One message is one template about one duty, the most pressing, so that a tap on “done” can mean
nothing else and each message has one price. What is sent is written down before the call under our
own tracking id: Zalo does not merge repeats, so one whose fate is unknown is not repeated on the
same day. Facts: official pages as pasted by clients, and a compilation of 2026-08-20.
"""

import asyncio
import hashlib
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Final, Protocol

import structlog

from bot.channels import (
    ANY_NUMBER,
    HERE,
    ChannelError,
    Hours,
    Identity,
    Keep,
    Limits,
    Misconfigured,
    Receipt,
    TryLater,
    Undeliverable,
)
from bot.channels.foreign import Json, as_object, id_of
from bot.channels.zalo_http import CallError
from bot.channels.zalo_meanings import Asking
from bot.channels.zalo_oa_calls import OpenApi
from bot.channels.zalo_oa_tokens import Tokens
from bot.channels.zalo_zbs_errors import channel_error
from bot.channels.zalo_zbs_template import Template, filled, template_of
from bot.channels.zalo_zbs_updates import kept, missed, read
from bot.messages import Address, Attachment, Duty, Enclosure, Incoming, Message, Update

DAY: Final = Hours(timedelta(hours=6), timedelta(hours=22))
"""Zalo takes no template outside of these hours (error -133, 2026-08)."""

BY_PHONE: Final = "/message/template"
BY_USER: Final = "/v3.0/oa/message/template"
INFO: Final = "/template/info/v2"
RESPONSES: Final = "/response/get"
QUOTA: Final = "/message/quota"

LOOK_FOR_MISSED: Final = timedelta(minutes=15)
LOOK_BACK: Final = timedelta(hours=24)
_PAGE: Final = 100
_NO_ANSWERS: Final = "templates carry no answers"
_log = structlog.get_logger(__name__)


class Before(Enum):
    """What became of the same template before."""

    NEVER_SENT = "never sent"
    SENT = "sent"
    UNKNOWN = "unknown"


class Slips(Protocol):
    """What was sent under which tracking id, kept durably."""

    async def begin(self, tracking: str, chat: str, duty: Duty) -> Before:
        """Write down that it is about to be sent, unless it was; what became of it before."""

    async def sent(self, tracking: str, message_id: str) -> bool:
        """Zalo has taken it; True if a tap on it had come before that was known."""

    async def refused(self, tracking: str) -> None:
        """Zalo has certainly not taken it."""


class ZaloZbs:
    """One template as a channel. Both addresses have no slash at their ends.

    A chat is a phone number (+84…) or the digits of a user id. `price` and `ceiling` are in đồng, a
    message and a month; what the template itself costs counts if it is more. With `development` it
    goes to the account's administrators only, and costs nothing. Outside of the `hours` nothing is
    tried. Belongs to one event loop.
    """

    name = "zalo-zbs"
    most_buttons = ANY_NUMBER
    can_edit = False
    paid = True
    can_show = False
    in_order = False

    def __init__(
        self,
        tokens: Tokens,
        template: str,
        slips: Slips,
        *,
        now: Callable[[], datetime],
        price: int,
        ceiling: int,
        zns_url: str = "https://business.openapi.zalo.me",
        api_url: str = "https://openapi.zalo.me",
        development: bool = False,
        hours: Hours = DAY,
        proxy: str | None = None,
        answer_within: timedelta = timedelta(seconds=20),
        look_for_missed: timedelta = LOOK_FOR_MISSED,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Connect to nothing yet."""
        self.limits = Limits(price=price, ceiling=ceiling, hours=hours)
        self._tokens, self._template, self._slips, self._now = tokens, template, slips, now
        self._zns_url, self._api_url, self._development = zns_url, api_url, development
        self._api = OpenApi(tokens, answer_within=answer_within, proxy=proxy)
        self._known: Template | None = None
        self._asking = Asking(channel_error)
        self._look_for_missed, self._chance = look_for_missed, chance
        self._keep: Keep | None = None

    @property
    def trouble(self) -> str | None:
        """Why Zalo was not reached, or refused the account, at the last call."""
        return self._asking.refused or self._api.trouble

    async def open(self) -> Identity:
        """Ask what the template is and costs. Raises Misconfigured if it cannot be used.

        What Zalo does not tell of it, though it takes the token, keeps nobody from sending it.
        """
        try:
            identity = await self.identify()
        except TryLater as error:
            if not self._api.answered:
                raise
            _log.warning("zalo_tells_nothing_of_the_template", reason=error.reason)
            return Identity(f"ZBS {self._template}")
        known = self._known
        if known is not None and known.unknown:
            raise Misconfigured(
                f"the template has blanks unknown to us: {', '.join(known.unknown)}"
            )
        if known is not None and not (known.is_enabled or self._development):
            raise Misconfigured("the template is not approved")
        return identity

    async def identify(self) -> Identity:
        """What the template is called. Raises the four errors."""
        return Identity((await self.template()).name or f"ZBS {self._template}")

    async def template(self) -> Template:
        """What Zalo tells of the template; its price becomes ours if it is higher."""
        asked = self._api.get(self._zns_url + INFO, {"template_id": self._template})
        told = await self._asking(asked)
        self._known = template_of(as_object(told))
        price = max(self.limits.price, self._known.price_by_phone, self._known.price_by_user)
        self.limits = replace(self.limits, price=price)
        return self._known

    async def left_today(self) -> int | None:
        """How many templates the account may still send today; None if Zalo does not say."""
        try:
            told = await self._api.get(self._zns_url + QUOTA, {})
            return int(told["remainingQuota"])
        except (CallError, ChannelError, KeyError, TypeError, ValueError):
            return None

    async def send(self, to: Address, message: Message, *, answering: bool = False) -> Receipt:
        """Send a template about the first duty of the message. The receipt's id is our tracking id.

        The same duty goes to the same chat once a day: a second time gives the first one's receipt,
        which costs nothing. Undeliverable by our fault: what answers somebody, or is about no duty.
        """
        if answering or not message.duties:
            reason = _NO_ANSWERS if answering else "a template can only tell of a duty"
            raise Undeliverable(reason, our_fault=True)
        now, duty = self._now(), message.duties[0]
        if self.limits.hours and (wait := self.limits.hours.wait(now)) is not None:
            raise TryLater("no template is sent at this hour", wait)
        tracking = tracking_id(to, duty, now)
        before = await self._slips.begin(tracking, to.chat, duty)
        if before is Before.SENT:
            return Receipt(tracking, messages=0, cost=0)
        if before is Before.UNKNOWN:
            why = "the same template may have arrived today"
            raise TryLater(why, LOOK_BACK, uncertain=True, counts=False)
        message_id = await self._post(to, duty, tracking)
        if await self._slips.sent(tracking, message_id) and self._keep is not None:
            await self._keep([])  # wakes whoever handles what is kept
        return Receipt(tracking, cost=0 if self._development else self.limits.price)

    async def show(
        self, to: Address, enclosure: Enclosure, caption: Message, *, answering: bool = False
    ) -> Receipt:
        """Templates carry no files: Undeliverable."""
        del to, enclosure, caption, answering
        raise Undeliverable("templates carry no files", our_fault=True)

    async def fetch(self, attachment: Attachment, *, most: int) -> bytes:
        """Nothing comes in by templates: Undeliverable."""
        del attachment, most
        raise Undeliverable("the file is gone")

    async def edit(self, to: Address, message_id: str, message: Message) -> None:
        """A template cannot be changed: Undeliverable."""
        del to, message_id, message
        raise Undeliverable("templates cannot be changed", our_fault=True)

    async def acknowledge(self, tap: str, note: str) -> None:
        """A tap waits for nothing."""

    async def take(self, event: Json) -> bool:
        """Keep an event that the account's webhook was told; False if it is none of ours.

        Raises TryLater before anybody receives, so that Zalo sends it again.
        """
        update = kept(event)
        if update is None:
            return False
        if self._keep is None:
            raise TryLater("nobody receives yet")
        await self._keep([update])
        return True

    async def receive(self, keep: Keep) -> None:
        """Ask for taps that the webhook may have missed, now and then, until cancelled."""
        self._keep = keep
        while True:
            try:
                if updates := await self._missed():
                    await keep(updates)
            except (CallError, ChannelError) as error:
                _log.warning("missed_taps_not_asked_for", reason=str(error))
            except Exception:  # noqa: BLE001  whatever keep raises, they are listed again next time
                _log.exception("missed_taps_not_kept")
            await asyncio.sleep(self._look_for_missed.total_seconds() * (1 + self._chance() / 10))

    def read(self, payload: str) -> Incoming | None:
        """What a kept event says; None for a kind that does not concern us. Never raises."""
        return read(payload, self.name)

    async def close(self) -> None:
        """Let go of connections. Repeating it is safe."""
        await self._api.close()

    # --- inside ----------------------------------------------------------------------------------

    async def _post(self, to: Address, duty: Duty, tracking: str) -> str:
        """Make the call; gives Zalo's id of the message. What was refused is written down so."""
        try:
            told = as_object(await self._asking(self._call(to, duty, tracking)))
        except TryLater as error:
            if not error.uncertain:
                await self._slips.refused(tracking)
            raise
        except ChannelError:
            await self._slips.refused(tracking)
            raise
        return id_of(told, "msg_id") or id_of(told, "message_id")

    async def _call(self, to: Address, duty: Duty, tracking: str) -> Any:
        parameters = self._known.parameters if self._known else ()
        body: Json = {
            "template_id": self._template,
            "template_data": filled(duty, parameters),
        }
        if self._development:
            body["mode"] = "development"
        if to.chat.startswith("+"):
            return await self._api.post(
                self._zns_url + BY_PHONE,
                body | {"phone": to.chat.removeprefix("+"), "tracking_id": tracking},
            )
        return await self._api.post(self._api_url + BY_USER, body | {"user_id": to.chat})

    async def _missed(self) -> list[Update]:
        """Taps of the last day, as Zalo lists them."""
        now, found = self._now(), list[Update]()
        while True:
            asked = {
                "template_id": self._template,
                "from_time": _ms(now - LOOK_BACK),
                "to_time": _ms(now),
                "offset": len(found),
                "limit": _PAGE,
            }
            told = await self._api.get(self._zns_url + RESPONSES, asked)
            rows = told if isinstance(told, list) else (told or {}).get("data")
            page = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
            found += [update for row in page if (update := missed(row)) is not None]
            if len(page) < _PAGE:
                return found


def tracking_id(to: Address, duty: Duty, now: datetime) -> str:
    """Our name for a template, 40 letters and digits: one for each duty, chat and day."""
    day = f"{now.astimezone(HERE):%Y-%m-%d}"
    return hashlib.sha256(f"{to.chat}|{duty.done}|{day}".encode()).hexdigest()[:40]


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)
