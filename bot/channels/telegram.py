"""The Telegram channel."""

import asyncio
import hmac
import json
import logging
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, TypeVar

import structlog
from telegram import LinkPreviewOptions
from telegram.error import TelegramError

from bot.channels import (
    ANY_NUMBER,
    NO_LIMITS,
    ChannelError,
    Forged,
    Identity,
    Keep,
    Misconfigured,
    Receipt,
    TryLater,
    Undeliverable,
)
from bot.channels.pace import Pacer
from bot.channels.telegram_errors import NOT_MODIFIED, QUERY_TOO_OLD, channel_error, says
from bot.channels.telegram_files import fetch, upload
from bot.channels.telegram_polling import PolledBot, Polling
from bot.channels.telegram_saying import say
from bot.channels.telegram_text import Buttons, Part, buttons, keyboard, parts, shortened
from bot.channels.telegram_text import caption as caption_of
from bot.channels.telegram_transport import Refused, Transport
from bot.channels.telegram_updates import ALLOWED_UPDATES, kept, read
from bot.messages import Address, Attachment, Enclosure, Incoming, Message, Update

__all__ = ["Forged", "Telegram", "Webhook"]

T = TypeVar("T")

MAX_NOTE = 200
"""Most characters of the note on a tap (core.telegram.org/bots/api#answercallbackquery)."""

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  a header's name

_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
_UNREADABLE: Final = (AttributeError, KeyError, TypeError, ValueError)
_log = structlog.get_logger(__name__)

# The library's debug lines carry the token and the texts.
logging.getLogger("telegram").setLevel(logging.INFO)


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram is to send updates, and the secret that proves that it is Telegram.

    `url` is public and https; `secret` is 1 to 256 of A-Z a-z 0-9 _ -.
    """

    url: str
    secret: str = field(repr=False)


class Telegram:
    """Telegram as a channel, by long polling, or by webhook if `webhook` is given.

    `api_url` has no slash at its end. `menu` is commands without slash, each with its description.
    `poll` is how long Telegram may hold back an empty answer, `pause` the first pause after trouble
    with polling, `chance` gives numbers in [0, 1) for its jitter. Belongs to one event loop.
    """

    name = "telegram"
    most_buttons = ANY_NUMBER
    can_edit = True
    paid = False
    limits = NO_LIMITS
    can_show = True
    in_order = True

    def __init__(
        self,
        token: str,
        *,
        api_url: str = "https://api.telegram.org",
        proxy: str | None = None,
        webhook: Webhook | None = None,
        menu: Sequence[tuple[str, str]] = (),
        pacer: Pacer | None = None,
        poll: timedelta = timedelta(seconds=25),
        answer_within: timedelta = timedelta(seconds=20),
        pause: timedelta = timedelta(seconds=1),
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Connect to nothing yet."""
        self._webhook = webhook
        self._menu = tuple(menu)
        self._pacer = pacer or Pacer()
        answer_s = answer_within.total_seconds()
        # Two, so that a long poll never waits behind a burst of messages.
        self._calls = Transport(proxy, read_timeout=answer_s)
        self._polls = Transport(proxy, connections=2, read_timeout=answer_s)
        self._bot = PolledBot(
            token,
            f"{api_url}/bot",
            f"{api_url}/file/bot",
            request=self._calls,
            get_updates_request=self._polls,
        )
        self._polling = Polling(
            self._bot,
            self.name,
            wait=poll,
            answer_within=answer_within,
            pause=pause,
            chance=chance,
        )

    @property
    def trouble(self) -> str | None:
        """Why Telegram was not reached, or refused us, at the last call of either kind."""
        return self._calls.trouble or self._polls.trouble

    async def open(self) -> Identity:
        """Check the token, set the menu, and have updates come the way that was chosen.

        Updates that wait are kept. Raises Misconfigured if Telegram refuses any of it.
        """
        await self._polls.initialize()
        identity = await self.identify()
        if self._menu:
            await self._setting_up(self._bot.set_my_commands(self._menu))
        if self._webhook is None:
            await self._setting_up(self._bot.delete_webhook(drop_pending_updates=False))
        else:
            await self._setting_up(
                self._bot.set_webhook(
                    self._webhook.url,
                    secret_token=self._webhook.secret,
                    allowed_updates=ALLOWED_UPDATES,
                )
            )
        return identity

    async def identify(self) -> Identity:
        """What Telegram calls the bot. Changes nothing there, unlike `open`. Raises like it."""
        await self._calls.initialize()
        me = await self._setting_up(self._bot.get_me())
        return Identity(me.full_name, me.username)

    async def send(self, to: Address, message: Message, *, answering: bool = False) -> Receipt:
        """Send the message, in several parts if it is long; the last has the buttons.

        The receipt is the last part's. If a part fails after others have arrived, TryLater is
        uncertain: the whole will come again.
        """
        below, pieces = buttons(message), parts(message)
        for count, part in enumerate(pieces[:-1]):
            await self._say(to, part, [], answering=answering, begun=count > 0)
        begun = len(pieces) > 1
        return await self._say(to, pieces[-1], below, answering=answering, begun=begun)

    async def show(
        self, to: Address, enclosure: Enclosure, caption: Message, *, answering: bool = False
    ) -> Receipt:
        """Send a file, a picture as a photo; words too long to stand below it follow it.

        The receipt is of what has the buttons.
        """
        below = caption_of(caption)
        await self._pacer.turn(to.chat, is_group=to.is_group, answering=answering)
        try:
            sent = await upload(
                self._bot, _integer(to.chat), enclosure, below, keyboard(caption) if below else None
            )
        except TelegramError as error:
            raise self._failed(error, to) from None
        except _UNREADABLE as error:
            raise _unread(error) from None
        if below:
            return Receipt(str(sent.message_id))
        try:
            return await self.send(to, caption, answering=answering)
        except TryLater as error:
            error.uncertain = True
            raise

    async def fetch(self, attachment: Attachment, *, most: int) -> bytes:
        """What is in an attachment; Telegram gives bots no more than 20 MB. Raises as promised."""
        return await fetch(self._bot, self._calls, attachment, most=most, channel=self.name)

    async def edit(self, to: Address, message_id: str, message: Message) -> None:
        """Replace a message; of a long text, the last part, whose id the receipt gave.

        Raises Undeliverable if the message is gone or too old.
        """
        chat, number = _integer(to.chat), _integer(message_id)
        part = parts(message)[-1]
        await self._pacer.turn(to.chat, is_group=to.is_group, answering=True)
        try:
            await self._bot.edit_message_text(
                part.text,
                chat,
                number,
                entities=part.entities,
                reply_markup=keyboard(message),
                link_preview_options=_NO_PREVIEW,
            )
        except TelegramError as error:
            if not says(error, NOT_MODIFIED):
                raise self._failed(error, to) from None
        except _UNREADABLE as error:
            raise _unread(error) from None

    async def acknowledge(self, tap: str, note: str) -> None:
        """Confirm a tap; a note is cut to 200 characters. A tap that is too old is passed over."""
        try:
            await self._bot.answer_callback_query(tap, shortened(note, MAX_NOTE) or None)
        except TelegramError as error:
            if not says(error, QUERY_TOO_OLD):
                raise channel_error(error, self.name) from None

    async def receive(self, keep: Keep) -> None:
        """Poll for updates until cancelled. What keep did not store is asked for again.

        With a webhook nothing comes this way. Raises Misconfigured when the token is refused.
        """
        if self._webhook is not None:
            await asyncio.Event().wait()
        await self._polling.run(keep)

    async def accept(self, body: bytes, headers: Mapping[str, str]) -> Update:
        """The update that Telegram has sent to the webhook, to be kept before it is answered 200.

        Raises Forged if the header's secret is wrong or missing or no webhook is set, ValueError if
        the body is no update.
        """
        secret = headers.get(SECRET_HEADER)
        expected = self._webhook.secret if self._webhook else ""
        # Bytes, as compare_digest takes no str beyond ASCII.
        if not expected or not hmac.compare_digest(
            (secret or "").encode("utf-8", "replace"), expected.encode()
        ):
            raise Forged("the webhook's secret is wrong or missing")
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            raise ValueError("the webhook's body is not JSON") from None
        found = kept(update)
        if found is None:
            raise ValueError("the webhook's body is no update")
        return found

    def read(self, payload: str) -> Incoming | None:
        """What a kept update says; None for a kind that does not concern us. Never raises."""
        return read(payload, self.name)

    async def close(self) -> None:
        """Let go of connections; who waits for a turn is told to try later."""
        self._pacer.close()
        await self._calls.shutdown()
        await self._polls.shutdown()

    async def _setting_up(self, call: Awaitable[T]) -> T:
        try:
            return await call
        except TelegramError as error:
            if isinstance(error, Refused) and error.code in (400, 403):
                raise Misconfigured(f"Telegram refuses the set-up: {error}") from None
            raise channel_error(error, self.name) from None
        except _UNREADABLE as error:
            raise _unread(error) from None

    async def _say(
        self, to: Address, part: Part, below: Buttons, *, answering: bool, begun: bool
    ) -> Receipt:
        try:
            await self._pacer.turn(to.chat, is_group=to.is_group, answering=answering)
            return await self._call_send(to, part, below)
        except TryLater as error:
            error.uncertain = error.uncertain or begun
            raise

    async def _call_send(self, to: Address, part: Part, below: Buttons) -> Receipt:
        chat = _integer(to.chat)
        try:
            return Receipt(str(await say(self._calls, self._bot.base_url, chat, part, below)))
        except TelegramError as error:
            raise self._failed(error, to) from None
        except _UNREADABLE as error:
            raise _unread(error) from None

    def _failed(self, error: TelegramError, to: Address) -> ChannelError:
        """What the error means; a chat that was refused for speed is held."""
        meaning = channel_error(error, self.name)
        if isinstance(meaning, TryLater) and meaning.after is not None:
            seconds = meaning.after.total_seconds()
            _log.warning("telegram_asks_to_slow_down", seconds=seconds)
            self._pacer.hold(to.chat, seconds, is_group=to.is_group)
        return meaning


def _unread(error: Exception) -> TryLater:
    """What it means that the library could not read a reply: done, but not as we know it."""
    _log.error("telegram_reply_unreadable", error=type(error).__name__)
    return TryLater("Telegram's reply cannot be read", uncertain=True)


def _integer(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Undeliverable("the address is no chat of Telegram's") from None
