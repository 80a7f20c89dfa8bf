"""The values that the edges exchange: where somebody is reached, what is said, what came in.

Channels turn these into their platform's calls and back. No platform type gets past them,
and nothing here knows a plan, a database or a network.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from unicodedata import category


@dataclass(frozen=True, slots=True)
class Address:
    """A chat on a channel. `chat` is the platform's own id as text; a group's has many readers."""

    channel: str
    chat: str
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: the label that is read, and the data that comes back when it is pressed.

    `data` is ASCII of at most 64 bytes (Telegram's limit) and is never trusted when it returns.
    `typed` is what somebody without buttons types to mean the same (“2 xong”, “đúng”); None where
    no words do, so that the choice is given a number there.
    """

    label: str
    data: str
    typed: str | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty that a message reports on, for channels that fill in forms; one of `of` in it.

    `done` and `not_done` are the data of the choices that say so.
    """

    unit: str
    title: str
    due: date
    done: str
    not_done: str
    of: int = 1


@dataclass(frozen=True, slots=True)
class Message:
    """What is said: a heading, a body, and rows of choices. Plain NFC text, no markup.

    Channels set the heading off in their own way and never parse any of it, so a name full of
    HTML is just a name. `duties` are those that it asks about, the most pressing first.
    """

    heading: str
    body: str = ""
    rows: tuple[tuple[Choice, ...], ...] = ()
    duties: tuple[Duty, ...] = ()

    @property
    def text(self) -> str:
        """The whole text as it is read."""
        return f"{self.heading}\n{self.body}" if self.body else self.heading


def made_up(user: str) -> str:
    """What somebody on Zalo is called for whom no name is told."""
    return f"Zalo …{user[-4:]}"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote or pressed. `id` is the platform's; an anonymous one hides behind a group.

    `name` is in NFC; `made_up` where the platform tells none, or not at once.
    """

    id: str
    name: str
    anonymous: bool = False

    @property
    def made_up(self) -> bool:
        """Whether the name is one of our own making."""
        return self.name == made_up(self.id)


class Medium(StrEnum):
    """What an attachment is, as its platform says; what is in it may be something else."""

    PHOTO = "photo"
    FILE = "file"
    VIDEO = "video"
    VOICE = "voice"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message and lies with the platform.

    `ref` is what its own channel needs to fetch it. Name, media type and size (bytes) are what the
    sender's phone claims, None where it says nothing; none of them is to be trusted.
    """

    kind: Medium
    ref: str
    name: str | None = None
    media_type: str | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that the bot sends. `name` is what its readers see."""

    name: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Said:
    """Text that somebody wrote, in NFC. `reply_to` is the id of the message it answers, if any.

    `attachments` are the files that came with it. Several photos sent at once come as several
    messages with the same `album`. `edited` tells that an earlier message now reads so, `addressed`
    that it was written to the bot though others read it: in a group, by its name. `forwarded`: the
    words are somebody else's, passed on. Nothing that can be read: no text and no attachments.
    """

    text: str
    reply_to: str | None = None
    attachments: tuple[Attachment, ...] = ()
    album: str | None = None
    edited: bool = False
    addressed: bool = False
    forwarded: bool = False


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button pressed under `message_id`. `tap` is what the platform wants acknowledged.

    `message_id` is None when the platform no longer says which message it was.
    """

    data: str
    tap: str
    message_id: str | None


@dataclass(frozen=True, slots=True)
class Labelled:
    """A fixed button pressed, by its label; the message is named by us (`reference`) or by Zalo."""

    label: str
    reference: str | None
    message_id: str | None


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message has reached its phone; it is named by us (`reference`) or by the platform."""

    reference: str | None
    message_id: str | None


@dataclass(frozen=True, slots=True)
class Left:
    """The chat can no longer be written to: the bot was blocked, or removed from the group."""


@dataclass(frozen=True, slots=True)
class Returned:
    """The chat can be written to again."""


@dataclass(frozen=True, slots=True)
class Migrated:
    """The chat goes on under another address."""

    to: Address


Content = Said | Tapped | Labelled | Arrived | Left | Returned | Migrated


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing that happened in a chat. `at` is the platform's own time, None if it gives none.

    `message_id` names what was said in its chat; None for what is no message. `group_name` is what
    its people call a group, empty where the platform does not say.
    """

    at: datetime | None
    address: Address
    sender: Sender | None
    content: Content
    message_id: str | None = None
    group_name: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """An incoming update as the platform sent it, to be kept before it is confirmed.

    `id` is unique in its channel; `payload` is the update's JSON.
    """

    id: str
    payload: str


_UNSEEN = frozenset({"Cf", "Cn", "Co", "Cs"})
"""Unicode categories that steer how text is shown (direction, joining) or that nobody sees."""

_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters that look like nothing at all."""


def one_line(text: str) -> str:
    """Foreign words as one visible line: no line breaks, no control or direction signs.

    So nobody's name or reason can look like lines of ours, or turn ours around.
    """
    seen = (" " if category(c) in ("Cc", "Zl", "Zp") else c for c in text if _is_seen(c))
    return " ".join("".join(seen).split())


def clipped(text: str, length: int) -> str:
    """Text of at most `length` characters: cut at a word, if one ends in its last half, with “…”.

    So nobody takes half of what was said for all of it.
    """
    if len(text) <= length:
        return text
    kept = text[: length - 1]
    at_word = kept.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > length // 2 else kept).rstrip(" ,;:-–") + "…"


def _is_seen(char: str) -> bool:
    return char not in _BLANKS and category(char) not in _UNSEEN
