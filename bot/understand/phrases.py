"""Phrases of a small vocabulary file, found in a row of tokens, typed with or without marks."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.understand.fold import Token, tokens


class Phrases:
    """The phrases of a table by kind, the longest first."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """Lay the phrases out once."""
        self._kinds = {kind: _laid_out(phrases) for kind, phrases in table.items()}

    def at(self, row: Sequence[Token], at: int, kind: str) -> int | None:
        """Where the longest phrase of a kind that begins here ends; None if none begins here."""
        first = row[at].bare if at < len(row) else ""
        for phrase in self._kinds[kind].get(first, ()):
            here = row[at : at + len(phrase)]
            if len(here) == len(phrase) and all(map(_same, here, phrase)):
                return at + len(phrase)
        return None

    def spot(self, row: Sequence[Token], kind: str) -> tuple[int, int] | None:
        """Where the first phrase of a kind stands, as tokens[start:end]."""
        for at in range(len(row)):
            end = self.at(row, at, kind)
            if end is not None:
                return at, end
        return None


def _laid_out(phrases: Sequence[str]) -> dict[str, list[tuple[Token, ...]]]:
    """Phrases by the bare form of their first word, the longest first."""
    shelves: dict[str, list[tuple[Token, ...]]] = {}
    for phrase in sorted((tuple(tokens(each)) for each in phrases), key=len, reverse=True):
        shelves.setdefault(phrase[0].bare, []).append(phrase)
    return shelves


def _same(typed: Token, meant: Token) -> bool:
    """Whether a token is the word meant, maybe typed without its marks."""
    return typed.form == meant.form or typed.form == typed.bare == meant.bare
