"""Who may ask what: one table, meant to be read by an auditor.

Nothing else in the program grants anything. A refusal is an answer in words, never an exception.
"""

from enum import StrEnum

from bot.people import Person, Role


class Wish(StrEnum):
    """What somebody may want of the bot."""

    REPORT = "report"  # say how a duty of the own unit stands
    OWN_WORK = "own_work"  # see the open duties of the own unit
    BOARD = "board"  # see how the whole plan stands
    URGE = "urge"  # send a unit a word about a duty that is behind
    APPROVE = "approve"  # let the messages of a plan go out
    OPEN_GROUP = "open_group"  # link a chat group to the own unit


ALLOWED: dict[Wish, frozenset[Role]] = {
    Wish.REPORT: frozenset({Role.HEAD, Role.DEPUTY, Role.STAFF}),
    Wish.OWN_WORK: frozenset({Role.HEAD, Role.DEPUTY, Role.STAFF}),
    Wish.BOARD: frozenset({Role.LEADER, Role.OFFICE}),
    Wish.URGE: frozenset({Role.LEADER, Role.OFFICE}),
    Wish.APPROVE: frozenset({Role.OFFICE}),
    Wish.OPEN_GROUP: frozenset({Role.HEAD}),
}

OF_ONE_UNIT = frozenset({Wish.REPORT, Wish.OWN_WORK, Wish.OPEN_GROUP})
"""Wishes that reach only as far as the unit the post is for."""


def may(person: Person | None, wish: Wish, unit: str | None = None) -> bool:
    """Whether a person (None: a stranger) may have a wish, about a unit where it concerns one."""
    if person is None:
        return False
    posts = [post for post in person.posts if post.role in ALLOWED[wish]]
    if wish in OF_ONE_UNIT and unit is not None:
        return any(post.unit == unit for post in posts)
    return bool(posts)
