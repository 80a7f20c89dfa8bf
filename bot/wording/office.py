"""What the office is told about the running of things: what could not be sent, what waits."""

from collections.abc import Collection, Mapping
from typing import Any

from bot import buttons
from bot.messages import Choice, Message
from bot.wording import phrases
from schedules.plan import Plan

_REASONS = {  # the channels' short English reasons that an office meets often
    "the person has blocked the bot": "người nhận đã chặn tài khoản này",
    "the account is deleted": "tài khoản người nhận không còn",
    "the person has never started the bot": "người nhận chưa mở cuộc trò chuyện",
    "there is no such chat": "không tìm thấy cuộc trò chuyện",
    "there is no such person": "không tìm thấy người nhận",
    "the bot was removed from the group": "tài khoản này đã bị đưa ra khỏi nhóm",
    "the bot is not in the group": "tài khoản này không có trong nhóm",
    "the group was deleted": "nhóm đã bị xoá",
    "the group was closed": "nhóm đã đóng",
    "the bot may not write in the group": "nhóm không cho tài khoản này gửi tin",
    "Telegram does not accept the token": "Telegram không nhận mã truy cập (token)",
    "Zalo does not accept the token": "Zalo không nhận mã truy cập (token)",
    "Zalo keeps answering 403": "Zalo từ chối mọi lời gọi (403) đã hơn một phút",
    "the bot has as many people as Zalo allows": "bot Zalo đã đủ số người mà gói cho phép",
    "the bot has as many groups as Zalo allows": "bot Zalo đã đủ số nhóm mà gói cho phép",
    "the month's messages are used up": "đã dùng hết số tin của tháng",
    "the message is too long": "nền tảng từ chối nội dung tin (quá dài)",
    "the message is empty": "nền tảng từ chối nội dung tin (trống)",
    "there are too many buttons": "nền tảng từ chối nội dung tin (quá nhiều nút)",
    "no address": "chưa có địa chỉ nào gửi được",
}


_RUNGS = {
    "office": "văn phòng",
    "escalation": "lãnh đạo",
    "director": "người đứng đầu cơ quan",
}


def approval_wanted(plan: Plan, code: str) -> Message:
    """The messages of a plan wait for the office's word."""
    return Message(
        "Kế hoạch chờ duyệt trước khi gửi tin cho các đơn vị.",
        f"{phrases.plan_name(plan)}: {phrases.count(len(plan.assignments))} nhiệm vụ. "
        f"Mã duyệt: {code}.\n"
        "Xem toàn bộ nội dung bằng lệnh “nhacviec preview”, "
        "rồi chọn “Duyệt gửi” hoặc chạy “nhacviec approve "
        f"{code}”. Chưa duyệt thì chưa tin nào được gửi tới đơn vị.",
        ((Choice("Duyệt gửi", buttons.approve(code), "duyệt gửi"),),),
    )


def approved(plan: Plan) -> Message:
    """The plan's messages go out from now on."""
    return Message(f"Đã duyệt. {phrases.plan_name(plan)}: tin nhắc được gửi theo lịch từ bây giờ.")


def code_outdated(plan: Plan | None) -> Message:
    """The code belongs to another set of messages than the one in force."""
    name = f"{phrases.plan_name(plan)}: " if plan else ""
    return Message(
        f"{name}chưa duyệt, vì mã này không khớp với kế hoạch đang dùng.",
        "Kế hoạch đã thay đổi sau khi mã được tạo. Đề nghị xem lại bằng “nhacviec preview”.",
    )


def may_not_approve() -> Message:
    """Somebody other than the office pressed the approval button."""
    return Message("Chỉ văn phòng (người giữ kế hoạch) duyệt được việc gửi tin.")


def notice(plan: Plan, facts: Mapping[str, Any], well: Collection[str] = ()) -> Message:
    """Something that a human should see to; `facts` as `notices` made them.

    `well` are the channels that work: the news that one rests may have to wait for its end.
    """
    match facts:
        case {"what": "approval", "code": code}:
            return approval_wanted(plan, code)
        case {"what": "nobody", "units": units}:
            names = ", ".join(plan.name_of(unit) for unit in units)
            return Message(
                "Có tin nhắc đến hạn nhưng chưa gửi được vì đơn vị chưa ai liên kết.",
                f"Đơn vị: {names}.\nĐề nghị cấp mã tham gia (lệnh “nhacviec invite”) "
                "hoặc nhắc trực tiếp.",
            )
        case {"what": "rung", "rung": rung, "units": units}:
            names = ", ".join(plan.name_of(unit) for unit in units)
            return Message(
                f"Báo cáo việc quá hạn chưa tới được {_RUNGS[rung]}: chưa ai liên kết hoặc "
                "liên hệ được.",
                f"Đơn vị có việc quá hạn: {names}.\nTin đã được chuyển ngay lên cấp trên kế tiếp "
                "nếu có. Đề nghị báo cáo trực tiếp và cấp mã tham gia.",
            )
        case {"what": "undeliverable", "name": name, "unit": unit, "reason": reason}:
            whose = f" ({plan.name_of(unit)})" if unit else ""
            return Message(
                f"Không gửi được tin cho {name}{whose}.",
                f"Lý do: {_REASONS.get(reason, reason)}.\n"
                "Đề nghị liên hệ trực tiếp và cấp mã tham gia mới nếu cần.",
            )
        case {"what": "gave_up", "name": name, "titles": titles}:
            listed = "\n".join(f"- {title}" for title in titles)
            return Message(
                f"Đã thôi gửi tin cho {name}: quá thời điểm còn ý nghĩa.",
                f"{listed}\nĐề nghị nhắc trực tiếp.",
            )
        case {"what": "extension", "name": name, "unit": unit, "titles": titles, "words": words}:
            listed = "\n".join(f"- {phrases.shorten(title, 90)}" for title in titles)
            return Message(
                f"{plan.name_of(unit)} đề nghị lùi thời hạn.",
                f"{listed}\n{name} viết: “{words}”.\n"
                "Thời hạn chưa thay đổi. Nếu lãnh đạo đồng ý, đề nghị sửa hạn trong tệp kế hoạch.",
            )
        case {"what": "paused", "channel": channel, "reason": reason} if channel in well:
            return Message(
                f"Kênh {channel} đã bị gián đoạn, nay hoạt động trở lại.",
                f"Lý do: {_REASONS.get(reason, reason)}.\n"
                "Tin nhắc trong thời gian đó được gửi bù nếu còn ý nghĩa.",
            )
        case {"what": "paused", "channel": channel, "reason": reason}:
            return Message(
                f"Kênh {channel} đang tạm dừng: nền tảng từ chối tài khoản của cơ quan.",
                f"Lý do: {_REASONS.get(reason, reason)}.\nTin nhắc qua kênh này được giữ lại. "
                "Đề nghị kiểm tra mã truy cập (token) rồi khởi động lại.",
            )
    return Message(f"{phrases.plan_name(plan)}: có sự kiện cần xem trong nhật ký.")
