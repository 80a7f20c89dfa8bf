"""How often the times of a duty have moved since its plan took force, and when last. Pure.

A calendar program takes an entry for a newer one by its number, which must only ever rise; so it is
counted from the versions of the plan, none of which is ever forgotten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from schedules.plan import Assignment, Plan

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Revision:
    """How many times window or deadline have moved, and since when they are as they are."""

    number: int
    since: datetime


def revisions(versions: Iterable[tuple[datetime, Plan]]) -> Mapping[Key, Revision]:
    """By (activity id, unit id), from the versions of a plan and when each took force, in order.

    A duty that was dropped and came back goes on counting.
    """
    found: dict[Key, Revision] = {}
    times: dict[Key, object] = {}
    for since, plan in versions:
        for duty in plan.assignments:
            now = _times(duty)
            if duty.key not in found:
                found[duty.key] = Revision(0, since)
            elif times[duty.key] != now:
                found[duty.key] = Revision(found[duty.key].number + 1, since)
            times[duty.key] = now
    return found


def _times(duty: Assignment) -> object:
    return duty.deadline.version, duty.opening.at if duty.opening else None
