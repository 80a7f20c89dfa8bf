"""What is owed to whom. A promise is made once, claimed with a lease, and settled.

The unique key says which duty, which version of its deadline, which mark and which person, so
that a second promise is impossible whoever makes it and however often.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any

from sqlalchemy import (
    Integer,
    Update,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)

from bot.store.dialects import claim_lock, insert_new
from bot.store.memory import Tx
from bot.store.tables import outbox
from schedules.timetable import Kind

PUT_OFF = "snooze-"
"""How the marks begin under which somebody is reminded at a moment of their own choosing; the
facts say in which message of the inbox (`said`) they chose it."""

LEASE = timedelta(minutes=5)
"""A claim lapses after this: what a dead worker held is offered again."""


A_BEAT = timedelta(seconds=1)
"""Whoever is written to gets what they are owed so soon in the same message."""


class Fate(StrEnum):
    """What became of a promise."""

    WAITING = "waiting"
    SENT = "sent"
    SETTLED = "settled"  # the duty was answered, or changed, before it was sent
    FOLDED = "folded"  # said by a later message about the same duty
    EXPIRED = "expired"  # too late to matter
    FAILED = "failed"  # given up: nobody took it
    UNCERTAIN = "uncertain"  # may have arrived, and is not said again


@dataclass(frozen=True, slots=True)
class Owed:
    """A message promised to a person. Notices carry `facts` and no duty.

    `partner` is the collaborating unit that is only told of the duty.
    """

    plan: str
    kind: Kind | str
    mark: str
    person: int
    at: datetime
    until: datetime
    duty: tuple[str, str] | None = None
    deadline: str | None = None
    exact: bool = False
    facts: dict[str, Any] | None = None
    partner: str | None = None

    @property
    def key(self) -> str:
        """What makes a second promise of the same thing impossible."""
        activity, unit = self.duty or ("", "")
        return "|".join(
            (self.plan, activity, unit, self.deadline or "", self.mark, str(self.person))
        )


@dataclass(frozen=True, slots=True)
class Item:
    """A promise as claimed. `pinned_to` is the address where it may have arrived already."""

    id: int
    owed: Owed
    attempts: int
    pinned_to: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """All that is due to one person, oldest first."""

    person: int
    items: tuple[Item, ...]


def promise(tx: Tx, owed: Iterable[Owed]) -> int:
    """Put promises into the outbox; those already made are passed over. Gives how many are new."""
    return insert_new(tx, outbox, [_row(each) for each in owed])


def claim(tx: Tx, now: datetime, limit: int) -> list[Claim]:
    """Take what is due: everything for the persons of the `limit` oldest due promises.

    What is due to them within A_BEAT comes with it, but for what a platform is being spared.
    Held for LEASE; a person with a claim still held is left alone, so that two workers never
    write to the same person at once. Safe from many processes.
    """
    claim_lock(tx)
    rows = tx.execute(
        _CLAIM, {"now": now, "near": now + A_BEAT, "lease": now + LEASE, "most": limit}
    ).all()
    ordered = sorted(rows, key=lambda row: row[:3])
    return [
        Claim(person, tuple(_item(row) for row in group))
        for person, group in groupby(ordered, key=lambda row: row[0])
    ]


def settle(tx: Tx, items: Sequence[Item], fate: Fate, *, delivery: int | None = None) -> None:
    """Close promises for good."""
    if items:
        tx.execute(
            update(outbox)
            .where(outbox.c.id.in_([item.id for item in items]))
            .values(state=fate, claimed_until=None, delivery_id=delivery)
        )


def keep(tx: Tx, kept: Sequence[tuple[Item, Fate, int]]) -> None:
    """Close promises that deliveries have kept, each with its fate and the delivery's id."""
    rows = [{"item": item.id, "fate": fate, "delivery": id_} for item, fate, id_ in kept]
    if rows:
        tx.execute(_KEEP, rows)


_KEEP = (
    update(outbox)
    .where(outbox.c.id == bindparam("item"))
    .values(state=bindparam("fate"), claimed_until=None, delivery_id=bindparam("delivery"))
)


def postpone(tx: Tx, items: Sequence[Item], try_at: datetime, *, failed: bool = False) -> None:
    """Give promises back, to be tried again from an instant on; a failure is counted."""
    if items:
        tx.execute(
            update(outbox)
            .where(outbox.c.id.in_([item.id for item in items]))
            .values(
                try_at=try_at,
                claimed_until=None,
                attempts=outbox.c.attempts + (1 if failed else 0),
            )
        )


def pin(tx: Tx, items: Sequence[Item], address: int, try_at: datetime) -> None:
    """What may have arrived at an address is tried once more, and there alone."""
    tx.execute(
        update(outbox)
        .where(outbox.c.id.in_([item.id for item in items]))
        .values(
            try_at=try_at,
            claimed_until=None,
            attempts=outbox.c.attempts + 1,
            pinned_to=address,
        )
    )


def hasten(tx: Tx, plan: str, now: datetime) -> None:
    """Try at once what waits for a plan that has just been approved.

    What has failed keeps its time: its platform may have asked to be left alone for hours.
    """
    waiting = and_(outbox.c.plan_id == plan, outbox.c.state == Fate.WAITING)
    tx.execute(
        update(outbox)
        .where(waiting, outbox.c.attempts == 0, outbox.c.owed_at <= now, outbox.c.try_at > now)
        .values(try_at=now)
    )


def waiting_for(tx: Tx, person: int, now: datetime) -> list[Item]:
    """What is promised to a person and neither sent nor in the hands of a worker."""
    free = or_(outbox.c.claimed_until.is_(None), outbox.c.claimed_until <= now)
    rows = tx.execute(
        select(*_CLAIMED)
        .where(outbox.c.person_id == person, outbox.c.state == Fate.WAITING, free)
        .order_by(outbox.c.id)
    )
    return [_item(row) for row in rows]


def refused(tx: Tx, person: int, now: datetime) -> list[Item]:
    """What was given up for a person and still matters, unless somebody else was told the same."""
    other = outbox.alias("other")
    heard = exists().where(
        other.c.plan_id == outbox.c.plan_id,
        other.c.activity_id == outbox.c.activity_id,
        other.c.unit_id == outbox.c.unit_id,
        other.c.deadline == outbox.c.deadline,
        other.c.mark == outbox.c.mark,
        other.c.person_id != outbox.c.person_id,
        other.c.state != Fate.FAILED,
    )
    rows = tx.execute(
        select(*_CLAIMED)
        .where(outbox.c.person_id == person, outbox.c.state == Fate.FAILED)
        .where(outbox.c.until > now, ~heard)
        .order_by(outbox.c.id)
    )
    return [_item(row) for row in rows]


def revive(tx: Tx, items: Sequence[Item], now: datetime) -> None:
    """Promise again what had been given up, to be tried at once as if for the first time."""
    if items:
        tx.execute(
            update(outbox)
            .where(outbox.c.id.in_([item.id for item in items]))
            .values(state=Fate.WAITING, try_at=now, attempts=0, pinned_to=None)
        )


def next_try(tx: Tx) -> datetime | None:
    """When the next waiting promise wants to be tried; None if nothing waits."""
    earliest: datetime | None = tx.execute(_NEXT_TRY).scalar_one()
    return earliest


_NEXT_TRY = select(func.min(outbox.c.try_at)).where(outbox.c.state == Fate.WAITING)


def _row(owed: Owed) -> dict[str, Any]:
    activity, unit = owed.duty or (None, None)
    return {
        "key": owed.key,
        "plan_id": owed.plan,
        "kind": owed.kind,
        "mark": owed.mark,
        "activity_id": activity,
        "unit_id": unit,
        "deadline": owed.deadline,
        "person_id": owed.person,
        "facts": owed.facts,
        "partner_id": owed.partner,
        "exact": owed.exact,
        "owed_at": owed.at,
        "until": owed.until,
        "state": Fate.WAITING,
        "try_at": owed.at,
        "attempts": 0,
    }


def _claim() -> Update:
    """The statement of `claim`; building it takes longer than running it, so it is built once."""
    now = bindparam("now", type_=outbox.c.try_at.type)
    free = or_(outbox.c.claimed_until.is_(None), outbox.c.claimed_until <= now)
    # As a literal, so that every planner knows the partial indexes for its own.
    waiting = outbox.c.state == literal_column(f"'{Fate.WAITING}'")
    due = and_(waiting, outbox.c.try_at <= now, free)
    near = outbox.c.try_at <= bindparam("near", type_=outbox.c.try_at.type)
    soon = or_(outbox.c.try_at <= now, outbox.c.attempts == 0)
    held = select(outbox.c.person_id).where(outbox.c.claimed_until > now)
    oldest = (
        select(outbox.c.person_id)
        .where(due, outbox.c.person_id.not_in(held))
        .order_by(outbox.c.try_at, outbox.c.id)
        .limit(bindparam("most", type_=Integer))
        .subquery()
    )
    return (
        update(outbox)
        .where(waiting, near, soon, free, outbox.c.person_id.in_(select(oldest.c.person_id)))
        .values(claimed_until=bindparam("lease", type_=outbox.c.try_at.type))
        .returning(*_CLAIMED)
    )


_CLAIMED = (  # the first three put claims in order
    outbox.c.person_id,
    outbox.c.owed_at,
    outbox.c.id,
    outbox.c.plan_id,
    outbox.c.kind,
    outbox.c.mark,
    outbox.c.activity_id,
    outbox.c.unit_id,
    outbox.c.deadline,
    outbox.c.until,
    outbox.c.exact,
    outbox.c.facts,
    outbox.c.partner_id,
    outbox.c.attempts,
    outbox.c.pinned_to,
)
_CLAIM = _claim()


def _item(row: Any) -> Item:
    person, at, id_, plan, kind, mark, activity, unit, deadline, until, exact, *rest = row
    facts, partner, tries, pinned_to = rest
    duty = None if activity is None else (activity, unit)
    owed = Owed(plan, kind, mark, person, at, until, duty, deadline, exact, facts, partner)
    return Item(id_, owed, tries, pinned_to)
