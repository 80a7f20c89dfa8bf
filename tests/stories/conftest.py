"""The stage, on SQLite, on PostgreSQL, or on each in turn."""

import pytest

from bot.store.memory import Memory
from tests.stories.stage import Stage


@pytest.fixture
def stage(sqlite_memory: Memory) -> Stage:
    """Everybody has joined; the clock stands before everything."""
    stage = Stage(sqlite_memory)
    stage.everybody_joined()
    return stage


@pytest.fixture
def empty_stage(sqlite_memory: Memory) -> Stage:
    """Nobody has joined yet."""
    return Stage(sqlite_memory)


@pytest.fixture
def any_stage(any_memory: Memory) -> Stage:
    """Everybody has joined; on each database in turn."""
    stage = Stage(any_memory)
    stage.everybody_joined()
    return stage
