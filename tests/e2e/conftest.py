"""What the end-to-end tests share: where processes are born, and the database they begin with."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.nursery import Nursery
from tests.e2e.service import Service


@pytest.fixture(scope="session", autouse=True)
def nursery() -> Iterator[None]:
    """Processes of the program are born of one that has imported it."""
    with Nursery() as Service.nursery:
        yield


@pytest.fixture(autouse=True)
def migrated(tmp_path: Path, migrated_sqlite: Path) -> None:
    """A service in the test's folder finds an empty database; another one makes its own."""
    shutil.copy(migrated_sqlite, tmp_path / "nhacviec.db")
