"""The files that people sent as evidence, on disk, each under the digest of what is in it.

Nothing in a path comes from a sender, and only whoever runs the service reads one. A file that is
there is whole: it is written beside its place, brought to the disk, and only then given its name.
"""

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from bot.store import private

_DIGEST_LENGTH = 64  # hexadecimal figures


class Cabinet:
    """A folder of files by digest. Its methods block; they belong in a thread."""

    def __init__(self, folder: Path) -> None:
        """Make nothing yet: the folder appears with the first file."""
        self.folder = folder

    def keep(self, data: bytes) -> str:
        """Keep a file for good; gives its SHA-256. What is there already stays untouched.

        Raises OSError if the disk does not take it.
        """
        digest = hashlib.sha256(data).hexdigest()
        place = self._place(digest)
        if place.exists():
            return digest
        private.make_folder(self.folder)
        private.make_folder(place.parent)
        handle, name = tempfile.mkstemp(prefix="new-", dir=self.folder)
        beside = Path(name)
        beside.chmod(private.FILE)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(place)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        _settle(place.parent)
        return digest

    def read(self, digest: str) -> bytes | None:
        """What was kept under a digest; None if it is not there, or no longer what it was."""
        if len(digest) != _DIGEST_LENGTH or not digest.isalnum():
            return None
        with suppress(OSError):
            data = self._place(digest).read_bytes()
            return data if hashlib.sha256(data).hexdigest() == digest else None
        return None

    def _place(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest


def _settle(folder: Path) -> None:
    """Bring a new name in a folder to the disk; a system that cannot (Windows) does it itself."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
