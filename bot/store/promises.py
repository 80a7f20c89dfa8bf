"""What has been promised before, by duty, person or kind; it promises and settles nothing."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from bot.store.memory import Tx
from bot.store.outbox import Fate
from bot.store.tables import outbox
from schedules.timetable import Kind


def facts_of(tx: Tx, plan: str, duty: tuple[str, str], mark: str) -> dict[str, Any] | None:
    """The facts of a promise about a duty under a mark, whomever it was made to; None: none was."""
    found: dict[str, Any] | None = tx.execute(
        select(outbox.c.facts)
        .where(
            outbox.c.plan_id == plan,
            outbox.c.activity_id == duty[0],
            outbox.c.unit_id == duty[1],
            outbox.c.mark == mark,
        )
        .order_by(outbox.c.id)
        .limit(1)
    ).scalar_one_or_none()
    return found


def facts_in(tx: Tx, person: int, delivery: int, kind: str) -> list[dict[str, Any]]:
    """The facts of a person's promises of a kind that a delivery has kept, oldest first."""
    query = select(outbox.c.facts).where(
        outbox.c.person_id == person, outbox.c.kind == kind, outbox.c.delivery_id == delivery
    )
    return list(tx.execute(query.order_by(outbox.c.id)).scalars())


def promised(tx: Tx, plan: str, kind: str, beginning: str) -> list[tuple[datetime, dict[str, Any]]]:
    """Since when each promise whose mark begins so is owed, with its facts; oldest first."""
    query = (
        select(outbox.c.owed_at, outbox.c.facts)
        .where(outbox.c.plan_id == plan, outbox.c.kind == kind)
        .where(outbox.c.mark.startswith(beginning, autoescape=True))
        .order_by(outbox.c.id)
    )
    return [(row.owed_at, row.facts or {}) for row in tx.execute(query)]


def last_sent(tx: Tx, plan: str, person: int, kind: Kind) -> datetime | None:
    """When the newest message of a kind that a person was sent was owed; None before the first."""
    query = select(func.max(outbox.c.owed_at)).where(
        outbox.c.person_id == person,
        outbox.c.plan_id == plan,
        outbox.c.kind == kind,
        outbox.c.state == Fate.SENT,
    )
    found: datetime | None = tx.execute(query).scalar_one()
    return found
