"""The one-time codes by which people join, and the wrong ones tried.

Only the hash of a code is kept.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, and_, func, insert, select, update

from bot.people import Post, Role
from bot.store.memory import Tx
from bot.store.tables import invites, join_failures


@dataclass(frozen=True, slots=True)
class Invite:
    """A code that is still good, without the code itself.

    `replaces`: who joins by it takes the post over from those who hold it. `person`: it opens
    another account of somebody known instead of giving a post. `made_by` None: by the command line.
    """

    id: int
    post: Post
    made_at: datetime
    expires: datetime
    made_by: int | None = None
    person: int | None = None
    replaces: bool = False


def code_hash(code: str) -> str:
    """How a code is kept: case, spaces and dashes do not matter, and it cannot be read back."""
    bare = "".join(c for c in code.upper() if c.isalnum())
    return hashlib.sha256(bare.encode()).hexdigest()


def add(
    tx: Tx,
    code: str,
    post: Post,
    *,
    now: datetime,
    expires: datetime,
    made_by: int | None = None,
    person: int | None = None,
    replaces: bool = False,
) -> int:
    """Keep a one-time code for a post; gives its id."""
    done = tx.execute(
        insert(invites).values(
            code_hash=code_hash(code),
            role=post.role,
            unit_id=post.unit,
            made_at=now,
            expires_at=expires,
            made_by=made_by,
            person_id=person,
            replaces=replaces,
        )
    )
    return int(done.inserted_primary_key[0]) if done.inserted_primary_key else 0


def find(tx: Tx, code: str, now: datetime) -> Invite | None:
    """What a code opens; None if it is unknown, used, revoked or expired.

    Held until the transaction ends: of two people who race for it on two machines one waits.
    """
    row = tx.execute(
        select(invites).where(invites.c.code_hash == code_hash(code), _good(now)).with_for_update()
    ).one_or_none()
    return _invite(row) if row else None


def open_ones(tx: Tx, now: datetime, unit: str | None = None) -> list[Invite]:
    """The codes that still open something, for a unit if one is named; oldest first."""
    query = select(invites).where(_good(now)).order_by(invites.c.id)
    if unit is not None:
        query = query.where(invites.c.unit_id == unit)
    return [_invite(row) for row in tx.execute(query)]


def revoke(tx: Tx, id_: int, now: datetime) -> bool:
    """Make a code good for nothing; False if it was so already."""
    done = tx.execute(update(invites).where(invites.c.id == id_, _good(now)).values(revoked_at=now))
    return done.rowcount == 1


def use(tx: Tx, code: str, person: int, now: datetime) -> None:
    """Mark a code as used; it opens nothing any more."""
    tx.execute(
        update(invites)
        .where(invites.c.code_hash == code_hash(code))
        .values(used_at=now, used_by=person)
    )


def used_by(tx: Tx, code: str) -> int | None:
    """Who has joined by a code; None for one that nobody has used."""
    return tx.execute(
        select(invites.c.used_by).where(invites.c.code_hash == code_hash(code))
    ).scalar_one_or_none()


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


def all_failures_since(tx: Tx, since: datetime) -> int:
    """How many wrong codes everybody together has tried since an instant."""
    return tx.execute(
        select(func.count()).select_from(join_failures).where(join_failures.c.at > since)
    ).scalar_one()


def _good(now: datetime) -> ColumnElement[bool]:
    return and_(
        invites.c.used_at.is_(None), invites.c.revoked_at.is_(None), invites.c.expires_at > now
    )


def _invite(row: Row[tuple[object, ...]]) -> Invite:
    return Invite(
        row.id,
        Post(Role(row.role), row.unit_id),
        row.made_at,
        row.expires_at,
        row.made_by,
        row.person_id,
        row.replaces,
    )
