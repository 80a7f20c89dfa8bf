"""Company in which "xong" is not to be trusted: one mistyped letter may have changed its sense."""

from collections.abc import Sequence
from functools import lru_cache

from bot.understand.clauses.cutting import Clause
from bot.understand.clauses.slips import common, of_titles, spelled, suspect
from bot.understand.words.beside import letters
from bot.understand.words.fold import fold
from bot.understand.words.lexicon import KIND, VOCABULARY
from bot.understand.words.scene import Scene
from bot.understand.words.syllables import near, one_slip
from bot.understand.words.titles import Title

_PLAIN = VOCABULARY["plain"]
_NOT_BEFORE = frozenset(fold(word)[0] for word in _PLAIN["not_before_done"])
_REOPENING = tuple(fold(word) for word in _PLAIN["reopening"])
_THINGS = letters("finish_counted")
_MA = fold("mà")[0]
_TIMES = letters("times_of_day")
_DOING = KIND["xong"] | KIND["lam"]


def doubtful(scene: Scene, clause: Clause, titles: Sequence[Title]) -> bool:
    """Whether a word that nobody knows, or that cannot stand there, comes before "xong"."""
    if not clause.kinds & KIND["xong"]:
        return bool(clause.loose) and _undone_after(scene, clause, titles)
    finish = next(m.start for m in reversed(clause.marks) if m.kinds & KIND["xong"])
    if scene.form(clause.start) == _MA and finish == clause.start + 1 and clause.start:
        return True  # "xong đâu mà xong", "giá mà xong"
    before = scene.row[finish - 1] if finish > clause.start else None
    if before is not None and not scene.taken[finish - 1] and _cannot_precede(scene, finish - 1):
        at = finish - (2 if scene.bare(finish - 1) == "nay" else 1)
        if not of_titles(scene, at, titles):
            return True
    return (
        _may_negate(scene, clause, finish, titles)
        or _denies_after(scene, clause, finish)
        or any(_unknown(scene, i, titles) and suspect(scene, i) for i in clause.loose if i < finish)
        or _still_to_come(scene, clause, finish)
        or _may_be_mot(scene, clause)
        or _may_wait(scene, clause, finish)
        or _within_something(scene, clause)
    )


def _cannot_precede(scene: Scene, i: int) -> bool:
    """Whether a word makes no sense right before "xong": "hôm xong", "sau nay xong", "ba xong"."""
    if scene.form(i) in _NOT_BEFORE:
        return True
    if scene.bare(i) in ("nay", "kia"):
        today = scene.form(i) == "nay" and _is_past(scene, i + 1) and _opens_today(scene, i)
        return not today and scene.bare(i - 1) not in _THINGS and not scene.taken[i - 1]
    mark = scene.mark_at[i]
    return mark is not None and "numbers" in mark.values and not mark.kinds


def _opens_today(scene: Scene, i: int) -> bool:
    """Whether "nay" is today, and no "này": "nay xong rồi", "đến nay đã xong"."""
    return i == 0 or scene.kind(i - 1) == "end" or scene.bare(i - 1) in _BEFORE_TODAY


def _is_past(scene: Scene, i: int) -> bool:
    mark = scene.begins[i]
    return mark is not None and (
        bool(mark.kinds & KIND["da"])
        or scene.bare(mark.end - 1) == "roi"
        or scene.bare(mark.end) == "roi"
    )


_BEFORE_TODAY = letters("before_today")


def _undone_after(scene: Scene, clause: Clause, titles: Sequence[Title]) -> bool:
    """Whether "rồi" follows on, or "làm" comes after, words nobody knows ("treo rồi lạo gỡ")."""
    if "roi" not in scene.bares and not clause.kinds & KIND["lam"]:
        return False
    past = next((m.end for m in clause.marks if scene.bare(m.end - 1) == "roi"), clause.end)
    work = next((m.start for m in clause.marks if m.kinds & KIND["lam"]), clause.start)
    return any(
        _unknown(scene, i, titles)
        for i in clause.loose
        if i >= past or (i < work and not spelled(scene, i))
    )


def _may_negate(scene: Scene, clause: Clause, finish: int, titles: Sequence[Title]) -> bool:
    """Whether a word typed bare, taken for something else, may be a mistyped negation."""
    if "hinh" in scene.bares and any(
        scene.bare(i) == "hinh" and one_slip(scene.bare(i + 1), "nhu")
        for i in range(clause.start, finish)
    ):
        return True  # "hình hư xong"
    return any(
        m.end - m.start == 1
        and m.end <= finish
        and scene.row[m.start].form == scene.row[m.start].bare
        and _near_negation(scene.bare(m.start))
        for m in clause.marks
    ) or _because_unmarked(scene, clause, finish, titles)


def _because_unmarked(scene: Scene, clause: Clause, finish: int, titles: Sequence[Title]) -> bool:
    """Whether "vì" stands before "xong" and no "nên" behind it."""
    because = clause.kinds & KIND["vi"] and not clause.kinds & _SO
    return bool(because) and any(
        m.kinds & KIND["vi"] and m.start < finish and not of_titles(scene, m.start, titles)
        for m in clause.marks
    )


@lru_cache(maxsize=10_000)
def _near_negation(bare: str) -> bool:
    return one_slip(bare, "chua") or one_slip(bare, "khong")


_SO = KIND["nen"]


def _denies_after(scene: Scene, clause: Clause, finish: int) -> bool:
    """Whether "dau" behind "xong" may be "đâu"."""
    return "dau" in scene.bares and any(
        scene.bare(i) == "dau" and not scene.sure[i]
        and scene.bare(i + 1) not in ("tien", "tuan", "thang")
        and scene.bare(i - 1) not in ("ban", "viec", "tu", "dang")
        for i in range(finish, clause.end)
    )  # fmt: skip


def may_reopen(scene: Scene, clause: Clause) -> bool:
    """Whether an unknown word may be a mistyped "còn", "nhưng", "chờ"."""
    return any(
        scene.kind(i) == "word"
        and _near_reopening(scene.form(i), scene.bare(i))
        and not common(scene, i)
        for i in clause.loose
    )


@lru_cache(maxsize=10_000)
def _near_reopening(form: str, bare: str) -> bool:
    return any(bare != known[1] and near(form, bare, known) for known in _REOPENING)


def of_something_else(scene: Scene, clause: Clause, titles: Sequence[Title]) -> bool:
    """Whether words before "xong", typed with care, name a thing that no task is called by."""
    if not clause.kinds & KIND["xong"]:
        return False
    finish = next(m.start for m in reversed(clause.marks) if m.kinds & KIND["xong"])
    return any(_unknown(scene, i, titles) for i in clause.loose if i < finish)


def _unknown(scene: Scene, i: int, titles: Sequence[Title]) -> bool:
    return scene.kind(i) == "word" and not of_titles(scene, i, titles) and not common(scene, i)


_MORE = letters("more")


def _still_to_come(scene: Scene, clause: Clause, finish: int) -> bool:
    """Whether a stray "nữa" stands before "xong" ("ha ngay nua xong")."""
    return not scene.bares.isdisjoint(_MORE) and any(
        scene.bare(i) in _MORE and not scene.taken[i]
        and (mark := scene.mark_at[i]) is not None and mark.end - mark.start == 1
        for i in range(clause.start, finish)
    )  # fmt: skip


def _may_wait(scene: Scene, clause: Clause, finish: int) -> bool:
    """Whether a bare "cho" may be "chờ": "lam xong roi cho ban giao", "cho viec 2 xong da"."""
    if "cho" not in scene.bares:
        return False
    unsure = scene.form(clause.start) == "cho" and (scene.accented or not scene.sure[clause.start])
    typed = scene.text[scene.row[clause.start].start : scene.row[finish].start]
    if unsure and typed.isascii():
        return True
    return any(
        scene.form(i) == "cho"
        and not scene.sure[i]
        and (act := scene.begins[i + 1]) is not None
        and bool(act.kinds & (KIND["hanh_dong"] | KIND["buoc"]))
        for i in range(finish, clause.end)
    )


def _may_be_mot(scene: Scene, clause: Clause) -> bool:
    """Whether "mot em lam xong", "viec 1 mot xong" may have "mốt", the day after tomorrow."""
    if "mot" not in scene.bares:
        return False
    first = clause.namings[0].end if clause.namings else clause.start
    behind = scene.begins[first + 1]
    told = scene.bare(first + 1) in _SPEAKERS or (
        first > clause.start and behind is not None and bool(behind.kinds & KIND["xong"])
    )
    return scene.bare(first) == "mot" and not scene.sure[first] and told


_SPEAKERS = letters("speakers")


_WITHIN = letters("within")


def _within_something(scene: Scene, clause: Clause) -> bool:
    """Whether "trong" after "xong" leads to nothing known ("xong trong ôm nay")."""
    if scene.bares.isdisjoint(_WITHIN):
        return False
    for i in range(clause.start + 1, clause.end - 1):
        mark = scene.mark_at[i - 1]
        finished = mark is not None and bool(mark.kinds & _DOING)
        vague = scene.mark_at[i + 1] is None or scene.bare(i + 1) in _TIMES
        loose = vague and not scene.taken[i + 1]
        if finished and scene.form(i) in ("trong", "tron") and loose:
            return True
    return False
