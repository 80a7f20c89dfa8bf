"""A text cut into clauses: each says one thing about one set of tasks."""

from itertools import pairwise
from typing import NamedTuple, TypeVar

from bot.understand.clauses.preamble import LIST_SIGNS, after_courtesies, after_item, is_list
from bot.understand.figures.counts import Naming, settled
from bot.understand.figures.dates import find_days
from bot.understand.figures.numbers import find_bare, find_explicit
from bot.understand.figures.reckoning import Day
from bot.understand.figures.shares import Share, find_shares
from bot.understand.words.beside import letters
from bot.understand.words.fold import fold
from bot.understand.words.lexicon import KIND, Mark
from bot.understand.words.scene import Scene

_STATE = sum(
    KIND[kind]
    for kind in ("xong", "chua", "khong_kip", "dang", "cho", "gan", "gia_han", "lam", "dau_xong",
                 "dau_chua", "hanh_dong", "buoc", "se", "khong", "on_roi")
)  # fmt: skip
_CUT = KIND["nhung"] | KIND["tru"] | KIND["con"] | KIND["dinh_chinh"]
_LINKING = letters("links_a_topic")
_PLURAL = letters("plural")


class Clause(NamedTuple):
    """The tokens [start:end] of a scene and what was found in them.

    `kinds` are those of all its phrases, as bits; `loose` are the words and numbers that no
    phrase, day, share or task explains.
    """

    start: int
    end: int
    marks: tuple[Mark, ...]
    namings: tuple[Naming, ...]
    days: tuple[Day, ...]
    shares: tuple[Share, ...]
    asks: bool
    kinds: int
    loose: tuple[int, ...]


def cut(scene: Scene) -> list[Clause]:
    """The clauses of a text in order; never empty ones."""
    namings = find_explicit(scene)
    shares = find_shares(scene)
    days = find_days(scene)
    namings = settled(scene, [*namings, *find_bare(scene)])
    stately = {share.start for share in shares}.union([day.start for day in days])
    loose = _loose(scene)
    found = []
    for start, end, asks in _edges(scene, namings, stately):
        marks = tuple([m for m in scene.marks if start <= m.start < end])
        if marks or any(token.kind not in _EMPTY for token in scene.row[start:end]):
            found.append(
                Clause(
                    start,
                    end,
                    marks,
                    _within(namings, start, end),
                    _within(days, start, end),
                    _within(shares, start, end),
                    asks,
                    _kinds(marks),
                    tuple([i for i in loose if start <= i < end]),
                )
            )
    return found


_EMPTY = frozenset({"end", "sign"})
_Found = TypeVar("_Found", Naming, Day, Share)


def _within(found: list[_Found], start: int, end: int) -> tuple[_Found, ...]:
    """Those that begin among tokens[start:end]."""
    return tuple([each for each in found if start <= each.start < end]) if found else ()


def _kinds(marks: tuple[Mark, ...]) -> int:
    kinds = 0
    for mark in marks:
        kinds |= mark.kinds
    return kinds


_SPOKEN = frozenset({"word", "number", "compound", "percent"})


def _loose(scene: Scene) -> list[int]:
    """The words and numbers that nothing explains."""
    return [
        i
        for i, token in enumerate(scene.row)
        if scene.mark_at[i] is None and not scene.taken[i] and token.kind in _SPOKEN
    ]


class _Cutter:
    """Walks over the tokens and remembers whether a state or a task came first."""

    def __init__(self) -> None:
        self.edges: list[tuple[int, int, bool]] = []
        self.start = 0
        self.seen = ""
        self.past = 0
        self.because = False
        self.topic = -1
        self.told = False

    def close(self, at: int, after: int, *, asks: bool = False) -> None:
        """End the clause before token `at`; the next one begins at `after`."""
        if at > self.start or asks:
            self.edges.append((self.start, at, asks))
        self.start, self.seen, self.past, self.because = after, "", 0, False
        self.topic, self.told = -1, False

    def see(self, what: str, at: int) -> None:
        """Note a task (R) or a state (S) at a token; the second round of a pattern is a new one."""
        if (self.seen == "RS" and what == "R") or (self.seen == "SR" and what == "S"):
            self.close(at, at)
        if not self.seen.endswith(what):
            self.seen += what

    def turn_to(self, topic: int, at: int) -> None:
        """Note that the words at a token are of the title at this place, and of no other.

        What has been said of one task is over where another is spoken of, comma or not.
        """
        if self.told and self.topic not in (-1, topic) and not self.because:
            self.close(at, at)
        self.topic, self.told = topic, False


def _edges(scene: Scene, namings: list[Naming], stately: set[int]) -> list[tuple[int, int, bool]]:
    """Start and end of every clause, and whether a question mark closes it."""
    cutter = _Cutter()
    begin = after_courtesies(scene)
    cutter.start = inside = begin
    named = {naming.start: naming.end for naming in namings}
    listed = is_list(scene, namings)
    topics = _topics(scene)
    for at, token in enumerate(scene.row):
        if at < inside:
            continue
        if at in topics and scene.bare(at - 1) not in _LINKING:
            cutter.turn_to(topics[at], at)
        if at in named:
            _name(cutter, at, listed=listed)
            inside = named[at]
        elif token.kind == "end" and not after_item(scene, namings, at, listed=listed):
            cutter.close(at, at + 1, asks=token.form == "?")
        elif (mark := scene.begins[at]) is not None:
            follows = inside > begin and at in (inside, _item(scene, inside))
            _step(cutter, scene, at, mark, stately, named_before=follows)
        elif at in stately and not _wished_for(scene, cutter.start, at):
            cutter.see("S", at)
    cutter.close(len(scene.row), len(scene.row))
    return cutter.edges


def _topics(scene: Scene) -> dict[int, int]:
    """Where two words stand side by side as in the title of one open task only, and of which."""
    if len(scene.titles) < 2:
        return {}
    found: dict[int, int] = {}
    pairs = list(pairwise([token.bare for token in scene.row]))
    if all(title.pairs.isdisjoint(pairs) for title in scene.titles):
        return found
    for at, pair in enumerate(pairs):
        if pair[0] in _PLURAL:
            continue  # "hướng dẫn xong các bản": those for whom, whatever title has "các bản"
        places = [i for i, title in enumerate(scene.titles) if pair in title.pairs]
        if len(places) != 1:
            continue
        mark = scene.mark_at[at]
        if mark is None or not mark.kinds & KIND["thua_gui"]:  # "xin báo cáo" is a courtesy
            found[at] = places[0]
    return found


def _item(scene: Scene, end: int) -> int:
    """Where an item of a list begins whose number ends there ("1. rồi")."""
    return end + (scene.form(end) in LIST_SIGNS)


def _name(cutter: _Cutter, at: int, *, listed: bool) -> None:
    if listed and "S" in cutter.seen:
        cutter.close(at, at)
    cutter.see("R", at)


def _step(
    cutter: _Cutter, scene: Scene, at: int, mark: Mark, stately: set[int], *, named_before: bool
) -> None:
    """What a phrase changes: it may begin a clause, name a state, or be what follows "rồi"."""
    past = scene.bare(mark.end - 1) == "roi"
    if not (mark.kinds & _TURNING or past or at in stately):
        return
    if _begins_clause(cutter, scene, at, mark, named_before=named_before):
        cutter.close(at, at)
    answered = bool(mark.kinds & _ANSWERS) and cutter.seen == "R" and named_before
    dated = at in stately and not _wished_for(scene, cutter.start, at)
    stated = bool(mark.kinds & _STATE) or dated or answered
    denied = scene.bare(cutter.past) == "dau"  # "xong rồi đâu"
    if stated and 0 < cutter.past < at - 1 and not denied and _new_topic(scene, cutter.past, at):
        cutter.close(cutter.past, cutter.past)
    if stated and not (cutter.because and cutter.seen.endswith("R")):
        cutter.see("S", at)
    if mark.kinds & (KIND["vi"] | KIND["nen"]):
        cutter.because = bool(mark.kinds & KIND["vi"])
    if past and "S" in cutter.seen:
        cutter.past = mark.end
    cutter.told = cutter.told or past or bool(mark.kinds & _TOLD)


_TOLD = KIND["xong"] | KIND["chua"] | KIND["khong_kip"] | KIND["dang"] | KIND["cho"] | KIND["gan"]
_UNTIL = letters("until_a_day")


def _wished_for(scene: Scene, start: int, at: int) -> bool:
    """Whether a day ends the wish for more time that stands before it: "lùi việc 2 đến 17/5".

    Such a day says nothing new of the task, so that the reason after it belongs to the wish.
    """
    if scene.bare(at - 1) not in _UNTIL:
        return False
    marks = (scene.begins[i] for i in range(start, at))
    return any(mark is not None and mark.kinds & KIND["gia_han"] for mark in marks)


_TURNING = (
    _STATE | _CUT | KIND["chua"] | KIND["con_lai"] | KIND["xong"] | KIND["da"] | KIND["vi"]
    | KIND["nen"] | KIND["nhan"]
)  # fmt: skip
_ANSWERS = KIND["da"] | KIND["nhan"]  # "1 rồi 2 chưa", "1 ok 2 đang làm"


def _begins_clause(
    cutter: _Cutter, scene: Scene, at: int, mark: Mark, *, named_before: bool
) -> bool:
    """Whether a phrase begins to say something else: "nhưng", "trừ", "rồi | chưa", "còn lại"."""
    if mark.kinds & _CUT and at > cutter.start and not _holds(scene, at, mark):
        goes_on = cutter.because or (named_before and cutter.seen == "R")
        return not (goes_on and _lacks(scene, mark))
    if mark.kinds & KIND["chua"] and cutter.past == at and _goes_on(scene, mark.end):
        return True
    if mark.kinds & KIND["chua"] and _finished_step(scene, at, mark.end):
        return True
    if mark.kinds & KIND["con_lai"] and len(cutter.seen) > 1:
        return True
    return bool(mark.kinds & KIND["xong"]) and _follows_exception(scene, cutter, at)


def _lacks(scene: Scene, mark: Mark) -> bool:
    """Whether "còn" tells what hinders: "1 còn lỗi", "vì nó còn phụ thuộc bên Sở TC"."""
    behind = scene.begins[mark.end]
    return (
        bool(mark.kinds & KIND["con"])
        and behind is not None
        and bool(behind.kinds & (KIND["vuong"] | KIND["hu_hai"] | KIND["cho"]))
    )


def _finished_step(scene: Scene, at: int, end: int) -> bool:
    """Whether "chưa" turns from a step that is finished to the next: "soạn xong chưa gửi"."""
    before, after = scene.mark_at[at - 1], scene.begins[end]
    steps = KIND["hanh_dong"] | KIND["buoc"]
    return (
        at > 1
        and before is not None
        and bool(before.kinds & KIND["xong"])
        and after is not None
        and bool(after.kinds & steps)
    )


def _goes_on(scene: Scene, at: int) -> bool:
    """Whether more than particles follows in the same sentence."""
    while at < len(scene.row) and scene.kind(at) != "end":
        mark = scene.mark_at[at]
        if mark is None or mark.kinds & ~(KIND["dem"] | KIND["xung_ho"]):
            return True
        at = mark.end
    return False


def _new_topic(scene: Scene, start: int, end: int) -> bool:
    """Whether words between "rồi" and the next state name something else to speak of."""
    return any(scene.kind(i) == "word" and scene.mark_at[i] is None for i in range(start, end))


def _follows_exception(scene: Scene, cutter: _Cutter, at: int) -> bool:
    """Whether "all but these" has just been said, so that what comes is said of the others."""
    opening = scene.starts(cutter.start)
    if opening is None or not opening.kinds & KIND["tru"]:
        return False
    if any(scene.bare(i) == "ra" for i in range(opening.end, at)):
        return True  # "ngoài số hóa với đào tạo ra thì xong cả"
    if "S" in cutter.seen:
        return False
    return cutter.seen == "R" or _new_topic(scene, opening.end, at)


def _holds(scene: Scene, at: int, mark: Mark) -> bool:
    """Whether a word that could open a clause is only a particle here ("xong rồi mà")."""
    if mark.kinds & KIND["nhung"] and _asked(scene, at):
        return True
    if mark.kinds & KIND["con"] and _more_is_left(scene, mark.end):
        return False
    after = mark.end
    while (follower := scene.mark_at[after] if after < len(scene.row) else None) is not None:
        if not follower.kinds & (KIND["dem"] | KIND["xung_ho"]) or follower.values:
            break
        after = follower.end
    last = not _matters_from(scene, after)
    negated = scene.mark_at[at - 1]
    after_negation = negated is not None and bool(negated.kinds & (KIND["chua"] | KIND["khong"]))
    return last or (after_negation and scene.bare(at) == "ma")


def _more_is_left(scene: Scene, at: int) -> bool:
    """Whether "nữa" closes what "còn" opens: "rồi còn các trường nữa"."""
    while scene.kind(at) == "word":
        if scene.form(at) == _MORE:
            return True
        at += 1
    return False


_MORE = fold("nữa")[0]


def _matters_from(scene: Scene, at: int) -> bool:
    """Whether the clause goes on with more than pictures."""
    return at < len(scene.row) and not (
        scene.kind(at) == "end" or (scene.kind(at) == "sign" and scene.mark_at[at] is None)
    )


def _asked(scene: Scene, at: int) -> bool:
    """Whether a question word has just been said ("làm sao mà xong được")."""
    before = scene.mark_at[at - 1]
    return before is not None and bool(before.kinds & KIND["hoi"])
