"""Commands of leadership and the office, as somebody words them who has neither post.

Only a line that begins with the command is one: what a unit tells of its own work never does. Who
is commanded about, and whether its writer may, is not known here. The words stand in
`overstepping.toml`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.tables import BadTable, phrases, read_table
from bot.understand.leaders.orders import urging_in
from bot.understand.words.fold import fold, tokens

_FILE = "overstepping.toml"
_FIGURE = "#"
_GOES_ON = ("no", "may", "must")
_Words = tuple[str, ...]


class Overstep(StrEnum):
    """What is commanded. Those in OF_ANOTHER are meant so only where another unit is named."""

    APPROVE = "approve"  # "duyệt gửi"
    RECORD = "record"  # "ghi hộ phòng QLKH: 2 xong"
    GRANT = "grant"  # "đồng ý cho lùi"
    DECIDE = "decide"  # "đồng ý lùi việc 2 của phòng QLKH"
    JUDGE = "judge"  # "xác nhận kết quả của phòng QLKH"
    URGE = "urge"  # "đôn đốc phòng QLKH"
    INVITE = "invite"  # "cấp mã cho phòng QLKH"


OF_ANOTHER = frozenset(
    {Overstep.RECORD, Overstep.DECIDE, Overstep.JUDGE, Overstep.URGE, Overstep.INVITE}
)


@dataclass(frozen=True, slots=True)
class _Step:
    """One of these phrases, behind so many other words (-1: any number), not before `unless`."""

    words: tuple[_Words, ...]
    unless: tuple[_Words, ...]
    skips: int
    optional: bool

    def ends(self, row: _Words, at: int) -> Iterator[int]:
        """Where the step may end that begins here."""
        if self.optional:
            yield at
        last = len(row) if self.skips < 0 else min(at + self.skips, len(row))
        for start in range(at, last + 1):
            for phrase in self.words:
                end = start + len(phrase)
                if _reads(row, start, phrase) and not any(_reads(row, end, u) for u in self.unless):
                    yield end


@dataclass(frozen=True, slots=True)
class _Command:
    """The steps of a command, what its last word is not, and what suffices behind a slash."""

    steps: tuple[_Step, ...]
    goes_on: str
    told: frozenset[_Words]
    slash: frozenset[_Words]

    def begins(self, row: _Words) -> bool:
        """Whether a line is this command."""
        reached = {0}
        for step in self.steps:
            reached = {end for at in reached for end in step.ends(row, at)}
        if self.goes_on == "may":
            fits = bool(reached)
        else:
            fits = any((end < len(row)) == (self.goes_on == "must") for end in reached)
        return fits and row[-1:] not in self.told


def _reads(row: _Words, at: int, phrase: _Words) -> bool:
    here = row[at : at + len(phrase)]
    return len(here) == len(phrase) and all(
        word == said or (word == _FIGURE and said.isdigit())
        for word, said in zip(phrase, here, strict=True)
    )


def _bares(table: Mapping[str, Any], kind: str) -> tuple[_Words, ...]:
    listed = phrases(_FILE, table, kind) if kind in table else []
    return tuple(tuple(fold(word)[1] for word in phrase.split()) for phrase in listed)


def _step(table: Mapping[str, Any]) -> _Step:
    return _Step(
        _bares(table, "words"),
        _bares(table, "unless"),
        table.get("skips", 0),
        table.get("optional", False),
    )


def _command(what: str, table: Mapping[str, Any]) -> _Command:
    steps, goes_on = tuple(_step(each) for each in table.get("steps", ())), table.get("goes_on")
    if not steps or goes_on not in _GOES_ON:
        raise BadTable(f"{_FILE}: [{what}]: cần steps, và goes_on là một trong {_CHOICE}")
    told, slash = (frozenset(_bares(table, kind)) for kind in ("told", "slash"))
    return _Command(steps, goes_on, told, slash)


_CHOICE = ", ".join(_GOES_ON)
_TABLE = read_table("bot.understand", _FILE)
_LEADS = frozenset(_bares(_TABLE, "leads"))
_ABOVE = _bares(_TABLE, "above")
_COMMANDS = {what: _command(what, _TABLE[what]) for what in Overstep if what in _TABLE}


def commanded(text: str) -> tuple[Overstep, str] | None:
    """What a line commands, and the line without what leads in; None if it commands nothing."""
    if "?" in text:
        return None
    typed = [t for t in tokens(text) if t.kind in ("word", "number")]
    while typed and (typed[0].bare,) in _LEADS:
        typed = typed[1:]
    row = tuple(token.bare for token in typed)
    rest = text[typed[0].start :] if typed else ""
    found = _of_one_word(row) if text.lstrip().startswith("/") else None
    found = found or next((what for what, each in _COMMANDS.items() if each.begins(row)), None)
    if found is None and urging_in(rest) is not None:
        found = Overstep.URGE
    return (found, rest) if found else None


def _of_one_word(row: _Words) -> Overstep | None:
    """The command for which one word is enough behind a slash."""
    return next((what for what, each in _COMMANDS.items() if row in each.slash), None)


def names_those_above(text: str) -> bool:
    """Whether a text names leadership or the office, by their posts."""
    row = tuple(token.bare for token in tokens(text) if token.kind == "word")
    return _holds(row, _ABOVE)


def _holds(row: _Words, known: Sequence[_Words]) -> bool:
    return any(_reads(row, at, phrase) for at in range(len(row)) for phrase in known)
