"""Simulated phones: product code for the demo, for rehearsals, and for the tests.

Keeps what every phone shows, lets people write and press, and fails on demand in the ways that
real platforms fail. Knows no network and no time of its own.
"""

import asyncio
import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from unicodedata import normalize

import structlog

from bot.channels import (
    ANY_NUMBER,
    NO_LIMITS,
    ChannelError,
    Identity,
    Keep,
    Limits,
    Receipt,
    Undeliverable,
)
from bot.channels.simulator_updates import read
from bot.messages import (
    Address,
    Attachment,
    Choice,
    Enclosure,
    Incoming,
    Medium,
    Message,
    Sender,
    Update,
)

log = structlog.get_logger(__name__)

NAME = "simulator"


@dataclass(slots=True)
class Shown:
    """A message as a phone shows it now, with the file above it if there is one."""

    id: str
    message: Message
    edited: bool = False
    enclosure: Enclosure | None = None


@dataclass(slots=True)
class Phone:
    """One chat: what it shows now, and the notes that taps were answered with."""

    chat: str
    is_group: bool = False
    title: str = ""
    shown: list[Shown] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    blocked: bool = False
    trouble: deque[ChannelError] = field(default_factory=deque)

    def button(self, message_id: str, label: str) -> Choice | None:
        """The first button under a message whose label begins so, as the message is now."""
        choices = (
            choice
            for shown in self.shown
            if shown.id == message_id
            for row in shown.message.rows
            for choice in row
        )
        return next((c for c in choices if c.label.startswith(label)), None)

    def find(self, label: str) -> tuple[Shown, str]:
        """The newest message with a button whose label begins so, and the button's data.

        Raises LookupError if no message has one.
        """
        for shown in reversed(self.shown):
            for row in shown.message.rows:
                for choice in row:
                    if choice.label.startswith(label):
                        return shown, choice.data
        raise LookupError(f"no button {label!r} in chat {self.chat}")


class Simulator:
    """A channel whose people are simulated.

    By default one that can do everything; it can be made to lack what another platform lacks.
    While it is `down` nothing gets through, for the reason given there.
    """

    paid = False
    can_show = True
    in_order = True
    trouble: str | None = None

    def __init__(
        self,
        name: str = NAME,
        *,
        most_buttons: int = ANY_NUMBER,
        can_edit: bool = True,
        limits: Limits = NO_LIMITS,
    ) -> None:
        """Start without any phone."""
        self.name = name
        self.most_buttons = most_buttons
        self.can_edit = can_edit
        self.limits = limits
        self.down: ChannelError | None = None
        self.phones: dict[str, Phone] = {}
        self._updates: deque[Update] = deque()
        self._news = asyncio.Event()
        self._files: dict[str, bytes] = {}
        self._file_trouble: deque[ChannelError] = deque()
        self._count = 0
        self._closed = False

    def phone(self, chat: str, *, is_group: bool = False) -> Phone:
        """The phone of a chat, made on first use."""
        return self.phones.setdefault(chat, Phone(chat, is_group))

    # --- what people do ------------------------------------------------------------------------

    def says(
        self,
        sender: Sender,
        text: str,
        *,
        chat: str | None = None,
        at: datetime | None = None,
        reply_to: str | None = None,
        forwarded: bool = False,
    ) -> str:
        """Somebody writes, in the own chat unless another one is named, maybe under a message.

        `forwarded`: passes somebody else's words on. Gives the id of what was written, by which it
        can be changed.
        """
        what = {"text": text, "reply_to": reply_to, "forwarded": forwarded}
        return self._happens(chat or sender.id, sender, at, what)

    def edits(
        self, sender: Sender, message_id: str, text: str, *, at: datetime | None = None
    ) -> None:
        """Somebody changes what was written in the own chat, or with a file, by its reference."""
        files = [{"kind": Medium.FILE, "ref": message_id}] if message_id in self._files else []
        what = {"text": text, "id": message_id, "edited": True, "attachments": files}
        self._happens(sender.id, sender, at, what)

    def sends_file(
        self,
        sender: Sender,
        content: bytes,
        *,
        kind: Medium = Medium.FILE,
        name: str | None = None,
        caption: str = "",
        at: datetime | None = None,
        reply_to: str | None = None,
        album: str | None = None,
    ) -> str:
        """Somebody sends a file, in the own chat; gives the reference by which it is fetched."""
        ref = f"file-{len(self._files) + 1}"
        self._files[ref] = content
        file = {"kind": kind, "ref": ref, "name": name, "size": len(content)}
        what = {"text": caption, "reply_to": reply_to, "album": album, "attachments": [file]}
        self._happens(sender.id, sender, at, {**what, "id": ref})
        return ref

    def sends_unreadable(self, sender: Sender) -> None:
        """Somebody sends, in the own chat, what the platform does not hand on."""
        what = {"text": "", "attachments": [{"kind": Medium.OTHER, "ref": ""}]}
        self._happens(sender.id, sender, None, what)

    def troubles_with_files(self, *errors: ChannelError) -> None:
        """The next files that are asked for are not given."""
        self._file_trouble.extend(errors)

    def taps(
        self,
        sender: Sender,
        label: str,
        *,
        chat: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """Somebody presses the newest button whose label begins so."""
        shown, data = self.phone(chat or sender.id).find(label)
        self.taps_data(sender, data, shown.id, chat=chat, at=at)

    def taps_data(
        self,
        sender: Sender,
        data: str,
        message_id: str | None,
        *,
        chat: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """Somebody sends button data, genuine or forged."""
        self._happens(chat or sender.id, sender, at, {"data": data, "message": message_id})

    def blocks(
        self, sender: Sender, *, chat: str | None = None, at: datetime | None = None
    ) -> None:
        """Somebody blocks the bot, or puts it out of a group."""
        self.phone(chat or sender.id).blocked = True
        self._happens(chat or sender.id, sender, at, {"left": True})

    def unblocks(
        self, sender: Sender, *, chat: str | None = None, at: datetime | None = None
    ) -> None:
        """Somebody lets the bot write again, or takes it into a group."""
        self.phone(chat or sender.id).blocked = False
        self._happens(chat or sender.id, sender, at, {"left": False})

    def taken(self) -> list[Update]:
        """The updates that wait; they are the caller's now."""
        updates = list(self._updates)
        self._updates.clear()
        return updates

    def _happens(
        self, chat: str, sender: Sender, at: datetime | None, what: Mapping[str, object]
    ) -> str:
        self._count += 1
        payload = {
            "chat": chat,
            "group": self.phone(chat).is_group,
            "title": self.phone(chat).title,
            "from": [sender.id, sender.name, sender.anonymous],
            "at": at.astimezone(UTC).isoformat() if at else None,
            "tap": f"tap-{self._count}",
            "id": f"said-{self._count}",
            **what,
        }
        self._updates.append(Update(str(self._count), json.dumps(payload)))
        self._news.set()
        return f"said-{self._count}"

    # --- the channel ---------------------------------------------------------------------------

    async def open(self) -> Identity:
        """Nothing to check."""
        return await self.identify()

    async def identify(self) -> Identity:
        """A name for transcripts."""
        return Identity("Nhắc Việc (mô phỏng)", "mo_phong")

    async def send(self, to: Address, message: Message, *, answering: bool = False) -> Receipt:  # noqa: ARG002
        """Show a message on a phone.

        Raises ValueError for one without words, and for one with more buttons than there may be.
        """
        if sum(map(len, message.rows)) > self.most_buttons:
            raise ValueError("a message with more buttons than the channel has")
        phone = self._reach(to)
        shown = Shown(f"{to.chat}-{len(phone.shown) + 1}", _clean(message))
        phone.shown.append(shown)
        return Receipt(shown.id)

    async def show(
        self,
        to: Address,
        enclosure: Enclosure,
        caption: Message,
        *,
        answering: bool = False,  # noqa: ARG002
    ) -> Receipt:
        """Show a file with words below it on a phone."""
        receipt = await self.send(to, caption)
        self.phone(to.chat).shown[-1].enclosure = enclosure
        return receipt

    async def fetch(self, attachment: Attachment, *, most: int) -> bytes:
        """What a simulated phone has sent. Raises Undeliverable if it is gone or too large."""
        if self._file_trouble:
            raise self._file_trouble.popleft()
        found = self._files.get(attachment.ref)
        if found is None:
            raise Undeliverable("the file is gone")
        if len(found) > most:
            raise Undeliverable("the file is too large to be fetched")
        return found

    async def edit(self, to: Address, message_id: str, message: Message) -> None:
        """Replace a message that a phone shows."""
        for shown in self._reach(to).shown:
            if shown.id == message_id:
                shown.message, shown.edited = message, True
                return
        raise Undeliverable("message to edit not found")

    async def acknowledge(self, tap: str, note: str) -> None:
        """Show a note to whoever pressed; simulated phones keep them in order."""
        if note:
            for phone in self.phones.values():
                phone.notes.append(f"{tap}: {note}")

    async def receive(self, keep: Keep) -> None:
        """Hand over what people do, until cancelled; what is not kept is offered again."""
        while True:
            self._news.clear()
            updates = list(self._updates)
            if not updates:
                await self._news.wait()
                continue
            try:
                await keep(updates)
            except Exception:
                log.exception("updates not kept")
                await asyncio.sleep(0.01)
            else:
                for _ in updates:
                    self._updates.popleft()

    def read(self, payload: str) -> Incoming | None:
        """What a kept update says."""
        return read(payload, self.name)

    async def close(self) -> None:
        """Nothing to let go of."""
        self._closed = True

    def _reach(self, to: Address) -> Phone:
        phone = self.phone(to.chat)
        if self.down is not None:
            raise self.down
        if phone.trouble:
            raise phone.trouble.popleft()
        if phone.blocked:
            raise Undeliverable("the person has blocked the bot")
        return phone


def _clean(message: Message) -> Message:
    """A message as platforms show it: composed letters."""
    if not message.text.strip():
        raise ValueError("a message without words")
    heading, body = normalize("NFC", message.heading), normalize("NFC", message.body)
    return replace(message, heading=heading, body=body)
