"""Whose work a text speaks of: what another unit has finished is not the sender's report."""

from bot.understand.beside import forms, letters
from bot.understand.fold import fold
from bot.understand.lexicon import KIND
from bot.understand.scene import Scene
from bot.understand.slips import of_titles
from bot.understand.titles import index
from bot.understand.units import is_kind, names, unit_at
from bot.understand.values import Utterance

_BETWEEN = letters("between_unit_and_done")
_FINISHED = letters("others_done")


def of_another(said: Utterance, scene: Scene) -> bool:
    """Whether another unit than the sender's is the one that is said to be finished."""
    if said.unit is None or not said.units:
        return False
    known = names(said.units)
    at = 0
    while at < len(scene.row):
        found = unit_at(scene, at, known)
        if found is None:
            at += 1
            continue
        unit, _, at = found
        if unit != said.unit and _finished(scene, at):
            return True
    return False


def of_another_side(said: Utterance, scene: Scene) -> bool:
    """Whether "bên Trung tâm" is a kind of unit that neither the sender nor a duty is.

    For this nobody has to say which units there are.
    """
    own = [index(scene.sender), *(index(task.title) for task in said.open_tasks)]
    for at in range(len(scene.row) - 1):
        if scene.bare(at) not in _SIDES or not _begins(scene, at):
            continue
        for end in (at + 3, at + 2):
            if is_kind(scene, at + 1, end) and scene.kind(end) == "word":
                kind = {scene.bare(i) for i in range(at + 1, end)}
                return not any(kind <= set(known.forms) for known in own)
    return False


def of_neighbours(scene: Scene) -> bool:
    """Whether the sentence is about "trường bạn", "phường bên cạnh", "phòng khác".

    "Phòng bên em" is the sender's own; "với trường bạn" is whom the sender works with.
    """
    return any(
        _is_other(scene, at) and scene.form(at - 1) not in _WITH for at in range(len(scene.row) - 1)
    )


def _is_other(scene: Scene, at: int) -> bool:
    if (scene.bare(at + 1), scene.bare(at + 2)) == _NEXT_DOOR and scene.bare(at) in _BODY_LETTERS:
        return True
    beside = scene.form(at + 1) in _OTHER or (scene.form(at + 1) == _SIDE and _acts(scene, at + 2))
    return beside and scene.form(at) in _BODIES


def _acts(scene: Scene, at: int) -> bool:
    """Whether "trường bên" goes on with what it does, or with "cạnh"."""
    mark = scene.begins[at]
    does = mark is not None and bool(mark.kinds & _DOING)
    return does or scene.bare(at) in _THERE or of_titles(scene, at, scene.titles)


_SIDES = letters("sides")
_BODIES, _OTHER, _BODY_LETTERS = forms("bodies"), forms("other_bodies"), letters("bodies")
_NEXT_DOOR = ("ben", "canh")
_WITH, _THERE, _SIDE = forms("works_with"), letters("over_there"), fold("bên")[0]
_DOING = KIND["xong"] | KIND["da"] | KIND["lam"] | KIND["hanh_dong"] | KIND["buoc"]
_COURTEOUS = KIND["thua_gui"] | KIND["nhan"]


def _begins(scene: Scene, at: int) -> bool:
    """Whether a sentence begins at a token, be it behind "dạ"."""
    before = scene.mark_at[at - 1] if at else None
    courteous = before is not None and bool(before.kinds & _COURTEOUS)
    return at == 0 or scene.kind(at - 1) in ("end", "sign") or courteous


def _finished(scene: Scene, at: int) -> bool:
    while scene.bare(at) in _BETWEEN:
        at += 1
    return scene.bare(at) in _FINISHED
