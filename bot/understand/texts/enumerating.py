"""Grounds that are numbered: "việc 5 chưa xong, lý do: 1. Đài bận 2. thiếu người".

The figures before them number grounds, and name no duties.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.understand.values import Part, Utterance
from bot.understand.words.lexicon import KIND
from bot.understand.words.scene import lay_out

_ITEM = re.compile(r"(?:^|(?<=[\s:,;.]))\(?(\d)[.)](?=\s*[^\W\d_])")
_WORDS = 2
_HINDERED = frozenset({"not_done", "in_progress", "extension_request"})


@dataclass(frozen=True, slots=True)
class Listed:
    """Numbered grounds: what the text says `before` them, and they themselves."""

    before: str
    grounds: str


def numbered_grounds(said: Utterance) -> Listed | None:
    """The numbered grounds that close a text; None where there are none. Never raises.

    They count from 1 and come right behind "vì", "lý do:" or what these lead to ("do hai việc:").
    """
    text = said.text
    if "2." not in text and "2)" not in text:
        return None
    items = list(_ITEM.finditer(text))
    if len(items) < 2 or [int(item[1]) for item in items] != list(range(1, len(items) + 1)):
        return None
    before = text[: items[0].start()].rstrip()
    scene = lay_out(replace(said, text=before.rstrip(" :")))
    reasons = [mark for mark in scene.marks if mark.kinds & KIND["vi"]]
    behind = range(reasons[-1].end, len(scene.row)) if reasons else range(0)
    if not reasons or any(scene.kind(at) == "end" for at in behind):
        return None
    if behind and not before.endswith(":"):
        return None
    lead = scene.row[reasons[-1].start].start
    alone = len(behind) < _WORDS  # "lý do sau:"
    begin = items[0].start() if alone else scene.row[reasons[-1].end].start
    return Listed(text[:lead].rstrip(" ,;:\n"), text[begin:].strip())


def without_grounds(said: Utterance) -> Utterance:
    """The same without numbered grounds, so that none of their figures can be a duty's."""
    listed = numbered_grounds(said)
    return said if listed is None else replace(said, text=listed.before)


def with_grounds(parts: Sequence[Part], grounds: str) -> tuple[Part, ...]:
    """What was read before numbered grounds, with these as the reason of what they hinder."""
    last = parts[-1]
    if last.intent not in _HINDERED:
        return tuple(parts)
    return (*parts[:-1], replace(last, reason=grounds))
