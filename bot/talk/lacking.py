"""What a wish for more time lacks, the day or the reason: typed, pressed, or asked for again."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.case import Case
from bot.choices.menus import number
from bot.members import absence
from bot.responses import Response, Say
from bot.store import questions
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import duties, filing
from bot.talk.duties import Task
from bot.talk.extending import MOST, SAME, Wished, days_of, reason_before, together, wished
from bot.understand import Part, Reading, understand
from bot.understand.absence.absences import speaks_of_absence
from bot.understand.clauses.appointments import puts_off_theirs
from bot.understand.dialogue.no_reason import (
    in_working_days,
    is_only_a_day,
    only_cites,
    puts_off,
    says_the_same,
)
from bot.understand.dialogue.turns import because, head, only_because, withdraws
from bot.understand.dialogue.wishes import hesitates, retracts
from bot.understand.figures.impossible import impossible
from bot.wording import answers
from bot.wording import extensions as words_of


def term_typed(
    tx: Tx, case: Case, asked: Question, words: str, tasks: Sequence[Task]
) -> list[Response] | None:
    """The day or the reason that was asked for, in words; None if the wish is taken back."""
    if withdraws(words):
        return None
    before = reason_before(tx, case, within=SAME) if says_the_same(words) else None
    words = before or words
    wishes = _asked_with(tx, case, asked)
    meant = [task for each in wishes for task in each.tasks]
    wanted = asked.facts["wanted"]
    if meant and wanted is not None and number(words) is not None:
        # It chooses nothing where choices bear no numbers, and gives no reason: asked again.
        return together(tx, case, wishes, asked.facts["words"])
    if meant and only_because(words):  # the reason itself comes in the next message
        return together(tx, case, wishes, asked.facts["words"])
    numbered = {t.n for t in duties.named(case, words, tasks)} & duties.figures(words)
    others = numbered - {task.n for task in meant}
    elsewhere = others & _asked_of(tx, case)
    if not meant or elsewhere or (others and not is_why(case, words, tasks, meant[0].n)):
        return None  # another duty's wish is not the answer that this one waits for
    if _is_of_another(tx, case, words, meant, tasks):
        return None
    if wanted is None:
        return _day_typed(tx, case, asked, words, meant)
    other = _other_day(case, asked, words, meant) if len(wishes) == 1 else None
    if other is not None:
        until, reason = other
        day = until or date.fromisoformat(wanted)
        return wished(tx, case, meant, day, reason, asked.facts["words"])
    if asked.facts.get("set_aside") and not because(words):
        return None
    if only_cites(words):
        return _shown_instead(tx, case, asked, words)
    return _reason_typed(tx, case, asked, words, tasks, wishes)


def _asked_with(tx: Tx, case: Case, asked: Question) -> list[Wished]:
    """The wishes of which one message asks what they lack: several, if it is why.

    In the order in which they were told.
    """
    text = asked.facts.get("text")
    opened = questions.opened(tx, case.chat, case.known.id, case.now, Asks.TERM, most=MOST)
    same = [
        each
        for each in reversed(opened)
        if text is not None and each.facts.get("text") == text and each.facts["wanted"]
    ]
    found = [
        Wished(
            _tasks(tx, case, each),
            date.fromisoformat(each.facts["wanted"]) if each.facts["wanted"] else None,
            each.facts["reason"],
        )
        for each in (same if asked.facts["wanted"] and same else [asked])
    ]
    return [each for each in found if each.tasks]


def _is_of_another(
    tx: Tx, case: Case, words: str, meant: Sequence[Task], tasks: Sequence[Task]
) -> bool:
    """Whether a text is news, or a wish, of another duty by its number, be it a done one.

    “Vì việc 3 chưa xong”, “vì Báo lùi số ra sang 17/5” are why this one is late.
    """
    known = [*tasks, *duties.finished(tx, case)]
    reading = understand(duties.utterance(case, words, known, last="free"))
    typed = duties.figures(words)
    why = because(words) or puts_off_theirs(duties.utterance(case, words, (), last="free"))
    put_off = {n for n, intent in reading.per_task if intent == "extension_request"}
    told = put_off & typed if why else put_off | (typed & {n for n, _ in reading.per_task})
    return not told <= {task.n for task in meant}


def _reason_typed(
    tx: Tx,
    case: Case,
    asked: Question,
    words: str,
    tasks: Sequence[Task],
    wishes: Sequence[Wished],
) -> list[Response] | None:
    """Why more time is wished for; what names no more than its kind is taken the second time."""
    before = head(words)
    named = {task.n for task in duties.named(case, before, tasks)} & duties.figures(before)
    behind = words[len(before) :].strip(" ,;.:")
    reason = words.strip()
    if named and understand(duties.utterance(case, before, tasks, last="free")).parts[0].new_date:
        return None  # “việc 5 đến 26/5 vì Đài bận” is another wish
    if named and because(behind):  # “việc 5 vì Đài bận”
        wishes, reason = _of_these(wishes, named) or wishes, behind
    n = wishes[0].tasks[0].n
    reading = understand(duties.utterance(case, reason, tasks, n, last="ask_reason"))
    if not reason or not (duties.explains(reason, reading, n) or is_why(case, reason, tasks, n)):
        return None
    told = [replace(each, reason=reason) for each in wishes]
    sure = bool(asked.facts.get("vague"))
    return together(tx, case, told, asked.facts["words"], sure=sure)


def _of_these(wishes: Sequence[Wished], numbers: Collection[int]) -> list[Wished]:
    """The wishes for the duties of these numbers alone."""
    own = [replace(each, tasks=[t for t in each.tasks if t.n in numbers]) for each in wishes]
    return [each for each in own if each.tasks]


def is_why(case: Case, words: str, tasks: Sequence[Task], asked: int | None) -> bool:
    """Whether a text is led in as a reason, and is one, though it names another duty.

    “Vì việc 3 chưa xong” is why this one is late, and no news of the other; with more it may be.
    """
    reading = understand(duties.utterance(case, words, tasks, asked, last="ask_reason"))
    if len(reading.parts) > 1 or not because(words):
        return False
    part = replace(reading.parts[0], tasks=None, reason=reading.parts[0].reason or words)
    return duties.explains(words, Reading((part,)), asked)


def owns(tx: Tx, case: Case, words: str, other: Task) -> bool:
    """Whether a bare reason is that of a wish, though it was asked since how a duty stands.

    “Chờ số liệu” after a photo that was sent where the day of a wish was asked for.
    """
    waiting = questions.opened(tx, case.chat, case.known.id, case.now, Asks.TERM, most=1)
    lacks = [each for each in waiting if not each.facts["reason"]]
    if not lacks or lacks[0].facts.get("set_aside") or other.n in duties.figures(words):
        return False
    plain = understand(duties.utterance(case, words, [other], other.n, last="free"))
    told = [part for part in plain.parts if part.reason and part.percent is None]
    why = understand(duties.utterance(case, words, [other], other.n, last="ask_reason"))
    return len(told) == len(plain.parts) and duties.explains(words, why, other.n)


def recalled(tx: Tx, case: Case, before: Sequence[Question]) -> list[Response]:
    """Ask once more, and once only, for what a wish lacks where something else was answered.

    `before` was open when the text came. Nothing where another question was put by now.
    """
    opened = questions.opened(tx, case.chat, case.known.id, case.now, *_OTHERS)
    known = {each.id for each in before}
    if not known or any(each.id > max(known) for each in opened):
        return []
    waiting = questions.opened(tx, case.chat, case.known.id, case.now, Asks.TERM, most=MOST)
    for asked in waiting:
        wishes = _asked_with(tx, case, asked)
        if not wishes or asked.facts.get("set_aside") or asked.facts.get("recalled"):
            continue
        *others, last = together(tx, case, wishes, asked.facts["words"])
        for fact in ("recalled", *(["vague"] if asked.facts.get("vague") else ())):
            _mark(tx, case, case.inbox, fact)
        reason = reason_before(tx, case, within=timedelta(0)) if asked.facts["wanted"] else None
        if reason and isinstance(last, Say):
            last = replace(last, message=words_of.or_the_same(last.message, reason))
        return [*others, last]
    return []


def _mark(tx: Tx, case: Case, text: int | None, fact: str) -> None:
    """Note something of all that is asked since one text."""
    for each in questions.opened(tx, case.chat, case.known.id, case.now, Asks.TERM, most=MOST):
        if each.facts.get("text") == text:
            questions.amend(tx, each.id, {**each.facts, fact: True})


_OTHERS = (Asks.REASON, Asks.WHICH, Asks.DONE, Asks.MEND, Asks.PERCENT, Asks.TERM, Asks.WITHDRAW)
"""Questions that one more would stand in the way of."""


def _asked_of(tx: Tx, case: Case) -> set[int]:
    """The numbers of the duties whose wishes lack something."""
    waiting = questions.opened(tx, case.chat, case.known.id, case.now, Asks.TERM)
    return {task.n for each in waiting for task in _tasks(tx, case, each)}


def _shown_instead(tx: Tx, case: Case, asked: Question, words: str) -> list[Response] | None:
    """A document's number or a link where the reason is asked for: kept as what it is, asked again.

    Nothing where evidence is waited for, too.
    """
    if questions.opened(tx, case.chat, case.known.id, case.now, Asks.EVIDENCE):
        return None
    meant = [task for each in _asked_with(tx, case, asked) for task in each.tasks]
    kept = filing.cite(tx, case, [(t.plan.id, *t.duty.key) for t in meant], words)
    _mark(tx, case, asked.facts.get("text", case.inbox), "recalled")
    return [*kept, *asked_again(tx, case, asked, "")]


def _day_typed(
    tx: Tx, case: Case, asked: Question, words: str, meant: Sequence[Task]
) -> list[Response] | None:
    """The day that was asked for, or why it is, in words."""
    if asked.facts.get("set_aside"):
        return None
    reading = understand(duties.utterance(case, words, meant, meant[0].n, last="ask_date"))
    part = reading.parts[0]
    if speaks_of_absence(words):  # whose days are no end of a term
        part = _beside_absence(case, words, meant)
    day = part.new_date
    if impossible(words, case.today):
        return wished(tx, case, meant, None, asked.facts["reason"] or part.reason, words)
    if part.intent != "extension_request" or day is None:
        return _keep_reason(tx, case, asked, words, meant)
    _, behind = _other_day(case, asked, words, meant) or (None, None)
    reason = part.reason or behind or asked.facts["reason"]
    return wished(tx, case, meant, day, reason, asked.facts["words"])


def _other_day(
    case: Case, asked: Question, words: str, meant: Sequence[Task]
) -> tuple[date | None, str | None] | None:
    """“À đến thứ 6 thôi” where the reason is asked for: another day, and why if that is said.

    None where a text says anything else; no day where it names none that is certain.
    """
    today = case.said_at.astimezone(meant[0].plan.zone).date()
    words = in_working_days(words, asked.facts["words"], today) or words
    first = words if is_only_a_day(words, today) else head(words)
    rest = words[len(first) :].strip(" ,;.:")
    if not is_only_a_day(first, today) or (rest and not because(rest)):
        return None
    reading = understand(duties.utterance(case, first, meant, meant[0].n, last="ask_date"))
    why = understand(duties.utterance(case, rest, meant, meant[0].n, last="ask_reason"))
    told = rest and duties.explains(rest, why, meant[0].n)
    return reading.parts[0].new_date, rest if told else None


def asked_again(tx: Tx, case: Case, asked: Question, words: str) -> list[Response]:
    """Ask for what lacks once more: of who wants time for it, waited for; of who drops it, not."""
    wishes, facts = _asked_with(tx, case, asked), asked.facts
    if not wishes or facts.get("set_aside"):
        return []
    meant = [task for each in wishes for task in each.tasks]
    listed, days = [task.duty for task in meant], days_of(wishes)
    if withdraws(words) or retracts(words):
        questions.amend(tx, asked.id, {**facts, "set_aside": True})
        _mark(tx, case, facts.get("text", case.inbox), "set_aside")
        message = words_of.set_aside(meant[0].plan, listed)
    elif puts_off(words):
        message = words_of.whenever(listed, [day for _, _, day in days])
    elif not days:
        return together(tx, case, wishes, facts["words"])
    elif len(wishes) > 1:
        message = words_of.which_reasons(days, asked.id, again=True)
    else:
        message = words_of.which_reason_then(listed, days[0][2], asked.id)
    return [Say(case.chat, message, case.known.id)]


def _beside_absence(case: Case, words: str, meant: Sequence[Task]) -> Part:
    """“Đến 20/5 vì tôi đi công tác”: what is said before the absence, which is the reason."""
    first = head(words)
    if speaks_of_absence(first):
        return Part("not_understood")
    reading = understand(duties.utterance(case, first, meant, meant[0].n, last="ask_date"))
    rest = words[len(first) :].strip(" ,;.:")
    why = understand(duties.utterance(case, rest, meant, meant[0].n, last="ask_reason"))
    return replace(reading.parts[0], reason=why.parts[0].reason)


def _keep_reason(
    tx: Tx, case: Case, asked: Question, words: str, meant: Sequence[Task]
) -> list[Response] | None:
    """“Chờ Đài xếp lịch” where the day is asked for: it is why, and the day is still wanted."""
    plain = understand(duties.utterance(case, words, meant, meant[0].n, last="ask_date"))
    reading = understand(duties.utterance(case, words, meant, meant[0].n, last="ask_reason"))
    told = because(words) or speaks_of_absence(words) or plain.parts[0].reason is not None
    if not told or hesitates(words) or not duties.explains(words, reading, meant[0].n):
        return None
    reason = reading.parts[0].reason or words.strip()
    before = asked.facts["reason"]
    reason = f"{before}; {reason}" if before and before != reason else reason
    return wished(tx, case, meant, None, reason, asked.facts["words"])


def beside_absence(
    tx: Tx, case: Case, asked: Question, words: str, tasks: Sequence[Task]
) -> list[Response]:
    """An absence was told where a wish lacks its day, which is asked again, or its reason."""
    meant = _tasks(tx, case, asked)
    if not meant:
        return []
    if asked.facts["wanted"] is None:
        return wished(tx, case, meant, None, asked.facts["reason"], asked.facts["words"])
    if not speaks_of_absence(words):
        return []
    wanted = date.fromisoformat(asked.facts["wanted"])
    if not absence.may_explain(case, words, asked, wanted):
        return together(tx, case, _asked_with(tx, case, asked), asked.facts["words"])
    return term_typed(tx, case, asked, words, tasks) or []


def term_pressed(tx: Tx, case: Case, asked: Question, value: str) -> list[Response] | None:
    """A day (20220517) or a reason (its position) was chosen."""
    meant, facts = _tasks(tx, case, asked), asked.facts
    if not meant:
        return None
    if facts["wanted"] is None:
        day = words_of.day_of(value)
        return wished(tx, case, meant, day, facts["reason"], facts["words"]) if day else None
    if not value.isdecimal() or int(value) >= len(answers.REASONS):
        return None
    reason = answers.REASONS[int(value)]
    told = [replace(each, reason=reason) for each in _asked_with(tx, case, asked)]
    return together(tx, case, told, facts["words"])


def _tasks(tx: Tx, case: Case, asked: Question) -> list[Task]:
    return duties.by_keys(tx, case, [(p, (a, u)) for p, a, u in asked.facts["tasks"]])
