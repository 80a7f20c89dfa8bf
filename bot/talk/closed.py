"""“1 và 3 xong” where 1 is done already: what a text says of open duties, and of done ones.

A done duty is meant for certain by its number alone; what has only the words of its title, and none
of the open duty's, is asked about.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.case import Case
from bot.responses import Response, Say
from bot.store.memory import Tx
from bot.talk import duties, enclosures, extending, recording
from bot.talk.duties import Task
from bot.talk.remarks import Remark
from bot.understand import Reading, understand
from bot.understand.dialogue.recanting import unfinished
from bot.understand.dialogue.turns import names_for_certain
from bot.wording import heard


def beside(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """Record what a text says of open duties and of done ones by their numbers.

    “Not done” or “done tomorrow” reopens a done duty; “done” is acknowledged as known. Nothing
    where the text speaks of no done duty, or says nothing beside it that can be recorded.
    """
    known = [*remark.tasks, *_numbered(tx, case, remark)]
    if len(known) == len(remark.tasks) or remark.said.forwarded:
        return []
    wider = replace(remark, reading=_read(case, remark, known), tasks=known)
    told = [task for task in known if task.n in wider.states]
    later = unfinished(duties.utterance(case, remark.words, known, remark.quoted, last="free"))
    denied = {n for n, intent in wider.states.items() if intent == "not_done"} | later
    again = [t for t in told if t.standing.done and t.n in denied]
    left = [t for t in told if t.standing.done and t not in again]
    recorded = [t for t in told if t not in left]
    if not recorded or not (again or left):
        return []
    if duties.unseen(tx, case, remark.said, wider.reading, remark.tasks):
        return []
    found = recording.reported(tx, case, remark.words, wider.reading, recorded)
    found += enclosures.claimed(tx, case, replace(wider, tasks=recorded))
    return [*found, *_left(case, wider, left)]


def taken_back(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """A done duty said to be not done after all: recorded, as the receipt of “done” promises.

    So is one that will be done later, or of which a share is. What the text says of open duties
    beside it is recorded, too.
    """
    if remark.reading.intent not in ("not_understood", "not_done"):
        return []
    finished = duties.finished_here(tx, case)
    known = [*remark.tasks, *finished]
    uttered = duties.utterance(case, remark.words, known, last="free")
    again = understand(uttered)
    wanted = {n for n, intent in again.per_task if intent == "not_done"} | unfinished(uttered)
    if not wanted or not wanted <= {task.n for task in finished}:
        return []
    return recording.reported(tx, case, remark.words, again, known)


def needless(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """More time wished for done duties alone, by number or by name: they need none."""
    finished = [] if case.chat.is_group or remark.said.forwarded else duties.finished(tx, case)
    if not finished or remark.quoted is not None:
        return []
    known = [*remark.tasks, *finished]
    told = understand(duties.utterance(case, remark.words, known, last="free")).per_task
    done = [task for task in finished if (task.n, "extension_request") in told]
    return [extending.needless(case, done)] if done and len(done) == len(told) else []


def by_title(tx: Tx, case: Case, remark: Remark) -> tuple[list[Task], list[Task]]:
    """The done duties whose titles a text has words of, and the open ones that it may mean.

    “Đã treo 2/3 băng rôn” is hardly news of what happens to be left, “Giới thiệu thành tựu”; and
    what fits a done duty as well as an open one may be of either. A number leaves no doubt.
    """
    own = {task.n for task in remark.tasks if task.n in remark.states}
    if remark.quoted is not None or case.chat.is_group or _by_number(case, remark, own):
        return [], []
    taken = {task.n for task in remark.tasks}
    done = [task for task in duties.finished(tx, case) if task.n not in taken]
    if not remark.tasks:
        return _unfinished(case, remark, done), []
    named = duties.named(case, remark.words, remark.tasks)
    fits = [task for task in done if _fits(case, remark, named, task)]
    opened = [task for task in named or remark.tasks if not own or task.n in own]
    return (fits, opened) if fits else ([], [])


def may_picture(tx: Tx, case: Case, remark: Remark) -> bool:
    """Whether a caption, which says no more than what goes on, may be of a done duty as well.

    “Hội thảo đang diễn ra”: whose the picture is will be asked, and that alone.
    """
    parts, states = remark.reading.parts, set(remark.states.values())
    more = any((part.percent, part.reason) != (None, None) for part in parts)
    return states == {"in_progress"} and not more and bool(by_title(tx, case, remark)[0])


def _unfinished(case: Case, remark: Remark, done: Sequence[Task]) -> list[Task]:
    """The done duties that a text names, where none is open, and does not call done again."""
    said = duties.utterance(case, remark.words, done, last=duties.last_said(done, case.now))
    told = dict(understand(said).per_task)
    named = duties.named(case, remark.words, done)
    return [task for task in named if told.get(task.n) != "done"]


def _by_number(case: Case, remark: Remark, own: set[int]) -> bool:
    """Whether these duties are named by their numbers, and not by words beside a count."""
    past = 1 + max((task.n for task in remark.tasks), default=0)
    renumbered = [replace(task, n=task.n + past) for task in remark.tasks]
    titled = {task.n - past for task in duties.named(case, remark.words, renumbered)}
    return bool(own & duties.figures(remark.words)) and not own & titled


def _fits(case: Case, remark: Remark, named: Sequence[Task], done: Task) -> bool:
    """Whether a text may be of a done duty, beside or instead of the open ones that it names.

    Told done again beside what it says of those, it is known.
    """
    known = [*remark.tasks, done]
    beside = {task.n for task in duties.named(case, remark.words, known)}
    if done.n not in beside:
        return bool(named) and not {task.n for task in named} <= beside
    last = duties.last_said(remark.tasks, case.now)
    told = understand(duties.utterance(case, remark.words, known, last=last)).per_task
    return dict(told).get(done.n) != "done" or not set(remark.reading.per_task) <= set(told)


def _numbered(tx: Tx, case: Case, remark: Remark) -> list[Task]:
    """The done duties whose numbers stand in a text and mean none of the open ones."""
    if case.chat.is_group or duties.replied_to(tx, case, remark.said):
        return []
    figures = duties.figures(remark.words) - {task.n for task in remark.tasks}
    if not figures:
        return []
    finished = duties.finished(tx, case)
    said = duties.utterance(case, remark.words, [*remark.tasks, *finished], last="free")
    meant = figures & names_for_certain(said)
    return [task for task in finished if task.n in meant]


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
