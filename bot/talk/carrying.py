"""What is said right behind: of the numbers just named, or of what was just reported.

“3 4”, and then “chưa xong”; “việc 2 chưa xong vì chờ đài”, and then “được 70%”, “mai xong”; “2, 3
chưa xong”, asked why, and then “cả hai chờ kinh phí”. Only while nothing else was said or listed.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.duties import report
from bot.responses import Response
from bot.store import arrivals, heard, questions
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.talk import duties, mending, recording
from bot.talk.duties import Task
from bot.talk.remarks import Remark
from bot.understand import Reading, understand
from bot.understand.dialogue.exchanges import only_numbers
from bot.understand.dialogue.explaining import of_all_told
from bot.understand.dialogue.no_reason import hinders, puts_off
from bot.understand.dialogue.turns import because
from schedules.progress import Answer, State

_ANSWERED_ELSEWISE = (
    *(Asks.REASON, Asks.WHICH, Asks.PERCENT, Asks.WITHDRAW, Asks.TERM, Asks.OPINION, Asks.MEND),
    *(Asks.FILES, Asks.PIECE, Asks.WHEN, Asks.LEAVE),
)
_OPEN = ("in_progress", "not_done")
_WHOLE = 100


def of_numbers(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """A state behind a text that was nothing but numbers of open duties: it is of those."""
    if not _may_carry(tx, case, remark):
        return []
    if questions.opened(tx, case.chat, case.known.id, case.now, *_ANSWERED_ELSEWISE, most=1):
        return []
    if not heard.since(tx, case.chat, case.now - report.UNDO_WITHIN, before=case.inbox):
        return []
    last = [kept.inbox or 0 for kept, _ in mending.last_said(tx, case)]
    before = heard.words_since(tx, case.chat, max(last, default=0), before=case.inbox, most=1)
    numbers = only_numbers(before[0]) if before else frozenset()
    if len(numbers) < 2 or not numbers <= {task.n for task in remark.tasks}:
        return []
    both = f"{before[0].strip(' .,;:')}: {remark.words}"
    reading = understand(duties.utterance(case, both, remark.tasks, last="free"))
    if {n for n, _ in reading.per_task} != numbers:
        return []
    return recording.reported(tx, case, remark.words, reading, remark.tasks)


def of_report(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """How far, until when or why: of the duties that this person has just called open."""
    if (remark.states and not _is_of_all(remark)) or not _may_carry(tx, case, remark):
        return []
    just = mending.just_said(tx, case)
    told = [duties.as_task(tx, case, *spot) for _, spot in just]
    stands = [
        task.standing.reply is not None and task.standing.reply.id == kept.reply.id
        for task, (kept, _) in zip(told, just, strict=True)
    ]
    if not told or not all(stands) or any(task.standing.done for task in told):
        return []
    last = max(kept.inbox or 0 for kept, _ in just)
    if heard.words_since(tx, case.chat, last, before=case.inbox, most=1):
        return []
    if arrivals.listed_since(tx, case.chat, max(kept.reply.at for kept, _ in just)):
        return []
    return _further(tx, case, remark, told) or _why(tx, case, remark.words, told)


def _may_carry(tx: Tx, case: Case, remark: Remark) -> bool:
    said, words = remark.said, remark.words
    if case.chat.is_group or said.forwarded or said.attachments or "?" in words:
        return False
    if not access.may(case.known, Wish.REPORT) or duties.replied_to(tx, case, said):
        return False
    named = duties.named(case, words, remark.tasks)
    return bool(remark.tasks) and (not named or _is_of_all(remark))


def _is_of_all(remark: Remark) -> bool:
    """Whether it is read of whatever is open, by “đều” alone: “đều chờ kinh phí ạ”."""
    all_ = {task.n for task in remark.tasks}
    led_in = of_all_told(remark.words) != remark.words
    return led_in and set(remark.states) == all_ and not {*remark.states.values()} - {*_OPEN}


def _further(tx: Tx, case: Case, remark: Remark, told: Sequence[Task]) -> list[Response]:
    """“Được 70%”, “mai xong” behind the report of one duty."""
    if len(told) > 1:
        return []
    [task] = told
    reading = understand(duties.utterance(case, remark.words, told, task.n, last="free"))
    part = reading.parts[0]
    shared = part.percent is not None and part.percent < _WHOLE
    if len(reading.parts) > 1 or part.intent != "in_progress" or part.reason:
        return []
    if not shared and part.new_date is None:
        return []
    of_it = Reading((replace(part, tasks=(task.n,)),), ((task.n, "in_progress"),))
    return recording.reported(tx, case, remark.words, of_it, told)


def _why(tx: Tx, case: Case, words: str, told: Sequence[Task]) -> list[Response]:
    """One reason for several duties that were reported together without any."""
    lacking = [
        task
        for task in told
        if task.standing.state is State.NOT_DONE
        and not (task.standing.reply and task.standing.reply.reason)
    ]
    reason = of_all_told(words)
    if len(lacking) < 2 or puts_off(words) or not reason:
        return []
    reading = understand(duties.utterance(case, reason, (), last="ask_reason"))
    sure = hinders(reason) or because(reason)
    if len(reading.parts) > 1 or not sure or not duties.explains(reason, reading, None):
        return []
    recorded = [
        (
            task.n,
            (
                task.plan,
                report.note(
                    tx, case, task.plan, task.duty, Answer.NOT_DONE, reason=reason, words=words
                ),
            ),
        )
        for task in lacking
    ]
    return [recording.said_back(tx, case, lacking[0].plan, recorded)]
