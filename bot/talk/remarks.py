"""What somebody typed or sent, as read beside the duties that it may be about."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.case import Case
from bot.messages import Said
from bot.store.memory import Tx
from bot.talk import duties
from bot.talk.duties import Task
from bot.understand import Reading, understand


@dataclass(frozen=True, slots=True)
class Remark:
    """A message, its reading, the open duties by number, and the one that it replied to."""

    said: Said
    reading: Reading
    tasks: Sequence[Task]
    quoted: int | None

    @property
    def words(self) -> str:
        """What was typed."""
        return self.said.text

    @property
    def states(self) -> dict[int, str]:
        """What it says of which duty, by number."""
        return dict(self.reading.per_task)


def read(tx: Tx, case: Case, said: Said, *, asked: bool) -> Remark:
    """A message as it reads where something was `asked` before, or nothing was."""
    tasks, quoted = duties.known(tx, case, said)
    last = "free" if asked else duties.last_said(tasks, case.now)
    reading = understand(duties.utterance(case, said.text, tasks, quoted, last=last))
    return Remark(said, reading, tasks, quoted)
