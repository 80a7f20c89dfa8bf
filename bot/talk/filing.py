"""Evidence is put away with its duty, and it is said with which, and how that is put right."""

from collections.abc import Sequence
from datetime import datetime

from bot.board import exhibits
from bot.case import Case
from bot.desk import Plans
from bot.duties import report
from bot.messages import Address, Message, Said
from bot.responses import Response, Say
from bot.store import numbers, questions
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import belonging, duties, whose
from bot.talk.duties import Task
from bot.talk.recording import PATIENCE
from bot.understand import Reading, understand
from bot.understand.evidence.citing import references
from bot.wording import files
from schedules.plan import Plan
from schedules.progress import Standing, State


def thanks(
    tx: Tx,
    plans: Plans,
    chat: Address,
    person: int,
    own: Sequence[whose.Duty],
    ids: Sequence[int],
    head: Message,
    now: datetime,
) -> list[Response]:
    """Files were put away with these duties, as the evidence of these ids where it is new."""
    found = [
        (plan, report.stands_at(tx, plan, duty, now))
        for plan_id, *key in own
        if (plan := _plan(plans, plan_id)) and (duty := plan.by_key.get((key[0], key[1])))
    ]
    return say_kept(tx, chat, person, found, head, ids, now)


def say_kept(
    tx: Tx,
    chat: Address,
    person: int,
    found: Sequence[tuple[Plan, Standing]],
    head: Message,
    ids: Sequence[int],
    now: datetime,
) -> list[Response]:
    """Say what was put away, with which duties, and how that is put right.

    A single duty that is not done is asked about, by the number that the person knows.
    """
    opened = [(plan, told.assignment) for plan, told in found if not told.done]
    if len(found) != 1 or not opened:
        offer = whose.offer(tx, chat, person, ids, now)
        return [Say(chat, files.with_duties(head, found, 1, offer), person)]
    plan, duty = opened[0]
    asked = plan.id, duty.key
    n = numbers.assign(tx, person, [asked], now)[asked]
    facts = {"words": "", "task": [plan.id, *duty.key], "yes_or_no": True}
    questions.ask(tx, chat, person, Asks.DONE, facts, now=now, patience=PATIENCE)
    message = files.with_duties(head, found, n, whose.offer(tx, chat, person, ids, now))
    return [Say(chat, message, person, ((n, plan.id, duty),))]


def _plan(plans: Plans, id_: str) -> Plan | None:
    known = plans.by_id.get(id_)
    return known.plan if known else None


def cited(
    tx: Tx, case: Case, asked: Question, words: str, tasks: Sequence[Task]
) -> list[Response] | None:
    """A link or a document's number, in answer to the wish for evidence."""
    if not references(words) or whose.named(tx, case, words, tasks):
        return None
    if understand(duties.utterance(case, words, tasks, last="free")).per_task:
        return None
    said = case.incoming.content
    meant = whose.expected(tx, case, said, tasks) if isinstance(said, Said) else None
    if meant != [whose.triple(asked.facts["duty"])]:
        return None
    questions.answered(tx, asked.id, case.now)
    return cite(tx, case, meant, words)


def only_cited(words: str, reading: Reading) -> bool:
    """Whether a text shows a document and says nothing of its own: “đã báo cáo tại CV số …”.

    A duty that is under way may be reported on so; whether it is done by now is then asked.
    """
    part = reading.parts[0]
    return (
        len(reading.parts) == 1
        and part.intent == "in_progress"
        and (part.percent, part.reason, part.new_date) == (None, None, None)
        and bool(references(words))
    )


def cite(
    tx: Tx,
    case: Case,
    meant: Sequence[whose.Duty],
    words: str,
    tasks: Sequence[Task] = (),
    *,
    unread: bool = False,
) -> list[Response]:
    """Put away what a text cites: where it names several of the `tasks`, each with its own."""
    cited_here = references(words)
    for question in questions.opened(tx, case.chat, case.known.id, case.now, Asks.FILES):
        if set(references(question.facts.get("words", ""))) & set(cited_here):
            questions.answered(tx, question.id, case.now)
    told = [
        (reference, duty)
        for reference, owners in belonging.of(case, words, tasks or tasks_of(tx, case, meant))
        for duty in ([whose.duty_of(task) for task in owners] or meant)
    ]
    ids = [
        id_
        for reference, (plan, *key) in told
        for id_ in exhibits.cite(tx, case, plan, (key[0], key[1]), [reference])
    ]
    showing = list(dict.fromkeys(duty for _, duty in told))
    found = [(t.plan, t.standing) for t in tasks_of(tx, case, showing)]
    unread = unread and any(told.state is not State.WAITING for _, told in found)
    head = files.cited([each.words for each in cited_here], unread=unread)
    return say_kept(tx, case.chat, case.known.id, found, head, ids, case.now)


def tasks_of(tx: Tx, case: Case, own: Sequence[whose.Duty]) -> list[Task]:
    return duties.by_keys(tx, case, [(p, (a, u)) for p, a, u in own], finished=None)
