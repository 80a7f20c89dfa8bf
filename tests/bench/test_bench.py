"""Every bench but the slow ones runs at a toy size, and its figures are kept. No timing here."""

import json
from pathlib import Path

import pytest

from tests.bench.__main__ import main
from tests.bench.figure import compared, plain

TOY = ["sending", "planning", "claiming", "restart", "plan_reading", "understanding", "reports"]
EXACT = {"lost or sent twice": 0, "sent, of each that was due": 1}


def test_each_bench_prints_its_lines_and_writes_its_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "figures.json"

    main([*TOY, "--toy", "--json", str(file)])

    figures = json.loads(file.read_text("utf-8"))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(figures) + 2
    assert all(f["what"] in line for f, line in zip(figures, lines[1:], strict=False))
    counted = {f["what"]: f["ratio"] for f in figures if f["what"] in EXACT}
    assert counted == EXACT


def test_a_ratio_is_the_median_of_the_ratios_of_the_rounds() -> None:
    figure = compared("x", [1.0, 9.0, 4.0], [1.0, 3.0, 2.0], against="y", unit="ms", goal=2.0)

    assert figure.ratio == 2.0
    assert figure.met


def test_a_figure_beyond_its_goal_is_short() -> None:
    figure = plain("x", 3.0, unit="ms", goal=2.0, against="y")

    assert not figure.met
    assert "short" in figure.line
