"""Who is away on which days, and who stands in. An absence is ended, never erased."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Row, insert, select, update

from bot.store.memory import Tx
from bot.store.tables import absences


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away from `first` to `last`, both included. `substitute` None: nobody is named.

    `words` are the person's own, told `at` an instant.
    """

    id: int
    person: int
    first: date
    last: date
    substitute: int | None
    words: str
    at: datetime


def add(
    tx: Tx,
    person: int,
    first: date,
    last: date,
    *,
    substitute: int | None,
    words: str,
    now: datetime,
) -> Absence:
    """Keep an absence; those of the same person that overlap it are ended, for it corrects them."""
    tx.execute(
        update(absences)
        .where(
            absences.c.person_id == person,
            absences.c.ended_at.is_(None),
            absences.c.first_day <= last,
            absences.c.last_day >= first,
        )
        .values(ended_at=now)
    )
    done = tx.execute(
        insert(absences).values(
            person_id=person,
            first_day=first,
            last_day=last,
            substitute_id=substitute,
            words=words,
            at=now,
        )
    )
    id_ = int(done.inserted_primary_key[0]) if done.inserted_primary_key else 0
    return Absence(id_, person, first, last, substitute, words, now)


def get(tx: Tx, id_: int) -> Absence | None:
    """An absence that still holds or is to come; None if it was ended or never was."""
    row = tx.execute(
        select(absences).where(absences.c.id == id_, absences.c.ended_at.is_(None))
    ).one_or_none()
    return _absence(row) if row else None


def current(tx: Tx, person: int, today: date) -> list[Absence]:
    """The absences of a person that are not over by a day, the nearest first."""
    rows = tx.execute(
        select(absences)
        .where(
            absences.c.person_id == person,
            absences.c.ended_at.is_(None),
            absences.c.last_day >= today,
        )
        .order_by(absences.c.first_day, absences.c.id)
    )
    return [_absence(row) for row in rows]


def ahead(tx: Tx, day: date) -> list[Absence]:
    """Everybody's absences that are not over by a day, the nearest first."""
    rows = tx.execute(
        select(absences)
        .where(absences.c.ended_at.is_(None), absences.c.last_day >= day)
        .order_by(absences.c.first_day, absences.c.id)
    )
    return [_absence(row) for row in rows]


def away(tx: Tx, day: date) -> Mapping[int, Absence]:
    """Everybody who is away on a day, by person id."""
    rows = tx.execute(
        select(absences)
        .where(
            absences.c.ended_at.is_(None),
            absences.c.first_day <= day,
            absences.c.last_day >= day,
        )
        .order_by(absences.c.id)
    )
    return {row.person_id: _absence(row) for row in rows}


def end(tx: Tx, ids: Iterable[int], now: datetime) -> int:
    """End absences; gives how many were not ended before."""
    return tx.execute(
        update(absences)
        .where(absences.c.id.in_(list(ids)), absences.c.ended_at.is_(None))
        .values(ended_at=now)
    ).rowcount


def _absence(row: Row[tuple[object, ...]]) -> Absence:
    return Absence(
        row.id, row.person_id, row.first_day, row.last_day, row.substitute_id, row.words, row.at
    )
