"""How a condition looks in the picture: a colour, and a sign and a pattern for who sees no colour.

The colours are those of Okabe and Ito, told apart with every common kind of colour blindness.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from PIL import Image, ImageDraw

from bot.reports.breakdown import Condition

Colour = tuple[int, int, int]

INK: Colour = (23, 33, 43)
FAINT: Colour = (92, 103, 115)
PAPER: Colour = (255, 255, 255)
SHADE: Colour = (236, 238, 241)
BAND: Colour = (222, 231, 240)
RULE: Colour = (205, 211, 218)
NOW: Colour = (190, 20, 40)

_SMOOTH = 4
"""Letters fade into their ground in so many steps."""

_FINE = 4
"""Signs are drawn so many times larger and shrunk, which smooths their edges."""

_SIGN = 100
"""The side of the square in which signs are described."""


class Pattern(StrEnum):
    """How a bar is filled."""

    FULL = "full"
    STRIPED = "striped"
    SHARE = "share"
    HOLLOW = "hollow"


@dataclass(frozen=True, slots=True)
class Look:
    """A condition's name in the legend, its colour, its sign, and the filling of its bar."""

    name: str
    colour: Colour
    sign: str
    pattern: Pattern


ON_TIME = Look("hoàn thành đúng hạn", (0, 158, 115), "check", Pattern.FULL)
LATE = Look("hoàn thành quá hạn", (230, 159, 0), "check", Pattern.STRIPED)
UNDER_WAY = Look("đang thực hiện", (0, 114, 178), "half", Pattern.SHARE)
NOT_DONE = Look("báo chưa xong, cần bổ sung", (180, 95, 145), "minus", Pattern.HOLLOW)
SILENT = Look("chưa có báo cáo", (128, 136, 146), "ring", Pattern.HOLLOW)
OVERDUE = Look("quá hạn, chưa hoàn thành", (213, 94, 0), "bang", Pattern.STRIPED)

LEGEND = (ON_TIME, LATE, UNDER_WAY, NOT_DONE, SILENT, OVERDUE)

LOOKS: Mapping[Condition, Look] = {
    Condition.DONE_ON_TIME: ON_TIME,
    Condition.DONE_LATE: LATE,
    Condition.UNDER_WAY: UNDER_WAY,
    Condition.NOT_DONE: NOT_DONE,
    Condition.RETURNED: NOT_DONE,
    Condition.RETURNED_OVERDUE: OVERDUE,
    Condition.SILENT: SILENT,
    Condition.UNDER_WAY_OVERDUE: OVERDUE,
    Condition.NOT_DONE_OVERDUE: OVERDUE,
    Condition.SILENT_OVERDUE: OVERDUE,
}


def pale(colour: Colour) -> Colour:
    """The colour as a background."""
    red, green, blue = ((3 * 255 + c) // 4 for c in colour)
    return red, green, blue


@cache
def palette() -> Image.Image:
    """Every colour of the drawing, and the steps in which edges fade into their ground.

    Given beforehand it costs a tenth of finding one, and merges no pale colour into the paper.
    """
    looks = [look.colour for look in LEGEND]
    colours = [PAPER, INK, FAINT, SHADE, BAND, RULE, NOW, *looks, *map(pale, looks)]
    colours += [each for top in (INK, FAINT, NOW, *looks) for each in _steps(PAPER, top)]
    colours += [each for ground in (SHADE, BAND) for each in _steps(ground, INK)]
    flat = [part for colour in colours for part in colour]
    found = Image.new("P", (1, 1))
    found.putpalette(flat + [255] * (768 - len(flat)))
    return found


def _steps(ground: Colour, top: Colour) -> list[Colour]:
    """The colours between two."""
    found: list[Colour] = []
    for step in range(1, _SMOOTH):
        red, green, blue = (
            (g * (_SMOOTH - step) + t * step) // _SMOOTH for g, t in zip(ground, top, strict=True)
        )
        found.append((red, green, blue))
    return found


@cache
def sign(look: Look, side: int) -> Image.Image:
    """The sign of a condition: a disc or a ring of `side` pixels with what it means."""
    large = Image.new("RGB", (side * _FINE, side * _FINE), PAPER)
    pen = ImageDraw.Draw(large)
    unit = side * _FINE / _SIGN

    def at(*numbers: float) -> list[float]:
        return [number * unit for number in numbers]

    def stroke(*numbers: float) -> None:
        pen.line(at(*numbers), fill=PAPER, width=round(13 * unit), joint="curve")

    if look.sign == "ring":
        pen.ellipse(at(8, 8, 92, 92), outline=look.colour, width=round(13 * unit))
    else:
        pen.ellipse(at(2, 2, 98, 98), fill=look.colour)
    if look.sign == "check":
        stroke(25, 52, 43, 70, 76, 33)
    elif look.sign == "minus":
        stroke(24, 50, 76, 50)
    elif look.sign == "half":
        pen.pieslice(at(14, 14, 86, 86), -90, 90, fill=PAPER)
    elif look.sign == "bang":
        stroke(50, 18, 50, 58)
        pen.ellipse(at(42, 68, 58, 84), fill=PAPER)
    return large.resize((side, side), Image.Resampling.LANCZOS)


def bar(
    pen: ImageDraw.ImageDraw,
    look: Look,
    box: tuple[float, float, float, float],
    *,
    share: float | None = None,
) -> None:
    """A bar in the look of a condition; where work is under way, `share` (0 to 1) is filled."""
    left, top, right, bottom = map(round, box)
    right = max(right, left + 6)
    if look.pattern is Pattern.FULL:
        pen.rectangle((left, top, right, bottom), fill=look.colour)
        return
    pen.rectangle((left, top, right, bottom), fill=pale(look.colour))
    if look.pattern is Pattern.STRIPED:
        _stripes(pen, look.colour, (left, top, right, bottom))
    if look.pattern is Pattern.SHARE and share:
        pen.rectangle((left, top, left + round(share * (right - left)), bottom), fill=look.colour)
    pen.rectangle((left, top, right, bottom), outline=look.colour, width=3)


def _stripes(pen: ImageDraw.ImageDraw, colour: Colour, box: tuple[int, int, int, int]) -> None:
    """Slanting stripes inside a box."""
    left, top, right, bottom = box
    height = bottom - top
    for x in range(left - height, right, 14):
        low, high = max(x, left), min(x + height, right)
        if low < high:
            pen.line((low, bottom - (low - x), high, bottom - (high - x)), fill=colour, width=5)
