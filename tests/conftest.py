"""Databases that several rooms of tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.memory import Memory
from tests import databases


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file at the schema of this program; to be copied, not used."""
    file = tmp_path_factory.mktemp("migrated") / "nhacviec.db"
    databases.migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL database of this worker's own, migrated."""
    with databases.new_postgres() as url:
        databases.migrate(url)
        yield url


@pytest.fixture
def sqlite_memory(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Memory]:
    """An empty memory in an SQLite file."""
    with databases.opened(databases.new_sqlite(migrated_sqlite, tmp_path)) as memory:
        yield memory


@pytest.fixture
def postgres_memory(postgres: str) -> Iterator[Memory]:
    """An empty memory on PostgreSQL."""
    with databases.opened(databases.emptied(postgres)) as memory:
        yield memory


@pytest.fixture(params=["sqlite_memory", "postgres_memory"])
def any_memory(request: pytest.FixtureRequest) -> Memory:
    """An empty memory, on each database in turn."""
    memory: Memory = request.getfixturevalue(request.param)
    return memory
