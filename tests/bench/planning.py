"""Goal 4: what it costs to promise reminders, against one APScheduler job for each."""

import asyncio
import gc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from apscheduler.jobstores.base import BaseJobStore
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import create_engine, event

from bot.remind import promise
from bot.store import outbox
from bot.store.outbox import Owed
from schedules.timetable import Kind
from tests.bench import worlds
from tests.bench.figure import Figure, compared, plain
from tests.bench.rounds import interleaved, run
from tests.bench.sizes import Size

FUTURE = datetime(2122, 1, 1, tzinfo=UTC)


def figures(size: Size) -> Iterator[Figure]:
    """Microseconds for each reminder, promised or added."""
    jobs = {"jobs": size.reminders, "kind": "memory"}
    stored = {"jobs": max(1, size.reminders // 10), "kind": "sqlalchemy"}  # dearer if more
    found = interleaved(
        size,
        {
            "promise": ("planning:promised", {"reminders": size.reminders}),
            "memory": ("planning:added", jobs),
            "sqlalchemy": ("planning:added", stored),
        },
    )
    for against, name, goal in (
        ("APScheduler add_job, memory", "memory", 1 / 15),
        ("APScheduler add_job, SQLAlchemy WAL", "sqlalchemy", 1 / 150),
    ):
        yield compared(
            f"promising each of {size.reminders} reminders",
            found["promise"],
            found[name],
            against=against,
            unit="us",
            goal=goal,
        )
    story = run(size, "planning:story", {"duties": size.reminders // 10})
    yield plain(
        "the story: timetable, recipients, promise", story, unit="us", goal=None, against=""
    )


def owed(reminders: int) -> list[Owed]:
    """Promises about many duties to 500 persons, at 08:00 of 250 days."""
    return [
        Owed(
            plan=worlds.PLAN_ID,
            kind=Kind.BEFORE,
            mark="3d",
            person=n % 500 + 1,
            at=worlds.MORNING + timedelta(days=n % 250),
            until=worlds.MORNING + timedelta(days=n % 250 + 3),
            duty=(f"a{n}", f"u{n % 500}"),
            deadline="20220512T170000Z",
        )
        for n in range(reminders)
    ]


def promised(reminders: int) -> float:
    """Microseconds for each promise put into a database in a file, the commit included."""
    batch = owed(reminders)
    with worlds.memory() as kept:
        worlds.populate(kept, 500)
        with kept.begin() as tx:
            outbox.promise(tx, owed(1)[:1])  # to warm up
        gc.collect()
        began = perf_counter()
        with kept.begin() as tx:
            outbox.promise(tx, batch)
        return 1e6 * (perf_counter() - began) / reminders


def story(duties: int) -> float:
    """Microseconds for each message of story 1, the timetable included."""
    plan = worlds.plan(duties, duties)
    with worlds.memory() as kept:
        desk, clock = worlds.desk(kept, plan, {})
        in_force = type(desk.plans.by_id[plan.id])(plan)  # with nothing worked out yet
        clock.set(worlds.MORNING)
        began = perf_counter()
        with kept.begin() as tx:
            assert promise(tx, in_force, clock.now()) == duties
        return 1e6 * (perf_counter() - began) / duties


def added(jobs: int, kind: str) -> float:
    """Microseconds for each job added to a running scheduler."""
    return asyncio.run(_added(jobs, kind))


async def _added(jobs: int, kind: str) -> float:
    with TemporaryDirectory() as folder:
        store = job_store(kind, Path(folder))
        scheduler = AsyncIOScheduler(timezone="UTC", jobstores={"default": store})
        scheduler.start()
        scheduler.add_job(nothing, "date", run_date=FUTURE)
        gc.collect()
        began = perf_counter()
        for n in range(jobs):
            scheduler.add_job(nothing, "date", run_date=FUTURE + timedelta(minutes=n), args=[n])
        await asyncio.sleep(0)
        took = perf_counter() - began
        scheduler.shutdown(wait=False)
        if isinstance(store, SQLAlchemyJobStore):
            store.engine.dispose()
        return 1e6 * took / jobs


def job_store(kind: str, folder: Path) -> BaseJobStore:
    """A job store in memory, or in an SQLite file with WAL and NORMAL, its fastest safe setting."""
    if kind == "memory":
        return MemoryJobStore()
    engine = create_engine(f"sqlite:///{folder / 'jobs.db'}")

    def wal(connection: object, _: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")

    event.listen(engine, "connect", wal)
    return SQLAlchemyJobStore(engine=engine)


def nothing(*_: object) -> None:
    """What every job does."""
