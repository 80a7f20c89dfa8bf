"""Which tasks a text names by number: "việc 1 và 3", "từ 1 đến 4", "2 việc đầu", "hết"."""

import re
from collections.abc import Callable

from bot.understand.figures.counts import ORDERED, Naming, counted, some_of_them
from bot.understand.words.beside import letters, rows
from bot.understand.words.fold import fold
from bot.understand.words.lexicon import KIND, NUMBER_WORDS, VOCABULARY
from bot.understand.words.scene import Scene
from bot.understand.words.syllables import one_slip

_TABLES = VOCABULARY["task_words"]
_JOINS = letters("joins") | {",", "&", "+", "/"}
_RANGES = letters("ranges") | {"-", "–", "→", ">", "->"}
_LOOSE = letters("before_loose_numbers")
_DOCUMENTS = frozenset(tuple(fold(w)[1] for w in name.split()) for name in _TABLES["documents"])
_LETTERS = _DOCUMENTS - rows("not_by_letter")
_ENCLOSED = rows("enclosed_papers")  # "kèm phụ lục 2" names no task, be it open
_MAX_TASK = 20  # a greater number that is not open is the number of a document
_NEIGHBOURS = sum(
    KIND[kind] for kind in ("xong", "chua", "tru", "con", "dem", "dau_xong", "dau_chua", "nhan",
                            "lam", "da", "hanh_dong", "khong", "dung", "gia_han", "con_lai",
                            "gan", "dang", "nhung", "sai", "dinh_chinh", "khong_kip",
                            "nen", "buoc", "khong_phai", "chua_han")
)  # fmt: skip
_SEPARATOR = re.compile(r"[^\d]+")


def find_explicit(scene: Scene) -> list[Naming]:
    """Tasks named with a word such as "việc" before the number, or counted ("2 việc đầu")."""
    if not _any_number(scene):
        return []
    _set_others_aside(scene)
    return _found(scene, lambda scene, at: _explicit(scene, at) or counted(scene, at))


def find_bare(scene: Scene) -> list[Naming]:
    """Numbers that stand alone where only the number of a task can stand."""
    if not _any_number(scene):
        return []
    others = _behind_nouns(scene)
    return [naming for naming in _found(scene, _bare) if naming.start not in others]


def _behind_nouns(scene: Scene) -> set[int]:
    """The places of numbers that go on a list of other things ("khối 1, 2, 3")."""
    found: set[int] = set()
    for at in scene.valued:
        noun = scene.bare(at - 1) in ORDERED or scene.form(at - 1) == _TEAM
        if noun and scene.kind(at) == "number":
            found.update(range(at, _list(scene, at, at)[1]))
    return found


def _found(scene: Scene, finder: Callable[[Scene, int], Naming | None]) -> list[Naming]:
    """What a finder finds, from left to right; claims its tokens."""
    found: list[Naming] = []
    for at in scene.openings(_FROM):
        naming = None if scene.taken[at] else finder(scene, at)
        if naming is not None:
            scene.take(naming.start, naming.end)
            found.append(naming)
    return found


_FROM = frozenset({"tu"})


def _set_others_aside(scene: Scene) -> None:
    """Claim numbers that are no task's: of documents ("công văn số 3"), in calls like f(1)."""
    for at, token in enumerate(scene.row):
        if token.kind not in _FIGURES:
            continue
        noun = at - (2 if scene.bare(at - 1) == "so" else 1)
        named = {(scene.bare(noun),), (scene.bare(noun - 1), scene.bare(noun))}
        known = token.kind == "number" and int(token.form[:6]) in scene.open_numbers
        known = known and not named & _ENCLOSED
        if named & _DOCUMENTS and (scene.bare(at - 1) == "so" or (named & _LETTERS and not known)):
            scene.take(noun, at + 1)
        elif not known and scene.bare(at - 1) == "so" and _of_a_thing(scene, at):
            scene.take(at - 1, at + 1)
        elif scene.form(at - 1) == "(" and scene.row[at - 2].end == token.start - 1 and at > 1:
            scene.take(at, at + 1)


def _of_a_thing(scene: Scene, figure: int) -> bool:
    """Whether "số" and a figure number a thing: "kết luận thanh tra số 15", "…, số 412"."""
    at = figure - 1
    behind_a_word = scene.kind(at - 1) == "word" and scene.mark_at[at - 1] is None
    if at > 0 and (behind_a_word or len(scene.form(figure)) >= 3):  # no list is so long
        return True
    return any((scene.bare(i - 1), scene.bare(i)) in _LETTERS for i in range(max(at - 4, 1), at))


def _any_number(scene: Scene) -> bool:
    """Whether there is any number at all, or a weekday ("việc thứ hai"); most texts have none."""
    kinds = ("numbers", "weekdays")
    return scene.figures or any(scene.value(a, k) is not None for a in scene.valued for k in kinds)


_FIGURES = frozenset({"number", "compound"})


def _explicit(scene: Scene, at: int) -> Naming | None:
    mark = scene.starts(at)
    if mark is None or "task_word" not in mark.values:
        return None
    first = mark.end + (scene.form(mark.end) in ("#", ":"))
    if scene.form(first) in ("thứ", fold("thứ")[0]):
        first += 1
    ordinal = NUMBER_WORDS.get(scene.form(first)) if scene.bare(first - 1) == "thu" else None
    if ordinal is not None:
        return _ordinals(scene, at, first + 1, [ordinal])
    numbers, end = _list(scene, first, at)
    if scene.kind(first) == "word" and scene.value(end, "numbers") is not None:
        return None  # "việc tư nhất": neither
    if not numbers or (scene.bare(at) in _LOOSE and not _plausible(scene, at, numbers, end)):
        return None
    if scene.bare(at) == "cv" and not set(numbers) <= set(scene.open_numbers):
        return None  # of a letter, not of a "công việc"
    return _naming(scene, at, end, numbers)


def _ordinals(scene: Scene, at: int, end: int, numbers: list[int]) -> Naming:
    """The tasks of "việc thứ hai", "đầu việc thứ nhất, thứ năm"; `end` is behind the first."""
    step = _next_item(scene, end)
    while step > end and scene.bare(step) == "thu":
        ordinal = NUMBER_WORDS.get(scene.form(step + 1))
        if ordinal not in scene.open_numbers:
            break
        numbers, end = [*numbers, ordinal], step + 2
        step = _next_item(scene, end)
    return _naming(scene, at, end, numbers)


def _plausible(scene: Scene, at: int, numbers: list[int], end: int) -> bool:
    """Whether numbers after the vague word at a token ("số 3", "mục 2") are those of tasks.

    "Số 4 phòng làm xong" is one, as no count follows "số".
    """
    counted_ = len(numbers) == 1 and scene.bare(at) != "so" and _counts(scene, end)
    return max(numbers) <= _greatest(scene) and not counted_


def _greatest(scene: Scene) -> int:
    """The greatest number that can be a task's."""
    return max(_MAX_TASK, *scene.open_numbers, 0)


def _naming(scene: Scene, start: int, end: int, numbers: list[int]) -> Naming:
    opens = scene.open_numbers
    resolved = [opens[-1] if n == -1 and opens else n for n in numbers]
    return Naming(start, end, tuple(dict.fromkeys(resolved)), any(n not in opens for n in resolved))


def _list(scene: Scene, at: int, start: int) -> tuple[list[int], int]:
    """The numbers of a list that begins at a token, and where the list ends.

    `start` is where the word before the first number stands: what is said before it and again
    behind a later number ("chưa xong 2, 1 xong") is said of two lists.
    """
    told = _tells(scene, start - 1)
    numbers, end = _figures(scene, at)
    while numbers:
        step = _next_item(scene, end)
        if step == end and scene.kind(step) != "number":
            break
        ranged = any(scene.bare(i) in _RANGES for i in range(end, step))
        if ranged and scene.kind(step) == "compound":
            break  # "việc 3 đến 20-6"
        more, more_end = _figures(scene, step)
        worded = step > 0 and (word := scene.mark_at[step - 1]) and "task_word" in word.values
        if not more or more[0] in numbers or (_begins_other(scene, more_end) and not worded):
            break  # also "trừ 3, 3 đợi Đài"
        if told and scene.bare(more_end) == "thi" and step > end and not ranged:
            break  # "xong 1, 2 thì mai gửi"
        if ranged and scene.bare(more_end) == "thang" and more[0] not in scene.open_numbers:
            break  # "việc 3 đến 20 tháng 6"
        if told and any(scene.form(i) == "," for i in range(end, step)):
            rest_end = _list(scene, step, step)[1]
            verb = rest_end + (scene.bare(rest_end) == "thi")
            if _tells(scene, verb) or _acted(scene, verb):
                break
        if ranged and len(more) == 1 and more[0] > numbers[-1]:
            more = list(range(numbers[-1] + 1, min(more[0], _greatest(scene)) + 1))
        numbers, end = numbers + more, more_end
    return numbers, end


_STATES = sum(KIND[k] for k in ("xong", "chua", "khong", "dang", "cho", "gan", "gia_han", "xin"))


def _tells(scene: Scene, at: int) -> bool:
    """Whether a phrase that says how a task stands covers a token."""
    mark = scene.mark_at[at] if 0 <= at < len(scene.row) else None
    return mark is not None and bool(mark.kinds & _STATES)


def _acted(scene: Scene, at: int) -> bool:
    """Whether an act that has been carried out begins at a token ("gửi rồi")."""
    mark = scene.begins[at] if 0 <= at < len(scene.row) else None
    if mark is None or not mark.kinds & (KIND["hanh_dong"] | KIND["buoc"] | KIND["lam"]):
        return False
    return scene.bare(mark.end) == "roi"


def _next_item(scene: Scene, end: int) -> int:
    """Where the next number of a list would stand, past commas, "và" and "việc"."""
    step = end
    while scene.bare(step) in _JOINS or scene.bare(step) in _RANGES:
        step += 1
    mark = scene.starts(step)
    if mark is not None and "task_word" in mark.values:
        step = mark.end
    return step


def _begins_other(scene: Scene, end: int) -> bool:
    """Whether what looked like a list item counts something else ("1, 2 bài")."""
    return _counts(scene, end) or scene.form(end) == "%"


def _counts(scene: Scene, at: int) -> bool:
    """Whether a word makes the number before it a count, and begins no phrase of its own."""
    mark = scene.starts(at)
    if scene.bare(at) == "ngay" and scene.kind(at + 1) in _FIGURES:
        return False
    if scene.bare(at) in _TEAMS and scene.bare(at + 1) in _OWN:
        return False  # "việc 1 và 2 tổ tôi làm xong"
    if mark is not None and mark.end - mark.start > 1:
        return (scene.bare(at), scene.bare(at + 1)) in _PEOPLE  # "2 đồng chí ốm"
    return scene.counter(at)


_PEOPLE = rows("counted_people")
_TEAMS, _OWN = letters("teams"), letters("speaks_for_a_team")


def _figures(scene: Scene, at: int) -> tuple[list[int], int]:
    kind = scene.kind(at)
    if not 0 <= at < len(scene.row) or scene.taken[at]:
        return [], at
    if kind == "compound" and "/" not in scene.form(at):
        low, high = [int(n) for n in _SEPARATOR.split(scene.form(at))][:2]
        dotted = "." in scene.form(at) or high <= low
        return (
            [low, high] if dotted else list(range(low, min(high, _greatest(scene)) + 1))
        ), at + 1
    number = scene.number(at)
    if number is None or number > max(99, _greatest(scene)):
        return [], at
    return [number], (at + 1 if kind == "number" else scene.marks_end(at))


def _bare(scene: Scene, at: int) -> Naming | None:
    start = at + 1 if scene.bare(at) == "tu" and scene.bare(at + 2) in _RANGES else at
    if scene.kind(start) not in ("number", "compound") and not _worded(scene, start):
        return None
    mark = scene.mark_at[start] if start < len(scene.row) else None
    if mark is not None and mark.start != start and "task_word" not in mark.values:
        return None
    numbers, end = _list(scene, start, start)
    together = scene.bare(start - 1) == "ca" and set(numbers) <= set(scene.open_numbers)
    ranged = len(numbers) > 1 and (start > at or together)
    if not numbers or not (ranged or _stands_alone(scene, start, end)):
        return None
    if (
        scene.kind(start) == "word"
        and not _answers(scene, start)
        and not (
            set(numbers) <= set(scene.open_numbers)
            and (len(numbers) > 1 or scene.bare(end) == "thi")
        )
    ):
        return None  # "hai xong" is too little to go by
    if max(numbers) > _greatest(scene) or _belongs_to_another(scene, start, numbers):
        return None
    if scene.counter(end) and not set(numbers) <= set(scene.open_numbers):
        return None  # "5 đơn vị" of three tasks
    if scene.bare(start - 1) == "thieu" and scene.counter(end):
        return None  # "còn thiếu 3 đơn vị": so many are missing
    if scene.kind(start - 1) == "word" and (scene.bare(end), scene.bare(end + 1)) == ("don", "vi"):
        return None  # "số liệu của 2 đơn vị"
    if scene.bare(start - 1) == "ca" and len(numbers) == 1:
        every = numbers[0] == len(scene.open_numbers)
        return Naming(at, end, scene.open_numbers if every else None)
    return _naming(scene, at, end, numbers)


_TEAM, _ONLY = fold("tổ")[0], fold("mới")[0]


def _belongs_to_another(scene: Scene, start: int, numbers: list[int]) -> bool:
    """Whether figures belong to the word before them: "sang tháng 9", "gió giật cấp 7".

    Behind an act they may still be open tasks.
    """
    if scene.bare(start - 1) in ORDERED or scene.form(start - 1) == _TEAM:
        return True
    before = scene.mark_at[start - 1] if start else None
    acts = before is not None and bool(before.kinds & KIND["hanh_dong"])
    acts = acts or scene.bare(start - 1) in ("duoc", "du")  # "xác nhận được 9 rồi"
    only = scene.bare(start - 1) == "duoc" and any(scene.form(i) == _ONLY for i in range(start - 1))
    if only or some_of_them(scene, start, numbers):
        return True  # "bài viết mới đăng được 2 thôi"
    return acts and not set(numbers) <= set(scene.open_numbers)


def _worded(scene: Scene, at: int) -> bool:
    """Whether a number in words may name a task: "một với hai xong", "hai thì chưa"."""
    opens = at == 0 or scene.kind(at - 1) == "end" or scene.bare(at - 1) == "ca"
    return at < len(scene.row) and scene.number(at) is not None and (opens or _answers(scene, at))


def _answers(scene: Scene, at: int) -> bool:
    """Whether a number in words answers "việc số mấy"."""
    return (scene.asked or "").startswith("ask_which") and at <= 1


def _glued(scene: Scene, start: int) -> bool:
    """Whether a figure is part of what is typed before it ("sang1 nay"); "xong1" is not."""
    if start < 1 or scene.kind(start - 1) != "word":
        return False
    before = scene.mark_at[start - 1]
    told = before is not None and bool(before.kinds & (_STATES | KIND["tru"]))
    return scene.row[start - 1].end == scene.row[start].start and not told


def _stands_alone(scene: Scene, start: int, end: int) -> bool:
    if _glued(scene, start):
        return False
    if scene.kind(end) == "word" and one_slip(scene.bare(end), "viec"):
        return False  # a count of tasks, mistyped
    if _counts(scene, end) and scene.bare(end) != "viec":
        return False
    if scene.kind(start - 1) == "word" and one_slip(scene.bare(start - 1), "viec"):
        return True
    if scene.form(start - 1) == "#" or scene.kind(start - 1) in ("end", "sign", "percent"):
        return True
    if scene.kind(end) in ("end", "sign") and scene.mark_at[start - 1] is not None:
        return bool(_neighbour(scene, start - 1))
    return _neighbour(scene, start - 1) and (
        _neighbour(scene, end) or scene.kind(end) in ("number", "end")
    )


def _neighbour(scene: Scene, at: int) -> bool:
    mark = scene.mark_at[at] if 0 <= at < len(scene.row) else None
    return mark is not None and bool(mark.kinds & _NEIGHBOURS or mark.values)
