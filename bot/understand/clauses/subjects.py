"""Whose work a text speaks of: what another unit has finished is not the sender's report."""

from collections.abc import Iterator, Sequence

from bot.understand.clauses.cutting import Clause
from bot.understand.clauses.slips import is_name, of_titles
from bot.understand.values import Utterance
from bot.understand.words.beside import forms, letters, rows
from bot.understand.words.fold import fold
from bot.understand.words.lexicon import KIND
from bot.understand.words.scene import Scene, lay_out
from bot.understand.words.syllables import is_syllable
from bot.understand.words.titles import Title, index, matches
from bot.understand.words.units import is_kind, names, unit_at

_BETWEEN = letters("between_unit_and_done")
_FINISHED = letters("others_done")
_SOURCES, _ON_BEHALF = letters("before_a_source"), letters("on_behalf_of")
_TELLING, _FOR_WHOM = letters("tells_for_others"), letters("for_whom")
_FACE = fold("mặt")[1]  # “thay mặt”
_HEADS = letters("heads_of_units")
_CALLED = _FOR_WHOM | _HEADS
_BEFORE_NUMBER, _BEHIND_NUMBER = (
    letters("between_unit_and_number"),
    letters("between_number_and_unit"),
)


def of_others(said: Utterance, scene: Scene) -> bool:
    """Whether it is others who are said to have finished: another unit, side or place."""
    return of_another(said, scene) or of_another_side(said, scene) or of_neighbours(scene)


def of_another(said: Utterance, scene: Scene) -> bool:
    """Whether another unit than the sender's is the one that is said to be finished."""
    return any(_finished(scene, end) for _, _, end in _others_named(said, scene))


def by_another_s_number(said: Utterance, scene: Scene) -> bool:
    """Whether a number is told of another unit: "phòng QLKH việc 1 xong rồi".

    That number is one of theirs; whoever is only addressed so is asked.
    """
    return any(_has_number(scene, start, end) for _, start, end in _others_named(said, scene))


def told_for_another(said: Utterance, scene: Scene) -> bool:
    """Whether a text reports for another unit: "báo hộ TTUD: treo băng rôn xong"."""
    return not scene.bares.isdisjoint(_ON_BEHALF) and any(
        _is_told_for(scene, start) for _, start, _ in _others_named(said, scene)
    )


def whose_work(said: Utterance) -> str | None:
    """The other unit whose work a text tells of; None if it tells of none. Pure, never raises."""
    scene = lay_out(said)
    named = (
        unit
        for unit, start, end in _others_named(said, scene)
        if (_finished(scene, end) and _is_theirs(scene, _first(scene, start)))
        or _has_number(scene, start, end)
        or _is_told_for(scene, start)
    )
    return next(named, None)


def _is_told_for(scene: Scene, start: int) -> bool:
    """Whether it is told, not done, in the place of the unit that begins at a token.

    Behind a number "báo giúp VP Sở" asks to pass on what the sender has reported.
    """
    at = _first(scene, start) - 1
    while at > 0 and (scene.bare(at) in _CALLED or is_name(scene, at)):
        at -= 1
    told = scene.bare(at) in _ON_BEHALF and (
        scene.bare(at - 1) in _TELLING or scene.bare(at + 1) == _FACE
    )
    return told and not any(scene.kind(i) == "number" for i in range(at))


def _has_number(scene: Scene, start: int, end: int) -> bool:
    """Whether the unit at tokens[start:end] has a number of its own, before it or behind."""
    if _is_theirs(scene, _first(scene, start)):
        behind = end
        while scene.bare(behind) in _BEFORE_NUMBER:
            behind += 1
        if _numbers(scene, end) or _numbers(scene, behind):
            return True
    before = start - 1
    while scene.bare(before) in _BEHIND_NUMBER:
        before -= 1
    return before >= 0 and scene.kind(before) == "number" and _finished(scene, end)


def _first(scene: Scene, start: int) -> int:
    return start - (scene.bare(start - 1) in _SIDES)


def _is_theirs(scene: Scene, at: int) -> bool:
    """Whether a unit at a place begins a sentence, is its source, or is who it is told for."""
    if _begins(scene, at - (scene.bare(at - 1) in _SOURCES)):
        return True
    return scene.bare(at - 1 - (scene.bare(at - 1) in _HEADS)) in _ON_BEHALF


def _numbers(scene: Scene, at: int) -> bool:
    at += scene.form(at) == ":"
    mark = scene.begins[at]
    counted = at if mark is None or "task_word" not in mark.values else mark.end
    return scene.kind(counted) == "number" and (counted > at or scene.number(at) is not None)


def _others_named(said: Utterance, scene: Scene) -> Iterator[tuple[str, int, int]]:
    """Other units than those that the sender speaks for, and the tokens[start:end] that do it."""
    if said.unit is None or not said.units:
        return
    own = {said.unit, *(task.unit for task in said.open_tasks)}
    known, at = names(said.units), 0
    while at < len(scene.row):
        found = unit_at(scene, at, known)
        if found is None:
            at += 1
            continue
        start, (unit, _, at) = at, found
        if unit not in own:
            yield unit, start, at


def of_another_side(said: Utterance, scene: Scene) -> bool:
    """Whether "bên Trung tâm" is a kind of unit that neither the sender nor a duty is.

    For this nobody has to say which units there are.
    """
    if scene.bares.isdisjoint(_SIDES):
        return False
    own = [index(scene.sender), *(index(task.title) for task in said.open_tasks)]
    for at in range(len(scene.row) - 1):
        if scene.bare(at) not in _SIDES or not _begins(scene, at):
            continue
        for end in (at + 3, at + 2):
            if is_kind(scene, at + 1, end) and scene.kind(end) == "word":
                kind = {scene.bare(i) for i in range(at + 1, end)}
                return not any(kind <= set(known.forms) for known in own)
        if _is_body(scene, at + 1) and scene.bare(at + 2) not in _OURS:
            named = {scene.bare(at + 1), scene.bare(at + 2)}  # "bên tỉnh đoàn"
            return not any(named & set(known.forms) for known in own)
    return False


def of_something_unheard_of(
    scene: Scene, clause: Clause, within: tuple[int, int], titles: Sequence[Title]
) -> bool:
    """Whether what is said to be done within these tokens has a word that no title has.

    "Phiếu điều tra nhận đủ rồi" is no report of "Điều tra mẫu hộ kinh doanh". Who did it, where and
    how may be told: the words for that stand in `beside.toml`.
    """
    sender = index(scene.sender)
    if _of_a_side(scene, clause, within, sender) or _takes_in(scene, within, titles):
        return True
    if clause.namings and _names_a_thing(scene, clause, within, titles):
        return True
    return any(
        scene.kind(i) == "word"
        and len(scene.bare(i)) > 1
        and not of_titles(scene, i, titles)
        and not _may_be_told(scene, i)
        and not _of_sender(scene, i, sender)
        and not is_name(scene, i)
        and not _is_own_side(scene, i, sender)
        for i in clause.loose
        if within[0] <= i < within[1]
    )


def _names_a_thing(
    scene: Scene, clause: Clause, within: tuple[int, int], titles: Sequence[Title]
) -> bool:
    """Whether behind a number a thing is named that is not that duty: "việc 1 hợp đồng xong"."""
    first = clause.namings[0].end
    return any(
        m.kinds & _THINGS
        and not m.kinds & _VERBS
        and max(first, within[0]) <= m.start < within[1]
        and scene.bare(m.start - 1) not in _PLACED
        and not any(of_titles(scene, i, titles) for i in range(m.start, m.end))
        for m in clause.marks
    )


def _of_a_side(scene: Scene, clause: Clause, within: tuple[int, int], sender: Title) -> bool:
    """Whether another side is said to have finished: "việc 1 bên Đài xong rồi".

    Without a number only at the very beginning: "bên thi công xong rồi".
    """
    if _opens_with_a_side(scene, clause.start, sender):
        return True
    if not clause.namings:
        return False
    first = max(clause.namings[0].end, within[0])
    return any(
        scene.bare(i) in _SIDES
        and scene.kind(i + 1) == "word"
        and scene.bare(i + 1) not in _OURS
        and not _of_sender(scene, i + 1, sender)
        for i in range(first, within[1] - 1)
    )


def _of_sender(scene: Scene, i: int, sender: Title) -> bool:
    """Whether a word is one of the sender's own name, or its first letters: "QLCN", "ĐT"."""
    short = scene.bare(i) in sender.initials and not is_syllable(scene.bare(i))
    return short or matches(sender, scene.form(i), scene.bare(i))


def _opens_with_a_side(scene: Scene, at: int, sender: Title) -> bool:
    name, mark = at + 1, scene.starts(at + 1)
    side = scene.form(at) in _SIDE_FORMS or scene.form(at) in _SIDES  # "bến xe" is no side
    return (
        side
        and scene.kind(name) == "word"
        and scene.bare(name) not in _OURS
        and (mark is None or not mark.kinds & _PARTICLE or _is_builder(scene, name))
        and not _of_sender(scene, name, sender)
        and not of_titles(scene, name, scene.titles)
    )


def _is_builder(scene: Scene, at: int) -> bool:
    """Whether a bare "thi" is no "thì": "ben thi cong"."""
    return (scene.bare(at), scene.bare(at + 1)) in _BUILDERS


_BUILDERS = rows("builders")


def _takes_in(scene: Scene, within: tuple[int, int], titles: Sequence[Title]) -> bool:
    """Whether things are taken in for the work to come: "nhận băng rôn xong rồi"."""
    first = within[0]
    typed = scene.form(first) in _TAKING
    return (
        (typed or (scene.form(first) == scene.bare(first) and scene.bare(first) in _TAKING_BARE))
        and scene.kind(first + 1) == "word"
        and scene.marks_end(first) <= first + 1 < within[1]
        and not of_titles(scene, first, titles)
    )


_TAKING, _TAKING_BARE = forms("taking_in"), letters("taking_in")


def _is_own_side(scene: Scene, i: int, sender: Title) -> bool:
    """Whether it is the sender's own side that is told: "phía phòng em việc 1 xong rồi"."""
    if scene.bare(i) not in _SIDES:
        return False
    who = i + 1 + (scene.bare(i + 1) in _TEAMS)
    return scene.bare(who) in _OURS or _of_sender(scene, i + 1, sender)


_TEAMS = letters("teams")
_PLACED = letters("where_it_stands") | letters("bodies_of_a_field") | letters("citing")
_THINGS = KIND["mon"] | KIND["vuong"] | KIND["minh_chung"]
_VERBS = KIND["hanh_dong"] | KIND["buoc"]


def _may_be_told(scene: Scene, i: int) -> bool:
    form, bare = scene.form(i), scene.bare(i)
    return form in _TOLD or (form == bare and bare in _TOLD_BARE)


_BESIDE_THE_WORK = (
    "teams", "people", "actors", "bodies", "bodies_in_names", "told_beside_the_work",
)  # fmt: skip
_TOLD = frozenset().union(*(forms(name) for name in _BESIDE_THE_WORK))
_TOLD_BARE = frozenset().union(*(letters(name) for name in _BESIDE_THE_WORK))


def of_neighbours(scene: Scene) -> bool:
    """Whether the sentence is about "trường bạn", "phường bên cạnh", "phòng khác".

    "Phòng bên em" is the sender's own; "với trường bạn" is whom the sender works with.
    """
    return not scene.bares.isdisjoint(_BESIDE_US) and any(
        _is_other(scene, at) and scene.form(at - 1) not in _WITH for at in range(len(scene.row) - 1)
    )


def _is_other(scene: Scene, at: int) -> bool:
    if (scene.bare(at + 1), scene.bare(at + 2)) == _NEXT_DOOR and scene.bare(at) in _BODY_LETTERS:
        return True
    side = scene.form(at + 1) == _SIDE or (not scene.accented and scene.form(at + 1) == "ben")
    beside = scene.form(at + 1) in _OTHER or (side and _acts(scene, at + 2))
    return beside and _is_body(scene, at)


def _is_body(scene: Scene, at: int) -> bool:
    letters_alone = not scene.accented and scene.form(at) in _PLACE_LETTERS
    return scene.form(at) in _BODIES or letters_alone


def _acts(scene: Scene, at: int) -> bool:
    """Whether "trường bên" goes on with what it does, or with "cạnh"."""
    mark = scene.begins[at]
    does = mark is not None and bool(mark.kinds & _DOING)
    numbered = scene.bare(at) in _DUTIES and scene.number(at + 1) is not None
    return does or numbered or scene.bare(at) in _THERE or of_titles(scene, at, scene.titles)


_SIDE_FORMS, _PARTICLE = forms("sides"), KIND["dem"] | KIND["xung_ho"]
_SIDES, _OURS = letters("sides"), letters("own_or_any")
_BODIES, _OTHER, _BODY_LETTERS = forms("bodies"), forms("other_bodies"), letters("bodies")
_BESIDE_US = letters("other_bodies") | {"ben"}
_NEXT_DOOR, _PLACE_LETTERS = ("ben", "canh"), letters("bodies_typed_bare")
_DUTIES = letters("duties")
_WITH, _THERE, _SIDE = forms("works_with"), letters("over_there"), fold("bên")[0]
_DOING = KIND["xong"] | KIND["da"] | KIND["lam"] | KIND["hanh_dong"] | KIND["buoc"]
_COURTEOUS = KIND["thua_gui"] | KIND["nhan"]


_AND = frozenset(fold("và"))


def _begins(scene: Scene, at: int) -> bool:
    """Whether a sentence begins at a token, be it behind "dạ"."""
    before = scene.mark_at[at - 1] if at else None
    courteous = before is not None and bool(before.kinds & _COURTEOUS)
    return (
        at == 0 or scene.kind(at - 1) in ("end", "sign") or scene.form(at - 1) in _AND or courteous
    )


def _finished(scene: Scene, at: int) -> bool:
    while scene.bare(at) in _BETWEEN:
        at += 1
    return scene.bare(at) in _FINISHED
