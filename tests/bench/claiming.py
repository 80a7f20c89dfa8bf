"""Goals 5 and 6: claims grow with what is due, not with what is stored; none lost, none twice."""

import asyncio
import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.channels import Receipt
from bot.channels.simulator import Simulator
from bot.deliver import AT_ONCE, deliver
from bot.messages import Address, Message
from bot.store import outbox
from bot.store.memory import Memory
from bot.store.outbox import Fate
from tests.bench import stored, worlds
from tests.bench.figure import Figure, compared, plain
from tests.bench.rounds import interleaved, run
from tests.bench.sizes import Size

TICK_S = 0.001
CLAIMS = 21


def figures(size: Size) -> Iterator[Figure]:
    """Milliseconds of claims, what a burst comes to, and how long the loop was deaf meanwhile."""
    due = min(100, size.stored // 100)
    few = {"rows": size.stored // 100, "due": due}
    burst = {"due": size.reminders}
    found = interleaved(
        size,
        {
            "few": ("claiming:claimed", few),
            "many": ("claiming:claimed", {"rows": size.stored, "due": due}),
            "all": ("claiming:claimed_all", {**burst, "lot": 1000}),
            "lots": ("claiming:claimed_all", {**burst, "lot": AT_ONCE}),
            "scheduler": ("claiming:run_jobs", burst),
        },
    )
    yield compared(
        f"claiming {due} due of {size.stored} stored",
        found["many"],
        found["few"],
        against=f"of {size.stored // 100} stored",
        unit="ms",
        goal=1.3,
    )
    for what, name, goal in (("in thousands", "all", 0.2), (f"{AT_ONCE} at a time", "lots", None)):
        yield compared(
            f"claiming {size.reminders} due at once, {what}",
            found[name],
            found["scheduler"],
            against="MemoryJobStore runs them",
            unit="ms",
            goal=goal,
        )
    whole = run(size, "claiming:delivered", {"due": size.reminders})
    against = f"{size.reminders} due in the same second"
    yield plain("sent, of each that was due", whole["sent"], unit="x", goal=1.0, against=against)
    yield plain("lost or sent twice", whole["wrong"], unit="msg", goal=0.0, against=against)
    yield plain(
        "the loop's longest silence", whole["silence_ms"], unit="ms", goal=50, against=against
    )


def claimed(rows: int, due: int) -> float:
    """Median milliseconds of a claim, undone and repeated."""
    with worlds.memory() as kept:
        stored.fill(kept, rows=rows, due=due)
        times = [_claimed_once(kept, due) for _ in range(CLAIMS)]
    return 1000 * median(times[1:])


def _claimed_once(kept: Memory, due: int) -> float:
    with kept.engine.connect() as tx:
        began = perf_counter()
        found = outbox.claim(tx, worlds.MORNING, due)
        took = perf_counter() - began
        tx.rollback()
    assert sum(len(each.items) for each in found) == due
    return took


def claimed_all(due: int, lot: int) -> float:
    """Milliseconds to claim everything that is due, so many at a time, each time committed.

    In between each lot is settled, as it is once it was sent; that is not counted here.
    """
    took, taken = 0.0, 0
    with worlds.memory() as kept:
        stored.fill(kept, rows=due, due=due)
        while True:
            began = perf_counter()
            with kept.begin() as tx:
                found = outbox.claim(tx, worlds.MORNING, lot)
            took += perf_counter() - began
            if not found:
                break
            items = [item for claim in found for item in claim.items]
            taken += len(items)
            with kept.begin() as tx:
                outbox.settle(tx, items, Fate.SENT)
    assert taken == due
    return 1000 * took


def run_jobs(due: int) -> float:
    """Milliseconds from the due moment until APScheduler's last callback has run."""
    return asyncio.run(_run_jobs(due))


async def _run_jobs(due: int) -> float:
    seen: list[float] = []
    done = asyncio.Event()

    async def job() -> None:
        seen.append(perf_counter())
        if len(seen) == due:
            done.set()

    defaults = {"misfire_grace_time": None}
    scheduler = AsyncIOScheduler(timezone="UTC", job_defaults=defaults)
    at = datetime.now(UTC) + timedelta(seconds=1 + due / 5000)  # noqa: TID251  # real time
    scheduler.start()
    for _ in range(due):
        scheduler.add_job(job, "date", run_date=at)
    gc.collect()
    wait = (at - datetime.now(UTC)).total_seconds()  # noqa: TID251
    assert wait > 0
    began = perf_counter() + wait
    await done.wait()
    scheduler.shutdown(wait=False)
    return 1000 * (perf_counter() - began)


class Counting(Simulator):
    """Takes everything at once and counts it by chat."""

    def __init__(self) -> None:
        """Nothing was sent yet."""
        super().__init__()
        self.sent: Counter[str] = Counter()

    async def send(self, to: Address, message: Message, *, answering: bool = False) -> Receipt:
        """Count it."""
        del message, answering
        await asyncio.sleep(0)
        self.sent[to.chat] += 1
        return Receipt(str(self.sent.total()))


def delivered(due: int) -> dict[str, float]:
    """What story 2 makes of a burst with nothing to slow it down."""
    return asyncio.run(_delivered(due))


async def _delivered(due: int) -> dict[str, float]:
    channel = Counting()
    with worlds.memory() as kept:
        desk, clock = worlds.desk(kept, worlds.plan(due, due), {"telegram": channel})
        await worlds.promised(desk, clock, worlds.MORNING)
        gc.collect()
        gc.freeze()
        silences: list[float] = []
        listening = asyncio.create_task(_listen(silences))
        await deliver(desk)
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening
    wrong = due - len(channel.sent) + sum(n - 1 for n in channel.sent.values())
    longest = max(silences, default=0.0)
    return {
        "sent": len(channel.sent) / due,
        "wrong": wrong,
        "silence_ms": 1000 * longest,
    }


async def _listen(silences: list[float]) -> None:
    last = perf_counter()
    while True:
        await asyncio.sleep(TICK_S)
        now = perf_counter()
        silences.append(now - last - TICK_S)
        last = now
