"""Days that a text names, counted from today: "mai", "thứ 6 tuần sau", "20/5", "3 ngày nữa"."""

import re
from collections.abc import Callable
from datetime import timedelta

from bot.understand.figures.gone import finished_by, held, over_behind, since, that_day, told_behind
from bot.understand.figures.months import (
    NEXT,
    in_some_month,
    months_later,
    of_quarter,
    of_year,
    shift,
    some_month,
)
from bot.understand.figures.pairs import are_tasks, is_share
from bot.understand.figures.reckoning import (
    Day,
    add_days,
    in_month,
    latest,
    nearest,
    on_weekday,
    upcoming,
)
from bot.understand.words.beside import forms, letters, rows
from bot.understand.words.fold import fold
from bot.understand.words.lexicon import NUMBER_WORDS, VOCABULARY
from bot.understand.words.scene import Scene

_WORDS = VOCABULARY["dates"]["small"]
_MAX_SPAN = 400  # days; a longer promise is no promise


def _bares(words: list[str]) -> frozenset[str]:
    return frozenset(fold(word)[1] for word in words)


_DAY_WORDS = _bares(_WORDS["day_words"])
_SPANS = dict.fromkeys(_bares(_WORDS["span_days"]), 1) | dict.fromkeys(
    _bares(_WORDS["span_weeks"]), 7
)
_FIGURES = frozenset({"number", "compound"})
_OPENERS = _DAY_WORDS | frozenset(_SPANS) | {"nua"}  # “nửa tháng nữa”
_LATER = frozenset({fold("nữa")[1], fold("tới")[1]})
_GONE = frozenset({"hom"})  # "hôm thứ 6" has gone by
_JUST_GONE = rows("just_gone")  # "thứ sáu vừa rồi"
_HOURS = letters("hours")
_PARTS, _ORDINALS = letters("parts_of_a_day"), letters("ranks")
_UNTIL = letters("until") | {"-"}
_SHORT_SPANS = letters("short_spans")
_CALENDARS = letters("calendars")
_ALSO_NAMES, _CALLED = letters("also_names"), letters("before_a_name")
_TOLD, _HAS_DONE = letters("past"), forms("has_done")
_SEPARATOR = re.compile(r"[^\d]+")


def find_days(scene: Scene) -> list[Day]:
    """Every day named in the text, in order; claims their tokens."""
    found: list[Day] = []
    for at in scene.openings(_OPENERS):
        day = None if scene.taken[at] else _day_at(scene, at)
        if day is None:
            continue
        if found and _is_its_weekday(scene, found[-1], day):
            found[-1] = found[-1]._replace(end=day.end)
        elif _is_somebody(scene, day):
            continue
        elif not (_dates_a_paper(scene, day) or held(scene, day.start, day.end)):
            if found and _is_part_of(scene, found[-1], day):
                day = day._replace(start=found.pop().start)
            found.append(_strictly_before(scene, day))
        scene.take(day.start, day.end)
    return found


def _is_part_of(scene: Scene, part: Day, day: Day) -> bool:
    """Whether a day begins with a part of it, which then is not today's: "chiều thứ sáu"."""
    bare_part = part.end - part.start == 1 and scene.bare(part.start) in _PARTS
    return bare_part and part.end == day.start


def _is_somebody(scene: Scene, day: Day) -> bool:
    """Whether "Mai" is who is spoken of: "em Mai làm xong rồi"; "em mai nộp" is of tomorrow."""
    alone = day.end - day.start == 1 and scene.bare(day.start) in _ALSO_NAMES
    if not alone or scene.bare(day.start - 1) not in _CALLED or day.start == 0:
        return False
    capital = [scene.text[scene.row[i].start].isupper() for i in (day.start - 1, day.start)]
    named = capital[1] and (not capital[0] or day.start == 1) and not scene.text.isupper()
    return named or scene.form(day.end) in _HAS_DONE


def _is_its_weekday(scene: Scene, before: Day, day: Day) -> bool:
    """Whether a day of the week only says which one a date is: "20/3 thứ sáu"."""
    dated = before.day is not None and scene.kind(before.end - 1) in ("compound", "number")
    return dated and before.end == day.start and scene.value(day.start, "weekdays") is not None


def _dates_a_paper(scene: Scene, day: Day) -> bool:
    """Whether a day belongs to a document's number ("CV số 245/SKHCN ngày 16/5")."""
    before = day.start - (2 if scene.bare(day.start - 1) in _DAY_WORDS else 1)
    return before >= 0 and scene.kind(before) == "doc"


def _day_at(scene: Scene, at: int) -> Day | None:
    for finder in _OF_WORDS if scene.kind(at) == "word" else _OF_FIGURES:
        day = finder(scene, at)
        if day is not None:
            return day
    return None


def _strictly_before(scene: Scene, day: Day) -> Day:
    """A day less after "trước": the day itself would be too late."""
    lead = day.start - (2 if scene.bare(day.start - 1) in _DAY_WORDS else 1)
    if day.day is None or scene.bare(lead) != "truoc" or scene.today is None:
        return day
    if scene.bare(day.start) in _LATE_IN_A_DAY:
        return day  # "trước chiều mai" is in the morning of it
    earlier = day.day - timedelta(days=1)
    if day.day >= scene.today:
        return Day(day.start, day.end, max(earlier, scene.today), day.span)
    told = any(scene.bare(i) in _TOLD for i in range(day.end, len(scene.row)))
    return Day(day.start, day.end, earlier if told else None, day.span)  # no promise of today


_LATE_IN_A_DAY = letters("late_in_a_day")


def _weekday(scene: Scene, at: int) -> Day | None:
    weekday = scene.value(at, "weekdays")
    mark = scene.starts(at)
    if weekday is None or mark is None or scene.form(at - 1) == "&":  # "KH&CN"
        return None
    dated = mark.end + (scene.form(mark.end) in ("(", ",") or scene.bare(mark.end) == "ngay")
    exact = _compound(scene, dated)
    if exact is not None:
        return Day(at, exact.end, exact.day)  # "thứ hai 23/12"
    weeks = scene.value(mark.end, "weeks")
    end = mark.end if weeks is None else scene.marks_end(mark.end)
    if weeks is None and scene.form(mark.end) in NEXT:
        weeks, end = 1, mark.end + 1
    gone = (
        scene.bare(at - 1) in _GONE
        or that_day(scene, at)
        or (scene.bare(at - 1) == "tu" and scene.bare(end) == "roi")
    )
    gone = gone or (scene.bare(end), scene.bare(end + 1)) in _JUST_GONE
    gone = gone or since(scene, at, end) or told_behind(scene, at, end)
    if weeks is None and gone and scene.today is not None:
        back = (scene.today.weekday() - weekday) % 7 or 7
        return Day(at, end, scene.today - timedelta(days=back))
    return Day(at, end, on_weekday(scene.today, weekday, weeks))


def _relative(scene: Scene, at: int) -> Day | None:
    offset, mark = scene.value(at, "days"), scene.starts(at)
    if offset is None or mark is None:
        return None
    if scene.bare(mark.end - 1) == "ngay" and (exact := _named_behind(scene, mark.end)):
        return exact._replace(start=at)  # "trong ngày 16/5" is not today
    return Day(at, mark.end, scene.today and scene.today + timedelta(days=offset))


def _named_behind(scene: Scene, at: int) -> Day | None:
    if scene.kind(at) == "compound":
        return _compound(scene, at)
    if scene.kind(at) == "number":
        return _day_of_month(scene, at - 1)  # "hết ngày 17"
    return _weekday(scene, at) or _relative(scene, at)


def _in_week(scene: Scene, at: int) -> Day | None:
    weekday, mark = scene.value(at, "in_week"), scene.starts(at)
    if weekday is None or mark is None:
        return None
    weeks, end = shift(scene, mark.end)
    day = on_weekday(scene.today, weekday, weeks)
    gone = end == mark.end and day is not None and scene.today is not None and day < scene.today
    told = scene.bare(at - 1) == "tu"  # "treo từ đầu tuần"
    return Day(at, end, None if gone and not told else day)


def _week(scene: Scene, at: int) -> Day | None:
    mark = scene.starts(at)
    if mark is None or "weeks" not in mark.values or mark.end - at < 2:
        return None
    weekday = scene.value(mark.end, "weekdays")
    if weekday is None:
        return Day(at, mark.end, None)
    return Day(
        at,
        scene.marks_end(mark.end),
        on_weekday(scene.today, weekday, mark.values["weeks"]),
    )


def _compound(scene: Scene, at: int) -> Day | None:
    """Day and month in figures, unless they are a share ("8/10 xã") or task numbers."""
    if scene.kind(at) != "compound":
        return None
    numbers = [int(n) for n in _SEPARATOR.split(scene.form(at))]
    if len(numbers) == 2 and (is_share(scene, at, numbers) or are_tasks(scene, at, numbers)):
        return None
    day = nearest(scene.today, *numbers)
    return None if day is None else Day(at, at + 1, day)


def _day_of_month(scene: Scene, at: int) -> Day | None:
    """ "ngày 20", "20 tháng 6", "mùng 5 tháng 6"; a day that has passed is next month's."""
    first = at + 1 if scene.bare(at) in _DAY_WORDS else at
    day = scene.number(first)
    if day is None or not 1 <= day <= 31 or scene.taken[first]:
        return None
    month = _month_after(scene, first)
    if month is not None:
        return Day(at, first + 3, nearest(scene.today, day, month))
    if scene.kind(first) != "number" or scene.bare(first + 1) in _SPANS:
        return None
    later = scene.value(first + 1, "months")
    if later is not None and (first > at or _of_that_month(scene, at, day)):
        return Day(at, scene.marks_end(first + 1), in_month(scene.today, later, day))
    if first == at and not _until(scene, at, day):
        return None
    if first > at and scene.bare(first + 1) in ("buoi", "lan", "ca", "luot"):
        return None  # "phát ngày 2 buổi"
    end = first + 1 + (scene.bare(first + 1) in _CALENDARS)  # "từ mùng 8 Tết rồi"
    past = scene.today is not None and day <= scene.today.day
    past = past or scene.bare(end) == "roi"  # `told_behind` looks at what follows
    if (
        since(scene, at, end)
        or (past and told_behind(scene, at, end))
        or finished_by(scene, at, day)
        or ("hom" in (scene.bare(at - 1), scene.bare(at)) and over_behind(scene, end))
    ):
        return Day(at, end, latest(scene.today, day))
    return Day(at, end, upcoming(scene.today, day))


def _of_that_month(scene: Scene, at: int, day: int) -> bool:
    """Whether "15 tháng này" is a day, where "3 tháng sau" may be three months later."""
    led = scene.bare(at - 1) in ("den", "toi", "sang", "het", "qua")
    return day > _MONTHS or led or scene.asked == "ask_date"


_MONTHS = 12


def _until(scene: Scene, at: int, day: int) -> bool:
    """Whether a bare number is a day of the month: "xin đến 18", or asked for a day, "21 ạ"."""
    counts = scene.counter(at + 1) or scene.kind(at + 1) in ("number", "percent")
    if counts or scene.form(at + 1) in ("-", "/"):
        return False
    if (
        scene.bare(at - 1) == "het"
        and scene.kind(at + 1) == "word"
        and scene.begins[at + 1] is None
    ):
        return False  # "xong hết 31 cháu"
    if scene.bare(at - 1) in ("den", "toi", "sang", "het", "qua", "chieu", "trua", "hen"):
        return day not in scene.open_numbers
    alone = at == 0 or scene.kind(at - 1) == "end" or scene.bare(at - 1) in _POLITE
    return scene.asked == "ask_date" and alone and day not in scene.open_numbers


_POLITE = letters("polite_before_a_day")


def _month_after(scene: Scene, first: int) -> int | None:
    month = scene.number(first + 2) if scene.bare(first + 1) == "thang" else None
    return month if month is not None and 1 <= month <= 12 else None


def _span(scene: Scene, at: int) -> Day | None:
    """ "3 ngày nữa", "2 tuần nữa", "thêm 5 ngày làm việc", "tuần nữa"."""
    number = None if scene.bare(at) in _ORDINALS or scene.form(at) == "tu" else scene.number(at)
    unit = at + 1 if number is not None else at
    if number is None and scene.bare(at - 2) == "them":
        number = NUMBER_WORDS.get(scene.form(at - 1))  # "thêm một tuần"
    days = _SPANS.get(scene.bare(unit))
    if days is None or not 0 < (number or 1) * days <= _MAX_SPAN:
        return None
    working = scene.bare(unit + 1) == "lam" and scene.bare(unit + 2) == "viec"
    end = unit + (3 if working else 1)
    if scene.bare(unit) in _DAY_WORDS and scene.kind(unit + 1) in _FIGURES:
        return None
    if _is_task(scene, at, end) or (scene.value(unit, "days") or 0) < 0:  # “việc 1 hôm qua”
        return None
    later = scene.bare(end) in _LATER
    if number is None and not (days == 7 and later):
        return None
    return _counted(scene, Day(at, end + later, None, (number or 1) * days, working), later=later)


def _is_task(scene: Scene, at: int, end: int) -> bool:
    """Whether "2 tuần sau" says of task 2 that it is for next week: other tasks are named too."""
    listed = scene.bare(at - 1) in ("voi", "va") and scene.number(at - 2) in scene.open_numbers
    opens = (listed or scene.kind(at - 1) == "end") and scene.number(at) in scene.open_numbers
    week = scene.bare(end - 1) == "tuan" and scene.bare(end) in ("sau", "toi")
    others = sum(token.kind in _FIGURES for token in scene.row) > 1
    return opens and week and others


def _counted(scene: Scene, day: Day, *, later: bool) -> Day:
    lead = scene.bare(day.start - 1)
    if scene.today is None or not (later or lead in ("sau", "trong")):
        return day
    meant = add_days(scene.today, day.span or 0, working=day.working)
    return day._replace(day=meant)


def _soon(scene: Scene, at: int) -> Day | None:
    """ "2 tiếng nữa", "30 phút nữa": today."""
    if scene.number(at) is None or scene.bare(at + 1) not in _SHORT_SPANS:
        return None
    end = at + 2 + (scene.bare(at + 2) == "dong") + (scene.bare(at + 2) == "ho")
    return Day(at, end + 1, scene.today) if scene.bare(end) == "nua" else None


def _day_range(scene: Scene, at: int) -> Day | None:
    """ "từ 18 đến 19" of the month, unless these are open tasks."""
    begin = at + (scene.bare(at) == "ngay")
    end = begin + 2 + (scene.bare(begin + 2) == "ngay")
    if scene.bare(begin - 1) not in ("tu", "ngay") or scene.bare(begin + 1) not in _UNTIL:
        return None
    figures = scene.kind(begin) == "number" and scene.kind(end) == "number"
    first, last = scene.number(begin), scene.number(end)
    if not figures or first is None or last is None or not first < last <= 31:
        return None
    if last in scene.open_numbers or _month_after(scene, end) is not None:
        return None
    return Day(at, end + 1, upcoming(scene.today, last), first=first)


def _hour(scene: Scene, at: int) -> Day | None:
    """A time of day is no day, but its numbers are explained."""
    if scene.kind(at) != "number" or scene.bare(at + 1) not in _HOURS:
        return None
    end = at + 2 + (scene.kind(at + 2) == "number")
    scene.take(at, end)
    return None


_Finders = tuple[Callable[[Scene, int], Day | None], ...]
_OF_FIGURES: _Finders = (_soon, _hour, _day_range, _compound, _span, months_later, _day_of_month)
_OF_WORDS: _Finders = (
    _soon, _day_range, _weekday, _in_week, _week, _relative, in_some_month, of_quarter, of_year,
    some_month, months_later, _span, _day_of_month,
)  # fmt: skip
