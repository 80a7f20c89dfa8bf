"""What is said when a report of “done” is accepted or sent back: to the unit, and above it."""

from collections.abc import Sequence
from datetime import datetime

from bot.choices import buttons
from bot.messages import Choice, Message
from bot.wording import boards, phrases
from bot.wording.reminders import rows
from schedules.plan import Assignment, Plan, Unit
from schedules.progress import Reply, Standing

LACKS = ("Đề nghị bổ sung ảnh", "Đề nghị bổ sung văn bản", "Kết quả chưa đạt yêu cầu")
"""Quick words for what is lacking; what is recorded is these words."""


def ways(told: Standing) -> tuple[Choice, ...]:
    """The two buttons under a report that waits."""
    reply = _reply(told)
    return (
        Choice("✅ Xác nhận", buttons.accept(reply.id)),
        Choice("↩️ Trả lại", buttons.send_back(reply.id)),
    )


def awaits(plan: Plan, duty: Assignment, reply: int) -> Message:
    """The office hears of a report that waits."""
    return Message(
        f"{duty.unit.short} báo hoàn thành, chờ xác nhận.",
        f"{_title(duty)}\nHạn: {phrases.deadline(duty.deadline, plan.zone)}.\n"
        "Trong khi chờ, nhiệm vụ được tính là đã hoàn thành.",
        (
            (
                Choice("✅ Xác nhận", buttons.accept(reply)),
                Choice("↩️ Trả lại", buttons.send_back(reply)),
            ),
        ),
    )


def accepted(plan: Plan, told: Standing) -> Message:
    """The report is accepted."""
    at = phrases.moment(_reply(told).at, plan.zone)
    return Message(
        f"Đã xác nhận kết quả của {told.assignment.unit.short}.",
        f"{_title(told.assignment)}\nHoàn thành lúc {at}.\n"
        "Nếu chưa đúng, trả lời “trả lại, …” kèm nội dung cần bổ sung trong 10 phút.",
    )


def what_lacks(told: Standing) -> Message:
    """What is lacking is asked for."""
    reply = _reply(told)
    quick = tuple((Choice(w, buttons.send_back(reply.id, n)),) for n, w in enumerate(LACKS))
    return Message(
        f"Trả lại {told.assignment.unit.short}: đề nghị cho biết nội dung cần bổ sung.",
        f"{_title(told.assignment)}\n"
        "Chọn bên dưới hoặc viết ngay tại đây; đơn vị nhận đúng lời này.",
        quick,
    )


def sent_back(
    plan: Plan, duty: Assignment, lacks: str, at: datetime | None, *, now: datetime
) -> Message:
    """The duty is open again; its unit is told `at` a moment (None: there is nobody to tell)."""
    when = "ngay" if at is None or at <= now else f"lúc {phrases.moment(at, plan.zone)}"
    after = f"Đơn vị được báo {when}." if at else "Đơn vị chưa ai liên kết để báo."
    return Message(
        f"Đã trả lại {duty.unit.short}: “{lacks}”.",
        f"{_title(duty)}\nNhiệm vụ trở về chưa hoàn thành. {after}",
    )


def kept_words(lacks: str) -> Message:
    """What is lacking was said, and not of which result: it is chosen below, the words are kept."""
    return Message(
        f"Chưa trả lại kết quả nào: “{lacks}” là về nhiệm vụ nào ạ?",
        "Chọn “↩️ Trả lại” của nhiệm vụ ở tin dưới đây; đơn vị nhận đúng lời này.",
    )


def nothing_awaits(lacks: str | None) -> Message:
    """A result is sent back in words where none waits for a verdict."""
    said = f"Lời “{lacks}” chưa được chuyển tới đơn vị. " if lacks else ""
    return Message(
        "Hiện không có kết quả nào chờ xác nhận, chưa trả lại nhiệm vụ nào.",
        f"{said}Gửi /tinhhinh để xem tình hình các nhiệm vụ.",
    )


def settled(plan: Plan, told: Standing) -> Message:
    """The report no longer waits: how the duty stands."""
    by = f" ({told.reply.by}, {phrases.moment(told.reply.at, plan.zone)})" if told.reply else ""
    return Message(
        f"Việc này không còn chờ xác nhận: {boards.heard_words(told, plan.zone)}{by}.",
        f"{told.assignment.unit.short} – {_title(told.assignment)}",
    )


def may_not_judge() -> Message:
    """Somebody else pressed the button."""
    return Message(
        "Chỉ lãnh đạo và văn phòng xác nhận hoặc trả lại được kết quả.",
        "Anh/chị gửi /viec để xem việc của đơn vị mình.",
    )


def outdated() -> Message:
    """The button belongs to nothing that is in force."""
    return Message("Nút này không còn hiệu lực.", "Gửi /tinhhinh để xem tình hình hiện nay.")


def returned(
    plan: Plan,
    unit: Unit,
    numbered: Sequence[tuple[int, Standing]],
    _now: datetime,
    *,
    leader: str | None,
    instead: str | None = None,
) -> Message:
    """The word to a unit whose report was sent back; `instead`: who is written to for its head."""
    who = phrases.voice(plan, unit, leader)
    lines = [f"{who} đề nghị đơn vị bổ sung đối với nhiệm vụ đã báo hoàn thành:", ""]
    for n, each in numbered:
        lines.append(f"{n}. {_title(each.assignment)}")
        lines.append(f"   Nội dung: “{_reply(each).reason}”")
        lines.append(f"   Hạn: {phrases.deadline(each.assignment.deadline, plan.zone)}")
    lines += ["", "Nhiệm vụ được mở lại. Khi đã bổ sung, đề nghị anh/chị báo lại tại đây."]
    duties = [(n, each.assignment) for n, each in numbered]
    return Message(
        phrases.greeting([unit], instead),
        "\n".join(lines),
        rows(plan, duties, receipt=False),
    )


def _title(duty: Assignment) -> str:
    cited = phrases.citation(duty.activity)
    return phrases.title(duty) + (f" [{cited}]" if cited else "")


def _reply(told: Standing) -> Reply:
    if told.reply is None:
        raise ValueError("a verdict on a report that was never given")
    return told.reply
