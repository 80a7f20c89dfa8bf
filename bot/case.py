"""One incoming thing with all that answering it needs."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.desk import Desk
from bot.messages import Address, Incoming, clipped, one_line
from bot.people import Person
from bot.store.replies import Origin

TRUSTED_DELAY = timedelta(hours=24)
"""Platforms hold updates back no longer than this (Telegram's Bot API: 24 hours, read 2026-11);
an older time on a message is not believed."""

LONGEST_GROUP_NAME = 64
"""Characters of a group's name that are shown and noted."""


@dataclass(frozen=True, slots=True)
class Case:
    """What came in, from whom (None: a stranger), and when.

    `said_at` is when it was said, as far as that can be believed; `now` when it is handled.
    `on_behalf`: somebody of the office records what a unit has said.
    """

    desk: Desk
    incoming: Incoming
    inbox: int
    said_at: datetime
    now: datetime
    person: Person | None
    on_behalf: bool = False

    @property
    def chat(self) -> Address:
        """Where it happened, and where the answer goes."""
        return self.incoming.address

    @property
    def group_name(self) -> str:
        """What the group is called where it happened, as one line; empty where nobody says."""
        return clipped(one_line(self.incoming.group_name), LONGEST_GROUP_NAME)

    @property
    def sender_name(self) -> str:
        """What whoever did it is called on the platform, as one line; empty where nobody says."""
        sender = self.incoming.sender
        return one_line(sender.name) if sender else ""

    @property
    def comes_in_order(self) -> bool:
        """Whether its channel tells things in the order in which people said them."""
        return self.desk.channels[self.chat.channel].in_order

    @property
    def today(self) -> date:
        """The day on the plan's calendar on which it is handled."""
        return self.now.astimezone(self.desk.plans.first.zone).date()

    @property
    def known(self) -> Person:
        """The person, where a stranger has been turned away before."""
        if self.person is None:
            raise ValueError("a stranger has got past the door")
        return self.person

    @property
    def origin(self) -> Origin:
        """Where what is recorded now came from."""
        who = self.person.id if self.person else None
        return Origin(who, self.chat.channel, self.inbox, self.on_behalf)


def said_at(incoming: Incoming, received: datetime) -> datetime:
    """When somebody said it: the platform's time if it can be believed, else when it came in."""
    if incoming.at is not None and received - TRUSTED_DELAY <= incoming.at <= received:
        return incoming.at
    return received
