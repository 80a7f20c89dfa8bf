"""What only one process may do at a time: a row for each such thing, held until it lapses."""

from datetime import datetime

from sqlalchemy import delete, or_, update

from bot.store.dialects import insert_new
from bot.store.memory import Tx
from bot.store.tables import leases


def take(tx: Tx, name: str, holder: str, *, now: datetime, until: datetime) -> bool:
    """Take the lease, or hold it for longer; False while somebody else has it.

    Safe from many processes, whose clocks should agree to a few seconds.
    """
    if insert_new(tx, leases, [{"name": name, "holder": holder, "until": until}]):
        return True
    free = or_(leases.c.holder == holder, leases.c.until <= now)
    taken = tx.execute(
        update(leases).where(leases.c.name == name, free).values(holder=holder, until=until)
    )
    return taken.rowcount == 1


def leave(tx: Tx, name: str, holder: str) -> None:
    """Give the lease up; nothing happens if somebody else has it."""
    tx.execute(delete(leases).where(leases.c.name == name, leases.c.holder == holder))


def forget(tx: Tx) -> None:
    """Let every lease go: whoever held one is known to have ended."""
    tx.execute(delete(leases))
