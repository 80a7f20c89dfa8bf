"""The duties that a conversation may be about, under the numbers that a person knows them by."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot import access
from bot.access import Wish
from bot.board import inquiry
from bot.case import Case
from bot.duties import report
from bot.messages import Message, Said
from bot.people import Role
from bot.responses import Say
from bot.store import deliveries, numbers
from bot.store.deliveries import Delivered
from bot.store.memory import Tx
from bot.understand import ActivityName, OpenTask, Reading, Section, UnitName, Utterance, understand
from bot.understand.dialogue.exchanges import only_names
from bot.understand.dialogue.no_reason import is_no_reason
from bot.understand.dialogue.turns import agrees, names, only_because, received, thanks, withdraws
from schedules.plan import Assignment, Plan
from schedules.progress import Standing

LONGEST = 10_000
"""Characters of a text that are read; nobody reports a duty beyond."""

LONGEST_NOD = 3
"""Words of a nod, a receipt or thanks that are nothing else."""

MOST_IMAGINED = 10
"""Numbers of one text that are tried as those of duties which do not exist."""

_FIGURE = re.compile(r"(?<![\w/.-])\d{1,2}(?!\w|[/-]|\.\d|\s*%)")
"""A number of two figures at most that is no part of a date, a share or a document's symbol."""


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
    if replied := replied_to(tx, case, said):
        found = numbered(tx, case, {(i.plan, i.duty): i.n for i in replied.items})
        alone = len(replied.items) == 1 and len(found) == 1
        return found, found[0].n if alone else None
    if case.chat.is_group:
        listed = deliveries.latest_list(tx, case.chat)
        items = listed.items if listed else ()
        return numbered(tx, case, {(i.plan, i.duty): i.n for i in items}), None
    found = numbered(tx, case, numbers.opened(tx, case.known.id))
    return found or numbered(tx, case, inquiry.numbers_of_all(tx, case)), None


def replied_to(tx: Tx, case: Case, said: Said) -> Delivered | None:
    """The list of duties that a text replies to."""
    replied = deliveries.find(tx, case.chat, said.reply_to) if said.reply_to else None
    return replied if replied and replied.items else None


def unseen(
    tx: Tx, case: Case, said: Said, reading: Reading, tasks: Sequence[Task]
) -> Sequence[Task]:
    """The duties that a text reports on by numbers that this person has not been shown.

    They may be those of a colleague's list, and mean others here; nor is it known what “all” is.
    """
    if case.chat.is_group or len(tasks) == 1:
        return []
    seen = numbers.opened(tx, case.known.id)
    told = {n for n, _ in reading.per_task}
    blind = [t for t in tasks if t.n in told and (t.plan.id, t.duty.key) not in seen]
    if not blind or replied_to(tx, case, said):
        return []
    past = 1 + max(task.n for task in tasks)
    renumbered = [replace(task, n=task.n + past) for task in tasks]
    by_title = names(utterance(case, said.text, renumbered, last="free"))
    if len(by_title) == len(tasks):
        return blind
    return [task for task in blind if task.n + past not in by_title]


def numbers_here(tx: Tx, case: Case, said: Said) -> list[int]:
    """The numbers by which the person knows open duties here: what examples are made with."""
    return [task.n for task in known(tx, case, said)[0]]


def numbered(
    tx: Tx, case: Case, given: Mapping[numbers.Duty, int], *, finished: bool | None = False
) -> list[Task]:
    """The numbered duties that are in force, open, and this person's to report on.

    With `finished` those that are done instead of those that are open; None: both.
    """
    found = []
    for (plan_id, key), n in given.items():
        plan = case.desk.plans.by_id.get(plan_id)
        duty = plan.plan.by_key.get(key) if plan else None
        if plan is None or duty is None or not access.may(case.known, Wish.REPORT, key[1]):
            continue
        told = report.stands(tx, case, plan.plan, duty)
        if finished is None or told.done is finished:
            found.append(Task(n, plan.plan, told))
    return found


def all_open(tx: Tx, case: Case) -> list[Task]:
    """Every open duty of this person's, under its number."""
    return numbered(tx, case, inquiry.numbers_of_all(tx, case))


def finished(tx: Tx, case: Case) -> list[Task]:
    """Done duties that this person still knows by their numbers."""
    return numbered(tx, case, numbers.done(tx, case.known.id), finished=True)


def finished_here(tx: Tx, case: Case) -> list[Task]:
    """The same; in a group by the numbers of what was last listed there."""
    if not case.chat.is_group:
        return finished(tx, case)
    listed_ = deliveries.latest_list(tx, case.chat)
    items = listed_.items if listed_ else ()
    return numbered(tx, case, {(i.plan, i.duty): i.n for i in items}, finished=True)


def by_keys(
    tx: Tx, case: Case, wanted: Sequence[numbers.Duty], *, finished: bool | None = False
) -> list[Task]:
    """These duties under the numbers that the person knows them by, in the order given."""
    given = {**numbers.done(tx, case.known.id), **numbers.opened(tx, case.known.id)}
    free = max(given.values(), default=0) + 1
    named = {duty: given.get(duty, free + place) for place, duty in enumerate(wanted)}
    return numbered(tx, case, named, finished=finished)


def as_task(tx: Tx, case: Case, plan: Plan, duty: Assignment) -> Task:
    """A duty of this person's, open or done, under its number."""
    return by_keys(tx, case, [(plan.id, duty.key)], finished=None)[0]


def just_done(tx: Tx, case: Case, since: datetime) -> Task | None:
    """The duty that this person reported done last, since an instant."""
    mine = [
        task
        for task in finished(tx, case)
        if (reply := task.standing.reply) and reply.at >= since and reply.by == case.known.name
    ]
    return max(mine, key=lambda t: t.standing.reply.id if t.standing.reply else 0, default=None)


def listed(
    tx: Tx, case: Case, tasks: Sequence[Task], message: Message, again: Message | None = None
) -> Say:
    """Something said that lists duties under their numbers, which are kept from now on.

    `again` is said instead where the same list was said just before.
    """
    if not case.chat.is_group:
        given = {(t.plan.id, t.duty.key): t.n for t in tasks if not t.standing.done}
        numbers.keep(tx, case.known.id, given, case.now)
    numbered_ = tuple((t.n, t.plan.id, t.duty) for t in tasks)
    return Say(case.chat, message, case.known.id, numbered_, again)


def explains(words: str, reading: Reading, asked: int | None) -> bool:
    """Whether a text gives the reason that was asked for, and is not news of another kind.

    “Vừa nhận văn bản hôm qua” may be one; “ok”, “cảm ơn” and “tại vì” alone are none.
    """
    part = reading.parts[0]
    if withdraws(words) or only_because(words) or is_no_reason(words) or only_names(words):
        return False
    if part.intent == "not_done" and part.reason is None:
        return False
    if agrees(words) is not None or (part.tasks is not None and part.tasks != (asked,)):
        return False
    if part.intent == "ack_only":
        return len(words.split()) > LONGEST_NOD and not thanks(words)
    waits = part.intent == "in_progress" and part.percent in (None, 100)
    return waits or part.intent in ("not_done", "not_understood")


def is_no_opinion(case: Case, words: str) -> bool:
    """Whether a text of leadership only nods, or asks how things stand: no word on something.

    “Phải xong đúng hạn”, “phải làm ngay” have the words of a question, too; from a unit they would
    be none.
    """
    if agrees(words) or (received(words) and len(words.split()) <= LONGEST_NOD):
        return True
    said = utterance(case, words, (), last="free")
    query = understand(replace(said, role="leader")).query
    if query is None or query.kind == "help":
        return False
    plain = understand(replace(said, role="head")).intent
    listed = query.kind == "not_done" and plain != "ack_only"
    return plain == "question_status" or listed or "?" in words


def is_courtesy(case: Case, words: str) -> bool:
    """Whether a text, whatever was asked, is no more than a nod, a receipt or thanks."""
    return understand(utterance(case, words, (), last="free")).intent == "ack_only"


def picked(case: Case, words: str, tasks: Sequence[Task], *, last: str) -> frozenset[int]:
    """The numbers that a text names and says nothing else about; none if it is news."""
    plain = understand(utterance(case, words, tasks, last="free"))
    if plain.per_task or plain.intent in ("question_status", "help"):
        return frozenset()
    parts = understand(utterance(case, words, tasks, last=last)).parts
    return frozenset(parts[0].tasks or ()) if len(parts) == 1 else frozenset()


def named(case: Case, words: str, tasks: Sequence[Task]) -> list[Task]:
    """The duties that a text names by number or by their titles, whatever it says of them."""
    numbers_ = names(utterance(case, words, tasks, last="free"))
    return [task for task in tasks if task.n in numbers_]


def fitting(case: Case, words: str, tasks: Sequence[Task]) -> list[Task]:
    """The duties that a text names by words of a title that others of them have, too."""
    found = []
    for task in tasks:
        beside = [t for t in tasks if t.n == task.n or t.duty.title != task.duty.title]
        found += [each for each in named(case, words, beside) if each.n == task.n]
    return found


def of_another(tx: Tx, case: Case, words: str, tasks: Sequence[Task]) -> bool:
    """Whether a text tells of a duty that is none of these open ones, by a number.

    The number is that of a done duty, or of none that there is. A part with a reason tells of none:
    its number may count (“2 đồng chí ốm”), or name what is waited for (“chờ việc 1 xong”).
    """
    taken = {task.n for task in tasks}
    known_ = [*tasks, *(task for task in finished(tx, case) if task.n not in taken)]
    plain, imagined = utterance(case, words, known_, last="free"), made_up(words, known_)
    wider = understand(replace(plain, open_tasks=(*plain.open_tasks, *imagined)))
    if not set(understand(plain).per_task) <= set(wider.per_task):
        return False
    told = (part.tasks or () for part in wider.parts if part.reason is None)
    return any(n not in taken for numbers_ in told for n in numbers_)


def figures(words: str) -> frozenset[int]:
    """The small numbers in a text, whatever they count."""
    return frozenset(int(found) for found in _FIGURE.findall(words[:LONGEST]))


def names_unknown(case: Case, words: str, tasks: Sequence[Task]) -> bool:
    """Whether a text names a number that none of these duties bears, whatever it says of it."""
    imagined = made_up(words, tasks)
    plain = utterance(case, words, tasks, last="free")
    wider = replace(plain, open_tasks=(*plain.open_tasks, *imagined))
    return bool(names(wider) & {task.n for task in imagined}) if imagined else False


def unknown(case: Case, words: str, tasks: Sequence[Task], reading: Reading) -> frozenset[int]:
    """The numbers that a text reports on without any of these duties bearing them.

    It is read as if duties without a title had the figures in it for their numbers; what it said
    before (`reading`) it has to say still, or the figure was part of it (“gió cấp 7”).
    """
    imagined = made_up(words, tasks)
    if not imagined:
        return frozenset()
    plain = utterance(case, words, tasks, last="free")
    wider = understand(replace(plain, open_tasks=(*plain.open_tasks, *imagined))).per_task
    if not set(reading.per_task) <= set(wider):
        return frozenset()
    return frozenset(n for n, _ in wider) & {task.n for task in imagined}


def made_up(words: str, tasks: Sequence[Task]) -> tuple[OpenTask, ...]:
    """Duties without a title under the figures of a text that none of these duties bears."""
    tried = sorted(figures(words) - {task.n for task in tasks})[:MOST_IMAGINED]
    return tuple(OpenTask(n, "", "", "", None) for n in tried)


def of_others(tx: Tx, case: Case, said: Said) -> bool:
    """Whether somebody of a unit answers a message, seen in a group, about others' duties alone."""
    replied = replied_to(tx, case, said)
    if replied is None or not access.may(case.known, Wish.REPORT):
        return False
    return not any(access.may(case.known, Wish.REPORT, item.duty[1]) for item in replied.items)


def as_open_task(n: int, duty: Assignment) -> OpenTask:
    """A duty under its number, as what is written about it is read."""
    activity, source = duty.activity, duty.activity.source
    row = None if source.row is None else str(source.row)
    due = duty.deadline.day
    return OpenTask(n, duty.title, activity.id, duty.unit.id, due, source.section, row)


def last_said(tasks: Sequence[Task], now: datetime) -> str | None:
    """What the bot last spoke of where it asked nothing: why it writes about these duties now."""
    if not tasks:
        return None
    if any(task.standing.overdue for task in tasks):
        return "overdue"
    openings = [task.duty.opening for task in tasks]
    return "notice" if all(o is not None and o.at > now for o in openings) else "reminder"


def utterance(
    case: Case, words: str, tasks: Sequence[Task], quoted: int | None = None, *, last: str | None
) -> Utterance:
    """What somebody wrote, with what it takes to read it; `last` is what the bot said last."""
    plan = case.desk.plans.first
    leads = any(case.known.holds(role) for role in (Role.LEADER, Role.OFFICE))
    return Utterance(
        text=words[:LONGEST],
        today=case.said_at.astimezone(plan.zone).date(),
        unit=next(iter(sorted(case.known.units)), None),
        open_tasks=tuple(as_open_task(t.n, t.duty) for t in tasks),
        units=tuple(UnitName(u.id, u.name, u.aliases) for u in plan.units.values()),
        activities=tuple(ActivityName(a.id, a.title) for a in plan.activities),
        sections=tuple(Section(title, *days) for title, days in plan.sections.items()),
        role="leader" if leads and not case.known.units else "head",
        last_bot_kind=last,
        quoted_task=quoted,
    )
