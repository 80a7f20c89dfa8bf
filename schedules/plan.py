"""The plan as the signed document gives it: frozen values, resolved and checked.

Nothing here reads a file, asks the time or knows a person; `plan_file` builds these values
and refuses what is wrong, so that every `Plan` in the program is a good one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo


class Window(StrEnum):
    """What the time between start and due means for an activity."""

    BY_END = "by_end"
    BY_START = "by_start"
    THROUGHOUT = "throughout"
    EVENT = "event"


class Evidence(StrEnum):
    """What an answer should bring along."""

    PHOTO = "photo"
    LINK = "link"
    DOCUMENT = "document"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Days:
    """An offset in whole days, working ones where the rhythm says so; fires at its `at`."""

    count: int


Offset = Days | timedelta
"""How far a mark lies from a deadline: whole `Days`, or an exact span below a day."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """How an unanswered deadline is repeated: every so long, at most so many times."""

    every: Offset
    times: int


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When reminders are owed. Times are local to the plan; quiet hours are [from, to)."""

    at: time = time(8)
    start: bool = True
    before: tuple[Offset, ...] = (Days(3), Days(1), Days(0))
    overdue: Overdue | None = Overdue(Days(1), 5)
    escalate_after: Offset | None = Days(1)
    office_after: Offset | None = None  # a span counts working time; None: its morning list tells
    director_after: Offset | None = Days(2)
    working_days_only: bool = True
    quiet_hours: tuple[tuple[time, time], ...] = (
        (time(17), time(7, 30)),
        (time(11, 30), time(13, 30)),
    )
    digest: time | None = time(7, 30)


@dataclass(frozen=True, slots=True)
class Unit:
    """A body that is responsible. An external one is told, never asked, and never counted."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    external: bool = False

    @property
    def short(self) -> str:
        """The name for lists: the first alias, or the full name."""
        return self.aliases[0] if self.aliases else self.name


@dataclass(frozen=True, slots=True)
class Group:
    """Units under one name. An open one is named by the document without members."""

    id: str
    name: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Leadership:
    """Those who hear how the plan stands and are never asked for work.

    `in_charge_of` are the unit and group ids that this leader oversees; empty: above them all.
    """

    id: str
    name: str
    in_charge_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The plan's own days on top of the public ones."""

    days_off: frozenset[date] = frozenset()
    working_days: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Source:
    """Where the document says so: its section, its row (Stt), the line of the text."""

    section: str | None = None
    row: int | str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a term ends.

    `day` is the last local day; `ends` the first instant after the term; `overdue_from` the
    instant from which it counts as overdue, later than `ends` only where `day` is a day off;
    `remind_on` the working day that day offsets count back from. `whole_day` tells a due
    date from a due instant.
    """

    day: date
    ends: datetime
    overdue_from: datetime
    remind_on: date
    whole_day: bool = True

    @property
    def version(self) -> str:
        """Names this deadline in keys: a moved deadline has another version."""
        return _version(self.ends)


@lru_cache(maxsize=1024)  # asked for several times with every message, and strftime is slow
def _version(ends: datetime) -> str:
    return f"{ends.astimezone(UTC):%Y%m%dT%H%M%SZ}"


@dataclass(frozen=True, slots=True)
class Opening:
    """When a window opens: the local day, the instant, and whether the document gave an hour."""

    day: date
    at: datetime
    whole_day: bool = True


@dataclass(frozen=True, slots=True)
class Before:
    """A due given as so many working days before another activity."""

    activity: str
    days: int


@dataclass(frozen=True, slots=True)
class Grant:
    """An extension as granted at an instant: the duty's last local day is now `until`.

    `base` is the version of the document's deadline for which it was granted.
    """

    key: tuple[str, str]
    base: str
    until: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Assignment:
    """One unit's duty in one activity. `partners` are unit and group ids: told, not asked.

    `original` is the document's deadline where `deadline` is an extended one, else None.
    """

    activity: "Activity"
    unit: Unit
    title: str
    opening: Opening | None
    deadline: Deadline
    partners: tuple[str, ...] = ()
    due_before: Before | None = None
    original: Deadline | None = None

    @property
    def key(self) -> tuple[str, str]:
        """(activity id, unit id), unique in its plan."""
        return self.activity.id, self.unit.id


@dataclass(frozen=True, slots=True)
class Activity:
    """A row of the plan. `quotes` are the document's own words, resolved and ready to print."""

    id: str
    title: str
    section: str = ""
    quotes: tuple[str, ...] = ()
    tentative: bool = False
    window: Window = Window.BY_END
    source: Source = Source()
    inferred: tuple[str, ...] = ()
    evidence: Evidence = Evidence.NONE
    note: str | None = None
    rhythm: Rhythm = Rhythm()
    open_groups: tuple[str, ...] = ()
    confirm: bool = False  # a report of "done" waits until leadership or the office accepts it


@dataclass(frozen=True)
class Plan:
    """A whole plan. `assignments` stand in the document's order; `text` is the file as read.

    `grants` are the extensions that have moved some of its deadlines.
    """

    id: str
    title: str
    agency: str
    zone: ZoneInfo
    units: Mapping[str, Unit]
    groups: Mapping[str, Group]
    leadership: tuple[Leadership, ...]
    activities: tuple[Activity, ...]
    assignments: tuple[Assignment, ...]
    number: str | None = None
    signer: str | None = None
    basis: str | None = None
    rhythm: Rhythm = Rhythm()
    calendar: Calendar = Calendar()
    due_time: timedelta = timedelta(hours=24)
    text: str = field(default="", repr=False)
    grants: tuple[Grant, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[tuple[str, str], Assignment]:
        """Assignments by (activity id, unit id)."""
        return {assignment.key: assignment for assignment in self.assignments}

    @cached_property
    def sections(self) -> Mapping[str, tuple[date, date]]:
        """The first and the last day of every section, in the document's order."""
        found: dict[str, tuple[date, date]] = {}
        for name in dict.fromkeys(a.section for a in self.activities if a.section):
            mine = [a for a in self.assignments if a.activity.section == name]
            if mine:
                dues = [a.deadline.day for a in mine]
                openings = [a.opening.day for a in mine if a.opening]
                found[name] = min(openings or dues), max(dues)
        return found

    def of_unit(self, unit: str) -> tuple[Assignment, ...]:
        """The duties of one unit, in the document's order."""
        return tuple(a for a in self.assignments if a.unit.id == unit)

    def members(self, body: str) -> tuple[str, ...]:
        """The units that an id means: itself, or a group's members; an open group has none."""
        if body in self.units:
            return (body,)
        group = self.groups.get(body)
        if group is None or group.open:
            return ()
        return tuple(unit.id for unit in self.units.values() if body in unit.groups)

    def in_charge(self, unit: str) -> tuple[Leadership, ...]:
        """The leaders who oversee a unit, by name or by one of its groups."""
        named = {unit, *self.units[unit].groups}
        return tuple(each for each in self.leadership if named.intersection(each.in_charge_of))

    @property
    def directors(self) -> tuple[Leadership, ...]:
        """The leaders who oversee everything."""
        return tuple(each for each in self.leadership if not each.in_charge_of)

    def partners_of(self, activity: str) -> tuple[str, ...]:
        """The units that collaborate in an activity without leading it: told, not asked."""
        mine = [a for a in self.assignments if a.activity.id == activity]
        leads = {a.unit.id for a in mine}
        named = (unit for a in mine for body in a.partners for unit in self.members(body))
        return tuple(unit for unit in dict.fromkeys(named) if unit not in leads)

    def name_of(self, body: str) -> str:
        """The full name of a unit, a group or a leader by id; the id itself if it is none."""
        leaders = {each.id: each for each in self.leadership}
        known = self.units.get(body) or self.groups.get(body) or leaders.get(body)
        return known.name if known else body
