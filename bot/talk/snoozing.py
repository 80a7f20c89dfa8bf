"""“Nhắc lại chiều nay”: one reminder at a moment of the person's choosing, never a moved date.

It can be taken back until it is sent; the reminders of the plan come in any case, and one that
would come shortly before them comes with them.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.choices.errands import NoReminder
from bot.responses import Response, Say
from bot.sending.lots import TOGETHER
from bot.store import audit, heard, outbox, questions
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import duties
from bot.talk.duties import Task
from bot.talk.remarks import Remark
from bot.understand import Reading, understand
from bot.understand.dialogue.moments import names_several_hours
from bot.understand.dialogue.reminding import (
    Snooze,
    asking_pieces,
    moved_to,
    no_reminder,
    snooze,
    snoozes,
    when,
    without_reminder,
)
from bot.wording import later
from bot.wording.later import TooLate
from schedules.speaking import sending_time
from schedules.timetable import Kind

PATIENCE = timedelta(hours=1)
"""How long a bare time of day is taken for the moment that was asked for."""


def snoozed(tx: Tx, case: Case, wish: Snooze, remark: Remark) -> list[Response]:
    """Promise a reminder of the duties that are meant: named, replied to, or all open ones."""
    if not remark.tasks or not access.may(case.known, Wish.REPORT):
        return []
    apart = snoozes(remark.words, _local(case))
    if apart:
        return [each for part in apart for each in _kept_apart(tx, case, *part, remark)]
    return _kept(tx, case, wish, _meant(case, remark), remark.words)


def _kept_apart(tx: Tx, case: Case, words: str, wish: Snooze, remark: Remark) -> list[Response]:
    """One of several wishes in a text, each with its own duties and its own time."""
    reading = understand(duties.utterance(case, words, remark.tasks, remark.quoted, last="free"))
    part = replace(remark, said=replace(remark.said, text=words), reading=reading)
    return _kept(tx, case, wish, _meant(case, part), words)


def when_typed(
    tx: Tx, case: Case, asked: Question, words: str, _: Sequence[Task]
) -> list[Response] | None:
    """The moment that was asked for, for the duties that it was asked about."""
    wish = when(words, _local(case))
    if wish is None:
        return None
    wanted = [(plan, (activity, unit)) for plan, activity, unit in asked.facts["tasks"]]
    meant = duties.by_keys(tx, case, wanted)
    questions.answered(tx, asked.id, case.now)
    return _kept(tx, case, wish, meant, words) if meant else None


def amended(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """“À việc 4 thì sáng mai” right behind a reminder put off of it, too: another time for it."""
    told = moved_to(remark.words, _local(case))
    waiting = _put_off(tx, case) if told and access.may(case.known, Wish.REPORT) else []
    if told is None or not waiting:
        return []
    last = max(int((item.owed.facts or {}).get("said", 0)) for item in waiting)
    if heard.words_since(tx, case.chat, last, before=case.inbox, most=1):
        return []
    keys = {(item.owed.plan, item.owed.duty) for item in waiting}
    n, wish = told
    meant = [t for t in remark.tasks if t.n == n and (t.plan.id, t.duty.key) in keys]
    return _kept(tx, case, wish, meant, remark.words) if meant else []


def wished(case: Case, words: str) -> Reading | None:
    """A text that wants a reminder later, as it reads beside no duty; None if it wants none."""
    if snooze(words, _local(case)) is None:
        return None
    return understand(duties.utterance(case, words, (), last="free"))


def only_later(case: Case, words: str) -> bool:
    """Whether a text wants a reminder later and tells of no state: “30 phút nữa nhắc việc 2”."""
    reading = wished(case, words)
    return reading is not None and not any(
        part.intent in _STATES or part.percent is not None or part.reason for part in reading.parts
    )


_STATES = ("done", "not_done", "extension_request")


def _kept(tx: Tx, case: Case, wish: Snooze, meant: Sequence[Task], words: str) -> list[Response]:
    """Promise it: one reminder a duty, which takes the place of one that was put off before.

    Quiet hours and days off are waited out, and what the plan is about to remind the unit of;
    nothing is promised from the deadline on.
    """
    if wish.at is None:
        facts = {"tasks": [[task.plan.id, *task.duty.key] for task in meant]}
        questions.forget(tx, case.chat, case.known.id, case.now, Asks.WHEN)
        questions.ask(
            tx, case.chat, case.known.id, Asks.WHEN, facts, now=case.now, patience=PATIENCE
        )
        return [Say(case.chat, later.snooze_when(), case.known.id)]
    plan = meant[0].plan
    wanted = max(wish.at, case.now)
    placed = [(task, _may_speak(case, task, wanted)) for task in meant]
    in_time = [(task, at) for task, at in placed if at < task.duty.deadline.ends]
    left = [
        (task, _why_not(case, task, wanted)) for task, at in placed if (task, at) not in in_time
    ]
    if not in_time:
        why = max((why for _, why in left), key=list(TooLate).index)
        message = later.not_snoozed(plan, [task.standing for task in meant], wanted, why)
        return [Say(case.chat, message, case.known.id)]
    promised = [(task, _with_the_plan(case, task, at)) for task, at in in_time]
    before = _replaced(tx, case, [task for task, _ in promised])
    outbox.promise(tx, [_owed(case, task, at) for task, at in promised])
    audit.note(
        tx,
        "snoozed",
        who=str(case.known.id),
        now=case.now,
        words=words[:500],
        duties=[list(task.duty.key) for task, _ in promised],
        until=[at.isoformat() for _, at in promised],
    )
    soonest, at = min(at for _, at in in_time), min(at for _, at in promised)
    told = [(task.n, task.standing) for task, _ in promised]
    message = later.snoozed(
        plan,
        told,
        at,
        case.inbox,
        moved=soonest > wanted,
        with_plan=at > soonest,
        instead=[each for each in before if each != at],
        left=[(task.n, task.standing, why) for task, why in left],
        several_hours=names_several_hours(words),
    )
    return [Say(case.chat, message, case.known.id)]


def _why_not(case: Case, task: Task, wanted: datetime) -> TooLate:
    """Why no reminder of a duty fits between a moment and its deadline."""
    ends = task.duty.deadline.ends
    if ends <= case.now:
        return TooLate.OVER
    return TooLate.BEYOND if ends <= wanted else TooLate.QUIET


def _with_the_plan(case: Case, task: Task, at: datetime) -> datetime:
    """When the plan reminds the unit of something within the hour; else `at`, as it is."""
    timetable = case.desk.plans.by_id[task.plan.id].timetable
    near = timetable.between(at - timedelta(microseconds=1), at + TOGETHER)
    own = (r.at for r in near if r.unit == task.duty.unit.id and r.kind is not Kind.ESCALATION)
    found = next(own, at)
    return found if found < task.duty.deadline.ends else at


def _replaced(tx: Tx, case: Case, meant: Sequence[Task]) -> list[datetime]:
    """Take back what was put off of these duties before; when it was to come."""
    keys = {(task.plan.id, task.duty.key) for task in meant}
    found = [item for item in _put_off(tx, case) if (item.owed.plan, item.owed.duty) in keys]
    outbox.settle(tx, found, outbox.Fate.SETTLED)
    return sorted({item.owed.at for item in found})


def _local(case: Case) -> datetime:
    return case.said_at.astimezone(case.desk.plans.first.zone)


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
    message = later.not_reminded(case.desk.plans.first, [(task.n, task.standing) for task in told])
    return [Say(case.chat, message, case.known.id)]


def _meant(case: Case, remark: Remark) -> list[Task]:
    told = next(iter(asking_pieces(remark.words)), "")
    states = {n for n, intent in remark.reading.per_task if intent in ("done", "not_done")}
    percents = {n for p in remark.reading.parts if p.percent is not None for n in p.tasks or ()}
    named = {task.n for task in duties.named(case, told, remark.tasks)}
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
        mark=f"{outbox.PUT_OFF}{case.inbox}",
        person=case.known.id,
        at=at,
        until=duty.deadline.ends,
        duty=duty.key,
        deadline=duty.deadline.version,
        facts={"said": case.inbox},
    )
