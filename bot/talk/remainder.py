"""“Còn lại xong hết” behind “2 chưa xong”: what has just been called open is left out, and named.

So it would be in one message. Said by itself it is not of whatever anybody has called open, nor of
what more time is wished for: those are closed by their numbers only.
"""

from dataclasses import replace

from bot.case import Case
from bot.responses import Response
from bot.store import extensions
from bot.store.memory import Tx
from bot.talk import duties, mending
from bot.talk.duties import Task
from bot.talk.remarks import Remark
from bot.understand import Part, Reading
from bot.understand.dialogue.recanting import beside_the_rest
from bot.wording import mend
from schedules.extensions import Request, undecided
from schedules.progress import Standing, State


def narrowed(tx: Tx, case: Case, remark: Remark) -> tuple[Remark, list[Response]]:
    """A text without what it does not mean by all the rest, and what is said of that."""
    done = [task for task in remark.tasks if remark.states.get(task.n) == "done"]
    said = duties.utterance(case, remark.words, remark.tasks, remark.quoted, last="free")
    named = beside_the_rest(said) if done else None
    if named is None:
        return remark, []
    alone = not named and set(remark.states) == {task.n for task in done}
    left = [task for task in done if task.n not in named and _is_left(tx, case, task, alone=alone)]
    if not left:
        return remark, []
    message = mend.left_out([(task.n, _with_wish(tx, task)) for task in left])
    reading = _without(remark.reading, {task.n for task in left})
    return replace(remark, reading=reading), [duties.listed(tx, case, left, message)]


def _is_left(tx: Tx, case: Case, task: Task, *, alone: bool) -> bool:
    """Whether a duty has been called open, or more time is wished for it.

    Beside news of others only what this person has just said counts.
    """
    reply = task.standing.reply
    called_open = task.standing.state in (State.NOT_DONE, State.IN_PROGRESS)
    if alone and called_open:
        return True
    lately = case.now - mending.LATELY
    if called_open and reply and reply.by == case.known.name and reply.at >= lately:
        return True
    wish = _wish(tx, task)
    return wish is not None and (alone or wish.at >= lately)


def _wish(tx: Tx, task: Task) -> Request | None:
    return undecided(extensions.of_duty(tx, task.plan.id, task.duty.key))


def _with_wish(tx: Tx, task: Task) -> Standing:
    wish = _wish(tx, task)
    return replace(task.standing, wish=wish.wanted if wish else None)


def _without(reading: Reading, left: set[int]) -> Reading:
    parts = [replace(part, tasks=_rest(part, left)) for part in reading.parts]
    return Reading(
        tuple(part for part in parts if part.tasks != ()),
        tuple((n, intent) for n, intent in reading.per_task if n not in left),
    )


def _rest(part: Part, left: set[int]) -> tuple[int, ...] | None:
    return part.tasks and tuple(n for n in part.tasks if n not in left)
