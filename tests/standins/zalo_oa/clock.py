"""The time of the stand-in, which a test turns as it likes."""

from dataclasses import dataclass

EPOCH = 1_651_366_800.0  # 1 May 2022 08:00 in Hà Nội


@dataclass
class Hand:
    """Unix seconds that pass only when told."""

    now: float = EPOCH

    def __call__(self) -> float:
        return self.now

    def passes(self, *, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Turn the hand forward."""
        self.now += hours * 3600 + minutes * 60 + seconds
