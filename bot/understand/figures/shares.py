"""How much of a task is done: "80%", "tám mươi phần trăm", "300/530 hồ sơ", "một nửa"."""

import re
from typing import NamedTuple

from bot.understand.figures.pairs import is_share
from bot.understand.figures.reckoning import nearest
from bot.understand.words.beside import letters
from bot.understand.words.fold import fold
from bot.understand.words.lexicon import VOCABULARY
from bot.understand.words.scene import Scene

_LEFT = letters("left_over")
_NUMBERS = re.compile(r"\d+")
_ABOUT = letters("about")


class Share(NamedTuple):
    """A part of a task at tokens[start:end]; `percent` is rounded to the nearest."""

    start: int
    end: int
    percent: int


def find_shares(scene: Scene) -> list[Share]:
    """Every share in the text, in order; claims their tokens."""
    found: list[Share] = []
    for at in scene.openings(_HALF_LETTERS):
        share = None if scene.taken[at] else _share_at(scene, at)
        if share is not None:
            scene.take(share.start, share.end)
            found.append(_inverted(scene, share))
    return found


def _share_at(scene: Scene, at: int) -> Share | None:
    return _percent(scene, at) or _fraction(scene, at) or _out_of(scene, at) or _half(scene, at)


def _half(scene: Scene, at: int) -> Share | None:
    """ "được một nửa", "xong nửa số trạm"; not "nửa tháng", nor a bare "nua", which is "nữa"."""
    told = scene.form(at) == _HALF and scene.bare(at + 1) not in _NO_HALVES
    return Share(at, at + 1, 50) if told else None


_HALF = fold("nửa")[0]
_HALF_LETTERS = frozenset({"nua"})
_NO_HALVES = letters("half_behind")


def _percent(scene: Scene, at: int) -> Share | None:
    if scene.kind(at) == "percent":
        return _share(at, at + 1, float(scene.form(at).rstrip("% ").replace(",", ".").strip()))
    number, end = _in_words(scene, at)
    if number is not None and scene.form(end) == "%":
        return _share(at, end + 1, float(number))  # "7 chục %"
    if number is not None and scene.bare(end) == "phan" and scene.number(end + 1):
        whole = scene.number(end + 1) or 1  # "bảy phần mười"
        return _share(at, end + 2, 100 * number / whole)
    tenths = scene.bare(end) == "phan" and scene.bare(end + 1) != "tram"
    several = number is not None and _FEW < number < _TEN  # “xong 1 phần” is no 10%
    if number is not None and tenths and several and scene.bare(at - 1) in _REACHED:
        return _share(at, end + 1, 10.0 * number)  # "được tầm 7 phần"
    if number is None or (scene.bare(end), scene.bare(end + 1)) != ("phan", "tram"):
        return None
    return _share(at, end + 2, float(number))


_FEW, _TEN = 2, 10
_REACHED = _ABOUT | {"duoc", "xong"}


def _in_words(scene: Scene, at: int) -> tuple[int | None, int]:
    """A number in figures or words ("tám mươi lăm"), and where it ends."""
    number = scene.number(at)
    if number is None or scene.bare(at + 1) not in ("muoi", "chuc"):
        return number, at + 1
    ones = scene.number(at + 2)
    return number * 10 + (ones or 0), at + 2 + (ones is not None)


def _share(start: int, end: int, percent: float) -> Share | None:
    return Share(start, end, round(percent)) if 0 <= percent <= 100 else None


def _fraction(scene: Scene, at: int) -> Share | None:
    if scene.kind(at) != "compound" or "/" not in scene.form(at):
        return None
    numbers = [int(n) for n in _NUMBERS.findall(scene.form(at))]
    if tuple(numbers) in scene.occasions:
        return None  # "Ngày hội 1/6"
    if len(numbers) != 2 or not 0 < numbers[0] <= numbers[1]:
        return None
    is_date = nearest(scene.today, *numbers) is not None or scene.today is None
    if is_date and not is_share(scene, at, numbers):
        return None
    return Share(at, at + 1, round(100 * numbers[0] / numbers[1]))


def _out_of(scene: Scene, at: int) -> Share | None:
    """ "7 trên 11 cửa hàng", "7 trong số 11 xã"; "2 trên 3 việc" are duties."""
    if scene.kind(at) != "number" or scene.bare(at + 1) not in _OUT_OF:
        return None
    end = at + 2 + (scene.bare(at + 2) in _OF_ALL)
    some, whole = scene.number(at), scene.number(end)
    if some is None or whole is None or scene.kind(end) != "number":
        return None
    if scene.kind(end + 1) != "word" or scene.bare(end + 1) in _TASKS:
        return None
    return _share(at, end + 1, 100 * some / whole) if 0 < some <= whole else None


_OUT_OF, _OF_ALL = letters("out_of"), letters("of_all")
_TASKS = frozenset(fold(word)[1] for word in VOCABULARY["task_words"]["task_counters"])


def _inverted(scene: Scene, share: Share) -> Share:
    """What is done, when the text says what is left ("còn 20%")."""
    lead = share.start - 1
    while scene.bare(lead) in _ABOUT:
        lead -= 1
    if scene.bare(lead) in _LEFT:
        return Share(share.start, share.end, 100 - share.percent)
    return share
