"""What was understood is recorded, and all of it is said back, to be confirmed or corrected."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.board import exhibits
from bot.case import Case
from bot.duties import report
from bot.responses import Response, Say
from bot.store import questions
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.talk import belonging, duties, extending, own_day, whose
from bot.talk.duties import Task
from bot.talk.extending import Wished
from bot.understand import Intent, Part, Reading, understand
from bot.understand.dialogue.explaining import reason_asked_with
from bot.understand.dialogue.no_reason import says_nothing
from bot.understand.dialogue.turns import because, head
from bot.understand.evidence.citing import Reference
from bot.wording import answers, files, heard
from schedules.plan import Evidence, Plan
from schedules.progress import Answer, Standing, State

PATIENCE = timedelta(hours=24)
"""How long [Đúng] and [Sửa] can be pressed or typed, and a question about a duty be answered."""

Cited = tuple[int, Sequence[int]]
"""So many links and documents' numbers were put away, with the duties of these numbers."""

NOTHING_CITED: Cited = (0, ())

OUTDATED = (Asks.WHICH, Asks.DONE, Asks.RIGHT, Asks.MEND, Asks.PERCENT)
"""Questions that a new report makes pointless."""


def reported(
    tx: Tx, case: Case, words: str, reading: Reading, tasks: Sequence[Task]
) -> list[Response]:
    """Record what a text says of duties by their numbers; nothing where it names none."""
    by_number = {task.n: task for task in tasks}
    certain = [
        (by_number[n], _as_it_stands(case, words, reading, by_number[n], intent))
        for n, intent in reading.per_task
        if n in by_number
    ]
    finished = own_day.only_part(reading)
    wishes = [task for task, intent in certain if intent == "extension_request"]
    recorded = [
        (task.n, record(tx, case, words, task, intent, part, states_day=part is finished))
        for task, intent in certain
        if intent != "extension_request"
        for part in (part_for(reading, task.n, dict(reading.per_task)[task.n]),)
    ]
    late = [each for _, each in recorded if report.overtaken(case, each[1])]
    recorded = [each for each in recorded if each[1] not in late]
    found: list[Response] = [
        Say(case.chat, answers.already(plan, told), case.known.id) for plan, told in late
    ]
    own_day.tell_office(tx, case, recorded)
    if recorded:
        kept = _cited(tx, case, words, recorded, tasks, reading)
        found.append(said_back(tx, case, recorded[0][1][0], recorded, kept=kept))
    apart = _by_wish(reading, wishes)
    asked = reason_asked_with(words) if len(apart) == 1 else None
    if asked:
        apart = [replace(apart[0], reason=asked)]
    return [*found, *extending.together(tx, case, apart, words)]


def _as_it_stands(case: Case, words: str, reading: Reading, task: Task, intent: Intent) -> Intent:
    """Not done, for a duty that stands so where a text gives only the reason: “do chờ bài”."""
    part = part_for(reading, task.n, intent)
    told = len(reading.parts) > 1 or part.percent is not None or part.new_date is not None
    stays = intent == "in_progress" and task.standing.state is State.NOT_DONE and not told
    return "not_done" if stays and part.reason and _only_explains(case, words, task) else intent


def _only_explains(case: Case, words: str, task: Task) -> bool:
    """Whether a text says why and no more, but for the duty that it is of: “việc 2 do chờ bài”."""
    before = head(words)
    why = because(words) or because(words[len(before) :].strip(" ,;.:"))
    said = duties.utterance(case, before, [task], task.n, last="free")
    return why and (because(words) or not understand(said).per_task)


def _by_wish(reading: Reading, wishes: Sequence[Task]) -> list[Wished]:
    """The duties for which more time is wished, each with its own day and reason.

    What lacks either comes last, as the question about it is the one that stands.
    """
    found: dict[tuple[date | None, str | None], list[Task]] = {}
    for task in wishes:
        part = part_for(reading, task.n, "extension_request")
        found.setdefault((part.new_date, part.reason), []).append(task)
    told = sorted(found.items(), key=lambda each: None in each[0])
    return [Wished(tasks, wanted, reason) for (wanted, reason), tasks in told]


def record(
    tx: Tx,
    case: Case,
    words: str,
    task: Task,
    intent: Intent,
    part: Part,
    *,
    states_day: bool = False,
) -> tuple[Plan, Standing]:
    """Append what a text says about one duty, with the text itself, and the day if it has one."""
    told = report.note(
        tx,
        case,
        task.plan,
        task.duty,
        Answer(intent),
        reason=None if part.reason is None or says_nothing(part.reason) else part.reason,
        percent=part.percent if intent == "in_progress" else None,
        words=words[: duties.LONGEST],
        done_at=own_day.of_report(tx, case, words, task.plan) if states_day else None,
        expected=_expected(case, task, intent, part),
    )
    return task.plan, told


def _expected(case: Case, task: Task, intent: Intent, part: Part) -> date | None:
    """The day by which what is not done yet will be, by a text; None: it names none to come."""
    day, today = part.new_date, case.said_at.astimezone(task.plan.zone).date()
    return day if intent in ("in_progress", "not_done") and day and day >= today else None


def part_for(reading: Reading, n: int, intent: Intent) -> Part:
    """The part of the text that speaks of a duty, else the one with its intent."""
    named = [p for p in reading.parts if p.intent == intent and p.tasks and n in p.tasks]
    same = [p for p in reading.parts if p.intent == intent]
    return (named or same or list(reading.parts))[0]


def said_back(
    tx: Tx,
    case: Case,
    plan: Plan,
    recorded: Sequence[tuple[int, tuple[Plan, Standing]]],
    *,
    kept: Cited = NOTHING_CITED,
) -> Response:
    """Say everything back with [Đúng] and [Sửa]; a single missing reason is waited for.

    `kept` are the links and documents' numbers that were put away with it.
    """
    questions.forget(tx, case.chat, case.known.id, case.now, *OUTDATED)
    told = [(n, each) for n, (_, each) in recorded]
    wanted = _wanted(tx, case, recorded) if len(told) > 1 else {}
    mend = answers.by_check(_ask_whether_right(tx, case, [each for _, each in told]))
    if len(told) == 1:
        message = report.acknowledged(tx, case, plan, told[0][1], mend)
        return Say(case.chat, files.with_evidence(message, kept[0]), case.known.id)
    lacking = [each for _, each in told if heard.wants_reason([(0, each)])]
    if len(lacking) == 1 and lacking[0].reply:
        report.await_reason(tx, case, lacking[0].reply.id)
    message = heard.recorded(told, mend, wanted, plan.zone)
    return Say(case.chat, files.with_evidence(message, *kept), case.known.id)


def _wanted(
    tx: Tx, case: Case, recorded: Sequence[tuple[int, tuple[Plan, Standing]]]
) -> dict[int, Evidence]:
    """What has still to show that each of several duties was done, by number; it is asked for."""
    done = [(n, plan, told) for n, (plan, told) in recorded if told.done]
    wanted = {n: report.wanted_evidence(tx, case, plan, told) for n, plan, told in done}
    return {n: kind for n, kind in wanted.items() if kind is not Evidence.NONE}


def _ask_whether_right(tx: Tx, case: Case, told: Sequence[Standing]) -> int:
    facts = {"replies": [each.reply.id for each in told if each.reply]}
    return questions.ask(
        tx, case.chat, case.known.id, Asks.RIGHT, facts, now=case.now, patience=PATIENCE
    )


def _cited(
    tx: Tx,
    case: Case,
    words: str,
    recorded: Sequence[tuple[int, tuple[Plan, Standing]]],
    tasks: Sequence[Task],
    reading: Reading,
) -> Cited:
    """Put links and documents' numbers away with the duties that they are told of.

    What stands in a reason stays there: a document that is waited for, a site that is out of order.
    """
    by_duty = {(plan.id, *told.assignment.key): told for _, (plan, told) in recorded}
    known = whose.known(tx, case, tasks)
    ids: list[int] = []
    owning: set[whose.Duty] = set()
    for reference, owners in belonging.of(case, words, known, reading):
        for duty in map(whose.duty_of, owners) if owners else by_duty:
            plan, activity, unit = duty
            told = by_duty.get(duty)
            if told is None or _shows(told) or not _hinders(reference, reading):
                ids += exhibits.cite(tx, case, plan, (activity, unit), [reference])
                owning.add(duty)
    whose.offer(tx, case.chat, case.known.id, ids, case.now)
    return len(ids), [task.n for task in known if whose.duty_of(task) in owning]


def _hinders(reference: Reference, reading: Reading) -> bool:
    """Whether what is cited is part of what is in the way."""
    return any(reference.words in part.reason for part in reading.parts if part.reason)


def _shows(told: Standing) -> bool:
    return told.reply is not None and told.reply.answer in (Answer.DONE, Answer.IN_PROGRESS)
