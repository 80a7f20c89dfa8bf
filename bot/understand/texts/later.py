"""“Việc 3 đến 16/5”: a day behind the deadline, and nothing said of the work, wishes for more time.

Before the deadline the same is a promise; so is a day without “đến” once the deadline has gone by
(“việc 3 mai”), and whatever says that something will be done (“đến 16/5 mới xong”).
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.understand.clauses.signs import SIGN
from bot.understand.clauses.statements import Statement
from bot.understand.figures.reckoning import Day
from bot.understand.texts.groups import Group
from bot.understand.values import OpenTask, Part
from bot.understand.words.beside import letters
from bot.understand.words.scene import Scene

_UNTIL = letters("until_a_day")
_OPEN = ("in_progress", "not_done")
_DAY_WORDS = ("ngay", "hom")
_NAMES = (
    SIGN["dem"] | SIGN["xung_ho"] | SIGN["viec"] | SIGN["ten_viec"] | SIGN["han"] | SIGN["chu_la"]
    | SIGN["trong"] | SIGN["nhung"] | SIGN["con"] | SIGN["ngay_toi"] | SIGN["ngay_mai"]
)  # fmt: skip
_WHY = SIGN["vi"] | SIGN["vuong"] | SIGN["thieu"] | SIGN["cho"]


def wishing(scene: Scene, group: Group, tasks: Sequence[OpenTask]) -> Group:
    """The group as one that wishes for more time if it says only until when, and maybe why."""
    if not _is_until_later(scene, group, tasks):
        return group
    first, *others = group.said
    return replace(group, said=[first._replace(says="extension_request"), *others])


def with_one_reason(groups: Sequence[Group], parts: Sequence[Part]) -> list[Part]:
    """The parts of one wish for several days, whose reason stands at the end, for all of them.

    “Xin lùi việc 3 đến 16/5, việc 4 đến 18/5 vì thiếu người”. What is wished for once more, or set
    off by “còn”, “riêng”, has its own.
    """
    *others, last = parts
    if not others or not all(
        part.intent == "extension_request" and part.new_date for part in parts
    ):
        return list(parts)
    later = [each for group in groups[1:] for each in group.said]
    apart = any(each.shows("gia_han", "xin", "con", "nhung") or each.contrasts for each in later)
    if apart or last.reason is None or any(part.reason for part in others):
        return list(parts)
    return [replace(part, reason=last.reason) for part in parts]


def _is_until_later(scene: Scene, group: Group, tasks: Sequence[OpenTask]) -> bool:
    first, *others = group.said
    dues = [task.due for task in tasks if task.due is not None]
    day = first.day.day if first.day else None
    if day is None or first.says not in _OPEN or not (first.numbered and dues):
        return False
    until = first.day is not None and _is_led_to(scene, first.day)
    overdue = scene.today is None or min(dues) < scene.today
    if len(dues) < len(first.tasks or ()) or day <= max(dues) or (overdue and not until):
        return False
    return _only_dates(first, until=until) and all(_tells_why(each) for each in others)


def _is_led_to(scene: Scene, day: Day) -> bool:
    """Whether “đến”, “sang” and the like stand before a day."""
    before = day.start - 1
    return scene.bare(before - (scene.bare(before) in _DAY_WORDS)) in _UNTIL


def _only_dates(statement: Statement, *, until: bool) -> bool:
    known = _NAMES | _WHY if until else _NAMES
    return not statement.signs & ~known and not (statement.wordy and not statement.signs & _WHY)


def _tells_why(statement: Statement) -> bool:
    return statement.day is None and bool(statement.signs & _WHY) and statement.percent is None
