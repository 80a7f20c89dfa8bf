"""An outbox that holds much, written past the program so that filling it is quick."""

import sqlite3
from contextlib import closing
from datetime import timedelta

from sqlalchemy import insert

from bot.store.memory import Memory
from bot.store.outbox import Fate
from bot.store.tables import outbox
from schedules.timetable import Kind
from tests.bench import worlds

PERSONS = 500
AT_ONCE = 10_000


def fill(kept: Memory, *, rows: int, due: int) -> None:
    """So many promises, the first `due` of them due at MORNING, each to another person."""
    worlds.populate(kept, max(PERSONS, due))
    for first in range(0, rows, AT_ONCE):
        numbers = range(first, min(rows, first + AT_ONCE))
        with kept.begin() as tx:
            tx.execute(insert(outbox), [_row(n, due) for n in numbers])
    with closing(sqlite3.connect(str(kept.url.database))) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _row(n: int, due: int) -> dict[str, object]:
    at = worlds.MORNING if n < due else worlds.MORNING + timedelta(days=1, seconds=n)
    person = n + 1 if n < due else n % PERSONS + 1
    return {
        "key": f"bench|a{n}|u{person - 1}|20220512T170000Z|0d|{person}",
        "plan_id": worlds.PLAN_ID,
        "kind": Kind.DUE,
        "mark": "0d",
        "activity_id": f"a{n}",
        "unit_id": f"u{person - 1}",
        "deadline": "20220512T170000Z",
        "person_id": person,
        "facts": None,
        "exact": False,
        "owed_at": at,
        "until": at + timedelta(days=3),
        "state": Fate.WAITING,
        "try_at": at,
        "attempts": 0,
    }
