"""The audit trail: who joined, who was refused, who approved; append-only."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select

from bot.store.memory import Tx
from bot.store.tables import audit


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the trail. `who` is a person's id, a platform's user, or a command; or unknown."""

    id: int
    at: datetime
    what: str
    who: str | None
    detail: dict[str, Any]


def note(tx: Tx, what: str, *, who: str | None, now: datetime, **detail: Any) -> None:
    """Append an entry; `detail` is plain JSON without secrets."""
    tx.execute(insert(audit).values(at=now, what=what, who=who, detail=detail))


def noted_since(tx: Tx, what: Collection[str], who: str, since: datetime) -> int:
    """How many entries of such kinds about somebody are younger than an instant."""
    return tx.execute(
        select(func.count())
        .select_from(audit)
        .where(audit.c.what.in_(what), audit.c.who == who, audit.c.at > since)
    ).scalar_one()


def read(
    tx: Tx,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    what: Sequence[str] = (),
    most: int = 1000,
) -> list[Entry]:
    """The newest `most` entries of a half-open span of time, oldest first."""
    query = select(audit).order_by(audit.c.id.desc()).limit(most)
    if since is not None:
        query = query.where(audit.c.at >= since)
    if until is not None:
        query = query.where(audit.c.at < until)
    if what:
        query = query.where(audit.c.what.in_(what))
    rows = tx.execute(query).all()
    return [Entry(r.id, r.at, r.what, r.who, r.detail or {}) for r in reversed(rows)]
