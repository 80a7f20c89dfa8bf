"""Why a duty is not done yet: how a reason is kept, and how long the one given last holds on."""

from datetime import date

from bot.messages import clipped, one_line
from bot.store import replies
from bot.store.memory import Tx
from bot.understand.dialogue.explaining import bare_reason
from bot.understand.dialogue.no_reason import tells_of_an_end
from bot.understand.evidence.citing import unlinked
from schedules.plan import Plan
from schedules.progress import Answer, Standing, in_force

LONGEST_REASON = 1_000
"""Characters of a reason that are kept as one; the whole text stands beside it untouched."""

_UNFINISHED = (Answer.NOT_DONE, Answer.IN_PROGRESS)


def clean(words: str) -> str:
    """A reason as it is kept: one clean line without what leads it in, cut if it is too long."""
    return clipped(bare_reason(unlinked(one_line(words))), LONGEST_REASON)


def still(
    before: Standing, answer: Answer, words: str | None, today: date, *, dated: bool = False
) -> str | None:
    """The reason that an answer without one keeps; None where nothing goes on.

    Words keep it where they say the same of the duty again, or are `dated` by a day to come, and
    tell of nothing that is finished: “mai xong” behind “chờ tham luận” says until when, and “phụ
    lục cũng xong rồi” ends “còn thiếu phụ lục”. What leadership sends a result back for is no
    reason of the unit's.
    """
    reply = before.reply
    if reply is None or before.returned or not {reply.answer, answer} <= {*_UNFINISHED}:
        return None
    goes_on = dated or answer is reply.answer
    same = words is None or (goes_on and not tells_of_an_end(words, today))
    return reply.reason if same else None


def held_on(tx: Tx, plan: Plan, told: Standing) -> bool:
    """Whether the answer in force has its reason only from the one before it."""
    said = [r for r in in_force(replies.of_assignment(tx, plan, told.assignment)) if r.answer]
    kept = replies.get(tx, said[-1].id)
    again = kept is not None and (said[-1].reason or "") in one_line(kept.words or "")
    return not again and any(r.reason == said[-1].reason for r in said[-2:-1])
