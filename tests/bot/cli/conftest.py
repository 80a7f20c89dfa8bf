"""The command line as somebody calls it, in a folder of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import databases
from tests.commands import Ran, called

SEED = Path(__file__).parents[3] / "data" / "plan.yaml"

Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, migrated_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls `nhacviec` with arguments, on the real plan and an empty database."""
    databases.new_sqlite(migrated_sqlite, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'nhacviec.db'}")
    monkeypatch.setenv("PLAN_FILE", str(SEED))
    for token in ("TELEGRAM_BOT_TOKEN", "ZALO_BOT_TOKEN"):
        monkeypatch.delenv(token, raising=False)
    return called
