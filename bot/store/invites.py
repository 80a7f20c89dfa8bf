"""The one-time codes by which people join, and the wrong ones tried.

Only the hash of a code is kept.
"""

import hashlib
from datetime import datetime

from sqlalchemy import func, insert, select, update

from bot.people import Post, Role
from bot.store.memory import Tx
from bot.store.tables import invites, join_failures


def code_hash(code: str) -> str:
    """How a code is kept: case, spaces and dashes do not matter, and it cannot be read back."""
    bare = "".join(c for c in code.upper() if c.isalnum())
    return hashlib.sha256(bare.encode()).hexdigest()


def add(tx: Tx, code: str, post: Post, *, now: datetime, expires: datetime) -> None:
    """Keep a one-time code for a post."""
    tx.execute(
        insert(invites).values(
            code_hash=code_hash(code),
            role=post.role,
            unit_id=post.unit,
            made_at=now,
            expires_at=expires,
        )
    )


def find(tx: Tx, code: str, now: datetime) -> Post | None:
    """The post a code is for; None if it is unknown, used or expired.

    Held until the transaction ends: of two people who race for it on two machines one waits.
    """
    row = tx.execute(
        select(invites.c.role, invites.c.unit_id)
        .where(
            invites.c.code_hash == code_hash(code),
            invites.c.used_at.is_(None),
            invites.c.expires_at > now,
        )
        .with_for_update()
    ).one_or_none()
    return Post(Role(row.role), row.unit_id) if row else None


def use(tx: Tx, code: str, person: int, now: datetime) -> None:
    """Mark a code as used; it opens nothing any more."""
    tx.execute(
        update(invites)
        .where(invites.c.code_hash == code_hash(code))
        .values(used_at=now, used_by=person)
    )


def add_failure(tx: Tx, channel: str, user: str, now: datetime) -> None:
    """Count a wrong code against its sender."""
    tx.execute(insert(join_failures).values(channel=channel, user=user, at=now))


def failures_since(tx: Tx, channel: str, user: str, since: datetime) -> int:
    """How many wrong codes a sender has tried since an instant."""
    return tx.execute(
        select(func.count())
        .select_from(join_failures)
        .where(
            join_failures.c.channel == channel,
            join_failures.c.user == user,
            join_failures.c.at > since,
        )
    ).scalar_one()
