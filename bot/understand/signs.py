"""The signs of a clause: the kinds of its phrases, and what follows from their places."""

from collections.abc import Sequence
from functools import lru_cache

from bot.understand.clauses import Clause
from bot.understand.dates import Day
from bot.understand.doubts import doubtful, may_reopen, of_something_else
from bot.understand.fold import fold
from bot.understand.hearsay import hearsay
from bot.understand.lexicon import COUNTERS, KIND, VOCABULARY, Mark
from bot.understand.portions import of_a_part
from bot.understand.scene import Scene
from bot.understand.slips import counts as counted
from bot.understand.slips import may_deny, mistyped, of_titles
from bot.understand.things import names_another
from bot.understand.titles import Title, matches
from bot.understand.verbs import acts

_DERIVED = (
    "viec", "ngay_toi", "ngay_mai", "ngay_qua", "ngay_mo", "khoang_ngay", "phan_tram", "tron_ven",
    "phu_dinh", "phu_dinh_sau", "hoi_cuoi", "dau_hoi", "ngo_phu_dinh", "viec_cuoi", "buoc_xong",
    "loi_nguoi_khac", "trong", "con_dem", "chi_da", "co_phu_dinh",
    "con_sau", "so_luong", "ngo_chua", "xong_roi_bao", "moi_sau",
    "moi_duoc", "xong_roi_lam", "so_khac", "ngo_mo_lai", "roi_se", "kem", "thu_khac", "hay_la",
    "rut_sau", "nho_truoc", "mon_khac", "roi_lam", "mot_phan", "chu_la",
)  # fmt: skip
SIGN: dict[str, int] = KIND | {name: 1 << (len(KIND) + i) for i, name in enumerate(_DERIVED)}

_NEGATION = SIGN["chua"] | SIGN["khong"] | SIGN["khong_kip"]
_DOING = SIGN["xong"] | SIGN["lam"] | SIGN["hanh_dong"] | SIGN["buoc"] | SIGN["nhan"]
_DONE = SIGN["xong"] | SIGN["lam"] | SIGN["viec_cuoi"]
_PARTICLE = SIGN["dem"] | SIGN["xung_ho"]
_FILLER = _PARTICLE | SIGN["tat_ca"]


@lru_cache
def any_of(*names: str) -> int:
    """The bits of these signs together."""
    return sum({SIGN[name] for name in names})


def signs(scene: Scene, clause: Clause, titles: Sequence[Title], *, named: bool) -> int:
    """All the signs of a clause as bits; `titles` are those of the tasks that it may mean."""
    found = _own_kinds(scene, clause, titles) if clause.kinds & _OF_TITLES else clause.kinds
    found |= SIGN["viec"] if named or clause.namings else 0
    found |= _of_days(scene, clause) if clause.days else 0
    found |= _of_shares(clause) if clause.shares else 0
    found |= _of_negation(clause) if found & _NEGATION and found & _DOING else 0
    found |= _of_question(scene, clause)
    found |= _of_verbs(scene, clause, titles, found)
    if clause.loose and may_reopen(scene, clause):
        found |= SIGN["ngo_mo_lai"]
    if any(scene.kind(i) == "word" and not of_titles(scene, i, titles) for i in clause.loose):
        found |= SIGN["chu_la"]
    if clause.loose and of_something_else(scene, clause, titles):
        found |= SIGN["thu_khac"]
    if found & SIGN["nho"] and not found & SIGN["xong"] and _makes_others(clause):
        found |= SIGN["nho_truoc"]
    if found & _DONE and names_another(scene, clause, titles):
        found |= SIGN["mon_khac"]
    if found & SIGN["on_roi"] and found & SIGN["hanh_dong"]:
        fine = next(m.end for m in clause.marks if m.kinds & SIGN["on_roi"])
        acts_then = any(m.start >= fine and m.kinds & SIGN["hanh_dong"] for m in clause.marks)
        found |= SIGN["roi_lam"] if acts_then else 0
    found |= SIGN["kem"] if scene.form(clause.start) in _ADDING else 0
    found |= SIGN["hay_la"] if "hay" in scene.bares and _chooses(scene, clause) else 0
    if mistyped(scene, clause, titles) or doubtful(scene, clause, titles):
        found |= SIGN["ngo_phu_dinh"] | (SIGN["ngo_chua"] if may_deny(scene, clause) else 0)
    found |= SIGN["loi_nguoi_khac"] if hearsay(scene, clause) else 0
    found |= _after_finish(scene, clause, titles)
    found |= SIGN["roi_se"] if _acts_later(scene, clause) else 0
    found |= SIGN["mot_phan"] if found & _DONE and of_a_part(scene, clause, titles) else 0
    if found & SIGN["da"] and found & SIGN["hanh_dong"] and _is_denied_by_dau(scene, clause):
        found |= SIGN["phu_dinh"]
    found |= SIGN["co_phu_dinh"] if _negates_somewhere(scene, clause) else 0
    return found | _of_rest(scene, clause, titles)


_OF_TITLES = (
    SIGN["se"] | SIGN["vuong"] | SIGN["doan"] | SIGN["chac"] | SIGN["dieu_kien"] | SIGN["giup"]
    | SIGN["tam_hoan"] | SIGN["lanh_dao"] | SIGN["nho"] | SIGN["dang"] | SIGN["khong_phai"]
)  # fmt: skip


def _own_kinds(scene: Scene, clause: Clause, titles: Sequence[Title]) -> int:
    """The kinds of a clause's phrases, but for words that only name a task.

    "Kiểm định các chợ" promises nothing by its "định", "ký cam kết" nothing by "cam kết".
    """
    found = 0
    for mark in clause.marks:
        names = mark.kinds & _OF_TITLES and any(_in_title(scene, mark, title) for title in titles)
        found |= mark.kinds & ~_OF_TITLES if names else mark.kinds
    return found


def _in_title(scene: Scene, mark: Mark, title: Title) -> bool:
    """Whether a phrase stands in a text just as it does in a title, with a word beside it."""
    if not all(of_titles(scene, i, (title,)) for i in range(mark.start, mark.end)):
        return False
    within = {(scene.bare(i), scene.bare(i + 1)) for i in range(mark.start - 1, mark.end)}
    beside = {(scene.bare(mark.start - 1), scene.bare(mark.start)),
              (scene.bare(mark.end - 1), scene.bare(mark.end))}  # fmt: skip
    return within - beside <= title.pairs and not beside.isdisjoint(title.pairs)


_ADDING = frozenset(fold(word)[0] for word in ("có", "kèm", "gồm", "tổng"))


def _makes_others(clause: Clause) -> bool:
    """Whether somebody is sent or asked before the act is named ("nhờ bảo vệ treo rồi")."""
    sent = next(m.start for m in clause.marks if m.kinds & SIGN["nho"])
    return any(m.start > sent and m.kinds & (SIGN["hanh_dong"] | SIGN["lam"]) for m in clause.marks)


def _chooses(scene: Scene, clause: Clause) -> bool:
    """Whether "hay" stands between two things to choose from."""
    return any(
        scene.bare(i) == "hay"
        and scene.mark_at[i] is None
        and scene.kind(i - 1) in _NOUNS
        and scene.kind(i + 1) in _NOUNS
        and scene.bare(i + 1) not in ("qua", "lam", "that", "the", "ho")
        for i in range(clause.start + 1, clause.end - 1)
    )


_NOUNS = frozenset({"word", "number", "compound"})


def _this_morning(scene: Scene, clause: Clause, day: Day) -> bool:
    """Whether "sáng nay" behind "xong" tells when it was; before it, it says when it will be."""
    named = (scene.bare(day.start), scene.bare(day.start + 1)) == ("sang", "nay")
    if not named or not scene.accented:
        return False
    return any(m.kinds & SIGN["xong"] and m.end <= day.start for m in clause.marks)


def _of_days(scene: Scene, clause: Clause) -> int:
    found, today = 0, scene.today
    for day in clause.days:
        if day.day is None:
            found |= SIGN["khoang_ngay"] if day.span else SIGN["ngay_mo"]
        elif (today is not None and day.day < today) or _this_morning(scene, clause, day):
            found |= SIGN["ngay_qua"]
        else:
            found |= SIGN["ngay_toi"]
            found |= SIGN["ngay_mai"] if today is not None and day.day > today else 0
    return found


def _of_shares(clause: Clause) -> int:
    least = min(share.percent for share in clause.shares)
    return SIGN["tron_ven"] if least == 100 else SIGN["phan_tram"]


def _of_negation(clause: Clause) -> int:
    """Whether a negation stands before what was done, or only after it."""
    negations = [m.start for m in clause.marks if m.kinds & _NEGATION]
    doings = [m.start for m in clause.marks if m.kinds & _DOING]
    return SIGN["phu_dinh"] if negations[0] < doings[-1] else SIGN["phu_dinh_sau"]


def _of_question(scene: Scene, clause: Clause) -> int:
    found = SIGN["dau_hoi"] if clause.asks else 0
    if not clause.kinds & (SIGN["hoi_sau"] | SIGN["khong"] | SIGN["chua"]):
        return found
    words = [m for m in clause.marks if scene.kind(m.start) != "sign"]
    content = [m for m in words if m.kinds & ~_PARTICLE]
    if not content or not _is_last(scene, clause, content[-1]):
        return found
    last, before = content[-1], content[:-1]
    if last.kinds & SIGN["hoi_sau"] and (before or clause.namings):
        return found | SIGN["hoi_cuoi"]
    if scene.bare(last.start - 1) == "thi":
        return found
    ends = last.kinds & SIGN["khong"] or (last.kinds & SIGN["chua"] and last.end - last.start == 1)
    asked = any(m.kinds & (_DOING | SIGN["dang"] | SIGN["da"] | SIGN["hoi"]) for m in before)
    denied = any(m.kinds & _NEGATION for m in before)
    return found | SIGN["hoi_cuoi"] if ends and asked and not denied else found


def _is_last(scene: Scene, clause: Clause, mark: Mark) -> bool:
    """Whether nothing but particles follows a phrase in its clause."""
    return all(
        (covering := scene.mark_at[i]) is not None and covering.kinds & _PARTICLE
        for i in range(mark.end, clause.end)
        if scene.kind(i) in ("word", "number") and not _names(clause, i)
    )


def _names(clause: Clause, i: int) -> bool:
    return any(naming.start <= i < naming.end for naming in clause.namings)


def _of_verbs(scene: Scene, clause: Clause, titles: Sequence[Title], found: int) -> int:
    if not found & (SIGN["da"] | SIGN["xong"] | SIGN["ngay_qua"] | SIGN["du"]):
        return 0
    final, step = acts(scene, clause, titles, finished=bool(found & SIGN["xong"]))
    return (SIGN["viec_cuoi"] if final else 0) | (SIGN["buoc_xong"] if step else 0)


def _after_finish(scene: Scene, clause: Clause, titles: Sequence[Title]) -> int:
    """What stands after "xong" and before "mới xong" decides what is finished, and when."""
    if not clause.kinds & SIGN["xong"]:
        return 0
    finish = next(m for m in reversed(clause.marks) if m.kinds & SIGN["xong"])
    found = 0
    if scene.bare(finish.start) == "moi" and not all(
        _harmless(scene, clause, i, titles) for i in range(clause.start, finish.start)
    ):
        found |= SIGN["moi_sau"]
    if any(m.kinds & SIGN["rut_lai"] and m.start >= finish.end for m in clause.marks):
        found |= SIGN["rut_sau"]
    rest = [i for i in range(finish.end, clause.end) if scene.bare(i) not in _ASIDES]
    if any(_is_denial(scene, i) for i in rest):
        found |= SIGN["phu_dinh"]
    everything = scene.bare(finish.end - 1) in _EVERY and bool(rest)
    counted = everything and scene.kind(rest[0]) == "number" and scene.bare(rest[0] + 1) in COUNTERS
    if rest and not counted and not _harmless(scene, clause, rest[0], titles):
        found |= SIGN["con_sau"]
    if len(rest) > 1 and _acts_next(scene, finish.end) and not _is_particle(scene, rest[0]):
        found |= SIGN["xong_roi_lam"]
    said = next((scene.mark_at[i] for i in rest if not _courtesy(scene, i)), None)
    if said is not None and said.kinds & SIGN["bao_lai"] and not clause.kinds & SIGN["minh_chung"]:
        found |= SIGN["xong_roi_bao"]
    return found


def _acts_next(scene: Scene, i: int) -> bool:
    """Whether somebody who acts is named at token i; "xong tối qua" names nobody."""
    return scene.bare(i) in _ACTORS and not (scene.form(i) == _EVENING or scene.taken[i])


_EVENING = fold("tối")[0]
_EVERY = frozenset({"ca", "het", "du"})
_ASIDES = frozenset({"em", "anh", "chi", "nhe", "a", "ma", "luon", "thi", "duoc", "cho"})


_ACTORS = frozenset({"em", "anh", "chi", "toi", "minh", "thi", "se", "ben", "phong", "la", "bon"})


def _is_denied_by_dau(scene: Scene, clause: Clause) -> bool:
    """Whether a bare "đâu" closes what was to be told: "đã lắp đâu"."""
    last = clause.end - 1
    while last > clause.start and _is_particle(scene, last):
        last -= 1
    return scene.form(last) == "đâu" and _is_denial(scene, last)


def _is_particle(scene: Scene, i: int) -> bool:
    mark = scene.mark_at[i]
    return mark is not None and not mark.kinds & ~_PARTICLE and not mark.values


def _is_denial(scene: Scene, i: int) -> bool:
    """Whether "đâu" stands here by itself: "đã xong đâu" denies."""
    return scene.mark_at[i] is None and (
        scene.form(i) == "đâu" or (scene.bare(i) == "dau" and not scene.accented)
    )


def _courtesy(scene: Scene, i: int) -> bool:
    mark = scene.mark_at[i]
    return mark is not None and bool(mark.kinds & (_PARTICLE | SIGN["da"]))


def _harmless(scene: Scene, clause: Clause, i: int, titles: Sequence[Title]) -> bool:
    """Whether a word beside "xong" names the task, a day or nothing, and no other thing."""
    token, mark = scene.row[i], scene.mark_at[i]
    if token.kind not in ("word", "number") or scene.taken[i] or _names(clause, i):
        return True
    if (mark is not None and mark.kinds & _HARMLESS) or token.form == "nay":
        return True
    if scene.bare(i - 1) == "cho" and _receives(scene, i):
        return True
    return any(matches(title, token.form, token.bare) for title in titles)


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


def _acts_later(scene: Scene, clause: Clause) -> bool:
    """Whether a day stands between "rồi" and an act: "về rồi chiều treo"."""
    if not clause.days or not clause.kinds & _DOING:
        return False
    past = next((m.end for m in clause.marks if scene.bare(m.end - 1) == "roi"), None)
    acts = [m.start for m in clause.marks if m.kinds & _DOING]
    return past is not None and any(
        past <= day.start < acts[-1]
        and (day.day is None or scene.today is None or day.day >= scene.today)
        for day in clause.days
    )


def _negates_somewhere(scene: Scene, clause: Clause) -> bool:
    """Whether a word of negation stands anywhere, courtesies ("không có gì") aside."""
    if scene.bares.isdisjoint(_NO_LETTERS):
        return False
    finish = max((m.start for m in clause.marks if m.kinds & SIGN["xong"]), default=-1)
    return any(
        scene.row[i].form in _NO or (scene.row[i].bare in _NO_BARE and not scene.accented)
        for i in range(clause.start, clause.end)
        if (mark := scene.mark_at[i]) is None or not mark.kinds & _COURTEOUS or i < finish
    )


_NO = frozenset(fold(word)[0] for word in ("chưa", "không", "chẳng", "chả", "đừng"))
_NO_LETTERS = frozenset(fold(word)[1] for word in ("chưa", "không", "chẳng", "chả", "đừng"))
_NO_BARE = frozenset({"chua", "khong", "chang"})
_COURTEOUS = (
    SIGN["nhan"] | SIGN["khong_hoi"] | SIGN["minh_chung"] | SIGN["khong_con"] | SIGN["chua_han"]
    | SIGN["than_phien"]
)  # fmt: skip


_TIMES = frozenset({"ngay", "hom", "tuan", "thang", "buoi", "tieng", "gio", "h", "phut", "nam"})
_REACHED = frozenset({"duoc", "moi", "co"})


def _reaches(scene: Scene, i: int) -> bool:
    """Whether a number says how far the work has come ("được 6 cái", "mới 2 xã")."""
    counts = scene.kind(i) == "number" and scene.bare(i + 1) in COUNTERS - _TIMES
    return counts and scene.bare(i - 1) in _REACHED


def _of_rest(scene: Scene, clause: Clause, titles: Sequence[Title]) -> int:
    """Whether only particles are left, and whether something is left over to do."""
    content = [m for m in clause.marks if m.kinds & ~(_FILLER | SIGN["xin"])]
    unknown = bool(clause.loose)
    found = 0 if content or unknown else SIGN["trong"]
    if scene.figures:
        found |= _of_counts(scene, clause, titles)
    only_past = bool(clause.kinds & SIGN["da"]) and all(m.kinds & SIGN["da"] for m in content)
    if only_past and any(scene.bare(m.end - 1) == "roi" for m in content):
        foreign = any(not of_titles(scene, i, titles) for i in clause.loose)
        found |= 0 if foreign else SIGN["chi_da"]
    opens = bool(clause.marks) and bool(clause.marks[0].kinds & SIGN["con"])
    return found | (SIGN["con_dem"] if opens and unknown and not clause.namings else 0)


def _of_counts(scene: Scene, clause: Clause, titles: Sequence[Title]) -> int:
    """Whether figures count things, and things that are no tasks ("3 xã")."""
    counts = [i for i in clause.loose if scene.kind(i) == "number" and counted(scene, i)]
    found = SIGN["so_luong"] if counts else 0
    others = [i for i in counts if scene.bare(i + 1) not in _TIMES]
    found |= SIGN["so_khac"] if any(not of_titles(scene, i + 1, titles) for i in others) else 0
    reached = any(_reaches(scene, i) for i in scene.valued if clause.start <= i < clause.end)
    return found | (SIGN["moi_duoc"] | SIGN["so_luong"] if reached else 0)
