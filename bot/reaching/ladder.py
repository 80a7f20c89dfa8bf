"""Who is told of an overdue duty at which rung: persons, the reachable ones first.

A rung on which nobody can be reached is skipped at once, and the office is told that it was.
A unit's common group stands on no rung.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.people import Person, Role
from bot.reaching.recipients import reachable_among
from bot.store import people
from bot.store.memory import Tx
from schedules.ladder import above, hearers
from schedules.plan import Leadership, Plan
from schedules.timetable import Rung


def entries(tx: Tx, plan: Plan, person: int, now: datetime) -> list[Leadership]:
    """The entries that somebody stands for; none for whoever leads without one: above them all."""
    known = people.person(tx, person, now)
    held = {post.unit for post in known.posts if post.role is Role.LEADER} if known else set()
    found = [each for each in plan.leadership if each.id in held]
    return found if len(found) == len(held) else []


def leads_as(known: Person, plan: Plan) -> str | None:
    """The entry of leadership that somebody stands for, "" for none; None: no leader at all."""
    if not known.holds(Role.LEADER):
        return None
    held = {post.unit for post in known.posts if post.role is Role.LEADER}
    return next((each.id for each in plan.leadership if each.id in held), "")


@dataclass(frozen=True, slots=True)
class Step:
    """Where the news of a duty stops: the rung, its persons, and the rungs that were skipped."""

    rung: Rung
    persons: tuple[int, ...]
    skipped: tuple[Rung, ...] = ()


class Ladder:
    """The rungs of one plan as people fill them at an instant; read once for many duties."""

    def __init__(self, tx: Tx, plan: Plan, now: datetime) -> None:
        """Read who leads, who keeps the plan, and who of them can be reached."""
        self._plan = plan
        self._leaders = people.leaders(tx, now)
        self._office = tuple(people.holders(tx, Role.OFFICE, now))
        everybody = {p for ids in self._leaders.values() for p in ids} | {*self._office}
        self._reachable = reachable_among(tx, everybody)

    def step(self, unit: str, rung: Rung) -> Step:
        """Who hears at a rung of a unit's overdue duty, or at the first above it with anybody.

        If nobody at all can be reached, the rung's own persons, so that the failure is seen.
        """
        skipped: dict[tuple[Leadership, ...], Rung] = {}  # who is above all may be in charge, too
        for each in (rung, *above(rung)):
            persons = [p for p in self.persons(unit, each) if p in self._reachable]
            if persons:
                return Step(each, tuple(persons), tuple(skipped.values()))
            skipped.setdefault(hearers(self._plan, unit, each), each)
        return Step(rung, tuple(self.persons(unit, rung)), tuple(skipped.values()))

    def persons(self, unit: str, rung: Rung) -> Sequence[int]:
        """Everybody who stands on a rung, reachable or not."""
        if rung is Rung.OFFICE:
            return self._office
        return list(dict.fromkeys(self.behind(hearers(self._plan, unit, rung))))

    def behind(self, entries: Iterable[Leadership]) -> Iterator[int]:
        """The persons behind entries; a leader without an entry stands with those above all."""
        for entry in entries:
            yield from self._leaders.get(entry.id, ())
            if not entry.in_charge_of:
                yield from self._leaders.get(None, ())
        if not self._plan.leadership:
            yield from self._leaders.get(None, ())
