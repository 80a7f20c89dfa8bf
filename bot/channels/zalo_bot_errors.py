"""What the refusals of Zalo's Bot Platform mean, and which of the four errors each becomes.

The official table has seven codes and no words for “the person is gone” (read 2026-10); whatever
a 400 or 404 says in words is logged, so that the table below can grow from what is met.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Final

import structlog

from bot.channels import ChannelError, Misconfigured, TryLater, Undeliverable
from bot.channels.zalo_http import CallError, Refused
from bot.channels.zalo_meanings import SLOW_DOWN, unanswered

_log = structlog.get_logger(__name__)

BAD_REQUEST, UNAUTHORIZED, INTERNAL, NOT_FOUND, TOO_MANY = 400, 401, 403, 404, 429

OUR_FAULT: Final = {  # words of a 400 about the message, in lower case
    "text must not exceed": "the message is too long",
    "too long": "the message is too long",
    "2000": "the message is too long",
    "must not be empty": "the message is empty",
    "text is required": "the message is empty",
    "parse": "Zalo cannot read the message",
    "markdown": "Zalo cannot read the message",
    "style": "Zalo cannot read the message",
    "photo": "Zalo cannot fetch the picture",
}
FULL: Final = {
    "limit of users": "the bot has as many people as Zalo allows",
    "limit of groups": "the bot has as many groups as Zalo allows",
}
GONE: Final = "there is no such chat"
FOR_ALL: Final = "Zalo keeps answering 403"
QUOTA: Final = "the month's messages are used up"
UNKNOWN_BOT: Final = "Zalo does not accept the token"
_ID = re.compile(r"(?:zgr-)?[0-9a-f]{8,}|\d{5,}", re.IGNORECASE)


class Grudge:
    """How long Zalo has kept refusing everything with one code, without a success in between.

    One such refusal may be a passing trouble: the official table calls 403 an internal error. Only
    when it lasts does a human have to look. `now` is a steady clock in seconds.
    """

    def __init__(self, lasts: timedelta, now: Callable[[], float]) -> None:
        """Nothing was refused yet."""
        self._lasts_s = lasts.total_seconds()
        self._now = now
        self._since: float | None = None

    def refused(self) -> bool:
        """Count a refusal; whether they have lasted too long."""
        now = self._now()
        if self._since is None:
            self._since = now
        return now - self._since >= self._lasts_s

    def over(self) -> None:
        """A call went well."""
        self._since = None


def channel_error(error: CallError) -> ChannelError:
    """The one of the four that the failure of a call amounts to, seen by itself."""
    return _refused(error) if isinstance(error, Refused) else unanswered(error)


def _refused(error: Refused) -> ChannelError:
    if error.code == UNAUTHORIZED:
        return Misconfigured(UNKNOWN_BOT)
    if error.code == INTERNAL:
        return TryLater("Zalo has an internal error (403)")
    if error.code == TOO_MANY:
        return TryLater("Zalo asks to slow down", SLOW_DOWN)
    if error.code in (BAD_REQUEST, NOT_FOUND):
        return _undeliverable(error)
    return TryLater(f"Zalo answers {error.code}", uncertain=True)


def _undeliverable(error: Refused) -> Undeliverable:
    said = error.said.lower()
    _log.warning("zalo_refused_a_message", code=error.code, said=plain(error))
    for words, meaning in FULL.items():
        if words in said:
            return Undeliverable(meaning)
    if "chat" not in said and "user" not in said:
        for words, meaning in OUR_FAULT.items():
            if words in said:
                return Undeliverable(meaning, our_fault=True)
    return Undeliverable(GONE)


def plain(error: Refused) -> str:
    """What Zalo said, short and without ids."""
    return _ID.sub("…", f"{error.code} {error.said}")[:120]
