"""What a unit says of a wish for more time that has been decided on: the decision stands.

Its true reason, or that the granted time is not needed, is handed to whoever decided and to the
office, and stands in the audit trail. What the plan says is the office's to change.
"""

from datetime import timedelta

from bot.case import Case
from bot.duties import petitions
from bot.messages import clipped, one_line
from bot.reaching import notices
from bot.responses import Response, Say
from bot.store import audit, extensions, people
from bot.store.memory import Tx
from bot.wording import decisions
from schedules.extensions import Request

REMEMBERED = timedelta(days=7)
"""How long after a decision what the unit says of it is told to whoever made it."""

LONGEST = 500


def reason_told(tx: Tx, case: Case, request: Request, reason: str) -> list[Response]:
    """Hand on the true reason of a wish that has its decision, and say that this stands."""
    plan, duty = petitions.duty_of(case, request)
    if plan is None or duty is None or request.decision is None:
        return []
    names = _told(tx, case, request, "reason", reason)
    message = decisions.reason_passed_on(plan.plan, duty, request, reason, names)
    return [Say(case.chat, message, case.known.id)]


def not_needed(tx: Tx, case: Case, request: Request, words: str) -> list[Response]:
    """Hand on that the time which was granted is not needed, and say until when it lasts."""
    plan, duty = petitions.duty_of(case, request)
    if plan is None or duty is None or request.decision is None:
        return []
    names = _told(tx, case, request, "dropped", clipped(one_line(words), LONGEST))
    message = decisions.dropped_passed_on(plan.plan, duty, request, names)
    return [Say(case.chat, message, case.known.id)]


def _told(tx: Tx, case: Case, request: Request, what: str, words: str) -> list[str]:
    """Tell whoever decided, and the office; gives their names."""
    plan, _ = petitions.duty_of(case, request)
    concerned = [*notices.office(tx, case.now), extensions.decider(tx, request.id)]
    to = sorted({person for person in concerned if person not in (None, case.known.id)})
    facts = {"request": request.id, what: words, "by": case.known.name}
    mark = f"{what}-{request.id}-{case.inbox}"
    if plan is not None:
        notices.tell(tx, plan.plan, mark, facts, case.now, to=to, kind=petitions.PETITION)
    entry = f"{what}_told_late"
    who = str(case.known.id)
    audit.note(tx, entry, who=who, now=case.now, request=request.id, words=words)
    return list(people.names(tx, to).values())
