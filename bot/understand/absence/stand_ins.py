"""Who stands in for somebody who is away: "anh Huy thay", "có gì nhờ anh Long phó phòng lo giúp".

What names a substitute by itself ("thay", "giao cho") takes any name; what may be said of other
things ("lo giúp", "trao đổi với") needs a form of address before it.
"""

from collections.abc import Sequence

from bot.understand.absence.days import PHRASES
from bot.understand.words.fold import Token

Who = tuple[bool, str | None]
"""Whether the deputy stands in, and the name as typed, if one is."""

_NOBODY: Who = False, None
_LONGEST_NAME = 5  # words
_ADDRESS = ("xung_ho", "chuc_danh")


def substitute(text: str, row: Sequence[Token]) -> Who:
    """Who stands in, by what says so first."""
    found = _plainly(text, row)
    return found if found != _NOBODY else _at_length(text, row)


def without_name(text: str, name: str | None) -> str:
    """A text without the name of who stands in, which may look like a day: “chị Mai thay”."""
    at = text.rfind(name) if name else -1
    return text if name is None or at < 0 else f"{text[:at]}–{text[at + len(name) :]}"


def is_addressed(row: Sequence[Token], at: int) -> bool:
    """Whether a form of address stands right before a place."""
    return at > 0 and PHRASES.at(row[:at], at - 1, "goi") == at


def may_be_bare_name(words: Sequence[Token]) -> bool:
    """Whether words are one that was typed without its marks."""
    return len(words) == 1 and words[0].form == words[0].bare


# --- in plain words ------------------------------------------------------------------------------


def _plainly(text: str, row: Sequence[Token]) -> Who:
    for at in range(len(row)):
        if PHRASES.at(row, at, "thay") is not None:
            found = _named(text, _before(row, at))
            if found != _NOBODY:
                return found
        end = PHRASES.at(row, at, "giao")
        if end is not None:
            found = _named(text, _after(row, end))
            if found != _NOBODY:
                return found
    return _NOBODY


def _before(row: Sequence[Token], at: int) -> list[Token]:
    """The words right before a place, back to a comma, a figure, or what says that one is away."""
    found: list[Token] = []
    if at > 0 and row[at - 1].form == ",":
        at -= 1
    while at > 0 and len(found) < 2 * _LONGEST_NAME and row[at - 1].kind == "word":
        at -= 1
        found.insert(0, row[at])
    return found


def _after(row: Sequence[Token], at: int) -> list[Token]:
    """The words from a place on, up to a sign or what the substitute does."""
    found: list[Token] = []
    while at < len(row) and row[at].kind == "word" and not _does(row, at):
        found.append(row[at])
        at += 1
    return found


def _does(row: Sequence[Token], at: int) -> bool:
    return any(PHRASES.at(row, at, kind) is not None for kind in ("thay", "lo_giup", "giup"))


def _named(text: str, words: Sequence[Token]) -> Who:
    """The deputy, or the name that some words amount to once forms of address are dropped."""
    spot = PHRASES.spot(words, "pho")
    before, after = (words[: spot[0]], words[spot[1] :]) if spot else (words, [])
    name = _without_address(after) or _without_address(before)
    nobody = bool(name) and PHRASES.at(name, 0, "khong_ai") == len(name)
    if nobody or not name or len(name) > _LONGEST_NAME:
        return spot is not None, None
    return spot is not None, text[name[0].start : name[-1].end]


def _without_address(words: Sequence[Token]) -> list[Token]:
    """What follows the last form of address; nothing where no name can be told."""
    found = list(words)
    for at in range(len(words)):
        if at and at == len(words) - 1 and may_be_bare_name(words[at:]) and is_addressed(words, at):
            return list(words[at:])
        end = (
            PHRASES.at(words, at, "goi")
            or PHRASES.at(words, at, "vang")
            or PHRASES.at(words, at, "thay")
        )
        if end is not None:
            found = list(words[end:])
    return found


# --- at length -----------------------------------------------------------------------------------


def _at_length(text: str, row: Sequence[Token]) -> Who:
    """Who is addressed and does something meanwhile, or is to be asked meanwhile."""
    for at in range(len(row)):
        found = _NOBODY
        if PHRASES.at(row, at, "lo_giup") is not None:
            found = _addressed(text, _before(row, at))
        elif (end := PHRASES.at(row, at, "trao_doi")) is not None and _is_asked_of_others(row, at):
            found = _addressed(text, _after(row, end))
        if found != _NOBODY:
            return found
    return _NOBODY


def _is_asked_of_others(row: Sequence[Token], at: int) -> bool:
    """Whether it is others who should: “có gì trao đổi với …”; “tôi đã trao đổi với …” is none."""
    return PHRASES.spot(_before(row, at), "co_gi") is not None


def _addressed(text: str, words: Sequence[Token]) -> Who:
    """The deputy, or the name behind the last form of address."""
    pho = PHRASES.spot(words, "pho")
    for at in range(len(words) - 1, -1, -1):
        end = next((end for kind in _ADDRESS if (end := PHRASES.at(words, at, kind))), None)
        name = [] if end is None else _name(text, words[end:])
        if name:
            return pho is not None, text[name[0].start : name[-1].end]
    return pho is not None, None


def _name(text: str, words: Sequence[Token]) -> list[Token]:
    """The words of a name, up to an office or what is no name; none where it is too long.

    “Văn” is part of one where it is written so.
    """
    found: list[Token] = []
    for at in range(len(words)):
        written = text[words[at].start].isupper()
        if not written and any(PHRASES.at(words, at, kind) is not None for kind in _NO_NAMES):
            break
        found.append(words[at])
    return found if len(found) <= _LONGEST_NAME else []


_NO_NAMES = ("pho", "cua_ai", "chuc_danh", "khong_la_ten", "it_chu")
