"""Those who may not come in: each is told once an hour in one polite line, then nothing more.

That the line was said stands in the audit trail, so that a restart does not say it again.
"""

from datetime import timedelta

from bot.case import Case
from bot.messages import Message, Said, Tapped, one_line
from bot.responses import Confirm, Response, Say
from bot.store import audit, deliveries, people
from bot.store.memory import Tx
from bot.understand import OpenTask, Utterance, understand
from bot.wording import answers, joining

SILENT_FOR = timedelta(hours=1)
DAY = timedelta(days=1)


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
    if sender is None or not items or not (replied or reports.per_task):
        return []
    message = joining.unlinked(one_line(sender.name))
    first = _first_of_the_hour(tx, case, "unlinked", sender.id, within=DAY)
    return [Say(case.chat, message)] if first else []


def too_fast(tx: Tx, case: Case) -> list[Response]:
    """Tell somebody who floods the bot that nothing more is taken down until it calms down."""
    audit.note(tx, "flood", who=caller(case), now=case.now)
    message = joining.too_fast()
    if isinstance(case.incoming.content, Tapped):
        return [Confirm(case.chat.channel, case.incoming.content.tap, message.heading)]
    return [Say(case.chat, message)]


def is_foreign(tx: Tx, case: Case) -> bool:
    """Whether this is a group that belongs to no unit."""
    return case.chat.is_group and not people.at_address(tx, case.chat)


def foreign_group(tx: Tx, case: Case) -> list[Response]:
    """Answer whatever was asked in a group that belongs to no unit: nothing is shown there."""
    return once(tx, case, "foreign_group", case.chat.chat, joining.foreign_group())


def caller(case: Case) -> str:
    """Who somebody is that has not joined, as the audit trail writes it: channel and id."""
    sender = case.incoming.sender
    return f"{case.chat.channel}:{sender.id if sender else case.chat.chat}"


def once(tx: Tx, case: Case, what: str, whose: str, message: Message) -> list[Response]:
    """Say something to the chat, unless it was said within the hour; noted in the trail."""
    first = _first_of_the_hour(tx, case, what, whose)
    return [Say(case.chat, message)] if first else []


def _first_of_the_hour(
    tx: Tx, case: Case, what: str, whose: str, *, within: timedelta = SILENT_FOR
) -> bool:
    who = f"{case.chat.channel}:{whose}"[:200]
    if audit.noted_since(tx, what, who, case.now - within):
        return False
    sender = case.incoming.sender
    name = one_line(sender.name) if sender else None
    audit.note(tx, what, who=who, now=case.now, name=name)
    return True
