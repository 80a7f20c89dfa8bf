"""Who and when: the rows of a document resolved against each other."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from zoneinfo import ZoneInfo

from schedules.plan import Before, Calendar
from schedules.plan_problem import Loc
from schedules.plan_schema import ActivityRow, AssignmentRow, BeforeRow, Document
from schedules.plan_values import YEARS
from schedules.workdays import Workdays

When = date | datetime


class Roster:
    """The units and groups that a document knows."""

    def __init__(self, document: Document) -> None:
        """Take the document's lists as they stand; of two with one id the first counts."""
        self.units = {unit.id: unit for unit in reversed(document.units)}
        self.groups = {group.id: group for group in reversed(document.groups)}
        self._order = [unit for unit in document.units if not unit.external]

    @cached_property
    def bodies(self) -> frozenset[str]:
        """The ids of all units and groups."""
        return frozenset(self.units) | frozenset(self.groups)

    @cached_property
    def members(self) -> dict[str, list[str]]:
        """The units of each group that are asked for work, in the order of `units`."""
        members: dict[str, list[str]] = {group: [] for group in self.groups}
        for unit in self._order:
            for group in unit.groups:
                if group in members and not self.groups[group].open:
                    members[group].append(unit.id)
        return members

    def expand(self, body: str) -> list[str]:
        """The units that a lead stands for; none for one that is external, open or unknown."""
        if body in self.groups:
            return self.members[body]
        unit = self.units.get(body)
        return [] if unit is None or unit.external else [unit.id]

    def expand_all(self, bodies: tuple[str, ...]) -> list[str]:
        """The units of several leads, each once, at its first place."""
        return list(dict.fromkeys(unit for body in bodies for unit in self.expand(body)))


class Dues:
    """On which day each activity is due, those counted back from others included."""

    def __init__(self, document: Document, workdays: Workdays, zone: ZoneInfo) -> None:
        """Follow every due to the day that it hangs on."""
        self._shift = cache(workdays.shift)  # many preparations count back from one event
        self._zone = zone
        self._rows = {row.id: row for row in reversed(document.activities)}
        self._days: dict[str, date | None] = {}
        self.cyclic: set[str] = set()
        for row in document.activities:
            self._settle(row.id)

    @property
    def ids(self) -> Collection[str]:
        """The ids of all activities."""
        return self._rows.keys()

    def row(self, activity: str) -> ActivityRow | None:
        """The activity of that id."""
        return self._rows.get(activity)

    def day(self, activity: str) -> date | None:
        """The local day on which an activity is due; None if it has none."""
        return self._days.get(activity)

    def resolve(self, due: When | BeforeRow | None) -> When | None:
        """A due as a day or an instant; None if it is not given or leads nowhere."""
        if not isinstance(due, BeforeRow):
            return due
        day = self.day(due.activity)
        return None if day is None else self._back(day, due.days)

    def local_day(self, when: When) -> date:
        """The day of a date or an instant on the plan's clocks."""
        return when.astimezone(self._zone).date() if isinstance(when, datetime) else when

    def _settle(self, activity: str) -> None:
        """Walk a chain to its end, then give every link its day; it may be too long to recurse."""
        chain: dict[str, BeforeRow] = {}
        at = activity
        while at in self._rows and at not in self._days and at not in chain:
            due = self._rows[at].due
            if not isinstance(due, BeforeRow):
                self._days[at] = None if due is None else self.local_day(due)
                break
            chain[at] = due
            at = due.activity
        if at in chain:
            links = list(chain)
            self.cyclic.update(links[links.index(at) :])
        for link, due in reversed(chain.items()):
            day = None if link in self.cyclic else self._days.get(due.activity)
            self._days[link] = None if day is None else self._back(day, due.days)

    def _back(self, day: date, count: int) -> date | None:
        earlier = self._shift(day, -count)
        return earlier if earlier.year in YEARS else None


@dataclass(frozen=True, slots=True)
class Term:
    """One duty before it is given to its units: what, whose, from when, until when."""

    loc: Loc
    title: str
    units: tuple[str, ...]
    start: When | None
    due: When | None
    before: Before | None
    partners: tuple[str, ...]


def terms_of(loc: Loc, row: ActivityRow, roster: Roster, dues: Dues) -> Iterator[Term]:
    """The duties of an activity: one for all its leads, or one for each of its assignments."""
    if not row.assignments:
        yield Term(
            loc,
            row.title,
            tuple(roster.expand_all(row.lead)),
            row.start,
            dues.resolve(row.due),
            _before(row.due),
            row.partners,
        )
    for n, own in enumerate(row.assignments):
        yield _own_term((*loc, "assignments", n), row, own, roster, dues)


def _own_term(loc: Loc, row: ActivityRow, own: AssignmentRow, roster: Roster, dues: Dues) -> Term:
    source = row.due if own.due is None else own.due
    due = dues.resolve(source)
    start = row.start
    if isinstance(own.due, BeforeRow) and start and due:
        # Work that prepares the activity is not held to the activity's own opening.
        start = start if dues.local_day(start) <= dues.local_day(due) else None
    return Term(
        loc,
        own.title or row.title,
        tuple(roster.expand(own.unit)) if own.unit in roster.units else (),
        start,
        due,
        _before(source),
        row.partners if own.partners is None else own.partners,
    )


def _before(due: When | BeforeRow | None) -> Before | None:
    return Before(due.activity, due.days) if isinstance(due, BeforeRow) else None


def calendar_of(document: Document) -> Calendar:
    """The plan's own days."""
    row = document.calendar
    if row is None:
        return Calendar()
    return Calendar(frozenset(row.days_off), frozenset(row.working_days))


class Resolved:
    """A document with its names, days and duties followed to where they lead."""

    def __init__(self, document: Document) -> None:
        """Resolve what can be resolved; what cannot is left out here and told by the checks."""
        self.document = document
        self.workdays = Workdays(calendar_of(document))
        self.roster = Roster(document)
        self.dues = Dues(document, self.workdays, document.plan.timezone)
        self.terms = [
            list(terms_of(("activities", n), row, self.roster, self.dues))
            for n, row in enumerate(document.activities)
        ]
