"""Tasks that a text counts: "cả 3 việc" is all of three, "2 việc" of three is unclear."""

from typing import NamedTuple

from bot.understand.words.beside import letters
from bot.understand.words.fold import fold
from bot.understand.words.lexicon import KIND, VOCABULARY
from bot.understand.words.scene import Scene

_TASK_COUNTERS = frozenset(fold(word)[1] for word in VOCABULARY["task_words"]["task_counters"])


class Naming(NamedTuple):
    """Tasks named by number at tokens[start:end].

    `numbers` None: a count of tasks that does not say which. `strange`: a number that is not
    open. `counts`: says how many tasks, be it all of them ("3 việc").
    """

    start: int
    end: int
    numbers: tuple[int, ...] | None
    strange: bool = False
    counts: bool = False


def counted(scene: Scene, at: int) -> Naming | None:
    """ "cả 3 việc" is all of three; "2 việc đầu" the first two; "2 việc" of three is unclear."""
    count = scene.number(at) or _all_of(scene, at)
    if count is None or scene.taken[at] or scene.bare(at + 1) not in _TASK_COUNTERS:
        return None
    if scene.bare(at + 1) != "viec" and not _is_task_word(scene, at + 1):
        return None
    if scene.bare(at - 1) in ORDERED:
        return None  # "tháng 3 công bố"
    end = max(scene.marks_end(at + 1), at + 2)
    if scene.kind(end) == "number":
        return None  # "hai việc 1 và 2": they are named
    if scene.bare(end) == "dau" and count <= len(scene.open_numbers):
        return Naming(at, end + 1, scene.open_numbers[:count])
    last = end if scene.bare(end - 1) in _LAST else end + 1
    if scene.bare(last - 1) in _LAST and count <= len(scene.open_numbers):
        return Naming(at, last, scene.open_numbers[-count:])
    if scene.bare(at + 1) == "cai" and (len(scene.open_numbers) == 1 or _acts_before(scene, at)):
        return None  # of a single task, or behind an act, only things can be counted
    if count == len(scene.open_numbers):
        return Naming(at, end, scene.open_numbers, counts=True)
    return Naming(at, end, None, counts=True)


_LAST = letters("last")


def _all_of(scene: Scene, at: int) -> int | None:
    """The number of open tasks, where all of them are counted as "3/3 việc"."""
    opens = len(scene.open_numbers)
    return opens if opens and scene.form(at) == f"{opens}/{opens}" else None


ORDERED = letters("ordered") | (
    frozenset(fold(word)[1] for word in VOCABULARY["phan"]["loai"]) - {"to"}
)


def _acts_before(scene: Scene, at: int) -> bool:
    """Whether an act stands before a token in its sentence ("treo đủ 2 cái")."""
    i = at - 1
    while i >= 0 and scene.kind(i) != "end":
        mark = scene.mark_at[i]
        if mark is not None and mark.kinds & (KIND["hanh_dong"] | KIND["buoc"]):
            return True
        i -= 1
    return False


def _is_task_word(scene: Scene, at: int) -> bool:
    """Whether a word for duties begins here: "công việc", and not "công bố"."""
    mark = scene.starts(at)
    word = KIND["dem"] | KIND["cai_kia"]  # "2 cái sau"
    return mark is not None and ("task_word" in mark.values or bool(mark.kinds & word))


def settled(scene: Scene, namings: list[Naming]) -> list[Naming]:
    """The namings in order; "3 việc xong 2" counts twice and says of no task which it is.

    Where tasks are named besides, the count of all of them is only the topic and is left out.
    """
    namings = sorted(namings, key=lambda naming: naming.start)
    counts = [n for n in namings if n.counts]
    others = [n for n in namings if not n.counts and n.numbers is not None]
    if not counts or not others:
        return namings
    said = {n for other in others for n in other.numbers or ()}
    if all(_of_the_rest(scene, count, said) for count in counts):
        return namings
    if len(said) == 1 and all(_bare_figure(scene, other) for other in others):
        return [n._replace(numbers=None, strange=False) for n in namings]
    return [n for n in namings if not n.counts or n.numbers is None]


def _of_the_rest(scene: Scene, count: Naming, said: set[int]) -> bool:
    """Whether just those are counted that are not named: "3 xong, 2 việc kia chưa"."""
    mark = scene.mark_at[count.start + 1]
    left = len(scene.open_numbers) - len(said)
    rest = mark is not None and bool(mark.kinds & KIND["con_lai"])
    return rest and count.numbers is None and scene.number(count.start) == left


def _bare_figure(scene: Scene, naming: Naming) -> bool:
    """Whether nothing but the figure says that a task is meant."""
    return naming.end - naming.start == 1 and scene.kind(naming.start) == "number"


def some_of_them(scene: Scene, start: int, numbers: list[int]) -> bool:
    """Whether "xong 6" is of as many things as have been counted: "cống có 9 cái, … xong 6"."""
    told = scene.mark_at[start - 1] if start else None
    if scene.bares.isdisjoint(_COUNTS_ALL) or told is None or not told.kinds & KIND["xong"]:
        return False
    return any(
        scene.bare(i - 1) in _COUNTS_ALL
        and scene.kind(i) == "number"
        and scene.kind(i + 1) == "word"
        and int(scene.form(i)[:6]) > numbers[0]
        for i in range(1, start)
    )


_COUNTS_ALL = letters("counts_all")
