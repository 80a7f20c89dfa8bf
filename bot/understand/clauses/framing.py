"""What stands around "xong" and makes it no report: an order, a wish, a condition, others' words.

The sentence is looked at as a whole, though it may be cut into clauses where a duty is named. The
words stand in `framing.toml`; those that a duty's title has frame nothing.
"""

from collections.abc import Sequence

from bot.tables import read_table
from bot.understand.clauses.cutting import Clause
from bot.understand.clauses.slips import is_name, of_titles
from bot.understand.figures.reckoning import Day
from bot.understand.figures.shares import Share
from bot.understand.words.beside import forms, letters
from bot.understand.words.fold import Token, fold
from bot.understand.words.lexicon import KIND
from bot.understand.words.phrases import Phrases, match, phrases
from bot.understand.words.scene import Scene
from bot.understand.words.titles import Title

_TABLE = read_table("bot.understand", "framing.toml")
_PHRASES = Phrases({kind: words for kind, words in _TABLE.items() if kind != "mo_dau_co_dau"})
_WITH_MARKS = phrases(_TABLE["mo_dau_co_dau"])
_OPENING_FORMS = frozenset(phrase[0][0] for phrase in _WITH_MARKS)
_ACTS = KIND["hanh_dong"] | KIND["buoc"] | KIND["lam"]
_POLITE = KIND["xung_ho"] | KIND["dem"] | KIND["nhan"] | KIND["thua_gui"]


def framed(scene: Scene, clause: Clause, days: Sequence[Day], titles: Sequence[Title]) -> bool:
    """Whether the sentence makes a clause that looks like a report of "xong" something else.

    `days` are all that the text names.
    """
    if clause.shares and _of_a_thing(scene, clause.shares[-1], titles):
        return True
    done = finish(clause)
    if done is None:
        return False
    start, end = _sentence(scene, clause)
    return (
        _opens(scene, start, done[0], "mo_dau", titles)
        or _stands(scene, start, done[1], "truoc", titles)
        or _stands(scene, done[1], end, "sau", titles)
        or _acts_then(scene, start, end)
        or _is_part(scene, clause, start, done, end)
        or any(_is_open(scene, day, start, done[0]) for day in days)
        or any(_is_later_today(scene, day, days) for day in days if start <= day.start < done[0])
        or any(_is_when(scene, day, done[1], end) for day in days)
        or (
            not _is_past(scene, start, end, days)
            and _is_no_past(scene, clause, (start, end), done, days, titles)
        )
    )


def _is_past(scene: Scene, start: int, end: int, days: Sequence[Day]) -> bool:
    """Whether a sentence tells of what has been: by "rồi", "đã", "đều" or a day that is over."""
    if _EACH in scene.bares and any(scene.bare(at) == _EACH for at in range(start, end)):
        return True
    gone = (d.start for d in days if d.day and scene.today and d.day < scene.today)
    past = (m.start for m in scene.marks if m.kinds & KIND["da"])
    return any(start <= at < end for at in (*gone, *past))


def _is_no_past(
    scene: Scene,
    clause: Clause,
    sentence: tuple[int, int],
    done: tuple[int, int],
    days: Sequence[Day],
    titles: Sequence[Title],
) -> bool:
    """Whether "xong" in a sentence that tells nothing as past is to come: "nên treo xong"."""
    start, end = sentence
    return (
        _opens(scene, start, done[0], "mo_dau_chua_roi", titles)
        or _stands(scene, done[1], end, "sau_chua_roi", titles)
        or _orders(scene, done[0] + 1, end)
        or _calms(scene, start, done[0], titles)
        or any(_is_open(scene, day, done[1], end) for day in days if day.start <= clause.end)
    )


def _is_open(scene: Scene, day: Day, start: int, end: int) -> bool:
    """Whether a time that lies ahead, and is no certain day, is named here: "tuần sau xong rồi"."""
    inside = start <= day.start and day.end <= end and day.day is None and day.span is None
    gone = any(scene.bare(i) in _GONE for i in range(day.start, day.end))
    return inside and not gone and scene.bare(day.start - 1) not in _WHAT_FOR


def _is_when(scene: Scene, day: Day, done: int, end: int) -> bool:
    """Whether "rồi" itself is to come, by a time ahead right behind it: "xong rồi vào tuần sau"."""
    led = all(scene.bare(i) in _TO_A_TIME or _courtesy(scene, i) for i in range(done, day.start))
    alone = all(_courtesy(scene, i) for i in range(day.end, end))
    return led and alone and _is_open(scene, day, done, end)


def _calms(scene: Scene, start: int, until: int, titles: Sequence[Title]) -> bool:
    """Whether it is only promised, to calm somebody: "yên tâm đi, xong hết"."""
    if _opens(scene, start, until, "tran_an", titles):
        return True
    return start > 0 and _opens(scene, _begin(scene, start - 1), start - 1, "tran_an", titles)


_TO_A_TIME = letters("leads_to_a_time")
_WHAT_FOR, _GONE = letters("what_a_day_is_for"), letters("gone_by")


def _is_later_today(scene: Scene, day: Day, days: Sequence[Day]) -> bool:
    """Whether a part of today may be still to come: "tối nay xong rồi", "chiều thì xong rồi".

    "Chiều nay xong rồi", "hồi chiều" are gone by; "chiều hôm qua" is another day's.
    """
    if day.day is None or day.day != scene.today or any(d.start == day.end for d in days):
        return False
    part = _NIGHT if scene.bare(day.end - 1) == _OF_TODAY else _LATE
    return scene.bare(day.start) in part and scene.bare(day.start - 1) not in _BEGUN


_OF_TODAY, _NIGHT, _LATE = "nay", letters("at_night"), letters("late_in_the_day")
_BEGUN = letters("before_a_part_gone_by")


def finish(clause: Clause) -> tuple[int, int] | None:
    """Where the word stands that says that it is finished, or else what was done last."""
    for kinds in (KIND["xong"], _ACTS):
        found = next((m for m in reversed(clause.marks) if m.kinds & kinds), None)
        if found is not None:
            return found.start, found.end
    return None


def _sentence(scene: Scene, clause: Clause) -> tuple[int, int]:
    end = clause.end
    while end < len(scene.row) and scene.kind(end) != "end":
        end += 1
    return _begin(scene, clause.start), end


def _begin(scene: Scene, start: int) -> int:
    while start > 0 and scene.kind(start - 1) != "end":
        start -= 1
    return start


def _opens(scene: Scene, start: int, until: int, kind: str, titles: Sequence[Title]) -> bool:
    """Whether a sentence opens so, be it behind a courtesy: "dạ để em treo xong".

    "Thế là treo xong" draws a conclusion.
    """
    at = start
    while at < until:
        end = _PHRASES.at(scene.row, at, kind)
        if end is None and kind == "mo_dau":
            end = _typed_in_full(scene.row, at)
        if end is not None and end <= until and scene.bare(end) != _CONCLUDES:
            asks_to_note = any(scene.bare(i) in _NOTING for i in range(end, until))
            return not asks_to_note and not _of_title(scene, at, end, titles)
        mark = scene.begins[at]
        if mark is None or not mark.kinds & _POLITE:
            return False
        at = mark.end
    return False


_CONCLUDES, _EACH = "la", "deu"
_NOTING = letters("noting")  # "đề nghị Văn phòng ghi nhận hoàn thành"


def _typed_in_full(row: Sequence[Token], at: int) -> int | None:
    """Where a phrase ends that counts only with all its marks."""
    if row[at].form not in _OPENING_FORMS:
        return None
    ends = (match(row, at, phrase) for phrase in _WITH_MARKS if row[at].form == phrase[0][0])
    return next((end for end in ends if end), None)


def _stands(scene: Scene, start: int, until: int, kind: str, titles: Sequence[Title]) -> bool:
    if not _PHRASES.may_stand(scene.bares, kind):
        return False
    for at in range(start, until):
        end = _PHRASES.at(scene.row, at, kind)
        if end is not None and end <= until and not _of_title(scene, at, end, titles):
            return True
    return False


def _orders(scene: Scene, after: int, end: int) -> bool:
    """Whether a sentence ends as an order does."""
    if not _PHRASES.may_stand(scene.bares, "cuoi"):
        return False
    for at in range(after, end):
        behind = _PHRASES.at(scene.row, at, "cuoi")
        if scene.kind(at - 1) == "number" and scene.number(at - 1) not in scene.open_numbers:
            continue  # "xong cả 530 hộ"
        if behind is not None and all(_courtesy(scene, i) for i in range(behind, end)):
            return True
    return False


def _acts_then(scene: Scene, start: int, end: int) -> bool:
    """Whether "rồi" leads on to what somebody will do: "hết mưa rồi bên anh trồng"."""
    for at in range(start + 1, end):
        if scene.bare(at - 1) != _THEN:
            continue
        if _goes_on(scene, at, end):
            return True
        who = _PHRASES.at(scene.row, at, "nguoi")
        if who is None or who >= end:
            continue
        act = scene.begins[who]
        does = act is not None and bool(act.kinds & (KIND["hanh_dong"] | KIND["buoc"]))
        behind = act.end if act is not None and does else who + 1
        goes = does or _PHRASES.at(scene.row, who, "roi_di") is not None
        if goes and all(_courtesy(scene, i) for i in range(behind, end)):
            return True
    return False


def _goes_on(scene: Scene, at: int, end: int) -> bool:
    """Whether an act behind "rồi" is still to be done: "treo xong rồi chụp ảnh gửi"."""
    act = _PHRASES.at(scene.row, at, "roi_lam_tiep")
    return act is not None and not any(
        m.kinds & KIND["da"] for m in scene.marks if act <= m.start < end
    )


_THEN = "roi"


def _is_part(scene: Scene, clause: Clause, start: int, done: tuple[int, int], end: int) -> bool:
    """Whether only a part of a duty is finished: "xong phần 1 của việc 2", "việc 2 xong 2 cái"."""
    behind = done[1]
    if scene.form(behind) in _PARTS and (
        scene.number(behind + 1) is not None
        or scene.bare(behind + 1) in _FIRST_OR_LAST
        or _is_somebodys(scene, behind + 1)
    ):
        return True
    if _PART_LETTERS in scene.bares and any(
        scene.form(i) == _PART
        and (scene.bare(i + 1) not in _OWN_PART or _is_somebodys(scene, i + 1))
        and not _of_title(scene, i + 1, i + 2, scene.titles)
        for i in range(start, done[0] - 1)
    ):
        return True
    numbered = clause.kinds & KIND["xong"] and any(
        naming.start < done[0] and naming.numbers for naming in clause.namings
    )
    some = scene.number(behind) is not None or scene.bare(behind) in _SOME
    if numbered and some and scene.counter(behind + 1):
        return True
    here = scene.bare(behind) in _WHERE
    return here and end + 1 < len(scene.row) and scene.bare(end + 1) == _REST


def _is_somebodys(scene: Scene, at: int) -> bool:
    """Whether the part is another's: "phần anh Tú", "phần chị ấy", "phần việc của thợ"."""
    whose = next((i + 1 for i in (at, at + 1) if scene.bare(i) == _OF), None)
    if whose is not None:
        return scene.bare(whose) not in _OWN_PART or _is_somebodys(scene, whose)
    person = scene.bare(at) in _PERSONS
    return person and (scene.bare(at + 1) == _THAT_ONE or is_name(scene, at + 1))


_PERSONS, _OF, _THAT_ONE = letters("people"), "cua", "ay"


def _of_a_thing(scene: Scene, share: Share, titles: Sequence[Title]) -> bool:
    """Whether a percentage is that of a thing, and not of the work: "đạt 100% kinh phí"."""
    at = share.end + (scene.form(share.end) == _PART)
    mark = scene.begins[at]
    word = scene.kind(at) == "word" and (mark is None or bool(mark.kinds & _THINGS))
    return (
        word
        and scene.kind(share.start) == "percent"
        and scene.bare(at) not in _WHOLE
        and not _of_title(scene, at, at + 1, titles)
    )


_THINGS = KIND["mon"] | KIND["vuong"]
_WHOLE = letters("shares_of_the_work")
_PARTS, _FIRST_OR_LAST = forms("parts_of_work"), letters("first_or_last")
(_PART, _PART_LETTERS), _OWN_PART = fold("phần"), letters("own_part")
_SOME, _WHERE, _REST = letters("a_few"), letters("where_only"), "con"


def _courtesy(scene: Scene, at: int) -> bool:
    mark = scene.mark_at[at]
    return scene.kind(at) == "sign" or (mark is not None and bool(mark.kinds & _POLITE))


def _of_title(scene: Scene, start: int, end: int, titles: Sequence[Title]) -> bool:
    return all(of_titles(scene, i, titles) for i in range(start, end))
