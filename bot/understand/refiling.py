"""“CV số 245 là của việc 3”, “bỏ minh chứng vừa gửi”: evidence that lies with the wrong duty.

Pure, by the phrases of `turns.toml`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.understand.fold import Token, tokens
from bot.understand.phrases import Phrase, match, phrases
from bot.understand.sayings import COURTESIES, TURNS, first_day, split_off

_WORDS = TURNS["refiling"]
_KINDS = {kind: phrases(listed) for kind, listed in _WORDS["kinds"].items()}
_THINGS = tuple(phrase for listed in _KINDS.values() for phrase in listed)
_WHICH, _SENDING, _DROP, _MOVE, _MEND, _COUNTED, _UNLIKE, _BUT = (
    phrases(_WORDS[name])
    for name in ("which", "sending", "drop", "move", "mend", "counted", "unlike", "but")
)
_MISSENT, _BEHIND_DROP = (phrases(_WORDS[name]) for name in ("missent", "behind_drop"))
_DUTY = phrases(["việc", "nhiệm vụ"])
_POINTS = tuple(phrase for phrase in _WHICH if phrase not in _MISSENT)
_COUNTS = {phrase: n for word, n in _WORDS["counts"].items() for phrase in phrases([word])}
_SENT = {phrase: days for words, days in _WORDS["sent"].items() for phrase in phrases([words])}
_NUMBER, _DAY = (phrases(TURNS["references"][name]) for name in ("number", "day"))
_WRONG = phrases(TURNS["wrong"])
_CUT = re.compile(r"[,;:!…\n]|\.(?!\d)")
_FIGURES = ("number", "compound", "doc")
_READ = ("word", *_FIGURES)


@dataclass(frozen=True, slots=True)
class Refiling:
    """A wish to take evidence back (`drop`), or to have it with another duty.

    `kinds` is what it is called, `cited` the figures of its number; `duty` the words behind, which
    may name the duty that it belongs to, or is taken from, `unlike` those that may name the one
    that it is said not to be of. `certain` where it can be nothing else. `sent` are the first and
    last day on which it came, if that is said; `count` how many pieces.
    """

    drop: bool
    kinds: frozenset[str]
    cited: tuple[str, ...]
    duty: str
    certain: bool
    sent: tuple[date, date] | None = None
    count: int | None = None
    unlike: str = ""


def refiling(text: str, today: date) -> Refiling | None:
    """What a text says of evidence that was put away; None if it says nothing of that kind."""
    if "?" in text:
        return None
    text, unlike = _contrasted(text)
    row: Sequence[Token] = [token for token in tokens(text) if token.kind in _READ]
    row, wrong = _past(row, (*_WRONG, *COURTESIES))
    row, dropped = _past(row, (*_DROP, *COURTESIES))
    row, mended = _past(row, (*_MEND, *COURTESIES))
    row, count = _counted(row)
    naming = (*_THINGS, *_WHICH, *_SENT, *_SENDING, *_NUMBER, *_DAY, *COURTESIES)
    rest, called = _past(row, naming, figures=True)
    things = [phrase for phrase in called if phrase in _THINGS]
    numbered = not things and called[:1] and called[0] in _NUMBER  # “số 30 là của việc 4”
    if not things and not numbered:
        return None
    cited = tuple(t.form for t in row[: len(row) - len(rest)] if t.kind in ("number", "doc"))
    sent = None if cited else _sent(text[: rest[0].start] if rest else text, called, today)
    pointed = bool(cited) or sent is not None or any(phrase in _WHICH for phrase in called)
    missent = _is_missent(text, row, called)
    if dropped and not (behind := _past(rest, (*_BEHIND_DROP, *COURTESIES))[0]):
        rest = behind
    rest, said_moved = _past(rest, (*_MOVE, *COURTESIES))
    moved = any(phrase in _MOVE for phrase in said_moved) or bool(unlike) or _is_set_off(text)
    late, wrong_after = _past(rest, (*_WRONG, *COURTESIES))
    late, dropped_after = _past(late, (*_DROP, *COURTESIES)) if not said_moved else (late, [])
    drop = any(phrase in _DROP for phrase in (*dropped, *(dropped_after if not late else ())))
    drop = drop or (missent and not rest and any(phrase in _POINTS for phrase in called))
    astray = missent and not said_moved and any(match(rest, 0, phrase) for phrase in _DUTY)
    doubted = (
        bool(unlike)
        or astray
        or (missent and not rest)
        or any(phrase in _WRONG for phrase in (*wrong, *wrong_after))
    )
    mend = doubted or any(phrase in _MEND for phrase in mended)
    if not late or astray:
        rest = []
    kinds = {kind for kind, listed in _KINDS.items() if any(each in listed for each in things)}
    kinds = kinds or {"document"}
    if not (pointed or doubted or "any" in kinds):
        return None  # “sửa video” is work
    if not drop and not (mend and not rest) and not (moved and rest and (pointed or mend)):
        return None
    duty = text[rest[0].start :] if rest else ""
    return Refiling(drop, frozenset(kinds), cited, duty, drop or mend, sent, count, unlike)


def _is_missent(text: str, row: Sequence[Token], called: Sequence[Phrase]) -> bool:
    """Whether evidence is called sent by mistake last: “ảnh đó gửi nhầm”, and not “anh kia …”."""
    last = [phrase for phrase in called if phrase not in COURTESIES][-1:]
    somebody = not text.isascii() and any(token.form == "anh" for token in row[:1])
    return not somebody and any(phrase in _MISSENT for phrase in last)


def _contrasted(text: str) -> tuple[str, str]:
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


def _counted(row: Sequence[Token]) -> tuple[Sequence[Token], int | None]:
    """What comes behind how many pieces are spoken of: “2 ảnh đó”, “cả hai ảnh”."""
    rest, _ = _past(row, _COUNTED)
    if any(match(rest, 0, phrase) for phrase in _THINGS):
        return rest, None
    word = next((phrase for phrase in _COUNTS if match(rest, 0, phrase)), None)
    plain = bool(rest) and rest[0].kind == "number" and rest[0].form[:3].isdecimal()
    if not (word or plain) or not any(match(rest, 1, phrase) for phrase in _THINGS):
        return row, None
    return rest[1:], _COUNTS[word] if word else int(rest[0].form[:3])


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
    return plain and bool(match(row, 0, _PICTURE)) and any(match(row, 1, w) for w in _WHICH)


_PICTURE = phrases(["ảnh"])[0]
