"""What somebody tells of a unit: "vừa gọi điện báo việc 1 xong".

The words stand in `retold.toml`.
"""

from bot.tables import read_table
from bot.understand.fold import tokens
from bot.understand.phrases import Phrases

_PHRASES = Phrases(read_table("bot.understand", "retold.toml"))


def retold(text: str) -> str | None:
    """What a unit is said to have told, by what follows its name; None for a question."""
    row = tokens(text)
    said = [at for at, token in enumerate(row) if token.kind in ("word", "number", "compound")]
    if "?" in text or not said or _PHRASES.at(row, said[-1], "hoi") is not None:
        return None
    at = 0
    while at < len(row):
        end = _PHRASES.at(row, at, "bao")
        if end is None and row[at].kind in ("word", "number", "compound", "percent"):
            break
        at = end or at + 1
    told = any(_PHRASES.at(row, i, "bao") is not None for i in range(at))
    return text[row[at].start :] if told and at < len(row) else None
