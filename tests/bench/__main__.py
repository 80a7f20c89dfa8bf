"""Runs the benches and prints their lines."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from time import perf_counter

from tests.bench import (
    board,
    claiming,
    latency,
    pacing,
    plan_reading,
    planning,
    reports,
    restart,
    sending,
    start,
    understanding,
)
from tests.bench.figure import HEADING, Figure
from tests.bench.sizes import FULL, TOY, USUAL, Size

BENCHES: Mapping[str, Callable[[Size], Iterator[Figure]]] = {
    module.__name__.rsplit(".", 1)[-1]: module.figures
    for module in (
        pacing,
        sending,
        latency,
        planning,
        claiming,
        restart,
        plan_reading,
        start,
        reports,
        board,
        understanding,
    )
}


def main(argv: Sequence[str] | None = None) -> None:
    """Measure what was asked for, everything if nothing was."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    sizes = parser.add_mutually_exclusive_group()
    sizes.add_argument("--full", dest="size", action="store_const", const=FULL, default=USUAL)
    sizes.add_argument("--toy", dest="size", action="store_const", const=TOY)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    asked = parser.parse_args(argv)
    if unknown := set(asked.names) - set(BENCHES):
        parser.error(f"no such bench: {', '.join(sorted(unknown))}")
    found = list(_measured(asked.names or list(BENCHES), asked.size))
    if asked.json:
        figures = [{**asdict(each), "met": each.met} for each in found]
        asked.json.write_text(json.dumps(figures, ensure_ascii=False, indent=2), "utf-8")
    short = sum(not each.met for each in found)
    _say(f"{len(found)} figures, {short} short of their goals")


def _measured(names: Sequence[str], size: Size) -> Iterator[Figure]:
    _say(HEADING)
    for name in names:
        began = perf_counter()
        for figure in BENCHES[name](size):
            _say(figure.line)
            yield figure
        sys.stderr.write(f"  {name}: {perf_counter() - began:.0f} s\n")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
