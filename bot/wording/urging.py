"""What is said when a unit is urged: to the unit, and to whoever urged."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.messages import Message
from bot.wording import boards, phrases
from bot.wording.reminders import rows
from schedules.plan import Assignment, Plan, Unit
from schedules.progress import Board, Standing

_REQUEST = (
    "Nếu đã hoàn thành, đề nghị anh/chị báo ngay tại đây. Nếu chưa, đề nghị cho biết lý do và "
    "thời gian dự kiến hoàn thành."
)


def urging(
    plan: Plan,
    unit: Unit,
    numbered: Sequence[tuple[int, Standing]],
    now: datetime,
    *,
    leader: str | None,
    instead: str | None = None,
) -> Message:
    """The word to a unit in the name of `leader` (as `phrases.voice` has it) or of the office.

    `instead` is the name of whoever is written to in the head's place.
    """
    who = phrases.voice(plan, unit, leader)
    lines = [f"{who} đề nghị đơn vị báo cáo kết quả theo {phrases.plan_number(plan)}:", ""]
    for n, each in numbered:
        duty = each.assignment
        cited = phrases.citation(duty.activity)
        lines.append(f"{n}. {phrases.title(duty)}" + (f" [{cited}]" if cited else ""))
        lines.append(
            f"   Hạn: {phrases.deadline(duty.deadline, plan.zone)}{_late(plan, each, now)}"
        )
    lines += [
        "",
        _REQUEST,
    ]
    duties = [(n, each.assignment) for n, each in numbered]
    return Message(
        phrases.greeting([unit], instead),
        "\n".join(lines),
        rows(plan, duties, receipt=False),
    )


def urged(plan: Plan, duty: Assignment, at: datetime, *, now: datetime) -> Message:
    """The word is on its way, now or when the quiet hours are over."""
    when = "ngay" if at <= now else f"lúc {phrases.moment(at, plan.zone)}"
    return Message(
        f"Đã chuyển lời đôn đốc tới {duty.unit.short}; tin được gửi {when}.",
        f"{phrases.title(duty)}.",
    )


def already_urged(plan: Plan, duty: Assignment, before: Mapping[str, Any]) -> Message:
    """Once a working day is enough: who did it, and when."""
    when = phrases.moment(datetime.fromisoformat(before["at"]), plan.zone)
    return Message(
        f"{duty.unit.short} đã được đôn đốc về việc này: {before['by']}, {when}.",
        "Mỗi nhiệm vụ chỉ đôn đốc một lần trong một ngày làm việc. Cần gấp, đề nghị gọi trực tiếp.",
    )


def needless(of: Board, each: Standing) -> Message:
    """There is nothing to urge: how the duty stands."""
    return Message(
        f"Không cần đôn đốc: {each.assignment.unit.short}, {boards.why(of, each)}.",
        f"{phrases.title(each.assignment)}.",
    )


def may_not_urge() -> Message:
    """Somebody else wants a unit urged."""
    return Message(
        "Chỉ lãnh đạo và văn phòng đôn đốc được đơn vị khác.",
        "Cần đơn vị khác phối hợp, anh/chị nêu việc và nội dung cần hỗ trợ.",
    )


def not_approved() -> Message:
    """No message of the plan may go to units yet."""
    return Message(
        "Chưa gửi: kế hoạch chưa được văn phòng duyệt gửi tin cho các đơn vị.",
        "Văn phòng duyệt xong thì đôn đốc được.",
    )


def nobody(duty: Assignment) -> Message:
    """Nobody of the unit has joined."""
    return Message(
        f"Chưa gửi được: {duty.unit.name} chưa ai liên kết.",
        "Văn phòng đã được báo để cấp mã tham gia hoặc nhắc trực tiếp.",
    )


def _late(plan: Plan, each: Standing, now: datetime) -> str:
    return f" ({phrases.lateness(plan, each, now)})" if each.overdue else ""
