"""What the office wants written down for a unit, read from its words by the numbers of a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.case import Case
from bot.duties import stated
from bot.messages import Message
from bot.store.memory import Tx
from bot.talk import numberings
from bot.talk.duties import Task, as_open_task, figures
from bot.understand import Intent, Part, Reading, Utterance, understand
from bot.understand.figures.done_on import done_on, may_promise
from bot.wording import for_units as words
from schedules.progress import Answer

ANSWERS: Mapping[Intent, Answer] = {
    "done": Answer.DONE,
    "not_done": Answer.NOT_DONE,
    "in_progress": Answer.IN_PROGRESS,
}


@dataclass(frozen=True, slots=True)
class Change:
    """What is written down about a duty, which the office knows as `n`.

    `task` has the number that it was read by. `together` are the numbers of all duties of which
    the same statement speaks. `expected` is the day by which it will be done.
    """

    task: Task
    answer: Answer
    reason: str | None
    percent: int | None
    n: int
    together: tuple[int, ...] | None = None
    expected: date | None = None


Version = tuple[str | None, tuple[Change, ...]]
"""What a text amounts to by somebody's numbers; None: by those of the office's list."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the office wants written down for a unit; `day` is when that which is done was done.

    `before` is what the same words call done that was so before.
    """

    unit: str
    words: str
    day: date | None
    versions: tuple[Version, ...] = ()
    before: Sequence[Change] = ()


def changes_in(case: Case, unit: str, shown: Sequence[Task], text: str) -> list[Change]:
    """What a text certainly says about the duties shown."""
    reading = read(case, unit, shown, text)
    by_number = {task.n: task for task in shown}
    found = []
    for n, intent in reading.per_task:
        if n in by_number and intent in ANSWERS:
            part, answer = _part(reading.parts, n, intent), ANSWERS[intent]
            percent = part.percent if answer is Answer.IN_PROGRESS else None
            day = None if answer is Answer.DONE else _to_come(case, by_number[n], part)
            found.append(Change(by_number[n], answer, part.reason, percent, n, part.tasks, day))
    return found


def _to_come(case: Case, task: Task, part: Part) -> date | None:
    """The day that a part of a text names, if it is not gone."""
    today = case.said_at.astimezone(task.plan.zone).date()
    return part.new_date if part.new_date and part.new_date >= today else None


def wishes(case: Case, unit: str, shown: Sequence[Task], text: str) -> list[int]:
    """The numbers of the duties for which a text wishes more time; a unit wishes that itself."""
    told = read(case, unit, shown, text).per_task
    return [n for n, intent in told if intent == "extension_request"]


def beside_done(
    case: Case, unit: str, shown: Sequence[Task], closed: Sequence[Task], text: str
) -> tuple[list[Change], list[Change]]:
    """What a text says about the duties shown, and which it calls done that were so before.

    Nothing where it says anything else about a done duty that it names by its number.
    """
    numbers = figures(text)
    found = changes_in(case, unit, [*shown, *(t for t in closed if t.n in numbers)], text)
    before = [each for each in found if each.task.standing.done]
    if any(each.answer is not Answer.DONE for each in before):
        return [], []
    changes = [each for each in found if not each.task.standing.done]
    return changes, before


def dated(before: Sequence[Change], day: date | None) -> list[Change]:
    """What was done before and counts as late: a day that the office states is written down."""
    return [each for each in before if day is not None and each.task.standing.late]


def reopened(
    case: Case, unit: str, shown: Sequence[Task], closed: Sequence[Task], text: str
) -> list[Change]:
    """What a text certainly says where it tells done duties not done after all; else nothing.

    What it says of the duties shown beside them is part of that.
    """
    numbers = figures(text)
    meant = [task for task in closed if task.n in numbers]
    found = changes_in(case, unit, [*shown, *meant], text) if meant else []
    kept = [c for c in found if not c.task.standing.done or c.answer is Answer.NOT_DONE]
    return kept if any(c.task.standing.done for c in kept) else []


def read(case: Case, unit: str, shown: Sequence[Task], text: str) -> Reading:
    """How a text of the office is understood beside the duties shown."""
    plan = case.desk.plans.first
    return understand(
        Utterance(
            text=text,
            today=case.said_at.astimezone(plan.zone).date(),
            unit=unit,
            open_tasks=tuple(as_open_task(t.n, t.duty) for t in shown),
            last_bot_kind="reminder",
        )
    )


def _part(parts: Sequence[Part], n: int, intent: Intent) -> Part:
    """The part of the text that speaks of a duty, else the one with its intent."""
    same = [part for part in parts if part.intent == intent]
    named = [part for part in same if part.tasks and n in part.tasks]
    return (named or same or list(parts))[0]


def versions(
    tx: Tx,
    case: Case,
    unit: str,
    opened: Sequence[Task],
    shown: Sequence[Task],
    closed: Sequence[Task],
    text: str,
    changes: Sequence[Change],
    day: date | None,
) -> tuple[Version, ...]:
    """What a text says by the office's numbers, and what else by those of the unit's people.

    Whoever speaks of “việc 5” on the telephone reads it from the own screen.
    """
    ours = {(task.plan.id, task.duty.key): task.n for task in (*closed, *shown)}
    found: list[Version] = [(None, tuple(changes))]
    for name, tasks, done, known in numberings.of_unit(tx, case, unit, opened, shown, closed):
        if not figures(text) & {*known, *(task.n for task in tasks)}:
            continue  # nothing bears such a number there: it is read from the office's list
        read_so, before = beside_done(case, unit, tasks, done, text)
        theirs = tuple(
            replace(each, n=ours.get((each.task.plan.id, each.task.duty.key), each.n))
            for each in (*read_so, *dated(before, day))
        )
        if _meaning(theirs) not in [_meaning(each) for _, each in found]:
            found.append((name, theirs))
    return tuple(found)


def _meaning(changes: Sequence[Change]) -> frozenset[tuple[object, ...]]:
    return frozenset((c.task.plan.id, c.task.duty.key, c.answer, c.percent) for c in changes)


def day_stated(tx: Tx, case: Case, changes: Sequence[Change], text: str) -> date | Message | None:
    """The day on which a text says that work was done, or why it cannot be taken; None: none.

    What is said to be done since a day to come reads as under way; neither is true.
    """
    today = case.said_at.astimezone(changes[0].task.plan.zone).date()
    ahead = [day for day in done_on(text, today, since=True) if day > today]
    if ahead:
        return words.ahead(ahead[0])
    ahead = [] if may_promise(text) else [day for day in done_on(text, today) if day > today]
    if ahead:
        return words.ahead_or_promised(ahead[0], changes[0].task.duty.unit.short, changes[0].n)
    done = [each for each in changes if each.answer is Answer.DONE]
    days = done_on(text, case.today) if done else ()
    if not days:
        return None
    plan = done[0].task.plan
    if len(days) > 1 or len({each.together for each in done}) > 1:
        return words.one_day_each(done[0].task.duty.unit.short)
    match stated.unfit(tx, plan, days[0], case.now):
        case stated.Unfit.AHEAD:
            return words.ahead(days[0])
        case stated.Unfit.BEFORE_APPROVAL:
            return words.before_approval(plan, days[0])
    return days[0]
