"""Variants side by side: in fresh processes, one after the other, round by round."""

import json
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.bench.sizes import Size

ROOT = Path(__file__).parents[2]
PATIENCE_S = 300

Variant = tuple[str, dict[str, Any]]
"""`module:function` within tests.bench, and its keyword arguments; it gives JSON-able figures."""


def interleaved(size: Size, variants: Mapping[str, Variant]) -> dict[str, list[Any]]:
    """What each variant gave, round by round; rounds begin with another variant each."""
    found: dict[str, list[Any]] = {name: [] for name in variants}
    names = list(variants)
    for n in range(size.rounds):
        for name in names[n % len(names) :] + names[: n % len(names)]:
            found[name].append(run(size, *variants[name]))
    return found


def run(size: Size, target: str, arguments: Mapping[str, Any]) -> Any:
    """Call a function, in a fresh process if the size says so."""
    if not size.apart:
        return call(target, arguments)
    done = subprocess.run(  # this interpreter, on this package
        [sys.executable, "-m", "tests.bench.rounds", target, json.dumps(arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=PATIENCE_S,
    )
    return json.loads(done.stdout.splitlines()[-1])


def call(target: str, arguments: Mapping[str, Any]) -> Any:
    """Call `module:function` of this package."""
    module, function = target.split(":")
    return getattr(import_module(f"tests.bench.{module}"), function)(**arguments)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(call(sys.argv[1], json.loads(sys.argv[2]))) + "\n")
