"""Reads JSON that is not ours. Pure, and never raising: whatever is not as expected is not there.

Texts and ids come out as any database takes them: in NFC, without NUL and lone surrogates.
"""

import json
import unicodedata
from datetime import UTC, datetime
from typing import Any, Final

Json = dict[str, Any]

LONGEST_ID: Final = 90
LONGEST_URL: Final = 2000
_MILLISECONDS: Final = 10**11  # as seconds this is the year 5138


def parsed(body: str | bytes) -> Json | None:
    """The JSON object that a body holds; None for anything else, however deep or broken."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def as_object(value: object) -> Json:
    """The value where it is a JSON object; an empty one in place of anything else."""
    return value if isinstance(value, dict) else {}


def object_of(holder: object, key: str) -> Json:
    """The JSON object under that key; empty if there is none."""
    return as_object(as_object(holder).get(key))


def text_of(holder: Json, key: str) -> str:
    """The text under that key; "" if there is none."""
    value = holder.get(key)
    if not isinstance(value, str):
        return ""
    whole = value.replace("\0", "").encode("utf-8", "ignore").decode()
    return unicodedata.normalize("NFC", whole)


def id_of(holder: Json, key: str) -> str:
    """The id under that key, a short text or a number of 64 bits, as text; "" if there is none."""
    value = holder.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63:
        return str(value)
    found = text_of(holder, key).strip()
    return found if len(found) <= LONGEST_ID else ""


def url_of(holder: Json, key: str) -> str:
    """The address under that key; "" if there is none, or one that is longer than any real one."""
    found = text_of(holder, key).strip()
    return found if len(found) <= LONGEST_URL else ""


def whole_of(value: object, otherwise: int) -> int:
    """A whole number, given as number or text; `otherwise` for anything else."""
    try:
        return int(value) if isinstance(value, int | float | str) else otherwise
    except (ValueError, OverflowError):
        return otherwise


def moment_of(value: object) -> datetime | None:
    """Milliseconds since 1970, as text or number, as an instant; None for anything else.

    Seconds are told from them by their size.
    """
    try:
        number = float(value) if isinstance(value, int | float | str) else 0.0
        seconds = number / 1000 if number > _MILLISECONDS else number
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None
    except (ValueError, OverflowError, OSError):
        return None
