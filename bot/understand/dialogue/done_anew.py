"""Another day on which work was done than the one recorded: "đính chính: việc 1 xong 11/5".

Which duty that is, and what was recorded of it, is not known here.
"""

from dataclasses import dataclass
from datetime import date

from bot.understand.figures.dates import find_days
from bot.understand.figures.done_on import is_of_done, is_told_done, may_promise
from bot.understand.figures.reckoning import Day
from bot.understand.sayings import COURTESIES, TURNS, ends, led, words
from bot.understand.values import Utterance
from bot.understand.words.phrases import Phrase, match, phrases
from bot.understand.words.scene import Scene, lay_out

_WORDS = TURNS["done_day"]
_OPENS, _INSISTS = phrases(_WORDS["opens"]), phrases(_WORDS["insists"])
_BEFORE = (*phrases(_WORDS["before"]), *COURTESIES)
_NOT = phrases(TURNS["exchange"]["rather"])
_DAY_WORDS = phrases(["ngày", "hôm"])
_BESIDE = (*phrases(_WORDS["days"]), *_NOT, *_BEFORE)


@dataclass(frozen=True, slots=True)
class DoneAnew:
    """The day that is told; `corrects`: the text says that another one was wrong."""

    day: date
    corrects: bool


def done_anew(text: str, today: date) -> DoneAnew | None:
    """The one day on which a text says that work was done; None where it says that of no day.

    A day that is denied (“không phải hôm nay”) is none of them.
    """
    if "?" in text or may_promise(text):
        return None
    scene = lay_out(Utterance(text, today))
    found = [day for day in find_days(scene) if day.day is not None]
    begun = {day.start for day in found}
    whole = [day for day in found if day.end not in begun]
    meant = [day for day in whole if not _is_denied(scene, day)]
    if len(meant) != 1 or meant[0].day is None:
        return None
    corrects = len(meant) < len(whole) or _is_put_right(text)
    if not corrects:
        fits = is_of_done(scene, meant[0])
    else:
        fits = is_told_done(scene) or _holds_only_days(scene, whole)
    if not fits:
        return None
    return DoneAnew(meant[0].day, corrects)


def _is_put_right(text: str) -> bool:
    row = led(words(text), _BEFORE)
    opens = any(match(row, 0, phrase) for phrase in _OPENS)
    return opens or (ends(row, _INSISTS) and row[-1].form != "co")


def _is_denied(scene: Scene, day: Day) -> bool:
    """Whether “không phải” stands right before a day."""
    at = day.start
    at -= _ended(scene, at, _DAY_WORDS)
    return bool(_ended(scene, at, _NOT))


def _ended(scene: Scene, at: int, known: tuple[Phrase, ...]) -> int:
    """How many tokens a phrase has that ends at a place; 0 if none does."""
    row = scene.row
    sizes = (len(p) for p in known if len(p) <= at and match(row, at - len(p), p) == at)
    return max(sizes, default=0)


def _holds_only_days(scene: Scene, days: list[Day]) -> bool:
    """Whether beside days there is nothing but what puts one right: “à nhầm, hôm qua cơ”."""
    within = {at for day in days for at in range(day.start, day.end)}
    at = 0
    while at < len(scene.row):
        if at in within or scene.kind(at) in ("end", "sign"):
            at += 1
            continue
        behind = max(match(scene.row, at, phrase) for phrase in (*_BESIDE, *_OPENS))
        if not behind:
            return False
        at = behind
    return True
