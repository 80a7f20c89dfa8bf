"""The true reason of a wish for more time, told later: “lý do đúng là …”, “sửa lại lý do: …”.

Pure, by the phrases of `turns.toml`. A bare “vì …” is none: it may be of whatever was said last.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understand.sayings import COURTESIES, TURNS, led, words
from bot.understand.words.fold import Token
from bot.understand.words.phrases import Phrase, holds, match, phrases

_WORDS = TURNS["true_reason"]
_NOUN, _BEFORE, _BESIDE, _MENDS, _TRUE = (
    phrases(_WORDS[name]) for name in ("noun", "before", "beside", "mends", "true")
)
_WISH, _OF, _IS, _SO, _SURELY = (
    phrases(_WORDS[name]) for name in ("wish", "of", "is", "so", "surely_so")
)
_LOOSE = " \t\n,;:.-–"
_LONGEST_TITLE = 10
"""Words of a duty's title by which a reason may say of which wish it is."""


@dataclass(frozen=True, slots=True)
class TrueReason:
    """A reason, what is said of it before it, and whether that names a wish for more time."""

    reason: str
    before: str
    of_wish: bool

    @property
    def led_in(self) -> str:
        """The reason as a sentence that is nothing but one."""
        return f"{_WORDS['because']} {self.reason}"


def true_reason(text: str) -> TrueReason | None:
    """The reason that a text calls the true one, or that of a wish; None if it calls none so."""
    row = words(text)
    if "?" in text:
        return None
    behind = led(row, (*_BEFORE, *_BESIDE, *_MENDS, *COURTESIES))
    led_by = row[: len(row) - len(behind)]
    noun = _longest(behind, 0, _NOUN)
    if noun:
        end, said = _up_to_reason(text, behind, noun)
        told = holds(led_by, _MENDS) or holds(said, _TRUE)
    else:
        end, said = _of_wish(behind, sure=holds(led_by, _BEFORE))
        told = bool(end)
    of_wish = holds(said, _WISH)
    if not end or end >= len(behind) or not (told or of_wish):
        return None
    start = behind[end].start
    return TrueReason(text[start:].strip(_LOOSE), text[:start], of_wish)


def _up_to_reason(text: str, row: Sequence[Token], at: int) -> tuple[int, Sequence[Token]]:
    """Where the reason begins behind “lý do”, and what stands between; 0 where none does."""
    first, title = at, 0
    while at < len(row):
        known = _longest(row, at, (*_TRUE, *_WISH, *_OF))
        ends = _longest(row, at, _IS)
        if ends and ends >= known:
            return ends, row[first:at]
        if ":" in text[row[at - 1].end : row[at].start]:
            return at, row[first:at]
        title += not known and row[at].kind != "number"
        if title and (title > _LONGEST_TITLE or not holds(row[first:at], (*_WISH, *_OF))):
            break
        at = known or at + 1
    return 0, row[first:first]


def _of_wish(row: Sequence[Token], *, sure: bool) -> tuple[int, Sequence[Token]]:
    """Where the reason begins in “việc 5 xin lùi là do …”, and what stands before; 0 if nowhere."""
    at = 0
    while at < len(row) and (end := _longest(row, at, _OF) or at + (row[at].kind == "number")) > at:
        at = end
    wish = _longest(row, at, _WISH)
    end = _longest(row, wish, _SO if sure else _SURELY) if wish else 0
    return end, row[:wish]


def _longest(row: Sequence[Token], at: int, listed: Sequence[Phrase]) -> int:
    """Where the longest of these phrases ends that begins at a word; 0 if none does."""
    return max((match(row, at, phrase) for phrase in listed), default=0)
