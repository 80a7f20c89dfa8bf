"""Days named by a month, a quarter or a year: "cuối tháng", "hết quý III", "2 tháng nữa"."""

from datetime import timedelta

from bot.understand.figures.reckoning import Day, in_month, in_month_of_year, same_day_later
from bot.understand.words.beside import letters
from bot.understand.words.fold import fold
from bot.understand.words.lexicon import NUMBER_WORDS, VOCABULARY
from bot.understand.words.scene import Scene

NEXT = frozenset({fold("sau")[0], fold("tới")[0]})
_THIS = letters("this_one")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_LEADS = frozenset(fold(word)[1] for word in VOCABULARY["dates"]["small"]["date_leads"])
_MONTHS_OF_A_QUARTER = 3
_MOST = 24  # months; a longer promise is no promise
_FORTNIGHT = timedelta(days=15)


def shift(scene: Scene, at: int) -> tuple[int, int]:
    """How many weeks or months later, and where the words that say so end."""
    if scene.form(at) in NEXT or (scene.bare(at) in ("sau", "toi") and not scene.accented):
        return 1, at + 1
    mark = scene.starts(at)
    if mark is not None and "weeks" in mark.values:
        return mark.values["weeks"], mark.end
    return 0, at


def in_some_month(scene: Scene, at: int) -> Day | None:
    """ "Cuối tháng", "giữa tháng 9", "hết tháng sau"."""
    day, mark = scene.value(at, "in_month"), scene.starts(at)
    if day is None or mark is None:
        return None
    number = scene.number(mark.end) if scene.kind(mark.end) == "number" else None
    if number is not None and 1 <= number <= 12:
        return Day(at, mark.end + 1, in_month_of_year(scene.today, number, day))
    months, end = shift(scene, mark.end)
    return Day(at, end, in_month(scene.today, months, day))


def some_month(scene: Scene, at: int) -> Day | None:
    """ "Sang tháng": no certain day."""
    mark = scene.starts(at)
    if mark is None or "months" not in mark.values:
        return None
    numbered = scene.bare(mark.end - 1) == "thang" and scene.kind(mark.end) == "number"
    return Day(at, mark.end + numbered, None)  # "sang tháng 9"


def of_quarter(scene: Scene, at: int) -> Day | None:
    """ "Hết quý này", "cuối quý III", "đầu quý sau": the first day or the last."""
    last, mark = scene.value(at, "in_quarter"), scene.starts(at)
    if last is None or mark is None or scene.today is None or not _until(scene, at):
        return None
    now = (scene.today.month - 1) // _MONTHS_OF_A_QUARTER + 1
    later, end = _that_one(scene, mark.end)
    quarter = now + later
    named = _QUARTERS.get(_typed(scene, end)) if end == mark.end else None
    if named is not None:
        quarter, end = named + 4 * (named < now), end + 1
    months = (quarter - 1) * _MONTHS_OF_A_QUARTER + 2 * (last == 0) - (scene.today.month - 1)
    return Day(at, end, in_month(scene.today, months, last))


def of_year(scene: Scene, at: int) -> Day | None:
    """ "Hết năm", "cuối năm nay", "đầu năm sau": the first day or the last."""
    last, mark = scene.value(at, "in_year"), scene.starts(at)
    if last is None or mark is None or scene.today is None or not _until(scene, at):
        return None
    later, end = _that_one(scene, mark.end)
    month = 12 if last == 0 else 1
    if last and not later:
        return None  # the first of this year has gone by
    return Day(at, end, in_month(scene.today, 12 * later + month - scene.today.month, last))


def _typed(scene: Scene, at: int) -> str:
    """A token as it was typed: folding takes "III" for a long-drawn "I"."""
    return (
        scene.text[scene.row[at].start : scene.row[at].end].lower() if at < len(scene.row) else ""
    )


def _until(scene: Scene, at: int) -> bool:
    """Whether it is a day, and no part of what a duty is called: "kiểm kê cuối năm"."""
    return (
        scene.asked == "ask_date"
        or scene.bare(at) in ("het", "sang")
        or scene.bare(at - 1) in _LEADS
    )


def _that_one(scene: Scene, at: int) -> tuple[int, int]:
    """How many quarters or years later, and where the words that say so end: "sang năm" is next."""
    if scene.form(at) in NEXT:
        return 1, at + 1
    return int(scene.bare(at - 2) == "sang"), at + (scene.bare(at) in _THIS)


def months_later(scene: Scene, at: int) -> Day | None:
    """ "2 tháng nữa", "nửa tháng nữa": so much later than today."""
    half = scene.bare(at) == "nua"
    number = 1 if half else scene.number(at) or NUMBER_WORDS.get(scene.form(at))
    if not number or number > _MOST or scene.bare(at + 1) != "thang":
        return None
    if scene.bare(at + 2) != "nua" or scene.today is None:
        return None
    if half:
        return Day(at, at + 3, scene.today + _FORTNIGHT)
    return Day(at, at + 3, same_day_later(scene.today, number))
