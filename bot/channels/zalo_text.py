"""How a Message becomes texts that Zalo takes. Pure."""

import re
import unicodedata
from collections.abc import Callable

from bot.channels.cutting import first_piece, pieces
from bot.messages import Message

MAX_UNITS = 1900
"""Most UTF-16 units of a part. Zalo takes 2,000 “characters” (docs.zaloplatforms.com, read 2026-10)
and does not say how it counts; styles are counted in UTF-16 units."""

MAX_PARTS = 5
"""Each part costs one of the month's messages; what is beyond is named by its number alone."""

_ROOM_FOR_MORE = 120
_ENTRY = re.compile(r"\s*\d+\.\s")


def parts(message: Message, more: Callable[[int], str]) -> list[str]:
    """The message's text in NFC, in pieces that Zalo takes, broken between lines if possible.

    If there is too much, the last piece ends with what `more` says of so many entries left out.
    Raises ValueError if there is nothing to read: a bug of whoever worded it.
    """
    text = unicodedata.normalize("NFC", message.text).strip()
    if not text:
        raise ValueError("a message without text")
    found = [piece.strip() for piece in pieces(text, MAX_UNITS) if piece.strip()]
    if len(found) <= MAX_PARTS:
        return found
    shown, left = found[: MAX_PARTS - 1], "\n".join(found[MAX_PARTS - 1 :])
    last = first_piece(left, MAX_UNITS - _ROOM_FOR_MORE)
    entries = sum(bool(_ENTRY.match(line)) for line in left[len(last) :].split("\n"))
    return [*shown, f"{last.rstrip()}\n{more(entries)}"]
