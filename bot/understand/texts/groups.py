"""Statements about the same tasks put together."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.understand.clauses.statements import Statement
from bot.understand.values import STATES

_OPEN = frozenset({"not_done", "in_progress"})
_FREE = frozenset({"question_status", "help"})


@dataclass(slots=True)
class Group:
    """Statements about the same tasks; `tasks` None: not said which."""

    tasks: tuple[int, ...] | None = None
    said: list[Statement] = field(default_factory=list)
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
    for statement in _overtaken(_corrected(said)) if len(said) > 1 else said:
        if _begins_group(groups[-1], statement):
            groups.append(Group())
        _join(groups[-1], statement)
    return _attached([group for group in groups if group.said])


def _corrected(said: Sequence[Statement]) -> Sequence[Statement]:
    """What is left of the statements after the last correction ("à nhầm")."""
    last = max((i for i, s in enumerate(said) if s.shows("dinh_chinh") and i), default=0)
    told = any(s.says for s in said[last:])
    others = _of_others(said[:last], said[last:]) if last else []
    if others:
        return [*others, *said[last:]]
    if last and not said[last].shows("rut_lai"):
        moved = _moved(said[:last], said[last:], told=told)
        if moved:
            return moved
    if told or said[last].tasks is not None:
        return said[last:]
    if last and said[last].shows("rut_lai"):  # "hôm qua báo xong là em nhầm" takes all of it back
        return [*said[:last], said[last]._replace(says="block"), *said[last + 1 :]]
    return said


def _of_others(before: Sequence[Statement], after: Sequence[Statement]) -> list[Statement]:
    """What was said before a correction that names its task, of other tasks: it stands.

    "1 xong, 2 xong. À quên việc 1 chưa xong": 2 is done. Nothing where it tells of no task that had
    been called done, or calls one done: that may be in the place of all that was said.
    """
    corrected = next((s for s in after if s.says or s.tasks is not None), after[0])
    named = {n for s in before if s.says == "done" for n in s.tasks or ()}
    own = set(corrected.tasks or ()) if corrected.numbered and corrected.says in _OPEN else set()
    if not own or not own <= named or any(s.tasks is None and s.says for s in before):
        return []
    left = [s._replace(tasks=_without(s.tasks, own)) for s in before]
    return [s for s in left if s.tasks]


def _without(tasks: Sequence[int] | None, taken: set[int]) -> tuple[int, ...]:
    return tuple(n for n in tasks or () if n not in taken)


def _moved(
    before: Sequence[Statement], after: Sequence[Statement], *, told: bool
) -> Sequence[Statement]:
    """What a correction leaves open, taken from before it: the verdict, or of which tasks it is.

    "Việc 1 xong nhé, à nhầm, việc 3"; "1 xong, à nhầm, chưa". Nothing where it leaves neither;
    a doubt where it leaves both.
    """
    named = [s for s in after if s.tasks is not None]
    said = [s for s in before if s.says]
    if not told and said and len(named) == 1 and not named[0].excepted:
        return [said[-1]._replace(tasks=named[0].tasks)]
    if not (told or named or after[0].wordy_at_all):
        return [*before, after[0]._replace(says="block"), *after[1:]]  # "1 xong, à nhầm"
    about = [s.tasks for s in before if s.tasks is not None]
    if told and about and not named and len(set(about)) == 1:
        return [after[0]._replace(tasks=about[0]), *after[1:]]
    return []


def _overtaken(said: Sequence[Statement]) -> list[Statement]:
    """The statements without those that a later one puts behind: "tưởng không kịp mà xong rồi".

    "Xong hết" at the end sums up the acts told before it.
    """
    *earlier, last = said
    all_of_it = last.tasks is not None or all(s.tasks is None for s in earlier)
    sums_up = last.says == "done" and last.shows("tat_ca") and all_of_it
    if sums_up and all(_sums_up(s) for s in earlier):
        return [last]
    said = [
        s._replace(says=None) if i + 1 < len(said) and _is_told_anew(s, said[i + 1]) else s
        for i, s in enumerate(said)
    ]
    return [
        s
        for i, s in enumerate(said)
        if not (i + 1 < len(said) and _is_past(s, said[i + 1]))
        and not (i and _only_late(s, said[i - 1]))
    ]


def _only_late(statement: Statement, before: Statement) -> bool:
    """Whether "chậm 1 hôm" behind "nay mới xong" owns up to a delay and asks for none."""
    asks = statement.shows("xin", "se", "hoi", "hoi_cuoi", "dau_hoi")
    return statement.shows("cham") and not asks and before.says == "done" and before.shows("da")


def _is_told_anew(statement: Statement, after: Statement) -> bool:
    """Whether the next statement says how it is with what this one only told of before."""
    return _was_late(statement, after) or _was_thought(statement, after)


def _was_thought(statement: Statement, after: Statement) -> bool:
    """Whether what was thought done turns out not to be: "tưởng việc 2 xong rồi, hóa ra chưa"."""
    same = after.tasks is None or after.tasks == statement.tasks
    return statement.shows("tuong") and statement.says == "block" and after.says in _OPEN and same


def _was_late(statement: Statement, after: Statement) -> bool:
    """Whether a delay is told of what is done: "việc 3 nộp chậm nhưng xong rồi"."""
    late = statement.says == "extension_request" and statement.shows("cham", "nop_cham")
    asks = statement.shows("xin", "se", "hoi", "hoi_cuoi", "dau_hoi", "ngay_toi")
    return (
        late and not asks and after.says == "done" and after.shows("nhung") and after.tasks is None
    )


def _sums_up(statement: Statement) -> bool:
    if statement.says == "step":
        return statement.shows("da") and not statement.shows("buoc", "cho", "chua", "khong", "con")
    return statement.says in ("done", "ack_only") and not statement.excepted


def _is_past(statement: Statement, after: Statement) -> bool:
    """Whether what was feared, or true before, is answered by what is done now."""
    was_open = statement.says == "not_done" and statement.shows("truoc_kia")
    answered = after.says == "done" and after.shows("da") and (was_open or after.shows("nhung"))
    return answered and (was_open or statement.shows("tuong")) and statement.tasks is None


def _begins_group(group: Group, statement: Statement) -> bool:
    if not group.said:
        return False
    if statement.says in _FREE or group.says() & _FREE:
        return bool(group.says() - {"ack_only"})
    if statement.counted and group.says() & STATES:
        return True
    if _adds_to_all(group, statement) or _stays(group, statement):
        return False
    if _is_of_a_wish(group, statement):
        return False
    others = statement.tasks is not None and statement.tasks != group.tasks
    if statement.rest or (statement.excepted and others):
        return True
    if group.excepted and statement.says is not None:
        if _says_when(group, statement):
            return False
        apart = statement.says == "not_done" and group.said[-1].shows("tru")
        if statement.tasks is None and (apart or statement.bare_denial()):
            return False  # "còn mỗi việc 3 chưa", "còn mỗi việc 3 chưa xong"
        return bool(group.says()) or statement.says == "done"
    return _names_others(group, statement)


def _says_when(group: Group, statement: Statement) -> bool:
    """Whether a day is when the rest is ready: "còn việc 2 thì Đài chưa gửi, thứ 6 mới xong"."""
    named = group.said[-1].numbered and group.said[-1].says in _OPEN
    names_none = statement.tasks is None and not statement.rest and not statement.shows("tat_ca")
    return named and names_none and statement.says == "in_progress" and statement.day is not None


def _adds_to_all(group: Group, statement: Statement) -> bool:
    """Whether an act has a word of a title by chance, behind "xong cả 3 việc rồi"."""
    if statement.says != "step" or statement.numbered or group.says() != {"done"}:
        return False
    within = set(statement.tasks or ()) <= set(group.tasks or ()) and len(group.tasks or ()) > 1
    return within and statement.tells_how()


def _names_others(group: Group, statement: Statement) -> bool:
    """Whether a statement names tasks that the group so far is not about."""
    if statement.tasks is None or statement.tasks == group.tasks:
        return False
    if group.rest and statement.numbered and statement.says is not None:
        return True  # "1 việc kia mai, 2 chưa xong"
    if group.tasks is None:
        told = bool(group.says()) and group.says() <= {"done", "step"}
        ends = statement.numbered or statement.shows("xong")
        if told and statement.says == "done" and ends:
            return False  # "phát hành rồi, xong việc 1"
        said = group.says() - {"ack_only", "step", "block"}
        goes_on = said <= _OPEN and statement.says in _OPEN
        if told and statement.says == "in_progress" and _is_step(group.said[-1], statement):
            return False  # "pano in xong, đang treo"
        return bool(said) and statement.says is not None and not goes_on
    return True


def _is_step(before: Statement, statement: Statement) -> bool:
    """Whether what was finished, of no task by name, is a step of the one that is under way."""
    named = statement.numbered or statement.excepted or statement.shows("con", "nhung")
    return not named and before.wordy_at_all and not before.shows("tat_ca")


def _join(group: Group, statement: Statement) -> None:
    if statement.says == "done" and group.says() == {"ack_only"} and group.said[-1].shows("se"):
        group.tasks = None  # "phòng sẽ triển khai" has a word of a title by chance
    by_chance = group.tasks is not None and _grounds_wish(group, statement)
    group.said.append(statement)
    group.rest = group.rest or statement.rest
    if statement.tasks is None:
        return
    by_chance = by_chance or (statement.says == "step" and len(group.tasks or ()) > 1)
    by_chance = by_chance or _says_more(group, statement) or _stays(group, statement)
    if not by_chance and not _explains(group, statement):
        same = group.excepted and group.tasks == statement.tasks  # "trừ 3, 3 đợi Tỉnh đoàn"
        group.tasks = statement.tasks
        group.excepted = statement.excepted or same


def _stays(group: Group, statement: Statement) -> bool:
    """Whether "nhưng chưa gửi cho các đại biểu" still speaks of what was named before."""
    if statement.numbered or group.tasks is None:
        return False
    if (
        statement.shows("con_dem")
        and statement.shows("so_luong")
        and group.said[-1].shows("so_luong")
    ):
        return not statement.shows("hanh_dong", "chua", "khong", "buoc")  # "còn 1 bài nữa là xong"
    report = statement.vague and statement.says == "done" and "done" in group.says()
    return statement.goes_on or report  # "rà soát xong, báo cáo gửi rồi"


def _is_of_a_wish(group: Group, statement: Statement) -> bool:
    """Whether a wish and why it is wished for stand side by side, in either order.

    "Kịch bản chưa xong, xin lùi việc 5 đến 18/5".
    """
    if statement.says == "extension_request" and group.tasks is None:
        return all(s.lacks_a_thing() for s in group.said)
    return _grounds_wish(group, statement)


def _grounds_wish(group: Group, statement: Statement) -> bool:
    """Whether a denial right behind a wish for more time only says why it is wished for.

    What others have not done may have a word of another title: "…, đài chưa dựng xong".
    """
    wished = bool(group.said) and group.said[-1].says == "extension_request"
    denies = statement.says == "not_done" and not (statement.numbered or statement.contrasts)
    if not (wished and denies) or statement.shows("nhung", "con", "con_lai", "tat_ca"):
        return False
    whose = statement.reason is not None and statement.reason != statement.denial
    return whose or group.tasks in (None, statement.tasks)


def _says_more(group: Group, statement: Statement) -> bool:
    """Whether a remark behind "xong rồi" has a word of a title by chance ("em báo để cập nhật")."""
    open_ended = group.tasks is None and "done" in group.says()
    told = open_ended or (group.tasks is not None and "not_done" in group.says())
    return (
        told
        and len(group.said) > 1
        and statement.says is None
        and not (statement.numbered or statement.only_names)
    )


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
        named = all(s.only_names and not s.shows("minh_chung") for s in group.said)
        if group.tasks is not None and not group.says() and not group.excepted and named:
            waiting.append(group)
            continue
        if group.said[0].contrasts:  # "1 và 3, việc 2 thì chưa"
            found, waiting = found + waiting, []
        joins = bool(waiting) and group.tasks is not None
        found.append(_united([*waiting, group]) if joins else group)
        waiting = [] if joins else waiting
    if waiting and found and _may_add(found[-1], waiting):
        found[-1] = _united([found[-1], *waiting])
        return found
    return found + waiting


def _may_add(group: Group, waiting: list[Group]) -> bool:
    """Whether tasks named behind a statement are meant by it: "xong rồi, việc 2", "cả việc 3"."""
    if group.rest:
        return False
    added = all(g.said[0].shows("tat_ca", "nhung", "con") or g.said[0].joins for g in waiting)
    return group.tasks is None or (added and not group.excepted)


def _united(groups: list[Group]) -> Group:
    tasks = tuple(dict.fromkeys(n for group in groups for n in group.tasks or ()))
    statements = [s for group in groups for s in group.said]
    return Group(tasks, statements, excepted=groups[-1].excepted)
