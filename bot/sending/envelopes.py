"""What one person is about to be sent: claimed promises, checked again and put into words.

The checks at the moment of sending: still in force, still open, not answered since, approved,
not too late, and not in quiet hours. What fails one is settled or put off in the same
transaction; what passes is folded into one message per person and plan.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from bot.board import morning
from bot.desk import InForce
from bot.duties import petitions
from bot.messages import Message
from bot.reaching import ladder, notices, recipients
from bot.sending.lots import Envelope, Lapsed, Lot
from bot.sending.together import together
from bot.store import boards, outbox, promises
from bot.store.outbox import Claim, Fate, Item
from bot.wording import boards as board_words
from bot.wording import colleagues, digests, office, reminders, urging, verdicts
from schedules.ladder import climbs
from schedules.plan import Rhythm
from schedules.progress import Answer, Reach, Reply, Standing, in_force, standing
from schedules.speaking import sending_time
from schedules.timetable import Kind, Rung

UNAPPROVED_WAIT = timedelta(minutes=1)
"""How long a promise of a plan that waits for approval is put off; approving hastens it."""


def prepare(lot: Lot, claim: Claim) -> tuple[list[Envelope], list[Lapsed]]:
    """The messages that a claim comes to; everything else of it is settled or put off."""
    envelopes: list[Envelope] = []
    lapsed: list[Lapsed] = []
    for plan_id, group in groupby(
        sorted(claim.items, key=lambda i: i.owed.plan), key=lambda i: i.owed.plan
    ):
        plan, items = lot.desk.plans.by_id.get(plan_id), list(group)
        if plan is None:
            outbox.settle(lot.tx, items, Fate.SETTLED)
            continue
        alive, late = _in_time(lot, items)
        if late:
            lapsed.append(Lapsed(claim.person, plan, tuple(late)))
        envelopes += _worded(lot, plan, _speakable(lot, plan, _own(lot, plan, alive)))
    return envelopes, lapsed


def _in_time(lot: Lot, items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Promises that still matter, and those given up after a failure."""
    expired = [item for item in items if item.owed.until <= lot.now]
    outbox.settle(lot.tx, expired, Fate.EXPIRED)
    alive = [item for item in items if item.owed.until > lot.now]
    return alive, [item for item in expired if item.attempts]


def _own(lot: Lot, plan: InForce, items: Sequence[Item]) -> list[Item]:
    """Promises that are still this person's to be kept.

    What somebody had put off and is now away for goes to whoever stands in.
    """
    kept: list[Item] = []
    for item in items:
        instead = _instead(lot, plan, item) if item.owed.mark.startswith(outbox.PUT_OFF) else []
        if instead:
            outbox.promise(lot.tx, [replace(item.owed, person=person) for person in instead])
            outbox.settle(lot.tx, [item], Fate.FOLDED)
        else:
            kept.append(item)
    return kept


def _instead(lot: Lot, plan: InForce, item: Item) -> list[int]:
    """Who of the duty's unit is written to while the person is away; nobody if they are not."""
    person, duty = item.owed.person, item.owed.duty
    if duty is None or person not in recipients.away_on(lot.tx, _today(lot, plan)):
        return []
    found = recipients.of_unit(lot.tx, duty[1], lot.now, plan.plan.zone)
    return [] if person in found else found


def _today(lot: Lot, plan: InForce) -> date:
    return lot.now.astimezone(plan.plan.zone).date()


def _speakable(lot: Lot, plan: InForce, items: Sequence[Item]) -> list[Item]:
    """Promises that may be said now; those that meet quiet hours or days off are put off."""
    now_able = []
    for item in items:
        at = sending_time(
            lot.now,
            rhythm=_rhythm_of(plan, item),
            workdays=plan.workdays,
            zone=plan.plan.zone,
            exact=item.owed.exact,
        )
        if at > lot.now:
            outbox.postpone(lot.tx, [item], at)
        else:
            now_able.append(item)
    return now_able


def _rhythm_of(plan: InForce, item: Item) -> Rhythm:
    duty = plan.plan.by_key.get(item.owed.duty) if item.owed.duty else None
    return duty.activity.rhythm if duty else plan.plan.rhythm


def _worded(lot: Lot, plan: InForce, items: Sequence[Item]) -> list[Envelope]:
    by_kind: dict[str, list[Item]] = {}
    for item in items:
        kind = item.owed.kind if item.owed.kind in _WORDERS else "duty"
        by_kind.setdefault(kind, []).append(item)
    found = []
    for kind, group in by_kind.items():
        word = _WORDERS.get(kind, _duties)
        found += word(lot, plan, group)
    return found


def _duties(lot: Lot, plan: InForce, items: Sequence[Item]) -> list[Envelope]:
    """One message for all duties; of several promises about one duty the latest speaks."""
    due: dict[tuple[str, str], tuple[Item, reminders.Due]] = {}
    folded: list[Item] = []
    for item, told in together(lot, plan, _open(lot, plan, _approved(lot, plan, items))):
        before = due.get(told.assignment.key)
        if before:
            folded.append(before[0])
        each = reminders.Due(Kind(item.owed.kind), told, told_only=item.owed.partner is not None)
        due[told.assignment.key] = item, each
    if not due:
        return []
    kept = [item for item, _ in due.values()]
    ordered = reminders.in_order([each for _, each in due.values()], lot.now)
    return [_reminder(lot, plan, kept, folded, ordered)]


def _reminder(
    lot: Lot,
    plan: InForce,
    kept: Sequence[Item],
    folded: Sequence[Item],
    due: Sequence[reminders.Due],
) -> Envelope:
    person = kept[0].owed.person
    asked = [each.assignment for each in reminders.asked(due)]
    by_key = lot.numbers(person, plan, asked)
    unit = plan.plan.units[kept[0].owed.partner or due[0].assignment.unit.id]
    name = lot.in_place(person, reminders.units(unit, due))
    message = reminders.reminder(plan.plan, unit, due, by_key, lot.now, instead=name)
    numbered = tuple((by_key[duty.key], duty) for duty in asked)
    return Envelope(person, plan, message, tuple(kept), tuple(folded), numbered)


def _approved(lot: Lot, plan: InForce, items: Sequence[Item]) -> list[Item]:
    """Promises that the office has agreed to; the others wait for its word."""
    if lot.desk.auto_approve:
        return list(items)
    agreed = lot.agreed(plan)
    waiting = [
        i for i in items if i.owed.duty and plan.fingerprints.get(i.owed.duty, "") not in agreed
    ]
    outbox.postpone(lot.tx, waiting, lot.now + UNAPPROVED_WAIT)
    return [item for item in items if item not in waiting]


def _open(lot: Lot, plan: InForce, items: Iterable[Item]) -> list[tuple[Item, Standing]]:
    """Promises whose duty is still as promised, not done, and not answered since; oldest first."""
    kept, settled = [], []
    for item in items:
        told = _told(lot, plan, item)
        if told is None:
            settled.append(item)
        else:
            kept.append((item, told))
    outbox.settle(lot.tx, settled, Fate.SETTLED)
    return kept


def _told(lot: Lot, plan: InForce, item: Item) -> Standing | None:
    """How the promised duty stands; None if there is nothing to remind of any more."""
    duty = plan.plan.by_key.get(item.owed.duty) if item.owed.duty else None
    if duty is None or duty.deadline.version != item.owed.deadline:
        return None
    said = lot.said(plan, duty)
    known = standing(duty, said, lot.now, reach=Reach.DELIVERED)
    told = next(boards.wishing([known], lot.wishes(plan)))
    if item.owed.partner is not None:
        return None if told.done else told
    if item.owed.kind == "returned":
        return told if told.returned else None
    return None if told.done or _answered(item, said) else told


def _answered(item: Item, said: Sequence[Reply]) -> bool:
    """Whether the duty was answered since; a receipt answers only the news that work begins.

    That it was sent back is no answer.
    """
    since = [r for r in in_force(said) if r.at >= item.owed.at and r.returns is None]
    return any(r.answer is not Answer.RECEIVED or item.owed.kind == Kind.START for r in since)


def _escalations(lot: Lot, plan: InForce, items: Sequence[Item]) -> list[Envelope]:
    """One list of what is overdue and still news to its rung, whatever rungs it comes from."""
    agreed = _approved(lot, plan, items)
    board = boards.read(lot.tx, plan.plan, lot.now) if agreed else None
    if board is None:
        return []
    overdue = {s.assignment.key: s for s in board.standings if s.overdue}
    kept = [
        item
        for item in agreed
        if item.owed.duty in overdue and climbs(overdue[item.owed.duty], Rung(item.owed.mark))
    ]
    outbox.settle(lot.tx, [item for item in agreed if item not in kept], Fate.SETTLED)
    if not kept:
        return []
    standings = [overdue[key] for key in dict.fromkeys(i.owed.duty for i in kept) if key]
    office_only = all(item.owed.mark == Rung.OFFICE for item in kept)
    word = board_words.silent if office_only else board_words.escalation
    return [Envelope(kept[0].owed.person, plan, word(board, standings), tuple(kept))]


def _digests(lot: Lot, plan: InForce, items: Sequence[Item]) -> list[Envelope]:
    """The latest morning summary, if there is something to say and the plan runs."""
    board = boards.read(lot.tx, plan.plan, lot.now) if lot.runs(plan) else None
    person = items[0].owed.person
    message = None
    if board is not None:
        last = promises.last_sent(lot.tx, plan.plan.id, person, Kind.DIGEST)
        readers = ladder.entries(lot.tx, plan.plan, person, lot.now)
        message = digests.summary(
            board, last, lambda at: boards.as_of(lot.tx, plan.plan, at), readers
        )
    if message is None:
        outbox.settle(lot.tx, items, Fate.SETTLED)
        return []
    return [Envelope(person, plan, message, (items[-1],), folded=tuple(items[:-1]))]


def _notices(lot: Lot, plan: InForce, items: Sequence[Item]) -> list[Envelope]:
    """Each notice by itself: they are rare, and each wants something else."""
    well = lot.desk.open_channels()

    def word(item: Item) -> Message | None:
        facts = item.owed.facts or {}
        if facts.get("what") in morning.KINDS:
            return morning.message(lot.tx, plan.plan, facts, lot.now, runs=lot.runs(plan))
        return office.notice(plan.plan, facts, well)

    return _each(lot, plan, items, word)


def _each(
    lot: Lot, plan: InForce, items: Sequence[Item], word: Callable[[Item], Message | None]
) -> list[Envelope]:
    """One message for each promise; one that has nothing to say any more is settled."""
    found: list[Envelope] = []
    for item in items:
        message = word(item)
        if message is None:
            outbox.settle(lot.tx, [item], Fate.SETTLED)
        else:
            found.append(Envelope(item.owed.person, plan, message, (item,)))
    return found


def _voices(lot: Lot, plan: InForce, items: Sequence[Item]) -> list[Envelope]:
    """Words of leadership and of the office, one message for each of them and each unit."""
    voices: dict[tuple[str | None, str], list[tuple[Item, Standing]]] = {}
    for item, told in _open(lot, plan, _approved(lot, plan, items)):
        leader = (item.owed.facts or {}).get("leader")
        voices.setdefault((leader, told.assignment.unit.id), []).append((item, told))
    return [_voice(lot, plan, own, leader) for (leader, _), own in voices.items()]


def _voice(
    lot: Lot, plan: InForce, own: Sequence[tuple[Item, Standing]], leader: str | None
) -> Envelope:
    first, told = own[0]
    by_key = lot.numbers(first.owed.person, plan, [told.assignment for _, told in own])
    numbered = [(by_key[told.assignment.key], told) for _, told in own]
    word = urging.urging if first.owed.kind == "urge" else verdicts.returned
    unit = told.assignment.unit
    instead = lot.in_place(first.owed.person, [unit])
    message = word(plan.plan, unit, numbered, lot.now, leader=leader, instead=instead)
    duties = tuple((n, told.assignment) for n, told in numbered)
    items = tuple(item for item, _ in own)
    return Envelope(first.owed.person, plan, message, items, numbered=duties)


def _colleagues(lot: Lot, plan: InForce, items: Sequence[Item]) -> list[Envelope]:
    """What colleagues have answered, as far as it still counts, in one message."""
    told: list[tuple[Item, colleagues.News]] = []
    for item in items:
        duty = plan.plan.by_key.get(item.owed.duty) if item.owed.duty else None
        if duty and duty.deadline.version == item.owed.deadline:
            now = standing(duty, lot.said(plan, duty), lot.now, reach=Reach.DELIVERED)
            told.append((item, (now, item.owed.facts or {})))
    current = [(item, news) for item, news in told if colleagues.counts(*news)]
    kept = tuple(item for item, _ in current)
    outbox.settle(lot.tx, [item for item in items if item not in kept], Fate.SETTLED)
    if not kept:
        return []
    message = colleagues.message(plan.plan, [news for _, news in current])
    return [Envelope(kept[0].owed.person, plan, message, kept)]


def _petitions(lot: Lot, plan: InForce, items: Sequence[Item]) -> list[Envelope]:
    """Wishes for more time and what became of them, each by itself."""
    said = petitions.said
    return _each(lot, plan, items, lambda item: said(lot.tx, plan.plan, item.owed.facts or {}))


_WORDERS = {
    notices.TOLD: _colleagues,
    Kind.ESCALATION: _escalations,
    Kind.DIGEST: _digests,
    "notice": _notices,
    "urge": _voices,
    "returned": _voices,
    petitions.PETITION: _petitions,
}
