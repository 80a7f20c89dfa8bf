"""What several forms ask of a board: what papers call a standing, and the parts of its units."""

from collections import Counter
from datetime import date
from enum import StrEnum

from bot.wording import phrases
from schedules import slices
from schedules.progress import Board, Heard, Standing, State, heard
from schedules.records import Records
from schedules.slices import Part


class Condition(StrEnum):
    """How a duty stands, as papers call it: what was answered, and whether the term is over."""

    DONE_ON_TIME = "Đã hoàn thành đúng hạn"
    DONE_LATE = "Đã hoàn thành quá hạn"
    UNDER_WAY = "Đang thực hiện trong hạn"
    UNDER_WAY_OVERDUE = "Đang thực hiện quá hạn"
    NOT_DONE = "Báo chưa hoàn thành, trong hạn"
    NOT_DONE_OVERDUE = "Báo chưa hoàn thành, quá hạn"
    RETURNED = "Được đề nghị bổ sung, trong hạn"
    RETURNED_OVERDUE = "Được đề nghị bổ sung, quá hạn"
    SILENT = "Chưa có báo cáo, trong hạn"
    SILENT_OVERDUE = "Chưa có báo cáo, quá hạn"


_OPEN = {  # not done: by state, within the term and after it
    State.IN_PROGRESS: (Condition.UNDER_WAY, Condition.UNDER_WAY_OVERDUE),
    State.NOT_DONE: (Condition.NOT_DONE, Condition.NOT_DONE_OVERDUE),
    State.WAITING: (Condition.SILENT, Condition.SILENT_OVERDUE),
}


_RETURNED = (Condition.RETURNED, Condition.RETURNED_OVERDUE)
"""Reported done, and sent back: no word of the unit."""


def condition(each: Standing) -> Condition:
    """What papers call the standing of a duty."""
    if each.done:
        return Condition.DONE_LATE if each.late else Condition.DONE_ON_TIME
    within, after = _RETURNED if each.returned else _OPEN[each.state]
    return after if each.overdue else within


def silence(each: Standing) -> str:
    """Why nothing is known of a duty; empty if something is."""
    return _SILENCES.get(heard(each), "")


_SILENCES = {
    Heard.UNDELIVERED: "chưa gửi được tới đơn vị",
    Heard.UNASKED: "chưa đến lịch nhắc",
    Heard.UNTOLD: "chưa nhắc được lần nào",
    Heard.UNANSWERED: "đã gửi, đơn vị chưa trả lời",
    Heard.RECEIVED: "đơn vị đã nhận, chưa báo kết quả",
}


def note(each: Standing) -> str:
    """What is waited for beside the condition: a result to be accepted, a wish to be decided on."""
    if each.awaits:
        return "chờ xác nhận"
    return phrases.wish(each.wish) if each.wish and not each.done else ""


def evidence(records: Records, each: Standing) -> str:
    """What shows that a duty was done: ảnh (02), văn bản “CV số 245/SKHCN”; empty if nothing."""
    found = records.evidence.get(each.assignment.key, ())
    named = [f"{_KINDS.get(kind, 'tệp')} “{phrases.plain(name)}”" for kind, name in found if name]
    bare = Counter(_KINDS.get(kind, "tệp") for kind, name in found if not name)
    counted = [f"{kind} ({phrases.count(number)})" for kind, number in bare.items()]
    return ", ".join([*counted, *named])


_KINDS = {
    "photo": "ảnh",
    "video": "video",
    "voice": "ghi âm",
    "link": "đường dẫn",
    "document": "văn bản",
}


def done_on(board: Board, each: Standing) -> date | None:
    """The local day on which a duty was done, as far as is known; None if it is not done."""
    if not each.done or each.reply is None:
        return None
    return each.reply.counts_at.astimezone(board.plan.zone).date()


def units(board: Board) -> list[Part[str]]:
    """The duties of each unit, by its id, in the plan's order of units."""
    order = list(board.plan.units)
    return sorted(slices.units(board), key=lambda part: order.index(part.key))
