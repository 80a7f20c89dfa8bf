"""Goal 5: starting again with much in the outbox."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.store import outbox, plans, schema
from bot.store.memory import Memory
from tests.bench import stored, worlds
from tests.bench.figure import Figure, compared, plain
from tests.bench.rounds import interleaved, run
from tests.bench.sizes import Size


def figures(size: Size) -> Iterator[Figure]:
    """Milliseconds until a new process knows what is due, and the memory it takes for that."""
    few = max(1, size.stored // 1000)
    with TemporaryDirectory() as folder:
        places = {rows: str(Path(folder) / f"{rows}.db") for rows in (few, size.stored)}
        for rows, place in places.items():
            run(size, "restart:prepared", {"place": place, "rows": rows})
        found = interleaved(
            size,
            {
                "few": ("restart:restarted", {"place": places[few]}),
                "many": ("restart:restarted", {"place": places[size.stored]}),
            },
        )
    yield compared(
        f"restart with {size.stored} stored",
        [each["ms"] for each in found["many"]],
        [each["ms"] for each in found["few"]],
        against=f"with {few} stored",
        unit="ms",
        goal=2.0,
    )
    pairs = zip(found["many"], found["few"], strict=True)
    growth = sorted(many["rss_mb"] - few["rss_mb"] for many, few in pairs)
    yield plain(
        f"memory for {size.stored} stored",
        growth[len(growth) // 2],
        unit="MB",
        goal=5.0,
        against=f"RSS with {few} stored",
    )


def prepared(place: str, rows: int) -> None:
    """A database with so many promises, none of them due."""
    kept = Memory(f"sqlite:///{place}")
    schema.upgrade(kept)
    stored.fill(kept, rows=rows, due=0)
    kept.close()


def restarted(place: str) -> dict[str, float]:
    """Open the database and look for what is due, as the service does at its start."""
    began = perf_counter()
    kept = Memory(f"sqlite:///{place}")
    schema.upgrade(kept)
    with kept.begin() as tx:
        plans.promised_until(tx, worlds.PLAN_ID)
        claims = outbox.claim(tx, worlds.MORNING, 100)
        waits = outbox.next_try(tx)
    took = perf_counter() - began
    kept.close()
    assert not claims
    assert waits
    return {"ms": 1000 * took, "rss_mb": rss_mb("self")}


def rss_mb(process: int | str) -> float:
    """Resident memory of a process, from Linux's /proc."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if "VmRSS" in line) / 1024
