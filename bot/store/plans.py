"""The versions of a plan, how far it has been promised, and what of it has been approved."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import lru_cache

from sqlalchemy import bindparam, func, insert, select, update

from bot.store.dialects import insert_new
from bot.store.memory import Tx
from bot.store.tables import approvals, approved, cursors, plan_versions
from schedules import plan_file
from schedules.plan import Plan


def remember(tx: Tx, plan: Plan, now: datetime) -> bool:
    """Keep the text of a plan that takes force; False if it is the one already in force."""
    sha256 = hashlib.sha256(plan.text.encode()).hexdigest()
    latest = tx.execute(
        select(plan_versions.c.sha256)
        .where(plan_versions.c.plan_id == plan.id)
        .order_by(plan_versions.c.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    if latest == sha256:
        return False
    tx.execute(
        insert(plan_versions).values(plan_id=plan.id, sha256=sha256, loaded_at=now, text=plan.text)
    )
    return True


def text_at(tx: Tx, plan: str, at: datetime) -> str | None:
    """The text of the plan that was in force at an instant; None if none was yet."""
    return tx.execute(
        select(plan_versions.c.text)
        .where(plan_versions.c.plan_id == plan, plan_versions.c.loaded_at <= at)
        .order_by(plan_versions.c.id.desc())
        .limit(1)
    ).scalar_one_or_none()


def in_force(tx: Tx, plan: Plan, at: datetime) -> Plan:
    """The version of a plan that was in force at an instant; the plan given if none is kept."""
    text = text_at(tx, plan.id, at)
    if text is None or text == plan.text:
        return plan
    return parsed(text, plan.id) or plan


@lru_cache(maxsize=16)  # versions do not change, and reading one takes a tenth of a second
def parsed(text: str, plan: str) -> Plan | None:
    """A version by its text; None if it cannot be read any more."""
    return plan_file.parse(text, plan).plan


def versions(tx: Tx, plan: str, until: datetime) -> list[tuple[datetime, str]]:
    """Every text of a plan and when it took force, up to an instant, oldest first."""
    query = (
        select(plan_versions.c.loaded_at, plan_versions.c.text)
        .where(plan_versions.c.plan_id == plan, plan_versions.c.loaded_at <= until)
        .order_by(plan_versions.c.id)
    )
    return [(row.loaded_at, row.text) for row in tx.execute(query)]


def promised_until(tx: Tx, plan: str) -> datetime | None:
    """Up to where the timetable has been promised; None before the first time."""
    return tx.execute(_CURSOR, {"plan": plan}).scalar_one_or_none()


_CURSOR = select(cursors.c.until).where(cursors.c.plan_id == bindparam("plan"))


def promised(tx: Tx, plan: str, until: datetime) -> None:
    """Note that everything up to an instant has been promised."""
    if not insert_new(tx, cursors, [{"plan_id": plan, "until": until}]):
        tx.execute(update(cursors).where(cursors.c.plan_id == plan).values(until=until))


def approve(
    tx: Tx,
    plan: str,
    code: str,
    fingerprints: Iterable[str],
    *,
    person: int | None,
    now: datetime,
) -> None:
    """Let the duties with these fingerprints be written about; `person` None is the command."""
    done = tx.execute(insert(approvals).values(plan_id=plan, code=code, at=now, person_id=person))
    approval = done.inserted_primary_key[0] if done.inserted_primary_key else 0
    rows = [
        {"plan_id": plan, "fingerprint": each, "approval_id": approval}
        for each in sorted(set(fingerprints))
    ]
    insert_new(tx, approved, rows)


def first_approved(tx: Tx, plan: str) -> datetime | None:
    """When the office first agreed to anything of a plan; None if it never did."""
    query = select(func.min(approvals.c.at)).where(approvals.c.plan_id == plan)
    found: datetime | None = tx.execute(query).scalar_one()
    return found


def approved_among(tx: Tx, plan: str, fingerprints: Collection[str]) -> frozenset[str]:
    """Those of some fingerprints that are approved."""
    query = select(approved.c.fingerprint).where(
        approved.c.plan_id == plan, approved.c.fingerprint.in_(fingerprints)
    )
    return frozenset(tx.execute(query).scalars())


def approved_fingerprints(tx: Tx, plan: str) -> frozenset[str]:
    """The fingerprints approved so far."""
    query = select(approved.c.fingerprint).where(approved.c.plan_id == plan)
    return frozenset(tx.execute(query).scalars())
