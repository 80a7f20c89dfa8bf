"""What a leader asks for in free words: which figures, of whom, for which days."""

import re
from collections import Counter
from itertools import pairwise
from typing import Literal, cast

from bot.tables import phrases
from bot.understand.figures.windows import TABLE, find_window
from bot.understand.values import ActivityName, Query, QueryKind, Utterance
from bot.understand.words.beside import letters
from bot.understand.words.fold import Token, fold, tokens
from bot.understand.words.scene import Scene, lay_out
from bot.understand.words.titles import KEYS, Evidence, evidence, expand, figures, index, matches
from bot.understand.words.units import find_unit, names, unit_at

_KINDS = (
    "out_of_scope", "help", "overdue", "due_soon", "not_done", "left", "done", "overview", "rate",
    "which", "agenda",
)  # fmt: skip


def _key(phrase: str) -> tuple[str, ...]:
    return tuple(token.form for token in tokens(phrase) if token.kind != "end")


_PHRASES: dict[tuple[str, ...], set[str]] = {}
for _kind in _KINDS:
    for _words in phrases("queries.toml", TABLE, _kind):
        _PHRASES.setdefault(_key(_words), set()).add(_kind)
_PLAN_WORDS = frozenset(
    (fold(phrase.split()[0])[1], fold(phrase.split()[1])[1]) for phrase in TABLE["plan_words"]
)
_EVERYDAY = frozenset(
    (fold(phrase.split()[0])[1], fold(phrase.split()[1])[1]) for phrase in TABLE["everyday_pairs"]
)
_NO_PAIRS: frozenset[tuple[str, str]] = frozenset({("", "")})
_TELLING = 4  # letters; a shorter single word names no activity
_BARE: dict[tuple[str, ...], set[str]] = {}
for _forms, _found in _PHRASES.items():
    _bare = tuple(fold(w.rstrip("12345") or w)[1] for w in _forms)
    _BARE.setdefault(_bare, set()).update(_found)
_LONGEST: dict[str, int] = {}
"""How many words the longest phrase has that begins with a bare word."""
for _bare in _BARE:
    _LONGEST[_bare[0]] = max(len(_bare), _LONGEST.get(_bare[0], 0))


def ask(said: Utterance, scene: Scene) -> Query:
    """The query in a text; kind "help" if it asks for nothing that the plan can answer."""
    scene.give_back()
    unit = find_unit(scene, said.units)
    activity = _activity(scene, said.activities, unit)
    _claim_ids(scene, said.activities)
    if activity is not None:
        _claim_dates(scene, activity)
    window = find_window(scene, said.sections)
    shown = _shown(scene, unit, activity)
    if unit is not None and not scene.bares.isdisjoint(("chua", "roi")):
        shown.discard("help")  # "Báo Lạng Sơn làm được gì chưa"
    orders = _orders(scene) or (unit is not None and scene.bare(unit[1] - 1) in ("nhac", "giuc"))
    if orders or shown & {"help", "out_of_scope"}:
        return Query("help")
    status = _status(shown, scene, dated=window is not None)
    kind = _kind_of(
        status,
        has_unit=unit is not None,
        has_activity=activity is not None,
        dated=window is not None,
    )
    if kind == "help":
        return Query("help")
    by_activity = activity if kind == "by_activity" else None
    named = None if unit is None or _in_title(said, unit[0], by_activity) else unit[0]
    return Query(kind, named, by_activity.id if by_activity else None, *(window or (None, None)))


def asks_by_word(text: str) -> bool:
    """Whether a text has a word that asks: “việc nào chưa xong”."""
    return any(token.bare in _ASKS for token in tokens(text))


def topic(text: str) -> Literal["help", "other"] | None:
    """What a text is about that is no news: how to ask, or nothing of the plan; None: unknown."""
    scene = lay_out(Utterance(text))
    shown = _shown(scene, None, None)
    if "help" in shown:
        return "help"
    says_something = any(mark.kinds for mark in scene.marks)
    return "other" if "out_of_scope" in shown and not says_something else None


def _orders(scene: Scene) -> bool:
    """Whether somebody is told to act ("hoãn hội thảo giúp anh"), which a question cannot."""
    words = [token.bare for token in scene.row if token.kind == "word"]
    return bool(words) and words[0] in _ORDERS and not {"giup", "ho"}.isdisjoint(words[-3:])


_ORDERS = letters("tells_to_act")
_ASKS = letters("asks")


def _in_title(said: Utterance, unit: str, activity: ActivityName | None) -> bool:
    """Whether the unit is only named because the activity's title names it."""
    if activity is None:
        return False
    scene, known = lay_out(Utterance(activity.title)), names(said.units)
    found = (unit_at(scene, at, known) for at in range(len(scene.row)))
    return any(each is not None and each[0] == unit for each in found)


def _shown(
    scene: Scene, unit: tuple[str, int, int] | None, activity: ActivityName | None
) -> set[str]:
    """The kinds of phrases outside the unit's name; longer phrases hide those inside them.

    What the activity's own title says ("dự toán cầu Bản Chu") is in the plan's scope.
    """
    hidden = range(unit[1], unit[2]) if unit else range(0)
    title = index(activity.title) if activity else None
    found: set[str] = set()
    at = 0
    while at < len(scene.row):
        size, kinds = (1, set()) if at in hidden else _phrase(scene, at)
        if "out_of_scope" in kinds and title is not None:
            named = all(matches(title, t.form, t.bare) for t in scene.row[at : at + size])
            kinds = kinds - {"out_of_scope"} if named else kinds
        found |= kinds
        at += size
    return found


def _phrase(scene: Scene, at: int) -> tuple[int, set[str]]:
    longest = _LONGEST.get(scene.row[at].bare, 0)
    for size in range(min(longest, len(scene.row) - at), 0, -1):
        row = scene.row[at : at + size]
        kinds = _PHRASES.get(tuple(token.form for token in row))
        if kinds is None and (not scene.accented or size > 1):
            kinds = _BARE.get(tuple(t.bare for t in row)) if _typed_bare(scene, at, size) else None
        if kinds is not None:
            return size, kinds
    return 1, set()


def _typed_bare(scene: Scene, at: int, size: int) -> bool:
    return all(
        token.form == token.bare or not scene.accented for token in scene.row[at : at + size]
    )


def _kind_of(
    status: QueryKind | Literal["agenda"] | None,
    *,
    has_unit: bool,
    has_activity: bool,
    dated: bool,
) -> QueryKind:
    if has_activity and status in (None, "done", "overview", "not_done", "overdue"):
        return "by_activity"
    if has_activity and status == "due_soon" and not dated:
        return "by_activity"  # "video hạn bao giờ"
    if has_unit and (status in (None, "overview") or (status == "agenda" and not dated)):
        return "by_unit"
    if status == "agenda":
        return "due_soon"
    return status or "help"


def _claim_ids(scene: Scene, activities: tuple[ActivityName, ...]) -> None:
    """Claim the numbers of activities ("mục 2.1.2"), which are no dates."""
    ids = {activity.id for activity in activities}
    for at, token in enumerate(scene.row):
        if token.kind == "compound" and token.form in ids:
            scene.take(at, at + 1)


def _claim_dates(scene: Scene, activity: ActivityName) -> None:
    """Claim the dates in the name of what is asked about ("hội thảo 18/5")."""
    named = index(activity.title).figures
    for at, token in enumerate(scene.row):
        if token.kind == "compound" and figures(token.form) in named:
            scene.take(at, at + 1)


def _status(shown: set[str], scene: Scene, *, dated: bool) -> QueryKind | Literal["agenda"] | None:
    if "rate" in shown or _counts_both(shown, scene):
        return "overview"
    for kind in ("overdue", "not_done", "due_soon", "left", "done", "agenda", "overview"):
        if kind in shown and not _merely_asked(kind, shown, scene):
            if kind == "left":
                return "due_soon" if dated else "not_done"
            return cast("QueryKind", kind)
    return "overview" if shown & {"done", "not_done", "due_soon"} else None


def _counts_both(shown: set[str], scene: Scene) -> bool:
    """Whether it is asked how many are done and how many are not."""
    bares = [token.bare for token in scene.row if token.kind == "word"]
    return {"done", "not_done"} <= shown and max(bares.count("nhieu"), bares.count("may")) > 1


def _merely_asked(kind: str, shown: set[str], scene: Scene) -> bool:
    """Whether a status word only forms the question ("xong chưa", "có gì mới")."""
    if kind == "not_done" and _ends_in_chua(scene) and _anybody_yet(scene):
        return True
    if kind in ("not_done", "done") and _ends_in_chua(scene):
        return not shown & {"which"} or _anything_yet(scene)
    if kind == "done":
        return "which" not in shown and "overview" in shown
    return False


def _ends_in_chua(scene: Scene) -> bool:
    row = [t for t in scene.row if t.kind == "word"]
    places = [i for i, t in enumerate(row) if t.bare == "chua"]
    return (
        bool(places)
        and places[-1] > 0
        and places[-1] >= len(row) - 3
        and not _done_after([t.bare for t in row[places[-1] :]])
    )


def _anybody_yet(scene: Scene) -> bool:
    """Whether "có ai xong chưa" asks who has finished."""
    bares = [token.bare for token in scene.row if token.kind == "word"]
    return any(a == "co" and b in ("ai", "don", "phong") for a, b in pairwise(bares))


def _anything_yet(scene: Scene) -> bool:
    """Whether "gì chưa" asks for anything at all ("báo cáo gì chưa")."""
    bares = [token.bare for token in scene.row if token.kind == "word"]
    return any(pair == ("gi", "chua") for pair in pairwise(bares)) and "con" not in bares


def _done_after(bares: list[str]) -> bool:
    return any(
        bare in ("xong", "hoan", "bao", "lam", "tra", "nop", "gui", "thuc") for bare in bares
    )


def _activity(
    scene: Scene, activities: tuple[ActivityName, ...], unit: tuple[str, int, int] | None
) -> ActivityName | None:
    """The activity whose title the words point to; of equals the one said most fully."""
    if not activities:
        return None
    row = [t for i, t in enumerate(scene.row) if unit is None or not unit[1] <= i < unit[2]]
    row = _without_report(row)
    numbers = {t.form for t in row if t.kind == "compound"}
    numbered = next((a for a in activities if a.id in numbers), None)
    if numbered is not None:
        return numbered
    typed = expand(_without_stock(row, activities))
    found = [(a, evidence(index(a.title), typed, accented=scene.accented)) for a in activities]
    found = [(a, e) for a, e in found if e.weight and not (e.pairs and e.pairs <= _whole_plan(e))]
    if not found:
        return None
    found = _by_what_is_named(found)
    shared = Counter(pair for _, e in found for pair in e.pairs)
    best, shown = max(found, key=lambda each: _score(each[1], each[0], shared))
    for a, e in found:  # "hội thảo" is the whole row 2.2.4, and not its plan 2.2.4a
        if a is not best and best.id.startswith(a.id) and _covers(e, shown):
            best, shown = a, e
    own = shown.singles.difference(*(e.singles for a, e in found if a is not best))
    if len(own) > 1:  # "tiêm sởi": two words that no other title has
        return best
    if _score(shown, best, shared)[0] < 1 or not (shown.pairs or shown.singles & KEYS):
        return None
    return best


def _by_what_is_named(
    found: list[tuple[ActivityName, Evidence]],
) -> list[tuple[ActivityName, Evidence]]:
    """What points to activities, without everyday words where something is named beside them."""
    if not any(e.pairs - _EVERYDAY for _, e in found):
        return found
    letters_ = {word for pair in _EVERYDAY for word in pair}
    lighter = [(a, Evidence(e.pairs - _EVERYDAY, e.singles - letters_)) for a, e in found]
    return [(a, e) for a, e in lighter if e.weight]


def _without_report(row: list[Token]) -> list[Token]:
    """The row without “báo cáo” before a moment: how things stood then, and no title's word."""
    asks = [_bare_at(row, 0), _bare_at(row, 1)] == _REPORT
    behind = _bare_at(row, 2)
    hour = _HOUR.fullmatch(behind) or (behind.isdecimal() and _bare_at(row, 3) in _HOURS)
    return row[2:] if asks and (behind in _MOMENTS or hour) else row


_REPORT = ["bao", "cao"]
_MOMENTS = letters("begins_a_moment")
_HOUR, _HOURS = re.compile(r"\d{1,2}[hg]\d{0,2}"), letters("hours")


def _covers(one: Evidence, other: Evidence) -> bool:
    """Whether all that points to another activity points to this one, too."""
    return one.pairs >= other.pairs and one.singles >= other.singles


def _without_stock(row: list[Token], activities: tuple[ActivityName, ...]) -> list[Token]:
    """The words without "đề nghị" at the beginning, which names no "văn bản đề nghị", and without
    "tình hình", which typed bare has letters of "truyền hình tỉnh".
    """
    if tuple(token.bare for token in row[:2]) == _ASKED_TO:
        row = row[2:]
    if any(_STATE_OF in index(activity.title).pairs for activity in activities):
        return row
    return [
        token
        for i, token in enumerate(row)
        if _STATE_OF not in ((token.bare, _bare_at(row, i + 1)), (_bare_at(row, i - 1), token.bare))
    ]


_ASKED_TO = ("de", "nghi")
_STATE_OF = ("tinh", "hinh")


def _bare_at(row: list[Token], i: int) -> str:
    return row[i].bare if 0 <= i < len(row) else ""


def _whole_plan(found: Evidence) -> frozenset[tuple[str, str]]:
    """The pairs that mean the whole plan; none if other words point to the activity too."""
    others = {word for word in found.singles if not any(word in pair for pair in _PLAN_WORDS)}
    return _NO_PAIRS if others else _PLAN_WORDS


def _score(
    found: Evidence, activity: ActivityName, shared: Counter[tuple[str, str]]
) -> tuple[float, int, float, int]:
    telling = [word for word in found.singles if len(word) >= _TELLING]
    weight = 2 * len(found.pairs) + len(telling) * 0.5
    length = len(index(activity.title).forms)
    own = sum(shared[pair] == 1 for pair in found.pairs - _PLAN_WORDS)
    weighed = weight if found.pairs else weight * 2
    return weighed, own, weight / max(length, 1), -len(activity.id)
