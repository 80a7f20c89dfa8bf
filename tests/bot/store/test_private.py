"""What people have said is read by whoever runs the service alone, whatever the umask says."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import private, schema
from bot.store.cabinet import Cabinet
from bot.store.memory import Memory

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")


@pytest.fixture(params=[0o000, 0o022, 0o277], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """A umask that gives too much, the usual one, and one that takes the owner's rights."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    """What may be done with a path."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("umask")
def test_a_new_database_and_what_lies_beside_it_are_the_owner_s(tmp_path: Path) -> None:
    memory = Memory(f"sqlite:///{tmp_path / 'bot.db'}")
    schema.upgrade(memory)

    files = private.beside(str(tmp_path / "bot.db"))

    assert {file.name for file in files} == {"bot.db", "bot.db-wal", "bot.db-shm"}
    assert {mode(file) for file in files} == {0o600}
    memory.close()


@pytest.mark.usefixtures("umask")
def test_evidence_lies_in_folders_and_files_of_the_owner_s(tmp_path: Path) -> None:
    Cabinet(tmp_path / "evidence").keep(b"banner")

    found = [tmp_path / "evidence", *(tmp_path / "evidence").rglob("*")]

    assert {mode(path) for path in found if path.is_dir()} == {0o700}
    assert {mode(path) for path in found if path.is_file()} == {0o600}


def test_what_is_open_to_others_is_shut(tmp_path: Path) -> None:
    file, folder = tmp_path / "bot.db", tmp_path / "evidence"
    file.touch()
    folder.mkdir()
    file.chmod(0o644)
    folder.chmod(0o755)

    assert private.open_to_others([file, folder]) == [file, folder]
    assert private.tighten([file, folder, tmp_path / "nowhere"]) == []
    assert (mode(file), mode(folder)) == (0o600, 0o700)


def test_a_file_that_is_there_is_not_made_anew(tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_bytes(b"kept")

    private.make_file(tmp_path / "bot.db")

    assert (tmp_path / "bot.db").read_bytes() == b"kept"
