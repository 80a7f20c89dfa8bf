"""What the bot asks back, and what an answer to it does, whether pressed or typed.

A text is offered to the open questions, newest first; one that answers none of them is news.
"""

from collections.abc import Callable, Sequence

from bot.case import Case
from bot.choices.menus import number
from bot.duties import report
from bot.members import absence
from bot.messages import Said
from bot.responses import Response, Say
from bot.store import arrivals, deliveries, questions, replies
from bot.store import heard as memory_of_words
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import (
    amending,
    behalf,
    deciding,
    duties,
    enclosures,
    filing,
    lacking,
    mending,
    moving,
    reasons,
    recording,
    refiling,
    refusing,
    second_thoughts,
    snoozing,
    which,
    whose,
    withdrawing,
)
from bot.talk.duties import Task
from bot.understand import Part, Reading, understand
from bot.understand.absence.absences import speaks_of_absence
from bot.understand.dialogue.exchanges import rather, says_wrong
from bot.understand.dialogue.no_reason import answers_else
from bot.understand.dialogue.reminding import is_only_asking, nagged
from bot.understand.dialogue.turns import agrees, already, because, nods, received, takes_back
from bot.understand.dialogue.wishes import only_asks_help
from bot.understand.evidence.citing import describes, references, rests_on, unissued
from bot.understand.evidence.lying import destination
from bot.wording import answers, heard


def answered(
    tx: Tx, case: Case, asked: Sequence[Question], words: str, tasks: Sequence[Task]
) -> list[Response] | None:
    """What a text that answers one of the open questions does; None if it answers none.

    Then it may still be why a wish that was passed on is a wish, as if that had been asked again.

    A wish to be reminded answers only when to remind; a complaint about reminders gives no reason.
    What is sent as evidence answers only what asks for that; a wish for support is no reason,
    a draft may be what is in the way.
    """
    if references(words) and describes(words):
        named = not rests_on(words) and bool(whose.named(tx, case, words, tasks))
        asked = [each for each in asked if _takes_evidence(each, named=named)]
    if unissued(words):
        asked = [each for each in asked if each.kind in (Asks.REASON, Asks.TERM)]
    if nagged(words):
        asked = [each for each in asked if each.kind is not Asks.REASON]
    asked = [each for each in asked if not _is_of_else(tx, case, each, words)]
    if snoozing.only_later(case, words):
        asked = [each for each in asked if _stands_beside_a_wish(each, words)]
    for question in asked:
        found = _TYPED[question.kind](tx, case, question, words, tasks)
        if found is not None:
            return found
    return amending.amended(tx, case, words, tasks)


def _is_of_else(tx: Tx, case: Case, asked: Question, words: str) -> bool:
    """Whether a text is no reason but a wish for support, or takes back a picture.

    Or it answers a notice that came since.
    """
    if asked.kind not in (Asks.REASON, Asks.TERM):
        return False
    if refiling.may_be(words, case):
        return True
    newer = answers_else(words) and arrivals.wrote_since(tx, case.chat, asked.asked_at)
    return newer or (only_asks_help(words) and not because(words))


def _stands_beside_a_wish(asked: Question, words: str) -> bool:
    """Whether a text that wants a reminder may answer a question: when, why not, until when."""
    if asked.kind is Asks.TERM:
        return not is_only_asking(words)
    return asked.kind in (Asks.WHEN, Asks.OPINION)


def away(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """Answer a line about the own absence; None if the text is about something else.

    Where a reason was asked for on the same day it is that, too, if it begins before what is late
    was due; else that question stays, and a day that is asked for is asked again.
    """
    asked = questions.opened(tx, case.chat, case.known.id, case.now, Asks.REASON, Asks.TERM, most=1)
    told = absence.spoken(tx, case, said)
    if not told or not asked:
        return told
    tasks, _ = duties.known(tx, case, said)
    if asked[0].kind is Asks.TERM:
        return [*told, *lacking.beside_absence(tx, case, asked[0], said.text, tasks)]
    if not speaks_of_absence(said.text):
        return told
    return [*told, *_why_beside(tx, case, asked[0], said.text, tasks)]


def _why_beside(
    tx: Tx, case: Case, asked: Question, words: str, tasks: Sequence[Task]
) -> list[Response]:
    """An absence was told where it is asked why a duty is not done: it is why, or still asked."""
    kept = replies.get(tx, asked.facts["reply"])
    found = report.reportable(case, kept) if kept else None
    if found is None or absence.may_explain(case, words, asked, found[1].deadline.day):
        return reasons.typed(tx, case, asked, words, tasks) or []
    return [Say(case.chat, heard.why_still(found[1].title), case.known.id)]


def chosen(tx: Tx, case: Case, question: int, value: str) -> list[Response]:
    """What a button under a question does."""
    asked = questions.get(tx, question, case.known.id, case.now)
    if asked is None:
        return [Say(case.chat, answers.old_button(), case.known.id)]
    pressed = _PRESSED.get(asked.kind)
    before = questions.opened(tx, case.chat, case.known.id, case.now)
    found = pressed(tx, case, asked, value) if pressed else None
    if found and asked.kind is Asks.TERM:
        return [*found, *lacking.recalled(tx, case, before)]
    return found or [Say(case.chat, answers.old_button(), case.known.id)]


Typed = Callable[[Tx, Case, Question, str, Sequence[Task]], list[Response] | None]
Pressed = Callable[[Tx, Case, Question, str], list[Response] | None]


def _takes_evidence(asked: Question, *, named: bool) -> bool:
    """Whether what is sent as evidence may answer a question; why, unless a duty is `named`.

    A bare number is no reason: it is kept for the duty of which it is asked why.
    """
    if asked.kind in (Asks.REASON, Asks.TERM):
        return not named
    return asked.kind not in _OF_NEWS


_OF_NEWS = (Asks.WHICH, Asks.DONE, Asks.RIGHT, Asks.MEND, Asks.PERCENT, Asks.WITHDRAW, Asks.WHEN)
"""Questions that are answered by what is said of duties, and by no evidence."""


def _done_typed(
    tx: Tx, case: Case, asked: Question, words: str, tasks: Sequence[Task]
) -> list[Response] | None:
    plan, activity, unit = asked.facts["task"]
    task = next((t for t in tasks if (t.plan.id, *t.duty.key) == (plan, activity, unit)), None)
    if task is None or any(each.n != task.n for each in duties.named(case, words, tasks)):
        return None  # it speaks of another duty than was asked about
    if says_wrong(words) and rather(words) is not None:
        return None  # “nhầm, việc 2” puts the report before right, and denies nothing
    if duties.of_another(tx, case, words, [task, *tasks]) or lacking.owns(tx, case, words, task):
        return None
    alone = len(tasks) == 1 or bool(duties.named(case, words, tasks))
    if not alone and not _is_asked_last(tx, case, asked, task):
        return None
    sure = asked.facts.get("yes_or_no") and agrees(words) and not received(words)
    if not sure and (agrees(words) or duties.is_courtesy(case, words)):
        return which.whether_done(tx, case, words, task) if agrees(words) else None
    plain = understand(duties.utterance(case, words, [task], task.n, last="free"))
    if not asked.facts.get("yes_or_no") and mending.objects(words) and not plain.per_task:
        return None  # "nhầm", "k phải 3, 4 cơ": no answer to how a duty stands
    reading = understand(duties.utterance(case, words, [task], task.n, last="confirm_done"))
    if already(words):
        reading = Reading((Part("done", (task.n,)),), ((task.n, "done"),))
    if not reading.per_task or (len(reading.parts) > 1 and len(tasks) > 1):
        return None
    questions.answered(tx, asked.id, case.now)
    return recording.reported(tx, case, words, reading, [task])


def _is_asked_last(tx: Tx, case: Case, asked: Question, task: Task) -> bool:
    """Whether nothing was said in this chat since it was asked, but lists of this duty alone.

    “Xong” is an answer to that: five hours and a list later it may be of any other.
    """
    said = case.incoming.content
    replied = duties.replied_to(tx, case, said) if isinstance(said, Said) else None
    last = replied or deliveries.last(tx, case.chat)
    only = {(each.plan, each.duty) for each in last.items} if last else set()
    if only != {(task.plan.id, task.duty.key)}:
        return False
    since, now = asked.asked_at, case.inbox
    return replied is not None or not memory_of_words.since(tx, case.chat, since, before=now)


def _right_typed(
    tx: Tx, case: Case, asked: Question, words: str, _: Sequence[Task]
) -> list[Response] | None:
    n = takes_back(words)
    if n is not None:
        return mending.drop(tx, case, asked.facts["replies"], n)
    right = agrees(words)
    if nods(words) and (_why_is_asked(tx, case) or case.now - asked.asked_at > mending.LATELY):
        return None  # “ok” is of what was said last: a question why, or a reminder since
    return None if right is None else _right_pressed(tx, case, asked, "yes" if right else "no")


def _why_is_asked(tx: Tx, case: Case) -> bool:
    return bool(questions.opened(tx, case.chat, case.known.id, case.now, Asks.REASON))


def _right_pressed(tx: Tx, case: Case, asked: Question, value: str) -> list[Response] | None:
    if value == "yes":
        questions.answered(tx, asked.id, case.now)
        return [Say(case.chat, heard.confirmed(), case.known.id)]
    return mending.ask(tx, case, asked.facts["replies"])


def _files_typed(
    tx: Tx, case: Case, asked: Question, words: str, _: Sequence[Task]
) -> list[Response] | None:
    if references(words):
        return None  # evidence of its own, of whatever duty it names
    wanted = [(plan, (activity, unit)) for plan, activity, unit in asked.facts["tasks"]]
    listed = duties.by_keys(tx, case, wanted, finished=None)
    to = destination(words)
    numbers = duties.picked(case, to, listed, last="ask_which") or {number(words)}
    meant = [t for t in listed if t.n in numbers]
    if meant and not enclosures.is_meant(tx, case, asked, words):
        return enclosures.asked_again(tx, case, asked) or None
    return _belongs(tx, case, asked, meant) if meant else None


def _files_pressed(tx: Tx, case: Case, asked: Question, value: str) -> list[Response] | None:
    if value == "drop":
        return moving.dropped(tx, case, asked)
    listed = asked.facts["tasks"]
    if not value.isdecimal() or int(value) >= len(listed):
        return None
    plan, activity, unit = listed[int(value)]
    meant = duties.by_keys(tx, case, [(plan, (activity, unit))], finished=None)
    return _belongs(tx, case, asked, meant)


def _belongs(tx: Tx, case: Case, asked: Question, meant: Sequence[Task]) -> list[Response]:
    if "moves" in asked.facts:
        return moving.moved(tx, case, asked, meant)
    return enclosures.belong(tx, case, asked, [(t.plan.id, t.duty.key) for t in meant])


_TYPED: dict[Asks, Typed] = {
    Asks.REASON: reasons.typed,
    Asks.WHICH: which.typed,
    Asks.DONE: _done_typed,
    Asks.RIGHT: _right_typed,
    Asks.MEND: mending.typed,
    Asks.PERCENT: mending.percent_typed,
    Asks.TERM: lacking.term_typed,
    Asks.WITHDRAW: withdrawing.typed,
    Asks.OPINION: refusing.opinion_typed,
    Asks.EVIDENCE: filing.cited,
    Asks.FILES: _files_typed,
    Asks.BEHALF: behalf.confirmed_typed,
    Asks.WHEN: snoozing.when_typed,
}

_PRESSED: dict[Asks, Pressed] = {
    Asks.WHICH: which.pressed,
    Asks.RIGHT: _right_pressed,
    Asks.MEND: mending.pressed,
    Asks.PERCENT: mending.percent_pressed,
    Asks.TERM: lacking.term_pressed,
    Asks.OPINION: refusing.opinion_pressed,
    Asks.DECISION: deciding.day_pressed,
    Asks.SECOND: second_thoughts.pressed,
    Asks.FILES: _files_pressed,
    Asks.EXHIBITS: moving.pressed,
    Asks.PIECE: moving.piece_pressed,
    Asks.BEHALF: behalf.confirmed_pressed,
}
