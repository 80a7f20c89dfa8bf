"""What people type: understood by rules, recorded only where it is certain, asked back otherwise.

Numbers mean those of the message that was replied to, else those under which the person knows
the duties. A text that could be read in two ways changes nothing.
"""

from collections.abc import Sequence

from bot import access, inquiry, notices, overview, report, verdict
from bot.access import Wish
from bot.case import Case
from bot.messages import Message, Said
from bot.people import Role
from bot.responses import Response, Say
from bot.store import numbers, replies
from bot.store.memory import Tx
from bot.talk import duties
from bot.talk.duties import Task
from bot.understand import Intent, Part, Reading, understand
from bot.wording import answers, heard, joining
from schedules.plan import Plan
from schedules.progress import Answer, Standing

_REPORTS = ("done", "not_done", "in_progress", "extension_request")
_NEWS = (*_REPORTS, "not_understood")
"""What may be news of a duty, though it is not of an open one."""


def written(tx: Tx, case: Case, said: Said) -> list[Response]:
    """Answer a text of somebody who has joined."""
    if said.edited:
        return []
    if said.attachments and not said.text.strip():
        return [Say(case.chat, heard.only_a_file(), case.known.id)]
    asked_above = verdict.in_words(tx, case, said) or overview.ordered_in_words(case, said.text)
    if asked_above:
        return asked_above
    asked = replies.asked(tx, case.chat, case.known.id, case.now)
    to_us = said.addressed or said.reply_to is not None or asked is not None
    if case.chat.is_group and not to_us:
        return []
    tasks, quoted = duties.known(tx, case, said)
    if asked is not None:
        quoted = next((task.n for task in tasks if task.duty.key == asked.key), quoted)
    reading = understand(duties.utterance(case, said, tasks, quoted, asking=asked is not None))
    if asked is not None and said.text.strip() and _explains(reading, quoted):
        return report.give_reason(tx, case, asked, said.text.strip())
    if reading.intent in _NEWS and duties.of_others(tx, case, said):
        return [Say(case.chat, answers.not_yours(), case.known.id)]
    if access.may(case.known, Wish.REPORT) and (reading.per_task or _is_report(reading)):
        return _reported(tx, case, said, reading, tasks)
    taken_back = _taken_back(tx, case, said, reading, tasks)
    if taken_back:
        return taken_back
    return _other(tx, case, reading, tasks, said.text)


def _taken_back(
    tx: Tx, case: Case, said: Said, reading: Reading, tasks: Sequence[Task]
) -> list[Response]:
    """A done duty said to be not done after all: recorded, as the receipt of “done” promises."""
    if reading.intent not in ("not_understood", "not_done") or case.chat.is_group:
        return []
    finished = duties.numbered(tx, case, numbers.done(tx, case.known.id), finished=True)
    again = understand(duties.utterance(case, said, [*tasks, *finished], None, asking=False))
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
        words=said.text[: duties.LONGEST],
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


def _other(
    tx: Tx, case: Case, reading: Reading, tasks: Sequence[Task], text: str
) -> list[Response]:
    plan = case.desk.plans.first
    if reading.query is not None and access.may(case.known, Wish.BOARD) and not case.chat.is_group:
        return [
            Say(case.chat, message, case.known.id)
            for message in inquiry.answer(tx, case, reading.query, text)
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
