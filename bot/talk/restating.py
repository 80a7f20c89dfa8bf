"""“Việc 1 xong từ hôm 11/5 cơ”: the day that a unit names for work it has reported done is another.

The report is written again with that day and dated as before, so that nothing else about it
changes; what it said before stays in the history. What the office has written down is its own.
"""

from datetime import datetime

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.duties import report, stated, verdict
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
    since = [task for task in meant if told and _is_since_reported(case, task, told)]
    if since:
        message = own_days.reported_before(since[0].plan, since[0].n, since[0].standing)
        return [duties.listed(tx, case, [], message)]
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
    come = told.corrects and told.day <= case.said_at.astimezone(case.desk.plans.first.zone).date()
    done = {"done", "in_progress"} if come else {"done"}  # “đính chính: hoàn thành hôm nay”
    else_said = any(said not in done for _, said in reading.per_task)
    return [] if else_said or not all(task.standing.done for task in named) else named


def _is_since_reported(case: Case, task: Task, told: DoneAnew) -> bool:
    """Whether the day is behind that of the report, which then was none, and has come."""
    reply, zone = task.standing.reply, task.plan.zone
    if reply is None or reply.answer is not Answer.DONE:
        return False
    return reply.at.astimezone(zone).date() < told.day <= case.said_at.astimezone(zone).date()


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
