"""What each form of a report costs when it is first asked for: time, and memory at its peak."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from tests.bench.figure import Figure, compared, plain
from tests.bench.rounds import Variant, interleaved
from tests.bench.sizes import Size

FORMS = ("docx", "xlsx", "png", "ics")
FEW = 16
"""Duties of the plan of 2022."""


def figures(size: Size) -> Iterator[Figure]:
    """Milliseconds of CPU and megabytes beyond a process without papers; all pages of a picture."""
    amounts = (FEW, size.duties)
    variants: dict[str, Variant] = {
        f"{form} {number}": ("reports:drawn", {"form": form, "number": number})
        for form in FORMS
        for number in amounts
    }
    found = interleaved(size, variants)
    for form in FORMS:
        few, many = (found[f"{form} {number}"] for number in amounts)
        yield compared(
            f"{form}: a duty of {size.duties:,}, to one of {FEW}",
            [each["ms"] / size.duties for each in many],
            [each["ms"] / FEW for each in few],
            against=f"first {form} of {FEW} duties, imports and all",
            unit="ms",
            goal=1.0,
        )
        for number, each in zip(amounts, (few, many), strict=True):
            for unit in ("ms", "MB"):
                value = median(one[unit] for one in each)
                what = f"{form} of {number:,} duties"
                yield plain(what, value, unit=unit, goal=None, against="nothing")


def drawn(*, form: str, number: int) -> dict[str, Any]:
    """Make one form of a plan of so many duties, in a process that has made none."""
    from bot.board import papers
    from schedules.records import Records
    from tests.bot.reports.boards import REPLIES, many, seed_board

    board = seed_board() if number == FEW else many(number)
    records = Records(REPLIES) if number == FEW else Records()
    ground = papers.Ground(board, records, {})
    before, began = _memory_mb("VmRSS"), process_time()
    _forget_peak()
    size = sum(len(each.data) for each in papers.draw(ground, papers.Form(form)))
    spent = process_time() - began
    return {"ms": 1000 * spent, "MB": _memory_mb("VmHWM") - before, "bytes": size}


def _forget_peak() -> None:
    """Begin to measure the peak anew, where the system lets us."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _memory_mb(what: str) -> float:
    """VmRSS: what this process holds now; VmHWM: the most it has held. 0 where nobody tells."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith(f"{what}:"):
                return int(line.split()[1]) / 1024
    return 0.0
