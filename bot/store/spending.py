"""What each channel has been used for, month by month: messages and đồng.

Counted when a message is about to be sent, so that one whose fate nobody knows is counted too;
what certainly did not go is taken back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select, update

from bot.store.dialects import insert_new
from bot.store.memory import Tx
from bot.store.tables import spending

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
"""The platforms that set quotas count in Vietnamese time, whatever the plan's zone is."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a channel has been used for in a month; `cost` in đồng."""

    messages: int = 0
    cost: int = 0


NOTHING = Spent()


def month(now: datetime) -> str:
    """The month that an instant is counted in: 2026-11."""
    return f"{now.astimezone(HERE):%Y-%m}"


def add(tx: Tx, channel: str, now: datetime, *, messages: int, cost: int = 0) -> Spent:
    """Count messages and their cost, negative to take them back; gives the month's sums."""
    key = {"channel": channel, "month": month(now)}
    insert_new(tx, spending, [{**key, "messages": 0, "cost": 0}])
    row = tx.execute(_ADD, {"its": channel, "in_": key["month"], "m": messages, "c": cost}).one()
    return Spent(row.messages, row.cost)


def read(tx: Tx, channels: Iterable[str], now: datetime) -> Mapping[str, Spent]:
    """What channels have been used for in the month of an instant; an unused one is absent."""
    used = of_month(tx, now)
    return {name: used[name] for name in channels if name in used}


def of_month(tx: Tx, now: datetime) -> Mapping[str, Spent]:
    """What every counted channel has been used for in the month of an instant."""
    rows = tx.execute(select(spending).where(spending.c.month == month(now)))
    return {row.channel: Spent(row.messages, row.cost) for row in rows}


_ADD = (
    update(spending)
    .where(spending.c.channel == bindparam("its"), spending.c.month == bindparam("in_"))
    .values(
        messages=spending.c.messages + bindparam("m"),
        cost=spending.c.cost + bindparam("c"),
    )
    .returning(spending.c.messages, spending.c.cost)
)
