"""Counts of what the database holds, for those who watch the service."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from bot.store.memory import Tx
from bot.store.tables import deliveries, inbox, outbox


@dataclass(frozen=True, slots=True)
class Figures:
    """Promises by fate, attempts by channel and outcome, updates not handled yet."""

    promises: Mapping[str, int]
    attempts: Mapping[tuple[str, str], int]
    waiting_updates: int


def read(tx: Tx) -> Figures:
    """The counts of this moment."""
    fates = tx.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
    outcomes = tx.execute(
        select(deliveries.c.channel, deliveries.c.outcome, func.count()).group_by(
            deliveries.c.channel, deliveries.c.outcome
        )
    )
    waiting = select(func.count()).select_from(inbox).where(inbox.c.handled_at.is_(None))
    return Figures(
        {row.state: row[1] for row in fates},
        {(channel, outcome): n for channel, outcome, n in outcomes},
        tx.execute(waiting).scalar_one(),
    )
