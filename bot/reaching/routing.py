"""By which channel somebody is reached, and what each channel may be used for.

Free channels go before paid ones; among those the one that the person asked for, else the one last
written from, else the oldest. One that was asked something and has been silent for long goes last
of its kind. A message goes to the next address only when it is known not to have arrived.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channels import Channel, Limits
from bot.people import Contact
from bot.store import spending
from bot.store.memory import Tx
from bot.store.spending import NOTHING, Spent
from schedules.timetable import Kind

RESERVE = 10
"""Percent of a month's messages that are kept for what cannot wait."""

USES_RESERVE = frozenset({Kind.OVERDUE, Kind.ESCALATION, "urge", "returned", "petition", "notice"})
"""Kinds that may use the reserve: overdue work and its way up, what leadership asks and is asked,
and what the office must hear."""

PAID_AFTER = 6
"""So many failures (about a quarter of an hour) before money is spent on what free channels may
still take."""

CLOSED = "the chat is closed until the person writes"

LATER = timedelta(minutes=30)
"""How long a message waits for a channel that may not be used now."""


PAUSED = timedelta(minutes=1)
"""How long it waits for a channel that is refused until a human acts."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where to send something: a contact, or how long to wait, or neither if nobody is left.

    `others` tells that the person has another free address that takes messages now. `lost` is why
    nobody is left, None if addresses were lost before.
    """

    contact: Contact | None = None
    wait: timedelta | None = None
    others: bool = False
    lost: str | None = None


def may_send(kind: Kind | str, spent: Spent, limits: Limits, now: datetime) -> bool:
    """Whether a channel may be used for a message of a kind, after what it was used for."""
    if limits.hours and limits.hours.wait(now) is not None:
        return False
    if limits.price and spent.cost + limits.price > limits.ceiling:
        return False
    if limits.messages is None:
        return True
    kept = 0 if kind in USES_RESERVE else limits.messages * RESERVE // 100
    return spent.messages < limits.messages - kept


def pressing(kinds: Collection[Kind | str]) -> Kind | str:
    """The kind that decides for a message that keeps several promises."""
    return next((kind for kind in kinds if kind in USES_RESERVE), next(iter(kinds)))


def ordered(
    contacts: Collection[Contact],
    paid: Collection[str],
    long_silent: Callable[[datetime], bool],
) -> list[Contact]:
    """Somebody's addresses in the order in which they are tried."""

    def rank(each: Contact) -> tuple[bool, bool, float, float, int]:
        silent = each.silent_since is not None and long_silent(each.silent_since)
        return (
            each.address.channel in paid,
            silent,
            -_seconds(each.preferred_at),
            -_seconds(each.heard_at),
            each.id,
        )

    return sorted(contacts, key=rank)


def _seconds(at: datetime | None) -> float:
    return at.timestamp() if at else 0.0


class Routes:
    """The ways to persons at an instant; what is sent is counted as it is routed."""

    def __init__(
        self,
        tx: Tx,
        channels: Mapping[str, Channel],
        open_channels: Collection[str],
        now: datetime,
        *,
        long_silent: Callable[[datetime], bool],
    ) -> None:
        """Read what the counted channels have been used for; nothing if there are none."""
        self._tx, self._now = tx, now
        self._channels, self._open = channels, open_channels
        self._paid = {name for name, channel in channels.items() if channel.paid}
        self._long_silent = long_silent
        counted = [name for name, channel in channels.items() if channel.limits.counted]
        self._spent = dict(spending.read(tx, counted, now)) if counted else {}

    def find(
        self,
        contacts: Sequence[Contact],
        kind: Kind | str,
        *,
        attempts: int,
        pinned: Collection[int] = (),
    ) -> Route:
        """The way to somebody for a message of a kind that has failed so often.

        Pinned are the addresses where it may have arrived: no other one is tried. The message is
        counted against the limits of the channel that it goes by.
        """
        known = [c for c in contacts if c.reachable and c.address.channel in self._channels]
        if pinned:
            known = [c for c in known if c.id in pinned]
        if all(c.closed and c.rests(self._now) for c in known):
            return Route(lost=CLOSED if known else None)
        able = [c for c in known if self._takes(c) and self._may(c, kind)]
        chosen = next(iter(self._in_order(able, known, attempts)), None)
        if chosen is None:
            return Route(wait=self._wait(known))
        self._count(chosen)
        free = [c for c in able if c.address.channel not in self._paid]
        return Route(chosen, others=any(c != chosen for c in free))

    def _in_order(
        self, able: Sequence[Contact], known: Sequence[Contact], attempts: int
    ) -> list[Contact]:
        """Those to be tried; paid ones only once no free one can be hoped for."""
        hoped = any(
            c.address.channel not in self._paid and not c.closed and c not in able for c in known
        )
        held = self._paid if hoped and attempts < PAID_AFTER else set()
        may = [c for c in able if c.address.channel not in held]
        return may if len(may) <= 1 else ordered(may, self._paid, self._long_silent)

    def _takes(self, contact: Contact) -> bool:
        return contact.address.channel in self._open and not contact.rests(self._now)

    def _may(self, contact: Contact, kind: Kind | str) -> bool:
        name = contact.address.channel
        limits = self._channels[name].limits
        return not limits.counted or may_send(
            kind, self._spent.get(name, NOTHING), limits, self._now
        )

    def _wait(self, known: Sequence[Contact]) -> timedelta:
        """Until the first resting address is tried again, at most LATER."""
        rests = [c.rests_until - self._now for c in known if c.rests_until and c.rests(self._now)]
        paused = any(c.address.channel not in self._open for c in known)
        return min([PAUSED if paused else LATER, *rests])

    def _count(self, contact: Contact) -> None:
        name = contact.address.channel
        limits = self._channels[name].limits
        if limits.counted:
            added = spending.add(self._tx, name, self._now, messages=1, cost=limits.price)
            self._spent[name] = added
