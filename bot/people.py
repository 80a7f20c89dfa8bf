"""Who speaks for whom: persons, their posts, and the roles that posts give."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.messages import Address


class Role(StrEnum):
    """What a post allows; `access` says what. `group` is a unit's common chat, nobody's own."""

    HEAD = "head"
    DEPUTY = "deputy"
    STAFF = "staff"
    GROUP = "group"
    LEADER = "leader"
    OFFICE = "office"


UNIT_ROLES = frozenset({Role.HEAD, Role.DEPUTY, Role.STAFF, Role.GROUP})
"""Roles that need a unit; the others belong to the whole office."""


@dataclass(frozen=True, slots=True)
class Post:
    """One role, for one unit (None: for the whole office).

    A leader's `unit` is the id of an entry of the plan's leadership, if one is meant.
    """

    role: Role
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has joined, with the posts held now."""

    id: int
    name: str
    posts: frozenset[Post] = frozenset()

    @property
    def units(self) -> frozenset[str]:
        """The units this person speaks for."""
        own = (post for post in self.posts if post.role in UNIT_ROLES)
        return frozenset(post.unit for post in own if post.unit is not None)

    def holds(self, role: Role) -> bool:
        """Whether one of the posts gives this role."""
        return any(post.role is role for post in self.posts)

    def hears_of(self, unit: str) -> bool:
        """Whether what becomes of a unit's duties is for this person: its own, or above it."""
        return unit in self.units or self.holds(Role.LEADER) or self.holds(Role.OFFICE)


def by_rank(posts: Iterable[Post]) -> list[Post]:
    """Posts by rank, then by unit."""
    return sorted(posts, key=lambda post: (list(Role).index(post.role), post.unit or ""))


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach a person. `reachable` is what the last attempt or event said.

    Until `rests_until` it is left alone, because sending failed for a while or, if `closed`,
    because the platform lets nobody write there until the person does. `preferred_at` is when the
    person asked for it, `heard_at` when something last came from it, `silent_since` when something
    was asked there that has not been followed by a word since.
    """

    id: int
    person: int
    address: Address
    reachable: bool = True
    rests_until: datetime | None = None
    closed: bool = False
    preferred_at: datetime | None = None
    heard_at: datetime | None = None
    silent_since: datetime | None = None

    @property
    def takes(self) -> bool:
        """Whether something would arrive, as far as is known: neither lost nor closed."""
        return self.reachable and not self.closed

    def rests(self, now: datetime) -> bool:
        """Whether it is left alone at an instant."""
        return self.rests_until is not None and self.rests_until > now
