"""Who of a unit is written to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.people import Role
from bot.store import absences, people
from bot.store.memory import Tx

Posts = Mapping[Role, Sequence[int]]

Away = Mapping[int, int | None]
"""Who is away, and who stands in for them (None: whoever comes next)."""


def recipients(posts: Posts, reachable: frozenset[int], away: Away) -> list[int]:
    """Who is written to for a unit: its heads, else its deputies, else its staff; and its group.

    The first rank with somebody reachable is taken. In the place of somebody who is away stands
    the substitute, if one of the unit is named and can be reached; else the next rank is taken.
    If nobody is left, those away are written to, and at last whoever comes first, so that the
    failure is seen and told.
    """
    ranks = [posts.get(role, ()) for role in (Role.HEAD, Role.DEPUTY, Role.STAFF)]
    of_unit = {person for rank in ranks for person in rank}
    present = [[_in_place(p, of_unit & reachable, away) for p in rank] for rank in ranks]
    able = [[p for p in rank if p is not None] for rank in present]
    own = next(filter(None, able), None)
    group = list(posts.get(Role.GROUP, ()))
    if own is None:
        own = [] if any(p in reachable for p in group) else _somebody(ranks, reachable)
    return list(dict.fromkeys([*own, *group]))


def _in_place(person: int, able: set[int], away: Away) -> int | None:
    """Who is written to in the place of somebody: themselves, the substitute, or nobody."""
    if person not in away:
        return person if person in able else None
    substitute = away[person]
    there = substitute is not None and substitute in able and substitute not in away
    return substitute if there else None


def _somebody(ranks: Sequence[Sequence[int]], reachable: frozenset[int]) -> list[int]:
    able = [[p for p in rank if p in reachable] for rank in ranks]
    return list(next(filter(None, [*able, *ranks]), ()))


def reachable_among(tx: Tx, ids: Iterable[int]) -> frozenset[int]:
    """Those persons who have an address that takes messages."""
    found = people.contacts(tx, ids)
    return frozenset(p for p, contacts in found.items() if any(c.reachable for c in contacts))


def away_on(tx: Tx, day: date) -> Away:
    """Who is away on a day, and who stands in."""
    return {person: absence.substitute for person, absence in absences.away(tx, day).items()}


def of_unit(
    tx: Tx, unit: str, now: datetime, zone: ZoneInfo, *, but: int | None = None
) -> list[int]:
    """Who is written to for one unit at an instant, but for one person; nobody if nobody is left.

    Whoever is passed over leaves the place to the others, as if they held no post.
    """
    held = people.unit_posts(tx, now).get(unit, {})
    posts = {role: [p for p in persons if p != but] for role, persons in held.items()}
    everybody = {person for role in posts.values() for person in role}
    away = away_on(tx, now.astimezone(zone).date())
    return recipients(posts, reachable_among(tx, everybody), away)
