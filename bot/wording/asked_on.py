"""What is said where leadership asks on: why, who, which wishes for more time, the third of all."""

from collections.abc import Mapping, Sequence

from bot.messages import Message
from bot.wording import boards, opinions, phrases
from schedules.extensions import Request
from schedules.progress import Board, Standing

AT_MOST = 12
"""Duties listed; the rest is counted."""


def reasons(
    of: Board, unit: str | None, undone: Sequence[Standing], wishes: Mapping[tuple[str, str], str]
) -> Message:
    """Why duties are not done, in the units' words; who gave no reason is said to have none."""
    whose = f"{of.plan.name_of(unit)}: " if unit else ""
    when = f"(số liệu đến {phrases.moment(of.as_of, of.plan.zone)})"
    told = [s for s in undone if s.overdue or (s.reply and s.reply.reason) or _key(s) in wishes]
    rest = len(undone) - len(told)
    if not undone:
        none = f"{whose}không có nhiệm vụ nào chưa hoàn thành trong phạm vi vừa hỏi {when}."
        return Message(_led(none))
    if not told:
        none = f"{whose}chưa có việc nào quá hạn hay được nêu lý do {when}."
        return Message(_led(none), _silent(f"{phrases.count(rest)} nhiệm vụ"))
    lines = [_line(of, each, wishes) for each in told[:AT_MOST]]
    if len(told) > AT_MOST:
        lines.append(f"… và {phrases.count(len(told) - AT_MOST)} nhiệm vụ khác.")
    if rest:
        lines.append(_silent(f"{phrases.count(rest)} nhiệm vụ khác"))
    return Message(_led(f"{whose}lý do chưa hoàn thành {when}"), "\n".join(lines))


def _silent(counted: str) -> str:
    return f"{counted} còn trong hạn, đơn vị chưa nêu lý do gì."


def _led(heading: str) -> str:
    return f"{heading[0].upper()}{heading[1:]}"


def _key(each: Standing) -> tuple[str, str]:
    return each.assignment.key


def _line(of: Board, each: Standing, wishes: Mapping[tuple[str, str], str]) -> str:
    wish = wishes.get(_key(each))
    given = each.reply is not None and each.reply.reason
    because = f", lý do: “{wish}”" if wish else "" if given else ", đơn vị chưa nêu lý do"
    return f"- {boards.line(of, each)}{because}"


def who(of: Board, units: Sequence[tuple[str, Sequence[str]]]) -> Message:
    """Who is responsible for what was asked about: the units, and who is written to of each."""
    if not units:
        return Message("Không có nhiệm vụ nào trong phạm vi vừa hỏi.")
    lines = [
        f"- {of.plan.name_of(each)}: {', '.join(heads) or 'chưa ai liên kết'}"
        for each, heads in units
    ]
    return Message("Chủ trì các nhiệm vụ vừa hỏi:", "\n".join(lines))


def wishes(of: Board, waiting: Sequence[tuple[int, Request]]) -> Message:
    """The wishes for more time that wait, with their reasons, and how many were granted before."""
    granted = f"Đã được gia hạn: {phrases.count(of.extended)} nhiệm vụ."
    if not waiting:
        return Message("Không có đề nghị lùi thời hạn nào đang chờ ý kiến.", granted)
    return opinions.waiting([(n, request, of.plan) for n, request in waiting], granted)


def nth(of: Board, each: Standing, n: int) -> Message:
    """The duty at a place of the list before: named in full, so that it is seen which."""
    return Message(f"Việc thứ {n} trong danh sách vừa rồi:", f"- {boards.line(of, each)}")


def no_number(n: int) -> Message:
    """No list was shown, or none that is so long."""
    return Message(
        f"Chưa rõ việc {n} là việc nào: bảng theo dõi không đánh số việc.",
        "Anh/chị hỏi theo đơn vị (“Phòng … làm đến đâu”), theo tên việc hay mục trong Kế hoạch; "
        "hoặc hỏi ngay sau một danh sách.",
    )
