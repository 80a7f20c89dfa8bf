"""Approving: the office agrees to what the rehearsal showed, by command or by button."""

from datetime import datetime

from bot import access, rehearsal
from bot.access import Wish
from bot.case import Case
from bot.desk import Desk, InForce
from bot.messages import Message
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


def wanted(tx: Tx, desk: Desk) -> dict[str, str]:
    """The approval codes that wait for the office, by plan id."""
    if desk.auto_approve:
        return {}
    found = {}
    for each in desk.plans.all():
        agreed = plans.approved_fingerprints(tx, each.plan.id)
        if not agreed.issuperset(each.fingerprints.values()):
            found[each.plan.id] = each.code
    return found


def waiting(tx: Tx, desk: Desk) -> list[Message]:
    """What the office is asked for each plan that waits for its word."""
    return [
        office.approval_wanted(desk.plans.by_id[plan].plan, code)
        for plan, code in wanted(tx, desk).items()
    ]


def typed(tx: Tx, case: Case) -> list[Response]:
    """What the office is shown whose text may approve; nothing if no plan waits for its word.

    Words approve nothing: they do not say which messages have been looked at, as the code does.
    """
    if not access.may(case.person, Wish.APPROVE) or case.chat.is_group:
        return []
    return [Say(case.chat, message, case.known.id) for message in waiting(tx, case.desk)]


def pressed(tx: Tx, case: Case, code: str) -> list[Response]:
    """Answer the office's button."""
    if not access.may(case.person, Wish.APPROVE):
        audit.note(tx, "approval_refused", who=str(case.known.id), now=case.now)
        return [Say(case.chat, office.may_not_approve())]
    for plan in case.desk.plans.all():
        if approve(tx, plan, code, person=case.known.id, now=case.now):
            gaps = [(gap.where, gap.why) for gap in unreachable(tx, plan.plan, case.now)]
            return [Say(case.chat, office.approved(plan.plan, gaps), case.known.id)]
    return [Say(case.chat, office.code_outdated(None), case.known.id)]
