"""What people press: each button is read, answered, and the tap confirmed to the platform.

Forged data is answered too, and changes nothing.
"""

from dataclasses import replace

from bot import approval
from bot.board import overview
from bot.case import Case
from bot.choices.buttons import (
    UNDO,
    Approve,
    Chosen,
    Decide,
    Reason,
    Received,
    Report,
    Undo,
    Urge,
    Verdict,
)
from bot.choices.errands import Errand, Leave, NewCode, NoReminder, NotAway, Revoke
from bot.choices.views import Paper, Proof, View
from bot.duties import petitions, reopening, report, undoing, urge, verdict
from bot.members import absence, codes, doors, leave
from bot.messages import Tapped, clipped
from bot.responses import Confirm, Response, Say
from bot.store import audit
from bot.store.memory import Tx
from bot.talk import asking, receipts, snoozing
from bot.wording import answers

NOTE = 200
"""Characters of the note that a tap is confirmed with (Telegram's limit, read 2026-11)."""


def pressed(tx: Tx, case: Case, tapped: Tapped) -> list[Response]:
    """Answer a tap of somebody who has joined."""
    confirm = Confirm(case.chat.channel, tapped.tap)
    found = _answered(tx, case, tapped)
    refusal = next((r.message for r in found if isinstance(r, Say) and r.to == case.chat), None)
    return [replace(confirm, note=clipped(refusal.heading, NOTE)) if refusal else confirm, *found]


def _answered(tx: Tx, case: Case, tapped: Tapped) -> list[Response]:
    pressed = case.desk.plans.buttons.read(tapped.data)
    match pressed:
        case Chosen():
            return asking.chosen(tx, case, pressed.question, pressed.value)
        case Decide(request, chosen):
            if chosen == UNDO:
                return reopening.undo(tx, case, request)
            return petitions.pressed(tx, case, pressed)
        case Approve():
            return approval.pressed(tx, case, pressed.code)
        case Urge() | Verdict() | View() | Paper() | Proof():
            return _above(tx, case, pressed, tapped.message_id)
        case Leave() | NewCode() | Revoke() | NotAway() | NoReminder():
            return _errand(tx, case, pressed)
        case None:
            button = doors.button(tapped)
            audit.note(tx, "forged_tap", who=str(case.known.id), now=case.now, button=button)
            return [Say(case.chat, answers.old_button(), case.known.id)]
    return _reported(tx, case, pressed, tapped.message_id)


def _reported(
    tx: Tx, case: Case, pressed: Report | Received | Reason | Undo, message_id: str | None
) -> list[Response]:
    match pressed:
        case Report():
            return report.by_button(tx, case, pressed, message_id)
        case Received():
            return receipts.by_button(tx, case, message_id)
        case Reason():
            return report.reason_chosen(tx, case, pressed)
        case Undo():
            return undoing.undo(tx, case, [pressed.reply])


def _above(
    tx: Tx, case: Case, wanted: Urge | Verdict | View | Paper | Proof, message_id: str | None
) -> list[Response]:
    """What leadership and the office want of the board and of the units."""
    match wanted:
        case Urge():
            return urge.pressed(tx, case, wanted)
        case Verdict():
            return verdict.pressed(tx, case, wanted)
        case Paper():
            return overview.ordered(case, wanted)
        case Proof():
            return overview.proven(tx, case, wanted)
        case View():
            return overview.pressed(tx, case, wanted, message_id)


def _errand(tx: Tx, case: Case, errand: Errand) -> list[Response]:
    """What somebody wants for themselves or for a colleague."""
    match errand:
        case Leave():
            return leave.pressed(tx, case, errand)
        case NewCode():
            return codes.make(tx, case, errand)
        case Revoke():
            return codes.revoke(tx, case, errand)
        case NotAway():
            return absence.taken_back(tx, case, errand)
        case NoReminder():
            return snoozing.pressed(tx, case, errand)
