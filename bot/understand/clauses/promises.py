"""Which of the days in a clause is asked for or promised."""

from collections.abc import Sequence

from bot.understand.clauses.cutting import Clause
from bot.understand.clauses.signs import SIGN
from bot.understand.clauses.slips import of_titles
from bot.understand.figures.reckoning import Day
from bot.understand.words.beside import letters, rows
from bot.understand.words.scene import Scene
from bot.understand.words.titles import Title, figures

_DATED = SIGN["xong"] | SIGN["lam"] | SIGN["hanh_dong"] | SIGN["se"] | SIGN["trong"] | SIGN["chac"]
_DENIAL = SIGN["chua"] | SIGN["khong_kip"]
_EVENT = SIGN["buoc"] | SIGN["con"] | SIGN["cho"]
_ASKS = SIGN["gia_han"] | SIGN["xin"] | SIGN["duoc_khong"]


def names_a_task(scene: Scene, day: Day, titles: Sequence[Title]) -> bool:
    """Whether a day is only part of a task's name ("tọa đàm 20/10").

    Where a day was asked for, that is one unless the name's own words lead to it.
    """
    at = day.end - 1
    before = day.start - (2 if scene.bare(day.start - 1) in ("ngay", "hom") else 1)
    if scene.asked == "ask_date" and not of_titles(scene, before, titles):
        return False
    return scene.kind(at) == "compound" and any(
        figures(scene.form(at)) in title.figures for title in titles
    )


def _in_time(scene: Scene, day: Day) -> bool:
    """Whether a day is only the deadline that is missed ("không kịp 29/4")."""
    mark = scene.mark_at[day.start - 1] if day.start else None
    return mark is not None and bool(mark.kinds & (SIGN["khong_kip"] | SIGN["chua"]))


def _begins(scene: Scene, day: Day) -> bool:
    """Whether a day is the one that work begins on ("in sao từ tối nay")."""
    return scene.bare(day.start - 1) == "tu" and scene.bare(day.end) not in ("den", "toi")


def _meets(scene: Scene, day: Day) -> bool:
    """Whether a day is that of a meeting on the way ("họp ngày 20/6")."""
    before = day.start - (2 if scene.bare(day.start - 1) in ("vao", "hom", "sang", "chieu") else 1)
    return scene.bare(before) == "hop" and scene.bare(before - 1) not in ("cuoc", "phien")


def _of_the_reason(scene: Scene, day: Day, because: int) -> bool:
    """Whether a day only stands in the reason: "chưa làm vì còn lo 20/11"."""
    return day.start > because and scene.bare(day.start - 1) not in _UNTIL


_UNTIL = letters("until_a_day")


def _told_of_today(scene: Scene, found: int, day: Day) -> bool:
    """Whether it was done today: "sáng nay treo được 3/4 tấm rồi", "sáng nay mới đổ móng"."""
    if day.day is None or day.day != scene.today or found & (_ASKS | SIGN["se"] | SIGN["chac"]):
        return False
    behind = (scene.bare(day.end), scene.bare(day.end + 1))
    if behind in _BEGINS or (behind[0] == "duoc" and scene.number(day.end + 1) is not None):
        return True  # "hôm nay khai mạc", "hôm nay được 1 xã"
    morning = scene.bare(day.start) == "sang"
    return (morning and scene.bare(day.end) == "moi") or bool(
        found & SIGN["phan_tram"] and found & SIGN["da"] and day.start == 0
    )


_BEGINS = rows("only_begins")


def promise(scene: Scene, found: int, clause: Clause, titles: Sequence[Title]) -> Day | None:
    """The day asked for or promised; not the day of a meeting on the way, nor one gone by."""
    if not clause.days:
        return None
    because = next((m.start for m in clause.marks if m.kinds & SIGN["vi"]), clause.end)
    denials = [m.start for m in clause.marks if m.kinds & _DENIAL and m.start < because]
    denied = max(denials, default=0)
    asked = bool(found & SIGN["gia_han"])  # for a day gone by, too: why it cannot be is told
    days = [
        d
        for d in clause.days
        if d.start >= denied
        and (d.day is None or scene.today is None or d.day >= scene.today or asked)
        and (bool(found & _ASKS) or not names_a_task(scene, d, titles))
        and not _meets(scene, d)
        and not _begins(scene, d)
        and not _in_time(scene, d)
        and not _told_of_today(scene, found, d)
        and (bool(found & _ASKS) or not _of_the_reason(scene, d, because))
    ]
    if asked:  # “xin lùi đến 17/5 vì 16/5 Đài mới có lịch”: the day asked for comes first
        days = [d for d in days if d.start < because] or days
    if not days:
        return None
    until = scene.bare(days[-1].start - 1) in _UNTIL - {"ngay"}  # “còn việc 4 đến 18/5”
    events = SIGN["cho"] if until else _EVENT
    event = found & events and any(m.kinds & events and m.start < because for m in clause.marks)
    if found & (_ASKS | _DATED) or not event:
        return days[-1]
    return None
