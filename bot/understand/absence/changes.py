"""A line that changes an absence told before: "nghỉ cả thứ 4 nữa", "dời chuyến đi sang 23-25/5".

Which absence that is, and whether there is one, is not known here. A day that is not certain
stays open; what speaks of work changes no absence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.understand.absence.absences import denies, typed_out
from bot.understand.absence.corrections import Corrected, read_correction
from bot.understand.absence.days import PHRASES, by_weekday, days_named, is_half_a_day, is_until
from bot.understand.absence.stand_ins import substitute, without_name
from bot.understand.dialogue.moments import is_no_more
from bot.understand.sayings import TURNS
from bot.understand.words.fold import Token, tokens
from bot.understand.words.phrases import match, phrases

_COUNTS = [(phrase, count) for word, count in TURNS["counts"].items() for phrase in phrases([word])]
_NUMBERED = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Added:
    """Days beside an absence. `first` None: they follow it; `length` is how many, if that is said.

    With neither these nor `last` no day is certain.

    `by_weekday`: the day is named by its name alone. `surely`: the line itself says that it is an
    absence; else it holds a day and nothing more. `deputy` and `name` are who stands in, if said.
    """

    first: date | None
    last: date | None
    length: int | None = None
    by_weekday: bool = False
    surely: bool = True
    deputy: bool = False
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """An absence that moves; `was` are the days that it has, if they are named.

    `first` None: no day is certain. `last` is `first` where one day is named. `wrong` is what is
    typed for days that cannot be.
    """

    was: tuple[date, date] | None
    first: date | None
    last: date | None
    wrong: str | None = None
    deputy: bool = False
    name: str | None = None


def read_change(text: str, today: date) -> Added | Corrected | Moved | None:
    """How a line changes an absence; None if it changes none. Pure, never raises."""
    typed = typed_out(text)
    row = tokens(typed)
    if not row or "?" in text:
        return None
    return (
        _moved(typed, row, today) or read_correction(typed, row, today) or _added(typed, row, today)
    )


def _moved(text: str, row: Sequence[Token], today: date) -> Moved | None:
    for at in range(len(row)):
        end = _trip_moves(row, at)
        goes = None if end is None else _goes(row, end)
        if end is None or goes is None:
            continue
        because = next((i for i in range(goes, len(row)) if PHRASES.at(row, i, "vi")), len(row))
        beside = [*row[:at], *row[end : goes - 1], *row[goes:because]]
        if PHRASES.spot(beside, "viec"):
            return None
        stop = row[because].start if because < len(row) else len(text)
        deputy, name = substitute(text, row[goes:because])
        behind = without_name(text[row[goes - 1].end : stop], name)
        first, last = days_named(behind, today)
        was = days_named(text[: row[goes - 1].start], today)
        wrong = behind.strip() if first is None and _NUMBERED.search(behind) else None
        known = (was[0], was[1] or was[0]) if was[0] else None
        return Moved(known, first, last if first else None, wrong, deputy, name)
    return None


def _trip_moves(row: Sequence[Token], at: int) -> int | None:
    """Where “dời chuyến đi”, or “chuyến đi bị hoãn”, that begins here ends."""
    moves = PHRASES.at(row, at, "doi")
    if moves is not None:
        return PHRASES.at(row, moves, "chuyen") or PHRASES.at(row, moves, "di_vang")
    trip = PHRASES.at(row, at, "chuyen")
    while trip is not None and (end := PHRASES.at(row, trip, "bi")) is not None:
        trip = end
    return None if trip is None else PHRASES.at(row, trip, "doi")


def _goes(row: Sequence[Token], at: int) -> int | None:
    """Behind the word that leads to the new days; only days may stand before it."""
    while at < len(row):
        end = PHRASES.at(row, at, "sang")
        if end is not None:
            return end
        is_day = row[at].kind in ("number", "compound") or any(
            PHRASES.at(row, at, kind) is not None for kind in ("ngay", "tu")
        )
        if not is_day:
            return None
        at += 1
    return None


def _added(text: str, row: Sequence[Token], today: date) -> Added | None:
    marked = _more(row)
    if marked is None or denies(row) or PHRASES.spot(row, "viec"):
        return None
    surely = any(PHRASES.spot(row, kind) is not None for kind in ("vang", "chuyen"))
    if not surely and not _holds_only_days(text, row, marked):
        return None
    deputy, name = substitute(text, row)
    length = _length(row, marked[1])
    if length is not None:
        return Added(None, None, length, surely=surely, deputy=deputy, name=name)
    text = without_name(text, name)
    first, last = days_named(text, today)
    if last is None:
        return Added(None, None, None, deputy=deputy, name=name) if surely else None
    if is_half_a_day(row, (first, last)):
        return None  # which no absence holds
    if is_until(text, today):
        return Added(None, last, surely=surely, deputy=deputy, name=name)
    weekdays = by_weekday(text, today) if first == last else 0
    if weekdays > 1:  # “thêm thứ 5, thứ 6 nữa” names more than the one that is read
        return Added(None, None, None, surely=surely, deputy=deputy, name=name)
    return Added(first, last, None, bool(weekdays), surely, deputy, name)


def _more(row: Sequence[Token]) -> tuple[int, int] | None:
    """Where a line says that days are added; “3 ngày nữa tôi nghỉ” only counts them."""
    found = PHRASES.spot(row, "them")
    if found is not None:
        return found
    last = PHRASES.spot(row, "nua")
    away = PHRASES.spot(row, "vang")
    return last if last and away and away[1] < last[0] and not _counted(row, last[0]) else None


def _counted(row: Sequence[Token], at: int) -> bool:
    """Whether a count of days stands right before: “2 ngày nữa”."""
    return at >= 2 and PHRASES.at(row, at - 1, "ngay") == at and row[at - 2].kind == "number"


def _length(row: Sequence[Token], at: int) -> int | None:
    """How many days follow: “thêm 2 ngày”, “thêm một hôm”."""
    if at < len(row) and row[at].kind == "number" and PHRASES.at(row, at + 1, "ngay"):
        return int(row[at].form) if len(row[at].form) <= 2 else None
    for phrase, count in _COUNTS:
        end = match(row, at, phrase)
        if end and PHRASES.at(row, end, "ngay") and count == int(count):
            return int(count)
    return None


def _holds_only_days(text: str, row: Sequence[Token], marked: tuple[int, int]) -> bool:
    start, end = row[marked[0]].start, row[marked[1] - 1].end
    last = PHRASES.spot(row[marked[1] :], "nua")
    if last:
        cut = row[marked[1] + last[0]]
        text = f"{text[: cut.start]} {text[cut.end :]}"
    kept = PHRASES.at(row, marked[1] - 1, "ngay")  # “cả ngày” holds the word that leads to a day
    opens = next((e for at in range(marked[0]) if (e := PHRASES.at(row, at, "mo_dau"))), 0)
    begin = row[opens - 1].end if opens else 0
    return is_no_more(f"{text[begin:start]} {'ngày' if kept else ''} {text[end:]}")
