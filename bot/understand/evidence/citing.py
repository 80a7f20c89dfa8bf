"""What a text cites, and whether it speaks of evidence: links, documents' numbers, activities.

Pure, by the phrases of `turns.toml`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understand.sayings import COURTESIES, TURNS, ends, led, plain, words
from bot.understand.values import UnitName, Utterance
from bot.understand.words.fold import LINK, Token
from bot.understand.words.phrases import Phrase, holds, made_of, match, phrases
from bot.understand.words.scene import lay_out
from bot.understand.words.units import find_unit

_PRESENTING = phrases(TURNS["presenting"]["words"])
_EVIDENCE = phrases(TURNS["references"]["evidence"])
_LOOK, _LOOK_LED, _LOOK_ASKED, _LOOK_NOT = (
    phrases(TURNS["references"][name]) for name in ("look", "look_led", "look_asked", "look_not")
)
_SENT_ME, _SOME, _MISSED = (
    phrases(TURNS["references"][name]) for name in ("sent_me", "some", "missed")
)
_ORDERS, _ORDERS_SENT = (phrases(TURNS["references"][name]) for name in ("orders", "orders_sent"))
_ABOUT, _SAYS_MORE, _FINISHED, _GROUNDS, _JOINS = (
    phrases(TURNS["references"][name])
    for name in ("about", "says_more", "finished", "grounds", "joins")
)
_OF_UNIT, _OF_UNIT_BESIDE = (
    phrases(TURNS["references"][name]) for name in ("of_unit", "of_unit_beside")
)
_LATER, _LATER_BESIDE = (phrases(TURNS["references"][name]) for name in ("later", "later_beside"))
_UNISSUED, _DRAFT, _DRAFT_LED = (
    phrases(TURNS["references"][name]) for name in ("unissued", "draft", "draft_led")
)
_KINDS_OF = TURNS["refiling"]["kinds"]
_NOUNS = phrases(noun for nouns in _KINDS_OF.values() for noun in nouns)
_LOOKED_AT = phrases(noun for kind in ("any", "photo", "file") for noun in _KINDS_OF[kind])
_FILES = phrases(noun for kind in ("any", "photo", "file", "video") for noun in _KINDS_OF[kind])
_BEFORE_ID = phrases(TURNS["references"]["before_id"])
_DAY = phrases(TURNS["references"]["day"])

_CLAUSE = re.compile(r"[;\n]|[,.:](?!\S)")
_LINK = re.compile(LINK)
_MARKED = re.compile(rf"\[([^\[\]]+)\]\(\s*{LINK}/?\s*\)")
_SYMBOL = re.compile(r"\d{1,5}\s?/\s?[A-ZĐ][\w&/\-]*[A-ZĐ]\w*")
_KINDS = "|".join(
    re.escape(kind) for kind in sorted(TURNS["references"]["kinds"], key=len, reverse=True)
)
_BEFORE = re.compile(rf"(?<!\w)(?:(?:{_KINDS})\s*)?(?:số\s*:?\s*)?\Z", re.IGNORECASE)
_DATED = re.compile(r"\s*,?\s*ng[àa]y\s*\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{2,4})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or a document's number that a text gives, in its own words."""

    kind: str
    words: str


def asks_for_evidence(text: str) -> bool:
    """Whether a text of leadership speaks of evidence."""
    return holds(words(text), _EVIDENCE)


def looks_for_evidence(text: str) -> bool:
    """Whether a text, of whoever sends evidence, too, wants to see it."""
    return asks_for_evidence(text) and holds(words(text), _LOOK)


def only_looks(text: str) -> bool:
    """Whether a text wants to see evidence, and hands none over: “cho em xem ảnh việc 2”."""
    row = words(text)
    first = led(row, (*COURTESIES, *_LOOK_LED))
    led_in = max((match(first, 0, phrase) for phrase in _LOOK), default=0)
    asked = max((match(row, at, p) for p in _LOOK_ASKED for at in range(len(row))), default=0)
    behind = first[led_in:] if led_in else row[asked:]
    more = holds(behind, (*_SAYS_MORE, *_LOOK_NOT)) or bool(references(text))
    shown = holds(behind if led_in else row, _LOOKED_AT)  # “anh xem …” is no “ảnh”
    return bool(led_in or asked) and not more and shown


def wants_sent(text: str) -> bool:
    """Whether who sees the board wants evidence shown: “gửi tôi ảnh băng rôn”, “ảnh đâu em”."""
    row = plain(words(text))
    end = max((match(row, 0, phrase) for phrase in _SENT_ME), default=0)
    while end and (counted := max((match(row, end, phrase) for phrase in _SOME), default=0)):
        end = counted
    named = any(match(row, end, noun) for noun in _LOOKED_AT)
    missed = not end and ends(row, _MISSED)
    more = holds(row[end:], _SAYS_MORE) or bool(references(text))
    return named and bool(end or missed) and not more


def orders_evidence(text: str) -> bool:
    """Whether somebody is to be told to send evidence: “yêu cầu phòng công nghệ gửi ảnh việc 1”."""
    row = led(words(text))
    orders = max((match(row, 0, phrase) for phrase in _ORDERS), default=0)
    sent = orders and holds(row[orders:], _ORDERS_SENT)
    return bool(sent) and "?" not in text and holds(row[orders:], (*_EVIDENCE, *_LOOKED_AT))


def ids(text: str) -> tuple[str, ...]:
    """The numbers of activities, or of duties, that a text names, in order: “2.2.4a”, “việc 3”."""
    row = words(text)
    found = []
    for at, token in enumerate(row):
        after = row[at + 1] if at + 1 < len(row) else None
        letter = after is not None and after.start == token.end and len(after.form) == 1
        dotted = token.kind == "compound" and "/" not in token.form and "-" not in token.form
        plain_ = token.kind == "number" and (letter or _follows(row, at, _BEFORE_ID))
        if (dotted and not _follows(row, at, _DAY)) or plain_:
            found.append(token.form + (after.bare if after and letter else ""))
    return tuple(found)


def _follows(row: Sequence[Token], at: int, before: Sequence[Phrase]) -> bool:
    """Whether one of these phrases ends right before a place."""
    return any(len(p) <= at and match(row, at - len(p), p) for p in before)


def references(text: str) -> tuple[Reference, ...]:
    """The links and documents' numbers in a text, in order; a document not issued yet is none."""
    links = [(m.start(), Reference("link", m.group())) for m in _LINK.finditer(text)]
    spans = [(m.start(), m.end()) for m in _LINK.finditer(text)]
    numbers = [
        (m.start(), Reference("document", _cited(text, m)))
        for m in _SYMBOL.finditer(text)
        if not any(start <= m.start() < end for start, end in spans) and not _is_draft(text, m)
    ]
    return tuple(reference for _, reference in sorted(links + numbers, key=lambda each: each[0]))


def unissued(text: str) -> tuple[str, ...]:
    """The documents in a text that are said not to be signed or issued yet, in its words."""
    return tuple(_cited(text, m) for m in _SYMBOL.finditer(text) if _is_draft(text, m))


def shows_of_whom(text: str, units: tuple[UnitName, ...]) -> str | None:
    """The unit whose evidence is by a text, which says no more: “ảnh này là của VP Sở”."""
    scene = lay_out(Utterance(text))
    found = find_unit(scene, units)
    if found is None or "?" in text:
        return None
    unit, start, end = found
    before = [token for token in scene.row[:start] if token.kind != "end"]
    behind = [token for token in scene.row[end:] if token.kind != "end"]
    said = (*_OF_UNIT, *_OF_UNIT_BESIDE, *_PRESENTING, *COURTESIES)
    fits = ends(before, _OF_UNIT) and made_of(before, said) and made_of(behind, COURTESIES)
    return unit if fits else None


def looks_at_whom(text: str, units: tuple[UnitName, ...]) -> str | None:
    """The unit whose evidence a text wants to see, if it names one: “xem minh chứng Chi cục”."""
    found = find_unit(lay_out(Utterance(text)), units)
    return found[0] if found else None


def only_presents(text: str, *, numbered: bool = False) -> bool:
    """Whether words beside a file or a link only hand it over, and do not say what it shows.

    With `numbered` they may name by a number whose it is: “việc 2: https://…”.
    """
    row = list(words(_without_references(text)))
    passed = (*_PRESENTING, *COURTESIES, *(_BEFORE_ID if numbered else ()))
    while row:
        end = max((match(row, 0, phrase) for phrase in passed), default=0)
        end = end or (1 if numbered and row[0].kind == "number" else 0)
        if not end:
            return False
        row = row[end:]
    return True


def describes(text: str) -> bool:
    """Whether a text beside evidence says at most whose it is and what it shows.

    “ảnh treo băng rôn hôm qua ạ”, “CV số 12/QLCN về âm thanh”: nothing of how a duty stands.
    """
    return "?" not in text and all(
        only_presents(clause, numbered=True) or _is_described(words(clause))
        for piece in around_references(text)
        for clause in _CLAUSE.split(piece)
    )


def comes_later(text: str) -> bool:
    """Whether a text says no more than that evidence will come later: “chưa có ảnh, mai em gửi”."""
    row = words(text)
    said = made_of(row, (*_NOUNS, *_LATER, *_LATER_BESIDE, *COURTESIES))
    return said and "?" not in text and holds(row, _LATER)


def rests_on(text: str) -> bool:
    """Whether a text begins with what it rests on: “theo CV số 12/UBND về chuyên mục”."""
    first = led(words(text))
    return any(match(first, 0, phrase) for phrase in _GROUNDS)


def hands_over(text: str) -> bool:
    """Whether a text speaks of files by name and does no more: “ảnh việc 3”."""
    return describes(text) and holds(words(text), _FILES)


def uncounted(text: str) -> str:
    """A text without the number before what evidence is called: “2 ảnh ở cổng” names no duty 2."""
    row = words(text)
    for at, token in enumerate(row[:-1]):
        noun = at + (2 if any(match(row, at + 1, phrase) for phrase in _PIECES) else 1)
        if token.kind == "number" and any(match(row, noun, phrase) for phrase in _NOUNS):
            return text[: token.start] + text[row[at + 1].start :]
    return text


_PIECES = phrases(["cái", "tấm", "bức"])


def speaks_of_duties(text: str) -> bool:
    """Whether a text has a word for duties beside their numbers: “ảnh của cả 2 việc”."""
    return holds(words(text), _DUTIES)


_DUTIES = phrases(["việc", "vc", "nhiệm vụ", "nv"])


def typed_plainly(text: str) -> str:
    """The same with the sign of “ảnh”, if it may begin with that, all typed without signs.

    At the end “do” is rather “đó” than what gives a reason; anything else is left as it is.
    """
    plain = text.isascii() and text.casefold().startswith("anh ")
    return f"ảnh{text[len('anh') :]}".removesuffix(" do") if plain else ""


def opens_with_evidence(text: str) -> bool:
    """Whether a text is about evidence from its first word: “ảnh vừa rồi không phải việc 1”."""
    row = led(words(text))
    return any(match(row, 0, phrase) for phrase in _NOUNS) and row[0].form != "anh"


def speaks_of_evidence(text: str) -> bool:
    """Whether a text calls evidence by a name: “ảnh”, “file”, “link”, “công văn”."""
    return holds(words(text), _NOUNS)


def speaks_of_files(text: str) -> bool:
    """Whether a text calls a picture or a file by a name."""
    return holds(words(text), _FILES)


def depicts(text: str) -> bool:
    """Whether a text says what a picture, file or page shows, and of nothing that it is done."""
    return describes(text) and holds(words(text), _NOUNS) and not speaks_of_done(text)


def speaks_of_done(text: str) -> bool:
    """Whether a text has a word of something being finished, whatever that is."""
    return holds(words(text), _FINISHED)


def pictured(text: str) -> tuple[int, ...]:
    """The numbers that stand right behind what evidence is called: “ảnh 1 và 3”; none if only one.

    One may count the pictures; several are hardly those of a picture.
    """
    row = words(text)
    for at in range(len(row)):
        end = max((match(row, at, noun) for noun in _NOUNS), default=0)
        found = _numbers(row, end) if end else []
        if len(found) > 1:
            return tuple(dict.fromkeys(found))
    return ()


def _numbers(row: Sequence[Token], at: int) -> list[int]:
    """The numbers of a list that begins at a token: “1, 2 và 3”."""
    found: list[int] = []
    while at < len(row):
        joins = max((match(row, at, phrase) for phrase in _JOINS), default=0)
        at = joins or at
        if at >= len(row) or row[at].kind == "word" or "/" in row[at].form:
            break
        found += [int(figure) for figure in re.findall(r"\d{1,3}", row[at].form)]
        at += 1
    return found


def _is_described(row: Sequence[Token]) -> bool:
    first = led(row)
    handed_over = any(match(first, 0, phrase) for phrase in (*_PRESENTING, *_ABOUT))
    return handed_over and not holds(row, _SAYS_MORE)


def around_references(text: str) -> tuple[str, ...]:
    """What stands before, between and behind the links and documents' numbers of a text."""
    found = []
    for each in references(text):
        before, _, text = text.partition(each.words)
        found.append(before)
    return (*found, text)


def unlinked(text: str) -> str:
    """A text with the words alone where they were typed as those of a link: “[web lỗi](https://…)”."""
    return _MARKED.sub(r"\1", text)


def _without_references(text: str) -> str:
    """The text without the links and documents' numbers that it gives."""
    return " ".join(around_references(text))


def _cited(text: str, symbol: re.Match[str]) -> str:
    """A document's number with its kind before it and its date behind it."""
    start, end = _span(text, symbol)
    return text[start:end].strip()


def _span(text: str, symbol: re.Match[str]) -> tuple[int, int]:
    before = _BEFORE.search(text[: symbol.start()])
    dated = _DATED.match(text, symbol.end())
    return (
        before.start() if before else symbol.start(),
        dated.end() if dated else symbol.end(),
    )


def _is_draft(text: str, symbol: re.Match[str]) -> bool:
    """Whether a document is said not to be signed or issued yet, in its clause or right behind."""
    start, end = _span(text, symbol)
    following = _SYMBOL.search(text, end)
    rest = text[end : _span(text, following)[0] if following else None]
    behind, *later = [words(clause) for clause in _CLAUSE.split(rest)]
    beside = [led(row, (*_DRAFT_LED, *COURTESIES)) for row in (behind, *later[:1])]
    return (
        ends(words(_CLAUSE.split(text[:start])[-1]), _DRAFT)
        or holds(behind, _UNISSUED)
        or any(match(row, 0, phrase) for row in beside for phrase in (*_DRAFT, *_UNISSUED))
    )
