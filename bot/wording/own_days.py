"""What is said of the day on which, by a unit's own word, its work was done."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.wording import phrases
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
