"""Whether a clause retells what somebody else has reported; that is nobody's own report."""

from bot.understand.clauses.cutting import Clause
from bot.understand.clauses.signs import NEGATION, PARTICLE
from bot.understand.clauses.slips import is_name
from bot.understand.words.beside import forms, letters
from bot.understand.words.lexicon import KIND
from bot.understand.words.scene import Scene

_FIRST_PERSON = letters("told_in_person")
_NO = forms("denials")
_PEOPLE = letters("people")
_TELLING_YOU = letters("telling_you")


def hearsay(scene: Scene, clause: Clause) -> bool:
    """Whether somebody else is said to have reported it ("chị Hà báo xong")."""
    if "bao" not in scene.bares:
        return False
    opens = scene.form(clause.start) == "bao" and not scene.sure[clause.start]
    if opens and scene.bare(clause.start + 1) in _PEOPLE:
        return True  # "bao bac Tu treo roi day"
    for i in range(clause.start + 1, _because(clause)):
        if scene.bare(i) == "bao" and _reports(scene, clause, i):
            told = scene.bare(i - 1) not in _FIRST_PERSON and scene.kind(i - 1) == "word"
            return told and scene.form(i - 1) not in _NO
    return False


def _reports(scene: Scene, clause: Clause, i: int) -> bool:
    """Whether "báo" at token i tells what somebody reports, and neither a paper nor what is due."""
    if scene.bare(i + 1) in _NO_REPORT_BEHIND or scene.bare(i - 1) in _NO_REPORT_BEFORE:
        return False
    mark = scene.mark_at[i]
    if mark is None or not mark.kinds & (KIND["bao_lai"] | KIND["doan"]):
        return False
    if is_name(scene, i) and not clause.kinds & KIND["xong"]:
        return False  # "do Báo chưa xếp được trang"
    if any(m.kinds & KIND["cho"] and m.start < i for m in clause.marks):
        return False  # "đang chờ các thôn báo lên"
    if clause.start and i == clause.start + 1 and _closes_own(scene, clause, i):
        return False  # "cỏ dọn sạch rồi, anh báo hoàn thành"
    own = i == 1 and scene.bare(0) in _PEOPLE  # "chị báo mục 2 …", "chị báo luôn là …"
    listed = scene.bare(2) in _TELLING_YOU or any(n.start > i for n in clause.namings)
    return not (own and listed)


def _closes_own(scene: Scene, clause: Clause, i: int) -> bool:
    """Whether a clause is only that who writes reports it done, behind what was done."""
    rest = (scene.mark_at[k] for k in range(i + 1, clause.end) if scene.kind(k) == "word")
    only = all(mark is not None and not mark.kinds & ~_DONE for mark in rest)
    return only and scene.bare(clause.start) in _SELF and bool(clause.kinds & KIND["xong"])


_SELF = letters("reports_itself")
_DONE = KIND["xong"] | KIND["da"] | PARTICLE


_NO_REPORT_BEHIND = letters("no_report_behind")
_NO_REPORT_BEFORE = letters("no_report_before")


def _because(clause: Clause) -> int:
    """Where the reason of a denial begins: what others say there is no report of theirs."""
    denied = next((m.start for m in clause.marks if m.kinds & NEGATION), clause.end)
    behind = (m.start for m in clause.marks if m.kinds & KIND["vi"] and m.start > denied)
    return next(behind, clause.end)
