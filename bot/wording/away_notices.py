"""What is told of an absence to who stands in, to colleagues who are away, and to the office."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.messages import Message
from bot.wording import phrases
from bot.wording.away import also_away, days, opened
from schedules.plan import Plan

LISTED = 8
"""Duties named in a notice; the rest is counted."""


def stand_in(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """What whoever stands in is told."""
    beside = facts.get("beside", False)
    goes = (
        "vẫn được gửi tới anh/chị như thường lệ."
        if beside
        else ("được gửi tới anh/chị; anh/chị báo kết quả tại đây như thường lệ.")
    )
    lines = [
        f"Trong thời gian đó, tin nhắc của {_units(plan, facts)} {goes}",
        *([f"Anh/chị cũng vắng: {facts['too']}"] if facts.get("too") else []),
        *_due(plan, facts, "Đến hạn trong thời gian này:"),
        "Gửi /viec để xem toàn bộ việc đang mở.",
    ]
    stop = ";" if facts.get("was") else ","
    stands_in = "" if beside else f"{stop} anh/chị thay"
    return Message(f"{facts['name']} vắng {_days(facts)}{stands_in}.", "\n".join(lines))


def stood_in(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """What whoever was to stand in is told, where somebody else, or nobody, does now."""
    others = ", ".join(facts["instead"])
    now = f"{others} thay; anh/chị không phải thay nữa" if others else "anh/chị không phải thay nữa"
    goes = f"được gửi tới {others}" if others else "không gửi tới anh/chị thay nữa"
    return Message(
        f"{facts['name']} vắng {_days(facts)}: nay {now}.",
        f"Trong thời gian đó, tin nhắc của {_units(plan, facts)} {goes}.",
    )


def both_away(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """Somebody who is away hears that a colleague is, too, and that nobody of the unit is there."""
    lines = [facts["nobody"], *_due(plan, facts, "Đến hạn trong thời gian này:")]
    lines.append(f"{opened(phrases.office(plan))} đã được báo.")
    return Message(f"{facts['name']} cũng vắng {_days(facts)}.", "\n".join(lines))


def away(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """What the office is told: deadlines that fall into it, and where nobody stands in."""
    lines = [f"Nguyên văn: “{phrases.shorten(facts['words'], 200)}”."]
    if facts["instead"]:
        lines.append(f"Tin nhắc được gửi tới: {', '.join(facts['instead'])}.")
    for name, first, last in facts.get("gone", ()):
        lines.append(also_away(name, (date.fromisoformat(first), date.fromisoformat(last))))
    if facts.get("nobody"):
        lines.append(f"{facts['nobody']} Đề nghị cấp mã cho người khác hoặc nhắc trực tiếp.")
    for unit in () if facts.get("nobody") else facts["alone"]:
        named = f" (nêu tên “{phrases.shorten(facts['wanted'], 40)}”)" if facts["wanted"] else ""
        lines.append(
            f"{plan.name_of(unit)} chưa có người thay đã liên kết{named}: "
            f"đề nghị cấp mã (gửi “/moi {plan.name_of(unit)}”) hoặc nhắc trực tiếp."
        )
    lines += _due(plan, facts, "Nhiệm vụ đến hạn trong thời gian vắng:")
    return Message(
        f"{facts['name']} ({_units(plan, facts)}) vắng {_days(facts)}.", "\n".join(lines)
    )


def is_back(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """Whoever was away is written to again, or will not be away at all."""
    if not facts.get("begun", True):
        return Message(
            f"{facts['name']} ({_units(plan, facts)}) bỏ lịch vắng {_days(facts)}.",
            "Tin nhắc vẫn được gửi như bình thường.",
        )
    return Message(
        f"{facts['name']} ({_units(plan, facts)}) đã có mặt trở lại.",
        "Từ nay tin nhắc lại được gửi như trước khi vắng.",
    )


def _days(facts: Mapping[str, Any]) -> str:
    told = days(date.fromisoformat(facts["first"]), date.fromisoformat(facts["last"]))
    was = [date.fromisoformat(day) for day in facts.get("was") or ()]
    return f"{told}, thay cho lịch {days(was[0], was[1])}" if was else told


def _units(plan: Plan, facts: Mapping[str, Any]) -> str:
    return ", ".join(plan.name_of(unit) for unit in facts["units"])


def _due(plan: Plan, facts: Mapping[str, Any], heading: str) -> Iterator[str]:
    due, several_units = facts["due"], len(facts["units"]) > 1
    if not due:
        return
    yield heading
    for unit, title, day, *after in due[:LISTED]:
        whose = f"{plan.name_of(unit)}: " if several_units else ""
        until = phrases.day(date.fromisoformat(day))
        if any(after):  # its last working day is in the absence
            until += ", là ngày nghỉ"
        yield f"- {whose}{phrases.shorten(title, phrases.TITLE_LENGTH)} (hạn {until})"
    if len(due) > LISTED:
        yield f"… và {phrases.count(len(due) - LISTED)} nhiệm vụ khác."
