"""What came of a stretch of time, in counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from schedules.progress import Answer


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What was owed about duties and what became of it; the five add up to `owed`.

    `needless` was answered before it was sent, `lapsed` came too late to matter. `uncertain` are
    messages that perhaps arrived. `answers` counts the duties heard of, by what still holds.
    """

    sent: int
    needless: int
    failed: int
    lapsed: int
    waiting: int
    uncertain: int
    answers: Mapping[Answer, int]

    @property
    def owed(self) -> int:
        """How many reminders of duties were owed."""
        return self.sent + self.needless + self.failed + self.lapsed + self.waiting

    def __bool__(self) -> bool:
        """Whether anything was owed or heard."""
        return bool(self.owed or self.uncertain or self.answers)
