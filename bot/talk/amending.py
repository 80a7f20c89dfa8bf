"""“Vì GĐ đi vắng chưa ký được” after a wish was passed on: the reason of that wish from now on.

The wish is put anew with it and the one before is replaced: who decides reads the reason that
counts, and the past keeps both. Of several that it may be about it is asked which.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.messages import one_line
from bot.responses import Response, Say
from bot.store import questions
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import adding, duties, extending, mending, withdrawing
from bot.talk.duties import Task
from bot.talk.extending import PATIENCE
from bot.understand import Reading, understand
from bot.understand.dialogue.explaining import bare_reason, more_reason
from bot.understand.dialogue.no_reason import (
    hinders,
    is_no_reason,
    is_only_a_day,
    is_vague,
    says_nothing,
)
from bot.understand.dialogue.true_reasons import true_reason
from bot.understand.dialogue.turns import head
from bot.wording import extensions as words_of
from bot.wording import heard
from schedules.extensions import Request
from schedules.progress import Answer

Waiting = tuple[Task, Request]

_UNFINISHED = (Answer.NOT_DONE, Answer.IN_PROGRESS)


def amended(tx: Tx, case: Case, words: str, tasks: Sequence[Task]) -> list[Response] | None:
    """Give the wish that this person has just expressed another reason; None if no text of one."""
    if case.chat.is_group or not access.may(case.known, Wish.REPORT):
        return None
    if true_reason(words):
        return None  # of another wish than that waits, or of what was asked since
    before = head(words).strip()
    reason = words if _is_reason(words) else behind(words)
    if not _is_reason(reason):
        return _another_day(tx, case, words) or _without_because(tx, case, words, tasks)
    waiting = [each for each in withdrawing.own_waiting(tx, case) if is_fresh(tx, case, *each)]
    waiting = [e for e in waiting if extending.is_replied_to(tx, case, *e)] or waiting
    lead = words[: len(words) - len(bare_reason(words))]
    if duties.figures(lead):  # “lý do lùi việc 2 là Đài bận”
        numbers = {task.n for task in duties.named(case, lead, tasks)}
        waiting, words = [e for e in waiting if e[0].n in numbers], bare_reason(words)
    if reason != words and not duties.figures(lead):  # “việc 2 vì Đài bận”
        named = duties.picked(
            case, before, _beside([task for task, _ in waiting], tasks), last="ask_which"
        )
        waiting, words = [each for each in waiting if each[0].n in named], reason
    if not waiting or not says_only_why(tx, case, words, [task for task, _ in waiting], tasks):
        return None
    told = told_since(tx, case, waiting)
    if len(waiting) + len(told) > 1:
        return ask_which(tx, case, words, waiting, told)
    return [amend(tx, case, words, *waiting[0])]


LOOSE = " ,;.:"


def behind(words: str) -> str:
    """A text from where it gives its reason on: “vì Đài bận” of “việc 2 vì Đài bận”."""
    return words[len(head(words)) :].strip(LOOSE)


def _another_day(tx: Tx, case: Case, words: str) -> list[Response] | None:
    """“À đến 26/5 cơ” right after a wish was passed on: the same wish until another day."""
    if not is_only_a_day(words, case.today):
        return None
    waiting = _just_passed_on(tx, case)
    if len(waiting) != 1:
        return None
    task, request = waiting[0]
    reading = understand(duties.utterance(case, words, [task], task.n, last="ask_date"))
    day = reading.parts[0].new_date
    return extending.insisted(tx, case, [task], day, request.reason, words) if day else None


def _just_passed_on(tx: Tx, case: Case) -> list[Waiting]:
    """The own wishes that were expressed just now, and spoken of last."""
    return [
        (task, request)
        for task, request in withdrawing.own_waiting(tx, case)
        if request.person == case.known.id
        and case.now - request.at <= mending.LATELY
        and extending.is_said_last(tx, case, task, request)
    ]


def _without_because(
    tx: Tx, case: Case, words: str, tasks: Sequence[Task]
) -> list[Response] | None:
    """“Chưa có số liệu của các phòng” right after a wish was passed on: why, without a “vì”.

    It takes the place of “lý do cá nhân”; of any other reason, and where it may be something else,
    it is asked.
    """
    waiting = [
        (task, request)
        for task, request in withdrawing.own_waiting(tx, case)
        if request.person == case.known.id and extending.is_said_last(tx, case, task, request)
    ]
    plain = understand(duties.utterance(case, words, tasks, last="free"))
    told = plain.intent in ("not_done", "in_progress", "not_understood") and not plain.per_task
    if len(waiting) != 1 or not told or "?" in words or is_no_reason(words) or is_vague(words):
        return None
    if not says_only_why(tx, case, words, [waiting[0][0]], tasks):
        return None
    if _is_thin(waiting[0][1]) and plain.intent != "not_understood":
        return [amend(tx, case, words, *waiting[0])]
    doubtful = hinders(words) and waiting == _just_passed_on(tx, case)
    return [_ask_whether(tx, case, words, *waiting[0])] if doubtful else None


def _is_thin(request: Request) -> bool:
    return is_vague(request.reason) or says_nothing(request.reason)


def _ask_whether(tx: Tx, case: Case, words: str, task: Task, request: Request) -> Response:
    facts = {
        "amends": [request.id],
        "adds": [],
        "words": words[: duties.LONGEST],
        "intent": None,
        "tasks": [[task.plan.id, *task.duty.key]],
        "yes_or_no": True,
    }
    id_ = questions.ask(
        tx, case.chat, case.known.id, Asks.WHICH, facts, now=case.now, patience=PATIENCE
    )
    message = words_of.whether_reason(task.n, task.duty, request, one_line(words), id_)
    return Say(case.chat, message, case.known.id)


def left(tx: Tx, case: Case, asked: Question) -> list[Response]:
    """What was offered as the reason of a wish is none: the wish stays as it is."""
    questions.answered(tx, asked.id, case.now)
    return [Say(case.chat, words_of.reason_stays(), case.known.id)]


def chosen(tx: Tx, case: Case, asked: Question, tasks: Sequence[Task]) -> list[Response]:
    """The wishes, and the answers, whose reason it is: in answer to the question which."""
    questions.answered(tx, asked.id, case.now)
    keys = {(task.plan.id, task.duty.key) for task in tasks}
    waiting = [
        (task, request)
        for task, request in withdrawing.own_waiting(tx, case)
        if request.id in asked.facts["amends"] and (request.plan, request.key) in keys
    ]
    others = keys - {(request.plan, request.key) for _, request in waiting}
    answers = [task for task in tasks if (task.plan.id, task.duty.key) in others]
    beside = bool(asked.facts.get("yes_or_no"))
    found = [amend(tx, case, asked.facts["words"], *each, beside=beside) for each in waiting]
    return [*found, *(adding.chosen(tx, case, asked, answers) if answers else ())]


def _is_reason(words: str) -> bool:
    """Whether a text is led in as a reason is: “vì …”, “lý do là …”, “thêm nữa là …”."""
    led_in = bare_reason(words) != words or more_reason(words) is not None
    return led_in and "?" not in words


def is_fresh(tx: Tx, case: Case, task: Task, request: Request) -> bool:
    """Whether a wish is this person's, and was expressed just now or is what was spoken of last."""
    if request.person != case.known.id:
        return False
    lately = case.now - request.at <= mending.LATELY
    lately = lately or extending.is_replied_to(tx, case, task, request)
    return lately or extending.is_said_last(tx, case, task, request)


def says_only_why(
    tx: Tx, case: Case, words: str, own: Sequence[Task], tasks: Sequence[Task]
) -> bool:
    """Whether a text says why something is late, and nothing of another duty."""
    known, numbers = _beside(own, tasks), {task.n for task in own}
    others = {task.n for task in duties.named(case, words, known)} - numbers
    if others & duties.figures(words) or duties.of_another(tx, case, words, known):
        return False
    reading = understand(duties.utterance(case, words, known, own[0].n, last="ask_reason"))
    part = replace(reading.parts[0], tasks=None)  # “vì cả chị Lan nghỉ ốm” is of no duty
    return duties.explains(words, Reading((part,)), own[0].n)


def _beside(own: Sequence[Task], tasks: Sequence[Task]) -> list[Task]:
    numbers = {task.n for task in own}
    return [*own, *(task for task in tasks if task.n not in numbers)]


def told_since(tx: Tx, case: Case, waiting: Sequence[Waiting]) -> list[adding.Just]:
    """What this person reported unfinished after these wishes, and may be about to explain."""
    last = max(request.at for _, request in waiting)
    wished = {(request.plan, request.key) for _, request in waiting}
    return [
        (kept, spot)
        for kept, spot in mending.just_said(tx, case)
        if kept.reply.at > last
        and kept.reply.answer in _UNFINISHED
        and (kept.plan, kept.key) not in wished
    ]


def amend(
    tx: Tx, case: Case, words: str, task: Task, request: Request, *, beside: bool = False
) -> Response:
    """Put a wish anew: with the reason that is told, or with both, as is said or is `beside`."""
    more, before = more_reason(words), request.reason
    if beside and not _is_thin(request):
        more = bare_reason(words)
    adds = more is not None and not is_no_reason(before)
    reason = f"{before.rstrip(' .;,')}; {more}" if adds else more or bare_reason(words)
    return extending.passed_on(tx, case, task, request.wanted, reason, words)


def ask_which(
    tx: Tx, case: Case, words: str, waiting: Sequence[Waiting], told: Sequence[adding.Just]
) -> list[Response]:
    tasks = [
        *(task for task, _ in waiting),
        *(duties.as_task(tx, case, *spot) for _, spot in told),
    ]
    facts = {
        "amends": [request.id for _, request in waiting],
        "adds": [kept.reply.id for kept, _ in told],
        "words": words[: duties.LONGEST],
        "intent": None,
        "tasks": [[task.plan.id, *task.duty.key] for task in tasks],
    }
    id_ = questions.ask(
        tx, case.chat, case.known.id, Asks.WHICH, facts, now=case.now, patience=PATIENCE
    )
    message = heard.which([(task.n, task.standing) for task in tasks], None, id_)
    return [duties.listed(tx, case, tasks, message)]
