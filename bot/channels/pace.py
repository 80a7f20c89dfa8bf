"""Waiting for one's turn to send, so that the platform never has to refuse for speed."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from bot.channels import TryLater
from bot.channels.pace_order import ANSWER, BULK, Limits, Order, Ticket

PATIENCE = timedelta(seconds=30)
_MANY = 3
_TOGETHER_S = 1.0


class Pacer:
    """Lets senders through one at a time, answers first and otherwise in the order they came.

    A chat that must wait holds up nobody else. `now` is a steady clock in seconds, the running
    loop's if None. One loop only.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        now: Callable[[], float] | None = None,
        patience: timedelta = PATIENCE,
    ) -> None:
        """Nothing was sent yet."""
        self._order = Order(limits or Limits())
        self._clock = now
        self._patience_s = patience.total_seconds()
        self._doors: dict[Ticket, asyncio.Future[None]] = {}
        self._leaving: Ticket | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._refused: dict[str, tuple[float, float]] = {}

    async def turn(self, chat: str, *, is_group: bool = False, answering: bool = False) -> None:
        """Wait until a message to that chat may go. Cancelling gives the place up.

        Raises TryLater at once if the chat's own limit or a hold asks for more than the patience,
        and in the middle of waiting if such a hold comes then.
        """
        ticket = Ticket(chat, ANSWER if answering else BULK, is_group)
        wait_s = self._order.outlook(ticket, self._now())
        if wait_s > self._patience_s:
            raise _too_long(wait_s)
        door = self._doors[ticket] = asyncio.get_running_loop().create_future()
        self._order.add(ticket, self._now())
        try:
            self._admit()
            await door
            # A busy loop may have let time pass since the door was opened.
            self._order.went(ticket, self._now())
        finally:
            self._doors.pop(ticket, None)
            self._order.drop(ticket)
            if self._leaving is ticket:
                self._leaving = None
                self._admit()

    def hold(self, chat: str, seconds: float, *, is_group: bool = False) -> None:
        """Send nothing to that chat for so long: the platform has refused it for speed.

        When three chats are refused within a second it is not about them: everybody then waits
        for the shortest of their times.
        """
        now = self._now()
        self._order.hold(chat, now + seconds, is_group=is_group)
        self._turn_away(chat, seconds)
        self._refused[chat] = (now, now + seconds)
        self._refused = {
            name: (at, until)
            for name, (at, until) in self._refused.items()
            if now - at < _TOGETHER_S
        }
        if len(self._refused) >= _MANY:
            shortest = min(until for _, until in self._refused.values())
            self._order.hold_all(shortest)
            self._turn_away(None, shortest - now)
        self._admit()

    def close(self) -> None:
        """Stop the clockwork; who waits is told to try later. Repeating it is safe."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        for door in self._doors.values():
            if not door.done():
                door.set_exception(TryLater("the channel is closing"))

    def _now(self) -> float:
        return asyncio.get_running_loop().time() if self._clock is None else self._clock()

    def _admit(self) -> None:
        """Let through who may go now, or come back when somebody may.

        One at a time: the next moment is reckoned from when that one has really left.
        """
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._leaving is not None:
            return
        while isinstance(upcoming := self._order.next(self._now()), Ticket):
            door = self._doors[upcoming]
            if not door.done():
                self._leaving = upcoming
                door.set_result(None)
                return
        if upcoming is not None:
            delay = max(0.0, upcoming - self._now())
            self._timer = asyncio.get_running_loop().call_later(delay, self._admit)

    def _turn_away(self, chat: str | None, seconds: float) -> None:
        if seconds <= self._patience_s:
            return
        for ticket in self._order.waiting(chat):
            self._order.drop(ticket)
            door = self._doors[ticket]
            if not door.done():
                door.set_exception(_too_long(seconds))


def _too_long(seconds: float) -> TryLater:
    return TryLater("the chat has to wait", timedelta(seconds=seconds))
