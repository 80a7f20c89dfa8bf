"""Scripted faults: what goes wrong with the next calls, and how."""

from dataclasses import dataclass, field
from enum import Enum

from tests.standins.telegram.refusals import UNAUTHORIZED, Refusal, too_many

BAD_GATEWAY_PAGE = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n"
    "</html>\r\n"
)


class Kind(Enum):
    """What goes wrong. After ACCEPTED_* the call has taken effect though the client cannot know."""

    REFUSED = "refused"
    BAD_GATEWAY = "502 with an HTML body"
    DROPPED = "connection closed before handling"
    ACCEPTED_DROPPED = "handled, then connection closed"
    ACCEPTED_CUT = "handled, then half of the JSON"
    ACCEPTED_LATE = "handled, then answered late"


@dataclass
class Fault:
    """A fault of the next `times` calls of a method (None: any) in a chat (None: any or none)."""

    kind: Kind
    method: str | None = None
    chat: int | None = None
    times: int = 1
    refusal: Refusal | None = None
    seconds: float = 0.0

    def fits(self, method: str, chat: object) -> bool:
        """Whether this fault strikes such a call."""
        by_method = self.method is None or self.method.lower() == method.lower()
        return self.times > 0 and by_method and (self.chat is None or self.chat == chat)


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

    def _add(
        self,
        kind: Kind,
        method: str | None,
        chat: int | None,
        times: int,
        *,
        refusal: Refusal | None = None,
        seconds: float = 0.0,
    ) -> None:
        self.waiting.append(Fault(kind, method, chat, times, refusal, seconds))

    def refuse(
        self,
        refusal: Refusal,
        method: str | None = None,
        *,
        chat: int | None = None,
        times: int = 1,
    ) -> None:
        """Any refusal, in JSON as Telegram words it; nothing takes effect."""
        self._add(Kind.REFUSED, method, chat, times, refusal=refusal)

    def server_error(
        self, method: str | None = None, *, chat: int | None = None, times: int = 1
    ) -> None:
        """500 with JSON; nothing takes effect."""
        self.refuse(Refusal(500, "Internal Server Error"), method, chat=chat, times=times)

    def unauthorized(
        self, method: str | None = None, *, chat: int | None = None, times: int = 1
    ) -> None:
        """401, as after the token was revoked."""
        self.refuse(UNAUTHORIZED, method, chat=chat, times=times)

    def flood(
        self,
        retry_after_s: int,
        method: str | None = None,
        *,
        chat: int | None = None,
        times: int = 1,
    ) -> None:
        """429 with `retry_after`, which may be hours."""
        self.refuse(too_many(retry_after_s), method, chat=chat, times=times)

    def bad_gateway(
        self, method: str | None = None, *, chat: int | None = None, times: int = 1
    ) -> None:
        """502 with an HTML page, as a proxy in front answers; nothing takes effect."""
        self._add(Kind.BAD_GATEWAY, method, chat, times)

    def drop(self, method: str | None = None, *, chat: int | None = None, times: int = 1) -> None:
        """The connection closes before the call is handled."""
        self._add(Kind.DROPPED, method, chat, times)

    def accept_and_drop(
        self, method: str | None = None, *, chat: int | None = None, times: int = 1
    ) -> None:
        """The call takes effect, then the connection closes without an answer."""
        self._add(Kind.ACCEPTED_DROPPED, method, chat, times)

    def cut_json(
        self, method: str | None = None, *, chat: int | None = None, times: int = 1
    ) -> None:
        """The call takes effect; half of the answer comes."""
        self._add(Kind.ACCEPTED_CUT, method, chat, times)

    def delay(
        self,
        seconds: float,
        method: str | None = None,
        *,
        chat: int | None = None,
        times: int = 1,
    ) -> None:
        """The call takes effect at once; the answer comes late, in real seconds."""
        self._add(Kind.ACCEPTED_LATE, method, chat, times, seconds=seconds)
