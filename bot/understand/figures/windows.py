"""For which days a leader asks: "tuần này", "từ nay đến 19/5", "đợt 1", "quý III"."""

import calendar
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from bot.tables import read_table
from bot.understand.figures.dates import find_days
from bot.understand.figures.reckoning import Day
from bot.understand.values import Section
from bot.understand.words.beside import letters
from bot.understand.words.fold import Token, fold, words
from bot.understand.words.scene import Scene

TABLE = read_table("bot.understand", "queries.toml")
Window = tuple[date, date]
_ORDINALS = {fold(word)[1]: n for word, n in TABLE["ordinals"].items()}
_STAGES = frozenset(tuple(fold(w)[1] for w in name.split()) for name in TABLE["stages"])
_STAGE_WORDS = frozenset(stage[0] for stage in _STAGES)
_GENERAL = frozenset(fold(word)[1] for name in TABLE["plan_words"] for word in name.split())
_SPANS = {"ngay": 1, "hom": 1, "tuan": 7}
_MOST = 400  # days
_WEEKDAY = 2  # words of a day's name


def find_window(scene: Scene, sections: tuple[Section, ...]) -> Window | None:
    """The days that a text asks for, both included; None: it names none."""
    if scene.today is None:
        return None
    found = find_days(scene)
    ahead = _ahead(scene, scene.today)
    if ahead is not None:
        return ahead
    section = _section(scene, sections)
    if section is not None:
        return section
    days = [day for day in found if day.day is not None and not _is_name(scene, day)]
    until_now = _until_now(scene, scene.today, days)
    if until_now is not None:
        return until_now[0]
    exact = [day for day in days if day.end - day.start > _WEEKDAY]  # "thứ 4 tuần sau"
    if exact:
        return _range(scene, scene.today, days) or _of_days(scene, exact)
    return _range(scene, scene.today, days) or _by_name(scene, scene.today) or _of_days(scene, days)


def _is_name(scene: Scene, day: Day) -> bool:
    """Whether a day only names an occasion ("kỷ niệm 18/5"), or what the figures are for."""
    return scene.bare(day.start - 1) in _OCCASIONS


_OCCASIONS = letters("occasions")


def _ahead(scene: Scene, today: date) -> Window | None:
    """ "3 ngày tới", "trong 2 tuần tới": from today on."""
    for at in range(len(scene.row) - 2):
        size = _SPANS.get(scene.bare(at + 1))
        number = scene.number(at)
        ordinal = at > 0 and scene.bare(at - 1) in ("thu", "t")  # "thứ 4 tuần sau"
        if size and number and not ordinal and scene.bare(at + 2) in ("toi", "nua", "sau"):
            return today, today + timedelta(days=min(number * size, _MOST))
    return None


def _until_now(scene: Scene, today: date, days: list[Day]) -> tuple[Window | None] | None:
    """ "từ 14/5 đến nay"; a mere "đến nay", "đến hôm nay" is no window."""
    bares = [token.bare for token in scene.row if token.kind == "word"]
    begun = {("dau", "tuan"), ("dau", "thang")} & set(pairwise(bares))
    for at in range(len(scene.row)):
        now = scene.bare(at + 1) in ("nay", "gio") or (
            scene.bare(at + 1) in ("hom", "bay", "thoi", "ngay") and _soon_now(scene, at + 2)
        )
        if scene.bare(at) in ("den", "toi") and now and scene.bare(at + 1) != "han":
            first = next((d.day for d in days if d.day and d.end <= at and d.day <= today), None)
            if first is None and begun:
                week = ("dau", "tuan") in begun
                first = today - timedelta(days=today.weekday()) if week else today.replace(day=1)
            return ((first, today) if first else None,)
    return None


def _soon_now(scene: Scene, at: int) -> bool:
    return any(scene.bare(i) in ("nay", "gio") for i in range(at, at + 3))


def _range(scene: Scene, today: date, days: list[Day]) -> Window | None:
    """ "từ 14 đến 19/5", "từ nay đến thứ 6"."""
    if not days:
        return None
    ends = [day.day for day in days if day.day is not None]
    if len(ends) > 1:
        return min(ends), max(ends)
    if days[0].first is not None:
        return ends[0].replace(day=days[0].first), ends[0]
    before = days[0].start - 1
    if scene.bare(before) in _FILLERS:
        before -= 1
    if scene.bare(before) not in ("den", "toi", "-"):
        return None
    if scene.bare(before - 1) in ("nay", "gio") and scene.bare(before - 2) in ("tu", "hom", "bay"):
        return today, ends[0]
    first = scene.number(before - 1)
    if scene.kind(before - 1) == "number" and first is not None and 1 <= first < ends[0].day:
        return ends[0].replace(day=first), ends[0]
    return None


_FILLERS = letters("filler_days")


def _of_days(scene: Scene, days: list[Day]) -> Window | None:
    if days and days[0].day is not None:
        return days[0].day, days[0].day
    return _of_quarter(scene) or _of_month(scene)


def _of_month(scene: Scene) -> Window | None:
    """ "tháng 5" of this year."""
    for at in range(len(scene.row)):
        month = scene.number(at + 1) if scene.bare(at) == "thang" else None
        if month is not None and 1 <= month <= 12 and scene.today is not None:
            return _months(scene.today, month - scene.today.month)
    return None


def _of_quarter(scene: Scene) -> Window | None:
    """ "quý III", "quý 2" of this year."""
    for at in range(len(scene.row)):
        if scene.bare(at) != "quy" or scene.today is None:
            continue
        number = scene.number(at + 1) or _ORDINALS.get(scene.bare(at + 1))
        if number is not None and 1 <= number <= 4:
            first = 3 * number - 2 - scene.today.month
            return _months(scene.today, first)[0], _months(scene.today, first + 2)[1]
    return None


def _section(scene: Scene, sections: tuple[Section, ...]) -> Window | None:
    """The days of a section of the plan, named by its place ("đợt 1") or its words."""
    if not sections:
        return None
    staged = not scene.bares.isdisjoint(_STAGE_WORDS)
    for at in range(len(scene.row) if staged else 0):
        if any(_says(scene, at, stage) for stage in _STAGES):
            end = at + next(len(stage) for stage in _STAGES if _says(scene, at, stage))
            number = scene.number(end) or _ORDINALS.get(scene.bare(end))
            if number is not None and 1 <= number <= len(sections):
                return sections[number - 1].start, sections[number - 1].due
    own = _own_pairs(sections)
    bares = [token.bare for token in scene.row if token.kind in ("word", "number")]
    typed = set(pairwise(bares))
    hits = [section for section, pairs in zip(sections, own, strict=True) if typed & pairs]
    return (hits[0].start, hits[0].due) if len(hits) == 1 else None


def _says(scene: Scene, at: int, phrase: tuple[str, ...]) -> bool:
    return all(scene.bare(at + i) == bare for i, bare in enumerate(phrase))


@lru_cache(maxsize=64)
def _own_pairs(sections: tuple[Section, ...]) -> tuple[frozenset[tuple[str, str]], ...]:
    """Neighbouring words that only one section's title has ("tuần lễ", "trọng tâm")."""
    titles = [[token.bare for token in words(section.title)] for section in sections]
    shared = Counter(bare for title in titles for bare in set(title))
    return tuple(
        frozenset(
            (a, b)
            for a, b in pairwise(title)
            if shared[a] == shared[b] == 1 and a not in _GENERAL and b not in _GENERAL
        )
        for title in titles
    )


def _by_name(scene: Scene, today: date) -> Window | None:
    spoken = [token for token in scene.row if token.kind in ("word", "number")]
    spoken = [
        token for i, token in enumerate(spoken) if not (token.bare == "nay" and _no_day(spoken, i))
    ]
    text = _joined([token.form for token in spoken])
    bare = "" if scene.accented else _joined([token.bare for token in spoken])
    for form, plain, window in _named_windows(today):
        if form in text or plain in bare:
            return window
    return None


def _no_day(spoken: Sequence[Token], i: int) -> bool:
    """Whether "nay" is no day: "năm nay", "mấy bữa nay", "nay tới đâu rồi"."""
    if i:
        return spoken[i - 1].bare in _BEFORE_NOW
    return len(spoken) > 1 and spoken[1].bare in _BEHIND_NOW


_BEFORE_NOW = letters("before_now")
_BEHIND_NOW = letters("behind_now")


@lru_cache(maxsize=64)
def _named_windows(today: date) -> tuple[tuple[str, str, Window], ...]:
    """Every named stretch of days as form, bare form and days, the longest names first."""
    monday = today - timedelta(days=today.weekday())
    found: list[tuple[str, Window]] = []
    for name, n in TABLE["windows"]["days"].items():
        found.append((name, (today + timedelta(n), today + timedelta(n))))
    for name, n in TABLE["windows"]["weeks"].items():
        found.append((name, (monday + timedelta(7 * n), monday + timedelta(7 * n + 6))))
    found += [(name, _months(today, n)) for name, n in TABLE["windows"]["months"].items()]
    found.sort(key=lambda pair: -len(pair[0]))
    folded = [([fold(word) for word in name.split()], window) for name, window in found]
    return tuple(
        (_joined([form for form, _ in name]), _joined([bare for _, bare in name]), window)
        for name, window in folded
    )


def _joined(spoken: Sequence[str]) -> str:
    """Words with a space around each, so that only whole ones are found in a text."""
    return f" {' '.join(spoken)} "


def _months(today: date, later: int) -> Window:
    year, month = divmod(today.year * 12 + today.month - 1 + later, 12)
    return date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])
