"""A text reports on a number that no open duty bears: said, with what does bear one, or is done."""

from collections.abc import Sequence

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.choices.menus import number
from bot.responses import Response
from bot.store.memory import Tx
from bot.talk import duties
from bot.talk.duties import Task
from bot.talk.remarks import Remark
from bot.understand import understand
from bot.wording import heard


def no_such(tx: Tx, case: Case, remark: Remark, *, alone: bool = True) -> list[Response]:
    """Say that no open duty bears a number that a text reports on, or that is all it says.

    Nothing if all of them do.
    """
    tasks, words = remark.tasks, remark.words
    unknown = duties.unknown(case, words, tasks, remark.reading) or _bare(words, tasks)
    if case.chat.is_group and not tasks:
        return []  # what is open is not known here before it has been listed
    if not unknown or not access.may(case.known, Wish.REPORT):
        return []
    known = [] if case.chat.is_group else duties.finished(tx, case)
    finished = [(t.n, t.standing) for t in known if t.n in unknown]
    told = dict(understand(duties.utterance(case, words, [*tasks, *known], last="free")).per_task)
    doubted = [n for n, _ in finished if told.get(n, "done") != "done"]
    missing = sorted(unknown - {n for n, _ in finished})
    opened = [(t.n, t.standing) for t in tasks]
    message = heard.no_such(
        case.desk.plans.first, missing, finished, opened, alone=alone, doubted=doubted
    )
    again = heard.as_above(message) if alone and tasks else None
    return [duties.listed(tx, case, tasks if alone else [], message, again)]


def _bare(words: str, tasks: Sequence[Task]) -> frozenset[int]:
    """The number that is all of a text, if none of these duties bears it."""
    n = number(words)
    return frozenset() if n is None or n in {task.n for task in tasks} else frozenset({n})
