"""Databases for tests: a new SQLite file each, and one PostgreSQL database for every worker."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text
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
        try:
            yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
        finally:
            with server.connect() as connection:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    except OperationalError as error:
        pytest.skip(f"no PostgreSQL answers at NHACVIEC_TEST_POSTGRES ({error.orig})")
    finally:
        server.dispose()


@contextmanager
def opened(url: str) -> Iterator[Memory]:
    """A memory that is closed in the end."""
    memory = Memory(url)
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
    """The same database without any row, its numbering begun anew."""
    names = ", ".join(f'"{table.name}"' for table in tables.metadata.sorted_tables)
    with opened(url) as memory, memory.begin() as tx:
        tx.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    return url
