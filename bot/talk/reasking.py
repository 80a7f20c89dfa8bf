"""A reason or a day was asked for last, and a text says nothing that could be it: asked again.

News, commands and questions about the work are answered as they are anywhere else.
"""

from collections.abc import Sequence

from bot.case import Case
from bot.duties import report
from bot.responses import Response, Say
from bot.store import questions, replies
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.store.replies import Kept
from bot.talk import closed, duties, lacking, mending, snoozing
from bot.talk.remarks import Remark
from bot.understand.dialogue.no_reason import is_no_reason, puts_off
from bot.understand.dialogue.reminding import nagged
from bot.understand.dialogue.turns import withdraws
from bot.understand.dialogue.wishes import retracts
from bot.understand.evidence.citing import references
from bot.understand.leaders.questions import topic
from bot.wording import heard

_NEWS = ("not_done", "in_progress")
_TALK = ("ack_only", "question_status", "help")


def again(tx: Tx, case: Case, asked: Sequence[Question], remark: Remark) -> list[Response]:
    """Ask once more for what was asked for last; nothing if a text is of something else.

    In a group only of who speaks to the bot.
    """
    if not asked or (case.chat.is_group and not _to_us(remark)):
        return []
    last, words = asked[0], remark.words
    if duties.of_another(tx, case, words, remark.tasks) or not _is_idle(case, last, remark):
        return []
    if closed.needless(tx, case, remark):
        return []
    if last.kind is Asks.REASON:
        return _why(tx, case, last, words)
    if last.kind is Asks.TERM:
        return lacking.asked_again(tx, case, last, words)
    return []


def kind(case: Case, asked: Sequence[Question]) -> str | None:
    """What kind of question is open: asked lately of one duty, of which “chưa có gì” then is."""
    if not asked:
        return None
    of_one = asked[0].kind in (Asks.REASON, Asks.TERM)
    return "ask_of_one" if of_one and case.now - asked[0].asked_at <= mending.LATELY else "free"


def _to_us(remark: Remark) -> bool:
    return remark.said.addressed or remark.said.reply_to is not None


def _is_idle(case: Case, asked: Question, remark: Remark) -> bool:
    """Whether a text is no news, no order and no question about the work."""
    words, reading = remark.words, remark.reading
    if remark.states or nagged(words) or references(words) or snoozing.wished(case, words):
        return False
    if {task.n for task in duties.named(case, words, remark.tasks)} & duties.figures(words):
        return False
    if puts_off(words) or retracts(words) or withdraws(words):
        return True
    if reading.intent in _TALK and case.now - asked.asked_at > mending.LATELY:
        return False  # by then it is of what was said since
    match reading.intent:
        case "ack_only" | "help" | "not_understood":
            return True
        case "question_status":
            about, query = topic(words), reading.query
            lost = about is None and query is not None and query.kind == "help"
            return lost or about == "other"
    return reading.intent in _NEWS and is_no_reason(words)


def _why(tx: Tx, case: Case, asked: Question, words: str) -> list[Response]:
    kept = replies.get(tx, asked.facts["reply"])
    found = report.reportable(case, kept)
    if kept is None or found is None:
        return []
    if retracts(words):
        questions.answered(tx, asked.id, case.now)
        return []
    if puts_off(words):
        return [Say(case.chat, heard.why_whenever(found[1].title), case.known.id)]
    return why(case, kept)


def why(case: Case, kept: Kept) -> list[Response]:
    """Ask once more, by examples, why a duty is not done."""
    found = report.reportable(case, kept)
    if found is None:
        return []
    return [Say(case.chat, heard.why_then(found[1].title, kept.reply.id), case.known.id)]
