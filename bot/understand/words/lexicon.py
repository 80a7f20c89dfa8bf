"""The vocabulary as a search tree: which known phrases stand in a row of tokens."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.tables import phrases, read_table
from bot.understand.words.fold import Token, fold, tokens

VOCABULARY = read_table("bot.understand", "vocabulary.toml")
for _kind in VOCABULARY["phrases"]:
    phrases("vocabulary.toml", VOCABULARY["phrases"], _kind)
KIND: dict[str, int] = {name: 1 << i for i, name in enumerate(VOCABULARY["phrases"])}
_COUNTERS = [fold(word) for word in VOCABULARY["task_words"]["counters"]]
COUNTERS = frozenset(bare for _, bare in _COUNTERS)
"""Words, bare, that make the number before them a count ("2 bài")."""
COUNTER_FORMS = frozenset(form for form, _ in _COUNTERS)
NUMBER_WORDS = {fold(word)[0]: n for word, n in VOCABULARY["numbers"].items() if " " not in word}

_TABLES = ("days", "weekdays", "weeks", "in_week", "in_month", "in_quarter", "in_year", "months")


class Mark(NamedTuple):
    """A known phrase at tokens[start:end]: its kinds as bits, and its values by table."""

    kinds: int
    start: int
    end: int
    values: dict[str, int]


class _Node:
    """A step in the tree; `kinds` and `values` are what a phrase that ends here means."""

    __slots__ = ("kinds", "next", "values")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.kinds = 0
        self.values: dict[str, int] = {}


def forms(phrase: str) -> tuple[str, ...]:
    """The forms of a phrase's tokens."""
    return tuple(token.form for token in tokens(phrase))


def _phrases() -> Iterator[tuple[str, str, int]]:
    for kind, found in VOCABULARY["phrases"].items():
        yield from ((kind, phrase, 0) for phrase in found)
    for table in _TABLES:
        yield from ((table, phrase, n) for phrase, n in VOCABULARY["dates"][table].items())
    yield from (("numbers", phrase, n) for phrase, n in VOCABULARY["numbers"].items())
    for phrase in VOCABULARY["task_words"]["before_number"]:
        yield ("task_word", phrase, 1)


@cache
def _tree() -> _Node:
    """All phrases; built when the first text comes, for a start need not wait for it."""
    root = _Node()
    for kind, phrase, value in _phrases():
        node = root
        for form in forms(phrase):
            node = node.next.setdefault(form, _Node())
        if kind in KIND:
            node.kinds |= KIND[kind]
        else:
            node.values[kind] = value
    return root


@cache
def known() -> set[str]:
    """The forms of every word that stands in a phrase."""
    return _below(_tree())


def _below(node: _Node) -> set[str]:
    return set(node.next).union(*(_below(child) for child in node.next.values()))


@cache
def by_bare() -> dict[str, tuple[str, ...]]:
    """The same by their bare forms."""
    shelves: dict[str, list[str]] = {}
    for form in sorted(known()):
        shelves.setdefault(_strip(form), []).append(form)
    return {bare: tuple(found) for bare, found in shelves.items()}


def _strip(form: str) -> str:
    return fold(form.rstrip("12345") or form)[1]


_LONG = 4  # letters; a shorter word with its tone is believed to be typed whole
COMPOUNDS = frozenset(
    tuple(fold(word)[0] for word in pair.split()) for pair in VOCABULARY["plain"]["compounds"]
)
"""Everyday words of two syllables: neither is the word that it would be alone."""
HALVES = frozenset(form for pair in COMPOUNDS for form in pair)
_MARKED = frozenset(fold(word)[0] for word in VOCABULARY["plain"]["marked"])
_NOT_ALONE = frozenset(fold(word)[0] for word in VOCABULARY["plain"]["not_alone"])


def _candidates(form: str, bare: str, accented: bool) -> tuple[str, ...]:  # noqa: FBT001
    """The known words that a typed word may be, given whether the writer uses diacritics."""
    same = by_bare().get(bare, ())
    if form in known() and form != bare:
        return (form,)
    if form in known() and accented and len(bare) < _LONG:
        return (form,)
    if form in known() and accented:  # by itself it is that word, but "hoàn thanh" lacks a mark
        return (form, *(known for known in same if known != form and known not in _MARKED))
    if form == bare:
        return tuple(known for known in same if not (accented and known in _MARKED))
    return tuple(known for known in same if _may_lack(form, known))


def _may_lack(form: str, known: str) -> bool:
    """Whether a typed form is the known word with some of its diacritics left out."""
    letters, tone = form.rstrip("12345"), form[-1] if form[-1] in "12345" else ""
    meant = known.rstrip("12345")
    if len(letters) != len(meant) or (tone and not known.endswith(tone)):
        return False
    if tone and len(letters) < _LONG:
        return letters in (meant, meant.replace("đ", "d"))
    return _subset(letters, meant)


def _subset(letters: str, meant: str) -> bool:
    return all(a == b or a == fold(b)[1] for a, b in zip(letters, meant, strict=True))


_Company = dict[str, frozenset[tuple[str, str]]]


@cache
def company() -> tuple[_Company, _Company]:
    """The words (form and letters) known to stand behind, and before, a word with these letters."""
    pairs = {pair for _, phrase, _ in _phrases() for pair in pairwise(forms(phrase))} | {
        pair for phrase in COMPOUNDS for pair in pairwise(phrase)
    }
    behind: dict[str, set[tuple[str, str]]] = {}
    before: dict[str, set[tuple[str, str]]] = {}
    for first, second in pairs:
        one, other = (first, _strip(first)), (second, _strip(second))
        behind.setdefault(one[1], set()).add(other)
        before.setdefault(other[1], set()).add(one)
    return (
        {word: frozenset(found) for word, found in behind.items()},
        {word: frozenset(found) for word, found in before.items()},
    )


class _Word(NamedTuple):
    """What one typed word may be: the known words, what goes on from them, what it is alone.

    `half`: typed with its marks it may be half of an everyday word.
    """

    choices: tuple[str, ...]
    onward: tuple[_Node, ...]
    kinds: int
    values: dict[str, int]
    half: bool


@lru_cache(maxsize=20_000)
def _word(form: str, bare: str, believed: bool, accented: bool) -> _Word:  # noqa: FBT001
    """What a typed word may be; a sign (`bare` "") is only itself.

    `believed`: its marks are as they were meant. A word typed bare is, alone, not taken for one
    easily confused.
    """
    first = _tree().next
    choices = _candidates(form, bare, believed) if bare else (form,)
    nodes = [first[known] for known in choices if known in first]
    alone = (form,) if accented and form in choices else choices
    kinds, values = _meaning(
        [
            first[known]
            for known in alone
            if known in first
            and (known not in _NOT_ALONE or (known == form and (accented or form != bare)))
        ]
    )
    onward = tuple(node for node in nodes if node.next)
    return _Word(choices, onward, kinds, values, accented and form in HALVES)


def marks(row: list[Token], sure: Sequence[bool]) -> list[Mark]:
    """The longest known phrases from left to right, none overlapping.

    `sure`: which words are spelled as they were meant.
    """
    typed = [
        _word(t.form, t.bare, spelled and (t.form != "con" or not _opens(row, i)), spelled)
        if t.kind == "word"
        else _word(t.form, "", spelled, spelled)
        for i, (t, spelled) in enumerate(zip(row, sure, strict=True))
    ]
    found: list[Mark] = []
    at = 0
    while at < len(row):
        word = typed[at]
        mark = _longest(typed, at) if word.onward else None
        if mark is not None and _excepts_number(row, at):
            mark = None
        alone = mark is None and (word.kinds or word.values)
        if alone and not (word.half and _in_compound(row, at)):
            mark = Mark(word.kinds, at, at + 1, word.values)
        if mark is not None:
            found.append(mark)
        at = at + 1 if mark is None else mark.end
    if "ma" not in [token.form for token in row]:
        return found
    return [mark for i, mark in enumerate(found) if not _may_be_mai(row, found, i)]


def _in_compound(row: list[Token], at: int) -> bool:
    """Whether a word is half of an everyday word: "bảo" in "bảo hiểm" reports nothing."""
    form = row[at].form
    before = row[at - 1].form if at else ""
    after = row[at + 1].form if at + 1 < len(row) else ""
    return (form, after) in COMPOUNDS or (before, form) in COMPOUNDS


def _excepts_number(row: list[Token], at: int) -> bool:
    """Whether "tru so 2" is "trừ số 2" and not "trụ sở"."""
    if row[at].form != "tru" or at + 2 >= len(row):
        return False
    return row[at + 1].form == "so" and row[at + 2].kind == "number"


def _opens(row: list[Token], i: int) -> bool:
    """Whether a token opens a clause; a "con" there can only be "còn"."""
    return i == 0 or row[i - 1].kind == "end"


def _may_be_mai(row: list[Token], found: list[Mark], i: int) -> bool:
    """Whether a "mà" typed "ma" stands where "mai" would: "ma xong"."""
    mark = found[i]
    if row[mark.start].form != "ma" or mark.end - mark.start != 1:
        return False
    after = found[i + 1] if i + 1 < len(found) else None
    opens = mark.start == 0 or row[mark.start - 1].kind == "end"
    acts = after is not None and after.start == mark.end and bool(after.kinds & _DOING)
    return opens or acts


_DOING = KIND["xong"] | KIND["lam"] | KIND["hanh_dong"] | KIND["buoc"]


_NONE: dict[str, int] = {}


def _longest(typed: list[_Word], at: int) -> Mark | None:
    """The longest phrase of at least two words that begins here."""
    nodes: Sequence[_Node] = typed[at].onward
    best, end = None, at + 1
    while nodes and end < len(typed):
        nodes = [n.next[form] for n in nodes for form in typed[end].choices if form in n.next]
        end += 1
        kinds, values = _meaning(nodes) if nodes else (0, _NONE)
        if kinds or values:
            best = Mark(kinds, at, end, values)
    return best


def _meaning(nodes: Sequence[_Node]) -> tuple[int, dict[str, int]]:
    if len(nodes) == 1:
        return nodes[0].kinds, nodes[0].values
    kinds = 0
    values: dict[str, int] = {}
    for node in nodes:
        kinds |= node.kinds
        values.update(node.values)
    return kinds, values
