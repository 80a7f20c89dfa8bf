"""A seat from which one process polls, kept as a lease in the database that all of them share."""

import hashlib
from datetime import datetime, timedelta
from uuid import uuid4

from bot.clock import Clock
from bot.store import leases
from bot.store.memory import Memory

SHARED = timedelta(seconds=20)
"""How long a process that has died keeps others from the seat."""

ALONE = timedelta(hours=1)
"""The same on SQLite, where one service alone may run and what a former one held is forgotten."""


class DatabaseSeat:
    """One process's hold on a seat; `name` says which, and is kept as its digest.

    Taking it again writes to the database only when a third of the time is over.
    """

    def __init__(self, memory: Memory, clock: Clock, name: str) -> None:
        """Hold nothing yet."""
        self._memory, self._clock = memory, clock
        self._name = hashlib.sha256(name.encode()).hexdigest()
        self._holder = uuid4().hex
        alone = memory.url.get_backend_name() == "sqlite"
        self._lasts = ALONE if alone else SHARED
        self._until: datetime | None = None

    async def take(self) -> bool:
        """Take the seat, or keep it; False while another process has it."""
        now = self._clock.now()
        if self._until is not None and self._until - now > self._lasts * 2 / 3:
            return True
        until = now + self._lasts
        taken = await self._memory.write(
            leases.take, self._name, self._holder, now=now, until=until
        )
        self._until = until if taken else None
        return taken

    async def leave(self) -> None:
        """Give the seat up, if it is held. Repeating it is safe."""
        if self._until is not None:
            self._until = None
            await self._memory.write(leases.leave, self._name, self._holder)
