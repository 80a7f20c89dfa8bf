"""The channel to a Zalo Official Account: messages with up to five buttons, by OpenAPI and webhook.

An account may write only to who has been in touch within seven days, so the channel knows when each
person last was, and says that a chat is closed rather than try in vain. Facts: official documents
as copied by clients, 2026-08 to 2026-10; sources disagree about buttons, so when Zalo refuses them
the channel goes on without.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, Protocol

import structlog

from bot.channels import (
    Identity,
    Keep,
    Limits,
    Receipt,
    TryLater,
    Undeliverable,
)
from bot.channels.foreign import Json, id_of, object_of
from bot.channels.pace import Pacer
from bot.channels.pace_order import Limits as Pace
from bot.channels.zalo_attachments import fetch
from bot.channels.zalo_http import CallError, Refused
from bot.channels.zalo_meanings import Asking
from bot.channels.zalo_oa_account import Account, Questions
from bot.channels.zalo_oa_calls import OpenApi
from bot.channels.zalo_oa_errors import channel_error
from bot.channels.zalo_oa_files import attachment_of
from bot.channels.zalo_oa_tokens import Tokens
from bot.channels.zalo_oa_updates import kept, payload, read
from bot.channels.zalo_oa_webhook import SIGNATURE, TIMESTAMP, Seal
from bot.channels.zalo_text import parts
from bot.messages import Address, Attachment, Choice, Enclosure, Incoming, Message, Update

__all__ = ["Account", "NoMemory", "Seal", "Windows", "ZaloOa"]

CONSULT: Final = "/v3.0/oa/message/cs"
WINDOW: Final = timedelta(days=7)
"""So long after a person was last in touch may the account write; the first FREE cost nothing."""

FREE: Final = timedelta(hours=48)
MOST_BUTTONS: Final = 5
LONGEST_TITLE: Final = 100
PACE: Final = Pace(rate=1.5, gap=0.2)
"""The smallest plan with OpenAPI takes 100 calls a minute (field's SDK, 2026-08)."""

UNNAMED: Final = "Zalo OA"
SHUT: Final = "the person has not written for seven days"
NOT_FREE: Final = "the 48 free hours after the person's last message are over"
_BUTTONS_REFUSED: Final = frozenset({-201, -210, -233})

_log = structlog.get_logger(__name__)


class Windows(Protocol):
    """When each person was last in touch with the account, kept durably."""

    async def last(self, chat: str) -> datetime | None:
        """When the person of a chat was; None if that is not known."""

    async def heard(self, chat: str, at: datetime) -> None:
        """The person was in touch then; an earlier time than the one known changes nothing."""


class NoMemory:
    """Windows that nobody has written down: every message is tried."""

    async def last(self, chat: str) -> datetime | None:
        """Not known."""
        del chat
        return None

    async def heard(self, chat: str, at: datetime) -> None:
        """Forgotten at once."""


Elsewhere = Callable[[Json], Awaitable[object]]
"""Is given the events of the webhook that are none of this channel's."""


def _nothing_more(_entries: int) -> str:
    return "…"


def _new_name() -> str:
    return secrets.token_urlsafe(6)


class ZaloOa:
    """One Official Account as a channel. `api_url` has no slash at its end.

    `seal` proves that a call to the webhook is Zalo's. `free_only` keeps to the 48 hours that cost
    nothing. `more` words how many entries a text that is too long has left out, `new_name` names a
    message (8 of A-Z a-z 0-9 _ -), so that its buttons can say where they stood. `elsewhere` is
    given the events of the webhook that are not this channel's. Belongs to one event loop.
    """

    name = "zalo-oa"
    can_edit = False
    paid = False
    can_show = True
    in_order = False
    limits = Limits(window=WINDOW)

    def __init__(
        self,
        tokens: Tokens,
        *,
        now: Callable[[], datetime],
        seal: Seal,
        api_url: str = "https://openapi.zalo.me",
        windows: Windows | None = None,
        free_only: bool = False,
        proxy: str | None = None,
        more: Callable[[int], str] = _nothing_more,
        pacer: Pacer | None = None,
        answer_within: timedelta = timedelta(seconds=20),
        new_name: Callable[[], str] = _new_name,
        elsewhere: Elsewhere | None = None,
    ) -> None:
        """Connect to nothing yet."""
        self.most_buttons = MOST_BUTTONS
        self._tokens, self._now, self._seal = tokens, now, seal
        self._api_url, self._more, self._new_name = api_url, more, new_name
        self._windows = windows or NoMemory()
        self._elsewhere = elsewhere
        self._shut_after = FREE if free_only else WINDOW
        self._pacer = pacer or Pacer(PACE)
        self._api = OpenApi(tokens, answer_within=answer_within, proxy=proxy)
        self._questions = Questions(self._api, api_url)
        self._asking = Asking(channel_error)

    @property
    def trouble(self) -> str | None:
        """Why Zalo was not reached, or refused the account, at the last call."""
        return self._asking.refused or self._api.trouble

    async def open(self) -> Identity:
        """Check the tokens and the account. The webhook is set by hand, in Zalo's console."""
        return await self.identify()

    async def identify(self) -> Identity:
        """What the account is called. Raises the four errors.

        A name that Zalo does not tell, though it takes the token, keeps nobody from writing.
        """
        try:
            return Identity(await self._asking(self._questions.name()) or UNNAMED)
        except (TryLater, Undeliverable) as error:
            if not self._api.answered:
                raise
            _log.warning("zalo_tells_no_name", reason=error.reason)
            return Identity(UNNAMED)

    async def account(self) -> Account:
        """All that can be asked about the set-up; changes nothing. Raises the four errors."""
        found: Account = await self._asking(self._questions.account())
        return found

    async def send(self, to: Address, message: Message, *, answering: bool = False) -> Receipt:
        """Send the message, in several parts if it is long; the last has the buttons.

        The receipt's id is ours, as the buttons carry it. If a part fails after others have
        arrived, TryLater is uncertain: the whole will come again. Raises Undeliverable, closed,
        without a call where the person has not been in touch for too long.
        """
        texts = parts(message, self._more)
        await self._look(to)
        name, choices = self._new_name(), [choice for row in message.rows for choice in row]
        for count, text in enumerate(texts):
            buttons = choices if count == len(texts) - 1 else []
            try:
                await self._pacer.turn(to.chat, answering=answering)
                await self._say(to, text, name, buttons)
            except TryLater as error:
                error.uncertain = error.uncertain or count > 0
                raise
        return Receipt(name, messages=len(texts), text="\n".join(texts))

    async def show(
        self, to: Address, enclosure: Enclosure, caption: Message, *, answering: bool = False
    ) -> Receipt:
        """Send a file, then the words and choices below it. Raises as `send` does.

        Zalo takes JPEG and PNG up to 1 MB, PDF, DOC, DOCX and CSV up to 5 MB: any other is
        Undeliverable by our fault.
        """
        await self._look(to)
        attachment = await self._asking(attachment_of(self._api, self._api_url, enclosure))
        await self._pacer.turn(to.chat, answering=answering)
        content = {"recipient": {"user_id": to.chat}, "message": {"attachment": attachment}}
        await self._asking(self._api.post(self._api_url + CONSULT, content))
        try:
            receipt = await self.send(to, caption, answering=answering)
        except TryLater as error:
            error.uncertain = True
            raise
        return replace(receipt, messages=receipt.messages + 1)

    async def fetch(self, attachment: Attachment, *, most: int) -> bytes:
        """What is in a file that somebody sent, from Zalo's own hosts. Raises as promised."""
        return await fetch(self._api.http, attachment.ref, most=most, api_url=self._api_url)

    async def edit(self, to: Address, message_id: str, message: Message) -> None:
        """An account changes nothing that it has said: Undeliverable."""
        del to, message_id, message
        raise Undeliverable("Zalo's accounts cannot change a message", our_fault=True)

    async def acknowledge(self, tap: str, note: str) -> None:
        """A tap comes as a message and waits for nothing."""

    async def receive(self, keep: Keep) -> None:
        """Nothing comes this way: events are sent to the webhook."""
        del keep
        await asyncio.Event().wait()

    async def accept(self, body: bytes, headers: Mapping[str, str]) -> Update | None:
        """The event in a call to the webhook, to be kept before it is answered 200.

        None where there is nothing to keep: an unsigned call, which the console sends to test the
        address, the account's own messages, and events that we do not know. Raises Forged for a
        wrong signature, ValueError for a signed body that is no JSON.
        """
        event = self._seal.opened(body, headers.get(SIGNATURE), headers.get(TIMESTAMP))
        if event is None:
            return None
        update = kept(event)
        if update is None:
            if self._elsewhere is not None:
                await self._elsewhere(event)
            return None
        user = id_of(object_of(event, "sender"), "id")
        name = await self._questions.name_of(user) if user else ""
        return kept(event | {"display_name": name}) if name else update

    def read(self, payload: str) -> Incoming | None:
        """What a kept event says; None for a kind that does not concern us. Never raises."""
        return read(payload, self.name)

    async def close(self) -> None:
        """Let go of connections. Repeating it is safe."""
        self._pacer.close()
        await self._tokens.close()
        await self._api.close()

    # --- inside ----------------------------------------------------------------------------------

    async def _look(self, to: Address) -> None:
        """Raise Undeliverable, closed, where the person has not been in touch for too long.

        What we know may be less than Zalo does (a call, the account's menu), so it is asked first.
        """
        last = await self._windows.last(to.chat)
        if last is None or self._now() - last < self._shut_after:
            return
        told = await self._questions.last_in_touch(to.chat)
        if told is not None and told > last:
            await self._windows.heard(to.chat, told)
            last = told
        if self._now() - last >= self._shut_after:
            raise Undeliverable(SHUT if self._now() - last >= WINDOW else NOT_FREE, closed=True)

    async def _say(self, to: Address, text: str, name: str, choices: list[Choice]) -> None:
        """One message. Where Zalo refuses the buttons, the words alone, now and from now on."""
        content: Json = {"text": text}
        if choices and self.most_buttons:
            try:
                attachment = _buttons(name, choices)
                await self._consult(to, content | {"attachment": attachment})
            except Refused as error:
                if error.code not in _BUTTONS_REFUSED:
                    raise self._asking.failed(error) from None
            except CallError as error:
                raise self._asking.failed(error) from None
            else:
                return
        await self._asking(self._consult(to, content))
        if choices and self.most_buttons:
            _log.warning("zalo_takes_no_buttons", channel=self.name)
            self.most_buttons = 0

    async def _consult(self, to: Address, content: Mapping[str, object]) -> None:
        body = {"recipient": {"user_id": to.chat}, "message": content}
        await self._api.post(self._api_url + CONSULT, body)


def _buttons(name: str, choices: list[Choice]) -> Json:
    buttons = [
        {
            "title": choice.label[:LONGEST_TITLE],
            "type": "oa.query.hide",
            "payload": payload(name, choice.data),
        }
        for choice in choices
    ]
    return {"type": "template", "payload": {"template_type": "button", "buttons": buttons}}
