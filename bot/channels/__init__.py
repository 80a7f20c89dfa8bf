"""What every channel promises, and the four ways in which sending can fail.

Four, because the caller can do only four things. Anything else that a channel raises is a bug.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from bot.messages import Address, Attachment, Enclosure, Incoming, Message, Update

Keep = Callable[[Sequence[Update]], Awaitable[None]]
"""Stores updates durably; once it returns they may be confirmed to the platform."""


class ChannelError(Exception):
    """Why something was not sent. `reason` is short English without secrets or addresses."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


class TryLater(ChannelError):
    """Not now: flood limit, platform trouble, time-out.

    `after` is how long the platform asks to wait, None if it does not say. `uncertain` tells
    that the message may have arrived all the same (the connection broke after it was handed over);
    `counts`, that the doubt is about a call made now, not about an earlier one that was counted.
    """

    def __init__(
        self,
        reason: str,
        after: timedelta | None = None,
        *,
        uncertain: bool = False,
        counts: bool = True,
    ) -> None:
        """Keep the reason, the wait and the doubt."""
        super().__init__(reason)
        self.after = after
        self.uncertain = uncertain
        self.counts = counts


class Undeliverable(ChannelError):
    """This chat will not take it: blocked, gone, never opened, or the message itself is refused.

    `our_fault` tells the last: another message would arrive, so nobody is lost. `closed` tells that
    it takes nothing only for now: until the person writes again, or a quota turns. The message has
    not arrived in any of these cases.
    """

    def __init__(self, reason: str, *, our_fault: bool = False, closed: bool = False) -> None:
        """Keep the reason, whose fault it is, and whether it passes."""
        super().__init__(reason)
        self.our_fault = our_fault
        self.closed = closed


class Moved(ChannelError):
    """The chat has another address now; send there, and remember it."""

    def __init__(self, to: Address) -> None:
        """Keep the new address."""
        super().__init__("chat moved")
        self.to = to


class Misconfigured(ChannelError):
    """The channel itself is refused (bad token, revoked app) until a human acts."""


class Forged(Exception):
    """A request to a webhook that does not prove that it comes from the platform.

    Nothing to do with sending: the web layer answers it and lets nothing of it in.
    """


@dataclass(frozen=True, slots=True)
class Receipt:
    """The platform took the message; `message_id` names it in its chat.

    `messages` is how many it counts against a quota (a long text goes in parts), `cost` what they
    cost together in đồng. `text` is what was sent, where the channel adds or leaves out; None: all.
    """

    message_id: str
    messages: int = 1
    cost: int = 0
    text: str | None = None

    def of(self, message: Message) -> Message:
        """The message as it was sent, so that the ledger has what its reader has."""
        if self.text is None:
            return message
        heading, _, body = self.text.partition("\n")
        if self.text.startswith(message.heading):  # which may have several lines
            heading, body = message.heading, self.text[len(message.heading) + 1 :]
        return replace(message, heading=heading, body=body)


HERE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
"""The zone by which the platforms of Viet Nam count hours and months, whatever a plan's is."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When of a day something is sent: from `first` to before `last` since midnight in Hà Nội."""

    first: timedelta
    last: timedelta

    @classmethod
    def of(cls, text: str) -> "Hours":
        """The hours that `06:00-22:00` means; 24:00 is the end of the day."""
        first, last = (
            timedelta(hours=int(each[:2]), minutes=int(each[3:])) for each in text.split("-")
        )
        return cls(first, last)

    def wait(self, now: datetime) -> timedelta | None:
        """How long until it is sent again; None if it is now."""
        here = now.astimezone(HERE)
        since = here - here.replace(hour=0, minute=0, second=0, microsecond=0)
        if self.first <= since < self.last:
            return None
        return self.first - since + (timedelta(days=1) if since >= self.last else timedelta(0))


@dataclass(frozen=True, slots=True)
class Limits:
    """What a platform allows us; None: it sets no limit that we know of.

    `messages` a calendar month in Viet Nam, answers included; `users` and `groups` that may be
    linked. `price` is what a message costs in đồng, `ceiling` what may be spent a month. `window`
    is how long after a person was last in touch they may be written to, `hours` when of a day.
    """

    messages: int | None = None
    users: int | None = None
    groups: int | None = None
    price: int = 0
    ceiling: int = 0
    window: timedelta | None = None
    hours: Hours | None = None

    @property
    def counted(self) -> bool:
        """Whether what is sent has to be counted."""
        return self.messages is not None or self.price > 0


NO_LIMITS = Limits()

ANY_NUMBER = 100
"""As many buttons as any message of ours has (Telegram's own limit, read 2026-11)."""


@dataclass(frozen=True, slots=True)
class Identity:
    """How the platform knows the bot: what people type or open to reach it."""

    name: str
    username: str | None = None


class Channel(Protocol):
    """One way to reach people. Every method but `read` may raise the four errors.

    `most_buttons` is how many a message may have, 0 where there are none: nobody hands over more.
    `paid` tells that each message costs money, so that it is used only where nothing else reaches.
    `in_order` tells that what people say comes in the order in which they said it; where it does
    not, the platform dates all of it.
    """

    name: str
    most_buttons: int
    can_edit: bool
    paid: bool
    limits: Limits
    can_show: bool
    in_order: bool

    @property
    def trouble(self) -> str | None:
        """Why the last call failed for everybody, in short English; None if it did not."""

    async def open(self) -> Identity:
        """Check the credentials and set the channel up. Repeating it is safe."""

    async def identify(self) -> Identity:
        """What the platform calls the bot; asks and changes nothing."""

    async def send(self, to: Address, message: Message, *, answering: bool = False) -> Receipt:
        """Say something. `answering` goes before everything that the bot says of its own accord."""

    async def show(
        self, to: Address, enclosure: Enclosure, caption: Message, *, answering: bool = False
    ) -> Receipt:
        """Send a file with words and choices below it. Only where `can_show`."""

    async def fetch(self, attachment: Attachment, *, most: int) -> bytes:
        """What is in an attachment that came in by this channel.

        Raises Undeliverable if it is gone or has more than `most` bytes.
        """

    async def edit(self, to: Address, message_id: str, message: Message) -> None:
        """Replace a message; saying the same again is no error. Only where `can_edit`."""

    async def acknowledge(self, tap: str, note: str) -> None:
        """Confirm a tap; `note`, if not empty, is shown to whoever pressed."""

    async def receive(self, keep: Keep) -> None:
        """Take updates until cancelled. Each is kept before it is confirmed; trouble is waited out.

        Raises Misconfigured only.
        """

    def read(self, payload: str) -> Incoming | None:
        """What a kept update says; None for a kind that does not concern us. Never raises."""

    async def close(self) -> None:
        """Let go of connections. Repeating it is safe."""
