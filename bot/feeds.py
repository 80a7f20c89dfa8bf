"""Calendars to subscribe to: who has which secret address, and what stands there.

An address is derived from SECRET_KEY, so nothing about it is stored: who has it sees one unit's
duties, or all of them, and can do nothing. Raising FEEDS_VERSION makes every old address void.
"""

import asyncio
import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from json import dumps

from bot.desk import Desk
from bot.store import boards, plans
from bot.store.memory import Tx
from schedules import plan_file
from schedules.plan import Plan
from schedules.revisions import Revision, revisions

FRESH = timedelta(minutes=1)
"""How long a calendar is given out again before it is made anew, however often it is asked for."""

TOKEN_BYTES = 24


@dataclass(frozen=True, slots=True)
class Scope:
    """What a calendar shows: the duties of one unit of a plan, or of all where `unit` is None."""

    plan: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar as given out. `tag` changes with every byte of it; `changed` is a whole second."""

    data: bytes
    tag: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class Key:
    """What addresses are derived from."""

    secret: str = field(repr=False)
    version: int

    def token(self, scope: Scope) -> str:
        """The secret part of the address of a calendar."""
        named = dumps(["lich", self.version, scope.plan, scope.unit]).encode()
        digest = hmac.digest(self.secret.encode(), named, hashlib.sha256)
        return urlsafe_b64encode(digest[:TOKEN_BYTES]).decode()

    def path(self, scope: Scope) -> str:
        """Where a calendar is found on our server."""
        return f"/lich/{self.token(scope)}.ics"


def scopes(plan: Plan) -> list[Scope]:
    """The calendars of a plan: everything, then each unit that has duties."""
    led = {duty.unit.id for duty in plan.assignments}
    return [Scope(plan.id), *(Scope(plan.id, unit) for unit in plan.units if unit in led)]


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
    kept = plans.versions(tx, plan.id, now)
    return revisions([*_read(plan.id, kept), (now, plan)])


def _read(plan: str, kept: Iterable[tuple[datetime, str]]) -> Iterable[tuple[datetime, Plan]]:
    """The versions that can still be read."""
    for since, text in kept:
        read = _parsed(text, plan)
        if read is not None:
            yield since, read


@lru_cache(maxsize=16)  # versions do not change, and reading one takes a tenth of a second
def _parsed(text: str, plan: str) -> Plan | None:
    return plan_file.parse(text, plan).plan
