"""What who decides says of a result that was reported: accepted, or sent back with what it lacks.

Pure, by the phrases of `turns.toml`. What is no certain word is None.
"""

from collections.abc import Sequence

from bot.understand.leaders.several import every
from bot.understand.leaders.verdicts import Verdict
from bot.understand.sayings import TURNS, led, plain, words
from bot.understand.words.beside import letters
from bot.understand.words.fold import Token
from bot.understand.words.phrases import match, phrases, whole

_ACCEPT, _SEND_BACK = (phrases(TURNS[name]) for name in ("accept_result", "send_back"))
_SEND_BACK_WITH_WORDS = phrases(TURNS["send_back_with_words"])
_COUNTED = letters("counts_a_wish")


def result_judged(text: str) -> Verdict | None:
    """What a text decides about a result: “xác nhận”, “trả lại, thiếu ảnh”; None if nothing.

    It accepts by these words alone: whatever else it says may be a condition.
    """
    row = led(words(text))
    if "?" in text:
        return None
    if any(match(row, 0, phrase) for phrase in _SEND_BACK_WITH_WORDS):
        return Verdict(granted=False, opinion=text[row[0].start :].strip())
    end = max((match(row, 0, phrase) for phrase in _SEND_BACK), default=0)
    if end:
        end = _behind_number(row, end)
        rest = text[row[end - 1].end :].strip(" \n\t,.;:!-–")
        return Verdict(granted=False, opinion=rest if plain(row[end:]) else None)
    named, _ = every(row, max((match(row, 0, phrase) for phrase in _ACCEPT), default=0))
    accepts = whole(plain(row), _ACCEPT) or (named and not plain(row[named:]))
    return Verdict(granted=True) if accepts else None


def _behind_number(row: Sequence[Token], at: int) -> int:
    """Where “việc 2” ends that stands at a token; `at` where no number is given."""
    end = at
    while end < len(row) and row[end].bare in _COUNTED:
        end += 1
    return end + 1 if at < end < len(row) and row[end].kind == "number" else at


def sends_back(text: str) -> bool:
    """Whether a text says that a result is sent back, and not only what it lacks."""
    row = led(words(text))
    return "?" not in text and any(match(row, 0, phrase) for phrase in _SEND_BACK)
