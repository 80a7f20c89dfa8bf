"""Scripted faults: what goes wrong with the next calls, and how."""

from dataclasses import dataclass, field
from enum import Enum

from tests.standins.zalo_bot.style import INTERNAL, QUOTA, UNAUTHORIZED, Refusal


class Kind(Enum):
    """What goes wrong. After ACCEPTED_* the call has taken effect though the client cannot know."""

    REFUSED = "refused"
    HTML_429 = "429 with nginx's page"
    BAD_GATEWAY = "502 with a page"
    DROPPED = "connection closed before handling"
    ACCEPTED_DROPPED = "handled, then connection closed"
    ACCEPTED_CUT = "handled, then half of the JSON"
    ACCEPTED_LATE = "handled, then answered late"


@dataclass
class Fault:
    """A fault of the next `times` calls of a method (None: any) in a chat (None: any or none)."""

    kind: Kind
    method: str | None = None
    chat: str | None = None
    times: int = 1
    refusal: Refusal | None = None
    seconds: float = 0.0

    def fits(self, method: str, chat: object) -> bool:
        """Whether this fault strikes such a call."""
        return (
            self.times > 0
            and self.method in (None, method)
            and (self.chat is None or self.chat == chat)
        )


@dataclass
class Faults:
    """The faults still to come; the oldest that fits a call strikes it."""

    waiting: list[Fault] = field(default_factory=list)

    def take(self, method: str, chat: object) -> Fault | None:
        """The fault of this call, used up by it; None if all goes well."""
        fault = next((each for each in self.waiting if each.fits(method, chat)), None)
        if fault:
            fault.times -= 1
            self.waiting = [each for each in self.waiting if each.times > 0]
        return fault

    def add(
        self,
        kind: Kind,
        method: str | None = None,
        *,
        chat: str | None = None,
        times: int = 1,
        refusal: Refusal | None = None,
        seconds: float = 0.0,
    ) -> None:
        """Any fault; `seconds` is how late ACCEPTED_LATE answers, in real time."""
        self.waiting.append(Fault(kind, method, chat, times, refusal, seconds))

    def refuse(
        self,
        refusal: Refusal,
        method: str | None = None,
        *,
        chat: str | None = None,
        times: int = 1,
    ) -> None:
        """Any refusal, in an envelope of the server's style; nothing takes effect."""
        self.add(Kind.REFUSED, method, chat=chat, times=times, refusal=refusal)

    def internal(self, method: str | None = None, *, times: int = 1) -> None:
        """403, which the official table calls an internal error."""
        self.refuse(INTERNAL, method, times=times)

    def unauthorized(self, method: str | None = None, *, times: int = 1) -> None:
        """401, as after the token was reset."""
        self.refuse(UNAUTHORIZED, method, times=times)

    def quota(self, method: str | None = "sendMessage", *, times: int = 1) -> None:
        """429 in JSON: quota or rate, Zalo does not say which."""
        self.refuse(QUOTA, method, times=times)
