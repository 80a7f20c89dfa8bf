"""Whose absence a line tells of, where it names somebody: “chị Hoa đi công tác 16-20/5”.

Between the name and what says that one is away may stand days, small words and “phòng em”. Who is
told of it (“báo cáo anh Hùng mai đi công tác”) is not who is away.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understand.absence.days import PHRASES, TABLE
from bot.understand.absence.ends import BACK, DROPPED, ends_at
from bot.understand.words.fold import Token, fold

_LONGEST_NAME = 4  # words
_CALLS = ("chuc_danh", "xung_ho")
_NO_NAMES = ("tu_minh", "goi", "thay", "giao", "vang", "luc_nao", "khong_la_ten", "cung_ai")
_LAST_WORDS = {
    kind: [fold(phrase.split()[-1]) for phrase in TABLE[kind]] for kind in (*_NO_NAMES, "cua_ai")
}
_DASHES = frozenset("-–—→>/")


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody who is named as away, as typed: “chị Hoa”, and the bare name.

    `sure`: a form of address or an office says that a person is meant; else it may be any word.
    """

    typed: str
    name: str
    sure: bool


def somebody_else(text: str, row: Sequence[Token]) -> Other | None:
    """Who is named before what says that somebody is away, or back; None if nobody is."""
    reader = _Reader(text, row)
    for at in range(len(row)):
        ended = (ends_at(row, at, kind) for kind in (BACK, DROPPED))
        if PHRASES.at(row, at, "vang") is not None or any(end is not None for end in ended):
            found = reader.named_before(at)
            if found is not None:
                return found
    return None


class _Reader:
    """Reads a row from a place backwards; `marked`: its words were typed with their marks."""

    def __init__(self, text: str, row: Sequence[Token]) -> None:
        self.text, self.row = text, row
        self.marked = any(each.form != each.bare for each in row)

    def named_before(self, end: int) -> Other | None:
        """Who is named right before a place, but for what may stand between."""
        end = self._trimmed(end)
        first = self._name_begins(end)
        called = self._address(first)
        if called is None or (first == end and self._ends_with(first, "chuc_danh") is None):
            return self._other(end - 1, end - 1, end, sure=False) if first < end else None
        if self._ends_with(called, "nguoi_nghe") is not None:
            return None
        beside = self._ends_with(called, "cung_ai")
        if beside is not None:
            return self.named_before(beside)
        return self._other(called, first, end, sure=True)

    def _other(self, typed: int, name: int, end: int, *, sure: bool) -> Other:
        return Other(self._words(typed, end), self._words(name, end), sure)

    def _words(self, start: int, end: int) -> str:
        if start >= end:
            return ""
        return " ".join(self.text[self.row[start].start : self.row[end - 1].end].split())

    def _trimmed(self, end: int) -> int:
        """Where days, small words and “phòng em” before a place begin."""
        while end:
            unit = self._ends_with(end, "cua_ai")
            if unit is not None and self._is_any(end - 1, ("cua_ai",)):
                end = unit
            elif self._is_day(end - 1) or self._is_any(end - 1, ("luc_nao",)):
                end -= 1
            else:
                break
        return end

    def _is_day(self, at: int) -> bool:
        return self.row[at].kind in ("number", "compound") or self.row[at].form in _DASHES

    def _name_begins(self, end: int) -> int:
        """Where the words before a place begin that may be a name: behind an address."""
        first = end
        while first and end - first < _LONGEST_NAME and self.row[first - 1].kind == "word":
            if self._is_any(first - 1, _NO_NAMES) or self._address(first) is not None:
                break
            first -= 1
        return first

    def _address(self, end: int) -> int | None:
        """Where a form of address, or an office, begins that ends at a place."""
        return next((at for kind in _CALLS if (at := self._ends_with(end, kind)) is not None), None)

    def _ends_with(self, end: int, kind: str) -> int | None:
        """Where the longest phrase of a kind begins that ends at a place."""
        row = self.row[:end]
        return next((at for at in range(end) if PHRASES.at(row, at, kind) == end), None)

    def _is_any(self, at: int, kinds: Sequence[str]) -> bool:
        """Whether a word is one of these kinds, and not a name that looks like one.

        “Mai” is a name behind an address, and “Minh” is no “mình” beside words with marks.
        """
        token = self.row[at]
        if self.text[token.start].isupper() and at and self._address(at) is not None:
            return False
        bare = not self.marked and token.form == token.bare
        words = (word for kind in kinds for word in _LAST_WORDS[kind])
        return any(token.form == form or (bare and token.bare == plain) for form, plain in words)
