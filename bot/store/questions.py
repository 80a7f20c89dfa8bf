"""What the bot has asked somebody in a chat, and still waits for.

Words answer the newest question; a button answers its own, however many came after it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, insert, select, update

from bot.messages import Address
from bot.store.memory import Tx
from bot.store.tables import questions


class Asks(StrEnum):
    """What is asked for; the facts of each stand with whoever asks it."""

    REASON = "reason"  # why a duty is not done
    WHICH = "which"  # which duty a text is about
    DONE = "done"  # whether a duty is done for good
    RIGHT = "right"  # whether what was recorded is right
    PERCENT = "percent"  # how far a duty is
    WITHDRAW = "withdraw"  # which wish for more time is taken back
    TERM = "term"  # the new day and the reason of an extension
    OPINION = "opinion"  # why an extension is refused
    DECISION = "decision"  # which wish the day and words of a decision are for: never typed
    WISHES = "wishes"  # which of the wishes listed: by its number, in a decision or alone
    SECOND = "second"  # which decision a second thought is about: by its number
    LACKS = "lacks"  # which result lacks what was typed before it was chosen: never typed
    EVIDENCE = "evidence"  # what shows that a duty was done
    MEND = "mend"  # what of it is wrong
    FILES = "files"  # which duty the files belong to
    EXHIBITS = "exhibits"  # whether evidence lies with the right duty: offered, not waited for
    PIECE = "piece"  # which of several pieces of evidence is meant: by its place in their order
    WHEN = "when"  # when to remind of duties
    ABOUT = "about"  # what leadership has asked of the board, for what is asked next: never typed
    BEHALF = "behalf"  # whether the office writes down what it tells of a unit
    LEAVE = "leave"  # whether somebody leaves: by the next text alone


@dataclass(frozen=True, slots=True)
class Question:
    """A question without an answer."""

    id: int
    kind: Asks
    facts: Mapping[str, Any]
    asked_at: datetime


def ask(
    tx: Tx,
    address: Address,
    person: int,
    kind: Asks,
    facts: Mapping[str, Any],
    *,
    now: datetime,
    patience: timedelta,
) -> int:
    """Remember what was asked; gives its id."""
    done = tx.execute(
        insert(questions).values(
            channel=address.channel,
            chat=address.chat,
            person_id=person,
            kind=kind,
            facts=dict(facts),
            asked_at=now,
            until=now + patience,
        )
    )
    return int(done.inserted_primary_key[0]) if done.inserted_primary_key else 0


_OFFERED = (
    *(
        Asks.EXHIBITS,
        Asks.PIECE,
        Asks.DECISION,
        Asks.WISHES,
        Asks.SECOND,
        Asks.ABOUT,
        Asks.LACKS,
        Asks.LEAVE,
    ),
)
"""Kinds that not any text answers."""


def opened(
    tx: Tx, address: Address, person: int, now: datetime, *kinds: Asks, most: int = 4
) -> list[Question]:
    """The questions in a chat that wait for an answer, of these kinds or all, newest first.

    What is offered beside an acknowledgement, or waits for a button, is given only by its kind.
    """
    rows = tx.execute(
        select(questions)
        .where(
            questions.c.channel == address.channel,
            questions.c.chat == address.chat,
            questions.c.person_id == person,
            questions.c.answered_at.is_(None),
            questions.c.until > now,
            questions.c.kind.in_(kinds) if kinds else questions.c.kind.not_in(_OFFERED),
        )
        .order_by(questions.c.id.desc())
        .limit(most)
    )
    return [_question(row) for row in rows]


def asked_since(tx: Tx, address: Address, person: int, id_: int, now: datetime) -> bool:
    """Whether something else was asked in a chat after a question, and before now."""
    later = select(questions.c.id).where(
        questions.c.channel == address.channel,
        questions.c.chat == address.chat,
        questions.c.person_id == person,
        questions.c.id > id_,
        questions.c.asked_at < now,
        questions.c.kind.not_in(_OFFERED),
    )
    return tx.execute(later.limit(1)).first() is not None


def get(tx: Tx, id_: int, person: int, now: datetime) -> Question | None:
    """A question that was put to this person and may still be answered."""
    row = tx.execute(
        select(questions).where(
            questions.c.id == id_,
            questions.c.person_id == person,
            questions.c.answered_at.is_(None),
            questions.c.until > now,
        )
    ).one_or_none()
    return _question(row) if row else None


def asked_before(tx: Tx, person: int, kind: Asks, facts: Mapping[str, Any]) -> bool:
    """Whether somebody has been asked exactly this before, answered or not."""
    rows = tx.execute(
        select(questions.c.facts).where(questions.c.person_id == person, questions.c.kind == kind)
    )
    return any(row.facts == dict(facts) for row in rows)


def amend(tx: Tx, id_: int, facts: Mapping[str, Any]) -> None:
    """Give a question that is still open other facts."""
    tx.execute(update(questions).where(questions.c.id == id_).values(facts=dict(facts)))


def answered(tx: Tx, id_: int, now: datetime) -> None:
    """Wait no longer for an answer to a question."""
    tx.execute(update(questions).where(questions.c.id == id_).values(answered_at=now))


def forget(tx: Tx, address: Address, person: int, now: datetime, *kinds: Asks) -> None:
    """Wait no longer for answers to questions of these kinds in a chat."""
    tx.execute(
        update(questions)
        .where(
            questions.c.channel == address.channel,
            questions.c.chat == address.chat,
            questions.c.person_id == person,
            questions.c.kind.in_(kinds),
            questions.c.answered_at.is_(None),
        )
        .values(answered_at=now)
    )


def _question(row: Row[Any]) -> Question:
    return Question(row.id, Asks(row.kind), row.facts, row.asked_at)
