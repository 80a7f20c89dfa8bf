"""A text laid out for reading: its tokens, the known phrases, and what is already explained."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.understand.values import Utterance
from bot.understand.words.fold import Token, diacritics, fold, tokens
from bot.understand.words.lexicon import COUNTER_FORMS, COUNTERS, VOCABULARY, Mark, marks
from bot.understand.words.neighbours import mended, restored, written_out
from bot.understand.words.places import placed
from bot.understand.words.respelling import spelled_out
from bot.understand.words.titles import Title, index

_PARTICLES = frozenset(fold(word)[0] for word in VOCABULARY["plain"]["particles"])
_FIGURES = frozenset({"number", "compound", "percent"})
_REACH = 40  # tokens that a finder may look beyond the text, on either side
_BEYOND = (Token("end", "", "", 0, 0),) * _REACH
_NO_WORDS, _NO_KINDS = ("",) * _REACH, ("end",) * _REACH
_CLOCK = re.compile(r"(?<![\d:./-])(\d\d(?=:[0-5]\d)|\d(?=:(?:00|15|30|45))):(?=\d\d(?![\d:/%]))")
"""The colon of a time of day; “việc 1:20 hộ” has none."""


@dataclass(slots=True)
class Scene:
    """The row of tokens and who has claimed them; filled from left to right by the finders.

    `padded` is the row with empty tokens behind it, so that looking a little beyond either end
    finds nothing. `form(i)`, `bare(i)` and `kind(i)` are those of token i, beyond the ends "" and
    "end"; they are asked for two hundred times a text, so nothing stands between them and their
    lists. `begins[i]` is the phrase that begins at token i, `mark_at[i]` the one that
    covers it; `taken[i]` says that token i belongs to a date, a share or a task number and must not
    be read as another number. `valued` are the tokens at which a figure, or a phrase that is worth
    a number or a day, begins. `sure[i]` says that token i is spelled as it was meant: its writer
    uses diacritics, or its neighbours decide. `sender` is the name of the unit that writes, "" if
    unknown. `occasions` are the dates in the names of the open tasks, looked up where the text has
    figures such as "1/6".
    """

    text: str
    row: list[Token]
    padded: list[Token]
    form: Callable[[int], str]
    bare: Callable[[int], str]
    kind: Callable[[int], str]
    marks: list[Mark]
    mark_at: list[Mark | None]
    begins: list[Mark | None]
    taken: list[bool]
    accented: bool
    sure: list[bool]
    today: date | None
    open_numbers: tuple[int, ...]
    asked: str | None
    sender: str
    bares: frozenset[str]
    figures: bool
    valued: list[int]
    occasions: frozenset[tuple[int, ...]]
    titles: tuple[Title, ...]
    own: frozenset[str]

    def openings(self, words: frozenset[str]) -> list[int]:
        """Where a number or a day can begin: at all that is valued, and at these bare words."""
        if self.bares.isdisjoint(words):
            return self.valued
        others = [i for i, token in enumerate(self.row) if token.bare in words]
        return sorted({*self.valued, *others})

    def starts(self, i: int) -> Mark | None:
        """The phrase that begins at token i."""
        return self.begins[i]

    def value(self, i: int, table: str) -> int | None:
        """The value in a table of the phrase that begins at token i."""
        mark = self.begins[i]
        return None if mark is None else mark.values.get(table)

    def marks_end(self, i: int) -> int:
        """Where the phrase that begins at token i ends; i if there is none."""
        mark = self.starts(i)
        return i if mark is None else mark.end

    def number(self, i: int) -> int | None:
        """The number at token i, in digits or as a word."""
        if self.kind(i) == "number":
            return int(self.form(i)[:6])
        return self.value(i, "numbers") if self.kind(i) == "word" else None

    def counter(self, i: int) -> bool:
        """Whether token i makes the number before it a count: "văn" of "văn bản", not "vẫn"."""
        token = self.padded[i]
        if token.bare in self.own and self.text[token.start].isupper() and not self.text.isupper():
            return False  # "việc 2, 4 Đoàn phường xong rồi"
        if self.accented and token.form != token.bare:
            return token.form in COUNTER_FORMS
        return token.bare in COUNTERS

    def give_back(self) -> None:
        """Claim nothing any more: for another reading of the same text."""
        self.taken[:] = [token.kind == "doc" for token in self.row]

    def take(self, start: int, end: int) -> None:
        """Claim tokens[start:end]."""
        self.taken[start:end] = [True] * (end - start)


def lay_out(said: Utterance) -> Scene:
    """The scene of a text."""
    text = placed(said.text, said.open_tasks)
    typed = tokens(_CLOCK.sub(r"\1h", text) if ":" in text else text)
    accented = diacritics(typed, _PARTICLES)
    titles = [index(task.title) for task in said.open_tasks]
    row = spelled_out(said.text, written_out(typed), titles)
    sure = [accented] * len(row)
    if not accented:
        row, sure = restored(row, titles)
    else:
        row = mended(row, titles)
    forms, bares = [token.form for token in row], [token.bare for token in row]
    kinds = [token.kind for token in row]
    found = marks(row, sure)
    if _HOUR in forms:
        found = [mark for mark in found if not _is_hour(row, mark)]
    mark_at: list[Mark | None] = [None] * len(row)
    begins: list[Mark | None] = [None] * (len(row) + len(_BEYOND))
    for mark in found:
        begins[mark.start] = mark
        mark_at[mark.start : mark.end] = [mark] * (mark.end - mark.start)
    figures = not _FIGURES.isdisjoint(kinds)
    sender = _name(said)
    return Scene(
        text=said.text,
        row=row,
        padded=[*row, *_BEYOND],
        form=[*forms, *_NO_WORDS].__getitem__,
        bare=[*bares, *_NO_WORDS].__getitem__,
        kind=[*kinds, *_NO_KINDS].__getitem__,
        marks=found,
        mark_at=mark_at,
        begins=begins,
        taken=[kind == "doc" for kind in kinds],
        accented=accented,
        sure=sure,
        today=said.today,
        open_numbers=tuple(task.n for task in said.open_tasks),
        bares=frozenset(bares),
        figures=figures,
        valued=_valued(found, kinds if figures else ()),
        occasions=_occasions(titles) if "compound" in kinds else _NO_DATES,
        asked=said.last_bot_kind,
        sender=sender,
        titles=tuple(titles),
        own=index(sender).bares,
    )


def _is_hour(row: list[Token], mark: Mark) -> bool:
    """Whether “giờ” counts hours: “đến 17 giờ ngày 20/5” turns to nothing new."""
    counted = mark.start > 0 and row[mark.start - 1].kind == "number"
    return counted and mark.end - mark.start == 1 and row[mark.start].form == _HOUR


_HOUR = fold("giờ")[0]


_NO_DATES: frozenset[tuple[int, ...]] = frozenset()


def _occasions(titles: list[Title]) -> frozenset[tuple[int, ...]]:
    """The dates in the names of the open tasks."""
    return _NO_DATES.union(*[title.figures for title in titles])


def _name(said: Utterance) -> str:
    """The name of the sender's unit; its id, where no unit is listed under it."""
    for unit in said.units:
        if unit.id == said.unit:
            return unit.name
    return said.unit or ""


def _valued(found: list[Mark], kinds: Sequence[str]) -> list[int]:
    """The tokens at which a figure, or a phrase worth a number or a day, begins."""
    worth = [mark.start for mark in found if mark.values]
    figures = [i for i, kind in enumerate(kinds) if kind in _FIGURES]
    return sorted({*worth, *figures}) if figures else worth
