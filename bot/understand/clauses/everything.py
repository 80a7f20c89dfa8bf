"""Whether "hết", "cả hai" is said of every open task, or of so many, or of something else."""

from bot.understand.clauses.cutting import Clause
from bot.understand.clauses.signs import SIGN
from bot.understand.clauses.slips import common
from bot.understand.words.beside import letters, rows
from bot.understand.words.lexicon import NUMBER_WORDS, Mark
from bot.understand.words.scene import Scene
from bot.understand.words.titles import Title


def each_of(scene: Scene, clause: Clause, titles: list[Title]) -> bool:
    """Whether "cả hai" counts just as many as are open, whatever they are called behind it."""
    several = len(titles) > 1 and _EACH in scene.bares
    return several and len(titles) in _each_counted(scene, clause)


def counts_fewer(scene: Scene, clause: Clause, titles: list[Title]) -> bool:
    """Whether "cả hai" is said where three are open: it is not known which two."""
    if len(titles) < 2 or _EACH not in scene.bares:
        return False
    figures = [scene.number(m.start + 1) for m in clause.marks if _opens_count(scene, m)]
    counts = [*_each_counted(scene, clause), *(n for n in figures if n is not None)]
    return any(n != len(titles) for n in counts)


def _each_counted(scene: Scene, clause: Clause) -> list[int]:
    """The numbers counted off: "cả hai", "cả 3 đầu việc". Figures count other things else."""
    counts = [m for m in clause.marks if _opens_count(scene, m) and not _of_things(scene, m)]
    words = [scene.form(m.start + 1) for m in counts]
    duties = [scene.number(m.start + 1) for m in counts if scene.value(m.end, "task_word")]
    return [NUMBER_WORDS[w] for w in words if w in NUMBER_WORDS] + [n for n in duties if n]


def _opens_count(scene: Scene, mark: Mark) -> bool:
    counted = mark.end - mark.start > 1 and scene.bare(mark.start) == _EACH
    return counted and bool(mark.kinds & SIGN["tat_ca"])


_EACH = "ca"


def _of_things(scene: Scene, mark: Mark) -> bool:
    """Whether it counts what is no duty: "cả hai cổng", "cả hai anh em"."""
    ends_with_number = (
        scene.form(mark.end - 1) in NUMBER_WORDS or scene.kind(mark.end - 1) != "word"
    )
    people = (scene.bare(mark.end), scene.bare(mark.end + 1)) in _PEOPLE
    things = scene.counter(mark.end) and not scene.value(mark.end, "task_word")
    return ends_with_number and (people or things)


_PEOPLE = rows("counted_people")


def _behind(clause: Clause) -> list[int]:
    """The words that nothing explains behind "xong"; before it they may be who has finished."""
    told = [m.start for m in clause.marks if m.kinds & SIGN["xong"]]
    return [i for i in clause.loose if i > min(told, default=-1)]


def speaks_of_all(scene: Scene, clause: Clause, found: int, *, of_one: bool) -> bool:
    """Whether the clause speaks of every task ("xong hết"), and not of a part ("chưa xong hết").

    `of_one`: one duty was asked about, of which "chưa có gì" says that nothing is there.
    """
    if found & SIGN["chua_chua"]:
        if any(scene.bare(m.end) == "moi" for m in clause.marks if m.kinds & SIGN["chua_chua"]):
            return False  # "chưa có gì mới": as it was
        return not of_one or any(
            scene.bare(i) in _OF_ANY
            for m in clause.marks
            if m.kinds & SIGN["chua_chua"]
            for i in range(m.start, m.end)
        )
    if found & SIGN["cai_nao"] and found & (SIGN["chua"] | SIGN["khong"] | SIGN["khong_kip"]):
        return True
    if not found & SIGN["tat_ca"]:
        return False
    until = {day.start for day in clause.days if scene.bare(day.start - 1) == "het"}
    every = [  # "xin tới hết 7/4" asks for no more than that
        m.start for m in clause.marks if m.kinds & SIGN["tat_ca"] and m.end not in until
    ]
    denied = [m.start for m in clause.marks if m.kinds & (SIGN["chua"] | SIGN["khong"])]
    return bool(every) and (not denied or every[0] < denied[0])


_OF_ANY = letters("of_any_duty")


def lists_numbers(scene: Scene, clause: Clause) -> bool:
    """Whether "cả 1 và 2" lists numbers of which one is no open task's: it is not of all."""
    return any(
        scene.kind(i) == "number" and scene.bare(i + 1) in _JOINS and scene.kind(i + 2) == "number"
        for i in clause.loose
    )


_JOINS = letters("joins")


def of_some_other(scene: Scene, clause: Clause, found: int, says: str | None) -> bool:
    """Whether "hết" is of other things: "phát hành hết rồi" of papers, "hết 12 xã" of wards."""
    if any(_is_act_of_one(scene, i) for i in clause.loose):
        return True  # "thu đủ hết rồi", where one duty begins with "Thu"
    if any(_opens_count(scene, m) and _of_things(scene, m) for m in clause.marks):
        return True
    acts = bool(found & (SIGN["hanh_dong"] | SIGN["buoc"])) and not found & SIGN["xong"]
    if acts or says == "step" or found & (SIGN["so_luong"] | SIGN["con_dem"]):
        return True
    if found & (SIGN["hanh_dong"] | SIGN["buoc"]) and _of_a_thing(scene, clause):
        return True  # "điểm nhập xong cả"
    return any(scene.kind(i) == "word" and not common(scene, i) for i in _behind(clause))


def _is_act_of_one(scene: Scene, i: int) -> bool:
    """Whether a word before "xong" or "đủ" is what one duty, and no other, begins with.

    Typed bare before "đủ" it may be a word for that which nobody knows: "thau du het tron roi".
    """
    act = scene.begins[i + 1]
    told = act.kinds & (SIGN["xong"] | SIGN["du"]) if act is not None else 0
    if not told:
        return False
    strange = told & SIGN["du"] and not (scene.sure[i] or scene.bare(i) in _DOERS | scene.own)
    return bool(strange) or sum(title.head == scene.bare(i) for title in scene.titles) == 1


_DOERS = letters("teams") | letters("people") | letters("actors")


def _of_a_thing(scene: Scene, clause: Clause) -> bool:
    """Whether a clause opens with what was done, and not with who did it."""
    first = clause.start
    return (
        first in clause.loose
        and scene.kind(first) == "word"
        and scene.bare(first) not in _DOERS | scene.own
        and (mark := scene.begins[first + 1]) is not None
        and bool(mark.kinds & (SIGN["hanh_dong"] | SIGN["buoc"]))
    )
