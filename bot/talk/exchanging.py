"""“Không phải việc 2 mà việc 3”, “à việc 3 cơ”: what was reported of one duty is moved to another.

Only what this person reported and is still in force; all else is said or asked, and stays.
"""

from collections.abc import Sequence
from datetime import date

from bot.case import Case
from bot.duties import report
from bot.responses import Response, Say
from bot.store import questions, replies
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.store.replies import Kept
from bot.talk import duties, extending, mending
from bot.talk.duties import Task
from bot.understand.dialogue.exchanges import exchange, rather, says_wrong
from bot.wording import heard, mend
from schedules.progress import Answer


def exchanged(tx: Tx, case: Case, words: str, tasks: Sequence[Task]) -> list[Response]:
    """“Không phải việc 2 mà việc 3”: what this person reported of one duty was of another."""
    swap = exchange(words)
    if swap is None:
        return _rather(tx, case, words, tasks)
    told = _reported_on(tx, case, swap.said)
    if told is None:
        return [Say(case.chat, mend.nothing_to_move(swap.said, swap.meant), case.known.id)]
    kept, before = told
    if swap.done and kept.reply.answer is not Answer.DONE:
        return mending.ask(
            tx, case, [kept.reply.id]
        )  # what is said of the one was not said of the other
    return _moved(tx, case, kept, before, swap.meant, tasks)


def _rather(tx: Tx, case: Case, words: str, tasks: Sequence[Task]) -> list[Response]:
    """“À việc 2 cơ” where it is asked why a duty is not done: that was said of the other one.

    So it is with a wish for more time that lacks something. Of several duties that were reported
    together it is asked which is wrong.
    """
    meant = rather(words)
    asked = questions.opened(tx, case.chat, case.known.id, case.now, most=1) if meant else []
    if meant is None:
        return []
    if not asked or asked[0].kind in _BESIDE_A_REPORT:
        return _of_open(tx, case, meant, tasks) if says_wrong(words) else []
    if asked[0].kind is Asks.TERM:
        return _wished(tx, case, asked[0], meant, words, tasks)
    if asked[0].kind is not Asks.REASON:
        return []
    just = [(kept, duties.as_task(tx, case, *spot)) for kept, spot in mending.just_said(tx, case)]
    if asked[0].facts["reply"] not in {kept.reply.id for kept, _ in just}:
        return []
    if len(just) > 1 or just[0][1].n == meant:
        return mending.ask(tx, case, [kept.reply.id for kept, _ in just])
    return _moved(tx, case, *just[0], meant, tasks)


_BESIDE_A_REPORT = (Asks.RIGHT, Asks.EVIDENCE, Asks.EXHIBITS)
"""Questions that stand below a report and are not answered by a number."""


def _of_open(tx: Tx, case: Case, meant: int, tasks: Sequence[Task]) -> list[Response]:
    """“Nhầm, việc 3” behind “việc 2 chưa xong, chờ đài”: that was said of the other one.

    Nothing of what was called done: it is taken back, and asked whether the other one is.
    """
    just = [(kept, duties.as_task(tx, case, *spot)) for kept, spot in mending.just_said(tx, case)]
    if not just or any(kept.reply.answer is Answer.DONE for kept, _ in just):
        return []
    if len(just) > 1 or just[0][1].n == meant:
        return mending.ask(tx, case, [kept.reply.id for kept, _ in just])
    return _moved(tx, case, *just[0], meant, tasks)


def _wished(
    tx: Tx, case: Case, asked: Question, meant: int, words: str, tasks: Sequence[Task]
) -> list[Response]:
    """A wish that lacks its day or its reason was for the duty of another number."""
    facts = asked.facts
    own = duties.by_keys(tx, case, [(plan, (a, unit)) for plan, a, unit in facts["tasks"]])
    other = [task for task in tasks if task.n == meant]
    if len(own) != 1 or not other or own == other or facts.get("set_aside"):
        return []
    extending.superseded(tx, case, own)
    wanted = date.fromisoformat(facts["wanted"]) if facts["wanted"] else None
    said = f"{facts['words']}; {words}"
    return extending.wished(tx, case, other, wanted, facts["reason"], said)


def _moved(
    tx: Tx, case: Case, kept: Kept, before: Task, meant: int, tasks: Sequence[Task]
) -> list[Response]:
    """Move an answer to the duty of a number; where none bears it, that is said."""
    others = [*tasks, *([] if case.chat.is_group else duties.finished(tx, case))]
    other = next((task for task in others if task.n == meant), None)
    if other is None:
        opened = [(task.n, task.standing) for task in tasks]
        message = heard.no_such(before.plan, [meant], [], opened, alone=True)
        return [duties.listed(tx, case, tasks, message)]
    return mending.move(tx, case, kept, [other]) or []


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
