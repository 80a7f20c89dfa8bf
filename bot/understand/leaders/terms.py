"""A decider's text that gives no more than a day: “à nhầm, cho đến 18/5”, “thôi cứ giữ 14/5”.

Pure, by the phrases of `turns.toml`. On which wish it is, and whether one may be decided so, is the
caller's to know.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.understand.figures.dates import find_days
from bot.understand.figures.reckoning import Day
from bot.understand.sayings import COURTESIES, TURNS, words
from bot.understand.values import Utterance
from bot.understand.words.fold import Token
from bot.understand.words.phrases import holds, made_of, match, phrases
from bot.understand.words.scene import Scene, lay_out

_WORDS = TURNS["term"]
_AGAIN, _GRANTS, _LIMITS, _KEEPS, _BESIDE, _UNMEANT = (
    phrases(_WORDS[name])
    for name in ("again", "grants", "limits", "keeps", "beside", "before_unmeant")
)
_KNOWN = (*_AGAIN, *_GRANTS, *_LIMITS, *_KEEPS, *_BESIDE, *_UNMEANT, *COURTESIES)


@dataclass(frozen=True, slots=True)
class Term:
    """A last day that a text gives, and how.

    `keeps`: it is to stay so; `again`: it takes the place of another; `grants`: it allows it in
    words. `n` is a number in the text, of a wish or of a duty.
    """

    day: date
    keeps: bool
    again: bool
    grants: bool
    n: int | None

    @property
    def decision(self) -> str:
        """The same as words that decide by themselves."""
        day = self.day
        told = f"{_WORDS['granted']} {day.day}/{day.month}/{day.year}"
        return _WORDS["kept"] if self.keeps else told


def only_term(text: str, today: date, before: str = "") -> Term | None:
    """The last day that is all that a text gives; None where it says more, or names no one day.

    A day alone answers whatever was asked. `before` is what stood before it with a unit's name.
    """
    scene = lay_out(Utterance(text, today=today, last_bot_kind="ask_date"))
    named = find_days(scene)
    days = [day for day in named if not _is_unmeant(scene.row, day)]
    if "?" in text or len(days) != 1 or days[0].day is None:
        return None
    rest = _beside(scene, named)
    numbers = [token for token in rest if token.kind == "number"]
    row = [token for token in rest if token.kind != "number"]
    said = [*words(before), *row]
    how = [holds(said, listed) for listed in (_KEEPS, _AGAIN, _GRANTS, _LIMITS)]
    if len(numbers) > 1 or not any(how) or not made_of(row, _KNOWN):
        return None
    n = int(numbers[0].form) if numbers else None
    return Term(days[0].day, how[0], how[1], how[2], n)


def _beside(scene: Scene, days: Sequence[Day]) -> list[Token]:
    """The words and numbers of a text that are of none of these days."""
    taken = {at for day in days for at in range(day.start, day.end)}
    return [t for at, t in enumerate(scene.row) if at not in taken and t.kind in _WORDY]


_WORDY = ("word", "number", "compound", "percent")


def _is_unmeant(row: Sequence[Token], day: Day) -> bool:
    """Whether a day is the one that is not meant: “không phải 20/5 mà là 18/5”."""
    before = row[: day.start]
    return any(match(before, len(before) - len(p), p) for p in _UNMEANT if len(p) <= len(before))
