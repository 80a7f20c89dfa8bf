"""What one person is about to be sent: claimed promises, checked again and put into words.

The checks at the moment of sending: still in force, still open, not answered since, approved,
not too late, and not in quiet hours. What fails one is settled or put off in the same
transaction; what passes is folded into one message per person and plan.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from bot.desk import Desk, InForce
from bot.messages import Message
from bot.store import boards, numbers, outbox, plans, replies
from bot.store.memory import Tx
from bot.store.outbox import Claim, Fate, Item
from bot.wording import boards as board_words
from bot.wording import office, reminders
from schedules.plan import Assignment, Rhythm
from schedules.progress import Answer, Reach, Reply, Standing, in_force, standing
from schedules.timetable import Kind, sending_time

UNAPPROVED_WAIT = timedelta(minutes=1)
"""How long a promise of a plan that waits for approval is put off; approving hastens it."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message for one person: the promises it keeps, and those it makes needless."""

    person: int
    plan: InForce
    message: Message
    items: tuple[Item, ...]
    folded: tuple[Item, ...] = ()
    numbered: tuple[tuple[int, Assignment], ...] = ()


@dataclass(frozen=True, slots=True)
class Lapsed:
    """Promises that ran out of time after at least one failed attempt: the office is told."""

    person: int
    plan: InForce
    items: tuple[Item, ...]


def prepare(tx: Tx, desk: Desk, claim: Claim, now: datetime) -> tuple[list[Envelope], list[Lapsed]]:
    """The messages that a claim comes to; everything else of it is settled or put off."""
    envelopes: list[Envelope] = []
    lapsed: list[Lapsed] = []
    for plan_id, group in groupby(
        sorted(claim.items, key=lambda i: i.owed.plan), key=lambda i: i.owed.plan
    ):
        plan, items = desk.plans.by_id.get(plan_id), list(group)
        if plan is None:
            outbox.settle(tx, items, Fate.SETTLED)
            continue
        alive, late = _in_time(tx, items, now)
        if late:
            lapsed.append(Lapsed(claim.person, plan, tuple(late)))
        speakable = _speakable(tx, plan, alive, now)
        envelopes += _worded(tx, desk, plan, speakable, now)
    return envelopes, lapsed


def _in_time(tx: Tx, items: Sequence[Item], now: datetime) -> tuple[list[Item], list[Item]]:
    """Promises that still matter, and those given up after a failure."""
    expired = [item for item in items if item.owed.until <= now]
    outbox.settle(tx, expired, Fate.EXPIRED)
    alive = [item for item in items if item.owed.until > now]
    return alive, [item for item in expired if item.attempts]


def _speakable(tx: Tx, plan: InForce, items: Sequence[Item], now: datetime) -> list[Item]:
    """Promises that may be said now; those that meet quiet hours or days off are put off."""
    now_able = []
    for item in items:
        at = sending_time(
            now,
            rhythm=_rhythm_of(plan, item),
            workdays=plan.workdays,
            zone=plan.plan.zone,
            exact=item.owed.exact,
        )
        if at > now:
            outbox.postpone(tx, [item], at)
        else:
            now_able.append(item)
    return now_able


def _rhythm_of(plan: InForce, item: Item) -> Rhythm:
    duty = plan.plan.by_key.get(item.owed.duty) if item.owed.duty else None
    return duty.activity.rhythm if duty else plan.plan.rhythm


def _worded(
    tx: Tx, desk: Desk, plan: InForce, items: Sequence[Item], now: datetime
) -> list[Envelope]:
    by_kind: dict[str, list[Item]] = {}
    for item in items:
        kind = item.owed.kind if item.owed.kind in _WORDERS else "duty"
        by_kind.setdefault(kind, []).append(item)
    found = []
    for kind, group in by_kind.items():
        word = _WORDERS.get(kind, _duties)
        found += word(tx, desk, plan, group, now)
    return found


def _duties(
    tx: Tx, desk: Desk, plan: InForce, items: Sequence[Item], now: datetime
) -> list[Envelope]:
    """One message for all duties; of several promises about one duty the latest speaks."""
    due: dict[tuple[str, str], tuple[Item, reminders.Due]] = {}
    folded: list[Item] = []
    for item, told in _open(tx, plan, _approved(tx, desk, plan, items, now), now):
        before = due.get(told.assignment.key)
        if before:
            folded.append(before[0])
        each = reminders.Due(Kind(item.owed.kind), told, told_only=item.owed.partner is not None)
        due[told.assignment.key] = item, each
    if not due:
        return []
    kept = [item for item, _ in due.values()]
    ordered = reminders.in_order([each for _, each in due.values()], now)
    return [_reminder(tx, plan, kept, folded, ordered, now)]


def _reminder(
    tx: Tx,
    plan: InForce,
    kept: Sequence[Item],
    folded: Sequence[Item],
    due: Sequence[reminders.Due],
    now: datetime,
) -> Envelope:
    person, id_ = kept[0].owed.person, plan.plan.id
    asked = [each.assignment for each in reminders.asked(due)]
    given = numbers.assign(tx, person, [(id_, duty.key) for duty in asked], now)
    by_key = {duty.key: given[id_, duty.key] for duty in asked}
    unit = plan.plan.units[kept[0].owed.partner or due[0].assignment.unit.id]
    message = reminders.reminder(plan.plan, unit, due, by_key, now)
    shown = tuple((by_key[duty.key], duty) for duty in asked[: reminders.AT_MOST])
    return Envelope(person, plan, message, tuple(kept), tuple(folded), shown)


def _approved(
    tx: Tx, desk: Desk, plan: InForce, items: Sequence[Item], now: datetime
) -> list[Item]:
    """Promises that the office has agreed to; the others wait for its word."""
    if desk.auto_approve:
        return list(items)
    agreed = plans.approved_fingerprints(tx, plan.plan.id)
    waiting = [
        i for i in items if i.owed.duty and plan.fingerprints.get(i.owed.duty, "") not in agreed
    ]
    outbox.postpone(tx, waiting, now + UNAPPROVED_WAIT)
    return [item for item in items if item not in waiting]


def _open(
    tx: Tx, plan: InForce, items: Iterable[Item], now: datetime
) -> list[tuple[Item, Standing]]:
    """Promises whose duty is still as promised, not done, and not answered since; oldest first."""
    kept, settled = [], []
    for item in items:
        told = _told(tx, plan, item, now)
        if told is None:
            settled.append(item)
        else:
            kept.append((item, told))
    outbox.settle(tx, settled, Fate.SETTLED)
    return kept


def _told(tx: Tx, plan: InForce, item: Item, now: datetime) -> Standing | None:
    """How the promised duty stands; None if there is nothing to remind of any more."""
    duty = plan.plan.by_key.get(item.owed.duty) if item.owed.duty else None
    if duty is None or duty.deadline.version != item.owed.deadline:
        return None
    said = replies.of_assignment(tx, plan.plan, duty)
    told = standing(duty, said, now, reach=Reach.DELIVERED)
    if item.owed.partner is not None:
        return None if told.done else told
    return None if told.done or _answered(item, said) else told


def _answered(item: Item, said: Sequence[Reply]) -> bool:
    """Whether the duty was answered since; a receipt answers only the news that work begins."""
    since = [r for r in in_force(said) if r.at >= item.owed.at]
    return any(r.answer is not Answer.RECEIVED or item.owed.kind == Kind.START for r in since)


def _escalations(
    tx: Tx, desk: Desk, plan: InForce, items: Sequence[Item], now: datetime
) -> list[Envelope]:
    """One list for leadership of what is overdue and still not done."""
    agreed = _approved(tx, desk, plan, items, now)
    board = boards.read(tx, plan.plan, now) if agreed else None
    if board is None:
        return []
    overdue = {s.assignment.key: s for s in board.standings if s.overdue}
    kept = [item for item in agreed if item.owed.duty in overdue]
    outbox.settle(tx, [item for item in agreed if item not in kept], Fate.SETTLED)
    if not kept:
        return []
    standings = [overdue[item.owed.duty] for item in kept if item.owed.duty]
    message = board_words.escalation(board, standings)
    return [Envelope(kept[0].owed.person, plan, message, tuple(kept))]


def _digests(
    tx: Tx, desk: Desk, plan: InForce, items: Sequence[Item], now: datetime
) -> list[Envelope]:
    """The latest morning summary, if there is something to say and the plan runs."""
    running = desk.auto_approve or plans.approved_fingerprints(tx, plan.plan.id)
    message = board_words.digest(boards.read(tx, plan.plan, now)) if running else None
    if message is None:
        outbox.settle(tx, items, Fate.SETTLED)
        return []
    return [Envelope(items[0].owed.person, plan, message, (items[-1],), folded=tuple(items[:-1]))]


def _notices(
    _tx: Tx, _desk: Desk, plan: InForce, items: Sequence[Item], _now: datetime
) -> list[Envelope]:
    """Each notice by itself: they are rare, and each wants something else."""
    return [
        Envelope(item.owed.person, plan, office.notice(plan.plan, item.owed.facts or {}), (item,))
        for item in items
    ]


_WORDERS = {
    Kind.ESCALATION: _escalations,
    Kind.DIGEST: _digests,
    "notice": _notices,
}
