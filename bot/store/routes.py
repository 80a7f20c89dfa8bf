"""What is remembered of addresses so that the right one of several is tried."""

from datetime import datetime

from sqlalchemy import and_, bindparam, exists, insert, or_, select, update

from bot.messages import Address
from bot.store.memory import Tx
from bot.store.tables import addresses, reach_events


def rest(tx: Tx, address: int, until: datetime) -> None:
    """Leave an address alone until an instant, or until the person writes from it.

    One that is closed stays closed: that it is busy now proves nothing else.
    """
    tx.execute(update(addresses).where(addresses.c.id == address).values(rests_until=until))


def close(tx: Tx, address: int, until: datetime, reason: str, now: datetime) -> None:
    """An address takes nothing until the person writes, or the platform thinks better of it.

    It is tried again after an instant; until something arrives there, nobody is reached by it.
    """
    tx.execute(
        update(addresses).where(addresses.c.id == address).values(rests_until=until, closed=True)
    )
    event = insert(reach_events).values(address_id=address, at=now, reachable=False, reason=reason)
    tx.execute(event)


def reopened(tx: Tx, address: int, now: datetime) -> None:
    """Something has arrived where the platform had let nobody write."""
    tx.execute(
        update(addresses).where(addresses.c.id == address).values(rests_until=None, closed=False)
    )
    tx.execute(insert(reach_events).values(address_id=address, at=now, reachable=True))


def asked(tx: Tx, address: int, now: datetime) -> None:
    """Something was asked there; silence is counted from the first question on."""
    tx.execute(
        update(addresses)
        .where(addresses.c.id == address, addresses.c.silent_since.is_(None))
        .values(silent_since=now)
    )


def heard(tx: Tx, chat: Address, now: datetime) -> None:
    """Something came from a chat: it is awake, and last used by whoever has other addresses."""
    tx.execute(_HEARD, {"by": chat.channel, "there": chat.chat, "now": now})


_OTHER = addresses.alias("other")
_HAS_OTHERS = exists(
    select(_OTHER.c.id).where(
        _OTHER.c.person_id == addresses.c.person_id,
        _OTHER.c.id != addresses.c.id,
        _OTHER.c.until.is_(None),
    )
)
_HEARD = (
    update(addresses)
    .where(
        addresses.c.channel == bindparam("by"),
        addresses.c.chat == bindparam("there"),
        addresses.c.until.is_(None),
        or_(_HAS_OTHERS, addresses.c.rests_until.is_not(None)),
    )
    .values(heard_at=bindparam("now"), silent_since=None, rests_until=None, closed=False)
)
"""The statement of `heard`, built once: that takes longer than running it."""


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
