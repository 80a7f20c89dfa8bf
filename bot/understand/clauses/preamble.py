"""What opens a text or an item of a list and says nothing of the work: courtesies and numbers."""

from collections.abc import Sequence

from bot.understand.figures.counts import Naming
from bot.understand.words.lexicon import KIND
from bot.understand.words.scene import Scene

LIST_SIGNS = frozenset({".", ")", ":"})
"""What stands behind the number of an item."""


def is_list(scene: Scene, namings: Sequence[Naming]) -> bool:
    """Whether the text is written as a numbered list ("1. Xong 2. Chưa")."""
    marked = [n for n in namings if scene.form(n.end) in LIST_SIGNS]
    if len(marked) < 2:
        return False
    before = marked[0].start - 1
    told = scene.mark_at[before] if before >= 0 else None
    apart = scene.kind(before) in ("end", "sign") or (
        told is not None and told.kinds & KIND["nhan"]
    )
    return bool(apart) or _opens(scene, marked[0].start)


def _opens(scene: Scene, at: int) -> bool:
    """Whether nothing but courtesies and forms of address stands before a token."""
    return all(
        scene.kind(i) == "end" or ((mark := scene.mark_at[i]) is not None and mark.kinds & _POLITE)
        for i in range(at)
    )


_POLITE = KIND["dem"] | KIND["thua_gui"]


def after_courtesies(scene: Scene) -> int:
    """Where the text begins to say something, if it opens with "dạ" or "vâng" and goes on."""
    at, polite = 0, False
    while at < len(scene.row):
        mark = scene.begins[at]
        if mark is not None and mark.kinds & KIND["thua_gui"] and not mark.kinds & KIND["da"]:
            at, polite = mark.end, True
        elif scene.kind(at) == "end" or (polite and _closes_address(scene, at)):
            at += 1
        else:
            break
    rest = range(at, len(scene.row))
    goes_on = polite and any(_matters(scene, i) for i in rest)
    return at if goes_on else 0


def _closes_address(scene: Scene, at: int) -> bool:
    """Whether a form of address is only that: a comma or "ạ", "ơi" goes with it."""
    return _addresses(scene, at) and (
        scene.bare(at) in ("a", "oi", "thua") or scene.kind(at + 1) == "end"
    )


def _matters(scene: Scene, at: int) -> bool:
    """Whether a token is more than a sign or a courtesy."""
    mark = scene.mark_at[at]
    if mark is None:
        return scene.kind(at) not in ("end", "sign")
    return bool(mark.kinds & ~_COURTEOUS or mark.values)


_COURTEOUS = KIND["dem"] | KIND["xung_ho"] | KIND["thua_gui"] | KIND["nhan"] | KIND["dung"]


def _addresses(scene: Scene, at: int) -> bool:
    mark = scene.mark_at[at]
    return mark is not None and bool(mark.kinds & KIND["xung_ho"])


def after_item(scene: Scene, namings: Sequence[Naming], at: int, *, listed: bool) -> bool:
    """Whether a sign only closes the number of a list item ("1. ", "2) ")."""
    first = namings[0] if namings else None
    if first is None or scene.form(at) not in LIST_SIGNS:
        return False
    return (listed or _opens(scene, first.start)) and any(naming.end == at for naming in namings)
