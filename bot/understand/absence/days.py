"""The days that a line about an absence names: "16-20/5", "từ mai đến thứ 6", "tuần sau".

Gives no day that is not certain; whose absence it is, or whether it is one, is not asked here.
"""

import itertools
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from bot.tables import read_table
from bot.understand.figures.dates import find_days
from bot.understand.figures.reckoning import Day, nearest
from bot.understand.values import Utterance
from bot.understand.words.fold import Token, fold
from bot.understand.words.phrases import Phrases
from bot.understand.words.scene import Scene, lay_out

Half = Literal["morning", "afternoon", "part", "both"]
"""A part of a day on which somebody is away; or both halves, of one day or of two."""

TABLE: dict[str, list[str]] = read_table("bot.understand", "absences.toml")
PHRASES = Phrases(TABLE)
"""What is said of absences, by kind."""

_FRIDAY = timedelta(days=4)
_AT_MOST = timedelta(days=200)

_DATE = r"(\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4}))?"
_TO = r"\s*(?:[-\u2013\u2014\u2192]|->|đến|tới|den|toi)\s*(?:hết|het)?\s*(?:ngày|ngay)?\s*"
_RANGE = re.compile(
    rf"(?<![\d/])(\d{{1,2}})(?:[/.](\d{{1,2}}))?(?:[/.](\d{{4}}))?{_TO}{_DATE}(?![\d/])",
    re.IGNORECASE,
)
_ONE = re.compile(rf"(?<![\d/]){_DATE}(?![\d/])", re.IGNORECASE)
_LIST = re.compile(rf"(?<![\d/])((?:\d{{1,2}}\s*(?:,|và|va|&)\s*)+){_DATE}(?![\d/])", re.IGNORECASE)


def days_named(text: str, today: date) -> tuple[date | None, date | None]:
    """The first and the last day, both included; None where there is none that is certain."""
    in_figures = _in_figures(text, today)
    if in_figures is not None:
        return in_figures
    scene = lay_out(Utterance(text, today))
    found = find_days(scene)
    week = next((_week(scene, day, today) for day in found if _week(scene, day, today)), None)
    begun = {day.start for day in found}  # “chiều thứ 6” is one day, not this afternoon as well
    named = [day for day in found if day.day is not None and day.end not in begun]
    span = next((day.span for day in found if day.day is None and day.span), None)
    if len(named) >= 2:
        return _ordered(named[0].day, named[1].day)
    if len(named) == 1:
        return _one(scene, named[0], span, today)
    return week or (None, None)


def is_until(text: str, today: date) -> bool:
    """Whether the only day that is named is the last: “nghỉ thêm đến 20/5”."""
    if _in_figures(text, today) is not None:
        return False
    scene = lay_out(Utterance(text, today))
    named = [day for day in find_days(scene) if day.day is not None]
    return len(named) == 1 and _ends_with(
        scene.row[max(0, named[0].start - 4) : named[0].start], "den"
    )


def half_named(row: Sequence[Token]) -> Half | None:
    """The part of a day that a row names; None where it speaks of whole days.

    Without marks “sang” is the morning only where nothing moves there: “doi chuyen di sang 23/5”.
    """
    if PHRASES.spot(row, "ca_ngay"):
        return None
    moves = PHRASES.spot(row, "doi") is not None
    marked = moves or any(token.form != token.bare for token in row)
    found = {half for kind, half in _HALVES.items() if _names_half(row, kind, marked=marked)}
    if len(found) > 1:
        return "both"
    return found.pop() if found else "part" if PHRASES.spot(row, "nua_ngay") else None


def is_half_a_day(row: Sequence[Token], days: tuple[date | None, date | None]) -> bool:
    """Whether a row names a part of the one day that it names."""
    return days[0] == days[1] and half_named(row) not in (None, "both")


def _names_half(row: Sequence[Token], kind: str, *, marked: bool) -> bool:
    for at in range(len(row)):
        end = PHRASES.at(row, at, kind)
        typed = not marked or row[at].form != row[at].bare
        if end is not None and typed and end < len(row) and _is_of_day(row, end):
            return True
    return False


def _is_of_day(row: Sequence[Token], at: int) -> bool:
    return row[at].kind in ("number", "compound") or PHRASES.at(row, at, "luc_nao") is not None


_HALVES: dict[str, Half] = {"buoi_sang": "morning", "buoi_chieu": "afternoon"}


def by_weekday(text: str, today: date) -> int:
    """How many days are named by their names alone, so that they are of every week: “thứ 6”."""
    scene = lay_out(Utterance(text, today))
    at = [i for i in range(len(scene.row)) if scene.value(i, "weekdays") is not None]
    dated = any(token.kind == "compound" for token in scene.row)
    weeks = any(scene.value(i, "weeks") is not None for i in range(len(scene.row)))
    return 0 if dated or weeks else len(at)


def _in_figures(text: str, today: date) -> tuple[date | None, date | None] | None:
    """ "16-20/5", "từ 28/4 đến 3/5/2022", "16, 17/5"; None if there is nothing of the kind."""
    found = _RANGE.search(text)
    if found is not None:
        first_day, first_month, first_year, *rest = found.groups()
        last = _resolve(today, *rest)
        first = _resolve(today, first_day, first_month or rest[1], first_year or rest[2])
        if first and last and last < first and not rest[2]:
            last = nearest(last, last.day, last.month, last.year + 1)  # over the turn of the year
        return _ordered(first, last)
    listed = _LIST.search(text)
    if listed is None:
        return None
    earlier, day, month, year = listed.groups()
    days = [_resolve(today, n, month, year) for n in re.findall(r"\d+", earlier)]
    days.append(_resolve(today, day, month, year))
    return _ordered(days[0], days[-1]) if _in_a_row(days) else (None, None)


def impossible(text: str, row: Sequence[Token], today: date) -> str | None:
    """What is typed after an absence for days that are none, or end before they begin."""
    away = PHRASES.spot(row, "vang")
    if away is None:
        return None
    begins = row[away[1] - 1].end
    found = _RANGE.search(text, begins)
    if found is not None:
        return found[0].strip() if _in_figures(text, today) == (None, None) else None
    single = _ONE.search(text, begins)
    if single is None or _resolve(today, *single.groups()) is not None:
        return None
    return single[0].strip()


def _resolve(today: date, day: str, month: str, year: str | None) -> date | None:
    return nearest(today, int(day), int(month), int(year) if year else None)


def _in_a_row(days: Sequence[date | None]) -> bool:
    """Whether days follow each other, as far as offices work: a weekend may lie between."""
    known = [day for day in days if day is not None]
    gaps = [(b - a).days for a, b in itertools.pairwise(known)]
    return len(known) == len(days) and all(0 < gap <= 3 for gap in gaps)


def _ordered(first: date | None, last: date | None) -> tuple[date | None, date | None]:
    if first is None or last is None or not timedelta() <= last - first <= _AT_MOST:
        return None, None
    return first, last


def _one(scene: Scene, day: Day, span: int | None, today: date) -> tuple[date | None, date | None]:
    """One day is named: alone, as the beginning of a span, or as the end from today on."""
    lead = scene.row[max(0, day.start - 4) : day.start]
    if day.day is None or day.day < today:
        return day.day, day.day
    if _ends_with(lead, "den"):
        return today, day.day
    if span is not None:
        return day.day, day.day + timedelta(days=span - 1)
    return (day.day, None) if _ends_with(lead, "tu") else (day.day, day.day)


def _ends_with(row: Sequence[Token], kind: str) -> bool:
    bare = [token for token in row if token.bare not in _DAY_WORDS]
    return any(PHRASES.at(bare, at, kind) == len(bare) for at in range(len(bare)))


_DAY_WORDS = frozenset(fold(word)[1] for word in ("ngày", "hôm", "sáng", "chiều"))


def _week(scene: Scene, day: Day, today: date) -> tuple[date, date] | None:
    """A whole working week: "tuần sau nghỉ phép"; of this one what is left."""
    weeks = scene.value(day.start, "weeks") if day.day is None else None
    if weeks is None or weeks < 0:
        return None
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)
    first = max(today, monday)
    return (first, monday + _FRIDAY) if first <= monday + _FRIDAY else None
