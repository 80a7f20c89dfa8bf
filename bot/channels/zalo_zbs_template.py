"""A template of Zalo's, and how a duty's facts fill it. Pure.

The office makes the template by hand in Zalo's console, with the names below for its parameters;
docs/zalo.md shows it. Lengths by kind as a compilation of 2026-08-20 gives them; what the template
itself says comes first.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.messages import Duty

ENABLED: Final = frozenset({"ENABLE", "1"})
LONGEST: Final = {"don_vi": 200, "cong_viec": 200, "thoi_han": 20, "so_viec": 20}
"""The parameters that we can fill: unit, task, due date, how many tasks there are."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A blank of the template; `longest` is in characters."""

    name: str
    longest: int
    required: bool


@dataclass(frozen=True, slots=True)
class Template:
    """What Zalo tells of the template; prices in đồng, 0 where it says nothing."""

    name: str
    status: str
    parameters: tuple[Parameter, ...]
    price_by_phone: int
    price_by_user: int

    @property
    def is_enabled(self) -> bool:
        """Whether Zalo has approved it."""
        return self.status in ENABLED

    @property
    def unknown(self) -> list[str]:
        """Names that it requires and that we cannot fill."""
        return [p.name for p in self.parameters if p.required and p.name not in LONGEST]


def template_of(told: Mapping[str, Any]) -> Template:
    """What `template/info` tells."""
    listed = told.get("listParams")
    params = [p for p in listed if isinstance(p, dict)] if isinstance(listed, list) else []
    return Template(
        str(told.get("templateName") or ""),
        str(told.get("status") or "").upper(),
        tuple(_parameter(each) for each in params),
        _dong(told, "price_sdt", "priceSdt", "price"),
        _dong(told, "price_uid", "priceUid", "price_sdt", "price"),
    )


def filled(duty: Duty, parameters: tuple[Parameter, ...]) -> dict[str, str]:
    """The values of a template's blanks for a duty; all that we know where it names none."""
    known = {
        "don_vi": duty.unit,
        "cong_viec": duty.title,
        "thoi_han": f"{duty.due:%d/%m/%Y}",
        "so_viec": str(duty.of),
    }
    longest = {p.name: p.longest for p in parameters} or LONGEST
    return {
        name: shortened(value, longest[name]) for name, value in known.items() if name in longest
    }


def shortened(text: str, most: int) -> str:
    """The text in NFC on one line, cut with an ellipsis to so many characters."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _parameter(told: Mapping[str, Any]) -> Parameter:
    name = str(told.get("name") or "")
    longest = _whole(told.get("maxLength")) or LONGEST.get(name, 30)
    return Parameter(name, longest, required=told.get("require") in (True, "true", 1))


def _dong(told: Mapping[str, Any], *names: str) -> int:
    return next((found for name in names if (found := _whole(told.get(name)))), 0)


def _whole(value: object) -> int:
    try:
        return max(0, int(float(value))) if isinstance(value, int | float | str) else 0
    except (ValueError, OverflowError):
        return 0
