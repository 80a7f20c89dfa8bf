"""Whom a short text names: a unit by its name, an alias or a short form; a person by the name."""

from collections.abc import Sequence

from bot.understand.values import UnitName, Utterance
from bot.understand.words.beside import letters
from bot.understand.words.fold import Token, words
from bot.understand.words.scene import lay_out
from bot.understand.words.units import find_unit, names, unit_at


def unit_named(text: str, units: tuple[UnitName, ...]) -> str | None:
    """The id of the first unit named; None if none is, for certain."""
    found = find_unit(lay_out(Utterance(text)), units)
    return found[0] if found else None


def is_called(name: str, called: str) -> bool:
    """Whether somebody is called so: by the last words of the name, maybe typed without marks.

    A rank behind the name is none of it: “Minh phó” is called Minh, too.
    """
    whole, meant = words(name), words(called)
    if _ends_so(whole, meant):
        return True
    while len(whole) > 1 and whole[-1].bare in _BEHIND_NAMES:
        whole = whole[:-1]
    return _ends_so(whole, meant)


def _ends_so(whole: Sequence[Token], meant: Sequence[Token]) -> bool:
    tail = whole[-len(meant) :]
    return (
        bool(meant)
        and len(tail) == len(meant)
        and all(typed.form in (own.form, own.bare) for own, typed in zip(tail, meant, strict=True))
    )


_BEFORE_NAMES = letters("before_names")
_BEHIND_NAMES = letters("behind_names")
_BECAUSE = letters("because")
_OPENS = letters("opens_a_decision")


def unit_decided_on(text: str, units: tuple[UnitName, ...]) -> tuple[str, str] | None:
    """The unit that a decision names before its reason, and the text without the name.

    None if no unit is named there: one that a reason speaks of is not what is decided on.
    """
    scene = lay_out(Utterance(text))
    found = find_unit(scene, units)
    if found is None:
        return None
    unit, start, end = found
    if any(scene.kind(i) == "end" or scene.bare(i) in _BECAUSE for i in range(start)):
        return None
    if all(scene.bare(i) in _OPENS for i in range(start)):
        return unit, text[scene.row[end - 1].end :].lstrip(_BETWEEN)
    if scene.bare(start - 1) in _BEFORE_NAMES:
        start -= 1
    return unit, f"{text[: scene.row[start].start]}{text[scene.row[end - 1].end :].lstrip()}"


def around_unit(text: str, units: tuple[UnitName, ...]) -> tuple[str, str] | None:
    """The unit that a text names anywhere, and the text without its name; None if none is."""
    scene = lay_out(Utterance(text))
    found = find_unit(scene, units)
    if found is None:
        return None
    unit, start, end = found
    return unit, f"{text[: scene.row[start].start]}{text[scene.row[end - 1].end :]}"


def unit_and_rest(text: str, units: tuple[UnitName, ...]) -> tuple[str, str] | None:
    """The unit that a text begins with, and what follows it; None if it names none."""
    scene = lay_out(Utterance(text))
    found = find_unit(scene, units)
    if found is None:
        return None
    unit, _, end = found
    return unit, text[scene.row[end - 1].end :].lstrip(_BETWEEN)


def begins_with_unit(text: str, units: tuple[UnitName, ...]) -> tuple[str, str] | None:
    """The unit whose name is the very first of a text, and what follows it; None if none is."""
    scene = lay_out(Utterance(text))
    found = unit_at(scene, 0, names(units)) if units else None
    return (found[0], text[scene.row[found[2] - 1].end :].lstrip(_BETWEEN)) if found else None


_BETWEEN = " :,-\u2013\n"
"""What may stand between a unit that a text begins with and what it says."""
