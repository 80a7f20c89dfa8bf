"""What an absence comes to: who is written to meanwhile, when nobody is there, what falls due.

It reads the absences of the colleagues, too, and changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.case import Case
from bot.people import Role
from bot.reaching import recipients
from bot.store import absences, boards, people
from bot.store.absences import Absence
from bot.store.memory import Tx
from schedules.plan import Deadline, Plan
from schedules.progress import Standing

SPEAKING = (Role.HEAD, Role.DEPUTY, Role.STAFF)

LONGEST = 400
"""Days of an absence that are looked at one by one."""

Days = tuple[date, date]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an absence comes to.

    `instead`: who of those present is written to, and of these `new` who else would not be.
    `alone`: the units where on some day nobody is, on the days of `empty`; `left` is who is
    written to then. `gone`: the colleagues who are away on some of these days, too.
    """

    instead: Mapping[int, str]
    new: frozenset[int]
    alone: tuple[str, ...]
    empty: tuple[Days, ...]
    left: Mapping[int, str]
    gone: Mapping[int, tuple[str, Days]]
    due: tuple[tuple[Plan, Standing], ...]


def outlook(tx: Tx, case: Case, absence: Absence, units: Iterable[str]) -> Outlook:
    """Who of these units is written to while it lasts, and which deadlines fall into it."""
    own = sorted(units)
    others = [
        each
        for each in absences.ahead(tx, absence.first)
        if each.person != absence.person and each.first <= absence.last
    ]
    length = min((absence.last - absence.first).days, LONGEST)
    days = [absence.first + _DAY * n for n in range(length + 1)]
    posts = people.unit_posts(tx, case.now)
    instead: set[int] = set()
    new: set[int] = set()
    left: set[int] = set()
    groups: set[int] = set()
    colleagues: set[int] = set()
    empty: dict[str, list[date]] = {}
    for unit in own:
        held = posts.get(unit, {})
        groups |= set(held.get(Role.GROUP, ()))
        colleagues |= {person for role in SPEAKING for person in held.get(role, ())}
        reachable = recipients.reachable_among(tx, {p for role in held.values() for p in role})
        for day in days:
            away = {a.person: a.substitute for a in others if a.first <= day <= a.last}
            with_own = {**away, absence.person: absence.substitute}
            told = recipients.recipients(held, reachable, with_own)
            there = {p for p in told if p in reachable and p not in with_own}
            instead |= there
            new |= there - set(recipients.recipients(held, reachable, away))
            if not there:
                empty.setdefault(unit, []).append(day)
                left |= set(told)
    names = people.names(tx, (instead | left) - groups)
    gone = [a for a in others if a.person in colleagues]
    called = people.names(tx, {a.person for a in gone})
    return Outlook(
        {p: name for p, name in names.items() if p in instead},
        frozenset(new - groups),
        tuple(empty),
        _runs({day for each in empty.values() for day in each}),
        {p: name for p, name in names.items() if p in left},
        {a.person: (called[a.person], _within(a, absence)) for a in gone},
        tuple(_due(tx, case, absence, frozenset(own))),
    )


def _within(each: Absence, during: Absence) -> Days:
    return max(each.first, during.first), min(each.last, during.last)


def _runs(days: Iterable[date]) -> tuple[Days, ...]:
    """Days as stretches without a gap."""
    found: list[Days] = []
    for day in sorted(days):
        if found and found[-1][1] + _DAY == day:
            found[-1] = found[-1][0], day
        else:
            found.append((day, day))
    return tuple(found)


def _due(
    tx: Tx, case: Case, absence: Absence, units: frozenset[str]
) -> Sequence[tuple[Plan, Standing]]:
    """The open duties of these units whose deadlines fall into an absence.

    One on a day off does, too, where the working day before is in it: it is reminded of then.
    """
    return [
        (each.plan, standing)
        for each in case.desk.plans.all()
        for standing in boards.read(tx, each.plan, case.now).standings
        if standing.assignment.unit.id in units
        and not standing.done
        and _falls_into(standing.assignment.deadline, absence)
    ]


def _falls_into(due: Deadline, absence: Absence) -> bool:
    return any(absence.first <= day <= absence.last for day in (due.day, due.remind_on))
