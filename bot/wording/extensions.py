"""What is said about wishes for more time: to those who wish, those who decide, and all others."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.choices import buttons
from bot.messages import Choice, Message
from bot.wording import answers, phrases
from schedules.extensions import Decision, Objection, Request, Verdict
from schedules.plan import Assignment, Plan
from schedules.progress import Standing

SHOWN = 10
"""Wishes listed in one message."""


def which_day(duties: Sequence[Assignment], days: Sequence[date], question: int) -> Message:
    """More time is wished for without a day."""
    return Message(
        "Anh/chị đề nghị lùi đến ngày nào ạ?",
        f"{_listed(duties)}\nChọn bên dưới hoặc viết ngày{_for_example(days)}. "
        "Chưa ghi nhận gì; thời hạn chưa thay đổi.",
        _days(days, question),
    )


def _for_example(days: Sequence[date]) -> str:
    return f", ví dụ “đến {phrases.day_and_month(days[-1])}”" if days else ""


def not_that_day(
    plan: Plan, duty: Assignment, wanted: date, why: Objection, days: Sequence[date], question: int
) -> Message:
    """The day that was named cannot be."""
    deadline = phrases.deadline(duty.deadline, plan.zone)
    named = {
        Objection.PAST: f"{phrases.weekday(wanted)} đã qua. Anh/chị đề nghị lùi đến ngày nào ạ?",
        Objection.NOT_LATER: f"{phrases.weekday(wanted)} không muộn hơn hạn hiện tại ({deadline}). "
        "Anh/chị đề nghị lùi đến ngày nào ạ?",
        Objection.TOO_FAR: f"{phrases.weekday(wanted)} cách hạn hiện tại ({deadline}) hơn một năm. "
        "Anh/chị cho biết lại ngày ạ?",
        Objection.DAY_OFF: f"{phrases.day(wanted)} là {_off(wanted)}. "
        f"Anh/chị chọn {_either(days)} ạ?",
    }
    return Message(
        named[why],
        f"{answers.named(duty)}\nChưa ghi nhận đề nghị; thời hạn chưa thay đổi.",
        _days(days, question),
    )


def which_reason(duties: Sequence[Assignment], wanted: date, question: int) -> Message:
    """More time is wished for without a reason."""
    quick = tuple(
        (Choice(words, buttons.choose(question, n)),) for n, words in enumerate(answers.REASONS)
    )
    return Message(
        f"Đề nghị lùi đến {phrases.weekday(wanted)}: anh/chị cho biết lý do ạ?",
        f"{_listed(duties)}\nLý do được chuyển nguyên văn tới Lãnh đạo. "
        "Chưa ghi nhận đề nghị; thời hạn chưa thay đổi.",
        quick,
    )


def requested(plan: Plan, duty: Assignment, wanted: date, reason: str, request: int) -> Message:
    """A wish was passed on; the deadline stands until it is decided."""
    return Message(
        f"Đã ghi nhận đề nghị lùi đến {phrases.weekday(wanted)} và chuyển Lãnh đạo xem xét.",
        f"{answers.named(duty)}\nLý do: “{reason}”.\n"
        f"Trong khi chờ ý kiến, thời hạn vẫn là {phrases.deadline(duty.deadline, plan.zone)}. "
        "Nếu chưa đúng, chọn “Rút đề nghị” hoặc viết lại đề nghị khác.",
        ((_withdraw(request),),),
    )


def nobody_decides(message: Message) -> Message:
    """The same, where nobody has joined who could decide."""
    return Message(
        message.heading.replace(" và chuyển Lãnh đạo xem xét", ""),
        f"{message.body}\nLãnh đạo và văn phòng chưa ai liên kết để nhận đề nghị tại đây; "
        "đề nghị anh/chị báo cáo trực tiếp.",
        message.rows,
    )


def waiting(plan: Plan, duty: Assignment, request: Request) -> Message:
    """The same wish waits already."""
    return Message(
        f"Đề nghị lùi đến {phrases.weekday(request.wanted)} đã được chuyển lúc "
        f"{phrases.moment(request.at, plan.zone)}, đang chờ ý kiến.",
        f"{answers.named(duty)}\nThời hạn hiện nay: {phrases.deadline(duty.deadline, plan.zone)}.",
        ((_withdraw(request.id),),),
    )


def done_already() -> Message:
    """More time is wished for what is done."""
    return Message(
        "Nhiệm vụ này đã được ghi nhận hoàn thành, không cần lùi thời hạn.",
        "Nếu thực tế chưa xong, anh/chị báo lại “chưa xong”.",
    )


def petition(plan: Plan, duty: Assignment, request: Request) -> Message:
    """A wish, put before whoever may decide."""
    original = duty.original
    first = f" (hạn ban đầu {phrases.deadline(original, plan.zone)})" if original else ""
    return Message(
        f"Kính trình: {duty.unit.name} đề nghị lùi thời hạn đến {phrases.weekday(request.wanted)}.",
        f"{answers.named(duty)}\n"
        f"Hạn hiện tại: {phrases.deadline(duty.deadline, plan.zone)}{first}.\n"
        f"Lý do: “{request.reason}” ({request.by}, {phrases.moment(request.at, plan.zone)}).\n"
        "Kính xin ý kiến. Có thể trả lời “đồng ý”, "
        f"“đồng ý đến {phrases.day_and_month(request.wanted)}”, “không đồng ý vì …”.",
        (_verdicts(request.id),),
    )


def which(waiting: Sequence[tuple[Request, Plan]]) -> Message:
    """A decision was typed, and it is not certain on which wish."""
    return _pending(
        waiting,
        f"Đang có {phrases.count(len(waiting))} đề nghị lùi thời hạn. Ý kiến về đề nghị nào ạ?",
        "Chưa ghi nhận ý kiến nào.",
    )


def unclear(waiting: Sequence[tuple[Request, Plan]]) -> Message:
    """A text that may have been a decision was not understood."""
    day = phrases.day_and_month(waiting[0][0].wanted)
    return _pending(
        waiting,
        "Chưa rõ ý anh/chị, chưa ghi nhận gì. Đề nghị lùi thời hạn đang chờ ý kiến:",
        f"Có thể trả lời “đồng ý”, “đồng ý đến {day}”, “không đồng ý vì …”; hoặc gửi /trogiup.",
    )


def _pending(waiting: Sequence[tuple[Request, Plan]], heading: str, last: str) -> Message:
    """The wishes that wait, one a line, and what can be decided on each."""
    lines, rows = [], []
    for n, (request, plan) in enumerate(waiting[:SHOWN], 1):
        duty = plan.by_key.get(request.key)
        if duty is None:
            continue
        lines.append(
            f"{n}. {duty.unit.short}: {phrases.shorten(duty.title, 60)}, "
            f"lùi đến {phrases.day(request.wanted)}"
        )
        rows.append(tuple(Choice(f"{c.label} {n}", c.data) for c in _verdicts(request.id)))
    return Message(heading, "\n".join([*lines, last]), tuple(rows))


def which_opinion(plan: Plan, duty: Assignment, question: int) -> Message:
    """A wish is about to be refused: the unit should hear why."""
    return Message(
        "Đề nghị cho biết ý kiến để chuyển nguyên văn tới đơn vị.",
        f"{answers.named(duty)}, giữ thời hạn {phrases.deadline(duty.deadline, plan.zone)}.\n"
        "Viết ngay tại đây, hoặc chọn bên dưới. Chưa ghi nhận quyết định.",
        ((Choice("Không nêu ý kiến", buttons.choose(question, "none")),),),
    )


def granted(plan: Plan, duty: Assignment) -> Message:
    """To the decider: recorded, and in force."""
    off = "" if duty.deadline.remind_on == duty.deadline.day else " (ngày nghỉ)"
    return Message(
        f"Đã ghi nhận: đồng ý lùi đến {phrases.weekday(duty.deadline.day)}{off}.",
        f"{answers.named(duty)}\nĐơn vị được thông báo; tin nhắc theo hạn mới.{_first(plan, duty)}",
    )


def refused(plan: Plan, duty: Assignment, opinion: str | None) -> Message:
    """To the decider: recorded, the deadline stands."""
    said = f"\nÝ kiến: “{opinion}”." if opinion else ""
    return Message(
        f"Đã ghi nhận: giữ thời hạn {phrases.deadline(duty.deadline, plan.zone)}.",
        f"{answers.named(duty)}{said}\nĐơn vị được thông báo.",
    )


def withdrawn(plan: Plan, duty: Assignment) -> Message:
    """To the unit: its wish is gone, the deadline stands."""
    return Message(
        "Đã rút đề nghị lùi thời hạn.",
        f"{answers.named(duty)}\nThời hạn: {phrases.deadline(duty.deadline, plan.zone)}.",
    )


def decided_already(plan: Plan, duty: Assignment, request: Request) -> Message:
    """Somebody was first; what holds now."""
    decision = request.decision
    if decision is None:
        return waiting(plan, duty, request)
    return Message(
        f"Đề nghị này đã được xử lý lúc {phrases.moment(decision.at, plan.zone)}: "
        f"{_outcome(decision)} ({decision.by}).",
        f"{answers.named(duty)}\nThời hạn hiện nay: {phrases.deadline(duty.deadline, plan.zone)}.",
    )


def done_meanwhile(plan: Plan, told: Standing) -> Message:
    """The duty was done before anybody decided."""
    return Message(
        "Đề nghị không còn cần thiết: đơn vị đã báo hoàn thành"
        + (f" lúc {phrases.moment(told.reply.at, plan.zone)}." if told.reply else "."),
        f"{answers.named(told.assignment)}\nThời hạn không thay đổi.",
    )


def no_longer_fits(plan: Plan, duty: Assignment, until: date, why: Objection) -> Message:
    """The day cannot be granted any more, or never could."""
    deadline = phrases.deadline(duty.deadline, plan.zone)
    because = {
        Objection.PAST: f"{phrases.weekday(until)} đã qua",
        Objection.NOT_LATER: f"thời hạn hiện nay đã là {deadline}",
        Objection.TOO_FAR: f"{phrases.weekday(until)} cách hạn hiện tại hơn một năm",
    }[why]
    return Message(
        f"Chưa ghi nhận: {because}.",
        f"{answers.named(duty)}\n"
        "Có thể trả lời kèm ngày khác: “đồng ý đến …”, hoặc “không đồng ý vì …”.",
    )


def may_not_decide() -> Message:
    """Somebody else pressed the button."""
    return Message("Chỉ lãnh đạo và văn phòng quyết định được đề nghị lùi thời hạn.")


def not_on_own() -> Message:
    """Nobody decides on an own wish."""
    return Message(
        "Chưa ghi nhận: người đề nghị không tự quyết định đề nghị của mình.",
        "Đề nghị chờ ý kiến của lãnh đạo hoặc người khác của văn phòng.",
    )


def notice(plan: Plan, duty: Assignment, request: Request, whose: str) -> Message:
    """What became of a wish, to the unit or to those who might have decided it."""
    decision = request.decision
    if decision is None:
        return waiting(plan, duty, request)
    if whose != "unit":
        return Message(
            f"Đề nghị lùi thời hạn của {duty.unit.short}: {_outcome(decision)} ({decision.by}).",
            f"{answers.named(duty)}\nThời hạn hiện nay: {phrases.due(duty, plan.zone)}.",
        )
    by = f"\nNgười cho ý kiến: {decision.by}, {phrases.moment(decision.at, plan.zone)}."
    said = f" Ý kiến: “{decision.opinion}”." if decision.opinion else ""
    if decision.verdict is Verdict.GRANTED:
        return Message(
            "Đề nghị lùi thời hạn được chấp thuận: hạn mới là "
            f"{phrases.deadline(duty.deadline, plan.zone)}.",
            f"{answers.named(duty)}{by}{said}{_first(plan, duty)}\n"
            f"{phrases.office(plan)} sẽ nhắc theo hạn mới.",
        )
    if decision.verdict is Verdict.REFUSED:
        return Message(
            f"Đề nghị đơn vị giữ thời hạn {phrases.deadline(duty.deadline, plan.zone)}.",
            f"{answers.named(duty)}{by}{said}\n"
            "Đơn vị cần hỗ trợ nội dung nào, đề nghị anh/chị cho biết.",
        )
    return Message(
        f"Đề nghị lùi thời hạn: {_outcome(decision)} ({decision.by}).",
        f"{answers.named(duty)}\nThời hạn: {phrases.deadline(duty.deadline, plan.zone)}.",
    )


def lapsed(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """The document has changed a deadline that had been extended."""
    listed = "\n".join(f"- {line}" for line in facts.get("duties", ()))
    return Message(
        "Kế hoạch vừa sửa thời hạn của nhiệm vụ đã được gia hạn.",
        f"{listed}\n{phrases.plan_name(plan)}: thời hạn trong tệp kế hoạch được áp dụng, "
        "phần gia hạn trước đó không còn hiệu lực.",
    )


def day_of(value: str) -> date | None:
    """The day behind a button, 20220517; None if it is none."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _outcome(decision: Decision) -> str:
    opinion = f", ý kiến: “{decision.opinion}”" if decision.opinion else ""
    match decision.verdict:
        case Verdict.GRANTED:
            until = f" đến {phrases.day(decision.until)}" if decision.until else ""
            return f"đồng ý lùi{until}{opinion}"
        case Verdict.REFUSED:
            return f"giữ nguyên thời hạn{opinion}"
        case Verdict.WITHDRAWN:
            return "đơn vị đã rút đề nghị"
        case Verdict.REPLACED:
            return "đơn vị đã thay bằng đề nghị khác"
        case Verdict.MOOT:
            return "nhiệm vụ đã hoàn thành"


def _first(plan: Plan, duty: Assignment) -> str:
    return f"\nHạn ban đầu: {phrases.deadline(duty.original, plan.zone)}." if duty.original else ""


def _listed(duties: Sequence[Assignment]) -> str:
    return "\n".join(answers.named(duty) for duty in duties)


def _days(days: Sequence[date], question: int) -> tuple[tuple[Choice, ...], ...]:
    return tuple(
        (Choice(phrases.weekday(day), buttons.choose(question, f"{day:%Y%m%d}")),) for day in days
    )


def _either(days: Sequence[date]) -> str:
    return " hay ".join(phrases.weekday(day) for day in days)


def _off(day: date) -> str:
    weekday = phrases.WEEKDAYS[day.weekday()]
    return weekday if day.weekday() > _FRIDAY else f"{weekday}, ngày nghỉ"


_FRIDAY = 4


def _verdicts(request: int) -> tuple[Choice, ...]:
    return (
        Choice("Đồng ý", buttons.decide(request, buttons.GRANT)),
        Choice("Không đồng ý", buttons.decide(request, buttons.REFUSE)),
    )


def _withdraw(request: int) -> Choice:
    return Choice("Rút đề nghị", buttons.decide(request, buttons.WITHDRAW), typed="rút đề nghị")


def nothing_waits() -> Message:
    """A decider agrees or refuses, and no wish is open."""
    return Message(
        "Hiện không có đề nghị lùi hạn nào chờ ý kiến.",
        "Gửi /tinhhinh để xem tình hình các nhiệm vụ.",
    )
