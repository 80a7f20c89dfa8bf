"""Files that came in: a queue of what is to be fetched, and of what waits for its duty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from bot.messages import Address, Attachment, Medium
from bot.store.dialects import claim_lock
from bot.store.memory import Tx
from bot.store.tables import attachments

LEASE = timedelta(minutes=3)
"""A file that was to be fetched is offered again after this; its fetcher may have died."""

Duty = tuple[str, str, str]
"""Plan, activity and unit id."""


class Stage(StrEnum):
    """How far a file has come."""

    WAITING = "waiting"  # lies with the platform
    KEPT = "kept"  # lies with us
    REFUSED = "refused"  # we do not take such a file
    GONE = "gone"  # could not be fetched


@dataclass(frozen=True, slots=True)
class File:
    """A file that came in. `duties` is None while nobody has said what it shows."""

    id: int
    inbox: int
    chat: Address
    person: int
    attachment: Attachment
    album: str | None
    words: str | None
    at: datetime
    duties: tuple[Duty, ...] | None
    stage: Stage
    attempts: int
    sha256: str | None = None
    media_type: str | None = None
    size: int | None = None


def add(
    tx: Tx,
    inbox: int,
    chat: Address,
    person: int,
    attachment: Attachment,
    *,
    album: str | None,
    words: str | None,
    at: datetime,
    duties: Sequence[Duty] | None,
    try_at: datetime,
) -> int:
    """Put a file into the queue; gives its id."""
    done = tx.execute(
        insert(attachments).values(
            inbox_id=inbox,
            channel=chat.channel,
            chat=chat.chat,
            is_group=chat.is_group,
            person_id=person,
            kind=attachment.kind,
            ref=attachment.ref,
            name=(attachment.name or "")[:200] or None,
            size=attachment.size,
            album=album[:100] if album else None,
            words=words,
            at=at,
            duties=None if duties is None else [list(duty) for duty in duties],
            state=Stage.WAITING,
            try_at=try_at,
            attempts=0,
        )
    )
    return int(done.inserted_primary_key[0]) if done.inserted_primary_key else 0


def claim(tx: Tx, now: datetime, limit: int = 20) -> list[list[File]]:
    """Take what is due to be fetched, album by album; held for LEASE. Safe from many processes."""
    claim_lock(tx)
    rows = tx.execute(
        select(attachments)
        .where(attachments.c.state == Stage.WAITING, attachments.c.try_at <= now)
        .order_by(attachments.c.chat, attachments.c.album, attachments.c.id)
        .limit(limit)
    ).all()
    put_off(tx, [row.id for row in rows], now + LEASE)
    found = [_file(row) for row in rows]
    return [list(group) for _, group in groupby(found, key=lambda f: (f.chat, f.album or f.id))]


def next_try(tx: Tx) -> datetime | None:
    """When the next file is due to be fetched; None if none waits."""
    earliest: datetime | None = tx.execute(_NEXT_TRY).scalar_one()
    return earliest


_NEXT_TRY = select(func.min(attachments.c.try_at)).where(attachments.c.state == Stage.WAITING)


def put_off(tx: Tx, ids: Sequence[int], until: datetime, *, failed: bool = False) -> None:
    """Look at files again from an instant on; a failure is counted."""
    more = 1 if failed else 0
    tx.execute(
        update(attachments)
        .where(attachments.c.id.in_(ids))
        .values(try_at=until, attempts=attachments.c.attempts + more)
    )


def wait_together(tx: Tx, chat: Address, album: str, until: datetime) -> None:
    """Fetch nothing of an album before `until`: another of its photos has just come.

    What a worker holds is left to it.
    """
    tx.execute(
        update(attachments)
        .where(
            attachments.c.channel == chat.channel,
            attachments.c.chat == chat.chat,
            attachments.c.album == album,
            attachments.c.state == Stage.WAITING,
            attachments.c.try_at < until,
        )
        .values(try_at=until)
    )


def put_away(tx: Tx, id_: int, sha256: str, media_type: str, size: int) -> None:
    """A file lies with us now, under its digest."""
    tx.execute(
        update(attachments)
        .where(attachments.c.id == id_)
        .values(state=Stage.KEPT, sha256=sha256, media_type=media_type, size=size)
    )


def close(tx: Tx, id_: int, stage: Stage) -> None:
    """A file will not be fetched any more."""
    tx.execute(update(attachments).where(attachments.c.id == id_).values(state=stage))


def belong(tx: Tx, ids: Sequence[int], duties: Sequence[Duty]) -> list[File]:
    """Say what files show; gives those that already lie with us, and nobody had said it of."""
    known = [file for file in get(tx, ids) if file.duties is None]
    tx.execute(
        update(attachments)
        .where(attachments.c.id.in_([file.id for file in known]))
        .values(duties=[list(duty) for duty in duties])
    )
    return [file for file in known if file.stage is Stage.KEPT]


def retell(tx: Tx, ids: Sequence[int], duties: Sequence[Duty] | None) -> None:
    """Say what files show in the place of what was thought before; None: that is open again."""
    told = None if duties is None else [list(duty) for duty in duties]
    tx.execute(update(attachments).where(attachments.c.id.in_(ids)).values(duties=told))


def caption(tx: Tx, ids: Sequence[int], words: str | None) -> None:
    """Keep what is written with files by now."""
    tx.execute(update(attachments).where(attachments.c.id.in_(ids)).values(words=words))


def came_with(tx: Tx, inbox: Sequence[int]) -> list[File]:
    """The files that came with these updates, oldest first."""
    query = select(attachments).where(attachments.c.inbox_id.in_(inbox))
    return [_file(row) for row in tx.execute(query.order_by(attachments.c.id))]


def get(tx: Tx, ids: Sequence[int]) -> list[File]:
    """Files by id, oldest first."""
    query = select(attachments).where(attachments.c.id.in_(ids)).order_by(attachments.c.id)
    return [_file(row) for row in tx.execute(query)]


def of_album(tx: Tx, chat: Address, album: str) -> list[File]:
    """The files of an album that have come in, oldest first."""
    query = (
        select(attachments)
        .where(
            attachments.c.channel == chat.channel,
            attachments.c.chat == chat.chat,
            attachments.c.album == album,
        )
        .order_by(attachments.c.id)
    )
    return [_file(row) for row in tx.execute(query)]


def lately(tx: Tx, chat: Address, person: int, since: datetime) -> list[File]:
    """The files that somebody has sent in a chat since an instant, oldest first."""
    query = (
        select(attachments)
        .where(
            attachments.c.channel == chat.channel,
            attachments.c.chat == chat.chat,
            attachments.c.person_id == person,
            attachments.c.at >= since,
        )
        .order_by(attachments.c.id)
    )
    return [_file(row) for row in tx.execute(query)]


def coming(tx: Tx, person: int, duty: Duty) -> bool:
    """Whether a file that somebody sent for a duty lies with the platform still."""
    query = select(attachments.c.duties).where(
        attachments.c.person_id == person,
        attachments.c.state == Stage.WAITING,
        attachments.c.duties.is_not(None),
    )
    return any(list(duty) in (row.duties or ()) for row in tx.execute(query))


def _file(row: Row[Any]) -> File:
    return File(
        row.id,
        row.inbox_id,
        Address(row.channel, row.chat, bool(row.is_group)),
        row.person_id,
        Attachment(Medium(row.kind), row.ref, row.name, size=row.size),
        row.album,
        row.words,
        row.at,
        None if row.duties is None else tuple((p, a, u) for p, a, u in row.duties),
        Stage(row.state),
        row.attempts,
        row.sha256,
        row.media_type,
        row.size,
    )
