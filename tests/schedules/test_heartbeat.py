"""The heart beats, never twice at once, and stops only when what it started has ended."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from schedules.heartbeat import Beat, Heartbeat

OFTEN = timedelta(milliseconds=10)
LONG_ENOUGH = 20
"""Seconds; reached only by a test that fails."""


@asynccontextmanager
async def beating(**beats: Beat) -> AsyncIterator[Heartbeat]:
    heartbeat = Heartbeat(beats, every=OFTEN)
    heartbeat.start()
    try:
        async with asyncio.timeout(LONG_ENOUGH):
            yield heartbeat
    finally:
        await heartbeat.stop()


class Counter:
    """A beat that counts how often it ran, and lets others wait for a count."""

    def __init__(self) -> None:
        self.count = 0
        self._changed = asyncio.Condition()

    async def __call__(self) -> None:
        async with self._changed:
            self.count += 1
            self._changed.notify_all()

    async def reaches(self, count: int) -> None:
        async with self._changed:
            await self._changed.wait_for(lambda: self.count >= count)


class Slow(Counter):
    """A beat that begins, and ends when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.at_once = self.most_at_once = self.ended = 0
        self.let = asyncio.Event()

    async def __call__(self) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await super().__call__()
        await self.let.wait()
        self.at_once -= 1
        self.ended += 1


async def test_a_beat_is_called_again_and_again() -> None:
    counter = Counter()

    async with beating(one=counter):
        await counter.reaches(3)


async def test_nothing_runs_before_the_start() -> None:
    counter = Counter()
    Heartbeat({"one": counter}, every=OFTEN)

    await asyncio.sleep(0.05)

    assert counter.count == 0


async def test_a_slow_beat_is_not_called_again_while_it_goes_on_and_holds_up_no_other() -> None:
    slow, other = Slow(), Counter()

    async with beating(slow=slow, other=other):
        await slow.reaches(1)
        await other.reaches(other.count + 5)
        assert slow.count == 1

        slow.let.set()
        await slow.reaches(2)

    assert slow.most_at_once == 1


async def test_a_stop_waits_for_what_is_running_and_lets_nothing_begin() -> None:
    slow, other = Slow(), Counter()
    heartbeat = Heartbeat({"slow": slow, "other": other}, every=OFTEN)
    heartbeat.start()
    await slow.reaches(1)

    stopping = asyncio.create_task(heartbeat.stop())
    await asyncio.sleep(0)
    counted = other.count
    await asyncio.sleep(0.05)
    assert not stopping.done()
    slow.let.set()
    async with asyncio.timeout(LONG_ENOUGH):
        await stopping

    assert (slow.count, slow.ended) == (1, 1)
    assert other.count == counted


async def test_after_a_stop_nothing_is_called() -> None:
    counter = Counter()
    async with beating(one=counter):
        await counter.reaches(1)

    counted = counter.count
    await asyncio.sleep(0.05)

    assert counter.count == counted


async def test_a_beat_that_fails_is_called_again_and_does_not_hold_up_the_stop() -> None:
    counter = Counter()

    async def fails() -> None:
        await counter()
        raise ValueError("a bug")

    async with beating(one=fails):
        await counter.reaches(2)


async def test_a_loop_that_was_held_up_beats_late_and_not_in_a_volley() -> None:
    counter = Counter()

    async with beating(one=counter):
        await counter.reaches(1)
        hold_up(0.12)
        held_up = counter.count
        await counter.reaches(held_up + 1)
        await asyncio.sleep(0)

        assert counter.count < held_up + 6  # twelve were missed


def hold_up(seconds: float) -> None:
    """Keep the loop from running, as a slow disk or a suspended machine does."""
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    while loop.time() < until:
        pass


async def test_a_beat_is_never_too_late_to_be_made() -> None:
    heartbeat = Heartbeat({"one": Counter()})
    heartbeat.start()

    # Asked of the scheduler, which by itself drops what is more than a second late.
    [job] = heartbeat._scheduler.get_jobs()
    await heartbeat.stop()

    assert job.misfire_grace_time is None


async def test_a_stop_before_the_start_does_nothing() -> None:
    await Heartbeat({"one": Counter()}).stop()
