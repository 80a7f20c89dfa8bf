"""What people want for themselves, by button: leave, a code, the end of an absence.

Like every data of a button it carries no authority: who pressed decides what may be done.
"""

from dataclasses import dataclass

from bot.people import Role

VERB = "p"
"""What data of an errand begins with."""

_LONGEST_ID = 9  # digits; beyond the databases' integers nothing was ever kept


@dataclass(frozen=True, slots=True)
class Leave:
    """Give up all posts, or stay after all."""

    sure: bool

    @property
    def data(self) -> str:
        """The errand as a button's data."""
        return f"{VERB}:leave:{'y' if self.sure else 'n'}"


@dataclass(frozen=True, slots=True)
class NewCode:
    """Make a one-time code for a post of a unit (its tag), maybe to replace who holds it."""

    role: Role
    unit: str
    replaces: bool = False

    @property
    def data(self) -> str:
        """The errand as a button's data."""
        return f"{VERB}:code:{self.role}:{self.unit}:{'r' if self.replaces else '-'}"


@dataclass(frozen=True, slots=True)
class Revoke:
    """Make a code good for nothing."""

    invite: int

    @property
    def data(self) -> str:
        """The errand as a button's data."""
        return f"{VERB}:revoke:{self.invite}"


@dataclass(frozen=True, slots=True)
class NotAway:
    """Take an absence back."""

    absence: int

    @property
    def data(self) -> str:
        """The errand as a button's data."""
        return f"{VERB}:back:{self.absence}"


@dataclass(frozen=True, slots=True)
class NoReminder:
    """Take back the reminders that one message (of the inbox) had put off."""

    said: int

    @property
    def data(self) -> str:
        """The errand as a button's data."""
        return f"{VERB}:still:{self.said}"


Errand = Leave | NewCode | Revoke | NotAway | NoReminder


def read(parts: list[str]) -> Errand | None:
    """The errand that data after the verb says; None if this program never made it."""
    match parts:
        case ["leave", ("y" | "n") as sure]:
            return Leave(sure == "y")
        case ["code", role, unit, ("r" | "-") as replaces] if role in list(Role):
            return NewCode(Role(role), unit, replaces == "r")
        case ["revoke", id_] if _is_id(id_):
            return Revoke(int(id_))
        case ["back", id_] if _is_id(id_):
            return NotAway(int(id_))
        case ["still", id_] if _is_id(id_):
            return NoReminder(int(id_))
    return None


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST_ID
