"""A checked document becomes a `Plan`."""

from collections.abc import Iterator, Mapping

from schedules.plan import (
    Activity,
    Assignment,
    Days,
    Deadline,
    Group,
    Leadership,
    Offset,
    Opening,
    Overdue,
    Plan,
    Rhythm,
    Source,
    Unit,
)
from schedules.plan_schema import ActivityRow, Document, PlanRow, RemindersRow
from schedules.plan_terms import Resolved, Roster, Term, When, calendar_of
from schedules.workdays import Workdays, opening


class Instants:
    """Deadlines and openings by what they are made from; most activities share a few."""

    def __init__(self, document: Document, workdays: Workdays) -> None:
        """Take the plan's own zone and end of day."""
        self._workdays = workdays
        self._plan = document.plan
        self._deadlines: dict[When, Deadline] = {}
        self._openings: dict[When, Opening] = {}

    def deadline(self, due: When) -> Deadline:
        """The deadline that a due means."""
        if due not in self._deadlines:
            self._deadlines[due] = self._workdays.deadline(
                due, due_time=self._plan.due_time, zone=self._plan.timezone
            )
        return self._deadlines[due]

    def opening(self, start: When | None) -> Opening | None:
        """The opening that a start means."""
        if start is not None and start not in self._openings:
            self._openings[start] = opening(start, self._plan.timezone)
        return None if start is None else self._openings[start]


def build(resolved: Resolved, *, text: str) -> Plan:
    """The plan of a document without errors. `text` is the file as read."""
    document = resolved.document
    instants = Instants(document, resolved.workdays)
    units = _units(document)
    rhythm = overridden(Rhythm(), document.reminders)
    activities: list[Activity] = []
    assignments: list[Assignment] = []
    for row, terms in zip(document.activities, resolved.terms, strict=True):
        activity = _activity(row, document.plan, rhythm, resolved.roster)
        activities.append(activity)
        for term in terms:
            assignments.extend(_assignments(activity, term, units, instants))
    return Plan(
        id=document.plan.id,
        title=document.plan.title,
        agency=document.plan.agency,
        zone=document.plan.timezone,
        units=units,
        groups={row.id: Group(row.id, row.name, row.open) for row in document.groups},
        leadership=tuple(
            Leadership(row.id, row.name, row.in_charge_of) for row in document.leadership
        ),
        activities=tuple(activities),
        assignments=tuple(assignments),
        number=document.plan.number,
        signer=document.plan.signer,
        basis=document.plan.basis,
        rhythm=rhythm,
        calendar=calendar_of(document),
        due_time=document.plan.due_time,
        text=text,
    )


def overridden(rhythm: Rhythm, row: RemindersRow | None) -> Rhythm:
    """`rhythm` with the keys that the row gives, and no others, replaced."""
    if row is None:
        return rhythm
    given = {key: getattr(row, key) for key in row.model_fields_set}
    if row.overdue is not None:
        given["overdue"] = Overdue(row.overdue.every, row.overdue.times)
    if "escalate_after" in given:
        given.setdefault("director_after", _twice(row.escalate_after))
    return Rhythm(**({key: getattr(rhythm, key) for key in Rhythm.__slots__} | given))


def _twice(offset: Offset | None) -> Offset | None:
    if isinstance(offset, Days):
        return Days(2 * offset.count)
    return None if offset is None else 2 * offset


def _units(document: Document) -> dict[str, Unit]:
    return {
        row.id: Unit(row.id, row.name, row.aliases, row.groups, row.external)
        for row in document.units
    }


def _activity(row: ActivityRow, plan: PlanRow, rhythm: Rhythm, roster: Roster) -> Activity:
    return Activity(
        id=row.id,
        title=row.title,
        section=row.section or "",
        quotes=tuple(plan.quotes[quote] for quote in row.quotes),
        tentative=row.tentative,
        window=row.window,
        source=_source(row),
        inferred=row.inferred,
        evidence=row.evidence,
        note=row.note,
        rhythm=overridden(rhythm, row.reminders),
        open_groups=_open_groups(row, roster),
        confirm=plan.confirm if row.confirm is None else row.confirm,
    )


def _source(row: ActivityRow) -> Source:
    source = row.source
    return Source() if source is None else Source(source.section, source.row, source.line)


def _open_groups(row: ActivityRow, roster: Roster) -> tuple[str, ...]:
    """The groups of an activity whose members its lead is to decide."""
    named = [*row.lead, *row.partners]
    for own in row.assignments:
        named.extend(own.partners or ())
    opened = (body for body in named if body in roster.groups and roster.groups[body].open)
    return tuple(dict.fromkeys(opened))


def _assignments(
    activity: Activity, term: Term, units: Mapping[str, Unit], instants: Instants
) -> Iterator[Assignment]:
    if term.due is None:
        return
    deadline, opens = instants.deadline(term.due), instants.opening(term.start)
    for unit in term.units:
        yield Assignment(
            activity, units[unit], term.title, opens, deadline, term.partners, term.before
        )
