"""Those who may not come in: each is told once an hour in one polite line, then nothing more.

That the line was said stands in the audit trail, so that a restart does not say it again.
"""

from datetime import timedelta

from bot.case import Case
from bot.messages import Message, Said, Tapped, one_line
from bot.responses import Confirm, Response, Say
from bot.store import audit, people
from bot.store.memory import Tx
from bot.wording import answers, joining

SILENT_FOR = timedelta(hours=1)


def stranger(tx: Tx, case: Case) -> list[Response]:
    """Answer somebody who has not joined, or who hides behind a group."""
    sender = case.incoming.sender
    anonymous = sender is None or sender.anonymous
    message = answers.anonymous_refused() if anonymous else joining.stranger()
    first = _first_of_the_hour(tx, case, "stranger", sender.id if sender else case.chat.chat)
    match case.incoming.content:
        case Tapped() as tapped:  # nobody else sees the note, and the button must not hang
            return [Confirm(case.chat.channel, tapped.tap, message.heading)]
        case Said() if first:
            return [Say(case.chat, message)]
    return []


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
    if isinstance(case.incoming.content, Tapped):
        return [Confirm(case.chat.channel, case.incoming.content.tap, message.heading)]
    return once(tx, case, "foreign_group", case.chat.chat, message)


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


def once(tx: Tx, case: Case, what: str, whose: str, message: Message) -> list[Response]:
    """Say something to the chat, unless it was said within the hour; noted in the trail."""
    first = _first_of_the_hour(tx, case, what, whose)
    return [Say(case.chat, message)] if first else []


def _first_of_the_hour(tx: Tx, case: Case, what: str, whose: str) -> bool:
    who = f"{case.chat.channel}:{whose}"[:200]
    if audit.noted_since(tx, what, who, case.now - SILENT_FOR):
        return False
    sender = case.incoming.sender
    name = one_line(sender.name) if sender else None
    audit.note(tx, what, who=who, now=case.now, name=name)
    return True
