"""What shows that a duty was done: files, links, documents' numbers; append-only."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, select

from bot.exhibit import Exhibit
from bot.store.memory import Tx
from bot.store.tables import evidence, people

Key = tuple[str, str]


def add(
    tx: Tx,
    plan: str,
    key: Key,
    exhibit: Exhibit,
    *,
    person: int,
    channel: str,
    inbox: int | None,
) -> bool:
    """Append evidence; False if the duty already has the same."""
    if any(_same(known, exhibit) for known in of_duty(tx, plan, key)):
        return False
    tx.execute(
        insert(evidence).values(
            plan_id=plan,
            activity_id=key[0],
            unit_id=key[1],
            kind=exhibit.kind,
            sha256=exhibit.sha256,
            name=exhibit.name,
            media_type=exhibit.media_type,
            size=exhibit.size,
            words=exhibit.words,
            at=exhibit.at,
            person_id=person,
            channel=channel,
            inbox_id=inbox,
        )
    )
    return True


def of_duty(tx: Tx, plan: str, key: Key) -> list[Exhibit]:
    """What there is for one duty, oldest first."""
    rows = tx.execute(
        select(evidence, people.c.name.label("by"))
        .join(people, people.c.id == evidence.c.person_id)
        .where(
            evidence.c.plan_id == plan,
            evidence.c.activity_id == key[0],
            evidence.c.unit_id == key[1],
        )
        .order_by(evidence.c.id)
    )
    return [_exhibit(row) for row in rows]


def counts(tx: Tx, plan: str, until: datetime) -> Mapping[Key, int]:
    """How much there is for each duty of a plan, up to and including an instant."""
    rows = tx.execute(_DUTIES, {"plan": plan, "until": until})
    return Counter((activity, unit) for activity, unit in rows)


_DUTIES = select(evidence.c.activity_id, evidence.c.unit_id).where(
    evidence.c.plan_id == bindparam("plan"), evidence.c.at <= bindparam("until")
)


def names(tx: Tx, plan: str, until: datetime) -> Mapping[Key, list[tuple[str, str | None]]]:
    """What there is for each duty of a plan up to an instant, by kind and name, oldest first."""
    found: dict[Key, list[tuple[str, str | None]]] = {}
    rows = tx.execute(
        select(evidence)
        .where(evidence.c.plan_id == plan, evidence.c.at <= until)
        .order_by(evidence.c.id)
    )
    for row in rows:
        name = row.name if row.sha256 else row.words
        found.setdefault((row.activity_id, row.unit_id), []).append((row.kind, name))
    return found


Put = tuple[int, datetime, Key]
"""A piece of evidence as put away: its id, when, and for which duty."""


def since(tx: Tx, plan: str, last: int) -> list[Put]:
    """What was put away for the duties of a plan after the piece of that id, oldest first."""
    rows = tx.execute(
        select(evidence.c.id, evidence.c.at, evidence.c.activity_id, evidence.c.unit_id)
        .where(evidence.c.plan_id == plan, evidence.c.id > last)
        .order_by(evidence.c.id)
    )
    return [(id_, at, (activity, unit)) for id_, at, activity, unit in rows]


def _same(one: Exhibit, other: Exhibit) -> bool:
    if one.sha256 or other.sha256:
        return one.sha256 == other.sha256
    return (one.kind, one.words) == (other.kind, other.words)


def _exhibit(row: Row[Any]) -> Exhibit:
    return Exhibit(
        row.kind, row.words, row.at, row.sha256, row.name, row.media_type, row.size, row.by
    )
