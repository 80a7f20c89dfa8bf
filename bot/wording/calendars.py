"""Calendars to subscribe to: their addresses, and why there are none."""

from collections.abc import Sequence

from bot.messages import Message


def addresses(found: Sequence[tuple[str, str]]) -> Message:
    """The addresses of calendars, each under the unit's name; no name is the whole plan."""
    if not found:
        return Message("Kế hoạch không giao nhiệm vụ cho đơn vị của anh/chị, nên chưa có lịch.")
    lines = [f"{name or 'Toàn bộ kế hoạch'}:\n{url}" for name, url in found]
    lines += [
        "",
        "Trên iPhone: Lịch, Thêm lịch đăng ký. Google Lịch (trên máy tính): Lịch khác, Từ URL.",
        "Thời hạn đổi thì lịch tự đổi theo.",
        "Địa chỉ này dành riêng cho anh/chị và đơn vị; đề nghị không chuyển cho người khác.",
    ]
    return Message("Địa chỉ lịch thời hạn:", "\n".join(lines))


def none() -> Message:
    """The office gives no calendars out."""
    return Message(
        "Cơ quan chưa mở lịch thời hạn để đăng ký.",
        "Đơn vị gửi /viec, lãnh đạo và văn phòng gửi /tinhhinh để xem thời hạn.",
    )


def not_yours() -> Message:
    """Calendars are for heads, leaders and the office."""
    return Message(
        "Địa chỉ lịch chỉ gửi cho người đứng đầu, cấp phó của đơn vị, lãnh đạo và văn phòng.",
        "Anh/chị gửi /viec để xem việc đang mở và thời hạn.",
    )


def in_private() -> Message:
    """A secret address is not shown to a whole group."""
    return Message("Địa chỉ lịch là riêng của đơn vị: anh/chị nhắn riêng /lich cho tài khoản này.")
