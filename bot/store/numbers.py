"""The number under which a person knows a duty: given once, kept until the duty is done.

So “2 xong” means the same duty in every message that the person still has on the screen. A done
duty's number is not given to another one while any number from its time is still open.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, Select, delete, insert, select, update

from bot.store.memory import Tx
from bot.store.tables import numbers

RESTS = timedelta(days=14)
"""A done duty's number is not given to another one for so long: “2 xong”, said once more or to
last week's list, must not mean a duty that nobody has seen under 2 yet."""

Duty = tuple[str, tuple[str, str]]
"""A plan id and a duty's (activity id, unit id)."""


@dataclass(frozen=True, slots=True)
class Number:
    """A duty's number since an instant. `until` is when it was done, None while it is open."""

    duty: Duty
    n: int
    since: datetime
    until: datetime | None = None


Fresh = tuple[int, Number]
"""A person's id and a number just given."""


def known(tx: Tx, persons: Sequence[int]) -> dict[int, list[Number]]:
    """All numbers ever given to persons, by person id."""
    found: dict[int, list[Number]] = {}
    for row in tx.execute(_query().where(numbers.c.person_id.in_(persons))):
        found.setdefault(row.person_id, []).append(_number(row))
    return found


def assign(
    tx: Tx,
    person: int,
    duties: Iterable[Duty],
    now: datetime,
    *,
    known: list[Number] | None = None,
    later: list[Fresh] | None = None,
) -> Mapping[Duty, int]:
    """The numbers of duties, in their order; a new duty gets the next one.

    `known` is what `known()` gave for the person; it is read here if it is not given, and kept up
    to date. New numbers are stored here, or added to `later` for the caller to store together.
    """
    rows = _of(tx, person) if known is None else known
    before = {row.duty for row in rows}
    given, new = _given(rows, duties, now)
    for number in new:
        if number.duty in before:
            _forget(tx, person, number.duty)
    fresh = [(person, number) for number in new]
    if later is None:
        store(tx, fresh)
    else:
        later += fresh
    return given


def proposed(tx: Tx, person: int, duties: Iterable[Duty], now: datetime) -> Mapping[Duty, int]:
    """The numbers that `assign` would give, none of which is kept: nobody has seen them yet."""
    return _given(_of(tx, person), duties, now)[0]


def keep(tx: Tx, person: int, given: Mapping[Duty, int], now: datetime) -> None:
    """Keep numbers that were proposed and are shown now; whatever has a number keeps that."""
    rows = _of(tx, person)
    opened = [row for row in rows if row.until is None]
    taken = {row.duty for row in opened}, {row.n for row in opened}
    new = {d: n for d, n in given.items() if d not in taken[0] and n not in taken[1]}
    for duty in new.keys() & {row.duty for row in rows}:
        _forget(tx, person, duty)
    store(tx, [(person, Number(duty, n, now)) for duty, n in new.items()])


def _given(
    rows: list[Number], duties: Iterable[Duty], now: datetime
) -> tuple[Mapping[Duty, int], list[Number]]:
    """The numbers of duties and those that are new; `rows` is kept up to date."""
    given: dict[Duty, int] = {}
    new: list[Number] = []
    for duty in duties:
        number = next((r for r in rows if r.duty == duty and r.until is None), None)
        if number is None:
            number = Number(duty, _next(rows, duty, now), now)
            rows[:] = [*(r for r in rows if r.duty != duty), number]
            new.append(number)
        given[duty] = number.n
    return given, new


def store(tx: Tx, fresh: Sequence[Fresh]) -> None:
    """Keep numbers just given."""
    rows = [
        {
            "person_id": person,
            "plan_id": plan,
            "activity_id": activity,
            "unit_id": unit,
            "n": each.n,
            "since": each.since,
        }
        for person, each in fresh
        for plan, (activity, unit) in (each.duty,)
    ]
    if rows:
        tx.execute(insert(numbers), rows)


def opened(tx: Tx, person: int) -> Mapping[Duty, int]:
    """The duties whose numbers are open for a person, by number."""
    rows = sorted(_of(tx, person), key=lambda r: r.n)
    return {r.duty: r.n for r in rows if r.until is None}


def done(tx: Tx, person: int) -> Mapping[Duty, int]:
    """Done duties that a person still knows by their numbers, because no open one has them."""
    rows = _of(tx, person)
    taken = {r.n for r in rows if r.until is None}
    latest: dict[int, Number] = {}
    for row in sorted((r for r in rows if r.until is not None), key=lambda r: r.since):
        latest[row.n] = row
    return {r.duty: r.n for n, r in latest.items() if n not in taken}


def release(tx: Tx, duty: Duty, now: datetime) -> None:
    """The duty is done: its numbers are free once nothing from their time is open."""
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


def reopen(tx: Tx, duty: Duty) -> None:
    """The duty is open again after all: it keeps the numbers by which it was known.

    Where another one has the number by now, it gets a new one when it is next listed.
    """
    plan, (activity, unit) = duty
    its = (
        numbers.c.plan_id == plan,
        numbers.c.activity_id == activity,
        numbers.c.unit_id == unit,
    )
    for person, n in tx.execute(select(numbers.c.person_id, numbers.c.n).where(*its)).all():
        if any(row.n == n and row.until is None and row.duty != duty for row in _of(tx, person)):
            continue
        whose = numbers.c.person_id == person
        tx.execute(update(numbers).where(*its, whose).values(until=None))


def _next(rows: Sequence[Number], duty: Duty, now: datetime) -> int:
    """The number for a duty that has none: its old one if nobody has it, else the next one.

    A closed number is passed over while it rests, and while a number that was open beside it
    still is.
    """
    opened = [r.since for r in rows if r.until is None]
    still_meant = min([*opened, now - RESTS])
    taken = {r.n for r in rows if r.until is None or (r.until > still_meant and r.duty != duty)}
    before = next((r.n for r in rows if r.duty == duty), None)
    if before is not None and before not in taken:
        return before
    return max(taken, default=0) + 1


def _forget(tx: Tx, person: int, duty: Duty) -> None:
    plan, (activity, unit) = duty
    tx.execute(
        delete(numbers).where(
            numbers.c.person_id == person,
            numbers.c.plan_id == plan,
            numbers.c.activity_id == activity,
            numbers.c.unit_id == unit,
        )
    )


def _of(tx: Tx, person: int) -> list[Number]:
    return known(tx, [person]).get(person, [])


def _query() -> Select[tuple[object, ...]]:
    query: Select[tuple[object, ...]] = select(numbers).order_by(numbers.c.person_id, numbers.c.n)
    return query


def _number(row: Row[tuple[object, ...]]) -> Number:
    return Number((row.plan_id, (row.activity_id, row.unit_id)), row.n, row.since, row.until)
