"""Keystrokes that never became letters: Telex "ddax hoanf", VNI "d9a4 hoa2n" for "đã hoàn"."""

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
    letters = _hooked_later(letters)
    if letters == bare and not tone:
        return None
    return _with_tone(letters, tone)


def _hooked_later(letters: str) -> str:
    """The letters with a "w" that was typed after the end of the vowel: "banwg", "bangw"."""
    at = letters.rfind("w")
    if at < 2:
        return letters
    rest = letters[:at] + letters[at + 1 :]
    for typed, meant in (("uo", "ươ"), ("a", "ă"), ("o", "ơ"), ("u", "ư")):
        if typed in letters[:at]:
            return rest.replace(typed, meant, 1)
    return letters


def undo_vni(typed: str) -> str | None:
    """The word that letters and figures meant, or None if they are no VNI."""
    letters: list[str] = []
    tone = ""
    for key in typed:
        if not key.isdigit():
            letters.append(key)
        elif key in _VNI_TONES and not tone:
            tone = _VNI_TONES[key]
        elif key not in _VNI_LETTERS or not _changed(letters, _VNI_LETTERS[key]):
            return None
    return _with_tone("".join(letters), tone)


_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_VNI_LETTERS = {
    "6": {"a": "â", "e": "ê", "o": "ô"},
    "7": {"o": "ơ", "u": "ư"},
    "8": {"a": "ă"},
    "9": {"d": "đ"},
}


def _changed(letters: list[str], marks: dict[str, str]) -> bool:
    """Put a mark on the last letter that takes it, on both of "uo"; tells whether there is one."""
    at = next((i for i in range(len(letters) - 1, -1, -1) if letters[i] in marks), None)
    if at is None:
        return False
    if letters[at] == "o" and marks["o"] == "ơ" and letters[at - 1 : at] == ["u"]:
        letters[at - 1] = "ư"
    letters[at] = marks[letters[at]]
    return True


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
