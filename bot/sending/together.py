"""What waits a little, so that a person gets one message at a moment and not two."""

from collections.abc import Sequence
from datetime import timedelta

from bot.desk import InForce
from bot.sending.lots import Lot
from bot.store import outbox
from bot.store.outbox import A_BEAT, PUT_OFF, Item
from schedules.progress import Standing

HELD_UP = timedelta(minutes=10)
"""What goes out so long after it was owed has been held up, by a standstill say."""


def together(
    lot: Lot, plan: InForce, opened: Sequence[tuple[Item, Standing]]
) -> list[tuple[Item, Standing]]:
    """What may be said now; what was held up waits for the unit's next reminder, if it is near.

    What somebody had put off to this moment, or what was held up until now, waits for what the plan
    owes the unit by now: whether that has been promised yet is chance. The claim of it takes both.
    A repeat that matters only until the next one leaves the word to that.
    """
    on_time = {_unit(item, told) for item, told in opened if not _is_late(lot, item)}
    now_able = []
    for item, told in opened:
        late = _is_late(lot, item)
        at = lot.soon(plan).get(_unit(item, told)) if late or _is_put_off(item) else None
        if at is not None and at <= lot.now:
            at = lot.now + A_BEAT
        elif not late or _unit(item, told) in on_time:
            at = None  # it goes with what is said now
        if at is not None and (at < item.owed.until or _is_repeated(lot, plan, item, told)):
            outbox.postpone(lot.tx, [item], at)
        else:
            now_able.append((item, told))
    return now_able


def _is_repeated(lot: Lot, plan: InForce, item: Item, told: Standing) -> bool:
    """Whether the duty is soon spoken of again, so that nothing is lost with this promise."""
    return lot.repeats(plan, _unit(item, told), told.assignment.key)


def _is_late(lot: Lot, item: Item) -> bool:
    return not item.owed.exact and lot.now - item.owed.at > HELD_UP


def _is_put_off(item: Item) -> bool:
    return item.owed.mark.startswith(PUT_OFF)


def _unit(item: Item, told: Standing) -> str:
    return item.owed.partner or told.assignment.unit.id
