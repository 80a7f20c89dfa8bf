"""“Xong rồi nhé” behind the own report of “done”: said once more, and no news of what is left.

It would close the one duty that happens to be open, though nobody has spoken of that. So what is
recorded is named, and of the other duty it is asked. Once that one was listed, reminded or asked
about in the chat since, “xong” is of it; “xong rồi mà” may hold against that what was reported.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.responses import Response
from bot.store import arrivals, questions
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.talk import duties, mending
from bot.talk.duties import Task
from bot.talk.recording import PATIENCE
from bot.talk.remarks import Remark
from bot.understand import Part, Reading, understand
from bot.understand.dialogue.turns import protests, says_reported, says_the_rest
from bot.wording import mend


def repeated(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """Name what is recorded and ask of the one other duty; nothing where that may be meant."""
    if remark.said.forwarded or not access.may(case.known, Wish.REPORT):
        return []
    insists = says_reported(remark.words)
    if not insists and (len(remark.tasks) != 1 or set(remark.states.values()) != {"done"}):
        return []
    last = mending.last_said(tx, case)
    told = [duties.as_task(tx, case, *spot) for _, spot in last]
    if not told or not all(task.standing.done for task in told):
        return []
    since = max(kept.reply.at for kept, _ in last)
    if insists:
        return [_known(tx, case, told, remark.tasks if len(remark.tasks) == 1 else ())]
    other = remark.tasks[0]
    if remark.quoted is not None or not _is_bare(case, remark.words, [*told, other]):
        return []
    spoken_of = arrivals.numbered_since(tx, case.chat, other.plan.id, other.duty.key, since)
    if spoken_of and not protests(remark.words):
        return []
    facts = {
        "words": remark.words[: duties.LONGEST],
        "task": [other.plan.id, *other.duty.key],
    }
    questions.ask(tx, case.chat, case.known.id, Asks.DONE, facts, now=case.now, patience=PATIENCE)
    return [_known(tx, case, told, [other])]


def beside_files(tx: Tx, case: Case, remark: Remark) -> Remark:
    """The same without what it says once more, so that files with it are not of what is left."""
    once_more = bool(repeated(tx, case, remark))
    return replace(remark, reading=Reading((Part("not_understood"),), ())) if once_more else remark


def _is_bare(case: Case, words: str, known: Sequence[Task]) -> bool:
    """Whether a text names none of these duties, and says nothing of all of them or of the rest."""
    if says_the_rest(words):
        return False
    reading = understand(duties.utterance(case, words, known, last="free"))
    return reading.intent == "done" and not reading.per_task


def _known(tx: Tx, case: Case, told: Sequence[Task], other: Sequence[Task]) -> Response:
    numbered = not case.chat.is_group
    message = mend.said_already(
        told[0].plan,
        [(task.n if numbered else None, task.standing) for task in told],
        [(task.n, task.standing) for task in other],
    )
    return duties.listed(tx, case, other, message)
