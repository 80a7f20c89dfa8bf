"""What the groups of statements amount to: the parts of a text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bot.understand.clauses.reasons import quoted, whole
from bot.understand.clauses.statements import Statement
from bot.understand.figures.reckoning import add_days
from bot.understand.texts.grounds import reason_of
from bot.understand.texts.groups import Group
from bot.understand.texts.later import wishing
from bot.understand.values import STATES, Intent, OpenTask, Part, Utterance
from bot.understand.words.beside import rows
from bot.understand.words.scene import Scene


@dataclass(frozen=True, slots=True)
class Teller:
    """Makes parts of groups, with what the text and its context say."""

    said: Utterance
    scene: Scene

    def part(self, group: Group, groups: Sequence[Group]) -> Part:
        """The part that a group of statements amounts to."""
        if group.said[0].day is not None:
            group = wishing(self.scene, group, self.due_tasks(group.tasks))
        intent = _intent(group, groups)
        tasks = self.tasks(group, intent)
        if any(s.strange for s in group.said) and intent in STATES:
            intent, tasks = "not_understood", None
        if intent not in STATES:
            every = tasks == self.scene.open_numbers and len(tasks) > 1
            asked = None if every else tasks or self.pointed_at()
            return Part(intent, asked if intent == "question_status" else None)
        if intent == "done":
            return Part(intent, tasks, self.percent(group))
        return Part(
            intent,
            tasks,
            self.percent(group) if intent == "in_progress" else None,
            self.reason(group, intent),
            self.day(group, tasks, extends=intent == "extension_request"),
        )

    def tasks(self, group: Group, intent: Intent) -> tuple[int, ...] | None:
        """The tasks meant: those named, else the only or the quoted one; None: unknown."""
        opens = self.scene.open_numbers
        if intent == "done" and any(_counts_some(s) for s in group.said):
            return None  # "nhận đủ 2 việc, … xong một việc"
        if group.tasks is not None:
            return tuple(n for n in group.tasks if n in opens) or None
        if group.rest or intent not in STATES or any(s.counted for s in group.said):
            return None
        if any(s.unclear for s in group.said) and self.said.quoted_task is None:
            return opens if len(opens) == 1 else None
        if self.said.quoted_task in opens and self.said.quoted_task is not None:
            return (self.said.quoted_task,)
        return opens if len(opens) == 1 else None

    def pointed_at(self) -> tuple[int, ...] | None:
        """The task of the reminder that is replied to with “việc này”."""
        quoted_, row = self.said.quoted_task, self.scene.row
        here = any((a.bare, b.bare) in _THIS_TASK for a, b in pairwise(row))
        return (quoted_,) if here and quoted_ in self.scene.open_numbers and quoted_ else None

    def day(self, group: Group, tasks: tuple[int, ...] | None, *, extends: bool) -> date | None:
        """The day asked for or promised."""
        return new_date(group, self.due_tasks(tasks), extends=extends, today=self.scene.today)

    def due_tasks(self, tasks: tuple[int, ...] | None) -> list[OpenTask]:
        """The open tasks with these numbers; all of them if it is not known which."""
        return [t for t in self.said.open_tasks if tasks is None or t.n in tasks]

    def percent(self, group: Group) -> int | None:
        """The last share named."""
        return next((s.percent for s in reversed(group.said) if s.percent is not None), None)

    def reason(self, group: Group, intent: Intent) -> str | None:
        """The reason, as it was typed."""
        span = reason_of(group, intent)
        return None if span is None else quoted(self.said.text, whole(self.scene, span) or span)


_THIS_TASK = rows("this_task")


def _counts_some(statement: Statement) -> bool:
    """Whether so many duties are said to be done, without which they are."""
    some = statement.counted and statement.tasks is None and not statement.rest
    return some and statement.says == "done"


def new_date(
    group: Group, tasks: Sequence[OpenTask], *, extends: bool, today: date | None = None
) -> date | None:
    """The day asked for or promised; a span of an extension counts from the deadline."""
    said = reversed(group.said)  # of promises the last one counts
    explains = not extends and group.said[0].says == "not_done"  # "chưa, Đài hẹn 17/5 mới quay"
    if extends:  # "giống tới 10/10 mới về, xin dời tới 12/10"
        said = iter(sorted(group.said, key=lambda s: s.says != "extension_request"))
    for statement in said:
        day = statement.day
        now = day is not None and day.day == today
        remark = statement.says is None and statement.wordy_at_all and not extends and now
        if day is None or remark or (statement.appointed and explains):
            continue
        if day.span is not None and (statement.shows("gia_han") or (day.day is None and extends)):
            dues = {task.due for task in tasks}
            due = dues.pop() if len(dues) == 1 else None
            return None if due is None else add_days(due, day.span, working=day.working)
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


def _blocked(group: Group) -> bool:
    """Whether a statement forbids to record anything.

    "Bản word chị sửa xong, còn chờ góp ý": what waits is plain, though not what was finished.
    """
    last = group.said[-1]
    if last.says == "in_progress" and last.shows("dang") and not _disputed(group):
        return False  # "xong rồi nhưng kế toán bảo sai mẫu, đang sửa"
    waits = "in_progress" in group.says() and "done" not in group.says()
    return any(s.says == "block" and not (waits and s.shows("thu_khac")) for s in group.said)


def _ordered_off(statement: Statement) -> bool:
    """Whether leadership has put the work off or stopped it, which is the office's to record."""
    return statement.says == "block" and statement.shows("tam_hoan") and statement.shows("lanh_dao")


def _looks_into(group: Group) -> bool:
    """Whether a receipt goes on to who will look, or do it: "nhận được rồi ạ, để em xem"."""
    blocks = [s for s in group.said if s.says == "block"]
    own = all(s.shows("de_xem", "giao_viec") for s in blocks)
    return group.said[0].says == "ack_only" and own


def _disputed(group: Group) -> bool:
    """Whether it is in question whose work it is, or whether it goes on."""
    disputes = ("khong_phai", "noi_khac", "khieu_nai", "tam_hoan", "phu_trach")
    return any(s.shows(*disputes) for s in group.said)


def _unverified(group: Group) -> bool:
    """Whether somebody else is said to be done, and the speaker denies only to have seen it."""
    told = any(
        s.says == "block"
        and s.shows("doan", "loi_nguoi_khac")
        and s.shows("xong", "da", "on_roi")
        and not s.shows("chua", "khong", "khong_kip")
        for s in group.said
    )
    return told and not any(
        s.says == "not_done"
        and (s.shows("xong") or s.bare_denial() or (s.shows("viec") and s.shows("hanh_dong")))
        for s in group.said
    )


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
    behind = group.said[done_at + 1 :]
    return any(
        _reopens(s)
        if s.says is None
        else s.says == "ack_only" and s.shows("se") and s.shows("xong")
        for s in behind
    )


def _reopens(statement: Statement) -> bool:
    """Whether a clause without a verdict may take back what was reported before it."""
    if statement.shows("minh_chung") and not statement.shows("chua", "khong"):
        return False
    if _unsigned(statement):
        return True
    if statement.shows("kem"):  # "có danh sách ký nhận"
        return statement.shows("ngo_chua", "khong", "chua")
    if statement.shows("ngo_mo_lai", "ngo_chua"):
        return True
    if statement.shows("go_ra"):
        return True
    if statement.shows("hu_hai") and not statement.shows("khong", "khong_con", "nhung", "han"):
        return True
    if statement.shows("buoc", "se", "dang") and not statement.shows("da", "minh_chung", "nhan"):
        return True
    later = statement.shows("ngay_mai", "ngay_mo") and statement.wordy_at_all
    if later and not statement.shows("minh_chung", "bao_lai", "nhan"):
        return True  # "mầm với chồi tuần sau"
    return statement.shows("chua", "khong") and not statement.wordy_at_all


def _unsigned(statement: Statement) -> bool:
    """Whether a paper lacks more than to be sent: "kiểm kê xong mà chưa ký biên bản"."""
    return statement.shows("chua", "khong") and statement.shows("buoc")


def _finished(group: Group, says: set[str]) -> bool:
    """Done, and nothing said that leaves more to do than to send a picture."""
    if "done" not in says:
        return False
    if any(_leaves_out(s) for s in group.said):
        return False
    done_at = max(i for i, s in enumerate(group.said) if s.says == "done")
    return all(
        s.says == "done"
        or (s.says in ("ack_only", None) and not (s.shows("nhung") and i > done_at))
        or (s.says == "step" and (i < done_at or s.shows("ngay_qua") or s.tells_how()))
        or (i < done_at and _counted_off(s) and group.said[done_at].just_done())
        or (i > done_at and (s.only_counts() or _counts_up(group, done_at, s)))
        or (i > done_at and _about_evidence(s))
        or _evidence_soon(group, i)
        for i, s in enumerate(group.said)
    )


def _leaves_out(statement: Statement) -> bool:
    """Whether some part of a task is excepted: "thẩm định xong hết rồi trừ phòng khám Tâm Đức"."""
    part = statement.excepted and statement.tasks is None and statement.shows("tru")
    return part and statement.wordy_at_all and not statement.shows("minh_chung")


def _counts_up(group: Group, done_at: int, statement: Statement) -> bool:
    """Whether only a count is told behind "rồi": "ra quân rồi, trồng được 200 cây"."""
    told = statement.says in ("in_progress", "step") and statement.shows("moi_duoc", "so_luong")
    return told and group.said[done_at].shows("da") and not statement.shows(*_NOT_ALL)


_NOT_ALL = (
    "chi_moi", "con", "con_lai", "con_dem", "chua", "khong", "dang", "se", "cho", "thieu", "gan",
    "phan_tram", "ngay_toi", "ngay_mo", "not_cuoi",
)  # fmt: skip


def _about_evidence(statement: Statement) -> bool:
    """Whether only evidence is still spoken of: "ảnh chưa gửi"; not "chờ giám đốc ký biên bản"."""
    signing = statement.shows("gan") and statement.shows("ky", "lanh_dao", "buoc")
    waits = statement.shows("cho", "go_ra") or signing or _unsigned(statement)
    return statement.shows("minh_chung") and not waits


def _counted_off(statement: Statement) -> bool:
    """Whether so many are told that were done: "treo 2 cái rồi" before "xong nhé"."""
    told = statement.says == "in_progress" and statement.shows("so_luong") and statement.shows("da")
    return told and not statement.shows(*_NOT_YET)


def _lacks_some(group: Group) -> bool:
    """Whether only some are denied, so that the duty is under way: "còn 2 trường chưa nộp"."""
    denied = [s for s in group.said if s.says == "not_done"]
    return all(s.shows("con_dem") and s.shows("so_luong") for s in denied)


def _nearly(group: Group) -> bool:
    """Whether it is nearly done, but for some who are counted: "ký gần hết, 2 thôn chưa tới"."""
    denied = [s for s in group.said if s.says == "not_done"]
    near = any(s.says == "in_progress" and s.shows("gan") for s in group.said)
    return near and all(s.shows("so_luong") for s in denied)


def _evidence_soon(group: Group, at: int) -> bool:
    """Whether a promise only follows up on missing evidence ("tí gửi")."""
    later = group.said[at]
    denied = later.says == "not_done" and later.wordy_at_all
    return (
        at > 0
        and not denied  # "lập biên bản rồi, chưa ra quyết định xử phạt"
        and group.said[at - 1].shows("minh_chung")
        and not later.shows("xong", "cho", "buoc", "lanh_dao", "thieu")
    )


def _concluded(group: Group, says: set[str]) -> bool:
    """Whether a number at the end sums up what was told before: "ký nốt rồi, xong việc 1"."""
    *before, last = group.said
    sums_up = last.says == "done" and last.numbered and last.shows("xong") and not last.wordy_at_all
    return sums_up and "not_done" not in says and all(
        s.says in ("ack_only", None, "done")
        or (s.shows("da", "buoc", "thu_khac") and not s.shows(*_NOT_YET))
        for s in before
    )  # fmt: skip


_NOT_YET = (
    "chua", "khong", "se", "cho", "dang", "gan", "thieu", "phan_tram", "ngay_mai", "ngay_mo",
    "ngo_chua", "doan", "chac", "khieu_nai", "tam_hoan",
)  # fmt: skip


_TOGETHER: tuple[tuple[Callable[[Group, set[str]], bool], Intent], ...] = (
    (lambda g, says: "block" in says and any(map(_ordered_off, g.said)), "not_understood"),
    (lambda _, says: "extension_request" in says, "extension_request"),
    (lambda _, says: "help" in says, "help"),
    (lambda _, says: "question_status" in says, "question_status"),
    (_concluded, "done"),
    (lambda group, says: says == {"ack_only", "block"} and _looks_into(group), "ack_only"),
    (lambda g, says: "block" in says and "not_done" not in says and _blocked(g), "not_understood"),
    (lambda group, says: "block" in says and _unverified(group), "not_understood"),
    (_conflict, "not_understood"),
    (_clouded, "not_understood"),
    (_finished, "done"),
    (lambda _, says: bool(says & {"step", "done"}) and "not_done" in says, "in_progress"),
    (lambda g, says: "not_done" in says and g.percent_said(), "in_progress"),
    (lambda g, says: "not_done" in says and _nearly(g), "in_progress"),
    (lambda g, says: "not_done" in says and _lacks_some(g), "in_progress"),
    (lambda _, says: "not_done" in says, "not_done"),
    (lambda _, says: bool(says & {"in_progress", "step", "done"}), "in_progress"),
    (lambda _, says: "ack_only" in says, "ack_only"),
)
