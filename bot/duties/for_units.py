"""The office takes back what it has written down for a unit: the unit, which was told, is told."""

from collections.abc import Sequence

from bot.case import Case
from bot.reaching import notices, recipients
from bot.store.memory import Tx
from bot.wording import for_units as words
from schedules.plan import Plan
from schedules.progress import Standing


def taken_back(tx: Tx, case: Case, told: Sequence[tuple[Plan, Standing]]) -> None:
    """Tell the units of what the office takes back of what it has written down for them."""
    for unit in dict.fromkeys(each.assignment.unit.id for _, each in told):
        theirs = [(plan, each) for plan, each in told if each.assignment.unit.id == unit]
        plan = theirs[0][0]
        lines = words.lines_for_unit([(0, each) for _, each in theirs], plan.zone)
        facts = {"what": "taken_back_for", "lines": lines}
        to = recipients.of_unit(tx, unit, case.now, plan.zone)
        mark = f"taken-back-for-{case.inbox}-{unit}"
        notices.tell(tx, plan, mark, facts, case.now, to=to)
