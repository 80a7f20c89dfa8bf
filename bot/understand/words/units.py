"""Units found in a text by their names, aliases and the short forms that people make of them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.understand.values import UnitName
from bot.understand.words.fold import Token, fold, words
from bot.understand.words.lexicon import VOCABULARY
from bot.understand.words.scene import Scene

_SKIPPED = frozenset({"va"})
_EACH = "cac"
_OWN = "so"
_SIDE = fold("bên")
_BLOCK = fold("khối")  # "khối trực thuộc" are "các đơn vị trực thuộc"
_AND = "va"
_LONGEST = 18  # words in a unit's name
_KIND_WORDS = {
    tuple(fold(word)[1] for word in name.split()): short
    for name, short in VOCABULARY["units"]["kinds"].items()
}
_DROPPED = frozenset(fold(word)[1] for word in VOCABULARY["units"]["dropped"])
_SHORT = {
    tuple(fold(word)[1] for word in meant.split()): fold(short)[1]
    for short, meant in VOCABULARY["units"]["short"].items()
}
_HEADS = tuple(
    tuple(fold(word)[1] for word in head.split()) for head in VOCABULARY["units"]["heads"]
)
"""Words that a name begins with behind its kind, of which people type the first letters."""
_RISKY = 4  # letters; a shorter name must be typed with its diacritics
_NAMELESS = 3  # words; how much of a name without a known kind must be typed
_VERBS = frozenset(fold(word)[1] for word in VOCABULARY["units"]["also_verbs"])
_NOT_AFTER = frozenset(fold(word)[1] for word in VOCABULARY["units"]["verbs_before"])


class Names:
    """Every way to write the units: bare letters without spaces → unit, None if two share it."""

    def __init__(self, units: Sequence[UnitName]) -> None:
        self.by_key: dict[str, str | None] = {}
        self.spelled: dict[str, set[str]] = {}
        for unit in units:
            for alias in (unit.name, *unit.aliases):
                row = [(t.form, t.bare) for t in words(alias) if t.bare not in _SKIPPED]
                self._add(row, unit.id)
        given = dict(self.by_key)
        for unit in units:
            for row in _derived(words(unit.name)):
                self._add(row, unit.id)
        self.by_key.update(given)

    def _add(self, row: list[tuple[str, str]], unit: str) -> None:
        key = "".join(bare for _, bare in row)
        if not key:
            return
        same = self.by_key.setdefault(key, unit) == unit
        self.by_key[key] = unit if same else None
        self.spelled.setdefault(key, set()).add("".join(form for form, _ in row))


def _derived(name: Sequence[Token]) -> Iterator[list[tuple[str, str]]]:
    """Beginnings of a name, with the kind shortened, and its initials."""
    row = [(t.form, t.bare) for t in name if t.bare not in _SKIPPED]
    if row and row[0][1] == _EACH:
        whole = row if row[-1][1] != _OWN else row[:-1]
        yield from (row[1:], whole, whole[1:])
        if [bare for _, bare in whole[1:3]] == ["don", "vi"]:
            yield [_BLOCK, *whole[3:]]
        return
    kind, short = _kind(row)
    for end in range(kind or _NAMELESS, len(row)):
        yield row[:end]
    for at, token in enumerate(name):
        if token.bare == _AND and at > kind:
            yield row[:kind] + [(t.form, t.bare) for t in name[at:] if t.bare not in _SKIPPED]
    rest = row[kind:]
    lighter = [word for word in rest if word[1] not in _DROPPED]
    for tail in (rest, lighter):
        for end in range(1, len(tail) + 1):
            yield row[:kind] + tail[:end]
            yield [(short, short), *tail[:end]]
            yield [_SIDE, *tail[:end]]
    yield from _by_field(row[:kind], rest)
    for first in range(1, len(rest) if kind else 0):
        yield from (row[:kind] + rest[first:end] for end in range(first + 2, len(rest) + 1))
    yield from _initials(row, rest, row[:kind], short)


def _by_field(
    kind: list[tuple[str, str]], rest: list[tuple[str, str]]
) -> Iterator[list[tuple[str, str]]]:
    """What a unit works on, without its kind ("quản lý khoa học"), or with "QL" before it."""
    if kind:
        yield from (rest[:end] for end in range(_NAMELESS + 1, len(rest) + 1))
    for head in _HEADS:
        size = len(head)
        if tuple(bare for _, bare in rest[:size]) == head:
            short = "".join(word[0] for word in head)
            yield from (
                [*kind, (short, short), *rest[size:end]] for end in range(size + 1, len(rest) + 1)
            )


def _initials(
    row: list[tuple[str, str]], rest: list[tuple[str, str]], kind: list[tuple[str, str]], short: str
) -> Iterator[list[tuple[str, str]]]:
    whole = "".join(bare[0] for _, bare in row)
    letters = "".join(bare[0] for _, bare in rest)
    yield [(whole, whole)]
    if len(short) > 1:
        yield [(short, short)]
    bares = tuple(bare for _, bare in rest)
    known = [s for meant, s in _SHORT.items() if bares[: len(meant)] == meant]
    for body in [*known, *(letters[:end] for end in range(2, len(letters) + 1))]:
        if len(body) > 2:
            yield [(body, body)]
        yield [(short + body, short + body)]
        yield [*kind, (body, body)]


def _kind(row: list[tuple[str, str]]) -> tuple[int, str]:
    for size in (2, 1):
        short = _KIND_WORDS.get(tuple(bare for _, bare in row[:size]))
        if short is not None:
            return size, short
    return 0, ""


@lru_cache(maxsize=64)
def names(units: tuple[UnitName, ...]) -> Names:
    """The names of these units, worked out once."""
    return Names(units)


def find_unit(scene: Scene, units: tuple[UnitName, ...]) -> tuple[str, int, int] | None:
    """The first unit named and the tokens that name it; the longest name wins."""
    if not units:
        return None
    known = names(units)
    for at in range(len(scene.row)):
        found = unit_at(scene, at, known)
        if found is not None:
            return found
    return None


def is_kind(scene: Scene, start: int, end: int) -> bool:
    """Whether tokens are only the word for a kind of unit ("phòng"), be there but one such unit."""
    return tuple(scene.bare(at) for at in range(start, end)) in _KIND_WORDS


def unit_at(scene: Scene, at: int, known: Names) -> tuple[str, int, int] | None:
    """The unit named by the tokens from `at` on, with where they begin and end."""
    key, spelled, best = "", "", None
    for end in range(at, min(at + 2 * _LONGEST, len(scene.row))):
        token = scene.row[end]
        if token.kind == "end" and token.form not in (",", "."):
            break
        if token.kind not in ("word", "number") or token.bare in _SKIPPED:
            if end == at:
                return None
            continue
        key, spelled = key + token.bare, spelled + token.form
        unit = known.by_key.get(key)
        if unit is not None and _certain(scene, known, key, spelled, end + 1):
            best = (unit, at, end + 1)
    return best


def _certain(scene: Scene, known: Names, key: str, spelled: str, end: int) -> bool:
    """Whether letters name a unit for certain: a short word may be another without its marks."""
    if scene.bare(end) == "nao":
        return False
    if key in _VERBS:
        alone = scene.bare(end) not in _NOT_AFTER and scene.bare(end - 2) in ("", "ben")
        return alone and spelled in known.spelled[key]
    return len(key) >= _RISKY or spelled in known.spelled[key] or _is_acronym(key)


def _is_acronym(key: str) -> bool:
    return not any(c in "aeiouy" for c in key)
