"""What the office is told in the morning: what came of yesterday, and that a report is due."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.messages import Message
from bot.store import boards, mornings, people
from bot.store.memory import Tx
from bot.wording import office_mornings as words
from schedules.changes import changes
from schedules.plan import Plan
from schedules.progress import Board

KINDS = frozenset({"morning", "closing"})
"""What the facts of such a notice are about."""


def message(tx: Tx, plan: Plan, facts: Mapping[str, Any], now: datetime) -> Message | None:
    """The message of a notice, from how things stand when it is sent; None: nothing to say."""
    board = boards.read(tx, plan, now)
    if facts["what"] == "closing":
        return words.closing(board)
    since = datetime.fromisoformat(facts["since"])
    reckoned = mornings.reckon(tx, plan.id, since, now)
    news = changes(boards.read(tx, plan, since), board)
    return words.morning(board, since, reckoned, news, _out_of_reach(tx, board, now))


def _out_of_reach(tx: Tx, board: Board, now: datetime) -> list[str]:
    """The units that have open duties and nobody who can be reached."""
    reachable = people.reachable_units(tx, now)
    units = dict.fromkeys(s.assignment.unit.id for s in board.standings if not s.done)
    return [unit for unit in units if unit not in reachable]
