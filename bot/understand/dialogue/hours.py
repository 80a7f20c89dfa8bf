"""The past moment in a question: "17h ngày 13/5 thế nào?", "tính đến hết ngày 13/5"."""

import re
from datetime import time
from unicodedata import normalize

_HOUR = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s*(?:h|giờ|gio|:)\s*(\d{2})?(?!\d)"
    r"\s*(sáng|sang|trưa|trua|chiều|chieu|tối|toi)?"
)
_AFTERNOON = frozenset({"chiều", "chieu", "tối", "toi"})
_UP_TO = re.compile(r"\b(?:(?:đến|den|tới|toi)\s+(?:hết|het)|(?:tính|tinh)\s+(?:đến|den))\b")
_UNTIL = re.compile(
    r"\b(?:đến|den|tới|toi|trước|truoc)\s+(?:(?:hết|het|ngày|ngay|cuối|cuoi|đầu|dau|thứ|thu|mai)\b|\d)"
)


def hour_in(text: str) -> time | None:
    """The hour that a text names, on a clock of 24 hours; None if it names none that exists."""
    found = _HOUR.search(normalize("NFC", text).lower())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3] in _AFTERNOON and hour < 12:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def up_to_the_end(text: str) -> bool:
    """Whether a text asks how things stood when a day was over: tính đến, đến hết."""
    return _UP_TO.search(normalize("NFC", text).lower()) is not None


def until_a_day(text: str) -> bool:
    """Whether a text speaks of the time up to a day, and not of that day alone: đến 20/6."""
    return _UNTIL.search(normalize("NFC", text).lower()) is not None
