"""“1 xong rồi … à mà việc 1 còn thiếu chữ ký”: a duty said to be done, and again that it is not.

Pure. A duty named once (“1 xong nhưng còn thiếu chữ ký”) is told of in one breath, and is none.
"""

from collections.abc import Iterator, Sequence

from bot.understand.clauses import cut
from bot.understand.reading import understand
from bot.understand.scene import lay_out
from bot.understand.statements import Statement
from bot.understand.succession import statements
from bot.understand.values import Utterance


def contradicted(said: Utterance) -> frozenset[int]:
    """The open tasks that a text names twice, as done and as not done, and that are not closed."""
    closed = {n for n, intent in understand(said).per_task if intent == "done"}
    scene = lay_out(said)
    told = list(_tellings(statements(said, scene, cut(scene))))
    done = {n for numbers, says in told if "done" in says and not says & _OPEN for n in numbers}
    open_ = {n for numbers, says in told if says & _OPEN for n in numbers}
    return frozenset(done & open_ - closed).intersection(scene.open_numbers)


_OPEN = frozenset({"not_done", "in_progress", "block"})


def _tellings(said: Sequence[Statement]) -> Iterator[tuple[Sequence[int], set[str | None]]]:
    """The numbers that a text names, each time with what is said from there to the next."""
    numbers: Sequence[int] = ()
    says: set[str | None] = set()
    for each in said:
        if each.numbered and each.tasks:
            yield numbers, says
            numbers, says = each.tasks, set()
        says.add(each.says)
    yield numbers, says
