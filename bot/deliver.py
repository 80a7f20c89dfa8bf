"""STORY 2: claim, check again, word, send, record.

Two transactions with the network between them: the claim with its checks, and the record of
what came of it (`landing`). A message whose worker dies between sending and recording is sent
again when its lease lapses (at least once); nothing else is ever said twice.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.channels import ChannelError, Misconfigured, Moved, Receipt, TryLater, Undeliverable
from bot.desk import Desk
from bot.messages import Address, Message
from bot.people import Contact
from bot.reaching.routing import Routes, pressing
from bot.sending import landing
from bot.sending.envelopes import prepare
from bot.sending.landing import Addressed, Landed
from bot.sending.lots import Envelope, Lot
from bot.store import outbox, people
from bot.store.deliveries import Attempt, Outcome
from bot.store.memory import Tx
from bot.wording.plain import as_read
from schedules.speaking import after_working_time

log = structlog.get_logger(__name__)

AT_ONCE = 30
"""Messages in flight: about a second's worth of what Telegram allows, so checks stay fresh."""

NOTHING_SENT = Receipt("", messages=0, cost=0)

LOOK_AGAIN = timedelta(seconds=1)
"""How long what has just become due may wait for a slow message in flight."""


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
    desk = replace(desk, plans=desk.plans.renewed(tx))
    lot = Lot(tx, desk, claims, now)
    routes = Routes(
        tx, desk.channels, desk.open_channels(), now, long_silent=partial(_long_silent, desk, now)
    )
    contacts = people.contacts(tx, [claim.person for claim in claims])
    ready: list[Addressed] = []
    for claim in claims:
        envelopes, lapsed = prepare(lot, claim)
        for each in lapsed:
            landing.give_up(tx, each, now)
        for envelope in envelopes:
            addressed = _addressed(lot, routes, envelope, contacts.get(claim.person, ()))
            if addressed is not None:
                ready.append(addressed)
    lot.close()
    return ready


def _long_silent(desk: Desk, now: datetime, since: datetime) -> bool:
    """Whether silence since an instant is reason enough to try another address next time."""
    if not desk.reroute_after:
        return False
    plan = next(iter(desk.plans.all()))
    waited = after_working_time(
        since,
        desk.reroute_after,
        rhythm=plan.plan.rhythm,
        workdays=plan.workdays,
        zone=plan.plan.zone,
    )
    return waited <= now


def _addressed(
    lot: Lot, routes: Routes, envelope: Envelope, contacts: Sequence[Contact]
) -> Addressed | None:
    """The envelope with a contact to try; None once it has been put off or handed on."""
    tx, now = lot.tx, lot.now
    everything = envelope.items + envelope.folded
    pinned = {item.pinned_to for item in everything if item.pinned_to is not None}
    attempts = max(item.attempts for item in envelope.items)
    kind = pressing([item.owed.kind for item in envelope.items])
    route = routes.find(contacts, kind, attempts=attempts, pinned=pinned)
    if route.contact is not None:
        channel = lot.desk.channels[route.contact.address.channel]
        message, menu = as_read(envelope.message, channel.most_buttons)
        return Addressed(
            envelope, route.contact, message, menu, others=route.others, price=channel.limits.price
        )
    if route.wait is not None:
        outbox.postpone(tx, everything, now + route.wait, failed=True)
    elif pinned:
        landing.unpin(tx, envelope, now)
    else:
        reason = route.lost or people.last_loss(tx, envelope.person) or "no address"
        landing.not_tried(tx, envelope, contacts, reason, now)
        landing.hand_on(tx, envelope, reason, now)
    return None


async def _send(desk: Desk, addressed: Addressed) -> Landed:
    """Try one message once."""
    attempt, after, receipt = await _attempt(desk, addressed)
    return Landed(addressed, attempt, after, receipt)


async def _keep_record(desk: Desk, landed: Sequence[Landed]) -> int:
    """Record what has landed, together; gives how many messages arrived."""
    if not landed:
        return 0
    now = desk.clock.now()
    try:
        await desk.memory.write(landing.record, desk, landed, now)
    except Exception:
        log.exception("not recorded together", messages=len(landed))
        for each in landed:
            await _record_alone(desk, each)
    return sum(each.attempt.outcome is Outcome.SENT for each in landed)


async def _record_alone(desk: Desk, landed: Landed) -> None:
    """Record one; if it cannot be, it is sent again when its lease lapses."""
    try:
        await desk.memory.write(landing.record, desk, [landed], desk.clock.now())
    except Exception:  # must not cost the others their record
        log.exception("not recorded", person=landed.attempt.person)


async def _attempt(
    desk: Desk, addressed: Addressed
) -> tuple[Attempt, timedelta | None, Receipt | None]:
    """One try, following a moved chat once; the wait that the platform asked for, if it did."""
    address, message = addressed.contact.address, addressed.message
    attempt = Attempt(addressed.envelope.person, address, message, Outcome.SENT)
    try:
        receipt, address = await _say(desk, address, message)
    except ChannelError as error:
        failed = replace(attempt, outcome=_outcome(error), reason=error.reason)
        if not isinstance(error, TryLater):
            return failed, None, None
        return failed, error.after, None if error.counts else NOTHING_SENT
    except Exception as error:  # a bug in a channel must not stop the others
        log.exception("channel failed", channel=address.channel)
        failed = replace(attempt, outcome=Outcome.TRY_LATER, reason=type(error).__name__)
        return failed, None, None
    sent = replace(
        attempt,
        address=address,
        message=receipt.of(message),
        message_id=receipt.message_id,
    )
    return sent, None, receipt


def _outcome(error: ChannelError) -> Outcome:
    match error:
        case TryLater(uncertain=True):
            return Outcome.UNCERTAIN
        case Undeliverable(our_fault=True):
            return Outcome.REFUSED
        case Undeliverable(closed=True):
            return Outcome.CLOSED
        case Undeliverable():
            return Outcome.UNDELIVERABLE
        case Misconfigured():
            return Outcome.MISCONFIGURED
    return Outcome.TRY_LATER


async def _say(desk: Desk, address: Address, message: Message) -> tuple[Receipt, Address]:
    channel = desk.channels[address.channel]
    try:
        return await channel.send(address, message), address
    except Moved as error:
        await desk.memory.write(people.move_address, address, error.to)
        return await channel.send(error.to, message), error.to
