"""Days that are copied from another story are the days that would have been lived."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests import databases
from tests.stories import past
from tests.stories.cast import HEAD
from tests.stories.past import Almanac
from tests.stories.stage import Stage


class Stages:
    """New stages where everybody has joined, all with one almanac."""

    def __init__(self, joined: Path, folder: Path, stack: ExitStack) -> None:
        self.almanac = Almanac(folder)
        self._joined = joined
        self._folder = folder
        self._stack = stack
        self._count = 0

    def new(self) -> Stage:
        """One whose past is known."""
        self._count += 1
        folder = self._folder / str(self._count)
        folder.mkdir()
        opened = databases.opened(databases.new_sqlite(self._joined, folder))
        return Stage(past.known(self._stack.enter_context(opened), self.almanac, "joined"))


@pytest.fixture
def stages(joined_sqlite: Path, tmp_path: Path) -> Iterator[Stages]:
    with ExitStack() as stack:
        yield Stages(joined_sqlite, tmp_path, stack)


def rows(stage: Stage) -> list[str]:
    """All that the database holds."""
    with closing(sqlite3.connect(str(stage.memory.url.database))) as database:
        return list(database.iterdump())


async def test_copied_days_leave_what_lived_ones_leave_and_go_on_alike(stages: Stages) -> None:
    lived, copied = stages.new(), stages.new()

    for stage in (lived, copied):
        await stage.lives("12/5 08:00")
    assert len(stages.almanac.days) == 1
    assert (copied.now, copied.phones.phones) == (lived.now, lived.phones.phones)
    assert rows(copied) == rows(lived)

    for stage in (lived, copied):
        await stage.taps(HEAD, "✅ 1")
        await stage.lives("17/5 09:00")
    assert copied.phones.phones == lived.phones.phones
    assert copied.board() == lived.board()
    assert set(copied.ledger()) == set(lived.ledger())  # who is sent to first at a moment is open


async def test_what_a_story_does_with_its_copy_stays_with_it(stages: Stages) -> None:
    first, second, third = stages.new(), stages.new(), stages.new()
    for stage in (first, second):
        await stage.comes("12/5 08:00")
    before = rows(second)

    await second.taps(HEAD, "✅ 1")
    second.phones.phone(HEAD.phone).shown.clear()
    await third.comes("12/5 08:00")

    assert rows(third) == before
    assert third.phones.phones == first.phones.phones


@pytest.mark.parametrize("differently", ["blocked", "answered", "read", "restarted", "posted"])
async def test_who_has_come_another_way_lives_the_days(stages: Stages, differently: str) -> None:
    usual, other = stages.new(), stages.new()
    for stage in (usual, other):
        await stage.comes("10/5 08:00")

    match differently:
        case "blocked":
            other.phones.blocks(HEAD.sender)
        case "answered":
            await other.says(HEAD, "1 xong")
        case "read":
            other.board()
        case "restarted":
            other.restarted(auto_approve=False)
        case "posted":
            other.joined(HEAD)
    for stage in (usual, other):
        await stage.comes("10/5 09:00")

    known = 2 if differently in {"answered", "read"} else 3
    assert len(stages.almanac.days) == known
