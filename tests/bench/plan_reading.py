"""Goal 10: reading a plan, against what YAML alone costs."""

import gc
from collections.abc import Iterator
from time import perf_counter

import yaml

from schedules.plan_file import parse
from tests.bench import worlds
from tests.bench.figure import Figure, compared
from tests.bench.rounds import interleaved
from tests.bench.sizes import Size

TRIES = 3


def figures(size: Size) -> Iterator[Figure]:
    """Milliseconds for a plan of a thousand activities, and of ten times as many."""
    one, ten = size.activities, 10 * size.activities
    found = interleaved(
        size,
        {
            "ours": ("plan_reading:ours", {"activities": one}),
            "off": ("plan_reading:bare", {"activities": one, "collect": False}),
            "on": ("plan_reading:bare", {"activities": one, "collect": True}),
            "ten": ("plan_reading:ours", {"activities": ten}),
        },
    )
    for against, name, goal in (
        ("CSafeLoader, GC off", "off", 1.15),
        ("CSafeLoader, GC on", "on", 0.8),
    ):
        yield compared(
            f"reading a plan of {one} activities",
            found["ours"],
            found[name],
            against=against,
            unit="ms",
            goal=goal,
        )
    yield compared(
        f"reading a plan of {ten} activities",
        found["ten"],
        found["ours"],
        against=f"of {one}",
        unit="ms",
        goal=11,
    )


def ours(activities: int) -> float:
    """Milliseconds to load, validate and locate, the best of a few."""
    text = worlds.plan_text(activities, 20)
    parse(worlds.plan_text(2, 2), "warm.yaml")
    best = float("inf")
    for _ in range(_tries(activities)):
        gc.collect()
        began = perf_counter()
        loaded = parse(text, "bench.yaml")
        best = min(best, perf_counter() - began)
        assert loaded.plan is not None
        del loaded
    return 1000 * best


def bare(activities: int, *, collect: bool) -> float:
    """Milliseconds of PyYAML's C loader alone, the best of a few."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # absent if built without libyaml
    text = worlds.plan_text(activities, 20)
    yaml.load(worlds.plan_text(2, 2), loader)  # noqa: S506  # a safe one
    best = float("inf")
    for _ in range(_tries(activities)):
        gc.collect()
        if not collect:
            gc.disable()
        began = perf_counter()
        loaded = yaml.load(text, loader)  # noqa: S506
        best = min(best, perf_counter() - began)
        gc.enable()
        del loaded
    return 1000 * best


def _tries(activities: int) -> int:
    return TRIES if activities <= 1000 else 1
