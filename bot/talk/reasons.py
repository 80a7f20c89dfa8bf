"""Why a duty is not done, typed where that was asked.

A document's number is kept as evidence and the reason asked again; what says nothing is no reason.
"""

from collections.abc import Sequence

from bot.case import Case
from bot.choices.menus import number
from bot.duties import report
from bot.messages import Said
from bot.responses import Response
from bot.store import questions, replies
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.store.replies import Kept
from bot.talk import (
    duties,
    filing,
    lacking,
    reasking,
    recording,
    snoozing,
    whose,
)
from bot.talk.duties import Task
from bot.understand import Reading, understand
from bot.understand.dialogue.exchanges import only_names, rather
from bot.understand.dialogue.no_reason import is_only_an_end, is_vague, only_cites, says_nothing
from bot.understand.evidence.citing import only_presents, references, rests_on


def typed(
    tx: Tx, case: Case, asked: Question, words: str, tasks: Sequence[Task]
) -> list[Response] | None:
    """Why a duty is not done, in words; None if a text says something else."""
    kept = replies.get(tx, asked.facts["reply"])
    if kept is None or not words.strip() or number(words) is not None or rather(words):
        return None
    later = snoozing.wished(case, words)
    if duties.of_another(tx, case, words, tasks) or (
        later and not any(part.reason for part in later.parts)
    ):
        return None
    handed_over = references(words) and only_presents(words) and not rests_on(words)
    if handed_over or only_cites(words):
        return _shown_instead(tx, case, kept, words, tasks)
    n = next((t.n for t in tasks if (t.plan.id, t.duty.key) == (kept.plan, kept.key)), None)
    if only_names(words) == {n}:
        return reasking.why(case, kept)
    reading = understand(duties.utterance(case, words, tasks, n, last="ask_reason"))
    if n is not None and (_is_percent(reading) or _is_day(case, reading, words)):
        told = Reading(reading.parts, ((n, "in_progress"),))
        return recording.reported(tx, case, words, told, tasks)
    if not (duties.explains(words, reading, n) or lacking.is_why(case, words, tasks, n)):
        return None
    if is_vague(words) and not asked.facts.get("vague"):
        questions.amend(tx, asked.id, {**asked.facts, "vague": True})
        return reasking.why(case, kept)  # taken where it is said once more
    if n is not None and n in duties.figures(words):
        return _restated(tx, case, kept, words, n, tasks)
    return report.give_reason(tx, case, kept, words.strip())


def _is_percent(reading: Reading) -> bool:
    """Whether a text says only how far a duty is: “80%”."""
    part = reading.parts[0]
    far = part.percent is not None and part.percent < 100
    return len(reading.parts) == 1 and part.intent == "in_progress" and far and not part.reason


def _is_day(case: Case, reading: Reading, words: str) -> bool:
    """Whether a text says only by when a duty will be done, and not why: “xong trước thứ 3”."""
    part, today = reading.parts[0], case.said_at.astimezone(case.desk.plans.first.zone).date()
    dated = part.new_date is not None and part.new_date >= today
    only = len(reading.parts) == 1 and part.intent == "in_progress" and not part.reason
    return dated and only and is_only_an_end(words, today)


def _shown_instead(
    tx: Tx, case: Case, kept: Kept, words: str, tasks: Sequence[Task]
) -> list[Response] | None:
    """A document's number or a link where it is asked why: kept as what it is, and asked again.

    With what was reported done with it, if that is so. Nothing where evidence is waited for, too.
    """
    if questions.opened(tx, case.chat, case.known.id, case.now, Asks.EVIDENCE):
        return None
    said = case.incoming.content
    done = whose.expected(tx, case, said, tasks) if isinstance(said, Said) else None
    cited = filing.cite(tx, case, done or [(kept.plan, *kept.key)], words)
    return [*cited, *reasking.why(case, kept)]


def _restated(
    tx: Tx, case: Case, kept: Kept, words: str, n: int, tasks: Sequence[Task]
) -> list[Response] | None:
    """“1 chưa xong vì chờ ký”, where the reason was asked for: what is behind the report of it.

    Without a reason it is the report again, and not one.
    """
    again = understand(duties.utterance(case, words, tasks, last="reminder"))
    if dict(again.per_task) != {n: "not_done"}:
        return report.give_reason(tx, case, kept, words.strip())
    reason = again.parts[0].reason
    if not reason or says_nothing(reason):
        return reasking.why(case, kept) if reason else None
    return report.give_reason(tx, case, kept, reason, words)
