"""What is said of the day on which, by a unit's own word, its work was done."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from bot.messages import Message
from bot.wording import phrases
from schedules.plan import Plan
from schedules.progress import Standing


def kept(standing: Standing, zone: ZoneInfo) -> str:
    """A line that the day is kept beside a report, and what is counted; empty if there is none."""
    if not _has_day(standing) or standing.reply is None or standing.reply.done_at is None:
        return ""
    day = phrases.day_and_month(standing.reply.done_at.astimezone(zone).date())
    return f"Đã ghi kèm ngày xong anh/chị nêu: {day}. {_counted(standing)}".strip() + "\n"


def kept_of_several(told: Sequence[tuple[int, Standing]]) -> list[str]:
    """The same for several duties, whose lines name the day."""
    own = [each for _, each in told if _has_day(each)]
    if not own:
        return []
    counted = next(filter(None, map(_counted, own)), "")
    return [f"Đã ghi kèm ngày xong anh/chị nêu. {counted}".strip()]


def restated(
    plan: Plan, told: Sequence[tuple[int, Standing]], before: Mapping[int, Standing]
) -> Message:
    """The day was said anew: which it is now, which it was, and that nothing else has changed."""
    lines = [
        f"{n}. {phrases.title(each.assignment)}: xong ngày {_day(each, plan.zone)}"
        f"{_was(before[n], each, plan.zone)}, báo ngày {_reported(each, plan.zone)}."
        for n, each in told
    ]
    counted = next(filter(None, (_counted(each) for _, each in told)), "")
    again = f"Nếu chưa đúng, viết lại ngày, ví dụ “việc {told[0][0]} xong ngày …”."
    body = "\n".join(filter(None, [*lines, counted, again]))
    return Message("Đã ghi lại ngày xong anh/chị nêu.", body)


def reported_before(plan: Plan, n: int, standing: Standing) -> Message:
    """The day that was told is behind the report: nothing changes, and what to say instead."""
    title = phrases.title(standing.assignment)
    body = (
        f"{n}. {title}: đã báo hoàn thành ngày {_reported(standing, plan.zone)}.\n"
        f"Nếu hôm ấy chưa xong, trả lời “việc {n} chưa xong”, rồi báo lại “việc {n} xong”."
    )
    return Message("Chưa thay đổi: ngày anh/chị nêu đứng sau ngày đã báo hoàn thành.", body)


def _was(before: Standing, after: Standing, zone: ZoneInfo) -> str:
    was = _day(before, zone)
    return f" (trước ghi {was})" if was != _day(after, zone) else ""


def _day(standing: Standing, zone: ZoneInfo) -> str:
    reply = standing.reply
    if reply is None:
        return ""
    return phrases.day_and_month((reply.done_at or reply.at).astimezone(zone).date())


def _reported(standing: Standing, zone: ZoneInfo) -> str:
    reply = standing.reply
    return phrases.day_and_month(reply.at.astimezone(zone).date()) if reply else ""


def beside(standing: Standing, zone: ZoneInfo) -> str:
    """After “đã hoàn thành”: the day; empty if there is none."""
    return phrases.done_on(standing.reply, zone) if standing.done and standing.reply else ""


def _has_day(standing: Standing) -> bool:
    reply = standing.reply
    return bool(standing.done and reply and reply.done_at and not reply.on_behalf)


def _counted(standing: Standing) -> str:
    """That the day changes no lateness; empty where it would change none."""
    reply, due = standing.reply, standing.assignment.deadline
    if not (standing.late and reply and reply.done_at and reply.done_at < due.overdue_from):
        return ""
    return (
        "Đúng hạn hay quá hạn vẫn tính theo lúc báo; "
        "Văn phòng Sở được báo để ghi theo ngày ấy nếu đúng."
    )
