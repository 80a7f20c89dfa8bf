"""Posts that end: somebody leaves or is replaced. What was promised to them goes to who is left."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.people import Post, Role
from bot.reaching.recipients import of_unit
from bot.store import absences, outbox, people
from bot.store.memory import Tx
from bot.store.outbox import Fate, Owed
from schedules.timetable import Kind

_ABOVE = {Role.LEADER, Role.OFFICE}


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
    waiting = outbox.waiting_for(tx, person, now)
    lost = [item for item in waiting if not _concerns(item.owed, kept, ended)]
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


def _concerns(owed: Owed, kept: Collection[Post], ended: Collection[Post]) -> bool:
    """Whether a promise is still for somebody who has kept some posts and ended others."""
    unit = _unit(owed)
    if unit is None:
        above = [post for post in kept if post.role in _ABOVE]
        return bool(above or (kept and not any(post.role in _ABOVE for post in ended)))
    return any(post.unit == unit for post in kept if post.role not in _ABOVE)


def _others(
    tx: Tx, owed: Owed, ended: Collection[Post], now: datetime, zone: ZoneInfo
) -> Sequence[int]:
    """Who is to have it instead: whoever holds such a post, or speaks for the unit."""
    unit = _unit(owed)
    if unit is None:
        roles = dict.fromkeys((post.role, post.unit) for post in ended if post.role in _ABOVE)
        found = [p for role, unit in roles for p in people.holders(tx, role, now, unit)]
        return list(dict.fromkeys(found))
    return of_unit(tx, unit, now, zone)


def _unit(owed: Owed) -> str | None:
    """The unit whose work a promise is about; None for what leadership and office hear."""
    if owed.kind == Kind.ESCALATION:
        return None
    return owed.partner or (owed.duty[1] if owed.duty else None)
