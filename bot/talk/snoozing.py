"""“Nhắc lại chiều nay”: one reminder at a moment of the person's choosing, never a moved date."""

from collections.abc import Sequence
from datetime import datetime

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.responses import Response, Say
from bot.store import audit, outbox
from bot.store.memory import Tx
from bot.talk import duties
from bot.talk.duties import Task
from bot.understand import Reading, Snooze, without_reminder
from bot.wording import heard
from schedules.speaking import sending_time
from schedules.timetable import Kind


def snoozed(
    tx: Tx,
    case: Case,
    wish: Snooze,
    words: str,
    reading: Reading,
    tasks: Sequence[Task],
    quoted: int | None,
) -> list[Response]:
    """Promise a reminder of the duties that are meant: those named, replied to, or all open ones.

    Quiet hours and days off are waited out; nothing is promised from the deadline on.
    """
    if not tasks or not access.may(case.known, Wish.REPORT):
        return []
    if wish.at is None:
        return [Say(case.chat, heard.snooze_when(), case.known.id)]
    meant = _meant(case, words, reading, tasks, quoted)
    plan = meant[0].plan
    wanted = max(wish.at, case.now)
    placed = [(task, _may_speak(case, task, wanted)) for task in meant]
    in_time = [(task, at) for task, at in placed if at < task.duty.deadline.ends]
    if not in_time:
        message = heard.not_snoozed(plan, [task.standing for task in meant])
        return [Say(case.chat, message, case.known.id)]
    outbox.promise(tx, [_owed(case, task, at) for task, at in in_time])
    audit.note(
        tx,
        "snoozed",
        who=str(case.known.id),
        now=case.now,
        words=words[:500],
        duties=[list(task.duty.key) for task, _ in in_time],
        until=[at.isoformat() for _, at in in_time],
    )
    at = min(at for _, at in in_time)
    told = [task.standing for task, _ in in_time]
    message = heard.snoozed(plan, told, at, moved=at > wanted)
    return [Say(case.chat, message, case.known.id)]


def _meant(
    case: Case, words: str, reading: Reading, tasks: Sequence[Task], quoted: int | None
) -> list[Task]:
    named = {n for part in reading.parts for n in part.tasks or ()}
    named = named or {task.n for task in duties.named(case, without_reminder(words), tasks)}
    wanted = named or ({quoted} if quoted is not None else set())
    return [task for task in tasks if task.n in wanted] or list(tasks)


def _may_speak(case: Case, task: Task, wanted: datetime) -> datetime:
    plan = case.desk.plans.by_id[task.plan.id]
    return sending_time(
        wanted,
        rhythm=task.duty.activity.rhythm,
        workdays=plan.workdays,
        zone=plan.plan.zone,
        exact=False,
    )


def _owed(case: Case, task: Task, at: datetime) -> outbox.Owed:
    duty = task.duty
    return outbox.Owed(
        plan=task.plan.id,
        kind=Kind.BEFORE,
        mark=f"snooze-{at:%Y%m%dT%H%M}",
        person=case.known.id,
        at=at,
        until=duty.deadline.ends,
        duty=duty.key,
        deadline=duty.deadline.version,
    )
