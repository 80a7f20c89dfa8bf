"""The channel to Zalo's Bot Platform: like Telegram, but with words only.

No buttons, no edits, no receipts of delivery, and a month's messages that can be counted. Facts:
docs.zaloplatforms.com and what users of the live service measured, 2026-07 to 2026-10.
"""

import asyncio
import random
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from bot.channels import (
    ChannelError,
    Forged,
    Identity,
    Keep,
    Limits,
    Misconfigured,
    Receipt,
    TryLater,
    Undeliverable,
)
from bot.channels.foreign import Json, as_object, id_of, text_of
from bot.channels.pace import Pacer
from bot.channels.pace_order import Limits as Pace
from bot.channels.seat import OnlySeat, Seat
from bot.channels.zalo_attachments import fetch
from bot.channels.zalo_bot_calls import Calls
from bot.channels.zalo_bot_errors import (
    BAD_REQUEST,
    FOR_ALL,
    INTERNAL,
    NOT_FOUND,
    QUOTA,
    TOO_MANY,
    Grudge,
    channel_error,
    plain,
)
from bot.channels.zalo_bot_polling import Polling, Waits
from bot.channels.zalo_bot_updates import read
from bot.channels.zalo_bot_webhook import SECRET_HEADER, Hooks, ZaloWebhook
from bot.channels.zalo_http import CallError, Garbled, Refused
from bot.channels.zalo_text import parts
from bot.messages import Address, Attachment, Enclosure, Incoming, Message, Update

__all__ = ["Profile", "Waits", "ZaloBot", "ZaloWebhook"]

T = TypeVar("T")

BASIC_PLAN = Limits(messages=3000, users=50, groups=3)
"""What a bot of the free plan may do (bot.zapps.me, as users read it in 2026-07 and 2026-08)."""

PACE = Pace(rate=10.0, gap=1.0)
"""No rate is published; ten messages in 416 ms were all taken (seen by a user, 2026)."""

PICTURES = frozenset({"image/jpeg", "image/png"})
FETCHED_WITHIN = timedelta(seconds=90)
"""Zalo answers only after it has fetched a picture, which was seen to take long (2026-09)."""

Pictures = Callable[[Enclosure, Address], Awaitable[str]]
"""Lays a picture where Zalo can fetch it; gives its public address."""

LASTING = timedelta(seconds=60)
"""So long may Zalo answer nothing but 403 before a human is asked to look."""


PATIENCE = (1, 2, 4)
"""The pauses between tries to open the channel, in first pauses."""

QUOTA_LASTING = timedelta(minutes=15)
"""Zalo refuses with the same 429 for speed and for the month's quota; speed passes sooner."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What Zalo tells of the bot. `webhook` is where updates go, None if they wait for polls."""

    name: str
    account: str
    can_join_groups: bool
    webhook: str | None
    webhook_is_ours: bool


def _nothing_more(_entries: int) -> str:
    return "…"


def _nothing_about_tags(_name: str | None) -> str:
    return ""


async def _nothing_spent() -> int:
    return 0


class ZaloBot:
    """A Zalo bot as a channel, by long polling, or by webhook if `webhook` is given.

    `api_url` has no slash at its end. `own_webhook` is the address that this office would use for
    a webhook, so that it can be taken away when polling; `take_over` takes away any other as well.
    Without `pictures` none can be sent.
    `more` words how many entries a text that is too long has left out, `tagged` how to answer in
    a group, where only what tags the bot's name reaches it; `spent` tells how many messages the
    month has seen. Belongs to one event loop.
    """

    name = "zalo-bot"
    most_buttons = 0
    can_edit = False
    paid = False
    limits = BASIC_PLAN
    in_order = False

    def __init__(
        self,
        token: str,
        *,
        api_url: str = "https://bot-api.zaloplatforms.com",
        webhook: ZaloWebhook | None = None,
        own_webhook: str | None = None,
        take_over: bool = False,
        proxy: str | None = None,
        seat: Seat | None = None,
        pictures: Pictures | None = None,
        more: Callable[[int], str] = _nothing_more,
        tagged: Callable[[str | None], str] = _nothing_about_tags,
        pacer: Pacer | None = None,
        waits: Waits | None = None,
        answer_within: timedelta = timedelta(seconds=20),
        lasting: timedelta = LASTING,
        spent: Callable[[], Awaitable[int]] = _nothing_spent,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Connect to nothing yet."""
        self._api_url, self._webhook = api_url, webhook
        self._pictures, self.can_show = pictures, pictures is not None
        self._more, self._tagged = more, tagged
        self._pacer = pacer or Pacer(PACE)
        # Two, so that a poll that goes well does not hide that sending fails.
        self._calls = Calls(token, api_url, answer_within=answer_within, proxy=proxy)
        self._polls = Calls(token, api_url, answer_within=answer_within, proxy=proxy)
        own = webhook.url if webhook else own_webhook
        self._hooks = Hooks(self._calls, own=own, take_over=take_over)
        self._spent = spent
        self._internal = Grudge(lasting, _loop_time)
        self._too_many = Grudge(QUOTA_LASTING, _loop_time)
        self._called: str | None = None
        self._pause_s = (waits or Waits()).pause.total_seconds()
        self._polling = Polling(
            self._polls,
            self._hooks,
            seat=seat or OnlySeat(),
            bot=lambda: self._called,
            waits=waits or Waits(),
            grudge=Grudge(lasting, _loop_time),
            chance=chance,
        )

    @property
    def trouble(self) -> str | None:
        """Why Zalo was not reached, or refused us, at the last call of either kind."""
        return self._calls.trouble or self._polls.trouble or self._polling.trouble

    @property
    def standing_by(self) -> bool:
        """Whether another process polls for this bot, and this one waits to take over."""
        return self._polling.standing_by

    async def open(self) -> Identity:
        """Check the token, and have updates come the way that was chosen.

        Trouble that passes within seconds is waited out. Raises Misconfigured if Zalo refuses any
        of it.
        """
        identity = await self._identify_patiently()
        if self._webhook is not None:
            await self._setting_up(self._hooks.set(self._webhook))
        return identity

    async def identify(self) -> Identity:
        """What Zalo calls the bot; asks and changes nothing. Raises like `open`."""
        me = await self._me()
        self._called = _said(me, "display_name") or None
        account = _said(me, "account_name")
        return Identity(self._called or account or "Zalo Bot", account or None)

    async def _identify_patiently(self) -> Identity:
        for pauses in PATIENCE:
            try:
                return await self.identify()
            except TryLater:
                await asyncio.sleep(self._pause_s * pauses)
        return await self.identify()

    async def profile(self) -> Profile:
        """All that can be asked about the set-up; changes nothing. Raises like `open`."""
        me = await self._me()
        url = await self._setting_up(self._hooks.present())
        account = _said(me, "account_name")
        return Profile(
            name=_said(me, "display_name") or account,
            account=account,
            can_join_groups=me.get("can_join_groups") is True,
            webhook=url,
            webhook_is_ours=url is not None and self._hooks.is_ours(url),
        )

    async def send(self, to: Address, message: Message, *, answering: bool = False) -> Receipt:
        """Send the message, in several parts if it is long. The receipt is the last part's.

        If a part fails after others have arrived, TryLater is uncertain: the whole will come again.
        Raises ValueError for a message without words.
        """
        if to.is_group and not answering and (hint := self._tagged(self._called)):
            message = replace(message, body=f"{message.body}\n\n{hint}".lstrip())
        texts, last = parts(message, self._more), ""
        for count, text in enumerate(texts):
            try:
                await self._pacer.turn(to.chat, is_group=to.is_group, answering=answering)
                last = await self._say(to, text)
            except TryLater as error:
                error.uncertain = error.uncertain or count > 0
                raise
        return Receipt(last, messages=len(texts), text="\n".join(texts))

    async def show(
        self, to: Address, enclosure: Enclosure, caption: Message, *, answering: bool = False
    ) -> Receipt:
        """Send a picture, then the words below it. Raises as `send` does.

        Zalo fetches it from an address of ours. Any other file is Undeliverable by our fault.
        """
        if self._pictures is None or enclosure.media_type not in PICTURES:
            raise Undeliverable("Zalo's bots cannot send a file", our_fault=True)
        photo = {"chat_id": to.chat, "photo": await self._pictures(enclosure, to)}
        await self._pacer.turn(to.chat, is_group=to.is_group, answering=answering)
        try:
            await self._calls.ask("sendPhoto", photo, within=FETCHED_WITHIN)
        except CallError as error:
            raise await self._failed(error, to) from None
        try:
            receipt = await self.send(to, caption, answering=answering)
        except TryLater as error:
            error.uncertain = True
            raise
        return replace(receipt, messages=receipt.messages + 1)

    async def fetch(self, attachment: Attachment, *, most: int) -> bytes:
        """What is in a picture or a voice message, from Zalo's own hosts. Raises as promised."""
        return await fetch(self._calls.http, attachment.ref, most=most, api_url=self._api_url)

    async def edit(self, to: Address, message_id: str, message: Message) -> None:
        """Zalo's bots change nothing that they have said: Undeliverable."""
        del to, message_id, message
        raise Undeliverable("Zalo's bots cannot change a message", our_fault=True)

    async def acknowledge(self, tap: str, note: str) -> None:
        """There are no buttons to press."""

    async def receive(self, keep: Keep) -> None:
        """Poll for updates until cancelled. Raises Misconfigured when the token is refused.

        With a webhook nothing comes this way.
        """
        if self._webhook is not None:
            await asyncio.Event().wait()
        await self._polling.run(keep)

    async def accept(self, body: bytes, headers: Mapping[str, str]) -> Update | None:
        """The update in a call to the webhook, to be kept before it is answered 200.

        None where there is nothing to keep. Raises Forged if the header's secret is wrong or
        missing or no webhook is set, ValueError if the body is no JSON.
        """
        if self._webhook is None:
            raise Forged("there is no webhook")
        return self._webhook.accept(body, headers.get(SECRET_HEADER), self._called)

    def read(self, payload: str) -> Incoming | None:
        """What a kept update says; None for a kind that does not concern us. Never raises."""
        return read(payload, self.name)

    async def close(self) -> None:
        """Let go of connections; who waits for a turn is told to try later."""
        self._pacer.close()
        await self._calls.close()
        await self._polls.close()

    async def _used_up(self) -> bool:
        """Whether a 429 is about the month's quota, as Zalo does not say: by our own count, or
        because nothing else has come for long (other bots of the account may share the quota)."""
        lasts = self._too_many.refused()
        return lasts or await self._spent() >= (self.limits.messages or 0)

    async def _me(self) -> Json:
        return as_object(await self._setting_up(self._calls.ask("getMe")))

    async def _setting_up(self, call: Awaitable[T]) -> T:
        try:
            return await call
        except CallError as error:
            if isinstance(error, Refused) and error.code in (BAD_REQUEST, NOT_FOUND):
                raise Misconfigured(f"Zalo refuses the set-up: {plain(error)}") from None
            raise channel_error(error) from None

    async def _say(self, to: Address, text: str) -> str:
        """The id of the message; one of our own making where Zalo gives none."""
        try:
            told = await self._calls.ask("sendMessage", {"chat_id": to.chat, "text": text})
        except CallError as error:
            raise await self._failed(error, to) from None
        self._internal.over()
        self._too_many.over()
        return id_of(as_object(told), "message_id") or f"unnamed-{secrets.token_hex(8)}"

    async def _failed(self, error: CallError, to: Address) -> ChannelError:
        """What the error means; whatever was refused for speed is held."""
        if isinstance(error, Refused) and error.code == INTERNAL and self._internal.refused():
            return Misconfigured(FOR_ALL)
        if isinstance(error, Refused) and error.code == TOO_MANY and await self._used_up():
            return Undeliverable(QUOTA, closed=True)
        meaning = channel_error(error)
        if isinstance(meaning, TryLater) and meaning.after is not None and _for_speed(error):
            self._pacer.hold(to.chat, meaning.after.total_seconds(), is_group=to.is_group)
        return meaning


def _for_speed(error: CallError) -> bool:
    return isinstance(error, Garbled) or (isinstance(error, Refused) and error.code == TOO_MANY)


def _said(me: Json, key: str) -> str:
    return text_of(me, key).strip()[:100]


def _loop_time() -> float:
    return asyncio.get_running_loop().time()
