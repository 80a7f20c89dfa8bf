"""What several forms ask of a board: its sections, the shares of its units, what papers call it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.wording import phrases
from schedules.plan import Unit
from schedules.progress import Board, Reach, Standing, State


class Condition(StrEnum):
    """How a duty stands, as papers call it: what was answered, and whether the term is over."""

    DONE_ON_TIME = "Đã hoàn thành đúng hạn"
    DONE_LATE = "Đã hoàn thành quá hạn"
    UNDER_WAY = "Đang thực hiện trong hạn"
    UNDER_WAY_OVERDUE = "Đang thực hiện quá hạn"
    NOT_DONE = "Báo chưa hoàn thành, trong hạn"
    NOT_DONE_OVERDUE = "Báo chưa hoàn thành, quá hạn"
    SILENT = "Chưa có báo cáo, trong hạn"
    SILENT_OVERDUE = "Chưa có báo cáo, quá hạn"


_OPEN = {  # not done: by state, within the term and after it
    State.IN_PROGRESS: (Condition.UNDER_WAY, Condition.UNDER_WAY_OVERDUE),
    State.NOT_DONE: (Condition.NOT_DONE, Condition.NOT_DONE_OVERDUE),
    State.WAITING: (Condition.SILENT, Condition.SILENT_OVERDUE),
}


def condition(each: Standing) -> Condition:
    """What papers call the standing of a duty."""
    if each.done:
        return Condition.DONE_LATE if each.late else Condition.DONE_ON_TIME
    within, after = _OPEN[each.state]
    return after if each.overdue else within


def silence(each: Standing) -> str:
    """Why nothing is known of a duty; empty if something is."""
    if each.state is not State.WAITING:
        return ""
    if each.received:
        return "đơn vị đã nhận, chưa báo kết quả"
    return {
        Reach.UNDELIVERED: "chưa gửi được tới đơn vị",
        Reach.PENDING: "chưa đến lịch nhắc",
        Reach.DELIVERED: "đã gửi, đơn vị chưa trả lời",
    }[each.reach]


def done_on(board: Board, each: Standing) -> date | None:
    """The local day on which a duty was reported done; None if it is not done."""
    if not each.done or each.reply is None:
        return None
    return each.reply.at.astimezone(board.plan.zone).date()


def lateness(board: Board, each: Standing) -> str:
    """How late a duty is or was: quá hạn 02 ngày làm việc; empty if it is not."""
    if not (each.overdue or each.late):
        return ""
    return phrases.lateness(board.plan, each, board.as_of)


@dataclass(frozen=True, slots=True)
class Section:
    """Duties under one heading of the plan; an unnamed one holds those under none."""

    name: str
    board: Board


def sections(board: Board) -> tuple[Section, ...]:
    """The sections of a plan in its order; duties of one section stand together."""
    found: dict[str, list[Standing]] = {}
    for each in board.standings:
        found.setdefault(each.assignment.activity.section, []).append(each)
    return tuple(Section(name, _part(board, of)) for name, of in found.items())


@dataclass(frozen=True, slots=True)
class Share:
    """The duties of one unit."""

    unit: Unit
    board: Board


def shares(board: Board) -> tuple[Share, ...]:
    """The units that have duties, in the plan's order of units, each with its part of the board."""
    found: dict[str, list[Standing]] = {}
    for each in board.standings:
        found.setdefault(each.assignment.unit.id, []).append(each)
    units = board.plan.units
    return tuple(Share(units[id_], _part(board, found[id_])) for id_ in units if id_ in found)


def of_unit(board: Board, unit: str) -> Board:
    """A board of one unit's duties alone."""
    return _part(board, board.of_unit(unit))


def _part(board: Board, standings: Iterable[Standing]) -> Board:
    return replace(board, standings=tuple(standings))
