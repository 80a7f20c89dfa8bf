"""What all tests stand on: databases, plain logs, and properties that find the same every time."""

import gc
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import pytest
import structlog
from hypothesis import settings

from bot.store.memory import Memory
from tests import databases

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

gc.disable()  # until all is collected: importing and collecting make little that goes


END_TO_END = Path(__file__).parent / "e2e"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Deal the end-to-end tests out among the others, so that workers wait while others work.

    Workers begin with equal stretches of the list; which stretch has the long ones is left to a
    digest.
    """
    waiting = [item for item in items if item.path.is_relative_to(END_TO_END)]
    working = [item for item in items if not item.path.is_relative_to(END_TO_END)]
    if not waiting or not working:
        return
    waiting.sort(key=lambda item: blake2b(item.nodeid.encode()).digest())
    items.clear()
    for n, item in enumerate(waiting):
        begin, end = (len(working) * each // len(waiting) for each in (n, n + 1))
        items += [item, *working[begin:end]]


def pytest_collection_finish() -> None:
    """Spare the cyclic collector the modules and tests, which stay: as the service does."""
    gc.enable()
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def plain_logs() -> None:
    """Lines without colours: structlog's own way to print an exception takes seconds."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(),
        ]
    )


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
