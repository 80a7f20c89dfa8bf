"""Somebody can be reached again: what was refused meanwhile, and is still true, is made good.

Nothing is worded here and nothing sent: what is promised again passes all checks anew, quiet hours
among them. What the answer to the very message of the return lists is not said a second time.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from bot.store import outbox
from bot.store.memory import Tx
from bot.store.outbox import Fate

Shown = tuple[str, tuple[str, str]]
"""A duty that somebody is shown: plan, (activity id, unit id)."""


def make_good(tx: Tx, persons: Iterable[int], shown: Collection[Shown], now: datetime) -> None:
    """Promise again what was refused while persons could not be reached, but for what is shown."""
    for person in dict.fromkeys(persons):
        missed = outbox.refused(tx, person, now)
        seen = [i for i in missed if i.owed.duty and (i.owed.plan, i.owed.duty) in shown]
        outbox.settle(tx, seen, Fate.FOLDED)
        outbox.revive(tx, [item for item in missed if item not in seen], now)
