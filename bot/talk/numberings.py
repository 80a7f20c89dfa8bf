"""The numbers under which a unit's own people know its duties: a number may mean another one there.

Each person's numbers stay with their duties, so those of two phones part company as soon as a duty
is done or added.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.case import Case
from bot.people import UNIT_ROLES, Role
from bot.store import numbers, people
from bot.store.memory import Tx
from bot.talk.duties import Task


def of_head(
    tx: Tx, case: Case, unit: str, duties: Sequence[numbers.Duty]
) -> Mapping[numbers.Duty, int]:
    """The numbers that the office's list has: those of the unit's head, or who comes next.

    Counted from 1 where nobody of the unit has joined.
    """
    first = _speaker(tx, case, unit)
    if first is None:
        return {duty: n for n, duty in enumerate(duties, 1)}
    return numbers.proposed(tx, first, duties, case.now)


def of_head_done(tx: Tx, case: Case, unit: str) -> Mapping[numbers.Duty, int]:
    """The numbers by which the same person still knows what is done."""
    first = _speaker(tx, case, unit)
    return {} if first is None else numbers.done(tx, first)


def _speaker(tx: Tx, case: Case, unit: str) -> int | None:
    held = people.unit_posts(tx, case.now).get(unit, {})
    speaking = (p for role in (Role.HEAD, Role.DEPUTY, Role.STAFF) for p in held.get(role, ()))
    return next(speaking, None)


def of_unit(
    tx: Tx,
    case: Case,
    unit: str,
    opened: Sequence[Task],
    shown: Sequence[Task],
    closed: Sequence[Task],
) -> Iterator[tuple[str, list[Task], list[Task], set[int]]]:
    """A unit's open duties, and its done ones, as each of its people knows them, by name.

    And every number that means a duty to that person.

    Who has been shown no numbers yet is left out. A duty that somebody has no number for keeps
    the one it was `shown` under to the office, unless that means another duty to them.
    """
    held = people.unit_posts(tx, case.now).get(unit, {})
    persons = dict.fromkeys(person for role in UNIT_ROLES for person in held.get(role, ()))
    names = people.names(tx, persons)
    ours = {(task.plan.id, task.duty.key): task.n for task in shown}
    for person in sorted(persons):
        own, done = numbers.opened(tx, person), numbers.done(tx, person)
        taken = {*own.values(), *done.values()}
        if taken:
            fresh = itertools.count(max([*taken, *ours.values()]) + 1)
            known = {duty: n for duty, n in ours.items() if n not in taken}
            known |= own
            yield (
                names[person],
                [replace(task, n=known.get(_key(task)) or next(fresh)) for task in opened],
                [replace(t, n=done[_key(t)]) for t in closed if _key(t) in done],
                taken,
            )


def _key(task: Task) -> numbers.Duty:
    return task.plan.id, task.duty.key
