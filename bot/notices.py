"""What the office must hear of: put into the outbox like everything the bot starts."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.people import Role
from bot.store import outbox, people
from bot.store.memory import Tx
from schedules.plan import Plan

NOTICE = "notice"
"""The kind of an outbox row whose facts say what it is about."""

MATTERS_FOR = timedelta(days=3)


def tell(tx: Tx, plan: Plan, mark: str, facts: Mapping[str, Any], now: datetime) -> int:
    """Promise a notice to everybody of the office; the same mark is told once."""
    return outbox.promise(
        tx,
        [
            outbox.Owed(
                plan=plan.id,
                kind=NOTICE,
                mark=f"{NOTICE}-{mark}"[:100],
                person=person,
                at=now,
                until=now + MATTERS_FOR,
                facts=dict(facts),
            )
            for person in people.holders(tx, Role.OFFICE, now)
        ],
    )
