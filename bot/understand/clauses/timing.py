"""What the days and hours of a clause tell: gone by, to come, or begged for."""

from collections.abc import Sequence

from bot.understand.clauses.cutting import Clause
from bot.understand.clauses.promises import names_a_task
from bot.understand.clauses.signs import NEGATION, PARTICLE, SIGN
from bot.understand.figures.reckoning import Day
from bot.understand.words.beside import letters
from bot.understand.words.scene import Scene
from bot.understand.words.titles import Title


def begs_for_a_day(scene: Scene, clause: Clause) -> bool:
    """Whether "cho" begs for a day for the sender's own unit: "việc 1 cho hạt tới 26/2"."""
    return "cho" in scene.bares and any(
        scene.form(i) == "cho" and scene.bare(i + 1) in scene.own and scene.bare(i + 2) in _UNTIL
        for i in range(clause.start, clause.end - 2)
    )


def of_hours(scene: Scene, clause: Clause, found: int) -> int:
    """What "lúc 9 giờ" tells: behind an act and of this morning, that it was done then.

    Of another part of the day it may be what is planned.
    """
    hours = [
        i
        for i in range(clause.start, clause.end)
        if scene.bare(i) == "luc" and scene.kind(i + 1) == "number"
    ]
    acts = [m.end for m in clause.marks if m.kinds & (SIGN["hanh_dong"] | SIGN["xong"])]
    if _before_an_hour(scene, clause) and not found & (SIGN["da"] | SIGN["ngay_qua"]):
        return SIGN["ngay_mo"]
    if not hours or not acts or found & _UNSAID:
        return 0
    morning = any(
        (scene.bare(i), scene.bare(i + 1)) == ("sang", "nay")
        for i in range(hours[0] + 2, hours[0] + 5)
    )
    if morning and hours[0] >= acts[0]:
        return SIGN["da"]
    return 0 if found & (SIGN["da"] | SIGN["xong"]) else SIGN["ngay_mo"]


def _before_an_hour(scene: Scene, clause: Clause) -> bool:
    """Whether an hour ends a clause by which it is to be: "làm xong gửi chị trước 4h nhé"."""
    return any(
        scene.bare(i) == "truoc" and scene.kind(i + 1) == "number" and scene.bare(i + 2) in _HOURS
        for i in range(clause.start, clause.end)
    )


_HOURS = letters("hours")
BY = frozenset({"luc", "truoc"})
"""What an hour stands behind: "lúc 9 giờ", "trước 4h"."""
_UNSAID = SIGN["se"] | SIGN["ngay_mai"] | SIGN["hoi"] | SIGN["xin"] | NEGATION


_UNTIL = letters("until")


def _this_morning(scene: Scene, clause: Clause, day: Day) -> bool:
    """Whether "sáng nay" tells when it was: behind the act, or before "rồi"; not before the act."""
    part, nay = scene.bare(day.start), scene.bare(day.start + 1)
    if nay != "nay" or not scene.sure[day.start]:
        return False
    if scene.bare(day.end) == "roi" and _closes(scene, clause, day.end + 1):
        return True  # "lát xong toàn tuyến chiều nay rồi"
    if part != "sang":
        return False
    before = [m.kinds for m in clause.marks if m.end <= day.start]
    later = any(kinds & _LATER for kinds in before)
    return not later and any(kinds & (SIGN["xong"] | SIGN["hanh_dong"]) for kinds in before)


def _closes(scene: Scene, clause: Clause, at: int) -> bool:
    """Whether nothing but particles follows in a clause."""
    return all(
        (mark := scene.mark_at[i]) is not None and not mark.kinds & ~PARTICLE
        for i in range(at, clause.end)
        if scene.kind(i) == "word"
    )


_LATER = SIGN["se"] | SIGN["dang"] | SIGN["cho"] | SIGN["chua"] | SIGN["khong"] | SIGN["dieu_kien"]


def _is_wished(scene: Scene, clause: Clause, day: Day) -> bool:
    """Whether more time is wished for up to a day that may have gone by: “lùi đến hôm qua”."""
    led = scene.bare(day.start - 1) in _UNTIL and scene.bare(day.end) != "moi"
    return led and bool(clause.kinds & SIGN["gia_han"]) and not clause.kinds & _PAST


_PAST = SIGN["da"] | SIGN["xong"]


def of_days(scene: Scene, clause: Clause, titles: Sequence[Title]) -> int:
    found, today = 0, scene.today
    for day in clause.days:
        if names_a_task(scene, day, titles):
            continue
        if day.day is None:
            found |= SIGN["khoang_ngay"] if day.span else SIGN["ngay_mo"]
        elif _is_wished(scene, clause, day):
            found |= SIGN["ngay_toi"]
        elif (today is not None and day.day < today) or _this_morning(scene, clause, day):
            found |= SIGN["ngay_qua"]
        else:
            found |= SIGN["ngay_toi"]
            found |= SIGN["ngay_mai"] if today is not None and day.day > today else 0
    return found
