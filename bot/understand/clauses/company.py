"""The kinds of a clause's phrases, taken for what they are in their company.

"Cam kết" promises nothing in "ký cam kết bảo vệ rừng", nor does "thêm 3 trường" ask for more days.
"""

from collections.abc import Sequence

from bot.understand.clauses.cutting import Clause
from bot.understand.clauses.signs import NEGATION, PARTICLE, SIGN
from bot.understand.clauses.slips import is_name, is_thumb, of_titles
from bot.understand.words.beside import letters
from bot.understand.words.fold import fold
from bot.understand.words.lexicon import Mark
from bot.understand.words.scene import Scene
from bot.understand.words.titles import Title

TIMES = letters("times")
_SOME_TIME = TIMES | letters("some_time")


def kinds(scene: Scene, clause: Clause, titles: Sequence[Title]) -> int:
    """The kinds of the phrases, taken for what they are in this company."""
    found = _own_kinds(scene, clause, titles) if clause.kinds & _OF_TITLES else clause.kinds
    if found & SIGN["nhan"] and _only_waves(scene, clause):
        found &= ~SIGN["nhan"]
    if clause.kinds & SIGN["xong"]:
        found = _finished(scene, clause, titles, found)
    if found & SIGN["tat_ca"] and _runs_out(scene, clause):
        found = found & ~SIGN["tat_ca"] | SIGN["het_vat"]
    if found & SIGN["tat_ca"] and found & _NOTHING_LEFT and _only_stresses(scene, clause):
        found &= ~SIGN["tat_ca"]
    if found & SIGN["gia_han"] and _of_others(clause):
        found &= ~SIGN["gia_han"]
    when = SIGN["hoi"] | SIGN["dieu_kien"]
    if found & when and found & _TO_TELL and _tells_later(scene, clause):
        found = found & ~when | SIGN["bao_sau"]
    if found & SIGN["hoi"] and not clause.asks and _counts_nobody(scene, clause, titles):
        found &= ~SIGN["hoi"]
    elif found & SIGN["hoi"] and not clause.asks and _a_few(scene, clause):
        found = found & ~SIGN["hoi"] | SIGN["moi_duoc"] | SIGN["so_luong"]
    return found


def _finished(scene: Scene, clause: Clause, titles: Sequence[Title], found: int) -> int:
    """The kinds with what goes with "xong", or without it where it only echoes."""
    finishes = [mark for mark in clause.marks if mark.kinds & SIGN["xong"]]
    for mark in finishes:
        found |= _beside_finish(scene, mark)
    echoes = not found & SIGN["da"] and _only_echoes(scene, finishes, titles)
    return found & ~SIGN["xong"] if echoes else found


def _only_waves(scene: Scene, clause: Clause) -> bool:
    """Whether a picture behind what is said is all that would thank: "mai nhé 👍"."""
    thanks = [m for m in clause.marks if m.kinds & SIGN["nhan"]]
    others = clause.loose or clause.days or clause.namings
    return bool(others) and all(is_thumb(scene, m) for m in thanks)


def _beside_finish(scene: Scene, mark: Mark) -> int:
    """What a phrase of "xong" has with it: its "rồi" ("sửa xong rồi"), or quotation marks.

    "Bệnh án điện tử “hoàn thành” thì giỏi quá" only repeats what somebody wrote.
    """
    found = SIGN["da"] if scene.bare(mark.end - 1) == "roi" else 0
    return found | (SIGN["khieu_nai"] if _is_quoted(scene, mark) else 0)


def _is_quoted(scene: Scene, mark: Mark) -> bool:
    """Whether a phrase stands between quotation marks."""
    if '"' not in scene.text and "“" not in scene.text:
        return False
    before = scene.text[: scene.row[mark.start].start]
    behind = scene.text[scene.row[mark.end - 1].end :]
    typeset = before.count("“") > before.count("”") and "”" in behind
    return typeset or (before.count('"') % 2 == 1 and '"' in behind)


def _only_echoes(scene: Scene, finishes: Sequence[Mark], titles: Sequence[Title]) -> bool:
    """Whether "hoàn thành" is only how a task is called: "việc 4: hoàn thành hồ sơ phổ cập"."""
    return all(any(_in_title(scene, mark, title) for title in titles) for mark in finishes)


def _runs_out(scene: Scene, clause: Clause) -> bool:
    """Whether "hết" opens what is said and a thing follows: "hết sạch hóa chất rồi"."""
    first = next((m for m in clause.marks if m.kinds & ~(PARTICLE | _POLITE)), None)
    if first is None or scene.bare(first.start) != "het" or first.end not in clause.loose:
        return False
    opens = not any(i < first.start for i in clause.loose)
    return opens and scene.kind(first.end) == "word" and not clause.kinds & _WORK


_POLITE = SIGN["thua_gui"] | SIGN["nhan"]
_WORK = SIGN["xong"] | SIGN["lam"] | SIGN["hanh_dong"] | SIGN["buoc"]


def _only_stresses(scene: Scene, clause: Clause) -> bool:
    """Whether "cả" only stresses that there is nothing: "không thiếu gì cả"."""
    every = [m for m in clause.marks if m.kinds & SIGN["tat_ca"]]
    return all(scene.bare(m.start - 1) in _ANYTHING for m in every)


_NOTHING_LEFT = SIGN["khong_con"] | SIGN["khong"]
_ANYTHING = letters("anything")


def _of_others(clause: Clause) -> bool:
    """Whether somebody else asked for time: "chưa thu hết vì doanh nghiệp xin khất"."""
    if clause.days or not clause.kinds & SIGN["vi"]:
        return False
    because = next(m.start for m in clause.marks if m.kinds & SIGN["vi"])
    denied = any(m.start < because and m.kinds & NEGATION for m in clause.marks)
    asked = [m.start for m in clause.marks if m.kinds & SIGN["gia_han"]]
    return denied and all(at > because for at in asked) and not clause.kinds & SIGN["nen"]


def _tells_later(scene: Scene, clause: Clause) -> bool:
    """Whether "khi nào …", "có gì …" only says when somebody will tell: "có gì chị sẽ báo sau"."""
    opening = scene.begins[clause.start]
    first = clause.start + 1 if opening is None else opening.end
    whenever = opening is not None and scene.bare(first - 1) in _WHEN
    if clause.asks or not (whenever or _if_anything(scene, clause)):
        return False
    return any(
        scene.bare(i) in _TELLING
        and scene.bare(i - 1 - (scene.bare(i - 1) == "se")) in _SPEAKERS
        and (mark := scene.mark_at[i]) is not None
        and bool(mark.kinds & _TO_TELL)
        for i in range(first + 1, clause.end)
    )


def _if_anything(scene: Scene, clause: Clause) -> bool:
    """Whether "có gì", "có kết quả gì" opens what is no question: "có gì mới em báo"."""
    opens = scene.bare(clause.start) == "co" and not clause.kinds & SIGN["khong"]
    return opens and "gi" in {scene.bare(i) for i in range(clause.start + 1, clause.start + 4)}


_TO_TELL = SIGN["bao_lai"] | SIGN["bao_sau"] | SIGN["nhan"]
_WHEN, _TELLING = letters("when"), letters("telling_later")
_SPEAKERS = letters("own_or_any") | letters("teams")


def _some(scene: Scene, clause: Clause) -> list[Mark]:
    """Where a clause asks, if it does so by "mấy" and "vài" alone."""
    asking = [m for m in clause.marks if m.kinds & SIGN["hoi"]]
    few = all(scene.bare(m.start) in ("may", "vai") and m.end - m.start == 1 for m in asking)
    return asking if few else []


def _counts_nobody(scene: Scene, clause: Clause, titles: Sequence[Title]) -> bool:
    """Whether "mấy" only says that they are several, or is "máy" of a title."""
    some = _some(scene, clause)
    if not some:
        return False
    if all(not scene.sure[m.start] and _is_called(scene, m, titles) for m in some):
        return True  # "lop may khai giang roi" of "nghề may"
    to_some = all(scene.bare(m.start - 1) in _TO_SOME for m in some)  # "xuống mấy tổ"
    return to_some or _several(scene, clause, some[-1])


def _a_few(scene: Scene, clause: Clause) -> bool:
    """Whether "mấy" only says how few: "mới nhập được mấy quyển"."""
    some = _some(scene, clause)
    return bool(some) and (
        all(scene.bare(m.start - 1) in _EVERY for m in some)  # "treo xong hết mấy tấm rồi"
        or any(m.kinds & _GOING_ON and m.end <= some[0].start for m in clause.marks)
        or (some[0].start == clause.start and bool(clause.kinds & SIGN["con_lai"]))
        or (some[0].start == clause.start and _goes_on_with_still(scene, clause.end))
        or any(
            scene.form(i) == _ONLY and i < some[0].start for i in range(clause.start, clause.end)
        )
    )


def _goes_on_with_still(scene: Scene, at: int) -> bool:
    """Whether "còn" comes next: "mấy xã còn ngập" asks nothing."""
    mark = scene.begins[at]
    return mark is not None and bool(mark.kinds & SIGN["con"])


def _is_called(scene: Scene, mark: Mark, titles: Sequence[Title]) -> bool:
    return any(scene.bare(mark.start) in title.forms for title in titles)


def _several(scene: Scene, clause: Clause, some: Mark) -> bool:
    """Whether "mấy" stands before those for whom it is done: "cho mấy cháu uống xong hết rồi"."""
    if scene.bare(some.end) in _ASKED_FOR or scene.bare(some.start - 1) in _ASKED_FOR:
        return False
    finished = any(
        m.start > some.end and m.kinds & (SIGN["xong"] | SIGN["du"] | SIGN["chua"])
        for m in clause.marks
    )
    return finished and bool(clause.kinds & (SIGN["da"] | SIGN["tat_ca"]))


_GOING_ON = SIGN["dang"] | SIGN["not_cuoi"]  # "đang tiêm nốt mấy thôn"
_ASKED_FOR = letters("asked_for_by_number")
_EVERY = letters("every")
_TO_SOME = letters("to_some")
_ONLY = fold("mới")[0]
_OF_TITLES = (
    SIGN["se"] | SIGN["vuong"] | SIGN["doan"] | SIGN["chac"] | SIGN["dieu_kien"] | SIGN["giup"]
    | SIGN["tam_hoan"] | SIGN["lanh_dao"] | SIGN["nho"] | SIGN["dang"] | SIGN["khong_phai"]
    | SIGN["gan"] | SIGN["khieu_nai"] | SIGN["gia_han"] | SIGN["cho"] | SIGN["vi"] | SIGN["khong"]
    | SIGN["chuc"]
)  # fmt: skip


def _own_kinds(scene: Scene, clause: Clause, titles: Sequence[Title]) -> int:
    """The kinds of a clause's phrases, but for words that only name a task.

    "Kiểm định các chợ" promises nothing by its "định", "ký cam kết" nothing by "cam kết"; bare,
    "doi tuyen" is "đội tuyển" where the title has it, and waits for nothing.
    """
    found = 0
    for mark in clause.marks:
        names = mark.kinds & _OF_TITLES and (
            any(_in_title(scene, mark, title) for title in titles)
            or _is_paper(scene, mark)
            or _adds_things(scene, mark)
            or _only_sounds(scene, clause, mark)
            or (bool(mark.kinds & SIGN["giup"]) and _reports_on(scene, clause, mark, titles))
            or (scene.bare(mark.start) == "huong" and scene.bare(mark.end) == "xong")
        )
        kinds = mark.kinds & ~SIGN["buoc"] if _on_a_trip(scene, mark) else mark.kinds
        found |= kinds & ~_OF_TITLES if names else kinds
    return found


def _on_a_trip(scene: Scene, mark: Mark) -> bool:
    """Whether "họp" is why somebody travels: "mai tôi đi Hà Nội họp"."""
    at = mark.start - 1
    if not mark.kinds & SIGN["buoc"] or scene.bare(mark.start) not in _ABROAD:
        return False
    while at > 0 and scene.kind(at) == "word" and is_name(scene, at):
        at -= 1
    return at < mark.start - 1 and scene.bare(at) == "di"


_ABROAD = letters("on_a_trip")


def _reports_on(scene: Scene, clause: Clause, mark: Mark, titles: Sequence[Title]) -> bool:
    """Whether "hướng dẫn" is a paper of the plan that is reported on, and no cry for help."""
    pair = (scene.bare(mark.start), scene.bare(mark.end - 1))
    named = mark.end - mark.start == 2 and any(pair in title.pairs for title in titles)
    return named and bool(clause.kinds & _REPORTING)


_REPORTING = (
    SIGN["xong"] | SIGN["dang"] | SIGN["cho"] | SIGN["buoc"] | SIGN["da"] | SIGN["chua"]
    | SIGN["gan"] | SIGN["lam"]
)  # fmt: skip


def _adds_things(scene: Scene, mark: Mark) -> bool:
    """Whether "thêm 3 trường" counts more of the work and asks for no more days."""
    counts = scene.bare(mark.start) == "them" and scene.number(mark.end - 1) is not None
    return counts and scene.bare(mark.end) not in _SOME_TIME


def _only_sounds(scene: Scene, clause: Clause, mark: Mark) -> bool:
    """Whether "nghe" ends what is said, as "nhé" does, or a bare "thay", which is "thầy"."""
    return (
        scene.form(mark.start) in ("nghe", "thay")
        and mark.end - mark.start == 1
        and all(
            (after := scene.mark_at[i]) is not None and not after.kinds & ~PARTICLE
            for i in range(mark.end, clause.end)
        )
    )


def _is_paper(scene: Scene, mark: Mark) -> bool:
    """Whether "gửi Báo rồi" names the newspaper and complains of nothing."""
    return scene.bare(mark.start) == "bao" and is_name(scene, mark.start)


_WHICH = frozenset({"ask_which", "ask_which_notdone"})


def _in_title(scene: Scene, mark: Mark, title: Title) -> bool:
    """Whether a phrase stands in a text just as it does in a title, with a word beside it."""
    first = scene.bare(mark.start)
    if first not in title.forms and first not in title.initials:
        return False  # few phrases have a word of a title at all
    if not all(of_titles(scene, i, (title,)) for i in range(mark.start, mark.end)):
        return False
    if scene.asked in _WHICH and mark.end - mark.start > 1:
        pairs = {(scene.bare(i), scene.bare(i + 1)) for i in range(mark.start, mark.end - 1)}
        return pairs <= title.pairs  # "thiệt hại mưa lũ" only says which
    within = {(scene.bare(i), scene.bare(i + 1)) for i in range(mark.start - 1, mark.end)}
    beside = {(scene.bare(mark.start - 1), scene.bare(mark.start)),
              (scene.bare(mark.end - 1), scene.bare(mark.end))}  # fmt: skip
    return within - beside <= title.pairs and not beside.isdisjoint(title.pairs)
