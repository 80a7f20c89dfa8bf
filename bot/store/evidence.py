"""What shows that a duty was done: files, links, documents' numbers; append-only.

Taking a piece back is another row; at any past moment there is what there was then.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, case, insert, select

from bot.exhibit import Exhibit
from bot.store.memory import Tx
from bot.store.tables import evidence, people

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """A piece of evidence with the duty that it shows."""

    id: int
    plan: str
    key: Key
    exhibit: Exhibit


def add(
    tx: Tx,
    plan: str,
    key: Key,
    exhibit: Exhibit,
    *,
    person: int,
    channel: str,
    inbox: int | None,
) -> int | None:
    """Append evidence; gives its id, None if the duty already has the same."""
    if any(_same(known, exhibit) for known in of_duty(tx, plan, key)):
        return None
    done = tx.execute(
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
    return int(done.inserted_primary_key[0]) if done.inserted_primary_key else None


def cancel(
    tx: Tx, kept: Kept, *, at: datetime, person: int, channel: str, inbox: int | None
) -> None:
    """Take a piece back; its row stays."""
    tx.execute(
        insert(evidence).values(
            plan_id=kept.plan,
            activity_id=kept.key[0],
            unit_id=kept.key[1],
            kind=kept.exhibit.kind,
            at=max(at, kept.exhibit.at),
            person_id=person,
            channel=channel,
            inbox_id=inbox,
            cancels=kept.id,
        )
    )


def get(tx: Tx, ids: Sequence[int]) -> list[Kept]:
    """Those of some pieces that have not been taken back, oldest first."""
    rows = tx.execute(_holding().where(evidence.c.id.in_(ids)))
    return [_kept(row) for row in rows]


def of_file(tx: Tx, sha256: str, person: int, since: datetime) -> list[Kept]:
    """Where somebody's file lies that came in at an instant, wherever it was moved since."""
    query = _holding().where(
        evidence.c.sha256 == sha256, evidence.c.person_id == person, evidence.c.at >= since
    )
    return [_kept(row) for row in tx.execute(query)]


def of_duty(tx: Tx, plan: str, key: Key) -> list[Exhibit]:
    """What there is for one duty, oldest first."""
    rows = tx.execute(
        _holding().where(
            evidence.c.plan_id == plan,
            evidence.c.activity_id == key[0],
            evidence.c.unit_id == key[1],
        )
    )
    return [_exhibit(row) for row in rows]


def _holding() -> Select[tuple[object, ...]]:
    """Pieces that have not been taken back, oldest first."""
    taken_back = select(evidence.c.cancels).where(evidence.c.cancels.is_not(None))
    query: Select[tuple[object, ...]] = (
        select(evidence, people.c.name.label("by"))
        .join(people, people.c.id == evidence.c.person_id)
        .where(evidence.c.cancels.is_(None), evidence.c.id.not_in(taken_back))
        .order_by(evidence.c.id)
    )
    return query


def counts(tx: Tx, plan: str, until: datetime) -> Mapping[Key, int]:
    """How much there is for each duty of a plan, up to and including an instant."""
    found: Counter[Key] = Counter()
    for activity, unit, more in tx.execute(_DUTIES, {"plan": plan, "until": until}):
        found[activity, unit] += more
    return found


_MORE = case((evidence.c.cancels.is_(None), 1), else_=-1)
_DUTIES = select(evidence.c.activity_id, evidence.c.unit_id, _MORE).where(
    evidence.c.plan_id == bindparam("plan"), evidence.c.at <= bindparam("until")
)


def names(tx: Tx, plan: str, until: datetime) -> Mapping[Key, list[tuple[str, str | None]]]:
    """What there is for each duty of a plan up to an instant, by kind and name, oldest first."""
    found: dict[Key, list[tuple[str, str | None]]] = {}
    rows = tx.execute(
        select(evidence)
        .where(evidence.c.plan_id == plan, evidence.c.at <= until)
        .order_by(evidence.c.id)
    ).all()
    taken_back = {row.cancels for row in rows}
    for row in rows:
        if row.cancels is not None or row.id in taken_back:
            continue
        name = row.name if row.sha256 else row.words
        found.setdefault((row.activity_id, row.unit_id), []).append((row.kind, name))
    return found


Put = tuple[int, datetime, Key, int]
"""A piece of evidence as put away or taken back: its id, when, of which duty, and 1 or -1."""


def since(tx: Tx, plan: str, last: int) -> list[Put]:
    """What was put away or taken back after the piece of that id, oldest first."""
    rows = tx.execute(
        select(evidence.c.id, evidence.c.at, evidence.c.activity_id, evidence.c.unit_id, _MORE)
        .where(evidence.c.plan_id == plan, evidence.c.id > last)
        .order_by(evidence.c.id)
    )
    return [(id_, at, (activity, unit), more) for id_, at, activity, unit, more in rows]


def _same(one: Exhibit, other: Exhibit) -> bool:
    if one.sha256 or other.sha256:
        return one.sha256 == other.sha256
    return (one.kind, one.words) == (other.kind, other.words)


def _kept(row: Row[Any]) -> Kept:
    return Kept(row.id, row.plan_id, (row.activity_id, row.unit_id), _exhibit(row))


def _exhibit(row: Row[Any]) -> Exhibit:
    return Exhibit(
        row.kind, row.words, row.at, row.sha256, row.name, row.media_type, row.size, row.by
    )
