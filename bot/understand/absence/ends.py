"""What says that an absence is over, or will not be: "tôi về rồi", "hủy lịch nghỉ".

Whose it is, and whether there is one, is not asked here.
"""

from collections.abc import Sequence

from bot.understand.absence.days import PHRASES
from bot.understand.words.fold import Token

DROPPED, BACK = "bo", "ve"


def ends_at(row: Sequence[Token], at: int, kind: str) -> int | None:
    """Where a phrase that says so, and begins at a place, ends; None if none begins there."""
    found = PHRASES.at(row, at, kind)
    if found is not None or kind != DROPPED:
        return found
    return _drops(row, at) or _is_dropped(row, at)


def is_present(row: Sequence[Token]) -> bool:
    """Whether somebody says that they are at work after all: “thôi mai em vẫn đi làm”."""
    spot = PHRASES.spot(row, "van_lam") or _just_works(row)
    if spot is None or PHRASES.spot(row, "chua_chac"):
        return False
    before = row[spot[0] - 1] if spot[0] else None
    return before is None or before.kind != "word" or PHRASES.at([before], 0, "tu_minh") is not None


def is_led_in(row: Sequence[Token]) -> bool:
    """Whether a row only leads in that there will be no absence: “thôi”, “em đổi ý,”."""
    at = 0
    while at < len(row):
        ends = (PHRASES.at(row, at, kind) for kind in _LEADS)
        behind = max((end for end in ends if end is not None), default=0)
        if not behind and row[at].kind == "word":
            return False
        at = max(behind, at + 1)
    return True


_LEADS = ("mo_dau", "bo_di", "tu_minh", "luc_nao", "doi_y")


def _just_works(row: Sequence[Token]) -> tuple[int, int] | None:
    """Where a line that opens with a change of mind ends with going to work: “thôi mai đi làm”."""
    spot = PHRASES.spot(row, "di_lam")
    if spot is None or not spot[0] or not is_led_in(row[: spot[0]]):
        return None
    opened = any(PHRASES.at(row, 0, kind) is not None for kind in ("mo_dau", "bo_di", "doi_y"))
    small = all(PHRASES.at(row, at, "it_chu") is not None for at in range(spot[1], len(row)))
    return spot if opened and small else None


def _drops(row: Sequence[Token], at: int) -> int | None:
    """Where “hủy nghỉ”, “bỏ cái lịch đi công tác” ends that begins here."""
    end = PHRASES.at(row, at, "bo_di")
    while end is not None:
        gone = _absence(row, end) or PHRASES.at(row, end, "phep")
        if gone is not None:
            return gone
        end = PHRASES.at(row, end, "cai_lich")
    return None


def _is_dropped(row: Sequence[Token], at: int) -> int | None:
    """Where “chuyến công tác bị hủy” ends that begins here."""
    end = PHRASES.at(row, at, "chuyen")
    while end is not None:
        gone = PHRASES.at(row, end, "bo_di")
        if gone is not None:
            return gone
        end = PHRASES.at(row, end, "bi")
    return None


def _absence(row: Sequence[Token], at: int) -> int | None:
    found = PHRASES.at(row, at, "chuyen"), PHRASES.at(row, at, "vang")
    return max((end for end in found if end is not None), default=None)
