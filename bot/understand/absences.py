"""An absence told in one line: "đi công tác 16-20/5, phó phòng thay", "tôi về rồi".

The words stand in `absences.toml`. What speaks of work is no absence; a day that is not certain
stays open, so that it is asked for.
"""

import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.tables import read_table
from bot.understand.dates import Day, find_days
from bot.understand.fold import Token, fold, tokens
from bot.understand.phrases import Phrases
from bot.understand.reckoning import nearest
from bot.understand.scene import Scene, lay_out
from bot.understand.values import Utterance

_PHRASES = Phrases(read_table("bot.understand", "absences.toml"))
_FRIDAY = timedelta(days=4)
_AT_MOST = timedelta(days=200)
_SHORT = 12  # words; who is back, or names somebody afterwards, says so in few
_INSTEAD = "thay"
_STOPS = frozenset(",;.")
_LONGEST_NAME = 5  # words
_LONGEST = 500  # characters; nobody needs more to be away
_BRACKETS = str.maketrans("()", "  ")

_DATE = r"(\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4}))?"
_TO = r"\s*(?:[-\u2013\u2014\u2192]|->|đến|tới|den|toi)\s*(?:hết|het)?\s*(?:ngày|ngay)?\s*"
_RANGE = re.compile(
    rf"(?<![\d/])(\d{{1,2}})(?:[/.](\d{{1,2}}))?(?:[/.](\d{{4}}))?{_TO}{_DATE}(?![\d/])",
    re.IGNORECASE,
)
_ONE = re.compile(rf"(?<![\d/]){_DATE}(?![\d/])", re.IGNORECASE)
_LIST = re.compile(rf"(?<![\d/])((?:\d{{1,2}}\s*(?:,|và|va|&)\s*)+){_DATE}(?![\d/])", re.IGNORECASE)
_MONTH = re.compile(r"(\d{1,2})\s+(?:tháng|thang)\s+(\d{1,2})", re.IGNORECASE)
_COMRADE = re.compile(r"\b[đd]\s?[/.]\s?c\b\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Away:
    """What a line says of somebody's absence.

    `first` and `last` are both included; None: it names none for certain. `deputy`: the deputy
    stands in. `name`: who does, as typed. `back`: the absence is over; `dropped`: it is taken
    back, on its days if it names some. `wrong`: what is typed for its days, where these cannot be.
    `own`: nothing says that it is somebody else's.
    """

    first: date | None = None
    last: date | None = None
    deputy: bool = False
    name: str | None = None
    back: bool = False
    away: bool = True
    dropped: bool = False
    wrong: str | None = None
    own: bool = True

    @property
    def names_somebody(self) -> bool:
        """Whether the line says who stands in."""
        return self.deputy or self.name is not None


def read_absence(text: str, today: date) -> Away | None:
    """The absence that a line tells of; None if it tells of none. Pure, never raises."""
    plain = unicodedata.normalize("NFC", text[:_LONGEST]).translate(_BRACKETS)
    typed = _MONTH.sub(r"\1/\2", _COMRADE.sub("đồng chí ", plain))
    row = tokens(typed)
    words = [token for token in row if token.kind in ("word", "number")]
    if not words or "?" in text or _PHRASES.spot(row, "viec"):
        return None
    denied = _denial(row)
    if denied is not None:
        return _not_away(typed, row, denied, today)
    if _PHRASES.spot(row, "bo") and len(words) <= _SHORT:
        return Away(back=True, away=False, dropped=True)
    if _PHRASES.spot(row, "ve") and len(words) <= _SHORT:
        return Away(back=True, away=False)
    deputy, name = _substitute(typed, row)
    first, last = _days(typed, today)
    somebody = deputy or name is not None
    instead = any(token.bare == _INSTEAD for token in row)
    if first is not None and (
        _PHRASES.spot(row, "vang") or (somebody and instead and last is not None)
    ):
        return Away(first, last, deputy, name, own=_is_own(row))
    wrong = _impossible(typed, row, today)
    if wrong is not None:
        return Away(None, None, deputy, name, wrong=wrong)
    if not somebody:
        return None
    if _PHRASES.spot(row, "vang"):
        return Away(None, None, deputy, name)
    return Away(deputy=deputy, name=name, away=False) if instead and len(words) <= _SHORT else None


def _denial(row: Sequence[Token]) -> tuple[int, int] | None:
    """From "không" to the end of the absence that it denies: “không phải đi công tác”."""
    for at in range(len(row)):
        end = _PHRASES.at(row, at, "khong")
        if end is None or _PHRASES.at(row, at, "vang") is not None:
            continue
        while _PHRASES.at(row, end, "vang") is None:
            behind = _PHRASES.at(row, end, "dem")
            if behind is None:
                break
            end = behind
        away = _PHRASES.at(row, end, "vang")
        if away is not None:
            return at, away
    return None


def _not_away(text: str, row: Sequence[Token], denied: tuple[int, int], today: date) -> Away | None:
    """What a text that denies an absence says: of another one, else that there will be none.

    Nothing where that is somebody else's, or not certain.
    """
    start, end = denied
    if any(_PHRASES.spot(part, "vang") for part in (row[:start], row[end:])):
        found = (read_absence(side, today) for side in _sides(text, row))
        return next((told for told in found if told and told.away), None)
    before = row[start - 1] if start else None
    first, last = _days(text, today)
    own = before is None or _PHRASES.at([before], 0, "tu_minh") is not None
    if not own and before is not None and before.kind != "word":  # “thứ 6 không nghỉ”
        own = first is not None or _PHRASES.spot(row[end:], "nua") is not None
    if not own or len(row) > 2 * _SHORT or _PHRASES.spot(row[:end], "chua_chac"):
        return None
    return Away(first, last, back=True, away=False, dropped=True)


def _sides(text: str, row: Sequence[Token]) -> list[str]:
    """The clauses of a text; none if it is a single one."""
    cuts = [t.start for i, t in enumerate(row) if t.form in _STOPS or _opens(row, i)]
    edges = [0, *(cut for cut in cuts if cut), len(text)]
    return [text[a:b] for a, b in itertools.pairwise(edges)] if len(edges) > 2 else []


def _opens(row: Sequence[Token], at: int) -> bool:
    return _PHRASES.at(row, at, "ve_khac") is not None


def asks_who_is_away(text: str) -> bool:
    """Whether somebody is asked for who is away: “ai đang đi công tác?”. Pure, never raises."""
    row = tokens(unicodedata.normalize("NFC", text[:_LONGEST]))
    if len(row) > _SHORT + 1 or _PHRASES.spot(row, "viec"):
        return False
    return all(_PHRASES.spot(row, kind) for kind in ("hoi", "vang"))


def speaks_of_absence(text: str) -> bool:
    """Whether a text says that somebody is away, whatever else it says."""
    return _PHRASES.spot(tokens(text[:_LONGEST]), "vang") is not None


def misses_a_meeting(text: str) -> bool:
    """Whether a text says that its writer cannot come, and nothing of work: “không đi họp được”."""
    row = tokens(text[:_LONGEST])
    spot = _PHRASES.spot(row, "khong_hop")
    if spot is None or len(row) > _SHORT or _PHRASES.spot(row, "viec"):
        return False
    return not spot[0] or _PHRASES.at(row[spot[0] - 1 : spot[0]], 0, "tu_minh") is not None


def _is_own(row: Sequence[Token]) -> bool:
    """Whether nobody else is named right before what says that one is away: “chị Hoa nghỉ ốm”."""
    spot = _PHRASES.spot(row, "vang")
    before = row[spot[0] - 1] if spot and spot[0] else None
    at = None if before is None else _PHRASES.at([before], 0, "tu_minh")
    return before is None or before.kind != "word" or at is not None


# --- who stands in -------------------------------------------------------------------------------


def _substitute(text: str, row: Sequence[Token]) -> tuple[bool, str | None]:
    """Whether the deputy stands in, and the name as typed, if one is."""
    for at in range(len(row)):
        if _PHRASES.at(row, at, "thay") is not None:
            found = _named(text, _before(row, at))
            if found != (False, None):
                return found
        end = _PHRASES.at(row, at, "giao")
        if end is not None:
            found = _named(text, _after(row, end))
            if found != (False, None):
                return found
    return False, None


def _before(row: Sequence[Token], at: int) -> list[Token]:
    """The words right before a place, back to a comma, a figure, or what says that one is away."""
    found: list[Token] = []
    if at > 0 and row[at - 1].form == ",":
        at -= 1
    while at > 0 and len(found) < 2 * _LONGEST_NAME and row[at - 1].kind == "word":
        at -= 1
        found.insert(0, row[at])
    return found


def _after(row: Sequence[Token], at: int) -> list[Token]:
    found: list[Token] = []
    while at < len(row) and row[at].kind == "word" and _PHRASES.at(row, at, "thay") is None:
        found.append(row[at])
        at += 1
    return found


def _named(text: str, words: Sequence[Token]) -> tuple[bool, str | None]:
    """The deputy, or the name that some words amount to once forms of address are dropped."""
    spot = _PHRASES.spot(words, "pho")
    before, after = (words[: spot[0]], words[spot[1] :]) if spot else (words, [])
    name = _without_address(after) or _without_address(before)
    if not name or len(name) > _LONGEST_NAME:
        return spot is not None, None
    return spot is not None, text[name[0].start : name[-1].end]


def _without_address(words: Sequence[Token]) -> list[Token]:
    """What follows the last form of address; nothing where no name can be told."""
    found = list(words)
    for at in range(len(words)):
        end = (
            _PHRASES.at(words, at, "goi")
            or _PHRASES.at(words, at, "vang")
            or _PHRASES.at(words, at, "thay")
        )
        if end is not None:
            found = list(words[end:])
    return found


# --- on which days -------------------------------------------------------------------------------


def _days(text: str, today: date) -> tuple[date | None, date | None]:
    in_figures = _in_figures(text, today)
    if in_figures is not None:
        return in_figures
    scene = lay_out(Utterance(text, today))
    found = find_days(scene)
    week = next((_week(scene, day, today) for day in found if _week(scene, day, today)), None)
    named = [day for day in found if day.day is not None]
    span = next((day.span for day in found if day.day is None and day.span), None)
    if len(named) >= 2:
        return _ordered(named[0].day, named[1].day)
    if len(named) == 1:
        return _one(scene, named[0], span, today)
    return week or (None, None)


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


def _impossible(text: str, row: Sequence[Token], today: date) -> str | None:
    """What is typed after an absence for days that are none, or end before they begin."""
    away = _PHRASES.spot(row, "vang")
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
    return any(_PHRASES.at(bare, at, kind) == len(bare) for at in range(len(bare)))


_DAY_WORDS = frozenset(fold(word)[1] for word in ("ngày", "hôm", "sáng", "chiều"))


def _week(scene: Scene, day: Day, today: date) -> tuple[date, date] | None:
    """A whole working week: "tuần sau nghỉ phép"; of this one what is left."""
    weeks = scene.value(day.start, "weeks") if day.day is None else None
    if weeks is None or weeks < 0:
        return None
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)
    first = max(today, monday)
    return (first, monday + _FRIDAY) if first <= monday + _FRIDAY else None
