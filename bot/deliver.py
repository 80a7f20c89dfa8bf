"""STORY 2: claim, check again, word, send, record.

Two transactions with the network between them: the claim with its checks, and the record of
what came of it. A message whose worker dies between sending and recording is sent again when
its lease lapses (at least once); nothing else is ever said twice.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot import notices, recipients
from bot.channels import Misconfigured, Moved, Receipt, TryLater, Undeliverable
from bot.desk import Desk
from bot.envelopes import Envelope, Lapsed, Lot, prepare
from bot.menus import Menu
from bot.messages import Address, Message
from bot.people import Contact
from bot.store import channel_states, deliveries, menus, outbox, people
from bot.store.deliveries import Attempt, Outcome
from bot.store.memory import Tx
from bot.store.outbox import Fate, Item
from bot.wording import phrases
from bot.wording.plain import as_read

log = structlog.get_logger(__name__)

AT_ONCE = 30
"""Messages in flight: about a second's worth of what Telegram allows, so checks stay fresh."""

LOOK_AGAIN = timedelta(seconds=1)
"""How long what has just become due may wait for a slow message in flight."""

FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=15)
PAUSED_WAIT = timedelta(minutes=1)
"""How long messages of a refused channel rest before they are looked at again."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """An envelope with the contact to try, and its message as that channel shows it."""

    envelope: Envelope
    contact: Contact
    message: Message
    menu: Menu | None = None


@dataclass(frozen=True, slots=True)
class Landed:
    """What came of trying to send something, and the wait that the platform asked for."""

    addressed: Addressed
    attempt: Attempt
    after: timedelta | None


async def deliver(desk: Desk) -> int:
    """Send all that is due, unless the desk closes; gives how many messages arrived.

    A window slides over what is due, so that a slow message holds up no other. What is due is
    looked at again whenever half of the window is free, and at least every LOOK_AGAIN.
    """
    arrived = 0
    flying: set[asyncio.Task[Landed]] = set()
    landed: list[Landed] = []
    try:
        while True:
            # Together, as they then share one commit; in this order, as a record may make more due.
            new, ready = await asyncio.gather(
                _keep_record(desk, landed), _ready(desk, AT_ONCE - len(flying))
            )
            arrived += new
            flying |= {asyncio.create_task(_send(desk, each)) for each in ready or ()}
            if not flying and ready is None:
                return arrived
            landed, flying = await _landed(flying)
    finally:
        for flight in flying:
            flight.cancel()


async def _ready(desk: Desk, room: int) -> list[Addressed] | None:
    """What fills the room in the window; None if nothing is due, or wanted now."""
    if desk.closing or room < AT_ONCE / 2:
        return None
    return await desk.memory.write(take, desk, desk.clock.now(), room)


async def _landed(
    flying: set[asyncio.Task[Landed]],
) -> tuple[list[Landed], set[asyncio.Task[Landed]]]:
    """What has landed first, or nothing after LOOK_AGAIN, and what is still in flight."""
    if not flying:
        return [], flying
    done, still = await asyncio.wait(
        flying, timeout=LOOK_AGAIN.total_seconds(), return_when=asyncio.FIRST_COMPLETED
    )
    return [flight.result() for flight in done], still


def take(tx: Tx, desk: Desk, now: datetime, most: int = AT_ONCE) -> list[Addressed] | None:
    """Claim what is due and make it ready; None if nothing is due."""
    claims = outbox.claim(tx, now, most)
    if not claims:
        return None
    lot = Lot(tx, desk, claims, now)
    contacts = people.contacts(tx, [claim.person for claim in claims])
    ready: list[Addressed] = []
    for claim in claims:
        envelopes, lapsed = prepare(lot, claim)
        for each in lapsed:
            _give_up(tx, each, now)
        for envelope in envelopes:
            addressed = _addressed(tx, desk, envelope, contacts.get(claim.person, ()), now)
            if addressed is not None:
                ready.append(addressed)
    lot.close()
    return ready


def _addressed(
    tx: Tx, desk: Desk, envelope: Envelope, contacts: Sequence[Contact], now: datetime
) -> Addressed | None:
    """The envelope with a contact to try; None once it has been put off or handed on."""
    reachable = [c for c in contacts if c.reachable and c.address.channel in desk.channels]
    for contact in reachable:
        if contact.address.channel in desk.open_channels():
            channel = desk.channels[contact.address.channel]
            return Addressed(envelope, contact, *as_read(envelope.message, channel.most_buttons))
    if reachable:
        everything = envelope.items + envelope.folded
        outbox.postpone(tx, everything, now + PAUSED_WAIT, failed=True)
    else:
        _hand_on(tx, envelope, people.last_loss(tx, envelope.person) or "no address", now)
    return None


async def _send(desk: Desk, addressed: Addressed) -> Landed:
    """Try one message once."""
    attempt, after = await _attempt(desk, addressed)
    return Landed(addressed, attempt, after)


async def _keep_record(desk: Desk, landed: Sequence[Landed]) -> int:
    """Record what has landed, together; gives how many messages arrived."""
    if not landed:
        return 0
    now = desk.clock.now()
    try:
        await desk.memory.write(_record, desk, landed, now)
    except Exception:
        log.exception("not recorded together", messages=len(landed))
        for each in landed:
            await _record_alone(desk, each)
    return sum(each.attempt.outcome is Outcome.SENT for each in landed)


async def _record_alone(desk: Desk, landed: Landed) -> None:
    """Record one; if it cannot be, it is sent again when its lease lapses."""
    try:
        await desk.memory.write(_record, desk, [landed], desk.clock.now())
    except Exception:  # must not cost the others their record
        log.exception("not recorded", person=landed.attempt.person)


async def _attempt(desk: Desk, addressed: Addressed) -> tuple[Attempt, timedelta | None]:
    """One try, following a moved chat once; the wait that the platform asked for, if it did."""
    address, message = addressed.contact.address, addressed.message
    attempt = Attempt(addressed.envelope.person, address, message, Outcome.SENT)
    try:
        receipt, address = await _say(desk, address, message)
    except TryLater as error:
        outcome = Outcome.UNCERTAIN if error.uncertain else Outcome.TRY_LATER
        return replace(attempt, outcome=outcome, reason=error.reason), error.after
    except Undeliverable as error:
        outcome = Outcome.REFUSED if error.our_fault else Outcome.UNDELIVERABLE
        return replace(attempt, outcome=outcome, reason=error.reason), None
    except Misconfigured as error:
        return replace(attempt, outcome=Outcome.MISCONFIGURED, reason=error.reason), None
    except Exception as error:  # a bug in a channel must not stop the others
        log.exception("channel failed", channel=address.channel)
        return replace(attempt, outcome=Outcome.TRY_LATER, reason=type(error).__name__), None
    return replace(attempt, address=address, message_id=receipt.message_id), None


async def _say(desk: Desk, address: Address, message: Message) -> tuple[Receipt, Address]:
    channel = desk.channels[address.channel]
    try:
        return await channel.send(address, message), address
    except Moved as error:
        await desk.memory.write(people.move_address, address, error.to)
        return await channel.send(error.to, message), error.to


def _record(tx: Tx, desk: Desk, landed: Sequence[Landed], now: datetime) -> None:
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
        if each.attempt.outcome in _MAY_HAVE_ARRIVED:
            _keep_menu(tx, each, now)
        if each.attempt.outcome is Outcome.SENT:
            kept += [(item, Fate.SENT, id_) for item in envelope.items]
            kept += [(item, Fate.FOLDED, id_) for item in envelope.folded]
        else:
            _put_off(tx, desk, each, now)
    outbox.keep(tx, kept)


_MAY_HAVE_ARRIVED = frozenset({Outcome.SENT, Outcome.UNCERTAIN})


def _keep_menu(tx: Tx, landed: Landed, now: datetime) -> None:
    """Remember the choices that a message without buttons now offers."""
    addressed, attempt = landed.addressed, landed.attempt
    if addressed.menu is not None:
        menu = replace(addressed.menu, message_id=attempt.message_id)
        menus.add(tx, attempt.address, attempt.person, menu, now)


def _put_off(tx: Tx, desk: Desk, landed: Landed, now: datetime) -> None:
    """See to a message that did not arrive."""
    envelope, attempt = landed.addressed.envelope, landed.attempt
    everything = envelope.items + envelope.folded
    match attempt.outcome:
        case Outcome.UNDELIVERABLE:
            people.lose(tx, landed.addressed.contact.id, attempt.reason or "", now)
            outbox.postpone(tx, everything, now, failed=True)
        case Outcome.REFUSED:
            _hand_on(tx, envelope, attempt.reason or "", now)
        case Outcome.MISCONFIGURED:
            _pause(tx, desk, attempt, now)
            outbox.postpone(tx, everything, now + PAUSED_WAIT, failed=True)
        case _:
            tries = max(item.attempts for item in envelope.items)
            outbox.postpone(tx, everything, now + _wait(tries, landed.after), failed=True)


def _wait(attempts: int, after: timedelta | None) -> timedelta:
    """The longer of what the platform asks for and a doubling wait of our own."""
    own = min(FIRST_WAIT * float(2 ** min(attempts, 10)), LONGEST_WAIT)
    return own if after is None else max(own, after)


def _pause(tx: Tx, desk: Desk, attempt: Attempt, now: datetime) -> None:
    channel, reason = attempt.address.channel, attempt.reason or ""
    desk.paused.add(channel)
    channel_states.paused(tx, channel, reason, now)
    facts = {"what": "paused", "channel": channel, "reason": reason}
    notices.tell(tx, desk.plans.first, f"paused-{channel}-{now:%Y-%m-%d}", facts, now)


def _hand_on(tx: Tx, envelope: Envelope, reason: str, now: datetime) -> None:
    """Nobody is left to try: the unit's next persons get the same promises, the office is told."""
    outbox.settle(tx, envelope.items, Fate.FAILED)
    outbox.settle(tx, envelope.folded, Fate.FOLDED)
    units = {duty.unit.id for _, duty in envelope.numbered}
    for unit in units:
        _promise_to_others(tx, envelope, unit, now)
    if envelope.items[0].owed.kind == notices.NOTICE:
        return  # telling the office that the office cannot be told would go round in circles
    name = people.names(tx, [envelope.person]).get(envelope.person, "")
    facts = {
        "what": "undeliverable",
        "name": name,
        "unit": next(iter(units), None),
        "reason": reason,
    }
    mark = f"undeliverable-{envelope.person}-{now:%Y-%m-%d}"
    notices.tell(tx, envelope.plan.plan, mark, facts, now)


def _promise_to_others(tx: Tx, envelope: Envelope, unit: str, now: datetime) -> None:
    written_to = recipients.of_unit(tx, unit, now, envelope.plan.plan.zone)
    others = [person for person in written_to if person != envelope.person]
    own = [item.owed for item in envelope.items if item.owed.duty and item.owed.duty[1] == unit]
    outbox.promise(tx, [replace(owed, person=person, at=now) for owed in own for person in others])


def _give_up(tx: Tx, lapsed: Lapsed, now: datetime) -> None:
    """Tell the office of what was tried in vain until it no longer mattered."""
    plan = lapsed.plan.plan
    duties = [plan.by_key.get(item.owed.duty) for item in lapsed.items if item.owed.duty]
    titles = list(dict.fromkeys(phrases.title(duty) for duty in duties if duty))
    if not titles:
        return
    name = people.names(tx, [lapsed.person]).get(lapsed.person, "")
    facts = {"what": "gave_up", "name": name, "titles": titles}
    notices.tell(tx, plan, f"gave-up-{lapsed.items[0].id}", facts, now)
