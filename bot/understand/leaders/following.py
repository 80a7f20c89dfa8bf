"""What leadership asks right after an answer: “thế còn phòng QLKH?”, “còn tuần sau?”, “vì sao?”.

Pure, by the lists of `queries.toml`. Words that ask for something of their own are left to
`questions`.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from bot.understand.figures.windows import TABLE, find_window
from bot.understand.leaders.questions import ask
from bot.understand.sayings import led, plain, words
from bot.understand.values import Query, QueryKind, Utterance
from bot.understand.words.fold import Token
from bot.understand.words.phrases import holds, match, phrases, whole
from bot.understand.words.scene import lay_out
from bot.understand.words.units import find_unit

More = Literal["reasons", "who", "details"]

_LISTS = TABLE["follow_ups"]
_BESIDE = phrases(_LISTS["beside"])
_BESIDE_BARE = {bare for phrase in _BESIDE for _, bare in phrase}
_PARTICLES = phrases(_LISTS["particles"])
_WHY, _WHO, _DETAILS = (phrases(_LISTS[name]) for name in ("why", "who", "details"))
_LATE, _WISHES, _NUMBERED = (phrases(_LISTS[name]) for name in ("late", "wishes", "numbered"))
_LONGEST = 10
"""Words; who writes more asks something of their own."""


def asks_more(text: str) -> tuple[More, str] | None:
    """What a text wants to know of what was told, or of what it names itself; None if nothing.

    With it goes what the text names: “vì sao phòng QLKH chậm” names “phòng QLKH”.
    """
    for row in (words(text), led(words(text))):
        said = plain(row, _PARTICLES)
        if whole(row, _DETAILS) or whole(said, _DETAILS):
            return "details", ""
        end = max((match(row, 0, phrase) for phrase in _WHO), default=0)
        if end:
            return "who", _without(text, plain(row[end:], _PARTICLES))
        end = max((match(row, 0, phrase) for phrase in _WHY), default=0)
        rest = plain(row[end:], _PARTICLES)
        if end and (not rest or (len(rest) <= _LONGEST * 2 and holds(rest, _LATE))):
            return "reasons", _without(text, rest)
    return None


def _without(text: str, rest: Sequence[Token]) -> str:
    """The rest of a text without the words for being late, which ask for nothing here."""
    kept, at = [], 0
    while at < len(rest):
        late = max((match(rest, at, phrase) for phrase in _LATE), default=0)
        if not late:
            kept.append(text[rest[at].start : rest[at].end])
        at = late or at + 1
    return " ".join(kept)


def asks_for_wishes(text: str) -> bool:
    """Whether a text asks who wishes for more time: “ai xin lùi hạn”."""
    row = words(text)
    return len(row) <= _LONGEST and holds(row, _WISHES)


def named_in(said: Utterance) -> Query | None:
    """The unit, row of the plan or days that “vì sao phòng QLKH chậm” names; None if none."""
    found = ask(said, lay_out(said))
    if found.unit is None and found.activity is None and found.since is None:
        return None
    kind: QueryKind = "by_activity" if found.activity else "by_unit" if found.unit else "not_done"
    return replace(found, kind=kind)


def numbered(text: str) -> int | None:
    """The place in a list that “việc 3 sao rồi” asks for; None if it asks for none."""
    row = plain(plain(led(words(text)), _PARTICLES), _BESIDE)
    end = max((match(row, 0, phrase) for phrase in _NUMBERED), default=0)
    if not end or end + 1 != len(row) or row[end].kind != "number":
        return None
    return int(row[end].form[:3])


def goes_on(before: Query, said: Utterance) -> Query | None:
    """The same question of another unit or other days; None if the text says more, or neither."""
    scene = lay_out(said)
    scene.give_back()
    unit = find_unit(scene, said.units)
    window = find_window(scene, said.sections)
    own = range(unit[1], unit[2]) if unit else range(0)
    others = {
        token.bare
        for at, token in enumerate(scene.row)
        if token.kind in ("word", "number") and at not in own and not scene.taken[at]
    }
    if (unit is None and window is None) or not others <= _BESIDE_BARE:
        return None
    kind = before.kind
    if kind == "overview":
        kind = "by_unit" if unit else "due_soon"
    since, until = window or (before.since, before.until)
    return Query(kind, unit[0] if unit else before.unit, before.activity, since, until)
