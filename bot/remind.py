"""STORY 1: what the timetable owes enters the outbox.

One transaction per step: what is owed since the last step, to whom, promised, noted. If the
process dies in between, the next step owes the same again, and the outbox key makes a second
promise impossible.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2s

from bot.desk import Desk, InForce
from bot.people import Role
from bot.reaching import notices
from bot.reaching.ladder import Ladder
from bot.reaching.recipients import away_on, reachable_among, recipients
from bot.store import outbox, people, plans, replies
from bot.store.memory import Tx
from schedules.ladder import climbs
from schedules.mornings import Morning
from schedules.plan import Assignment
from schedules.progress import standing
from schedules.timetable import Kind, Reminder, Rung

CLOCKS_DIFFER = timedelta(minutes=1)
"""How far apart the clocks of two machines on one database may be; more is a clock set back."""


async def remind(desk: Desk) -> int:
    """Promise everything that is owed by now; gives how many messages that is."""
    now = desk.clock.now()
    desk.plans = await desk.memory.read(desk.plans.renewed)
    return sum([await desk.memory.write(promise, each, now) for each in desk.plans.all()])


def promise(tx: Tx, plan: InForce, now: datetime) -> int:
    """Promise what one plan owes since the last time.

    A clock set back is looked at from the beginning: what it leapt over has not been promised,
    what has been cannot be promised again.
    """
    after = plans.promised_until(tx, plan.plan.id)
    if after is not None and now <= after:
        if after - now <= CLOCKS_DIFFER:
            return 0
        after = None
    passed, mornings = plan.timetable.between(after, now), plan.mornings.between(after, now)
    if not passed and not mornings:
        return 0  # and nothing is written: a beat with no news must not wear the disk out
    plans.promised(tx, plan.plan.id, now)
    due = [r for r in passed if r.until > now]
    told = sum(_morning(tx, plan, each) for each in mornings if each.until > now)
    return told + (outbox.promise(tx, _owed(tx, plan, due, now)) if due else 0)


def _morning(tx: Tx, plan: InForce, morning: Morning) -> int:
    """Promise the office its morning list, or the offer of the closing report."""
    facts = {"what": morning.what, "since": morning.since.isoformat()}
    return notices.tell(tx, plan.plan, morning.mark, facts, morning.at, until=morning.until)


def owed_to(plan: InForce, reminder: Reminder, person: int, at: datetime) -> outbox.Owed:
    """The promise of one reminder to one person."""
    duty = reminder.assignment
    return outbox.Owed(
        plan=plan.plan.id,
        kind=reminder.kind,
        mark=reminder.mark,
        person=person,
        at=at,
        until=reminder.until,
        duty=duty.key if duty else None,
        deadline=duty.deadline.version if duty else None,
        exact=reminder.exact,
        partner=reminder.partner,
    )


def _owed(tx: Tx, plan: InForce, due: Sequence[Reminder], now: datetime) -> Iterator[outbox.Owed]:
    units = people.unit_posts(tx, now)
    everybody = {p for posts in units.values() for role in posts.values() for p in role}
    reachable = reachable_among(tx, everybody)
    away = away_on(tx, now.astimezone(plan.plan.zone).date())
    leaders = people.holders(tx, Role.LEADER, now)
    unheard: list[Assignment] = []
    yield from _climbing(tx, plan, [r for r in due if r.kind is Kind.ESCALATION], now)
    for reminder in due:
        if reminder.kind is Kind.ESCALATION:
            continue
        if reminder.unit is None:
            to: Sequence[int] = leaders
        else:
            to = recipients(units.get(reminder.unit, {}), reachable, away)
            if not to and reminder.partner is None and reminder.assignment is not None:
                unheard.append(reminder.assignment)
        for person in to:
            yield owed_to(plan, reminder, person, reminder.at)
    _tell_unheard(tx, plan, unheard, now)


def _tell_unheard(tx: Tx, plan: InForce, duties: Sequence[Assignment], now: datetime) -> None:
    """Tell the office which units nobody speaks for, as far as they still owe something."""
    said = replies.of_duties(tx, plan.plan.id, [duty.key for duty in duties])
    owing = [d for d in duties if not standing(d, said.get(d.key, ()), now).done]
    units = list(dict.fromkeys(duty.unit.id for duty in owing))
    if units:
        day = now.astimezone(plan.plan.zone).date()
        facts = {"what": "nobody", "units": units}
        notices.tell(tx, plan.plan, f"nobody-{day}-{_brief(units)}", facts, now)


def _climbing(
    tx: Tx, plan: InForce, due: Sequence[Reminder], now: datetime
) -> Iterator[outbox.Owed]:
    """What the ladder owes; a rung that is skipped makes its promise under the next one's mark.

    Of a rung that was skipped the office hears only where it would have had something to say.
    """
    ladder = Ladder(tx, plan.plan, now) if due else None
    said = replies.of_duties(tx, plan.plan.id, [r.assignment.key for r in due if r.assignment])
    skipped: dict[Rung, dict[str, None]] = {}
    for reminder in due:
        if ladder is None or reminder.assignment is None:
            continue
        duty = reminder.assignment
        unit = duty.unit.id
        step = ladder.step(unit, Rung(reminder.mark))
        known = standing(duty, said.get(duty.key, ()), now)
        for rung in step.skipped:
            if climbs(known, rung):
                skipped.setdefault(rung, {})[unit] = None
        for person in step.persons:
            yield owed_to(plan, replace(reminder, mark=step.rung), person, reminder.at)
    day = now.astimezone(plan.plan.zone).date()
    for rung, units in skipped.items():
        facts = {"what": "rung", "rung": rung, "units": list(units)}
        notices.tell(tx, plan.plan, f"rung-{rung}-{day}-{_brief(units)}", facts, now)


def _brief(units: Iterable[str]) -> str:
    """A list of units short enough for a mark."""
    return blake2s("|".join(units).encode(), digest_size=8).hexdigest()
