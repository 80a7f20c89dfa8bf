"""The rehearsal: every message a plan will send if nobody ever answers, and the code of that set.

Pure. The office approves what the rehearsal shows; a duty whose facts or moments change gets
another fingerprint, and waits for approval again, alone.
"""

import hashlib
import json
from base64 import b32encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bot.messages import Message
from bot.wording import boards, digests, phrases, reminders
from schedules.ladder import hearers
from schedules.plan import Assignment, Leadership, Plan
from schedules.progress import Board, Reach, Standing, board, standing
from schedules.timetable import WEIGHT, Kind, Reminder, Rung, Timetable

Key = tuple[str, str]

OFFICE = "(office)"
"""To whom the office's own rung of the ladder is addressed; the plan file has no entry for it."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """One message as it would be sent: when, why, to which unit or leadership, about what."""

    at: datetime
    kind: Kind
    to: str
    items: tuple[Key, ...]
    message: Message


def rehearse(plan: Plan, timetable: Timetable) -> list[Rehearsed]:
    """Every message of the plan in order of time, as if nobody answered."""
    found: list[Rehearsed] = []
    numbers: dict[Key, int] = {}
    summed: dict[str, datetime] = {}  # when each leader last read a summary
    for at, group in groupby(timetable.reminders, key=lambda r: r.at):
        now = _at(plan, at, list(group), numbers, summed)
        summed |= {each.to: at for each in now if each.kind is Kind.DIGEST}
        found += now
    return found


def fingerprints(plan: Plan, timetable: Timetable) -> Mapping[Key, str]:
    """For every duty a digest of all that its messages say and of when they are sent."""
    moments: dict[Key, list[str]] = {assignment.key: [] for assignment in plan.assignments}
    for reminder in timetable.reminders:
        if reminder.assignment is not None:
            moments[reminder.assignment.key].append(_moment(plan, reminder))
    return {a.key: _digest([*_facts(plan, a), *moments[a.key]]) for a in plan.assignments}


def _moment(plan: Plan, reminder: Reminder) -> str:
    """When a message goes and why; for the ladder also to whom, where the plan says it."""
    told = f"{reminder.at.isoformat()} {reminder.kind}"
    if reminder.kind is not Kind.ESCALATION:
        return told
    rung = Rung(reminder.mark)
    named = [each.id for each in _hearers(plan, reminder) if each.in_charge_of]
    return " ".join([told, *([] if rung is Rung.LEADERS else [rung]), *named])


def approval_code(plan: Plan, prints: Iterable[str]) -> str:
    """The code of exactly this set of messages: eight letters and figures, ABCD-EFGH."""
    letters = b32encode(hashlib.sha256(_digest([plan.id, *sorted(prints)]).encode()).digest())
    return f"{letters[:4].decode()}-{letters[4:8].decode()}"


def same_code(one: str, other: str) -> bool:
    """Whether two codes are the same as typed by people."""
    return _bare(one) == _bare(other)


def _at(
    plan: Plan,
    at: datetime,
    due: Sequence[Reminder],
    numbers: dict[Key, int],
    summed: Mapping[str, datetime],
) -> list[Rehearsed]:
    silent = board(plan, at, {}, dict.fromkeys(numbers, Reach.DELIVERED))  # numbered: was asked
    return [*_to_units(plan, at, due, numbers), *_to_leaders(plan, at, due, silent, summed)]


def _to_units(
    plan: Plan, at: datetime, due: Sequence[Reminder], numbers: dict[Key, int]
) -> list[Rehearsed]:
    by_unit: dict[str, list[reminders.Due]] = {}
    for reminder in due:
        if reminder.assignment is None or reminder.unit is None:
            continue
        told = standing(reminder.assignment, (), at, reach=Reach.DELIVERED)
        each = reminders.Due(reminder.kind, told, told_only=reminder.partner is not None)
        by_unit.setdefault(reminder.unit, []).append(each)
    return [_to_unit(plan, at, unit, group, numbers) for unit, group in by_unit.items()]


def _to_unit(
    plan: Plan, at: datetime, unit: str, due: list[reminders.Due], numbers: dict[Key, int]
) -> Rehearsed:
    ordered = reminders.in_order(due, at)
    for each in reminders.asked(ordered):  # as `store.numbers` does: the next one, kept
        taken = [n for (_, owner), n in numbers.items() if owner == unit]
        numbers.setdefault(each.assignment.key, max(taken, default=0) + 1)
    message = reminders.reminder(plan, plan.units[unit], ordered, numbers, at)
    kind = max((each.kind for each in due), key=WEIGHT.__getitem__)
    return Rehearsed(at, kind, unit, tuple(each.assignment.key for each in ordered), message)


def _to_leaders(
    plan: Plan,
    at: datetime,
    due: Sequence[Reminder],
    silent: Board,
    summed: Mapping[str, datetime],
) -> Iterable[Rehearsed]:
    morning = any(r.kind is Kind.DIGEST for r in due)
    climbing = [r for r in due if r.kind is Kind.ESCALATION]
    yield from _escalated(OFFICE, at, silent, [r for r in climbing if r.mark == Rung.OFFICE])
    for leadership in plan.leadership:
        digest = _digest_of(leadership, silent, summed) if morning else None
        if digest is not None:
            yield Rehearsed(at, Kind.DIGEST, leadership.id, (), digest)
        hers = [r for r in climbing if leadership in _hearers(plan, r)]
        yield from _escalated(leadership.id, at, silent, hers)


def _digest_of(reader: Leadership, silent: Board, summed: Mapping[str, datetime]) -> Message | None:
    plan, last = silent.plan, summed.get(reader.id)
    return digests.summary(silent, last, lambda moment: board(plan, moment, {}, {}), [reader])


def _escalated(
    to: str, at: datetime, silent: Board, due: Sequence[Reminder]
) -> Iterable[Rehearsed]:
    duties = list(dict.fromkeys(r.assignment for r in due if r.assignment))
    if duties:
        told: list[Standing] = [standing(a, (), at, reach=Reach.DELIVERED) for a in duties]
        word = boards.silent if to == OFFICE else boards.escalation
        keys = tuple(a.key for a in duties)
        yield Rehearsed(at, Kind.ESCALATION, to, keys, word(silent, told))


def _hearers(plan: Plan, reminder: Reminder) -> Sequence[Leadership]:
    unit = reminder.assignment.unit.id if reminder.assignment else ""
    return hearers(plan, unit, Rung(reminder.mark))


def _facts(plan: Plan, of: Assignment) -> list[str]:
    activity = of.activity
    return [
        phrases.plan_name(plan),
        phrases.office(plan),
        *of.key,
        of.unit.name,
        of.unit.short,
        of.title,
        *activity.quotes,
        of.deadline.version,
        str(of.deadline.day),
        of.opening.at.isoformat() if of.opening else "",
        activity.window,
        activity.evidence,
        str(activity.tentative),
        str("due" in activity.inferred),
        str(activity.source),
        *(plan.name_of(body) for body in of.partners),
        *activity.open_groups,
    ]


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(list(parts)).encode()).hexdigest()


def _bare(code: str) -> str:
    return "".join(c for c in code.upper() if c.isalnum()).translate(_MISREAD)


_MISREAD = str.maketrans("018", "OIB")  # codes hold no such figures; people read them so
