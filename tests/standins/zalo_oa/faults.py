"""Scripted faults: what goes wrong with the next calls, and how."""

from dataclasses import dataclass, field
from enum import Enum

PAGE = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


class Kind(Enum):
    """What goes wrong. After ACCEPTED_* the call has taken effect though the client cannot know."""

    REFUSED = "refused"
    PAGE = "a page in place of JSON"
    DROPPED = "connection closed before handling"
    ACCEPTED_DROPPED = "handled, then connection closed"
    ACCEPTED_CUT = "handled, then half of the JSON"
    ACCEPTED_LATE = "handled, then answered late"


AFTER = {Kind.ACCEPTED_DROPPED, Kind.ACCEPTED_CUT, Kind.ACCEPTED_LATE}


@dataclass
class Fault:
    """A fault of the next `times` calls of a path (None: any)."""

    kind: Kind
    path: str | None = None
    times: int = 1
    code: int = 0
    seconds: float = 0.0


@dataclass
class Faults:
    """The faults still to come; the oldest that fits a call strikes it."""

    waiting: list[Fault] = field(default_factory=list)

    def take(self, path: str) -> Fault | None:
        """The fault of this call, used up by it; None if all goes well."""
        fault = next((f for f in self.waiting if f.path in (None, path)), None)
        if fault:
            fault.times -= 1
            self.waiting = [each for each in self.waiting if each.times > 0]
        return fault

    def add(
        self, kind: Kind, path: str | None = None, *, times: int = 1, seconds: float = 0.0
    ) -> None:
        """Any fault; `seconds` is how late ACCEPTED_LATE answers, in real time."""
        self.waiting.append(Fault(kind, path, times, 0, seconds))

    def refuse(self, code: int, path: str | None = None, *, times: int = 1) -> None:
        """Any refusal of the table; nothing takes effect."""
        self.waiting.append(Fault(Kind.REFUSED, path, times, code))
