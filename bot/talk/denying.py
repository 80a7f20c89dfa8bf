"""“Ơ chưa, thiếu 1 bài” right behind a “done”: what was just reported is not so.

It is of the duties that were just reported, whatever else is open or has such words in its title,
unless it names others by number. What was recorded together is taken back together.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.duties import report, undoing
from bot.reaching import notices
from bot.responses import Response
from bot.store import arrivals, heard, questions, replies
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.talk import closed, duties, mending, recording, refiling, which
from bot.talk.behalf import RECORDED_FOR
from bot.talk.duties import Task
from bot.talk.mending import Reported
from bot.talk.recording import PATIENCE
from bot.talk.remarks import Remark
from bot.understand import OpenTask, Part, Reading, understand
from bot.understand.dialogue.exchanges import rather
from bot.understand.dialogue.recanting import contrasted, denies, lacks, narrowed, unsays_last
from bot.understand.dialogue.turns import corrects, insists, names, swaps
from bot.understand.dialogue.wishes import drops
from bot.understand.evidence.citing import references, unissued
from bot.understand.evidence.refiling import refiling as refiles
from bot.understand.sayings import beginnings, split_off
from bot.wording import mend


def denied(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """What a text takes back of what this person has just called done; nothing if it does not."""
    if case.chat.is_group or remark.said.forwarded or not access.may(case.known, Wish.REPORT):
        return []
    if unissued(remark.words):
        return []  # “CV số 21/BC chưa ký” denies the paper
    replied = duties.replied_to(tx, case, remark.said)
    if replied is not None:
        listed = {(item.plan, item.duty) for item in replied.items}
        just = [each for each in _just_done(tx, case) if _key(each) in listed]
        if not just:
            return _of_replied(tx, case, remark)
    else:
        just, noted = _just_done(tx, case), _noted_for(tx, case, remark)
        if noted:
            return _of_noted(tx, case, remark, noted)
    return _of_just(tx, case, remark, just) if just else []


def asked(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """“Chưa xong” right after a report of “done”, which may be meant: asked, if that is not said.

    Nothing where the text is of the open duties with that one beside them, too.
    """
    if remark.reading.intent != "not_done" or case.chat.is_group:
        return []
    if duties.replied_to(tx, case, remark.said):
        return []
    just = duties.just_done(tx, case, case.now - report.UNDO_WITHIN)
    if just is None:
        return []
    tasks, words = remark.tasks, remark.words
    finished = duties.finished(tx, case)
    wider = understand(duties.utterance(case, words, [*tasks, *finished], last="free"))
    again = {n for n, _ in wider.per_task}
    if just.n in again and again <= {task.n for task in finished}:
        return recording.reported(tx, case, words, wider, finished)
    if wider.per_task or wider.intent != "not_done":
        return []
    others, opened = closed.by_title(tx, case, remark)
    if others and just.n not in {task.n for task in others}:
        return []  # what has words of other titles is asked about beside those
    lately = {(kept.plan, kept.key) for kept, _ in mending.just_said(tx, case)}
    together = [t for t in finished if t.n == just.n or (t.plan.id, t.duty.key) in lately]
    done = others or together
    return which.ask(tx, case, words, remark.reading, opened or tasks, done=done)


def _just_done(tx: Tx, case: Case) -> list[Reported]:
    """What the last report of this person called done, and what is so still."""
    return [
        (kept, spot)
        for kept, spot in mending.just_said(tx, case)
        if (told := report.stands(tx, case, *spot)).done
        and told.reply is not None
        and told.reply.id == kept.reply.id
    ]


def _noted_for(tx: Tx, case: Case, remark: Remark) -> list[Task]:
    """What the office has just written down for the unit as done, if that was told here last.

    “Nếu chưa đúng, anh/chị báo lại tại đây” stands below it.
    """
    if remark.reading.intent not in ("not_done", "not_understood"):
        return []
    told = notices.told(tx, case.desk.plans.first, RECORDED_FOR)
    at, facts = told[-1] if told else (None, {})
    if at is None or at < case.now - mending.LATELY:
        return []
    said = [kept.reply.at for kept, _ in mending.last_said(tx, case)]
    if any(moment > at for moment in said) or heard.since(tx, case.chat, at, before=case.inbox):
        return []
    if arrivals.listed_since(tx, case.chat, at):
        return []
    keys = [(plan, (activity, unit)) for plan, activity, unit in facts.get("duties", ())]
    found = duties.by_keys(tx, case, keys, finished=True)
    return [task for task in found if task.standing.reply and task.standing.reply.on_behalf]


def _of_noted(tx: Tx, case: Case, remark: Remark, noted: Sequence[Task]) -> list[Response]:
    """What a text denies of it; “sai rồi” alone does not say how it stands, and is asked about."""
    words = remark.words
    known = _beside(noted, remark.tasks, duties.finished(tx, case))
    if _by_number(case, words, known):
        return []
    ids = [task.standing.reply.id for task in noted if task.standing.reply]
    if corrects(words):
        return mending.ask(tx, case, ids)
    if not _denies(case, words, noted, known):
        return []
    if len(noted) == 1:
        return recording.reported(tx, case, words, _reading(case, words, noted[0]), noted)
    kept = [(task, replies.get(tx, id_)) for task, id_ in zip(noted, ids, strict=True)]
    spots = [(task.plan, task.duty, each) for task, each in kept if each]
    return undoing.taken_back(tx, case, spots)


def _key(each: Reported) -> tuple[str, tuple[str, str]]:
    return each[0].plan, each[0].key


def _of_just(tx: Tx, case: Case, remark: Remark, just: Sequence[Reported]) -> list[Response]:
    words = remark.words
    told = [duties.as_task(tx, case, *spot) for _, spot in just]
    if found := _only(tx, case, words, just, told):
        return found
    if _waits_for_an_answer(tx, case, just):
        return []
    if found := _beside_evidence(tx, case, remark, told):
        return found
    if found := _of_another(tx, case, remark, just, told):
        return found
    if unsays_last(words) and not drops(words):
        return _back(tx, case, just)
    others = [task for task in remark.tasks if task.n not in {each.n for each in told}]
    known = _beside(told, remark.tasks, duties.finished(tx, case))
    if _by_number(case, words, known) or not _denies(case, words, told, known):
        return []
    if not _is_young(case, just) and not _is_said_last(tx, case, just):
        return []
    if others and not _is_young(case, just):
        return which.ask(tx, case, words, _NOT_DONE, others, done=told)
    if len(told) > 1:
        return _back(tx, case, just)
    return recording.reported(tx, case, words, _reading(case, words, told[0]), told)


_NOT_DONE = Reading((Part("not_done"),), ())
_OPEN = ("not_done", "in_progress")


def _only(
    tx: Tx, case: Case, words: str, just: Sequence[Reported], told: Sequence[Task]
) -> list[Response]:
    """“Không phải, mới xong việc 4 thôi” behind several: all but that one are taken back.

    Where it may only say once more what is done, it is asked about the others.
    """
    again = corrects(split_off(words)[0])
    narrows = narrowed(words, again=again)
    if len(told) == 1 or not (narrows or again):
        return []
    read = understand(duties.utterance(case, narrows or words, told, last="free")).per_task
    right = {n for n, intent in read if intent == "done"}
    wrong = [each for each, task in zip(just, told, strict=True) if task.n not in right]
    if not right or not wrong or (not narrows and len(read) > len(right)):
        return []
    return (
        _back(tx, case, wrong) if narrows else mending.ask(tx, case, [k.reply.id for k, _ in wrong])
    )


def _of_another(
    tx: Tx, case: Case, remark: Remark, just: Sequence[Reported], told: Sequence[Task]
) -> list[Response]:
    """“À việc 4 cơ”, “sao lại việc 3, tôi nói việc 4”: the report was not of this duty.

    How the other one stands is recorded as far as that is said, and else asked.
    """
    words = remark.words
    that, meant = contrasted(words)
    if len(told) > 1 or references(words):
        return []
    if not that and not (swaps(words) and (insists(words) or rather(words) is not None)):
        return []
    if that and duties.named(case, that, [*told, *remark.tasks]) != list(told):
        return []
    spoken = meant or words
    known = _beside(remark.tasks, duties.finished(tx, case))
    others = [task for task in known if task.n not in {each.n for each in told}]
    named = duties.named(case, spoken, others) or _by_figure(spoken, others)
    if len(named) != 1:
        return []
    reading = understand(duties.utterance(case, spoken, others, last="free"))
    back = _back(tx, case, just)
    if reading.per_task:
        return [*back, *recording.reported(tx, case, words, reading, named)]
    return back if named[0].standing.done else [*back, _whether_done(tx, case, words, named[0])]


def _by_figure(words: str, tasks: Sequence[Task]) -> list[Task]:
    """The duty whose number is all that a text names: “à 4 cơ”."""
    short = len(words.split()) <= mending.LONGEST_BEGINNING
    return [task for task in tasks if short and duties.figures(words) == {task.n}]


def _beside_evidence(tx: Tx, case: Case, remark: Remark, told: Sequence[Task]) -> list[Response]:
    """“Ảnh là của việc 3, việc 4 chưa xong”: what of it is of evidence is so read by itself."""
    words = remark.words
    today = case.said_at.astimezone(case.desk.plans.first.zone).date()
    shown = next((start for start in beginnings(words)[:-1] if refiles(start, today)), "")
    said = words[len(shown) + 1 :].strip()
    if not shown or not said:
        return []
    known = _beside(told, remark.tasks)
    read = understand(duties.utterance(case, said, known, last="free"))
    wrong = {n for n, intent in read.per_task if intent in _OPEN} & {task.n for task in told}
    if not wrong:
        return []
    moved = refiling.in_words(tx, case, shown, remark.tasks)
    return [*moved, *recording.reported(tx, case, said, read, known)]


def _beside(*some: Sequence[Task]) -> list[Task]:
    """Each of these duties once."""
    return list({task.n: task for tasks in reversed(some) for task in tasks}.values())


def _whether_done(tx: Tx, case: Case, words: str, task: Task) -> Response:
    facts = {
        "words": words[: duties.LONGEST],
        "task": [task.plan.id, *task.duty.key],
        "yes_or_no": True,
    }
    questions.ask(tx, case.chat, case.known.id, Asks.DONE, facts, now=case.now, patience=PATIENCE)
    return duties.listed(tx, case, [task], mend.meant(task.plan, task.n, task.standing))


def _waits_for_an_answer(tx: Tx, case: Case, just: Sequence[Reported]) -> bool:
    """Whether something was asked since the report, or how to put it right: “chưa” answers that."""
    asked = questions.opened(tx, case.chat, case.known.id, case.now, *_ANSWERED_BY_NO, most=1)
    since = max(kept.reply.at for kept, _ in just)
    return any(each.kind is Asks.MEND or each.asked_at >= since for each in asked)


_ANSWERED_BY_NO = (
    *(Asks.WHICH, Asks.DONE, Asks.MEND, Asks.PERCENT, Asks.REASON, Asks.TERM, Asks.WITHDRAW),
    *(Asks.WHEN, Asks.OPINION, Asks.FILES),
)


def _denies(case: Case, words: str, told: Sequence[Task], known: Sequence[Task]) -> bool:
    """Whether a text, up to some comma, says no more than that these duties are not done.

    What follows may be why, and may have words of other titles: “ơ chưa, thiếu 1 bài”.
    """
    if "?" in words:
        return False
    own = {task.n for task in told}
    for start in beginnings(words):
        if denies(start):
            return True
        if lacks(start):
            return False
        read = understand(duties.utterance(case, start, told[:1], told[0].n, last="free"))
        bare = all(part.reason is None for part in read.parts)
        if read.per_task == ((told[0].n, "not_done"),) and bare:
            wider = understand(duties.utterance(case, start, known, last="free"))
            of_these = own.issuperset(n for n, _ in wider.per_task)
            return of_these and _titles_allow(case, start, told, known)
    return False


def _titles_allow(case: Case, words: str, told: Sequence[Task], known: Sequence[Task]) -> bool:
    """Whether what a text has of titles fits the one duty just reported; of several it has none."""
    own = {task.n for task in told}
    named = {task.n for task in duties.named(case, words, known)}
    if len(told) == 1:
        return named <= own
    return not named and not duties.named(case, words, [t for t in known if t.n not in own])


def _by_number(case: Case, words: str, known: Sequence[Task]) -> bool:
    """Whether a text names any duty by a number, whoever has it."""
    said = duties.utterance(case, words, (), last="free")
    given = [OpenTask(task.n, "", "", "", None) for task in known]
    return bool(names(replace(said, open_tasks=(*given, *duties.made_up(words, known)))))


def _reading(case: Case, words: str, task: Task) -> Reading:
    """A text that denies one duty, with its reason if it gives one."""
    read = understand(duties.utterance(case, words, [task], task.n, last="free"))
    under_way = read.per_task == ((task.n, "in_progress"),)
    if under_way and any(part.percent is not None for part in read.parts):
        return read  # “chưa, mới được 60%”
    first, rest = split_off(words)
    later = understand(duties.utterance(case, rest, [task], task.n, last="free"))
    if corrects(first) and later.per_task == ((task.n, "in_progress"),):
        return later  # “à chưa, còn thiếu ảnh”
    told = read.per_task == ((task.n, "not_done"),) and not unsays_last(rest)
    return read if told else Reading((Part("not_done", (task.n,)),), ((task.n, "not_done"),))


def _is_young(case: Case, just: Sequence[Reported]) -> bool:
    return all(kept.reply.at >= case.now - report.UNDO_WITHIN for kept, _ in just)


def _is_said_last(tx: Tx, case: Case, just: Sequence[Reported]) -> bool:
    """Whether nothing was said here since the one report, so that its receipt stands last."""
    since = max(kept.reply.at for kept, _ in just)
    if len(just) > 1 or heard.since(tx, case.chat, since, before=case.inbox):
        return False
    return not arrivals.told_since(tx, case.chat, since)


def _back(tx: Tx, case: Case, just: Sequence[Reported]) -> list[Response]:
    return undoing.taken_back(tx, case, [(*spot, kept) for kept, spot in just])


def _of_replied(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """“À chưa” in reply to a message about one duty that is done by now: it is of that one."""
    replied = duties.replied_to(tx, case, remark.said)
    items = replied.items if replied else ()
    done = duties.numbered(tx, case, {(i.plan, i.duty): i.n for i in items}, finished=True)
    if len(items) != 1 or len(done) != 1:
        return []
    reading = understand(duties.utterance(case, remark.words, done, done[0].n, last="free"))
    opened = [n for n, intent in reading.per_task if intent in _OPEN]
    return recording.reported(tx, case, remark.words, reading, done) if opened else []
