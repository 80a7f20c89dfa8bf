"""Counts of what the database holds, for those who watch the service."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, or_, select

from bot.store.memory import Tx
from bot.store.tables import addresses, deliveries, inbox, outbox


@dataclass(frozen=True, slots=True)
class Figures:
    """Promises by fate, attempts by channel and outcome, updates not handled yet."""

    promises: Mapping[str, int]
    attempts: Mapping[tuple[str, str], int]
    waiting_updates: int


@dataclass(frozen=True, slots=True)
class Linked:
    """How many people and groups are linked by a channel."""

    users: int = 0
    groups: int = 0


NOBODY = Linked()


def linked(tx: Tx, channels: Iterable[str], now: datetime) -> Mapping[str, Linked]:
    """Who is linked by channels at an instant; a channel without anybody is absent."""
    rows = tx.execute(
        select(
            addresses.c.channel,
            addresses.c.is_group,
            func.count(func.distinct(addresses.c.chat)).label("chats"),
        )
        .where(
            addresses.c.channel.in_(list(channels)),
            or_(addresses.c.until.is_(None), addresses.c.until > now),
        )
        .group_by(addresses.c.channel, addresses.c.is_group)
    )
    found: dict[str, Linked] = {}
    for row in rows:
        known = found.get(row.channel, NOBODY)
        kind = "groups" if row.is_group else "users"
        found[row.channel] = replace(known, **{kind: row.chats})
    return found


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
