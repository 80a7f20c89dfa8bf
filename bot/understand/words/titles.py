"""Which tasks a text names by the words of their titles: "băng rôn treo rồi"."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

from bot.understand.words.beside import letters, rows
from bot.understand.words.fold import Token, fold, tokens
from bot.understand.words.lexicon import VOCABULARY
from bot.understand.words.syllables import is_syllable

_STOP = frozenset(fold(word) for word in VOCABULARY["titles"]["stop"])
_STOP_FORMS = frozenset(form for form, _ in _STOP)
_STOP_BARES = frozenset(bare for _, bare in _STOP)
_ABBREVIATIONS = {
    fold(short)[1]: tuple(fold(word) for word in meant.split())
    for short, meant in VOCABULARY["abbreviations"].items()
}
_MIN_ACRONYM = 3
_NUMBER = re.compile(r"\d+")
_LONG = 5  # letters; so long a word without diacritics is hardly another one


@dataclass(frozen=True, slots=True)
class Title:
    """The words of a title: by bare form, in pairs, the initials of its phrases, its dates.

    `acronyms` have three letters at least, `proper` stand in the title itself, `initials` two: "sk"
    is too short to name "sức khỏe", but is no unknown word beside it. `keys` are all bare forms and
    acronyms: what has none of them does not speak of the title.
    """

    keys: frozenset[str]
    forms: dict[str, frozenset[str]]
    pairs: frozenset[tuple[str, str]]
    acronyms: frozenset[str]
    head: str
    opening: tuple[str, ...]
    figures: frozenset[tuple[int, ...]]
    initials: frozenset[str]
    proper: frozenset[str]
    bares: frozenset[str]


@lru_cache(maxsize=2_000)
def index(title: str) -> Title:
    """The searchable words of a title."""
    typed = tokens(title)
    row = expand(typed)
    other_words = _other_words(row)
    forms: dict[str, set[str]] = {}
    for form, bare in (word for phrase in (row, *other_words) for word in phrase):
        forms.setdefault(bare, set()).add(form)
    bares = [bare for _, bare in row]
    initials = frozenset(_initials(bares))
    opens = 2 if tuple(bares[:2]) in _GOES_ON and len(bares) > 2 else 0
    return Title(
        initials.union(forms),
        {bare: frozenset(found) for bare, found in forms.items()},
        frozenset([(a[1], b[1]) for phrase in (row, *other_words) for a, b in pairwise(phrase)]),
        initials,
        bares[opens] if bares else "",
        tuple(bares[opens : opens + 2]),
        frozenset([figures(t.form) for t in typed if t.kind == "compound"]),
        initials.union([a[0] + b[0] for a, b in pairwise(bares)]),
        frozenset(_proper(title, typed)),
        frozenset(forms),
    )


def _proper(title: str, typed: Sequence[Token]) -> Iterator[str]:
    """The words of a title that no other would have: "OCOP", "wifi"; bodies are in many."""
    for token in typed:
        short = token.kind != "word" or len(token.bare) < _MIN_ACRONYM
        if short or token.bare in _BODIES:
            continue
        if title[token.start : token.end].isupper() or not is_syllable(token.bare):
            yield token.bare


_BODIES = letters("bodies_in_capitals")
_Phrase = list[tuple[str, str]]
_GOES_ON = rows("goes_on")
_ALIKE: list[list[_Phrase]] = [
    [[fold(word) for word in phrase.split()] for phrase in group]
    for group in VOCABULARY["titles"]["alike"]
]


def _groups_by_opening() -> dict[tuple[str, str], set[int]]:
    """The groups of phrases that mean the same, by the first word of any phrase in them."""
    found: dict[tuple[str, str], set[int]] = {}
    for at, group in enumerate(_ALIKE):
        for phrase in group:
            found.setdefault(phrase[0], set()).add(at)
    return found


_OPENINGS = _groups_by_opening()


def _other_words(row: _Phrase) -> list[_Phrase]:
    """The phrases that mean the same as one of the title: "phụ huynh" of "họp cha mẹ"."""
    near = sorted(set().union(*(_OPENINGS.get(word, ()) for word in row)))
    return [
        other
        for group in (_ALIKE[at] for at in near)
        if any(_holds(row, phrase) for phrase in group)
        for other in group
        if not _holds(row, other)
    ]


def _holds(row: _Phrase, phrase: _Phrase) -> bool:
    size = len(phrase)
    return any(row[at : at + size] == phrase for at in range(len(row) - size + 1))


def figures(compound: str) -> tuple[int, ...]:
    """The numbers in "02/9"."""
    return tuple(int(n) for n in _NUMBER.findall(compound))


def _initials(bares: list[str]) -> list[str]:
    letters = "".join([bare[0] for bare in bares])
    return [
        letters[at : at + size]
        for size in range(_MIN_ACRONYM, 7)
        for at in range(len(letters) - size + 1)
    ]


def matches(title: Title, form: str, bare: str, *, accented: bool = False) -> bool:
    """Whether a typed word is one of the title's; diacritics may be left out, not changed.

    Who uses diacritics elsewhere (`accented`) is believed to mean a short word as it stands.
    """
    known = title.forms.get(bare)
    if known is None:
        return False
    return form in known or (form == bare and (not accented or len(bare) >= _LONG))


def expand(row: Sequence[Token]) -> list[tuple[str, str]]:
    """The words of a clause as (form, bare), abbreviations written out."""
    found: list[tuple[str, str]] = []
    for token in row:
        if token.kind in _NAMING:
            meant = _ABBREVIATIONS.get(token.bare)
            found += [(token.form, token.bare)] if meant is None else meant
    return found


_NAMING = frozenset({"word", "number"})


class Evidence(NamedTuple):
    """What in a clause points to one title: pairs of words, telling single words, all words."""

    pairs: frozenset[tuple[str, str]]
    singles: frozenset[str]

    @property
    def weight(self) -> int:
        """How much it says; a pair outweighs a single word."""
        return 2 * len(self.pairs) + len(self.singles)


_NOTHING = Evidence(frozenset(), frozenset())


def evidence(title: Title, typed: Sequence[tuple[str, str]], *, accented: bool = False) -> Evidence:
    """What in the typed words points to a title."""
    if title.keys.isdisjoint([bare for _, bare in typed]):
        return _NOTHING
    hits = [
        bare in title.forms and matches(title, form, bare, accented=accented)
        for form, bare in typed
    ]
    pairs = frozenset(
        [
            (a[1], b[1])
            for i, (a, b) in enumerate(pairwise(typed))
            if hits[i] and hits[i + 1] and _pair_tells(title, a, b)
        ]
    )
    singles = [word[1] for word, hit in zip(typed, hits, strict=True) if hit and _tells(word)]
    short = [bare for form, bare in typed if bare in title.acronyms and form == bare]
    return Evidence(pairs, frozenset([*singles, *short]))


def _pair_tells(title: Title, a: tuple[str, str], b: tuple[str, str]) -> bool:
    pair = (a[1], b[1])
    if pair not in title.pairs and (b[1], a[1]) not in title.pairs:
        return False
    return pair in _TELLING_PAIRS or not (_stops(a) and _stops(b))


def _stops(word: tuple[str, str]) -> bool:
    return word[0] in _STOP_FORMS or (word[0] == word[1] and word[1] in _STOP_BARES)


_TELLING_PAIRS = frozenset(
    tuple(fold(word)[1] for word in pair.split()) for pair in VOCABULARY["titles"]["telling_pairs"]
)


def _tells(word: tuple[str, str]) -> bool:
    return not _stops(word) and not word[1].isdigit() and len(word[1]) > 1


def named(
    titles: Sequence[Title],
    typed: Sequence[tuple[str, str]],
    *,
    accented: bool = False,
    hints: Callable[[], frozenset[str]] = frozenset,
) -> list[int] | None:
    """The places of the titles that the words point to; None if they point to several alike.

    `hints`: words, bare, of which a single short one is enough; asked for where nothing tells more.
    """
    bares = [bare for _, bare in typed]
    if all(title.keys.isdisjoint(bares) for title in titles):
        return []
    found = [evidence(title, typed, accented=accented) for title in titles]
    pairs = _unshared([e.pairs for e in found])
    own = [i for i, e in enumerate(found) if not pairs.isdisjoint(e.pairs)]
    if own:
        return own
    words = _unshared([e.singles for e in found])
    telling = [
        i
        for i, e in enumerate(found)
        if any(_decides(titles[i], word) for word in e.singles & words)
    ]
    if telling:
        return telling if len(telling) == 1 else _heaviest(found, telling)
    hinting = words & hints() if words else words
    hinted = [i for i, e in enumerate(found) if not hinting.isdisjoint(e.singles)]
    if len(hinted) == 1:
        return hinted
    vague = [i for i, e in enumerate(found) if e.pairs]
    return _heaviest(found, vague) if vague else []


_Each = TypeVar("_Each")


def _unshared(found: Iterable[frozenset[_Each]]) -> set[_Each]:
    """What stands in one of these sets only."""
    once: set[_Each] = set()
    again: set[_Each] = set()
    for each in found:
        again |= once & each
        once |= each
    return once - again


def _decides(title: Title, word: str) -> bool:
    """Whether one word alone names a title: its first words' verb, a long word, initials."""
    head = word == title.head and word not in SAYING
    key = not title.forms.get(word, _NONE).isdisjoint(_KEY_FORMS)
    return head or len(word) >= 5 or word in title.acronyms or word in title.proper or key


SAYING = frozenset({"bao"})
"""What alone only says that something is said: "em báo xong rồi" is no report, no newspaper."""


def _heaviest(found: Sequence[Evidence], among: Sequence[int]) -> list[int] | None:
    top = max(found[i].weight for i in among)
    best = [i for i in among if found[i].weight == top]
    return best if len(best) == 1 else None


_NONE: frozenset[str] = frozenset()
_KEY_FORMS = frozenset(fold(word)[0] for word in VOCABULARY["titles"]["telling"])
KEYS = frozenset(fold(word)[1] for word in VOCABULARY["titles"]["telling"])
