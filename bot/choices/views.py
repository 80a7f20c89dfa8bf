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

VERB, PAPER, PROOF = "v", "f", "e"
"""What data of a view, of an order for a paper, and of a wish for evidence begins with."""

FORMS = frozenset({"docx", "xlsx", "png"})
"""The papers that are made in a chat."""

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MOST_PAGES = 10**5
_MOST_SECONDS = 10**10


class Sight(StrEnum):
    """What is looked at: the whole, the list of its parts, or one part.

    BEHIND is what of one unit may be urged.
    """

    TOP = "t"
    EXCEPTIONS = "x"
    BEHIND = "b"
    UNITS = "U"
    SECTIONS = "S"
    ACTIVITIES = "A"
    SLICES = "H"
    UNIT = "u"
    SECTION = "s"
    ACTIVITY = "a"
    SLICE = "h"


@dataclass(frozen=True, slots=True)
class Proof:
    """A wish to see the evidence for a duty; both are tags."""

    plan: str
    duty: str

    @property
    def data(self) -> str:
        """The wish as a button's data."""
        return f"{PROOF}:{self.plan}:{self.duty}"


@dataclass(frozen=True, slots=True)
class Paper:
    """An order for the board of a plan in another form; `at` None is now."""

    plan: str
    form: str
    at: datetime | None = None

    @property
    def data(self) -> str:
        """The order as a button's data."""
        return ":".join((PAPER, self.plan, self.form, _seconds(self.at)))


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
        at = _seconds(self.at)
        return ":".join((VERB, self.plan, self.sight, self.which, str(self.page), at, self.duty))

    @property
    def back(self) -> "View":
        """Where this was chosen from."""
        if self.duty:
            return replace(self, duty="")
        above = ABOVE.get(self.sight, Sight.TOP)
        return replace(self, sight=above, which="", page=0)


def read(verb: str, parts: list[str]) -> View | Paper | Proof | None:
    """What data says after its verb; None if this program never made it."""
    if verb == PAPER:
        return _paper(parts)
    if verb == PROOF:
        return Proof(*parts) if len(parts) == 2 else None
    return _view(parts)


def _view(parts: list[str]) -> View | None:
    if len(parts) != 6 or parts[1] not in list(Sight):
        return None
    plan, sight, which, page, seconds, duty = parts
    if not _number(page, _MOST_PAGES) or not _is_moment(seconds):
        return None
    return View(plan, Sight(sight), which, int(page), _moment(seconds), duty)


def _paper(parts: list[str]) -> Paper | None:
    if len(parts) != 3 or parts[1] not in FORMS or not _is_moment(parts[2]):
        return None
    return Paper(parts[0], parts[1], _moment(parts[2]))


def tag(name: str) -> str:
    """A short digest of an id, for a button."""
    return urlsafe_b64encode(blake2s(name.encode(), digest_size=6).digest()).decode()


def named(tagged: str, names: Iterable[str]) -> str | None:
    """The id that a tag stands for, if it is among those known."""
    return next((name for name in names if tag(name) == tagged), None)


def duty_tag(key: tuple[str, str]) -> str:
    """A short digest of a duty's key within its plan."""
    return tag("|".join(key))


def _seconds(at: datetime | None) -> str:
    return "" if at is None else str(int((at - _EPOCH).total_seconds()))


def _is_moment(seconds: str) -> bool:
    return not seconds or _number(seconds, _MOST_SECONDS)


def _moment(seconds: str) -> datetime | None:
    return _EPOCH + timedelta(seconds=int(seconds)) if seconds else None


def _number(text: str, most: int) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and int(text) < most
