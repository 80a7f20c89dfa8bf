"""Turns of a conversation: yes, no, agreed, withdrawn, remind me later, and what a text refers to.

Pure, by the phrases of `turns.toml`. Each reader says None or nothing for what it does not know
for certain; whether its question was asked at all is the caller's to know.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any, Literal

from bot.understand.clauses import cut
from bot.understand.dates import find_days
from bot.understand.fold import Token, fold, tokens
from bot.understand.scene import lay_out
from bot.understand.succession import statements
from bot.understand.values import Utterance

TURNS: dict[str, Any] = tomllib.loads(
    files("bot.understand").joinpath("turns.toml").read_text(encoding="utf-8")
)
Phrase = tuple[tuple[str, str], ...]


def _phrases(listed: Iterable[str]) -> tuple[Phrase, ...]:
    """Phrases as words in both forms, longest first."""
    found = (tuple(fold(word) for word in phrase.split()) for phrase in listed)
    return tuple(sorted(found, key=len, reverse=True))


_COURTESIES = _phrases(TURNS["courtesies"])
_ADDRESSES = tuple(p for p in _COURTESIES if p not in _phrases(TURNS["alone"]))
_TAKE_BACK = _phrases(TURNS["take_back"])
_ALREADY = _phrases(TURNS["already"])
_RIGHT, _WRONG, _ALONE = (_phrases(TURNS[name]) for name in ("right", "wrong", "alone"))
_GOES_ON = _phrases(TURNS["grant_goes_on"])
_REFUSE_WITH_WORDS = _phrases(TURNS["refuse_with_words"])
_GRANT, _REFUSE, _WITHDRAW = (_phrases(TURNS[name]) for name in ("grant", "refuse", "withdraw"))
_REMIND, _LAST, _NO = (_phrases(TURNS[n]) for n in ("remind", "remind_last", "no_reminder"))
_DROP, _NO_MORE = _phrases(TURNS["drop_reminder"]), _phrases(TURNS["no_more_reminder"])
_LATER = _phrases(TURNS["later"])
_RECEIPT = _phrases(TURNS["receipt"])
_PRESENTING = _phrases(TURNS["presenting"]["words"])
_EVIDENCE = _phrases(TURNS["references"]["evidence"])
_PARTS = [
    (phrase, time.fromisoformat(at)) for p, at in TURNS["parts"].items() for phrase in _phrases([p])
]
_SPANS = {fold(word)[1]: minutes for word, minutes in TURNS["spans"].items()}
_MOST_SPAN = timedelta(days=2)

_HOUR = re.compile(r"(?<![\d/.-])(\d{1,2})\s*(?:h|g|giờ|gio|:)\s*(\d{2})?(?![\d/])", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,3})\s*([^\W\d_]+)\s*(?:nữa|nua|sau|tới|toi)", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+", re.IGNORECASE)
_SYMBOL = re.compile(r"\d{1,5}\s?/\s?[A-ZĐ][\w&/\-]*[A-ZĐ]\w*")
_KINDS = "|".join(
    re.escape(kind) for kind in sorted(TURNS["references"]["kinds"], key=len, reverse=True)
)
_BEFORE = re.compile(rf"(?<!\w)(?:(?:{_KINDS})\s*)?(?:số\s*:?\s*)?\Z", re.IGNORECASE)
_DATED = re.compile(r"\s*,?\s*ngày\s*\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{2,4})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a decider says about a wish for more time. `until` is another day than was wished."""

    granted: bool
    until: date | None = None
    opinion: str | None = None


@dataclass(frozen=True, slots=True)
class Snooze:
    """A wish to be reminded later; `at` is local to the writer, None where no time is certain."""

    at: datetime | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or a document's number that a text gives, in its own words."""

    kind: str
    words: str


def agrees(text: str) -> bool | None:
    """Whether a text says that what was recorded is right; None if it says something else."""
    row = _words(text)
    if "?" in text:
        return None
    if row and nods(text):
        return True
    bare = _plain(row)
    if _whole(bare, _WRONG):
        return False
    return True if _whole(bare, _RIGHT) else None


def nods(text: str) -> bool:
    """Whether a text is nothing but “ok”, “vâng ạ”, 👍: a yes to whatever was said last."""
    row = _words(text)
    if not row:
        return any(sign in text for sign in TURNS["receipt_signs"])
    return "?" not in text and _whole(_plain(row, _ADDRESSES), _ALONE)


def already(text: str) -> bool:
    """Whether a text says no more than “rồi”: yes, if it was asked whether something is done."""
    return "?" not in text and _whole(_words(text), _ALREADY)


def takes_back(text: str) -> int | None:
    """The number of the duty whose answer a text takes back; None if it takes none back."""
    row = _plain(_words(text))
    if not row or row[-1].kind != "number" or "?" in text:
        return None
    return int(row[-1].form[:6]) if _whole(row[:-1], _TAKE_BACK) else None


def verdict(text: str, today: date) -> Verdict | None:
    """What a text decides about a wish for more time; None if it decides nothing."""
    if "?" in text:
        return None
    row = _led(_words(text))
    if any(_match(row, 0, phrase) for phrase in _REFUSE_WITH_WORDS):
        return Verdict(granted=False, opinion=text[row[0].start :].strip())
    for granted, phrases in ((False, _REFUSE), (True, _GRANT)):
        end = max((_match(row, 0, phrase) for phrase in phrases), default=0)
        if end:
            rest = text[row[end - 1].end :].strip(" \n\t,.;:!-–")
            more = _plain(row[end:])
            if granted and more and not any(_match(more, 0, phrase) for phrase in _GOES_ON):
                return None
            return Verdict(granted, _day(rest, today) if granted else None, rest if more else None)
    return None


_COUNTED = frozenset({"viec", "so", "de", "nghi", "muc"})
_BECAUSE = frozenset({"vi", "do", "nhe", "nha"})


def numbers_a_wish(text: str) -> bool:
    """Whether a decision gives the number of what it is about: “đồng ý 1”, “không duyệt 2 vì …”."""
    row = _led(_words(text))
    at = max((_match(row, 0, phrase) for phrase in (*_REFUSE, *_GRANT)), default=0)
    while at and at < len(row) and row[at].bare in _COUNTED:
        at += 1
    if not at or "?" in text or at >= len(row) or row[at].kind != "number":
        return False
    return at + 1 == len(row) or row[at + 1].bare in _BECAUSE


def withdraws(text: str) -> bool:
    """Whether a text takes a wish for more time back."""
    return "?" not in text and _holds(_words(text), _WITHDRAW)


def received(text: str) -> bool:
    """Whether a text says that a message was received: “đã nhận”, “ok”, “rõ”, 👍."""
    return _holds(_words(text), _RECEIPT) or any(sign in text for sign in TURNS["receipt_signs"])


def asks_for_evidence(text: str) -> bool:
    """Whether a text of leadership speaks of evidence."""
    return _holds(_words(text), _EVIDENCE)


def snooze(text: str, now: datetime) -> Snooze | None:
    """When a text wants to be reminded again; None if it does not speak of that.

    `now` is on the writer's clock. A time of day that has passed is the next day's.
    """
    row = _words(text)
    if _holds(row, _NO) or not (_holds(row, _REMIND) or _ends(row, _LAST)):
        return None
    after = _span(text, row)
    if after is not None:
        return Snooze(now + after)
    clock = _clock(text, row)
    day = _day(text, now.date())
    if clock is None and day is None:
        return Snooze(None)
    at = datetime.combine(day or now.date(), clock or _MORNING, tzinfo=now.tzinfo)
    if at <= now and day in (None, now.date()):
        at = now + timedelta(hours=1) if _of_part(text, row) else at + timedelta(days=1)
    return Snooze(at)


def no_reminder(text: str) -> Literal["surely", "maybe"] | None:
    """Whether a text wants no reminder any more: “bỏ nhắc lại 1”, less surely “khỏi nhắc”."""
    row = _words(text)
    if "?" in text:
        return None
    if _holds(row, _DROP):
        return "surely"
    return "maybe" if _holds(row, _NO_MORE) else None


def names(said: Utterance) -> frozenset[int]:
    """The numbers of the open tasks that a text names, whatever it says of them."""
    scene = lay_out(said)
    found = statements(said, scene, cut(scene))
    named = {n for statement in found for n in statement.tasks or ()}
    return frozenset(named.intersection(scene.open_numbers))


def references(text: str) -> tuple[Reference, ...]:
    """The links and documents' numbers in a text, in order."""
    links = [
        (m.start(), Reference("link", m.group().rstrip(".,;:)!?…"))) for m in _LINK.finditer(text)
    ]
    spans = [(m.start(), m.end()) for m in _LINK.finditer(text)]
    numbers = [
        (m.start(), Reference("document", _cited(text, m)))
        for m in _SYMBOL.finditer(text)
        if not any(start <= m.start() < end for start, end in spans)
    ]
    return tuple(reference for _, reference in sorted(links + numbers, key=lambda each: each[0]))


def only_presents(text: str) -> bool:
    """Whether words beside a file only hand it over, and do not say what it shows."""
    row = list(_words(text))
    while row:
        ends = (_match(row, 0, phrase) for phrase in (*_PRESENTING, *_COURTESIES))
        end = max(ends, default=0)
        if not end:
            return False
        row = row[end:]
    return True


def without_reminder(text: str) -> str:
    """The text without its wish to be reminded: what is left of “nhắc lại việc 2” names duty 2."""
    row = _words(text)
    for at, token in enumerate(row):
        end = max(_match(row, at, phrase) for phrase in _REMIND)
        if end:
            return f"{text[: token.start]} {text[row[end - 1].end :]}"
    return text


def without_links(text: str) -> str:
    """The text without its links, which name nothing that is understood."""
    return _LINK.sub(" ", text)


def _cited(text: str, symbol: re.Match[str]) -> str:
    """A document's number with its kind before it and its date behind it."""
    before = _BEFORE.search(text[: symbol.start()])
    dated = _DATED.match(text, symbol.end())
    start = before.start() if before else symbol.start()
    return text[start : dated.end() if dated else symbol.end()].strip()


_MORNING = time(8)


def _clock(text: str, row: Sequence[Token]) -> time | None:
    """The time of day that a text names, by the hour or by the part of the day."""
    part = next((at for phrase, at in _PARTS_LONGEST if _holds(row, (phrase,))), None)
    hour = _HOUR.search(text)
    if hour is None:
        return part
    h, m = int(hour[1]), int(hour[2] or 0)
    afternoon = part is not None and part >= time(12)
    if h < 12 and (afternoon or (part is None and h < 7)):
        h += 12
    return time(h, m) if h < 24 and m < 60 else None


_PARTS_LONGEST = sorted(_PARTS, key=lambda each: len(each[0]), reverse=True)


def _of_part(text: str, row: Sequence[Token]) -> bool:
    """Whether only a part of the day is named: one that has begun lasts on."""
    return _HOUR.search(text) is None and any(_holds(row, (phrase,)) for phrase, _ in _PARTS)


def _span(text: str, row: Sequence[Token]) -> timedelta | None:
    found = _SPAN.search(text)
    minutes = _SPANS.get(fold(found[2])[1]) if found else None
    if found and minutes is not None:
        return min(timedelta(minutes=minutes * int(found[1])), _MOST_SPAN)
    named = _HOUR.search(text) or any(_holds(row, (phrase,)) for phrase, _ in _PARTS)
    if not named and _day(text, date.min.replace(year=2000)) is None and _holds(row, _LATER):
        return timedelta(hours=1)
    return None


def _day(text: str, today: date) -> date | None:
    """The first certain day that a text names."""
    days = find_days(lay_out(Utterance(text, today=today)))
    return next((day.day for day in days if day.day is not None), None)


def _words(text: str) -> list[Token]:
    return [token for token in tokens(text) if token.kind in ("word", "number", "compound")]


def _is(token: Token, word: tuple[str, str]) -> bool:
    """Whether a token is a word, maybe typed without any diacritics."""
    return token.form == word[0] or (token.form == token.bare and token.bare == word[1])


def _match(row: Sequence[Token], at: int, phrase: Phrase) -> int:
    """Where a phrase that begins at a token ends; 0 if it does not stand there."""
    end = at + len(phrase)
    fits = end <= len(row) and all(map(_is, row[at:end], phrase))
    return end if fits else 0


def _holds(row: Sequence[Token], phrases: Iterable[Phrase]) -> bool:
    return any(_match(row, at, phrase) for phrase in phrases for at in range(len(row)))


def _ends(row: Sequence[Token], phrases: Iterable[Phrase]) -> bool:
    bare = _plain(row)
    return any(_match(bare, len(bare) - len(p), p) for p in phrases if len(bare) >= len(p))


def _whole(row: Sequence[Token], phrases: Iterable[Phrase]) -> bool:
    return any(_match(row, 0, phrase) == len(row) for phrase in phrases) if row else False


def _led(row: Sequence[Token], courtesies: Sequence[Phrase] = _COURTESIES) -> Sequence[Token]:
    """The row without courtesies at its beginning."""
    while row and (end := max((_match(row, 0, phrase) for phrase in courtesies), default=0)):
        row = row[end:]
    return row


def _plain(row: Sequence[Token], courtesies: Sequence[Phrase] = _COURTESIES) -> Sequence[Token]:
    """The row without courtesies at either end."""
    row = _led(row, courtesies)
    while row:
        ends = (
            len(p) for p in courtesies if len(row) >= len(p) and _match(row, len(row) - len(p), p)
        )
        last = max(ends, default=0)
        if not last:
            break
        row = row[: len(row) - last]
    return row
