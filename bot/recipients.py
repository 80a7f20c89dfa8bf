"""Who of a unit is written to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.people import Role
from bot.store import people
from bot.store.memory import Tx

Posts = Mapping[Role, Sequence[int]]


def recipients(posts: Posts, reachable: frozenset[int]) -> list[int]:
    """Who is written to for a unit: its heads, else its deputies, else its staff; and its group.

    The first rank with somebody reachable is taken; if nobody is, the first rank with anybody,
    so that the failure is seen and told.
    """
    ranks = [posts.get(role, ()) for role in (Role.HEAD, Role.DEPUTY, Role.STAFF)]
    able = [[p for p in rank if p in reachable] for rank in ranks]
    own = next(filter(None, able), None)
    group = list(posts.get(Role.GROUP, ()))
    if own is None:
        own = [] if any(p in reachable for p in group) else list(next(filter(None, ranks), ()))
    return list(dict.fromkeys([*own, *group]))


def reachable_among(tx: Tx, ids: Iterable[int]) -> frozenset[int]:
    """Those persons who have an address that takes messages."""
    found = people.contacts(tx, ids)
    return frozenset(p for p, contacts in found.items() if any(c.reachable for c in contacts))


def of_unit(tx: Tx, unit: str, now: datetime) -> list[int]:
    """Who is written to for one unit at an instant; nobody if nobody speaks for it."""
    posts = people.unit_posts(tx, now).get(unit, {})
    everybody = {person for role in posts.values() for person in role}
    return recipients(posts, reachable_among(tx, everybody))
