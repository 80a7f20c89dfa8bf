"""Codes made in the chat: `/moi` for colleagues and units, `/doimay` for another own account."""

from collections.abc import Sequence

from bot import access
from bot.access import GIVES, Wish
from bot.case import Case
from bot.choices.errands import NewCode, Revoke
from bot.choices.views import named, tag
from bot.invitation import OWN_VALID_FOR, VALID_FOR, Invitation, new_code
from bot.messages import one_line
from bot.people import Post, Role, by_rank
from bot.responses import Response, Say
from bot.store import audit, invites, people
from bot.store.invites import Invite
from bot.store.memory import Tx
from bot.understand import UnitName
from bot.understand.leaders.overstepping import names_those_above
from bot.understand.words.mentions import unit_named
from bot.wording import posts as words

MOST_OPEN = 10
"""Codes of one unit that nobody has used yet; more are a sign of trouble, not of colleagues."""


def asked(tx: Tx, case: Case, about: str) -> list[Response]:
    """Answer `/moi`: which codes may be made, and which are still good."""
    if case.chat.is_group:
        return [Say(case.chat, words.in_private())]
    if not access.may(case.known, Wish.INVITE):
        audit.note(tx, "invite_refused", who=str(case.known.id), now=case.now)
        return [Say(case.chat, words.may_not_invite(), case.known.id)]
    if about and _is_of_others(case, about):
        audit.note(tx, "invite_refused", who=str(case.known.id), now=case.now)
        return [Say(case.chat, words.may_not_invite(), case.known.id)]
    units = _units(case, about)
    if units is None:
        return [Say(case.chat, words.unknown_unit(one_line(about)), case.known.id)]
    still_good = [each for each in invites.open_ones(tx, case.now) if _is_theirs(case, each)]
    if about or len(units) == 1:
        still_good = [each for each in still_good if each.post.unit in units]
    offered = [
        (NewCode(role, tag(unit), replaces=False), case.desk.plans.name_of(unit))
        for unit in units
        for role in _roles(case, unit)
    ]
    offered += [
        (NewCode(role, tag(unit), replaces=True), case.desk.plans.name_of(unit))
        for unit in units
        if case.known.holds(Role.OFFICE)
        for role in (Role.HEAD, Role.DEPUTY)
        if people.holders(tx, role, case.now, unit)
    ]
    kept = [
        (each.id, each.post, case.desk.plans.name_of(each.post.unit or ""), each.expires)
        for each in still_good
    ]
    message = words.offer(case.desk.plans.first, offered, kept)
    return [Say(case.chat, message, case.known.id)]


def _is_of_others(case: Case, about: str) -> bool:
    """Whether a head names a post that is not of the own unit."""
    if case.known.holds(Role.OFFICE):
        return False
    meant = unit_named(about, _names(case))
    return meant not in case.known.units if meant else names_those_above(about)


def _names(case: Case) -> tuple[UnitName, ...]:
    known = {unit.id: unit for each in case.desk.plans.all() for unit in each.plan.units.values()}
    return tuple(UnitName(u.id, u.name, u.aliases) for u in known.values())


def _units(case: Case, about: str) -> list[str] | None:
    """The units meant: the own ones, or for the office the one named; None if there is no such."""
    names = _names(case)
    own = [unit.id for unit in names if Post(Role.HEAD, unit.id) in case.known.posts]
    if not case.known.holds(Role.OFFICE) or not about:
        return own
    meant = unit_named(about, names)
    return [meant] if meant else None


def _roles(case: Case, unit: str) -> Sequence[Role]:
    """For which posts of a unit this person may make codes, by rank."""
    given = {role for own in case.known.posts for role in GIVES.get(own.role, ())}
    return [r for r in Role if r in given and access.may_give(case.known, Post(r, unit))]


def _is_theirs(case: Case, invite: Invite) -> bool:
    return invite.person is None and access.may_give(case.known, invite.post)


def make(tx: Tx, case: Case, wanted: NewCode) -> list[Response]:
    """Answer the button that makes a code."""
    known = [unit for each in case.desk.plans.all() for unit in each.plan.units]
    unit = named(wanted.unit, known)
    post = Post(wanted.role, unit)
    allowed = unit is not None and access.may_give(case.known, post)
    if not allowed or (wanted.replaces and not case.known.holds(Role.OFFICE)):
        audit.note(tx, "invite_refused", who=str(case.known.id), now=case.now)
        return [Say(case.chat, words.may_not_invite(), case.known.id)]
    if len(invites.open_ones(tx, case.now, unit)) >= MOST_OPEN:
        return [Say(case.chat, words.too_many_codes(MOST_OPEN), case.known.id)]
    made, id_ = _made(tx, case, post, replaces=wanted.replaces)
    plan, name = case.desk.plans.first, case.desk.plans.name_of(unit or "")
    message = words.code(plan, made, name, id_, replaces=wanted.replaces)
    return [Say(case.chat, message, case.known.id)]


def revoke(tx: Tx, case: Case, wanted: Revoke) -> list[Response]:
    """Answer the button that makes a code good for nothing."""
    found = [i for i in invites.open_ones(tx, case.now) if i.id == wanted.invite]
    if not found:
        return [Say(case.chat, words.code_gone(), case.known.id)]
    own = found[0].person == case.known.id
    if not own and not _is_theirs(case, found[0]):
        audit.note(tx, "invite_refused", who=str(case.known.id), now=case.now)
        return [Say(case.chat, words.may_not_invite(), case.known.id)]
    invites.revoke(tx, wanted.invite, case.now)
    audit.note(tx, "revoked", who=str(case.known.id), now=case.now, code=wanted.invite)
    return [Say(case.chat, words.revoked(), case.known.id)]


def another_account(tx: Tx, case: Case) -> list[Response]:
    """Answer `/doimay`: a code by which the same person goes on from another account."""
    if case.chat.is_group:
        return [Say(case.chat, words.in_private())]
    for each in invites.open_ones(tx, case.now):
        if each.person == case.known.id:
            invites.revoke(tx, each.id, case.now)
    post = by_rank(case.known.posts)[0]
    made, id_ = _made(tx, case, post, person=case.known.id)
    message = words.own_code(case.desk.plans.first, made, id_)
    return [Say(case.chat, message, case.known.id)]


def _made(
    tx: Tx, case: Case, post: Post, *, replaces: bool = False, person: int | None = None
) -> tuple[Invitation, int]:
    """A new code, kept and noted, with the id by which it can be revoked."""
    username = case.desk.username("telegram")
    expires = case.now + (VALID_FOR if person is None else OWN_VALID_FOR)
    made = Invitation(post, new_code(), username, expires, _on_zalo(case))
    id_ = invites.add(
        tx,
        made.code,
        post,
        now=case.now,
        expires=expires,
        made_by=case.known.id,
        person=person,
        replaces=replaces,
    )
    _note(tx, case, post, id_, person)
    return made, id_


def _on_zalo(case: Case) -> str | None:
    """What the bot is called on Zalo, empty while that is not known; None where there is no Zalo.

    Template messages take no words in, so a code cannot be typed there.
    """
    for channel in ("zalo-bot", "zalo-oa"):
        if channel in case.desk.channels:
            known = case.desk.identities.get(channel)
            return (known.name if known else None) or ""
    return None


def _note(tx: Tx, case: Case, post: Post, id_: int, person: int | None) -> None:
    """A code for another account gives no post, and is not noted as if it did."""
    who, now = str(case.known.id), case.now
    if person is not None:
        audit.note(tx, "account_invited", who=who, now=now, person=person, code=id_)
    else:
        audit.note(tx, "invited", who=who, now=now, role=post.role, unit=post.unit, code=id_)
