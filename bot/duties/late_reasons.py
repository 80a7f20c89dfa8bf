"""The true reason of a wish for more time that has been decided on: the decision stands.

It is handed to whoever decided and to the office, and stands in the audit trail.
"""

from datetime import timedelta

from bot.case import Case
from bot.duties import petitions
from bot.reaching import notices
from bot.responses import Response, Say
from bot.store import audit, extensions, people
from bot.store.memory import Tx
from bot.wording import decisions
from schedules.extensions import Request

REMEMBERED = timedelta(days=7)
"""How long after a decision a reason is still told to whoever made it."""


def pass_on(tx: Tx, case: Case, request: Request, reason: str) -> list[Response]:
    """Hand on the true reason of a wish that has its decision, and say that this stands."""
    plan, duty = petitions.duty_of(case, request)
    if plan is None or duty is None or request.decision is None:
        return []
    concerned = [*notices.office(tx, case.now), extensions.decider(tx, request.id)]
    to = sorted({person for person in concerned if person not in (None, case.known.id)})
    facts = {"request": request.id, "reason": reason, "by": case.known.name}
    mark = f"reason-{request.id}-{case.inbox}"
    notices.tell(tx, plan.plan, mark, facts, case.now, to=to, kind=petitions.PETITION)
    who = str(case.known.id)
    audit.note(tx, "reason_told_late", who=who, now=case.now, request=request.id, words=reason)
    names = list(people.names(tx, to).values())
    message = decisions.reason_passed_on(plan.plan, duty, request, reason, names)
    return [Say(case.chat, message, case.known.id)]
