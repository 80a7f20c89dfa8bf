"""Links and documents' numbers of a text about several duties: each belongs to one of them.

That is the duty which is named last before it; the one behind it where a text begins with what it
shows: “https://… của việc 1, https://… của việc 2”.
"""

import re
from collections.abc import Sequence

from bot.case import Case
from bot.talk import duties
from bot.talk.duties import Task
from bot.understand import Reference, around_references, references, understand

_CLAUSE = re.compile(r"[;\n]|,(?!\s*\d)")
"""What ends a clause; “1, 2” names two duties together."""

Belonging = tuple[Reference, Sequence[Task]]


def of(case: Case, words: str, tasks: Sequence[Task]) -> list[Belonging]:
    """What a text cites, each with the duties that it is told of; with none if that is not said.

    Where fewer than two duties are named, nothing is to be told apart.
    """
    cited, around = references(words), around_references(words)
    named = [duties.named(case, piece, tasks) for piece in around]
    if len({task.n for each in named for task in each}) < 2:
        return [(reference, ()) for reference in cited]
    apart = len(cited) > 1
    leads = not named[0] and bool(named[-1])
    first = [_group(case, *each, at=0, apart=apart) for each in zip(around, named, strict=True)]
    last = [_group(case, *each, at=-1, apart=apart) for each in zip(around, named, strict=True)]
    return [
        (reference, _nearest(first[place:], last[:place], leads=leads))
        for place, reference in enumerate(cited, 1)
    ]


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
