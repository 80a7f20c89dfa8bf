"""Phrases found in a row of tokens, typed with their marks or without any."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.understand.words.fold import Token, fold

Phrase = tuple[tuple[str, str], ...]
"""The words of a phrase, each as form and bare letters."""


def phrases(listed: Iterable[str]) -> tuple[Phrase, ...]:
    """Phrases as words in both forms, longest first."""
    found = (tuple(fold(word) for word in phrase.split()) for phrase in listed)
    return tuple(sorted(found, key=len, reverse=True))


def match(row: Sequence[Token], at: int, phrase: Phrase) -> int:
    """Where a phrase that begins at a token ends; 0 if it does not stand there."""
    end = at + len(phrase)
    if end > len(row) or row[at].bare != phrase[0][1]:  # most phrases begin with another word
        return 0
    return end if all(map(_is, row[at:end], phrase)) else 0


def _is(token: Token, word: tuple[str, str]) -> bool:
    """Whether a token is a word, maybe typed without any diacritics."""
    return token.form == word[0] or (token.form == token.bare and token.bare == word[1])


def holds(row: Sequence[Token], phrases: Iterable[Phrase]) -> bool:
    """Whether one of these phrases stands anywhere in a row."""
    return any(match(row, at, phrase) for phrase in phrases for at in range(len(row)))


def whole(row: Sequence[Token], phrases: Iterable[Phrase]) -> bool:
    """Whether a row is one of these phrases and nothing else."""
    return any(match(row, 0, phrase) == len(row) for phrase in phrases) if row else False


def made_of(row: Sequence[Token], known: Sequence[Phrase]) -> bool:
    """Whether a row is made of these phrases, one after the other; an empty one is."""
    reached = {0}
    for at in range(len(row)):
        if at in reached:
            reached |= {end for phrase in known if (end := match(row, at, phrase))}
    return len(row) in reached


class Phrases:
    """The phrases of a table by kind, looked up by the word that they begin with."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """Lay the phrases out once."""
        self._kinds = {kind: _shelved(phrases(listed)) for kind, listed in table.items()}

    def at(self, row: Sequence[Token], at: int, kind: str) -> int | None:
        """Where the longest phrase of a kind that begins here ends; None if none begins here."""
        first = row[at].bare if at < len(row) else ""
        for phrase in self._kinds[kind].get(first, ()):
            end = match(row, at, phrase)
            if end:
                return end
        return None

    def may_stand(self, bares: frozenset[str], kind: str) -> bool:
        """Whether a phrase of a kind begins with one of these words."""
        return not self._kinds[kind].keys().isdisjoint(bares)

    def spot(self, row: Sequence[Token], kind: str) -> tuple[int, int] | None:
        """Where the first phrase of a kind stands, as tokens[start:end]."""
        for at in range(len(row)):
            end = self.at(row, at, kind)
            if end is not None:
                return at, end
        return None


def _shelved(found: Sequence[Phrase]) -> dict[str, list[Phrase]]:
    """Phrases by the bare form of their first word, in their order."""
    shelves: dict[str, list[Phrase]] = {}
    for phrase in found:
        shelves.setdefault(phrase[0][1], []).append(phrase)
    return shelves
