"""Which of the four errors the failure of a call to Zalo becomes, as far as its surfaces agree."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from typing import Final, TypeVar

import structlog

from bot.channels import ChannelError, Misconfigured, TryLater, Undeliverable
from bot.channels.zalo_http import CallError, Garbled, NotConnected

T = TypeVar("T")

SLOW_DOWN: Final = timedelta(seconds=5)
"""Zalo never says how long to wait; the server in front of it counts calls a second."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Codes:
    """The refusals of a surface by their codes, each with its short English reason.

    `later` passes by itself, with how long to wait; `closed` is this chat, until the person writes
    again or a quota turns; `gone` this chat, until the person does something; `our_fault` the
    message itself; `human` the account, until somebody sees to it.
    """

    later: Mapping[int, tuple[str, timedelta]]
    gone: Mapping[int, str]
    our_fault: Mapping[int, str]
    human: Mapping[int, str]
    closed: Mapping[int, str] = field(default_factory=dict)

    def meaning(self, code: int) -> ChannelError:
        """What a refusal means. An unknown code is logged and taken for a passing trouble."""
        if code in self.later:
            reason, wait = self.later[code]
            return TryLater(reason, wait)
        if code in self.closed:
            return Undeliverable(self.closed[code], closed=True)
        if code in self.gone:
            return Undeliverable(self.gone[code])
        if code in self.our_fault:
            _log.error("zalo_refused_our_message", code=code)
            return Undeliverable(self.our_fault[code], our_fault=True)
        if code in self.human:
            return Misconfigured(self.human[code])
        _log.warning("zalo_refused_in_an_unknown_way", code=code)
        return TryLater(f"Zalo answers {code}")


def unanswered(error: CallError) -> TryLater:
    """What it means that no answer of Zalo's own came: certain only where nothing was handed over,
    or the server in front refused it."""
    if isinstance(error, NotConnected):
        return TryLater(str(error))
    if isinstance(error, Garbled):
        if error.status == HTTPStatus.TOO_MANY_REQUESTS:
            return TryLater("Zalo asks to slow down", SLOW_DOWN)
        refused = HTTPStatus.BAD_REQUEST <= error.status < HTTPStatus.INTERNAL_SERVER_ERROR
        return TryLater(str(error), uncertain=not refused)
    return TryLater(str(error), uncertain=True)


class Asking:
    """Has calls made, and turns their failures into the four errors.

    `refused` is why the account was refused at the last of them, None if it was not.
    """

    def __init__(self, meaning: Callable[[CallError], ChannelError]) -> None:
        """Nothing was asked yet."""
        self._meaning = meaning
        self.refused: str | None = None

    async def __call__(self, call: Awaitable[T]) -> T:
        """The result of a call. Raises one of the four in place of a CallError."""
        try:
            found = await call
        except (CallError, ChannelError) as error:
            raise self.failed(error) from None
        self.refused = None
        return found

    def failed(self, error: CallError | ChannelError) -> ChannelError:
        """The one of the four that a failure amounts to, remembered where it concerns everybody."""
        meant = self._meaning(error) if isinstance(error, CallError) else error
        self.refused = meant.reason if isinstance(meant, Misconfigured) else None
        return meant
