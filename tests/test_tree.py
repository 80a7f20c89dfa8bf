"""What the tree holds beside code: locked requirements, and no trace of any machine."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

LOCKS = ("requirements.lock", "requirements-dev.lock")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
MACHINE = re.compile(r"""(?:^|[\s"'`=:(,\[])/(?:work|root|tmp/wt)/""", re.MULTILINE)


def locked(name: str) -> dict[str, str]:
    """The requirements of a lock file with their continuation lines, by canonical name."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", "")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {canonicalize_name(re.split(r"[=<>;\[ ]", line, maxsplit=1)[0]): line for line in lines}


def version(line: str) -> str:
    return str(Requirement(line.partition("--hash")[0]).specifier).removeprefix("==")


def needed(lock: str) -> list[Requirement]:
    """What pyproject.toml wants to find in a lock file."""
    groups = PROJECT["dependency-groups"]
    wanted = [*PROJECT["project"]["dependencies"], *groups["build"]]
    if lock == "requirements-dev.lock":
        wanted += groups["dev"]
    return [Requirement(each) for each in wanted]


def tracked() -> list[Path]:
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"],  # noqa: S607  # git is wherever the developer has it
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_requirement_is_one_version_with_its_hashes(lock: str) -> None:
    unsure = {
        name: line
        for name, line in locked(lock).items()
        if not HASH.search(line) or not version(line)[:1].isdigit()
    }

    assert unsure == {}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_address(lock: str) -> None:
    address = re.compile(r"://|--(?:extra-)?index|--find-links|file:| @ ")

    assert address.findall((ROOT / lock).read_text("utf-8")) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_what_the_project_needs_is_locked_within_its_bounds(lock: str) -> None:
    found = locked(lock)

    outside = [
        str(each)
        for each in needed(lock)
        if (line := found.get(canonicalize_name(each.name))) is None
        or version(line) not in each.specifier
    ]

    assert outside == []


def test_development_runs_on_the_versions_of_the_service() -> None:
    service, development = (locked(lock) for lock in LOCKS)

    assert {name: line for name, line in service.items() if development.get(name) != line} == {}


def test_no_tracked_file_names_a_path_of_some_machine() -> None:
    broken = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.is_file() and MACHINE.search(path.read_text("utf-8", errors="replace"))
    ]

    assert broken == []
