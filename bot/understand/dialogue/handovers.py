"""Work that is said to be somebody else's: "không phải việc của phòng tôi", "chuyển phòng QLKH".

So do "việc 2 là của phòng QLKH" and, of whoever is in no plan, "bên Công an làm chứ". The words
stand in `handovers.toml`. Nothing of it changes how a duty stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.tables import read_table
from bot.understand.dialogue import turns
from bot.understand.texts.reading import understand
from bot.understand.values import Utterance
from bot.understand.words.beside import letters
from bot.understand.words.claims import another_place, claim
from bot.understand.words.fold import Token, tokens
from bot.understand.words.phrases import Phrases
from bot.understand.words.scene import lay_out
from bot.understand.words.units import is_kind, names, unit_at

_PHRASES = Phrases(read_table("bot.understand", "handovers.toml"))
_OPEN = "chưa xong"
"""What is read in the place of the phrase, to learn which tasks it speaks of."""
_OWN_OR_ANY = letters("own_or_any")
"""Behind "phòng": whose it is, or that it is any other; without diacritics."""


@dataclass(frozen=True, slots=True)
class Handover:
    """Which open tasks are said not to be one's own (none: it names none), and whose they are.

    `to` is a unit of the plan; `owner` whoever else is named, as it was typed.
    """

    tasks: tuple[int, ...]
    to: str | None
    owner: str | None = None


def read_handover(said: Utterance) -> Handover | None:
    """What a text hands on; None if it hands on nothing. Never raises."""
    row = tokens(said.text)
    if "?" in said.text or _PHRASES.spot(row, "da_chuyen"):
        return None
    named = _another(said)
    to = named[0] if named else None
    spot = _PHRASES.spot(row, "khong_phai") or (named and _PHRASES.spot(row, "chuyen"))
    if spot:
        return Handover(_spoken_of(said, row, spot), to)
    owned = _owned(said, row, named) if named else _owned_outside(said, row)
    return _claimed(said, row) or owned


def _spoken_of(said: Utterance, row: Sequence[Token], spot: tuple[int, int]) -> tuple[int, ...]:
    """The open tasks of a text that speaks of them as somebody else's, at tokens[start:end]."""
    first, last = row[spot[0]], row[spot[1] - 1]
    as_open = f"{said.text[: first.start]} {_OPEN} {said.text[last.end :]}"
    reading = understand(replace(said, text=as_open, last_bot_kind="reminder"))
    found = tuple(n for n, intent in reading.per_task if intent == "not_done")
    told = understand(said).per_task
    if found or reading.per_task or told:
        return tuple(n for n in found if (n, "not_done") not in told) or found
    return tuple(sorted(turns.names(said)))  # "đã bảo việc 2 không phải của phòng em mà"


def _claimed(said: Utterance, row: Sequence[Token]) -> Handover | None:
    """Whom "phòng QLKH làm chứ" names, unless that is the sender's own unit."""
    found = claim(row)
    if found is None:
        return None
    start, does, end = found
    unit = unit_at(lay_out(said), start, names(said.units)) if said.units else None
    to = unit[0] if unit and unit[2] == does else None  # "bên Công" is not all of "bên Công an"
    if to and to == said.unit:
        return None
    typed = said.text[row[start].start : row[does - 1].end]
    return Handover(_spoken_of(said, row, (start, end)), to, None if to else typed)


def _owned(said: Utterance, row: Sequence[Token], named: tuple[str, int, int]) -> Handover | None:
    """What says "là của phòng QLKH" and tells no more of that: it ends, or others follow."""
    to, start, end = named
    first = next((at for at in range(start) if _PHRASES.at(row, at, "cua") == start), None)
    if first is None:
        return None
    left = _left(row, end)
    tasks = _spoken_of(said, row, (first, left[0] if left else len(row)))
    reported = {n for n, _ in understand(said).per_task}
    if left and not (tasks and reported and _begins(row, left[0])):
        return None  # "3 là của QLKH, 2 xong" tells of another
    if not tasks and (reported or turns.names(said)):
        return None  # "việc 2 xong rồi, là của phòng QLKH"
    return Handover(tasks, to) if reported.isdisjoint(tasks) else None


def _left(row: Sequence[Token], at: int) -> range:
    """What stands behind a unit's name and its particles; none where no word is left."""
    while at < len(row) and (after := _PHRASES.at(row, at, "dem")):
        at = after
    end = at
    while end < len(row) and (row[end].kind == "end" or _PHRASES.at(row, end, "dem")):
        end = _PHRASES.at(row, end, "dem") or end + 1
    return range(at, len(row)) if end < len(row) else range(0)


def _begins(row: Sequence[Token], at: int) -> bool:
    """Whether something else begins at a token: behind a comma, or with "còn"."""
    return row[at].kind == "end" or _PHRASES.at(row, at, "sang_y") is not None


def _owned_outside(said: Utterance, row: Sequence[Token]) -> Handover | None:
    """Of whom "là của bên Công an chứ" says that the work is theirs, though in no plan."""
    for at in range(len(row)):
        end = _PHRASES.at(row, at, "cua")
        who = None if end is None else end - (row[end - 1].bare == _SIDE)
        place = None if who is None else another_place(row, who)
        insists = range(0) if place is None else range(place + 1, len(row))
        last = next((i for i in insists if _PHRASES.at(row, i, "khang_dinh")), None)
        if who is None or last is None or last - who > _LONGEST_OWNER:
            continue
        if all(t.kind == "word" for t in row[who:last]):
            tasks = _spoken_of(said, row, (at, last + 1))
            reported = {n for n, _ in understand(said).per_task}
            owner = said.text[row[who].start : row[last - 1].end]
            return Handover(tasks, None, owner) if reported.isdisjoint(tasks) else None
    return None


_SIDE = "ben"
_LONGEST_OWNER = 8
"""Words in the name of whoever the work is said to be of."""


def _another(said: Utterance) -> tuple[str, int, int] | None:
    """The first unit named that is not the sender's own, and where it stands.

    "Phòng tôi", "phòng khác" name none.
    """
    if not said.units:
        return None
    scene, known = lay_out(said), names(said.units)
    for at in range(len(scene.row)):
        found = unit_at(scene, at, known)
        if found is None or found[0] == said.unit:
            continue
        _, start, end = found
        if not (is_kind(scene, start, end) and scene.bare(end) in _OWN_OR_ANY):
            return found
    return None
