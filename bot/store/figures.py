"""Counts of what the database holds, for those who watch the service."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import exists, func, or_, select

from bot.store import spending
from bot.store.memory import Tx
from bot.store.spending import Spent
from bot.store.tables import addresses, deliveries, inbox, outbox, people, posts


@dataclass(frozen=True, slots=True)
class Figures:
    """Promises by fate, attempts by channel and outcome, updates not handled yet.

    `spent` and `last_sent` by channel: this month's use where it is counted, the last arrival.
    """

    promises: Mapping[str, int]
    attempts: Mapping[tuple[str, str], int]
    waiting_updates: int
    spent: Mapping[str, Spent] = field(default_factory=dict)
    last_sent: Mapping[str, datetime] = field(default_factory=dict)


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


def last_sent(tx: Tx) -> Mapping[str, datetime]:
    """When something last arrived by each channel; a channel that never sent is absent."""
    rows = tx.execute(
        select(deliveries.c.channel, func.max(deliveries.c.at).label("last"))
        .where(deliveries.c.outcome == "sent")
        .group_by(deliveries.c.channel)
    )
    return {row.channel: row.last for row in rows}


def out_of_reach(tx: Tx, now: datetime) -> list[str]:
    """The names of those who hold a post and have no address that takes messages, by name."""
    takes = exists(
        select(addresses.c.id).where(
            addresses.c.person_id == people.c.id,
            addresses.c.until.is_(None),
            addresses.c.lost_at.is_(None),
            addresses.c.closed.is_(False),
        )
    )
    held = exists(
        select(posts.c.id).where(
            posts.c.person_id == people.c.id,
            posts.c.since <= now,
            or_(posts.c.until.is_(None), posts.c.until > now),
        )
    )
    return list(
        tx.execute(select(people.c.name).where(held, ~takes).order_by(people.c.name)).scalars()
    )


def read(tx: Tx, now: datetime) -> Figures:
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
        spending.of_month(tx, now),
        last_sent(tx),
    )
