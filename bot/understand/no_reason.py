"""What is typed where a reason is asked for, and is none: “đợi em tí”, a name, a greeting, a day.

Pure, by the phrases of `turns.toml`. What is led in by “vì”, “do”, “lý do là” is one, unless it
says nothing at all.
"""

from collections.abc import Sequence
from datetime import date

from bot.understand.dates import find_days
from bot.understand.explaining import bare_reason
from bot.understand.fold import Token
from bot.understand.lexicon import KIND
from bot.understand.phrases import Phrase, holds, made_of, match, phrases, whole
from bot.understand.sayings import COURTESIES, TURNS, led, plain, words
from bot.understand.scene import lay_out
from bot.understand.syllables import is_syllable
from bot.understand.values import Utterance

_WORDS = TURNS["no_reason"]
_WAITS, _LATER, _NOTHING = (
    (*phrases(_WORDS[name]), *COURTESIES) for name in ("waits", "later", "nothing")
)
_SAID = tuple(
    phrase
    for name in ("right", "wrong", "alone", "receipt", "thanks", "drops", "no_opinion", "already")
    for phrase in phrases(TURNS[name])
)
_LOOKS = tuple(
    (*begins, *who, *looks)
    for begins in phrases(_WORDS["looks_begin"])
    for who in phrases(_WORDS["looks_who"])
    for looks in phrases(_WORDS["looks"])
)
_ASKS, _ASKS_NOT, _ALONE = (phrases(_WORDS[name]) for name in ("asks", "asks_not", "one_word"))
_OF_DAYS = (*phrases(_WORDS["of_days"]), *COURTESIES)
_WORKING_DAYS = phrases(_WORDS["working_days"])
_SURNAMES, _MIDDLE_NAMES = (phrases(_WORDS[name]) for name in ("surnames", "middle_names"))
_HINDERS = KIND["vuong"] | KIND["cho"] | KIND["thieu"] | KIND["chua"] | KIND["khong"]


def puts_off(text: str) -> bool:
    """Whether a text asks for time before it answers: “đợi em tí”, “chờ em hỏi lại Đài đã”."""
    row = words(text)
    if not plain(row) or "?" in text:
        return False
    known = (_figures(row), *_WAITS)
    looks = any(match(led(row), 0, phrase) for phrase in _LOOKS)
    return looks or made_of(row, known) or made_of(row, (_figures(row), *_LATER))


def _figures(row: Sequence[Token]) -> Phrase:
    """The first number of a row as a phrase: that of “5 phút nữa”."""
    return next((((t.form, t.bare),) for t in row if t.kind == "number"), (("", ""),))


def is_no_reason(text: str) -> bool:
    """Whether a text cannot be why something is late: it says nothing, puts off, or only calls."""
    reason = bare_reason(text)
    row = words(reason)
    if made_of(row, (*_SAID, *_NOTHING)) or not any(is_syllable(token.bare) for token in row):
        return True
    if reason != text:
        return False
    asks = any(match(led(row), 0, phrase) for phrase in _ASKS) and not holds(row, _ASKS_NOT)
    counts = whole(plain(row), _WORKING_DAYS)
    return asks or counts or puts_off(text) or _says_one_word(row) or _is_name(text)


def _says_one_word(row: Sequence[Token]) -> bool:
    said = plain(row)
    return len(said) == 1 and not whole(said, _ALONE)


def _is_name(text: str) -> bool:
    """Whether a text is somebody's name, and no more: “Phạm Thị Lan”, “anh Hùng”."""
    scene = lay_out(Utterance(text))
    if any(mark.kinds & _HINDERS for mark in scene.marks):
        return False
    row = led(words(text))
    family = any(match(row, 0, phrase) for phrase in _SURNAMES)
    if family and any(match(row, 1, phrase) for phrase in _MIDDLE_NAMES):
        return True
    return not text.isupper() and all(text[token.start].isupper() for token in row)


def is_only_a_day(text: str, today: date) -> bool:
    """Whether a text names a day, or how many, and says nothing else: “à đến thứ 6 thôi”."""
    scene = lay_out(Utterance(text, today=today, last_bot_kind="ask_date"))
    days = find_days(scene)
    rest = [  # but for the days, and the hours beside them
        token
        for token, taken in zip(scene.row, scene.taken, strict=True)
        if not taken and token.kind not in ("end", "sign")
    ]
    return bool(days) and (not rest or made_of(rest, _OF_DAYS))


def in_working_days(text: str, before: str, today: date) -> str | None:
    """“Ngày làm việc nhé” behind “xin lùi 2 ngày”: so many working days; None if it is no such."""
    if not whole(plain(words(text)), _WORKING_DAYS):
        return None
    days = find_days(lay_out(Utterance(before, today=today)))
    count = next((day.span for day in days if day.span), None)
    return f"{count} ngày làm việc" if count else None
