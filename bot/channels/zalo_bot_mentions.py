"""Takes the bot's name out of what people write in a group. Pure.

In a group only what tags the bot reaches it, and the tag stands in the text as `@` and the bot's
displayed name (seen by users, 2026-09); no field says where it begins or ends.
"""

import re
import unicodedata

_BARRED_D = chr(0x111)
"""The one Vietnamese letter that does not decompose into a plain one and marks."""

_LEADING = re.compile(r"@\s*bot\b", re.IGNORECASE)


def without_mention(text: str, name: str | None) -> str:
    """The text without the tag, however the name is cased, spaced or accented.

    `name` is None while the platform has not told it: every bot's name begins with “Bot”, and the
    capitalised words behind it are taken for the rest of the name.
    """
    text = unicodedata.normalize("NFC", text)
    if name:
        found = _tag(name).search(_folded(text))
        if found:
            return _joined(text[: found.start()], text[found.end() :])
    found = _LEADING.match(text)
    return _behind_name(text[found.end() :]) if found else text.strip()


def _tag(name: str) -> re.Pattern[str]:
    words = _folded(unicodedata.normalize("NFC", name)).split()
    return re.compile(r"@\s*" + r"[\s_]*".join(map(re.escape, words)) + r"(?!\w)[,:;]?")


def _joined(before: str, after: str) -> str:
    return f"{before.rstrip()} {after.lstrip()}".strip()


def _behind_name(rest: str) -> str:
    """What follows the capitalised words, unless nothing does: then the tag alone is dropped."""
    words = rest.split(" ")
    while words and (not words[0] or words[0][0].isupper()):
        words.pop(0)
    return " ".join(words).strip() or rest.strip()


def _folded(text: str) -> str:
    """Lower case without marks, letter for letter, so that places stay the same."""
    return "".join(_letter(letter) for letter in text)


def _letter(letter: str) -> str:
    if letter.lower() == _BARRED_D:
        return "d"
    plain = unicodedata.normalize("NFD", letter)[0].lower()
    return plain if len(plain) == 1 else letter
