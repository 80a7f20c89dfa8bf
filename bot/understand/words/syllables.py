"""Whether a word can be Vietnamese at all: a slip of the finger often cannot."""

import re
from functools import lru_cache

_INITIAL = r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|nh?|ngh?|ph?|qu|r|s|th?|tr|v|x)?"
_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu
    i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oat oay oc oe oen oeo oet oi om on ong oong op ot
    u ua uan uang uat uay uc ue uech uen uenh ui um un ung uo uoc uoi uom uon uong uop uot uou
    up ut uu uy uya uych uyen uyet uynh uyt uyu y yem yen yet yeu
""".split()  # noqa: SIM905
_SYLLABLE = re.compile(f"{_INITIAL}(?:{'|'.join(sorted(_RIMES, key=len, reverse=True))})")


_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHIFT = (0.0, 0.3, 0.7)  # how far each row of keys begins to the right
_NEXT = 1.1  # keys this far apart are neighbours


def _keys_beside() -> dict[str, str]:
    places = {
        key: (column + shift, row)
        for row, (keys, shift) in enumerate(zip(_ROWS, _SHIFT, strict=True))
        for column, key in enumerate(keys)
    }
    return {
        key: "".join(
            other
            for other, (right, down) in places.items()
            if other != key and abs(right - x) < _NEXT and abs(down - y) < _NEXT
        )
        for key, (x, y) in places.items()
    }


_BESIDE = _keys_beside()


def near(form: str, bare: str, known: tuple[str, str]) -> bool:
    """Whether a typed word may be a slip of a known one (its form and bare form).

    What is typed with its marks has them right or misses one: "có" is no slip of "còn", for both
    the letter and the tone would be wrong.
    """
    meant, plain = known
    if form == bare:
        return bare == plain or one_slip(bare, plain)
    (letters, tone), (right, right_tone) = _toned(form), _toned(meant)
    if bare == plain:
        return letters == right or tone == right_tone
    return tone == right_tone and one_slip(bare, plain) and _one_edit(letters, right)


def _toned(form: str) -> tuple[str, str]:
    return (form[:-1], form[-1]) if form[-1] in "12345" else (form, "")


def _one_edit(a: str, b: str) -> bool:
    """Whether letters with their hats differ in one place, or in two that are swapped."""
    if len(a) == len(b):
        wrong = [i for i in range(len(a)) if a[i] != b[i]]
        return len(wrong) == 1 or sorted(a) == sorted(b)
    short, long = sorted((a, b), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


@lru_cache(maxsize=20_000)
def is_syllable(bare: str) -> bool:
    """Whether bare letters are built like a Vietnamese syllable."""
    return _SYLLABLE.fullmatch(bare) is not None


@lru_cache(maxsize=50_000)
def one_slip(a: str, b: str) -> bool:
    """Whether two words differ by one letter left out, added, swapped or hit beside its key."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        wrong = [i for i in range(len(a)) if a[i] != b[i]]
        if len(wrong) == 1:
            return b[wrong[0]] in _BESIDE.get(a[wrong[0]], "")
        return len(wrong) == 2 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
    short, long = sorted((a, b), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
