"""The board of a plan as the database knows it, at any instant."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.store import deliveries, evidence, extensions, people, plans, replies
from bot.store.kept_boards import shelf
from bot.store.memory import Tx
from schedules.extensions import extended
from schedules.plan import Assignment, Plan
from schedules.progress import Board, Reach, Standing, board
from schedules.turns import Turns

LARGE = 1_000
"""Duties from which a board is kept; a smaller one is read whole in a few milliseconds."""


def read(tx: Tx, plan: Plan, at: datetime) -> Board:
    """How the plan stood at an instant; exact for any past one, as nothing is overwritten.

    Deadlines are those that held then, with the extensions granted by then.
    """
    plan = extended(plan, extensions.grants(tx, plan.id, at))
    kept = shelf(tx).board(tx, plan, at) if len(plan.assignments) >= LARGE else None
    return _wishing(kept or read_whole(tx, plan, at), extensions.waiting(tx, plan.id, at))


def as_of(tx: Tx, plan: Plan, at: datetime) -> Board:
    """How things stood at a past instant, by the version of the plan that was in force then."""
    return read(tx, plans.in_force(tx, plan, at), at)


def read_whole(tx: Tx, plan: Plan, at: datetime) -> Board:
    """The same from the rows themselves, whatever is kept, by the deadlines given."""
    reachable = people.reachable_units(tx, at)
    tried = deliveries.reach(tx, plan.id, at)
    turns = Turns(plan)

    def reach(assignment: Assignment) -> Reach:
        sent = tried.get(assignment.key)
        if sent is None and assignment.unit.id not in reachable:
            return Reach.UNDELIVERED
        return sent or turns.unsent(assignment.key, at)

    reaches = {assignment.key: reach(assignment) for assignment in plan.assignments}
    found = board(plan, at, replies.of_plan(tx, plan.id, at), reaches)
    return _evidenced(found, evidence.counts(tx, plan.id, at))


def _wishing(of: Board, wishes: Mapping[tuple[str, str], date]) -> Board:
    """The board with the wishes for more time that wait; no figure depends on them."""
    if not wishes:
        return of
    counted = of.counted
    if counted is not None:
        counted = replace(counted, exceptions=tuple(wishing(counted.exceptions, wishes)))
    return replace(of, standings=tuple(wishing(of.standings, wishes)), counted=counted)


def wishing(
    standings: Iterable[Standing], wishes: Mapping[tuple[str, str], date]
) -> Iterator[Standing]:
    """Standings with the wishes that wait; what is done needs no more time."""
    for each in standings:
        wanted = None if each.done else wishes.get(each.assignment.key)
        yield replace(each, wish=wanted) if wanted else each


def _evidenced(of: Board, counts: Mapping[tuple[str, str], int]) -> Board:
    """The board with how much evidence there is for each duty; nothing else depends on that."""
    if not counts:
        return of
    shown = (replace(s, evidence=counts.get(s.assignment.key, 0)) for s in of.standings)
    return replace(of, standings=tuple(shown))
