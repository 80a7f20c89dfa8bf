"""A naive count of a plan: what its file promises, from the raw mapping and plain events.

Written from what the plan file and the published documents mean, slowly and obviously. It knows
nothing of the program: no import of `schedules` or `bot`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Raw = Mapping[str, Any]
Key = tuple[str, str]

LONG_WEEKEND = {date(2022, 5, 2), date(2022, 5, 3)}
"""Public days off between Mondays and Fridays, April 12th to June of 2022."""

CONDITIONS = {  # how papers call a state, within the term and after it
    "done": ("Đã hoàn thành đúng hạn", "Đã hoàn thành quá hạn"),
    "in_progress": ("Đang thực hiện trong hạn", "Đang thực hiện quá hạn"),
    "not_done": ("Báo chưa hoàn thành, trong hạn", "Báo chưa hoàn thành, quá hạn"),
    "returned": ("Được đề nghị bổ sung, trong hạn", "Được đề nghị bổ sung, quá hạn"),
    "waiting": ("Chưa có báo cáo, trong hạn", "Chưa có báo cáo, quá hạn"),
}


@dataclass(frozen=True)
class Event:
    """Something that happened. What `what` may be, and which fields it uses:

    `answer` (answer, reason, percent, by, channel, on_behalf) · `undo` (of) · `accept` (of) ·
    `return` (of, reason, by, channel) · `evidence` · `grant` (until) · `refuse` · all of a duty
    `key`; `sent`, `failed` (keys) to one of the unit · `joins`, `blocks`, `unblocks`, `leaves`
    (unit, by) · `edit` (raw): another version of the plan takes force.

    `of` is the `n` of the answer that is meant, `base` the end of the term that a grant moves.
    """

    n: int
    at: datetime
    what: str
    key: Key = ("", "")
    answer: str = ""
    reason: str | None = None
    percent: int | None = None
    by: str | None = None
    channel: str | None = None
    on_behalf: bool = False
    of: int = 0
    until: date | None = None
    base: datetime | None = None
    keys: tuple[Key, ...] = ()
    unit: str = ""
    raw: Raw = field(default_factory=dict)


@dataclass(frozen=True)
class Duty:
    """One unit's work: what, where it stands in the plan, and when its term is over."""

    key: Key
    title: str
    section: str
    confirm: bool
    start: datetime | None
    day: date
    ends: datetime
    overdue_from: datetime


@dataclass(frozen=True)
class Count:
    """How a duty stands."""

    duty: Duty
    state: str
    overdue: bool
    late: bool
    returned: bool
    undelivered: bool
    awaits: bool
    last: Event | None
    evidence: int
    days_late: int

    @property
    def condition(self) -> str:
        """What papers call it."""
        state = "returned" if self.returned else self.state
        return CONDITIONS[state][self.overdue or self.late]

    @property
    def exception(self) -> int | None:
        """Which kind of exception it is, the worst first; None if it is none."""
        kinds = (self.overdue, self.state == "not_done", self.undelivered)
        return kinds.index(True) if any(kinds) else None


class Calendar:
    """Worked days of the spring of 2022, by a plan's own calendar on top."""

    def __init__(self, raw: Raw) -> None:
        own = raw.get("calendar", {})
        self._off = {date.fromisoformat(day) for day in own.get("days_off", ())}
        self._worked = {date.fromisoformat(day) for day in own.get("working_days", ())}

    def worked(self, day: date) -> bool:
        if day in self._worked:
            return True
        return day.weekday() < 5 and day not in LONG_WEEKEND and day not in self._off

    def back(self, day: date, count: int) -> date:
        """The day so many working days before another."""
        while count:
            day -= timedelta(days=1)
            count -= self.worked(day)
        return day

    def next(self, day: date) -> date:
        """The first working day from a day on."""
        while not self.worked(day):
            day += timedelta(days=1)
        return day

    def since(self, day: date, until: date) -> int:
        """How many working days come after a day, up to and with another."""
        after = (day + timedelta(days=n) for n in range(1, (until - day).days + 1))
        return sum(self.worked(each) for each in after)


def zone_of(raw: Raw) -> ZoneInfo:
    """The plan's clocks."""
    return ZoneInfo(raw["plan"].get("timezone", "Asia/Ho_Chi_Minh"))


def duties(raw: Raw, grants: Sequence[Event] = ()) -> list[Duty]:
    """Every duty in the order of the file, with the terms that were granted."""
    found = []
    for row in raw["activities"]:
        for unit, title, due in _given(raw, row):
            start = _begins(raw, row, due) if "start" in row else None
            key = (row["id"], unit)
            plain = _term(raw, due)
            granted = [e for e in grants if e.key == key and e.base == plain[1]]
            term = _term(raw, granted[-1].until) if granted else plain
            found.append(
                Duty(key, title, row.get("section", ""), _confirms(raw, row), start, *term)
            )
    return found


def _given(raw: Raw, row: Raw) -> Iterator[tuple[str, str, date | datetime]]:
    """Who has to do what until when, of an activity."""
    if "lead" in row:
        for unit in _inside(raw, row["lead"]):
            yield unit, row["title"], _due(raw, row["due"])
    for own in row.get("assignments", ()):
        for unit in _inside(raw, [own["unit"]]):
            due = own.get("due", row.get("due"))
            yield unit, own.get("title", row["title"]), _due(raw, due)


def _inside(raw: Raw, bodies: Sequence[str]) -> list[str]:
    """The units of the house that some bodies stand for, each once."""
    opened = {group["id"] for group in raw["groups"] if group.get("open")}
    found: list[str] = []
    for body in bodies:
        for unit in raw["units"]:
            named = unit["id"] == body or (body in unit.get("groups", ()) and body not in opened)
            if named and not unit.get("external") and unit["id"] not in found:
                found.append(unit["id"])
    return found


def _due(raw: Raw, written: Any) -> date | datetime:
    """What a due means: a day, or an instant."""
    if isinstance(written, Mapping):
        other = next(row for row in raw["activities"] if row["id"] == written["before"])
        ends = _due(raw, other["due"])
        day = ends.astimezone(zone_of(raw)).date() if isinstance(ends, datetime) else ends
        return Calendar(raw).back(day, written["days"])
    return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)


def _term(raw: Raw, due: date | datetime | None) -> tuple[date, datetime, datetime]:
    """The last day, the instant after the term, and from when it is overdue."""
    assert due is not None
    zone, calendar = zone_of(raw), Calendar(raw)
    if isinstance(due, datetime):
        return due.astimezone(zone).date(), due, due
    hours, minutes = map(int, raw["plan"].get("due_time", "24:00").split(":"))
    ends = _midnight(due, zone) + timedelta(hours=hours, minutes=minutes)
    if calendar.worked(due):
        return due, ends, ends
    return due, ends, max(ends, _midnight(calendar.next(due), zone))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _begins(raw: Raw, row: Raw, due: date | datetime) -> datetime | None:
    """When a window opens; preparations that are due before it have no opening."""
    zone = zone_of(raw)
    start = _due(raw, row["start"])
    first = start.astimezone(zone).date() if isinstance(start, datetime) else start
    last = due.astimezone(zone).date() if isinstance(due, datetime) else due
    if "assignments" in row and first > last:
        return None
    return start if isinstance(start, datetime) else _midnight(start, zone)


def _confirms(raw: Raw, row: Raw) -> bool:
    return bool(row.get("confirm", raw["plan"].get("confirm", False)))


def count(first: Raw, events: Sequence[Event], at: datetime) -> list[Count]:
    """How every duty stood at an instant, in the order of the file that was in force then."""
    known = [event for event in events if event.at <= at]
    raw = next((e.raw for e in reversed(known) if e.what == "edit"), first)
    grants = [event for event in known if event.what == "grant"]
    return [_stands(raw, duty, known, at) for duty in duties(raw, grants)]


def _stands(raw: Raw, duty: Duty, known: Sequence[Event], at: datetime) -> Count:
    mine = [event for event in known if event.key == duty.key]
    undone = {event.of for event in mine if event.what == "undo"}
    said = [
        event
        for event in mine
        if event.what in {"answer", "return"}
        and event.answer != "received"
        and event.n not in undone
    ]
    last = said[-1] if said else None
    state = last.answer if last else "waiting"
    done, past = state == "done", at >= duty.overdue_from
    accepted = {event.of for event in mine if event.what == "accept"}
    until = last.at if done and last else at
    return Count(
        duty,
        state,
        overdue=past and not done,
        late=bool(done and last and last.at >= duty.overdue_from),
        returned=bool(last and last.what == "return"),
        undelivered=state == "waiting" and not _told(duty, known),
        awaits=bool(done and last and duty.confirm and last.n not in accepted),
        last=last,
        evidence=sum(event.what == "evidence" for event in mine),
        days_late=Calendar(raw).since(duty.day, until.astimezone(zone_of(raw)).date()),
    )


def _told(duty: Duty, known: Sequence[Event]) -> bool:
    """Whether a message about a duty got to its unit, or none was tried and one would."""
    tried = [e.what for e in known if e.what in {"sent", "failed"} and duty.key in e.keys]
    if tried:
        return "sent" in tried
    there: dict[str, bool] = {}
    for event in known:
        if event.unit == duty.key[1] and event.what in {"joins", "unblocks", "blocks", "leaves"}:
            there[event.by or ""] = event.what in {"joins", "unblocks"}
    return any(there.values())


def totals(counts: Sequence[Count]) -> dict[str, int]:
    """The four figures."""
    done = [each for each in counts if each.state == "done"]
    late = sum(each.late for each in done)
    overdue = sum(each.overdue for each in counts)
    return {
        "assignments": len(counts),
        "done_on_time": len(done) - late,
        "done_late": late,
        "in_term": len(counts) - len(done) - overdue,
        "overdue": overdue,
    }


def answers(counts: Sequence[Count]) -> dict[str, int]:
    """What was heard."""
    states = [each.state for each in counts]
    undelivered = sum(each.undelivered for each in counts)
    return {
        "undelivered": undelivered,
        "unanswered": states.count("waiting") - undelivered,
        "not_done": states.count("not_done"),
        "in_progress": states.count("in_progress"),
        "done": states.count("done"),
    }


def exceptions(counts: Sequence[Count]) -> list[Count]:
    """What leadership should look at: overdue for longest first, then not done, then untold."""
    found = [each for each in counts if each.exception is not None]
    return sorted(found, key=lambda each: (each.exception, each.duty.ends))


def last_second(each: Duty, zone: ZoneInfo) -> datetime:
    """The end of a term as it is published: of a whole day, its last second."""
    ends = each.ends.astimezone(zone)
    return ends - timedelta(seconds=1) if ends.date() > each.day else ends
