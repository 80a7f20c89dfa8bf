"""What papers need beside the board: every answer, and how often units were reminded."""

from datetime import datetime

from bot.store import arrivals, evidence, extensions, replies
from bot.store.memory import Tx
from schedules.plan import Plan
from schedules.records import Records


def read(tx: Tx, plan: Plan, at: datetime) -> Records:
    """The records of a plan up to an instant; exact for any past one."""
    return Records(
        replies.of_plan(tx, plan.id, at),
        arrivals.reminders(tx, plan.id, at),
        extensions.of_plan(tx, plan.id, at),
        evidence.names(tx, plan.id, at),
    )
