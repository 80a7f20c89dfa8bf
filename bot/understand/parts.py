"""Statements about the same tasks put together into the parts of a text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.understand.dates import add_days
from bot.understand.scene import Scene
from bot.understand.statements import Statement
from bot.understand.values import STATES, Intent, OpenTask, Part, Utterance

_GROUNDS = frozenset({None, "in_progress", "not_done", "step"})
_OPEN = frozenset({"not_done", "in_progress"})
_FREE = frozenset({"question_status", "help"})


@dataclass(slots=True)
class Group:
    """Statements about the same tasks; `tasks` None: not said which."""

    tasks: tuple[int, ...] | None = None
    said: list[Statement] = field(default_factory=list)
    excluded: tuple[int, ...] = ()
    excepted: bool = False
    rest: bool = False

    def says(self) -> set[str]:
        """Everything that was said of the tasks."""
        return {s.says for s in self.said if s.says is not None}

    def percent_said(self) -> bool:
        """Whether a share of the work was named."""
        return any(s.percent is not None for s in self.said)


def grouped(said: Sequence[Statement]) -> list[Group]:
    """The statements in groups: a new one begins where other tasks are named."""
    groups = [Group()]
    for statement in _corrected(said):
        if _begins_group(groups[-1], statement):
            groups.append(Group())
        _join(groups[-1], statement)
    return _attached([group for group in groups if group.said])


def _corrected(said: Sequence[Statement]) -> Sequence[Statement]:
    """What is left of the statements after the last correction ("à nhầm")."""
    last = max((i for i, s in enumerate(said) if s.shows("dinh_chinh") and i), default=0)
    told = any(s.says for s in said[last:])
    return said[last:] if told or said[last].tasks is not None else said


def _begins_group(group: Group, statement: Statement) -> bool:
    if not group.said:
        return False
    if statement.says in _FREE or group.says() & _FREE:
        return bool(group.says() - {"ack_only"})
    if statement.counted and group.says() & STATES:
        return True
    others = statement.tasks is not None and statement.tasks != group.tasks
    if statement.rest or (statement.excepted and others):
        return True
    if group.excepted and statement.says is not None:
        return bool(group.says()) or statement.says == "done"
    return _names_others(group, statement)


def _names_others(group: Group, statement: Statement) -> bool:
    """Whether a statement names tasks that the group so far is not about."""
    if statement.tasks is None or statement.tasks == group.tasks:
        return False
    if group.tasks is None:
        said = group.says() - {"ack_only", "step", "block"}
        goes_on = said <= _OPEN and statement.says in _OPEN
        return bool(said) and statement.says is not None and not goes_on
    return True


def _join(group: Group, statement: Statement) -> None:
    group.said.append(statement)
    group.rest = group.rest or statement.rest
    if statement.tasks is not None and not _explains(group, statement):
        group.tasks = statement.tasks
        group.excepted = statement.excepted


def _explains(group: Group, statement: Statement) -> bool:
    """Whether a hindrance only has a word of a title by chance ("chưa xong, Đài bận")."""
    denied = bool(group.said[:-1]) and "not_done" in group.says()
    hindered = statement.shows("vuong", "cho") and not statement.shows("chua", "khong", "khong_kip")
    return denied and hindered and not statement.numbered


def _attached(groups: list[Group]) -> list[Group]:
    """Groups that only name tasks joined to the statement they belong to."""
    found: list[Group] = []
    waiting: list[Group] = []
    for group in groups:
        named = all(statement.only_names for statement in group.said)
        if group.tasks is not None and not group.says() and not group.excepted and named:
            waiting.append(group)
            continue
        joins = bool(waiting) and group.tasks is not None
        found.append(_united([*waiting, group]) if joins else group)
        waiting = [] if joins else waiting
    if waiting and found and _may_add(found[-1], waiting):
        found[-1] = _united([found[-1], *waiting])
        return found
    return found + waiting


def _may_add(group: Group, waiting: list[Group]) -> bool:
    """Whether tasks named behind a statement are meant by it: "xong rồi, việc 2", "cả việc 3"."""
    added = all(g.said[0].shows("tat_ca", "nhung", "con") or g.said[0].joins for g in waiting)
    return group.tasks is None or (added and not group.excepted)


def _united(groups: list[Group]) -> Group:
    tasks = tuple(dict.fromkeys(n for group in groups for n in group.tasks or ()))
    statements = [s for group in groups for s in group.said]
    return Group(tasks, statements, excepted=groups[-1].excepted)


def excluding(groups: list[Group], opens: tuple[int, ...]) -> list[Group]:
    """The groups with "the rest" and "all but" worked out."""
    for at, group in enumerate(groups):
        if group.rest:
            others = {n for other in groups if other is not group for n in other.tasks or ()}
            group.tasks = tuple(n for n in opens if n not in others) or None
        elif group.excepted and group.tasks is not None and _takes_out(group):
            _exclude(groups, at, opens)
    return sorted(groups, key=lambda group: group.excepted and not group.says())


def _takes_out(group: Group) -> bool:
    """Whether a group names exceptions: it says "trừ", or nothing at all."""
    return not group.says() - {"ack_only"} or group.said[0].shows("tru")


def _exclude(groups: list[Group], at: int, opens: tuple[int, ...]) -> None:
    """Take the excepted tasks out of what is said of the others."""
    excepted = groups[at].tasks or ()
    nearby = [*reversed(groups[:at]), *groups[at + 1 :]]
    main = next((g for g in nearby if g.says() & STATES and not g.excepted), None)
    if main is None:
        return
    strict = any(s.shows("tru", "tat_ca", "con_lai") for g in (groups[at], main) for s in g.said)
    if main.tasks is None and strict:
        main.tasks = opens
    if main.tasks is not None:
        main.tasks = tuple(n for n in main.tasks if n not in excepted)


def in_doubt(groups: Sequence[Group]) -> bool:
    """Whether what is said beside "xong" leaves open which tasks, or whether at all.

    An exception that names nothing known ("trừ tâp huán"), words about a task that say nothing
    of it, a question with "chưa" that no question mark closes.
    """
    closed = [group for group in groups if "done" in group.says()]
    for at, group in enumerate(groups):
        exceptions = [s for s in group.said if s.excepted and s.says is None and s.wordy_at_all]
        unnamed = any(s.tasks is None or s.garbled for s in exceptions)
        if unnamed and any(g.tasks is None or len(g.tasks) > 1 for g in closed):
            return True
        strays = group.tasks is not None and not group.says() and not group.said[0].only_names
        if strays and any(set(g.tasks or ()) & set(group.tasks or ()) for g in closed):
            return True
        asks = "question_status" in group.says() and group.tasks is None
        if at and asks and any(_half_asks(s) for s in group.said):
            return True
    return any(s.garbled and s.says == "done" for group in closed for s in group.said)


def _half_asks(statement: Statement) -> bool:
    """Whether a question has a "chưa" in it that no question mark closes."""
    return statement.shows("chua", "nhung") and not statement.shows("dau_hoi", "hoi")


@dataclass(frozen=True, slots=True)
class Teller:
    """Makes parts of groups, with what the text and its context say."""

    said: Utterance
    scene: Scene

    def part(self, group: Group, groups: Sequence[Group]) -> Part:
        """The part that a group of statements amounts to."""
        intent = _intent(group, groups)
        tasks = self.tasks(group, intent)
        if any(s.strange for s in group.said) and intent in STATES:
            intent, tasks = "not_understood", None
        if intent not in STATES:
            return Part(intent, tasks if intent == "question_status" else None)
        if intent == "done":
            return Part(intent, tasks)
        return Part(
            intent,
            tasks,
            self.percent(group) if intent == "in_progress" else None,
            self.reason(group, intent),
            new_date(group, self.due_tasks(tasks), extends=intent == "extension_request"),
        )

    def tasks(self, group: Group, intent: Intent) -> tuple[int, ...] | None:
        """The tasks meant: those named, else the only or the quoted one; None: unknown."""
        opens = self.scene.open_numbers
        if group.tasks is not None:
            return tuple(n for n in group.tasks if n in opens) or None
        if group.rest or intent not in STATES or any(s.counted for s in group.said):
            return None
        if any(s.unclear for s in group.said) and self.said.quoted_task is None:
            return opens if len(opens) == 1 else None
        if self.said.quoted_task in opens and self.said.quoted_task is not None:
            return (self.said.quoted_task,)
        return opens if len(opens) == 1 else None

    def due_tasks(self, tasks: tuple[int, ...] | None) -> list[OpenTask]:
        """The open tasks with these numbers; all of them if it is not known which."""
        return [t for t in self.said.open_tasks if tasks is None or t.n in tasks]

    def percent(self, group: Group) -> int | None:
        """The last share named."""
        return next((s.percent for s in reversed(group.said) if s.percent is not None), None)

    def reason(self, group: Group, intent: Intent) -> str | None:
        """The reason, as it was typed."""
        span = _reason_span(group, intent)
        return None if span is None else self.said.text[slice(*span)]


def _reason_span(group: Group, intent: Intent) -> tuple[int, int] | None:
    """The first reason given, with the bare clauses that continue it."""
    for at, statement in enumerate(group.said):
        if statement.shows("nen") and at and group.said[at - 1].says is None:
            return group.said[at - 1].span
        if statement.reason is None:
            continue
        start, end = statement.reason
        if intent == "in_progress" and statement.denial is not None:
            return statement.denial
        for later in group.said[at + 1 :]:
            goes_on = later.says is None or later.shows("cho")
            if not goes_on or not statement.shows("vi") or later.tasks is not None:
                break
            end = later.span[1]
        return start, end
    if intent == "in_progress":
        after_step = group.says() & {"step", "done"}
        denied = [s.denied for s in group.said if s.denied is not None]
        return denied[0] if after_step and denied else None
    loose = [s for s in group.said if s.says is None and s.shows("khong", "chua", "vuong")]
    if intent == "extension_request" and not loose:
        asked = next(i for i, s in enumerate(group.said) if s.says == intent)
        loose = [s for s in group.said[:asked] if s.says in _GROUNDS and s.wordy]
    return loose[0].span if loose else None


def new_date(group: Group, tasks: Sequence[OpenTask], *, extends: bool) -> date | None:
    """The day asked for or promised; a span of an extension counts from the deadline."""
    for statement in group.said:
        day = statement.day
        if day is None:
            continue
        if day.span is not None and (statement.shows("gia_han") or (day.day is None and extends)):
            dues = {task.due for task in tasks}
            due = dues.pop() if len(dues) == 1 else None
            return None if due is None else add_days(due, day)
        if day.day is not None:
            return day.day
    return None


def _intent(group: Group, groups: Sequence[Group]) -> Intent:
    """What the statements of a group amount to together."""
    says = group.says()
    for applies, intent in _TOGETHER:
        if applies(group, says):
            return intent
    if group.excepted and group.tasks and any(g.says() & STATES for g in groups):
        return _of_excepted(groups)
    if group.excepted and group.tasks and any(s.shows("con") for s in group.said):
        return "not_done"
    return "not_understood"


def _of_excepted(groups: Sequence[Group]) -> Intent:
    """Not done, for what is left over when the others are finished."""
    return "not_done" if any("done" in g.says() for g in groups) else "not_understood"


def _conflict(group: Group, says: set[str]) -> bool:
    """Finished and plainly not finished in one breath."""
    if not {"done", "not_done"} <= says:
        return False
    finished = any(s.says == "done" and s.shows("xong") for s in group.said)
    return finished and any(
        s.says == "not_done" and (s.shows("xong") or s.bare_denial()) for s in group.said
    )


def _clouded(group: Group, says: set[str]) -> bool:
    """Whether something behind "xong" may be a mistyped "còn", "nhưng" or "chưa"."""
    if "done" not in says:
        return False
    done_at = min(i for i, s in enumerate(group.said) if s.says == "done")
    return any(s.says is None and i > done_at and _reopens(s) for i, s in enumerate(group.said))


def _reopens(statement: Statement) -> bool:
    """Whether a clause without a verdict may take back what was reported before it."""
    if statement.shows("ngo_mo_lai", "ngo_chua"):
        return True
    if statement.shows("buoc", "se", "dang") and not statement.shows("da", "minh_chung", "nhan"):
        return True
    return statement.shows("chua", "khong") and not statement.wordy_at_all


def _finished(group: Group, says: set[str]) -> bool:
    """Done, and nothing said that leaves more to do than to send a picture."""
    if "done" not in says:
        return False
    done_at = max(i for i, s in enumerate(group.said) if s.says == "done")
    return all(
        s.says == "done"
        or (s.says in ("ack_only", None) and not (s.shows("nhung") and i > done_at))
        or (s.says == "step" and i < done_at)
        or (s.shows("minh_chung") and i > done_at)
        or _evidence_soon(group, i)
        for i, s in enumerate(group.said)
    )


def _evidence_soon(group: Group, at: int) -> bool:
    """Whether a promise only follows up on missing evidence ("tí gửi")."""
    return at > 0 and group.said[at - 1].shows("minh_chung") and not group.said[at].shows("xong")


_TOGETHER: tuple[tuple[Callable[[Group, set[str]], bool], Intent], ...] = (
    (lambda _, says: "extension_request" in says, "extension_request"),
    (lambda _, says: "help" in says, "help"),
    (lambda _, says: "question_status" in says, "question_status"),
    (lambda _, says: "block" in says and "not_done" not in says, "not_understood"),
    (_conflict, "not_understood"),
    (_clouded, "not_understood"),
    (_finished, "done"),
    (lambda _, says: bool(says & {"step", "done"}) and "not_done" in says, "in_progress"),
    (lambda g, says: "not_done" in says and g.percent_said(), "in_progress"),
    (lambda _, says: "not_done" in says, "not_done"),
    (lambda _, says: bool(says & {"in_progress", "step", "done"}), "in_progress"),
    (lambda _, says: "ack_only" in says, "ack_only"),
)
