"""How fast texts are understood, line in to line out, against what the JSON of a line costs."""

import json
from collections.abc import Callable, Iterator
from time import process_time

from bot.understand import from_json, to_json, understand
from tests.bench.figure import Figure, compared, plain
from tests.bench.rounds import interleaved
from tests.bench.sizes import Size
from tests.bot.understand.labelled_texts import questions, replies
from tests.bot.understand.score import SECTIONS, catalog

TRIES = 3


def figures(size: Size) -> Iterator[Figure]:
    """Microseconds of one core for a text; the goal of 5,000 texts a second is 200 of them."""
    found = interleaved(
        size,
        {
            "ours": ("understanding:ours", {"texts": size.messages}),
            "json": ("understanding:bare", {"texts": size.messages}),
        },
    )
    yield compared(
        "understanding a text",
        found["ours"],
        found["json"],
        against="json.loads + json.dumps of its line",
        unit="µs",
        goal=20,
    )
    yield plain(
        "texts understood in a second of one core",
        1e6 / min(found["ours"]),
        unit="texts",
        goal=5_000,
        against="goal",
        at_least=True,
    )


def ours(texts: int) -> float:
    """Microseconds from a line of JSON to the answer's line, the best of a few rounds."""
    lines = _lines(texts)
    return _best(
        lines,
        lambda line: json.dumps(
            to_json(understand(from_json(json.loads(line)))), ensure_ascii=False
        ),
    )


def bare(texts: int) -> float:
    """Microseconds to read a line and to write it again."""
    return _best(_lines(texts), lambda line: json.dumps(json.loads(line), ensure_ascii=False))


def _best(lines: list[str], work: Callable[[str], str]) -> float:
    best = float("inf")
    for _ in range(TRIES):
        began = process_time()
        for line in lines:
            work(line)
        best = min(best, process_time() - began)
    return 1e6 * best / len(lines)


def _lines(texts: int) -> list[str]:
    """Labelled replies and questions, four to one, as lines of the command."""
    units, activities = catalog()
    said = [each.document for each in replies()]
    plan = {"role": "leader", "units": units, "activities": activities, "sections": SECTIONS}
    asked = [{"text": each.text, "today": each.today, **plan} for each in questions()]
    mixed = [*said[: 4 * len(asked)], *asked]
    return [
        json.dumps(mixed[(7 * n) % len(mixed)], ensure_ascii=False) for n in range(max(texts, 1))
    ]
