"""“1 và 3 xong” where 1 is done already: what a text says of open duties, and of done ones.

A done duty is meant for certain by its number alone; what has only the words of its title, and none
of the open duty's, is asked about.
"""

from dataclasses import replace

from bot.case import Case
from bot.responses import Response, Say
from bot.store.memory import Tx
from bot.talk import duties, enclosures, recording
from bot.talk.duties import Task
from bot.talk.remarks import Remark
from bot.understand import Reading, understand
from bot.wording import heard


def beside(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """Record what a text says of open duties and of done ones by their numbers.

    “Not done” reopens a done duty; “done” is acknowledged as known. Nothing where the text speaks
    of no done duty, or says nothing beside it that can be recorded.
    """
    known = [*remark.tasks, *_numbered(tx, case, remark)]
    if len(known) == len(remark.tasks) or remark.said.forwarded:
        return []
    wider = replace(remark, reading=_read(case, remark, known), tasks=known)
    told = [task for task in known if task.n in wider.states]
    again = [t for t in told if t.standing.done and wider.states[t.n] == "not_done"]
    left = [t for t in told if t.standing.done and t not in again]
    recorded = [t for t in told if t not in left]
    if not recorded or not (again or left):
        return []
    if duties.unseen(tx, case, remark.said, wider.reading, remark.tasks):
        return []
    found = recording.reported(tx, case, remark.words, wider.reading, recorded)
    found += enclosures.claimed(tx, case, replace(wider, tasks=recorded))
    return [*found, *_left(case, wider, left)]


def by_title(tx: Tx, case: Case, remark: Remark) -> Task | None:
    """The done duty whose title a text has words of, where it names the one open duty in no way.

    “Đã treo 2/3 băng rôn” is hardly news of what happens to be left, “Giới thiệu thành tựu”.
    """
    if len(remark.tasks) != 1 or remark.quoted is not None or case.chat.is_group:
        return None
    named = duties.named(case, remark.words, [*remark.tasks, *duties.finished(tx, case)])
    return named[0] if len(named) == 1 and named[0].standing.done else None


def _numbered(tx: Tx, case: Case, remark: Remark) -> list[Task]:
    """The done duties whose numbers stand in a text and mean none of the open ones."""
    if case.chat.is_group or duties.replied_to(tx, case, remark.said):
        return []
    figures = duties.figures(remark.words) - {task.n for task in remark.tasks}
    return [task for task in duties.finished(tx, case) if task.n in figures] if figures else []


def _read(case: Case, remark: Remark, known: list[Task]) -> Reading:
    """How a text reads beside done duties, if that still says what it says without them."""
    last = duties.last_said(remark.tasks, case.now)
    for kind in ("free", last):
        said = duties.utterance(case, remark.words, known, remark.quoted, last=kind)
        reading = understand(said)
        if reading.per_task and set(remark.reading.per_task) <= set(reading.per_task):
            return reading
    return remark.reading


def _left(case: Case, remark: Remark, done: list[Task]) -> list[Response]:
    """What is said of done duties that stay as they are: told done again, or what they are not."""
    known = [(t.n, t.standing) for t in done if remark.states[t.n] == "done"]
    other = [(t.n, t.standing) for t in done if remark.states[t.n] != "done"]
    plan, found = case.desk.plans.first, []
    if known:
        found.append(heard.known_done(plan, known))
    if other:
        found.append(heard.no_such(plan, [], other, [], alone=False))
    return [Say(case.chat, message, case.known.id) for message in found]
