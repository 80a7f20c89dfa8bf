"""Updates as they came in, kept before they are confirmed to the platform."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, bindparam, select, update

from bot.messages import Update
from bot.store.dialects import insert_new
from bot.store.memory import Tx
from bot.store.tables import inbox


@dataclass(frozen=True, slots=True)
class Waiting:
    """A kept update that nobody has handled yet."""

    id: int
    channel: str
    payload: str
    received_at: datetime


def keep(tx: Tx, channel: str, updates: Sequence[Update], now: datetime) -> None:
    """Store updates; one that is already there stays as it was first seen."""
    rows = [
        {"channel": channel, "update_id": u.id, "payload": u.payload, "received_at": now}
        for u in updates
    ]
    insert_new(tx, inbox, rows)


def waiting(tx: Tx, limit: int = 50) -> list[Waiting]:
    """The oldest updates not handled yet."""
    return [Waiting(*row) for row in tx.execute(_WAITING, {"most": limit})]


_WAITING = (
    select(inbox.c.id, inbox.c.channel, inbox.c.payload, inbox.c.received_at)
    .where(inbox.c.handled_at.is_(None))
    .order_by(inbox.c.id)
    .limit(bindparam("most", type_=Integer))
)


def handled(tx: Tx, id_: int, outcome: str, now: datetime) -> bool:
    """Mark an update as handled; False if somebody else was first."""
    done = tx.execute(
        update(inbox)
        .where(inbox.c.id == id_, inbox.c.handled_at.is_(None))
        .values(handled_at=now, outcome=outcome[:200])
    )
    return done.rowcount == 1


def set_aside(tx: Tx, ids: Sequence[int], outcome: str, now: datetime) -> None:
    """Mark updates as handled, all at once, without a look at what they say."""
    tx.execute(
        update(inbox)
        .where(inbox.c.id.in_(ids), inbox.c.handled_at.is_(None))
        .values(handled_at=now, outcome=outcome)
    )
