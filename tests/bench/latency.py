"""Goal 3: a server 100 ms away must not make sending collapse."""

from collections.abc import Iterator

from tests.bench.figure import Figure, compared, plain
from tests.bench.rounds import interleaved
from tests.bench.server import serving
from tests.bench.sizes import Size

DELAY_S = 0.1
PERMITS = 100
BEST_FOR_PTB = 30  # its rate falls beyond that: 76 a second at 50, 62 at 100


def figures(size: Size) -> Iterator[Figure]:
    """Messages a second with 100 in flight, and the slowest percent of them."""
    messages = 4 * size.messages
    with serving(DELAY_S) as url:
        many = {"url": url, "messages": messages, "at_once": PERMITS}
        some = {"url": url, "messages": size.messages, "at_once": BEST_FOR_PTB}
        found = interleaved(
            size,
            {
                "channel": ("senders:channel", many),
                "bare": ("senders:bare", many),
                "default": ("senders:ptb", {**some, "backend": "default"}),
            },
        )
    rate = {name: [each["rate"] for each in rounds] for name, rounds in found.items()}
    what = f"rate at {1000 * DELAY_S:.0f} ms, {PERMITS} in flight"
    for against, name, goal in (
        ("bare aiohttp, 100 in flight", "bare", 0.8),
        (f"PTB default at its best, {BEST_FOR_PTB}", "default", 3.0),
    ):
        yield compared(
            what,
            rate["channel"],
            rate[name],
            against=against,
            unit="msg/s",
            goal=goal,
            at_least=True,
        )
    slowest = sorted(each["p99_s"] for each in found["channel"])[len(found["channel"]) // 2]
    yield plain(
        "p99 of a message in delays", slowest / DELAY_S, unit="x", goal=2.5, against="the delay"
    )
