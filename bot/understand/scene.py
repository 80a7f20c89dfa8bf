"""A text laid out for reading: its tokens, the known phrases, and what is already explained."""

from dataclasses import dataclass
from datetime import date

from bot.understand.fold import Token, has_diacritics, tokens
from bot.understand.lexicon import Mark, marks, spelled_out
from bot.understand.values import Utterance

@dataclass(slots=True)
class Scene:
    """The row of tokens and who has claimed them; filled from left to right by the finders.

    `mark_at[i]` is the phrase that covers token i; `taken[i]` says that token i belongs to a
    date, a share or a task number and must not be read as another number.
    """

    text: str
    row: list[Token]
    marks: list[Mark]
    mark_at: list[Mark | None]
    taken: list[bool]
    accented: bool
    today: date | None
    open_numbers: tuple[int, ...]
    asked: str | None = None

    def form(self, i: int) -> str:
        """The form of token i, or "" beyond the ends."""
        return self.row[i].form if 0 <= i < len(self.row) else ""

    def bare(self, i: int) -> str:
        """The bare form of token i, or "" beyond the ends."""
        return self.row[i].bare if 0 <= i < len(self.row) else ""

    def kind(self, i: int) -> str:
        """The kind of token i, or "end" beyond the ends."""
        return self.row[i].kind if 0 <= i < len(self.row) else "end"

    def starts(self, i: int) -> Mark | None:
        """The phrase that begins at token i."""
        mark = self.mark_at[i] if 0 <= i < len(self.row) else None
        return mark if mark is not None and mark.start == i else None

    def value(self, i: int, table: str) -> int | None:
        """The value in a table of the phrase that begins at token i."""
        mark = self.starts(i)
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

    def take(self, start: int, end: int) -> None:
        """Claim tokens[start:end]."""
        self.taken[start:end] = [True] * (end - start)


def lay_out(said: Utterance) -> Scene:
    """The scene of a text."""
    typed = tokens(said.text)
    accented = has_diacritics(typed)
    row = spelled_out(typed)
    found = marks(row, accented=accented)
    mark_at: list[Mark | None] = [None] * len(row)
    for mark in found:
        mark_at[mark.start : mark.end] = [mark] * (mark.end - mark.start)
    return Scene(
        text=said.text,
        row=row,
        marks=found,
        mark_at=mark_at,
        taken=[token.kind == "doc" for token in row],
        accented=accented,
        today=said.today,
        open_numbers=tuple(task.n for task in said.open_tasks),
        asked=said.last_bot_kind,
    )
