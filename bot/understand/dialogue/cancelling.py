"""A duty that is said to be called off, or put off by order: "việc 3 hủy rồi theo ý kiến chỉ đạo".

Nothing of it changes how a duty stands. The words stand in `handovers.toml`.
"""

from collections.abc import Sequence

from bot.tables import read_table
from bot.understand.dialogue import turns
from bot.understand.texts.reading import understand
from bot.understand.values import Utterance
from bot.understand.words.fold import Token, fold, tokens
from bot.understand.words.phrases import Phrases

_PHRASES = Phrases(read_table("bot.understand", "handovers.toml"))
_CANCEL = fold("hủy")[1]


def put_off(text: str) -> bool:
    """Whether a text says that something is put off by order, and not that it is called off."""
    row = tokens(text)
    return _put_off(row) is not None and (paused(text) or not _PHRASES.spot(row, "huy"))


def paused(text: str) -> bool:
    """Whether a text says that something stands still for now: “tạm dừng theo chỉ đạo”."""
    return _PHRASES.spot(tokens(text), "tam_dung") is not None


def _put_off(row: Sequence[Token]) -> tuple[int, int] | None:
    return _PHRASES.spot(row, "hoan") if _PHRASES.spot(row, "theo_chi_dao") else None


def cancelled(said: Utterance) -> frozenset[int]:
    """The tasks that a text says are called off; none if it says how they stand, or asks.

    What hinders a task is a reason, though it be another one that is called off.
    """
    row = tokens(said.text)
    spot = _PHRASES.spot(row, "huy") or _put_off(row)
    if "?" in said.text or spot is None or _PHRASES.spot(row, "huy_khac"):
        return frozenset()
    accented = any(token.form != token.bare for token in row)
    named = accented and any(token.form == _CANCEL for token in row[slice(*spot)])
    reading = understand(said)
    if named or any(part.reason for part in reading.parts):  # "giao anh Huy rồi"
        return frozenset()
    told = frozenset(n for n, _ in reading.per_task)
    meant = turns.names(said)
    quoted = frozenset({said.quoted_task} if said.quoted_task is not None else ())
    return (meant or quoted) - told
