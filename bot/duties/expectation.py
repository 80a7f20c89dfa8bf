"""The day by which a unit means to be done with what goes on: shown, and nothing counts by it."""

from datetime import date

from bot.store import replies
from bot.store.memory import Tx
from schedules.plan import Plan
from schedules.progress import Answer, Standing, in_force

_UNFINISHED = (Answer.NOT_DONE, Answer.IN_PROGRESS)


def still(before: Standing, answer: Answer, today: date) -> date | None:
    """The day that an answer without one leaves as it was; None once it has gone by.

    Nor where the work was done in between, or has been sent back.
    """
    reply = before.reply
    if reply is None or before.returned or not {reply.answer, answer} <= {*_UNFINISHED}:
        return None
    return reply.expected if reply.expected and reply.expected >= today else None


def own(tx: Tx, plan: Plan, told: Standing) -> date | None:
    """The day that the answer in force has of its own, and not from the one before it."""
    said = [r for r in in_force(replies.of_assignment(tx, plan, told.assignment)) if r.answer]
    held = {reply.expected for reply in said[-2:-1]}
    return said[-1].expected if said and said[-1].expected not in held else None
