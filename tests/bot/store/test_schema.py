"""The schema: one way to it on both databases, and no way back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from bot.store import schema
from bot.store.memory import Memory
from bot.store.tables import metadata
from tests import databases


@pytest.fixture(params=["sqlite", "postgresql"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Memory]:
    """A database that nobody has touched yet, of each kind in turn."""
    if request.param == "sqlite":
        with databases.opened(f"sqlite:///{tmp_path / 'bare.db'}") as memory:
            yield memory
    else:
        with databases.new_postgres() as url, databases.opened(url) as memory:
            yield memory


def test_the_head_is_the_newest_migration() -> None:
    files = (schema.MIGRATIONS / "versions").glob("m*.py")
    newest = max(re.match(r"m(\d+)_", file.name)[1] for file in files)  # type: ignore[index]

    assert newest == schema.HEAD


def test_a_new_database_is_brought_to_the_head_once(bare: Memory) -> None:
    first, second = schema.upgrade(bare), schema.upgrade(bare)

    assert (first, second) == (True, False)
    with bare.begin() as tx:
        assert schema.current(tx) == schema.HEAD
        assert set(metadata.tables) <= set(inspect(tx).get_table_names())


def test_the_migrations_make_exactly_the_tables_of_the_program(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        context = MigrationContext.configure(tx, opts={"compare_type": True})
        difference = compare_metadata(context, metadata)

    assert difference == []


def test_the_database_of_a_newer_program_is_refused(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        with pytest.raises(schema.TooNew):
            schema.upgrade(any_memory)
    finally:
        with any_memory.begin() as tx:
            back = text("UPDATE alembic_version SET version_num = :head")
            tx.execute(back, {"head": schema.HEAD})


def test_a_migration_that_fails_leaves_nothing_behind(bare: Memory) -> None:
    with bare.begin() as tx:
        tx.execute(text("CREATE TABLE replies (id INTEGER)"))

    with pytest.raises(Exception, match="replies"):
        schema.upgrade(bare)

    with bare.begin() as tx:
        left = set(inspect(tx).get_table_names())
    assert left == {"replies"}
