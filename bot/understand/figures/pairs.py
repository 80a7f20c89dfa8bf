"""Figures such as 2/3 and 1-2: a share of the work, the numbers of tasks, or a day?"""

from bot.understand.words.beside import letters
from bot.understand.words.fold import fold
from bot.understand.words.lexicon import VOCABULARY
from bot.understand.words.scene import Scene

_WORDS = VOCABULARY["dates"]["small"]
_DATE_LEADS = frozenset(fold(word)[1] for word in _WORDS["date_leads"])
_SHARE_LEADS = frozenset(fold(word)[1] for word in _WORDS["share_leads"])
_ENOUGH = fold("đủ")[0]
_EVERY = letters("every")


def _leads_to_a_date(scene: Scene, at: int) -> bool:
    """Whether "ngày", "đến" stands before figures; "đủ 12/12" is no "dự" of "dự kiến"."""
    return scene.bare(at - 1) in _DATE_LEADS and scene.form(at - 1) != _ENOUGH


def is_share(scene: Scene, at: int, numbers: list[int]) -> bool:
    """Whether figures such as 2/3 are a share of the work and no date."""
    if "/" not in scene.form(at) or _leads_to_a_date(scene, at) or numbers[0] > numbers[1]:
        return False
    if scene.asked == "ask_date":
        return scene.counter(at + 1)
    if scene.bare(at - 1) in _SHARE_LEADS or scene.counter(at + 1):
        return True
    if 1 < numbers[0] == numbers[1] == len(scene.open_numbers):
        return True  # "tất cả đều xong, 3/3"
    if numbers[0] == numbers[1] and scene.bare(at - 1) in _EVERY:
        return scene.kind(at + 1) == "word" and scene.mark_at[at + 1] is None  # "hết 6/6 phường"
    opens = at == 0 or scene.kind(at - 1) == "end"
    return opens and scene.kind(at + 1) == "word" and scene.mark_at[at + 1] is None


def are_tasks(scene: Scene, at: int, numbers: list[int]) -> bool:
    """Whether figures such as 1-2 are the numbers of open tasks and no date."""
    if "/" in scene.form(at) or _leads_to_a_date(scene, at):
        return False
    return all(n in scene.open_numbers for n in numbers)
