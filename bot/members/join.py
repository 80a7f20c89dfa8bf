"""Joining by one-time code, in a private chat or for a unit's group."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot import access, approval
from bot.access import Wish
from bot.board import inquiry
from bot.case import Case
from bot.choices.views import View, tag
from bot.desk import Desk
from bot.duties import petitions
from bot.members import doors
from bot.messages import Address, Message, Sender, one_line
from bot.people import UNIT_ROLES, Person, Post, Role, by_rank
from bot.reaching import notices, posts
from bot.responses import Response, Say
from bot.store import audit, boards, invites, people
from bot.store.invites import Invite
from bot.store.memory import Tx
from bot.wording import joining
from bot.wording import views as view_words

TRIES = 5
TRIES_WITHIN = timedelta(hours=1)
"""So many wrong codes of one sender in such a time, and further ones are not even looked at."""

ALARM = 50
"""So many of all senders: the office hears of it, and one sender has a single try."""

_POWERFUL = frozenset({Role.LEADER, Role.OFFICE, Role.HEAD})
"""Whose coming the office hears of; a unit's other people are its head's to know."""

STOP = 1000
"""So many of all senders: no code is looked at until it calms down, not even a good one."""


def start(tx: Tx, case: Case, code: str) -> list[Response]:
    """Answer `/start CODE`; without a code, tell where the sender stands, and what waits."""
    sender = case.incoming.sender
    if sender is None:
        return []
    if not code:
        return _standing(tx, case)
    if again := _used_here(tx, case, code):
        return again
    if _too_often(tx, case, sender):
        return _blocked(tx, case, sender)
    invite = invites.find(tx, code, case.now)
    if invite is None:
        return _refused(tx, case, sender)
    if case.chat.is_group:
        return _link_group(tx, case, invite, code)
    if invite.post.role is Role.GROUP:
        return [Say(case.chat, joining.code_for_group())]
    if invite.person is not None:
        return _another_account(tx, case, invite.person, code)
    return _link_person(tx, case, sender, invite, code)


def _standing(tx: Tx, case: Case) -> list[Response]:
    if doors.is_foreign(tx, case):
        return doors.foreign_group(tx, case)
    if case.person is None:
        return doors.stranger(tx, case, knocks=not case.chat.is_group)
    held = by_rank(case.known.posts)
    names = [(post, _unit_name(case.desk, post)) for post in held]
    found: list[Response] = [Say(case.chat, joining.already_in(names), case.known.id)]
    if not case.chat.is_group:
        for post in held:
            seen = first_look(tx, case.desk, case.chat, case.known.id, post, case.now)
            found += [each for each in seen if each not in found]
    return found


def _used_here(tx: Tx, case: Case, code: str) -> list[Response]:
    """What is said to whoever sends the own code once more, which is no guess; else nothing."""
    used = invites.used_by(tx, code) if case.person is not None else None
    if used is None:
        return []
    if not case.chat.is_group:
        return _standing(tx, case) if used == case.known.id else []
    group = people.person(tx, used, case.now)
    if group is None or used not in {each.person for each in people.at_address(tx, case.chat)}:
        return []
    return [Say(case.chat, joining.group_linked(case.desk.plans.first, group.name))]


def _too_often(tx: Tx, case: Case, sender: Sender) -> bool:
    """Whether a code is not even looked at: too many wrong ones, of this sender or of all.

    A code has 40 bits and lives for two weeks. With 100 of them open and STOP wrong ones an hour,
    a crowd of accounts finds one with a chance of 3 in 100,000, however many they are.
    """
    since = case.now - TRIES_WITHIN
    own = invites.failures_since(tx, case.chat.channel, sender.id, since)
    everybody = invites.all_failures_since(tx, since)
    return everybody >= STOP or own >= (1 if everybody >= ALARM else TRIES)


def _blocked(tx: Tx, case: Case, sender: Sender) -> list[Response]:
    """No code of this sender is looked at; a group that belongs to no unit hears nothing of it."""
    said = doors.once(tx, case, "join_blocked", sender.id, joining.too_many_tries())
    return doors.foreign_group(tx, case) if doors.is_foreign(tx, case) else said


def _refused(tx: Tx, case: Case, sender: Sender) -> list[Response]:
    invites.add_failure(tx, case.chat.channel, sender.id, case.now)
    audit.note(tx, "join_refused", who=f"{case.chat.channel}:{sender.id}", now=case.now)
    wrong = invites.all_failures_since(tx, case.now - TRIES_WITHIN)
    if wrong >= ALARM:
        facts = {"what": "guessing", "count": ALARM}
        notices.tell(tx, case.desk.plans.first, f"guessing-{case.now:%Y-%m-%d-%H}", facts, case.now)
    return _not_linked(tx, case, joining.wrong_code())


def _not_linked(tx: Tx, case: Case, why: Message) -> list[Response]:
    """Say why a code opens nothing: in a group to nobody but whoever has joined, and alone."""
    if not case.chat.is_group:
        return [Say(case.chat, why)]
    return [*doors.no_code_in_group(tx, case), *doors.in_private(tx, case, why)]


def _link_person(tx: Tx, case: Case, sender: Sender, invite: Invite, code: str) -> list[Response]:
    """Give the post to whoever sent the code; a code that replaces ends it for those before."""
    post, channel = invite.post, case.chat.channel
    before = _holders(tx, case, post) if invite.replaces else []
    same = _the_same(tx, before, sender.name) if case.person is None else None
    known = case.person.id if case.person else same or people.formerly(tx, channel, sender.id)
    id_ = known or people.add_person(tx, case.sender_name or joining.unnamed(post), case.now)
    held = case.person.posts if case.person else ()
    _join(tx, case, id_, invite, user=sender.id, code=code)
    if post not in held:
        _announce(tx, case, id_, post, before, same=same)
    told: list[Response] = []
    if same is not None:
        told += _closed(tx, case, same, channel=None)
    for former in before:
        if former != same:
            told += _replaced(tx, case, former, post)
    unit = _unit_name(case.desk, post)
    welcome = Say(case.chat, joining.welcome(case.desk.plans.first, post, unit), id_)
    return [welcome, *first_look(tx, case.desk, case.chat, id_, post, case.now), *told]


def _announce(
    tx: Tx, case: Case, person: int, post: Post, before: Sequence[int], *, same: int | None
) -> None:
    """Tell the office who has come in with power, and in whose place: a code may be stolen."""
    if post.role not in _POWERFUL and not before:
        return
    names = people.names(tx, [person, *before])
    facts = {
        "what": "joined",
        "name": names[person],
        "person": person,
        "channel": case.chat.channel,
        "role": post.role,
        "unit": post.unit,
        "anew": same is not None,
        "instead": [names[each] for each in before if each != same],
    }
    to = [each for each in notices.office(tx, case.now) if each != person]
    notices.tell(tx, case.desk.plans.first, f"joined-{case.inbox}", facts, case.now, to=to)


def _holders(tx: Tx, case: Case, post: Post) -> list[int]:
    """Who else holds exactly this post."""
    own = case.person.id if case.person else None
    found = people.holders(tx, post.role, case.now, post.unit)
    persons = [people.person(tx, id_, case.now) for id_ in found if id_ != own]
    return [each.id for each in persons if each is not None and post in each.posts]


def _the_same(tx: Tx, before: Sequence[int], name: str) -> int | None:
    """The one holder of that very name: somebody with another account, not somebody else."""
    names = people.names(tx, before)
    alike = [p for p in before if names.get(p, "").casefold() == one_line(name).casefold()]
    return alike[0] if len(alike) == 1 else None


def _replaced(tx: Tx, case: Case, former: int, post: Post) -> list[Response]:
    """Somebody's post is another's now: ended, and said to them once."""
    contacts = people.contacts(tx, [former]).get(former, ())
    posts.end(tx, former, [post], case.now, case.desk.plans.first.zone)
    audit.note(tx, "replaced", who=str(former), now=case.now, role=post.role, unit=post.unit)
    message = joining.replaced(case.desk.plans.first, post, _unit_name(case.desk, post))
    return [Say(c.address, message) for c in contacts if c.reachable and not c.address.is_group]


def _another_account(tx: Tx, case: Case, person: int, code: str) -> list[Response]:
    """Another phone or account of somebody known: history and posts stay with the person."""
    known = people.person(tx, person, case.now)
    if known is None or not known.posts:
        return [Say(case.chat, joining.wrong_code())]
    if case.person is not None and case.person.id != person:
        return [Say(case.chat, joining.account_taken())]
    sender, channel = case.incoming.sender, case.chat.channel
    people.add_address(tx, person, case.chat, user=sender.id if sender else None, now=case.now)
    invites.use(tx, code, person, case.now)
    shown = one_line(sender.name) if sender else ""
    account = doors.caller(case)
    audit.note(tx, "account_added", who=str(person), now=case.now, account=account, name=shown)
    told = _closed(tx, case, person, channel=channel)
    if case.person is None:  # not a code sent from an account that was known before
        told += _warned(tx, case, person, shown)
        _tell_office(tx, case, known, shown)
    names = [(post, _unit_name(case.desk, post)) for post in by_rank(known.posts)]
    return [Say(case.chat, joining.account_added(known.name, names), person), *told]


def _warned(tx: Tx, case: Case, person: int, shown: str) -> list[Response]:
    """Tell the accounts that somebody keeps of the one that has come to them."""
    others = people.contacts(tx, [person]).get(person, ())
    message = joining.account_beside(case.chat.channel, shown)
    return [
        Say(each.address, message)
        for each in others
        if each.reachable and each.address.channel in _open(case) and each.address != case.chat
    ]


def _tell_office(tx: Tx, case: Case, known: Person, shown: str) -> None:
    """Whoever has taken an account over by such a code is not noticed by its owner alone."""
    facts = {
        "what": "account_added",
        "name": known.name,
        "person": known.id,
        "channel": case.chat.channel,
        "shown": shown,
        "posts": [[post.role, post.unit] for post in by_rank(known.posts)],
    }
    to = [each for each in notices.office(tx, case.now) if each != known.id]
    notices.tell(tx, case.desk.plans.first, f"account-{case.inbox}", facts, case.now, to=to)


def _closed(tx: Tx, case: Case, person: int, *, channel: str | None) -> list[Response]:
    """Close the former chats of a person, and say so there for the last time."""
    closed = people.close_addresses(tx, person, case.now, channel=channel, keep=case.chat.chat)
    sender = case.incoming.sender
    message = joining.account_closed(one_line(sender.name) if sender else "")
    for each in closed:
        audit.note(tx, "account_closed", who=str(person), now=case.now, channel=each.channel)
    return [Say(each, message) for each in closed if each.channel in _open(case)]


def _open(case: Case) -> frozenset[str]:
    return case.desk.open_channels()


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
        if post.role in access.ALLOWED[Wish.DECIDE]:
            waiting = petitions.waiting(tx, each.plan)
            found += [Say(chat, message, person) for message in waiting]
    if post.role is Role.OFFICE:
        found += [Say(chat, message, person) for message in approval.waiting(tx, desk)]
    return found


def _link_group(tx: Tx, case: Case, invite: Invite, code: str) -> list[Response]:
    """Link a group by its code; of other codes `exposure` has left none that is good here."""
    post, now = invite.post, case.now
    if post.role is not Role.GROUP or post.unit is None:
        return _not_linked(tx, case, joining.wrong_code())
    if not access.may(case.person, Wish.OPEN_GROUP, post.unit):
        who = str(case.person.id) if case.person else doors.caller(case)
        shown = case.group_name
        audit.note(tx, "group_refused", who=who, now=now, unit=post.unit, group=shown)
        return _not_linked(tx, case, joining.group_needs_head())
    name = case.desk.plans.name_of(post.unit)
    group = _group_at(tx, case.chat, post, now) or people.add_person(tx, name, now)
    _join(tx, case, group, invite, user=None, code=code)
    return [Say(case.chat, joining.group_linked(case.desk.plans.first, name))]


def _group_at(tx: Tx, chat: Address, post: Post, now: datetime) -> int | None:
    """Who stands for a group that was linked to the same unit before; None if it was not."""
    for contact in people.at_address(tx, chat):
        known = people.person(tx, contact.person, now)
        if known is not None and post in known.posts:
            return known.id
    return None


def _join(tx: Tx, case: Case, person: int, invite: Invite, *, user: str | None, code: str) -> None:
    """Give the post, and note by which code and from which account: for a group, the head's."""
    post = invite.post
    people.add_post(tx, person, post, case.now)
    people.add_address(tx, person, case.chat, user=user, now=case.now)
    invites.use(tx, code, person, case.now)
    about = {"role": post.role, "unit": post.unit, "code": invite.id}
    by = doors.caller(case)
    audit.note(
        tx, "joined", who=str(person), now=case.now, **about, group=case.group_name, account=by
    )


def _unit_name(desk: Desk, post: Post) -> str | None:
    return desk.plans.name_of(post.unit) if post.unit else None
