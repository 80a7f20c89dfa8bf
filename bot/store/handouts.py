"""Files that lie ready to be fetched by a secret address, for a while and a few times.

Only the digest of an address is kept, so whoever reads the database learns no address. A file goes
with its last fetch, or when its time is over.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from bot.messages import Address, Enclosure
from bot.store import audit
from bot.store.memory import Tx
from bot.store.tables import handouts


@dataclass(frozen=True, slots=True)
class Handout:
    """What lies at an address: until when, and how often it may still be fetched."""

    until: datetime
    left: int
    file: Enclosure = field(repr=False)


def lay_out(
    tx: Tx, token: str, file: Enclosure, to: Address, *, until: datetime, times: int, now: datetime
) -> None:
    """Lay a file out for somebody; what is over of others is cleared away."""
    tx.execute(delete(handouts).where(handouts.c.until <= now))
    named = digest(token)
    tx.execute(
        insert(handouts).values(
            digest=named,
            name=file.name[:200],
            media_type=file.media_type,
            data=file.data,
            channel=to.channel,
            chat=to.chat,
            until=until,
            remaining=times,
        )
    )
    audit.note(
        tx,
        "handout_laid_out",
        who=to.chat,
        now=now,
        handout=named[:12],
        file=file.name,
        times=times,
    )


def look(tx: Tx, token: str, now: datetime) -> Handout | None:
    """What lies at an address, without taking it; None if nothing does, or does no longer."""
    its = (handouts.c.digest == digest(token), handouts.c.until > now, handouts.c.remaining > 0)
    row = tx.execute(select(handouts).where(*its)).first()
    if row is None:
        return None
    return Handout(row.until, row.remaining, Enclosure(row.name, row.media_type, bytes(row.data)))


def take(tx: Tx, token: str, now: datetime) -> Handout | None:
    """What lies at an address, fetched once; None as `look` gives it. Two never take the last."""
    found = look(tx, token, now)
    if found is None:
        return None
    named = digest(token)
    one_less = update(handouts).where(handouts.c.digest == named, handouts.c.remaining > 0)
    if tx.execute(one_less.values(remaining=handouts.c.remaining - 1)).rowcount == 0:
        return None
    tx.execute(delete(handouts).where(handouts.c.digest == named, handouts.c.remaining <= 0))
    audit.note(tx, "handout_fetched", who=None, now=now, handout=named[:12], file=found.file.name)
    return found


def digest(token: str) -> str:
    """What stands for an address."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
