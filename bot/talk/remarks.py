"""What somebody typed or sent, as read beside the duties that it may be about."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.case import Case
from bot.messages import Said
from bot.store.memory import Tx
from bot.talk import duties
from bot.talk.duties import Task
from bot.understand import Part, Reading, understand
from bot.understand.evidence.citing import depicts, pictured, references


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


def read(tx: Tx, case: Case, said: Said, *, asked: str | None = None) -> Remark:
    """A message as it reads where something was `asked` before, of that kind, or nothing was."""
    tasks, quoted = duties.known(tx, case, said)
    last = asked or duties.last_said(tasks, case.now)
    reading = understand(duties.utterance(case, said.text, tasks, quoted, last=last))
    if said.attachments or references(said.text):
        reading = beside_evidence(said.text, reading)
    return Remark(said, reading, tasks, quoted)


def beside_evidence(words: str, reading: Reading) -> Reading:
    """How words beside a file or a link read: what is said to be shown is not said to be done.

    “ảnh treo băng rôn hôm qua”; nor is some of what “ảnh 1, 2 và 3 xong” shows.
    """
    told = {n for n, _ in reading.per_task}
    shown = set(pictured(words))
    doubted = depicts(words) or (bool(shown) and shown != told)
    states = {intent for _, intent in reading.per_task} <= {"done", "in_progress"}
    if not doubted or not states or any(part.percent is not None for part in reading.parts):
        return reading
    return Reading((Part("not_understood"),), ())
