"""A wish for more time that waits is taken back in words: the only one, or the one named."""

from collections.abc import Sequence

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.duties import afterwards, petitions
from bot.messages import Said
from bot.responses import Response, Say
from bot.store import extensions, questions
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import duties, recording
from bot.talk.duties import Task
from bot.talk.extending import PATIENCE
from bot.understand import Reading, understand
from bot.understand.dialogue.turns import keeps_a_day, withdraws, without_withdrawal
from bot.understand.dialogue.wishes import of_all_wishes, speaks_of_wish
from bot.understand.sayings import beginnings, first_day, pieces
from bot.wording import extensions as words_of
from schedules.extensions import Request, Verdict


def withdrawn(tx: Tx, case: Case, words: str, tasks: Sequence[Task]) -> list[Response] | None:
    """A wish taken back in words; None if nothing waits that this person could take back.

    It is the only one, or those of the duties that are named; else it is asked which. Where it is
    asked what another wish lacks, that one is meant. A duty that the text calls done is recorded
    so, which makes its wish needless.
    """
    if not access.may(case.known, Wish.REPORT) or not withdraws(words):
        return None
    done = _told_done(case, words, tasks)
    told = recording.reported(tx, case, words, done, tasks) if done else []
    finished = {n for n, _ in done.per_task} if done else set()
    if told and {task.n for task in duties.named(case, words, tasks)} <= finished:
        return told
    left = ", ".join(filter(withdraws, pieces(words))) if told else words
    return [*told, *(_taken_back(tx, case, left, tasks) or [])] or None


def _told_done(case: Case, words: str, tasks: Sequence[Task]) -> Reading | None:
    """What a text calls done beside the wish that it takes back; None where it reports nothing.

    “Việc 2 không cần lùi nữa, xong rồi” names the duty in the one part and what it is in the other.
    """
    said, rest = case.incoming.content, without_withdrawal(words)
    named = [task.n for task in duties.named(case, words, tasks)]
    quoted = named[0] if len(named) == 1 else None
    if not named or (isinstance(said, Said) and said.forwarded):
        return None
    told = understand(duties.utterance(case, rest, tasks, quoted, last="free"))
    is_done = bool(told.per_task) and all(said == "done" for _, said in told.per_task)
    return told if is_done and {n for n, _ in told.per_task} <= set(named) else None


def _taken_back(tx: Tx, case: Case, words: str, tasks: Sequence[Task]) -> list[Response] | None:
    waiting = own_waiting(tx, case)
    own = {task.n for task, _ in waiting}
    known = [*(task for task, _ in waiting), *(task for task in tasks if task.n not in own)]
    named = {task.n for task in duties.named(case, words, known)}
    if named or duties.names_unknown(case, words, known):
        meant = [request for task, request in waiting if task.n in named]
    elif _is_asked(tx, case):
        return None
    else:
        several = len(waiting) > 1 and not of_all_wishes(words)
        meant = [] if several else [request for _, request in waiting]
    if waiting and not meant:
        return [_ask_which(tx, case, waiting)]
    if not waiting and not _is_asked(tx, case):
        return _decided(tx, case, words, [task for task in known if task.n in named], known)
    return [each for request in meant for each in petitions.withdraw(tx, case, request.id)] or None


def _decided(
    tx: Tx, case: Case, words: str, named: Sequence[Task], known: Sequence[Task]
) -> list[Response] | None:
    """No wish waits: of one that was granted it is handed on that it is not needed any more.

    Where none was either, that is said. “Thôi bỏ” may be of anything, and “việc 2 xong rồi, không
    cần lùi nữa” is news.
    """
    speaks = speaks_of_wish(words)
    keeps = first_day(words, case.today) if not speaks and keeps_a_day(words) else None
    if not (speaks or keeps) or any(_is_news(case, s, known) for s in beginnings(words)):
        return None
    since = case.now - afterwards.REMEMBERED
    units, granted = sorted(case.known.units), (Verdict.GRANTED,)
    wishes = {(w.plan, w.key): w for w in extensions.judged_of(tx, units, since, granted)[::-1]}
    opened = duties.by_keys(tx, case, list(wishes))
    moved = [task for task in opened if task.duty.original is not None]
    meant = [task for task in moved if task in named] if named else moved
    if keeps:
        meant = [t for t in meant if t.duty.original and t.duty.original.day == keeps]
        if not meant:
            return None  # “giữ nguyên 20/5”, the day that was granted, or where none was
    if len(meant) == 1:
        key = meant[0].plan.id, meant[0].duty.key
        return afterwards.not_needed(tx, case, wishes[key], words)
    if meant:
        message = words_of.which_dropped([(task.n, task.duty) for task in meant])
        return [duties.listed(tx, case, meant, message)]
    one = named[0] if len(named) == 1 else None
    plan = one.plan if one else case.desk.plans.first
    message = words_of.nothing_to_withdraw(plan, one.n if one else None, one.duty if one else None)
    return [Say(case.chat, message, case.known.id)]


def _is_news(case: Case, words: str, known: Sequence[Task]) -> bool:
    """Whether a text reports something done, or how far it is."""
    told = understand(duties.utterance(case, words, known, last="free"))
    return any(part.intent == "done" or part.percent is not None for part in told.parts)


def _is_asked(tx: Tx, case: Case) -> bool:
    """Whether it was asked last what a wish lacks, or of which duty it is."""
    newest = questions.opened(tx, case.chat, case.known.id, case.now, most=1)
    return any(
        not each.facts.get("set_aside")
        and (each.kind is Asks.TERM or each.facts.get("intent") == "extension_request")
        for each in newest
    )


def own_waiting(tx: Tx, case: Case) -> list[tuple[Task, Request]]:
    """The wishes that wait and that this person may take back, by the numbers of their duties."""
    own = {
        (request.plan, request.key): request
        for request in extensions.pending(tx)
        if access.may(case.known, Wish.REPORT, request.key[1])
    }
    found = duties.by_keys(tx, case, list(own), finished=None)
    return [(task, own[task.plan.id, task.duty.key]) for task in found]


def _ask_which(tx: Tx, case: Case, waiting: Sequence[tuple[Task, Request]]) -> Response:
    facts = {"requests": [request.id for _, request in waiting]}
    questions.forget(tx, case.chat, case.known.id, case.now, Asks.WITHDRAW)
    questions.ask(
        tx, case.chat, case.known.id, Asks.WITHDRAW, facts, now=case.now, patience=PATIENCE
    )
    message = words_of.which_withdrawn([(task.n, task.duty, wish) for task, wish in waiting])
    return duties.listed(tx, case, [task for task, _ in waiting], message)


def typed(
    tx: Tx, case: Case, asked: Question, words: str, _: Sequence[Task]
) -> list[Response] | None:
    """Which wish is taken back, by the number or the title of its duty."""
    listed = [each for each in own_waiting(tx, case) if each[1].id in asked.facts["requests"]]
    numbers = duties.picked(case, words, [task for task, _ in listed], last="ask_which")
    meant = [request for task, request in listed if task.n in numbers]
    return [each for request in meant for each in petitions.withdraw(tx, case, request.id)] or None
