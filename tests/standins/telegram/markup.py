"""Reads the HTML that parse_mode allows, as strictly as Telegram does and in its words.

Byte offsets in the words count UTF-8 bytes. A bare `&` is kept as it is, a bare `<` is a fault.
Rules: https://core.telegram.org/bots/api#html-style, and what tdlib accepts (read 2026-05).
"""

import re
from dataclasses import dataclass, field

from tests.standins.telegram.entities import Formatted, units
from tests.standins.telegram.spec import Json

_KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic",
    "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "span": "spoiler",
    "tg-spoiler": "spoiler", "tg-emoji": "custom_emoji", "a": "text_link", "code": "code",
    "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([A-Za-z]+));?")
_LINK = re.compile(r"(https?://|tg://|mailto:|tel:)\S+\Z|[\w.-]+\.\w{2,}(/\S*)?\Z", re.IGNORECASE)
_MENTION = re.compile(r"tg://user\?id=(\d+)\Z")


class MarkupError(ValueError):
    """The HTML cannot be read; the message says why, in Telegram's words."""


@dataclass(frozen=True)
class _Open:
    """A start tag that waits for its end."""

    name: str
    attributes: dict[str, str]
    offset: int
    position: int


def parse_html(source: str) -> Formatted:
    """The text that people see, and its entities; raises MarkupError."""
    return _Reader(source).read()


@dataclass
class _Reader:
    source: str
    at: int = 0
    out: list[str] = field(default_factory=list)
    length: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def read(self) -> Formatted:
        while self.at < len(self.source):
            if self.source.startswith("</", self.at):
                self._end_tag()
            elif self.source[self.at] == "<":
                self._start_tag()
            else:
                self._character()
        if self.stack:
            name = self.stack[-1].name
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{name}"')
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        ordered = sorted(self.entities, key=lambda e: (e["offset"], -e["length"]))
        return Formatted("".join(self.out), tuple(ordered))

    def _character(self) -> None:
        character, self.at = _reference(self.source, self.at)
        self.out.append(character)
        self.length += units(character)

    def _start_tag(self) -> None:
        begin = self.at
        name_end = self._skip(begin + 1, r"[^\s>]*")
        self._need(name_end, f"Unclosed start tag at byte offset {self._bytes(begin)}")
        name = self.source[begin + 1 : name_end].lower()
        if name not in _KINDS:
            where = self._bytes(begin)
            raise MarkupError(f'Unsupported start tag "{name}" at byte offset {where}')
        self.at = name_end
        attributes = self._attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            where = self._bytes(begin)
            raise MarkupError(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self.stack.append(_Open(name, attributes, self.length, len(self.out)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        unclosed = f"Unclosed start tag at byte offset {self._bytes(begin)}"
        while True:
            self.at = self._skip(self.at, r"\s*")
            self._need(self.at, unclosed)
            if self.source[self.at] == ">":
                self.at += 1
                return found
            name_end = self._skip(self.at, r"[^\s=>]*")
            name = self.source[self.at : name_end]
            self.at = self._skip(name_end, r"\s*")
            self._need(self.at, unclosed)
            found[name] = self._value(tag, name, begin)

    def _value(self, tag: str, name: str, begin: int) -> str:
        here = f'the tag "{tag}" at byte offset {self._bytes(begin)}'
        if not name:
            raise MarkupError(f"Empty attribute name in {here}")
        if self.source[self.at] != "=":
            if (tag, name) == ("blockquote", "expandable"):
                return ""
            raise MarkupError(f"Expected equal sign in declaration of an attribute of {here}")
        self.at = self._skip(self.at + 1, r"\s*")
        self._need(self.at, f"Unclosed start tag at byte offset {self._bytes(begin)}")
        quote = self.source[self.at]
        return self._quoted(quote, begin) if quote in "\"'" else self._token()

    def _quoted(self, quote: str, begin: int) -> str:
        value, self.at = "", self.at + 1
        while self.at < len(self.source) and self.source[self.at] != quote:
            character, self.at = _reference(self.source, self.at)
            value += character
        self.at += 1
        self._need(self.at, f"Unclosed start tag at byte offset {self._bytes(begin)}")
        return value

    def _token(self) -> str:
        begin, self.at = self.at, self._skip(self.at, r"[A-Za-z0-9.-]*")
        if self.at >= len(self.source) or not re.match(r"[\s>]", self.source[self.at]):
            where = self._bytes(begin)
            raise MarkupError(f"Unexpected end of name token at byte offset {where}")
        return self.source[begin : self.at].lower()

    def _end_tag(self) -> None:
        begin = self.at
        where = self._bytes(begin)
        if not self.stack:
            raise MarkupError(f"Unexpected end tag at byte offset {where}")
        name_end = self._skip(begin + 2, r"[^\s>]*")
        close = self._skip(name_end, r"\s*")
        if close >= len(self.source) or self.source[close] != ">":
            raise MarkupError(f"Unclosed end tag at byte offset {where}")
        opened, name = self.stack.pop(), self.source[begin + 2 : name_end].lower()
        if name and name != opened.name:
            words = f'expected "</{opened.name}>", found "</{name}>"'
            raise MarkupError(f"Unmatched end tag at byte offset {where}, {words}")
        self.at = close + 1
        if self.length > opened.offset:
            self._close(opened)

    def _close(self, tag: _Open) -> None:
        entity: Json = {
            "type": _KINDS[tag.name],
            "offset": tag.offset,
            "length": self.length - tag.offset,
        }
        if tag.name == "a":
            entity |= _link(tag.attributes.get("href") or "".join(self.out[tag.position :]))
        elif tag.name == "tg-emoji":
            entity["custom_emoji_id"] = tag.attributes.get("emoji-id", "")
            if not entity["custom_emoji_id"].isdigit():
                raise MarkupError("Invalid custom emoji identifier specified")
        elif tag.name == "blockquote" and "expandable" in tag.attributes:
            entity["type"] = "expandable_blockquote"
        if tag.name == "pre" and self._joins_code(entity):
            return
        if entity["type"]:
            self.entities.append(entity)
        self._note_language(tag)

    def _note_language(self, tag: _Open) -> None:
        language = tag.attributes.get("class", "")
        if tag.name == "code" and language.startswith("language-") and self.stack:
            self.entities[-1]["language"] = language.removeprefix("language-")

    def _joins_code(self, entity: Json) -> bool:
        """Whether <pre><code class="language-x"> is one block, as Telegram makes it."""
        inner = self.entities[-1] if self.entities else {}
        same = (inner.get("offset"), inner.get("length")) == (entity["offset"], entity["length"])
        if inner.get("type") == "code" and "language" in inner and same:
            inner["type"] = "pre"
            return True
        return False

    def _skip(self, start: int, pattern: str) -> int:
        found = re.compile(pattern).match(self.source, start)
        return found.end() if found else start

    def _need(self, position: int, words: str) -> None:
        if position >= len(self.source):
            raise MarkupError(words)

    def _bytes(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))


def _reference(source: str, at: int) -> tuple[str, int]:
    """The character at a place, references such as `&lt;` read, and where the next begins."""
    found = _REFERENCE.match(source, at)
    if found is None:
        return source[at], at + 1
    hexadecimal, decimal, name = found.groups()
    if name:
        return (_NAMED[name], found.end()) if name in _NAMED else ("&", at + 1)
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return (chr(code), found.end()) if 0 < code < 0x10FFFF else ("&", at + 1)


def _link(address: str) -> Json:
    """What a link becomes: a mention, a text_link, or nothing when the address is not one."""
    mention = _MENTION.match(address)
    if mention:
        person = {"id": int(mention[1]), "is_bot": False, "first_name": mention[1]}
        return {"type": "text_mention", "user": person}
    if not _LINK.match(address):
        return {"type": ""}
    return {"url": address if ":" in address else f"http://{address}/"}
