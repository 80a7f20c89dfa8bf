"""The day on which, by the office's word, a unit's work was done: gone by, and of this plan.

Kept as the instant at which that day begins. What was due at an hour of that very day was done
in time: of the hour the office says nothing.
"""

from datetime import date, datetime, time
from enum import StrEnum

from bot.store import plans
from bot.store.memory import Tx
from schedules.plan import Plan
from schedules.workdays import local_instant


class Unfit(StrEnum):
    """Why a day cannot be the one on which work was done."""

    AHEAD = "ahead"
    BEFORE_APPROVAL = "before_approval"


def unfit(tx: Tx, plan: Plan, day: date, now: datetime) -> Unfit | None:
    """Why work of a plan cannot have been done on a day; None if it can."""
    if day > now.astimezone(plan.zone).date():
        return Unfit.AHEAD
    approved = plans.first_approved(tx, plan.id)
    if approved is not None and day < approved.astimezone(plan.zone).date():
        return Unfit.BEFORE_APPROVAL
    return None


def instant(plan: Plan, day: date) -> datetime:
    """A stated day as it is kept."""
    return local_instant(day, time(), plan.zone)
