"""Orders for papers and lists: "gửi báo cáo", "hình tiến độ", "việc nào chờ xác nhận?"."""

from collections.abc import Sequence
from typing import Any, Literal, get_args

from bot.tables import BadTable
from bot.understand.figures.windows import TABLE
from bot.understand.words.beside import letters
from bot.understand.words.fold import Token, tokens
from bot.understand.words.phrases import holds, made_of, match, phrases

Paper = Literal["docx", "xlsx", "png"]
State = Literal["awaiting", "unanswered"]
Urging = Literal["anybody", "a unit"]
"""Whom an order may be about: anybody, or only a unit that it names."""

_OPENINGS = letters("opens_an_order")
"""Words that an order may begin with."""

_NEWS = letters("reports")
"""Words of a report: “đã gửi báo cáo rồi” orders nothing."""

_URGES, _REMINDS, _EVERYBODY, _REMINDS_NOT, _UNITS = (
    phrases(TABLE["urging"][name]) for name in ("orders", "reminds", "everybody", "not", "units")
)
_WHO, _JOINS, _BESIDE_JOINING = (
    phrases(TABLE["joining"][name]) for name in ("who", "joins", "beside")
)
_CHANGES = phrases(TABLE["plan_changes"]["begins"])

_DONE = letters("past")
_ASKS = letters("asks")
_LONGEST_STATE = 7
"""What a question about a state holds: a word that asks, none that reports, few words in all."""

_LONGEST = 9
"""Words; whoever writes more says something else."""


def urging_in(text: str) -> Urging | None:
    """Whether a text orders that somebody be urged: “đôn đốc Phòng QLKH”; None if it does not.

    “Nhắc Phòng QLKH giúp tôi” does only where it names a unit, which others know; “nhắc tôi …” not.
    """
    row = _ordering(text)
    if len(row) > _LONGEST or _NEWS.intersection(token.bare for token in row) or "?" in text:
        return None
    if any(match(row, 0, phrase) for phrase in _URGES):
        return "anybody"
    reminds = max((match(row, 0, phrase) for phrase in _REMINDS), default=0)
    of_unit = any(match(row, reminds, phrase) for phrase in _UNITS)
    if not reminds or (not of_unit and any(match(row, 0, phrase) for phrase in _REMINDS_NOT)):
        return None
    return "anybody" if holds(row, _EVERYBODY) else "a unit"


def changes_the_plan(text: str) -> bool:
    """Whether a text orders that the plan be changed: “sửa hạn việc 3 đến 20/5”."""
    return "?" not in text and any(match(_ordering(text), 0, each) for each in _CHANGES)


def asks_who_has_joined(text: str) -> bool:
    """Whether a text asks which units have joined, or have not, and nothing else."""
    row = [token for token in tokens(text) if token.kind in ("word", "number", "compound")]
    asks = holds(row, _WHO) and holds(row, _JOINS)
    return asks and made_of(row, (*_WHO, *_JOINS, *_BESIDE_JOINING))


def _ordering(text: str) -> Sequence[Token]:
    """The words of a text without those that an order may begin with."""
    row = [token for token in tokens(text) if token.kind in ("word", "number")]
    while row and row[0].bare in _OPENINGS:
        del row[0]
    return row


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
