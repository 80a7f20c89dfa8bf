"""The audit trail: who joined, who was refused, who approved; append-only."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert

from bot.store.memory import Tx
from bot.store.tables import audit


def note(tx: Tx, what: str, *, who: str | None, now: datetime, **detail: Any) -> None:
    """Append an entry; `detail` is plain JSON without secrets."""
    tx.execute(insert(audit).values(at=now, what=what, who=who, detail=detail))
