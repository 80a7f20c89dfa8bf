"""What somebody tells of a unit: "vừa gọi điện báo việc 1 xong", "ghi hộ QLKH: việc 2 xong".

The words stand in `retold.toml`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.tables import read_table
from bot.understand.sayings import COURTESIES, TURNS, led, words
from bot.understand.words.fold import Token, tokens
from bot.understand.words.phrases import Phrases, made_of, match, phrases

_PHRASES = Phrases(read_table("bot.understand", "retold.toml"))


def retold(text: str) -> str | None:
    """What a unit is said to have told, by what follows its name; None for a question."""
    row = tokens(text)
    if _asks(text, row):
        return None
    at = 0
    while at < len(row):
        end = _PHRASES.at(row, at, "bao")
        if end is None and row[at].kind in ("word", "number", "compound", "percent"):
            break
        at = end or at + 1
    told = any(_PHRASES.at(row, i, "bao") is not None for i in range(at))
    return text[row[at].start :] if told and at < len(row) else None


@dataclass(frozen=True, slots=True)
class Order:
    """An order to write something down for a unit; `rest` begins with the unit, if it names one.

    “Ghi thay” is that and nothing else, “ghi hộ” may be said of the own duty, too, and “báo hộ” may
    as well ask, or tell somebody to pass on a word.
    """

    rest: str
    how: Literal["ghi_thay", "ghi_ho", "bao_ho"]


_HOW: tuple[Literal["ghi_thay", "ghi_ho", "bao_ho"], ...] = ("ghi_thay", "ghi_ho", "bao_ho")


def writes_for(text: str) -> Order | None:
    """What a text orders to be written down for a unit; None if it does not begin so.

    “Cập nhật giúp phòng QLKH đến đâu rồi” is a question, and so no order.
    """
    row = tokens(text)
    at = 0
    while (end := _PHRASES.at(row, at, "xung")) is not None:
        at = end
    for how in _HOW:
        end = _PHRASES.at(row, at, how)
        if end is not None:
            while (more := _PHRASES.at(row, end, "cho")) is not None:
                end = more
            rest = text[row[end - 1].end :].lstrip(" :,")
            return None if how == "bao_ho" and _asks(text, row) else Order(rest, how)
    return None


def unwrites(text: str) -> bool:
    """Whether a text takes back what was just written down: “ghi nhầm rồi, bỏ đi”.

    It is a slip by what it begins with, and says no more than that it is to be dropped, or of whom
    it was or was not: a name of a unit is taken out of the text before.
    """
    row = led(words(text), (*COURTESIES, *_OH))
    slip = max((match(row, 0, phrase) for phrase in _SLIPS), default=0)
    rest = row[slip:]
    return bool(slip) and "?" not in text and made_of(rest, (*_SLIPS, *_UNWRITES, *COURTESIES))


_SLIPS, _UNWRITES = (phrases(TURNS["unwriting"][name]) for name in ("slips", "drops"))
_OH = phrases(TURNS["exchange"]["before"])


def _asks(text: str, row: Sequence[Token]) -> bool:
    """Whether a text is a question by its mark or its last word, or says nothing at all."""
    said = [at for at, token in enumerate(row) if token.kind in ("word", "number", "compound")]
    return "?" in text or not said or _PHRASES.at(row, said[-1], "hoi") is not None
