"""Files, links and documents' numbers that people send: which duty do they belong to?"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot import access
from bot.access import Wish
from bot.board import exhibits
from bot.case import Case
from bot.desk import Plans
from bot.duties import report
from bot.messages import Address, Attachment, Medium, Message, Said
from bot.responses import Response, Say
from bot.store import attachments, numbers, questions
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import belonging, duties, recording, whose
from bot.talk.duties import Task
from bot.talk.recording import PATIENCE
from bot.talk.remarks import Remark, beside_evidence
from bot.understand import (
    Reading,
    describes,
    only_presents,
    references,
    speaks_of_done,
    understand,
)
from bot.wording import answers, files
from schedules.plan import Plan
from schedules.progress import Standing, State

ALBUM_WAIT = timedelta(seconds=2)
"""Photos of an album come as messages of their own; so long after the last they are one."""

Facts = Mapping[str, Any]


def received(tx: Tx, case: Case, remark: Remark, *, blind: bool) -> list[Response]:
    """Queue the files of a message for fetching, and ask which duty they show if that is open.

    So it is where the words are `blind`: they name the duty by a number that was never shown.

    What came of fetching them is said later, by `archive`. What the platform keeps to itself (of
    protected accounts, say) is said at once to have been read by nobody.
    """
    said, tasks = remark.said, remark.tasks
    if not any(each.ref for each in said.attachments):
        return [Say(case.chat, files.unread(), case.known.id)]
    if not access.may(case.known, Wish.REPORT):
        return [Say(case.chat, files.not_from_you(), case.known.id)]
    if all(each.kind is Medium.VOICE for each in said.attachments):
        return [Say(case.chat, files.not_heard([task.n for task in tasks]), case.known.id)]
    before = attachments.of_album(tx, case.chat, said.album) if said.album else []
    meant: Sequence[whose.Duty] | None = None if blind else whose.told(tx, case, remark)
    meant = meant or next((file.duties for file in before if file.duties), None)
    if meant is None and not blind and not duties.names_unknown(case, said.text, tasks):
        meant = whose.expected(tx, case, remark)
    wait = ALBUM_WAIT if said.album else timedelta()
    if said.album:
        attachments.wait_together(tx, case.chat, said.album, case.now + wait)
    ids = [_queue(tx, case, said, each, meant, wait) for each in said.attachments]
    if meant is not None:
        _settle(tx, case, [file.id for file in before], meant)
        return []
    return _ask_which(tx, case, ids, tasks, more=bool(before))


def _settle(tx: Tx, case: Case, ids: Sequence[int], meant: Sequence[whose.Duty]) -> None:
    """Files of an album belong where a later one of it says; nothing is asked about them then."""
    attachments.belong(tx, ids, meant)
    for question in questions.opened(tx, case.chat, case.known.id, case.now, Asks.FILES):
        if question.facts["files"] and set(question.facts["files"]) <= set(ids):
            questions.answered(tx, question.id, case.now)


def _queue(
    tx: Tx,
    case: Case,
    said: Said,
    attachment: Attachment,
    meant: Sequence[whose.Duty] | None,
    wait: timedelta,
) -> int:
    return attachments.add(
        tx,
        case.inbox,
        case.chat,
        case.known.id,
        attachment,
        album=said.album,
        words=said.text[: duties.LONGEST] or None,
        at=case.said_at,
        duties=meant,
        try_at=case.now + wait,
    )


def _ask_which(
    tx: Tx, case: Case, ids: Sequence[int], tasks: Sequence[Task], *, more: bool
) -> list[Response]:
    """Ask which duty files show; once for an album, of which `more` had come before."""
    waiting = next(
        (
            q
            for q in questions.opened(tx, case.chat, case.known.id, case.now)
            if q.kind is Asks.FILES and q.facts["files"]
        ),
        None,
    )
    if waiting is not None and more:
        questions.amend(tx, waiting.id, {**waiting.facts, "files": [*waiting.facts["files"], *ids]})
        return []  # the album was asked about, and the question on the screen knows this one now
    known = whose.known(tx, case, tasks)
    return ask_which(tx, case, known, {"files": list(ids)}, files.sent())


def ask_which(
    tx: Tx, case: Case, known: Sequence[Task], evidence_: Facts, what: str
) -> list[Response]:
    """Ask which of these duties the evidence in the facts of the question shows."""
    if not known:
        return [Say(case.chat, files.nothing_to_show(), case.known.id)]
    facts = {**evidence_, "tasks": [list(whose.duty_of(t)) for t in known]}
    id_ = questions.ask(
        tx, case.chat, case.known.id, Asks.FILES, facts, now=case.now, patience=PATIENCE
    )
    shown = [(t.n, t.standing) for t in known]
    return [duties.listed(tx, case, known, files.which(what, shown, id_))]


def belong(
    tx: Tx, case: Case, asked: Question, meant: Sequence[tuple[str, tuple[str, str]]]
) -> list[Response]:
    """Files, links and documents' numbers belong to these duties, as their sender says now."""
    questions.answered(tx, asked.id, case.now)
    own = [(plan, *key) for plan, key in meant if access.may(case.known, Wish.REPORT, key[1])]
    if not own:
        return [Say(case.chat, answers.not_yours(), case.known.id)]
    if "words" in asked.facts:
        return _cite(tx, case, own, asked.facts["words"])
    here = attachments.belong(tx, asked.facts["files"], own)
    lie_here = attachments.get(tx, [file.id for file in here])
    ids = [id_ for file in lie_here for id_ in exhibits.put_away(tx, file)]
    told = _by_caption(tx, case, asked.facts["files"], own)
    if not here:
        found = [task.standing for task in tasks_of(tx, case, own)]
        return [*told, Say(case.chat, files.will_be_kept(found), case.known.id)]
    plans, person = case.desk.plans, case.known.id
    kept = thanks(tx, plans, case.chat, person, own, ids, count=len(here), now=case.now)
    return [*told, *kept]


def _by_caption(
    tx: Tx, case: Case, ids: Sequence[int], own: Sequence[whose.Duty]
) -> list[Response]:
    """Record what came with files whose duties had to be asked for, if it is of just these.

    “1 và 3 xong” with the answer “2” is of others, and records nothing.
    """
    words = next((file.words for file in attachments.get(tx, ids) if file.words), None)
    tasks = [task for task in tasks_of(tx, case, own) if not task.standing.done]
    if not words or not tasks or duties.names_unknown(case, words, tasks):
        return []
    last = duties.last_said(tasks, case.now)
    alone = tasks[0].n if len(tasks) == 1 else None
    reading = understand(duties.utterance(case, words, tasks, alone, last=last))
    reading = beside_evidence(words, reading)
    if {n for n, _ in reading.per_task} != {task.n for task in tasks}:
        return []
    return recording.reported(tx, case, words, reading, tasks)


def claimed(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """What waits for its duty belongs to the one that its sender now reports done.

    But for a report that comes with a file of its own: that shows what it speaks of.
    """
    if remark.said.attachments:
        return []
    tasks = remark.tasks
    done = {n for n, intent in remark.states.items() if intent == "done"}
    meant = [(task.plan.id, task.duty.key) for task in tasks if task.n in done]
    asked = questions.opened(tx, case.chat, case.known.id, case.now)
    waiting = next((q for q in asked if q.kind is Asks.FILES and "moves" not in q.facts), None)
    return belong(tx, case, waiting, meant) if waiting and len(meant) == 1 else []


def thanks(
    tx: Tx,
    plans: Plans,
    chat: Address,
    person: int,
    own: Sequence[whose.Duty],
    ids: Sequence[int],
    *,
    count: int,
    now: datetime,
) -> list[Response]:
    """So many files were put away with these duties, as the evidence of these ids where it is new.

    A duty that is not done is asked about.
    """
    found = [
        (plan, report.stands_at(tx, plan, duty, now))
        for plan_id, *key in own
        if (plan := _plan(plans, plan_id)) and (duty := plan.by_key.get((key[0], key[1])))
    ]
    head = files.kept(count)
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
    wanted = whose.wanted(tx, case)
    if wanted != [whose.triple(asked.facts["duty"])]:
        return None
    said = case.incoming.content
    if isinstance(said, Said) and not whose.is_within_reply(tx, case, said, wanted[0]):
        return None
    questions.answered(tx, asked.id, case.now)
    return _cite(tx, case, wanted, words)


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


def by_words(tx: Tx, case: Case, remark: Remark) -> list[Response] | None:
    """A link or a document's number alone; None if the text has none, or asks something.

    Which duty it shows is asked if that is not known, and the text is kept for it.
    """
    words, cited_here = remark.words, references(remark.words)
    if not cited_here or not access.may(case.known, Wish.REPORT):
        return None
    meant = whose.meant(tx, case, remark)
    if meant:
        more = remark.reading.intent == "not_understood"
        more = more and not describes(words)
        known = whose.known(tx, case, remark.tasks)
        kept = _cite(tx, case, meant, words, known, unread=more)
        return [*kept, *whether_done(tx, case, remark)]
    if "?" in words or (remark.reading.intent != "not_understood" and not only_presents(words)):
        return None
    facts = {"files": [], "words": words[: duties.LONGEST]}
    known = whose.known(tx, case, remark.tasks)
    return ask_which(tx, case, known, facts, files.not_kept([each.words for each in cited_here]))


def whether_done(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """“ảnh 1 và 3 xong” may say that the pictures are: it is asked, nothing recorded."""
    meant = [task for task in whose.pictured(tx, case, remark) if not task.standing.done]
    if not meant or remark.states or not speaks_of_done(remark.words):
        return []
    message = files.whether_done(meant[0].plan, [(task.n, task.standing) for task in meant])
    return [duties.listed(tx, case, meant, message)]


def _cite(
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
