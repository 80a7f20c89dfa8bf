"""One door to the database: what is written together, and what one failure spoils."""

import asyncio
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError, StatementError

from bot.messages import Message
from bot.people import Post, Role
from bot.store import audit, invites, people, tables
from bot.store.memory import Memory, Tx
from tests import databases

_REFUSED = {"sqlite": "OperationalError", "postgresql": "ProgrammingError"}
NOW = datetime(2022, 5, 12, 1, 0, tzinfo=UTC)


def note(tx: Tx, what: str) -> int:
    """Write a line and tell which one it was."""
    audit.note(tx, what, who=None, now=NOW)
    return count(tx)


def fail(tx: Tx, what: str) -> int:
    """Write a line, then fail as a bug would."""
    note(tx, what)
    raise LookupError(what)


def break_statement(tx: Tx) -> int:
    """Make the database itself refuse, which spoils a transaction on PostgreSQL."""
    tx.execute(text("SELECT * FROM no_such_table"))
    return 0


def count(tx: Tx) -> int:
    return tx.execute(select(func.count()).select_from(tables.audit)).scalar_one()


def noted(memory: Memory) -> list[str]:
    with memory.begin() as tx:
        return list(tx.execute(select(tables.audit.c.what).order_by(tables.audit.c.id)).scalars())


async def test_one_failing_job_spoils_none_of_its_group(any_memory: Memory) -> None:
    jobs = [
        any_memory.write(note, "a"),
        any_memory.write(fail, "b"),
        any_memory.write(note, "c"),
        any_memory.write(break_statement),
        any_memory.write(note, "d"),
    ]

    results = await asyncio.gather(*jobs, return_exceptions=True)

    assert [type(each).__name__ for each in results] == [
        "int",
        "LookupError",
        "int",
        "ProgrammingError"
        if any_memory.engine.dialect.name == "postgresql"
        else "OperationalError",
        "int",
    ]
    assert noted(any_memory) == ["a", "c", "d"]


async def test_jobs_are_done_in_the_order_given(any_memory: Memory) -> None:
    names = [f"{n:03}" for n in range(250)]

    await asyncio.gather(*(any_memory.write(note, name) for name in names))

    assert noted(any_memory) == names


async def test_what_was_written_is_seen_by_the_next_reader(any_memory: Memory) -> None:
    await any_memory.write(note, "a")

    assert await any_memory.read(count) == 1


async def test_a_caller_who_gives_up_does_not_stop_the_write(sqlite_memory: Memory) -> None:
    waiting = asyncio.create_task(sqlite_memory.write(note, "a"))
    await asyncio.sleep(0)

    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await sqlite_memory.write(note, "b")

    assert noted(sqlite_memory) == ["a", "b"]


async def test_closing_finishes_what_waits_and_may_be_repeated(sqlite_memory: Memory) -> None:
    jobs = [asyncio.create_task(sqlite_memory.write(note, str(n))) for n in range(5)]
    await asyncio.sleep(0)

    sqlite_memory.close()
    sqlite_memory.close()
    await asyncio.gather(*jobs)

    with databases.opened(str(sqlite_memory.url)) as again:
        assert len(noted(again)) == 5


def test_a_moment_without_a_zone_is_refused(any_memory: Memory) -> None:
    naive = datetime(2022, 5, 12)  # noqa: DTZ001  # what the rule is about

    with pytest.raises(StatementError, match="time zone"), any_memory.begin() as tx:
        audit.note(tx, "x", who=None, now=naive)


def test_a_moment_of_any_zone_comes_back_as_the_same_instant_in_utc(any_memory: Memory) -> None:
    here = NOW.astimezone(timezone(timedelta(hours=7)))
    with any_memory.begin() as tx:
        audit.note(tx, "x", who=None, now=here)
        back = tx.execute(select(tables.audit.c.at)).scalar_one()

    assert back == here
    assert back.utcoffset() == timedelta(0)


def test_moments_compare_as_instants_in_the_database(any_memory: Memory) -> None:
    here = NOW.astimezone(timezone(timedelta(hours=7)))
    with any_memory.begin() as tx:
        audit.note(tx, "x", who=None, now=NOW)
        found = tx.execute(select(tables.audit.c.what).where(tables.audit.c.at == here)).scalars()

        assert list(found) == ["x"]


def test_a_row_that_points_nowhere_is_refused(any_memory: Memory) -> None:
    with pytest.raises(IntegrityError), any_memory.begin() as tx:
        people.add_post(tx, 4_711, Post(Role.HEAD, "qlcn"), NOW)


def test_only_the_hash_of_a_code_is_kept(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        invites.add(tx, "ABCD-EFGH", Post(Role.OFFICE), now=NOW, expires=NOW + timedelta(days=1))
        row = tx.execute(select(tables.invites)).one()

    assert not any("ABCD" in str(value) or "EFGH" in str(value) for value in row)


def test_sqlite_survives_a_power_cut_and_waits_for_others(tmp_path: Path) -> None:
    with closing(Memory(f"sqlite:///{tmp_path / 'real.db'}")) as memory, memory.begin() as tx:
        pragmas = {
            name: tx.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }

    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
    }


def test_two_openings_of_one_file_write_one_after_the_other(sqlite_memory: Memory) -> None:
    with databases.opened(str(sqlite_memory.url)) as beside, sqlite_memory.begin() as tx:
        note(tx, "service")
        with beside.engine.connect().execution_options(reading=True) as reader:
            assert count(reader) == 0
    with databases.opened(str(sqlite_memory.url)) as beside, beside.begin() as tx:
        assert note(tx, "command line") == 2


def test_the_tables_know_no_letter_that_a_message_may_not_hold(any_memory: Memory) -> None:
    odd = Message("Tiêu đề “<b>” & 🙂 \u202e", "dòng 1\ndòng 2\t'--; DROP TABLE people")
    with any_memory.begin() as tx:
        tx.execute(
            insert(tables.plan_versions).values(
                plan_id="p", sha256="0", loaded_at=NOW, text=odd.text
            )
        )
        assert tx.execute(select(tables.plan_versions.c.text)).scalar_one() == odd.text


async def test_an_error_of_the_database_names_no_values(any_memory: Memory) -> None:
    def breaks(tx: Tx) -> None:
        tx.execute(text("INSERT INTO nowhere VALUES (:token)"), {"token": "mot-ma-truy-cap"})

    with pytest.raises(SQLAlchemyError) as error:
        await any_memory.write(breaks)

    assert "mot-ma-truy-cap" not in str(error.value)
