"""Codes that were shown in a group: good for nobody from then on, and the office hears of it.

Whoever reads along could use them first. A group's own code is meant to be typed there, and stays.
What the group is told does not say whether a code was good: that is `doors`' one line.
"""

from bot.case import Case
from bot.choices.commands import codes_in
from bot.members import doors
from bot.people import Role
from bot.reaching import notices
from bot.responses import Response
from bot.store import audit, invites, people
from bot.store.invites import Invite
from bot.store.memory import Tx
from bot.wording import joining


def withdrawn(tx: Tx, case: Case, text: str) -> bool:
    """Withdraw every personal code that a text shows in a group; whether there was one."""
    if not case.chat.is_group:
        return False
    found = [invites.find(tx, code, case.now) for code in codes_in(text)]
    exposed = [each for each in found if each is not None and _is_personal(each)]
    for invite in exposed:
        _withdraw(tx, case, invite)
    return bool(exposed)


def answer(tx: Tx, case: Case) -> list[Response]:
    """What is said where a code was shown, and alone to whoever showed it."""
    return [
        *doors.no_code_in_group(tx, case),
        *doors.in_private(tx, case, joining.own_code_exposed()),
    ]


def _is_personal(invite: Invite) -> bool:
    return invite.post.role is not Role.GROUP or invite.person is not None


def _withdraw(tx: Tx, case: Case, invite: Invite) -> None:
    invites.revoke(tx, invite.id, case.now)
    audit.note(
        tx,
        "code_exposed",
        who=str(case.person.id) if case.person else doors.caller(case),
        now=case.now,
        role=invite.post.role,
        unit=invite.post.unit,
        code=invite.id,
        group=case.group_name or case.chat.chat,
        name=case.sender_name,
    )
    owner = people.names(tx, [invite.person]) if invite.person is not None else {}
    facts = {
        "what": "code_exposed",
        "role": invite.post.role,
        "unit": invite.post.unit,
        "owner": owner.get(invite.person) if invite.person is not None else None,
        "channel": case.chat.channel,
        "group": case.group_name,
        "shown": case.sender_name,
    }
    notices.tell(tx, case.desk.plans.first, f"exposed-{invite.id}", facts, case.now)
