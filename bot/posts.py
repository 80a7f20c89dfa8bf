"""Posts that end: somebody leaves or is replaced. What was promised to them goes to who is left."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.notices import NOTICE
from bot.people import Post, Role
from bot.recipients import of_unit
from bot.store import absences, outbox, people
from bot.store.memory import Tx
from bot.store.outbox import Fate, Owed
from schedules.timetable import Kind

_ABOVE = {Role.LEADER, Role.OFFICE}
_FOR_THOSE_ABOVE = {Kind.ESCALATION, Kind.DIGEST, NOTICE}
"""What leadership and office hear; everything else is about the own unit's work."""


def end(tx: Tx, person: int, ended: Collection[Post], now: datetime, zone: ZoneInfo) -> None:
    """End posts of a person; who holds none any more is no longer written to.

    The rows stay, so that who held what at any moment can be told.
    """
    people.end_posts(tx, person, ended, now)
    left = people.person(tx, person, now)
    kept = left.posts if left else frozenset()
    if not kept:
        people.close_addresses(tx, person, now)
        today = now.astimezone(zone).date()
        over = [absence.id for absence in absences.current(tx, person, today)]
        absences.end(tx, over, now)
    lost = [item for item in outbox.waiting_for(tx, person, now) if not _concerns(item.owed, kept)]
    outbox.settle(tx, lost, Fate.SETTLED)
    outbox.promise(
        tx,
        [
            replace(item.owed, person=other, at=max(item.owed.at, now))
            for item in lost
            for other in _others(tx, item.owed, ended, now, zone)
            if other != person
        ],
    )


def _concerns(owed: Owed, kept: Collection[Post]) -> bool:
    if owed.kind in _FOR_THOSE_ABOVE:
        return any(post.role in _ABOVE for post in kept)
    unit = _unit(owed)
    return any(post.unit == unit for post in kept if post.role not in _ABOVE)


def _others(
    tx: Tx, owed: Owed, ended: Collection[Post], now: datetime, zone: ZoneInfo
) -> Sequence[int]:
    """Who is to have it instead: whoever holds such a post, or speaks for the unit."""
    if owed.kind in _FOR_THOSE_ABOVE:
        roles = dict.fromkeys((post.role, post.unit) for post in ended if post.role in _ABOVE)
        found = [p for role, unit in roles for p in people.holders(tx, role, now, unit)]
        return list(dict.fromkeys(found))
    unit = _unit(owed)
    return of_unit(tx, unit, now, zone) if unit is not None else ()


def _unit(owed: Owed) -> str | None:
    return owed.partner or (owed.duty[1] if owed.duty else None)
