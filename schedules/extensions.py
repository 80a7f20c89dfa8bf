"""Deadlines that leadership has moved: a plan and its grants become the plan in force. Pure.

An extension moves one unit's duty and nothing else: a duty counted back from an activity stays
where the plan puts it, because the day of the activity has not moved.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from schedules.plan import Assignment, Grant, Plan
from schedules.workdays import Workdays


class Verdict(StrEnum):
    """What became of a wish. Replaced: another one took its place. Moot: the duty was done."""

    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    MOOT = "moot"


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a wish, by whom and when. `until` is the new last day where granted."""

    verdict: Verdict
    by: str
    at: datetime
    until: date | None = None
    opinion: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A wish for more time. `deadline` is the version in force when it was asked."""

    id: int
    plan: str
    key: tuple[str, str]
    deadline: str
    wanted: date
    reason: str
    words: str
    person: int
    by: str
    at: datetime
    decision: Decision | None = None


def undecided(requests: Sequence[Request]) -> Request | None:
    """The newest of some wishes that nobody has decided."""
    return next((r for r in reversed(requests) if r.decision is None), None)


def extended(plan: Plan, grants: Sequence[Grant]) -> Plan:
    """The plan with those grants and no others; itself if it has them already.

    Of several grants for a duty the latest counts. One for a deadline that the document has
    changed since is passed over: the document's newer word stands.
    """
    if tuple(grants) == plan.grants:
        return plan
    latest = {grant.key: grant for grant in sorted(grants, key=lambda g: g.at)}
    workdays = Workdays(plan.calendar)

    def moved(duty: Assignment) -> Assignment:
        plain = as_written(duty)
        grant = latest.get(duty.key)
        if grant is None or grant.base != plain.deadline.version:
            return plain
        deadline = workdays.deadline(grant.until, due_time=plan.due_time, zone=plan.zone)
        return replace(plain, deadline=deadline, original=plain.deadline)

    return replace(
        plan, assignments=tuple(moved(duty) for duty in plan.assignments), grants=tuple(grants)
    )


def as_written(duty: Assignment) -> Assignment:
    """The duty with the deadline that the document gives it."""
    if duty.original is None:
        return duty
    return replace(duty, deadline=duty.original, original=None)


def lapsed(plan: Plan, grants: Sequence[Grant]) -> tuple[Grant, ...]:
    """Grants for deadlines that the document has changed since, or for duties that are gone."""
    versions = {duty.key: as_written(duty).deadline.version for duty in plan.assignments}
    return tuple(grant for grant in grants if versions.get(grant.key) != grant.base)


class Objection(StrEnum):
    """Why a day cannot be the new end of a term."""

    PAST = "past"
    NOT_LATER = "not_later"
    DAY_OFF = "day_off"
    TOO_FAR = "too_far"


FARTHEST = timedelta(days=366)
"""A term moved by more than this is a slip of the pen, or another plan."""


def objection(plan: Plan, duty: Assignment, wanted: date, today: date) -> Objection | None:
    """What speaks against a new last day for a duty, seen on a local day; None if nothing does."""
    if wanted < today:
        return Objection.PAST
    if wanted <= duty.deadline.day:
        return Objection.NOT_LATER
    if wanted - duty.deadline.day > FARTHEST:
        return Objection.TOO_FAR
    return None if Workdays(plan.calendar).is_worked(wanted) else Objection.DAY_OFF


def proposals(plan: Plan, duty: Assignment, today: date, counts: Sequence[int]) -> list[date]:
    """Days to choose from: so many working days after the deadline, or today if it is past."""
    after = max(duty.deadline.day, today)
    workdays = Workdays(plan.calendar)
    return [workdays.shift(after, count) for count in counts]


def around(plan: Plan, duty: Assignment, wanted: date, today: date) -> list[date]:
    """The working days next to a day off that can be the new end of a term."""
    workdays = Workdays(plan.calendar)
    sides = (workdays.on_or_before(wanted), workdays.on_or_after(wanted))
    return [day for day in sides if objection(plan, duty, day, today) is None]
