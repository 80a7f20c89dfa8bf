"""What is said about reminders that somebody wishes for, puts off and takes back."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from bot.choices.errands import NoReminder
from bot.messages import Choice, Message
from bot.wording import phrases
from schedules.plan import Plan
from schedules.progress import Standing

Told = Sequence[tuple[int, Standing]]
"""Duties under their numbers."""


class TooLate(StrEnum):
    """Why nothing is put off: the term is over, the moment is, or only quiet hours are left."""

    OVER = "over"
    BEYOND = "beyond"
    QUIET = "quiet"


_WHY = {
    TooLate.OVER: "hạn đã qua",
    TooLate.BEYOND: "thời điểm đó không trước hạn",
    TooLate.QUIET: "từ lúc đó đến hạn không còn giờ làm việc nào",
}


def snoozed(
    plan: Plan,
    told: Told,
    at: datetime,
    said: int,
    *,
    moved: bool,
    with_plan: bool,
    instead: Sequence[datetime],
    left: Sequence[tuple[int, Standing, TooLate]] = (),
    several_hours: bool = False,
) -> Message:
    """A reminder was put off by a message (`said`), never beyond the deadline.

    `moved` out of quiet time; `with_plan` beside what the plan owes; `instead` of others; not of
    what is `left`. With `several_hours` the text names more than the one that was taken.
    """
    found = ("ngoài giờ làm việc không nhắc", moved), ("cùng tin nhắc theo lịch", with_plan)
    why = "; ".join(words for words, holds in found if holds)
    lines = _titles(told)
    lines += [
        f"Không hẹn được cho việc {n}: {_WHY[why_not]} ({_deadline(plan, each)})."
        for n, each, why_not in left
    ]
    if instead:
        before = ", ".join(phrases.moment(each, plan.zone) for each in instead)
        lines.append(f"Thay cho lời hẹn nhắc lúc {before}.")
    if several_hours:
        lines.append(
            "Tin có nhiều giờ, mới hẹn giờ đầu: mỗi việc hẹn một lần. Cần thêm thì sau lần nhắc ấy "
            "viết lại; muốn giờ khác thì viết lại với giờ ấy."
        )
    lines.append(f"Thời hạn không thay đổi. Không cần nữa thì trả lời “bỏ nhắc lại {told[0][0]}”.")
    return Message(
        f"Sẽ nhắc lại lúc {phrases.moment(at, plan.zone)}{f' ({why})' if why else ''}.",
        "\n".join(lines),
        ((Choice("Bỏ nhắc lại", NoReminder(said).data, typed="bỏ nhắc lại"),),),
    )


def not_snoozed(plan: Plan, told: Sequence[Standing], wanted: datetime, why: TooLate) -> Message:
    """No reminder fits between the moment wished for and any of the deadlines."""
    named = f"Thời điểm đã hiểu: {phrases.moment(wanted, plan.zone)}."
    lines = [] if why is TooLate.OVER else [named]
    lines += [f"- {phrases.title(each.assignment)}, hạn {_deadline(plan, each)}" for each in told]
    if why is TooLate.OVER:
        lines.append(f"{phrases.office(plan)} vẫn nhắc theo lịch đến khi có kết quả.")
    if why is TooLate.QUIET:
        lines.append("Ngoài giờ làm việc không nhắc.")
    lines.append("Nếu cần thêm thời gian, anh/chị viết “xin lùi đến ngày … vì …”.")
    return Message(f"Chưa hẹn nhắc: {_WHY[why]}.", "\n".join(lines))


def not_reminded(plan: Plan, told: Told) -> Message:
    """Reminders that were put off are taken back; those of the plan come as ever."""
    if not told:
        return Message("Không có lời hẹn nhắc nào đang chờ.", "Tin nhắc vẫn gửi theo lịch.")
    lines = _titles(told)
    return Message(
        "Đã bỏ hẹn nhắc lại:",
        "\n".join([*lines, f"{phrases.office(plan)} vẫn nhắc theo lịch đến khi có kết quả."]),
    )


def snooze_when() -> Message:
    """It was not said when to remind again."""
    return Message(
        "Anh/chị muốn được nhắc lại lúc nào ạ?",
        "Ví dụ: “15h chiều nay”, “sáng mai”, “30 phút nữa”.",
    )


def _deadline(plan: Plan, each: Standing) -> str:
    return phrases.due(each.assignment, plan.zone)


def _titles(told: Told) -> list[str]:
    return phrases.listed((n, each.assignment) for n, each in told)
