"""What happened around the duties of a plan until an instant: every answer, every message sent.

A board tells how things stand; records tell how they came to stand so. Pure values.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from schedules.extensions import Request
from schedules.progress import Reply, in_force

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Records:
    """By (activity id, unit id), oldest first: all answers, wishes for more time, evidence.

    `reminders` counts the messages that listed duties. A wish counts with what was decided by
    then; evidence is its kind and its name, None where it has none.
    """

    replies: Mapping[Key, Sequence[Reply]] = field(default_factory=dict)
    reminders: int = 0
    wishes: Mapping[Key, Sequence[Request]] = field(default_factory=dict)
    evidence: Mapping[Key, Sequence[tuple[str, str | None]]] = field(default_factory=dict)

    def said(self, key: Key, until: datetime) -> list[Reply]:
        """The answers about a duty that nobody has taken back, oldest first."""
        return in_force([r for r in self.replies.get(key, ()) if r.at <= until])
