"""What is told apart: "trừ việc 3", "còn lại", and what they leave open beside "xong"."""

from collections.abc import Sequence

from bot.understand.clauses.statements import Statement
from bot.understand.texts.groups import Group
from bot.understand.values import STATES

_NO_VERDICT = frozenset({"block"})
_OPEN = frozenset({"not_done", "in_progress"})
_VAGUE = frozenset({None, "in_progress", "ack_only", "block"})


def excluding(groups: list[Group], opens: tuple[int, ...]) -> list[Group]:
    """The groups with "the rest" and "all but" worked out."""
    for at, group in enumerate(groups):
        if group.rest:
            others = {n for other in groups if other is not group for n in other.tasks or ()}
            within = (not others and len(groups) > 1) or _counts_some(groups[:at])
            left = tuple(n for n in opens if n not in others)
            group.tasks = None if within or _may_be_fewer(group, left, others) else left or None
        elif group.excepted and group.tasks is not None and _takes_out(group):
            _exclude(groups, at, opens)
        elif group.tasks is not None and (group.excepted or group.says() == {"not_done"}):
            _set_apart(groups, at, opens)
    return sorted(groups, key=lambda group: group.excepted and not group.says())


def _may_be_fewer(group: Group, left: Sequence[int], others: set[int]) -> bool:
    """Whether fewer than all that are left may be done: "việc kia xong rồi" with three open.

    So may two: "hai việc kia xong" where none has been named before.
    """
    return (
        "done" in group.says()
        and len(left) > 1
        and any(s.shows("cai_kia") and not (s.counted and others) for s in group.said)
    )


def _counts_some(before: Sequence[Group]) -> bool:
    """Whether some who lag are counted, so that "còn lại" are the others of the same task.

    "Vướng 2 hộ, còn lại xong"; "kê khai còn 2 đồng chí chưa nộp, còn lại xong cả".
    """
    lags = [s for group in before[-1:] for s in group.said if s.says in _OPEN]
    return any(s.shows("con_dem") and s.shows("so_luong") for s in lags)


def _set_apart(groups: list[Group], at: int, opens: tuple[int, ...]) -> None:
    """Take out of "all" what is told apart: "xong tất, riêng số hóa còn 120 bộ"."""
    for group in groups[:at]:
        if group.tasks == opens and len(opens) > 1 and "done" in group.says():
            group.tasks = tuple(n for n in opens if n not in (groups[at].tasks or ())) or None


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
    if groups[at].said[0].shows("thieu") and "done" not in main.says():
        return  # "chưa, còn thiếu ảnh" denies no others
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
        of_other = group.tasks is not None and group not in closed
        if any(_excepts_unknown(s, named=of_other) for s in group.said) and any(
            g.tasks is None or len(g.tasks) > 1 for g in closed
        ):
            return True
        if closed and any(s.but_some for s in group.said):
            return True
        if closed and group.rest and group.tasks is None and "question_status" in group.says():
            return True  # "phần phòng anh xong rồi, còn lại của bên thanh tra chứ"
        strays = group.tasks is not None and group.says() <= _NO_VERDICT
        strays = strays and not group.said[0].only_names
        if strays and any(set(g.tasks or ()) & set(group.tasks or ()) for g in closed):
            return True
        same = group.tasks is None or any(set(group.tasks) & set(g.tasks or ()) for g in closed)
        asks = "question_status" in group.says() and same
        if at and asks and any(_half_asks(s) for s in group.said):
            return True
    return any(s.garbled and s.says == "done" for group in closed for s in group.said)


_SHORT = 12  # characters; a longer "còn …" says more than "còn nữa"


def _excepts_unknown(statement: Statement, *, named: bool) -> bool:
    """Whether "trừ …", "còn …" names something that is no task known.

    `named`: it is said of another task, which has just been named.
    """
    if not statement.excepted or (named and not statement.shows("tru")):
        return False
    unnamed = statement.tasks is None
    if statement.shows("tru"):
        return unnamed or statement.garbled
    asks = statement.says == "question_status" and not statement.shows("dau_hoi")
    much = statement.wordy_at_all or statement.span[1] - statement.span[0] > _SHORT
    much = much or statement.shows("buoc", "hanh_dong")  # "quet xong, con nhap may"
    return unnamed and much and (asks or statement.says in _VAGUE)


def _half_asks(statement: Statement) -> bool:
    """Whether a question has a "chưa" in it that no question mark closes."""
    if statement.shows("dau_hoi"):
        return False
    return statement.shows("chi_moi") or (
        statement.shows("chua", "nhung")
        and (statement.shows("hoi_cuoi") or not statement.shows("hoi"))
    )
