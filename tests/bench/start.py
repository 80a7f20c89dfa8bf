"""Goal 11: from nothing to the first question for updates, and the memory of an idle service."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event
from time import perf_counter

from tests.bench.figure import Figure, compared
from tests.bench.restart import rss_mb
from tests.bench.rounds import ROOT
from tests.bench.server import TOKEN, serving, stats
from tests.bench.sizes import Size

PATIENCE_S = 30.0
SETTLE_S = 1.5
PLAN = ROOT / "data" / "plan.yaml"
COSTLIEST = 8

COMMANDS: Mapping[str, Sequence[str]] = {
    "ours": ("-m", "bot", "run", "--plan", str(PLAN)),
    "bare": ("-m", "tests.bench.bare_app", str(PLAN)),
}


def figures(size: Size) -> Iterator[Figure]:
    """Milliseconds and megabytes, each start in a fresh process on a database already made."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    settle = SETTLE_S if size.apart else 0.0
    with TemporaryDirectory() as folder:
        if size.apart:
            for name in COMMANDS:  # makes the database, compiles, warms the disk
                _started(name, Path(folder), 0.0)
        for n in range(size.rounds):
            for name in sorted(COMMANDS, reverse=n % 2 == 1):
                found[name].append(_started(name, Path(folder), settle))
    for what, unit, at in (
        ("cold start to the first getUpdates", "ms", 0),
        ("memory of the idle service", "MB", 1),
    ):
        yield compared(
            what,
            [each[at] for each in found["ours"]],
            [each[at] for each in found["bare"]],
            against="bare PTB + SQLAlchemy Core + yaml",
            unit=unit,
            goal=1.3,
        )
    sys.stderr.write("  the packages whose imports cost `run` most, ms:\n")
    sys.stderr.write("".join(f"    {line}\n" for line in costliest() if size.apart))


def _started(name: str, folder: Path, settle_s: float) -> tuple[float, float]:
    """Milliseconds to the first getUpdates; megabytes once it has settled."""
    with serving() as url:
        began = perf_counter()
        with (folder / f"{name}.log").open("w", encoding="utf-8") as log:
            process = subprocess.Popen(  # this interpreter, on our own code
                [sys.executable, *COMMANDS[name]],
                cwd=folder,
                env=_environment(url),
                stdout=log,
                stderr=log,
            )
        try:
            polled = _first_poll(url, process)
            _pause(settle_s)
            return 1000 * (polled - began), rss_mb(process.pid)
        finally:
            process.kill()
            process.wait()


def _pause(seconds: float) -> None:
    Event().wait(seconds)


def _environment(url: str) -> dict[str, str]:
    """Settings of both; byte code is kept, as it is where a program is installed."""
    kept = {name: said for name, said in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {
        "PYTHONPATH": str(ROOT),
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url,
        "DATABASE_URL": "sqlite:///bench.db",
        "HTTP_PORT": "0",
    }


def _first_poll(url: str, process: subprocess.Popen[bytes]) -> float:
    """When the first getUpdates came, on the clock that processes share."""
    until = perf_counter() + PATIENCE_S
    while perf_counter() < until and process.poll() is None:
        at = stats(url)["first_poll"]
        if at is not None:
            return float(at)
        _pause(0.02)
    raise AssertionError("the service asked for no updates")


def costliest() -> list[str]:
    """The top-level packages that cost the service's imports most, by their own modules' time."""
    modules = "bot.cli.service, bot.app, bot.channels.telegram, bot.web.server, tzdata"
    totals: dict[str, list[float]] = {}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-c", f"import {modules}"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        for package, ms in _by_package(done.stderr).items():
            totals.setdefault(package, []).append(ms)
    costs = {package: median(each) for package, each in totals.items()}
    ranked = sorted(costs.items(), key=lambda pair: -pair[1])[:COSTLIEST]
    return [f"{ms:6.0f}  {package}" for package, ms in ranked]


def _by_package(report: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for line in report.splitlines()[1:]:
        own, _, module = line.removeprefix("import time:").split("|")
        package = module.strip().split(".", 1)[0]
        found[package] = found.get(package, 0.0) + int(own) / 1000
    return found
