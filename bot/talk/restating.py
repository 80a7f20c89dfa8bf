"""“Việc 1 xong từ hôm 11/5 cơ”: the day that a unit names for work it has reported done is another.

The report is written again with that day and dated as before, so that nothing else about it
changes; what it said before stays in the history. What the office has written down is its own.
"""

from collections.abc import Sequence
from datetime import datetime

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.duties import report, stated, verdict
from bot.messages import Message
from bot.responses import Response
from bot.store import questions, replies
from bot.store.memory import Tx
from bot.talk import duties, mending, own_day, recording
from bot.talk.duties import Task
from bot.talk.remarks import Remark
from bot.understand import understand
from bot.understand.dialogue.done_anew import DoneAnew, done_anew
from bot.wording import own_days
from schedules.plan import Plan
from schedules.progress import Answer, Standing


def restated(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """Put the day that a text tells in the place of the one on record; nothing if it tells none."""
    if case.chat.is_group or remark.said.forwarded or not access.may(case.known, Wish.REPORT):
        return []
    told = done_anew(remark.words, case.said_at.astimezone(case.desk.plans.first.zone).date())
    meant = [] if told is None else _meant(tx, case, remark, told)
    unfit = None if told is None else _unfit(tx, case, meant, told)
    if unfit:
        return [duties.listed(tx, case, [], unfit)]
    if told is None or not meant or not all(_may_be(tx, case, task, told) for task in meant):
        return []
    before = [(task.n, task.standing) for task in meant]
    after = [(task.n, (task.plan, _written(tx, case, remark, task, told))) for task in meant]
    questions.forget(tx, case.chat, case.known.id, case.now, *recording.OUTDATED)
    own_day.tell_office(tx, case, after)
    plan = meant[0].plan
    message = own_days.restated(plan, [(n, each) for n, (_, each) in after], dict(before))
    return [duties.listed(tx, case, [], message)]


def _meant(tx: Tx, case: Case, remark: Remark, told: DoneAnew) -> list[Task]:
    """The done duties that are named; where none is, and one was wrong, what was just said."""
    taken = {task.n for task in remark.tasks}
    known = [*remark.tasks, *(t for t in duties.finished(tx, case) if t.n not in taken)]
    named = duties.named(case, remark.words, known)
    if not named and told.corrects:
        named = [duties.as_task(tx, case, *spot) for _, spot in mending.just_said(tx, case)]
        known = [*named, *(task for task in known if task.n not in {each.n for each in named})]
    reading = understand(duties.utterance(case, remark.words, known, last="free"))
    today = case.said_at.astimezone(case.desk.plans.first.zone).date()
    told_done = told.corrects or told.day > today  # “đính chính: hoàn thành hôm nay”
    done = {"done", "in_progress"} if told_done else {"done"}
    else_said = any(said not in done for _, said in reading.per_task)
    return [] if else_said or not all(task.standing.done for task in named) else named


def _unfit(tx: Tx, case: Case, meant: Sequence[Task], told: DoneAnew) -> Message | None:
    """Why the day cannot be that of a report of one of the duties, said; None if it can."""
    for task in meant:
        reply, zone = task.standing.reply, task.plan.zone
        if reply is None or reply.answer is not Answer.DONE:
            continue
        if told.day > case.said_at.astimezone(zone).date():
            return own_days.to_come(task.plan, task.n, task.standing)
        if reply.at.astimezone(zone).date() < told.day:
            return own_days.reported_before(task.plan, task.n, task.standing)
        if stated.unfit(tx, task.plan, told.day, case.now) is stated.Unfit.BEFORE_APPROVAL:
            return own_days.before_approval(task.plan, task.n, task.standing)
    return None


def _may_be(tx: Tx, case: Case, task: Task, told: DoneAnew) -> bool:
    """Whether a report may be given the day: it is the unit's own, and was made no earlier."""
    reply = task.standing.reply
    if reply is None or reply.on_behalf or reply.answer is not Answer.DONE:
        return False
    if task.duty.activity.confirm and not task.standing.awaits:
        return False  # what has been accepted is not said anew
    reported = reply.at.astimezone(task.plan.zone).date()
    return told.day <= reported and stated.unfit(tx, task.plan, told.day, case.now) is None


def _written(tx: Tx, case: Case, remark: Remark, task: Task, told: DoneAnew) -> Standing:
    reply, day = task.standing.reply, _kept(task.plan, task.standing, told)
    if reply is None or reply.done_at == day:
        return task.standing
    replies.add(
        tx,
        task.plan.id,
        task.duty,
        Answer.DONE,
        at=reply.at,
        origin=case.origin,
        words=remark.words[: duties.LONGEST],
        done_at=day,
    )
    after = report.stands(tx, case, task.plan, task.duty)
    verdict.wanted(tx, case, task.plan, after)
    return after


def _kept(plan: Plan, before: Standing, told: DoneAnew) -> datetime | None:
    """The day as it is kept; None where it is that of the report itself."""
    at = before.reply.at if before.reply else None
    same = at is not None and at.astimezone(plan.zone).date() == told.day
    return None if same else stated.instant(plan, told.day)
