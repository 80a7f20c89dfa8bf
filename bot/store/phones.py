"""Whom template messages reach: addresses that the office's clerk gives, not the people themselves.

Phone numbers are personal data: they leave this table only for a message that goes there.
"""

from dataclasses import dataclass

from sqlalchemy import and_, exists, select

from bot.people import Role
from bot.store.memory import Tx
from bot.store.tables import addresses, people, posts

CHANNEL = "zalo-zbs"


@dataclass(frozen=True, slots=True)
class Reached:
    """A person, and where templates go; None where they go nowhere."""

    person: int
    name: str
    chat: str | None


def read(tx: Tx) -> list[Reached]:
    """Everybody but units' groups, by number."""
    group = exists().where(posts.c.person_id == people.c.id, posts.c.role == Role.GROUP)
    rows = tx.execute(
        select(people.c.id, people.c.name, addresses.c.chat)
        .outerjoin(
            addresses,
            and_(
                addresses.c.person_id == people.c.id,
                addresses.c.channel == CHANNEL,
                addresses.c.until.is_(None),
            ),
        )
        .where(~group)
        .order_by(people.c.id)
    )
    return [Reached(*row) for row in rows]
