"""What is wrong with a plan file, where it stands, and what to do about it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

Loc = tuple[str | int, ...]
"""A path into the document: keys and list indexes, from the top."""

MANY = 500
"""Above so many known words none is searched for a likeness: it would take minutes."""

_TELLING = ("id", "groups", "open", "external")
"""The fields of units and groups by which others find them."""


class Severity(StrEnum):
    """Whether a plan can be used in spite of a problem."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding, ready to show. `line` and `column` count from 1, columns in letters."""

    severity: Severity
    file: str
    line: int
    column: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem whose place is still a path. `at_key` points at the key, not at its value."""

    loc: Loc
    code: str
    message: str
    severity: Severity = Severity.ERROR
    at_key: bool = False


def warning(loc: Loc, code: str, message: str) -> Finding:
    """A finding that does not stop the plan."""
    return Finding(loc, code, message, Severity.WARNING)


def likeness(word: str, known: Collection[str]) -> str:
    """A question that offers the known word most like `word`; empty if none is like it."""
    if len(known) > MANY:
        return ""
    close = get_close_matches(word, known, n=1)
    return f" Có phải là “{close[0]}”?" if close else ""


def shown(text: str) -> str:
    """`text` in quotation marks, cut to what a line can hold."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= 60 else f"“{line[:59]}…”"


class Shadow:
    """Tells which findings only follow from others: a faulty `lead` is not also missing."""

    def __init__(self, faults: Iterable[Finding]) -> None:
        """Take the faults of shape, which are found first."""
        self._faulty: set[Loc] = set()
        self._above: set[Loc] = set()
        self._blind: set[str] = set()
        for fault in faults:
            if not fault.at_key:
                self._faulty.add(fault.loc)
                self._above.update(fault.loc[:n] for n in range(3, len(fault.loc)))
                self._blind.update(_doubtful(fault))

    def hides(self, finding: Finding) -> bool:
        """Whether a finding may be the mere consequence of a fault."""
        loc = finding.loc
        return (
            finding.code in self._blind
            or loc in self._above
            or any(loc[:n] in self._faulty for n in range(1, len(loc) + 1))
        )


def _doubtful(fault: Finding) -> Iterator[str]:
    """The codes that a fault makes unreliable: what is looked for may be there and not be read."""
    block, *path = fault.loc
    if fault.code == "missing" and path:
        return
    match block:
        case "units" | "groups" if len(path) < 2 or path[1] in _TELLING:
            yield from ("unknown_unit", "unknown_group", "no_units", "empty_group", "lead_nobody")
        case "activities" if not path:
            yield from ("unknown_activity", "no_activities")
        case "activities" if path[1:] == ["id"]:
            yield "unknown_activity"
        case "activities" if path[1:2] == ["due"]:
            yield "before_undated"
        case "plan" if not path or path[0] == "quotes":
            yield "unknown_quote"
