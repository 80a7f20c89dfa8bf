"""Which duty does evidence show, as far as its words, a reply, or what came before tell?"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.messages import Address, Said
from bot.store import attachments, deliveries, evidence, questions, replies
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.talk import duties
from bot.talk.duties import Task
from bot.talk.remarks import Remark
from bot.understand import only_presents
from bot.understand import pictured as pictured_in
from schedules.progress import Answer

MOST_WANTED = 20
"""Duties whose evidence may have been asked for at once."""

JUST_NOW = timedelta(hours=2)
"""How long a file or a link without words is taken for the duty that was last reported done."""

OFFERED_FOR = timedelta(days=30)
"""How long evidence can be moved to another duty, or taken back."""

Duty = attachments.Duty


def meant(tx: Tx, case: Case, remark: Remark) -> list[Duty] | None:
    """The duties that evidence shows, as far as words, the reply, or what came before tell."""
    return told(tx, case, remark) or expected(tx, case, remark)


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
    if case.chat.is_group:
        return list(tasks)
    taken = {task.n for task in tasks}
    return [*tasks, *(task for task in duties.finished(tx, case) if task.n not in taken)]


def expected(tx: Tx, case: Case, remark: Remark) -> list[Duty] | None:
    """The duty whose evidence was asked for, that was just reported done, or that alone is open.

    Words that say what is shown, and name none of these, may mean any other; a reply means none
    but the duties of the message that it replies to. What is cited is of what was spoken of last.
    """
    later = None if remark.said.attachments else spoken_of_since(tx, case)
    if later is not None:
        return later or None
    asked = [duty for duty in wanted(tx, case) if is_within_reply(tx, case, remark.said, duty)]
    if asked:
        return asked if len(asked) == 1 else None
    just = duties.just_done(tx, case, case.now - JUST_NOW)
    if just and not is_within_reply(tx, case, remark.said, duty_of(just)):
        just = None
    if just and only_presents(remark.words):
        return [duty_of(just)]
    only = len(remark.tasks) == 1 and just is None
    return [duty_of(remark.tasks[0])] if only else None


def spoken_of_since(tx: Tx, case: Case) -> list[Duty] | None:
    """What was spoken of after the duty whose evidence is waited for, if that is another one.

    The one that was reported done alone; none where evidence would only be guessed to be of it.
    """
    asked = questions.opened(tx, case.chat, case.known.id, case.now, Asks.EVIDENCE, most=1)
    just = duties.just_done(tx, case, case.now - JUST_NOW)
    reply = just.standing.reply if just else None
    own = wanted(tx, case) or ([duty_of(just)] if just else [])
    since = asked[0].asked_at if asked else reply.at if reply else None
    if since is None:
        return None
    last = [
        kept for id_ in replies.last_said_by(tx, case.known.id) if (kept := replies.get(tx, id_))
    ]
    told = [kept for kept in last if kept.reply.at > since]
    told = [kept for kept in told if kept.reply.answer is not Answer.RECEIVED]
    spoken = {(kept.plan, *kept.key): kept.reply.answer is Answer.DONE for kept in told}
    doubted = questions.opened(tx, case.chat, case.known.id, case.now, Asks.DONE, most=1)
    for each in doubted:
        if each.asked_at > max([since, *(kept.reply.at for kept in told)]):
            spoken = {triple(each.facts["task"]): False}
    if not spoken or not spoken.keys().isdisjoint(own):
        return None
    return list(spoken) if len(spoken) == 1 and all(spoken.values()) else []


def is_within_reply(tx: Tx, case: Case, said: Said, duty: Duty) -> bool:
    """Whether a duty is one of those that are replied to; any is where no list is replied to."""
    replied = duties.replied_to(tx, case, said)
    return replied is None or duty in [(item.plan, *item.duty) for item in replied.items]


def wanted(tx: Tx, case: Case) -> list[Duty]:
    """The duties whose evidence was asked for last: of several asked for at once, what lacks it."""
    asked = questions.opened(
        tx, case.chat, case.known.id, case.now, Asks.EVIDENCE, most=MOST_WANTED
    )
    last = [triple(q.facts["duty"]) for q in reversed(asked) if q.asked_at == asked[0].asked_at]
    lacking = [(p, a, u) for p, a, u in last if not evidence.of_duty(tx, p, (a, u))]
    return lacking or last[:1]


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
