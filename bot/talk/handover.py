"""“Không phải việc của phòng tôi”: passed on to the office with the words, and no state changes.

Of a duty the office is told once, whoever of the unit says it, and again where it is said whose
the work is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2s
from typing import Any

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.choices.menus import number
from bot.messages import Said, clipped, one_line
from bot.reaching import notices
from bot.responses import Response, Say
from bot.store import arrivals, audit, heard, questions
from bot.store.memory import Tx
from bot.talk import duties, written
from bot.talk.duties import Task
from bot.understand import Utterance, understand
from bot.understand.dialogue.exchanges import exchange, only_names
from bot.understand.dialogue.handovers import Handover, read_handover
from bot.understand.dialogue.recanting import misreported
from bot.understand.evidence.citing import only_looks, opens_with_evidence
from bot.understand.evidence.refiling import refiling
from bot.wording import handing as words
from schedules.plan import Plan

JUST_NOW = timedelta(minutes=30)
"""So long after a text that hands work on a number alone, or “việc này”, is of that."""

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
    last = _said_last(tx, case)
    if told is None and last is not None:
        return _named_since(tx, case, said, last, tasks)
    if told is None or exchange(said.text) or misreported(said.text):
        return None
    if said.attachments or opens_with_evidence(said.text) or only_looks(said.text):
        return None
    if _is_of_evidence(tx, case, said, tasks):
        return None
    handed = [task for task in tasks if task.n in told.tasks]
    if not told.tasks and last is not None:  # “việc này của phòng QLCN chứ”
        handed = [task for task in tasks if _duty(task) in last["duties"]]
    done = _done(tx, case, said, tasks) if not handed else []
    missing = [] if handed or done else _missing(said, uttered, tasks)
    about = _About(handed or done, tasks, missing)
    found: list[Response] = [_passed_on(tx, case, said, told, about)]
    beside = {n for n, _ in understand(uttered).per_task} - set(told.tasks)
    return [*found, *written.written(tx, case, said)] if beside else found


def _said_last(tx: Tx, case: Case) -> Mapping[str, Any] | None:
    """What this person has handed on, where that was said last and not long ago."""
    told = [each for plan in case.desk.plans.all() for each in notices.told(tx, plan.plan, _MARK)]
    own = [(at, facts) for at, facts in told if facts["person"] == case.known.id]
    if not own:
        return None
    at, facts = max(own, key=lambda each: (each[0], each[1].get("inbox", 0)))
    asked = questions.opened(tx, case.chat, case.known.id, case.now, most=1)
    later = any(each.asked_at > at for each in asked) or arrivals.listed_since(tx, case.chat, at)
    since = heard.words_since(tx, case.chat, facts.get("inbox", 0), before=case.inbox, most=1)
    later = later or bool(since)
    return None if later or at < case.now - JUST_NOW else facts


def _named_since(
    tx: Tx, case: Case, said: Said, last: Mapping[str, Any], tasks: Sequence[Task]
) -> list[Response] | None:
    """“Việc 2”, where it was asked which duty is said not to be one's own."""
    named = only_names(said.text) or {number(said.text)}
    handed = [task for task in tasks if task.n in named]
    if not handed or last["duties"] or said.attachments or said.forwarded:
        return None
    told = Handover(tuple(task.n for task in handed), last["to"], last["owner"])
    both = replace(said, text=f"{last['words']} / {said.text}")
    return [_passed_on(tx, case, both, told, _About(handed, tasks, []))]


def _is_of_evidence(tx: Tx, case: Case, said: Said, tasks: Sequence[Task]) -> bool:
    """Whether a text says that evidence is of another of the own duties, or not of this one."""
    wish = refiling(said.text, case.today)
    if wish is None or not wish.duty:
        return wish is not None
    return bool(duties.named(case, wish.duty, [*tasks, *duties.finished(tx, case)]))


@dataclass(frozen=True, slots=True)
class _About:
    """The duties handed on, of those that are `open`; `missing` are numbers that no duty bears."""

    handed: Sequence[Task]
    open: Sequence[Task]
    missing: Sequence[int]


def _done(tx: Tx, case: Case, said: Said, tasks: Sequence[Task]) -> list[Task]:
    """The done duties that a text hands on, by numbers under which they are known still."""
    finished = duties.finished(tx, case)
    wider = duties.utterance(case, said.text, [*tasks, *finished], last="free")
    told = read_handover(wider) if finished else None
    return [task for task in finished if told is not None and task.n in told.tasks]


def _missing(said: Said, uttered: Utterance, tasks: Sequence[Task]) -> list[int]:
    """The numbers that a text hands on and that no duty bears."""
    imagined = duties.made_up(said.text, tasks)
    told = read_handover(replace(uttered, open_tasks=(*uttered.open_tasks, *imagined)))
    return sorted({task.n for task in imagined} & set(told.tasks if told else ()))


def _passed_on(tx: Tx, case: Case, said: Said, told: Handover, about: _About) -> Response:
    """Tell the office what it does not know yet; say since when it knows where that is all."""
    handed = about.handed
    plan = handed[0].plan if handed else case.desk.plans.first
    units = sorted({task.duty.unit.id for task in handed} or case.known.units)
    shown = [(task.n, task.standing) for task in handed]
    before = [(at, facts) for at, facts in notices.told(tx, plan, _MARK) if _says(facts, told)]
    new = [task for task in handed if not any(_duty(task) in f["duties"] for _, f in before)]
    today = [(at, f) for at, f in before if _is_of_today(case, plan, at, f, units)]
    since = None if new else _since(handed, before) if handed else next(iter(today), None)
    if since is not None:
        at, facts = since
        by = None if facts["person"] == case.known.id else facts["name"]
        return Say(case.chat, words.known_already(plan, shown, at, by), case.known.id)
    facts = {
        "what": "handed_on",
        "name": case.known.name,
        "person": case.known.id,
        "inbox": case.inbox,
        "units": units,
        "due": [
            [
                task.duty.unit.id,
                task.duty.title,
                task.duty.deadline.day.isoformat(),
                task.standing.done,
            ]
            for task in new
        ],
        "missing": list(about.missing),
        "duties": [_duty(task) for task in new],
        "to": told.to,
        "owner": told.owner,
        "words": clipped(one_line(said.text), LONGEST),
    }
    notices.tell(tx, plan, _mark(facts, case.inbox), facts, case.now)
    named = [list(task.duty.key) for task in new]
    who = str(case.known.id)
    audit.note(tx, "handed_on", who=who, now=case.now, duties=named, to=told.to)
    open_ = [task.n for task in about.open]
    message = words.passed_on(plan, shown, told.to, open_, about.missing)
    return Say(case.chat, message, case.known.id)


_MARK = "handed-on-"


def _mark(facts: Mapping[str, Any], inbox: int) -> str:
    """One for each time that the office is told of something new."""
    about = "\n".join("|".join(duty) for duty in facts["duties"]) or str(inbox)
    digest = blake2s(f"{about}\n{facts['to']}\n{facts['owner']}".encode(), digest_size=8)
    return f"{_MARK}{digest.hexdigest()}"


def _duty(task: Task) -> list[str]:
    """A duty as long as its deadline stands: with another it may be meant anew."""
    return [*task.duty.key, task.duty.deadline.version]


def _says(facts: Mapping[str, Any], told: Handover) -> bool:
    """Whether what the office knows already is all that is said now of whose the work is."""
    if told.to is None and told.owner is None:
        return True
    return (facts["to"], facts["owner"]) == (told.to, told.owner)


Known = tuple[datetime, Mapping[str, Any]]


def _since(handed: Sequence[Task], before: Sequence[Known]) -> Known:
    """When the office came to know of all of these duties."""
    firsts = (next(each for each in before if _duty(task) in each[1]["duties"]) for task in handed)
    return max(firsts, key=lambda each: each[0])


def _is_of_today(
    case: Case, plan: Plan, at: datetime, facts: Mapping[str, Any], units: Sequence[str]
) -> bool:
    """Whether it was said without naming a duty; what was meant may be another tomorrow."""
    day = at.astimezone(plan.zone).date()
    return not facts["duties"] and facts["units"] == units and day == case.today
