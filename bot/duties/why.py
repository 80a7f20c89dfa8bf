"""Why a duty is not done yet: the reason that was given last holds on until another one is."""

from bot.messages import one_line
from bot.store import replies
from bot.store.memory import Tx
from schedules.plan import Plan
from schedules.progress import Answer, Standing, in_force

_UNFINISHED = (Answer.NOT_DONE, Answer.IN_PROGRESS)


def still(before: Standing, answer: Answer) -> str | None:
    """The reason that an answer without one keeps; None where nothing goes on.

    What leadership sends a result back for is no reason of the unit's.
    """
    reply = before.reply
    goes_on = reply is not None and {reply.answer, answer} <= {*_UNFINISHED}
    return reply.reason if reply is not None and goes_on and not before.returned else None


def held_on(tx: Tx, plan: Plan, told: Standing) -> bool:
    """Whether the answer in force has its reason only from the one before it."""
    said = [r for r in in_force(replies.of_assignment(tx, plan, told.assignment)) if r.answer]
    kept = replies.get(tx, said[-1].id)
    again = kept is not None and (said[-1].reason or "") in one_line(kept.words or "")
    return not again and any(r.reason == said[-1].reason for r in said[-2:-1])
