"""The keystrokes behind Vietnamese letters, as they stay where an input method is switched off."""

import re
import unicodedata

_MARKS = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_HATS = {"\u0306": "w", "\u031b": "w"}
_CIRCUMFLEX = "\u0302"


def telex(text: str) -> str:
    """The keystrokes of Telex for a text, the tone at the end of each word: "rồi", "rooif"."""
    return re.sub(r"[^\W\d_]+", _word, unicodedata.normalize("NFC", text))


def _word(word: re.Match[str]) -> str:
    typed, tone = "", ""
    for char in unicodedata.normalize("NFD", word.group()):
        if char in _MARKS:
            tone = _MARKS[char]
        elif char == _CIRCUMFLEX:
            typed += typed[-1].lower()
        else:
            typed += "dd" if char in "đĐ" else _HATS.get(char, char)
    return typed + tone
