"""Who of a plan cannot be reached, and why: found before the day on which it would matter."""

from dataclasses import dataclass
from datetime import datetime

from bot.people import UNIT_ROLES, Role
from bot.store import boards, people
from bot.store.memory import Tx
from schedules.plan import Plan


@dataclass(frozen=True, slots=True)
class Gap:
    """A unit, by id, or a role above them, in which nobody can be reached.

    `why` None: nobody has joined.
    """

    where: str | Role
    why: str | None = None


def unreachable(tx: Tx, plan: Plan, now: datetime) -> list[Gap]:
    """The units with open duties in which nobody can be reached, then leadership, the office."""
    reachable = people.reachable_units(tx, now)
    board = boards.read(tx, plan, now)
    units = dict.fromkeys(s.assignment.unit.id for s in board.standings if not s.done)
    posts = people.unit_posts(tx, now)
    gaps = [
        Gap(unit, _why(tx, [p for r in UNIT_ROLES for p in posts.get(unit, {}).get(r, ())]))
        for unit in units
        if unit not in reachable
    ]
    for role in (Role.LEADER, Role.OFFICE):
        holders = people.holders(tx, role, now)
        contacts = people.contacts(tx, holders)
        if not any(contact.takes for each in contacts.values() for contact in each):
            gaps.append(Gap(role, _why(tx, holders)))
    return gaps


def _why(tx: Tx, persons: list[int]) -> str | None:
    """Why the persons of a post are lost; None if there are none."""
    losses = [people.last_loss(tx, person) for person in persons]
    return next((loss for loss in losses if loss), "no address") if persons else None
