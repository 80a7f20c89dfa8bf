"""The wishes for more time that somebody was shown as a list: a number means one of that list.

It decides nothing, and knows no list but the one that was shown last in a chat.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.case import Case
from bot.store import extensions, questions
from bot.store.memory import Tx
from bot.store.questions import Asks
from schedules.extensions import Request

PATIENCE = timedelta(hours=2)
"""How long the numbers of a list are known."""

AT_ONCE = timedelta(minutes=10)
"""How long a number alone goes with the decision that was typed before the list."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The wishes of a list by their ids, first line first.

    `granted` is the decision that was typed and led to the list; None if there was none.
    """

    requests: tuple[int, ...]
    granted: bool | None
    at: datetime

    def numbered(self, n: int) -> int | None:
        """The wish of a number; None if the list has no such line."""
        return self.requests[n - 1] if 0 < n <= len(self.requests) else None


def show(
    tx: Tx, case: Case, shown: Iterable[Request], *, granted: bool | None = None
) -> list[tuple[int, Request]]:
    """Keep what a list shows, and give each wish its number.

    A wish keeps the number of the list before, and what is new goes on behind it: a number that
    was read on the screen means no other wish. Where none of that list waits it begins anew.
    """
    before = last(tx, case)
    shown = list(shown)
    known = [_as_it_stands(tx, id_) for id_ in before.requests] if before else []
    if not {request.id for request in shown} & set(known):
        known = []
    known += [request.id for request in shown if request.id not in known]
    questions.forget(tx, case.chat, case.known.id, case.now, Asks.WISHES, Asks.SECOND)
    facts = {"requests": known, "granted": granted}
    questions.ask(tx, case.chat, case.known.id, Asks.WISHES, facts, now=case.now, patience=PATIENCE)
    return sorted(((known.index(each.id) + 1, each) for each in shown), key=lambda each: each[0])


def _as_it_stands(tx: Tx, id_: int) -> int:
    """A wish by the id that it has now: another one where a decision on it was undone."""
    wish = extensions.latest(tx, id_)
    return wish.id if wish is not None else id_


def last(tx: Tx, case: Case) -> Listed | None:
    """The list that was shown last; None if that is too long ago."""
    found = questions.opened(tx, case.chat, case.known.id, case.now, Asks.WISHES, most=1)
    if not found:
        return None
    facts = found[0].facts
    return Listed(tuple(facts["requests"]), facts["granted"], found[0].asked_at)
