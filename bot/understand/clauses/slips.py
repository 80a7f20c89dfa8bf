"""Words that may be slips of the finger, and so might change what "xong" means."""

from collections.abc import Sequence
from functools import lru_cache

from bot.understand.clauses.cutting import Clause
from bot.understand.words.beside import letters
from bot.understand.words.fold import fold
from bot.understand.words.lexicon import COMPOUNDS, KIND, VOCABULARY, Mark
from bot.understand.words.scene import Scene
from bot.understand.words.syllables import is_syllable, near, one_slip
from bot.understand.words.titles import Title, figures, matches

_PLAIN = VOCABULARY["plain"]
_BARE_COMPOUNDS = frozenset(
    tuple(fold(word)[1] for word in pair.split()) for pair in _PLAIN["compounds"]
)
_TELLING = tuple({fold(word) for phrase in _PLAIN["telling"] for word in phrase.split()})
_TELLING_FORMS = frozenset(form for form, _ in _TELLING)
_TELLING_BARES = frozenset(bare for _, bare in _TELLING)
_DENYING = tuple(fold(word) for word in ("chưa", "không", "chẳng"))
_NEGATIONS = tuple(bare for _, bare in _DENYING)
_INNOCENT = frozenset(fold(word)[0] for word in _PLAIN["not_negations"])
_INNOCENT_BARES = frozenset(
    bare
    for bare in {fold(word)[1] for word in _PLAIN["not_negations"]} - _TELLING_BARES
    if not any(bare == no or one_slip(bare, no) for no in _NEGATIONS)
)
_ABBREVIATED = frozenset(
    fold(word)[1] for word in (*VOCABULARY["abbreviations"], *_PLAIN["foreign"])
)
_BODIES = letters("numbered_bodies")
_NUMBERED = letters("numbered_things").union(fold(word)[1] for word in VOCABULARY["phan"]["loai"])


def mistyped(scene: Scene, clause: Clause, titles: Sequence[Title]) -> bool:
    """Whether a word nobody knows may be a mistyped one that would change what "xong" means."""
    return any(_strange(scene, i, titles) for i in clause.loose)


def may_deny(scene: Scene, clause: Clause) -> bool:
    """Whether an unknown word may be a mistyped "chưa" or "không"."""
    return any(
        scene.kind(i) == "word"
        and not _in_markup(scene, i)
        and _denies(scene.form(i), scene.bare(i))
        for i in clause.loose
    )


@lru_cache(maxsize=10_000)
def _denies(form: str, bare: str) -> bool:
    if bare in _ABBREVIATED:
        return False
    if not is_syllable(bare):
        return not _is_foreign(bare)
    return any(near(form, bare, no) for no in _DENYING)


def of_titles(scene: Scene, i: int, titles: Sequence[Title]) -> bool:
    """Whether a word or number is one of the titles', or the first letters of some."""
    kind, form, bare, *_ = scene.padded[i]
    for title in titles:
        if bare in title.forms and matches(title, form, bare):
            return True
    return (
        form == bare
        and kind == "word"
        and not is_syllable(bare)
        and any(bare in title.initials for title in titles)
    )


def _strange(scene: Scene, i: int, titles: Sequence[Title]) -> bool:
    token = scene.row[i]
    if token.kind == "word" and not _suspect(token.form, token.bare):
        return False  # hardly any is
    if token.kind in ("compound", "percent"):
        return not any(figures(token.form) in title.figures for title in titles)
    if of_titles(scene, i, titles):
        return False
    if token.kind == "number":
        known = scene.bare(i - 1) in _NUMBERED or _orders(scene, i)
        return not known and not counts(scene, i)
    if _in_markup(scene, i):
        return False
    if token.kind != "word" or (scene.kind(i - 1) == "number" and counts(scene, i - 1)):
        return False
    return not (is_name(scene, i) or _in_compound(scene, i) or _is_every(scene, i))


def _in_markup(scene: Scene, i: int) -> bool:
    """Whether a word belongs to markup or to a measure ("<b>", "con/m2")."""
    return scene.form(i - 1) in ("<", "/") or scene.form(i + 1) == "/"


def counts(scene: Scene, i: int) -> bool:
    """Whether the number at token i counts what stands behind it ("2 bài", "6 chợ")."""
    if scene.bare(i - 1) in _NUMBERED:
        return False  # "đợt 1 tiêm xong", "tháng 7 phòng em chi trả xong"
    if scene.counter(i + 1) or _counts_children(scene, i):
        return True
    if scene.counter(i - 1) and scene.bare(i - 1) not in _EVERY:
        return False
    mark = scene.mark_at[i + 1] if i + 1 < len(scene.row) else None
    thing = scene.kind(i + 1) == "word" and (mark is None or not mark.kinds & ~_NOUNS)
    return thing and not _denies(scene.form(i + 1), scene.bare(i + 1))


def _counts_children(scene: Scene, i: int) -> bool:
    """Whether "em" behind a number is whom it was given to: "phát đủ 64 em", "cấp cho 64 em"."""
    given = scene.bare(i - 1) in _EVERY or scene.bare(i - 1) in _GIVEN
    return given and scene.bare(i + 1) in _CHILDREN and scene.number(i) not in scene.open_numbers


_CHILDREN, _GIVEN = letters("children"), letters("given_to")
_EVERY = letters("every")
_NOUNS = KIND["bao_lai"] | KIND["mon"] | KIND["minh_chung"]  # "146 thông báo"


def _orders(scene: Scene, i: int) -> bool:
    """Whether the number at token i tells one thing from others like it ("tầng 1", "mũi 2")."""
    thing = i > 0 and scene.kind(i - 1) == "word" and scene.mark_at[i - 1] is None
    return thing and scene.accented and spelled(scene, i - 1)


def common(scene: Scene, i: int) -> bool:
    """Whether a word is a name, an everyday word, or half of one."""
    token = scene.row[i]
    if token.bare in _ABBREVIATED or scene.form(i - 1) in ("<", "/"):
        return True
    if scene.accented and (scene.bare(i - 1) in _BODIES or scene.bare(i - 2) in _BODIES):
        return True  # "tổ tự nhiên", "thôn Nà Pục"
    if _is_every(scene, i):
        return True
    known = token.form in _INNOCENT or (token.form == token.bare and token.bare in _INNOCENT_BARES)
    return known or is_name(scene, i) or _in_compound(scene, i) or scene.bare(i) in scene.own


def _is_every(scene: Scene, i: int) -> bool:
    """Whether "nào cũng" makes a word all of its kind: "kho nào cũng kiểm kê xong"."""
    return (scene.bare(i + 1), scene.bare(i + 2)) == _EVERY_ONE


_EVERY_ONE = ("nao", "cung")


def spelled(scene: Scene, i: int) -> bool:
    """Whether a word was typed with its marks and is no slip of one that changes the meaning."""
    form, bare = scene.form(i), scene.bare(i)
    return form != bare and not _suspect(form, bare)


def _in_compound(scene: Scene, i: int) -> bool:
    """Whether a word and its neighbour are an everyday word of two syllables."""
    here, before, after = scene.padded[i], scene.padded[i - 1], scene.padded[i + 1]
    if scene.accented:
        return (before.form, here.form) in COMPOUNDS or (here.form, after.form) in COMPOUNDS
    return (before.bare, here.bare) in _BARE_COMPOUNDS or (here.bare, after.bare) in _BARE_COMPOUNDS


def suspect(scene: Scene, i: int) -> bool:
    """Whether a word nobody knows, typed with its marks or without, may be a slip of a telling one.

    A long one of another language ("homestay") is none.
    """
    form, bare = scene.form(i), scene.bare(i)
    if not is_syllable(bare) and len(bare) >= _FOREIGN_LETTERS:
        return any(near(form, bare, known) for known in _TELLING)
    return not spelled(scene, i)


@lru_cache(maxsize=10_000)
def _suspect(form: str, bare: str) -> bool:
    """Whether a word is no syllable, or one slip away from a word that changes the meaning."""
    if form in _INNOCENT or (form == bare and bare in _INNOCENT_BARES) or bare in _ABBREVIATED:
        return False
    if not is_syllable(bare):
        return not _is_foreign(bare)
    if form in _TELLING_FORMS or (form == bare and bare in _TELLING_BARES):
        return True
    return any(near(form, bare, known) for known in _DENYING)


@lru_cache(maxsize=10_000)
def _is_foreign(bare: str) -> bool:
    """Whether letters that are no syllable are a word of another language, and no slip of one.

    "Camera" becomes no syllable by leaving out or swapping letters, "trướcc" does.
    """
    if len(bare) < _FOREIGN_LETTERS or _VOWELS.isdisjoint(bare):
        return False
    lost = (bare[:i] + bare[i + 1 :] for i in range(len(bare)))
    swapped = (bare[:i] + bare[i + 1] + bare[i] + bare[i + 2 :] for i in range(len(bare) - 1))
    return not any(is_syllable(word) for word in (*lost, *swapped))


_FOREIGN_LETTERS = 5
_VOWELS = frozenset("aeiouy")


def is_name(scene: Scene, i: int) -> bool:
    """Whether a word is written as a name or an abbreviation is."""
    if not 0 < i < len(scene.row) or scene.text.isupper():
        return False
    typed = scene.text[scene.row[i].start : scene.row[i].end]
    return typed[0].isupper() and (typed.isupper() or not _opens(scene, i))


def is_thumb(scene: Scene, mark: Mark) -> bool:
    """Whether a phrase is a picture that thanks or agrees ("👍")."""
    return scene.kind(mark.start) == "sign" and mark.kinds == KIND["nhan"]


def _opens(scene: Scene, i: int) -> bool:
    """Whether nothing but courtesies stands before a word, which has its capital from that."""
    return all(
        scene.kind(k) in ("end", "sign")
        or ((mark := scene.mark_at[k]) is not None and _greets(scene, mark))
        for k in range(i)
    )


def _greets(scene: Scene, mark: Mark) -> bool:
    """Whether a phrase is a courtesy, or calls somebody: "em ơi", "anh,"; not "chị Lan"."""
    calls = scene.bare(mark.end - 1) in ("oi", "a") or scene.kind(mark.end) == "end"
    return bool(mark.kinds & _COURTEOUS) or (bool(mark.kinds & KIND["xung_ho"]) and calls)


_COURTEOUS = KIND["thua_gui"] | KIND["nhan"]
