"""Small words that make clear what stands beside them, by the lists of `beside.toml`.

Each reader says in its own module what a list of them does there; the words are the clerk's.
"""

from bot.tables import phrases, read_table
from bot.understand.words.fold import fold

_FILE = "beside.toml"
_LISTS = read_table("bot.understand", _FILE)


def letters(name: str) -> frozenset[str]:
    """The words of a list, without diacritics."""
    return frozenset(bare for _, bare in both(name))


def forms(name: str) -> frozenset[str]:
    """The words of a list as they are told apart where diacritics were typed."""
    return frozenset(form for form, _ in both(name))


def both(name: str) -> frozenset[tuple[str, str]]:
    """The words of a list, each with its form and its letters."""
    return frozenset(fold(word) for word in phrases(_FILE, _LISTS, name))


def rows(name: str) -> frozenset[tuple[str, ...]]:
    """The phrases of a list, each as the letters of its words."""
    return frozenset(
        tuple(fold(word)[1] for word in phrase.split()) for phrase in phrases(_FILE, _LISTS, name)
    )
