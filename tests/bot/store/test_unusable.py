"""A database that cannot be had is said so in one line, and in words of our own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import schema
from bot.store.memory import Memory, Unusable
from tests.commands import called

SEED = Path(__file__).parents[3] / "data" / "plan.yaml"


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    opened = Memory(f"sqlite:///{tmp_path / 'bot.db'}")
    yield opened
    opened.close()


@pytest.mark.parametrize("url", ["nonsense", "mysql://somebody@somewhere/db"])
def test_an_address_that_means_nothing_is_refused_at_once(url: str) -> None:
    with pytest.raises(Unusable):
        Memory(url)


def test_a_folder_that_is_not_there_makes_the_database_unusable(tmp_path: Path) -> None:
    memory = Memory(f"sqlite:///{tmp_path / 'nowhere' / 'bot.db'}")

    with pytest.raises(Unusable, match=r"^unable to open database file$"):
        schema.upgrade(memory)

    memory.close()


def test_a_file_that_is_no_database_is_unusable(tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_bytes(b"no database, but long enough to be read as one" * 40)
    memory = Memory(f"sqlite:///{tmp_path / 'bot.db'}")

    with pytest.raises(Unusable, match=r"^file is not a database$"):
        schema.upgrade(memory)

    memory.close()


async def test_a_database_at_this_schema_gives_a_sign_of_life(memory: Memory) -> None:
    schema.upgrade(memory)

    await schema.check(memory)


async def test_an_emptied_database_gives_none(memory: Memory) -> None:
    with pytest.raises(Unusable, match="empty"):
        await schema.check(memory)


@pytest.mark.parametrize("command", ["run", "status"])
def test_a_command_with_a_bad_address_names_the_variable_in_one_line(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", "nonsense")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1234567:" + "a" * 35)

    done = called(command, "--plan", str(SEED))

    assert done.code == 2
    assert done.err == (
        "nhacviec: DATABASE_URL: không dùng được; mẫu: sqlite:///data/nhacviec.db, "
        "postgresql://nguoidung:matkhau@may:5432/nhacviec\n"
    )
