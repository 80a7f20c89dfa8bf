"""Answers that somebody has just been given: in memory, with time as an argument.

Whoever writes something unclear again and again gets the list of duties once, and then a line.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.messages import Address
from bot.responses import Response, Say

WITHIN = timedelta(minutes=2)
"""So long a list that was said still stands before its reader's eyes."""

MANY = 10_000
"""Beyond so many answers those that are old are forgotten."""


class Echoes:
    """Remembers which answers that may be shortened were said where; a restart forgets."""

    def __init__(self) -> None:
        """Nothing has been said yet."""
        self._said: dict[tuple[Address, str], datetime] = {}

    def shortened(self, responses: Sequence[Response], now: datetime) -> list[Response]:
        """The same, with the short form of what the same chat was told within WITHIN."""
        return [self._shortened(each, now) for each in responses]

    def _shortened(self, response: Response, now: datetime) -> Response:
        if not isinstance(response, Say) or response.again is None:
            return response
        key = response.to, response.message.text
        before = self._said.get(key)
        if before is not None and before <= now < before + WITHIN:
            return replace(response, message=response.again)
        if len(self._said) >= MANY:
            self._said = {k: at for k, at in self._said.items() if now < at + WITHIN}
        self._said[key] = now
        return response
