"""The duties that a conversation may be about, under the numbers that a person knows them by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot import access, inquiry, report
from bot.access import Wish
from bot.case import Case
from bot.messages import Said
from bot.people import Role
from bot.store import deliveries, numbers
from bot.store.memory import Tx
from bot.understand import ActivityName, OpenTask, Section, UnitName, Utterance
from schedules.plan import Assignment, Plan
from schedules.progress import Standing

LONGEST = 10_000
"""Characters of a text that are read; nobody reports a duty beyond."""


@dataclass(frozen=True, slots=True)
class Task:
    """An open duty under the number that the person knows it by."""

    n: int
    plan: Plan
    standing: Standing

    @property
    def duty(self) -> Assignment:
        """The duty."""
        return self.standing.assignment


def known(tx: Tx, case: Case, said: Said) -> tuple[list[Task], int | None]:
    """The open duties by number, and the number of the one that was replied to."""
    replied = deliveries.find(tx, case.chat, said.reply_to) if said.reply_to else None
    if replied and replied.items:
        found = numbered(tx, case, {(i.plan, i.duty): i.n for i in replied.items})
        alone = len(replied.items) == 1 and len(found) == 1
        return found, found[0].n if alone else None
    if case.chat.is_group:
        listed = deliveries.latest_list(tx, case.chat)
        items = listed.items if listed else ()
        return numbered(tx, case, {(i.plan, i.duty): i.n for i in items}), None
    found = numbered(tx, case, numbers.opened(tx, case.known.id))
    return found or numbered(tx, case, inquiry.number_all(tx, case)), None


def numbered(
    tx: Tx, case: Case, given: Mapping[numbers.Duty, int], *, finished: bool = False
) -> list[Task]:
    """The numbered duties that are in force, open, and this person's to report on.

    With `finished` those that are done instead of those that are open.
    """
    found = []
    for (plan_id, key), n in given.items():
        plan = case.desk.plans.by_id.get(plan_id)
        duty = plan.plan.by_key.get(key) if plan else None
        if plan is None or duty is None or not access.may(case.known, Wish.REPORT, key[1]):
            continue
        told = report.stands(tx, case, plan.plan, duty)
        if told.done is finished:
            found.append(Task(n, plan.plan, told))
    return found


def of_others(tx: Tx, case: Case, said: Said) -> bool:
    """Whether somebody of a unit answers a message, seen in a group, about others' duties alone."""
    replied = deliveries.find(tx, case.chat, said.reply_to) if said.reply_to else None
    if replied is None or not replied.items or not access.may(case.known, Wish.REPORT):
        return False
    return not any(access.may(case.known, Wish.REPORT, item.duty[1]) for item in replied.items)


def utterance(
    case: Case, said: Said, tasks: Sequence[Task], quoted: int | None, *, asking: bool
) -> Utterance:
    plan = case.desk.plans.first
    leads = any(case.known.holds(role) for role in (Role.LEADER, Role.OFFICE))
    return Utterance(
        text=said.text[:LONGEST],
        today=case.said_at.astimezone(plan.zone).date(),
        unit=next(iter(sorted(case.known.units)), None),
        open_tasks=tuple(
            OpenTask(t.n, t.duty.title, t.duty.activity.id, t.duty.unit.id, t.duty.deadline.day)
            for t in tasks
        ),
        units=tuple(UnitName(u.id, u.name, u.aliases) for u in plan.units.values()),
        activities=tuple(ActivityName(a.id, a.title) for a in plan.activities),
        sections=tuple(Section(title, *days) for title, days in plan.sections.items()),
        role="leader" if leads and not case.known.units else "head",
        last_bot_kind="ask_reason" if asking else "reminder" if tasks else None,
        quoted_task=quoted,
    )
