"""“Thêm nữa là Đài báo bận”: one reason more, beside the one that was just recorded.

The answer is appended anew with both reasons; how the duty stands does not change. A text that is
news of its own, or may speak of another duty, adds nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.duties import report
from bot.responses import Response
from bot.store import extensions, questions, replies
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.store.replies import Kept
from bot.talk import duties, mending, recording, snoozing
from bot.talk.duties import Task
from bot.talk.recording import PATIENCE
from bot.understand import Reading, understand
from bot.understand.dialogue.explaining import bare_reason, more_reason
from bot.understand.dialogue.turns import because
from bot.understand.evidence.citing import references
from bot.wording import heard
from schedules.plan import Assignment, Plan
from schedules.progress import Answer

Just = tuple[Kept, tuple[Plan, Assignment]]


def added(tx: Tx, case: Case, words: str, tasks: Sequence[Task]) -> list[Response]:
    """Add a reason to the one that this person's last message gave; of several it is asked which.

    Nothing where that message gave none, or a wish for more time has come since, be it one that
    still lacks its duty, its day or its reason.
    """
    more = more_reason(words)
    late = more is None and because(words) and "?" not in words
    if late:
        more = bare_reason(words)
    if more is None or references(words) or snoozing.wished(case, words):
        return []
    just = [
        each
        for each in mending.just_said(tx, case)
        if (_lacks_reason(each[0]) if late else each[0].reply.reason)
    ]
    if (
        not just
        or _wished_since(tx, case, just[0][0])
        or not _explains(tx, case, more, just, tasks)
    ):
        return []
    if len(just) > 1:
        return _ask_which(tx, case, words, just)
    return [_append(tx, case, words, more, just[0])]


def _lacks_reason(kept: Kept) -> bool:
    """Whether a report of work under way has no reason yet: “80%”, then “vì chờ Đài”."""
    return kept.reply.answer is Answer.IN_PROGRESS and not kept.reply.reason


def chosen(tx: Tx, case: Case, asked: Question, tasks: Sequence[Task]) -> list[Response]:
    """The duties whose reason it is, in answer to the question which."""
    questions.answered(tx, asked.id, case.now)
    words = asked.facts["words"]
    keys = [(task.plan.id, task.duty.key) for task in tasks]
    found = [
        (kept, spot)
        for id_ in asked.facts["adds"]
        if (kept := replies.get(tx, id_)) and (spot := report.reportable(case, kept))
    ]
    more = more_reason(words) or bare_reason(words)
    return [
        _append(tx, case, words, more, (kept, spot))
        for kept, spot in found
        if (kept.plan, kept.key) in keys
    ]


def _wished_since(tx: Tx, case: Case, kept: Kept) -> bool:
    return _asked_since(tx, case) or any(
        request.at > kept.reply.at and access.may(case.known, Wish.REPORT, request.key[1])
        for request in extensions.pending(tx)
    )


def _asked_since(tx: Tx, case: Case) -> bool:
    """Whether it was asked since the last report what a wish lacks, or which duty a text means."""
    kinds = (Asks.RIGHT, Asks.TERM, Asks.WHICH)
    newest = questions.opened(tx, case.chat, case.known.id, case.now, *kinds, most=1)
    return any(each.kind is not Asks.RIGHT and "adds" not in each.facts for each in newest)


def _explains(tx: Tx, case: Case, more: str, just: Sequence[Just], tasks: Sequence[Task]) -> bool:
    """Whether words are why one of these duties is not done, and no news of any."""
    own = [duties.as_task(tx, case, *spot) for _, spot in just]
    numbers = {task.n for task in own}
    known = [*own, *(task for task in tasks if task.n not in numbers)]
    others = {task.n for task in duties.named(case, more, known)} - numbers
    if others & duties.figures(more):
        return False
    if duties.of_another(tx, case, more, known):
        return False
    alone = own[0].n if len(own) == 1 else None
    reading = understand(duties.utterance(case, more, known, alone, last="ask_reason"))
    part = replace(reading.parts[0], tasks=None)  # words of a reason may be those of a title
    return len(reading.parts) == 1 and duties.explains(more, Reading((part,)), alone)


def _append(tx: Tx, case: Case, words: str, more: str, just: Just) -> Response:
    kept, (plan, duty) = just
    before = (kept.reply.reason or "").rstrip(" .;,")
    answer = kept.reply.answer
    if answer is None:
        raise ValueError("a reason stands with an answer")
    told = report.note(
        tx,
        case,
        plan,
        duty,
        answer,
        reason=f"{before}; {more}" if before else more,
        percent=kept.reply.percent,
        words=words[: duties.LONGEST],
    )
    n = duties.as_task(tx, case, plan, duty).n
    return recording.said_back(tx, case, plan, [(n, (plan, told))])


def _ask_which(tx: Tx, case: Case, words: str, just: Sequence[Just]) -> list[Response]:
    tasks = [duties.as_task(tx, case, *spot) for _, spot in just]
    facts = {
        "adds": [kept.reply.id for kept, _ in just],
        "words": words[: duties.LONGEST],
        "intent": None,
        "tasks": [[task.plan.id, *task.duty.key] for task in tasks],
    }
    id_ = questions.ask(
        tx, case.chat, case.known.id, Asks.WHICH, facts, now=case.now, patience=PATIENCE
    )
    message = heard.which([(task.n, task.standing) for task in tasks], "not_done", id_)
    return [duties.listed(tx, case, tasks, message)]
