"""Spelling folded away: one text, however it was typed, as a row of tokens."""

import re
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

MAX_CHARS = 2000  # what is longer is not an answer to a reminder; the rest is left unread
MAX_TOKENS = 400

_FEW = 4  # one accented word in four is enough; fewer are slips
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_MARKS = f"\u0300-\u036f{_INVISIBLE}"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_IN_LINKS = r'[^\s<>"“”]'
LINK = (
    rf"(?i:(?:https?://|www\.){_IN_LINKS}*[^\s<>\"“”.,;:)!?…]"
    r"|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:vn|com|net|org)\b(?![@\w])"
    rf"(?:/(?:{_IN_LINKS}*[^\s<>\"“”.,;:)!?…])?)?)"
)
"""An address in the web, also as it is read out: `langson.gov.vn/tin-bai/5`; no mail address."""

_WITHOUT_LINKS = (
    rf"(?P<word>m[23](?![\w])|[^\W\d_]/[^\W\d_](?![\w/{_MARKS}])|[^\W\d_]+(?:[{_MARKS}]+[^\W\d_]*)*)"
    rf"|(?P<doc>\d{{2,}}\s?/\s?[^\W\d_][\w&/\-]*|\d/[^\W\d_a-z][\w&/\-]*[A-Z][\w&/\-]*)"
    rf"|(?P<percent>\d{{1,3}}(?:[.,]\d{{1,2}})?\s?%)"
    rf"|(?P<thousands>(?:\d{{1,4}}/)?\d{{1,3}}(?:\.\d{{3}})+(?:/\d{{1,3}}(?:\.\d{{3}})*)?(?![\d./]))"
    rf"|(?P<compound>\d{{1,4}}(?:[/.\-{_DASHES}]\d{{1,4}}){{1,2}}(?![\d%]))"
    rf"|(?P<number>\d+)"
    rf"|(?P<end>[,;.!?\n\u2026()])"
    rf"|(?P<sign>[^\w\s{_MARKS}\ufe0f])"
)
_TOKEN = re.compile(_WITHOUT_LINKS)
_OR_LINK = re.compile(rf"(?P<link>{LINK})|{_WITHOUT_LINKS}")  # only where a dot may be in one
_STRETCHED = re.compile(r"((?<!\bp)c|[^c])\1{2,}")  # but in "PCCC", fire fighting
_LAUGHTER = re.compile(r"k{2,}")  # and no "không"
_TONES = {"\u0300": "2", "\u0301": "1", "\u0303": "4", "\u0309": "3", "\u0323": "5"}
_LOOKALIKES = str.maketrans({"ð": "đ", "ɖ": "đ"})


class Token(NamedTuple):
    """A word, number or sign, or a document's number or a link ("doc").

    `start` and `end` are offsets in the text as it was typed.

    `form` keeps the letters and the tone (as a digit at the end, so that "hóa" and "hoá"
    are one word); `bare` is the form without any diacritics.
    """

    kind: str
    form: str
    bare: str
    start: int
    end: int

    def meaning(self, form: str, bare: str) -> "Token":
        """The same place in the text, read as this word."""
        return Token._make((self.kind, form, bare, self.start, self.end))


@lru_cache(maxsize=20_000)
def fold(word: str) -> tuple[str, str]:
    """The form and the bare form of one typed word, in whatever Unicode composition."""
    plain = unicodedata.normalize("NFKC", word).casefold().translate(_LOOKALIKES)
    if _LAUGHTER.fullmatch(plain):
        return "kk", "kk"
    plain = _STRETCHED.sub(r"\1", "".join(c for c in plain if c not in _INVISIBLE))
    tone, letters = "", []
    for char in unicodedata.normalize("NFD", plain):
        tone = _TONES.get(char, tone)
        if char not in _TONES:
            letters.append(char)
    form = unicodedata.normalize("NFC", "".join(letters)) + tone
    form = _TWINS.get(form, form)
    return form, _bare(list(unicodedata.normalize("NFD", form.rstrip("12345") or form)))


# Words that are right with either vowel: "quản lí", "kĩ thuật"; tones as in Token.form.
_TWINS = {
    "li1": "ly1", "ki4": "ky4", "ki2": "ky2", "ki1": "ky1", "mi4": "my4", "ti3": "ty3",
    "qui1": "quy1", "qui": "quy", "si4": "sy4", "li": "ly", "ki": "ky",
}  # fmt: skip


def _bare(letters: list[str]) -> str:
    return "".join("d" if c == "đ" else c for c in letters if not unicodedata.combining(c))


def tokens(text: str) -> list[Token]:
    """The tokens of a text in order; never more than MAX_TOKENS."""
    found: list[Token] = []
    pattern = _OR_LINK if "." in text else _TOKEN
    for match in islice(pattern.finditer(text[:MAX_CHARS]), MAX_TOKENS):
        kind, typed = match.lastgroup or "sign", match.group()
        if kind == "word":
            form, bare = fold(typed)
        else:
            kind, form = _other(kind, typed)
            bare = form
        found.append(Token(kind, form, bare, match.start(), match.end()))
    return found


def _other(kind: str, typed: str) -> tuple[str, str]:
    """The kind and form of what is no word."""
    if kind == "link":  # names no duty, whatever figures and words it has
        return "doc", typed
    if kind == "thousands":  # "1.820/2.000"
        typed = typed.replace(".", "")
        return ("compound" if "/" in typed else "number"), typed
    return kind, typed


def diacritics(row: list[Token], particles: frozenset[str]) -> bool:
    """Whether the writer types Vietnamese letters: particles alone do not show it."""
    typed = [t.form != t.bare for t in row if t.kind == "word" and t.form not in particles]
    return sum(typed) * _FEW > len(typed)


def words(text: str) -> tuple[Token, ...]:
    """The words and numbers of a name or title, without punctuation."""
    return tuple(t for t in tokens(text) if t.kind in ("word", "number"))
