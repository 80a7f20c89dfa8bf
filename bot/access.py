"""Who may ask what: two tables, meant to be read by an auditor.

Nothing else in the program grants anything. A refusal is an answer in words, never an exception.
Leaving and taking another account need no grant: they concern nobody but oneself.
`docs/quan-tri.md` prints the tables; a test holds it against them.
"""

from enum import StrEnum

from bot.people import UNIT_ROLES, Person, Post, Role


class Wish(StrEnum):
    """What somebody may want of the bot."""

    REPORT = "report"  # say how a duty of the own unit stands
    OWN_WORK = "own_work"  # see the open duties of the own unit, and what it sent as evidence
    BE_AWAY = "be_away"  # say that one is away, and who of the own unit stands in
    HAND_ON = "hand_on"  # say that a duty is not the own unit's, or another's to do
    INVITE = "invite"  # make and revoke codes; for which posts says GIVES
    OPEN_GROUP = "open_group"  # link a chat group to the own unit
    BOARD = "board"  # see how the whole plan stands
    URGE = "urge"  # send a unit a word about a duty that is behind
    ACCEPT = "accept"  # accept what a unit reports done, or send it back
    APPROVE = "approve"  # let the messages of a plan go out
    RECORD_FOR = "record_for"  # write down what a unit has said elsewhere, marked as such
    CALENDAR = "calendar"  # have the address of a calendar to subscribe to
    CHANNELS = "channels"  # see how the channels fare, and who cannot be reached
    DECIDE = "decide"  # grant or refuse a wish for more time


_OF_A_UNIT = frozenset({Role.HEAD, Role.DEPUTY, Role.STAFF})
_ABOVE = frozenset({Role.LEADER, Role.OFFICE})

ALLOWED: dict[Wish, frozenset[Role]] = {
    Wish.REPORT: _OF_A_UNIT,
    Wish.OWN_WORK: _OF_A_UNIT,
    Wish.BE_AWAY: _OF_A_UNIT,
    Wish.HAND_ON: _OF_A_UNIT,
    Wish.INVITE: frozenset({Role.HEAD, Role.OFFICE}),
    Wish.OPEN_GROUP: frozenset({Role.HEAD}),
    Wish.BOARD: _ABOVE,
    Wish.URGE: _ABOVE,
    Wish.ACCEPT: _ABOVE,
    Wish.DECIDE: frozenset({Role.LEADER, Role.OFFICE}),
    Wish.APPROVE: frozenset({Role.OFFICE}),
    Wish.RECORD_FOR: frozenset({Role.OFFICE}),
    Wish.CALENDAR: frozenset({Role.HEAD, Role.DEPUTY}) | _ABOVE,
    Wish.CHANNELS: frozenset({Role.OFFICE}),
}

OF_ONE_UNIT = frozenset(
    {Wish.REPORT, Wish.OWN_WORK, Wish.BE_AWAY, Wish.HAND_ON, Wish.INVITE, Wish.OPEN_GROUP}
)
"""Wishes of a unit's people that reach only as far as the unit the post is for."""

GIVES: dict[Role, frozenset[Role]] = {
    Role.HEAD: frozenset({Role.DEPUTY, Role.STAFF}),
    Role.OFFICE: UNIT_ROLES,
}
"""For which posts somebody may make a code in the chat. Those of leaders and of the office
itself are made on the command line alone, so that nobody's phone can give them away."""


def may(person: Person | None, wish: Wish, unit: str | None = None) -> bool:
    """Whether a person (None: a stranger) may have a wish, about a unit where it concerns one."""
    if person is None:
        return False
    posts = [post for post in person.posts if post.role in ALLOWED[wish]]
    if wish in OF_ONE_UNIT and unit is not None:
        return any(_reaches(post, unit) for post in posts)
    return bool(posts)


def may_give(person: Person | None, post: Post) -> bool:
    """Whether a person may make a code for a post, or revoke one."""
    if person is None or post.unit is None:
        return False
    held = [own for own in person.posts if post.role in GIVES.get(own.role, ())]
    return any(_reaches(own, post.unit) for own in held)


def _reaches(post: Post, unit: str) -> bool:
    return post.role in _ABOVE or post.unit == unit
