"""Where in a text the reason stands: always a span of what was typed."""

from collections.abc import Sequence

from bot.understand.clauses.cutting import Clause
from bot.understand.clauses.signs import NEGATION, PARTICLE, SIGN
from bot.understand.clauses.slips import is_name
from bot.understand.words.beside import forms, letters
from bot.understand.words.lexicon import Mark
from bot.understand.words.scene import Scene
from bot.understand.words.titles import Title, matches

_PLAIN = (
    SIGN["xong"] | SIGN["lam"] | SIGN["dem"] | SIGN["xung_ho"] | SIGN["da"] | SIGN["tat_ca"]
    | SIGN["sai"] | SIGN["dinh_chinh"]
    | SIGN["dang"] | SIGN["se"] | SIGN["nhan"] | SIGN["hoi"] | SIGN["chua"] | SIGN["con"]
    | SIGN["nhung"]
)  # fmt: skip
_TRIMMED = forms("trimmed_from_reasons"), letters("trimmed_from_reasons")
_FORMAL = letters("formal_denials")
_LEADING = forms("leads_a_reason"), letters("leads_a_reason")


def reason_span(
    scene: Scene, clause: Clause, found: int, denial: tuple[int, int] | None
) -> tuple[int, int] | None:
    """The characters of the reason given in one clause, or None; a denied step is one."""
    before = _before_so(scene, clause)
    if before is not None:
        return before
    start = _after_because(scene, clause, found)
    if start is None:
        start = _what_waits(scene, clause)
    if start is None and denial is not None:
        behind = _hindrance_behind(scene, clause)
        return behind or _of_somebody(scene, clause, _denied_at(clause)) or denial
    hindered = _before_denial(scene, clause, found)
    if start is None and hindered is not None:
        return hindered
    if start is None and found & SIGN["het_vat"]:
        start = next((i for i in range(clause.start, clause.end) if scene.bare(i) == "het"), None)
    if start is None and not _UNWILLING & ~found:
        start = clause.start  # "còn 3 hộ không nhận tiền"
    if start is None and found & SIGN["thieu"] and not found & (SIGN["da"] | SIGN["xong"]):
        start = next(m.start for m in clause.marks if m.kinds & SIGN["thieu"])
        start = _whose(scene, clause, start)
    if start is None and found & SIGN["vuong"] and not found & (SIGN["da"] | SIGN["xong"]):
        start = next(m.start for m in clause.marks if m.kinds & SIGN["vuong"])
        start = _whose(scene, clause, start)
        if not found & _SAID and not clause.namings:
            start = clause.start  # "anh địa chính nghỉ ốm"
    return None if start is None else _characters(scene, start, _end(clause, start))


def _of_somebody(scene: Scene, clause: Clause, start: int) -> tuple[int, int] | None:
    """The characters of what somebody else has not done, with who it is; None if it is nobody."""
    whose = _whose(scene, clause, start)
    return None if whose == start else _characters(scene, whose, _end(clause, start))


def _whose(scene: Scene, clause: Clause, start: int) -> int:
    """Where what is in the way begins with whose it is: "việc 2 thì Đài chưa gửi", "Đài bận".

    Behind a number all that stands there says so; without one it may be what the duty is called.
    """
    first = max((n.end for n in clause.namings if n.end <= start), default=clause.start)
    while first < start and (_courtesy(scene, first, _LEADING) or scene.bare(first) in _OPENS):
        first += 1
    told = range(first, start)
    if any(scene.taken[i] or _is_past(scene.mark_at[i]) for i in told):
        return start
    others = [i for i in told if scene.kind(i) == "word" and not _of_us(scene, i)]
    body = first in others and scene.bare(first) in _OTHERS - scene.own
    return first if others and (body or clause.namings) else start


def _is_past(mark: Mark | None) -> bool:
    return mark is not None and bool(mark.kinds & (SIGN["da"] | SIGN["xong"] | NEGATION))


def _of_us(scene: Scene, i: int) -> bool:
    """Whether a word only says that it is the own side: the "em" of "việc 2 bên em chưa in"."""
    mark = scene.mark_at[i]
    if mark is None or mark.kinds & ~PARTICLE:
        return False
    return mark.end - mark.start > 1 or scene.bare(i) not in _OTHERS


_OTHERS, _OPENS = letters("whom_it_hangs_on"), letters("sets_off")

_UNWILLING = SIGN["con_dem"] | SIGN["so_khac"] | SIGN["khong_phai"]


def _end(clause: Clause, start: int) -> int:
    """The end of the clause, or the task named behind the reason."""
    later = [naming.start for naming in clause.namings if naming.start > start]
    return min([clause.end, *later])


def denial_span(scene: Scene, clause: Clause, titles: Sequence[Title]) -> tuple[int, int] | None:
    """The characters from the denial on: the whole of why a step stays short of the end."""
    start = _denied_step(scene, clause, titles)
    return None if start is None else _characters(scene, start, _end(clause, start))


def _before_so(scene: Scene, clause: Clause) -> tuple[int, int] | None:
    """The characters of what stands before "nên" and a denial ("máy hỏng nên chưa xong")."""
    if not clause.kinds & SIGN["nen"]:
        return None
    so = next((m for m in clause.marks if m.kinds & SIGN["nen"] and m.start > clause.start), None)
    if so is None or not any(m.start >= so.end for m in clause.marks if m.kinds & _CONSEQUENCE):
        return None
    because = [m.end for m in clause.marks if m.kinds & SIGN["vi"] and m.end < so.start]
    named = [n.end for n in clause.namings if n.start == clause.start]
    return _characters(scene, [*because, *named, clause.start][0], so.start)


_CONSEQUENCE = NEGATION | SIGN["gia_han"] | SIGN["xin"] | SIGN["dang"] | SIGN["gan"]


_SAID = NEGATION | SIGN["gia_han"] | SIGN["xin"] | SIGN["viec"]


def _before_denial(scene: Scene, clause: Clause, found: int) -> tuple[int, int] | None:
    """The hindrance named before the denial ("thiếu vắc xin chưa làm được")."""
    if not found & NEGATION or not found & SIGN["vuong"]:
        return None
    denied = next((m.start for m in clause.marks if m.kinds & NEGATION), None)
    hindrance = next((m.start for m in clause.marks if m.kinds & SIGN["vuong"]), None)
    if denied is None or hindrance is None or hindrance >= denied:
        return None
    return _characters(scene, hindrance, denied)


def _hindrance_behind(scene: Scene, clause: Clause) -> tuple[int, int] | None:
    """The hindrance behind a denial of the task itself ("chưa xong em ốm")."""
    denied = next((m for m in clause.marks if m.kinds & NEGATION), None)
    hindrance = next((m.start for m in clause.marks if m.kinds & SIGN["vuong"]), None)
    if denied is None or hindrance is None or not denied.end < hindrance:
        return None
    if not all(_plain(scene, i, ()) for i in range(denied.start, hindrance)):
        return None
    return _characters(scene, hindrance, _end(clause, hindrance))


def plain_denial(scene: Scene, clause: Clause) -> tuple[int, int] | None:
    """The characters from a "chưa" on: why the steps told before it are not the end."""
    at = next((m.start for m in clause.marks if m.kinds & NEGATION), None)
    span = None if at is None else _characters(scene, at, _end(clause, at))
    return span if span and " " in scene.text[slice(*span)] else None


def _after_because(scene: Scene, clause: Clause, found: int) -> int | None:
    for mark in clause.marks if clause.kinds & SIGN["vi"] else ():
        if mark.kinds & SIGN["vi"] and mark.end < clause.end:
            place = scene.bare(mark.start) == "tai" and mark.start > clause.start
            if not place or found & (NEGATION | SIGN["gia_han"] | SIGN["vuong"] | SIGN["gan"]):
                return _behind_its_duty(scene, clause, mark.end)
    return None


def _behind_its_duty(scene: Scene, clause: Clause, start: int) -> int:
    """Where a reason begins behind the duty that it is of: "lý do việc 2 chưa xong là chờ bài"."""
    first = start
    while scene.bare(first) in _OF_WHICH and not scene.taken[first]:
        first += 1
    named = next((n for n in clause.namings if n.start == first), None)
    at = named.end if named else clause.end
    while at < clause.end and scene.bare(at) not in _IS and _says_late(scene, at):
        at += 1
    if at + 1 >= clause.end or scene.bare(at) not in _IS:
        return start
    again = scene.begins[at + 1]
    return again.end if again is not None and again.kinds & SIGN["vi"] else at + 1


def _says_late(scene: Scene, at: int) -> bool:
    return scene.bare(at) in _LATE or _plain(scene, at, ())


_LATE = letters("says_it_is_late")
_OF_WHICH, _IS = letters("says_of_which_reason"), letters("says_what_it_is")


def _waiting(scene: Scene, clause: Clause) -> int | None:
    """Where a wait begins; "đang trình ký" is a step under way and no reason."""
    for mark in clause.marks if clause.kinds & SIGN["cho"] else ():
        under_way = scene.bare(mark.start) == "dang" and scene.bare(mark.start + 1) in _STEPS
        if mark.kinds & SIGN["cho"] and not under_way:
            return mark.start
    return None


_STEPS = letters("asking_others")


def _what_waits(scene: Scene, clause: Clause) -> int | None:
    """Where a wait begins, with what is left that waits: "còn 01 bài chờ duyệt"."""
    start = _waiting(scene, clause)
    left = [m.start for m in clause.marks if m.kinds & _LEFT and scene.bare(m.start) == "con"]
    behind = [at for at in left if start is not None and at < start - 1]
    if not behind or start is None:
        return start
    named = any(behind[-1] <= naming.start < start for naming in clause.namings)
    counts = any(scene.number(at) is not None for at in range(behind[-1], start))
    return behind[-1] if counts and not named else start


_LEFT = SIGN["con"] | SIGN["thieu"]


def _denied_at(clause: Clause) -> int:
    return next(m.start for m in clause.marks if m.kinds & NEGATION)


def _denied_step(scene: Scene, clause: Clause, titles: Sequence[Title]) -> int | None:
    """Where something else than the task itself is denied ("chưa liên hệ được Đài")."""
    if not clause.kinds & NEGATION:
        return None
    at = _denied_at(clause)
    if all(_plain(scene, i, titles) for i in range(at, clause.end)):
        return None
    return at


def _plain(scene: Scene, i: int, titles: Sequence[Title]) -> bool:
    token = scene.row[i]
    if token.kind != "word" or scene.taken[i]:
        return True
    mark = scene.mark_at[i]
    if mark is not None and mark.kinds & (_PLAIN | NEGATION):
        return True
    if token.bare in _FORMAL:
        return True
    return any(matches(title, token.form, token.bare) for title in titles)


def quoted(text: str, span: tuple[int, int]) -> str:
    """The words of a stretch, with the brackets around it that belong to some of its own."""
    first, last = span
    inside = text[first:last]
    for opening, closing in ("()", "<>"):
        before, _, _ = inside.partition(closing)
        if opening not in before and before != inside and text[:first].endswith(opening):
            inside = opening + inside
        _, _, behind = inside.rpartition(opening)
        if closing not in behind and behind != inside and text.startswith(closing, last):
            inside += closing
    return inside


def whole(scene: Scene, span: tuple[int, int]) -> tuple[int, int] | None:
    """A stretch of the text without the courtesies around it."""
    inside = [i for i, t in enumerate(scene.row) if span[0] <= t.start and t.end <= span[1]]
    return _characters(scene, inside[0], inside[-1] + 1) if inside else None


def _characters(scene: Scene, start: int, end: int) -> tuple[int, int] | None:
    while start < end and _courtesy(scene, start, _LEADING) and not _calls(scene, start, end):
        start += 1
    while end > start and _courtesy(scene, end - 1, _TRIMMED) and not _unit(scene, end):
        end -= 1
    if start >= end:
        return None
    if end - start == 1 and scene.bare(start) in _WAITS and scene.kind(end) == "word":
        end += 1  # "vi cho anh": who waits, waits for something, be it "ảnh" or "anh"
    return scene.row[start].start, scene.row[end - 1].end


_WAITS = letters("waits")


def _calls(scene: Scene, start: int, end: int) -> bool:
    """Whether a reason begins with whom it is about: the "anh" of "vì anh Long đang họp"."""
    mark = scene.mark_at[start]
    calls = mark is not None and mark.end == start + 1 and mark.kinds & SIGN["xung_ho"]
    return bool(calls) and start + 2 < end and is_name(scene, start + 1)


def _unit(scene: Scene, end: int) -> bool:
    """Whether a stretch ends with "đơn vị", whose second half without marks is a "vì"."""
    return (scene.bare(end - 2), scene.bare(end - 1)) == ("don", "vi")


_Words = tuple[frozenset[str], frozenset[str]]  # their forms, and their letters


def _courtesy(scene: Scene, i: int, words: _Words) -> bool:
    """Whether a token is one of these words, maybe typed without its marks: "ảnh" is no "anh"."""
    token = scene.row[i]
    if token.kind in ("end", "sign"):
        return True
    return token.form in words[0] or (token.form == token.bare and token.bare in words[1])
