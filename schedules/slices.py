"""The parts of a board that somebody looks at: by unit, section, activity, or state.

Pure, and never a second way of counting: every part is a `Board` of the duties in it.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from schedules.progress import Board, Heard, Standing, heard


class Slice(StrEnum):
    """A state that duties are looked up by. Slices may overlap: overdue and unanswered, say."""

    OVERDUE = "overdue"
    NOT_DONE = "not_done"
    UNDELIVERED = "undelivered"
    UNANSWERED = "unanswered"
    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    UNASKED = "unasked"
    UNTOLD = "untold"
    AWAITING = "awaiting"
    DONE_ON_TIME = "on_time"
    DONE_LATE = "late"


OVERLAPPING = frozenset({Slice.OVERDUE, Slice.AWAITING})
"""Slices whose duties are in another one as well; the remaining ones add up to the board."""


_WITHIN: dict[Slice, Callable[[Standing], bool]] = {
    Slice.OVERDUE: lambda s: s.overdue,
    Slice.NOT_DONE: lambda s: heard(s) is Heard.NOT_DONE,
    Slice.UNDELIVERED: lambda s: heard(s) is Heard.UNDELIVERED,
    Slice.UNANSWERED: lambda s: heard(s) is Heard.UNANSWERED,
    Slice.RECEIVED: lambda s: heard(s) is Heard.RECEIVED,
    Slice.IN_PROGRESS: lambda s: heard(s) is Heard.IN_PROGRESS,
    Slice.UNASKED: lambda s: heard(s) is Heard.UNASKED,
    Slice.UNTOLD: lambda s: heard(s) is Heard.UNTOLD,
    Slice.AWAITING: lambda s: s.awaits,
    Slice.DONE_ON_TIME: lambda s: s.done and not s.late,
    Slice.DONE_LATE: lambda s: s.done and s.late,
}

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Part(Generic[K]):
    """Some duties of a board under what they have in common."""

    key: K
    board: Board

    @property
    def done(self) -> int:
        """How many of them are done."""
        return self.board.totals.done_on_time + self.board.totals.done_late


def in_slice(of: Board, which: Slice) -> Board:
    """The duties in one state, in the plan's order."""
    return of.part(filter(_WITHIN[which], of.standings))


def slices(of: Board) -> list[Part[Slice]]:
    """Every state that some duty is in."""
    found = (Part(each, in_slice(of, each)) for each in Slice)
    return [part for part in found if part.board.standings]


def units(of: Board) -> list[Part[str]]:
    """The duties of each unit, by its id; the worst off first."""
    return _worst_first(_grouped(of, lambda s: s.assignment.unit.id))


def activities(of: Board) -> list[Part[str]]:
    """The duties of each activity, by its id; the worst off first."""
    return _worst_first(_grouped(of, lambda s: s.assignment.activity.id))


def sections(of: Board) -> list[Part[str]]:
    """The duties of each section of the plan, in the plan's order."""
    return _grouped(of, lambda s: s.assignment.activity.section)


def _grouped(of: Board, key: Callable[[Standing], K]) -> list[Part[K]]:
    groups: dict[K, list[Standing]] = {}
    for each in of.standings:
        groups.setdefault(key(each), []).append(each)
    return [Part(name, of.part(group)) for name, group in groups.items()]


def _worst_first(parts: Iterable[Part[K]]) -> list[Part[K]]:
    """Most overdue duties first, then most exceptions; equals keep the plan's order."""
    return sorted(parts, key=lambda p: (-p.board.totals.overdue, -len(p.board.exceptions)))
