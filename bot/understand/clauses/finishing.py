"""What stands behind "xong" and before "mới xong": it decides what is finished, and when."""

from collections.abc import Sequence

from bot.understand.clauses.cutting import Clause
from bot.understand.clauses.signs import PARTICLE, SIGN
from bot.understand.clauses.slips import common, is_name, of_titles
from bot.understand.figures.reckoning import Day
from bot.understand.words.beside import forms, letters, rows
from bot.understand.words.fold import fold
from bot.understand.words.lexicon import VOCABULARY, Mark
from bot.understand.words.scene import Scene
from bot.understand.words.titles import Title, matches

_FILLER = PARTICLE | SIGN["tat_ca"]


def after_finish(scene: Scene, clause: Clause, titles: Sequence[Title]) -> int:
    """What stands after "xong" and before "mới xong" decides what is finished, and when."""
    if not clause.kinds & SIGN["xong"]:
        return 0
    finish = next(m for m in reversed(clause.marks) if m.kinds & SIGN["xong"])
    found = SIGN["moi_sau"] if _on_condition(scene, clause, finish, titles) else 0
    taken_back = SIGN["rut_lai"] | SIGN["dinh_chinh"]
    if clause.kinds & taken_back and any(
        m.kinds & taken_back and m.start >= finish.end for m in clause.marks
    ):
        found |= SIGN["rut_sau"]
    last = clause.end - (scene.form(clause.end - 1) == _CORRECTING)
    rest = [i for i in range(finish.end, last) if scene.bare(i) not in _ASIDES]
    if not scene.bares.isdisjoint(_NOWHERE_BARES) and any(_is_denial(scene, i) for i in rest):
        found |= SIGN["phu_dinh"]
    if rest and _of_less(scene, clause, finish, rest, titles):
        found |= SIGN["con_sau"]
    if len(rest) > 1 and _acts_next(scene, finish.end) and not _is_particle(scene, rest[0]):
        found |= SIGN["xong_roi_lam"]
    telling = clause.kinds & SIGN["bao_lai"] and not clause.kinds & SIGN["minh_chung"]
    if telling and _tells_next(scene, rest, titles):
        found |= SIGN["xong_roi_bao"]
    return found


_CORRECTING = fold("cơ")[0]  # "nhầm, việc 3 xong cơ"


def finishes_doing(scene: Scene, clause: Clause, titles: Sequence[Title], *, final: bool) -> bool:
    """Whether "hoàn thành (việc)" goes on with an act of the duty: "hoàn thành việc đăng tải".

    So it does with one that is in the title, or is known to be the `final` one. With a count behind
    it that may be all of the duty, or some of it.
    """
    for finish in clause.marks:
        if not finish.kinds & SIGN["xong"]:
            continue
        called = _called(scene, finish.end)
        act = scene.begins[finish.end + len(called)]
        goes_on = called or scene.bare(finish.end - 1) == _ACHIEVED
        if goes_on and act is not None and act.kinds & (SIGN["hanh_dong"] | SIGN["buoc"]):
            return final or of_titles(scene, act.start, titles)
    return False


def _called(scene: Scene, at: int) -> tuple[str, ...]:
    """What an act is called here before it is named: "việc", "công tác"; else nothing."""
    if scene.bare(at) not in _CALLING:
        return ()
    return next((n for n in _CALLED if all(scene.bare(at + i) == b for i, b in enumerate(n))), ())


_CALLED, _ACHIEVED = rows("calls_an_act_work"), "thanh"
_CALLING = frozenset(name[0] for name in _CALLED)


def _on_condition(scene: Scene, clause: Clause, finish: Mark, titles: Sequence[Title]) -> bool:
    """Whether "mới xong" follows a condition, or a time to come: "trọn tuần này mới xong"."""
    if scene.bare(finish.start) != "moi":
        return _had_it_been(scene, clause, finish)
    ahead = any(d.end <= finish.start and _is_to_come(scene, d) for d in clause.days)
    before = range(clause.start, finish.start)
    return ahead or not all(_harmless(scene, clause, i, titles) for i in before)


def _had_it_been(scene: Scene, clause: Clause, finish: Mark) -> bool:
    """Whether "thì" makes what stands before it a condition: "đủ người thì phát xong từ lâu"."""
    if "thi" not in scene.bares:
        return False
    then = next((i for i in range(clause.start, finish.start) if _is_then(scene, i)), None)
    return then is not None and any(scene.bare(i) in _NEEDED for i in range(clause.start, then))


def _is_then(scene: Scene, i: int) -> bool:
    """Whether "thi" is "thì", and no contest: "hồ sơ dự thi nộp xong"."""
    return scene.bare(i) == "thi" and (scene.form(i) == _THEN or not scene.sure[i])


_THEN, _NEEDED = fold("thì")[0], letters("needed_before_then")


def _is_to_come(scene: Scene, day: Day) -> bool:
    """Whether a day before "mới xong" is not over: "chiều nay mới xong" may be a promise."""
    if day.day is None or scene.today is None:
        return day.day is None
    late = scene.bare(day.start) in _LATE
    return day.day > scene.today or (day.day == scene.today and late)


_LATE = letters("late_in_the_day")


def _of_less(
    scene: Scene, clause: Clause, finish: Mark, rest: Sequence[int], titles: Sequence[Title]
) -> bool:
    """Whether the words behind "xong" make it that of another thing, or of a part."""
    if _only_so_far(scene, clause, finish, rest, titles):
        return True
    everything = scene.bare(finish.end - 1) in _EVERY
    if everything and scene.kind(rest[0]) == "number" and scene.counter(rest[0] + 1):
        return False
    if scene.bare(rest[0]) in _ALL_ALONG:  # "trang trí xong dọc tuyến đường"
        return False
    if scene.bare(rest[0]) == "them" and scene.number(rest[0] + 1) is not None:
        rest = rest[1:]  # "hoàn thành thêm 1 việc"
    rest = _without_address(scene, clause, rest)
    content = next((i for i in rest if not (_leads(scene, i) or _counts_out(scene, i))), None)
    if content is None or _hands_in(scene, clause, content):
        return False
    strange = any(
        i in clause.loose and not of_titles(scene, i, titles) and not common(scene, i)
        for i in rest
        if scene.kind(i) == "word" and scene.form(i) == scene.bare(i) and not scene.sure[i]
    )
    return strange or not _harmless(scene, clause, content, titles)


def _only_so_far(
    scene: Scene, clause: Clause, finish: Mark, rest: Sequence[int], titles: Sequence[Title]
) -> bool:
    """Whether "mới … thôi" says that it is only that: "mới xong bên Tân Thành thôi"."""
    if not any(scene.bare(i) == "thoi" for i in rest):
        return False
    if scene.bare(finish.start) != "moi":
        return _named_twice(scene, clause, finish, rest, titles)
    return any(i in clause.loose and not of_titles(scene, i, titles) for i in rest)


def _named_twice(
    scene: Scene, clause: Clause, finish: Mark, rest: Sequence[int], titles: Sequence[Title]
) -> bool:
    """Whether the duty is named before "xong" and one of its things behind it.

    "Vòng loại thì đá xong khối 10 thôi".
    """
    before = [i for i in clause.loose if i < finish.start and of_titles(scene, i, titles)]
    return bool(before) and any(i in clause.loose and of_titles(scene, i, titles) for i in rest)


def _without_address(scene: Scene, clause: Clause, rest: Sequence[int]) -> Sequence[int]:
    """The words without the name that closes an address: "xong rồi nhé anh Hùng"."""
    named = [i for i in rest if scene.kind(i) == "word" and not _is_particle(scene, i)]
    if not named or scene.bare(named[-1] - 1) not in _ADDRESSED:
        return rest
    if named[-1] not in clause.loose and not is_name(scene, named[-1]):
        return rest
    return [i for i in rest if i != named[-1]]


_ADDRESSED = letters("addressed")


def _tells_next(scene: Scene, rest: Sequence[int], titles: Sequence[Title]) -> bool:
    """Whether "xong" leads on to telling of it: "xong báo anh"; "xong báo cáo" may be the paper."""
    said = next((scene.mark_at[i] for i in rest if not _courtesy(scene, i)), None)
    if said is None or not said.kinds & SIGN["bao_lai"]:
        return False
    paper = any((scene.bare(said.start), scene.bare(said.end - 1)) in t.pairs for t in titles)
    to = scene.begins[said.end]
    if paper and (to is None or not to.kinds & SIGN["xung_ho"]):
        return False  # "hoàn thành báo cáo"
    return not of_titles(scene, said.end, titles)


def _hands_in(scene: Scene, clause: Clause, i: int) -> bool:
    """Whether what is finished was handed in as well: "lập xong nộp ngân hàng rồi"."""
    mark = scene.begins[i]
    if mark is None or scene.bare(i) not in _HANDING:
        return False
    later = [m for m in clause.marks if m.start >= mark.end]
    told = any(m.kinds & SIGN["da"] for m in later)
    return told and not any(m.kinds & _NOT_THE_END for m in later)


_NOT_THE_END = SIGN["buoc"] | SIGN["lanh_dao"] | SIGN["cho"]
_HANDING = letters("handing_in")


def _acts_next(scene: Scene, i: int) -> bool:
    """Whether somebody who acts is named at token i; "xong tối qua" names nobody."""
    return scene.bare(i) in _ACTORS and not (scene.form(i) == _EVENING or scene.taken[i])


_EVENING = fold("tối")[0]


def _leads(scene: Scene, i: int) -> bool:
    """Whether a word only leads to where or whose it is: "mới xong bên Tân Thành"."""
    beside = scene.bare(i) == "ben" and scene.kind(i + 1) == "word" and is_name(scene, i + 1)
    return beside or scene.bare(i) in _OF


def _counts_out(scene: Scene, i: int) -> bool:
    """Whether a word only stands before the thing that it counts: "xong cái móng"."""
    return scene.bare(i) in _CLASSIFIERS and scene.kind(i + 1) == "word"


_CLASSIFIERS = letters("classifiers")
_OF = letters("leads_to_a_place")  # "xong việc ở tòa chị về làm"
_ALL_ALONG = letters("all_along")
_EVERY = letters("every")
_ASIDES = letters("asides")


_ACTORS = letters("actors")


def denied_by_dau(scene: Scene, clause: Clause, *, acted: bool) -> bool:
    """Whether a bare "đâu" closes what was to be told: "đã lắp đâu", in the centre "đã lắp mô".

    What no phrase knows as an act is one right behind "đã": "mương đã sửa đâu".
    """
    if scene.bares.isdisjoint(_NOWHERE_BARES):
        return False
    last = clause.end - 1
    while last > clause.start and _is_particle(scene, last):
        last -= 1
    acted = acted or scene.bare(last - 2) == "da"
    return acted and scene.form(last) in _NOWHERE and _is_denial(scene, last)


_NOWHERE, _NOWHERE_BARES = forms("nowhere"), letters("nowhere") | {"dau"}


def _is_particle(scene: Scene, i: int) -> bool:
    mark = scene.mark_at[i]
    return mark is not None and not mark.kinds & ~PARTICLE and not mark.values


def _is_denial(scene: Scene, i: int) -> bool:
    """Whether "đâu" stands here by itself: "đã xong đâu" denies."""
    return scene.mark_at[i] is None and (
        scene.form(i) in _NOWHERE or (scene.bare(i) == "dau" and not scene.sure[i])
    )


def _courtesy(scene: Scene, i: int) -> bool:
    mark = scene.mark_at[i]
    return mark is not None and bool(mark.kinds & (PARTICLE | SIGN["da"]))


def _harmless(scene: Scene, clause: Clause, i: int, titles: Sequence[Title]) -> bool:
    """Whether a word beside "xong" names the task, a day or nothing, and no other thing."""
    token, mark = scene.row[i], scene.mark_at[i]
    if token.kind not in ("word", "number") or scene.taken[i] or _names(clause, i):
        return True
    if (mark is not None and mark.kinds & _HARMLESS) or token.form == "nay":
        return True
    noun = i - (scene.bare(i) == "cuoi")
    if scene.bare(noun + 1) == "cuoi" and scene.bare(noun) in _IN_TURN:
        return True  # with "đoàn cuối" all of it is done
    if scene.bare(i - 1) == "cho" and _receives(scene, i):
        return True
    return any(matches(title, token.form, token.bare) for title in titles)


_IN_TURN = letters("in_turn")
_RECIPIENTS = frozenset(
    tuple(fold(word)[1] for word in who.split()) for who in VOCABULARY["plain"]["recipients"]
)


def _receives(scene: Scene, i: int) -> bool:
    return (scene.bare(i),) in _RECIPIENTS or (scene.bare(i), scene.bare(i + 1)) in _RECIPIENTS


_HARMLESS = (
    _FILLER | SIGN["da"] | SIGN["nhan"] | SIGN["dung"] | SIGN["con_lai"] | SIGN["chac_chan"]
    | SIGN["xong"] | SIGN["dau_xong"] | SIGN["minh_chung"] | SIGN["lat_nua"] | SIGN["khieu_nai"]
    | SIGN["chua"] | SIGN["khong"] | SIGN["hoi"] | SIGN["hoi_sau"] | SIGN["nhung"] | SIGN["vi"]
    | SIGN["dinh_chinh"] | SIGN["tru"] | SIGN["con"] | SIGN["than_phien"] | SIGN["khong_con"]
    | SIGN["chua_han"] | SIGN["not_cuoi"]
)  # fmt: skip


def _names(clause: Clause, i: int) -> bool:
    return any(naming.start <= i < naming.end for naming in clause.namings)
