"""The duties of a unit as the office is shown them, under the numbers that it writes down by."""

from collections.abc import Sequence
from dataclasses import replace

from bot.case import Case
from bot.duties import report
from bot.responses import Response, Say
from bot.store import boards, deliveries
from bot.store.memory import Tx
from bot.talk import numberings
from bot.talk.duties import Task
from bot.wording import answers
from bot.wording import for_units as words


def opened_of(tx: Tx, case: Case, unit: str) -> list[Task]:
    """The open duties of a unit in every plan by deadline, under the numbers of its head."""
    found = [
        (each.plan, standing)
        for each in case.desk.plans.all()
        for standing in answers.in_order(boards.read(tx, each.plan, case.now).of_unit(unit))
    ]
    known = numberings.of_head(tx, case, unit, [(p.id, s.assignment.key) for p, s in found])
    return [Task(known[p.id, s.assignment.key], p, s) for p, s in found]


def shown_of(tx: Tx, case: Case, unit: str, opened: Sequence[Task]) -> list[Task]:
    """The open duties under the numbers that the office was last shown; a single one needs none."""
    if len(opened) == 1:
        return list(opened)
    listed = deliveries.latest_list(tx, case.chat, unit=unit)
    numbers = {(i.plan, i.duty): i.n for i in listed.items} if listed else {}
    return [
        replace(task, n=numbers[task.plan.id, task.duty.key])
        for task in opened
        if (task.plan.id, task.duty.key) in numbers
    ]


def closed_of(tx: Tx, case: Case, unit: str, shown: Sequence[Task]) -> list[Task]:
    """The done duties under the numbers that the office was last shown, else those of the head."""
    listed = deliveries.latest_list(tx, case.chat, unit=unit)
    seen = {(i.plan, i.duty): i.n for i in listed.items} if listed else {}
    taken = {*seen.values(), *(task.n for task in shown)}
    theirs = numberings.of_head_done(tx, case, unit)
    given = {duty: n for duty, n in theirs.items() if n not in taken} | seen
    open_here = {task.n for task in shown}
    found = [
        Task(n, plan.plan, report.stands(tx, case, plan.plan, duty))
        for (plan_id, key), n in given.items()
        if key[1] == unit
        and n not in open_here
        and (plan := case.desk.plans.by_id.get(plan_id))
        and (duty := plan.plan.by_key.get(key))
    ]
    return [task for task in found if task.standing.done]


def list_of(case: Case, unit: str, opened: Sequence[Task], *, refused: str = "") -> Response:
    message = words.list_of(
        case.desk.plans.name_of(unit),
        [(task.n, task.standing) for task in opened],
        refused=refused,
    )
    numbered = tuple((task.n, task.plan.id, task.duty) for task in opened)
    return Say(case.chat, message, case.known.id, numbered)
