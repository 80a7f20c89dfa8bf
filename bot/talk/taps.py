"""What people press: each button is read, answered, and the tap confirmed to the platform.

Forged data is answered too, and changes nothing.
"""

from dataclasses import replace

from bot import approval, overview, report, urge
from bot.buttons import Approve, Reason, Received, Report, Undo, Urge
from bot.case import Case
from bot.messages import Tapped
from bot.responses import Confirm, Response, Say
from bot.store import audit
from bot.store.memory import Tx
from bot.views import View
from bot.wording import answers


def pressed(tx: Tx, case: Case, tapped: Tapped) -> list[Response]:
    """Answer a tap of somebody who has joined."""
    confirm = Confirm(case.chat.channel, tapped.tap)
    found = _answered(tx, case, tapped)
    refusal = next((r.message for r in found if isinstance(r, Say) and r.to == case.chat), None)
    return [replace(confirm, note=refusal.heading[:200]) if refusal else confirm, *found]


def _answered(tx: Tx, case: Case, tapped: Tapped) -> list[Response]:
    match case.desk.plans.buttons.read(tapped.data):
        case Report() as reported:
            return report.by_button(tx, case, reported, tapped.message_id)
        case Received():
            return report.received(tx, case, tapped.message_id)
        case Reason() as reason:
            return report.reason_chosen(tx, case, reason)
        case Undo() as undo:
            return report.undo(tx, case, undo)
        case Approve() as approve:
            return approval.pressed(tx, case, approve.code)
        case Urge() as wanted:
            return urge.pressed(tx, case, wanted)
        case View() as view:
            return overview.pressed(tx, case, view, tapped.message_id)
        case None:
            audit.note(tx, "forged_tap", who=str(case.known.id), now=case.now)
            return [Say(case.chat, answers.old_button(), case.known.id)]
