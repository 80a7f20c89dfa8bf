"""What the log says of work that fails again and again: the trace once, then a line now and then.

A database that is away fails every beat, about once a second and perhaps for hours. The first
failure is told whole, and so is one of another kind; the same one again is a line with its
reason. Nothing is decided here: whoever tries goes on trying.
"""

from dataclasses import dataclass

import structlog

log = structlog.get_logger(__name__)

SELDOM = 64
"""Failures in a row between two lines, once they have become regular."""

LONGEST_REASON = 200
"""Characters of a reason that a line holds."""


@dataclass
class _Row:
    """Failures of one kind that followed each other."""

    kind: type[Exception]
    count: int = 0


class Failures:
    """The failures of several pieces of work, each known by its name."""

    def __init__(self) -> None:
        """Nothing has failed yet."""
        self._rows: dict[str, _Row] = {}

    def failed(self, name: str, error: Exception) -> None:
        """Tell of a failure; called where the error is being handled."""
        row = self._rows.get(name)
        if row is None or row.kind is not type(error):
            row = self._rows[name] = _Row(type(error))
        row.count += 1
        if row.count == 1:
            log.error("beat failed", beat=name, reason=reason(error), exc_info=error)
        elif row.count & (row.count - 1) == 0 or row.count % SELDOM == 0:
            log.error("beat fails again", beat=name, times=row.count, reason=reason(error))

    def worked(self, name: str) -> None:
        """Tell that what failed works again; says nothing of what has not failed."""
        row = self._rows.pop(name, None)
        if row is not None:
            log.info("beat works again", beat=name, failures=row.count)


def reason(error: Exception) -> str:
    """An error in one line: its kind, and the first line of what it says."""
    said = str(error).strip().splitlines()
    kind = type(error).__name__
    return f"{kind}: {said[0][:LONGEST_REASON]}" if said else kind
