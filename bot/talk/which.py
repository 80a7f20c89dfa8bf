"""Which duty a text is about, where it names none for certain: asked, its words kept for that one.

Where the words of a title fit some of the open duties only these are offered, and “another one”.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.case import Case
from bot.messages import Message, one_line
from bot.responses import Response, Say
from bot.store import deliveries, questions
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import adding, amending, duties, lacking, mending, recording
from bot.talk.duties import Task
from bot.talk.recording import PATIENCE
from bot.talk.remarks import Remark
from bot.understand import Intent, Part, Reading, understand
from bot.understand.clauses.subjects import whose_work
from bot.understand.dialogue.exchanges import only_numbers
from bot.understand.dialogue.explaining import bare_reason
from bot.understand.dialogue.turns import agrees, because, nods, says_another, withdraws
from bot.understand.dialogue.wishes import drops, says_no_opinion
from bot.understand.evidence.citing import references
from bot.wording import heard
from bot.wording.extensions import NONE, let_go

ALL, OTHER = "all", "other"


def ask(
    tx: Tx,
    case: Case,
    words: str,
    reading: Reading,
    tasks: Sequence[Task],
    *,
    done: Sequence[Task] = (),
) -> list[Response]:
    """A text names no duty and several are open: ask which, and keep its words for that one.

    Some that are `done` may be meant beside them.
    """
    fit = [] if done else duties.fitting(case, words, tasks)
    tasks = [*done, *tasks]
    if not tasks:
        return [Say(case.chat, heard.unclear(case.desk.plans.first, []), case.known.id)]
    some = fit if 1 < len(fit) < len(tasks) else []
    facts = {
        "words": words[: duties.LONGEST],
        "intent": reading.intent,
        "tasks": [_key(task) for task in some or tasks],
        "all": [_key(task) for task in tasks],
        "done": [_key(task) for task in done],
    }
    return _put(tx, case, facts, some or tasks, other=bool(some))


def _put(
    tx: Tx,
    case: Case,
    facts: Mapping[str, object],
    tasks: Sequence[Task],
    *,
    other: bool = False,
    why: str = "",
) -> list[Response]:
    id_ = questions.ask(
        tx, case.chat, case.known.id, Asks.WHICH, facts, now=case.now, patience=PATIENCE
    )
    shown = [(task.n, task.standing) for task in tasks]
    intent = facts["intent"]
    message = heard.which(shown, intent if isinstance(intent, str) else None, id_, other=other)
    if why:
        last = deliveries.last(tx, case.chat)
        above = last is not None and last.message.heading == message.heading
        message = heard.which_still(message, shown) if above else message
        message = heard.with_reason(message, bare_reason(one_line(why)))
    again = None if other or why else heard.as_above(message, message.rows)
    return [duties.listed(tx, case, tasks, message, again)]


def _key(task: Task) -> list[str]:
    return [task.plan.id, *task.duty.key]


def whether_done(tx: Tx, case: Case, words: str, task: Task) -> list[Response]:
    """A text about one duty is not certain: ask how it stands, and record nothing."""
    facts = {"words": words[: duties.LONGEST], "task": [task.plan.id, *task.duty.key]}
    questions.ask(tx, case.chat, case.known.id, Asks.DONE, facts, now=case.now, patience=PATIENCE)
    message = heard.whether_done(task.plan, task.n, task.standing)
    message = _of_whom(case, words, [task], message)
    return [duties.listed(tx, case, [task], message, heard.as_asked(message))]


def unclear(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """A text says nothing certain: ask of the duty that it names, else of all that are open."""
    plan, words, tasks = case.desk.plans.first, remark.words, remark.tasks
    meant = [t for t in tasks if t.n == remark.quoted] or duties.named(case, words, tasks)
    if len(tasks) == 1 or len(meant) == 1:
        return whether_done(tx, case, words, (meant or list(tasks))[0])
    if case.chat.is_group and not tasks:
        return [Say(case.chat, heard.nothing_listed(plan), case.known.id)]
    if only_numbers(words):
        tasks = meant or tasks
    message = heard.unclear(plan, [(t.n, t.standing) for t in tasks])
    message = _of_whom(case, words, tasks, message)
    return [duties.listed(tx, case, tasks, message, heard.as_above(message) if tasks else None)]


def _of_whom(case: Case, words: str, tasks: Sequence[Task], message: Message) -> Message:
    """The same, saying of which other unit a text was understood to tell, if it tells of one."""
    theirs = whose_work(duties.utterance(case, words, tasks, last="free"))
    named = None if theirs is None else case.desk.plans.name_of(theirs)
    return message if named is None else heard.of_another_unit(message, named)


def typed(
    tx: Tx, case: Case, asked: Question, words: str, tasks: Sequence[Task]
) -> list[Response] | None:
    """The duties that an answer names, those offered before all others; None if it names none.

    What cites a link or a document is evidence, or news of its own: its words would be lost here.
    """
    if references(words):
        return None
    if asked.facts.get("intent") == "extension_request" and (withdraws(words) or drops(words)):
        questions.answered(tx, asked.id, case.now)
        return [Say(case.chat, let_go(), case.known.id)]
    right = False if says_no_opinion(words) else agrees(words)
    if asked.facts.get("yes_or_no") and right is not None:
        return pressed(tx, case, asked, ALL if right else NONE)
    if agrees(words) or nods(words):
        return _which_still(tx, case, asked)
    if _is_only_why(case, asked, words, tasks):
        return _with_reason(tx, case, asked, words)
    if says_another(words) and _is_narrowed(asked):
        return pressed(tx, case, asked, OTHER)
    if asked.facts.get("intent") == "extension_request" and _tells_days(case, words, tasks):
        return _wished(tx, case, asked, words, tasks)
    last = "ask_which_notdone" if asked.facts.get("intent") == "not_done" else "ask_which"
    listed = [*_listed(tx, case, asked, asked.facts.get("done") or []), *tasks]
    for some in (asked.facts["tasks"], _every(asked)):
        offered = [t for t in listed if _key(t) in some] if _is_narrowed(asked) else listed
        numbers = duties.picked(case, words, offered, last=last)
        meant = [t for t in offered if t.n in numbers and _key(t) in some]
        if meant:
            return _apply(tx, case, asked, meant)
    return _which_and_others(tx, case, asked, words, listed) if last == "ask_which" else None


def _which_still(tx: Tx, case: Case, asked: Question) -> list[Response] | None:
    """A yes says no number: asked again, shortly, if that is what was said last in this chat."""
    newest = questions.opened(tx, case.chat, case.known.id, case.now, most=1)
    last = deliveries.last(tx, case.chat)
    found = _listed(tx, case, asked, asked.facts["tasks"])
    if not found or last is None or [each.id for each in newest] != [asked.id]:
        return None
    shown = [(task.n, task.standing) for task in found]
    intent, other = asked.facts.get("intent"), _is_narrowed(asked)
    message = heard.which_still(heard.which(shown, intent, asked.id, other=other), shown)
    if last.message.heading != message.heading:
        return None  # a list or a reminder came since: the yes is to that
    return [duties.listed(tx, case, found, message)]


def _is_only_why(case: Case, asked: Question, words: str, tasks: Sequence[Task]) -> bool:
    """Whether a text is why, and names no duty by its number, where it is asked of which it is."""
    told = asked.facts.get("intent") in ("extension_request", "not_done", "in_progress")
    own = bool(asked.facts.get("words")) and not because(asked.facts["words"])
    named = {task.n for task in tasks} & duties.figures(words)
    return told and own and not named and lacking.is_why(case, words, tasks, None)


def _with_reason(tx: Tx, case: Case, asked: Question, words: str) -> list[Response]:
    """Keep the reason with the words that it explains, and ask which duty they are about again."""
    found = _listed(tx, case, asked, asked.facts["tasks"])
    if not found:
        return []
    questions.answered(tx, asked.id, case.now)
    both = f"{asked.facts['words'].rstrip(' .,;')} {words.strip()}"[: duties.LONGEST]
    other = len(_every(asked)) > len(found)
    return _put(tx, case, {**asked.facts, "words": both}, found, other=other, why=words)


def _tells_days(case: Case, words: str, tasks: Sequence[Task]) -> bool:
    """Whether a text says of every duty that it names until when: “3 đến 16/5, 4 đến 18/5”."""
    reading = understand(duties.utterance(case, words, tasks, last="free"))
    states = {intent for _, intent in reading.per_task}
    days = all(part.tasks and part.new_date for part in reading.parts)
    return days and bool(states) and "done" not in states


def _wished(
    tx: Tx, case: Case, asked: Question, words: str, tasks: Sequence[Task]
) -> list[Response] | None:
    """Read the days with the wish for more time that they belong to; None if it is none then."""
    both = f"{asked.facts['words'].rstrip(' .,;:')}: {words.strip()}"[: duties.LONGEST]
    reading = understand(duties.utterance(case, both, tasks, last="free"))
    if {intent for _, intent in reading.per_task} != {"extension_request"}:
        return None
    questions.answered(tx, asked.id, case.now)
    return recording.reported(tx, case, both, reading, tasks)


def _every(asked: Question) -> list[list[str]]:
    """The duties that were open when it was asked, also those that were not offered."""
    found: list[list[str]] = asked.facts.get("all") or asked.facts["tasks"]
    return found


def _is_narrowed(asked: Question) -> bool:
    return len(_every(asked)) > len(asked.facts["tasks"])


def _which_and_others(
    tx: Tx, case: Case, asked: Question, words: str, listed: Sequence[Task]
) -> list[Response] | None:
    """“Cả 1 và 3, việc 2 thì chưa”: the answer, and news of others beside it."""
    reading = understand(duties.utterance(case, words, listed, last="ask_which"))
    named = set(reading.parts[0].tasks or ())
    plain = understand(duties.utterance(case, words, listed, last="free"))
    if len(reading.parts) == 1 or not named or not named.isdisjoint(n for n, _ in plain.per_task):
        return None
    meant = [t for t in listed if t.n in named and _key(t) in _every(asked)]
    if not meant or "moves" in asked.facts:
        return None
    others = tuple(change for change in reading.per_task if change[0] not in named)
    answered_ = _apply(tx, case, asked, meant)
    rest = Reading(reading.parts[1:], others)
    return [*answered_, *recording.reported(tx, case, words, rest, listed)]


def pressed(tx: Tx, case: Case, asked: Question, value: str) -> list[Response] | None:
    """The duty of a button, all that were offered, or another one: then all are."""
    wanted = asked.facts["tasks"]
    if value == OTHER:
        found = _listed(tx, case, asked, _every(asked))
        questions.answered(tx, asked.id, case.now)
        facts = {**asked.facts, "tasks": [_key(task) for task in found]}
        return _put(tx, case, facts, found) if found else None
    if value == NONE and asked.facts.get("yes_or_no"):
        return amending.left(tx, case, asked)
    if value != ALL:
        wanted = wanted[int(value) : int(value) + 1] if value.isdecimal() else []
    found = _listed(tx, case, asked, wanted)
    return _apply(tx, case, asked, found) if found else None


def _listed(tx: Tx, case: Case, asked: Question, wanted: Sequence[list[str]]) -> list[Task]:
    """Duties that a question listed and that are as open or as done as they were then."""
    done = asked.facts.get("done") or []
    keys = [(each[0], (each[1], each[2])) for each in wanted]
    found = duties.by_keys(tx, case, keys, finished=None)
    return [task for task in found if task.standing.done == (_key(task) in done)]


def _apply(tx: Tx, case: Case, asked: Question, tasks: Sequence[Task]) -> list[Response]:
    """Read the words that were kept again, once for each duty that they are about."""
    if "moves" in asked.facts:
        return mending.moved(tx, case, asked, tasks)
    if "amends" in asked.facts:
        return amending.chosen(tx, case, asked, tasks)
    if "adds" in asked.facts:
        return adding.chosen(tx, case, asked, tasks)
    words = asked.facts["words"]
    questions.answered(tx, asked.id, case.now)
    per_task: list[tuple[int, Intent]] = []
    parts: list[Part] = []
    for task in tasks:
        reading = understand(
            duties.utterance(case, words, [task], task.n, last=duties.last_said(tasks, case.now))
        )
        if not reading.per_task and asked.facts.get("intent") == "not_done":  # "2 việc chưa xong"
            reading = Reading((Part("not_done", (task.n,)),), ((task.n, "not_done"),))
        per_task += list(reading.per_task)
        parts += list(reading.parts)
    if not per_task:
        return whether_done(tx, case, words, tasks[0])
    reading = Reading(_of_one_text(parts), tuple(per_task))
    return recording.reported(tx, case, words, reading, tasks)


def _of_one_text(parts: Sequence[Part]) -> tuple[Part, ...]:
    """What was read once for each duty, said once of all of them."""
    told: dict[Part, list[int]] = {}
    for part in parts:
        told.setdefault(replace(part, tasks=None), []).extend(part.tasks or ())
    return tuple(replace(part, tasks=tuple(tasks) or None) for part, tasks in told.items())
