"""Template messages as they were sent: what a tap on their fixed buttons means.

A slip is written before the call, so a tap by its tracking id always finds it. Where Zalo names
only its own id of the message, a tap may come before that is known: it is set aside, and handled
once the slip knows the id.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select, update

from bot.store.dialects import insert_new
from bot.store.memory import Tx
from bot.store.tables import inbox, slips

BEGUN, SENT, REFUSED = "begun", "sent", "refused"
_EARLY = "early "


@dataclass(frozen=True, slots=True)
class Slip:
    """What was sent: to which chat, and the data of “done” and “not done” for its duty."""

    tracking: str
    chat: str
    done: str
    not_done: str


def begin(tx: Tx, slip: Slip, now: datetime) -> str:
    """Write down that it is about to be sent; its state before: REFUSED also if it is new."""
    new = {
        "tracking": slip.tracking,
        "chat": slip.chat,
        "done": slip.done,
        "not_done": slip.not_done,
        "begun_at": now,
        "state": BEGUN,
    }
    if insert_new(tx, slips, [new]):
        return REFUSED
    known = tx.execute(select(slips).where(slips.c.tracking == slip.tracking)).one()
    if known.state == BEGUN and known.arrived_at is not None:
        return SENT
    if known.state == REFUSED:
        _set(tx, slips.c.tracking == slip.tracking, state=BEGUN, begun_at=now)
    return str(known.state)


def sent(tx: Tx, tracking: str, message_id: str) -> bool:
    """Zalo has taken it; True if a tap that had come early is to be handled now."""
    _set(tx, slips.c.tracking == tracking, state=SENT, message_id=message_id[:100] or None)
    if not message_id:
        return False
    early = inbox.c.outcome == f"{_EARLY}{message_id}"[:200]
    return tx.execute(update(inbox).where(early).values(handled_at=None, outcome=None)).rowcount > 0


def refused(tx: Tx, tracking: str) -> None:
    """Zalo has certainly not taken it."""
    _set(tx, slips.c.tracking == tracking, state=REFUSED)


def arrived(tx: Tx, reference: str | None, message_id: str | None, at: datetime) -> None:
    """It has reached its phone."""
    its = _named(reference, message_id)
    _set(tx, its & slips.c.arrived_at.is_(None), arrived_at=at)


def find(tx: Tx, reference: str | None, message_id: str | None) -> Slip | None:
    """The slip that a tap is about."""
    row = tx.execute(select(slips).where(_named(reference, message_id)).limit(1)).first()
    return Slip(row.tracking, row.chat, row.done, row.not_done) if row else None


def await_slip(tx: Tx, inbox_id: int, message_id: str) -> None:
    """Set a handled tap aside until the slip of that message is known."""
    its = inbox.c.id == inbox_id
    tx.execute(update(inbox).where(its).values(outcome=f"{_EARLY}{message_id}"[:200]))


def _named(reference: str | None, message_id: str | None) -> ColumnElement[bool]:
    return or_(
        slips.c.tracking == (reference or ""),
        slips.c.message_id == (message_id or "") if message_id else slips.c.tracking == "",
    )


def _set(tx: Tx, its: ColumnElement[bool], **values: object) -> None:
    tx.execute(update(slips).where(its).values(**values))
