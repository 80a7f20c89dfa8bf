"""An absence told in one line: "đi công tác 16-20/5, phó phòng thay", "tôi về rồi".

The words stand in `absences.toml`. What speaks of work is no absence; a day that is not certain
stays open, so that it is asked for.
"""

import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.understand.absence.days import PHRASES, Half, days_named, half_named, impossible
from bot.understand.absence.ends import BACK, DROPPED, ends_at, is_led_in, is_present
from bot.understand.absence.others import Other, somebody_else
from bot.understand.absence.stand_ins import (
    is_addressed,
    may_be_bare_name,
    substitute,
    without_name,
)
from bot.understand.texts.introducing import without_introduction
from bot.understand.words.fold import Token, tokens

_FEW_BESIDE = 4
"""Words and signs beside who asks for a substitute; who writes more says something else."""
_SHORT = 12  # words; who is back, or names somebody afterwards, says so in few
_INSTEAD = "thay"
_STOPS = frozenset(",;.")
_LONGEST_ADDRESS = 14  # words and signs: “Kính gửi anh Nam, Chánh Văn phòng Sở,”
_LONGEST = 500  # characters; nobody needs more to be away
_BRACKETS = str.maketrans("()", "  ")

_MONTH = re.compile(r"(\d{1,2})\s+(?:tháng|thang)\s+(\d{1,2})", re.IGNORECASE)
_COMRADE = re.compile(r"\b[đd]\s?[/.]\s?c\b\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Away:
    """What a line says of somebody's absence.

    `first` and `last` are both included; None: it names none for certain. `deputy`: the deputy
    stands in. `name`: who does, as typed. `back`: the absence is over; `dropped`: it is taken
    back, on its days if it names some; `maybe`: its first word, which may be a name as well: “Hoan
    di cong tac”. `wrong`: what is typed for its days, where these cannot be.
    `half`: the part of its day, or of the first or the last one, where it names any.
    `own`: nothing says that it is somebody else's; `other`: whom it names, where it names somebody.
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
    other: Other | None = None
    maybe: str | None = None
    half: Half | None = None

    @property
    def is_half_a_day(self) -> bool:
        """Whether it is a part of the one day that is named."""
        return self.first == self.last and self.half not in (None, "both")

    @property
    def names_somebody(self) -> bool:
        """Whether the line says who stands in."""
        return self.deputy or self.name is not None


def read_absence(text: str, today: date) -> Away | None:
    """The absence that a line tells of; None if it tells of none. Pure, never raises."""
    typed = typed_out(text)
    row = tokens(typed)
    words = [token for token in row if token.kind in ("word", "number")]
    if not words or "?" in text or _is_of_work(row) or without_introduction(text) != text:
        return None
    denied = _denial(row)
    if denied is not None:
        return _not_away(typed, row, denied, today)
    other = somebody_else(typed, row)
    if len(words) <= _SHORT and (there := _there(typed, row, today)):
        return None if other and other.sure else replace(there, other=other)
    told = _told(typed, row, today) or _meets(typed, row, today)
    return told and replace(
        told, half=half_named(row), own=_is_own(row) and not (other and other.sure), other=other
    )


def _is_of_work(row: Sequence[Token]) -> bool:
    """Whether a row speaks of work; “trao doi voi chi Hoa” typed so holds no “dời”."""
    at = 0
    while at < len(row):
        if PHRASES.at(row, at, "viec") is not None:
            return True
        at = PHRASES.at(row, at, "trao_doi") or at + 1
    return False


def _told(typed: str, row: Sequence[Token], today: date) -> Away | None:
    """An absence, or who stands in for one, whoever is away."""
    words = [token for token in row if token.kind in ("word", "number")]
    deputy, name = substitute(typed, row)
    first, last = days_named(without_name(typed, name), today)
    somebody = deputy or name is not None
    instead = any(token.bare == _INSTEAD for token in row)
    if first is not None and (_is_away(row) or (somebody and instead and last is not None)):
        return Away(first, last, deputy, name)
    wrong = impossible(typed, row, today)
    if wrong is not None:
        return Away(None, None, deputy, name, wrong=wrong)
    if not somebody:
        return None
    if _is_away(row):
        return Away(None, None, deputy, name)
    return Away(deputy=deputy, name=name, away=False) if instead and len(words) <= _SHORT else None


def _meets(typed: str, row: Sequence[Token], today: date) -> Away | None:
    """Who goes to a meeting and says in which half of the day, or who stands in, and no more."""
    meeting = PHRASES.spot(row, "hop") or _meets_away(row)
    if meeting is None or len(row) > 2 * _SHORT or _denied_before(row, meeting[0]):
        return None
    rest = [*row[: meeting[0]], *row[meeting[1] :]]
    if helps := PHRASES.spot(rest, "lo_giup"):  # “anh Huy trả lời giúp”
        rest = [*rest[: helps[0]], *rest[helps[1] :]]
    if PHRASES.spot(rest, "con_viec"):
        return None
    deputy, name = substitute(typed, row)
    first, last = days_named(without_name(typed, name), today)
    if first is None or not (half_named(row) or deputy or name):
        return None
    return Away(first, last, deputy, name)


def _meets_away(row: Sequence[Token]) -> tuple[int, int] | None:
    """Where “đi Hà Nội họp” stands: with where it is between, and no sign."""
    for at in range(len(row)):
        goes = PHRASES.at(row, at, "di")
        for to in range(goes + 1, min(goes + _LONGEST_PLACE, len(row))) if goes else ():
            if any(token.kind != "word" for token in row[goes:to]):
                break
            if (end := PHRASES.at(row, to, "hop_xa")) is not None:
                return at, end
    return None


_LONGEST_PLACE = 5
"""Words of where a meeting is."""


def _denied_before(row: Sequence[Token], at: int) -> bool:
    return at > 0 and PHRASES.at(row, at - 1, "khong") == at


def _there(text: str, row: Sequence[Token], today: date) -> Away | None:
    """What says in few words that an absence is over, or that there is none; None if nothing."""
    if is_present(row):
        first, last = days_named(text, today)
        return Away(first, last, back=True, away=False)
    for kind in (DROPPED, BACK):
        at = _over(row, kind)
        if at is not None:
            dropped, maybe = kind == DROPPED, _as_name(text, row, at)
            first, last = days_named(text, today) if dropped else (None, None)
            return Away(first, last, back=True, away=False, dropped=dropped, maybe=maybe)
    return None


def _over(row: Sequence[Token], kind: str) -> int | None:
    """Where a phrase that ends an absence begins; “chi Hoan di cong tac” is of somebody else."""
    for at in range(len(row)):
        if ends_at(row, at, kind) is not None:
            named = at > 0 and _may_be_a_name(row[at]) and is_addressed(row, at)
            return None if named else at
    return None


def _as_name(text: str, row: Sequence[Token], at: int) -> str | None:
    return text[row[at].start : row[at].end] if _may_be_a_name(row[at]) else None


def _may_be_a_name(token: Token) -> bool:
    """Whether a word was typed without its marks and is a name with others: hoãn, Hoàn."""
    return token.form == token.bare and PHRASES.at([token], 0, "nhu_ten") is not None


def _is_away(row: Sequence[Token]) -> bool:
    """Whether somebody is away; in “anh Nghi thay” that is a name typed without its marks."""
    for at in range(len(row)):
        end = PHRASES.at(row, at, "vang")
        if end is not None and not (
            may_be_bare_name(row[at:end]) and is_addressed(row, at) and PHRASES.at(row, end, "thay")
        ):
            return True
    return False


def typed_out(text: str) -> str:
    """A text as its days and names are read from it: “đ/c” and “16 tháng 5” are written out."""
    plain = unicodedata.normalize("NFC", text[:_LONGEST]).translate(_BRACKETS)
    plain = plain[_addressed(plain) :]
    return _MONTH.sub(r"\1/\2", _COMRADE.sub("đồng chí ", plain))


def _addressed(text: str) -> int:
    """Where a text begins behind whom it is addressed to: “Kính gửi Văn phòng,”; 0: at once."""
    row = tokens(text)
    end = PHRASES.at(row, 0, "kinh_gui")
    if end is None:
        return 0
    stop = next((i for i in range(end, min(len(row), _LONGEST_ADDRESS)) if _parts(row[i])), None)
    return row[stop].end if stop is not None and stop + 1 < len(row) else 0


def _parts(token: Token) -> bool:
    return token.form in (",", ".", ":", ";", "!", "\n")


def denies(row: Sequence[Token]) -> bool:
    """Whether a row says that somebody is not away."""
    return _denial(row) is not None


def _denial(row: Sequence[Token]) -> tuple[int, int] | None:
    """From "không" to the end of the absence that it denies: “không phải đi công tác”."""
    for at in range(len(row)):
        end = PHRASES.at(row, at, "khong")
        if end is None or PHRASES.at(row, at, "vang") is not None:
            continue
        while PHRASES.at(row, end, "vang") is None:
            behind = PHRASES.at(row, end, "dem")
            if behind is None:
                break
            end = behind
        away = PHRASES.at(row, end, "vang")
        if away is not None:
            return at, away
    return None


def _not_away(text: str, row: Sequence[Token], denied: tuple[int, int], today: date) -> Away | None:
    """What a text that denies an absence says: of another one, else that there will be none.

    Nothing where that is somebody else's, or not certain.
    """
    start, end = denied
    if any(PHRASES.spot(part, "vang") for part in (row[:start], row[end:])):
        found = (read_absence(side, today) for side in _sides(text, row))
        return next((told for told in found if told and told.away), None)
    before = row[start - 1] if start else None
    first, last = days_named(text, today)
    own = is_led_in(row[:start]) or PHRASES.at(row, start - 1, "tu_minh") == start
    if not own and before is not None and before.kind != "word":  # “thứ 6 không nghỉ”
        own = first is not None or PHRASES.spot(row[end:], "nua") is not None
    if not own or len(row) > 2 * _SHORT or PHRASES.spot(row[:end], "chua_chac"):
        return None
    return Away(first, last, back=True, away=False, dropped=True)


def _sides(text: str, row: Sequence[Token]) -> list[str]:
    """The clauses of a text; none if it is a single one."""
    cuts = [t.start for i, t in enumerate(row) if t.form in _STOPS or _opens(row, i)]
    edges = [0, *(cut for cut in cuts if cut), len(text)]
    return [text[a:b] for a, b in itertools.pairwise(edges)] if len(edges) > 2 else []


def _opens(row: Sequence[Token], at: int) -> bool:
    return PHRASES.at(row, at, "ve_khac") is not None


def asks_who_is_away(text: str) -> bool:
    """Whether somebody is asked for who is away: “ai đang đi công tác?”. Pure, never raises."""
    row = tokens(unicodedata.normalize("NFC", text[:_LONGEST]))
    if len(row) > _SHORT + 1 or PHRASES.spot(row, "viec"):
        return False
    return all(PHRASES.spot(row, kind) for kind in ("hoi", "vang"))


def asks_who_stands_in(text: str) -> bool:
    """Whether somebody asks who stands in for the own person: “ai thay tôi thế”; never a report."""
    row = tokens(unicodedata.normalize("NFC", text[:_LONGEST]))
    spot = PHRASES.spot(row, "ai_thay_minh")
    return spot is not None and len(row) - (spot[1] - spot[0]) <= _FEW_BESIDE


def speaks_of_absence(text: str) -> bool:
    """Whether a text says that somebody is away, whatever else it says."""
    return PHRASES.spot(tokens(text[:_LONGEST]), "vang") is not None


def misses_a_meeting(text: str) -> bool:
    """Whether a text says that its writer cannot come, and nothing of work: “không đi họp được”."""
    row = tokens(text[:_LONGEST])
    spot = PHRASES.spot(row, "khong_hop")
    if spot is None or len(row) > _SHORT or PHRASES.spot(row, "viec"):
        return False
    return not spot[0] or PHRASES.at(row[spot[0] - 1 : spot[0]], 0, "tu_minh") is not None


def _is_own(row: Sequence[Token]) -> bool:
    """Whether nobody else is named right before what says that one is away: “chị Hoa nghỉ ốm”."""
    spot = PHRASES.spot(row, "vang")
    before = row[spot[0] - 1] if spot and spot[0] else None
    at = None if before is None else PHRASES.at([before], 0, "tu_minh")
    return before is None or before.kind != "word" or at is not None
