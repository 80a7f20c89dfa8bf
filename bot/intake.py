"""What has come in and waits: whoever says too much is dropped, and nobody waits for them.

What waits is judged in the order in which it came, all of it before any of it is handled. Then
chats take turns, so that a hundred messages of one hold up no other; within a chat order is kept.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog

from bot.case import said_at
from bot.channels import Keep
from bot.desk import Desk
from bot.members.patience import BURSTS, MOST_TOUCHES, Patience, Verdict
from bot.messages import Incoming, Said, Tapped, Update
from bot.store import inbox
from bot.store.inbox import Waiting

log = structlog.get_logger(__name__)

BREATH = 3
"""So much of one chat is handled before another's turn: what somebody says in one breath is not
torn apart by what others have said since."""

MOST_READ = 200
"""So many updates are read from the inbox at once."""

MOST_HELD = 500
"""With so many at hand no more are read: a backlog stays where it is safe."""

Chat = tuple[str, str]
"""A channel and the platform's id of a chat on it."""


@dataclass(frozen=True, slots=True)
class Work:
    """An update to be handled (HEAR) or answered by one line (WARN); None: nothing to read."""

    waiting: Waiting
    incoming: Incoming | None
    verdict: Verdict


@dataclass(slots=True)
class _Lane:
    """What waits of one chat, and how much of it has had its turn since it began to wait."""

    waits: deque[Work] = field(default_factory=deque)
    gone: int = 0

    @property
    def turn(self) -> tuple[int, int]:
        """The lower comes first."""
        return self.gone // BREATH, self.waits[0].waiting.id


class Intake:
    """Takes updates in for one desk and hands them out. `beside` runs something in the background.

    An update is dropped by a mark in its row alone, many in one transaction, beside the handling.
    """

    def __init__(self, desk: Desk, beside: Callable[[Coroutine[Any, Any, None]], object]) -> None:
        """Nothing has come in yet."""
        self._desk, self._beside = desk, beside
        self.patience = Patience(bursts=BURSTS)
        self.touches = Patience(most=MOST_TOUCHES)
        self._presses = Patience()
        self._news = asyncio.Event()
        self._lanes: dict[Chat, _Lane] = {}
        self._held: set[int] = set()
        self._dropped: set[int] = set()
        self._setting_aside = False
        self._unread = False

    def keeper(self, channel: str) -> Keep:
        """What a channel hands its updates to before it confirms them."""

        async def keep(updates: Sequence[Update]) -> None:
            now = self._desk.clock.now()
            await self._desk.memory.write(inbox.keep, channel, updates, now)
            self._news.set()

        return keep

    async def news(self) -> None:
        """Wait until something has come in."""
        await self._news.wait()

    def wake(self) -> None:
        """Pretend that something has come in, so that whoever waits for news looks up."""
        self._news.set()

    @property
    def has_news(self) -> bool:
        """Whether there is more in the inbox, and room for it at hand."""
        return self._news.is_set() or (self._unread and len(self._held) <= MOST_HELD // 2)

    async def look(self) -> int:
        """Read what waits in the inbox, and judge it; gives how many updates were dropped."""
        self._news.clear()
        dropped = 0
        self._unread = True
        while len(self._held) < MOST_HELD:
            known = self._held | self._dropped
            found = await self._desk.memory.read(inbox.waiting, MOST_READ + len(known))
            new = [waiting for waiting in found if waiting.id not in known]
            dropped += self._drop([waiting.id for waiting in new if not self._takes(waiting)])
            if len(new) < MOST_READ:
                self._unread = False
                break
        return dropped

    def next(self) -> Work | None:
        """What is to be handled now; None if nothing is at hand."""
        if not self._lanes:
            return None
        chat, lane = min(self._lanes.items(), key=lambda each: each[1].turn)
        work = lane.waits.popleft()
        lane.gone += 1
        if not lane.waits:
            del self._lanes[chat]
        self._held.discard(work.waiting.id)
        return work

    def forget(self) -> None:
        """Let go of all that is at hand, because handling has failed: it waits in the inbox."""
        self._lanes.clear()
        self._held.clear()

    def _takes(self, waiting: Waiting) -> bool:
        """Put an update in its chat's lane; False if its sender says too much."""
        channel = self._desk.channels.get(waiting.channel)
        incoming = channel.read(waiting.payload) if channel else None
        verdict = self._verdict(waiting, incoming)
        if verdict is Verdict.DROP:
            return False
        chat = waiting.channel, incoming.address.chat if incoming else ""
        lane = self._lanes.setdefault(chat, _Lane())
        lane.waits.append(Work(waiting, incoming, verdict))
        self._held.add(waiting.id)
        return True

    def _drop(self, ids: Sequence[int]) -> int:
        self._dropped.update(ids)
        if ids and not self._setting_aside:
            self._setting_aside = True
            self._beside(self._set_aside())
        return len(ids)

    async def _set_aside(self) -> None:
        """Mark what was dropped, and what is while that is written, until nothing is left."""
        try:
            while ids := list(self._dropped):
                now = self._desk.clock.now()
                await self._desk.memory.write(inbox.set_aside, ids, "flood", now)
                self._dropped.difference_update(ids)
        except Exception:
            log.exception("flood not set aside")  # it is with the next that is dropped
        finally:
            self._setting_aside = False

    def _verdict(self, waiting: Waiting, incoming: Incoming | None) -> Verdict:
        """Whether something is heard. It is dated by when it was said: a backlog is no flood."""
        if incoming is None or incoming.sender is None or not _is_to_us(incoming):
            return Verdict.HEAR
        channel, who = incoming.address.channel, incoming.sender.id
        at = said_at(incoming, waiting.received_at)
        match incoming.content:
            case Tapped() as tapped:
                button = channel, f"{who} {tapped.data}"
                found = self.touches.hear((channel, who), at), self._presses.hear(button, at)
                return max(found, key=list(Verdict).index)
            case Said(attachments=sent) if sent:
                return self.touches.hear((channel, who), at)
        return self.patience.hear((channel, who), at)


def _is_to_us(incoming: Incoming) -> bool:
    """Whether something wants an answer: the talk of a group among its people does not."""
    match incoming.content:
        case Tapped():
            return True
        case Said() as said:
            return not incoming.address.is_group or bool(said.reply_to) or said.text[:1] == "/"
    return False
