"""What is wrong with a plan file, where it stands, and what to do about it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

Loc = tuple[str | int, ...]
"""A path into the document: keys and list indexes, from the top."""

MANY = 500
"""Above so many known words none is searched for a likeness: it would take minutes."""


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
        for loc in (fault.loc for fault in faults if not fault.at_key):
            self._faulty.add(loc)
            self._above.update(loc[:n] for n in range(3, len(loc)))
            self._blind.update(_doubtful(loc))

    def hides(self, finding: Finding) -> bool:
        """Whether a finding may be the mere consequence of a fault."""
        loc = finding.loc
        return (
            finding.code in self._blind
            or loc in self._above
            or any(loc[:n] in self._faulty for n in range(1, len(loc) + 1))
        )


def _doubtful(loc: Loc) -> Iterator[str]:
    """The codes that a fault at `loc` makes unreliable: a name may be there and not be read."""
    names_something = len(loc) < 3 or loc[2] in {"id", "groups"}
    match loc[0]:
        case "units" | "groups" if names_something:
            yield from ("unknown_unit", "unknown_group", "no_units", "empty_group", "lead_nobody")
        case "activities" if len(loc) < 3 or loc[2] in {"id", "due"}:
            yield from ("unknown_activity", "before_undated", "no_activities")
        case "plan" if len(loc) < 3 or loc[1] == "quotes":
            yield "unknown_quote"
