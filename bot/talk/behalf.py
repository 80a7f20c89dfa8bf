"""“Ghi thay QLKH: việc 1 xong (điện thoại 9h)”: the office writes down what a unit has said.

Numbers mean those of the list that the office was last shown of that unit in this chat, so that
nothing is written down blindly. Marked as such wherever the answer is shown.

“Phòng QLKH báo việc 1 xong” is no such order: it is shown what would be written down, and asked.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.duties import report, stated
from bot.messages import Message, Said, clipped, one_line
from bot.reaching import notices, recipients
from bot.responses import Response, Say
from bot.store import audit, boards, deliveries, questions, verdicts
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import duties
from bot.talk.duties import Task
from bot.understand import (
    Intent,
    OpenTask,
    Part,
    Reading,
    UnitName,
    Utterance,
    agrees,
    done_on,
    understand,
    unit_and_rest,
)
from bot.understand import retold as told_of
from bot.wording import answers
from bot.wording import handing as words
from schedules.progress import Answer, Standing

_HOW_IT_CAME = re.compile(r"\s*\([^()]*\)\s*$")
"""A note in brackets at the end, kept with the words, is no part of what the unit says."""

_BEGINS = re.compile(r"\s*ghi\s*thay\b[\s:]*", re.IGNORECASE)
_ANSWERS: Mapping[Intent, Answer] = {
    "done": Answer.DONE,
    "not_done": Answer.NOT_DONE,
    "in_progress": Answer.IN_PROGRESS,
}
Change = tuple[Task, Answer, str | None, int | None]
"""What is written down about a duty: the answer, its reason, its percentage."""

PATIENCE = timedelta(hours=2)
"""How long what was told of a unit can still be confirmed."""

LONGEST = 500
"""Characters of what was written that the unit is shown."""


def spoken(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """Answer a text that begins with “ghi thay”; None if it does not."""
    begins = _BEGINS.match(said.text)
    if begins is None or case.chat.is_group or said.edited:
        return None
    if not access.may(case.known, Wish.RECORD_FOR):
        audit.note(tx, "record_refused", who=str(case.known.id), now=case.now)
        return [Say(case.chat, words.may_not_record(), case.known.id)]
    named = unit_and_rest(said.text[begins.end() :], _units(case))
    if named is None:
        return [Say(case.chat, words.which_unit(), case.known.id)]
    unit, rest = named
    opened = _opened(tx, case, unit)
    shown = _shown(tx, case, unit, opened)
    if not rest or not opened:
        return [_list(case, unit, opened)]
    changes = _changes(case, unit, shown, _told(rest))
    if not changes:
        return [_list(case, unit, opened, refused=True)]
    day = _stated(tx, case, changes, _told(rest))
    if isinstance(day, Message):
        return [Say(case.chat, day, case.known.id)]
    told = [(task, answer, part.reason, part.percent) for task, answer, part in changes]
    return _recorded(tx, case, unit, told, said.text, day)


def retold(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """Answer what the office tells of a unit: shown as it would be written down, to be confirmed.

    None if the text is something else: a question, news of an own unit, an answer that was asked.
    """
    if case.chat.is_group or said.edited or not access.may(case.known, Wish.RECORD_FOR):
        return None
    named = unit_and_rest(said.text, _units(case))
    rest = told_of(named[1]) if named else None
    if named is None or rest is None or _is_asked(tx, case):
        return None
    unit = named[0]
    if access.may(case.known, Wish.REPORT, unit):
        return None
    opened = _opened(tx, case, unit)
    reading = _read(case, unit, _shown(tx, case, unit, opened) or opened, _told(rest))
    changes = _changes(case, unit, _shown(tx, case, unit, opened) or opened, _told(rest))
    if not changes:
        return [_list(case, unit, opened, refused=True)] if _is_report(rest, reading) else None
    day = _stated(tx, case, changes, _told(rest))
    if isinstance(day, Message):
        return [Say(case.chat, day, case.known.id)]
    facts = {
        "unit": unit,
        "words": said.text,
        "done_on": day.isoformat() if day else None,
        "changes": [
            [t.n, t.plan.id, *t.duty.key, answer, part.reason, part.percent]
            for t, answer, part in changes
        ],
    }
    id_ = questions.ask(
        tx, case.chat, case.known.id, Asks.BEHALF, facts, now=case.now, patience=PATIENCE
    )
    told = [(t.n, t.duty, answer, part.reason, part.percent) for t, answer, part in changes]
    message = words.whether_to_record(case.desk.plans.name_of(unit), told, id_, done_on=day)
    return [Say(case.chat, message, case.known.id)]


def confirmed_pressed(tx: Tx, case: Case, asked: Question, value: str) -> list[Response] | None:
    """Write down, or not, what the office has told of a unit."""
    if not access.may(case.known, Wish.RECORD_FOR):
        return None
    questions.answered(tx, asked.id, case.now)
    unit, facts = asked.facts["unit"], asked.facts
    if value != "yes":
        n, plan_id, *_ = facts["changes"][0]
        plan = case.desk.plans.by_id.get(plan_id)
        short = plan.plan.units[unit].short if plan and unit in plan.plan.units else unit
        return [Say(case.chat, words.not_recorded(short, n), case.known.id)]
    known = {(t.plan.id, *t.duty.key): t for t in _opened(tx, case, unit)}
    changes = [
        (replace(known[plan, activity, of], n=n), Answer(answer), reason, percent)
        for n, plan, activity, of, answer, reason, percent in facts["changes"]
        if (plan, activity, of) in known
    ]
    if not changes:
        return [_list(case, unit, list(known.values()), refused=True)]
    day = date.fromisoformat(facts["done_on"]) if facts.get("done_on") else None
    return _recorded(tx, case, unit, changes, facts["words"], day)


def confirmed_typed(
    tx: Tx, case: Case, asked: Question, words_: str, _: Sequence[Task]
) -> list[Response] | None:
    """The same in words."""
    right = agrees(words_)
    return None if right is None else confirmed_pressed(tx, case, asked, "yes" if right else "no")


def _is_asked(tx: Tx, case: Case) -> bool:
    """Whether the bot waits for free words of this person, which may name any unit."""
    waiting = questions.opened(tx, case.chat, case.known.id, case.now)
    lacks = verdicts.awaited(tx, case.chat, case.known.id, case.now)
    return lacks is not None or any(each.kind is Asks.OPINION for each in waiting)


def _told(rest: str) -> str:
    return _HOW_IT_CAME.sub("", rest)


def _is_report(rest: str, reading: Reading) -> bool:
    """Whether a text says how something stands, or names a duty by a number at least."""
    return reading.intent in _ANSWERS or bool(duties.figures(rest))


def _units(case: Case) -> tuple[UnitName, ...]:
    known = {unit.id: unit for each in case.desk.plans.all() for unit in each.plan.units.values()}
    return tuple(UnitName(u.id, u.name, u.aliases) for u in known.values())


def _opened(tx: Tx, case: Case, unit: str) -> list[Task]:
    """The open duties of a unit in every plan, numbered by deadline from 1."""
    found = [
        (each.plan, standing)
        for each in case.desk.plans.all()
        for standing in answers.in_order(boards.read(tx, each.plan, case.now).of_unit(unit))
    ]
    return [Task(n, plan, standing) for n, (plan, standing) in enumerate(found, 1)]


def _shown(tx: Tx, case: Case, unit: str, opened: Sequence[Task]) -> list[Task]:
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


def _list(case: Case, unit: str, opened: Sequence[Task], *, refused: bool = False) -> Response:
    message = words.list_of(
        case.desk.plans.name_of(unit),
        [(task.n, task.standing) for task in opened],
        refused=refused,
    )
    numbered = tuple((task.n, task.plan.id, task.duty) for task in opened)
    return Say(case.chat, message, case.known.id, numbered)


def _changes(
    case: Case, unit: str, shown: Sequence[Task], text: str
) -> list[tuple[Task, Answer, Part]]:
    """What a text certainly says about the duties shown."""
    reading = _read(case, unit, shown, text)
    by_number = {task.n: task for task in shown}
    return [
        (by_number[n], _ANSWERS[intent], _part(reading.parts, n, intent))
        for n, intent in reading.per_task
        if n in by_number and intent in _ANSWERS
    ]


def _read(case: Case, unit: str, shown: Sequence[Task], text: str) -> Reading:
    plan = case.desk.plans.first
    return understand(
        Utterance(
            text=text,
            today=case.said_at.astimezone(plan.zone).date(),
            unit=unit,
            open_tasks=tuple(
                OpenTask(t.n, t.duty.title, t.duty.activity.id, unit, t.duty.deadline.day)
                for t in shown
            ),
            last_bot_kind="reminder",
        )
    )


def _stated(
    tx: Tx, case: Case, changes: Sequence[tuple[Task, Answer, Part]], text: str
) -> date | Message | None:
    """The day on which a text says that work was done, or why it cannot be taken; None: none."""
    done = [(task, part) for task, answer, part in changes if answer is Answer.DONE]
    days = done_on(text, case.today) if done else ()
    if not days:
        return None
    plan = done[0][0].plan
    if len(days) > 1 or len({part for _, part in done}) > 1:
        return words.one_day_each(done[0][0].duty.unit.short)
    match stated.unfit(tx, plan, days[0], case.now):
        case stated.Unfit.AHEAD:
            return words.ahead(days[0])
        case stated.Unfit.BEFORE_APPROVAL:
            return words.before_approval(plan, days[0])
    return days[0]


def _part(parts: Sequence[Part], n: int, intent: Intent) -> Part:
    """The part of the text that speaks of a duty, else the one with its intent."""
    same = [part for part in parts if part.intent == intent]
    named = [part for part in same if part.tasks and n in part.tasks]
    return (named or same or list(parts))[0]


def _recorded(
    tx: Tx, case: Case, unit: str, changes: Sequence[Change], text: str, day: date | None
) -> list[Response]:
    """Write changes down, say them back and tell the unit; `day` is when the done ones were."""
    for_unit = replace(case, on_behalf=True)
    told: list[tuple[int, Standing]] = []
    for task, answer, reason, percent in changes:
        standing = report.note(
            tx,
            for_unit,
            task.plan,
            task.duty,
            answer,
            reason=reason,
            percent=percent if answer is Answer.IN_PROGRESS else None,
            words=text,
            done_at=stated.instant(task.plan, day) if day and answer is Answer.DONE else None,
        )
        told.append((task.n, standing))
        who, key = str(case.known.id), list(task.duty.key)
        on = day.isoformat() if day and answer is Answer.DONE else None
        audit.note(tx, "recorded_for", who=who, now=case.now, duty=key, answer=answer, done_on=on)
    zone = case.desk.plans.first.zone
    message = words.recorded(case.desk.plans.name_of(unit), told, zone)
    _tell_unit(tx, case, unit, told, text)
    return [Say(case.chat, message, case.known.id)]


def _tell_unit(
    tx: Tx, case: Case, unit: str, told: Sequence[tuple[int, Standing]], text: str
) -> None:
    plan = case.desk.plans.first
    facts = {
        "what": "recorded_for",
        "lines": words.lines_for_unit(told, plan.zone),
        "words": clipped(one_line(text), LONGEST),
    }
    to = recipients.of_unit(tx, unit, case.now, plan.zone)
    notices.tell(tx, plan, f"recorded-for-{case.inbox}", facts, case.now, to=to)
