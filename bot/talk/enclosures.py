"""Files, links and documents' numbers that people send: which duty do they belong to?"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from bot import access
from bot.access import Wish
from bot.board import exhibits
from bot.case import Case
from bot.messages import Attachment, Medium, Said
from bot.responses import Response, Say
from bot.store import arrivals, attachments, questions
from bot.store.attachments import File, Stage
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import duties, filing, recording, whose
from bot.talk.duties import Task
from bot.talk.recording import PATIENCE
from bot.talk.remarks import Remark, beside_evidence
from bot.understand import understand
from bot.understand.evidence.citing import (
    comes_later,
    describes,
    only_presents,
    references,
    shows_of_whom,
    speaks_of_done,
    speaks_of_evidence,
    unissued,
)
from bot.understand.evidence.picking import shares
from bot.wording import answers, files, refiling
from schedules.plan import Evidence

ALBUM_WAIT = timedelta(seconds=2)
"""Photos of an album come as messages of their own; so long after the last they are one."""

TOGETHER = timedelta(seconds=15)
"""Photos without words that come one by one are asked about together within this."""

Facts = Mapping[str, Any]


def received(tx: Tx, case: Case, remark: Remark, *, blind: bool) -> list[Response]:
    """Queue the files of a message for fetching, and ask which duty they show if that is open.

    So it is where the words are `blind`: they name the duty by a number that was never shown, or
    may be of a done one.

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
    blind = blind or (bool(said.album) and shared_out(said.text, before))
    told = None if blind else whose.told(tx, case, remark)
    open_ = told is None and (blind or duties.names_unknown(case, said.text, tasks))
    meant: Sequence[whose.Duty] | None = told
    if meant is None and not open_:
        meant = _as_its_album(tx, case, remark, before)
        open_ = meant is None and bool(said.album and said.text.strip())
    wait = ALBUM_WAIT if said.album else timedelta()
    if said.album:
        attachments.wait_together(tx, case.chat, said.album, case.now + wait)
    ids = [_queue(tx, case, said, each, meant, wait) for each in said.attachments]
    if told is not None or open_:
        silent = [file for file in before if file.words is None]
        waiting = [file for file in silent if told or file.stage is Stage.WAITING]
        attachments.retell(tx, [file.id for file in waiting], told)
    if meant is not None:
        settle(tx, case, [file.id for file in before])
    if meant is not None or said.album:
        return []  # what becomes of an album is said, or asked, once it is whole
    return _ask_which(tx, case, ids, whose.choices(tx, case, tasks), silent=not said.text.strip())


def _as_its_album(
    tx: Tx, case: Case, remark: Remark, before: Sequence[File]
) -> Sequence[whose.Duty] | None:
    """What a file shows whose words do not tell, as those of its album do, or as is expected.

    Words that left it open leave it open for all of the album, whichever photo has them.
    """
    told = next((file.duties for file in before if file.words and file.duties), None)
    if told or (not remark.words.strip() and any(file.words for file in before)):
        return told
    guessed = next((file.duties for file in before if file.duties), None)
    silent = not remark.words.strip()
    return (guessed if silent else None) or whose.expected(tx, case, remark.said, remark.tasks)


def shared_out(words: str, album: Sequence[File]) -> bool:
    """Whether an album's caption tells its photos apart, which is done once it is whole."""
    return any(shares(each) for each in (words, *(file.words or "" for file in album)))


def settle(tx: Tx, case: Case, ids: Sequence[int]) -> None:
    """It is known what these files show: nothing is asked about them any more."""
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
    tx: Tx, case: Case, ids: Sequence[int], known: Sequence[Task], *, silent: bool
) -> list[Response]:
    """Ask which duty files show; `silent` ones join those that were asked about just now."""
    waiting = asked_about(tx, case)
    if waiting is not None and silent and waiting.asked_at >= case.now - TOGETHER:
        join(tx, waiting, ids)
        return []
    return ask_which(tx, case, known, {"files": list(ids)}, files.sent())


def asked_about(tx: Tx, case: Case) -> Question | None:
    """The newest question about files that waits for an answer, and that others may join."""
    asked = questions.opened(tx, case.chat, case.known.id, case.now, Asks.FILES)
    return next((q for q in asked if q.facts["files"] and "wrong" not in q.facts), None)


def join(tx: Tx, asked: Question, ids: Sequence[int]) -> None:
    """Have the answer to a question about files hold for these, too."""
    more = [id_ for id_ in ids if id_ not in asked.facts["files"]]
    questions.amend(tx, asked.id, {**asked.facts, "files": [*asked.facts["files"], *more]})


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
    message = files.which(what, shown, id_, lies="moves" in facts)
    return [duties.listed(tx, case, known, message)]


def dropped(tx: Tx, case: Case, asked: Question) -> list[Response]:
    """What was asked about belongs to no duty: files lie with none, a link is not kept."""
    ids = asked.facts["files"]
    attachments.retell(tx, ids, [])
    settle(tx, case, ids)
    message = refiling.not_to_file(len(ids)) if ids else refiling.let_go()
    return [Say(case.chat, message, case.known.id)]


def belong(
    tx: Tx, case: Case, asked: Question, meant: Sequence[tuple[str, tuple[str, str]]]
) -> list[Response]:
    """Files, links and documents' numbers belong to these duties, as their sender says now."""
    questions.answered(tx, asked.id, case.now)
    own = [(plan, *key) for plan, key in meant if access.may(case.known, Wish.REPORT, key[1])]
    if not own:
        return [Say(case.chat, answers.not_yours(), case.known.id)]
    if "words" in asked.facts:
        return filing.cite(tx, case, own, asked.facts["words"])
    here = attachments.belong(tx, asked.facts["files"], own)
    lie_here = attachments.get(tx, [file.id for file in here])
    ids = [id_ for file in lie_here for id_ in exhibits.put_away(tx, file)]
    told = by_caption(tx, case, asked.facts["files"], own)
    if not here:
        found = [task.standing for task in filing.tasks_of(tx, case, own)]
        return [*told, Say(case.chat, files.will_be_kept(found), case.known.id)]
    plans, person = case.desk.plans, case.known.id
    head = files.kept(len(here))
    return [*told, *filing.thanks(tx, plans, case.chat, person, own, ids, head, case.now)]


def by_caption(tx: Tx, case: Case, ids: Sequence[int], own: Sequence[whose.Duty]) -> list[Response]:
    """Record what came with files whose duties had to be asked for, if it is of just these.

    “1 và 3 xong” with the answer “2” is of others, and records nothing.
    """
    words = next((file.words for file in attachments.get(tx, ids) if file.words), None)
    tasks = [task for task in filing.tasks_of(tx, case, own) if not task.standing.done]
    if not words or not tasks or duties.names_unknown(case, words, tasks):
        return []
    last = duties.last_said(tasks, case.now)
    alone = tasks[0].n if len(tasks) == 1 else None
    reading = understand(duties.utterance(case, words, tasks, alone, last=last))
    reading = beside_evidence(words, reading)
    if {n for n, _ in reading.per_task} != {task.n for task in tasks}:
        return []
    return recording.reported(tx, case, words, reading, tasks)


def is_meant(tx: Tx, case: Case, asked: Question, words: str) -> bool:
    """Whether a text may be of evidence whose duty was asked for: by its name, or as asked last."""
    if speaks_of_evidence(words):
        return True
    return not (
        questions.asked_since(tx, case.chat, case.known.id, asked.id, case.now)
        or arrivals.listed_since(tx, case.chat, asked.asked_at)
    )


def of_unit(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """“Của VP Sở”, in answer to which duty evidence shows: of that unit's, and no dispute.

    Of several it is asked which, and so it is where more was said since; of none that this person
    reports on it is asked as before.
    """
    asked = questions.opened(tx, case.chat, case.known.id, case.now, Asks.FILES, most=1)
    if not asked or not asked[0].facts["tasks"]:
        return None
    unit = shows_of_whom(said.text, duties.utterance(case, said.text, (), last="free").units)
    if unit is None:
        return None
    keys = [(plan, (activity, of)) for plan, activity, of in asked[0].facts["tasks"]]
    listed = duties.by_keys(tx, case, keys, finished=None)
    theirs = [task for task in listed if task.duty.unit.id == unit]
    certain = is_meant(tx, case, asked[0], said.text) and "moves" not in asked[0].facts
    if len(theirs) == 1 and certain:
        return belong(tx, case, asked[0], [(task.plan.id, task.duty.key) for task in theirs])
    questions.answered(tx, asked[0].id, case.now)
    return ask_which(tx, case, theirs or listed, asked[0].facts, called(case, asked[0]))


def called(case: Case, asked: Question) -> str:
    """What a question asked about, as it is called when it is asked again."""
    if asked.facts["files"]:
        zone = case.desk.plans.first.zone
        return files.sent_before(len(asked.facts["files"]), asked.asked_at, zone)
    cited_here = references(asked.facts.get("words", ""))
    return files.not_kept([each.words for each in cited_here]) if cited_here else files.sent()


def asked_again(tx: Tx, case: Case, asked: Question) -> list[Response]:
    """What could not be filed is asked about once more, and not taken for what a text names."""
    if "moves" in asked.facts or "again" in asked.facts:
        return []
    questions.answered(tx, asked.id, case.now)
    known = whose.choices(tx, case, duties.all_open(tx, case))
    return ask_which(tx, case, known, {**asked.facts, "again": True}, called(case, asked))


def claimed(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """What waits for its duty belongs to the one that its sender now reports done.

    But for a report that comes with a file of its own: that shows what it speaks of. Where other
    things were asked since it is asked again.
    """
    if remark.said.attachments:
        return []
    tasks = remark.tasks
    done = {n for n, intent in remark.states.items() if intent == "done"}
    meant = [(task.plan.id, task.duty.key) for task in tasks if task.n in done]
    asked = questions.opened(tx, case.chat, case.known.id, case.now)
    waiting = next((q for q in asked if q.kind is Asks.FILES and "moves" not in q.facts), None)
    if waiting is None or len(meant) != 1:
        return []
    if not is_meant(tx, case, waiting, remark.words):
        return asked_again(tx, case, waiting)
    if {"again", "wrong"} & waiting.facts.keys() and not speaks_of_evidence(remark.words):
        return []
    return belong(tx, case, waiting, meant)


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
        kept = filing.cite(tx, case, meant, words, known, unread=more)
        return [*kept, *whether_done(tx, case, remark)]
    if "?" in words or (remark.reading.intent != "not_understood" and not only_presents(words)):
        return None
    facts = {"files": [], "words": words[: duties.LONGEST]}
    known = whose.choices(tx, case, remark.tasks)
    return ask_which(tx, case, known, facts, files.not_kept([each.words for each in cited_here]))


def promised(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """“Chưa có ảnh, mai em gửi” where evidence was just asked for: it is news of no other duty.

    Where a reason was asked for with it, that is what it may be.
    """
    asked = questions.opened(tx, case.chat, case.known.id, case.now, most=1)
    if not comes_later(remark.words) or any(each.kind not in _OF_A_REPORT for each in asked):
        return []
    found = whose.reported_last(tx, case, whose.known(tx, case, remark.tasks))
    waiting = [task.duty for task in found if task.duty.activity.evidence is not Evidence.NONE]
    return [Say(case.chat, files.whenever(waiting), case.known.id)] if waiting else []


_OF_A_REPORT = (Asks.EVIDENCE, Asks.RIGHT)
"""What is asked with every report of something done."""


def not_issued(case: Case, remark: Remark) -> list[Response]:
    """A document that is not signed yet shows nothing, where the text tells no more of a duty."""
    drafts = unissued(remark.words)
    if not drafts or remark.states or references(remark.words) or "?" in remark.words:
        return []
    if case.chat.is_group or not access.may(case.known, Wish.REPORT):
        return []
    open_ = [task.n for task in remark.tasks]
    return [Say(case.chat, files.not_issued(drafts, open_), case.known.id)]


def whether_done(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """“ảnh 1 và 3 xong” may say that the pictures are: it is asked, nothing recorded."""
    meant = [task for task in whose.pictured(tx, case, remark) if not task.standing.done]
    if not meant or remark.states or not speaks_of_done(remark.words):
        return []
    message = files.whether_done(meant[0].plan, [(task.n, task.standing) for task in meant])
    return [duties.listed(tx, case, meant, message)]
