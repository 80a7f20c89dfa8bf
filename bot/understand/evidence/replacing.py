"""“Link đó sai rồi, đúng là https://…”: a link or number in the place of one that was sent.

Pure, by the phrases of `turns.toml`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understand.evidence.citing import Reference, around_references, references
from bot.understand.sayings import COURTESIES, TURNS, words
from bot.understand.words.fold import Token
from bot.understand.words.phrases import holds, made_of, match, phrases

_WORDS = TURNS["refiling"]
_RIGHT, _AGAIN, _INSTEAD, _UNLIKE, _NEAR, _BESIDE = (
    phrases(_WORDS["replacing"][name])
    for name in ("right", "again", "instead", "unlike", "near", "beside")
)
_WRONG = phrases([*TURNS["wrong"], *_WORDS["missent"]])
_DUTY, _NUMBERED = phrases(_WORDS["duty"]), phrases(TURNS["references"]["number"])
_KNOWN = (
    *(*_RIGHT, *_AGAIN, *_UNLIKE, *_BESIDE, *_WRONG, *COURTESIES),
    *phrases(noun for kind in ("any", "link", "document") for noun in _WORDS["kinds"][kind]),
    *phrases(word for name in ("which", "sending", "behind_drop", "drop") for word in _WORDS[name]),
)


@dataclass(frozen=True, slots=True)
class Replacement:
    """What is evidence in the place of something sent before, and of that what a text tells.

    `of` is the number of the duty that it lies with, `near` whether it is pointed at as sent just
    now. Where it is not `certain` the other one may hold beside it.
    """

    new: Reference
    old: Reference | None
    of: str
    certain: bool
    near: bool


def replacement(text: str) -> Replacement | None:
    """What a text gives in the place of what was sent before; None if it says more, or nothing."""
    cited = references(text)
    if not 0 < len(cited) <= _BOTH or "?" in text:
        return None
    around = around_references(text)
    duty, rows = _without_duty([words(piece) for piece in around])
    if not all(made_of(row, _KNOWN) for row in rows):
        return None
    wrong = any(holds(row, _WRONG) for row in rows)
    certain = wrong or any(holds(row, _RIGHT) for row in rows)
    certain = certain or (len(cited) == _BOTH and holds(rows[1], _INSTEAD))
    if not certain and not any(holds(row, _AGAIN) for row in rows):
        return None
    near = any(holds(row, _NEAR) for row in rows)
    if len(cited) == 1:
        return Replacement(cited[0], None, duty, certain, near)
    if not certain or cited[0].kind != cited[1].kind:
        return None
    first_is_old = not holds(rows[1], _UNLIKE)
    old, new = cited if first_is_old else cited[::-1]
    return Replacement(new, old, duty, certain, near)


def hands_over_right(text: str) -> bool:
    """Whether a text beside what comes says at most that this is the right one: “bản đúng đây”."""
    return "?" not in text and made_of(words(text), _KNOWN)


_BOTH = 2


def _without_duty(rows: Sequence[Sequence[Token]]) -> tuple[str, list[Sequence[Token]]]:
    """The number of the duty that is named, as words, and the rows without it."""
    for place, row in enumerate(rows):
        for at in range(len(row)):
            end = max((match(row, at, phrase) for phrase in _DUTY), default=0)
            end = max((match(row, end, p) for p in _NUMBERED), default=0) or end if end else 0
            if end and end < len(row) and row[end].kind == "number":
                left = [*row[:at], *row[end + 1 :]]
                return row[end].form, [*rows[:place], left, *rows[place + 1 :]]
    return "", list(rows)
