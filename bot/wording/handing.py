"""What is said about work handed on, and about support that a unit asks for."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bot.messages import Message
from bot.wording import phrases
from schedules.plan import Assignment, Plan
from schedules.progress import Standing

LISTED = 8
"""Duties named in a notice; the rest is counted."""


def passed_on(
    plan: Plan,
    handed: Sequence[tuple[int, Standing]],
    to: str | None,
    open_: Sequence[int],
    missing: Sequence[int],
) -> Message:
    """The words went to the office; the duty stays as the plan gives it until it is changed.

    `open_` are the numbers of the open duties, which the words may have meant where they name none;
    `missing` those that they give and no duty bears.
    """
    lines = [*_cited_all(handed)]
    if missing:
        which = ", ".join(map(str, missing))
        lines.append(f"Không có việc số {which} trong danh sách của anh/chị; gửi /viec để xem.")
    elif not handed and open_:
        lines.append(
            "Nếu nói về một việc cụ thể, đề nghị nêu số, "
            f"ví dụ: “việc {open_[0]} không phải của phòng tôi”."
        )
    whom = f", đề nghị chuyển {plan.name_of(to)}" if to else ""
    return Message(
        f"Đã chuyển ý kiến của anh/chị tới {phrases.office(plan)}{whom}.",
        "\n".join([*lines, _as_before(plan)]),
    )


def known_already(
    plan: Plan, handed: Sequence[tuple[int, Standing]], since: datetime, by: str | None
) -> Message:
    """The office knows of it since then, by a colleague if that is said; it is not told again."""
    whose = f" ({by} nêu)" if by else ""
    lines = [_cited(n, each) for n, each in handed]
    return Message(
        f"{phrases.office(plan)} đã nhận ý kiến này từ {phrases.moment(since, plan.zone)}{whose}; "
        "không gửi lại.",
        "\n".join([*lines, _as_before(plan)]),
    )


def _cited_all(meant: Sequence[tuple[int, Standing]]) -> Iterator[str]:
    """Duties that are spoken of, and that what was reported of them stays."""
    yield from (_cited(n, each) for n, each in meant)
    if any(each.done for _, each in meant):
        yield "Việc này đơn vị đã báo hoàn thành; báo cáo ấy giữ nguyên, chưa đúng thì báo lại."


def _cited(n: int, each: Standing) -> str:
    cited = phrases.citation(each.assignment.activity)
    where = f" ({cited})" if cited else ""
    return f"{n}. {phrases.title(each.assignment)}{where}"


def _as_before(plan: Plan) -> str:
    return (
        f"Trong khi chờ {phrases.office(plan)} xem xét, việc vẫn giao đơn vị theo Kế hoạch, "
        "thời hạn chưa thay đổi; chưa ghi nhận kết quả gì."
    )


def handed_on(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """What the office hears of it."""
    units = ", ".join(plan.name_of(unit) for unit in facts["units"])
    lines = [_due(each) for each in facts["due"][:LISTED]]
    if not lines:
        numbers = ", ".join(map(str, facts.get("missing", ())))
        gave = f" (nêu số {numbers}, không có trong danh sách của người viết)" if numbers else ""
        lines = [f"Chưa nêu rõ việc nào{gave}."]
    to = f" và đề nghị chuyển {plan.name_of(facts['to'])}" if facts["to"] else ""
    lines += [
        f"{facts['name']} viết: “{facts['words']}”.",
        "Việc vẫn giao đơn vị này. Nếu cần đổi, đề nghị sửa tệp kế hoạch; nếu không, trao đổi lại.",
    ]
    return Message(f"{units} cho rằng việc được giao không phải của mình{to}.", "\n".join(lines))


def calling_off_passed_on(
    plan: Plan, meant: Sequence[tuple[int, Standing]], *, heard: bool
) -> Message:
    """To the unit: that work is called off went to the office, if anybody there has joined."""
    office = phrases.office(plan)
    passed = (
        f"Đã chuyển thông tin hủy việc của anh/chị tới {office}."
        if heard
        else f"Đã ghi nhận thông tin hủy việc; chưa ai của {office} liên kết để nhận tại đây, "
        "đề nghị anh/chị báo trực tiếp."
    )
    return Message(passed, "\n".join([*_cited_all(meant), _as_before(plan)]))


def called_off(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """What the office hears of it."""
    units = ", ".join(plan.name_of(unit) for unit in facts["units"])
    lines = [
        *(_due(each) for each in facts["due"][:LISTED]),
        f"{facts['name']} viết: “{facts['words']}”.",
        "Việc chưa thay đổi. Nếu đúng, đề nghị sửa tệp kế hoạch; nếu không, trao đổi lại.",
    ]
    return Message(f"{units} báo việc đã hủy, không thực hiện nữa.", "\n".join(lines))


def putting_off(told: Message, *, paused: bool) -> Message:
    """The same where work is put off by order, or stands still for now; the deadline stands."""
    said = "thông tin tạm dừng việc" if paused else "thông tin hoãn việc"
    return Message(told.heading.replace("thông tin hủy việc", said), told.body)


def put_off(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """What the office hears of it."""
    units = ", ".join(plan.name_of(unit) for unit in facts["units"])
    how = "tạm dừng" if facts.get("paused") else "được hoãn"
    return Message(f"{units} báo việc {how} theo chỉ đạo.", called_off(plan, facts).body)


def _due(facts: Sequence[Any]) -> str:
    """A duty: its unit, title, deadline, and whether it is done (older facts do not say)."""
    _, title, day, *rest = facts
    done = bool(rest and rest[0])
    state = ", đơn vị đã báo hoàn thành" if done else ""
    until = phrases.day(date.fromisoformat(day))
    return f"- {phrases.shorten(title, phrases.TITLE_LENGTH)} (hạn {until}{state})"


# --- support that is asked for --------------------------------------------------------------------


def support_passed_on(
    plan: Plan, meant: Sequence[Assignment], words: str, *, heard: bool
) -> Message:
    """To the unit: what it needs went to the office, if anybody there has joined."""
    office = phrases.office(plan)
    passed = (
        f"Đã chuyển đề nghị hỗ trợ của anh/chị tới {office}."
        if heard
        else f"Đã ghi nhận đề nghị hỗ trợ; chưa ai của {office} liên kết để nhận tại đây, "
        "đề nghị anh/chị báo trực tiếp."
    )
    lines = [*(f"- {phrases.title(duty)}" for duty in meant[:LISTED]), f"“{words}”"]
    lines.append(
        "Đề nghị này không làm thay đổi tình trạng, thời hạn của việc. "
        "Kết quả thì anh/chị báo theo số của việc."
    )
    return Message(passed, "\n".join(lines))


def support(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """What the office hears of it."""
    units = ", ".join(plan.name_of(unit) for unit in facts["units"])
    lines = [
        f"- {phrases.shorten(title, phrases.TITLE_LENGTH)} "
        f"(hạn {phrases.day(date.fromisoformat(day))})"
        for _, title, day in facts["due"][:LISTED]
    ] or ["Chưa nêu rõ việc nào."]
    lines.append(f"{facts['name']} viết: “{facts['words']}”.")
    lines.append("Tình trạng và thời hạn không thay đổi; đề nghị Văn phòng trao đổi với đơn vị.")
    return Message(f"{units} đề nghị hỗ trợ.", "\n".join(lines))


# --- written down for a unit ---------------------------------------------------------------------
