"""Approving: the office agrees to what the rehearsal showed, by command or by button."""

from datetime import datetime

from bot import access, rehearsal
from bot.access import Wish
from bot.case import Case
from bot.desk import InForce
from bot.reaching.reach import unreachable
from bot.responses import Response, Say
from bot.store import audit, outbox, plans
from bot.store.memory import Tx
from bot.wording import office


def approve(tx: Tx, plan: InForce, code: str, *, person: int | None, now: datetime) -> bool:
    """Approve all messages of a plan; False if the code is not of exactly this set."""
    if not rehearsal.same_code(code, plan.code):
        return False
    plans.approve(tx, plan.plan.id, plan.code, plan.fingerprints.values(), person=person, now=now)
    outbox.hasten(tx, plan.plan.id, now)
    who = str(person) if person else "command"
    audit.note(tx, "approved", who=who, now=now, plan=plan.plan.id, code=plan.code)
    return True


def pressed(tx: Tx, case: Case, code: str) -> list[Response]:
    """Answer the office's button."""
    if not access.may(case.person, Wish.APPROVE):
        audit.note(tx, "approval_refused", who=str(case.known.id), now=case.now)
        return [Say(case.chat, office.may_not_approve())]
    for plan in case.desk.plans.all():
        if approve(tx, plan, code, person=case.known.id, now=case.now):
            gaps = [(gap.unit, gap.why) for gap in unreachable(tx, plan.plan, case.now)]
            return [Say(case.chat, office.approved(plan.plan, gaps), case.known.id)]
    return [Say(case.chat, office.code_outdated(None), case.known.id)]
