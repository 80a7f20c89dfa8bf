"""Work that is said to be somebody else's: "không phải việc của phòng tôi", "chuyển phòng QLKH".

The words stand in `handovers.toml`. Nothing of it changes how a duty stands.
"""

from dataclasses import dataclass, replace

from bot.tables import read_table
from bot.understand.beside import letters
from bot.understand.fold import tokens
from bot.understand.phrases import Phrases
from bot.understand.reading import understand
from bot.understand.scene import lay_out
from bot.understand.units import is_kind, names, unit_at
from bot.understand.values import Utterance

_PHRASES = Phrases(read_table("bot.understand", "handovers.toml"))
_OPEN = "chưa xong"
"""What is read in the place of the phrase, to learn which tasks it speaks of."""
_OWN_OR_ANY = letters("own_or_any")
"""Behind "phòng": whose it is, or that it is any other; without diacritics."""


@dataclass(frozen=True, slots=True)
class Handover:
    """Which open tasks are said not to be one's own (none: it names none), and whose they are."""

    tasks: tuple[int, ...]
    to: str | None


def read_handover(said: Utterance) -> Handover | None:
    """What a text hands on; None if it hands on nothing. Never raises."""
    row = tokens(said.text)
    if "?" in said.text or _PHRASES.spot(row, "da_chuyen"):
        return None
    to = _another(said)
    spot = _PHRASES.spot(row, "khong_phai") or (to and _PHRASES.spot(row, "chuyen"))
    if not spot:
        return None
    first, last = row[spot[0]], row[spot[1] - 1]
    as_open = f"{said.text[: first.start]} {_OPEN} {said.text[last.end :]}"
    reading = understand(replace(said, text=as_open, last_bot_kind="reminder"))
    spoken_of = tuple(n for n, intent in reading.per_task if intent == "not_done")
    return Handover(spoken_of, to)


def _another(said: Utterance) -> str | None:
    """The first unit named that is not the sender's own; "phòng tôi", "phòng khác" name none."""
    if not said.units:
        return None
    scene, known = lay_out(said), names(said.units)
    for at in range(len(scene.row)):
        found = unit_at(scene, at, known)
        if found is None or found[0] == said.unit:
            continue
        unit, start, end = found
        if not (is_kind(scene, start, end) and scene.bare(end) in _OWN_OR_ANY):
            return unit
    return None
