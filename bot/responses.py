"""What the bot does in a chat at once, in answer to something: values, not calls."""

from dataclasses import dataclass
from datetime import datetime

from bot.messages import Address, Enclosure, Message
from schedules.plan import Assignment


@dataclass(frozen=True, slots=True)
class Say:
    """Write a message. `numbered` are the duties it lists, as (n, plan id, duty).

    `again` is what is said instead where the same was said just before.
    What lists some goes into the ledger, so that a reply to it is known; so does what is `kept`.
    """

    to: Address
    message: Message
    person: int | None = None
    numbered: tuple[tuple[int, str, Assignment], ...] = ()
    again: Message | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace a message of the bot's, where the channel can; what `person` may choose is kept."""

    to: Address
    message_id: str
    message: Message
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Confirm:
    """Show the platform that a tap was seen, with a note for whoever pressed."""

    channel: str
    tap: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Show:
    """Send a file with a message as its caption; in words alone where the channel shows none."""

    to: Address
    enclosure: Enclosure
    message: Message


@dataclass(frozen=True, slots=True)
class Draw:
    """Make a paper of a plan (by id) as it stood at a moment, and show it.

    Made when it is its turn, away from the transaction that asked for it.
    """

    to: Address
    plan: str
    form: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Present:
    """Show a file that is kept as evidence, by the digest of what is in it."""

    to: Address
    sha256: str
    name: str
    media_type: str
    message: Message


Response = Say | Edit | Confirm | Show | Draw | Present
