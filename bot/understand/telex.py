"""Telex keystrokes that never became letters: "ddax hoanf thanhf" is "đã hoàn thành"."""

import unicodedata

_DOUBLES = (("dd", "đ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"))
_HOOKS = (("uow", "ươ"), ("uwow", "ươ"), ("uwo", "ươ"), ("uaw", "ưa"), ("uwa", "ưa"))
_HOOKED = (("aw", "ă"), ("ow", "ơ"), ("uw", "ư"))
_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VOWELS = frozenset("aeiouyâêôăơư")
_MAX_LETTERS = 10  # the longest Vietnamese syllable has seven letters


def undo_telex(bare: str) -> str | None:
    """The word that the keystrokes meant, or None if they are no Telex."""
    if not bare.isascii() or not 2 <= len(bare) <= _MAX_LETTERS:
        return None
    letters, tone = _split_tone(bare)
    for typed, meant in _HOOKS + _DOUBLES + _HOOKED:
        letters = letters.replace(typed, meant)
    if letters == bare and not tone:
        return None
    return _with_tone(letters, tone)


def last_tone(form: str) -> str | None:
    """A word whose letters are whole and whose tone key stands behind it: "đax" is "đã"."""
    if len(form) < 2 or form[-1] not in _TONES or form[-2].isdigit():
        return None
    return _with_tone(form[:-1], _TONES[form[-1]])


def _split_tone(bare: str) -> tuple[str, str]:
    """The letters without the tone key, which is typed after the first vowel."""
    first = next((i for i, c in enumerate(bare) if c in _VOWELS), len(bare))
    for i in range(len(bare) - 1, first, -1):
        if bare[i] in _TONES:
            return bare[:i] + bare[i + 1 :], _TONES[bare[i]]
    return bare, ""


def _with_tone(letters: str, tone: str) -> str | None:
    at = next((i for i in range(len(letters) - 1, -1, -1) if letters[i] in _VOWELS), None)
    if at is None:
        return None
    return unicodedata.normalize("NFC", letters[: at + 1] + tone + letters[at + 1 :])
