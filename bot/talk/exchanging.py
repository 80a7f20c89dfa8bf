"""“Không phải việc 2 mà việc 3”: what was reported of one duty is moved to another.

Only what this person reported and is still in force; all else is said or asked, and stays.
"""

from collections.abc import Sequence

from bot.case import Case
from bot.duties import report
from bot.responses import Response, Say
from bot.store import questions, replies
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.store.replies import Kept
from bot.talk import duties, mending
from bot.talk.duties import Task
from bot.understand import exchange
from bot.wording import heard, mend
from schedules.progress import Answer


def exchanged(tx: Tx, case: Case, words: str, tasks: Sequence[Task]) -> list[Response]:
    """“Không phải việc 2 mà việc 3”: what this person reported of one duty was of another."""
    swap = exchange(words)
    if swap is None:
        return []
    told = _reported_on(tx, case, swap.said)
    if told is None:
        return [Say(case.chat, mend.nothing_to_move(swap.said, swap.meant), case.known.id)]
    kept, before = told
    if swap.done and kept.reply.answer is not Answer.DONE:
        return mending.ask(
            tx, case, [kept.reply.id]
        )  # what is said of the one was not said of the other
    others = [*tasks, *([] if case.chat.is_group else duties.finished(tx, case))]
    meant = next((task for task in others if task.n == swap.meant), None)
    if meant is None:
        opened = [(task.n, task.standing) for task in tasks]
        message = heard.no_such(before.plan, [swap.meant], [], opened, alone=True)
        return [duties.listed(tx, case, tasks, message)]
    return mending.move(tx, case, kept, [meant]) or []


def _reported_on(tx: Tx, case: Case, n: int) -> tuple[Kept, Task] | None:
    """What this person last reported of the duty of a number and still holds."""
    asked = questions.opened(tx, case.chat, case.known.id, case.now, Asks.MEND, Asks.RIGHT)
    ids = [id_ for question in asked for id_ in question.facts["replies"]]
    known = [] if case.chat.is_group else [*duties.all_open(tx, case), *duties.finished(tx, case)]
    ids += [t.standing.reply.id for t in known if t.n == n and t.standing.reply]
    for id_ in ids:
        kept = replies.get(tx, id_)
        spot = report.reportable(case, kept)
        if kept is None or spot is None or kept.person != case.known.id:
            continue
        task = duties.as_task(tx, case, *spot)
        if task.n == n and task.standing.reply and task.standing.reply.id == id_:
            return kept, task
    return None
