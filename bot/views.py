"""What of a board somebody looks at, as a value that fits into a button.

The data names plan, part and duty by short digests, and a past moment by its second. It carries
no authority: whoever presses is asked for the right to see the board again.
"""

from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import blake2s

VERB = "v"
"""What data of a view begins with."""

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MOST_PAGES = 10**5
_MOST_SECONDS = 10**10


class Sight(StrEnum):
    """What is looked at: the whole, the list of its parts, or one part."""

    TOP = "t"
    EXCEPTIONS = "x"
    UNITS = "U"
    SECTIONS = "S"
    ACTIVITIES = "A"
    SLICES = "H"
    UNIT = "u"
    SECTION = "s"
    ACTIVITY = "a"
    SLICE = "h"


ABOVE = {
    Sight.UNIT: Sight.UNITS,
    Sight.SECTION: Sight.SECTIONS,
    Sight.ACTIVITY: Sight.ACTIVITIES,
    Sight.SLICE: Sight.SLICES,
}
"""The list that one part is chosen from; everything else is chosen from the top."""


@dataclass(frozen=True, slots=True)
class View:
    """A look at one plan. `plan`, `which` and `duty` are tags; `at` None is now.

    With a `duty` one duty is looked at, and the rest says from where.
    """

    plan: str
    sight: Sight = Sight.TOP
    which: str = ""
    page: int = 0
    at: datetime | None = None
    duty: str = ""

    @property
    def data(self) -> str:
        """The view as a button's data, at most 60 bytes."""
        seconds = "" if self.at is None else str(int((self.at - _EPOCH).total_seconds()))
        parts = (VERB, self.plan, self.sight, self.which, str(self.page), seconds, self.duty)
        return ":".join(parts)

    @property
    def back(self) -> "View":
        """Where this was chosen from."""
        if self.duty:
            return replace(self, duty="")
        above = ABOVE.get(self.sight, Sight.TOP)
        return replace(self, sight=above, which="", page=0)


def read(parts: list[str]) -> View | None:
    """The view that data after the verb says; None if this program never made it."""
    if len(parts) != 6 or parts[1] not in list(Sight):
        return None
    plan, sight, which, page, seconds, duty = parts
    if not _number(page, _MOST_PAGES) or (seconds and not _number(seconds, _MOST_SECONDS)):
        return None
    at = _EPOCH + timedelta(seconds=int(seconds)) if seconds else None
    return View(plan, Sight(sight), which, int(page), at, duty)


def tag(name: str) -> str:
    """A short digest of an id, for a button."""
    return urlsafe_b64encode(blake2s(name.encode(), digest_size=6).digest()).decode()


def named(tagged: str, names: Iterable[str]) -> str | None:
    """The id that a tag stands for, if it is among those known."""
    return next((name for name in names if tag(name) == tagged), None)


def duty_tag(key: tuple[str, str]) -> str:
    """A short digest of a duty's key within its plan."""
    return tag("|".join(key))


def _number(text: str, most: int) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and int(text) < most
