"""The stage, on SQLite, on PostgreSQL, or on each in turn."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.simulator import NAME, Simulator
from bot.store.memory import Memory
from tests import databases
from tests.stories import past
from tests.stories.past import Almanac
from tests.stories.stage import Stage


@pytest.fixture(scope="session")
def joined_sqlite(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file that knows everybody; to be copied, not used."""
    folder = tmp_path_factory.mktemp("joined")
    with databases.opened(databases.new_sqlite(migrated_sqlite, folder)) as memory:
        Stage(memory).everybody_joined()
    return folder / "nhacviec.db"


@pytest.fixture(scope="session")
def almanac(tmp_path_factory: pytest.TempPathFactory) -> Almanac:
    """The days that stories begin with, each lived once."""
    return Almanac(tmp_path_factory.mktemp("almanac"))


@pytest.fixture
def joined_memory(joined_sqlite: Path, tmp_path: Path, almanac: Almanac) -> Iterator[Memory]:
    """A memory, in an SQLite file, of everybody having joined before everything."""
    with databases.opened(databases.new_sqlite(joined_sqlite, tmp_path)) as memory:
        yield past.known(memory, almanac, "joined")


@pytest.fixture
def sqlite_memory(sqlite_memory: Memory, almanac: Almanac) -> Memory:
    """An empty memory in an SQLite file, whose stories may begin with days of others."""
    return past.known(sqlite_memory, almanac, "empty")


@pytest.fixture
def stage(joined_memory: Memory) -> Stage:
    """Everybody has joined; the clock stands before everything."""
    return Stage(joined_memory)


@pytest.fixture(params=[100, 0], ids=["buttons", "typed"])
def either_stage(joined_memory: Memory, request: pytest.FixtureRequest) -> Stage:
    """The same on a channel with buttons, and on one where choices are typed."""
    most: int = request.param
    return Stage(joined_memory, phones=Simulator(NAME, most_buttons=most, can_edit=most > 0))


@pytest.fixture
def empty_stage(sqlite_memory: Memory) -> Stage:
    """Nobody has joined yet."""
    return Stage(sqlite_memory)


@pytest.fixture
def any_stage(any_memory: Memory) -> Stage:
    """Everybody has joined; on each database in turn."""
    stage = Stage(any_memory)
    stage.everybody_joined()
    return stage
