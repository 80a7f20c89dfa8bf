"""Databases for tests: a new SQLite file each, and one PostgreSQL database for every worker."""

import os
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, event, make_url, text
from sqlalchemy.exc import OperationalError

from bot.store import schema, tables
from bot.store.memory import Memory

SERVER = os.environ.get(
    "NHACVIEC_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres"
).replace("postgresql://", "postgresql+psycopg://", 1)
"""Where PostgreSQL is looked for; the user must be allowed to create databases."""


@contextmanager
def new_postgres() -> Iterator[str]:
    """The address of an empty database that is dropped in the end; skips where none answers."""
    name = f"nhacviec_test_{os.getpid()}_{uuid4().hex[:8]}"
    server = create_engine(
        SERVER, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3}
    )
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
            connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
        try:
            yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
        finally:
            with server.connect() as connection:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    except OperationalError as error:
        pytest.skip(f"no PostgreSQL answers at NHACVIEC_TEST_POSTGRES ({error.orig})")
    finally:
        server.dispose()


class _Statements(dict[Any, Any]):
    """Compiled statements by SQLAlchemy's key but the dialect, of which each engine has one."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(key[1:], default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(key[1:], compiled)


_STATEMENTS: defaultdict[str, _Statements] = defaultdict(_Statements)
"""By kind of database: to compile them for every test again is most of a story's work."""


M = TypeVar("M", bound=Memory)


def eased(memory: M) -> M:
    """The same memory, not used yet, without what no test is about.

    It does not wait for the disk, for nobody cuts the power, and compiles no statement that another
    has compiled.
    """
    memory.engine.update_execution_options(compiled_cache=_STATEMENTS[memory.engine.name])
    if memory.engine.name == "sqlite":
        event.listen(memory.engine, "connect", _unsynced)
    return memory


def _unsynced(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA synchronous = OFF")


@contextmanager
def opened(url: str) -> Iterator[Memory]:
    """A memory that is closed in the end."""
    memory = eased(Memory(url))
    try:
        yield memory
    finally:
        memory.close()


def new_sqlite(migrated: Path, folder: Path) -> str:
    """The address of a copy of a migrated file: copying takes a hundredth of migrating."""
    file = folder / "nhacviec.db"
    shutil.copy(migrated, file)
    return f"sqlite:///{file}"


def migrate(url: str) -> None:
    """Bring a database to the schema of this program."""
    with opened(url) as memory:
        schema.upgrade(memory)


def emptied(url: str) -> str:
    """The same database without any row, its numbering begun anew.

    Deleting from tables that hold next to nothing takes a tenth of truncating them, which makes
    and unlinks a file for every table and index.
    """
    rows = "; ".join(str(each.delete()) for each in reversed(tables.metadata.sorted_tables))
    with opened(url) as memory, memory.begin() as tx:
        tx.exec_driver_sql(rows)
        tx.execute(text("SELECT setval(seqrelid::regclass, seqstart, false) FROM pg_sequence"))
    return url
