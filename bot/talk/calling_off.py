"""“Việc 3 hủy rồi theo ý kiến chỉ đạo”: passed on to the office with the words; no state changes.

So goes “hoãn sang 20/5 theo chỉ đạo”. The plan is the office's to change. Of a duty it is told
once, whoever of the unit says it.
"""

from collections.abc import Sequence
from hashlib import blake2s

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.messages import Said, clipped, one_line
from bot.reaching import notices
from bot.responses import Response, Say
from bot.store import audit, questions
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.talk import duties, written
from bot.talk.duties import Task
from bot.understand import understand
from bot.understand.dialogue.cancelling import cancelled, paused, put_off
from bot.wording import handing as words
from schedules.plan import Plan

LONGEST = 500
"""Characters of what was said that the office is shown."""

_MARK, _PUT_OFF = "called-off-", "put-off-"


def spoken(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """Answer a text that says of duties that they are called off; None if it says that of none.

    Where it is asked why a duty is not done, or until when more time is wished for, it is why.
    What else the text reports is recorded as ever.
    """
    if case.chat.is_group or said.edited or said.attachments or said.forwarded:
        return None
    if not access.may(case.known, Wish.HAND_ON):
        return None
    tasks, quoted = duties.known(tx, case, said)
    taken = {task.n for task in tasks}
    known = [*tasks, *(task for task in duties.finished(tx, case) if task.n not in taken)]
    uttered = duties.utterance(case, said.text, known, quoted, last="free")
    numbers = cancelled(uttered)
    meant = [task for task in known if task.n in numbers]
    if not meant or questions.opened(
        tx, case.chat, case.known.id, case.now, Asks.REASON, Asks.TERM, most=1
    ):
        return None
    beside = written.written(tx, case, said) if understand(uttered).per_task else []
    return [_passed_on(tx, case, said, meant), *beside]


def _passed_on(tx: Tx, case: Case, said: Said, meant: Sequence[Task]) -> Response:
    """Tell the office of what it does not know yet; say since when it knows where that is all."""
    plan = meant[0].plan
    shown = [(task.n, task.standing) for task in meant]
    late = put_off(said.text)
    before = list(notices.told(tx, plan, _PUT_OFF if late else _MARK))
    new = [task for task in meant if not any(_duty(task) in f["duties"] for _, f in before)]
    if not new:
        at, facts = next(each for each in before if _duty(meant[0]) in each[1]["duties"])
        by = None if facts["person"] == case.known.id else facts["name"]
        return Say(case.chat, words.known_already(plan, shown, at, by), case.known.id)
    _tell(tx, case, plan, said, new)
    message = words.calling_off_passed_on(plan, shown, heard=bool(notices.office(tx, case.now)))
    if late:
        message = words.putting_off(message, paused=paused(said.text))
    return Say(case.chat, message, case.known.id)


def _tell(tx: Tx, case: Case, plan: Plan, said: Said, new: Sequence[Task]) -> None:
    facts = {
        "what": "put_off" if put_off(said.text) else "called_off",
        "paused": paused(said.text),
        "name": case.known.name,
        "person": case.known.id,
        "units": sorted({task.duty.unit.id for task in new}),
        "due": [
            [t.duty.unit.id, t.duty.title, t.duty.deadline.day.isoformat(), t.standing.done]
            for t in new
        ],
        "duties": [_duty(task) for task in new],
        "words": clipped(one_line(said.text), LONGEST),
    }
    digest = blake2s(repr(facts["duties"]).encode(), digest_size=8).hexdigest()
    notices.tell(tx, plan, f"{_PUT_OFF if put_off(said.text) else _MARK}{digest}", facts, case.now)
    keys = [list(task.duty.key) for task in new]
    audit.note(tx, "called_off", who=str(case.known.id), now=case.now, duties=keys)


def _duty(task: Task) -> list[str]:
    """A duty as long as its deadline stands: with another it may be called off anew."""
    return [*task.duty.key, task.duty.deadline.version]
