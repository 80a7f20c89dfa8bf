"""How a Message becomes texts that Zalo takes. Pure."""

import re
import unicodedata
from collections.abc import Callable, Iterator

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
    pieces = list(_pieces(text))
    if len(pieces) <= MAX_PARTS:
        return pieces
    shown, left = pieces[: MAX_PARTS - 1], "\n".join(pieces[MAX_PARTS - 1 :])
    last = _first_piece(left, MAX_UNITS - _ROOM_FOR_MORE)
    entries = sum(bool(_ENTRY.match(line)) for line in left[len(last) :].split("\n"))
    return [*shown, f"{last.rstrip()}\n{more(entries)}"]


def units(text: str) -> int:
    """The text's length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _pieces(text: str) -> Iterator[str]:
    while text:
        piece = _first_piece(text, MAX_UNITS)
        if piece.strip():
            yield piece.strip()
        text = text[len(piece) :]


def _first_piece(text: str, most: int) -> str:
    """As much as fits, cut behind a line or else a word if its second half has such a border."""
    fits = _fitting(text, most)
    if fits == len(text):
        return text
    for border in ("\n", " "):
        cut = text.rfind(border, fits // 2, fits)
        if cut > 0:
            return text[: cut + 1]
    return text[:fits]


def _fitting(text: str, most: int) -> int:
    """How many of its characters fit in so many units; a character is never torn."""
    fits = min(len(text), most)
    while units(text[:fits]) > most:
        fits -= (units(text[:fits]) - most + 1) // 2
    return fits
