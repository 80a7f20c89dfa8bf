"""What those write who see the board: questions, decisions, orders, and what is off the subject.

It records nothing of a duty.
"""

from bot import access, approval
from bot.access import Wish
from bot.board import overview
from bot.case import Case
from bot.choices.menus import number
from bot.duties import needless
from bot.responses import Response, Say
from bot.store.memory import Tx
from bot.talk import following, no_decision
from bot.talk.remarks import Remark
from bot.understand.dialogue.turns import agrees, received
from bot.understand.leaders.orders import changes_the_plan
from bot.understand.leaders.questions import topic
from bot.understand.leaders.results import result_judged
from bot.understand.leaders.verdicts import judges
from bot.wording import heard, opinions


def answered(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """What is said to such a text; nothing where it is none."""
    words, reading = remark.words, remark.reading
    plan, query = case.desk.plans.first, reading.query
    about = topic(words)
    leads = access.may(case.known, Wish.BOARD) and not case.chat.is_group
    if leads and (found := _to_leadership(tx, case, remark)):
        return found
    nods = reading.intent == "ack_only" and (received(words) or agrees(words))
    may_approve = judges(words) or (nods and not remark.tasks)
    if may_approve and (unapproved := approval.typed(tx, case)):
        return unapproved
    if result_judged(words) and (results := overview.awaiting(tx, case)):
        return results  # which of them is meant is for a person to choose
    if not remark.tasks and (idle := no_decision.nothing_waits(case, words)):
        return idle
    if number(words) is not None and not access.may(case.known, Wish.REPORT):
        return [Say(case.chat, heard.nothing_numbered(words), case.known.id)]
    lost = about is None and query is not None and query.kind == "help"
    if (lost or nods) and (waiting := no_decision.unclear(tx, case, words)):
        return waiting
    if lost or about == "other":
        return [Say(case.chat, heard.out_of_scope(plan, leads=leads), case.known.id)]
    return []


def _to_leadership(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """What is said to an order, or to a question that the board answers."""
    words, query = remark.words, remark.reading.query
    decides = no_decision.refuses(case, words) or no_decision.is_on_several(case, words)
    if not remark.tasks and decides:
        return [Say(case.chat, opinions.nothing_waits(), case.known.id)]
    if not remark.tasks and (waiting := no_decision.rather_unclear(tx, case, words)):
        return waiting
    if not remark.tasks and changes_the_plan(words):
        waiting = following.wishes(tx, case) if needless.pending(tx, case) else []
        message = heard.not_by_text(case.desk.plans.first, waiting=bool(waiting))
        return [Say(case.chat, message, case.known.id), *waiting]
    if query is not None and query.kind != "help":
        return following.answered(tx, case, query, words)
    return []
