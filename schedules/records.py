"""What happened around the duties of a plan until an instant: every answer, every message sent.

A board tells how things stand; records tell how they came to stand so. Pure values.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from schedules.progress import Reply, in_force

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Records:
    """All answers by (activity id, unit id), oldest first; how many messages reminded of duties."""

    replies: Mapping[Key, Sequence[Reply]] = field(default_factory=dict)
    reminders: int = 0

    def said(self, key: Key, until: datetime) -> list[Reply]:
        """The answers about a duty that nobody has taken back, oldest first."""
        return in_force([r for r in self.replies.get(key, ()) if r.at <= until])
