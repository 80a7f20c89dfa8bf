"""The audit trail in words: what happened, in a line that an auditor can read."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.people import Post, Role
from bot.wording import phrases
from bot.wording.joining import post_name
from schedules.plan import Plan
from schedules.progress import Answer

SAID = {
    "answer_turned": "đổi kết quả đã báo",
    "decision_refused": "bị từ chối: quyết định đề nghị lùi hạn",
    "decision_undone": "hoàn tác ý kiến về đề nghị lùi hạn",
    "handout_laid_out": "để sẵn tệp cho tải về bằng liên kết",
    "handout_fetched": "tệp để sẵn được tải về",
    "evidence_dropped": "bỏ minh chứng đã gửi",
    "evidence_moved": "chuyển minh chứng sang nhiệm vụ khác",
    "evidence_refused": "bị từ chối: xem minh chứng",
    "own_decision_refused": "bị từ chối: tự quyết định đề nghị của chính mình",
    "snoozed": "xin nhắc lại sau",
    "support_wanted": "cho biết nội dung cần hỗ trợ",
    "unsnoozed": "bỏ hẹn nhắc lại",
    "withdrawal_refused": "bị từ chối: rút đề nghị của đơn vị khác",
    "accepted": "đồng ý kết quả đã báo",
    "account_added": "dùng thêm tài khoản khác",
    "account_invited": "cấp mã để dùng tài khoản khác",
    "account_closed": "ngắt tài khoản cũ",
    "approval_refused": "bị từ chối: duyệt gửi tin",
    "approved": "duyệt gửi tin",
    "away": "báo vắng",
    "back": "báo đã về, bỏ lịch vắng",
    "called_off": "báo việc đã hủy",
    "code_exposed": "để lộ mã trong nhóm, mã đã được thu hồi",
    "board_refused": "bị từ chối: xem tình hình chung",
    "flood": "gửi quá nhanh, tạm không nghe",
    "foreign_group": "hỏi trong nhóm chưa liên kết, không trả lời thêm",
    "dropped_told_late": "báo không cần phần gia hạn đã được đồng ý",
    "foreign_tap": "bấm nút trong nhóm chưa liên kết",
    "unlinked": "báo trong nhóm khi chưa liên kết",
    "forged_tap": "bấm nút không có thật",
    "group_added": "nhóm chưa liên kết đưa tài khoản này vào",
    "group_left": "nhóm đưa tài khoản này ra",
    "group_refused": "bị từ chối: liên kết nhóm",
    "handed_on": "cho rằng việc không phải của đơn vị mình",
    "invite_refused": "bị từ chối: cấp hoặc thu hồi mã",
    "invited": "cấp mã tham gia",
    "join_blocked": "nhập sai mã quá nhiều lần, tạm không nhận mã",
    "join_refused": "nhập sai mã tham gia",
    "joined": "tham gia",
    "left": "rời",
    "phone_set": "đặt số điện thoại",
    "post_ended": "bị thôi vai trò bằng lệnh",
    "reason_told_late": "nói lại lý do của đề nghị lùi hạn đã có ý kiến",
    "record_refused": "bị từ chối: ghi thay đơn vị",
    "recorded_for": "ghi thay đơn vị",
    "replaced": "được thay bằng người khác",
    "report_refused": "bị từ chối: báo kết quả việc của đơn vị khác",
    "returned": "trả lại kết quả đã báo, đề nghị bổ sung",
    "revoked": "thu hồi mã",
    "stranger": "người lạ nhắn tin",
    "stranger_tap": "người lạ bấm nút",
    "urge_refused": "bị từ chối: đôn đốc",
    "urged": "đôn đốc",
    "verdict_refused": "bị từ chối: đồng ý hoặc trả lại kết quả",
    "wish_denied": "không đồng ý đề nghị lùi hạn",
    "wish_granted": "đồng ý đề nghị lùi hạn",
    "wish_withdrawn": "rút đề nghị lùi hạn",
}
"""What each entry says. A new one in the program needs its words here; a test sees to it."""

REFUSED = frozenset(
    {
        *(what for what in SAID if what.endswith("_refused")),
        *("code_exposed", "flood", "foreign_group", "foreign_tap", "forged_tap", "group_added"),
        *("join_blocked", "stranger", "stranger_tap", "unlinked"),
    }
)
"""Those that tell of somebody turned away."""

_DETAILS = {
    "unit": "đơn vị",
    "role": "vai trò",
    "channel": "kênh",
    "account": "tài khoản",
    "duty": "nhiệm vụ",
    "duties": "nhiệm vụ",
    "answer": "nội dung",
    "code": "mã",
    "plan": "kế hoạch",
    "first": "từ",
    "last": "đến",
    "to": "chuyển",
    "name": "tên hiển thị",
    "group": "nhóm",
    "button": "nút",
    "day": "hạn mới",
    "posts": "vai trò",
    "request": "đề nghị số",
    "words": "nguyên văn",
    "before": "trước",
    "after": "sau",
    "substitute": "người thay",
    "until": "đến lúc",
    "done_on": "hoàn thành ngày",
    "reply": "báo cáo số",
    "person": "người số",
    "handout": "liên kết",
    "file": "tệp",
    "times": "số lần tải",
}

_ANSWERS = {
    Answer.DONE: "đã hoàn thành",
    Answer.NOT_DONE: "chưa hoàn thành",
    Answer.IN_PROGRESS: "đang thực hiện",
    Answer.RECEIVED: "đã nhận",
}


def said(what: str) -> str:
    """What an entry says; an unknown one says its own name."""
    return SAID.get(what, what)


def detail(plan: Plan, of: Mapping[str, Any]) -> str:
    """The particulars of an entry: names instead of ids where the plan knows them."""
    if "role" in of:
        post = _post(plan, of["role"], of.get("unit"))
        rest = {key: value for key, value in of.items() if key not in ("role", "unit")}
        return "; ".join(filter(None, (post, _listed(plan, rest))))
    return _listed(plan, of)


def _listed(plan: Plan, of: Mapping[str, Any]) -> str:
    shown = {key: value for key, value in of.items() if value not in (None, [], "")}
    return "; ".join(
        f"{_DETAILS.get(key, key)}: {_value(plan, key, value)}" for key, value in shown.items()
    )


def _value(plan: Plan, key: str, value: Any) -> str:
    match key:
        case "unit" | "to":
            return plan.name_of(str(value))
        case "posts":
            return ", ".join(_post(plan, *each) for each in value)
        case "duty":
            return _duty(plan, *value)
        case "duties":
            return ", ".join(_duty(plan, *each) for each in value)
        case "until":
            return ", ".join(phrases.moment(datetime.fromisoformat(v), plan.zone) for v in value)
        case "first" | "last" | "done_on" | "day":
            return phrases.day(date.fromisoformat(value))
        case "answer":
            return _ANSWERS[Answer(value)]
        case "channel":
            return phrases.channel_name(value)
        case "substitute":
            return f"#{value}"
    return str(value)


def _post(plan: Plan, role: str, unit: str | None) -> str:
    return post_name(Post(Role(role), unit), plan.name_of(unit) if unit else None)


def _duty(plan: Plan, activity: str, unit: str) -> str:
    return f"{activity} – {plan.name_of(unit)}"
