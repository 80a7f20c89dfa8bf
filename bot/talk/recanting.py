"""What was reported is taken back in own words: “hôm qua em báo nhầm việc 2, thật ra chưa xong”.

Where it is said how a done duty stands it is reopened so. Else it is asked, of the duty that is
named; of none that is named, of what this person reported last.
"""

from collections.abc import Sequence

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.duties import report, undoing
from bot.responses import Response, Say
from bot.store import questions, replies
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.store.replies import Kept
from bot.talk import duties, mending, recording, which
from bot.talk.duties import Task
from bot.talk.mending import Reported
from bot.talk.remarks import Remark
from bot.understand import Reading, understand
from bot.understand.dialogue.recanting import (
    excepted,
    halts,
    misreported,
    owns_up,
    remainder,
    resumes,
)
from bot.understand.dialogue.turns import agrees, corrects, endorsed, insists, swaps
from bot.understand.dialogue.wishes import drops
from bot.understand.sayings import split_off
from bot.wording import mend

_OPEN = ("not_done", "in_progress")


def recanted(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """Take back what a text takes back, or ask; nothing if it takes back nothing that is done."""
    if case.chat.is_group or remark.said.forwarded or not access.may(case.known, Wish.REPORT):
        return []
    rest = excepted(remark.words)
    if rest:
        return _excepted(tx, case, rest, remark.tasks)
    return _moved_back(tx, case, remark) or _as_it_is(tx, case, remark)


def _moved_back(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """“Không, việc 1 đúng rồi” right behind a move: the report was of that duty after all."""
    meant = endorsed(remark.words)
    just = mending.just_said(tx, case) if meant else []
    if len(just) != 1:
        return []
    known = _beside(remark.tasks, duties.finished(tx, case))
    named = duties.named(case, meant, known)
    if len(named) != 1 or not _came_from(tx, just[0][0], named[0]):
        return []
    return mending.move(tx, case, just[0][0], named) or []


def _came_from(tx: Tx, kept: Kept, task: Task) -> bool:
    """Whether the same words had been recorded of a duty, and were taken back from there."""
    history = replies.of_assignment(tx, task.plan, task.duty)
    gone = [replies.get(tx, reply.cancels) for reply in history if reply.cancels is not None]
    return kept.words is not None and any(
        each.words == kept.words and each.person == kept.person for each in gone if each
    )


def _excepted(tx: Tx, case: Case, rest: str, tasks: Sequence[Task]) -> list[Response]:
    """“Trừ việc 2 nhé”: of what was just reported that is no more; of older reports it is asked."""
    just = {
        duties.as_task(tx, case, *spot).n: (kept, spot)
        for kept, spot in mending.just_said(tx, case)
    }
    told = duties.by_keys(tx, case, [(k.plan, k.key) for k, _ in just.values()], finished=None)
    head, left = remainder(rest)
    kept = {task.n for task in duties.named(case, head, told)} if left else set()
    if kept and understand(duties.utterance(case, left, told, last="free")).intent == "not_done":
        wrong = [(*spot, kept_) for n, (kept_, spot) in just.items() if n not in kept]
        return undoing.taken_back(tx, case, wrong) if wrong else []
    known = _beside(told, _beside(tasks, duties.finished(tx, case)))
    reading = understand(duties.utterance(case, rest, known, last="free"))
    named = [] if reading.per_task else duties.named(case, rest, known)
    spots = [(*just[task.n][1], just[task.n][0]) for task in named if task.n in just]
    if len(spots) == len(named):
        return undoing.taken_back(tx, case, spots) if spots else []
    return _ask(tx, case, named) if all(task.standing.done for task in named) else []


def _as_it_is(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    words = remark.words
    wrong, first = misreported(words), split_off(words)[0]
    if not (wrong or owns_up(words) or corrects(first)):
        return []
    known = _beside(remark.tasks, duties.finished(tx, case))
    named = duties.named(case, words, known)
    if named:
        return _of_named(tx, case, words, known, named, asks=wrong)
    if not wrong and (not corrects(first) or mending.just_said(tx, case)):
        return []
    return _of_last(tx, case, remark, alone=wrong or not remark.tasks)


def _of_named(
    tx: Tx, case: Case, words: str, known: Sequence[Task], named: Sequence[Task], *, asks: bool
) -> list[Response]:
    """Record how the duties named stand; of a done one that is not said to be open, it is asked."""
    done = [task for task in named if task.standing.done]
    if not done:
        return []
    reading = _read(case, words, named if len(named) == 1 else known, named)
    told = dict(reading.per_task)
    reopened = [task for task in done if told.get(task.n) in _OPEN]
    left = [task for task in done if task not in reopened]
    if not reopened and not asks:
        return []
    certain = [t for t in named if t in reopened or (not t.standing.done and t.n in told)]
    found = recording.reported(tx, case, words, reading, certain) if certain else []
    return [*found, *(_ask(tx, case, left) if left and asks else [])]


def _of_last(tx: Tx, case: Case, remark: Remark, *, alone: bool) -> list[Response]:
    """The same where no duty is named: it is of what this person called done last.

    `alone`: if that is a single one, it is certain.
    """
    last = reported_last(tx, case)
    if not last:
        return []
    words = remark.words
    reading = _read(case, words, last, last)
    opened = {n for n, intent in reading.per_task if intent in _OPEN}
    if alone and len(last) == 1 and opened:
        return recording.reported(tx, case, words, reading, last)
    if reading.intent in _OPEN:
        return which.ask(tx, case, words, reading, remark.tasks, done=last)
    return _ask(tx, case, last) if misreported(words) else []


def reported_last(tx: Tx, case: Case) -> list[Task]:
    """The duties that this person's last report called done, and that are so still."""
    said = mending.last_said(tx, case)
    return [task for _, spot in said if (task := duties.as_task(tx, case, *spot)).standing.done]


def _read(case: Case, words: str, known: Sequence[Task], named: Sequence[Task]) -> Reading:
    """A text as read of these duties, of the only one `named` wherever it says nothing else."""
    quoted = named[0].n if len(named) == 1 else None
    return understand(duties.utterance(case, words, known, quoted, last="free"))


def _ask(tx: Tx, case: Case, tasks: Sequence[Task]) -> list[Response]:
    return mending.ask(tx, case, [t.standing.reply.id for t in tasks if t.standing.reply])


def _beside(tasks: Sequence[Task], others: Sequence[Task]) -> list[Task]:
    taken = {task.n for task in tasks}
    return [*tasks, *(task for task in others if task.n not in taken)]


def mistaken(tx: Tx, case: Case, words: str, tasks: Sequence[Task]) -> list[Response]:
    """“Em nhầm, chưa xong ạ”: of what this person has just said, whatever else is open.

    Where it does not say how that stands, it is asked what is wrong, and nothing is recorded.
    """
    first, rest = split_off(words)
    if not rest or not corrects(first):
        return []
    just = mending.just_said(tx, case)
    told = [duties.as_task(tx, case, *spot) for _, spot in just]
    if not told:
        return []
    own = {task.n for task in told}
    others = [task for task in [*tasks, *duties.finished(tx, case)] if task.n not in own]
    known = [*told, *others]
    quoted = told[0].n if len(told) == 1 else None
    reading = understand(duties.utterance(case, rest, known, quoted, last="free"))
    if reading.per_task and own.issuperset(n for n, _ in reading.per_task):
        return recording.reported(tx, case, words, reading, told)
    if reading.per_task:
        return [] if resumes(first) else _of_others(tx, case, words, reading, just, known)
    asked = questions.opened(tx, case.chat, case.known.id, case.now, Asks.MEND)
    if asked and len(just) == 1:
        moved = mending.instead(tx, case, just[0][0], rest, reading, others)
        if moved:
            return moved
    return mending.ask(tx, case, [kept.reply.id for kept, _ in just])


def _of_others(
    tx: Tx,
    case: Case,
    words: str,
    reading: Reading,
    just: Sequence[Reported],
    known: Sequence[Task],
) -> list[Response]:
    """“K phải, việc 3 mới xong”: the report was of that duty, if it says the same of that one.

    Else, and of several reports, what is said is recorded, and it is asked what was wrong.
    """
    told = dict(reading.per_task)
    left = [kept for kept, spot in just if duties.as_task(tx, case, *spot).n not in told]
    meant = [task for task in known if task.n in told]
    same = [str(kept.reply.answer) for kept in left] == [*{*told.values()}]
    if len(just) == len(left) == 1 and same and swaps(words):
        return mending.move(tx, case, left[0], meant) or []
    certain = [task for task in meant if not task.standing.done or told[task.n] != "done"]
    recorded = recording.reported(tx, case, words, reading, certain)
    return [*recorded, *(mending.ask(tx, case, [kept.reply.id for kept in left]) if left else [])]


def doubted(tx: Tx, case: Case, words: str) -> list[Response]:
    """The same where nothing else is clear: “nhầm sang việc 4” speaks of what was just said."""
    if found := _dropped(tx, case, words):
        return found
    if not insists(words) and not halts(words) and not mending.objects(words):
        return []
    just = mending.just_said(tx, case)
    return mending.ask(tx, case, [kept.reply.id for kept, _ in just]) if just else []


def _dropped(tx: Tx, case: Case, words: str) -> list[Response]:
    """“Hủy” right behind a report may mean that, or the work: nothing is, how to is said."""
    just = mending.just_said(tx, case) if drops(words) else []
    told = [duties.as_task(tx, case, *spot) for _, spot in just]
    if not told:
        return []
    young = all(kept.reply.at >= case.now - report.UNDO_WITHIN for kept, _ in just)
    shown = [(task.n, task.standing) for task in told]
    return [Say(case.chat, mend.how_to_take_back(shown, young=young), case.known.id)]


def late(tx: Tx, case: Case, words: str) -> list[Response]:
    """“Sửa” when nobody waits for it any more: how to put right what was reported last."""
    if agrees(words) is not False or case.chat.is_group or not access.may(case.known, Wish.REPORT):
        return []
    just = mending.just_said(tx, case)
    if just:
        return mending.ask(tx, case, [kept.reply.id for kept, _ in just])
    last = mending.last_said(tx, case)
    told = [duties.as_task(tx, case, *spot) for _, spot in last]
    said = max((kept.reply.at for kept, _ in last), default=None)
    plan = told[0].plan if told else case.desk.plans.first
    message = mend.too_late(plan, said, [(task.n, task.standing) for task in told])
    return [duties.listed(tx, case, told, message)]
