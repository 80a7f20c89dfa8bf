"""The day on which, by a unit's own word, its work was done before it was reported.

Kept and shown, and nothing is counted by it: whoever answers for the work does not judge whether it
was in time. The office hears of it where it would be, and may write that down.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.case import Case
from bot.duties import stated
from bot.reaching import notices
from bot.store.memory import Tx
from bot.talk import numberings
from bot.understand import Part, Reading
from bot.understand.figures.done_on import done_on, told_first
from schedules.plan import Plan
from schedules.progress import Standing


def only_part(reading: Reading) -> Part | None:
    """The part of a text that says that something is done; None if several do, or none does."""
    found = [part for part in reading.parts if part.intent == "done"]
    return found[0] if len(found) == 1 else None


def of_report(tx: Tx, case: Case, words: str, plan: Plan) -> datetime | None:
    """When the day begins on which a report says that its work was done; None: it names none.

    Nor where it is the day of the report, or cannot be.
    """
    today = case.said_at.astimezone(plan.zone).date()
    first = told_first(words, today)
    days = done_on(words, today) or ((first,) if first else ())
    if len(days) != 1 or days[0] >= today or stated.unfit(tx, plan, days[0], case.now):
        return None
    return stated.instant(plan, days[0])


def tell_office(tx: Tx, case: Case, recorded: Sequence[tuple[int, tuple[Plan, Standing]]]) -> None:
    """Tell the office of duties that count as late and by the unit's word were done in time."""
    for unit in dict.fromkeys(told.assignment.unit.id for _, (_, told) in recorded):
        meant = [
            (n, plan, told)
            for n, (plan, told) in recorded
            if told.assignment.unit.id == unit and _in_time(told)
        ]
        if not meant:
            continue
        plan, first = meant[0][1], meant[0][2]
        day = first.reply.done_at if first.reply else None
        theirs = numberings.of_head_done(tx, case, unit)
        facts = {
            "what": "own_day",
            "unit": first.assignment.unit.short,
            "day": day.astimezone(plan.zone).date().isoformat() if day else None,
            "duties": [
                [theirs.get((plan.id, told.assignment.key)), told.assignment.title]
                for _, plan, told in meant
            ],
        }
        notices.tell(tx, plan, f"own-day-{case.inbox}-{unit}", facts, case.now)


def _in_time(told: Standing) -> bool:
    reply, due = told.reply, told.assignment.deadline
    return bool(told.late and reply and reply.done_at and reply.done_at < due.overdue_from)
