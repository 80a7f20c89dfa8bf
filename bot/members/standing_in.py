"""An absence is kept, and those whom it concerns are told: who stands in, and the office.

What a line means, and whether there is an absence at all, is decided before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.case import Case
from bot.members.outlook import SPEAKING, Days, Outlook, outlook
from bot.messages import Message, one_line
from bot.people import Role
from bot.reaching import notices
from bot.store import absences, audit, people
from bot.store.absences import Absence
from bot.store.memory import Tx
from bot.understand.absence.absences import read_absence
from bot.understand.words.mentions import is_called
from bot.wording import away as words

_AND_THEN = " / "
"""Between what was written at first and what was written about the same absence afterwards."""


@dataclass(frozen=True, slots=True)
class Instead:
    """Who is to stand in, as a line says: the deputy, or a name as typed; nobody, if neither."""

    deputy: bool = False
    name: str | None = None

    @property
    def is_named(self) -> bool:
        """Whether the line says who."""
        return self.deputy or self.name is not None


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
    stood_in = _standing_in(tx, case, days)
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
    _tell_replaced(tx, case, absence, stood_in - comes_to.instead.keys(), comes_to)
    also = [
        each for person, each in comes_to.gone.items() if comes_to.alone or person == substitute
    ]
    message = words.recorded(
        case.desk.plans.first,
        absence.id,
        days,
        list(comes_to.instead.values()),
        [case.desk.plans.name_of(unit) for unit in comes_to.alone],
        _doubt(tx, who, found),
        also,
        _nobody(case, comes_to, own=case.known.id) if comes_to.gone else "",
    )
    return message, comes_to


def _nobody(case: Case, comes_to: Outlook, *, own: int) -> str:
    """On which days nobody is there, said to somebody; empty where there is somebody always."""
    if not comes_to.alone:
        return ""
    units = [case.desk.plans.name_of(unit) for unit in comes_to.alone]
    to = [] if own in comes_to.left else list(comes_to.left.values())
    return words.nobody_there(units, comes_to.empty, to)


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
        so_called = [id_ for id_ in roles if is_called(names.get(id_, ""), who.name)]
        deputies = [id_ for id_ in so_called if Role.DEPUTY in roles[id_]]
        return deputies if who.deputy and deputies else so_called
    if who.deputy:
        return [id_ for id_, held in roles.items() if Role.DEPUTY in held]
    return []


def _colleagues(tx: Tx, case: Case) -> dict[int, set[Role]]:
    """Who else speaks for the own units, in which roles."""
    found: dict[int, set[Role]] = {}
    posts = people.unit_posts(tx, case.now)
    for unit in sorted(case.known.units):
        for role in SPEAKING:
            for person in posts.get(unit, {}).get(role, ()):
                if person != case.known.id:
                    found.setdefault(person, set()).add(role)
    return found


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
            [duty.unit.id, duty.title, due.day.isoformat(), due.day > absence.last]
            for duty, due in ((s.assignment, s.assignment.deadline) for _, s in comes_to.due)
        ],
        "instead": list(comes_to.instead.values()),
        "alone": list(comes_to.alone),
        "wanted": wanted(absence),
        "words": absence.words,
        "gone": [
            [name, *(day.isoformat() for day in during)]
            for person, (name, during) in comes_to.gone.items()
            if comes_to.alone or person == absence.substitute
        ],
        "nobody": _nobody(case, comes_to, own=0) if comes_to.gone else "",
    }
    mark = f"away-{absence.id}"
    stand_in = comes_to.new | {p for p in comes_to.instead if p == absence.substitute}
    beside = [person for person in comes_to.instead if person not in stand_in]
    told = {**facts, "what": "stand_in"}
    for person in sorted(stand_in):
        too = _nobody(case, comes_to, own=person) if person in comes_to.gone else ""
        notices.tell(tx, plan, f"{mark}-in", {**told, "too": too}, case.now, to=[person])
    notices.tell(tx, plan, f"{mark}-by", {**told, "beside": True}, case.now, to=beside)
    if comes_to.alone:
        for person in comes_to.gone.keys() - set(comes_to.instead):
            both = {**facts, "what": "both_away", "nobody": _nobody(case, comes_to, own=person)}
            during = comes_to.gone[person][1]
            both |= {"first": during[0].isoformat(), "last": during[1].isoformat()}
            notices.tell(tx, plan, f"{mark}-too", both, case.now, to=[person])
    if comes_to.due or comes_to.alone or was:
        notices.tell(tx, plan, mark, {**facts, "what": "away"}, case.now)


def _standing_in(tx: Tx, case: Case, days: Days) -> set[int]:
    """Who stands in by what was told before of some of these days, which holds no longer."""
    told = absences.current(tx, case.known.id, days[0])
    met = [each for each in told if each.first <= days[1]]
    return {p for each in met for p in outlook(tx, case, each, case.known.units).instead}


def _tell_replaced(
    tx: Tx, case: Case, absence: Absence, left: Iterable[int], comes_to: Outlook
) -> None:
    """Tell those who stood in that they do no longer, and who does."""
    facts = {
        "what": "stood_in",
        "name": case.known.name,
        "units": sorted(case.known.units),
        "first": absence.first.isoformat(),
        "last": absence.last.isoformat(),
        "instead": list(comes_to.instead.values()),
    }
    mark = f"away-{absence.id}-out"
    notices.tell(tx, case.desk.plans.first, mark, facts, case.now, to=sorted(left))


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
