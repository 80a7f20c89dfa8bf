"""The day on which work was done, where "xong" is followed by it: "xong từ ngày 13/5".

Between the two may stand what leads to a day, an hour, the number of the duty, and that all of it
was done: "hoàn thành toàn bộ từ hôm qua". A day anywhere else may be part of a title, a paper's
date or the time of a telephone call.
"""

from datetime import date

from bot.understand.figures.dates import find_days
from bot.understand.figures.reckoning import Day
from bot.understand.values import Utterance
from bot.understand.words.beside import letters
from bot.understand.words.fold import fold
from bot.understand.words.lexicon import KIND
from bot.understand.words.scene import Scene, lay_out

_LEADS = {fold(word)[1] for word in ("từ", "vào", "lúc", "hôm", "ngày", "rồi", "việc", "số")}
_DAY_WORDS = frozenset({"ngay", "hom"})
_BETWEEN = letters("parts_of_a_day") | letters("hours") | _LEADS
_DONE = KIND["xong"]
_LEADS_TO_DONE = {fold(word)[1] for word in ("là", "đã", "thì", "mới", "việc", "số")}
_LEADS_TO_DAY = {fold(word)[1] for word in ("từ", "hôm", "ngày", "việc", "số")}
_PROMISED = KIND["se"] | KIND["chua"] | KIND["khong_kip"] | KIND["gia_han"] | KIND["xin"]


def done_on(text: str, today: date, *, since: bool = False) -> tuple[date, ...]:
    """The days on which a text says that something was done, each once; future ones, too.

    With `since` only those told as gone by: “xong từ ngày 20/5”; “xong ngày 20/5” may promise.
    """
    scene = lay_out(Utterance(text, today))
    found = [day for day in find_days(scene) if day.day is not None]
    begun = {day.start for day in found}  # "chiều 13/5" is one day, not this afternoon as well
    whole = (day for day in found if day.end not in begun and (not since or _is_since(scene, day)))
    return tuple(dict.fromkeys(d.day for d in whole if d.day and _follows_done(scene, d.start)))


def may_promise(text: str) -> bool:
    """Whether a text promises something, wishes for it or says that it is not: “sẽ xong 20/5”."""
    scene = lay_out(Utterance(text))
    return any(mark is not None and mark.kinds & _PROMISED for mark in scene.mark_at)


def is_told_done(scene: Scene) -> bool:
    """Whether a text says of anything that it is done."""
    return any(mark is not None and mark.kinds & _DONE for mark in scene.mark_at)


def is_of_done(scene: Scene, day: Day) -> bool:
    """Whether a day is the one of what is done: “xong từ 11/5”, “11/5 là xong rồi”."""
    return _follows_done(scene, day.start) or _leads_done(scene, day.end)


def told_first(text: str, today: date) -> date | None:
    """The day gone by on which a text begins by calling something done: “hôm 10/5 là xong rồi”.

    Behind anything but the number of a duty a day may be that of a paper or a meeting.
    """
    scene = lay_out(Utterance(text, today))
    found = [d for d in find_days(scene) if d.day is not None and d.day < today]
    told = [d.day for d in found if _leads_done(scene, d.end) and _opens(scene, d.start)]
    return told[0] if len(told) == 1 else None


def _leads_done(scene: Scene, at: int) -> bool:
    """Whether “xong” stands at a place, or behind what leads to it: “là xong”, “việc 1 đã xong”."""
    while at < len(scene.row):
        mark = scene.begins[at]
        if mark is not None and mark.kinds & _DONE:
            return True
        if scene.bare(at) not in _LEADS_TO_DONE and scene.kind(at) != "number":
            return False
        at += 1
    return False


def _opens(scene: Scene, at: int) -> bool:
    """Whether nothing stands before a place but the number of a duty, and what leads to a day."""
    before = range(at)
    return all(scene.bare(i) in _LEADS_TO_DAY or scene.kind(i) == "number" for i in before)


def _is_since(scene: Scene, day: Day) -> bool:
    lead = day.start - (2 if scene.bare(day.start - 1) in _DAY_WORDS else 1)
    return "tu" in (scene.bare(lead), scene.bare(day.start))


def _follows_done(scene: Scene, at: int) -> bool:
    at -= 1
    while at >= 0 and (
        scene.bare(at) in _BETWEEN or scene.kind(at) == "number" or _says_all(scene, at)
    ):
        at -= 1
    mark = scene.mark_at[at] if at >= 0 else None
    return mark is not None and bool(mark.kinds & _DONE)


def _says_all(scene: Scene, at: int) -> bool:
    mark = scene.mark_at[at]
    return mark is not None and bool(mark.kinds & _ALL) and not mark.kinds & _DONE


_ALL = KIND["tat_ca"] | KIND["du"]
