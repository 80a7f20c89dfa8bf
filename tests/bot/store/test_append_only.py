"""What was answered, sent and noted is never changed: read off the program's own statements."""

import ast
from pathlib import Path

import pytest

from bot import store
from bot.store import tables

STORE = Path(store.__file__).parent
APPEND_ONLY = {
    "replies",
    "deliveries",
    "delivery_items",
    "reach_events",
    "audit",
    "approvals",
    "decisions",
    "evidence",
    "extensions",
    "heard",
    "approved",
    "plan_versions",
    "join_failures",
}
CHANGING = {"update", "delete"}


def changed_tables(file: Path) -> set[str]:
    """Tables that a file names in `update(t)`, `delete(t)`, `t.update()` or `t.delete()`."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id=verb), args=[ast.Name(id=table), *_]) if (
                verb in CHANGING
            ):
                found.add(table)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=table), attr=verb)) if (
                verb in CHANGING
            ):
                found.add(table)
    return found


@pytest.mark.parametrize("file", sorted(STORE.glob("*.py")), ids=lambda file: file.stem)
def test_the_store_never_changes_a_row_of_the_books(file: Path) -> None:
    assert not changed_tables(file) & APPEND_ONLY


def test_the_books_are_tables_of_the_program() -> None:
    assert set(tables.metadata.tables) >= APPEND_ONLY


def test_the_reading_of_statements_sees_what_is_changed() -> None:
    assert "outbox" in changed_tables(STORE / "outbox.py")
    assert "questions" in changed_tables(STORE / "questions.py")
