"""What became of a report of “done”: accepted or sent back, each another row beside it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select

from bot.messages import Address
from bot.store.memory import Tx
from bot.store.replies import Kept, Origin, get
from bot.store.tables import replies, verdict_questions
from schedules.progress import Answer


def accept(tx: Tx, kept: Kept, *, at: datetime, origin: Origin) -> None:
    """Accept what a reply says."""
    tx.execute(insert(replies).values(**_about(kept, at, origin), confirms=kept.reply.id))


def last_accepted(tx: Tx, person: int, since: datetime) -> Kept | None:
    """The reply that somebody accepted last, if since an instant."""
    found = tx.execute(
        select(replies.c.confirms)
        .where(
            replies.c.person_id == person,
            replies.c.confirms.is_not(None),
            replies.c.at >= since,
        )
        .order_by(replies.c.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return get(tx, found) if found is not None else None


def send_back(tx: Tx, kept: Kept, words: str, *, at: datetime, origin: Origin) -> None:
    """Reopen the duty of a reply, with what is lacking in the words of whoever sends it back."""
    row = _about(kept, at, origin)
    tx.execute(
        insert(replies).values(
            **row, answer=Answer.NOT_DONE, reason=words, words=words, returns=kept.reply.id
        )
    )


def await_words(
    tx: Tx, address: Address, person: int, reply: int, *, now: datetime, patience: timedelta
) -> None:
    """Take the next text of somebody in a chat for what a reply lacks."""
    forget(tx, address, person)
    tx.execute(
        insert(verdict_questions).values(
            channel=address.channel,
            chat=address.chat,
            person_id=person,
            reply_id=reply,
            until=now + patience,
        )
    )


def awaited(tx: Tx, address: Address, person: int, now: datetime) -> Kept | None:
    """The reply that somebody in a chat is about to send back, if any."""
    found = tx.execute(
        select(verdict_questions.c.reply_id).where(
            *_here(address, person), verdict_questions.c.until > now
        )
    ).scalar_one_or_none()
    return get(tx, found) if found is not None else None


def forget(tx: Tx, address: Address, person: int) -> None:
    """Wait for no words any more."""
    tx.execute(delete(verdict_questions).where(*_here(address, person)))


def _here(address: Address, person: int) -> tuple[ColumnElement[bool], ...]:
    return (
        verdict_questions.c.channel == address.channel,
        verdict_questions.c.chat == address.chat,
        verdict_questions.c.person_id == person,
    )


def _about(kept: Kept, at: datetime, origin: Origin) -> dict[str, Any]:
    return {
        "plan_id": kept.plan,
        "activity_id": kept.key[0],
        "unit_id": kept.key[1],
        "deadline": kept.deadline,
        "at": at,
        "person_id": origin.person,
        "channel": origin.channel,
        "inbox_id": origin.inbox,
    }
