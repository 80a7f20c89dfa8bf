"""What has arrived, by the ledger of sends: in a chat since a moment, of a plan until one.

It counts and says whether; what a message said stands in `deliveries`.
"""

from datetime import datetime

from sqlalchemy import Select, func, select

from bot.messages import Address
from bot.store.deliveries import Outcome
from bot.store.memory import Tx
from bot.store.tables import deliveries, delivery_items


def wrote_since(tx: Tx, address: Address, moment: datetime) -> bool:
    """Whether a message has arrived in a chat since a moment that answers nothing said there."""
    return tx.execute(_unasked_since(address, moment).limit(1)).first() is not None


def listed_since(tx: Tx, address: Address, at: datetime) -> bool:
    """Whether a message that is no answer, and lists duties, has arrived in a chat since then."""
    lists = deliveries.c.id.in_(select(delivery_items.c.delivery_id))
    return tx.execute(_unasked_since(address, at).where(lists).limit(1)).first() is not None


def told_since(tx: Tx, address: Address, at: datetime) -> bool:
    """Whether a list of duties, or a message of our own accord, has arrived since an instant."""
    query = select(deliveries.c.id).where(
        deliveries.c.channel == address.channel,
        deliveries.c.chat == address.chat,
        deliveries.c.outcome == Outcome.SENT,
        deliveries.c.at > at,
    )
    return tx.execute(query.limit(1)).first() is not None


def numbered_since(
    tx: Tx, address: Address, plan: str, duty: tuple[str, str], at: datetime
) -> bool:
    """Whether a message that numbers a duty, of whatever kind, has arrived in a chat since then."""
    query = (
        select(deliveries.c.id)
        .join(delivery_items, delivery_items.c.delivery_id == deliveries.c.id)
        .where(
            deliveries.c.channel == address.channel,
            deliveries.c.chat == address.chat,
            deliveries.c.outcome == Outcome.SENT,
            deliveries.c.at > at,
            delivery_items.c.plan_id == plan,
            delivery_items.c.activity_id == duty[0],
            delivery_items.c.unit_id == duty[1],
        )
    )
    return tx.execute(query.limit(1)).first() is not None


def _unasked_since(address: Address, moment: datetime) -> Select[tuple[int]]:
    return select(deliveries.c.id).where(
        deliveries.c.channel == address.channel,
        deliveries.c.chat == address.chat,
        deliveries.c.outcome == Outcome.SENT,
        deliveries.c.answering.is_(False),
        deliveries.c.at > moment,
    )


def reminders(tx: Tx, plan: str, until: datetime) -> int:
    """How many messages that ask about duties of a plan have arrived up to an instant."""
    listed = select(delivery_items.c.delivery_id).where(delivery_items.c.plan_id == plan)
    query = select(func.count()).where(
        deliveries.c.outcome == Outcome.SENT,
        deliveries.c.answering.is_(False),
        deliveries.c.at <= until,
        deliveries.c.id.in_(listed),
    )
    return tx.execute(query.select_from(deliveries)).scalar_one()
