"""What people said, by the platform's id of the message, so that a changed one is known again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from bot.messages import Address
from bot.store.memory import Tx
from bot.store.tables import deliveries, heard, inbox


@dataclass(frozen=True, slots=True)
class Heard:
    """A message as it last read; `inbox` are all the updates that it came in, oldest first."""

    inbox: tuple[int, ...]
    words: str


def keep(tx: Tx, inbox: int, address: Address, message_id: str, words: str) -> None:
    """Note how a message reads now."""
    tx.execute(
        insert(heard).values(
            inbox_id=inbox,
            channel=address.channel,
            chat=address.chat,
            message_id=message_id,
            words=words,
        )
    )


def find(tx: Tx, address: Address, message_id: str) -> Heard | None:
    """A message by its id; None if it was never heard."""
    rows = tx.execute(
        select(heard.c.inbox_id, heard.c.words)
        .where(
            heard.c.channel == address.channel,
            heard.c.chat == address.chat,
            heard.c.message_id == message_id,
        )
        .order_by(heard.c.inbox_id)
    ).all()
    return Heard(tuple(row.inbox_id for row in rows), rows[-1].words) if rows else None


def since(tx: Tx, address: Address, at: datetime, *, before: int) -> bool:
    """Whether anything was heard in a chat after an instant, before the update of this id."""
    query = (
        select(heard.c.inbox_id)
        .join(inbox, inbox.c.id == heard.c.inbox_id)
        .where(
            heard.c.channel == address.channel,
            heard.c.chat == address.chat,
            heard.c.inbox_id < before,
            inbox.c.received_at > at,
        )
        .limit(1)
    )
    return tx.execute(query).first() is not None


def told_since(tx: Tx, address: Address, at: datetime) -> bool:
    """Whether a list of duties, or a message of our own accord, has arrived since an instant."""
    query = select(deliveries.c.id).where(
        deliveries.c.channel == address.channel,
        deliveries.c.chat == address.chat,
        deliveries.c.outcome == "sent",
        deliveries.c.at > at,
    )
    return tx.execute(query.limit(1)).first() is not None
