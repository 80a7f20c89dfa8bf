"""The APScheduler jobs that wake the program.

They carry no truth: what is owed follows from plan, clock and database. So a late or missed beat
loses nothing, and beats are never queued up.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

BEAT = timedelta(seconds=1)
"""How often the program looks whether something is owed; an empty look costs about 0.1 ms."""


Beat = Callable[[], Awaitable[None]]


class Heartbeat:
    """Calls coroutines regularly, each by itself; one that takes longer than a beat goes on."""

    def __init__(self, beats: Mapping[str, Beat], every: timedelta = BEAT) -> None:
        """Prepare to call `beats`, by name; nothing runs before `start`."""
        # APScheduler drops jobs that are more than a second late unless told otherwise (its
        # documented default, read 2026-11)
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._scheduler = AsyncIOScheduler(timezone="UTC", job_defaults=defaults)
        self._running: set[asyncio.Event] = set()
        for name, beat in beats.items():
            seconds = every.total_seconds()
            self._scheduler.add_job(self._tracked(beat), "interval", seconds=seconds, id=name)

    def start(self) -> None:
        """Begin; needs a running event loop."""
        self._scheduler.start()

    async def stop(self) -> None:
        """Call no more, and wait for what is running: APScheduler itself would cancel it."""
        if self._scheduler.running:
            self._scheduler.pause()
            for done in list(self._running):
                await done.wait()
            self._scheduler.shutdown(wait=False)

    def _tracked(self, beat: Beat) -> Beat:
        async def tracked() -> None:
            done = asyncio.Event()
            self._running.add(done)
            try:
                await beat()
            finally:
                self._running.discard(done)
                done.set()

        return tracked
