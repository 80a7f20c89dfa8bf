"""Answers that mean something only after the bot's own question ("2 ạ", "thứ 6", "đúng")."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.understand.clauses.appointments import others_put_off
from bot.understand.clauses.judge import Says
from bot.understand.clauses.reasons import quoted, whole
from bot.understand.clauses.slips import of_titles
from bot.understand.clauses.statements import Statement
from bot.understand.texts.groups import Group
from bot.understand.texts.parts import Teller, new_date
from bot.understand.values import STATES, Intent, Part
from bot.understand.words.lexicon import KIND
from bot.understand.words.scene import Scene
from bot.understand.words.titles import index

_SMALL_TALK = frozenset({"ack_only", None})
_UNSURE = (
    "chua", "khong", "se", "gan", "dang", "cho", "chac", "doan", "dieu_kien", "bao_sau", "nay_mai",
    "chut_nua", "ngay_mai", "ngay_mo", "hay_la", "rut_lai", "roi_lam", "ngo_phu_dinh", "ngo_mo_lai",
)  # fmt: skip


def follow_up(
    teller: Teller, said: Sequence[Statement], parts: Sequence[Part]
) -> tuple[Part, ...] | None:
    """The answer to the bot's question, or None if the text says something else."""
    answer = _ANSWERS.get(teller.said.last_bot_kind or "")
    found = answer(teller, said, parts) if answer and said else None
    if found is None:
        return None
    others = _others(teller, said, found) if answer in _OF_SOME else ()
    return (found, *others)


def _others(teller: Teller, said: Sequence[Statement], found: Part) -> tuple[Part, ...]:
    """What is told of other duties beside the answer to "việc số mấy"."""
    named, others = set(found.tasks or ()), []
    for statement in said:
        excepted = statement.excepted and any(s.shows("tat_ca") for s in said)
        told: Intent | None = None
        if statement.says == "not_done" or excepted:  # "tất cả trừ 4 với 5"
            told = "not_done"
        elif statement.says in ("in_progress", "step"):
            told = "in_progress"
        elif statement.says == "done" and found.intent == "not_done":
            told = "done"
        tasks = [n for n in statement.tasks or () if n in teller.scene.open_numbers]
        if told and tasks and named.isdisjoint(tasks):
            reason = statement.reason and quoted(teller.said.text, statement.reason)
            others.append(Part(told, tuple(tasks), None, reason))
            named.update(tasks)
    return tuple(others)


def _which(intent: Intent) -> Callable[[Teller, Sequence[Statement], Sequence[Part]], Part | None]:
    def answer(teller: Teller, said: Sequence[Statement], _: Sequence[Part]) -> Part | None:
        """The tasks named, in answer to "việc số mấy"."""
        said = _before_others(_put_right(said), _OTHERWISE[intent])
        if any(s.says not in _SMALL_TALK or s.strange or s.shows(*_UNSURE) for s in said):
            return None
        if any(s.shows("nhung") and (s.wordy_at_all or s.shows("buoc")) for s in said):
            return None
        tasks = tuple(dict.fromkeys(n for s in said if not s.excepted for n in s.tasks or ()))
        excepted = {n for s in said if s.excepted for n in s.tasks or ()}
        if not tasks and any(s.counted for s in said):
            return None  # "cả hai" of three
        if not tasks and any(s.shows("tat_ca") for s in said):
            tasks = teller.scene.open_numbers
        if not tasks and not excepted:
            tasks = _by_any_word(teller)
        tasks = tuple(n for n in tasks if n not in excepted and n in teller.scene.open_numbers)
        return Part(intent, tasks) if tasks else None

    return answer


_OTHERWISE: dict[Intent, tuple[Says, ...]] = {
    "done": ("not_done", "in_progress", "step"),
    "not_done": ("done", "in_progress", "step"),
}


def _put_right(said: Sequence[Statement]) -> Sequence[Statement]:
    """The statements from a correction on that names tasks anew: "2, à nhầm 1"."""
    last = max((i for i, s in enumerate(said) if s.shows("dinh_chinh")), default=0)
    return said[last:] if any(s.tasks is not None for s in said[last:]) else said


def _before_others(said: Sequence[Statement], otherwise: tuple[Says, ...]) -> Sequence[Statement]:
    """The statements before one that says otherwise of others: "cả 1 và 3, việc 2 thì chưa"."""
    for at, statement in enumerate(said):
        names = any(s.only_names for s in said[:at])
        if names and statement.says in otherwise and statement.tasks is not None:
            named = {n for s in said[:at] for n in s.tasks or ()}
            return said[:at] if named.isdisjoint(statement.tasks) else said
    return said


def _by_any_word(teller: Teller) -> tuple[int, ...]:
    """The only task whose title has a word of the answer, be it an everyday one ("cái đề ạ")."""
    scene = teller.scene
    told = [i for i in range(len(scene.row)) if scene.kind(i) == "word" and _may_name(scene, i)]
    found = [
        task.n
        for task in teller.said.open_tasks
        if any(of_titles(scene, i, (index(task.title),)) for i in told)
    ]
    return tuple(found) if len(found) == 1 else ()


def _may_name(scene: Scene, i: int) -> bool:
    mark = scene.mark_at[i]
    return mark is None or bool(mark.kinds & (KIND["hanh_dong"] | KIND["buoc"] | KIND["mon"]))


def _reason(teller: Teller, said: Sequence[Statement], parts: Sequence[Part]) -> Part | None:
    """A bare reason, in answer to "lý do chưa hoàn thành"."""
    first = parts[0]
    hinders = _HINDERS.get(first.intent)
    if hinders is not None and len(parts) == 1 and hinders(teller.scene, said):
        first = replace(first, intent="not_done", new_date=None)
    late = first.intent == "ack_only" and any(s.shows("chi_moi") for s in said)
    free = (late or first.intent == "not_understood") and not any(
        s.says == "block" and not _may_explain(s) for s in said
    )
    waits = first.intent in ("in_progress", "not_done") and first.percent is None
    if len(parts) > 1 or not (free or waits) or (first.intent == "in_progress" and first.new_date):
        return None
    if free and not _substantial(teller, said):
        return None
    if all(_only_denies(s) for s in said):
        return None
    span = whole(teller.scene, (said[0].span[0], said[-1].span[1]))
    told = any(s.shows("vi", "nen") for s in said) or span is None
    reason = first.reason if told and first.reason else None
    if reason is None and span is not None:
        reason = quoted(teller.said.text, span)
    numbered = any(s.numbered for s in said)  # words of a reason ("chờ Đài") name no task
    tasks = first.tasks if numbered else teller.tasks(Group(said=list(said)), "not_done")
    return Part("not_done", tasks, None, reason, first.new_date)


def _ran_out(scene: Scene, said: Sequence[Statement]) -> bool:
    """Whether "hết" says what there is no more of, and not how much was done: "giấy in hết rồi".

    "In hết rồi" begins with the act.
    """
    if any(s.shows("xong", "phan_tram", "tron_ven") or not s.shows("tat_ca") for s in said):
        return False
    opening = next((m.start for m in scene.marks if m.kinds & _OPENING), len(scene.row))
    return any(scene.kind(i) == "word" and scene.mark_at[i] is None for i in range(opening))


_OPENING = KIND["tat_ca"] | KIND["hanh_dong"] | KIND["da"] | KIND["lam"]


def _no_wish(scene: Scene, said: Sequence[Statement]) -> bool:
    """Whether others send late, "còn 2 xã nộp chậm", or what came of it is told: "… nên hoãn"."""
    if others_put_off(scene):
        return True
    asks = ("xin", "ngay_toi", "khoang_ngay", "hoi", "hoi_cuoi", "dau_hoi")
    put_off = any(s.shows("nen") and s.shows("tam_hoan") and not s.shows("ngay_mo") for s in said)
    told = put_off or any(s.shows("nop_cham") for s in said)
    return told and not any(s.shows(*asks) for s in said)


def _lacks(_: Scene, said: Sequence[Statement]) -> bool:
    """Whether what looks like a question, "may het muc", tells what there is no more of."""
    return all(s.shows("het_vat") and not s.shows("dau_hoi") for s in said)


_HINDERS: dict[Intent, Callable[[Scene, Sequence[Statement]], bool]] = {
    "done": _ran_out,
    "extension_request": _no_wish,
    "question_status": _lacks,
}


def _only_denies(statement: Statement) -> bool:
    """Whether "vẫn chưa xong ạ" is all that is said, which is no reason."""
    told = statement.denial or statement.reason or statement.day or statement.wordy_at_all
    return statement.says == "not_done" and not told and not statement.shows("vuong", "thieu")


def _may_explain(statement: Statement) -> bool:
    """Whether what would otherwise be asked about can be a reason: it closes nothing."""
    if statement.shows("lat_nua", "vuong"):
        return True
    if statement.shows("doan", "loi_nguoi_khac"):
        return not statement.shows("xong", "da", "viec_cuoi", "on_roi", "khieu_nai", "khong_biet")
    return statement.shows("ngo_phu_dinh") and not statement.shows(
        "doan", "khieu_nai", "khong_phai", "tam_hoan", "loi_nguoi_khac", "xong"
    )


def _substantial(teller: Teller, said: Sequence[Statement]) -> bool:
    """Whether there are words enough to be a reason."""
    words = [t for t in teller.scene.row if t.kind == "word"]
    return len(words) > 1 and not any(s.strange for s in said)


def _date(teller: Teller, said: Sequence[Statement], parts: Sequence[Part]) -> Part | None:
    """A bare day, in answer to "lùi đến ngày nào"."""
    first = parts[0]
    if first.intent in ("done", "question_status", "help"):
        return None
    group = Group(said=list(said))
    tasks = first.tasks or teller.tasks(group, "extension_request")
    day = new_date(group, teller.due_tasks(tasks), extends=True)
    if day is None and not any(s.shows("ngay_mo", "nay_mai", "khoang_ngay") for s in said):
        return None
    return Part("extension_request", tasks, None, first.reason, day)


def _confirm(teller: Teller, said: Sequence[Statement], parts: Sequence[Part]) -> Part | None:
    """Yes or no, in answer to "có đúng không"."""
    first = said[0]
    tasks = parts[0].tasks or teller.tasks(Group(said=list(said)), "done")
    if any(s.says in ("question_status", "help", "extension_request") for s in said):
        return None
    others = [s for s in said[1:] if s.numbered and s.says == "done"]
    denied = first.shows("sai") or (first.shows("khong") and first.says is None)
    if denied and others and first.tasks is None:  # "em nhầm, việc 3 mới xong"
        return Part("done", tuple(dict.fromkeys(n for s in others for n in s.tasks or ())))
    if first.only_names and first.numbered and _otherwise(first, said[1:]):
        return Part("done", first.tasks)  # "việc 1 thôi, 2 thì chưa"
    if first.tasks is None and any(s.numbered and s.says in _UNDER_WAY for s in said[1:]):
        return None  # "nhầm, việc 3 đang làm": it is said of that one
    if denied or first.shows("chua", "khong_kip"):
        reason = parts[0].reason if parts[0].intent in STATES else None
        return Part("not_done", tasks, None, reason, parts[0].new_date)
    agreed = first.shows("dung", "nhan", "xong")
    if agreed and all(s.says in (*_SMALL_TALK, "done") for s in said):
        limited = any(s.excepted or s.shows("sai", "hu_hai", *_UNSURE) for s in said)
        return None if limited else Part("done", tasks)
    return None


_UNDER_WAY = ("in_progress", "step")


def _otherwise(first: Statement, others: Sequence[Statement]) -> bool:
    """Whether all that is said besides denies other duties by their numbers."""
    named = set(first.tasks or ())
    return bool(others) and all(
        s.says == "not_done" and s.numbered and named.isdisjoint(s.tasks or ()) for s in others
    )


_ANSWERS: dict[str, Callable[[Teller, Sequence[Statement], Sequence[Part]], Part | None]] = {
    "ask_which": _which("done"),
    "ask_which_notdone": _which("not_done"),
    "ask_reason": _reason,
    "ask_date": _date,
    "confirm_done": _confirm,
}

_OF_SOME = (_ANSWERS["ask_which"], _ANSWERS["ask_which_notdone"], _confirm)
