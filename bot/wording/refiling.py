"""What is said where evidence is moved to another duty, or taken back."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.choices import buttons
from bot.exhibit import Exhibit
from bot.messages import Choice, Message
from bot.wording import phrases
from bot.wording.files import described, named
from bot.wording.reminders import AT_MOST
from schedules.plan import Assignment


def misfiled(found: Sequence[Exhibit], *, still: bool = False) -> str:
    """Evidence that lies with a duty which it does not show; `still`, where the right one came."""
    if still:
        return f"Vẫn đang lưu minh chứng gửi trước ({described(found)}): đó"
    return f"Minh chứng đã lưu ({described(found)})"


def moved(found: Sequence[Exhibit], left: Sequence[Assignment]) -> Message:
    """Evidence lies with another duty now."""
    return Message(
        f"📎 Đã chuyển minh chứng ({described(found)}) sang việc:",
        f"Không còn tính cho:\n{named(left)}",
    )


def replaced(new: str, old: Sequence[Exhibit]) -> Message:
    """A link or a document's number has come in the place of another."""
    return Message(
        f"📎 Đã thay minh chứng: “{phrases.shorten(new, 120)}”.",
        f"Không còn tính: {described(old)}.",
    )


def lies_still(old: Sequence[Exhibit]) -> Message:
    """A new link was put away beside an older one, which may hold or not."""
    return Message(
        f"Vẫn đang lưu minh chứng cũ: {described(old)}.",
        "Nếu không dùng nữa, trả lời “bỏ link cũ” hoặc “bỏ văn bản cũ”.",
    )


def dropped(found: Sequence[Exhibit], left: Sequence[Assignment]) -> Message:
    """Evidence was taken back."""
    return Message(
        f"Đã bỏ minh chứng ({described(found)}).",
        f"Không còn tính cho:\n{named(left)}\nCần thì anh/chị gửi lại kèm số việc.",
    )


def not_to_file(count: int) -> Message:
    """Files that just came are evidence of nothing."""
    return Message(
        f"Đã bỏ {count:02} tệp vừa gửi, không tính là minh chứng của việc nào.",
        "Cần thì anh/chị gửi lại kèm số việc.",
    )


def let_go() -> Message:
    """A link or a document's number whose duty was asked for is not kept."""
    return Message("Đã bỏ, không lưu làm minh chứng của việc nào.", "")


def already_there(found: Sequence[Exhibit], there: Sequence[Assignment]) -> Message:
    """Evidence is to be moved to the duty that it lies with."""
    return Message(f"Minh chứng ({described(found)}) đang lưu ở việc này.", named(there))


def nothing_misfiled() -> Message:
    """No evidence that may still be put right is the one meant."""
    return Message(
        "Không tìm thấy minh chứng đó trong những gì anh/chị gửi, chưa thay đổi gì.",
        "Minh chứng gửi trước hôm nay thì nêu ngày, ví dụ “ảnh hôm qua là của việc 3”. Gửi “xem "
        "minh chứng” để xem minh chứng của đơn vị; gửi đã quá 30 ngày thì đề nghị báo Văn phòng.",
    )


Offered = tuple[int, Sequence[Exhibit], Sequence[Assignment]]
"""Evidence that was acknowledged together: the question, what it is, and which duties it shows."""


def which_sent(offered: Sequence[Offered], now: datetime, zone: ZoneInfo) -> Message:
    """Several pieces of evidence are as they are called: which is meant, and when each came.

    Not when all came today.
    """
    shown = offered[:AT_MOST]
    came = [min(each.at for each in found) for _, found, _ in shown]
    today = now.astimezone(zone).date()
    dated = any(at.astimezone(zone).date() != today for at in came)
    sent = [f", gửi lúc {phrases.moment(at, zone)}" if dated else "" for at in came]
    lines = [
        f"({place}) {described(found)}{when}: {named(duties)}"
        for place, ((_, found, duties), when) in enumerate(zip(shown, sent, strict=True), 1)
    ]
    below = tuple(
        (Choice(f"Chuyển minh chứng ({place})", buttons.choose(question, "move")),)
        for place, (question, _, _) in enumerate(shown, 1)
    )
    return Message("Anh/chị chuyển minh chứng nào ạ? Chưa thay đổi gì.", "\n".join(lines), below)


def which_piece(
    then: str, shown: Sequence[tuple[Exhibit, Sequence[Assignment]]], question: int
) -> Message:
    """Several pieces of evidence may be meant: which, in the order in which they came."""
    lines = [
        f"({place}) {described([each])}: {named(duties)}"
        for place, (each, duties) in enumerate(shown[:AT_MOST], 1)
    ]
    last = min(len(shown), AT_MOST)
    lines.append(f"Xếp theo thứ tự gửi. Trả lời ví dụ “{last}”, “ảnh cuối” hoặc “tất cả”.")
    below = [
        (Choice(f"Minh chứng ({place})", buttons.choose(question, place - 1)),)
        for place in range(1, last + 1)
    ]
    below.append((Choice("Tất cả", buttons.choose(question, "all"), typed="tất cả"),))
    return Message(f"{_ASKED[then]} Chưa thay đổi gì.", "\n".join(lines), tuple(below))


_ASKED = {
    "move": "Anh/chị chuyển minh chứng nào ạ?",
    "drop": "Anh/chị bỏ minh chứng nào ạ?",
    "replace": "Thay cho minh chứng nào ạ?",
    "ask": "Minh chứng nào gửi nhầm ạ?",
}


def not_told_apart(count: int) -> Message:
    """Files are told apart by their order, and it is not certain which are meant."""
    return Message(
        f"Chưa rõ tệp nào của việc nào, chưa thay đổi gì. Có {phrases.count(count)} tệp gửi liền "
        "nhau gần đây nhất.",
        "Đề nghị anh/chị nêu theo thứ tự gửi, đủ các tệp, ví dụ “2 ảnh đầu của việc 1, ảnh cuối "
        "của việc 2”.",
    )


def nowhere_else(what: str, question: int) -> Message:
    """Evidence lies with the only duty that its sender has: it can be dropped."""
    return Message(
        f"{what} không chuyển được: đơn vị không có việc nào khác.",
        "Nếu gửi nhầm, trả lời “bỏ” để bỏ minh chứng này.",
        ((Choice("Bỏ minh chứng", buttons.choose(question, "drop"), typed="bỏ"),),),
    )


def what_to_mend(report: int, offer: int, *, drop: bool = False) -> Message:
    """Something was reported and evidence put away: which of the two is wrong, or is to go."""
    return Message(
        f"Anh/chị {'bỏ' if drop else 'sửa'} nội dung nào ạ?",
        rows=(
            (
                Choice("Kết quả đã báo", buttons.choose(report, "no")),
                Choice("Minh chứng đã lưu", buttons.choose(offer, "drop" if drop else "move")),
            ),
        ),
    )
