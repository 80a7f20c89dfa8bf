"""What the office is told in the morning: what came of yesterday, and that a report is due."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.messages import Message
from bot.reaching.reach import unreachable
from bot.store import boards, mornings
from bot.store.memory import Tx
from bot.wording import office_mornings as words
from schedules.changes import changes
from schedules.mornings import CLOSING, GAPS, MORNING
from schedules.plan import Plan

KINDS = frozenset({MORNING, CLOSING, GAPS})
"""What the facts of such a notice are about."""


def message(
    tx: Tx, plan: Plan, facts: Mapping[str, Any], now: datetime, *, runs: bool
) -> Message | None:
    """The message of a notice, from how things stand when it is sent; None: nothing to say.

    Before the first reminder only who cannot be reached is news, and only of a plan that `runs`.
    """
    board = boards.read(tx, plan, now)
    if facts["what"] == CLOSING:
        return words.closing(board)
    gaps = [(gap.where, gap.why) for gap in unreachable(tx, plan, now)]
    if facts["what"] == GAPS:
        return words.gaps(plan, gaps) if runs and gaps else None
    since = datetime.fromisoformat(facts["since"])
    reckoned = mornings.reckon(tx, plan.id, since, now)
    news = changes(boards.as_of(tx, plan, since), board)
    return words.morning(board, since, reckoned, news, gaps)
