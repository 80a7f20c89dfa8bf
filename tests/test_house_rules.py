"""The house's rules that no linter has: held against the source itself."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for package in ("bot", "schedules")
    for path in (ROOT / package).rglob("*.py")
)

LONGEST = 350
"""Lines; a longer module holds two thoughts."""

VIETNAMESE = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)

SPEAKS_VIETNAMESE = {
    "bot/wording/*": "every sentence of the chat",
    "bot/understand/*": "the words that people write",
    "bot/tables.py": "tells a clerk what is wrong in a word list",
    "bot/cli/*": "what the command line tells the office",
    "bot/reports/*": "papers that leadership reads and signs",
    "bot/settings.py": "what is wrong with a setting, for whoever set it",
    "bot/demo/cast.py": "names and excuses of the demo's people",
    "bot/demo/stage.py": "stage directions in the transcript",
    "bot/channels/simulator.py": "what the simulated bot calls itself",
    "schedules/plan_*.py": "findings about a plan, for the office that keeps it",
}

HEAVY = (
    "PIL",
    "alembic",
    "docx",
    "icalendar",
    "jinja2",
    "lxml",
    "matplotlib",
    "numpy",
    "psycopg",
    "pymupdf_fonts",
    "ruamel",
    "segno",
    "prometheus_client",
    "xlsxwriter",
)
"""Each costs a start 10 to 500 ms; imported where it is used."""


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def nodes(module: str) -> Iterator[ast.AST]:
    return ast.walk(tree(module))


def opens_a_transaction(node: ast.AST) -> bool:
    """Whether a node is `with ….begin() …:`."""
    if not isinstance(node, ast.With):
        return False
    calls = [item.context_expr for item in node.items]
    names = [call.func for call in calls if isinstance(call, ast.Call)]
    return any(isinstance(name, ast.Attribute) and name.attr == "begin" for name in names)


def awaits(node: ast.AST) -> bool:
    return any(isinstance(n, ast.Await | ast.AsyncFor | ast.AsyncWith) for n in ast.walk(node))


def takes_a_transaction(node: ast.AsyncFunctionDef) -> bool:
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    kinds = {ast.unparse(a.annotation) for a in arguments if a.annotation}
    return not kinds.isdisjoint({"Tx", "Connection"})


def literals(module: str) -> Iterator[ast.Constant]:
    """The string literals of a module, without docstrings, which may quote."""
    statements = {id(n.value) for n in nodes(module) if isinstance(n, ast.Expr)}
    constants = (n for n in nodes(module) if isinstance(n, ast.Constant))
    return (n for n in constants if isinstance(n.value, str) and id(n) not in statements)


def prints(node: ast.AST) -> bool:
    """Whether a node is `print` or `sys.stdout`."""
    match node:
        case ast.Name(id="print"):
            return True
        case ast.Attribute(value=ast.Name(id="sys"), attr="stdout"):
            return True
    return False


def test_nothing_is_awaited_inside_a_transaction() -> None:
    broken = [
        f"{module}:{node.lineno}"
        for module in MODULES
        for node in nodes(module)
        if isinstance(node, ast.With) and opens_a_transaction(node) and awaits(node)
    ]

    assert broken == []


def test_whatever_takes_a_transaction_runs_to_its_end_at_once() -> None:
    broken = [
        f"{module}:{node.lineno}"
        for module in MODULES
        for node in nodes(module)
        if isinstance(node, ast.AsyncFunctionDef) and takes_a_transaction(node)
    ]

    assert broken == []


def test_vietnamese_is_spoken_only_where_it_should_be() -> None:
    elsewhere = (m for m in MODULES if not any(fnmatch(m, place) for place in SPEAKS_VIETNAMESE))

    broken = [
        f"{module}:{node.lineno}: {node.value!r}"
        for module in elsewhere
        for node in literals(module)
        if VIETNAMESE.search(str(node.value))
    ]

    assert broken == []


def test_nobody_but_the_clock_is_excused_for_asking_the_time() -> None:
    excuse = re.compile(r"#\s*(?:ruff:\s*)?noqa(?!:)|#\s*(?:ruff:\s*)?noqa:.*\b(?:TID251|DTZ)")

    broken = [
        f"{module}:{number}"
        for module in MODULES
        for number, line in enumerate((ROOT / module).read_text("utf-8").splitlines(), 1)
        if excuse.search(line)
    ]

    assert broken == []


def test_only_the_command_line_prints() -> None:
    broken = [
        f"{module}:{node.lineno}"
        for module in MODULES
        if not module.startswith("bot/cli/")
        for node in nodes(module)
        if isinstance(node, ast.expr) and prints(node)
    ]

    assert broken == []


def test_no_module_is_longer_than_can_be_taken_in() -> None:
    lengths = {m: len((ROOT / m).read_text("utf-8").splitlines()) for m in MODULES}

    assert {m: length for m, length in lengths.items() if length > LONGEST} == {}


def test_every_module_says_what_it_is() -> None:
    assert [module for module in MODULES if not ast.get_docstring(tree(module))] == []


def at_the_top(module: str) -> Iterator[str]:
    """What a module imports when it is imported itself."""
    for node in tree(module).body:
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{each.name}" for each in node.names)


def test_papers_are_imported_only_where_one_is_asked_for() -> None:
    outside = [module for module in MODULES if not module.startswith("bot/reports/")]

    broken = [m for m in outside if any(i.startswith("bot.reports") for i in at_the_top(m))]

    assert broken == []


def loaded_by(module: str) -> set[str]:
    """The modules that are there once one is imported, in an interpreter of its own."""
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["bot.app", "bot.channels.telegram", "bot.cli"])
def test_a_start_loads_nothing_heavy(module: str) -> None:
    packages = {name.partition(".")[0] for name in loaded_by(module)}

    assert sorted(packages & set(HEAVY)) == []


@pytest.mark.parametrize(
    ("module", "spared"),
    [
        ("bot.cli", {"bot.settings", "bot.store", "bot.understand", "pydantic", "sqlalchemy"}),
        ("bot.cli.words", {"bot.store", "sqlalchemy", "aiohttp", "telegram"}),
        ("bot.cli.check", {"bot.store", "bot.understand", "sqlalchemy", "aiohttp", "telegram"}),
        ("bot.cli.board", {"bot.understand", "bot.app", "aiohttp", "telegram"}),
        ("bot.app", {"sqlalchemy.dialects.postgresql", "sqlalchemy.orm", "telegram", "httpx"}),
        ("bot.channels.telegram", {"telegram.ext", "sqlalchemy"}),
    ],
)
def test_a_command_loads_only_what_it_uses(module: str, spared: set[str]) -> None:
    assert sorted(loaded_by(module) & spared) == []


def test_the_words_are_put_in_order_only_when_a_text_comes() -> None:
    look = "from bot.understand.words import lexicon; print(lexicon._tree.cache_info())"
    code = f"import bot.app; {look}"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert "currsize=0" in done.stdout
