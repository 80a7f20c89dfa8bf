"""Links and documents' numbers of a text about several duties: each belongs to one of them.

That is the duty which is named last before it; the one behind it where a text begins with what it
shows: “https://… của việc 1, https://… của việc 2”. What stands by itself shows no duty that is
said not to be done, where another is: “1 xong, 2 chưa, link https://…”.
"""

import re
from collections.abc import Sequence

from bot.case import Case
from bot.talk import duties
from bot.talk.duties import Task
from bot.understand import Reading, understand
from bot.understand.evidence.citing import Reference, around_references, only_presents, references

_CLAUSE = re.compile(r"[;\n]|,(?!\s*\d)")
"""What ends a clause; “1, 2” names two duties together."""

_SENTENCE = re.compile(r"[;\n]|[,.](?!\S)")
"""What ends a clause before evidence; “2.2.1” is one word."""

_OPEN = ("not_done", "extension_request")

Belonging = tuple[Reference, Sequence[Task]]


def of(
    case: Case, words: str, tasks: Sequence[Task], reading: Reading | None = None
) -> list[Belonging]:
    """What a text cites, each with the duties that it is told of; with none if that is not said.

    Where fewer than two duties are named, nothing is to be told apart. `reading`: what the text
    says of them.
    """
    cited, around = references(words), around_references(words)
    named = [duties.named(case, piece, tasks) for piece in around]
    if len({task.n for each in named for task in each}) < 2:
        return [(reference, ()) for reference in cited]
    apart = len(cited) > 1
    leads = not named[0] and bool(named[-1])
    first = [_group(case, *each, at=0, apart=apart) for each in zip(around, named, strict=True)]
    last = [_group(case, *each, at=-1, apart=apart) for each in zip(around, named, strict=True)]
    found = [_nearest(first[place:], last[:place], leads=leads) for place in range(1, len(around))]
    done = _done(reading, tasks, leads=leads) if reading else ()
    return [
        (reference, done if done and _alone(piece) and _undone(reading, owners) else owners)
        for reference, piece, owners in zip(cited, around[:-1], found, strict=True)
    ]


def _alone(before: str) -> bool:
    """Whether nothing but words that hand evidence over stands before it in its own clause."""
    *others, clause = _SENTENCE.split(before)
    return bool(others) and only_presents(clause)


def _undone(reading: Reading | None, owners: Sequence[Task]) -> bool:
    states = dict(reading.per_task) if reading else {}
    return bool(owners) and all(states.get(task.n) in _OPEN for task in owners)


def _done(reading: Reading, tasks: Sequence[Task], *, leads: bool) -> Sequence[Task]:
    """The duties that a text says are done; those told last, or first where evidence `leads`."""
    told = [part.tasks for part in reading.parts if part.intent == "done" and part.tasks]
    wanted = (told[0] if leads else told[-1]) if told else ()
    states = dict(reading.per_task)
    return [task for task in tasks if task.n in wanted and states.get(task.n) == "done"]


def _nearest(
    behind: Sequence[Sequence[Task]], before: Sequence[Sequence[Task]], *, leads: bool
) -> Sequence[Task]:
    following = next((each for each in behind if each), ())
    preceding = next((each for each in reversed(before) if each), ())
    return (following or preceding) if leads else (preceding or following)


def _group(
    case: Case, piece: str, named: Sequence[Task], *, at: int, apart: bool
) -> Sequence[Task]:
    """The first or last of the duties that a piece of a text names; several if named together."""
    if len(named) < 2:
        return named
    numbers = {task.n for task in named}
    parts = understand(duties.utterance(case, piece, named, last="free")).parts
    told = [set(part.tasks) for part in parts if part.tasks]
    if set().union(*told) == numbers:
        return [task for task in named if task.n in told[at]]
    if not apart:
        return named
    clauses = [duties.named(case, clause, named) for clause in _CLAUSE.split(piece)]
    return [each for each in clauses if each][at] if any(clauses) else named
