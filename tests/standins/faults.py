"""Scripted faults: what goes wrong with the next calls of a stand-in, and how."""

import asyncio
from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, TypeVar

from aiohttp import web

R = TypeVar("R")
"""How a stand-in names its own refusals."""


class Kind(Enum):
    """What goes wrong. After ACCEPTED_* the call has taken effect though the client cannot know."""

    REFUSED = "refused"
    HTML_429 = "429 with a page"
    BAD_GATEWAY = "502 with a page"
    DROPPED = "connection closed before handling"
    ACCEPTED_DROPPED = "handled, then connection closed"
    ACCEPTED_CUT = "handled, then half of the JSON"
    ACCEPTED_LATE = "handled, then answered late"


_AFTER = {Kind.ACCEPTED_DROPPED, Kind.ACCEPTED_CUT, Kind.ACCEPTED_LATE}
_PAGES = {Kind.HTML_429: (429, "Too Many Requests"), Kind.BAD_GATEWAY: (502, "Bad Gateway")}


@dataclass
class Fault(Generic[R]):
    """A fault of the next `times` calls of a method or path (None: any) in a chat (None: any)."""

    kind: Kind
    call: str | None = None
    chat: object = None
    times: int = 1
    refusal: R | None = None
    seconds: float = 0.0

    @property
    def early(self) -> bool:
        """Whether it keeps the call from taking effect."""
        return self.kind not in _AFTER

    def fits(self, call: str, chat: object) -> bool:
        """Whether this fault strikes such a call."""
        by_call = self.call is None or self.call.lower() == call.lower()
        return by_call and (self.chat is None or self.chat == chat)


@dataclass
class Faults(Generic[R]):
    """The faults still to come; the oldest that fits a call strikes it."""

    waiting: list[Fault[R]] = field(default_factory=list)

    def take(self, call: str, chat: object = None) -> Fault[R] | None:
        """The fault of this call, used up by it; None if all goes well."""
        fault = next((each for each in self.waiting if each.fits(call, chat)), None)
        if fault:
            fault.times -= 1
            self.waiting = [each for each in self.waiting if each.times > 0]
        return fault

    def add(
        self,
        kind: Kind,
        call: str | None = None,
        *,
        chat: object = None,
        times: int = 1,
        seconds: float = 0.0,
    ) -> None:
        """Any fault but a refusal; `seconds` is how late ACCEPTED_LATE answers, in real time."""
        self.waiting.append(Fault(kind, call, chat, times, None, seconds))

    def refuse(
        self, refusal: R, call: str | None = None, *, chat: object = None, times: int = 1
    ) -> None:
        """Any refusal, as the stand-in words it; nothing takes effect."""
        self.waiting.append(Fault(Kind.REFUSED, call, chat, times, refusal))


def struck(request: web.Request, fault: Fault[R]) -> web.Response:
    """What comes of an early fault that is no refusal: a page, or nothing at all."""
    if fault.kind is Kind.DROPPED:
        hang_up(request)
    status, words = _PAGES.get(fault.kind, (502, ""))
    title = f"{status} {words}"
    page = (
        f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n"
        f"<center><h1>{title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
    )
    return web.Response(text=page, status=status, content_type="text/html")


async def sent(
    request: web.Request, text: str, fault: Fault[R] | None, *, status: int = 200
) -> web.Response:
    """JSON as it leaves the house, after whatever fault strikes a call that took effect."""
    if fault is not None:
        if fault.kind is Kind.ACCEPTED_LATE:
            await asyncio.sleep(fault.seconds)
        elif fault.kind is Kind.ACCEPTED_DROPPED:
            hang_up(request)
        elif fault.kind is Kind.ACCEPTED_CUT:
            text = text[: (len(text) + 1) // 2]
    return web.Response(text=text, status=status, content_type="application/json")


def hang_up(request: web.Request) -> None:
    """Close the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
