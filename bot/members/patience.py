"""How much one sender may say in a minute: pure, in memory, with time as an argument.

Whom or what a count is kept for is the caller's to say: a sender, or a sender at one button.
"""

from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

MOST = 30
WITHIN = timedelta(minutes=1)
"""So many texts in such a time are more than a person at work needs."""

BURSTS = ((20, timedelta(seconds=10)),)
"""So many texts in so short a time, which nobody types who has something to say: ten reports,
“1 xong” to “10 xong”, take a quick thumb fifteen seconds."""

MOST_TOUCHES = 120
"""So many taps and files: each is one touch of a finger. Going down a list of buttons is work, and
an album is ten messages at once; the same button pressed MOST times is neither."""

MANY_SENDERS = 10_000
"""Beyond so many senders those who have fallen silent are forgotten."""

Sender = tuple[str, str]
"""A channel and the platform's id of a sender on it, maybe with what is pressed."""


class Verdict(StrEnum):
    """What to do with something that came in: handle it, drop it and say so, or drop it."""

    HEAR = "hear"
    WARN = "warn"
    DROP = "drop"


class Patience:
    """Remembers who has said how much lately; a restart forgets, which costs MOST messages more.

    Whoever says more than `most` within `within`, or more than one of the `bursts` allows, is
    warned once and then not heard, until at most half of each has come within its time.
    """

    def __init__(
        self,
        most: int = MOST,
        within: timedelta = WITHIN,
        *,
        bursts: Sequence[tuple[int, timedelta]] = (),
    ) -> None:
        """Nobody has said anything yet; of `bursts` none allows more than `most`."""
        self._most = most
        self._within = within
        self._bounds = (*bursts, (most, within))
        self._said: dict[Sender, deque[datetime]] = {}
        self._silenced: set[Sender] = set()

    def hear(self, sender: Sender, at: datetime) -> Verdict:
        """Count one thing said, at an instant."""
        recent = self._recent(sender, at)
        recent.append(at)
        if sender in self._silenced:
            if self._is_more(recent, at, share=2):
                return Verdict.DROP
            self._silenced.discard(sender)
        if not self._is_more(recent, at):
            return Verdict.HEAR
        self._silenced.add(sender)
        return Verdict.WARN

    def _is_more(self, recent: Sequence[datetime], at: datetime, *, share: int = 1) -> bool:
        """Whether more has come than one of the bounds allows, or than its half, `share` 2."""
        return any(
            sum(said > at - within for said in recent) > most // share
            for most, within in self._bounds
        )

    def _recent(self, sender: Sender, at: datetime) -> deque[datetime]:
        if sender not in self._said and len(self._said) >= MANY_SENDERS:
            self._forget(at)
        recent = self._said.setdefault(sender, deque(maxlen=self._most + 1))
        while recent and recent[0] <= at - self._within:
            recent.popleft()
        return recent

    def _forget(self, at: datetime) -> None:
        quiet = [who for who, said in self._said.items() if said[-1] <= at - self._within]
        for who in quiet:
            del self._said[who]
            self._silenced.discard(who)
