"""What came of a stretch of time, in counts: what was owed, what became of it, what was heard."""

from datetime import datetime

from sqlalchemy import func, select

from bot.reckoning import Reckoning
from bot.store.deliveries import Outcome
from bot.store.memory import Tx
from bot.store.outbox import Fate
from bot.store.tables import deliveries, outbox, replies
from schedules.progress import Answer


def reckon(tx: Tx, plan: str, since: datetime, until: datetime) -> Reckoning:
    """What a plan owed about its duties in (since, until], what became of it, what came back.

    Answers that were taken back count as said. Uncertain messages are those of all plans: a
    message that numbers no duty belongs to none.
    """
    owed = tx.execute(
        select(outbox.c.state, func.count())
        .where(
            outbox.c.plan_id == plan,
            outbox.c.activity_id.is_not(None),
            outbox.c.owed_at > since,
            outbox.c.owed_at <= until,
        )
        .group_by(outbox.c.state)
    )
    uncertain = tx.execute(
        select(func.count()).where(
            deliveries.c.outcome == Outcome.UNCERTAIN,
            deliveries.c.at > since,
            deliveries.c.at <= until,
        )
    ).scalar_one()
    said = tx.execute(
        select(replies.c.answer, func.count())
        .where(
            replies.c.plan_id == plan,
            replies.c.answer.is_not(None),
            replies.c.returns.is_(None),
            replies.c.at > since,
            replies.c.at <= until,
        )
        .group_by(replies.c.answer)
    )
    by_fate = {Fate(state): n for state, n in owed}
    return Reckoning(
        sent=by_fate.get(Fate.SENT, 0) + by_fate.get(Fate.FOLDED, 0),
        needless=by_fate.get(Fate.SETTLED, 0),
        failed=by_fate.get(Fate.FAILED, 0),
        lapsed=by_fate.get(Fate.EXPIRED, 0),
        waiting=by_fate.get(Fate.WAITING, 0),
        uncertain=uncertain,
        answers={Answer(answer): n for answer, n in said},
    )
