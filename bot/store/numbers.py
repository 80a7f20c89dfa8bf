"""The number under which a person knows a duty: given once, kept until the duty is done.

So “2 xong” means the same duty in every message that the person still has on the screen. A done
duty's number is not given to another one while any other number is open.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Row, insert, select, update

from bot.store.memory import Tx
from bot.store.tables import numbers

Duty = tuple[str, tuple[str, str]]
"""A plan id and a duty's (activity id, unit id)."""


def assign(tx: Tx, person: int, duties: Iterable[Duty], now: datetime) -> Mapping[Duty, int]:
    """The numbers of duties, in their order; a new duty gets the next one."""
    rows = tx.execute(select(numbers).where(numbers.c.person_id == person)).all()
    known = {_duty(row): row.n for row in rows}
    opened = {_duty(row): row.n for row in rows if row.until is None}
    given: dict[Duty, int] = {}
    for duty in duties:
        if duty not in opened:
            taken = set(opened.values())
            before = known.get(duty)
            fresh = before is None or before in taken
            opened[duty] = max(taken, default=0) + 1 if fresh else before or 1
            _open(tx, person, duty, opened[duty], now)
        given[duty] = opened[duty]
    return given


def opened(tx: Tx, person: int) -> Mapping[Duty, int]:
    """The duties whose numbers are open for a person, by number."""
    rows = tx.execute(
        select(numbers)
        .where(numbers.c.person_id == person, numbers.c.until.is_(None))
        .order_by(numbers.c.n)
    )
    return {_duty(row): row.n for row in rows}


def release(tx: Tx, duty: Duty, now: datetime) -> None:
    """The duty is done: its numbers are free once nothing else is open."""
    plan, (activity, unit) = duty
    tx.execute(
        update(numbers)
        .where(
            numbers.c.plan_id == plan,
            numbers.c.activity_id == activity,
            numbers.c.unit_id == unit,
            numbers.c.until.is_(None),
        )
        .values(until=now)
    )


def _open(tx: Tx, person: int, duty: Duty, n: int, now: datetime) -> None:
    plan, (activity, unit) = duty
    done = tx.execute(
        update(numbers)
        .where(
            numbers.c.person_id == person,
            numbers.c.plan_id == plan,
            numbers.c.activity_id == activity,
            numbers.c.unit_id == unit,
        )
        .values(n=n, since=now, until=None)
    )
    if done.rowcount == 0:
        tx.execute(
            insert(numbers).values(
                person_id=person, plan_id=plan, activity_id=activity, unit_id=unit, n=n, since=now
            )
        )


def _duty(row: Row[tuple[object, ...]]) -> Duty:
    return row.plan_id, (row.activity_id, row.unit_id)
