"""When each person was last in touch, on channels that take messages only for a while after."""

from datetime import datetime

from sqlalchemy import select, update

from bot.messages import Address
from bot.store.dialects import insert_new
from bot.store.memory import Tx
from bot.store.tables import windows


def heard(tx: Tx, chat: Address, at: datetime) -> None:
    """Somebody was in touch then; an earlier time than the one known changes nothing."""
    key = {"channel": chat.channel, "chat": chat.chat}
    if not insert_new(tx, windows, [{**key, "at": at}]):
        tx.execute(
            update(windows)
            .where(
                windows.c.channel == chat.channel,
                windows.c.chat == chat.chat,
                windows.c.at < at,
            )
            .values(at=at)
        )


def last(tx: Tx, chat: Address) -> datetime | None:
    """When somebody was last in touch; None if that is not known."""
    return tx.execute(
        select(windows.c.at).where(windows.c.channel == chat.channel, windows.c.chat == chat.chat)
    ).scalar_one_or_none()
