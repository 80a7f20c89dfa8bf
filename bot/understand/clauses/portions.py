"""One of several: what is finished is one ward, one round, one level, and not the whole duty.

It knows kinds of parts by their nouns (`[phan]` in `vocabulary.toml`), never places by name.
"""

from collections.abc import Sequence

from bot.understand.clauses.cutting import Clause
from bot.understand.clauses.slips import is_name, of_titles
from bot.understand.words.beside import forms, letters, rows
from bot.understand.words.fold import fold
from bot.understand.words.lexicon import COMPOUNDS, KIND, VOCABULARY
from bot.understand.words.scene import Scene
from bot.understand.words.syllables import is_syllable
from bot.understand.words.titles import KEYS, Title, expand, index

_TABLE = VOCABULARY["phan"]
_NOUNS = frozenset(fold(word)[0] for word in _TABLE["loai"])
_BARE_NOUNS = frozenset(fold(word)[1] for word in _TABLE["loai"])
_LEVELS = frozenset(fold(word)[1] for word in _TABLE["cap"])
_HALVES_OF_DAYS = frozenset(fold(word)[1] for word in _TABLE["buoi"])
_TO_SOMEBODY = frozenset(fold(word)[1] for word in _TABLE["den_noi"])
_ACTS = KIND["hanh_dong"] | KIND["xong"] | KIND["lam"] | KIND["buoc"]
_LINKS = letters("of_a_part")


def of_a_part(scene: Scene, clause: Clause, titles: Sequence[Title]) -> bool:
    """Whether a part of a duty, or one that its title has not, is all that a clause tells of.

    "Khoa sản kiểm tra rồi" is a part of "Kiểm tra các khoa"; "đợt 1" is none of "đợt 2". What
    bears the sender's own name is no part: "xã Tân Lập đã nộp" may say it of itself.
    """
    if _is_numbered(scene, clause, titles) or _of_another_term(scene, clause, titles):
        return True
    if _is_bounded(scene, clause, titles) or _opens_with_a_place(scene, clause, titles):
        return True
    if scene.bares.isdisjoint(_BARE_NOUNS):
        return False
    nouns = [i for i in range(clause.start, clause.end - 1) if scene.row[i].bare in _BARE_NOUNS]
    return any(
        _is_kind(scene, i)
        and (scene.bare(i - 1), scene.bare(i)) not in _ADDRESSEES
        and not (_ends(scene, i) or _is_own(scene, clause, i) or _is_all(scene, i, titles))
        and (_is_somewhere(scene, i, titles) or _is_named(scene, i, titles))
        and (
            scene.kind(i + 1) == "number"
            or _named_otherwise(scene.bare(i), titles)
            or _acts_on(scene, clause, i)
        )
        for i in nouns
    )


_ADDRESSEES = rows("addressees")  # "kính gửi Văn phòng Sở: việc 1 xong"


def _is_numbered(scene: Scene, clause: Clause, titles: Sequence[Title]) -> bool:
    """Whether one of a title's things is told from the others by a number ("ổ dịch số 1")."""
    return "so" in scene.bares and any(
        scene.bare(i) == "so" and scene.kind(i + 1) == "number"
        and scene.begins[i] is not None and of_titles(scene, i - 1, titles)
        and scene.bare(i - 1) not in _PAPERS
        and not any(_tells_its_numbers(scene, clause, i, title) for title in titles)
        for i in range(clause.start + 1, clause.end - 1)
    )  # fmt: skip


def _is_bounded(scene: Scene, clause: Clause, titles: Sequence[Title]) -> bool:
    """Whether only those beyond a measure are told of ("tàu trên 24 mét lắp đủ hết")."""
    return not scene.bares.isdisjoint(_BOUNDS) and any(
        scene.form(i) in _BOUND_FORMS
        and scene.kind(i + 1) == "number"
        and scene.kind(i + 2) == "word"
        and not of_titles(scene, i + 1, titles)
        and i > clause.start
        and scene.kind(i - 1) == "word"
        and any(m.start > i and m.kinds & _ACTS for m in clause.marks)
        for i in range(clause.start, clause.end)
    )


_BOUNDS, _BOUND_FORMS = letters("bounds"), forms("bounds")


def _opens_with_a_place(scene: Scene, clause: Clause, titles: Sequence[Title]) -> bool:
    """Whether one of the places of a duty opens the clause: "Triêm Ân dọn xong rồi"."""
    first = clause.start
    names = (first, first + 1)
    if not all(i in clause.loose and scene.text[scene.row[i].start].isupper() for i in names):
        return False
    if scene.text.isupper() or any(of_titles(scene, i, titles) for i in names):
        return False
    own = index(scene.sender).keys
    several = any(pair[0] in _PLURAL and pair[1] in _BARE_NOUNS for t in titles for pair in t.pairs)
    return several and all(scene.bare(i) not in own for i in names)


_PLURAL = letters("plural")


def _tells_its_numbers(scene: Scene, clause: Clause, i: int, title: Title) -> bool:
    """Whether the number behind "số" is the title's, and none of its others stays untold."""
    own = {number for so, number in title.pairs if so == "so" and number.isdecimal()}
    told = {scene.bare(j) for j in range(clause.start, clause.end) if scene.kind(j) == "number"}
    return scene.bare(i + 1) in own and own <= told


def _of_another_term(scene: Scene, clause: Clause, titles: Sequence[Title]) -> bool:
    """Whether a week or a month is told that is not the title's: "báo cáo tuần 22"."""
    if scene.figures and _of_another_year(scene, clause, titles):
        return True
    if scene.bares.isdisjoint(_TERMS):
        return False
    acts = [m.start for m in clause.marks if m.kinds & _ACTS]
    for i in range(clause.start, max(acts, default=clause.end - 1)):
        if scene.bare(i) in _TERMS and (told := _figure(scene.bare(i + 1))):
            own = {_figure(b) for t in titles for a, b in t.pairs if a == scene.bare(i)} - {0}
            if own and told not in own:
                return True
    return False


def _of_another_year(scene: Scene, clause: Clause, titles: Sequence[Title]) -> bool:
    """Whether a year is told that is not the title's: "thống kê đất đai 2022"."""
    told = {scene.bare(i) for i in range(clause.start, clause.end) if _is_year(scene.bare(i))}
    if not told:
        return False
    own = {word for title in titles for word in title.bares if _is_year(word)}
    return bool(own) and told.isdisjoint(own)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20")


def _figure(word: str) -> int:
    return int(word) if word.isdecimal() else 0


_TERMS = letters("terms")
_PAPERS = frozenset(fold(name.split()[-1])[1] for name in VOCABULARY["task_words"]["documents"])


def _named_otherwise(noun: str, titles: Sequence[Title]) -> bool:
    """Whether a title says which one it means ("cấp tỉnh"), or that it means each ("các thôn")."""
    return any(pair[0] == noun or pair == ("cac", noun) for t in titles for pair in t.pairs)


def _is_kind(scene: Scene, i: int) -> bool:
    known = scene.form(i) in _NOUNS or (not scene.accented and scene.bare(i) in _BARE_NOUNS)
    mark = scene.mark_at[i]
    union = scene.bare(i) == "doan" and scene.bare(i - 1) in _LEVELS  # "Tỉnh đoàn"
    ends = (mark is None or mark.end == i + 1) and scene.bare(i - 1) != "tru"  # "trụ sở"
    ends = ends and not union
    if not known or not ends:
        return False
    return is_name(scene, i + 1) or (scene.form(i), scene.form(i + 1)) not in COMPOUNDS


def _is_own(scene: Scene, clause: Clause, i: int) -> bool:
    """Whether the sender's own team opens the clause: "Tổ Văn hoàn thành …", "phòng ĐT xong"."""
    own = index(scene.sender)
    short = scene.bare(i + 1) in own.initials and not is_syllable(scene.bare(i + 1))
    return i == clause.start and scene.bare(i) in own.forms and (scene.form(i) == _TEAM or short)


def _is_all(scene: Scene, i: int, titles: Sequence[Title]) -> bool:
    """Whether as many are counted as the title has: "4 ấp gắn đủ" of "camera tại 4 ấp"."""
    pair = (scene.bare(i - 1), scene.bare(i))
    return scene.kind(i - 1) == "number" and any(pair in title.pairs for title in titles)


_TEAM = fold("tổ")[0]


def _is_somewhere(scene: Scene, i: int, titles: Sequence[Title]) -> bool:
    """Whether the noun at token i is told by its place: "đợt ở Mường Ảng"."""
    placed = scene.bare(i + 1) in _AT and is_name(scene, i + 2)
    return placed and not of_titles(scene, i + 2, titles)


def _is_named(scene: Scene, i: int, titles: Sequence[Title]) -> bool:
    """Whether a name that is neither in a title nor the sender's follows the noun at token i."""
    name = i + 1
    if any((scene.bare(i), scene.bare(name)) in title.pairs for title in titles):
        name += 1  # "thôn Nà Pán" is not "thôn Nà Lầu"
        if scene.kind(name) != "word" or scene.mark_at[name] is not None:
            return False
    if scene.bare(i - 1) in _WHOLE or (scene.kind(name) == "word" and scene.taken[name]):
        return False  # "cả tuyến", "tuyến chiều qua"
    meant = [bare for _, bare in expand(scene.row[name : name + 1])]
    if of_titles(scene, name, titles) or any(
        b in t.forms or b in t.acronyms for t in titles for b in meant
    ):
        return False
    noun, word = scene.bare(i), scene.bare(name)
    if noun == "cap":
        return word in _LEVELS
    if noun == "buoi":
        return word in _HALVES_OF_DAYS
    if scene.kind(name) == "number":
        return not scene.taken[name] or noun in _ROUNDS
    if scene.kind(name) != "word":
        return False
    mark = scene.mark_at[name]
    known = mark is not None and mark.kinds and (mark.end - mark.start > 1 or word not in KEYS)
    if known and not is_name(scene, name):
        return False
    return not _is_the_senders(scene, name, meant)


def _is_the_senders(scene: Scene, name: int, meant: Sequence[str]) -> bool:
    """Whether the name at a token is the sender's own: "Thạch Hà", but not "Thạch Kim"."""
    own = index(scene.sender)
    if is_name(scene, name + 1) and scene.bare(name + 1) not in own.keys:
        return False
    return not own.keys.isdisjoint(meant) or bool(own.initials & set(meant))


_AT = letters("at_a_place")
_DOES = forms("verbs_behind_a_part")
_HOUSES = letters("signing_houses")
_IN_TURN = letters("in_turn")


def _ends(scene: Scene, i: int) -> bool:
    """Whether the noun at token i is the last of its kind ("đoàn cuối"), or of who has signed.

    Or what it does stands right behind it: "lớp mở xong rồi".
    """
    if scene.form(i + 1) in _DOES:
        return True
    name = scene.bare(i + 1)
    return name in _HOUSES or (name == "cuoi" and scene.bare(i) in _IN_TURN)


_WHOLE = letters("whole")
_ROUNDS = frozenset(fold(word)[1] for word in _TABLE["luot"])


def _acts_on(scene: Scene, clause: Clause, i: int) -> bool:
    """Whether the thing at token i acts or is acted on; not whom something goes to."""
    acts = [m for m in clause.marks if m.kinds & _ACTS]
    if not acts or scene.kind(i - 1) == "percent":
        return True  # its verb is the title's own; "100% làng Kon Chênh"
    if scene.bare(i) != "buoi" and i < acts[-1].start:
        return all(m.start >= i or scene.bare(m.start) not in _TO_SOMEBODY for m in acts)
    given = scene.bare(i - 1) == "cho" and any(
        m.end < i and scene.bare(m.start) in _TO_SOMEBODY for m in acts
    )
    if given:
        return False  # "nộp đủ cho phòng Khảo thí"
    behind = i - 1 if scene.bare(i - 1) in _LINKS else i
    behind -= scene.bare(behind - 1) in _LINKS
    return any(m.end == behind and scene.bare(m.start) not in _TO_SOMEBODY for m in acts)
