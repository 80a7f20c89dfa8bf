"""“CV số 245 là của việc 3”, “bỏ minh chứng vừa gửi”: evidence that lies with the wrong duty.

Pure, by the phrases of `turns.toml`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from bot.understand.evidence.lying import Lying, lying
from bot.understand.sayings import COURTESIES, TURNS, first_day, split_off, words
from bot.understand.words.fold import Token, tokens
from bot.understand.words.phrases import Phrase, holds, made_of, match, phrases

_WORDS = TURNS["refiling"]
_KINDS = {
    kind: phrases([*listed, *_WORDS["called"].get(kind, ())])
    for kind, listed in _WORDS["kinds"].items()
}
_THINGS = tuple(phrase for listed in _KINDS.values() for phrase in listed)
_WHICH, _SENDING, _DROP, _MOVE, _MEND, _COUNTED, _UNLIKE, _BUT, _SOME, _AMONG, _INSIDE = (
    phrases(_WORDS[name])
    for name in (
        *("which", "sending", "drop", "move", "mend", "counted", "unlike", "but"),
        *("some", "among", "inside"),
    )
)
_MISSENT, _BEHIND_DROP, _DROP_BESIDE, _DROP_ALL, _DROP_NAMED = (
    phrases(_WORDS[name])
    for name in ("missent", "behind_drop", "drop_beside", "drop_all", "drop_named")
)
_RESENDING, _RESENDING_LED = (phrases(_WORDS[name]) for name in ("resending", "resending_led"))
_RESENT = (*_RESENDING, *phrases(_WORDS["resending_beside"]), *COURTESIES)
_PRIVATE, _IS = phrases(_WORDS["private"]), phrases(["là"])
_DUTY = phrases(_WORDS["duty"])
_POINTS = tuple(phrase for phrase in _WHICH if phrase not in _MISSENT)
_COUNTS = {phrase: n for word, n in _WORDS["counts"].items() for phrase in phrases([word])}
_SENT = {phrase: days for words, days in _WORDS["sent"].items() for phrase in phrases([words])}
_OLD = phrases(_WORDS["replacing"]["old"])
_ACROSS, _WITHIN = phrases(_WORDS["across"]), phrases(_WORDS["within"])
_NUMBER, _DAY = (phrases(TURNS["references"][name]) for name in ("number", "day"))
_WRONG = phrases(TURNS["wrong"])
_FIRST_WORDS = {phrase[0][1] for phrase in (*_THINGS, *_NUMBER)}
"""One of these stands in every text that calls evidence anything."""

_CUT = re.compile(r"[,;:!…\n]|\.(?!\d)")
_FIGURES = ("number", "compound", "doc")
_READ = ("word", *_FIGURES)
_SENT_ALONE = {"any", "photo", "file"}
"""What is called so is evidence where it is dropped, whatever else is said: “bỏ ảnh”."""


@dataclass(frozen=True, slots=True)
class Refiling:
    """A wish to take evidence back (`drop`), or to have it with another duty.

    `kinds` is what it is called, `cited` the figures of its number; `duty` the words behind, which
    may name the duty that it belongs to, or is taken from, `of` those for where it lies, `unlike`
    those that may name the one that it is said not to be of. `certain` where it can be nothing
    else. `sent` are the first and last day on which it came, if that is said; `count` how many
    pieces, `many` whether all that are meant by the words, `some` whether it is not said which.
    `old` is what something else has come for since, or may have.
    """

    drop: bool
    kinds: frozenset[str]
    cited: tuple[str, ...]
    duty: str
    certain: bool
    sent: tuple[date, date] | None = None
    count: int | None = None
    unlike: str = ""
    of: str = ""
    many: bool = False
    some: bool = False
    old: bool = False


@dataclass(frozen=True, slots=True)
class _Head:
    """How a text begins, up to and with what evidence is called; `rest` comes behind."""

    wrong: Sequence[Phrase]
    dropped: Sequence[Phrase]
    mended: Sequence[Phrase]
    some: bool
    many: bool
    count: int | None
    row: Sequence[Token]
    called: Sequence[Phrase]
    things: Sequence[Phrase]
    rest: Sequence[Token]

    @property
    def names_something(self) -> bool:
        """Whether evidence is named, if only by a number: “số 30 là của việc 4”."""
        return bool(self.things or (self.called[:1] and self.called[0] in _NUMBER))


def refiling(text: str, today: date) -> Refiling | None:
    """What a text says of evidence that was put away; None if it says nothing of that kind."""
    if "?" in text or _FIRST_WORDS.isdisjoint(token.bare for token in tokens(text)):
        return None
    text, unlike = contrasted(without_resending(text))
    head = _head(text)
    if not head.names_something:
        return None
    lies = lying(text, head.rest[0].start) if head.rest else Lying(text)
    left = replace(_head(lies.text), things=head.things) if lies.of else head
    wish = _wish(lies.text, left, today, unlike, lies.of)
    if wish is None or not lies.astray:
        return wish
    return replace(wish, duty=wish.of, of=wish.duty)


def drops_it(text: str) -> Literal["last", "all", "sent"] | None:
    """Whether a text drops what was spoken of, without calling it anything: “bỏ cả đi”.

    “Gửi nhầm, ảnh cá nhân” drops what was `sent`, and no report.
    """
    row = words(without_resending(text))
    known = (*_DROP, *_BEHIND_DROP, *_DROP_BESIDE, *_DROP_ALL, *_WRONG, *COURTESIES)
    if "?" in text:
        return None
    if holds(row, _PRIVATE) and made_of(row, (*known, *_PRIVATE, *_MISSENT, *_THINGS, *_IS)):
        return "sent"
    if not holds(row, _DROP) or not made_of(row, known):
        return None
    return "all" if holds(row, _DROP_ALL) else "last"


def without_resending(text: str) -> str:
    """A text without the clause that says that something will be sent again."""
    row = words(text)
    if not holds(row, _RESENDING):
        return text
    for at in range(1, len(row)):
        tail = row[at:]
        apart = "," in text[row[at - 1].end : row[at].start] or _CUT.search(
            text, row[at - 1].end, row[at].start
        )
        own = any(match(row, at, phrase) for phrase in (*_RESENDING_LED, *COURTESIES))
        if (apart or own) and made_of(tail, _RESENT) and holds(tail, _RESENDING):
            return text[: row[at - 1].end]
    return text


def _head(text: str) -> _Head:
    row: Sequence[Token] = [token for token in tokens(text) if token.kind in _READ]
    row, wrong = _past(_of_some(row), (*_WRONG, *_MISSENT, *COURTESIES))
    row, dropped = _past(row, (*_DROP, *_DROP_NAMED, *COURTESIES))
    if dropped:
        row = _past_help(row)
    row, mended = _past(row, (*_MEND, *COURTESIES))
    row, some = _past(row, _SOME)
    row, count, many, one = _counted(row)
    naming = (*_THINGS, *_WHICH, *_SENT, *_SENDING, *_NUMBER, *_DAY, *COURTESIES)
    rest, called = _past(row, naming, figures=True)
    inside = any(phrase in _INSIDE for phrase in called)
    part = one or ((bool(some) or inside) and not many)
    things = [phrase for phrase in called if phrase in _THINGS]
    return _Head(wrong, dropped, mended, part, many, count, row, called, things, rest)


def _of_some(row: Sequence[Token]) -> Sequence[Token]:
    """What comes behind “trong 2 ảnh vừa gửi” of “trong 2 ảnh vừa gửi có 1 ảnh nhầm”."""
    if not any(match(row, 0, phrase) for phrase in _AMONG if row):
        return row
    starts = (i for i in range(len(row)) if any(match(row, i, phrase) for phrase in _SOME))
    return row[next((i for i in starts if i), 0) :]


def _past_help(row: Sequence[Token]) -> Sequence[Token]:
    """What comes behind “giúp em” of “bỏ giúp em cái ảnh đó”, unless nothing does."""
    behind, _ = _past(row, (*_BEHIND_DROP, *COURTESIES))
    return behind or row


def _wish(text: str, head: _Head, today: date, unlike: str, of: str) -> Refiling | None:
    """What is said of the evidence that a text begins with."""
    row, rest, called = head.row, head.rest, head.called
    cited = tuple(t.form for t in row[: len(row) - len(rest)] if t.kind in ("number", "doc"))
    sent = None if cited else _sent(text[: rest[0].start] if rest else text, called, today)
    pointed = bool(cited or of) or sent is not None or any(phrase in _WHICH for phrase in called)
    missent = _is_missent(text, row, called)
    if head.dropped and not (behind := _past(rest, (*_BEHIND_DROP, *COURTESIES))[0]):
        rest = behind
    rest, said_moved = _past(rest, (*_MOVE, *_ACROSS, *COURTESIES))
    moving = (*_MOVE, *_ACROSS)
    moved = any(p in moving for p in said_moved) or bool(unlike) or _is_set_off(text)
    help_ = _BEHIND_DROP if head.dropped else ()
    late, wrong_after = _past(rest, (*_WRONG, *help_, *COURTESIES))
    late, dropped_after = _past(late, (*_DROP, *COURTESIES)) if not said_moved else (late, [])
    drop = any(
        p in (*_DROP, *_DROP_NAMED) for p in (*head.dropped, *(dropped_after if not late else ()))
    )
    drop = drop or (missent and not rest and not head.some and any(p in _POINTS for p in called))
    astray = missent and not said_moved and any(match(rest, 0, phrase) for phrase in _DUTY)
    wrong = any(phrase in (*_WRONG, *_MISSENT) for phrase in (*head.wrong, *wrong_after))
    doubted = bool(unlike) or astray or (missent and not rest) or wrong
    mend = doubted or any(phrase in _MEND for phrase in head.mended)
    if not late or astray:
        rest = []
    kinds = {kind for kind, listed in _KINDS.items() if any(p in listed for p in head.things)}
    kinds = kinds or {"document"}
    numbered = any(match(rest, 0, phrase) for phrase in _DUTY)
    plainly = drop and (numbered or (not rest and not kinds - _SENT_ALONE))
    if not (pointed or doubted or "any" in kinds or plainly):
        return None  # “sửa video” is work
    if of and rest and not (drop or mend or numbered):
        return None  # “công văn việc 3 chuyển sang Đài”
    if not drop and not (mend and not rest) and not (moved and rest and (pointed or mend)):
        return None
    duty = text[rest[0].start :] if rest else ""
    return Refiling(
        drop,
        frozenset(kinds),
        cited,
        duty,
        drop or mend,
        sent,
        head.count,
        unlike,
        of,
        head.many,
        head.some,
        drop and not rest and any(p in _OLD for p in (*called, *wrong_after)),
    )


def _is_missent(text: str, row: Sequence[Token], called: Sequence[Phrase]) -> bool:
    """Whether evidence is called sent by mistake last: “ảnh đó gửi nhầm”, and not “anh kia …”."""
    last = [phrase for phrase in called if phrase not in COURTESIES][-1:]
    somebody = not text.isascii() and any(token.form == "anh" for token in row[:1])
    return not somebody and any(phrase in _MISSENT for phrase in last)


def contrasted(text: str) -> tuple[str, str]:
    """A text without what it says evidence is not of, and that: “không phải việc 1, của việc 3”."""
    row = [token for token in tokens(text) if token.kind in _READ]
    for at in range(len(row)):
        start = max(match(row, at, phrase) for phrase in _UNLIKE)
        if not start or start == len(row):
            continue
        cut = _CUT.search(text, row[start - 1].end)
        length = row[-1].end if cut is None else cut.start()
        end = next((t.start for i, t in enumerate(row) if i > start and _joins(row, i)), length)
        behind = text[row[start].start : min(end, length)].strip()
        if not behind:
            continue
        rest = text[min(end, length) :].lstrip(" ,.;:")
        return f"{text[: row[at].start]} {rest}".strip(), behind
    return text, ""


def _joins(row: Sequence[Token], at: int) -> bool:
    return any(match(row, at, phrase) for phrase in _BUT)


def _is_set_off(text: str) -> bool:
    """Whether a text begins with a word of being wrong, and a comma: “nhầm, ảnh việc 3”."""
    first, rest = split_off(text)
    left, found = _past(tokens(first), (*_WRONG, *COURTESIES))
    return bool(rest) and not left and any(phrase in _WRONG for phrase in found)


def _counted(row: Sequence[Token]) -> tuple[Sequence[Token], int | None, bool, bool]:
    """What comes behind how many pieces are spoken of: “2 ảnh đó”, “cả hai ảnh”.

    And how many, whether by a word for all or some of them, and whether of more: “1 trong 2 ảnh”.
    """
    rest, said = _past(row, _COUNTED)
    if any(match(rest, 0, phrase) for phrase in _THINGS):
        return rest, None, bool(said), False
    count = _count(rest)
    behind = _past(rest[1:], _AMONG)[0] if count else rest
    if count and len(behind) < len(rest) - 1:
        total = _count(behind)
        behind = _past(behind[1:] if total else behind, _COUNTED)[0]
        if any(match(behind, 0, phrase) for phrase in _THINGS):
            return behind, count, False, True
    if count is None or not any(match(rest, 1, phrase) for phrase in _THINGS):
        return row, None, False, False
    return rest[1:], count, bool(said), False


def _count(row: Sequence[Token]) -> int | None:
    """The number that a row begins with, in figures or in words."""
    word = next((phrase for phrase in _COUNTS if match(row, 0, phrase)), None) if row else None
    plain = bool(row) and row[0].kind == "number" and row[0].form[:3].isdecimal()
    return _COUNTS[word] if word else (int(row[0].form[:3]) if plain else None)


def _sent(text: str, called: Sequence[Phrase], today: date) -> tuple[date, date] | None:
    """The days on which evidence came, by how it is called: “ảnh hôm qua”, “ảnh gửi ngày 13/5”."""
    for phrase in called:
        if phrase in _SENT:
            first, last = _SENT[phrase]
            return today - timedelta(days=last), today - timedelta(days=first)
    day = first_day(text, today) if any(phrase in _DAY for phrase in called) else None
    return None if day is None or day > today else (day, day)


def _past(
    row: Sequence[Token], listed: Sequence[Phrase], *, figures: bool = False
) -> tuple[Sequence[Token], list[Phrase]]:
    """What comes behind the phrases that a row begins with, and these; also behind `figures`."""
    found: list[Phrase] = []
    while row and not (_is_picture(row) and _PICTURE not in listed):
        longest = max(listed, key=lambda phrase: match(row, 0, phrase))
        end = match(row, 0, longest)
        if not end and not (figures and found and row[0].kind in _FIGURES):
            break
        found += [longest] if end else []
        row = row[end or 1 :]
    return row, found


def _is_picture(row: Sequence[Token]) -> bool:
    """Whether “anh” is a picture typed without its sign, and nobody: “anh vua gui”."""
    plain = [token.form == token.bare for token in row[:2]] == [True, True]
    together = plain and row[1].start <= row[0].end + 1
    return (
        together
        and bool(match(row, 0, _PICTURE))
        and any(match(row, 1, phrase) for phrase in (*_WHICH, *_DUTY, *_WITHIN))
    )


_PICTURE = phrases(["ảnh"])[0]
