"""Words that say whose work it is: “bên Công an làm chứ”. The words stand in `claims.toml`.

Whether it is so nobody can say here: it denies nothing and reports nothing.
"""

from collections.abc import Sequence

from bot.tables import read_table
from bot.understand.words.beside import letters
from bot.understand.words.fold import Token
from bot.understand.words.phrases import Phrases

_PHRASES = Phrases(read_table("bot.understand", "claims.toml"))
_OWN_OR_ANY = letters("own_or_any")
_LONGEST = 8
"""Words in the name of whoever is said to do it."""


def another_place(row: Sequence[Token], at: int) -> int | None:
    """Where the kind of a place that is not one's own ends, if one begins here."""
    end = _PHRASES.at(row, at, "noi_khac")
    return None if end is None or end >= len(row) or row[end].bare in _OWN_OR_ANY else end


def claim(row: Sequence[Token]) -> tuple[int, int, int] | None:
    """Where it is said that somebody else does it: who begins, what they do, where it ends.

    None if it is not said, or of the sender's own side.
    """
    does = _PHRASES.spot(row, "lam_chu")
    if does is None:
        return None
    for start in range(max(0, does[0] - _LONGEST), does[0]):
        end = _PHRASES.at(row, start, "noi_khac")
        if end is not None and end < does[0]:
            own = row[end].bare in _OWN_OR_ANY or any(t.kind == "end" for t in row[end : does[0]])
            return None if own else (start, *does)
    return None
