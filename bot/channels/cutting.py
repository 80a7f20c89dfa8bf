"""Cuts texts to the lengths that platforms take, which count in UTF-16 units. Pure."""

from collections.abc import Iterator


def units(text: str) -> int:
    """The text's length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def pieces(text: str, most: int) -> Iterator[str]:
    """The text in pieces of so many units, which joined are the text again."""
    while text:
        piece = first_piece(text, most)
        yield piece
        text = text[len(piece) :]


def first_piece(text: str, most: int) -> str:
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
