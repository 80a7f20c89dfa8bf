"""What came of a stretch of time, in counts: what was owed, what became of it, what was heard."""

from collections import Counter
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

    Of each duty that was heard of, the last answer counts that nobody has taken back; a receipt
    only where nothing else was said. Uncertain messages are those of all plans: a message that
    numbers no duty belongs to none.
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
    by_fate = {Fate(state): n for state, n in owed}
    return Reckoning(
        sent=by_fate.get(Fate.SENT, 0) + by_fate.get(Fate.FOLDED, 0),
        needless=by_fate.get(Fate.SETTLED, 0),
        failed=by_fate.get(Fate.FAILED, 0),
        lapsed=by_fate.get(Fate.EXPIRED, 0),
        waiting=by_fate.get(Fate.WAITING, 0),
        uncertain=uncertain,
        answers=Counter(_heard(tx, plan, since, until).values()),
    )


def _heard(tx: Tx, plan: str, since: datetime, until: datetime) -> dict[tuple[str, str], Answer]:
    """The last answer about each duty in (since, until] that holds; receipts give way."""
    taken_back = select(replies.c.cancels).where(
        replies.c.plan_id == plan, replies.c.cancels.is_not(None), replies.c.at <= until
    )
    rows = tx.execute(
        select(replies.c.activity_id, replies.c.unit_id, replies.c.answer)
        .where(
            replies.c.plan_id == plan,
            replies.c.answer.is_not(None),
            replies.c.returns.is_(None),
            replies.c.at > since,
            replies.c.at <= until,
            replies.c.id.not_in(taken_back),
        )
        .order_by(replies.c.at, replies.c.id)
    )
    found: dict[tuple[str, str], Answer] = {}
    for activity, unit, answer in rows:
        if answer != Answer.RECEIVED or (activity, unit) not in found:
            found[activity, unit] = Answer(answer)
    return found
