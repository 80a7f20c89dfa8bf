"""Acts that were carried out: do they finish the task, or are they a step on the way?"""

from collections.abc import Sequence

from bot.understand.clauses.cutting import Clause
from bot.understand.clauses.slips import is_name, of_titles
from bot.understand.words.beside import letters
from bot.understand.words.fold import fold
from bot.understand.words.lexicon import KIND, VOCABULARY, Mark
from bot.understand.words.phrases import Phrase, phrases
from bot.understand.words.scene import Scene
from bot.understand.words.titles import Title, matches

_ACT, _STEP, _PAST = KIND["hanh_dong"], KIND["buoc"], KIND["da"]


def _bares(phrase: str) -> tuple[str, ...]:
    return tuple(fold(word)[1] for word in phrase.split())


_ALWAYS_STEPS = frozenset(_bares(verb) for verb in VOCABULARY["luon_la_buoc"]["lam"])
_WHOLE = frozenset(_bares(verb) for verb in VOCABULARY["luon_la_buoc"]["ca_viec"])
_FOR_AN_ACT = frozenset(fold(word) for word in VOCABULARY["luon_la_buoc"]["vat_truoc"])
_FOR_AN_ACT_FORMS = frozenset(form for form, _ in _FOR_AN_ACT)
_FOR_AN_ACT_BARES = frozenset(bare for _, bare in _FOR_AN_ACT)
_PAPERS = frozenset(_bares(thing) for thing in VOCABULARY["luon_la_buoc"]["giay_to"])
_FINALS: dict[tuple[str, ...], list[Phrase]] = {}
for _row in VOCABULARY["viec_cuoi"]:
    for _verb in _row["lam"]:
        _FINALS.setdefault(_bares(_verb), []).extend(phrases(_row["ten"]))


def acts(
    scene: Scene, clause: Clause, titles: Sequence[Title], *, finished: bool, every: bool
) -> tuple[bool, bool]:
    """Whether a clause tells of a final act, and whether of a step.

    `every`: it speaks of each of these tasks, so that the act has to finish them all.
    `finished`: it says "xong" too; then "xong dự thảo" finishes the step only.
    """
    final = step = last = drafts = False
    prepared = -1  # where a step ends: what comes right after is not done yet ("phát động thi")
    for mark in clause.marks:
        if mark.kinds & (_ACT | _STEP) and not _is_noun(scene, mark):
            opens = _after_courtesies(scene, clause.start) == mark.start
            body = not opens and is_name(scene, mark.start)  # "gửi Thanh tra tỉnh"
            if body and not any(of_titles(scene, mark.start, (title,)) for title in titles):
                continue
            if scene.bare(mark.start) == "phoi" and _done_together(scene, clause, mark):
                continue  # "phối hợp Tỉnh đoàn làm xong rồi"
            if scene.bare(mark.start) == "len" and _carries(scene, mark.start):
                continue  # "gửi lên rồi"
            named = any(_part_of_name(scene, mark, title) for title in titles)
            if named or _tells_somebody(scene, mark):
                continue
            if (
                _belongs(scene, clause, mark.start)
                or mark.start == prepared
                or _behind_another(scene, clause, mark.start, titles)
            ):
                step = True
                continue
            ends = (_finishes(scene, mark, title, finished=finished) for title in titles)
            finishes = all(ends) if every else any(ends)
            finishes = finishes and not _to_another_thing(scene, mark, titles)
            last = finishes
            drafts = drafts or (not finishes and _drafts(scene, mark))
            prepared = mark.end if not finishes and _prepares(scene, mark) else -1
            final, step = final or finishes, step or not finishes
    if not final and not step:
        final = any(_heads(scene, clause, title) for title in titles)
    if final and step and not finished:
        final = last  # "hồ sơ mời thầu gửi thẩm tra rồi": what was done is the last act told
    return final and not (step and finished and drafts), step


def _after_courtesies(scene: Scene, at: int) -> int:
    """Where what is said begins behind a token: "ok Dự thảo xong rồi" has a capital there."""
    while True:
        mark = scene.starts(at)
        if mark is not None and mark.kinds & _COURTEOUS:
            at = mark.end
        elif mark is None and scene.kind(at) == "sign":
            at += 1  # "😊 Dự thảo xong rồi"
        else:
            return at


_COURTEOUS = KIND["nhan"] | KIND["thua_gui"]


def _done_together(scene: Scene, clause: Clause, mark: Mark) -> bool:
    """Whether "phối hợp" only says with whom something was done."""
    return any(
        m.start > mark.start and m.kinds & KIND["xong"] and scene.bare(m.start) in ("lam", "thuc")
        for m in clause.marks
    )


def _carries(scene: Scene, at: int) -> bool:
    """Whether another act stands right before a token, so that "lên" only says where to."""
    before = scene.mark_at[at - 1] if at else None
    return scene.bare(at - 1) in _CARRYING or (
        before is not None and bool(before.kinds & (_ACT | _STEP))
    )


_CARRYING = letters("carrying")


def _tells_somebody(scene: Scene, mark: Mark) -> bool:
    """Whether "đã báo cáo anh Tuấn", "báo sếp rồi" tells a person, and hands nothing in."""
    person = scene.begins[mark.end]
    if scene.bare(mark.end - 1) == "bao" and person is not None and person.kinds & _HEADS:
        return True
    return (
        scene.bare(mark.start) == "bao"
        and person is not None
        and bool(person.kinds & KIND["xung_ho"])
        and scene.kind(person.end) == "word"
        and is_name(scene, person.end)
    )


_HEADS = KIND["lanh_dao"]


def _part_of_name(scene: Scene, mark: Mark, title: Title) -> bool:
    """Whether a step that is never the end is only a noun of the title: "tài liệu kỳ họp"."""
    verb = tuple(scene.bare(i) for i in range(mark.start, mark.end))
    after = (scene.bare(mark.start - 1), verb[0])
    return verb in _ALWAYS_STEPS and after in title.pairs and verb[0] != title.head


def _heads(scene: Scene, clause: Clause, title: Title) -> bool:
    """Whether a clause says the verb that a title begins with, be it in no table."""
    if title.head and title.head not in scene.bares:
        return False
    if title.opening in _ALWAYS_STEPS or (title.head,) in _ALWAYS_STEPS:
        return False
    if title.head in scene.bares and any(
        _is_head(scene, i, title) for i in range(clause.start, clause.end)
    ):
        return True
    if not scene.bares.issuperset(title.opening):
        return False
    return any(
        tuple(scene.bare(i + k) for k in range(len(title.opening))) == title.opening
        and not _belongs(scene, clause, i)
        for i in range(clause.start, clause.end - len(title.opening) + 1)
    )


def _is_head(scene: Scene, at: int, title: Title) -> bool:
    """Whether the first word of a title is said to be done: "bảng chú thích thay rồi".

    Only what no phrase explains, with "hết" or "rồi" right behind it, is that for sure.
    """
    if scene.bare(at) != title.head or scene.mark_at[at] is not None:
        return False
    behind = scene.begins[at + 1]
    return (
        matches(title, scene.form(at), scene.bare(at))
        and behind is not None
        and bool(behind.kinds & (KIND["da"] | KIND["tat_ca"]))
        and not behind.kinds & KIND["xong"]
    )


def _is_noun(scene: Scene, mark: Mark) -> bool:
    """Whether "báo cáo" is the paper here, or only announces what follows."""
    if scene.bare(mark.start) != "bao":
        return False
    end = mark.end
    while (person := scene.starts(end)) is not None and person.kinds & _ADDRESSED:
        end = person.end
    if end > mark.end and scene.bare(end - 1) == "la":
        return True  # "báo cáo cán bộ là …"
    after = scene.starts(end)
    verbs = _ACT | _STEP | KIND["xong"]
    return scene.bare(end) in ("da", ":") or (after is not None and bool(after.kinds & verbs))


_ADDRESSED = KIND["xung_ho"] | KIND["dem"]


def _belongs(scene: Scene, clause: Clause, at: int) -> bool:
    """Whether an act only says what a thing is for: "đã thành lập hội đồng nghiệm thu"."""
    has_it = scene.form(clause.start) == _HAS  # "có biên bản thẩm định rồi"
    noun = scene.form(at - 1) in _FOR_AN_ACT_FORMS or (
        not scene.accented and scene.bare(at - 1) in _FOR_AN_ACT_BARES
    )
    return noun and (
        has_it
        or any(
            m.start < at - 1 and m.kinds & (_ACT | _STEP | _PAST) and not _is_noun(scene, m)
            for m in clause.marks
        )
        or _acts_as_a_body(scene, clause, at)
    )


def _behind_another(scene: Scene, clause: Clause, at: int, titles: Sequence[Title]) -> bool:
    """Whether a verb that nobody knows stands right behind "đã": "đã giap các thôn phát quang"."""
    if "da" not in scene.bares:
        return False
    told = next((i for i in range(clause.start, at) if scene.form(i) == _HAS_DONE), None)
    if told is None or told + 1 >= at or told + 1 not in clause.loose:
        return False
    known = of_titles(scene, told + 1, titles) or scene.form(told + 1) == _HAS
    return scene.kind(told + 1) == "word" and not known


_HAS_DONE = fold("đã")[0]


def _acts_as_a_body(scene: Scene, clause: Clause, at: int) -> bool:
    """Whether an act only names who has done the next: "tổ nghiệm thu lập xong"."""
    if at - 1 != _after_courtesies(scene, clause.start):
        return False
    behind = scene.begins[scene.marks_end(at)]
    return behind is not None and bool(behind.kinds & (_ACT | _STEP))


_HAS = fold("có")[0]


def _to_another_thing(scene: Scene, mark: Mark, titles: Sequence[Title]) -> bool:
    """Whether an act is done to a paper of another kind: "gửi công văn" is no "Gửi báo cáo"."""
    thing, behind = (scene.bare(mark.end), scene.bare(mark.end + 1)), scene.bare(mark.end + 2)
    if thing not in _PAPERS or scene.bare(mark.end - 1) in _BY or behind == "so":
        return False  # "đã gửi công văn số 12" cites what was sent
    return not any(thing in title.pairs or behind in title.opening for title in titles)


_BY = letters("citing")


def _drafts(scene: Scene, mark: Mark) -> bool:
    """Whether a step may be the very thing that is finished ("xong dự thảo"); "ký gửi" is sent."""
    return bool(mark.kinds & _STEP) and not mark.kinds & _ACT and not _signs(scene, mark)


def _signs(scene: Scene, mark: Mark) -> bool:
    return scene.bare(mark.end - 1) in _SIGNING


def _prepares(scene: Scene, mark: Mark) -> bool:
    """Whether a step only leads to the act behind it ("phát động thi"); "ký ban hành" is one."""
    return bool(mark.kinds & _STEP) and not _signs(scene, mark)


_SIGNING = letters("signing")


def _finishes(scene: Scene, mark: Mark, title: Title, *, finished: bool) -> bool:
    verb = tuple(scene.bare(i) for i in range(mark.start, mark.end))
    if verb in _ALWAYS_STEPS:
        held = any(_holds(title, name) for name in _FINALS.get(verb, ()))  # "họp xong"
        whole = verb == title.opening or _follows_opening(scene, mark, title)
        return finished and (held or (verb in _WHOLE and whole))
    if any(_holds(title, name) for name in _FINALS.get(verb, ())):
        return True
    known = [of_titles(scene, i, (title,)) for i in range(mark.start, mark.end)]
    return all(known) or (known[0] and not mark.kinds & _STEP)


def _follows_opening(scene: Scene, mark: Mark, title: Title) -> bool:
    """Whether both verbs of a title are told: "trang trí, tuyên truyền xong rồi"."""
    before = mark.start - 1 - (scene.form(mark.start - 1) == ",")
    pair = (scene.bare(before), scene.bare(mark.start))
    return bool(title.opening) and pair[0] == title.opening[-1] and pair in title.pairs


def _holds(title: Title, name: Phrase) -> bool:
    """Whether a title has these words: "họp" is not in "Phối hợp"."""
    if len(name) == 1:
        form, bare = name[0]
        return form in title.forms.get(bare, ())
    return tuple(bare for _, bare in name) in title.pairs
