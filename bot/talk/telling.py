"""“Việc 2 là việc gì?”, “hạn của việc 2 là hôm nào?”: who leads a duty is told all of it.

What is asked about no duty that is certain, or about many, is answered by the list of all.
"""

from bot import access
from bot.access import Wish
from bot.board import inquiry
from bot.case import Case
from bot.responses import Response
from bot.store import boards, deliveries
from bot.store.memory import Tx
from bot.talk import duties
from bot.talk.duties import Task
from bot.talk.remarks import Remark
from bot.understand.dialogue.turns import asks_of_deadline, asks_what_it_is, asks_whose
from bot.understand.dialogue.wishes import speaks_of_wish
from bot.wording import in_full
from schedules.progress import Standing

MOST = 2
"""Duties that are told in full at once."""


def asked(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """The duties that a text asks about, in full; nothing where it asks about something else.

    Nor to leadership, whose questions are about the board.
    """
    words = remark.words
    whose, until = asks_whose(words), asks_of_deadline(words)
    reports = access.may(case.known, Wish.REPORT) and not access.may(case.known, Wish.BOARD)
    asks = whose or remark.reading.intent == "question_status"
    if case.chat.is_group or not reports or not asks:
        return []
    if not (whose or until or asks_what_it_is(words)):
        return []
    meant = _named(tx, case, remark)
    if not meant and (whose or until):
        meant = _wished_for(tx, case, remark) or _here(tx, case, remark)
    if not 0 < len(meant) <= MOST:
        return inquiry.own_work(tx, case) if whose or until else []
    shown = [(task.n, _with_its_wish(tx, case, task)) for task in meant]
    return [duties.listed(tx, case, meant, in_full.duties(meant[0].plan, shown, case.now))]


def _with_its_wish(tx: Tx, case: Case, task: Task) -> Standing:
    """How a duty stands, with the wish for more time that waits."""
    board = boards.read(tx, task.plan, case.now)
    found = (each for each in board.standings if each.assignment.key == task.duty.key)
    return next(found, task.standing)


def _named(tx: Tx, case: Case, remark: Remark) -> list[Task]:
    """The duties that a text names by number, else by their titles, be they shown before or not."""
    taken = {task.n for task in remark.tasks}
    known = [*remark.tasks, *(t for t in duties.finished(tx, case) if t.n not in taken)]
    keys = {(task.plan.id, task.duty.key) for task in known}
    more = [t for t in duties.all_open(tx, case) if (t.plan.id, t.duty.key) not in keys]
    known += [task for task in more if task.n not in {each.n for each in known}]
    named = duties.named(case, remark.words, known)
    numbered = [task for task in named if task.n in duties.figures(remark.words)]
    return numbered or named


def _wished_for(tx: Tx, case: Case, remark: Remark) -> list[Task]:
    """The duties with a wish that waits, where a text speaks of one: “sếp duyệt lùi hạn chưa”."""
    tasks = remark.tasks if speaks_of_wish(remark.words) else []
    return [task for task in tasks if _with_its_wish(tx, case, task).wish]


def _here(tx: Tx, case: Case, remark: Remark) -> list[Task]:
    """The duty that a text replied to, else the one that was shown last, or the only one."""
    last = deliveries.last(tx, case.chat)
    shown = {(item.plan, item.duty) for item in last.items} if last else set()
    quoted = [task for task in remark.tasks if task.n == remark.quoted]
    above = [t for t in remark.tasks if shown == {(t.plan.id, t.duty.key)}]
    return quoted or above or (list(remark.tasks) if len(remark.tasks) == 1 else [])
