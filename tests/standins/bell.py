"""A bell: wakes those who wait for a change, so that nobody has to look again and again."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Bell:
    """Rung at every change; waiters look after each ring. Belongs to one event loop at a time."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Wake everybody who waits."""
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, look: Callable[[], T | None], *, within: float) -> T | None:
        """What `look` finds, as soon as it can; None after `within` seconds of real time."""
        try:
            async with asyncio.timeout(within):
                while (found := look()) is None:
                    future = asyncio.get_running_loop().create_future()
                    self._waiting.add(future)
                    await future
        except TimeoutError:
            return look()
        return found
