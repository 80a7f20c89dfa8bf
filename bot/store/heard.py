"""What people said, by the platform's id of the message, so that a changed one is known again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, insert, select

from bot.messages import Address
from bot.store.memory import Tx
from bot.store.tables import attachments, heard, inbox, people


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


def corrected(tx: Tx, files: Collection[str]) -> Mapping[tuple[str, str], str]:
    """How the words that came with files read now, where they were changed since.

    By the digest of the file and the name of who sent it.
    """
    then, now = heard.alias(), heard.alias()
    again = and_(
        now.c.channel == then.c.channel,
        now.c.chat == then.c.chat,
        now.c.message_id == then.c.message_id,
        now.c.inbox_id > then.c.inbox_id,
    )
    rows = tx.execute(
        select(attachments.c.sha256, people.c.name, now.c.words)
        .join(people, people.c.id == attachments.c.person_id)
        .join(then, then.c.inbox_id == attachments.c.inbox_id)
        .join(now, again)
        .where(attachments.c.sha256.in_(files))
        .order_by(now.c.inbox_id)
    )
    return {(sha256, name): words for sha256, name, words in rows}


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


def words_since(tx: Tx, address: Address, inbox: int, *, before: int, most: int) -> list[str]:
    """What was written in a chat between two updates, the newest first."""
    query = (
        select(heard.c.words)
        .where(
            heard.c.channel == address.channel,
            heard.c.chat == address.chat,
            heard.c.inbox_id > inbox,
            heard.c.inbox_id < before,
        )
        .order_by(heard.c.inbox_id.desc())
        .limit(most)
    )
    return list(tx.execute(query).scalars())
