"""What the service knows about itself: whether it ticks, remembers and reaches its channels."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

STALE = timedelta(seconds=60)
"""A beat older than this is a missing one."""


@dataclass
class Health:
    """The last signs of life. Written by the loops, read by `/healthz`."""

    started: datetime
    beats: dict[str, datetime] = field(default_factory=dict)
    troubles: dict[str, str] = field(default_factory=dict)

    def beat(self, name: str, now: datetime) -> None:
        """A loop has done its round."""
        self.beats[name] = now
        self.troubles.pop(name, None)

    def trouble(self, name: str, reason: str) -> None:
        """A loop or a channel has failed; `reason` is short and holds no secret."""
        self.troubles[name] = reason

    def well(self, name: str) -> None:
        """A channel works again."""
        self.troubles.pop(name, None)

    def report(self, now: datetime) -> dict[str, str]:
        """What is wrong, by name; empty if nothing is."""
        wrong = dict(self.troubles)
        for name, last in self.beats.items():
            if now - last > STALE:
                wrong.setdefault(name, "no sign of life for a minute")
        if not self.beats and now - self.started > STALE:
            wrong["scheduler"] = "never ran"
        return wrong
