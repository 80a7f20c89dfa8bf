"""What the office is told about the running of things: what could not be sent, what waits."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from bot.choices import buttons
from bot.messages import Choice, Message
from bot.people import Role
from bot.wording import (
    away_notices,
    channels,
    extensions,
    for_units,
    handing,
    parting,
    phrases,
    posts,
    verdicts,
)
from bot.wording.joining import ABOVE
from schedules.plan import Plan

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


def approved(plan: Plan, missing: Sequence[tuple[str | Role, str | None]] = ()) -> Message:
    """The plan's messages go out from now on; whom they cannot reach, and what cures it."""
    head = f"Đã duyệt. {phrases.plan_name(plan)}: tin nhắc được gửi theo lịch từ bây giờ."
    return Message(head, "\n".join(out_of_reach(plan, missing)))


def out_of_reach(plan: Plan, missing: Sequence[tuple[str | Role, str | None]]) -> Iterator[str]:
    """Units, and roles above them, where nobody can be reached, and why (None: nobody joined)."""
    if not missing:
        return
    yield f"Chưa gửi được tới {phrases.count(len(missing))} nơi:"
    for where, why in missing:
        if isinstance(where, Role):
            name, by = ABOVE[where], f"lệnh “nhacviec invite --role {where}”"
        else:
            name, by = plan.name_of(where), f"gửi “/moi {plan.name_of(where)}”"
        cure = f"chưa ai liên kết; cấp mã: {by}"
        if why is not None:
            cure = f"{channels.reason(why)}; đề nghị liên hệ trực tiếp"
        yield f"- {name}: {cure}."


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
    apart = _APART.get(facts["what"])
    if apart is not None:
        return apart(plan, facts)
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
        case {"what": "undeliverable", "name": name, "unit": unit, "reason": reason}:
            whose = f" ({plan.name_of(unit)})" if unit else ""
            return Message(
                f"Không gửi được tin cho {name}{whose}.",
                f"Lý do: {channels.reason(reason)}.\n{channels.advice(reason)}",
            )
        case {"what": "uncertain", "name": name}:
            return Message(
                f"Không rõ tin đã tới {name} hay chưa.",
                "Kết nối bị ngắt sau khi tin được chuyển đi. Để tránh gửi trùng, tin này không "
                "được gửi thêm. Đề nghị hỏi trực tiếp nếu cần.",
            )
        case {"what": "gave_up", "name": name, "titles": titles}:
            listed = "\n".join(f"- {title}" for title in titles)
            return Message(
                f"Đã thôi gửi tin cho {name}: quá thời điểm còn ý nghĩa.",
                f"{listed}\nĐề nghị nhắc trực tiếp.",
            )
        case {"what": "lapsed"}:
            return extensions.lapsed(plan, facts)
    about = channels.news(facts, well)
    return about or Message(f"{phrases.plan_name(plan)}: có sự kiện cần xem trong nhật ký.")


def _rung(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """A rung of the ladder of overdue duties was skipped."""
    names = ", ".join(plan.name_of(unit) for unit in facts["units"])
    return Message(
        f"Báo cáo việc quá hạn chưa tới được {_RUNGS[facts['rung']]}: chưa ai liên kết hoặc "
        "liên hệ được.",
        f"Đơn vị có việc quá hạn: {names}.\nTin đã được chuyển ngay lên cấp trên kế tiếp "
        "nếu có. Đề nghị báo cáo trực tiếp và cấp mã tham gia.",
    )


def _awaits(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """A report of “done” waits to be accepted."""
    duty = plan.by_key.get((facts["activity"], facts["unit"]))
    return verdicts.awaits(plan, duty, facts["reply"]) if duty else verdicts.outdated()


def _guessing(_: Plan, facts: Mapping[str, Any]) -> Message:
    """Somebody tries join codes in great number."""
    return Message(
        f"Có người đang dò mã tham gia: trên {facts['count']} lần nhập sai trong 01 giờ.",
        "Mã khó đoán trúng và việc thử đã bị hạn chế. Nếu lo ngại, đề nghị thu hồi mã "
        "chưa dùng (gửi /moi, hoặc lệnh “nhacviec people”); xem thêm “nhacviec audit”.",
    )


_APART: dict[str, Callable[[Plan, Mapping[str, Any]], Message]] = {
    "stand_in": away_notices.stand_in,
    "stood_in": away_notices.stood_in,
    "both_away": away_notices.both_away,
    "away": away_notices.away,
    "back": away_notices.is_back,
    "left": posts.somebody_left,
    "gives_up": parting.gives_up,
    "account_added": posts.account_added,
    "code_exposed": posts.code_exposed,
    "joined": posts.somebody_joined,
    "called_off": handing.called_off,
    "put_off": handing.put_off,
    "handed_on": handing.handed_on,
    "support": handing.support,
    "recorded_for": for_units.recorded_for,
    "taken_back_for": for_units.taken_back_for,
    "own_day": for_units.own_day,
    "guessing": _guessing,
    "rung": _rung,
    "awaits": _awaits,
}
