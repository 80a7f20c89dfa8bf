"""The board of a plan as the database knows it, at any instant."""

from datetime import datetime

from bot.store import deliveries, people, replies
from bot.store.kept_boards import shelf
from bot.store.memory import Tx
from schedules.plan import Assignment, Plan
from schedules.progress import Board, Reach, board

LARGE = 1_000
"""Duties from which a board is kept; a smaller one is read whole in a few milliseconds."""


def read(tx: Tx, plan: Plan, at: datetime) -> Board:
    """How the plan stood at an instant; exact for any past one, as nothing is overwritten."""
    kept = shelf(tx).board(tx, plan, at) if len(plan.assignments) >= LARGE else None
    return kept or read_whole(tx, plan, at)


def read_whole(tx: Tx, plan: Plan, at: datetime) -> Board:
    """The same, from the rows themselves, whatever is kept."""
    reachable = people.reachable_units(tx, at)
    tried = deliveries.reach(tx, plan.id, at)

    def reach(assignment: Assignment) -> Reach:
        sent = tried.get(assignment.key, Reach.PENDING)
        if sent is Reach.PENDING and assignment.unit.id not in reachable:
            return Reach.UNDELIVERED
        return sent

    reaches = {assignment.key: reach(assignment) for assignment in plan.assignments}
    return board(plan, at, replies.of_plan(tx, plan.id, at), reaches)
