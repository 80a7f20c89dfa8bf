"""[Sửa]: what was recorded from somebody's words is put right; the history stays."""

import re
from collections.abc import Sequence
from datetime import timedelta

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.duties import expectation, report, undoing, why
from bot.responses import Response, Say
from bot.store import questions, replies
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.store.replies import Kept
from bot.talk import duties, recording
from bot.talk.duties import Task
from bot.talk.recording import PATIENCE
from bot.understand import Reading, understand
from bot.understand.dialogue.recanting import unsays
from bot.understand.dialogue.turns import agrees, swaps
from bot.understand.evidence.citing import references
from bot.wording import answers, heard, mend
from schedules.plan import Assignment, Plan
from schedules.progress import Answer, State

_PERCENT = re.compile(r"\s*(\d{1,3})\s*%?\s*\Z")
_WHOLE = 100

LONGEST_BEGINNING = 3
"""Words of “em bấm nhầm” and the like."""

LATELY = timedelta(hours=2)
"""How long “em nhầm” speaks of what was said last."""

_STATES = {
    "done": Answer.DONE,
    "not": Answer.NOT_DONE,
    "going": Answer.IN_PROGRESS,
}

Reported = tuple[Kept, tuple[Plan, Assignment]]
"""An answer, with the duty that it is of."""


def ask(tx: Tx, case: Case, ids: Sequence[int]) -> list[Response]:
    """Ask what of these answers is wrong; of several, first which one."""
    found = [
        (kept, spot)
        for id_ in ids
        if (kept := replies.get(tx, id_)) and (spot := report.reportable(case, kept))
    ]
    if not found:
        return [Say(case.chat, answers.old_button(), case.known.id)]
    facts = {"replies": [kept.reply.id for kept, _ in found]}
    id_ = questions.ask(
        tx, case.chat, case.known.id, Asks.MEND, facts, now=case.now, patience=PATIENCE
    )
    if len(found) > 1:
        named = [(duties.as_task(tx, case, *spot).n, spot[1]) for _, spot in found]
        return [Say(case.chat, mend.which(named, id_), case.known.id)]
    plan, duty = found[0][1]
    told = report.stands(tx, case, plan, duty)
    return [Say(case.chat, mend.what(told, id_), case.known.id)]


def drop(tx: Tx, case: Case, ids: Sequence[int], n: int) -> list[Response] | None:
    """Take back that one of several answers which is about the duty of this number."""
    for id_ in ids:
        kept = replies.get(tx, id_)
        found = report.reportable(case, kept) if kept else None
        if kept and found and duties.as_task(tx, case, *found).n == n:
            return take_back(tx, case, kept)
    return None


def pressed(tx: Tx, case: Case, asked: Question, value: str) -> list[Response] | None:
    """A correction was chosen, or which of several answers it is about."""
    ids = asked.facts["replies"]
    if value.isdecimal():
        return ask(tx, case, ids[int(value) : int(value) + 1])
    kept = replies.get(tx, ids[0])
    if kept is None or report.reportable(case, kept) is None:
        return None
    questions.answered(tx, asked.id, case.now)
    if value in _STATES:
        return _restate(tx, case, kept, _STATES[value])
    match value:
        case "share":
            return _ask_share(tx, case, kept)
        case "why":
            report.await_reason(tx, case, kept.reply.id)
            return [Say(case.chat, mend.why(), case.known.id)]
        case "other":
            return _ask_other(tx, case, kept)
        case "back":
            return take_back(tx, case, kept)
    return None


def typed(
    tx: Tx, case: Case, asked: Question, words: str, tasks: Sequence[Task]
) -> list[Response] | None:
    """A correction in words, read as said about the duty that is being corrected."""
    ids = asked.facts["replies"]
    if len(ids) > 1:
        return _one_of(tx, case, ids, words)
    kept = replies.get(tx, ids[0])
    found = report.reportable(case, kept) if kept else None
    if kept is None or found is None:
        return None
    if unsays(words):
        return pressed(tx, case, asked, "back")
    task = duties.as_task(tx, case, *found)
    others = [t for t in tasks if t.n != task.n]
    reading = understand(duties.utterance(case, words, [task, *others], task.n, last="free"))
    if not reading.per_task:
        return instead(tx, case, kept, words, reading, others)
    told = recording.reported(tx, case, words, reading, [task, *others])
    if task.n not in {n for n, _ in reading.per_task}:
        told.append(Say(case.chat, mend.stays(task.n, task.standing), case.known.id))
    return told


def instead(
    tx: Tx, case: Case, kept: Kept, words: str, reading: Reading, others: Sequence[Task]
) -> list[Response] | None:
    """“À việc 6 cơ”: what is being put right was meant for the duty that is named."""
    unsaid = all(part.intent == "not_understood" for part in reading.parts)
    spot = report.reportable(case, kept)
    if spot is None or not unsaid or references(words) or not swaps(words):
        return None
    own = duties.as_task(tx, case, *spot)  # beside it a number names one, be no other open
    named = duties.named(case, words, [own, *others])
    return move(tx, case, kept, [task for task in others if task in named])


def objects(words: str) -> bool:
    """Whether a text begins by calling something wrong: “nhầm sang việc 4”, “k phải 3, 4 cơ”."""
    row = words.split()
    beginnings = (" ".join(row[:end]) for end in range(1, min(len(row), LONGEST_BEGINNING) + 1))
    return any(agrees(beginning) is False for beginning in beginnings)


def just_said(tx: Tx, case: Case) -> list[Reported]:
    """What this person's last message reported, if it was not long ago."""
    if case.chat.is_group:
        return []
    last = last_said(tx, case)
    return [(kept, spot) for kept, spot in last if kept.reply.at >= case.now - LATELY]


def last_said(tx: Tx, case: Case) -> list[Reported]:
    """What this person's last message reported, whenever that was."""
    return [
        (kept, spot)
        for id_ in replies.last_said_by(tx, case.known.id)
        if (kept := replies.get(tx, id_)) is not None
        and (spot := report.reportable(case, kept)) is not None
        and access.may(case.known, Wish.REPORT, spot[1].unit.id)  # not written down for others
    ]


def _one_of(tx: Tx, case: Case, ids: Sequence[int], words: str) -> list[Response] | None:
    """Which of several answers is wrong, by the number of its duty."""
    found = [
        (id_, duties.as_task(tx, case, *spot))
        for id_ in ids
        if (kept := replies.get(tx, id_)) and (spot := report.reportable(case, kept))
    ]
    named = duties.picked(case, words, [task for _, task in found], last="ask_which")
    meant = [id_ for id_, task in found if task.n in named]
    return ask(tx, case, meant) if len(meant) == 1 else None


def percent_typed(
    tx: Tx, case: Case, asked: Question, words: str, _: Sequence[Task]
) -> list[Response] | None:
    """How far the duty is, in figures."""
    found = _PERCENT.match(words)
    return percent_pressed(tx, case, asked, found[1]) if found else None


def percent_pressed(tx: Tx, case: Case, asked: Question, value: str) -> list[Response] | None:
    """How far the duty is; all of it is not “done” before somebody says so."""
    kept = replies.get(tx, asked.facts["reply"])
    found = report.reportable(case, kept) if kept else None
    if kept is None or found is None or not value.isdecimal() or int(value) > _WHOLE:
        return None
    questions.answered(tx, asked.id, case.now)
    plan, duty = found
    told = report.note(tx, case, plan, duty, Answer.IN_PROGRESS, percent=int(value))
    return [recording.said_back(tx, case, plan, [(1, (plan, told))])]


def moved(tx: Tx, case: Case, asked: Question, tasks: Sequence[Task]) -> list[Response]:
    """What was said about one duty was meant for those that were chosen."""
    kept = replies.get(tx, asked.facts["moves"])
    questions.answered(tx, asked.id, case.now)
    found = move(tx, case, kept, tasks) if kept else None
    return found or [Say(case.chat, answers.old_button(), case.known.id)]


def move(tx: Tx, case: Case, kept: Kept, tasks: Sequence[Task]) -> list[Response] | None:
    """Take an answer back and record it for other duties; None if it is not to be corrected.

    A reason that it only had from the answer before stays with its duty.
    """
    found = report.reportable(case, kept)
    if found is None or kept.reply.answer is None or not tasks:
        return None
    told = report.stands(tx, case, *found)
    own = (
        told.reply is None or told.reply.id != kept.reply.id or not why.held_on(tx, found[0], told)
    )
    by = expectation.own(tx, found[0], told)
    undoing.take_back(tx, case, *found, kept)
    known = [t for t in tasks if t.standing.done and kept.reply.answer is Answer.DONE]
    recorded = []
    for task in (each for each in tasks if each not in known):
        told = report.note(
            tx,
            case,
            task.plan,
            task.duty,
            kept.reply.answer,
            reason=kept.reply.reason if own else None,
            percent=kept.reply.percent,
            expected=by,
            words=kept.words,
        )
        recorded.append((task.n, (task.plan, told)))
    left = mend.taken_back(report.stands(tx, case, *found))
    return [
        Say(case.chat, left, case.known.id),
        *(Say(case.chat, answers.already(t.plan, t.standing), case.known.id) for t in known),
        *([recording.said_back(tx, case, tasks[0].plan, recorded)] if recorded else []),
    ]


def _restate(tx: Tx, case: Case, kept: Kept, answer: Answer) -> list[Response] | None:
    found = report.reportable(case, kept)
    if found is None:
        return None
    plan, duty = found
    before = report.stands(tx, case, plan, duty)
    if before.reply is not None and before.reply.answer is answer:
        return [Say(case.chat, answers.already(plan, before), case.known.id)]
    told = report.note(tx, case, plan, duty, answer)
    return [recording.said_back(tx, case, plan, [(1, (plan, told))])]


def _ask_share(tx: Tx, case: Case, kept: Kept) -> list[Response]:
    facts = {"reply": kept.reply.id}
    id_ = questions.ask(
        tx, case.chat, case.known.id, Asks.PERCENT, facts, now=case.now, patience=PATIENCE
    )
    return [Say(case.chat, mend.share(id_), case.known.id)]


def _ask_other(tx: Tx, case: Case, kept: Kept) -> list[Response]:
    others = [t for t in duties.all_open(tx, case) if t.duty.key != kept.key]
    if not others:
        return [Say(case.chat, mend.no_other(), case.known.id)]
    facts = {
        "moves": kept.reply.id,
        "words": kept.words or "",
        "tasks": [[t.plan.id, *t.duty.key] for t in others],
    }
    id_ = questions.ask(
        tx, case.chat, case.known.id, Asks.WHICH, facts, now=case.now, patience=PATIENCE
    )
    message = heard.which([(t.n, t.standing) for t in others], None, id_)
    return [duties.listed(tx, case, others, message)]


def take_back(tx: Tx, case: Case, kept: Kept) -> list[Response] | None:
    found = report.reportable(case, kept)
    if found is None:
        return None
    told = report.stands(tx, case, *found)
    if told.reply is None or told.reply.id != kept.reply.id or told.state is State.WAITING:
        return (
            [Say(case.chat, answers.already(found[0], told), case.known.id)] if told.reply else None
        )
    return undoing.taken_back(tx, case, [(*found, kept)])
