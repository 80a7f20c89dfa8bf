"""The few statements that SQLite and PostgreSQL spell in their own ways."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, text
from sqlalchemy.dialects import sqlite

from bot.store.memory import Tx

_CLAIM_LOCK = 0x6E686163  # any number that no other program locks in the same database


def insert_new(tx: Tx, table: Table, rows: Sequence[dict[str, Any]]) -> int:
    """Insert rows, passing over those that break a unique key; gives how many were new."""
    if not rows:
        return 0
    # One short statement run many times: one with a VALUES for each row costs nine times as much.
    insert = _insert(tx, table).on_conflict_do_nothing()
    # SQLAlchemy keeps the count of an INSERT only where it is asked to
    new: int = tx.execute(insert.execution_options(preserve_rowcount=True), rows).rowcount
    return new


def _insert(tx: Tx, table: Table) -> Any:
    """The dialect's own INSERT, which knows ON CONFLICT."""
    if tx.dialect.name == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # 25 ms that only PostgreSQL should cost

    return postgresql.insert(table)


def claim_lock(tx: Tx) -> None:
    """Let one process claim at a time. SQLite's write lock does so by itself."""
    if tx.dialect.name != "sqlite":
        tx.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CLAIM_LOCK})
