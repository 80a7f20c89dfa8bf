"""Joining by one-time code, in a private chat or for a unit's group."""

import secrets
from datetime import datetime, timedelta

from bot import access, inquiry
from bot.access import Wish
from bot.desk import Desk
from bot.messages import Address, Message, Sender
from bot.people import UNIT_ROLES, Person, Post, Role
from bot.responses import Response, Say
from bot.store import audit, boards, invites, people, plans
from bot.store.memory import Tx
from bot.views import View, tag
from bot.wording import joining, office
from bot.wording import views as view_words

VALID_FOR = timedelta(days=14)
"""How long a new code opens something."""

TRIES = 5
TRIES_WITHIN = timedelta(hours=1)
"""So many wrong codes in such a time, and further ones are not even looked at."""

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without 0 O 1 I, which are misread on paper


def new_code() -> str:
    """A code of eight letters and figures (40 bits), ABCD-EFGH."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def start(
    tx: Tx, desk: Desk, chat: Address, sender: Sender, code: str, now: datetime
) -> list[Response]:
    """Answer `/start CODE`; without a code, tell where the sender stands."""
    person = people.by_user(tx, chat.channel, sender.id, now)
    if not code:
        return [Say(chat, _standing_of(desk, person))]
    if invites.failures_since(tx, chat.channel, sender.id, now - TRIES_WITHIN) >= TRIES:
        audit.note(tx, "join_blocked", who=sender.id, now=now, channel=chat.channel)
        return [Say(chat, joining.too_many_tries())]
    post = invites.find(tx, code, now)
    if post is None:
        invites.add_failure(tx, chat.channel, sender.id, now)
        audit.note(tx, "join_refused", who=sender.id, now=now, channel=chat.channel)
        return [Say(chat, joining.wrong_code())]
    if chat.is_group:
        return _link_group(tx, desk, chat, person, post, code, now)
    return _link_person(tx, desk, chat, sender, person, post, code, now)


def _standing_of(desk: Desk, person: Person | None) -> Message:
    if person is None or not person.posts:
        return joining.stranger()
    post = min(person.posts, key=lambda p: (list(Role).index(p.role), p.unit or ""))
    return joining.already_in(post, _unit_name(desk, post))


def _link_person(
    tx: Tx,
    desk: Desk,
    chat: Address,
    sender: Sender,
    person: Person | None,
    post: Post,
    code: str,
    now: datetime,
) -> list[Response]:
    if post.role is Role.GROUP:
        return [Say(chat, joining.code_for_group())]
    id_ = person.id if person else people.add_person(tx, sender.name or sender.id, now)
    _join(tx, id_, post, chat, user=sender.id, code=code, now=now)
    welcome = Say(chat, joining.welcome(desk.plans.first, post, _unit_name(desk, post)), id_)
    return [welcome, *first_look(tx, desk, chat, id_, post, now)]


def first_look(
    tx: Tx, desk: Desk, chat: Address, person: int, post: Post, now: datetime
) -> list[Response]:
    """What somebody should see right after joining: open work, the board, or what waits."""
    found: list[Response] = []
    for each in desk.plans.all():
        board = boards.read(tx, each.plan, now)
        if post.unit is not None and post.role in UNIT_ROLES:
            mine = board.of_unit(post.unit)
            if any(not s.done for s in mine) and now < (each.timetable.closes or now):
                found += inquiry.listed(tx, chat, person, board, mine, now)
        elif post.role in (Role.LEADER, Role.OFFICE):
            found.append(Say(chat, view_words.top(board, View(tag(each.plan.id))), person))
    if post.role is Role.OFFICE:
        for plan_id, code in wanted_approvals(tx, desk).items():
            message = office.approval_wanted(desk.plans.by_id[plan_id].plan, code)
            found.append(Say(chat, message, person))
    return found


def wanted_approvals(tx: Tx, desk: Desk) -> dict[str, str]:
    """The approval codes that wait for the office, by plan id."""
    if desk.auto_approve:
        return {}
    found = {}
    for each in desk.plans.all():
        agreed = plans.approved_fingerprints(tx, each.plan.id)
        if not agreed.issuperset(each.fingerprints.values()):
            found[each.plan.id] = each.code
    return found


def _link_group(
    tx: Tx,
    desk: Desk,
    chat: Address,
    person: Person | None,
    post: Post,
    code: str,
    now: datetime,
) -> list[Response]:
    if post.role is not Role.GROUP or post.unit is None:
        return [Say(chat, joining.code_not_for_group())]
    if not access.may(person, Wish.OPEN_GROUP, post.unit):
        who = person.name if person else None
        audit.note(tx, "group_refused", who=who, now=now, unit=post.unit)
        return [Say(chat, joining.group_needs_head())]
    name = desk.plans.name_of(post.unit)
    group = _group_at(tx, chat, post, now) or people.add_person(tx, name, now)
    _join(tx, group, post, chat, user=None, code=code, now=now)
    return [Say(chat, joining.group_linked(desk.plans.first, name))]


def _group_at(tx: Tx, chat: Address, post: Post, now: datetime) -> int | None:
    """Who stands for a group that was linked to the same unit before; None if it was not."""
    for contact in people.at_address(tx, chat):
        known = people.person(tx, contact.person, now)
        if known is not None and post in known.posts:
            return known.id
    return None


def _join(
    tx: Tx, person: int, post: Post, chat: Address, *, user: str | None, code: str, now: datetime
) -> None:
    people.add_post(tx, person, post, now)
    people.add_address(tx, person, chat, user=user, now=now)
    invites.use(tx, code, person, now)
    audit.note(tx, "joined", who=str(person), now=now, role=post.role, unit=post.unit)


def _unit_name(desk: Desk, post: Post) -> str | None:
    return desk.plans.name_of(post.unit) if post.unit else None
