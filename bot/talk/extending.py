"""A wish for more time: what is missing is asked for, then leadership and the office decide.

The first decision is the only one. Until then the deadline stands; afterwards the plan in force
has the new one, and the document's is kept beside it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.case import Case
from bot.choices.menus import number
from bot.duties import petitions
from bot.members import absence
from bot.messages import clipped, one_line
from bot.responses import Response, Say
from bot.store import deliveries, extensions, questions
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import duties
from bot.talk.duties import Task
from bot.understand import (
    Part,
    bare_reason,
    because,
    head,
    hesitates,
    impossible,
    in_working_days,
    is_only_a_day,
    only_because,
    puts_off,
    retracts,
    speaks_of_absence,
    understand,
    withdraws,
)
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

PATIENCE = timedelta(hours=24)
OFFERED = (1, 2, 3, 5)
"""Working days after the deadline that are offered as new ends of the term."""

LONGEST_REASON = 1_000


def wished(
    tx: Tx,
    case: Case,
    tasks: Sequence[Task],
    wanted: date | None,
    reason: str | None,
    words: str,
) -> list[Response]:
    """Take a wish for more time, or ask for the day or the reason that it lacks."""
    opened = [task for task in tasks if not task.standing.done]
    done = [task for task in tasks if task.standing.done]
    found: list[Response] = [needless(case, done)] if done else []
    return [*found, *_wished(tx, case, opened, wanted, reason, words)] if opened else found


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
) -> list[Response]:
    questions.forget(tx, case.chat, case.known.id, case.now, Asks.TERM)
    today = case.said_at.astimezone(opened[0].plan.zone).date()
    hindered = _hindered(opened, wanted, today)
    if wanted is None or hindered is not None:
        return [_ask_day(tx, case, opened, hindered, reason, words, today)]
    if not reason:
        return [_ask_reason(tx, case, opened, wanted, words)]
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


def _ask_reason(tx: Tx, case: Case, tasks: Sequence[Task], wanted: date, words: str) -> Response:
    id_ = _ask(tx, case, tasks, words, wanted=wanted)
    message = words_of.which_reason([task.duty for task in tasks], wanted, id_)
    return Say(case.chat, message, case.known.id)


def _ask(
    tx: Tx,
    case: Case,
    tasks: Sequence[Task],
    words: str,
    *,
    wanted: date | None = None,
    reason: str | None = None,
) -> int:
    facts = {
        "tasks": [[task.plan.id, *task.duty.key] for task in tasks],
        "words": words[: duties.LONGEST],
        "wanted": wanted.isoformat() if wanted else None,
        "reason": reason,
    }
    return questions.ask(
        tx, case.chat, case.known.id, Asks.TERM, facts, now=case.now, patience=PATIENCE
    )


def passed_on(tx: Tx, case: Case, task: Task, wanted: date, reason: str, words: str) -> Response:
    """Put a wish before those who decide; one of the same duty that waits is replaced by it."""
    reason = clipped(bare_reason(one_line(reason)), LONGEST_REASON)
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


def is_said_last(tx: Tx, case: Case, task: Task, request: Request) -> bool:
    """Whether nothing was asked or listed in this chat since a wish was passed on."""
    last = deliveries.last(tx, case.chat)
    facts = (task.plan, task.duty, request.wanted, request.reason, request.id)
    ways = words_of.requested(*facts), words_of.amended(*facts, request.reason)
    return last is not None and any(
        last.message.heading == said.heading and answers.named(task.duty) in last.message.body
        for said in ways
    )


def term_typed(
    tx: Tx, case: Case, asked: Question, words: str, tasks: Sequence[Task]
) -> list[Response] | None:
    """The day or the reason that was asked for, in words."""
    meant = _tasks(tx, case, asked)
    wanted = asked.facts["wanted"]
    if meant and wanted is not None and number(words) is not None:
        # It chooses nothing where choices bear no numbers, and gives no reason: asked again.
        return wished(tx, case, meant, date.fromisoformat(wanted), None, asked.facts["words"])
    if meant and only_because(words):  # the reason itself comes in the next message
        day = date.fromisoformat(wanted) if wanted else None
        return wished(tx, case, meant, day, asked.facts["reason"], asked.facts["words"])
    numbered = {t.n for t in duties.named(case, words, tasks)} & duties.figures(words)
    if not meant or not numbered <= {task.n for task in meant}:
        return None  # another duty's wish is not the answer that this one waits for
    if wanted is None:
        return _day_typed(tx, case, asked, words, meant)
    day = date.fromisoformat(wanted)
    other = _other_day(case, asked, words, meant)
    if other is not None:
        until, reason = other
        return wished(tx, case, meant, until or day, reason, asked.facts["words"])
    if asked.facts.get("set_aside") and not because(words):
        return None
    reading = understand(duties.utterance(case, words, tasks, meant[0].n, last="ask_reason"))
    if not words.strip() or not duties.explains(words, reading, meant[0].n):
        return None
    return wished(tx, case, meant, day, words.strip(), asked.facts["words"])


def _day_typed(
    tx: Tx, case: Case, asked: Question, words: str, meant: Sequence[Task]
) -> list[Response] | None:
    """The day that was asked for, or why it is, in words."""
    if asked.facts.get("set_aside"):
        return None
    reading = understand(duties.utterance(case, words, meant, meant[0].n, last="ask_date"))
    part = reading.parts[0]
    if speaks_of_absence(words):  # whose days are no end of a term
        part = _beside_absence(case, words, meant)
    day = part.new_date
    if impossible(words, case.today):
        return wished(tx, case, meant, None, asked.facts["reason"] or part.reason, words)
    if part.intent != "extension_request" or day is None:
        return _keep_reason(tx, case, asked, words, meant)
    _, behind = _other_day(case, asked, words, meant) or (None, None)
    reason = asked.facts["reason"] or part.reason or behind
    return wished(tx, case, meant, day, reason, asked.facts["words"])


def _other_day(
    case: Case, asked: Question, words: str, meant: Sequence[Task]
) -> tuple[date | None, str | None] | None:
    """“À đến thứ 6 thôi” where the reason is asked for: another day, and why if that is said.

    None where a text says anything else; no day where it names none that is certain.
    """
    today = case.said_at.astimezone(meant[0].plan.zone).date()
    words = in_working_days(words, asked.facts["words"], today) or words
    first = words if is_only_a_day(words, today) else head(words)
    rest = words[len(first) :].strip(" ,;.:")
    if not is_only_a_day(first, today) or (rest and not because(rest)):
        return None
    reading = understand(duties.utterance(case, first, meant, meant[0].n, last="ask_date"))
    why = understand(duties.utterance(case, rest, meant, meant[0].n, last="ask_reason"))
    told = rest and duties.explains(rest, why, meant[0].n)
    return reading.parts[0].new_date, rest if told else None


def asked_again(tx: Tx, case: Case, asked: Question, words: str) -> list[Response]:
    """Ask for what lacks once more: of who wants time for it, waited for; of who drops it, not."""
    meant, facts = _tasks(tx, case, asked), asked.facts
    if not meant or facts.get("set_aside"):
        return []
    listed = [task.duty for task in meant]
    wanted = date.fromisoformat(facts["wanted"]) if facts["wanted"] else None
    if withdraws(words) or retracts(words):
        questions.amend(tx, asked.id, {**facts, "set_aside": True})
        message = words_of.set_aside(meant[0].plan, listed)
    elif puts_off(words):
        message = words_of.whenever(listed, wanted)
    elif wanted is None:
        return wished(tx, case, meant, None, facts["reason"], facts["words"])
    else:
        message = words_of.which_reason_then(listed, wanted, asked.id)
    return [Say(case.chat, message, case.known.id)]


def _beside_absence(case: Case, words: str, meant: Sequence[Task]) -> Part:
    """“Đến 20/5 vì tôi đi công tác”: what is said before the absence, which is the reason."""
    first = head(words)
    if speaks_of_absence(first):
        return Part("not_understood")
    reading = understand(duties.utterance(case, first, meant, meant[0].n, last="ask_date"))
    rest = words[len(first) :].strip(" ,;.:")
    why = understand(duties.utterance(case, rest, meant, meant[0].n, last="ask_reason"))
    return replace(reading.parts[0], reason=why.parts[0].reason)


def _keep_reason(
    tx: Tx, case: Case, asked: Question, words: str, meant: Sequence[Task]
) -> list[Response] | None:
    """“Chờ Đài xếp lịch” where the day is asked for: it is why, and the day is still wanted."""
    plain = understand(duties.utterance(case, words, meant, meant[0].n, last="ask_date"))
    reading = understand(duties.utterance(case, words, meant, meant[0].n, last="ask_reason"))
    told = because(words) or speaks_of_absence(words) or plain.parts[0].reason is not None
    if not told or hesitates(words) or not duties.explains(words, reading, meant[0].n):
        return None
    reason = reading.parts[0].reason or words.strip()
    before = asked.facts["reason"]
    reason = f"{before}; {reason}" if before and before != reason else reason
    return wished(tx, case, meant, None, reason, asked.facts["words"])


def beside_absence(
    tx: Tx, case: Case, asked: Question, words: str, tasks: Sequence[Task]
) -> list[Response]:
    """An absence was told where a wish lacks its day, which is asked again, or its reason."""
    meant = _tasks(tx, case, asked)
    if not meant:
        return []
    if asked.facts["wanted"] is None:
        return wished(tx, case, meant, None, asked.facts["reason"], asked.facts["words"])
    if not speaks_of_absence(words):
        return []
    wanted = date.fromisoformat(asked.facts["wanted"])
    if not absence.may_explain(case, words, wanted):
        return wished(tx, case, meant, wanted, None, asked.facts["words"])
    return term_typed(tx, case, asked, words, tasks) or []


def term_pressed(tx: Tx, case: Case, asked: Question, value: str) -> list[Response] | None:
    """A day (20220517) or a reason (its position) was chosen."""
    meant, facts = _tasks(tx, case, asked), asked.facts
    if not meant:
        return None
    if facts["wanted"] is None:
        day = words_of.day_of(value)
        return wished(tx, case, meant, day, facts["reason"], facts["words"]) if day else None
    if not value.isdecimal() or int(value) >= len(answers.REASONS):
        return None
    wanted = date.fromisoformat(facts["wanted"])
    return wished(tx, case, meant, wanted, answers.REASONS[int(value)], facts["words"])


def _tasks(tx: Tx, case: Case, asked: Question) -> list[Task]:
    return duties.by_keys(tx, case, [(p, (a, u)) for p, a, u in asked.facts["tasks"]])
