"""What each clause of a text says, and of which tasks."""

from typing import NamedTuple

from bot.understand.clauses.appointments import others_appoint
from bot.understand.clauses.cutting import Clause
from bot.understand.clauses.everything import (
    counts_fewer,
    each_of,
    lists_numbers,
    of_some_other,
    speaks_of_all,
)
from bot.understand.clauses.judge import Says, judge
from bot.understand.clauses.pointing import AND, by_pairs, by_words, only_a_report
from bot.understand.clauses.promises import promise
from bot.understand.clauses.reasons import denial_span, plain_denial, reason_span
from bot.understand.clauses.showing import shown
from bot.understand.clauses.signs import NEGATION, SIGN, any_of
from bot.understand.clauses.slips import common, of_titles
from bot.understand.figures.reckoning import Day
from bot.understand.values import Utterance
from bot.understand.words.beside import letters
from bot.understand.words.scene import Scene
from bot.understand.words.titles import Title

_REASONLESS = frozenset({"done", "question_status", "ack_only", "help", "aside"})
_NAMING = (
    SIGN["lam"]
    | SIGN["viec"] | SIGN["dem"] | SIGN["xung_ho"] | SIGN["trong"] | SIGN["tat_ca"] | SIGN["con"]
    | SIGN["tru"] | SIGN["hanh_dong"] | SIGN["buoc"] | SIGN["da"] | SIGN["con_dem"] | SIGN["nhan"]
    | SIGN["thua_gui"] | SIGN["nhung"] | SIGN["con_lai"] | SIGN["han"] | SIGN["minh_chung"]
)  # fmt: skip
_SHORT = 2  # tokens


class Statement(NamedTuple):
    """A clause as understood.

    `tasks` None: it names none of its own. `says` None: it says nothing of the work by itself.
    `numbered`: it names them by number. `strange`: it names a task that is not open.
    `but_some`: it excepts "mấy hộ", which are no task. `garbled`: a list of tasks has something in
    it that is none. `unclear`: its words fit several tasks alike. `wordy`: it has words that
    nothing explains. `only_names`: it says nothing but names. `joins`: it begins with "và".
    `goes_on`: it begins with "vì", "chờ", "nhưng" and goes on about what was named before.
    `contrasts`: "việc 2 thì" sets it off. `appointed`: others name a day. `reason`: character
    offsets in the text. `denial`: those of what is denied, unless it is the task itself;
    `bare_act`: that has no word but the act.
    """

    signs: int
    says: Says | None
    tasks: tuple[int, ...] | None
    numbered: bool
    strange: bool
    unclear: bool
    rest: bool
    excepted: bool
    but_some: bool
    counted: bool
    day: Day | None
    percent: int | None
    reason: tuple[int, int] | None
    denial: tuple[int, int] | None
    denied: tuple[int, int] | None
    bare_act: bool
    wordy: bool
    wordy_at_all: bool
    garbled: bool
    only_names: bool
    joins: bool
    goes_on: bool
    vague: bool
    contrasts: bool
    appointed: bool
    span: tuple[int, int]

    def bare_denial(self) -> bool:
        """Whether the clause is nothing but "chưa", "chưa làm"."""
        others = (
            SIGN["chua"] | SIGN["dem"] | SIGN["xung_ho"] | SIGN["hoi_sau"] | SIGN["co_phu_dinh"]
            | SIGN["lam"] | SIGN["phu_dinh"]
        )  # fmt: skip
        return self.shows("chua") and not self.signs & ~others

    def just_done(self) -> bool:
        """Whether the clause is nothing but "xong", "kết thúc nhé"."""
        others = SIGN["xong"] | SIGN["dem"] | SIGN["xung_ho"] | SIGN["da"]
        return self.shows("xong") and not self.signs & ~others

    def tells_how(self) -> bool:
        """Whether an act carried out only tells how it was finished ("xong, đã phát loa")."""
        plain = self.shows("hanh_dong", "chu_la") and self.shows("da")
        if self.shows("du") and self.shows("hanh_dong"):
            plain = True  # "hồ sơ nộp đủ"
        signed = self.shows("ky") and self.shows("da") and not self.shows("trinh_len", "cho")
        if signed:
            return not self.shows("dang", "se", "con", "gan", "chua")
        plain = plain or (self.shows("hanh_dong") and self.shows("xong"))  # "gửi các phòng xong"
        return plain and not self.shows(
            "buoc", "cho", "lanh_dao", "dang", "se", "con", "gan", "so_luong", "so_khac", "con_sau"
        )

    def only_counts(self) -> bool:
        """Whether behind "xong" the clause only tells how many it were: "được 215 đơn vị"."""
        return self.shows("so_luong") and not self.shows(
            "chi_moi", "con", "con_lai", "chua", "khong", "dang", "se", "cho", "thieu", "gan",
            "hanh_dong", "buoc", "lam", "xong", "ngay_toi", "ngay_mo", "hoi",
        )  # fmt: skip

    def lacks_a_thing(self) -> bool:
        """Whether a thing is told not to be there or ready: "tham luận chưa đủ".

        "Việc 5 chưa xong" says of the duty itself no more than a wish for more time does.
        """
        denied = self.says == "not_done" and not self.numbered
        return denied and self.shows("chua", "khong") and self.shows("du", "mon_khac")

    def shows(self, *names: str) -> bool:
        """Whether the clause shows any of these signs."""
        return bool(self.signs & any_of(*names))


def _waits(scene: Scene, clause: Clause) -> bool:
    """Whether a reason waits for another task: "chờ việc 2 xong đã"."""
    opening = scene.begins[clause.start]
    return opening is not None and bool(opening.kinds & (SIGN["cho"] | SIGN["vi"]))


_FINISHED = SIGN["xong"] | SIGN["da"]


def state(said: Utterance, scene: Scene, clause: Clause, titles: list[Title]) -> Statement:
    """What one clause says by itself."""
    explains = said.last_bot_kind == "ask_reason" and said.quoted_task is not None
    numbers = None if explains and _waits(scene, clause) else _numbers(clause)
    silent = explains or numbers is not None or each_of(scene, clause, titles)
    pointed = [] if silent else by_words(scene, clause, titles)
    if pointed and said.quoted_task is not None and not clause.kinds & _FINISHED:
        # "đường truyền hỏng", in reply to a reminder, is not on "Tuyên truyền …"
        pointed = pointed if by_pairs(scene, clause, titles, pointed) else []
    places = [] if numbers is not None or pointed is None else pointed
    meant = _meant(said, titles, numbers, places)
    found = shown(scene, clause, meant, named=bool(places))
    rule = judge(found)
    tasks = numbers if numbers is not None else tuple(said.open_tasks[i].n for i in places) or None
    if tasks == scene.open_numbers and len(titles) == 1:
        tasks = None
    aside = rule is not None and rule.says == "aside"
    if aside and found & SIGN["kem"]:
        tasks = None  # "có danh sách ký nhận" goes with the task before it
    gives = rule is None or rule.says not in _REASONLESS
    denial = denial_span(scene, clause, meant) if gives else None
    counted = any(naming.numbers is None for naming in clause.namings)
    counted = counted or (tasks is None and counts_fewer(scene, clause, titles))
    everything = (
        len(titles) > 1
        and tasks is None
        and not counted
        and speaks_of_all(scene, clause, found, of_one=_of_one(said))
        and not lists_numbers(scene, clause)
        and not of_some_other(scene, clause, found, None if rule is None else rule.says)
    )
    return Statement(
        signs=found,
        says=_unsaid(clause, found) if rule is None else None if aside else rule.says,
        tasks=tuple(scene.open_numbers) if everything else tasks,
        numbered=numbers is not None,
        strange=any(naming.strange for naming in clause.namings),
        unclear=pointed is None and numbers is None,
        rest=bool(found & SIGN["con_lai"]) and tasks is None and _of_tasks(scene, clause),
        excepted=_excepts(clause),
        but_some=_excepts_some(scene, clause),
        counted=counted,
        day=promise(scene, found, clause, meant),
        percent=clause.shares[-1].percent if clause.shares else None,
        reason=reason_span(scene, clause, found, denial) if gives else None,
        denial=denial,
        bare_act=denial is not None and not _says_more(scene, clause, denial),
        denied=plain_denial(scene, clause) if rule and rule.says == "not_done" else None,
        wordy=len(clause.loose) >= _SHORT,
        wordy_at_all=bool(clause.loose),
        garbled=_garbled(scene, clause, found, titles),
        joins=scene.bare(clause.start) in AND,
        goes_on=_goes_on(scene, clause, found),
        vague=bool(places) and "bao" in scene.bares and only_a_report(scene, clause, titles),
        appointed=numbers is None and others_appoint(scene, clause),
        contrasts=any(scene.bare(naming.end) == "thi" for naming in clause.namings),
        only_names=_only_names(scene, clause, found, titles),
        span=(scene.row[clause.start].start, scene.row[clause.end - 1].end),
    )


def _of_one(said: Utterance) -> bool:
    """Whether the bot has asked about one duty, or somebody replies to what was sent of one."""
    return said.quoted_task is not None or said.last_bot_kind in _ASKS_OF_ONE


_ASKS_OF_ONE = frozenset({"ask_reason", "ask_date", "confirm_done", "ask_of_one"})


def _says_more(scene: Scene, clause: Clause, denial: tuple[int, int]) -> bool:
    """Whether a denial has words that nothing explains ("chưa liên hệ được Đài")."""
    return any(denial[0] <= scene.row[i].start < denial[1] for i in clause.loose)


def _garbled(scene: Scene, clause: Clause, found: int, titles: list[Title]) -> bool:
    """Whether something unknown stands among the tasks of "trừ 2 vw 4" or "hết tu 3"."""
    if not found & (SIGN["tru"] | SIGN["tat_ca"]) or len(titles) < 2:
        return False
    opening = next(m.end for m in clause.marks if m.kinds & (SIGN["tru"] | SIGN["tat_ca"]))
    if not clause.namings:
        after = [i for i in clause.loose if i >= opening and scene.kind(i) == "word"]
        return any(
            not of_titles(scene, i, titles)
            and not common(scene, i)
            and scene.bare(i - 1) not in _PLURAL
            and "number" not in (scene.kind(i - 1), scene.kind(i - 2))  # "cả 83 tiêu chí"
            for i in after
        )
    last = max(naming.end for naming in clause.namings)
    words = any(opening <= i < last and scene.kind(i) == "word" for i in clause.loose)
    figures = any(opening <= i < last + 3 and scene.kind(i) == "number" for i in clause.loose)
    stray = any(scene.bare(i) == "tu" and not scene.taken[i] for i in range(opening, last))
    return words or figures or stray


_PLURAL = letters("plural")  # "treo xong hết các tuyến"


def _goes_on(scene: Scene, clause: Clause, found: int) -> bool:
    """Whether "vì …", "chờ …", "nhưng …" opens a clause: what it names is not another topic.

    "Nhưng kế hoạch chưa" is one: it names before it denies.
    """
    opening = scene.begins[clause.start]
    if opening is None or not found & (SIGN["vi"] | SIGN["nhung"] | SIGN["cho"] | SIGN["vuong"]):
        return False
    hinders = SIGN["vi"] | SIGN["cho"] | SIGN["vuong"]
    because = bool(opening.kinds & hinders)
    if opening.kinds & SIGN["con"] and (after := scene.begins[opening.end]) is not None:
        because = because or bool(after.kinds & hinders)  # "còn vướng …"
    verb = scene.begins[opening.end]
    denies = verb is not None and bool(verb.kinds & (NEGATION | SIGN["hanh_dong"] | SIGN["dang"]))
    return because or (bool(opening.kinds & SIGN["nhung"]) and denies)


def _only_names(scene: Scene, clause: Clause, found: int, titles: list[Title]) -> bool:
    """Whether a clause names tasks and says no more ("việc 2 và băng rôn")."""
    if found & ~_NAMING or clause.days or clause.shares:
        return False
    verbs = [m for m in clause.marks if m.kinds & (SIGN["hanh_dong"] | SIGN["buoc"])]
    if any(not of_titles(scene, i, titles) for m in verbs for i in range(m.start, m.end)):
        return False
    return all(scene.row[i].kind != "word" or of_titles(scene, i, titles) for i in clause.loose)


def _unsaid(clause: Clause, found: int) -> Says | None:
    """What a clause without a verdict does: a mistyped "2 cchưa" must not pass for silence."""
    short = clause.end - clause.start <= _SHORT or clause.namings
    return "block" if found & SIGN["ngo_chua"] and short else None


def _numbers(clause: Clause) -> tuple[int, ...] | None:
    """The tasks named by number; None: by number none."""
    if not clause.namings:
        return None
    found = [n for naming in clause.namings for n in naming.numbers or ()]
    return tuple(dict.fromkeys(found)) or None


def _meant(
    said: Utterance, titles: list[Title], numbers: tuple[int, ...] | None, places: list[int]
) -> list[Title]:
    """The titles of the tasks that a clause may be about."""
    if numbers is None and not places and said.quoted_task is not None:
        numbers = (said.quoted_task,)
    if numbers is not None:
        places = [i for i, task in enumerate(said.open_tasks) if task.n in numbers]
    return [titles[i] for i in places] if places else titles


def _of_tasks(scene: Scene, clause: Clause) -> bool:
    """Whether "còn lại" stands for tasks, and for no other thing ("còn lại hộ chuyển đi")."""
    start, end = next((m.start, m.end) for m in clause.marks if m.kinds & SIGN["con_lai"])
    if (
        scene.counter(start - 1)
        and scene.kind(start - 2) == "number"
        and not scene.taken[start - 2]
    ):
        return False  # "3 thôn còn lại"
    if start - 1 in clause.loose and scene.kind(start - 1) == "word":
        return False  # "chín cửa hàng còn lại"
    return end not in clause.loose or scene.kind(end) != "word"


def _excepts_some(scene: Scene, clause: Clause) -> bool:
    if not clause.marks or not clause.marks[0].kinds & SIGN["tru"]:
        return False
    return scene.bare(clause.marks[0].end) in _A_FEW


_A_FEW = letters("a_few")


def _excepts(clause: Clause) -> bool:
    return bool(clause.marks) and bool(clause.marks[0].kinds & (SIGN["tru"] | SIGN["con"]))
