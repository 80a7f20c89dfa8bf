"""Tells the other chats what has been answered: one duty, any channel, the first answer counts.

Where a reminder can be changed it shows the outcome. Elsewhere a colleague is told in one line
that a duty is done, once it can no longer be taken back; and whose answer is overridden hears it at
once, wherever that is. Who has left the post or the account is neither shown nor told anything.
"""

from collections.abc import Iterator
from datetime import timedelta

from bot.case import Case
from bot.duties import report
from bot.reaching.notices import TOLD
from bot.responses import Response
from bot.store import deliveries, outbox, people, replies
from bot.store.deliveries import Listed
from bot.store.memory import Tx
from bot.store.outbox import Owed
from bot.store.replies import Kept
from schedules.plan import Assignment, Plan
from schedules.progress import Answer

MATTERS_FOR = timedelta(days=1)


def told(tx: Tx, case: Case, since: int) -> list[Response]:
    """See to everybody who was asked what this case has answered; `since` is the last reply before.

    Gives the reminders to be changed at once; what has to be said goes through the outbox.
    """
    found: dict[tuple[str, str], Response] = {}
    for reply in replies.of_update(tx, case.inbox, since):
        plan = case.desk.plans.by_id.get(reply.plan)
        duty = plan.plan.by_key.get(reply.key) if plan else None
        if plan is None or duty is None:
            continue
        own = duty.unit.id in case.known.units and not _late(tx, case, plan.plan, duty)
        owed = [*_overridden(tx, case, plan.plan, duty, reply)] if own else []
        for listed in deliveries.listing(tx, reply.plan, reply.key):
            to = listed.address
            if not _concerns(tx, case, listed.person, duty):
                continue
            channel = case.desk.channels.get(to.channel)
            if channel is None or (to.channel, to.chat) == (case.chat.channel, case.chat.chat):
                continue
            if channel.can_edit:
                for edit in report.shown(tx, case, plan.plan, listed.message_id, to):
                    found[to.chat, listed.message_id] = edit
            elif own and reply.reply.answer is Answer.DONE and listed.person != reply.person:
                owed.append(_done(case, plan.plan, duty, reply, listed))
        outbox.promise(tx, owed)
    return list(found.values())


def _concerns(tx: Tx, case: Case, person: int, duty: Assignment) -> bool:
    known = people.person(tx, person, case.now)
    return known is not None and known.hears_of(duty.unit.id)


def _late(tx: Tx, case: Case, plan: Plan, duty: Assignment) -> bool:
    return not case.comes_in_order and report.overtaken(case, report.stands(tx, case, plan, duty))


def _done(case: Case, plan: Plan, duty: Assignment, reply: Kept, listed: Listed) -> Owed:
    at = case.now + report.UNDO_WITHIN
    facts = {"what": "done", "n": listed.n}
    return Owed(
        plan=plan.id,
        kind=TOLD,
        mark=f"{TOLD}-{reply.reply.id}",
        person=listed.person,
        at=at,
        until=at + MATTERS_FOR,
        duty=duty.key,
        deadline=duty.deadline.version,
        facts=facts,
    )


def _overridden(tx: Tx, case: Case, plan: Plan, duty: Assignment, reply: Kept) -> Iterator[Owed]:
    """A colleague's answer no longer counts, because somebody else says otherwise."""
    if reply.reply.answer in (None, Answer.RECEIVED):
        return
    before = replies.before(tx, plan, duty, reply.reply.id)
    if before is None or before.person is None or before.person == reply.person:
        return
    if not _concerns(tx, case, before.person, duty):
        return
    if before.reply.answer is reply.reply.answer or before.reply.returns is not None:
        return  # who sent the work back has said nothing that the new report overrides
    yield Owed(
        plan=plan.id,
        kind=TOLD,
        mark=f"{TOLD}-over-{reply.reply.id}",
        person=before.person,
        at=case.now,
        until=case.now + MATTERS_FOR,
        duty=duty.key,
        deadline=duty.deadline.version,
        facts={"what": "overridden", "reply": reply.reply.id, "said": before.reply.answer},
    )
