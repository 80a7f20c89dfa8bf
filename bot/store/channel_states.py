"""How each channel last fared: what the office sees, and what a restart need not ask again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from bot.store.dialects import insert_new
from bot.store.memory import Tx
from bot.store.tables import channel_states


@dataclass(frozen=True, slots=True)
class ChannelState:
    """A channel as last seen. `paused_at` is set while it is misconfigured."""

    name: str | None
    username: str | None
    succeeded_at: datetime | None
    paused_at: datetime | None
    reason: str | None


def read(tx: Tx) -> Mapping[str, ChannelState]:
    """All channels seen so far, by name."""
    rows = tx.execute(select(channel_states))
    return {
        r.channel: ChannelState(r.name, r.username, r.succeeded_at, r.paused_at, r.reason)
        for r in rows
    }


def opened(tx: Tx, channel: str, name: str, username: str | None, now: datetime) -> None:
    """The channel took our credentials and told us what it calls us."""
    _set(
        tx,
        channel,
        name=name,
        username=username,
        succeeded_at=now,
        paused_at=None,
        reason=None,
    )


def paused(tx: Tx, channel: str, reason: str, now: datetime) -> None:
    """The channel refuses us until a human acts."""
    _set(tx, channel, paused_at=now, reason=reason)


def _set(tx: Tx, channel: str, **values: Any) -> None:
    if not insert_new(tx, channel_states, [{"channel": channel, **values}]):
        tx.execute(
            update(channel_states).where(channel_states.c.channel == channel).values(**values)
        )
