"""The published Bot API as data, and whether a JSON value is of one of its types.

Source: api.json, "Bot API 10.1", cut by trim.py from PaulSonOfLars/telegram-bot-api-spec at 160fd99
(MIT, licence in api.LICENSE), which is generated from https://core.telegram.org/bots/api.
"""

import json
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

Json = dict[str, Any]

_DATA: Json = json.loads(Path(__file__).with_name("api.json").read_text(encoding="utf-8"))
VERSION: str = _DATA["version"]
TYPES: dict[str, dict[str, str] | list[str]] = _DATA["types"]
_ARRAY = "Array of "


@dataclass(frozen=True)
class Upload:
    """A file that came as a part of a multipart body."""

    filename: str
    content: bytes
    mime_type: str = "application/octet-stream"


@dataclass(frozen=True)
class Method:
    """A published method: name, type returned, and parameter -> types, `?` marking optional."""

    name: str
    returns: str
    takes: dict[str, str]

    def types_of(self, parameter: str) -> str | None:
        """The types that a parameter may have; None if the method has no such parameter."""
        return self.takes.get(parameter) or self.takes.get(parameter + "?")


METHODS: dict[str, Method] = {
    name.lower(): Method(name, entry["returns"], entry["takes"])
    for name, entry in _DATA["methods"].items()
}
UPDATE_KINDS: frozenset[str] = frozenset(
    field.removesuffix("?") for field in TYPES["Update"] if field != "update_id"
)


class Fault(Enum):
    """In which way a value breaks its published type."""

    UNKNOWN = "is not in the published API"
    MISSING = "is required"
    TYPE = "is of the wrong type"


@dataclass(frozen=True)
class Flaw:
    """One place where a value breaks its type; `where` is a path such as `entities[0].offset`."""

    fault: Fault
    where: str
    expected: str

    def __str__(self) -> str:
        return f"{self.where} {self.fault.value} ({self.expected})"


def flaws(types: str, value: Any, where: str = "value") -> list[Flaw]:
    """Every way in which a value breaks the types `A|B`, told of the type it is nearest to."""
    found = [_flaws_of_one(each, value, where) for each in types.split("|")]
    return min(found, key=lambda each: (_at_the_top(each, where), len(each)))


def _at_the_top(found: list[Flaw], where: str) -> int:
    """How many flaws say that the value is of another type, and not just wrong inside."""
    rests = (flaw.where.removeprefix(where) for flaw in found)
    return sum(2 if not rest else "[" not in rest and rest.count(".") == 1 for rest in rests)


def _flaws_of_one(name: str, value: Any, where: str) -> list[Flaw]:
    if name.startswith(_ARRAY):
        if not isinstance(value, list):
            return [Flaw(Fault.TYPE, where, name)]
        inner = name.removeprefix(_ARRAY)
        return [f for i, v in enumerate(value) for f in flaws(inner, v, f"{where}[{i}]")]
    kind = TYPES.get(name)
    if name == "InputFile" or kind is None:
        return [] if _is_primitive(name, value) else [Flaw(Fault.TYPE, where, name)]
    if isinstance(kind, list):
        return flaws("|".join(kind), value, where)
    return _flaws_of_fields(name, kind, value, where)


def _is_primitive(name: str, value: Any) -> bool:
    if name == "Boolean" or isinstance(value, bool):
        return name == "Boolean" and isinstance(value, bool)
    wanted: dict[str, tuple[type, ...]] = {
        "Integer": (int,),
        "Float": (int, float),
        "String": (str,),
        "InputFile": (Upload,),
    }
    return isinstance(value, wanted[name])


def _flaws_of_fields(name: str, fields: dict[str, str], value: Any, where: str) -> list[Flaw]:
    if not isinstance(value, dict):
        return [Flaw(Fault.TYPE, where, name)]
    return field_flaws(fields, value, f"{where}.", name)


def field_flaws(fields: dict[str, str], value: Json, prefix: str, owner: str) -> list[Flaw]:
    """Every way in which named values break the fields of a type or parameters of a method."""
    found = [
        Flaw(Fault.MISSING, prefix + field, types)
        for field, types in fields.items()
        if not field.endswith("?") and field not in value
    ]
    for key, inner in value.items():
        types = fields.get(key) or fields.get(key + "?")
        if types is None:
            found.append(Flaw(Fault.UNKNOWN, prefix + key, owner))
        else:
            found += flaws(types, inner, prefix + key)
    return found
