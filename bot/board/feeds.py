"""Calendars to subscribe to: what stands at each secret address."""

import asyncio
import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk import Desk
from bot.scopes import Key, Scope, scopes
from bot.store import boards, extensions, plans
from bot.store.memory import Tx
from schedules.extensions import extended
from schedules.plan import Grant, Plan
from schedules.revisions import Revision, revisions

FRESH = timedelta(minutes=1)
"""How long a calendar is given out again before it is made anew, however often it is asked for."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar as given out. `tag` changes with every byte of it; `changed` is a whole second."""

    data: bytes
    tag: str
    changed: datetime


class Feeds:
    """The calendars of the plans in force."""

    def __init__(self, desk: Desk, key: Key) -> None:
        """Derive every address."""
        self._desk = desk
        found = (scope for each in desk.plans.all() for scope in scopes(each.plan))
        self._scopes: Mapping[bytes, Scope] = {key.token(s).encode(): s for s in found}
        self._kept: dict[Scope, tuple[datetime, Feed]] = {}
        self._turn = asyncio.Lock()

    async def find(self, token: str) -> Feed | None:
        """What stands at an address; None if there is no such address.

        Made at most once in FRESH for each address, one at a time.
        """
        scope = self._scope(token.encode())
        if scope is None:
            return None
        async with self._turn:
            now = self._desk.clock.now()
            made, feed = self._kept.get(scope, (now - FRESH, None))
            if feed is None or now - made >= FRESH:
                plan = self._desk.plans.by_id[scope.plan].plan
                feed = await self._desk.memory.read(draw, plan, scope.unit, now)
                self._kept[scope] = (now, feed)
            return feed

    def _scope(self, token: bytes) -> Scope | None:
        """Whose address it is; takes as long for a wrong one as for a right one."""
        found = None
        for known, scope in self._scopes.items():
            if hmac.compare_digest(known, token):
                found = scope
        return found


def draw(tx: Tx, plan: Plan, unit: str | None, now: datetime) -> Feed:
    """The calendar of a unit, or of all, as it stands now."""
    from bot.reports import calendar

    drawn = calendar.draw(boards.read(tx, plan, now), history(tx, plan, now), unit)
    return Feed(drawn.data, hashlib.sha256(drawn.data).hexdigest()[:32], drawn.changed)


def history(tx: Tx, plan: Plan, now: datetime) -> Mapping[tuple[str, str], Revision]:
    """How often the times of each duty have moved, from every version that was in force."""
    read = [*_read(plan.id, plans.versions(tx, plan.id, now)), (now, plan)]
    granted = extensions.grants(tx, plan.id, now)
    moments = sorted({since for since, _ in read} | {grant.at for grant in granted})
    return revisions((at, _stood(read, granted, at)) for at in moments if at >= read[0][0])


def _stood(read: Sequence[tuple[datetime, Plan]], granted: Sequence[Grant], at: datetime) -> Plan:
    """The plan in force at an instant, with the extensions granted by then."""
    version = [plan for since, plan in read if since <= at][-1]
    return extended(version, [grant for grant in granted if grant.at <= at])


def _read(plan: str, kept: Iterable[tuple[datetime, str]]) -> Iterable[tuple[datetime, Plan]]:
    """The versions that can still be read."""
    for since, text in kept:
        read = plans.parsed(text, plan)
        if read is not None:
            yield since, read
