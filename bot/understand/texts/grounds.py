"""The reason that statements about the same tasks give together: characters of the text."""

from bot.understand.clauses.statements import Statement
from bot.understand.texts.groups import Group
from bot.understand.values import Intent

_GROUNDS = frozenset({None, "in_progress", "not_done", "step"})


def reason_of(group: Group, intent: Intent) -> tuple[int, int] | None:
    """The first reason given, with the clauses that go on telling what is in the way."""
    first = _first_reason(group, intent)
    return None if first is None else _with_more(group, first, intent)


def _with_more(group: Group, reason: tuple[int, int], intent: Intent) -> tuple[int, int]:
    """A reason up to where something else is said: "vì thiếu vải, chưa đặt in được"."""
    start, end = reason
    at = next((i for i, s in enumerate(group.said) if s.span[0] < end <= s.span[1]), None)
    if at is None or intent == "in_progress" or end < group.said[at].span[1] - _COURTESY:
        return reason
    for later in group.said[at + 1 :]:
        if not _goes_on(later):
            break
        end = later.span[1]
    return start, end


_COURTESY = 8  # characters; what stands behind a reason is no more than "nhé anh"


def _goes_on(statement: Statement) -> bool:
    """Whether a clause tells more of what is in the way, and nothing new of the work."""
    denied = statement.denial is not None or statement.wordy_at_all  # "xe không vào được"
    denies = statement.says == "not_done" and denied
    waits = statement.says == "in_progress" and statement.shows("cho", "thieu", "vuong")
    remarks = statement.says is None and not statement.only_names and not statement.shows("nhan")
    plain = statement.tasks is None and not statement.numbered
    return plain and (denies or waits or remarks) and not statement.shows(
        "giup", "se", "ngay_toi", "ngay_mo", "dinh_chinh", "sai", "hoi", "dau_hoi",
        "hoi_cuoi", "phan_tram", "minh_chung", "thua_gui", "chac", "gan", "than_phien",
        "rut_lai", "xin", "tru", "con_lai", "bao_lai", "khieu_nai",
    )  # fmt: skip


def _first_reason(group: Group, intent: Intent) -> tuple[int, int] | None:
    for at, statement in enumerate(group.said):
        before = group.said[at - 1] if at else None
        named = before is not None and before.numbered and not before.wordy
        own = named and statement.reason is not None  # "đối với việc 2, do Đài bận nên chưa xong"
        if statement.shows("nen") and before is not None and before.says is None and not own:
            start, end = before.span
            return start, max(end, statement.reason[1] if statement.reason else 0)
        runs_out = intent == "in_progress" and statement.shows("het_vat")  # or it is all done
        if statement.reason is not None and not runs_out:
            if statement.reason == statement.denial and statement.bare_act:
                better = [s.reason for s in group.said[at + 1 :] if s.shows("cho", "vi")]
                if better and better[0] is not None:
                    return better[0]
            return _excuse(group, at) or _subject(group, at) or _told(statement, intent)
    return _behind_denial(group) or _unsaid(group, intent) or _beside(group, intent)


def _beside(group: Group, intent: Intent) -> tuple[int, int] | None:
    """What is told right behind, or before, a denial or a wish that gives no reason itself."""
    if intent not in ("not_done", "extension_request"):
        return None
    at = next((i for i, s in enumerate(group.said) if s.says == intent), None)
    if at is None:
        return None
    behind = []
    for statement in group.said[at + 1 :]:
        if not (_tells(statement) or (statement.appointed and intent == "not_done")):
            break
        behind.append(statement)
    if behind:
        return behind[0].span[0], behind[-1].span[1]
    before = group.said[at - 1] if at else None
    return before.span if before is not None and before.says is None and _tells(before) else None


def _tells(statement: Statement) -> bool:
    """Whether a clause tells of something that may be in the way."""
    away = statement.says == "block" and statement.shows("lat_nua")  # "nghệ nhân đang ốm"
    told = statement.says in (None, "in_progress") or away
    told = told and statement.wordy and not statement.numbered
    return told and not statement.shows(
        "nhan", "giup", "se", "xong", "da", "ngay_toi", "ngay_mo", "dinh_chinh", "sai", "hoi",
        "dau_hoi", "hoi_cuoi", "phan_tram", "minh_chung", "thua_gui", "chac", "gan",
        "con", "chi_moi", "than_phien", "rut_lai",
    )  # fmt: skip


def _told(statement: Statement, intent: Intent) -> tuple[int, int] | None:
    """The reason of one statement; of work under way, what it says is still denied, and by whom."""
    denial, reason = statement.denial, statement.reason
    whose = reason and denial and reason[0] < denial[0] < reason[1] == denial[1]
    if intent != "in_progress" or denial is None or whose:
        return reason
    return denial


def _unsaid(group: Group, intent: Intent) -> tuple[int, int] | None:
    """What can only be the reason, though nothing says so."""
    if intent == "in_progress":
        after_step = group.says() & {"step", "done"}
        denied = [s.denied for s in group.said if s.denied is not None]
        return denied[0] if after_step and denied else _spoilt(group)
    loose = [s for s in group.said if s.says is None and s.shows("khong", "chua", "vuong")]
    if intent == "extension_request" and not loose:
        loose = [s for s in group.said if s.lacks_a_thing()]
    if intent == "extension_request" and not loose:
        asked = next(i for i, s in enumerate(group.said) if s.says == intent)
        loose = [s for s in group.said[:asked] if s.says in _GROUNDS and s.wordy]
    return loose[0].span if loose else None


def _spoilt(group: Group) -> tuple[int, int] | None:
    """What came out wrong, and has to be done again: "in rồi nhưng sai màu, phải in lại"."""
    for at, statement in enumerate(group.said):
        if at and statement.says is None and statement.shows("nhung") and statement.shows("sai"):
            return statement.span[0], group.said[-1].span[1]
    return None


def _behind_denial(group: Group) -> tuple[int, int] | None:
    """All that is told behind a bare "chưa": "chưa, ruộng còn ngập nước"."""
    first, *later = group.said
    told = later[:1]
    if not (first.bare_denial() and told and told[0].wordy_at_all and told[0].says is None):
        return None
    if told[0].shows(
        "nhan", "giup", "se", "xong", "da", "ngay_toi", "ngay_mo", "dinh_chinh", "sai"
    ):
        return None
    for statement in later[1:]:
        if statement.says not in (None, "in_progress") or statement.tasks is not None:
            break
        told.append(statement)
    return told[0].span[0], told[-1].span[1]


def _excuse(group: Group, at: int) -> tuple[int, int] | None:
    """What keeps somebody from it, told behind the bare denial: "chưa ký ạ, sếp đi công tác"."""
    statement = group.said[at]
    if statement.reason != statement.denial or at + 1 == len(group.said):
        return None
    later = group.said[at + 1]
    denied = later.says == "not_done" and later.denial is not None
    remark = (later.says is None or denied) and later.wordy and statement.bare_act
    told = later.shows("vuong", "lat_nua") or remark
    told = told and later.tasks is None and not later.shows("xong", "da", "nhan", "se", "giup")
    return later.span if told else None


def _subject(group: Group, at: int) -> tuple[int, int] | None:
    """The whole of a clause that names who has not done something: "Giám đốc chưa ký"."""
    statement = group.said[at]
    behind = at and statement.reason == statement.denial and statement.tasks is None
    plain = not statement.shows("nhung", "con", "da", "xong", "hanh_dong")
    return statement.span if behind and plain else None
