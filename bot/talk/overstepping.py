"""Commands of leadership and the office, typed by somebody who may not: refused in words, noted.

What reads as news of the own unit is left to those who take it down.
"""

from collections.abc import Callable

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.messages import Message, Said
from bot.people import Role
from bot.responses import Response, Say
from bot.store import audit
from bot.store.memory import Tx
from bot.understand import UnitName
from bot.understand.dialogue.wishes import asks_help
from bot.understand.leaders.overstepping import OF_ANOTHER, Overstep, commanded, names_those_above
from bot.understand.words.mentions import unit_named
from bot.wording import decisions, for_units, office, posts, urging, verdicts

_REFUSED: dict[Overstep, tuple[Wish, str, Callable[[], Message]]] = {
    Overstep.APPROVE: (Wish.APPROVE, "approval_refused", office.may_not_approve),
    Overstep.RECORD: (Wish.RECORD_FOR, "record_refused", for_units.may_not_record),
    Overstep.GRANT: (Wish.DECIDE, "decision_refused", decisions.may_not_decide),
    Overstep.DECIDE: (Wish.DECIDE, "decision_refused", decisions.may_not_decide),
    Overstep.JUDGE: (Wish.ACCEPT, "verdict_refused", verdicts.may_not_judge),
    Overstep.URGE: (Wish.URGE, "urge_refused", urging.may_not_urge),
    Overstep.INVITE: (Wish.INVITE, "invite_refused", posts.may_not_invite),
}


def refused(tx: Tx, case: Case, said: Said) -> list[Response]:
    """Refuse a command of those above; nothing if the text is none, or its writer may."""
    if case.chat.is_group or said.edited or said.forwarded or said.attachments:
        return []
    found = commanded(said.text)
    if found is None or (found[0] is Overstep.URGE and asks_help(said.text)):
        return []  # “nhờ văn phòng đôn đốc Báo Lạng Sơn giúp” asks those who may
    command, rest = found
    wish, entry, words = _REFUSED[command]
    if _may(case, wish) or (command in OF_ANOTHER and not _of_another(case, command, rest)):
        return []
    audit.note(tx, entry, who=str(case.known.id), now=case.now)
    return [Say(case.chat, words(), case.known.id)]


def _may(case: Case, wish: Wish) -> bool:
    """Whether somebody may have the wish for any unit: a head invites only for the own."""
    if wish is Wish.INVITE:
        return case.known.holds(Role.OFFICE)
    return access.may(case.known, wish)


def _of_another(case: Case, command: Overstep, text: str) -> bool:
    known = {unit.id: unit for each in case.desk.plans.all() for unit in each.plan.units.values()}
    unit = unit_named(text, tuple(UnitName(u.id, u.name, u.aliases) for u in known.values()))
    if unit is None:
        return command is Overstep.INVITE and names_those_above(text)
    return unit not in case.known.units
