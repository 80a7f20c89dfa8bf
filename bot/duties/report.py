"""Reports on duties: recorded if they may be, and always answered.

A tap that repeats what is recorded, that comes from an old deadline or is somebody else's is
answered too, and changes nothing.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.choices.buttons import Reason, Report
from bot.duties import expectation, needless, verdict, why
from bot.messages import Address, Message
from bot.responses import Edit, Response, Say
from bot.store import attachments, audit, deliveries, evidence, numbers, questions, replies
from bot.store.deliveries import Delivered
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.store.replies import Kept
from bot.wording import answers
from bot.wording.reminders import is_reminder, rows
from schedules.plan import Assignment, Evidence, Plan
from schedules.progress import Answer, Reach, Standing, State, standing

UNDO_WITHIN = timedelta(minutes=10)
REASON_PATIENCE = timedelta(hours=24)
"""How long the next free text is taken for the reason that was asked for."""

PROOF_PATIENCE = timedelta(days=7)
"""How long a file without words is taken for the evidence that was asked for."""


def by_button(tx: Tx, case: Case, report: Report, message_id: str | None) -> list[Response]:
    plan, duty = report.plan, report.assignment
    if not access.may(case.known, Wish.REPORT, duty.unit.id):
        who = str(case.known.id)
        audit.note(tx, "report_refused", who=who, now=case.now, duty=list(duty.key))
        return [_say(case, answers.not_yours())]
    before = stands(tx, case, plan, duty)
    if report.moved:
        n = number(tx, case, plan, duty)
        return [offer(case, answers.deadline_moved(plan, n, duty), n, plan, duty)]
    same = before.reply is not None and before.reply.answer is report.answer
    if same and not before.returned:  # what leadership sends back is no answer of the unit
        return [_say(case, answers.already(plan, before))]
    told = note(tx, case, plan, duty, report.answer)
    if overtaken(case, told):
        return [_say(case, answers.already(plan, told))]
    said = _say(case, acknowledged(tx, case, plan, told, _undo(told)))
    return [*shown(tx, case, plan, message_id, case.chat), said]


def note(
    tx: Tx,
    case: Case,
    plan: Plan,
    duty: Assignment,
    answer: Answer,
    *,
    reason: str | None = None,
    percent: int | None = None,
    words: str | None = None,
    done_at: datetime | None = None,
    expected: date | None = None,
) -> Standing:
    """Append an answer; how the duty stands with it. A done duty's number becomes free.

    The reason that was given before holds on while the duty is not done and no other one is given,
    and so does the day by which it is expected.
    Dated no earlier than what is known about the duty where things come in order: there a platform
    may date texts by its own clock and taps not at all, so that a reason could seem older than the
    answer it explains. Elsewhere by when it was said: what comes late is `overtaken`.
    """
    before, today = stands(tx, case, plan, duty), case.said_at.astimezone(plan.zone).date()
    reason = reason or why.still(before, answer, words, today, dated=expected is not None)
    known = replies.of_assignment(tx, plan, duty) if case.comes_in_order else ()
    replies.add(
        tx,
        plan.id,
        duty,
        answer,
        at=max([case.said_at, *(reply.at for reply in known)]),
        origin=case.origin,
        reason=why.clean(reason) if reason else None,
        percent=percent,
        words=words,
        done_at=done_at,
        expected=expected or expectation.still(before, answer, today),
    )
    told = stands(tx, case, plan, duty)
    if overtaken(case, told):
        return told
    if told.done:
        numbers.release(tx, (plan.id, duty.key), case.now)
        verdict.wanted(tx, case, plan, told)
        needless.reported(tx, case, plan, told, after=UNDO_WITHIN)
    elif before.done:
        numbers.reopen(tx, (plan.id, duty.key))
    turned(tx, case, plan, before, told)
    return told


def overtaken(case: Case, told: Standing) -> bool:
    """Whether what this case has recorded came late: something said after it was known before."""
    reply = told.reply
    return reply is not None and not case.comes_in_order and reply.at > case.said_at


def turned(tx: Tx, case: Case, plan: Plan, before: Standing, after: Standing) -> None:
    """Called when what is in force about a duty may have given way, by whoever speaks now.

    An answer of somebody else's that no longer holds is noted in the audit trail.
    """
    if before.reply is None or before.state is after.state or before.reply.by == case.known.name:
        return
    audit.note(
        tx,
        "answer_turned",
        who=str(case.known.id),
        now=case.now,
        plan=plan.id,
        duty=list(after.assignment.key),
        reply=before.reply.id,
    )


def acknowledged(tx: Tx, case: Case, plan: Plan, told: Standing, mend: answers.Mend) -> Message:
    """What is said about an answer just recorded; a missing reason or proof is asked for."""
    forget_reason(tx, case)
    if told.done:
        return answers.recorded_done(plan, told, mend, wanted=wanted_evidence(tx, case, plan, told))
    if told.state is State.IN_PROGRESS:
        return answers.recorded_progress(plan, told, mend)
    if told.reply and told.reply.reason:
        held = why.held_on(tx, plan, told)
        return (answers.recorded_again if held else answers.recorded_reason)(told, mend)
    if told.reply:
        await_reason(tx, case, told.reply.id)
    return answers.recorded_not_done(plan, told, mend)


def wanted_evidence(tx: Tx, case: Case, plan: Plan, told: Standing) -> Evidence:
    """What still has to show that a duty was done; asked for once, then waited for in this chat.

    Nothing where a file came for it with the very words that report it.
    """
    duty = told.assignment
    wanted = duty.activity.evidence
    if wanted is Evidence.NONE or evidence.of_duty(tx, plan.id, duty.key):
        return Evidence.NONE
    if attachments.coming(tx, case.known.id, (plan.id, *duty.key)):
        return Evidence.NONE
    facts = {"duty": [plan.id, *duty.key]}
    if questions.asked_before(tx, case.known.id, Asks.EVIDENCE, facts):
        return Evidence.NONE
    questions.ask(
        tx, case.chat, case.known.id, Asks.EVIDENCE, facts, now=case.now, patience=PROOF_PATIENCE
    )
    return wanted


def _undo(told: Standing) -> answers.Mend:
    if told.reply is None:
        raise ValueError("nothing was recorded that could be taken back")
    return answers.by_undo(told.reply.id)


def await_reason(tx: Tx, case: Case, reply: int) -> None:
    """Take the next text in this chat for the reason of a reply."""
    facts = {"reply": reply}
    questions.ask(
        tx, case.chat, case.known.id, Asks.REASON, facts, now=case.now, patience=REASON_PATIENCE
    )


def forget_reason(tx: Tx, case: Case) -> None:
    """Wait no longer for a reason."""
    questions.forget(tx, case.chat, case.known.id, case.now, Asks.REASON)


def reason_chosen(tx: Tx, case: Case, reason: Reason) -> list[Response]:
    kept = replies.get(tx, reason.reply)
    found = reportable(case, kept)
    if kept is None or found is None or kept.reply.answer is not Answer.NOT_DONE:
        return [_say(case, answers.old_button())]
    plan, duty = found
    told = stands(tx, case, plan, duty)
    if told.state is not State.NOT_DONE:
        return [_say(case, answers.already(plan, told))] if told.reply else []
    if reason.choice is None and told.reply and told.reply.reason:
        return [_say(case, answers.already(plan, told))]
    if reason.choice is None:
        forget_reason(tx, case)
        return [_say(case, answers.no_reason(told))]
    if reason.choice >= len(answers.REASONS):
        return [_say(case, answers.old_button())]
    return give_reason(tx, case, kept, answers.REASONS[reason.choice])


def give_reason(tx: Tx, case: Case, kept: Kept, reason: str, words: str = "") -> list[Response]:
    """Append the reason, maybe a part of the `words`, to an answer that is still in force."""
    forget_reason(tx, case)
    found = reportable(case, kept)
    if found is None:
        return [_say(case, answers.old_button())]
    plan, duty = found
    told = stands(tx, case, plan, duty)
    if told.state is not State.NOT_DONE:
        return [_say(case, answers.already(plan, told))] if told.reply else []
    if told.reply is not None and told.reply.reason == why.clean(reason):
        return [_say(case, answers.already(plan, told))]
    told = note(tx, case, plan, duty, Answer.NOT_DONE, reason=reason, words=words or reason)
    return [_say(case, answers.recorded_reason(told, _undo(told)))]


def reportable(case: Case, kept: Kept | None) -> tuple[Plan, Assignment] | None:
    """The duty a reply is about, if it is in force and this person may report on it."""
    if kept is None or kept.plan not in case.desk.plans.by_id:
        return None
    plan = case.desk.plans.by_id[kept.plan].plan
    duty = plan.by_key.get(kept.key)
    written_for = kept.reply.on_behalf and access.may(case.known, Wish.RECORD_FOR)
    if duty is None or not (written_for or access.may(case.known, Wish.REPORT, duty.unit.id)):
        return None
    return plan, duty


def stands(tx: Tx, case: Case, plan: Plan, duty: Assignment) -> Standing:
    """How a duty stands, with what this very case has added."""
    return stands_at(tx, plan, duty, case.now)


def stands_at(tx: Tx, plan: Plan, duty: Assignment, now: datetime) -> Standing:
    """How a duty stands with all that is known of it, however its moments are dated."""
    said = replies.of_assignment(tx, plan, duty)
    at = max([now, *(reply.at for reply in said)])
    return standing(duty, said, at, reach=Reach.DELIVERED)


def shown(tx: Tx, case: Case, plan: Plan, message_id: str | None, chat: Address) -> list[Edit]:
    """A reminder in a chat, with what has been answered added and its buttons removed."""
    found = deliveries.find(tx, chat, message_id) if message_id else None
    if found is None or message_id is None:
        return []
    lines, left = [], []
    for n, its_plan, duty in listed_in(case, found):
        told = stands(tx, case, its_plan, duty)
        if told.reply is not None or told.received:
            lines.append(answers.outcome_line(its_plan, n, told))
        if not told.done:
            left.append((n, duty))
    receipt = not lines and is_reminder(found.message)
    open_rows = rows(plan, left, receipt=receipt, listed=len(found.items))
    body = "\n".join([found.message.body, "", *lines]).strip()
    return [Edit(chat, message_id, Message(found.message.heading, body, open_rows))]


def listed_in(case: Case, delivered: Delivered) -> Sequence[tuple[int, Plan, Assignment]]:
    """The duties that a delivered message numbered, with their numbers, if still in force."""
    found = []
    for item in delivered.items:
        plan = case.desk.plans.by_id.get(item.plan)
        duty = plan.plan.by_key.get(item.duty) if plan else None
        if plan and duty:
            found.append((item.n, plan.plan, duty))
    return found


def offer(case: Case, message: Message, n: int, plan: Plan, duty: Assignment) -> Say:
    """Something said with fresh choices for one duty, under the number the person knows."""
    return Say(case.chat, message, case.known.id, ((n, plan.id, duty),))


def number(tx: Tx, case: Case, plan: Plan, duty: Assignment) -> int:
    """The number under which the person knows a duty."""
    asked = plan.id, duty.key
    return numbers.assign(tx, case.known.id, [asked], case.now)[asked]


def _say(case: Case, message: Message) -> Say:
    return Say(case.chat, message, case.known.id)
