"""A text of somebody who speaks for several units, cut where each is named: "TT: xong, CC: chưa".

What stands behind a unit's name is read beside that unit's duties alone.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.understand.values import Utterance
from bot.understand.words.beside import letters
from bot.understand.words.scene import Scene
from bot.understand.words.units import names, unit_at

_LEADS = letters("opens_a_heading")


def by_unit(said: Utterance, scene: Scene) -> list[Utterance]:
    """The text in one piece for each unit that it names, with that unit's duties; else nothing."""
    own = {task.unit for task in said.open_tasks if task.unit}
    if len(own) < 2 or not said.units:
        return []
    heads = [(unit, start, end) for unit, start, end in _heads(said, scene) if unit in own]
    if not heads or not _opens(scene, heads[0][1]):
        return []
    ends = [*(start for _, start, _ in heads[1:]), len(said.text)]
    pieces = []
    for (unit, _, start), end in zip(heads, ends, strict=True):
        tasks = tuple(task for task in said.open_tasks if task.unit == unit)
        quoted = said.quoted_task if said.quoted_task in {task.n for task in tasks} else None
        words = said.text[start:end].lstrip(" :-–,")
        pieces.append(
            replace(said, text=words, unit=unit, open_tasks=tasks, units=(), quoted_task=quoted)
        )
    return pieces if all(piece.text.strip(" .,;!") for piece in pieces) else []


def _opens(scene: Scene, start: int) -> bool:
    """Whether nothing but a courtesy stands before a character of the text."""
    before = [token for token in scene.row if token.start < start]
    return all(token.kind in ("end", "sign") or token.bare in _LEADS for token in before)


def _heads(said: Utterance, scene: Scene) -> Iterator[tuple[str, int, int]]:
    """The units named where a sentence or a clause begins, with the characters of their names."""
    known, opens = names(said.units), True
    for at, token in enumerate(scene.row):
        if opens and (found := unit_at(scene, at, known)) is not None:
            unit, _, end = found
            yield unit, token.start, scene.row[end - 1].end
            opens = False
        else:
            opens = token.kind in ("end", "sign") or (opens and token.bare in _LEADS)
