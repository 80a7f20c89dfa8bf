"""A wish for more time: what is missing is asked for, then leadership and the office decide.

The first decision is the only one. Until then the deadline stands; afterwards the plan in force
has the new one, and the document's is kept beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.case import Case
from bot.duties import petitions, why
from bot.messages import Said
from bot.responses import Response, Say
from bot.store import deliveries, extensions, questions
from bot.store.deliveries import Delivered
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.talk import duties
from bot.talk.duties import Task
from bot.understand.dialogue.no_reason import is_vague, says_nothing
from bot.understand.figures.impossible import impossible
from bot.wording import answers
from bot.wording import extensions as words_of
from schedules.extensions import (
    Objection,
    Request,
    Verdict,
    around,
    objection,
    proposals,
    undecided,
)
from schedules.plan import Assignment

PATIENCE = timedelta(hours=24)
OFFERED = (1, 2, 3, 5)
"""Working days after the deadline that are offered as new ends of the term."""


MOST = 20
"""Wishes of one person that may lack something at once."""


SAME = timedelta(hours=2)
"""How long “như trên” means the reason that was given for another duty."""


@dataclass(frozen=True, slots=True)
class Wished:
    """More time for some duties, as far as it was told until when and why."""

    tasks: Sequence[Task]
    wanted: date | None
    reason: str | None


def together(
    tx: Tx, case: Case, wishes: Sequence[Wished], words: str, *, sure: bool = False
) -> list[Response]:
    """Take several wishes of one text; of those that lack the reason alone it is asked once.

    With `sure` a reason is taken as it stands.
    """
    lacking = [each for each in wishes if _lacks_only_why(case, each, sure=sure)]
    asked = lacking if len(lacking) > 1 else []
    take = insisted if sure else wished
    found = [
        response
        for each in wishes
        if each not in asked
        for response in take(tx, case, each.tasks, each.wanted, each.reason, words)
    ]
    return [*found, *([_ask_reason_of_all(tx, case, asked, words)] if asked else ())]


def _lacks_only_why(case: Case, wish: Wished, *, sure: bool) -> bool:
    today = case.said_at.astimezone(wish.tasks[0].plan.zone).date()
    if wish.wanted is None or any(task.standing.done for task in wish.tasks):
        return False
    told = wish.reason if sure else _telling(wish.reason)
    return not told and _hindered(wish.tasks, wish.wanted, today) is None


def _telling(reason: str | None) -> str | None:
    """A reason that says something, and names more than its kind."""
    return reason if reason and not (says_nothing(reason) or is_vague(reason)) else None


def wished(
    tx: Tx,
    case: Case,
    tasks: Sequence[Task],
    wanted: date | None,
    reason: str | None,
    words: str,
) -> list[Response]:
    """Take a wish for more time, or ask for the day or the reason that it lacks.

    A reason that says nothing, or names no more than its kind, is lacking: it is decided by.
    """
    told = _telling(reason)
    thin = None if told else reason
    return insisted(tx, case, tasks, wanted, told, words, thin=thin)


def insisted(
    tx: Tx,
    case: Case,
    tasks: Sequence[Task],
    wanted: date | None,
    reason: str | None,
    words: str,
    *,
    thin: str | None = None,
) -> list[Response]:
    """The same with a reason that is taken as it stands; `thin` is one that was not."""
    superseded(tx, case, tasks)
    opened = [task for task in tasks if not task.standing.done]
    done = [task for task in tasks if task.standing.done]
    found: list[Response] = [needless(case, done)] if done else []
    return [*found, *_wished(tx, case, opened, wanted, reason, words, thin)] if opened else found


def superseded(tx: Tx, case: Case, tasks: Sequence[Task]) -> None:
    """Wait no longer for what a wish for these duties lacked; what others lack is still wanted."""
    keys = [_key(task) for task in tasks]
    for asked in questions.opened(tx, case.chat, case.known.id, case.now, Asks.TERM, most=MOST):
        rest = [each for each in asked.facts["tasks"] if each not in keys]
        if not rest:
            questions.answered(tx, asked.id, case.now)
        elif len(rest) < len(asked.facts["tasks"]):
            questions.amend(tx, asked.id, {**asked.facts, "tasks": rest})


def _key(task: Task) -> list[str]:
    return [task.plan.id, *task.duty.key]


def needless(case: Case, done: Sequence[Task]) -> Response:
    """More time is wished for what is done: say since when, and how it is opened again."""
    shown = [(task.n, task.standing) for task in done]
    return Say(case.chat, words_of.done_already(done[0].plan, shown), case.known.id)


def _wished(
    tx: Tx,
    case: Case,
    opened: Sequence[Task],
    wanted: date | None,
    reason: str | None,
    words: str,
    thin: str | None,
) -> list[Response]:
    today = case.said_at.astimezone(opened[0].plan.zone).date()
    hindered = _hindered(opened, wanted, today)
    if wanted is None or hindered is not None:
        return [_ask_day(tx, case, opened, hindered, reason, words, today)]
    if not reason:
        return [_ask_reason(tx, case, opened, wanted, words, thin)]
    return [passed_on(tx, case, task, wanted, reason, words) for task in opened]


def _hindered(
    tasks: Sequence[Task], wanted: date | None, today: date
) -> tuple[Task, date, Objection] | None:
    """The first duty for which the day cannot be, and why."""
    if wanted is None:
        return None
    for task in tasks:
        found = objection(task.plan, task.duty, wanted, today)
        if found is not None:
            return task, wanted, found
    return None


def _ask_day(
    tx: Tx,
    case: Case,
    tasks: Sequence[Task],
    hindered: tuple[Task, date, Objection] | None,
    reason: str | None,
    words: str,
    today: date,
) -> Response:
    id_ = _ask(tx, case, tasks, words, reason=reason)
    task = tasks[0] if hindered is None else hindered[0]
    if hindered is None:
        days = proposals(task.plan, task.duty, today, OFFERED)
        message = words_of.which_day([t.duty for t in tasks], days, id_, reason=reason)
        missing = impossible(words, today)
        message = words_of.no_such_day(message, missing.day) if missing else message
    else:
        _, wanted, why = hindered
        days = around(task.plan, task.duty, wanted, today) if why is Objection.DAY_OFF else []
        days = days or proposals(task.plan, task.duty, today, OFFERED)
        message = words_of.not_that_day(task.plan, task.duty, wanted, why, days, id_)
    return Say(case.chat, message, case.known.id)


def _ask_reason(
    tx: Tx, case: Case, tasks: Sequence[Task], wanted: date, words: str, thin: str | None
) -> Response:
    vague = bool(thin) and is_vague(thin or "")
    id_ = _ask(tx, case, tasks, words, wanted=wanted, vague=vague)
    ask = words_of.which_reason_then if thin else words_of.which_reason
    return Say(case.chat, ask([task.duty for task in tasks], wanted, id_), case.known.id)


def _ask_reason_of_all(tx: Tx, case: Case, wishes: Sequence[Wished], words: str) -> Response:
    """Ask for the reason of wishes that have each their own day; one that is told is of all."""
    superseded(tx, case, [task for each in wishes for task in each.tasks])
    thin = next((each.reason for each in wishes if each.reason), None)
    vague = bool(thin) and is_vague(thin or "")
    ids = [_ask(tx, case, each.tasks, words, wanted=each.wanted, vague=vague) for each in wishes]
    message = words_of.which_reasons(days_of(wishes), ids[-1], again=thin is not None)
    return Say(case.chat, message, case.known.id)


def days_of(wishes: Sequence[Wished]) -> list[tuple[int, Assignment, date]]:
    """Every duty of these wishes under its number, and until when more time is wished for it."""
    return [
        (task.n, task.duty, each.wanted)
        for each in wishes
        for task in each.tasks
        if each.wanted is not None
    ]


def _ask(
    tx: Tx,
    case: Case,
    tasks: Sequence[Task],
    words: str,
    *,
    wanted: date | None = None,
    reason: str | None = None,
    vague: bool = False,
) -> int:
    facts = {
        "tasks": [_key(task) for task in tasks],
        "words": words[: duties.LONGEST],
        "wanted": wanted.isoformat() if wanted else None,
        "reason": reason,
        "vague": vague,
        "text": case.inbox,
    }
    return questions.ask(
        tx, case.chat, case.known.id, Asks.TERM, facts, now=case.now, patience=PATIENCE
    )


def passed_on(tx: Tx, case: Case, task: Task, wanted: date, reason: str, words: str) -> Response:
    """Put a wish before those who decide; one of the same duty that waits is replaced by it."""
    reason = why.clean(reason)
    before = undecided(extensions.of_duty(tx, task.plan.id, task.duty.key))
    if before is not None and (before.wanted, before.reason) == (wanted, reason):
        return Say(case.chat, words_of.waiting(task.plan, task.duty, before), case.known.id)
    if before is not None:
        extensions.decide(tx, before.id, Verdict.REPLACED, at=case.now, origin=case.origin)
    id_ = extensions.ask(
        tx,
        task.plan.id,
        task.duty,
        wanted=wanted,
        reason=reason,
        words=words[: duties.LONGEST],
        at=case.said_at,
        origin=case.origin,
    )
    told = petitions.put(tx, task.plan, id_, case.known.id, case.now)
    message = words_of.requested(task.plan, task.duty, wanted, reason, id_)
    if before is not None and before.wanted == wanted:
        message = words_of.amended(task.plan, task.duty, wanted, reason, id_, before.reason)
    message = message if told else words_of.nobody_decides(message)
    return Say(case.chat, message, case.known.id, kept=True)


def reason_before(tx: Tx, case: Case, *, within: timedelta) -> str | None:
    """Why the own wish that was passed on last is one, if that was not long ago."""
    own = [each for each in extensions.pending(tx) if each.person == case.known.id]
    lately = [each.reason for each in own if each.at >= case.said_at - within]
    return lately[-1] if lately else None


def is_said_last(tx: Tx, case: Case, task: Task, request: Request) -> bool:
    """Whether nothing was asked or listed in this chat since a wish was passed on."""
    return tells_of(deliveries.last(tx, case.chat), task, request)


def is_replied_to(tx: Tx, case: Case, task: Task, request: Request) -> bool:
    """Whether a text replies to the message by which a wish was passed on."""
    said = case.incoming.content
    if not isinstance(said, Said) or not said.reply_to:
        return False
    return tells_of(deliveries.find(tx, case.chat, said.reply_to), task, request)


def tells_of(told: Delivered | None, task: Task, request: Request) -> bool:
    """Whether a message says that a wish was passed on."""
    facts = (task.plan, task.duty, request.wanted, request.reason, request.id)
    ways = words_of.requested(*facts), words_of.amended(*facts, request.reason)
    return told is not None and any(
        told.message.heading == said.heading and answers.named(task.duty) in told.message.body
        for said in ways
    )
