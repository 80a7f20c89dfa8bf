"""One line of the bench: what was measured, against what, and what was hoped for."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """A ratio of ours to a baseline, in `unit`; a plain figure if `baseline` is None.

    The goal is a most, or a least if `at_least`; None sets none.
    """

    what: str
    ours: float
    baseline: float | None
    against: str
    ratio: float
    unit: str
    goal: float | None
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the goal is reached; true if there is none."""
        if self.goal is None:
            return True
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal

    @property
    def line(self) -> str:
        """The figure for people."""
        base = "" if self.baseline is None else f"{self.baseline:>9.4g}"
        sign = ">=" if self.at_least else "<="
        goal = "" if self.goal is None else f"{sign} {self.goal:.3g}"
        verdict = "" if self.goal is None else "✓" if self.met else "short"
        return (
            f"{self.what:<46} {self.ours:>9.4g} {base:>9} {self.unit:<8}"
            f"{self.ratio:>9.3g} {goal:>9} {verdict:<5} {self.against}"
        )


HEADING = (
    f"{'what':<46} {'ours':>9} {'baseline':>9} {'unit':<8}{'ratio':>9} {'goal':>9} {'':<5} against"
)


def compared(
    what: str,
    ours: Sequence[float],
    baseline: Sequence[float],
    *,
    against: str,
    unit: str,
    goal: float | None,
    at_least: bool = False,
) -> Figure:
    """The median of the ratios of the rounds: noise that lasts hits both sides of a round."""
    ratio = median(mine / theirs for mine, theirs in zip(ours, baseline, strict=True))
    return Figure(
        what, median(ours), median(baseline), against, ratio, unit, goal, at_least=at_least
    )


def plain(
    what: str, value: float, *, unit: str, goal: float | None, against: str, at_least: bool = False
) -> Figure:
    """A figure that is its own ratio."""
    return Figure(what, value, None, against, value, unit, goal, at_least=at_least)
