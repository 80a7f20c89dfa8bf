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
    apart: bool = True


TOY = Size(
    rounds=1, messages=20, pacing_s=1.0, reminders=60, stored=300, activities=10, apart=False
)
USUAL = Size(
    rounds=3, messages=600, pacing_s=10.0, reminders=10_000, stored=100_000, activities=1_000
)
FULL = Size(
    rounds=7, messages=2_000, pacing_s=60.0, reminders=10_000, stored=100_000, activities=1_000
)
