"""What came of a message that was sent: recorded, and seen to if it did not arrive.

Certainly not arrived: tried again, at the same address once and then at the person's next one.
Nobody knows: what nothing later repeats is tried once more, at that address alone; the rest is
left as uncertain. Nobody left: the unit's next persons get it, and the office is told.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.channels import Receipt
from bot.choices.menus import Menu
from bot.desk import Desk
from bot.messages import Message
from bot.people import Contact
from bot.reaching import notices, recipients
from bot.reaching.routing import PAUSED
from bot.sending.lots import Envelope, Lapsed
from bot.store import channel_states, deliveries, menus, outbox, people, routes, spending
from bot.store.deliveries import Attempt, Outcome
from bot.store.memory import Tx
from bot.store.outbox import Fate, Item
from bot.wording import phrases
from schedules.timetable import Kind

FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=15)
CLOSED_FOR = timedelta(hours=6)
"""How long a chat that the platform has closed is left alone, unless the person writes."""

NEVER_REPEATED = frozenset({Kind.BEFORE, Kind.DIGEST})
"""Kinds that a later message makes up for, should they be lost: nobody is told twice for them."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """An envelope with the contact to try, and its message as that channel shows it.

    `others` tells that the person has another address that could be tried; `price` in đồng is
    what was counted for it.
    """

    envelope: Envelope
    contact: Contact
    message: Message
    menu: Menu | None = None
    others: bool = False
    price: int = 0


@dataclass(frozen=True, slots=True)
class Landed:
    """What came of trying to send something, and the wait that the platform asked for.

    The receipt is None where the platform gave none.
    """

    addressed: Addressed
    attempt: Attempt
    after: timedelta | None
    receipt: Receipt | None = None


def record(tx: Tx, desk: Desk, landed: Sequence[Landed], now: datetime) -> None:
    """Append the attempts to the ledger and settle or put off their promises."""
    numbered = [
        (each.attempt, [(n, e.plan.plan.id, duty) for n, duty in e.numbered])
        for each in landed
        for e in (each.addressed.envelope,)
    ]
    ids = deliveries.record_all(tx, numbered, now)
    kept: list[tuple[Item, Fate, int]] = []
    for each, id_ in zip(landed, ids, strict=True):
        envelope = each.addressed.envelope
        match each.attempt.outcome:
            case Outcome.SENT:
                _arrived(tx, each, now)
                kept += [(item, Fate.SENT, id_) for item in envelope.items]
                kept += [(item, Fate.FOLDED, id_) for item in envelope.folded]
            case Outcome.UNCERTAIN:
                kept += [(item, Fate.UNCERTAIN, id_) for item in _uncertain(tx, each, now)]
            case _:
                _put_off(tx, desk, each, now)
    outbox.keep(tx, kept)
    _count(tx, desk, landed, now)


def _arrived(tx: Tx, landed: Landed, now: datetime) -> None:
    _keep_menu(tx, landed, now)
    addressed = landed.addressed
    if addressed.contact.closed:
        routes.reopened(tx, addressed.contact.id, now)
    if addressed.others and addressed.envelope.numbered:
        routes.asked(tx, addressed.contact.id, now)


def _keep_menu(tx: Tx, landed: Landed, now: datetime) -> None:
    """Remember the choices that a message without buttons now offers."""
    addressed, attempt = landed.addressed, landed.attempt
    if addressed.menu is not None:
        menu = replace(addressed.menu, message_id=attempt.message_id)
        menus.add(tx, attempt.address, attempt.person, menu, now)


def _uncertain(tx: Tx, landed: Landed, now: datetime) -> list[Item]:
    """Try once more what nothing later makes up for; gives what is not said again."""
    _keep_menu(tx, landed, now)
    envelope = landed.addressed.envelope
    everything = envelope.items + envelope.folded
    again = [i for i in everything if i.pinned_to is None and i.owed.kind not in NEVER_REPEATED]
    left = [item for item in everything if item not in again]
    if again:
        wait = _wait(max(item.attempts for item in again), landed.after)
        outbox.pin(tx, again, landed.addressed.contact.id, now + wait)
    _tell_uncertain(tx, envelope, [item for item in left if item.pinned_to is not None], now)
    return left


def _tell_uncertain(tx: Tx, envelope: Envelope, items: Sequence[Item], now: datetime) -> None:
    """The office hears of what was tried twice and may not have arrived."""
    if not items or items[0].owed.kind == notices.NOTICE:
        return
    name = people.names(tx, [envelope.person]).get(envelope.person, "")
    facts = {"what": "uncertain", "name": name}
    mark = f"uncertain-{envelope.person}-{now:%Y-%m-%d}"
    notices.tell(tx, envelope.plan.plan, mark, facts, now)


def unpin(tx: Tx, envelope: Envelope, now: datetime) -> None:
    """The address where something may have arrived takes nothing more: it is not said elsewhere."""
    everything = envelope.items + envelope.folded
    pinned = [item for item in everything if item.pinned_to is not None]
    outbox.settle(tx, pinned, Fate.UNCERTAIN)
    outbox.postpone(tx, [item for item in everything if item.pinned_to is None], now)
    _tell_uncertain(tx, envelope, pinned, now)


def _put_off(tx: Tx, desk: Desk, landed: Landed, now: datetime) -> None:
    """See to a message that certainly did not arrive."""
    addressed, attempt = landed.addressed, landed.attempt
    envelope, contact = addressed.envelope, addressed.contact
    everything = envelope.items + envelope.folded
    tries = max(item.attempts for item in envelope.items)
    match attempt.outcome:
        case Outcome.UNDELIVERABLE:
            people.lose(tx, contact.id, attempt.reason or "", now)
            outbox.postpone(tx, everything, now, failed=True)
        case Outcome.CLOSED:
            routes.close(tx, contact.id, now + CLOSED_FOR, attempt.reason or "", now)
            outbox.postpone(tx, everything, now, failed=True)
        case Outcome.REFUSED if addressed.others:
            routes.rest(tx, contact.id, now + FIRST_WAIT)
            outbox.postpone(tx, everything, now, failed=True)
        case Outcome.REFUSED:
            hand_on(tx, envelope, attempt.reason or "", now)
        case Outcome.MISCONFIGURED:
            _pause(tx, desk, attempt, now)
            wait = timedelta(0) if addressed.others else PAUSED
            outbox.postpone(tx, everything, now + wait, failed=True)
        case _ if addressed.others and tries > 0:
            routes.rest(tx, contact.id, now + _wait(tries, landed.after))
            outbox.postpone(tx, everything, now, failed=True)
        case _:
            outbox.postpone(tx, everything, now + _wait(tries, landed.after), failed=True)


def _wait(attempts: int, after: timedelta | None) -> timedelta:
    """The longer of what the platform asks for and a doubling wait of our own."""
    own = min(FIRST_WAIT * float(2 ** min(attempts, 10)), LONGEST_WAIT)
    return own if after is None else max(own, after)


def _count(tx: Tx, desk: Desk, landed: Sequence[Landed], now: datetime) -> None:
    """Set right what was counted when these were routed: parts, true cost, what never went."""
    messages: Counter[str] = Counter()
    costs: Counter[str] = Counter()
    for each in landed:
        name = each.addressed.contact.address.channel
        receipt = each.receipt
        doubtful = each.attempt.outcome is Outcome.UNCERTAIN and receipt is None
        if doubtful or not desk.channels[name].limits.counted:
            continue
        messages[name] += receipt.messages - 1 if receipt else -1
        costs[name] += (receipt.cost if receipt else 0) - each.addressed.price
    for name in messages:
        if messages[name] or costs[name]:
            spending.add(tx, name, now, messages=messages[name], cost=costs[name])


def _pause(tx: Tx, desk: Desk, attempt: Attempt, now: datetime) -> None:
    channel, reason = attempt.address.channel, attempt.reason or ""
    desk.paused.add(channel)
    channel_states.paused(tx, channel, reason, now)
    facts = {"what": "paused", "channel": channel, "reason": reason}
    notices.tell(tx, desk.plans.first, f"paused-{channel}-{now:%Y-%m-%d}", facts, now)


def not_tried(
    tx: Tx, envelope: Envelope, contacts: Sequence[Contact], reason: str, now: datetime
) -> None:
    """Note in the ledger what was not even tried, as it was known that nobody would take it."""
    if not contacts or not envelope.numbered or any(item.attempts for item in envelope.items):
        return  # a try that failed stands in the ledger already
    attempt = Attempt(
        envelope.person, contacts[0].address, envelope.message, Outcome.UNDELIVERABLE, reason
    )
    plan = envelope.plan.plan.id
    deliveries.record(tx, attempt, [(n, plan, duty) for n, duty in envelope.numbered], now)


def hand_on(tx: Tx, envelope: Envelope, reason: str, now: datetime) -> None:
    """Nobody is left to try: the unit's next persons get the same promises, the office is told."""
    outbox.settle(tx, envelope.items, Fate.FAILED)
    outbox.settle(tx, envelope.folded, Fate.FOLDED)
    units = {duty.unit.id for _, duty in envelope.numbered}
    for unit in units:
        _promise_to_others(tx, envelope, unit, now)
    if envelope.items[0].owed.kind == notices.NOTICE:
        return  # telling the office that the office cannot be told would go round in circles
    known = people.person(tx, envelope.person, now)
    if known is None or not known.posts:
        return  # who speaks for nobody any more is missed by nobody
    facts = {
        "what": "undeliverable",
        "name": known.name,
        "unit": next(iter(units), None),
        "reason": reason,
    }
    mark = f"undeliverable-{envelope.person}-{now:%Y-%m-%d}"
    notices.tell(tx, envelope.plan.plan, mark, facts, now)


def _promise_to_others(tx: Tx, envelope: Envelope, unit: str, now: datetime) -> None:
    others = recipients.of_unit(tx, unit, now, envelope.plan.plan.zone, but=envelope.person)
    own = [item.owed for item in envelope.items if item.owed.duty and item.owed.duty[1] == unit]
    outbox.promise(tx, [replace(owed, person=person, at=now) for owed in own for person in others])


def give_up(tx: Tx, lapsed: Lapsed, now: datetime) -> None:
    """Tell the office of what was tried in vain until it no longer mattered."""
    plan = lapsed.plan.plan
    duties = [plan.by_key.get(item.owed.duty) for item in lapsed.items if item.owed.duty]
    titles = list(dict.fromkeys(phrases.title(duty) for duty in duties if duty))
    if not titles:
        return
    name = people.names(tx, [lapsed.person]).get(lapsed.person, "")
    facts = {"what": "gave_up", "name": name, "titles": titles}
    notices.tell(tx, plan, f"gave-up-{lapsed.items[0].id}", facts, now)
