"""The signs that a clause shows: the kinds of its phrases, and what follows from their places."""

from collections.abc import Sequence

from bot.understand.clauses.company import TIMES, kinds
from bot.understand.clauses.cutting import Clause
from bot.understand.clauses.doubts import doubtful, may_reopen, of_something_else
from bot.understand.clauses.finishing import after_finish, denied_by_dau, finishes_doing
from bot.understand.clauses.hearsay import hearsay
from bot.understand.clauses.portions import of_a_part
from bot.understand.clauses.signs import NEGATION, PARTICLE, SIGN
from bot.understand.clauses.slips import counts as counted
from bot.understand.clauses.slips import is_name, is_thumb, may_deny, mistyped, of_titles
from bot.understand.clauses.things import names_another
from bot.understand.clauses.timing import BY, begs_for_a_day, of_days, of_hours
from bot.understand.clauses.verbs import acts
from bot.understand.words.beside import forms, letters, rows
from bot.understand.words.claims import claim
from bot.understand.words.fold import fold
from bot.understand.words.lexicon import Mark
from bot.understand.words.scene import Scene
from bot.understand.words.titles import Title

_DOING = SIGN["xong"] | SIGN["lam"] | SIGN["hanh_dong"] | SIGN["buoc"] | SIGN["nhan"]
_DONE = SIGN["xong"] | SIGN["lam"] | SIGN["viec_cuoi"]
_FILLER = PARTICLE | SIGN["tat_ca"]


def shown(scene: Scene, clause: Clause, titles: Sequence[Title], *, named: bool) -> int:
    """All the signs of a clause as bits; `titles` are those of the tasks that it may mean."""
    found = kinds(scene, clause, titles)
    found |= SIGN["viec"] if named or clause.namings else 0
    found |= of_days(scene, clause, titles) if clause.days else 0
    found |= SIGN["xin"] if clause.days and begs_for_a_day(scene, clause) else 0
    found |= SIGN["dieu_kien"] if found & SIGN["da"] and _comes_first(scene, clause) else 0
    found |= of_hours(scene, clause, found) if not scene.bares.isdisjoint(BY) else 0
    found |= _of_shares(clause) if clause.shares else 0
    found |= _of_negation(clause) if found & NEGATION and found & _DOING else 0
    found |= _of_question(scene, clause)
    found |= _of_verbs(scene, clause, titles, found)
    found |= _of_loose(scene, clause, titles) if clause.loose else 0
    found |= _of_others(scene, clause, titles, found)
    if mistyped(scene, clause, titles) or doubtful(scene, clause, titles):
        found |= SIGN["ngo_phu_dinh"] | (SIGN["ngo_chua"] if may_deny(scene, clause) else 0)
    found |= after_finish(scene, clause, titles)
    if found & SIGN["xong"] and finishes_doing(scene, clause, titles, final=found & _FINAL > 0):
        found |= SIGN["xong_viec_lam"]
    found |= SIGN["roi_se"] if _acts_later(scene, clause) else 0
    acted = SIGN["hanh_dong"] | SIGN["lam"] | SIGN["dang"]
    if found & SIGN["da"] and denied_by_dau(scene, clause, acted=bool(found & acted)):
        found |= SIGN["phu_dinh"]
    found |= SIGN["co_phu_dinh"] if _negates_somewhere(scene, clause) else 0
    return found | _of_rest(scene, clause, titles)


def _comes_first(scene: Scene, clause: Clause) -> bool:
    """Whether "đã" at the end puts something before the work: "đợi học sinh về hết đã"."""
    if scene.asked == "ask_reason" or clause.kinds & SIGN["cho"]:
        return False  # a wait is what was asked for
    last = clause.end - 1
    while last > clause.start and (mark := scene.begins[last]) is not None:
        if scene.form(last) == _FIRST or (mark.kinds & ~PARTICLE and scene.kind(last) != "sign"):
            break
        last -= 1
    return scene.form(last) == _FIRST and last > clause.start


_FIRST = fold("đã")[0]
_FINAL = SIGN["viec_cuoi"]


def _of_loose(scene: Scene, clause: Clause, titles: Sequence[Title]) -> int:
    """What the words say that no phrase explains: whether they are the title's, or strange."""
    found = SIGN["ngo_mo_lai"] if may_reopen(scene, clause) else 0
    for i in clause.loose:
        if scene.kind(i) == "word":
            found |= SIGN["ten_viec"] if of_titles(scene, i, titles) else SIGN["chu_la"]
    return found | (SIGN["thu_khac"] if of_something_else(scene, clause, titles) else 0)


def _of_others(scene: Scene, clause: Clause, titles: Sequence[Title], found: int) -> int:
    """Whether it is somebody else, another thing or another time that a clause speaks of."""
    more = 0
    if found & SIGN["nho"]:
        sent = _hands_on(scene, clause) if found & SIGN["xong"] else _makes_others(clause)
        more |= SIGN["nho_truoc"] if sent else 0
    if found & (_DONE | SIGN["tron_ven"]):
        more |= SIGN["mon_khac"] if names_another(scene, clause, titles) else 0
        more |= SIGN["mot_phan"] if of_a_part(scene, clause, titles) else 0
    if found & SIGN["on_roi"] and found & SIGN["hanh_dong"]:
        fine = next(m.end for m in clause.marks if m.kinds & SIGN["on_roi"])
        acts_then = any(m.start >= fine and m.kinds & SIGN["hanh_dong"] for m in clause.marks)
        more |= SIGN["roi_lam"] if acts_then else 0
    only = not scene.bares.isdisjoint(_ONLY_BARES)
    if only and any(scene.form(i) in _ONLY for i in range(clause.start, clause.end)):
        more |= SIGN["chi_moi"] | (
            SIGN["moi_duoc"] if not found & SIGN["xong"] and _only_so_much(scene, clause) else 0
        )
    more |= SIGN["kem"] if scene.form(clause.start) in _ADDING else 0
    if found & SIGN["hoi_cuoi"] and claim(scene.row[clause.start : clause.end]):
        more |= SIGN["noi_khac"]
    more |= SIGN["hay_la"] if "hay" in scene.bares and _chooses(scene, clause) else 0
    return more | (SIGN["loi_nguoi_khac"] if hearsay(scene, clause) else 0)


_ONLY = forms("only") | letters("only")
_ONLY_BARES = letters("only")
_ADDING = forms("adding")


def _hands_on(scene: Scene, clause: Clause) -> bool:
    """Whether it is the handing on that is done: "thống kê đã giao cô Thúy xong rồi"."""
    for mark in clause.marks:
        person = scene.begins[mark.end] if mark.kinds & SIGN["giao_viec"] else None
        if person is not None and person.kinds & SIGN["xung_ho"]:
            named = person.end + (scene.kind(person.end) == "word" and is_name(scene, person.end))
            done = scene.begins[named]
            return done is not None and bool(done.kinds & SIGN["xong"])
    return False


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


def _of_shares(clause: Clause) -> int:
    least = min(share.percent for share in clause.shares)
    return SIGN["tron_ven"] if least == 100 else SIGN["phan_tram"]


def _of_negation(clause: Clause) -> int:
    """Whether a negation stands before what was done, or only after it."""
    negations = [m.start for m in clause.marks if m.kinds & NEGATION]
    doings = [m.start for m in clause.marks if m.kinds & _DOING]
    return SIGN["phu_dinh"] if negations[0] < doings[-1] else SIGN["phu_dinh_sau"]


def _of_question(scene: Scene, clause: Clause) -> int:
    found = SIGN["dau_hoi"] if clause.asks else 0
    if not clause.kinds & (SIGN["hoi_sau"] | SIGN["khong"] | SIGN["chua"]):
        return found
    words = [m for m in clause.marks if scene.kind(m.start) != "sign"]
    content = [m for m in words if m.kinds & ~PARTICLE]
    if not content or not _is_last(scene, clause, content[-1]):
        return found
    last, before = content[-1], content[:-1]
    named = any(naming.start < last.start for naming in clause.namings)
    if last.kinds & SIGN["hoi_sau"] and (before or named):
        alone = all(m.kinds & SIGN["chua"] for m in before) and last.end - last.start == 1
        return found if alone and _opens_with(clause, before) else found | SIGN["hoi_cuoi"]
    if scene.bare(last.start - 1) == "thi":
        return found
    ends = last.kinds & SIGN["khong"] or (last.kinds & SIGN["chua"] and last.end - last.start == 1)
    asked = any(m.kinds & _ASKABLE and not _polite(clause, m) for m in before)
    asked = asked or (named and bool(clause.loose))  # "việc 1 tính cả hộ online không"
    denied = any(m.kinds & NEGATION for m in before)
    return found | SIGN["hoi_cuoi"] if ends and asked and not denied else found


def _opens_with(clause: Clause, before: Sequence[Mark]) -> bool:
    """Whether a clause opens with its only word, and "à" stands behind an address: "chưa em à"."""
    return len(before) == 1 and before[0].start == clause.start and len(clause.marks) > 2


_ASKABLE = _DOING | SIGN["dang"] | SIGN["da"] | SIGN["hoi"] | SIGN["han"] | SIGN["gia_han"]


def _polite(clause: Clause, mark: Mark) -> bool:
    """Whether a bare "da" that opens what is said is rather "dạ" than "đã"."""
    return mark.start == clause.start and bool(mark.kinds & SIGN["thua_gui"])


def _is_last(scene: Scene, clause: Clause, mark: Mark) -> bool:
    """Whether nothing but particles follows a phrase in its clause."""
    return all(
        (covering := scene.mark_at[i]) is not None and covering.kinds & PARTICLE
        for i in range(mark.end, clause.end)
        if scene.kind(i) in ("word", "number") and not _names(clause, i)
    )


def _names(clause: Clause, i: int) -> bool:
    return any(naming.start <= i < naming.end for naming in clause.namings)


def _cites_its_number(scene: Scene, clause: Clause) -> bool:
    """Whether the number of a paper shows that it was issued: "phương án ban hành số 112"."""
    return "so" in scene.bares and any(
        m.kinds & SIGN["hanh_dong"]
        and scene.bare(m.end) == "so"
        and scene.kind(m.end + 1) in ("number", "doc")
        for m in clause.marks
    )


def _of_verbs(scene: Scene, clause: Clause, titles: Sequence[Title], found: int) -> int:
    past = SIGN["da"] | SIGN["xong"] | SIGN["ngay_qua"] | SIGN["du"]
    if not found & past and not _cites_its_number(scene, clause):
        return 0
    final, step = acts(
        scene, clause, titles, finished=bool(found & SIGN["xong"]), every=bool(clause.namings)
    )
    return (SIGN["viec_cuoi"] if final else 0) | (SIGN["buoc_xong"] if step else 0)


def _only_so_much(scene: Scene, clause: Clause) -> bool:
    """Whether a clause ends in "thôi": "đường chạy mới sơn lớp lót thôi"."""
    last = clause.end - 1
    while last > clause.start and scene.bare(last) != "thoi" and _courtesy(scene, last):
        last -= 1
    return scene.form(last) == _NO_MORE


def _courtesy(scene: Scene, at: int) -> bool:
    mark = scene.mark_at[at]
    return scene.kind(at) != "word" or (mark is not None and bool(mark.kinds & PARTICLE))


_NO_MORE = fold("thôi")[0]


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
        scene.row[i].form in _NO or (scene.row[i].bare in _NO_BARE and not scene.sure[i])
        for i in range(clause.start, clause.end)
        if (mark := scene.mark_at[i]) is None or not mark.kinds & _COURTEOUS or i < finish
    )


_NO = forms("denials")
_NO_LETTERS = letters("denials")
_NO_BARE = letters("plain_denials")
_COURTEOUS = (
    SIGN["nhan"] | SIGN["khong_hoi"] | SIGN["minh_chung"] | SIGN["khong_con"] | SIGN["chua_han"]
    | SIGN["than_phien"]
)  # fmt: skip


_REACHED = letters("reached")


def _reaches(scene: Scene, i: int) -> bool:
    """Whether a number says how far the work has come ("được 6 cái", "mới 2 xã", "được 9 rồi")."""
    if scene.kind(i) != "number" or scene.taken[i] or scene.bare(i - 1) not in _REACHED:
        return False  # "hoàn thành được 1 việc" has its number taken
    if scene.kind(i + 1) != "word" or scene.bare(i + 1) == "roi":
        return True
    return scene.counter(i + 1) and scene.bare(i + 1) not in TIMES


def _of_rest(scene: Scene, clause: Clause, titles: Sequence[Title]) -> int:
    """Whether only particles are left, and whether something is left over to do."""
    content = [
        m for m in clause.marks if m.kinds & ~(_FILLER | SIGN["xin"]) and not is_thumb(scene, m)
    ]
    unknown = bool(clause.loose)
    found = 0 if content or unknown else SIGN["trong"]
    if scene.figures:
        found |= _of_counts(scene, clause, titles)
    only_past = bool(clause.kinds & SIGN["da"]) and all(m.kinds & _PAST_OR_REST for m in content)
    if only_past and any(scene.bare(m.end - 1) == "roi" for m in content):
        foreign = any(not of_titles(scene, i, titles) for i in clause.loose)
        found |= 0 if foreign else SIGN["chi_da"]
    opens = bool(clause.marks) and bool(clause.marks[0].kinds & SIGN["con"])
    if not opens or clause.namings:
        return found
    more = unknown or any(scene.form(m.start) in _MORE for m in clause.marks)
    return found | (SIGN["con_dem"] if more else 0)


_MORE = fold("nữa")  # "còn các trường nữa"


def _described(scene: Scene, i: int, titles: Sequence[Title]) -> bool:
    """Whether a figure only tells of a thing of the title: "danh sách 17 thôn"."""
    noun = scene.mark_at[i - 1] if i else None
    plain = noun is None or not noun.kinds & ~SIGN["mon"]
    return i > 0 and plain and of_titles(scene, i - 1, titles)


_PAST_OR_REST = SIGN["da"] | SIGN["con_lai"]


def _is_its_name(scene: Scene, i: int, titles: Sequence[Title]) -> bool:
    """Whether a figure is written together with what the title calls so: "kênh N4"."""
    glued = i > 0 and scene.row[i - 1].end == scene.row[i].start
    return glued and of_titles(scene, i - 1, titles) and of_titles(scene, i, titles)


def _of_counts(scene: Scene, clause: Clause, titles: Sequence[Title]) -> int:
    """Whether figures count things, and things that are no tasks ("3 xã")."""
    counts = [
        i
        for i in clause.loose
        if scene.kind(i) == "number"
        and counted(scene, i)
        and (scene.bare(i - 2), scene.bare(i - 1)) not in _WHOLE
        and not _is_its_name(scene, i, titles)
        and not any((scene.bare(i), scene.bare(i + 1)) in title.pairs for title in titles)
    ]  # "báo cáo 6 tháng" is called so
    found = SIGN["so_luong"] if counts else 0
    others = [
        i for i in counts if scene.bare(i + 1) not in TIMES and not _described(scene, i, titles)
    ]
    found |= SIGN["so_khac"] if any(not of_titles(scene, i + 1, titles) for i in others) else 0
    reached = any(_reaches(scene, i) for i in scene.valued if clause.start <= i < clause.end)
    return found | (SIGN["moi_duoc"] | SIGN["so_luong"] if reached else 0)


_WHOLE = rows("whole_lists")
