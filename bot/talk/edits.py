"""A message that reads differently now is a correction of what it said before.

Answers that it gave and no longer gives are taken back; the new ones follow. The history stays.
A decision on a wish for more time is undone in words, for others have heard of it.
A change that is not understood changes nothing.
"""

from collections.abc import Sequence

from bot.case import Case
from bot.duties import petitions, reopening, report, undoing
from bot.messages import Said
from bot.responses import Response, Say
from bot.store import extensions, heard, replies
from bot.store.memory import Tx
from bot.store.replies import Kept
from bot.talk import duties, extending, recording
from bot.talk.duties import Task
from bot.understand import understand
from bot.wording import heard as words_of
from schedules.extensions import Request
from schedules.plan import Assignment, Plan

Given = tuple[Kept, Plan, Assignment]


def changed(tx: Tx, case: Case, said: Said, before: heard.Heard) -> list[Response] | None:
    """Correct what a message had recorded; None if it had recorded nothing: it is news then."""
    given = _given(tx, case, before)
    wishes = [
        request
        for inbox in before.inbox
        for request in extensions.said_in(tx, inbox)
        if request.decision is None
    ]
    if not given and not wishes:
        return reopening.edited(tx, case, before.inbox) or None
    if not given and (amended := _other_reason(tx, case, said.text, before, wishes)):
        return [_as_edited(amended)]
    tasks = _tasks(tx, case, given)
    quoted = tasks[0].n if len(given) == 1 else None
    reading = understand(duties.utterance(case, said.text, tasks, quoted, last="reminder"))
    meant = {task.n for task in tasks} & {n for n, _ in reading.per_task}
    if not meant:
        told = [(task.n, task.standing) for task in tasks[: len(given)]]
        return [Say(case.chat, words_of.edit_unclear(told), case.known.id)]
    by_number = {task.n: task.duty.key for task in tasks}
    kept_keys = {by_number[n] for n in meant}
    gone = [each for each in given if each[2].key not in kept_keys]
    for each in gone:
        _take_all_back(tx, case, before, each)
    again = {by_number[n] for n, intent in reading.per_task if intent == "extension_request"}
    let_go: list[Response] = []
    for request in wishes:
        withdrawn = petitions.withdraw(tx, case, request.id)
        let_go += withdrawn if request.key not in again else []
    left = _taken_back(tx, case, gone)
    recorded = recording.reported(tx, case, said.text, reading, tasks)
    return [*left, *let_go, *(_as_edited(each) for each in recorded)]


def _other_reason(
    tx: Tx, case: Case, words: str, before: heard.Heard, wishes: Sequence[Request]
) -> Response | None:
    """What gave the reason of a wish, and no more, gives another one now."""
    keys = [(request.plan, request.key) for request in wishes]
    tasks = duties.by_keys(tx, case, keys)
    if len(tasks) != 1:
        return None
    n = tasks[0].n
    told = understand(duties.utterance(case, before.words, tasks, n, last="reminder"))
    reading = understand(duties.utterance(case, words, tasks, n, last="ask_reason"))
    if told.intent == "extension_request" or not duties.explains(words, reading, n):
        return None
    return extending.passed_on(tx, case, tasks[0], wishes[0].wanted, words.strip(), words)


def _taken_back(tx: Tx, case: Case, gone: list[Given]) -> list[Response]:
    """Say how the duties stand that the message no longer speaks of."""
    left = [duties.as_task(tx, case, plan, duty) for _, plan, duty in gone]
    told = [(task.n, task.standing) for task in left]
    return [Say(case.chat, words_of.edit_took_back(told), case.known.id)] if told else []


def _given(tx: Tx, case: Case, before: heard.Heard) -> list[Given]:
    """The answers of a message that still hold and may be corrected by whoever changed it."""
    found = []
    for inbox in before.inbox:
        for kept in replies.said_in(tx, inbox):
            spot = report.reportable(case, kept)
            if spot is None or kept.person != case.known.id:
                continue
            told = report.stands(tx, case, *spot)
            if told.reply is not None and told.reply.id == kept.reply.id:
                found.append((kept, *spot))
    return found


def _take_all_back(tx: Tx, case: Case, before: heard.Heard, given: Given) -> None:
    """Take back all that a message ever said of a duty, so that no earlier wording comes back."""
    _, plan, duty = given
    said = [kept for inbox in before.inbox for kept in replies.said_in(tx, inbox)]
    for kept in reversed(said):
        if (kept.plan, kept.key, kept.person) == (plan.id, duty.key, case.known.id):
            undoing.take_back(tx, case, plan, duty, kept)


def _tasks(tx: Tx, case: Case, given: list[Given]) -> list[Task]:
    """The duties of the old answers, done or not, and then all open ones."""
    old = [duties.as_task(tx, case, plan, duty) for _, plan, duty in given]
    known = {task.duty.key for task in old}
    return [*old, *(task for task in duties.all_open(tx, case) if task.duty.key not in known)]


def _as_edited(response: Response) -> Response:
    if not isinstance(response, Say):
        return response
    return Say(response.to, words_of.edited(response.message), response.person, response.numbered)
