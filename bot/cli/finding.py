"""What `doctor` finds, thing by thing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `cure` is None where nothing is wrong."""

    what: str
    cure: str | None = None

    def __str__(self) -> str:
        return f"✗ {self.what}\n    → {self.cure}" if self.cure else f"✓ {self.what}"
