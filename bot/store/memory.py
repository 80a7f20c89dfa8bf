"""The database behind one door: transactions for the stories, one writer, many readers.

All writes of a process go through one thread that commits waiting work together (group commit:
measured 4-6 times faster than a commit for each). A function given to `write` may run twice when
another one of its group fails, so it must do nothing but use its transaction.
"""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.store import private

Tx = Connection
P = ParamSpec("P")
T = TypeVar("T")

GROUP = 100
"""At most so many waiting writes share one commit."""

BUSY_TIMEOUT_MS = 10_000
"""How long SQLite waits for another process (the command line beside the service)."""


class Unusable(Exception):
    """The database cannot be had; says why in one line that holds no password."""


class Memory:
    """One database, on SQLite or PostgreSQL."""

    def __init__(self, url: str) -> None:
        """Take an SQLAlchemy address; nothing is opened before it is used.

        Raises Unusable if the address means nothing, or its driver is not installed.
        """
        try:
            self.url = _url(url)
            self.engine = _engine(self.url)
        except (ArgumentError, ModuleNotFoundError, ValueError) as error:  # a port of letters
            raise Unusable(type(error).__name__) from error
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._readers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="store-read")

    @contextmanager
    def begin(self) -> Iterator[Tx]:
        """A transaction in the calling thread; commits at the end, rolls back on an error."""
        with self.engine.begin() as tx:
            yield tx

    async def write(
        self, work: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `work(tx, …)` in the writer; returns once it is durably committed."""
        job = _Job(lambda tx: work(tx, *args, **kwargs))
        self._start()
        self._jobs.put(job)
        result: T = await asyncio.shield(asyncio.wrap_future(job.done))
        return result

    async def read(
        self, work: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `work(tx, …)` on a reading connection, beside the writer."""

        def run() -> T:
            with self.engine.connect().execution_options(reading=True) as tx:
                return work(tx, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._readers, run)

    def close(self) -> None:
        """Finish waiting writes and let go of every connection. Repeating it is safe."""
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join()
            self._thread = None
        self._readers.shutdown()
        self.engine.dispose()

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="store-write", daemon=True)
            self._thread.start()

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            group, last = self._gather(job)
            self._commit(group)
            if last:
                return

    def _gather(self, first: "_Job") -> "tuple[list[_Job], bool]":
        """The first job and what else waits; True if the end was asked for."""
        group = [first]
        while len(group) < GROUP and not self._jobs.empty():
            job = self._jobs.get()
            if job is None:
                return group, True
            group.append(job)
        return group, False

    def _commit(self, group: "list[_Job]") -> None:
        try:
            with self.engine.begin() as tx:
                results = [job.work(tx) for job in group]
        except Exception as error:  # noqa: BLE001  # handed to whoever waits for the job
            if len(group) == 1:
                group[0].done.set_exception(error)
                return
            for job in group:
                self._commit([job])
            return
        for job, result in zip(group, results, strict=True):
            job.done.set_result(result)


class _Job:
    """A piece of work for the writer and where its result goes."""

    def __init__(self, work: Callable[[Tx], Any]) -> None:
        self.work = work
        self.done: Future[Any] = Future()


def _url(url: str) -> URL:
    """The address with the driver this program uses."""
    parsed = make_url(url)
    if parsed.drivername in {"postgres", "postgresql"}:
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def _engine(url: URL) -> Engine:
    """Its errors name no values: tokens, phone numbers and texts must not get into a log."""
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(
        url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000}, hide_parameters=True
    )
    event.listen(engine, "do_connect", _make_private)
    event.listen(engine, "connect", _open_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_private(_dialect: object, _record: object, cargs: Sequence[Any], _more: object) -> None:
    """Before SQLite makes the file, as the umask would have it, it is there for its owner alone."""
    file = str(cargs[0]) if cargs else ""
    if file and not file.startswith((":", "file:")):
        with suppress(OSError):  # SQLite says in its own words what is wrong
            private.make_file(Path(file))


def _open_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """WAL: readers do not wait for the writer. FULL: what was acknowledged survives a power cut."""
    connection.isolation_level = None  # transactions are begun by `_begin_sqlite`, not by sqlite3
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once: a later upgrade from reading to writing could not wait."""
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
