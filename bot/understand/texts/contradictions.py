"""“1 xong rồi … à mà việc 1 còn thiếu chữ ký”: a duty said to be done, and again that it is not.

Pure. A duty named once (“1 xong nhưng còn thiếu chữ ký”) is told of in one breath, and is none.
“Việc 2 trao giải xong, 4 đang chấm” says of 2 what could not be read: that is for the asking, too.
"""

from collections.abc import Iterator, Sequence

from bot.understand.clauses.cutting import cut
from bot.understand.clauses.statements import Statement
from bot.understand.texts.enumerating import without_grounds
from bot.understand.texts.reading import understand
from bot.understand.texts.succession import statements
from bot.understand.values import Utterance
from bot.understand.words.scene import lay_out


def contradicted(said: Utterance) -> frozenset[int]:
    """The open tasks that a text names twice, as done and as not done, and that are not closed."""
    said = without_grounds(said)
    closed = {n for n, intent in understand(said).per_task if intent == "done"}
    scene = lay_out(said)
    told = list(_tellings(statements(said, scene, cut(scene))))
    done = {n for numbers, says in told if "done" in says and not says & _OPEN for n in numbers}
    open_ = {n for numbers, says in told if says & _OPEN for n in numbers}
    return frozenset(done & open_ - closed).intersection(scene.open_numbers)


_OPEN = frozenset({"not_done", "in_progress", "block"})


def unread(said: Utterance) -> frozenset[int]:
    """The open tasks that a text tells of by number in words that say nothing certain of them.

    None if nothing of the text was read. Not those that only a question, a dispute, evidence, a
    correction or the reason of another speaks of.
    """
    said = without_grounds(said)
    told = {n for n, _ in understand(said).per_task}
    if not told:
        return frozenset()
    scene = lay_out(said)
    tellings = _numbered(said.text, statements(said, scene, cut(scene)))
    silent = {n for numbers, each in tellings if not _is_elsewhere(each) for n in numbers}
    others = {n for numbers, each in tellings if _is_elsewhere(each) for n in numbers}
    return frozenset(silent - others - told).intersection(scene.open_numbers)


def _numbered(text: str, said: Sequence[Statement]) -> list[tuple[Sequence[int], list[Statement]]]:
    """The numbers that a text names, each time with its statements from there to the next.

    Not those that stand right behind “vì chờ”: they are why.
    """
    found: list[tuple[Sequence[int], list[Statement]]] = []
    before: Statement | None = None
    for each in said:
        goes_on = before is not None and not text[before.span[1] : each.span[0]].strip()
        why = goes_on and before is not None and before.shows("vi", "cho")
        if each.numbered and each.tasks:
            found.append((() if why else each.tasks, []))
        if found:
            found[-1][1].append(each)
        before = each
    return found


def _is_elsewhere(said: Sequence[Statement]) -> bool:
    """Whether what is said of a task has its answer elsewhere, or is the reason of another."""
    first = said[0]
    if first.excepted and first.says is None:
        return True  # "rà soát được 7 khu phố, còn 2"
    if first.goes_on or first.shows("vi", "cho") or first.says in _ANSWERED:
        return True
    return any(each.says in _ANSWERED or each.shows(*_ELSEWHERE) for each in said)


_ANSWERED = ("question_status", "help", "ack_only")
_ELSEWHERE = (
    "khong_phai", "noi_khac", "phu_trach", "khieu_nai", "tam_hoan", "than_phien", "minh_chung",
    "dinh_chinh", "rut_lai", "sai", "hoi", "dau_hoi", "hoi_cuoi", "bao_lai", "bao_sau",
)  # fmt: skip


def _tellings(said: Sequence[Statement]) -> Iterator[tuple[Sequence[int], set[str | None]]]:
    """The numbers that a text names, each time with what is said from there to the next."""
    numbers: Sequence[int] = ()
    says: set[str | None] = set()
    for each in said:
        if each.numbered and each.tasks:
            yield numbers, says
            numbers, says = each.tasks, set()
        says.add(each.says)
    yield numbers, says
