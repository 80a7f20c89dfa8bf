"""Files on disk, each under the digest of what is in it."""

import hashlib
from pathlib import Path

import pytest

from bot.store.cabinet import Cabinet


def test_what_is_kept_is_found_under_its_digest(tmp_path: Path) -> None:
    cabinet = Cabinet(tmp_path / "evidence")

    digest = cabinet.keep(b"banner")

    assert digest == hashlib.sha256(b"banner").hexdigest()
    assert cabinet.read(digest) == b"banner"


def test_the_same_twice_is_one_file_and_nothing_half_written_stays(tmp_path: Path) -> None:
    cabinet = Cabinet(tmp_path)
    cabinet.keep(b"banner")
    cabinet.keep(b"banner")

    assert len([file for file in tmp_path.rglob("*") if file.is_file()]) == 1


def test_what_was_changed_on_the_disk_is_not_given_out(tmp_path: Path) -> None:
    cabinet = Cabinet(tmp_path)
    digest = cabinet.keep(b"banner")
    [file] = [file for file in tmp_path.rglob("*") if file.is_file()]
    file.write_bytes(b"another")

    assert cabinet.read(digest) is None


@pytest.mark.parametrize("digest", ["", "..", "../" * 21 + "a", "/etc/passwd", "0" * 64])
def test_what_is_no_digest_of_ours_is_nothing(tmp_path: Path, digest: str) -> None:
    assert Cabinet(tmp_path).read(digest) is None
