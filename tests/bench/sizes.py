"""How much is measured."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """The amounts of one run of the bench. `apart`: each variant in a process of its own."""

    rounds: int
    messages: int
    pacing_s: float
    reminders: int
    stored: int
    activities: int
    burst: int
    duties: int
    apart: bool = True


TOY = Size(
    rounds=1,
    messages=20,
    pacing_s=1.0,
    reminders=60,
    stored=300,
    activities=10,
    burst=60,
    duties=40,
    apart=False,
)
USUAL = Size(
    rounds=3,
    messages=400,
    pacing_s=10.0,
    reminders=10_000,
    stored=100_000,
    activities=1_000,
    burst=3_000,
    duties=2_000,
)
FULL = Size(
    rounds=7,
    messages=2_000,
    pacing_s=60.0,
    reminders=10_000,
    stored=100_000,
    activities=1_000,
    burst=10_000,
    duties=2_000,
)
