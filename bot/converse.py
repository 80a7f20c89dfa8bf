"""What people type: understood by rules, recorded only where it is certain, asked back otherwise.

Numbers mean those of the message that was replied to, else those under which the person knows
the duties. A text that could be read in two ways changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot import access, inquiry, notices, report
from bot.access import Wish
from bot.case import Case
from bot.messages import Message, Said
from bot.people import Role
from bot.responses import Response, Say
from bot.store import deliveries, numbers, replies
from bot.store.memory import Tx
from bot.understand import (
    ActivityName,
    Intent,
    OpenTask,
    Part,
    Reading,
    UnitName,
    Utterance,
    understand,
)
from bot.wording import answers, heard, joining
from schedules.plan import Assignment, Plan
from schedules.progress import Answer, Standing

LONGEST = 10_000
"""Characters of a text that are read; nobody reports a duty beyond."""


_REPORTS = ("done", "not_done", "in_progress", "extension_request")
_NEWS = (*_REPORTS, "not_understood")
"""What may be news of a duty, though it is not of an open one."""


@dataclass(frozen=True, slots=True)
class Task:
    """An open duty under the number that the person knows it by."""

    n: int
    plan: Plan
    standing: Standing

    @property
    def duty(self) -> Assignment:
        """The duty."""
        return self.standing.assignment


def written(tx: Tx, case: Case, said: Said) -> list[Response]:
    """Answer a text of somebody who has joined."""
    if said.edited:
        return []
    if said.attachments and not said.text.strip():
        return [Say(case.chat, heard.only_a_file(), case.known.id)]
    asked = replies.asked(tx, case.chat, case.known.id, case.now)
    if case.chat.is_group and said.reply_to is None and asked is None:
        return []
    tasks, quoted = _tasks(tx, case, said)
    if asked is not None:
        quoted = next((task.n for task in tasks if task.duty.key == asked.key), quoted)
    reading = understand(_utterance(case, said, tasks, quoted, asking=asked is not None))
    if asked is not None and said.text.strip() and _explains(reading, quoted):
        return report.give_reason(tx, case, asked, said.text.strip())
    if reading.intent in _NEWS and _of_others(tx, case, said):
        return [Say(case.chat, answers.not_yours(), case.known.id)]
    if access.may(case.known, Wish.REPORT) and (reading.per_task or _is_report(reading)):
        return _reported(tx, case, said, reading, tasks)
    taken_back = _taken_back(tx, case, said, reading, tasks)
    if taken_back:
        return taken_back
    return _other(tx, case, reading, tasks)


def _taken_back(
    tx: Tx, case: Case, said: Said, reading: Reading, tasks: Sequence[Task]
) -> list[Response]:
    """A done duty said to be not done after all: recorded, as the receipt of “done” promises."""
    if reading.intent not in ("not_understood", "not_done") or case.chat.is_group:
        return []
    finished = _tasks_of(tx, case, numbers.done(tx, case.known.id), finished=True)
    again = understand(_utterance(case, said, [*tasks, *finished], None, asking=False))
    wanted = {n for n, intent in again.per_task if intent == "not_done"}
    if not wanted or not wanted <= {task.n for task in finished}:
        return []
    return _reported(tx, case, said, again, finished)


def _explains(reading: Reading, asked: int | None) -> bool:
    """Whether a text gives the reason that was asked for, and is not news of another kind."""
    part = reading.parts[0]
    if part.tasks is not None and part.tasks != (asked,):
        return False
    waits = part.intent == "in_progress" and part.percent in (None, 100)
    return waits or part.intent in ("not_done", "not_understood", "ack_only")


def _is_report(reading: Reading) -> bool:
    return reading.intent in _REPORTS


def _of_others(tx: Tx, case: Case, said: Said) -> bool:
    """Whether somebody of a unit answers a message, seen in a group, about others' duties alone."""
    replied = deliveries.find(tx, case.chat, said.reply_to) if said.reply_to else None
    if replied is None or not replied.items or not access.may(case.known, Wish.REPORT):
        return False
    return not any(access.may(case.known, Wish.REPORT, item.duty[1]) for item in replied.items)


def _tasks(tx: Tx, case: Case, said: Said) -> tuple[list[Task], int | None]:
    """The open duties by number, and the number of the one that was replied to."""
    replied = deliveries.find(tx, case.chat, said.reply_to) if said.reply_to else None
    if replied and replied.items:
        found = _tasks_of(tx, case, {(i.plan, i.duty): i.n for i in replied.items})
        alone = len(replied.items) == 1 and len(found) == 1
        return found, found[0].n if alone else None
    if case.chat.is_group:
        listed = deliveries.latest_list(tx, case.chat)
        items = listed.items if listed else ()
        return _tasks_of(tx, case, {(i.plan, i.duty): i.n for i in items}), None
    known = _tasks_of(tx, case, numbers.opened(tx, case.known.id))
    return known or _tasks_of(tx, case, inquiry.number_all(tx, case)), None


def _tasks_of(
    tx: Tx, case: Case, numbered: Mapping[numbers.Duty, int], *, finished: bool = False
) -> list[Task]:
    """The numbered duties that are in force, open, and this person's to report on.

    With `finished` those that are done instead of those that are open.
    """
    found = []
    for (plan_id, key), n in numbered.items():
        plan = case.desk.plans.by_id.get(plan_id)
        duty = plan.plan.by_key.get(key) if plan else None
        if plan is None or duty is None or not access.may(case.known, Wish.REPORT, key[1]):
            continue
        told = report.stands(tx, case, plan.plan, duty)
        if told.done is finished:
            found.append(Task(n, plan.plan, told))
    return found


def _utterance(
    case: Case, said: Said, tasks: Sequence[Task], quoted: int | None, *, asking: bool
) -> Utterance:
    plan = case.desk.plans.first
    leads = any(case.known.holds(role) for role in (Role.LEADER, Role.OFFICE))
    return Utterance(
        text=said.text[:LONGEST],
        today=case.said_at.astimezone(plan.zone).date(),
        unit=next(iter(sorted(case.known.units)), None),
        open_tasks=tuple(
            OpenTask(t.n, t.duty.title, t.duty.activity.id, t.duty.unit.id, t.duty.deadline.day)
            for t in tasks
        ),
        units=tuple(UnitName(u.id, u.name, u.aliases) for u in plan.units.values()),
        activities=tuple(ActivityName(a.id, a.title) for a in plan.activities),
        role="leader" if leads and not case.known.units else "head",
        last_bot_kind="ask_reason" if asking else "reminder" if tasks else None,
        quoted_task=quoted,
    )


def _reported(
    tx: Tx, case: Case, said: Said, reading: Reading, tasks: Sequence[Task]
) -> list[Response]:
    by_number = {task.n: task for task in tasks}
    certain = [(by_number[n], intent) for n, intent in reading.per_task if n in by_number]
    if not certain:
        return [_ask_which(case, tasks)]
    extensions = [task for task, intent in certain if intent == "extension_request"]
    recorded: list[tuple[int, Standing]] = []
    for task, intent in certain:
        recorded += _record(tx, case, said, task, intent, _part_for(reading, task.n, intent))
    found: list[Response] = []
    if recorded:
        found.append(_repeat(tx, case, certain[0][0].plan, recorded))
    if extensions:
        found.append(_extension(tx, case, said, extensions, reading))
    return found


def _record(
    tx: Tx, case: Case, said: Said, task: Task, intent: Intent, part: Part
) -> list[tuple[int, Standing]]:
    """Append what a text says about one duty; a wish for more time is no state of the duty."""
    if intent == "extension_request":
        return []
    told = report.note(
        tx,
        case,
        task.plan,
        task.duty,
        Answer(intent),
        reason=part.reason,
        percent=part.percent if intent == "in_progress" else None,
        words=said.text[:LONGEST],
    )
    return [(task.n, told)]


def _part_for(reading: Reading, n: int, intent: Intent) -> Part:
    """The part of the text that speaks of a duty, else the one with its intent."""
    named = [p for p in reading.parts if p.intent == intent and p.tasks and n in p.tasks]
    same = [p for p in reading.parts if p.intent == intent]
    return (named or same or list(reading.parts))[0]


def _repeat(tx: Tx, case: Case, plan: Plan, recorded: Sequence[tuple[int, Standing]]) -> Response:
    """Say everything back; a single missing reason is waited for."""
    if len(recorded) == 1:
        return Say(case.chat, report.acknowledged(tx, case, plan, recorded[0][1]), case.known.id)
    lacking = [told for _, told in recorded if heard.wants_reason([(0, told)])]
    if len(lacking) == 1 and lacking[0].reply:
        report.await_reason(tx, case, lacking[0].reply.id)
    message = heard.recorded(recorded, ask_reason=bool(lacking))
    return Say(case.chat, message, case.known.id)


def _extension(tx: Tx, case: Case, said: Said, tasks: Sequence[Task], reading: Reading) -> Response:
    plan = tasks[0].plan
    wanted = next((p.new_date for p in reading.parts if p.new_date), None)
    facts = {
        "what": "extension",
        "name": case.known.name,
        "unit": tasks[0].duty.unit.id,
        "titles": [task.duty.title for task in tasks],
        "words": said.text[:500],
        "wanted": wanted.isoformat() if wanted else None,
    }
    notices.tell(tx, plan, f"extension-{case.inbox}", facts, case.now)
    message = heard.extension(plan, [task.standing for task in tasks], wanted)
    return Say(case.chat, message, case.known.id)


def _other(tx: Tx, case: Case, reading: Reading, tasks: Sequence[Task]) -> list[Response]:
    plan = case.desk.plans.first
    if reading.query is not None and access.may(case.known, Wish.BOARD) and not case.chat.is_group:
        return [
            Say(case.chat, message, case.known.id)
            for message in inquiry.answer(tx, case, reading.query)
        ]
    match reading.intent:
        case "ack_only":
            return [Say(case.chat, heard.receipt(plan, waits=bool(tasks)), case.known.id)]
        case "help":
            roles = [role for role in Role if case.known.holds(role)]
            return [Say(case.chat, joining.help_for(roles), case.known.id)]
        case "question_status":
            return inquiry.own_work(tx, case)
    return [_ask(case, tasks, heard.unclear(plan, [(t.n, t.standing) for t in tasks]))]


def _ask_which(case: Case, tasks: Sequence[Task]) -> Response:
    plan = tasks[0].plan if tasks else case.desk.plans.first
    opened = [(task.n, task.standing) for task in tasks]
    message = heard.which(plan, opened) if opened else heard.unclear(plan, opened)
    return _ask(case, tasks, message)


def _ask(case: Case, tasks: Sequence[Task], message: Message) -> Response:
    return Say(case.chat, message, case.known.id, tuple((t.n, t.plan.id, t.duty) for t in tasks))
