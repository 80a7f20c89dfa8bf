"""Leaving: `/roi` says what happens, and only a second word does it."""

from collections.abc import Sequence
from datetime import timedelta

from bot.case import Case
from bot.choices.errands import Leave
from bot.messages import Said
from bot.people import Role, by_rank
from bot.reaching import notices, posts
from bot.responses import Response, Say
from bot.store import audit, people, questions
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.understand.absence.leaving import leaves
from bot.wording import posts as words

PATIENCE = timedelta(minutes=10)
"""How long a typed “có” says that somebody leaves; the buttons stay."""

_SPEAKING = (Role.HEAD, Role.DEPUTY, Role.STAFF)


def asked(tx: Tx, case: Case) -> list[Response]:
    """Answer `/roi`: what is held, what happens, and the two buttons."""
    if case.chat.is_group:
        return [Say(case.chat, words.in_private())]
    held = [(post, _name(case, post.unit)) for post in by_rank(case.known.posts)]
    left = [(_name(case, unit) or "", _others(tx, case, unit)) for unit in _units(case)]
    told = _hearers(tx, case)
    message = words.leaving(case.desk.plans.first, held, left, told=told, last=_is_last(case, told))
    questions.ask(tx, case.chat, case.known.id, Asks.LEAVE, {}, now=case.now, patience=PATIENCE)
    return [Say(case.chat, message, case.known.id)]


def typed(tx: Tx, case: Case, said: Said) -> list[Response]:
    """What the text does that comes right after `/roi`; nothing if it says neither yes nor no.

    Whatever it says, a later “có” is an answer to something else.
    """
    if case.chat.is_group or said.edited:
        return []
    asked_ = questions.opened(tx, case.chat, case.known.id, case.now, Asks.LEAVE, most=1)
    if not asked_:
        return []
    questions.answered(tx, asked_[0].id, case.now)
    sure = None if said.forwarded or said.attachments else leaves(said.text)
    return [] if sure is None else pressed(tx, case, Leave(sure))


def pressed(tx: Tx, case: Case, leave: Leave) -> list[Response]:
    """Answer the buttons: end all posts, or stay."""
    if not leave.sure:
        return [Say(case.chat, words.stayed(), case.known.id)]
    left = [{"unit": unit, "others": _others(tx, case, unit)} for unit in _units(case)]
    held = [[post.role, post.unit] for post in by_rank(case.known.posts)]
    plan, told = case.desk.plans.first, _hearers(tx, case)
    posts.end(tx, case.known.id, case.known.posts, case.now, plan.zone)
    audit.note(tx, "left", who=str(case.known.id), now=case.now, posts=held)
    facts = {
        "what": "left",
        "name": case.known.name,
        "posts": held,
        "units": left,
        "told": told,
        "last": _is_last(case, told),
    }
    to = people.holders(tx, told, case.now) if told else []
    mark = f"left-{case.known.id}-{case.inbox}"
    notices.tell(tx, plan, mark, facts, case.now, to=to)
    return [Say(case.chat, words.left(plan, told))]


def _hearers(tx: Tx, case: Case) -> Role | None:
    """Who hears that somebody leaves: the office, without one leadership, else nobody."""
    for role in (Role.OFFICE, Role.LEADER):
        if any(each != case.known.id for each in people.holders(tx, role, case.now)):
            return role
    return None


def _is_last(case: Case, told: Role | None) -> bool:
    """Whether the office would be empty."""
    return case.known.holds(Role.OFFICE) and told is not Role.OFFICE


def _units(case: Case) -> Sequence[str]:
    return sorted(case.known.units)


def _others(tx: Tx, case: Case, unit: str) -> list[str]:
    """Who else speaks for a unit, by name."""
    held = people.unit_posts(tx, case.now).get(unit, {})
    ids = [p for role in _SPEAKING for p in held.get(role, ()) if p != case.known.id]
    names = people.names(tx, ids)
    return [names[id_] for id_ in dict.fromkeys(ids)]


def _name(case: Case, unit: str | None) -> str | None:
    return case.desk.plans.name_of(unit) if unit else None
