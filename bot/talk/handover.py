"""“Không phải việc của phòng tôi”: passed on to the office with the words, and no state changes."""

from collections.abc import Sequence
from hashlib import blake2s

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.messages import Said, clipped, one_line
from bot.reaching import notices
from bot.responses import Response, Say
from bot.store import audit
from bot.store.memory import Tx
from bot.talk import duties, written
from bot.talk.duties import Task
from bot.understand import Handover, exchange, read_handover, understand
from bot.wording import handing as words

LONGEST = 500
"""Characters of what was said that the office is shown."""


def spoken(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """Answer a text that hands work on; None if it hands on nothing.

    What else the text reports is recorded as ever.
    """
    if case.chat.is_group or said.edited or not access.may(case.known, Wish.HAND_ON):
        return None
    tasks, quoted = duties.known(tx, case, said)
    uttered = duties.utterance(
        case, said.text, tasks, quoted, last=duties.last_said(tasks, case.now)
    )
    told = read_handover(uttered)
    if told is None or exchange(said.text):
        return None
    handed = [task for task in tasks if task.n in told.tasks]
    found: list[Response] = [_passed_on(tx, case, said, told, handed, tasks)]
    beside = {n for n, _ in understand(uttered).per_task} - set(told.tasks)
    return [*found, *written.written(tx, case, said)] if beside else found


def _passed_on(
    tx: Tx,
    case: Case,
    said: Said,
    told: Handover,
    handed: Sequence[Task],
    tasks: Sequence[Task],
) -> Response:
    plan = handed[0].plan if handed else case.desk.plans.first
    units = sorted({task.duty.unit.id for task in handed} or case.known.units)
    facts = {
        "what": "handed_on",
        "name": case.known.name,
        "units": units,
        "due": [
            [task.duty.unit.id, task.duty.title, task.duty.deadline.day.isoformat()]
            for task in handed
        ],
        "to": told.to,
        "words": clipped(one_line(said.text), LONGEST),
    }
    mark = _mark(case, handed, units, told.to)
    waits = not notices.tell(tx, plan, mark, facts, case.now) and bool(notices.office(tx, case.now))
    who = str(case.known.id)
    named = [list(task.duty.key) for task in handed]
    audit.note(tx, "handed_on", who=who, now=case.now, duties=named, to=told.to)
    shown = [(task.n, task.standing) for task in handed]
    open_ = [task.n for task in tasks]
    message = words.passed_on(plan, shown, told.to, open_, before=waits)
    return Say(case.chat, message, case.known.id)


def _mark(case: Case, handed: Sequence[Task], units: Sequence[str], to: str | None) -> str:
    """What the office is told once: who hands on which duties, of which deadlines, and to whom.

    Where no duty is named, what was meant may be another tomorrow.
    """
    named = sorted("|".join((*task.duty.key, task.duty.deadline.version)) for task in handed)
    about = "\n".join([*(named or (*units, str(case.today))), to or ""])
    digest = blake2s(about.encode(), digest_size=8).hexdigest()
    return f"handed-on-{case.known.id}-{digest}"
