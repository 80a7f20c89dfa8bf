"""A wish for more time needs no decision once its duty is reported done: it waits no longer.

Nothing is written with the wish: it waits again where the report is taken back or not accepted.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.messages import Message
from bot.people import Role
from bot.reaching import notices
from bot.store import extensions, people, replies
from bot.store.memory import Tx
from bot.wording import decisions
from schedules.extensions import Request
from schedules.plan import Assignment, Plan
from schedules.progress import Reach, Standing, standing

KIND = "petition"
"""The kind of outbox rows about wishes: put before those who decide, told to all concerned."""


def pending(tx: Tx, case: Case) -> list[Request]:
    """The wishes that wait for a decision, oldest first, without those that need none any more."""
    found = []
    for request in extensions.pending(tx):
        plan = case.desk.plans.by_id.get(request.plan)
        duty = plan.plan.by_key.get(request.key) if plan else None
        if plan is None or duty is None or not is_done(tx, plan.plan, duty):
            found.append(request)
    return found


def is_done(tx: Tx, plan: Plan, duty: Assignment) -> bool:
    """Whether a duty is done, with all that is known of it."""
    told = _stands(tx, plan, duty)
    return told is not None and told.done


def _stands(tx: Tx, plan: Plan, duty: Assignment) -> Standing | None:
    """How a duty stands by the answers that are known; None if there is none."""
    said = replies.of_assignment(tx, plan, duty)
    at = max((reply.at for reply in said), default=None)
    return standing(duty, said, at, reach=Reach.DELIVERED) if at else None


def reported(tx: Tx, case: Case, plan: Plan, told: Standing, *, after: timedelta) -> None:
    """Tell who decides, and who wished, of a wish that waits for a duty just reported done.

    Told when the report cannot be undone any more, `after` a while, and only if it still holds.
    """
    if told.reply is None:
        return
    for request in extensions.pending(tx):
        if (request.plan, request.key) == (plan.id, told.assignment.key):
            facts = {"request": request.id, "needless": told.reply.id}
            to = [*deciders(tx, case.now), request.person]
            mark = f"needless-{request.id}-{told.reply.id}"
            notices.tell(tx, plan, mark, facts, case.now + after, to=to, kind=KIND)


def deciders(tx: Tx, now: datetime) -> list[int]:
    """Everybody who may decide on wishes, first joined first."""
    roles = (role for role in Role if role in access.ALLOWED[Wish.DECIDE])
    return list(dict.fromkeys(p for role in roles for p in people.holders(tx, role, now)))


def said(
    tx: Tx, plan: Plan, duty: Assignment, request: Request, facts: Mapping[str, Any]
) -> Message | None:
    """What is told of a wish that needs no decision; None if it was decided, or waits again."""
    told = _stands(tx, plan, duty)
    if request.decision is not None or told is None or told.reply is None or not told.done:
        return None
    return decisions.needless(plan, told, request) if told.reply.id == facts["needless"] else None
