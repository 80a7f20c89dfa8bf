"""The statements of a text in a row: what each says beside those before and behind it."""

from collections.abc import Sequence

from bot.understand.clauses.cutting import Clause
from bot.understand.clauses.framing import finish, framed
from bot.understand.clauses.judge import Says
from bot.understand.clauses.pointing import by_pairs
from bot.understand.clauses.signs import any_of
from bot.understand.clauses.statements import Statement, state
from bot.understand.clauses.subjects import of_others, of_something_unheard_of
from bot.understand.figures.reckoning import Day
from bot.understand.values import STATES, Utterance
from bot.understand.words.beside import letters
from bot.understand.words.lexicon import KIND
from bot.understand.words.scene import Scene
from bot.understand.words.titles import Title, index


def statements(said: Utterance, scene: Scene, clauses: Sequence[Clause]) -> list[Statement]:
    """The statements of a text in order."""
    titles = [index(task.title) for task in said.open_tasks]
    days = [day for clause in clauses for day in clause.days]
    found: list[Statement] = []
    for clause in clauses:
        stated = _unmended(scene, clause, state(said, scene, clause, titles))
        if found:
            stated = _beside(scene, clause, stated, found)
            if any(_done(s) for s in found) and _asks_others(stated):
                stated = stated._replace(says=None, tasks=None)
            if _is_left_of_it(scene, clause, stated, found[-1], titles):
                stated = stated._replace(tasks=None)
        if stated.says == "done":
            told = _told_of_it(said, scene, clause, stated, found, days, titles)
            stated = stated._replace(says=told)
        found.append(stated)
    if len(found) > 1:
        found = _before_others(said, scene, clauses, found)
    return [_answer(stated, found) for stated in found]


def _before_others(
    said: Utterance, scene: Scene, clauses: Sequence[Clause], found: Sequence[Statement]
) -> list[Statement]:
    """The statements as those behind them let them be understood."""
    last = found[-1]
    found = [
        stated._replace(says=None) if _others_had(scene, stated, clause, after) else stated
        for stated, clause, after in zip(found, clauses[1:], found[1:], strict=False)
    ]
    found = [
        stated._replace(says="step") if _done_with(scene, stated, after) else stated
        for stated, after in zip(found, [*found[1:], last], strict=True)
    ]
    if _names_another(said, scene, [*found, last]):
        found[0] = found[0]._replace(says=None)
    if _asks_of_wish(found[-1], last):
        last = last._replace(says="question_status", tasks=found[-1].tasks)
        found[-1] = found[-1]._replace(says=None)
    return [*found, last]


def _others_had(scene: Scene, stated: Statement, clause: Clause, after: Statement) -> bool:
    """Whether only others are done, and not the own side: "xã bên xong rồi, còn mình thì chưa"."""
    others = stated.says in ("step", "block") and stated.shows("mot_phan") and not stated.numbered
    if not others or after.says not in _WAITS or after.numbered:
        return False
    at = clause.start + (scene.bare(clause.start) in _SETS_OFF)
    at += scene.bare(at) in _TEAM
    return scene.bare(at) in _OWN


_SETS_OFF, _TEAM = letters("sets_off"), letters("teams") | letters("sides")
_OWN = letters("speaks_for_a_team")


def _names_another(said: Utterance, scene: Scene, found: Sequence[Statement]) -> bool:
    """Whether "không phải việc này" only leads on to the one that is meant: "việc 1 xong"."""
    disowns = found[0].says == "block" and found[0].shows("khong_phai") and found[0].tasks is None
    other = found[1].numbered and said.quoted_task not in (found[1].tasks or ())
    return disowns and other and any(scene.bare(i) in _HERE for i in range(_OPENING))


def _asks_of_wish(before: Statement, last: Statement) -> bool:
    """Whether "chưa" behind a number asks about a decision: "lãnh đạo cho lùi việc 2 chưa ạ"."""
    allowed = before.shows("gia_han") and before.shows("lanh_dao", "nhan", "da")
    bare = last.says == "not_done" and not last.wordy_at_all and not last.shows("xong", "hanh_dong")
    return before.says == "block" and allowed and bare and last.tasks is None


_HERE = letters("this_one")
_OPENING = 5  # tokens


def _beside(
    scene: Scene, clause: Clause, stated: Statement, found: Sequence[Statement]
) -> Statement:
    """A statement as those before it let it be understood."""
    before = found[-1]
    if stated.strange and stated.excepted and before.shows("so_luong"):
        stated = stated._replace(says="in_progress", tasks=None, strange=False, excepted=False)
    if stated.tasks == scene.open_numbers and _of_named(stated, found):
        stated = stated._replace(tasks=None)
    if before.says is None and _are_the_others(stated, before):
        stated = stated._replace(says="in_progress")
    if before.shows("chua_chua") and _is_of_none(scene, clause, stated):
        stated = stated._replace(says=None)
    if _is_of_no_other(scene, clause, stated, before):
        stated = stated._replace(tasks=None)
    if _of_others_delay(stated, before):
        stated = stated._replace(says=None)
    if _hands_in_a_paper(scene, clause, stated) and any(s.numbered for s in found if _done(s)):
        return stated._replace(says=None)
    if _is_when_it_was_done(scene, clause, stated, before):
        return stated._replace(says=None)
    if _is_wished_too(scene, clause, stated, before):
        tasks = stated.tasks if stated.numbered else before.tasks
        stated = stated._replace(says="extension_request", tasks=tasks)
    return stated


def _unmended(scene: Scene, clause: Clause, stated: Statement) -> Statement:
    """No correction where what was forgotten is told beside the rest: "à quên, 2 cũng xong"."""
    told = [token.bare for token in scene.row[clause.start : clause.end]]
    if not stated.shows("dinh_chinh") or _FORGOTTEN.isdisjoint(told):
        return stated
    behind = [token.bare for token in scene.row[clause.end : clause.end + _OPENING]]
    adds = not _BESIDES.isdisjoint([*told, *behind])
    return stated._replace(signs=stated.signs & ~any_of("dinh_chinh")) if adds else stated


_FORGOTTEN, _BESIDES = letters("forgotten"), letters("besides")


def _are_the_others(stated: Statement, before: Statement) -> bool:
    """Whether some have and some have not: "5 huyện gửi, 6 huyện chưa"."""
    lacks = stated.says == "not_done" and stated.shows("chua") and stated.shows("so_khac")
    acted = before.shows("so_khac") and before.shows("hanh_dong", "buoc")
    return lacks and acted and not stated.numbered and not stated.signs & ~_SOME_HAVE_NOT


_SOME_HAVE_NOT = any_of("chua", "so_luong", "so_khac", "chu_la", "con", "co_phu_dinh", "dem")


def _is_of_none(scene: Scene, clause: Clause, stated: Statement) -> bool:
    """Whether "mà" goes on about what there is none of: "chưa có việc nào mà tổ em làm xong"."""
    return scene.bare(clause.start) == "ma" and stated.says == "done" and not stated.shows("da")


def _told_of_it(
    said: Utterance,
    scene: Scene,
    clause: Clause,
    stated: Statement,
    found: Sequence[Statement],
    days: Sequence[Day],
    titles: Sequence[Title],
) -> Says:
    """What a clause that looks like "done" says in its sentence."""
    wished = found and clause.start and _wishes(scene, clause, found[-1])
    if wished or _comes_after(scene, clause):
        return "in_progress"
    meant = stated.tasks if stated.numbered and stated.tasks else scene.open_numbers
    titles = [t for t, task in zip(titles, said.open_tasks, strict=True) if task.n in meant]
    if framed(scene, clause, days, titles):
        return "block"
    if _of_something_else(said, scene, clause, titles):
        return "step"
    return "done"


def _of_something_else(
    said: Utterance, scene: Scene, clause: Clause, titles: Sequence[Title]
) -> bool:
    """Whether a clause finishes something else, be it beside the number of a duty."""
    if of_others(said, scene):
        return False  # then nothing of the text is recorded
    done = finish(clause)
    until = done[0] if done else clause.shares[-1].start if clause.shares else clause.end
    turns = clause.marks if clause.kinds & KIND["nhung"] else ()
    start = max([m.end for m in turns if m.kinds & KIND["nhung"] and m.end <= until], default=0)
    return of_something_unheard_of(scene, clause, (start, until), titles)


def _is_why(scene: Scene, clause: Clause, stated: Statement, before: Statement) -> bool:
    """Whether a clause says who is hindered, and names no other duty: "chưa, cô giáo ốm"."""
    explains = before.says in ("not_done", "in_progress") and stated.says == "not_done"
    return (
        explains
        and not (stated.numbered or stated.shows("chua", "khong", "khong_kip"))
        and any(
            m.kinds & KIND["vuong"] and any(scene.bare(i) in _PEOPLE for i in range(m.start, m.end))
            for m in clause.marks
        )
    )


_PEOPLE = letters("hinders_people")


def _is_left_of_it(
    scene: Scene, clause: Clause, stated: Statement, before: Statement, titles: list[Title]
) -> bool:
    """Whether a count is what is left of the duty denied before: "2 chưa xong, còn 01 bài chờ ký".

    One word of it may stand in the title of another; with more of that title it is of that one.
    """
    denied = before.says == "not_done" and before.numbered
    hangs = stated.says in _WAITS and not stated.numbered and stated.shows("cho", "thieu", "chua")
    if not (denied and hangs and stated.tasks):
        return False
    at = clause.start + (scene.bare(clause.start) in _SETS_OFF)
    at += scene.mark_at[at] is not None and stated.shows("thieu")
    places = [i for i, n in enumerate(scene.open_numbers) if n in stated.tasks]
    counts = at < clause.end and scene.number(at) is not None
    return counts and not by_pairs(scene, clause, titles, places)


def _asks_others(stated: Statement) -> bool:
    """Whether others are asked to do something: a letter's "đề nghị gửi tham luận trước 12/5"."""
    asks = stated.says in ("extension_request", "in_progress") and stated.shows("xin")
    return asks and stated.shows("nho_truoc") and not (stated.numbered or stated.shows("gia_han"))


def _is_of_no_other(scene: Scene, clause: Clause, stated: Statement, before: Statement) -> bool:
    """Whether a clause has a word of another title only by chance."""
    why = _is_why(scene, clause, stated, before)
    return why or _is_of_the_number(scene, clause, stated, before)


def _is_of_the_number(scene: Scene, clause: Clause, stated: Statement, before: Statement) -> bool:
    """Whether a clause only goes on about the number before it: "việc 3 | còn thiếu bài"."""
    only_number = before.numbered and before.says is None and not before.wordy_at_all
    goes_on = clause.start > 0 and scene.kind(clause.start - 1) != "end"
    return only_number and goes_on and stated.says in _WAITS and not stated.numbered


def _of_others_delay(stated: Statement, before: Statement) -> bool:
    """Whether somebody else's delay is only why it is not done: "chưa, bên Kinh tế gửi muộn"."""
    late = stated.says == "extension_request" and stated.shows("nop_cham", "cham")
    asks = stated.shows("xin", "ngay_toi", "khoang_ngay", "hoi", "hoi_cuoi", "dau_hoi")
    return late and not asks and stated.tasks is None and before.says == "not_done"


def _of_named(stated: Statement, before: Sequence[Statement]) -> bool:
    """Whether "phát xong hết rồi" is all of the duty that was named before.

    So is "xong hết" of what has only been named: "em làm việc 1 với 2 | xong hết rồi".
    """
    if before and before[-1].only_names and before[-1].numbered and not stated.numbered:
        return True
    acts = stated.shows("hanh_dong", "buoc") and not stated.numbered and not stated.counted
    return acts and any(s.tasks is not None for s in before)


def _done_with(scene: Scene, stated: Statement, after: Statement) -> bool:
    """Whether a signature shares the "rồi" of the act behind it: "ký sáng nay, gửi Sở rồi"."""
    this_morning = stated.day is not None and scene.bare(stated.day.start) in ("sang", "hom")
    today = this_morning and stated.day is not None and stated.day.day == scene.today
    step = stated.says == "in_progress" and stated.shows("ky") and (stated.day is None or today)
    open_ = stated.shows(
        "dang", "se", "cho", "gan", "phan_tram", "con", "lam_lai", "not_cuoi", "van"
    )
    acted = after.says in ("done", "step") and after.shows("da") and after.shows("hanh_dong")
    held = today and stated.shows("hanh_dong") and after.just_done()  # "sáng nay bế mạc, xong rồi"
    rest = stated.says == "in_progress" and stated.shows("not_cuoi") and stated.day is None
    summed = rest and after.says == "done" and after.shows("xong") and after.shows("tat_ca")
    if (
        summed
        and after.shows("da")
        and not stated.shows("dang", "se", "cho", "gan", "con", "phan_tram")
    ):
        return after.tasks in (None, stated.tasks)  # "phun nốt 2 xã cuối, xong toàn bộ rồi"
    done_with = (step and acted) or (held and stated.says == "in_progress")
    return done_with and not open_ and after.tasks in (None, stated.tasks)


def _comes_after(scene: Scene, clause: Clause) -> bool:
    """Whether "mới xong" ends a sentence that has said until when: "sang tháng 9 | mới xong"."""
    goes_on = clause.start > 0 and scene.kind(clause.start - 1) != "end"
    return goes_on and scene.bare(clause.start) == "moi"


def _is_when_it_was_done(
    scene: Scene, clause: Clause, stated: Statement, before: Statement
) -> bool:
    """Whether a clause is only the time at which it was done: "em xong việc 2 | sáng nay"."""
    if before.says != "done" or stated.day is None or scene.kind(clause.start - 1) == "end":
        return False
    only = clause.days[0].start == clause.start and stated.shows("trong")
    this_morning = scene.bare(clause.start) == "sang" and stated.day.day == scene.today
    return only and this_morning


def _done(stated: Statement) -> bool:
    return stated.says == "done"


def _hands_in_a_paper(scene: Scene, clause: Clause, stated: Statement) -> bool:
    """Whether a clause does no more than send a paper that bears its number, and no draft."""
    if stated.says != "step" or stated.numbered or not stated.shows("hanh_dong"):
        return False
    cited = any(scene.kind(i) == "doc" for i in range(clause.start, clause.end))
    return cited and not stated.shows(
        "buoc", "cho", "dang", "se", "chua", "khong", "con", "gan", "thieu", "lanh_dao",
        "ngay_mai", "ngay_mo", "ngo_mo_lai", "nhung",
    )  # fmt: skip


def _is_wished_too(scene: Scene, clause: Clause, stated: Statement, before: Statement) -> bool:
    """Whether a day only goes on with a wish for more time.

    "Xin lùi việc 1 đến 13/5, việc 2 đến 16/5"; "xin lùi việc 1, 2 | sang tuần sau vì chờ Đài".
    """
    if before.says != "extension_request" or stated.says not in _WAITS or not clause.days:
        return False
    told = stated.shows(
        "xong", "dang", "lam", "hanh_dong", "buoc", "chua", "khong", "khong_kip", "da", "se",
        "phan_tram",
    )  # fmt: skip
    lead = scene.bare(clause.days[0].start - 1) if clause.days[0].start else ""
    led = lead in _UNTIL or scene.bare(clause.days[0].start) in _UNTIL
    opens = not stated.numbered and scene.bare(clause.start) in _UNTIL
    goes_on = opens and scene.kind(clause.start - 1) != "end"
    return led and not told and (stated.numbered or goes_on)


_UNTIL = letters("until_a_day")
_WAITS = ("in_progress", "not_done")


def _wishes(scene: Scene, clause: Clause, before: Statement) -> bool:
    """Whether the sentence began with a hope: "hy vọng việc 1 sớm | hoàn thành"."""
    goes_on = scene.kind(clause.start - 1) != "end"
    return goes_on and before.says is None and before.shows("se")


def _answer(stated: Statement, others: Sequence[Statement]) -> Statement:
    """Beside reports a bare "báo cáo chưa" is one too, and no question."""
    asks = stated.says == "question_status" and stated.shows("hoi_cuoi") and stated.shows("chua")
    if not asks or stated.shows("hoi", "dau_hoi", "xong", "hoi_sau"):
        return stated
    reports = any(
        other.says in STATES or other.says == "step" or other.shows("vuong", "vi")
        for other in others
        if other is not stated
    )
    return stated._replace(says="not_done") if reports else stated
