"""A line that puts other days in the place of those just told: "à nhầm, mốt mới nghỉ".

What is denied ("không phải mai, mốt cơ") is told apart from what is meant. Which absence that is,
and whether there is one, is not known here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.understand.absence.days import PHRASES, days_named, is_half_a_day, is_until
from bot.understand.absence.stand_ins import substitute, without_name
from bot.understand.words.fold import Token, tokens

Days = tuple[date, date]
_LONGEST = 24  # words and signs; who corrects a day says so in few
_SIGNS = frozenset("-–—→>/.,;:!…")
_STOPS = frozenset(",;.:\n")


@dataclass(frozen=True, slots=True)
class Corrected:
    """Days in the place of those told before; `was` are those that are denied, if any are.

    `last` None: it lasts as long as before; `first` None: it begins as before. `slipped`: the line
    says that something was wrong. `surely`: it says that it is of an absence; else it holds
    a day and nothing more. `deputy` and `name` are who stands in, if said.
    """

    was: Days | None
    first: date | None
    last: date | None
    slipped: bool = True
    surely: bool = True
    deputy: bool = False
    name: str | None = None


def read_correction(text: str, row: Sequence[Token], today: date) -> Corrected | None:
    """What a line puts in the place of the days told before; None if it does nothing such."""
    begin, slipped = _opened(row)
    row = row[begin:]
    if (
        not row
        or len(row) > _LONGEST
        or PHRASES.spot(row, "chua_chac")
        or _adds(row, slipped=slipped)
    ):
        return None
    denied = _denied(row)
    was = _days(text, row[denied[0] : denied[1]], today) if denied else None
    sides = [row[: denied[0]], row[denied[1] :]] if denied else [row]
    parts = [part for part in map(_led, sides) if part]
    behind = [each for part in parts for each in part]
    narrows = PHRASES.spot(behind, "chi_thoi") is not None
    if not (slipped or denied or narrows or _insists(behind)) or PHRASES.spot(behind, "viec"):
        return None
    surely = PHRASES.spot(row, "vang") is not None
    if not (surely or all(map(_is_only_days, parts))):
        return None
    deputy, name = next(
        (who for part in parts if any(who := substitute(text, part))), (False, None)
    )
    said = without_name(" , ".join(_typed(text, part) for part in parts), name)
    first, last = days_named(said, today)
    if first is None or is_half_a_day(behind, (first, last)):
        return None
    exactly = first != last or any(PHRASES.at(behind, at, "chi_thoi") for at in range(len(behind)))
    until = is_until(said, today)
    return Corrected(
        was,
        None if until else first,
        last if until or exactly else None,
        slipped,
        surely,
        deputy,
        name,
    )


def only_puts_off(text: str) -> bool:
    """Whether a line says no more than that something is put off: “thôi hoãn đi rồi”."""
    row = tokens(text)
    known = ("hoan_roi", "mo_dau", "nguoi_nham", "it_chu")
    if "?" in text or PHRASES.spot(row, "hoan_roi") is None:
        return False
    reached = {0}
    for at, token in enumerate(row):
        if at in reached:
            ends = {PHRASES.at(row, at, kind) for kind in known}
            reached |= {end for end in ends if end} | ({at + 1} if token.form in _SIGNS else set())
    return len(row) in reached


def _adds(row: Sequence[Token], *, slipped: bool) -> bool:
    """Whether a line adds days; behind “à nhầm” a whole day is the one that is meant."""
    more = PHRASES.spot(row, "them")
    if more is None:
        return False
    whole = PHRASES.at(row, more[0], "ca_ngay") == more[1] and not PHRASES.spot(row, "nua")
    return not (slipped and whole)


def _opened(row: Sequence[Token]) -> tuple[int, bool]:
    """Behind what a line opens with, and whether that says that something was wrong: “à nhầm,”."""
    at, slipped = 0, False
    while at < len(row):
        wrong = PHRASES.at(row, at, "nham")
        end = wrong or PHRASES.at(row, at, "mo_dau")
        if end is None and row[at].form in _SIGNS:
            end = at + 1
        if end is None and at and PHRASES.at(row, at, "nguoi_nham"):
            end = at + 1
        if end is None and PHRASES.at(row, at, "nguoi_nham") and PHRASES.at(row, at + 1, "nham"):
            end = at + 1
        if end is None:
            break
        at, slipped = end, slipped or wrong is not None
    return at, slipped


def _denied(row: Sequence[Token]) -> tuple[int, int] | None:
    """The clause that says on which days it is not: “không phải mai”, “mai không nghỉ”."""
    for at in range(len(row)):
        end = PHRASES.at(row, at, "khong_phai")
        if end is None and (no := PHRASES.at(row, at, "khong")) is not None:
            end = PHRASES.at(row, no, "vang")
        if end is None:
            continue
        stop = next((i for i in range(end, len(row)) if _ends_clause(row, i)), len(row))
        if stop > end and not _is_all_small(row[end:stop]):
            return at, stop
        before = next((i for i in range(at, 0, -1) if _ends_clause(row, i - 1)), 0)
        return before, stop
    return None


def _ends_clause(row: Sequence[Token], at: int) -> bool:
    return row[at].form in _STOPS or PHRASES.at(row, at, "ve_khac") is not None


def _led(row: Sequence[Token]) -> Sequence[Token]:
    """A clause without what joins it to the one before: “mà là mốt”."""
    at = 0
    while at < len(row) and (row[at].form in _SIGNS or PHRASES.at(row, at, "ve_khac") is not None):
        at += 1
    return row[at:]


def _insists(row: Sequence[Token]) -> bool:
    """Whether it is then and at no other time: “mốt mới nghỉ”, “thứ 4 em nghỉ cơ”."""
    closes = next((at for at in range(len(row)) if PHRASES.at(row, at, "co") == len(row)), None)
    if closes is not None and row[closes].form != row[closes].bare:
        return True
    for at in range(len(row)):
        only = PHRASES.at(row, at, "moi")
        if only is not None and PHRASES.at(row, only, "vang") is not None:
            return True
    return False


def _is_all_small(row: Sequence[Token]) -> bool:
    return all(PHRASES.at(row, at, "it_chu") is not None for at in range(len(row)))


def _is_only_days(row: Sequence[Token]) -> bool:
    """Whether a clause holds days and small words: “mốt cơ”, “16-18/5 mới đúng”."""
    return all(
        token.kind != "word" or any(PHRASES.at(row[at : at + 1], 0, kind) for kind in _SMALL)
        for at, token in enumerate(row)
    )


_SMALL = ("it_chu", "luc_nao", "tu_minh", "tu", "den", "chi_thoi")


def _days(text: str, row: Sequence[Token], today: date) -> Days | None:
    first, last = days_named(_typed(text, row), today) if row else (None, None)
    return (first, last or first) if first else None


def _typed(text: str, row: Sequence[Token]) -> str:
    return text[row[0].start : row[-1].end]
