"""Whose work a text speaks of: what another unit has finished is not the sender's report."""

from bot.understand.scene import Scene
from bot.understand.units import names, unit_at
from bot.understand.values import Utterance

_BETWEEN = frozenset({"da", "cung", "thi", "vua", "moi", "ho", "ben", "do", "chac", "bao", "lam"})
_FINISHED = frozenset({"xong", "hoan", "hoanthanh", "ht", "xonggg", "done"})


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


def _finished(scene: Scene, at: int) -> bool:
    while scene.bare(at) in _BETWEEN:
        at += 1
    return scene.bare(at) in _FINISHED
