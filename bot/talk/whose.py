"""Which duty does evidence show, as far as its words, a reply, or what came before tell?"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.duties.report import PROOF_PATIENCE
from bot.messages import Address, Medium, Said
from bot.store import (
    arrivals,
    attachments,
    boards,
    deliveries,
    evidence,
    heard,
    numbers,
    questions,
    replies,
)
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.store.replies import Kept
from bot.talk import duties
from bot.talk.duties import Task
from bot.talk.remarks import Remark
from bot.understand import understand
from bot.understand.evidence.citing import comes_later, only_presents, references
from bot.understand.evidence.citing import pictured as pictured_in
from bot.understand.evidence.replacing import hands_over_right
from schedules.plan import Evidence

MOST_READ = 20
"""Texts since a report that are read for whether they speak of something else; the newest."""

JUST_NOW = timedelta(hours=2)
"""How long what no evidence was asked for is still meant by a file or a link without words."""

FOLLOWED_WITHIN = timedelta(minutes=5)
"""So long after evidence without words a text says of whom or of which duty it is."""

OFFERED_FOR = timedelta(days=30)
"""How long evidence can be moved to another duty, or taken back."""

Duty = attachments.Duty


def meant(tx: Tx, case: Case, remark: Remark) -> list[Duty] | None:
    """The duties that evidence shows, as far as words, the reply, or what came before tell."""
    return told(tx, case, remark) or expected(tx, case, remark.said, remark.tasks)


def told(tx: Tx, case: Case, remark: Remark) -> list[Duty] | None:
    """The duties that evidence shows, as far as its words or the reply tell."""
    said, tasks = remark.said, remark.tasks
    found = pictured(tx, case, remark)
    if found:
        return [duty_of(task) for task in found]
    found = [task for task in tasks if task.n in remark.states or task.n == remark.quoted]
    found = found or named(tx, case, said.text, tasks)
    if found:
        return [duty_of(task) for task in found]
    replied = deliveries.find(tx, case.chat, said.reply_to) if said.reply_to else None
    if replied is not None and len(replied.items) == 1:
        item = replied.items[0]
        mine = access.may(case.known, Wish.REPORT, item.duty[1])
        return [(item.plan, *item.duty)] if mine else None
    return None


def pictured(tx: Tx, case: Case, remark: Remark) -> list[Task]:
    """The duties whose numbers stand behind what evidence is called, if all of them are known."""
    numbers = pictured_in(remark.words)
    if not numbers:
        return []
    found = [task for task in known(tx, case, remark.tasks) if task.n in numbers]
    return found if len(found) == len(numbers) else []


def named(tx: Tx, case: Case, words: str, tasks: Sequence[Task]) -> list[Task]:
    """The duties, open or done, that words beside evidence name: “link bài” names no title."""
    return [] if only_presents(words) else duties.named(case, words, known(tx, case, tasks))


def known(tx: Tx, case: Case, tasks: Sequence[Task]) -> list[Task]:
    """These duties and the done ones that the person still knows by other numbers."""
    taken = {task.n for task in tasks}
    return [*tasks, *(task for task in duties.finished_here(tx, case) if task.n not in taken)]


def choices(tx: Tx, case: Case, tasks: Sequence[Task]) -> list[Task]:
    """What evidence may be asked to be of: what is known, and done duties that want theirs still.

    Whatever of these a colleague has reported gets a number here, by which it is known from now on.
    """
    found = known(tx, case, tasks)
    have = {(task.plan.id, task.duty.key) for task in found}
    others = [duty for duty in _wanting(tx, case) if duty not in have]
    if case.chat.is_group or not others:
        return found
    given = {**numbers.done(tx, case.known.id), **numbers.opened(tx, case.known.id)}
    free = 1 + max([*given.values(), *(task.n for task in found)], default=0)
    numbered = {duty: n for n, duty in enumerate(others, free)}
    numbers.keep(tx, case.known.id, numbered, case.now)
    for duty in others:
        numbers.release(tx, duty, case.now)
    return [*found, *duties.numbered(tx, case, numbered, finished=True)]


def _wanting(tx: Tx, case: Case) -> list[numbers.Duty]:
    """The done duties of this person's units that lack the evidence which the plan wants."""
    return [
        (each.plan.id, standing.assignment.key)
        for each in case.desk.plans.all()
        for standing in boards.read(tx, each.plan, case.now).standings
        if standing.lacks_evidence and standing.assignment.unit.id in case.known.units
    ]


def expected(tx: Tx, case: Case, said: Said, tasks: Sequence[Task]) -> list[Duty] | None:
    """The duty that evidence shows without saying so, where no other can be meant.

    That is the one that was reported done last, while nothing else was spoken of, or the only one
    that is open, while none wants what shows that it is done. The words must fit it, and so must
    what came, if there is a duty that wants just that.
    """
    if said.attachments and (wrong := called_wrong(tx, case, said.text)):
        return list(dict.fromkeys((kept.plan, *kept.key) for kept in wrong))
    known_ = known(tx, case, tasks)
    last = reported_last(tx, case, known_)
    last = [task for task in last if is_within_reply(tx, case, said, duty_of(task))]
    just = duties.just_done(tx, case, case.now - JUST_NOW)
    meant = last or ([] if just or _wanting(tx, case) else list(tasks))
    if len(meant) != 1:
        return None
    others = [task for task in known_ if task.n != meant[0].n]
    if others and not _fits(case, said.text, meant[0]):
        return None
    return None if _is_rather_of(tx, said, meant[0], others) else [duty_of(meant[0])]


def called_wrong(tx: Tx, case: Case, words: str) -> list[evidence.Kept]:
    """The evidence that was called wrong right before something else comes, in its place.

    It was asked last of which duty it is, and the words beside what comes name none.
    """
    asked = questions.opened(tx, case.chat, case.known.id, case.now, most=1)
    if not asked or not asked[0].facts.get("moves"):
        return []
    if not (only_presents(words) or hands_over_right(words)):
        return []
    at = asked[0].asked_at
    if heard.since(tx, case.chat, at, before=case.inbox) or arrivals.listed_since(
        tx, case.chat, at
    ):
        return []
    found = evidence.get(tx, asked[0].facts["moves"])
    return [kept for kept in found if access.may(case.known, Wish.REPORT, kept.key[1])]


def reported_last(tx: Tx, case: Case, known_: Sequence[Task]) -> list[Task]:
    """What this person reported done last, and nothing else was spoken of since.

    Of several reported at once what lacks its evidence, or else what wants any.
    """
    last = _said_last(tx, case)
    reported = _before_the_reason(tx, case, last)
    done = [
        task
        for task in known_
        if task.standing.done and task.standing.reply and task.standing.reply.id in reported
    ]
    lacking = [task for task in done if _lacks(tx, task)]
    meant = lacking or [task for task in done if _wants(task) is not Evidence.NONE] or done
    patience = JUST_NOW if meant == done and not lacking else PROOF_PATIENCE
    young = all(kept.reply.at >= case.now - patience for kept in last.values())
    if not meant or not young or _went_on(tx, case, list(last.values())[-1], done, known_):
        return []
    return meant


def _said_last(tx: Tx, case: Case, *, before: int | None = None) -> dict[int, Kept]:
    ids = replies.last_said_by(tx, case.known.id, before=before)
    return {id_: kept for id_ in ids if (kept := replies.get(tx, id_))}


def _before_the_reason(tx: Tx, case: Case, last: dict[int, Kept]) -> dict[int, Kept]:
    """“1 xong, 2 chưa”, where the last message only gave the reason that was asked for."""
    given = [kept for kept in last.values() if kept.reply.reason and kept.inbox is not None]
    if len(last) != 1 or not given:
        return last
    before = _said_last(tx, case, before=given[0].inbox)
    asked = any(
        (kept.plan, kept.key) == (given[0].plan, given[0].key)
        and kept.reply.answer is given[0].reply.answer
        and not kept.reply.reason
        for kept in before.values()
    )
    return before if asked else last


def _went_on(
    tx: Tx, case: Case, report: Kept, done: Sequence[Task], known_: Sequence[Task]
) -> bool:
    """Whether something else was spoken of, listed of our own accord, or sent since a report."""
    at, own = report.reply.at, {duty_of(task) for task in done}
    sent = attachments.lately(tx, case.chat, case.known.id, at)
    if any(
        file.inbox > (report.inbox or 0) and not own.issuperset(file.duties or [None])
        for file in sent
    ):
        return True
    said = heard.words_since(tx, case.chat, report.inbox or 0, before=case.inbox, most=MOST_READ)
    return arrivals.listed_since(tx, case.chat, at) or any(
        _is_of_else(case, words, done, known_) for words in said
    )


def _is_of_else(case: Case, words: str, done: Sequence[Task], known_: Sequence[Task]) -> bool:
    """Whether a text names another duty than these, or has news, a wish or a question of any."""
    own = {task.n for task in done}
    if comes_later(words):
        return False
    if not duties.figures(words) <= own or not own.issuperset(
        task.n for task in duties.named(case, words, known_)
    ):
        return True
    read = understand(duties.utterance(case, words, known_, last="free"))
    return read.intent not in ("done", "ack_only", "not_understood") or "?" in words


def _fits(case: Case, words: str, task: Task) -> bool:
    """Whether words beside evidence only hand it over, or have words of the duty's title."""
    if only_presents(words) or duties.named(case, words, [task]):
        return True
    return only_presents(words, numbered=True) and duties.figures(words) <= {task.n}


def _is_rather_of(tx: Tx, said: Said, task: Task, others: Sequence[Task]) -> bool:
    """Whether what came is not what a duty wants, and just what another one lacks.

    That is a done one, or any where this one wants something else.
    """
    wants = _wants(task)
    came = {_SHOWN_BY[each.kind] for each in said.attachments if each.kind in _SHOWN_BY}
    came |= {Evidence(each.kind) for each in references(said.text)}
    return wants not in came and any(
        _wants(other) in came
        and _lacks(tx, other)
        and (other.standing.done or wants is not Evidence.NONE)
        for other in others
    )


_SHOWN_BY = {
    Medium.PHOTO: Evidence.PHOTO,
    Medium.VIDEO: Evidence.PHOTO,
    Medium.FILE: Evidence.DOCUMENT,
}


def _wants(task: Task) -> Evidence:
    return task.duty.activity.evidence


def _lacks(tx: Tx, task: Task) -> bool:
    """Whether nothing of what a duty wants has come."""
    return _wants(task) is not Evidence.NONE and not evidence.of_duty(
        tx, task.plan.id, task.duty.key
    )


def is_within_reply(tx: Tx, case: Case, said: Said, duty: Duty) -> bool:
    """Whether a duty is one of those that are replied to; any is where no list is replied to."""
    replied = duties.replied_to(tx, case, said)
    return replied is None or duty in [(item.plan, *item.duty) for item in replied.items]


def offer(tx: Tx, chat: Address, person: int, ids: Sequence[int], now: datetime) -> int | None:
    """Let evidence just put away be moved or taken back; gives the question's id, if any is new."""
    if not ids:
        return None
    facts = {"evidence": list(ids)}
    return questions.ask(tx, chat, person, Asks.EXHIBITS, facts, now=now, patience=OFFERED_FOR)


def duty_of(task: Task) -> Duty:
    return (task.plan.id, *task.duty.key)


def triple(listed: Sequence[str]) -> Duty:
    plan, activity, unit = listed
    return plan, activity, unit
