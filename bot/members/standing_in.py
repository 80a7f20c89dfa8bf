"""An absence is kept, and those whom it concerns are told: who stands in, and the office.

What a line means, and whether there is an absence at all, is decided before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.case import Case
from bot.messages import Message, one_line
from bot.people import Role
from bot.reaching import notices, recipients
from bot.store import absences, audit, boards, people
from bot.store.absences import Absence
from bot.store.memory import Tx
from bot.understand import is_called, read_absence
from bot.wording import away as words
from schedules.plan import Plan
from schedules.progress import Standing

_SPEAKING = (Role.HEAD, Role.DEPUTY, Role.STAFF)
_AND_THEN = " / "
"""Between what was written at first and what was written about the same absence afterwards."""

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Instead:
    """Who is to stand in, as a line says: the deputy, or a name as typed; nobody, if neither."""

    deputy: bool = False
    name: str | None = None

    @property
    def is_named(self) -> bool:
        """Whether the line says who."""
        return self.deputy or self.name is not None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an absence comes to: who is written to instead, where nobody is, what falls due."""

    instead: Mapping[int, str]
    alone: tuple[str, ...]
    due: tuple[tuple[Plan, Standing], ...]


def keep(
    tx: Tx,
    case: Case,
    who: Instead,
    days: Days,
    text: str,
    *,
    before: Absence | None = None,
    was: Days | None = None,
) -> tuple[Message, Outlook]:
    """Record an absence and tell those concerned; what was understood, and what it comes to.

    Where nobody is named whoever stands in for the absence `before` does; `was` are the days that
    it has moved from.
    """
    found = _substitutes(tx, case, who)
    substitute = found[0] if len(found) == 1 else None
    if before is not None and not who.is_named:
        substitute = before.substitute
    written = one_line(text if before is None else f"{before.words}{_AND_THEN}{text}")
    absence = absences.add(
        tx, case.known.id, *days, substitute=substitute, words=written, now=case.now
    )
    audit.note(
        tx,
        "away",
        who=str(case.known.id),
        now=case.now,
        first=absence.first.isoformat(),
        last=absence.last.isoformat(),
        substitute=substitute,
    )
    comes_to = outlook(tx, case, absence, case.known.units)
    _tell(tx, case, absence, comes_to, was)
    message = words.recorded(
        case.desk.plans.first,
        absence.id,
        days,
        list(comes_to.instead.values()),
        [case.desk.plans.name_of(unit) for unit in comes_to.alone],
        _doubt(tx, who, found),
    )
    return message, comes_to


def wanted(absence: Absence) -> str | None:
    """The name that its words give to who stands in, as typed last; None if they give none."""
    for part in reversed(absence.words.split(_AND_THEN)):
        told = read_absence(part, absence.first)
        if told is not None and told.names_somebody:
            return told.name
    return None


def _doubt(tx: Tx, who: Instead, found: Sequence[int]) -> str:
    """Why nobody was taken for the substitute that a line names; empty if there is no doubt."""
    if len(found) > 1:
        return words.several(list(people.names(tx, found).values()))
    if found or not who.is_named:
        return ""
    return words.nobody_so_called(who.name) if who.name else words.no_deputy()


def _substitutes(tx: Tx, case: Case, who: Instead) -> list[int]:
    """The colleagues that a line may mean: one is certain, several are not."""
    roles = _colleagues(tx, case)
    if who.name is not None:
        names = people.names(tx, roles)
        return [id_ for id_ in roles if is_called(names.get(id_, ""), who.name)]
    if who.deputy:
        return [id_ for id_, held in roles.items() if Role.DEPUTY in held]
    return []


def _colleagues(tx: Tx, case: Case) -> dict[int, set[Role]]:
    """Who else speaks for the own units, in which roles."""
    found: dict[int, set[Role]] = {}
    posts = people.unit_posts(tx, case.now)
    for unit in sorted(case.known.units):
        for role in _SPEAKING:
            for person in posts.get(unit, {}).get(role, ()):
                if person != case.known.id:
                    found.setdefault(person, set()).add(role)
    return found


def outlook(tx: Tx, case: Case, absence: Absence, units: Iterable[str]) -> Outlook:
    """Who of these units is written to while it lasts, and which deadlines fall into it."""
    instead: dict[int, str] = {}
    alone = []
    posts = people.unit_posts(tx, case.now)
    for unit in sorted(units):
        held = posts.get(unit, {})
        everybody = {person for role in held.values() for person in role}
        reachable = recipients.reachable_among(tx, everybody)
        now_told = recipients.recipients(held, reachable, {absence.person: absence.substitute})
        others = [p for p in now_told if p != absence.person and p in reachable]
        if not others:
            alone.append(unit)
        group = set(held.get(Role.GROUP, ()))
        instead |= {p: name for p, name in people.names(tx, others).items() if p not in group}
    return Outlook(instead, tuple(alone), tuple(_due(tx, case, absence, frozenset(units))))


def _due(
    tx: Tx, case: Case, absence: Absence, units: frozenset[str]
) -> list[tuple[Plan, Standing]]:
    """The open duties of these units whose deadlines fall into an absence."""
    return [
        (each.plan, standing)
        for each in case.desk.plans.all()
        for standing in boards.read(tx, each.plan, case.now).standings
        if standing.assignment.unit.id in units
        and not standing.done
        and absence.first <= standing.assignment.deadline.day <= absence.last
    ]


def _tell(tx: Tx, case: Case, absence: Absence, comes_to: Outlook, was: Days | None) -> None:
    """Tell who stands in; and the office, if something falls due, nobody stands in, or it moved."""
    plan = case.desk.plans.first
    facts = {
        "name": case.known.name,
        "units": sorted(case.known.units),
        "first": absence.first.isoformat(),
        "last": absence.last.isoformat(),
        "was": [day.isoformat() for day in was] if was else None,
        "due": [
            [s.assignment.unit.id, s.assignment.title, s.assignment.deadline.day.isoformat()]
            for _, s in comes_to.due
        ],
        "instead": list(comes_to.instead.values()),
        "alone": list(comes_to.alone),
        "wanted": wanted(absence),
        "words": absence.words,
    }
    mark = f"away-{absence.id}"
    notices.tell(
        tx, plan, f"{mark}-in", {**facts, "what": "stand_in"}, case.now, to=list(comes_to.instead)
    )
    if comes_to.due or comes_to.alone or was:
        notices.tell(tx, plan, mark, {**facts, "what": "away"}, case.now)


def tell_of_return(tx: Tx, case: Case, ended: Absence, to: Iterable[int], *, begun: bool) -> None:
    """Tell persons that somebody is back, or will not be away on those days."""
    facts = {
        "what": "back",
        "name": case.known.name,
        "units": sorted(case.known.units),
        "first": ended.first.isoformat(),
        "last": ended.last.isoformat(),
        "begun": begun,
    }
    notices.tell(tx, case.desk.plans.first, f"back-{ended.id}", facts, case.now, to=list(to))
