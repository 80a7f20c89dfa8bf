"""STORY 3: something came in → who is it, may they, what changes, what is said back.

One transaction per update: what it changes is committed together with the mark that it has been
handled, so that an update kept twice, or read again after a crash, changes nothing twice. What
is said back goes straight out afterwards; if it is lost, people ask again.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.board import inquiry, overview
from bot.case import Case, said_at
from bot.choices.commands import Command, command, in_words, join_code
from bot.desk import Desk
from bot.duties import others
from bot.members import absence, codes, doors, exposure, join, joined, leave, parting, ways
from bot.messages import (
    Arrived,
    Incoming,
    Labelled,
    Left,
    Migrated,
    Returned,
    Said,
    Tapped,
    made_up,
)
from bot.people import Contact, Person, Role
from bot.reaching import returns
from bot.responses import Response, Say
from bot.store import inbox, people, replies, routes, windows
from bot.store.inbox import Waiting
from bot.store.memory import Tx
from bot.talk import (
    asking,
    behalf,
    calling_off,
    chosen,
    duties,
    enclosures,
    handover,
    overstepping,
    refiling,
    slips,
    taps,
    unwriting,
    written,
)
from bot.wording import joining


def answer(
    tx: Tx, desk: Desk, waiting: Waiting, incoming: Incoming | None, now: datetime
) -> list[Response]:
    """Handle one kept update; what is to be said back. Handling it again does nothing."""
    outcome = type(incoming.content).__name__ if incoming else "passed over"
    if not inbox.handled(tx, waiting.id, outcome, now) or incoming is None:
        return []
    desk = replace(desk, plans=desk.plans.renewed(tx))
    incoming = slips.understood(tx, incoming, waiting.id, now)
    if incoming is None:
        return []
    when = said_at(incoming, waiting.received_at)
    back: list[int] = []
    if not isinstance(incoming.content, Left | Migrated):
        back = _heard_from(tx, incoming, when, now)
    if isinstance(incoming.content, Said | Tapped):
        _in_touch(tx, desk, incoming, when)
    case = Case(desk, incoming, waiting.id, when, now, _who(tx, incoming, now))
    before = replies.last(tx)
    found = [*_answered(tx, case), *others.told(tx, case, before)]
    returns.make_good(tx, back or _linked(tx, case), _shown(case, found), now)
    return found


def _answered(tx: Tx, case: Case) -> list[Response]:
    match case.incoming.content:
        case Said() as said:
            return _said(tx, case, said)
        case Tapped() as tapped:
            return _tapped(tx, case, tapped)
        case Left() | Returned() | Migrated():
            return _chat_changed(tx, case)
        case Labelled() | Arrived():  # what they mean was found out before
            return []


def warn(
    tx: Tx, desk: Desk, waiting: Waiting, incoming: Incoming | None, now: datetime
) -> list[Response]:
    """Set an update aside whose sender says too much, and say so once: it is not recorded."""
    if not inbox.handled(tx, waiting.id, "flood", now) or incoming is None:
        return []
    return doors.too_fast(tx, Case(desk, incoming, waiting.id, now, now, None))


def _who(tx: Tx, incoming: Incoming, now: datetime) -> Person | None:
    """The person behind an update; None for a stranger, and for whoever hides behind a group.

    Who was not named when joining is called so as soon as the platform tells the name.
    """
    sender = incoming.sender
    if sender is None or sender.anonymous:
        return None
    found = people.by_user(tx, incoming.address.channel, sender.id, now)
    if found and found.name == made_up(sender.id) and not sender.made_up:
        people.rename(tx, found.id, sender.name)
        found = people.by_user(tx, incoming.address.channel, sender.id, now)
    return found if found and found.posts else None


def _heard_from(tx: Tx, incoming: Incoming, when: datetime, now: datetime) -> list[int]:
    """Whoever writes from a chat can be written to there again; gives who could not be before."""
    back = isinstance(incoming.content, Returned)
    contacts = people.at_address(tx, incoming.address)
    for contact in contacts:
        if back or not contact.takes:
            people.regain(tx, contact.id, when)
    routes.heard(tx, incoming.address, now)
    return [c.person for c in contacts if back or not c.takes]


def _linked(tx: Tx, case: Case) -> list[int]:
    """Whom a chat that nobody was known by stands for now: maybe another account of somebody."""
    if case.person is not None or not isinstance(case.incoming.content, Said):
        return []
    return [contact.person for contact in people.at_address(tx, case.chat)]


def _shown(case: Case, responses: Sequence[Response]) -> set[returns.Shown]:
    """The duties that the answers list in the chat from which something came."""
    said = (r for r in responses if isinstance(r, Say) and r.to == case.chat)
    return {(plan, duty.key) for say in said for _, plan, duty in say.numbered}


def _in_touch(tx: Tx, desk: Desk, incoming: Incoming, when: datetime) -> None:
    """Some channels may write only for a while after somebody was in touch."""
    channel = desk.channels.get(incoming.address.channel)
    if channel is not None and channel.limits.window is not None:
        windows.heard(tx, incoming.address, when)


def _chat_changed(tx: Tx, case: Case) -> list[Response]:
    content = case.incoming.content
    if isinstance(content, Migrated):
        people.move_address(tx, case.chat, content.to)
        return []
    if isinstance(content, Returned) and doors.is_foreign(tx, case):
        return doors.foreign_group(tx, case)
    if isinstance(content, Left) and case.chat.is_group:
        doors.put_out(tx, case)
    for contact in people.at_address(tx, case.chat):
        if isinstance(content, Left) and not _came_back(tx, case, contact):
            people.lose(tx, contact.id, "the person has blocked the bot", case.now)
    return []


def _came_back(tx: Tx, case: Case, contact: Contact) -> bool:
    """Whether somebody has come back since they left: that they left may be told late."""
    if case.comes_in_order:
        return False
    signs = people.last_regained(tx, contact.id), windows.last(tx, case.chat)
    return any(sign is not None and sign > case.said_at for sign in signs)


def _said(tx: Tx, case: Case, said: Said) -> list[Response]:
    sender = case.incoming.sender
    if exposure.withdrawn(tx, case, said.text):
        return exposure.answer(tx, case)
    asked = _asked(case, said)
    to_us = asked is not None or said.addressed or not case.chat.is_group
    if sender is None:
        return []
    if asked and asked.name == "start" and not sender.anonymous:
        return join.start(tx, case, asked.rest)
    if doors.is_foreign(tx, case):
        return doors.asked_in_foreign_group(tx, case) if to_us or said.reply_to else []
    if sender.anonymous or case.person is None:
        return doors.stranger(tx, case) if to_us else doors.unlinked(tx, case, said)
    first = leave.typed(tx, case, said) or overstepping.refused(tx, case, said)
    if first:
        chosen.moved_on(tx, case)
        return first
    if asked:
        chosen.moved_on(tx, case)
        return _command(tx, case, said, asked)
    spoken = (
        *(chosen.by_typing, ways.preferred, behalf.spoken, unwriting.spoken),
        *(
            parting.told,
            absence.asked,
            joined.asked,
            asking.away,
            enclosures.of_unit,
            refiling.of_unit,
        ),
        *(handover.spoken, calling_off.spoken, behalf.retold),
    )
    for read in spoken:
        found = read(tx, case, said)
        if found is not None:
            return found
    return written.written(tx, case, said)


def _asked(case: Case, said: Said) -> Command | None:
    """The command that a text is: typed with a slash, said in words, or a join code by itself.

    Whoever has joined may write of many things, so there a code needs its hyphen, and must not be
    one that approves a plan.
    """
    found = command(said.text, case.desk.username(case.chat.channel))
    if found or (case.chat.is_group and not said.addressed):
        return found
    code = join_code(said.text)
    if code and case.person is not None:
        approves = {each.code for each in case.desk.plans.all()}
        code = code if "-" in code and code.upper() not in approves else None
    return Command("start", code) if code else in_words(said.text)


def _command(tx: Tx, case: Case, said: Said, asked: Command) -> list[Response]:
    match asked.name:
        case "viec":
            return inquiry.own_work(tx, case)
        case "tinhhinh":
            return overview.whole(tx, case)
        case "moi":
            return codes.asked(tx, case, asked.rest)
        case "doimay":
            return codes.another_account(tx, case)
        case "kenh":
            return ways.asked(tx, case)
        case "roi":
            return leave.asked(tx, case)
        case "lich":
            return inquiry.calendars(case)
    roles = [role for role in Role if case.known.holds(role)]
    numbers = duties.numbers_here(tx, case, said)
    return [Say(case.chat, joining.help_for(roles, case.today, numbers), case.known.id)]


def _tapped(tx: Tx, case: Case, tapped: Tapped) -> list[Response]:
    if doors.is_foreign(tx, case):
        return doors.foreign_group(tx, case)
    if case.person is None:
        return doors.stranger(tx, case)
    chosen.moved_on(tx, case)
    return taps.pressed(tx, case, tapped)
