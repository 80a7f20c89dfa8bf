"""Answers taken back: the row that takes one back is appended, and all stays in the past.

Within ten minutes by the button, and only the latest of a duty; in words by the rooms of `talk`,
which know what was meant.
"""

from collections.abc import Sequence

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.duties import for_units, report
from bot.duties.report import UNDO_WITHIN
from bot.messages import Message
from bot.responses import Response, Say
from bot.store import deliveries, numbers, replies
from bot.store.memory import Tx
from bot.store.replies import Kept
from bot.wording import answers
from schedules.plan import Assignment, Plan
from schedules.progress import Answer, Reply, Standing, in_force

SHOWN_AGAIN = 3
"""So many of the newest messages of a chat show it when an answer in them is taken back."""

Spot = tuple[Plan, Assignment, Kept]
"""An answer with the duty that it is about."""


def undo(tx: Tx, case: Case, ids: Sequence[int]) -> list[Response]:
    """Take answers back: within ten minutes, only the latest of a duty, only by the unit."""
    found = [_undoable(tx, case, id_) for id_ in ids]
    spots = [each for each in found if isinstance(each, tuple)]
    refused = [each for each in found if isinstance(each, Message)][:1]
    said = [Say(case.chat, each, case.known.id) for each in refused]
    return [*(taken_back(tx, case, spots) if spots else []), *said]


def _undoable(tx: Tx, case: Case, id_: int) -> Spot | Message:
    """An answer that may be taken back, or why it may not."""
    kept = replies.get(tx, id_)
    found = report.reportable(case, kept)
    if kept is None or found is None:
        return answers.old_button()
    plan, duty = found
    history = replies.of_assignment(tx, plan, duty)
    latest = [r for r in in_force(history) if r.answer is not Answer.RECEIVED][-1:]
    young = case.now - kept.reply.at <= UNDO_WITHIN
    if not young or not latest or latest[0].id != kept.reply.id:
        return answers.too_late_to_undo(plan)
    return plan, duty, kept


def taken_back(tx: Tx, case: Case, spots: Sequence[Spot]) -> list[Response]:
    """Take answers back, say so, and let the messages of the chat show how the duties stand."""
    told = [(plan, take_back(tx, case, plan, duty, kept)) for plan, duty, kept in spots]
    below = {
        edit.message_id: edit
        for plan, duty, _ in spots
        for id_ in deliveries.numbering(tx, case.chat, plan.id, duty.key, most=SHOWN_AGAIN)
        for edit in report.shown(tx, case, plan, id_, case.chat)
        if not edit.message.heading.endswith("?")  # a question has choices of its own
    }
    own = [(p, t) for p, t in told if access.may(case.known, Wish.REPORT, t.assignment.unit.id)]
    others = [t for p, t in told if (p, t) not in own]
    said: list[Response] = (
        [Say(case.chat, answers.undone_for(others), case.known.id)] if others else []
    )
    for_units.taken_back(tx, case, [(p, t) for p, t in told if (p, t) not in own])
    if own:
        mine = [(report.number(tx, case, plan, t.assignment), plan, t) for plan, t in own]
        items = tuple((n, plan.id, t.assignment) for n, plan, t in mine)
        said.append(Say(case.chat, answers.undone(mine), case.known.id, items))
        for plan, of in ((p, t.assignment) for p, t in own if t.done):  # as they were before
            numbers.release(tx, (plan.id, of.key), case.now)
    return [*below.values(), *said]


def take_back(tx: Tx, case: Case, plan: Plan, duty: Assignment, kept: Kept) -> Standing:
    """Append that an answer no longer holds, nor one that said the same; how the duty stands."""
    before = report.stands(tx, case, plan, duty)
    replies.cancel(tx, kept, at=max(case.said_at, kept.reply.at), origin=case.origin)
    report.forget_reason(tx, case)
    told = report.stands(tx, case, plan, duty)
    if before.done and told.done and told.reply and _is_said_again(kept, told.reply):
        again = replies.get(tx, told.reply.id)
        return take_back(tx, case, plan, duty, again) if again else told
    if before.done and not told.done:
        numbers.reopen(tx, (plan.id, duty.key))
    report.turned(tx, case, plan, before, told)
    return told


def _is_said_again(kept: Kept, earlier: Reply) -> bool:
    return earlier.by == kept.reply.by and kept.reply.at - earlier.at <= UNDO_WITHIN
