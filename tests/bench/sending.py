"""Goal 2: what a message costs the CPU, from the outbox to the record of its delivery."""

from collections.abc import Iterator

from tests.bench.figure import Figure, compared
from tests.bench.rounds import interleaved
from tests.bench.server import serving
from tests.bench.sizes import Size

AT_ONCE = 10  # where PTB's default is cheapest but for one at a time


def figures(size: Size) -> Iterator[Figure]:
    """CPU of the whole path against bare clients that only send."""
    with serving() as url:
        burst = {"url": url, "messages": size.messages, "at_once": AT_ONCE}
        found = interleaved(
            size,
            {
                "whole": ("senders:whole", {"url": url, "messages": size.messages}),
                "default": ("senders:ptb", {**burst, "backend": "default"}),
                "transport": ("senders:ptb", {**burst, "backend": "transport"}),
            },
        )
    cpu = {name: [each["cpu_ms"] for each in rounds] for name, rounds in found.items()}
    for against, name, goal in (
        ("bare PTB, default backend", "default", 0.5),
        ("bare PTB, our transport", "transport", 1.25),
    ):
        yield compared(
            "CPU of a message, outbox to record",
            cpu["whole"],
            cpu[name],
            against=against,
            unit="ms",
            goal=goal,
        )
