"""Files and folders for whoever runs the service alone, whatever the umask says.

Reads and writes nothing in them. Where a system has no such rights (Windows) this changes nothing
that matters there.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

FILE = 0o600
FOLDER = 0o700
OTHERS = 0o077
"""What anybody but the owner may do."""


def make_file(file: Path) -> None:
    """Make an empty file, unless there is one. Raises OSError if the folder does not take it."""
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE))
        file.chmod(FILE)  # the umask may have taken of the owner's own rights


def make_folder(folder: Path) -> None:
    """Make a folder, unless there is one; those above it are nobody's secret.

    Raises OSError if that cannot be.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        folder.mkdir(FOLDER)
        folder.chmod(FOLDER)


def beside(database: str) -> list[Path]:
    """The files of an SQLite database that are there: its own, and what SQLite keeps beside it.

    SQLite gives the latter the rights of the former (sqlite.org/wal.html, read 2026-11).
    """
    names = (database, f"{database}-wal", f"{database}-shm", f"{database}-journal")
    return [file for file in map(Path, names) if file.is_file()]


def open_to_others(paths: Iterable[Path]) -> list[Path]:
    """Those of some files and folders that others may read, change or enter."""
    if os.name == "nt":
        return []
    return [path for path in paths if path.exists() and path.stat().st_mode & OTHERS]


def tighten(paths: Iterable[Path]) -> list[Path]:
    """Shut others out, where the system lets us; gives those that stay open to them."""
    found = open_to_others(paths)
    for path in found:
        with suppress(OSError):  # somebody else's file, or a disk without rights
            path.chmod(path.stat().st_mode & ~OTHERS)
    return open_to_others(found)
