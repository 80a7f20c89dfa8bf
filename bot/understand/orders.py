"""Orders for papers and lists: "gửi báo cáo", "hình tiến độ", "việc nào chờ xác nhận?"."""

from typing import Any, Literal, get_args

from bot.tables import BadTable
from bot.understand.beside import letters
from bot.understand.fold import tokens
from bot.understand.windows import TABLE

Paper = Literal["docx", "xlsx", "png"]
State = Literal["awaiting", "unanswered"]

_OPENINGS = letters("opens_an_order")
"""Words that an order may begin with."""

_NEWS = letters("reports")
"""Words of a report: “đã gửi báo cáo rồi” orders nothing."""

_DONE = letters("past")
_ASKS = letters("asks")
_LONGEST_STATE = 7
"""What a question about a state holds: a word that asks, none that reports, few words in all."""

_LONGEST = 9
"""Words; whoever writes more says something else."""


def wants_urging(text: str) -> bool:
    """Whether a text orders that somebody be urged: “đôn đốc Phòng QLKH”."""
    bares = [token.bare for token in tokens(text) if token.kind in ("word", "number")]
    if len(bares) > _LONGEST or _NEWS.intersection(bares) or "?" in text:
        return False
    while bares and bares[0] in _OPENINGS:
        del bares[0]
    return bares[:2] == ["don", "doc"]


def state_in(text: str) -> State | None:
    """The state that a short question asks for by its own name; None if it asks for none.

    “đơn vị nào chưa trả lời?” means those who are silent; whoever has answered “chưa xong” is not.
    """
    bares = [token.bare for token in tokens(text) if token.kind in ("word", "number")]
    if len(bares) > _LONGEST_STATE or _DONE.intersection(bares):
        return None
    for phrase, state in _STATES.items():
        at = [n for n in range(len(bares)) if tuple(bares[n : n + len(phrase)]) == phrase]
        if at and (len(bares) == len(phrase) or _ASKS.intersection(bares)):
            return state
    return None


def paper_in(text: str) -> Paper | None:
    """The paper that a text orders; None if it orders none."""
    bares = [token.bare for token in tokens(text) if token.kind in ("word", "number")]
    if len(bares) > _LONGEST or _NEWS.intersection(bares):
        return None
    for start in range(len(bares)):
        for phrase, paper in _KEYS.items():
            if tuple(bares[start : start + len(phrase)]) == phrase:
                return paper
        if bares[start] not in _OPENINGS:
            return None
    return None


def _keyed(name: str, known: tuple[str, ...]) -> dict[tuple[str, ...], Any]:
    for phrase, what in TABLE[name].items():
        if what not in known:
            raise BadTable(
                f"queries.toml: [{name}] “{phrase}” phải là một trong {', '.join(known)}"
            )
    return {tuple(t.bare for t in tokens(phrase)): what for phrase, what in TABLE[name].items()}


_STATES: dict[tuple[str, ...], State] = _keyed("states", get_args(State))
_KEYS: dict[tuple[str, ...], Paper] = _keyed("papers", get_args(Paper))
