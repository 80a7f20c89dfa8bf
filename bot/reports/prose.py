"""The paragraphs of a report, and how words of others are set into its sentences."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.reports.figures import figure
from bot.wording import phrases
from schedules.plan import Unit

LISTED = 40
"""Duties that one list of the body names; the rest is counted and stands in the annex."""

TOLD = 100
"""Duties up to which the body tells of each activity; larger plans have figures by section."""

TITLE, QUOTE = 160, 500
"""Characters of a duty's title, and of an answer, that the body repeats."""

NAME = 40
"""Letters of a unit's name up to which a document always gives it in full."""

STEADY = "\N{NO-BREAK SPACE}"
"""Keeps a number to be filled in beside its symbol, however the line is set."""

TO_FILL_IN = "(đơn vị bổ sung)"


class Kind(StrEnum):
    """What a paragraph is: a heading of the first or second order, text, or the units' table."""

    HEADING = "heading"
    SUBHEADING = "subheading"
    TEXT = "text"
    UNITS = "units"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body, without its form."""

    kind: Kind
    text: str = ""


def bare(text: str) -> str:
    return sober(text).rstrip(".;")


def sober(text: str) -> str:
    """Words as an official document can repeat them: on one line, without pictographs."""
    letters = (c for c in phrases.plain(text) if unicodedata.category(c) not in _PICTOGRAPHS)
    return " ".join("".join(letters).split())


_PICTOGRAPHS = frozenset({"So", "Sk", "Cf", "Co", "Cn"})


def inside(title: str) -> str:
    """A title inside a sentence: it begins small, unless with an abbreviation."""
    words = bare(title)
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def called(unit: Unit) -> str:
    """What a document calls a unit once it has been introduced."""
    return unit.name if len(unit.name) <= NAME else unit.short


def introduced(unit: Unit) -> str:
    """A unit at its first mention: in full, and by the short name that is used from then on."""
    short = called(unit)
    return unit.name if short == unit.name else f"{unit.name} (sau đây gọi là {short})"


def listed(lines: Sequence[str]) -> Iterator[str]:
    """The lines, as many as the body bears; the rest counted."""
    yield from lines[:LISTED]
    if len(lines) > LISTED:
        yield f"Và {figure(len(lines) - LISTED)} mục khác, chi tiết tại Phụ lục."
