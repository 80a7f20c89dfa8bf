"""The ledger of sends: each attempt, its outcome, the exact text, and the duties it numbered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, func, insert, or_, select, true

from bot.messages import Address, Message
from bot.store.memory import Tx
from bot.store.tables import addresses, deliveries, delivery_items, posts
from schedules.plan import Assignment
from schedules.progress import Reach


class Outcome(StrEnum):
    """How an attempt ended.

    Uncertain: handed over, but nobody said that it arrived. Undeliverable: the address takes
    nothing; closed: it takes nothing for now. Refused: the address is well, but nobody takes this
    message.
    """

    SENT = "sent"
    TRY_LATER = "try_later"
    UNCERTAIN = "uncertain"
    UNDELIVERABLE = "undeliverable"
    CLOSED = "closed"
    REFUSED = "refused"
    MISCONFIGURED = "misconfigured"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to send one message to one person.

    `answering`: said straight back to whoever wrote, so that nobody was asked by it.
    """

    person: int
    address: Address
    message: Message
    outcome: Outcome
    reason: str | None = None
    message_id: str | None = None
    answering: bool = False


@dataclass(frozen=True, slots=True)
class Numbered:
    """A duty under its number in a message, at the deadline it then had."""

    n: int
    plan: str
    duty: tuple[str, str]
    deadline: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message that arrived: what it said and which duties it numbered."""

    id: int
    person: int
    message: Message
    items: tuple[Numbered, ...]
    message_id: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """Where a duty stands under a number in somebody's chat."""

    address: Address
    person: int
    message_id: str
    n: int


Numbering = Sequence[tuple[int, str, Assignment]]
"""The duties that a message lists, as (number, plan id, duty)."""


def record(tx: Tx, attempt: Attempt, numbered: Numbering, now: datetime) -> int:
    """Append an attempt with the duties it numbers; gives its id."""
    return record_all(tx, [(attempt, numbered)], now)[0]


def record_all(tx: Tx, attempts: Sequence[tuple[Attempt, Numbering]], now: datetime) -> list[int]:
    """Append attempts, each with the duties it numbers; gives their ids in the same order."""
    done = tx.execute(_RECORD, [_row(attempt, now) for attempt, _ in attempts])
    ids = list(done.scalars())
    rows = [
        {
            "delivery_id": id_,
            "n": n,
            "plan_id": plan,
            "activity_id": assignment.key[0],
            "unit_id": assignment.key[1],
            "deadline": assignment.deadline.version,
        }
        for id_, (_, numbered) in zip(ids, attempts, strict=True)
        for n, plan, assignment in numbered
    ]
    if rows:
        tx.execute(insert(delivery_items), rows)
    return ids


_RECORD = insert(deliveries).returning(deliveries.c.id, sort_by_parameter_order=True)


def _row(attempt: Attempt, now: datetime) -> dict[str, Any]:
    return {
        "person_id": attempt.person,
        "channel": attempt.address.channel,
        "chat": attempt.address.chat,
        "at": now,
        "outcome": attempt.outcome,
        "reason": attempt.reason,
        "message_id": attempt.message_id,
        "text": attempt.message.text,
        "heading": len(attempt.message.heading),
        "answering": attempt.answering,
    }


def find(tx: Tx, address: Address, message_id: str) -> Delivered | None:
    """The delivery that a platform's message id stands for."""
    return _delivered(
        tx,
        and_(
            deliveries.c.channel == address.channel,
            deliveries.c.chat == address.chat,
            deliveries.c.message_id == message_id,
        ),
    )


def latest_list(tx: Tx, address: Address, unit: str | None = None) -> Delivered | None:
    """The newest message in a chat that numbered duties: what typed numbers are taken to mean.

    Of a unit, if one is named.
    """
    found = tx.execute(
        select(func.max(deliveries.c.id))
        .join(delivery_items, delivery_items.c.delivery_id == deliveries.c.id)
        .where(
            deliveries.c.channel == address.channel,
            deliveries.c.chat == address.chat,
            deliveries.c.outcome == Outcome.SENT,
            true() if unit is None else delivery_items.c.unit_id == unit,
        )
    ).scalar_one_or_none()
    return _delivered(tx, deliveries.c.id == found) if found is not None else None


def newest(tx: Tx, address: Address) -> int | None:
    """The id of the last message that arrived in a chat."""
    return tx.execute(
        select(func.max(deliveries.c.id)).where(
            deliveries.c.channel == address.channel,
            deliveries.c.chat == address.chat,
            deliveries.c.outcome == Outcome.SENT,
        )
    ).scalar_one_or_none()


def wrote_since(tx: Tx, address: Address, moment: datetime) -> bool:
    """Whether a message has arrived in a chat since a moment that answers nothing said there."""
    found = select(deliveries.c.id).where(
        deliveries.c.channel == address.channel,
        deliveries.c.chat == address.chat,
        deliveries.c.outcome == Outcome.SENT,
        deliveries.c.answering.is_(False),
        deliveries.c.at > moment,
    )
    return tx.execute(found.limit(1)).first() is not None


def last(tx: Tx, address: Address) -> Delivered | None:
    """The last message that arrived in a chat."""
    found = newest(tx, address)
    return _delivered(tx, deliveries.c.id == found) if found is not None else None


def reminders(tx: Tx, plan: str, until: datetime) -> int:
    """How many messages that ask about duties of a plan have arrived up to an instant."""
    listed = select(delivery_items.c.delivery_id).where(delivery_items.c.plan_id == plan)
    query = select(func.count()).where(
        deliveries.c.outcome == Outcome.SENT,
        deliveries.c.answering.is_(False),
        deliveries.c.at <= until,
        deliveries.c.id.in_(listed),
    )
    return tx.execute(query.select_from(deliveries)).scalar_one()


def listing(tx: Tx, plan: str, duty: tuple[str, str]) -> list[Listed]:
    """The newest message in each chat that numbered a duty and can be named.

    Only chats that are still their person's: a former account is shown nothing any more.
    """
    rows = tx.execute(
        select(
            deliveries.c.channel,
            deliveries.c.chat,
            deliveries.c.person_id,
            deliveries.c.message_id,
            delivery_items.c.n,
        )
        .join(delivery_items, delivery_items.c.delivery_id == deliveries.c.id)
        .where(
            delivery_items.c.plan_id == plan,
            delivery_items.c.activity_id == duty[0],
            delivery_items.c.unit_id == duty[1],
            deliveries.c.outcome == Outcome.SENT,
            deliveries.c.message_id.is_not(None),
            _STILL_THEIRS,
        )
        .order_by(deliveries.c.id)
    )
    newest = {(row.channel, row.chat): row for row in rows}
    return [
        Listed(Address(r.channel, r.chat), r.person_id, r.message_id, r.n) for r in newest.values()
    ]


def numbering(
    tx: Tx, address: Address, plan: str, duty: tuple[str, str], *, most: int
) -> list[str]:
    """The newest messages of a chat that numbered a duty and can be named, newest first."""
    query = (
        select(deliveries.c.message_id)
        .join(delivery_items, delivery_items.c.delivery_id == deliveries.c.id)
        .where(
            delivery_items.c.plan_id == plan,
            delivery_items.c.activity_id == duty[0],
            delivery_items.c.unit_id == duty[1],
            deliveries.c.channel == address.channel,
            deliveries.c.chat == address.chat,
            deliveries.c.outcome == Outcome.SENT,
            deliveries.c.message_id.is_not(None),
        )
        .order_by(deliveries.c.id.desc())
        .limit(most)
    )
    return list(tx.execute(query).scalars())


def reach(tx: Tx, plan: str, at: datetime) -> Mapping[tuple[str, str], Reach]:
    """How far messages about each duty had got by an instant; a duty never asked about is absent.

    Only messages to people of its unit count: the office may have been shown it in a list, too.
    A list that the unit was shown for asking, or on joining, asks for nothing; one that it was
    shown after it was last asked in vain has reached it all the same.
    """
    rows = tx.execute(_REACH, {"plan": plan, "at": at})
    return {
        (activity, unit): Reach.DELIVERED if arrived else Reach.UNDELIVERED
        for activity, unit, arrived in rows
    }


Try = tuple[int, datetime, tuple[str, str], bool | None, bool]
"""An attempt about a duty: the delivery's id, when, (activity id, unit id), whether it arrived,
whether it asked for anything.

None instead of the arrival where it was to nobody of the unit.
"""


def tried_since(tx: Tx, plan: str, last: int) -> list[Try]:
    """Every attempt about a duty of a plan after a delivery, oldest first."""
    rows = tx.execute(
        select(
            deliveries.c.id,
            deliveries.c.at,
            deliveries.c.outcome,
            deliveries.c.answering,
            delivery_items.c.activity_id,
            delivery_items.c.unit_id,
            _TO_ITS_UNIT.label("concerned"),
        )
        .join(delivery_items, deliveries.c.id == delivery_items.c.delivery_id)
        .where(delivery_items.c.plan_id == plan, deliveries.c.id > last)
        .order_by(deliveries.c.id)
    )
    return [
        (id_, at, (a, u), outcome == Outcome.SENT if concerned else None, not answering)
        for id_, at, outcome, answering, a, u, concerned in rows
    ]


_TO_ITS_UNIT = exists().where(
    posts.c.person_id == deliveries.c.person_id, posts.c.unit_id == delivery_items.c.unit_id
)
"""Whether a message went to somebody who speaks, or once spoke, for the unit of a duty in it."""

_STILL_THEIRS = exists().where(
    addresses.c.person_id == deliveries.c.person_id,
    addresses.c.channel == deliveries.c.channel,
    addresses.c.chat == deliveries.c.chat,
    addresses.c.until.is_(None),
)
"""Whether a message stands in a chat that is still linked to whom it was sent to."""

_IS_SENT = deliveries.c.outcome == Outcome.SENT
_REACH = (
    select(
        delivery_items.c.activity_id,
        delivery_items.c.unit_id,
        or_(
            func.max(case((and_(_IS_SENT, deliveries.c.answering.is_(False)), 1), else_=0)) == 1,
            func.max(case((_IS_SENT, deliveries.c.id), else_=0))
            > func.max(case((_IS_SENT, 0), else_=deliveries.c.id)),
        ),
    )
    .join(deliveries, deliveries.c.id == delivery_items.c.delivery_id)
    .where(
        delivery_items.c.plan_id == bindparam("plan"),
        deliveries.c.at <= bindparam("at"),
        _TO_ITS_UNIT,
    )
    .group_by(delivery_items.c.activity_id, delivery_items.c.unit_id)
    .having(func.min(case((deliveries.c.answering, 1), else_=0)) == 0)
)


def _delivered(tx: Tx, which: ColumnElement[bool]) -> Delivered | None:
    row = tx.execute(select(deliveries).where(which)).first()
    if row is None:
        return None
    message = Message(row.text[: row.heading], row.text[row.heading + 1 :])
    return Delivered(row.id, row.person_id, message, _numbered(tx, row.id), row.message_id)


def _numbered(tx: Tx, delivery: int) -> tuple[Numbered, ...]:
    rows = tx.execute(
        select(delivery_items)
        .where(delivery_items.c.delivery_id == delivery)
        .order_by(delivery_items.c.n)
    )
    return tuple(
        Numbered(row.n, row.plan_id, (row.activity_id, row.unit_id), row.deadline) for row in rows
    )
