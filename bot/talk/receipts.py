"""Receipts: a message has been read, which is never a result."""

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.duties import report
from bot.responses import Response, Say
from bot.store import deliveries
from bot.store.deliveries import Delivered
from bot.store.memory import Tx
from bot.understand.dialogue.turns import acknowledges
from bot.wording import answers
from schedules.plan import Plan
from schedules.progress import Answer, Standing, State


def by_button(tx: Tx, case: Case, message_id: str | None) -> list[Response]:
    """Note a receipt for every open duty of the message under which the button stands."""
    found = _listed(tx, case, message_id)
    duties = report.listed_in(case, found) if found else ()
    if not duties:
        return [Say(case.chat, answers.old_button(), case.known.id)]
    own = [(p, d) for _, p, d in duties if access.may(case.known, Wish.REPORT, d.unit.id)]
    if not own:
        return [Say(case.chat, answers.not_yours(), case.known.id)]
    opened: list[tuple[Plan, Standing]] = []
    for plan, duty in own:
        told = report.stands(tx, case, plan, duty)
        if told.done:
            continue
        if told.state is State.WAITING and not told.received:
            told = report.note(tx, case, plan, duty, Answer.RECEIVED)
        opened.append((plan, told))
    if not opened:
        return [Say(case.chat, answers.nothing_to_receive(case.desk.plans.first), case.known.id)]
    plan = opened[0][0]
    thanks = answers.recorded_received(plan, [told for _, told in opened])
    below = report.shown(tx, case, plan, found.message_id if found else None, case.chat)
    return [*below, Say(case.chat, thanks, case.known.id)]


def by_words(tx: Tx, case: Case, words: str, message_id: str | None) -> list[Response]:
    """The same for a receipt that was typed; nothing where no duty waits for one.

    A bare “ok” is of what was said last: of a list only where nothing came after it; and so are
    thanks or a promise behind what was decided: “vâng, em cảm ơn lãnh đạo”.
    """
    found = _listed(tx, case, message_id)
    if message_id is None and found is not None and not acknowledges(words):
        found = found if is_of_a_list(tx, case) else None
    standings = [
        report.stands(tx, case, plan, duty)
        for _, plan, duty in (report.listed_in(case, found) if found else ())
        if access.may(case.known, Wish.REPORT, duty.unit.id)
    ]
    waits = any(told.state is State.WAITING and not told.received for told in standings)
    return by_button(tx, case, message_id) if waits else []


def is_of_a_list(tx: Tx, case: Case) -> bool:
    """Whether the last message in a chat listed duties, so that “vâng” is of it."""
    found = deliveries.latest_list(tx, case.chat)
    return found is not None and found.id == deliveries.newest(tx, case.chat)


def is_of_else(tx: Tx, case: Case) -> bool:
    """Whether something that lists no duties came last, a decision say, and “vâng” is of that."""
    return deliveries.newest(tx, case.chat) is not None and not is_of_a_list(tx, case)


def _listed(tx: Tx, case: Case, message_id: str | None) -> Delivered | None:
    """The message that a receipt is about: the newest list where it is not said which."""
    if message_id is not None:
        return deliveries.find(tx, case.chat, message_id)
    return deliveries.latest_list(tx, case.chat)
