"""What people must hear of beyond reminders: put into the outbox like all the bot starts."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

from bot.people import Role
from bot.store import outbox, people, promises
from bot.store.memory import Tx
from schedules.plan import Plan
from schedules.workdays import DAY, Workdays, local_instant

NOTICE = "notice"
"""The kind of an outbox row whose facts say what it is about."""

TOLD = "told"
"""The kind of an outbox row that tells somebody what a colleague has answered."""

MATTERS_FOR = 3
"""Working days: the office hears nothing over holidays, and must not miss what fell into them."""


def tell(
    tx: Tx,
    plan: Plan,
    mark: str,
    facts: Mapping[str, Any],
    now: datetime,
    *,
    until: datetime | None = None,
    to: Iterable[int] | None = None,
    kind: str = NOTICE,
) -> int:
    """Promise a notice to persons, or to everybody of the office; the same mark is told once.

    It matters until `until`, or for MATTERS_FOR working days. Gives how many promises are new.
    """
    if until is None:
        last = Workdays(plan.calendar).shift(now.astimezone(plan.zone).date(), MATTERS_FOR)
        until = local_instant(last + DAY, time(), plan.zone)
    return outbox.promise(
        tx,
        [
            outbox.Owed(
                plan=plan.id,
                kind=kind,
                mark=f"{NOTICE}-{mark}"[:100],
                person=person,
                at=now,
                until=until,
                facts=dict(facts),
            )
            for person in dict.fromkeys(office(tx, now) if to is None else to)
        ],
    )


def office(tx: Tx, now: datetime) -> list[int]:
    """Everybody of the office."""
    return people.holders(tx, Role.OFFICE, now)


def told(tx: Tx, plan: Plan, beginning: str) -> list[tuple[datetime, Mapping[str, Any]]]:
    """What was told under marks that begin so, and when; oldest first."""
    return [*promises.promised(tx, plan.id, NOTICE, f"{NOTICE}-{beginning}")]
