"""Texts of unit heads and leaders understood: pure, by rules and vocabulary files.

The words stand in `vocabulary.toml`, the rules in `rules.toml`, the questions of leaders in
`queries.toml`: files that a clerk can read and extend. The code is a row of rooms, each resting on
those below it:

- `words`: what was typed becomes words that are known;
- `figures`: numbers, shares and days;
- `clauses`: what one clause says, by its signs and the first rule that they meet;
- `texts`: what a whole text says, and its JSON;
- `leaders`, `evidence`, `dialogue`, `absence`: what is said beside reports.
"""

from bot.understand.texts.documents import from_json, to_json
from bot.understand.texts.reading import understand
from bot.understand.values import (
    ActivityName,
    Intent,
    OpenTask,
    Part,
    Query,
    Reading,
    Section,
    UnitName,
    Utterance,
)

__all__ = [
    "ActivityName",
    "Intent",
    "OpenTask",
    "Part",
    "Query",
    "Reading",
    "Section",
    "UnitName",
    "Utterance",
    "from_json",
    "to_json",
    "understand",
]
