"""“Nhắc lại chiều nay”: one reminder at a moment of the person's choosing, never a moved date.

It can be taken back until it is sent; the reminders of the plan come in any case.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.choices.errands import NoReminder
from bot.responses import Response, Say
from bot.store import audit, outbox
from bot.store.memory import Tx
from bot.talk import duties
from bot.talk.duties import Task
from bot.talk.remarks import Remark
from bot.understand import Snooze, no_reminder, reminds, without_reminder
from bot.wording import heard
from schedules.speaking import sending_time
from schedules.timetable import Kind

_PIECES = re.compile(r"[,;.\n]")
"""Where a text goes on to something else: “việc 1 xong, việc 2 mai nhắc lại”."""


def snoozed(tx: Tx, case: Case, wish: Snooze, remark: Remark) -> list[Response]:
    """Promise a reminder of the duties that are meant: those named, replied to, or all open ones.

    Quiet hours and days off are waited out; nothing is promised from the deadline on.
    """
    if not remark.tasks or not access.may(case.known, Wish.REPORT):
        return []
    if wish.at is None:
        return [Say(case.chat, heard.snooze_when(), case.known.id)]
    meant = _meant(case, remark)
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
        words=remark.words[:500],
        duties=[list(task.duty.key) for task, _ in in_time],
        until=[at.isoformat() for _, at in in_time],
    )
    at = min(at for _, at in in_time)
    told = [(task.n, task.standing) for task, _ in in_time]
    message = heard.snoozed(plan, told, at, case.inbox, moved=at > wanted)
    return [Say(case.chat, message, case.known.id)]


def taken_back(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """Answer “bỏ nhắc lại 1”: of the duties named, else of all; nothing if a text is no such wish.

    “Không cần nhắc nữa” may mean something else where nothing was put off.
    """
    words, tasks = remark.words, remark.tasks
    wish = no_reminder(words)
    if wish is None or not access.may(case.known, Wish.REPORT):
        return []
    waiting = _put_off(tx, case)
    named = duties.figures(words) | {task.n for task in duties.named(case, words, tasks)}
    if not named and remark.quoted is not None:
        named = frozenset({remark.quoted})
    keys = {(task.plan.id, task.duty.key) for task in tasks if task.n in named}
    meant = [item for item in waiting if not named or (item.owed.plan, item.owed.duty) in keys]
    if not meant and wish == "maybe":
        return []
    return _dropped(tx, case, meant)


def pressed(tx: Tx, case: Case, errand: NoReminder) -> list[Response]:
    """Answer the button that takes reminders back."""
    waiting = _put_off(tx, case)
    meant = [item for item in waiting if (item.owed.facts or {}).get("said") == errand.said]
    return _dropped(tx, case, meant)


def _put_off(tx: Tx, case: Case) -> list[outbox.Item]:
    """The reminders that this person has put off and not had yet."""
    waiting = outbox.waiting_for(tx, case.known.id, case.now)
    return [item for item in waiting if item.owed.mark.startswith(outbox.PUT_OFF)]


def _dropped(tx: Tx, case: Case, meant: Sequence[outbox.Item]) -> list[Response]:
    outbox.settle(tx, meant, outbox.Fate.SETTLED)
    wanted = [(item.owed.plan, item.owed.duty) for item in meant if item.owed.duty]
    told = duties.by_keys(tx, case, list(dict.fromkeys(wanted)), finished=None)
    if told:
        keys = [list(task.duty.key) for task in told]
        audit.note(tx, "unsnoozed", who=str(case.known.id), now=case.now, duties=keys)
    message = heard.not_reminded(case.desk.plans.first, [(task.n, task.standing) for task in told])
    return [Say(case.chat, message, case.known.id)]


def _meant(case: Case, remark: Remark) -> list[Task]:
    told = next((p for p in _PIECES.split(remark.words) if reminds(p)), remark.words)
    states = {n for n, intent in remark.reading.per_task if intent in ("done", "not_done")}
    percents = {n for p in remark.reading.parts if p.percent is not None for n in p.tasks or ()}
    named = {task.n for task in duties.named(case, without_reminder(told), remark.tasks)}
    if not named or not (states or percents):
        named |= _named_at_all(case, remark)
    wanted: set[int | None] = {*named} or {remark.quoted}
    meant = [task for task in remark.tasks if task.n in wanted]
    return meant or list(remark.tasks)


def _named_at_all(case: Case, remark: Remark) -> set[int]:
    bare = without_reminder(remark.words)
    named = {task.n for task in duties.named(case, bare, remark.tasks)}
    return named | {n for part in remark.reading.parts for n in part.tasks or ()}


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
        mark=f"{outbox.PUT_OFF}{at:%Y%m%dT%H%M}",
        person=case.known.id,
        at=at,
        until=duty.deadline.ends,
        duty=duty.key,
        deadline=duty.deadline.version,
        facts={"said": case.inbox},
    )
