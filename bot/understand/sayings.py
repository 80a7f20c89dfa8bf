"""Fixed phrases of conversation (`turns.toml`), and the courtesies around what is said."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from bot.tables import read_table
from bot.understand.figures.dates import find_days
from bot.understand.values import Utterance
from bot.understand.words.fold import Token, tokens
from bot.understand.words.phrases import Phrase, match, phrases
from bot.understand.words.scene import lay_out

TURNS: dict[str, Any] = read_table("bot.understand", "turns.toml")
COURTESIES = phrases(TURNS["courtesies"])


def words(text: str) -> list[Token]:
    """The words, numbers and shares of a text, without signs."""
    kinds = ("word", "number", "compound", "percent")
    return [token for token in tokens(text) if token.kind in kinds]


def ends(row: Sequence[Token], phrases: Iterable[Phrase]) -> bool:
    """Whether a row, but for courtesies, ends with one of these phrases."""
    bare = plain(row)
    return any(match(bare, len(bare) - len(p), p) for p in phrases if len(bare) >= len(p))


def led(row: Sequence[Token], courtesies: Sequence[Phrase] = COURTESIES) -> Sequence[Token]:
    """The row without courtesies at its beginning."""
    while row and (end := max((match(row, 0, phrase) for phrase in courtesies), default=0)):
        row = row[end:]
    return row


def plain(row: Sequence[Token], courtesies: Sequence[Phrase] = COURTESIES) -> Sequence[Token]:
    """The row without courtesies at either end."""
    row = led(row, courtesies)
    while row:
        ends = (
            len(p) for p in courtesies if len(row) >= len(p) and match(row, len(row) - len(p), p)
        )
        last = max(ends, default=0)
        if not last:
            break
        row = row[: len(row) - last]
    return row


def split_off(text: str) -> tuple[str, str]:
    """A text up to its first comma or the like, and the rest: “em nhầm”, “chưa xong ạ”."""
    cut = _CUT.search(text)
    return (text[: cut.start()], text[cut.end() :].strip()) if cut else (text, "")


def beginnings(text: str) -> list[str]:
    """A text up to each comma or the like that it has, and all of it, shortest first."""
    return [*(text[: cut.start()] for cut in _CUT.finditer(text)), text]


def pieces(text: str) -> list[str]:
    """What stands between the commas and the like of a text."""
    return _CUT.split(text)


_CUT = re.compile(r"[,.;:!…\n]|\s[-–]\s")


def first_day(text: str, today: date) -> date | None:
    """The first certain day that a text names."""
    days = find_days(lay_out(Utterance(text, today=today)))
    return next((day.day for day in days if day.day is not None), None)
