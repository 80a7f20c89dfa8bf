"""Who may send next, and when: the pure half of pacing. Times are seconds of one steady clock.

Each message is promised the moment that a single queue would give it. A chat with more waiting than
its own limit lets through in time starts earlier, so that all is done about as soon as the limits
allow. What answers somebody goes before all of that.
"""

import heapq
import itertools
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

ANSWER, BULK = 0, 1
_HURRY = 0.5
_LATENESS = 0.25
_SWEEP_AT = 1000


@dataclass(frozen=True, slots=True)
class Limits:
    """What a platform lets through: `rate` a second, and `gap` seconds between two to one chat.

    A group takes `group_count` in any `group_window` seconds as well. Telegram's words: "avoid
    sending more than one message per second" to one chat, "not be able to send more than 20
    messages per minute" to a group, "about 30 messages per second" over all
    (core.telegram.org/bots/faq, read 2026-05). One below the last, and a little more than the
    other two, leave room for messages that travel at different speeds.
    """

    rate: float = 29.0
    gap: float = 1.025
    group_count: int = 20
    group_window: float = 61.0


@dataclass(eq=False, slots=True)
class Ticket:
    """One message that waits. `kind` is ANSWER or BULK; `promise` is set when it is added."""

    chat: str
    kind: int
    is_group: bool = False
    promise: float = 0.0


@dataclass(eq=False, slots=True)
class _Lane:
    """What waits for one chat in one kind. `filed` names its only valid entry in the heaps."""

    chat: "_Chat"
    kind: int
    tickets: deque[Ticket] = field(default_factory=deque)
    filed: int = -1

    def urgency(self) -> float:
        """When its first ticket should go for its last to keep the promise, a tenth to spare."""
        behind = 1.1 * (len(self.tickets) - 1)
        return min(self.tickets[0].promise, self.tickets[-1].promise - behind * self.chat.spacing)


class _Chat:
    """What one chat has been sent lately, and what waits for it."""

    def __init__(self, limits: Limits, *, is_group: bool) -> None:
        self.gap = limits.gap
        self.window = limits.group_window if is_group else limits.gap
        self.spacing = limits.group_window / limits.group_count if is_group else limits.gap
        self.sent: deque[float] = deque(maxlen=limits.group_count if is_group else 1)
        self.held_until = float("-inf")
        self.lanes = (_Lane(self, ANSWER), _Lane(self, BULK))

    def free_at(self) -> float:
        """From when on the chat may be sent the next message."""
        return _free_at(self.sent, self.gap, self.window, self.held_until)

    def free_after(self, ahead: int, now: float) -> float:
        """From when on, once `ahead` more have gone as early as they may."""
        sent = deque(self.sent, self.sent.maxlen)
        for _ in range(ahead):
            sent.append(max(_free_at(sent, self.gap, self.window, self.held_until), now))
        return _free_at(sent, self.gap, self.window, self.held_until)

    def idle(self, now: float) -> bool:
        """Whether nothing waits and nothing would make it wait."""
        return self.free_at() <= now and not any(lane.tickets for lane in self.lanes)


def _free_at(sent: deque[float], gap: float, window: float, held_until: float) -> float:
    if not sent:
        return held_until
    full = sent[0] + window if len(sent) == sent.maxlen else held_until
    return max(held_until, sent[-1] + gap, full)


class Order:
    """Tickets in, and out again one at a time, each when its chat and the platform may take it.

    Never more than `rate` + 1 in any closed second: slots lie 1/rate apart on a fixed schedule;
    what follows a late one may catch up a quarter slot, and an answer may go half a slot early.
    """

    def __init__(self, limits: Limits) -> None:
        """Nothing waits and nothing was sent."""
        self._limits = limits
        self._step = 1.0 / limits.rate
        self._slot = float("-inf")
        self._held_until = float("-inf")
        self._chats: dict[str, _Chat] = {}
        self._sweep_at = _SWEEP_AT
        self._waiting = [0, 0]
        self._numbers = itertools.count()
        self._ready: tuple[list[tuple[float, int, _Lane]], ...] = ([], [])
        self._asleep: list[tuple[float, int, _Lane]] = []

    def outlook(self, ticket: Ticket, now: float) -> float:
        """Seconds until its own chat could take it, were nobody else waiting."""
        chat = self._chats.get(ticket.chat)
        if chat is None:
            return max(0.0, self._held_until - now)
        lanes = chat.lanes if ticket.kind == BULK else chat.lanes[:1]
        ahead = sum(len(lane.tickets) for lane in lanes)
        return max(0.0, self._held_until - now, chat.free_after(ahead, now) - now)

    def add(self, ticket: Ticket, now: float) -> None:
        """Let it wait its turn."""
        self._sweep(now)
        chat = self._chats.get(ticket.chat)
        if chat is None:
            chat = self._chats[ticket.chat] = _Chat(self._limits, is_group=ticket.is_group)
        ticket.promise = max(now, self._slot) + self._waiting[ticket.kind] * self._step
        self._waiting[ticket.kind] += 1
        lane = chat.lanes[ticket.kind]
        lane.tickets.append(ticket)
        self._file(lane, now)

    def drop(self, ticket: Ticket) -> None:
        """Forget it. Harmless if it no longer waits."""
        chat = self._chats.get(ticket.chat)
        if chat is not None and ticket in chat.lanes[ticket.kind].tickets:
            chat.lanes[ticket.kind].tickets.remove(ticket)
            self._waiting[ticket.kind] -= 1

    def hold(self, chat: str, until: float, *, is_group: bool = False) -> None:
        """Send that chat nothing before `until`."""
        known = self._chats.setdefault(chat, _Chat(self._limits, is_group=is_group))
        known.held_until = max(known.held_until, until)

    def hold_all(self, until: float) -> None:
        """Send nobody anything before `until`."""
        self._held_until = max(self._held_until, until)

    def waiting(self, chat: str | None = None) -> Iterable[Ticket]:
        """What waits for that chat, or for anybody."""
        chats = self._chats.values() if chat is None else [self._chats[chat]]
        return [ticket for each in chats for lane in each.lanes for ticket in lane.tickets]

    def next(self, now: float) -> Ticket | float | None:
        """The ticket whose turn it is now; else the moment to ask again; None if nobody waits."""
        self._wake(now)
        for kind, early in ((ANSWER, _HURRY * self._step), (BULK, 0.0)):
            lane = self._first(kind, now)
            if lane is None:
                continue
            turn = max(self._slot - early, self._held_until)
            return self._take(lane, now) if now >= turn else self._sooner(turn)
        return self._sooner(float("inf"))

    def went(self, ticket: Ticket, now: float) -> None:
        """The one taken last leaves only now: what follows keeps its distance from this moment."""
        self._slot = max(self._slot, now + (1.0 - _LATENESS) * self._step)
        chat = self._chats.get(ticket.chat)
        if chat is not None and chat.sent:
            chat.sent[-1] = max(chat.sent[-1], now)

    def _sooner(self, turn: float) -> float | None:
        wake = max(self._asleep[0][0], self._held_until) if self._asleep else float("inf")
        moment = min(turn, wake)
        return None if moment == float("inf") else moment

    def _take(self, lane: _Lane, now: float) -> Ticket:
        ticket = lane.tickets.popleft()
        self._waiting[lane.kind] -= 1
        in_time = now <= self._slot + _LATENESS * self._step
        self._slot = (self._slot if in_time else now) + self._step
        lane.chat.sent.append(now)
        self._file(lane, now)
        return ticket

    def _file(self, lane: _Lane, now: float) -> None:
        """Enter the lane where it belongs now; its older entries no longer count."""
        lane.filed = next(self._numbers)
        if not lane.tickets:
            return
        free_at = lane.chat.free_at()
        if free_at > now:
            heapq.heappush(self._asleep, (free_at, lane.filed, lane))
        else:
            heapq.heappush(self._ready[lane.kind], (lane.urgency(), lane.filed, lane))

    def _wake(self, now: float) -> None:
        while self._asleep and (self._asleep[0][0] <= now or self._stale(self._asleep[0])):
            entry = heapq.heappop(self._asleep)
            if not self._stale(entry):
                self._file(entry[2], now)

    def _first(self, kind: int, now: float) -> _Lane | None:
        """The lane whose turn comes first; lanes whose chat must wait after all go to sleep."""
        heap = self._ready[kind]
        while heap:
            lane = heap[0][2]
            if not self._stale(heap[0]) and lane.chat.free_at() <= now:
                return lane
            if not self._stale(heapq.heappop(heap)):
                self._file(lane, now)
        return None

    @staticmethod
    def _stale(entry: tuple[float, int, _Lane]) -> bool:
        return entry[1] != entry[2].filed or not entry[2].tickets

    def _sweep(self, now: float) -> None:
        """Forget chats that nothing would make wait, whenever their number has doubled."""
        if len(self._chats) < self._sweep_at:
            return
        self._chats = {name: chat for name, chat in self._chats.items() if not chat.idle(now)}
        self._sweep_at = max(_SWEEP_AT, 2 * len(self._chats))
