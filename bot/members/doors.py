"""Those who may not come in: each is told once an hour in one polite line, then nothing more.

That the line was said stands in the audit trail, so that a restart does not say it again.
"""

from collections.abc import Collection
from datetime import timedelta

from bot.case import Case
from bot.messages import Message, Returned, Said, Tapped, clipped, one_line
from bot.responses import Confirm, Response, Say
from bot.store import audit, deliveries, people
from bot.store.memory import Tx
from bot.understand import OpenTask, Utterance, understand
from bot.wording import answers, joining

SILENT_FOR = timedelta(hours=1)
KNOCKS_AFTER = timedelta(minutes=10)
"""How long after the line a stranger's /start is answered once more: it is a deliberate act."""

DAY = timedelta(days=1)

FOREIGN = ("foreign_group", "group_added")
"""The entries that tell of the one line to a group that belongs to no unit."""

MOST_NOTED = 20
"""So often within SILENT_FOR one kind of thing is noted of somebody."""

LONGEST_BUTTON = 64
"""Characters of a button that are noted: Telegram's own carry no more (bytes; read 2026-11)."""


def stranger(tx: Tx, case: Case, *, knocks: bool = False) -> list[Response]:
    """Answer somebody who has not joined, or who hides behind a group.

    Who knocks (/start) does so on purpose, and is answered again sooner.
    """
    sender = case.incoming.sender
    anonymous = sender is None or sender.anonymous
    message = answers.anonymous_refused() if anonymous else joining.stranger()
    match case.incoming.content:
        case Tapped() as tapped:  # nobody else sees the note, and the button must not hang
            _note_tap(tx, case, tapped)
            return [Confirm(case.chat.channel, tapped.tap, message.heading)]
        case Said():
            whose = sender.id if sender else case.chat.chat
            within = KNOCKS_AFTER if knocks else SILENT_FOR
            return once(tx, case, "stranger", whose, message, within=within)
    return []


def unlinked(tx: Tx, case: Case, said: Said) -> list[Response]:
    """Tell a member of a unit's group who reports there without having joined how to; once a day.

    What is neither a reply to a list of duties nor reads as a report on one is talk among people.
    """
    replied = deliveries.find(tx, case.chat, said.reply_to) if said.reply_to else None
    listed = replied or deliveries.latest_list(tx, case.chat)
    items = listed.items if listed else ()
    numbered = tuple(OpenTask(item.n, "", item.duty[0], item.duty[1], None) for item in items)
    reports = understand(Utterance(said.text, open_tasks=numbered, last_bot_kind="reminder"))
    sender = case.incoming.sender
    if sender is None or sender.anonymous or not items or not (replied or reports.per_task):
        return []
    return once(tx, case, "unlinked", sender.id, joining.unlinked(case.sender_name), within=DAY)


def button(tapped: Tapped) -> str:
    """What a pressed button wants, as the trail shows it: foreign words in one line."""
    return clipped(one_line(tapped.data), LONGEST_BUTTON)


def too_fast(tx: Tx, case: Case) -> list[Response]:
    """Tell somebody who floods the bot that nothing more is taken down until it calms down."""
    audit.note(tx, "flood", who=caller(case), now=case.now)
    if is_foreign(tx, case):
        return foreign_group(tx, case)
    message = joining.too_fast()
    if isinstance(case.incoming.content, Tapped):
        return [Confirm(case.chat.channel, case.incoming.content.tap, message.heading)]
    return [Say(case.chat, message)]


def is_foreign(tx: Tx, case: Case) -> bool:
    """Whether this is a group that belongs to no unit."""
    return case.chat.is_group and not people.at_address(tx, case.chat)


def foreign_group(tx: Tx, case: Case) -> list[Response]:
    """Answer whatever happens in a group that belongs to no unit: nothing is shown there.

    It hears one line an hour, whatever is tried; a tap is answered under the finger.
    """
    message = joining.foreign_group()
    match case.incoming.content:
        case Tapped() as tapped:
            _note_tap(tx, case, tapped)
            return [Confirm(case.chat.channel, tapped.tap, message.heading)]
        case Returned():
            heard = _heard_within(tx, case, FOREIGN, case.chat.chat)
            _note_group(tx, case, "group_added")
            return [] if heard else [Say(case.chat, message)]
    if _heard_within(tx, case, FOREIGN, case.chat.chat):
        return []
    _note_group(tx, case, "foreign_group")
    return [Say(case.chat, message)]


def asked_in_foreign_group(tx: Tx, case: Case) -> list[Response]:
    """Answer a text there; who has joined hears alone where an answer is to be had."""
    alone = in_private(tx, case, joining.not_in_a_foreign_group(case.group_name))
    return [*foreign_group(tx, case), *alone]


def put_out(tx: Tx, case: Case) -> None:
    """Note that a group, whosever it is, has put the bot out."""
    _note_group(tx, case, "group_left")


def no_code_in_group(tx: Tx, case: Case) -> list[Response]:
    """Answer a code that links no group: the same whether it opens something else, or nothing."""
    if is_foreign(tx, case):
        return foreign_group(tx, case)
    return [Say(case.chat, joining.no_code_in_group())]


def in_private(tx: Tx, case: Case, message: Message) -> list[Response]:
    """Tell somebody who has joined alone what became of something done in a group."""
    if case.person is None or not case.chat.is_group:
        return []
    own = people.contacts(tx, [case.person.id]).get(case.person.id, ())
    return [
        Say(each.address, message, case.person.id)
        for each in own
        if each.reachable and each.address.channel == case.chat.channel
    ]


def caller(case: Case) -> str:
    """Who somebody is that has not joined, as the audit trail writes it: channel and id."""
    sender = case.incoming.sender
    return f"{case.chat.channel}:{sender.id if sender else case.chat.chat}"


def once(
    tx: Tx, case: Case, what: str, whose: str, message: Message, *, within: timedelta = SILENT_FOR
) -> list[Response]:
    """Say something to the chat, unless it was said not long ago; noted in the trail."""
    if _heard_within(tx, case, [what], whose, within):
        return []
    _note(tx, case, what, _who(case, whose), name=case.sender_name)
    return [Say(case.chat, message)]


def _heard_within(
    tx: Tx, case: Case, what: Collection[str], whose: str, within: timedelta = SILENT_FOR
) -> bool:
    """Whether such a line was said to somebody, or to a group, not long ago."""
    return audit.noted_since(tx, what, _who(case, whose), case.now - within) > 0


def _note_tap(tx: Tx, case: Case, tapped: Tapped) -> None:
    about = {"button": button(tapped), "name": case.sender_name}
    if case.person is not None:
        _note(tx, case, "foreign_tap", str(case.person.id), **about)
    else:
        _note(tx, case, "stranger_tap", caller(case), **about)


def _note_group(tx: Tx, case: Case, what: str) -> None:
    """Something done in a group, which the trail names, with whoever did it."""
    who, by = _who(case, case.chat.chat), caller(case)
    _note(tx, case, what, who, name=case.sender_name, account=by)


def _note(tx: Tx, case: Case, what: str, who: str, **about: str) -> None:
    """Note what somebody did at the door, unless that would fill the trail."""
    if audit.noted_since(tx, [what], who, case.now - SILENT_FOR) >= MOST_NOTED:
        return
    shown = {"button": about.pop("button", ""), "group": case.group_name} | about
    audit.note(tx, what, who=who, now=case.now, **{k: v for k, v in shown.items() if v})


def _who(case: Case, whose: str) -> str:
    return f"{case.chat.channel}:{whose}"[:200]
