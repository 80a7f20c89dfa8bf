"""Whose calendar it is, and the secret address at which it is found.

An address is derived from SECRET_KEY, so nothing about it is stored: who has it sees one unit's
duties, or all of them, and can do nothing. Raising FEEDS_VERSION makes every old address void.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from json import dumps

from schedules.plan import Plan

TOKEN_BYTES = 24


@dataclass(frozen=True, slots=True)
class Scope:
    """What a calendar shows: the duties of one unit of a plan, or of all where `unit` is None."""

    plan: str
    unit: str | None = None


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
