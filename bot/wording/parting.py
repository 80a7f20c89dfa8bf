"""What is said to somebody who gives up a post, leaves or has another telephone; to the office."""

from collections.abc import Mapping
from typing import Any

from bot.messages import Message
from bot.wording import phrases
from schedules.plan import Plan


def another_phone() -> Message:
    """Somebody has another telephone, number or account."""
    return Message(
        "Đổi máy hay đổi tài khoản: gửi /doimay tại đây để nhận mã, rồi nhập mã đó trên máy mới.",
        "Việc, số việc và các báo cáo của anh/chị giữ nguyên. Không còn máy cũ thì đề nghị Văn "
        "phòng cấp mã.",
    )


def how_to_leave(plan: Plan, *, told: bool) -> Message:
    """Somebody wants to leave, or gives up a post, of which the office is `told`."""
    office = phrases.office(plan)
    heard = f"Đã chuyển nội dung này tới {office}, để cấp mã cho người mới." if told else ""
    return Message(
        "Chưa thay đổi gì: anh/chị vẫn nhận tin. Để thôi nhận tin, gửi /roi rồi xác nhận.",
        heard or f"{office[0].upper()}{office[1:]} được báo khi anh/chị xác nhận.",
    )


def gives_up(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """What the office hears of somebody who says that the post is another's by now."""
    names = [plan.name_of(unit) for unit in facts["units"]]
    whose = f" ({', '.join(names)})" if names else ""
    lines = [
        f"Nguyên văn: “{phrases.shorten(facts['words'], 200)}”.",
        "Chưa thay đổi gì: người này vẫn nhận tin đến khi tự gửi /roi và xác nhận.",
        *(f"Cấp mã cho người mới: gửi “/moi {name}”." for name in names),
    ]
    return Message(f"{facts['name']}{whose} báo thôi giữ vai trò.", "\n".join(lines))
