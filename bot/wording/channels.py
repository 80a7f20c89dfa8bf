"""What the office is told about the channels: why they refuse, what of them is nearly used up."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.messages import Message
from bot.wording import phrases, zalo

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
    "the chat is closed until the person writes": "nền tảng chỉ cho gửi khi người nhận nhắn lại, "
    "hoặc khi sang tháng mới",
    "no address": "chưa có địa chỉ nào gửi được",
}


def reason(said: str) -> str:
    """A channel's short English reason in words; as it is where it has none."""
    return _REASONS.get(said) or zalo.reason(said) or said


_UNTIL_THEY_WRITE = "người ấy nhắn lại một tin (chữ gì cũng được) là nhận được tin tiếp."
_WINDOWS = {  # the person is linked as before: a new code would change nothing
    "the chat is closed until the person writes": _UNTIL_THEY_WRITE,
    "the person has not written for seven days": _UNTIL_THEY_WRITE,
    "the 48 free hours after the person's last message are over": _UNTIL_THEY_WRITE,
    "the person has never written": _UNTIL_THEY_WRITE,
    "the person takes no more messages for now": "chờ, hoặc để người ấy nhắn lại cho tài khoản.",
}
_USED_UP = {
    "the month's messages are used up": "đầu tháng sau mới có thêm số tin",
    "the account's messages are used up": "cần mua thêm tin hoặc chờ kỳ sau",
}


def advice(said: str) -> str:
    """What the office can do about a person who was not reached, by the channel's reason."""
    if said in _WINDOWS:
        return f"Không cần mã mới: {_WINDOWS[said]} Đề nghị gọi điện báo người ấy."
    if said in _USED_UP:
        return (
            f"Không cần mã mới: {_USED_UP[said]}. Việc gấp đề nghị liên hệ trực tiếp; muốn nhận "
            "qua kênh khác thì người ấy gửi /doimay rồi dùng mã đó trên kênh kia."
        )
    return "Đề nghị liên hệ trực tiếp và cấp mã tham gia mới nếu cần."


def news(facts: Mapping[str, Any], well: Collection[str]) -> Message | None:
    """News of a channel; None if the facts are of something else. `well` are those that work."""
    match facts:
        case {"what": "quota", "channel": channel, "percent": percent, "used": used, "most": most}:
            return Message(
                f"{phrases.channel(channel)} đã dùng {percent}% số tin của tháng "
                f"({phrases.figure(used)}/{phrases.figure(most)}).",
                "Hết số tin này thì nền tảng từ chối mọi tin đến đầu tháng sau. Phần cuối được "
                "dành cho việc quá hạn và việc tham gia.\n"
                "Đề nghị xem lại số lần nhắc trong kế hoạch, hoặc chuyển bớt người sang kênh khác.",
            )
        case {"what": "crowded", "channel": channel, "kind": kind, "used": used, "most": most}:
            whom = "nhóm" if kind == "groups" else "người"
            return Message(
                f"{phrases.channel(channel)} đã liên kết {phrases.count(used)}/{most} {whom}.",
                f"Đủ số này thì nền tảng không nhận thêm {whom} nào. Đề nghị cân nhắc trước khi "
                "cấp mã tham gia mới: một đầu mối cho mỗi đơn vị, hoặc mời qua kênh khác.",
            )
        case {"what": "no_address"}:
            return Message(
                "Có tệp không gửi được qua Zalo vì chương trình chưa có địa chỉ công khai.",
                "Người nhận chỉ đọc được phần chữ. Đề nghị người quản trị đặt PUBLIC_URL là địa "
                "chỉ https công khai trỏ về HTTP_PORT rồi khởi động lại: khi đó tệp đi bằng liên "
                "kết tải về, hết hạn sau 24 giờ.",
            )
        case {"what": "tokens", "days": days}:
            return Message(
                f"Mã truy cập Zalo OA đã {days} ngày chưa gia hạn được; quá 90 ngày là mất hiệu "
                "lực.",
                "Khi mất hiệu lực, quản trị viên OA phải đồng ý lại. Đề nghị người quản trị chạy "
                "“nhacviec doctor”, xem mục Zalo OA và làm theo.",
            )
        case {"what": "paused", "channel": channel, "reason": said} if channel in well:
            return Message(
                f"{phrases.channel(channel)} đã bị gián đoạn, nay hoạt động trở lại.",
                f"Lý do: {reason(said)}.\nTin nhắc trong thời gian đó được gửi bù nếu còn ý nghĩa.",
            )
        case {"what": "paused", "channel": channel, "reason": said}:
            return Message(
                f"{phrases.channel(channel)} đang tạm dừng: "
                "nền tảng từ chối tài khoản của cơ quan.",
                f"Lý do: {reason(said)}.\nTin nhắc qua kênh này được giữ lại. "
                "Đề nghị kiểm tra mã truy cập (token) rồi khởi động lại.",
            )
    return None


Used = tuple[int, int | None]
"""How much of something, and the most that there may be; None: no limit is known."""


@dataclass(frozen=True, slots=True)
class Use:
    """How a channel fares: whether it works, when something last arrived, what it was used for.

    `messages` and `cost` (in đồng) of this month; None where they are not counted.
    """

    channel: str
    works: bool
    last_sent: datetime | None
    users: Used
    groups: Used
    messages: Used | None = None
    cost: Used | None = None


def overview(
    uses: Sequence[Use], out_of_reach: Sequence[str], nobody: Sequence[str], zone: ZoneInfo
) -> Message:
    """How every channel fares, whom none reaches, and of which units `nobody` is here."""
    lines: list[str] = []
    for use in uses:
        lines += [*_use(use, zone), ""]
    if out_of_reach:
        lines.append(f"Chưa gửi được tới {phrases.count(len(out_of_reach))} người:")
        lines += [f"- {name}" for name in out_of_reach[:AT_MOST]]
        if len(out_of_reach) > AT_MOST:
            lines.append(f"… và {phrases.count(len(out_of_reach) - AT_MOST)} người khác.")
    else:
        lines.append("Mọi người đã liên kết đều có kênh nhận được tin.")
    if nobody:
        lines.append(f"Chưa ai liên kết: {', '.join(nobody)}; tin nhắc chưa tới được.")
    return Message("Tình hình các kênh gửi tin", "\n".join(lines))


AT_MOST = 10
"""Names of people out of reach; the rest is counted."""


def _use(use: Use, zone: ZoneInfo) -> Iterator[str]:
    state = "đang hoạt động" if use.works else "đang trục trặc"
    last = phrases.moment(use.last_sent, zone) if use.last_sent else None
    yield f"{phrases.channel(use.channel)}: {state}"
    yield f"- Gửi được lần cuối: {last}" if last else "- Chưa gửi tin nào"
    yield f"- Đã liên kết: {_of(use.users)} người, {_of(use.groups)} nhóm"
    if use.messages is not None:
        used, most = use.messages
        left = f", còn {phrases.figure(max(most - used, 0))}" if most is not None else ""
        yield f"- Tin tháng này: {_of(use.messages)}{left}"
    if use.cost is not None:
        yield f"- Chi phí tháng này: {_of(use.cost)} đồng"


def _of(use: Used) -> str:
    used, most = use
    return "/".join(phrases.figure(n) for n in (used, most) if n is not None)


def own(names: Sequence[str]) -> Message:
    """By which channels somebody is reached, in the order in which they are tried."""
    called = [phrases.channel_name(name) for name in names]
    if len(called) < 2:
        return Message(
            f"Anh/chị nhận tin qua: {', '.join(called) or 'chưa có kênh nào'}.",
            "Để nhận thêm qua kênh khác, gửi /doimay rồi dùng mã đó trên kênh muốn thêm.",
        )
    return Message(
        f"Anh/chị nhận tin qua: {', '.join(called)} (theo thứ tự).",
        "Mỗi tin chỉ gửi qua một kênh; kênh sau được dùng khi kênh trước không nhận được.\n"
        f"Để đổi thứ tự, trả lời ví dụ: “ưu tiên {called[1].lower()}”.",
    )
