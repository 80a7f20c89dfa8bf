"""What is remembered of addresses so that the right one of several is tried."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select, update

from bot.messages import Address
from bot.store.memory import Tx
from bot.store.tables import addresses


def rest(tx: Tx, address: int, until: datetime, *, closed: bool) -> None:
    """Leave an address alone until an instant, or until the person writes from it."""
    tx.execute(
        update(addresses).where(addresses.c.id == address).values(rests_until=until, closed=closed)
    )


def asked(tx: Tx, address: int, now: datetime) -> None:
    """Something was asked there; silence is counted from the first question on."""
    tx.execute(
        update(addresses)
        .where(addresses.c.id == address, addresses.c.silent_since.is_(None))
        .values(silent_since=now)
    )


def heard(tx: Tx, chat: Address, now: datetime) -> None:
    """Something came from a chat: it is awake, and last used by whoever has other addresses."""
    other = addresses.alias("other")
    has_others = exists(
        select(other.c.id).where(
            other.c.person_id == addresses.c.person_id,
            other.c.id != addresses.c.id,
            other.c.until.is_(None),
        )
    )
    tx.execute(
        update(addresses)
        .where(_at(chat), or_(has_others, addresses.c.rests_until.is_not(None)))
        .values(heard_at=now, silent_since=None, rests_until=None, closed=False)
    )


def prefer(tx: Tx, person: int, channel: str, now: datetime) -> bool:
    """A person asks for a channel before all others; False if they are not reached by it."""
    own = and_(addresses.c.person_id == person, addresses.c.until.is_(None))
    done = tx.execute(
        update(addresses).where(own, addresses.c.channel == channel).values(preferred_at=now)
    )
    if done.rowcount:
        tx.execute(
            update(addresses).where(own, addresses.c.channel != channel).values(preferred_at=None)
        )
    return bool(done.rowcount)


def _at(chat: Address) -> ColumnElement[bool]:
    return and_(
        addresses.c.channel == chat.channel,
        addresses.c.chat == chat.chat,
        addresses.c.until.is_(None),
    )
