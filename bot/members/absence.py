"""An absence told in one line: repeated back, and those whom it concerns are told.

While somebody is away, reminders go to whoever stands in; afterwards they come back by themselves,
for who is written to is asked anew at every reminder (`recipients`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.choices.errands import NotAway
from bot.messages import Said, one_line
from bot.people import Role
from bot.reaching import notices, recipients
from bot.responses import Response, Say
from bot.store import absences, audit, boards, people, questions
from bot.store.absences import Absence
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.understand import Away, asks_who_is_away, because, is_called, read_absence
from bot.wording import away as words
from schedules.plan import Plan
from schedules.progress import Standing

_SPEAKING = (Role.HEAD, Role.DEPUTY, Role.STAFF)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an absence comes to: who is written to instead, where nobody is, what falls due."""

    instead: Mapping[int, str]
    alone: tuple[str, ...]
    due: tuple[tuple[Plan, Standing], ...]


def asked(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """Answer leadership and office who is away, now and later; None if nobody asks for that."""
    if case.chat.is_group or said.edited or not access.may(case.known, Wish.BOARD):
        return None
    if not asks_who_is_away(said.text):
        return None
    known = absences.ahead(tx, case.today)
    names = people.names(tx, [p for a in known for p in (a.person, a.substitute) if p is not None])
    persons = people.persons(tx, [absence.person for absence in known], case.now)
    lines = [
        words.Gone(
            names[each.person],
            [case.desk.plans.name_of(unit) for unit in sorted(persons[each.person].units)],
            (each.first, each.last),
            names.get(each.substitute) if each.substitute is not None else None,
        )
        for each in known
        if each.person in persons
    ]
    return [Say(case.chat, words.who_is_away(lines, case.today), case.known.id)]


def spoken(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """Answer a line about the own absence; None if the text is about something else."""
    if case.chat.is_group or said.edited or not access.may(case.known, Wish.BE_AWAY):
        return None
    today = case.said_at.astimezone(case.desk.plans.first.zone).date()
    told = read_absence(said.text, today)
    asked = questions.opened(tx, case.chat, case.known.id, case.now, Asks.REASON, Asks.TERM)
    if told is None or (asked and not _is_meant(told, asked[0], today)):
        return None
    current = absences.current(tx, case.known.id, today)
    if told.back:
        return _ended(tx, case, told, current, today)
    if not told.away:
        return _named_later(tx, case, said, told, current[0]) if current else None
    if told.wrong is not None:
        return [Say(case.chat, words.impossible_days(told.wrong, today), case.known.id)]
    if told.first is None or told.last is None:
        return [Say(case.chat, words.which_days(today), case.known.id)]
    if told.last < today:
        return [Say(case.chat, words.over_already(told.last, today), case.known.id)]
    return _keep(tx, case, told, (told.first, told.last), said.text)


def _ended(
    tx: Tx, case: Case, told: Away, current: Sequence[Absence], today: date
) -> list[Response] | None:
    """An absence is over, or there will be none.

    A longer one than is denied stays as it is, for whoever told of it to word anew.
    """
    if told.first is None:
        if current:
            return _back(tx, case, current, today)
        return [Say(case.chat, words.none_to_end(), case.known.id)] if told.dropped else None
    on = (told.first, told.last or told.first)
    met = [each for each in current if each.first <= on[1] and on[0] <= each.last]
    if met and all(on[0] <= each.first and each.last <= on[1] for each in met):
        return _back(tx, case, met, today)
    kept = [(each.first, each.last) for each in met]
    return [Say(case.chat, words.not_away(on, kept), case.known.id)]


def _is_meant(told: Away, asked: Question, today: date) -> bool:
    """Whether a line is more than the answer to what is asked about a duty.

    “Kế toán nghỉ ốm” is not the own absence but a reason; so is a trip whose days are not certain
    where a reason is asked for.
    """
    if told.names_somebody or told.back:
        return True
    asks_why = asked.kind is Asks.REASON or asked.facts["wanted"] is not None
    certain = not asks_why if told.last is None else told.last >= today
    return told.own and certain


def may_explain(case: Case, text: str, until: date) -> bool:
    """Whether an absence that a text tells of may be why something is not there by a day.

    One that begins only afterwards explains nothing, unless its writer says that it does.
    """
    today = case.said_at.astimezone(case.desk.plans.first.zone).date()
    told = read_absence(text, today)
    if told is None or told.back:
        return False
    return because(text) or told.first is None or told.first <= until


def taken_back(tx: Tx, case: Case, errand: NotAway) -> list[Response]:
    """Answer the button that takes an absence back."""
    absence = absences.get(tx, errand.absence)
    if absence is None or absence.person != case.known.id:
        return [Say(case.chat, words.none_to_end(), case.known.id)]
    today = case.now.astimezone(case.desk.plans.first.zone).date()
    return _back(tx, case, [absence], today)


def _keep(tx: Tx, case: Case, told: Away, days: tuple[date, date], text: str) -> list[Response]:
    """Record an absence, tell those concerned, and say what was understood."""
    found = _substitutes(tx, case, told)
    substitute = found[0] if len(found) == 1 else None
    said = one_line(text)
    absence = absences.add(
        tx, case.known.id, *days, substitute=substitute, words=said, now=case.now
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
    outlook = _outlook(tx, case, absence)
    _tell(tx, case, absence, outlook, told)
    message = words.recorded(
        case.desk.plans.first,
        absence.id,
        days,
        list(outlook.instead.values()),
        [case.desk.plans.name_of(unit) for unit in outlook.alone],
        _doubt(tx, told, found),
    )
    return [Say(case.chat, message, case.known.id)]


def _doubt(tx: Tx, told: Away, found: Sequence[int]) -> str:
    """Why nobody was taken for the substitute that a line names; empty if there is no doubt."""
    if len(found) > 1:
        return words.several(list(people.names(tx, found).values()))
    if found or not told.names_somebody:
        return ""
    return words.nobody_so_called(told.name) if told.name else words.no_deputy()


def _named_later(tx: Tx, case: Case, said: Said, told: Away, absence: Absence) -> list[Response]:
    """Somebody names who stands in for an absence told before."""
    return _keep(tx, case, told, (absence.first, absence.last), f"{absence.words} / {said.text}")


def _back(tx: Tx, case: Case, ended: Sequence[Absence], today: date) -> list[Response]:
    """End absences: what has begun, else the nearest; reminders come back at once."""
    begun = [each for each in ended if each.first <= today] or list(ended[:1])
    told = {id_: name for each in begun for id_, name in _outlook(tx, case, each).instead.items()}
    absences.end(tx, [each.id for each in begun], case.now)
    audit.note(tx, "back", who=str(case.known.id), now=case.now)
    plan = case.desk.plans.first
    facts = {
        "what": "back",
        "name": case.known.name,
        "units": sorted(case.known.units),
        "first": begun[0].first.isoformat(),
        "last": begun[0].last.isoformat(),
        "begun": begun[0].first <= today,
    }
    mark = f"back-{begun[0].id}"
    notices.tell(tx, plan, mark, facts, case.now, to=[*told, *notices.office(tx, case.now)])
    return [Say(case.chat, words.back(plan, instead=bool(told)), case.known.id)]


def _substitutes(tx: Tx, case: Case, told: Away) -> list[int]:
    """The colleagues that a line may mean: one is certain, several are not."""
    roles = _colleagues(tx, case)
    if told.name is not None:
        names = people.names(tx, roles)
        return [id_ for id_ in roles if is_called(names.get(id_, ""), told.name)]
    if told.deputy:
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


def _outlook(tx: Tx, case: Case, absence: Absence) -> Outlook:
    """Who is written to while it lasts, and which deadlines fall into it."""
    instead: dict[int, str] = {}
    alone = []
    posts = people.unit_posts(tx, case.now)
    for unit in sorted(case.known.units):
        held = posts.get(unit, {})
        everybody = {person for role in held.values() for person in role}
        reachable = recipients.reachable_among(tx, everybody)
        now_told = recipients.recipients(held, reachable, {absence.person: absence.substitute})
        others = [p for p in now_told if p != absence.person and p in reachable]
        if not others:
            alone.append(unit)
        group = set(held.get(Role.GROUP, ()))
        instead |= {p: name for p, name in people.names(tx, others).items() if p not in group}
    return Outlook(instead, tuple(alone), tuple(_due(tx, case, absence)))


def _due(tx: Tx, case: Case, absence: Absence) -> list[tuple[Plan, Standing]]:
    """The own units' open duties whose deadlines fall into an absence."""
    return [
        (each.plan, standing)
        for each in case.desk.plans.all()
        for standing in boards.read(tx, each.plan, case.now).standings
        if standing.assignment.unit.id in case.known.units
        and not standing.done
        and absence.first <= standing.assignment.deadline.day <= absence.last
    ]


def _tell(tx: Tx, case: Case, absence: Absence, outlook: Outlook, told: Away) -> None:
    """Tell who stands in; and the office, if something falls due or nobody stands in."""
    plan = case.desk.plans.first
    facts = {
        "name": case.known.name,
        "units": sorted(case.known.units),
        "first": absence.first.isoformat(),
        "last": absence.last.isoformat(),
        "due": [
            [s.assignment.unit.id, s.assignment.title, s.assignment.deadline.day.isoformat()]
            for _, s in outlook.due
        ],
        "instead": list(outlook.instead.values()),
        "alone": list(outlook.alone),
        "wanted": told.name,
        "words": absence.words,
    }
    mark = f"away-{absence.id}"
    notices.tell(
        tx, plan, f"{mark}-in", {**facts, "what": "stand_in"}, case.now, to=list(outlook.instead)
    )
    if outlook.due or outlook.alone:
        notices.tell(tx, plan, mark, {**facts, "what": "away"}, case.now)
