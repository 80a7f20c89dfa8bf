"""Whether a day that a text names has gone by, where the calendar alone would put it ahead."""

from bot.understand.words.beside import letters
from bot.understand.words.lexicon import KIND
from bot.understand.words.scene import Scene

_PARTS, _BELATED = letters("parts_of_a_day"), letters("belated")


def since(scene: Scene, at: int, end: int) -> bool:
    """Whether "từ" makes of a day one gone by: "xong từ mùng 8", "gửi từ hôm 22 rồi".

    The day is named by tokens[at:end].
    """
    lead = at - 1
    while scene.bare(lead) in _PARTS:
        lead -= 1
    if lead < 1 or scene.bare(lead) != "tu":
        return False
    before = scene.mark_at[lead - 1]
    told = before is not None and bool(before.kinds & (KIND["xong"] | KIND["da"]))
    return told or (scene.bare(end) == "roi" and scene.bare(end + 1) != "moi")


def told_behind(scene: Scene, at: int, end: int) -> bool:
    """Whether an act "rồi" behind a day makes it one gone by: "tối thứ bảy Đài lên sóng rồi".

    So does "rồi" right behind it: "phát tối 15 rồi".
    """
    acted = False
    first = last = at
    while first > 0 and scene.kind(first - 1) != "end":
        first -= 1
    while last < len(scene.row) and scene.kind(last) != "end":
        last += 1
    for i in range(first, last):
        mark = scene.begins[i]
        if mark is None:
            continue
        if mark.kinds & _STILL_TO_COME:
            return False
        if mark.kinds & _ACTS:
            acted = acted or i > at
    if any(scene.bare(i) == "roi" and _is_belated(scene, i + 1) for i in range(end, last)):
        return True  # "thứ 6 xong rồi quên chưa báo"
    past = any(scene.bare(i) == "roi" and not _then(scene, i) for i in range(end, last))
    closes = scene.bare(end) == "roi" and not _then(scene, end)
    before = scene.mark_at[at - 1] if at else None
    told = before is not None and (
        bool(before.kinds & KIND["xong"])  # "tổ chức xong thứ bảy rồi"
        or (closes and bool(before.kinds & KIND["hanh_dong"]))  # "nộp thứ sáu rồi"
    )
    overdue = scene.asked == "overdue"  # "thứ bảy gửi rồi": no day ahead
    part = scene.bare(at - 1) in _PARTS or scene.bare(at) in ("ngay", "hom") or told or overdue
    return past and part and (acted or closes)


def _then(scene: Scene, at: int) -> bool:
    """Whether "rồi" leads on to what comes next: "chiều 25 rồi treo", "treo rồi gửi ảnh"."""
    after = scene.begins[at + 1] if at + 1 < len(scene.row) else None
    leads_on = _ACTS | KIND["minh_chung"] | KIND["bao_lai"]
    return after is not None and bool(after.kinds & leads_on) and not _is_belated(scene, at + 1)


def _is_belated(scene: Scene, at: int) -> bool:
    """Whether a phrase says that the report comes late: "xong thứ 6 rồi quên chưa báo"."""
    mark = scene.begins[at] if at < len(scene.row) else None
    told = mark is not None and bool(mark.kinds & KIND["minh_chung"])
    return told and any(scene.bare(i) in _BELATED for i in range(at, mark.end if mark else at))


_ACTS = KIND["hanh_dong"] | KIND["buoc"]
_STILL_TO_COME = sum(
    KIND[kind] for kind in ("se", "gia_han", "chua", "xin", "cho", "dang", "khong", "dieu_kien")
)


def held(scene: Scene, start: int, end: int) -> bool:
    """Whether "sáng nay" is gone: "sáng nay tổ chức xong"; "sáng nay nộp xong nhé" may promise.

    "Sáng nay xong" by itself is a promise as well.
    """
    if (scene.bare(start), scene.bare(start + 1)) != ("sang", "nay"):
        return False
    signed = scene.mark_at[start - 1] if start else None
    if signed is not None and signed.kinds & KIND["ky"]:
        return scene.bare(end) not in _PROMISING  # "QĐ ký sáng nay"
    act = scene.begins[end] if end < len(scene.row) else None
    if act is None:
        return False
    told = scene.begins[act.end] if act.end < len(scene.row) else None
    if not act.kinds & KIND["hanh_dong"] or told is None or not told.kinds & KIND["xong"]:
        return False
    i, first = told.end, start
    while i < len(scene.row) and scene.kind(i) != "end":
        mark = scene.begins[i]
        if mark is None or scene.bare(i) in _PROMISING or not mark.kinds & KIND["dem"]:
            return False
        i = mark.end
    while first > 0 and scene.kind(first - 1) != "end":
        first -= 1
    marks = (scene.begins[i] for i in range(first, start))
    return not any(mark is not None and mark.kinds & _STILL_TO_COME for mark in marks)


_PROMISING = letters("promises_softly")


def finished_by(scene: Scene, at: int, day: int) -> bool:
    """Whether a day of this month behind "xong" has gone by: "tổ chức xong tối 26" on the 29th."""
    if scene.today is None or day > scene.today.day or scene.bare(at - 1) in ("truoc", "den"):
        return False
    i = at - 1
    while i >= 0 and scene.kind(i) != "end":
        mark = scene.mark_at[i]
        if mark is not None and mark.kinds & (KIND["se"] | KIND["gia_han"] | KIND["chua"]):
            return False
        if mark is not None and mark.kinds & KIND["xong"]:
            return True
        i -= 1
    return False


def that_day(scene: Scene, at: int) -> bool:
    """Whether "bữa" behind "xong" makes a weekday one gone by: "xong bữa thứ hai"."""
    told = scene.mark_at[at - 2] if at > 1 else None
    finished = told is not None and bool(told.kinds & KIND["xong"])
    return scene.bare(at - 1) == "bua" and finished


def over_behind(scene: Scene, end: int) -> bool:
    """Whether "rồi" or "xong" behind "hôm 24" says that it is over."""
    if scene.bare(end) == "roi":
        return True
    act = scene.begins[end]
    return act is not None and bool(act.kinds & KIND["xong"])
