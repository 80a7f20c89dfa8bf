"""Who has joined and who has not, for leadership and the office: unit by unit, then those above."""

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.messages import Message, Said
from bot.people import UNIT_ROLES, Role
from bot.responses import Response, Say
from bot.store import invites, people
from bot.store.memory import Tx
from bot.understand.leaders.orders import asks_who_has_joined
from bot.wording import posts as words
from schedules.plan import Plan


def asked(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """Answer leadership and office who has not joined yet; None if nobody asks for that."""
    if case.chat.is_group or said.edited or not access.may(case.known, Wish.BOARD):
        return None
    if not asks_who_has_joined(said.text):
        return None
    plans = [each.plan for each in case.desk.plans.all()]
    return [Say(case.chat, _of(tx, case, plan), case.known.id) for plan in plans]


def _of(tx: Tx, case: Case, plan: Plan) -> Message:
    """Those units of a plan that have duties: who speaks for each, and whether that is reached."""
    posts, reachable = people.unit_posts(tx, case.now), people.reachable_units(tx, case.now)
    names = people.names(tx, {p for held in posts.values() for each in held.values() for p in each})
    units = []
    for unit in dict.fromkeys(d.unit.id for d in plan.assignments if not d.unit.external):
        held = posts.get(unit, {})
        there = [names[p] for role in UNIT_ROLES for p in held.get(role, ())]
        units.append(words.Joined(plan.units[unit].short, there, unit in reachable))
    above = {
        role: list(people.names(tx, people.holders(tx, role, case.now)).values())
        for role in (Role.LEADER, Role.OFFICE)
    }
    gives = access.may(case.known, Wish.INVITE) and case.known.holds(Role.OFFICE)
    codes = [
        (each.id, each.post, case.desk.plans.name_of(each.post.unit or ""), each.expires)
        for each in invites.open_ones(tx, case.now)
        if each.person is None
    ]
    return words.who_has_joined(plan, units, above, case.now, codes, gives=gives)
