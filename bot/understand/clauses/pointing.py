"""Which tasks a clause names by the words of their titles."""

from functools import partial

from bot.understand.clauses.cutting import Clause
from bot.understand.clauses.signs import PARTICLE, SIGN
from bot.understand.clauses.slips import of_titles
from bot.understand.words.beside import letters
from bot.understand.words.fold import Token
from bot.understand.words.lexicon import COMPOUNDS, HALVES, Mark
from bot.understand.words.scene import Scene
from bot.understand.words.titles import SAYING, Title, evidence, expand, figures, index, named


def _telling_words(scene: Scene, clause: Clause) -> list[Token]:
    """The tokens that may name a task: days and formulas of address are left out."""
    dated = {i for day in clause.days for i in range(day.start, day.end)}
    if clause.kinds & (_FINISHING | SIGN["thua_gui"]):
        for mark in clause.marks:
            if _tells_nothing(mark):
                dated.update(range(mark.start, mark.end))
    if not scene.bares.isdisjoint(_SENDING):
        dated.update(_receivers(scene, clause))
    if not scene.bares.isdisjoint(_BODIES):
        own = index(scene.sender).keys & _BODIES  # "phường làm xong" names no task "… phường"
        dated.update([i for i in range(clause.start, clause.end) if scene.bare(i) in own])
    dated.update(_own_name(scene, clause))
    if scene.bares.isdisjoint(_FORMULAS) and not dated:
        return scene.row[clause.start : clause.end]
    return [
        scene.row[i]
        for i in range(clause.start, clause.end)
        if i not in dated and not (_announces(scene, i) or _greets(scene, i))
    ]


def _own_name(scene: Scene, clause: Clause) -> set[int]:
    """The tokens that are the sender's own name: "Hội LHPN huyện đã hoàn thành"."""
    name = index(scene.sender)
    if name.head not in scene.bares:
        return set()
    found: set[int] = set()
    run: list[int] = []
    for i in range(clause.start, clause.end + 1):
        if i < clause.end and scene.bare(i) in name.keys:
            run.append(i)
            continue
        if len(run) > 1 and scene.bare(run[0]) == name.head and not _acts(scene, run[0]):
            found.update(run)
        run = []
    return found


def _acts(scene: Scene, i: int) -> bool:
    """Whether a word is what somebody does: "thanh tra xong 6 bệnh viện"."""
    mark = scene.mark_at[i]
    return mark is not None and bool(mark.kinds & (SIGN["hanh_dong"] | SIGN["buoc"]))


def _tells_nothing(mark: Mark) -> bool:
    """Whether a phrase names no task: "phát xong thẻ" is "phát thẻ", "xin báo cáo" a courtesy."""
    if mark.end - mark.start == 1:
        return bool(mark.kinds & _FINISHING)
    return bool(mark.kinds & SIGN["thua_gui"])


def _receivers(scene: Scene, clause: Clause) -> set[int]:
    """The tokens that say whom something was sent to: "gửi UBND tỉnh" names no "Trình UBND"."""
    found: set[int] = set()
    for mark in clause.marks:
        if scene.bare(mark.start) in _SENDING and mark.end - mark.start == 1:
            i = mark.end
            while i < clause.end and scene.bare(i) in _RECEIVERS:
                found.add(i)
                i += 1
    return found


_SENDING = letters("sending")
_RECEIVERS = letters("receivers")
_FINISHING = SIGN["xong"] | SIGN["tat_ca"] | SIGN["da"] | SIGN["du"]
_BODIES = letters("bodies_in_names")
_FORMULAS = letters("formulas")


def _greets(scene: Scene, i: int) -> bool:
    """Whether a word is only part of a courtesy ("trân trọng")."""
    mark = scene.mark_at[i]
    first = "" if mark is None or mark.end - mark.start < 2 else scene.bare(mark.start)
    return first in _GREETING or first == "len"  # "lên kế hoạch" is no plan


_GREETING = letters("greeting")


def _announces(scene: Scene, i: int) -> bool:
    """Whether "báo cáo" only opens what is said ("báo cáo anh, …", "Trung tâm báo cáo: …")."""
    if scene.bare(i) not in _REPORTING:
        return False
    first = i - (scene.bare(i) == "cao")
    if (scene.bare(first), scene.bare(first + 1)) != ("bao", "cao"):
        return False
    told = scene.bare(first + 2) == "da" and scene.bare(first - 1) not in _PAPERS
    return scene.bare(first + 2) in _ADDRESSED or (told and first > 0)


_REPORTING = frozenset({"bao", "cao"})
_PAPERS = letters("a_paper") | {"", ",", "."}
_ADDRESSED = letters("addressed_reports") | {":"}


def by_words(scene: Scene, clause: Clause, titles: list[Title]) -> list[int] | None:
    """The places of the tasks named by words; "tin bài với chuyên mục" names one on each side."""
    telling = _telling_words(scene, clause) if titles else []
    hints = partial(_hints, scene, clause, titles) if len(titles) > 1 else frozenset
    whole = named(titles, expand(telling), accented=scene.accented, hints=hints)
    if (
        whole
        and len(whole) == 1
        and len(titles) > 1
        and _by_an_act(scene, clause, titles, whole[0])
    ):
        return []
    if whole == [] and len(titles) > 1:
        return _by_date(scene, clause, titles)
    if whole is None or not whole or len(titles) == 1:
        return whole
    if len(whole) > 1:  # "kế hoạch treo băng rôn" is one thing, whatever it is
        return whole if _JOINING & {token.bare for token in telling} else None
    joins = [
        i
        for i in range(clause.start + 1, clause.end - 1)
        if scene.bare(i) in AND and scene.row[i].kind in ("word", "sign")
    ]
    if len(joins) != 1:
        return whole
    halves = [
        named(titles, expand(scene.row[start:end]), accented=scene.accented)
        for start, end in ((clause.start, joins[0]), (joins[0] + 1, clause.end))
    ]
    if halves[0] and halves[1] and len(halves[0]) == len(halves[1]) == 1:
        return sorted({*halves[0], *halves[1]})
    return whole


def by_pairs(scene: Scene, clause: Clause, titles: list[Title], places: list[int]) -> bool:
    """Whether more than a single word points to each of these tasks."""
    typed = expand(_telling_words(scene, clause))
    return all(evidence(titles[i], typed, accented=scene.accented).pairs for i in places)


def only_a_report(scene: Scene, clause: Clause, titles: list[Title]) -> bool:
    """Whether "báo cáo" is all that a clause has of a title: it may be the report on another."""
    told = {
        scene.bare(i)
        for i in range(clause.start, clause.end)
        if of_titles(scene, i, titles) and scene.kind(i) == "word"
    }
    return {"bao", "cao"} <= told <= _REPORT


_REPORT = letters("report_titles")


def _by_date(scene: Scene, clause: Clause, titles: list[Title]) -> list[int]:
    """The only task that has a date of the clause in its name ("Lễ 20/11"); not "lùi đến 20/11"."""
    until = {d.end - 1 for d in clause.days if scene.bare(d.start - 1) in _UNTIL}
    dates = {
        figures(scene.form(i))
        for i in range(clause.start, clause.end)
        if scene.kind(i) == "compound" and i not in until
    }
    found = [i for i, title in enumerate(titles) if dates & title.figures]
    return found if len(found) == 1 else []


def _by_an_act(scene: Scene, clause: Clause, titles: list[Title], place: int) -> bool:
    """Whether all that a clause has of a title is a step that somebody else has taken.

    "Tài vụ duyệt rồi" is no report on "Duyệt kịch bản", "BGH đã duyệt" none on "Trình … phê duyệt".
    """
    if not clause.kinds & SIGN["buoc"]:
        return False
    title = (titles[place],)
    steps = [m for m in clause.marks if m.kinds & SIGN["buoc"]]
    taken = {i for m in steps for i in range(m.start, m.end)}
    told = [
        i
        for i in range(clause.start, clause.end)
        if scene.kind(i) == "word" and of_titles(scene, i, title)
    ]
    others = any(m.kinds & SIGN["lanh_dao"] for m in clause.marks) or any(
        scene.kind(i) == "word" and not of_titles(scene, i, title) for i in clause.loose
    )
    pairs = {(scene.bare(i), scene.bare(i + 1)) for i in range(clause.start, clause.end - 1)}
    heads = any(scene.bare(m.start) == titles[place].head for m in steps)
    acts = heads or (bool(told) and taken.issuperset(told))
    turned = {(second, first) for first, second in pairs}  # "điểm nhập xong"
    return others and acts and (pairs | turned).isdisjoint(titles[place].pairs)


def _hints(scene: Scene, clause: Clause, titles: list[Title]) -> frozenset[str]:
    """Words typed with their marks that stand for themselves, and not as half of a phrase.

    "Thẻ phát rồi" is enough for "Phát thẻ cử tri"; "bế mạc" tells nothing of the house of Mạc.
    """
    every = any(m.kinds & SIGN["tat_ca"] and m.end - m.start > 1 for m in clause.marks)
    if every or clause.kinds & SIGN["con_lai"]:
        return frozenset()
    if not scene.accented:
        return _topic(scene, clause)
    own = index(scene.sender).keys  # "phường" is the sender, not "Niêm yết tại phường"
    return frozenset(
        token.bare
        for i, token in enumerate(scene.row[clause.start : clause.end], clause.start)
        if token.form != token.bare
        and token.bare not in own
        and (token.bare not in SAYING or scene.bare(i + 1) == ":")
        and not (scene.counter(i) and scene.kind(i - 1) == "number")
        and ((mark := scene.mark_at[i]) is None or _may_hint(mark))
        and not _of_another_word(scene, i, titles)
    )


def _of_another_word(scene: Scene, i: int, titles: list[Title]) -> bool:
    """Whether a word is half of one that no title has: "ngân hàng", beside "giải ngân"."""
    if scene.form(i) not in HALVES:
        return False
    return any(
        (scene.form(first), scene.form(first + 1)) in COMPOUNDS
        and not any((scene.bare(first), scene.bare(first + 1)) in title.pairs for title in titles)
        for first in (i - 1, i)
    )


def _topic(scene: Scene, clause: Clause) -> frozenset[str]:
    """The word that opens a clause typed bare and is set off from what is said of it: "na thi"."""
    first = clause.start
    while (mark := scene.begins[first]) is not None and not mark.kinds & ~PARTICLE:
        first = mark.end
    said = scene.begins[first + 1]
    off = scene.bare(first + 1) == "thi" or (said is not None and bool(said.kinds & _SAID_OF_IT))
    known = scene.kind(first) == "word" and scene.begins[first] is None and first < clause.end
    return frozenset({scene.bare(first)}) if off and known else frozenset()


_SAID_OF_IT = SIGN["gia_han"] | SIGN["xin"] | SIGN["chua"] | SIGN["dang"] | SIGN["cho"]


def _may_hint(mark: Mark) -> bool:
    """Whether a phrase is one word, and not what hindered: "máy in hỏng"."""
    return mark.end - mark.start == 1 and not mark.kinds & (SIGN["vuong"] | SIGN["hu_hai"])


_UNTIL = letters("until")
AND = letters("together") | {"&", "+"}
_JOINING = AND | letters("joined_with")
