"""The state behind the server: bots, people, chats, and the messages that each chat shows."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from tests.standins.bell import Bell
from tests.standins.telegram.keyboards import buttons_of
from tests.standins.telegram.limits import Gate, Limits
from tests.standins.telegram.refusals import (
    BLOCKED,
    CHAT_NOT_FOUND,
    DEACTIVATED,
    MAY_NOT_WRITE,
    NEVER_STARTED,
    Refusal,
    RefusedError,
    forbidden,
    upgraded,
)
from tests.standins.telegram.spec import Json
from tests.standins.telegram.updates import UpdateQueue

Clock = Callable[[], float]


class Standing(Enum):
    """How the bot stands in a chat."""

    OPEN = "open"
    NEVER_STARTED = "never started"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    KICKED = "kicked"
    LEFT = "left"
    MUTED = "muted"
    UPGRADED = "upgraded"


@dataclass(frozen=True)
class User:
    """A person or a bot, as others see it."""

    id: int
    first_name: str
    username: str | None = None
    is_bot: bool = False

    def json(self) -> Json:
        """The published type User."""
        user: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.username:
            user["username"] = self.username
        return user if self.is_bot else user | {"language_code": "vi"}


ANONYMOUS_ADMIN = User(1087968824, "Group", "GroupAnonymousBot", is_bot=True)


@dataclass
class Chat:
    """One chat of one bot. `happenings` holds every state that a message was shown in, in order."""

    id: int
    kind: str
    name: str
    standing: Standing = Standing.OPEN
    person: User | None = None
    migrated_to: int | None = None
    members: dict[int, User] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    happenings: list[Json] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    bell: Bell = field(default_factory=Bell)

    @property
    def is_group(self) -> bool:
        """Whether this is a group or a supergroup."""
        return self.kind != "private"

    def json(self) -> Json:
        """The published type Chat."""
        if self.person is None:
            return {"id": self.id, "type": self.kind, "title": self.name}
        named = {"username": self.person.username} if self.person.username else {}
        return {"id": self.id, "type": self.kind, "first_name": self.person.first_name} | named

    def show(self, message: Json) -> Json:
        """Put a message, or a new state of one, before everybody's eyes."""
        self.messages[message["message_id"]] = message
        self.happenings.append(message)
        self.bell.ring()
        return message

    def refusal(self) -> Refusal | None:
        """Why the bot may not write here; None if it may."""
        place = f"{self.kind} chat"
        reasons = {
            Standing.NEVER_STARTED: NEVER_STARTED,
            Standing.BLOCKED: BLOCKED,
            Standing.DEACTIVATED: DEACTIVATED,
            Standing.MUTED: MAY_NOT_WRITE,
            Standing.KICKED: forbidden(f"bot was kicked from the {place}"),
            Standing.LEFT: forbidden(f"bot is not a member of the {place}"),
            Standing.UPGRADED: upgraded(self.migrated_to or 0),
        }
        return reasons.get(self.standing)

    def transcript(self) -> str:
        """What the screen shows now: `who: text`, the buttons of a message in a line below."""
        return "\n".join(line for message in self.messages.values() for line in _lines(message))


def _lines(message: Json) -> list[str]:
    shown = message.get("text", message.get("caption", ""))
    kinds = ("photo", "document", "new_chat_members", "migrate_to_chat_id", "migrate_from_chat_id")
    marks = "".join(f"[{kind}]" for kind in kinds if kind in message)
    who = message.get("sender_chat", {}).get("title") or message["from"]["first_name"]
    lines = [f"{who}: {' '.join(part for part in (marks, shown) if part)}"]
    buttons = " ".join(f"[{button['text']}]" for button in buttons_of(message))
    return [*lines, f"  {buttons}"] if buttons else lines


@dataclass
class Query:
    """A tap on a button; `answer` holds the parameters of answerCallbackQuery once it came."""

    id: str
    asked_at: float
    answer: Json | None = None


@dataclass
class StoredFile:
    """A file that getFile can find."""

    file_id: str
    path: str
    content: bytes


@dataclass
class Webhook:
    """Where updates are pushed, and how that went."""

    url: str
    secret: str | None
    settings: Json
    last_error: Json = field(default_factory=dict)


class Account:
    """One bot: its token, chats, queue, and everything that Telegram remembers for it."""

    def __init__(
        self, token: str, me: User, *, clock: Clock, wall: Clock, limits: Limits | None = None
    ) -> None:
        self.token, self.me, self.clock, self.wall = token, me, clock, wall
        self.gate = Gate(limits)
        self.queue = UpdateQueue()
        self.chats: dict[int, Chat] = {}
        self.users: dict[int, User] = {me.id: me}
        self.queries: dict[str, Query] = {}
        self.files: dict[str, StoredFile] = {}
        self.commands: dict[str, list[Json]] = {}
        self.webhook: Webhook | None = None
        self.query_lifetime_s = 15.0
        self.sees_everything_in_groups = False
        self._numbers = itertools.count(1)
        self._message_ids: dict[int, itertools.count[int]] = {0: itertools.count(101)}

    def number(self) -> int:
        """A number never given before, for queries and files."""
        return next(self._numbers)

    def reach(self, chat_id: Any, *, to_write: bool = True) -> Chat:
        """The chat that a call names; raises RefusedError where Telegram would refuse."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise RefusedError(CHAT_NOT_FOUND)
        refusal = chat.refusal() if to_write else None
        if refusal:
            raise RefusedError(refusal)
        return chat

    def compose(self, chat: Chat, sender: User, content: Json) -> Json:
        """A new Message in a chat; supergroups number their messages apart from all other chats."""
        own = chat.id if chat.kind == "supergroup" else 0
        ids = self._message_ids.setdefault(own, itertools.count(1))
        head: Json = {"message_id": next(ids), "from": sender.json(), "chat": chat.json()}
        return head | {"date": int(self.wall())} | content

    def store(self, content: bytes, path: str) -> StoredFile:
        """Keep a file under a new identifier."""
        name = f"AgACAgUAAxkDAAI{self.number():06d}"
        file = StoredFile(name, path, content)
        self.files[name] = file
        return file
