"""Letters for pictures: Noto Sans from a package, so that no machine's fonts matter."""

from functools import cache
from io import BytesIO
from math import ceil

import pymupdf_fonts
from PIL import Image, ImageDraw, ImageFont

from bot.wording import phrases

ELLIPSIS = "…"

Font = ImageFont.FreeTypeFont


@cache
def _face(name: str) -> bytes:
    found: bytes = pymupdf_fonts.fontbuffers[name]()
    return found


@cache
def regular(size: int) -> Font:
    """Upright letters, `size` pixels."""
    return _font("notos", size)


@cache
def bold(size: int) -> Font:
    """Bold letters, `size` pixels."""
    return _font("notosbo", size)


def _font(face: str, size: int) -> Font:
    # Letters arrive composed (NFC), so nothing needs shaping, and every machine draws the same.
    return ImageFont.truetype(BytesIO(_face(face)), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _advance(letter: str, font: Font) -> float:
    return font.getlength(letter)


def length(text: str, font: Font) -> float:
    """The width of a text in pixels: the sum of its letters', as nothing is kerned.

    Remembering letters makes it a hundred times cheaper than measuring texts.
    """
    return sum(_advance(letter, font) for letter in text)


@cache
def _shape(letter: str, font: Font) -> tuple[Image.Image | None, int, int]:
    """A letter drawn once, and where its box lies; None for a blank."""
    left, top, right, bottom = map(int, font.getbbox(letter))
    if right <= left or bottom <= top:
        return None, 0, 0
    shape = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(shape).text((-left, -top), letter, font=font, fill=255)
    return shape, left, top


def write(
    image: Image.Image, at: tuple[float, float], text: str, font: Font, colour: tuple[int, int, int]
) -> None:
    """A line of text whose upper left corner is `at`.

    Letters are drawn once and then put down: the library draws each anew, at ten times the cost.
    """
    across, down = map(round, at)
    line = Image.new("L", (ceil(length(text, font) + font.size), ceil(2 * font.size)))
    x = 0.0
    for letter in text:
        shape, left, top = _shape(letter, font)
        if shape is not None:
            line.paste(255, (round(x) + left, top), shape)
        x += _advance(letter, font)
    image.paste(colour, (across, down), line)


def fit(text: str, font: Font, width: float) -> str:
    """The text, or as many of its words as `width` pixels hold, with an ellipsis."""
    if length(text, font) <= width:
        return text
    short, long = 0, len(text)  # the longest beginning that fits lies in [short, long)
    while long - short > 1:
        middle = (short + long) // 2
        if length(text[:middle].rstrip() + ELLIPSIS, font) <= width:
            short = middle
        else:
            long = middle
    cut = text[:short]
    if " " in cut and not text[short].isspace():
        cut = cut.rsplit(" ", 1)[0]  # no half words
    return cut.rstrip(" ,;:–-") + ELLIPSIS


def wrap(text: str, font: Font, width: float, *, most: int) -> list[str]:
    """The text in lines of at most `width` pixels, at most `most` of them; the last one is cut."""
    lines: list[str] = []
    rest = phrases.plain(text).split()
    while rest and len(lines) < most - 1:
        taken = _words_that_fit(rest, font, width)
        lines.append(fit(" ".join(rest[:taken]), font, width))
        rest = rest[taken:]
    if rest:
        lines.append(fit(" ".join(rest), font, width))
    return lines


def _words_that_fit(words: list[str], font: Font, width: float) -> int:
    """How many of the first words share a line; at least one."""
    taken = 1
    while taken < len(words) and length(" ".join(words[: taken + 1]), font) <= width:
        taken += 1
    return taken
