"""The state behind the server: bots, people, chats, webhooks, and the month's quota."""

import hashlib
import itertools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.standins.bell import Bell
from tests.standins.zalo_bot.ledger import Ledger
from tests.standins.zalo_bot.style import (
    CHAT_NOT_FOUND,
    GROUPS_FULL,
    QUOTA,
    USERS_FULL,
    Json,
    RefusedError,
)
from tests.standins.zalo_bot.waiting import Regime, Waiting

HANOI = timedelta(hours=7)


@dataclass
class Caps:
    """What the free plan allows a bot; read by users of Zalo in July and August 2026."""

    messages: int = 3000
    users: int = 50
    groups: int = 3


@dataclass
class Chat:
    """A private chat or a group. `open` is False once the bot can reach nobody there."""

    id: str
    name: str
    is_group: bool = False
    open: bool = True
    bell: Bell = field(default_factory=Bell)

    def json(self) -> Json:
        """As updates show it."""
        return {"id": self.id, "chat_type": "GROUP" if self.is_group else "PRIVATE"}


@dataclass
class Webhook:
    """Where updates are pushed to. `outcomes` are the answers so far: a status, or 0 for none."""

    url: str
    secret: str
    updated_at: int
    outcomes: list[int] = field(default_factory=list)


class Account:
    """One bot: its token, its chats, what waits for it, and what it has used up."""

    def __init__(
        self,
        token: str,
        name: str,
        *,
        ledger: Ledger,
        wall: Callable[[], float],
        regime: Regime = Regime.POP,
        caps: Caps | None = None,
    ) -> None:
        self.token, self.name, self.wall = token, name, wall
        self.id = token.partition(":")[0]
        self.caps = caps or Caps()
        self.ledger = ledger
        self.waiting = Waiting(regime)
        self.chats: dict[str, Chat] = {}
        self.webhook: Webhook | None = None
        self.can_join_groups = True
        self.photo_key = "photo_url"
        self.used: Counter[str] = Counter()
        self._numbers = itertools.count(1)

    def new_id(self, kind: str) -> str:
        """Twenty hex digits that mean nothing outside this bot."""
        seed = f"{self.id}-{kind}-{next(self._numbers)}"
        return hashlib.sha256(seed.encode()).hexdigest()[:20]

    def now_ms(self) -> int:
        """Milliseconds since 1970, as Zalo dates everything."""
        return round(self.wall() * 1000)

    def chat(self, name: str, *, is_group: bool = False) -> Chat:
        """A new chat."""
        number = self.new_id("chat")
        chat = Chat(f"zgr-{number}" if is_group else number, name, is_group)
        self.chats[chat.id] = chat
        return chat

    def reach(self, chat_id: object) -> Chat:
        """The chat that a call names; raises RefusedError where the bot cannot write."""
        chat = self.chats.get(str(chat_id or ""))
        if chat is None or not chat.open:
            raise RefusedError(CHAT_NOT_FOUND)
        alike = [each.id for each in self.chats.values() if each.is_group == chat.is_group]
        most = self.caps.groups if chat.is_group else self.caps.users
        if alike.index(chat.id) >= most:
            raise RefusedError(GROUPS_FULL if chat.is_group else USERS_FULL)
        return chat

    def spend(self) -> None:
        """Count a message against the month in Hà Nội; raises RefusedError beyond the quota."""
        month = f"{datetime.fromtimestamp(self.wall(), UTC) + HANOI:%Y-%m}"
        if self.used[month] >= self.caps.messages:
            raise RefusedError(QUOTA)
        self.used[month] += 1

    def happens(self, event: str, message: Json | None) -> Json:
        """Queue an update for the bot; gives it."""
        update: Json = {"event_name": event}
        if message is not None:
            update["message"] = message
        self.waiting.push(update)
        return update
