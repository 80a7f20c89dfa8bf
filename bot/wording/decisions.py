"""What is said about decisions on wishes for more time: to those who decide, and of the outcome."""

from collections.abc import Sequence
from datetime import date

from bot.choices import buttons
from bot.messages import Choice, Message
from bot.wording import answers, phrases
from bot.wording.extensions import waiting as still_waiting
from bot.wording.opinions import to_type, verdicts
from schedules.extensions import Decision, Objection, Request, Verdict
from schedules.plan import Assignment, Plan
from schedules.progress import Standing


def petition(
    plan: Plan, duty: Assignment, request: Request, before: Request | None = None
) -> Message:
    """A wish, put before whoever may decide; `before` is the one whose place it takes."""
    original = duty.original
    first = f" (hạn ban đầu {phrases.deadline(original, plan.zone)})" if original else ""
    return Message(
        f"Kính trình: {duty.unit.name} đề nghị lùi thời hạn đến {phrases.weekday(request.wanted)}.",
        f"{answers.named(duty)}\n"
        f"Hạn hiện tại: {phrases.deadline(duty.deadline, plan.zone)}{first}.\n"
        f"Lý do: “{request.reason}” ({request.by}, {phrases.moment(request.at, plan.zone)}).\n"
        f"{_replaces(before, plan)}"
        "Kính xin ý kiến. Có thể trả lời “đồng ý”, "
        f"“đồng ý đến {to_type(request, plan)}”, “không đồng ý vì …”.",
        (verdicts(request.id),),
    )


def _replaces(before: Request | None, plan: Plan) -> str:
    """What was wished before: only the new wish waits for a decision."""
    if before is None:
        return ""
    return (
        f"Thay đề nghị lúc {phrases.moment(before.at, plan.zone)} của đơn vị "
        f"(đến {phrases.day(before.wanted)}, lý do: “{before.reason}”); đề nghị ấy không còn chờ.\n"
    )


def granted(plan: Plan, duty: Assignment, request: Request, opinion: str | None) -> Message:
    """To the decider: recorded, and in force; said back where it is another day than was wished."""
    said = f"\nÝ kiến: “{opinion}”." if opinion else ""
    off = "" if duty.deadline.remind_on == duty.deadline.day else " (ngày nghỉ)"
    other = duty.deadline.day != request.wanted
    wished = f"\nĐơn vị đề nghị đến {phrases.weekday(request.wanted)}." if other else ""
    return Message(
        f"Đã ghi nhận: đồng ý lùi đến {phrases.weekday(duty.deadline.day)}{off}.",
        f"{answers.named(duty)}{wished}{said}\n"
        f"Đơn vị được thông báo; tin nhắc theo hạn mới.{_first(plan, duty)}\n{_UNDO}",
        (_right(request.id) if other else (_undo(request.id),),),
    )


def refused(plan: Plan, duty: Assignment, request: int, opinion: str | None) -> Message:
    """To the decider: recorded, the deadline stands."""
    said = f"\nÝ kiến: “{opinion}”." if opinion else ""
    return Message(
        f"Đã ghi nhận: giữ thời hạn {phrases.deadline(duty.deadline, plan.zone)}.",
        f"{answers.named(duty)}{said}\nĐơn vị được thông báo. {_UNDO}",
        ((_undo(request),),),
    )


_UNDO = "Nếu chưa đúng, trả lời “hoàn tác” trong 10 phút."


def _undo(request: int) -> Choice:
    data = buttons.decide(request, buttons.UNDO)
    return Choice("↩️ Hoàn tác", data, typed="hoàn tác")


def _right(request: int) -> tuple[Choice, ...]:
    return (
        Choice("Đúng", buttons.decide(request, buttons.RIGHT), typed="đúng"),
        Choice("Sửa", buttons.decide(request, buttons.UNDO), typed="sửa"),
    )


def undone(plan: Plan, duty: Assignment, request: Request) -> Message:
    """To whoever has undone the own decision: how it stands, and the same choices once more."""
    return Message(
        f"Đã hoàn tác ý kiến; thời hạn hiện nay là {phrases.deadline(duty.deadline, plan.zone)}.",
        f"{answers.named(duty)}\n"
        f"Đề nghị lùi đến {phrases.weekday(request.wanted)} lại chờ ý kiến. "
        "Đơn vị và văn phòng được thông báo.",
        (verdicts(request.id),),
    )


def may_not_undo() -> Message:
    """Somebody else's decision."""
    return Message("Chỉ người đã cho ý kiến hoàn tác được ý kiến của mình.")


def too_late_to_undo(plan: Plan, duty: Assignment) -> Message:
    """The ten minutes are over, it was undone before, or the unit has wished for something else."""
    return Message(
        "Không hoàn tác được nữa: đã quá 10 phút, hoặc đề nghị này đã có diễn biến mới.",
        f"{answers.named(duty)}\nThời hạn hiện nay: {phrases.due(duty, plan.zone)}. "
        f"Cần thay đổi, đề nghị trao đổi với đơn vị hoặc {phrases.office(plan)}.",
    )


def not_by_edit(plan: Plan, duty: Assignment, request: Request, *, young: bool) -> Message:
    """The text of a decision was edited: others have heard of it, so it is undone in words."""
    became = f" ({outcome(request.decision)})" if request.decision else ""
    how = (
        f"{_UNDO} Sau đó cho ý kiến lại."
        if young
        else "Đã quá 10 phút; cần thay đổi, đề nghị trao đổi với đơn vị "
        f"hoặc {phrases.office(plan)}."
    )
    return Message(
        "Sửa tin nhắn không làm thay đổi ý kiến đã ghi nhận.",
        f"{answers.named(duty)}{became}\n{how}",
        ((_undo(request.id),),) if young else (),
    )


def reopened(
    plan: Plan, duty: Assignment, request: Request, before: Request, whose: str
) -> Message:
    """A decision was undone: to the unit, or put once more before those who may decide."""
    now = phrases.deadline(duty.deadline, plan.zone)
    by, was = (before.decision.by, outcome(before.decision)) if before.decision else ("", "")
    if whose != "unit":
        again = petition(plan, duty, request)
        return Message(
            f"{by} đã hoàn tác ý kiến; đề nghị lùi thời hạn lại chờ ý kiến.",
            f"Ý kiến đã hoàn tác: {was}.\n{again.heading}\n{again.body}",
            again.rows,
        )
    return Message(
        f"Ý kiến về đề nghị lùi thời hạn vừa được hoàn tác: thời hạn hiện nay là {now}.",
        f"{answers.named(duty)}\nÝ kiến đã hoàn tác: {was} ({by}).\n"
        f"Đề nghị lùi đến {phrases.weekday(request.wanted)} lại chờ ý kiến; "
        f"khi có ý kiến, {phrases.office(plan)} báo ngay.",
    )


def decided_already(plan: Plan, duty: Assignment, request: Request) -> Message:
    """Somebody was first; what holds now."""
    decision = request.decision
    if decision is None:
        return still_waiting(plan, duty, request)
    return Message(
        f"Đề nghị này đã được xử lý lúc {phrases.moment(decision.at, plan.zone)}: "
        f"{outcome(decision)} ({decision.by}).",
        f"{answers.named(duty)}\nThời hạn hiện nay: {phrases.deadline(duty.deadline, plan.zone)}.",
    )


def done_meanwhile(plan: Plan, told: Standing) -> Message:
    """The duty was done before anybody decided."""
    return Message(
        "Đề nghị không còn cần thiết: đơn vị đã báo hoàn thành"
        + (f" lúc {phrases.moment(told.reply.at, plan.zone)}." if told.reply else "."),
        f"{answers.named(told.assignment)}\nThời hạn không thay đổi.",
    )


def needless(plan: Plan, told: Standing, request: Request) -> Message:
    """A wish that waited needs no decision any more: its duty was reported done."""
    when = f" lúc {phrases.moment(told.reply.at, plan.zone)}" if told.reply else ""
    return Message(
        f"Đề nghị lùi đến {phrases.weekday(request.wanted)} không còn chờ ý kiến: nhiệm vụ đã được "
        f"báo hoàn thành{when}.",
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
        return still_waiting(plan, duty, request)
    if whose != "unit":
        return Message(
            f"Đề nghị lùi thời hạn của {duty.unit.short}: {outcome(decision)} ({decision.by}).",
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
        f"Đề nghị lùi thời hạn: {outcome(decision)} ({decision.by}).",
        f"{answers.named(duty)}\nThời hạn: {phrases.deadline(duty.deadline, plan.zone)}.",
    )


def needs_passed_on(duty: Assignment, words: str, to: Sequence[str]) -> Message:
    """To the unit: what it needs was handed on, or there is nobody here to hand it to."""
    passed = (
        f"đã chuyển tới: {', '.join(to)}"
        if to
        else "chưa ai liên kết để nhận tại đây, đề nghị anh/chị báo cáo trực tiếp"
    )
    return Message(
        f"Đã ghi nhận nội dung cần hỗ trợ; {passed}.",
        f"{answers.named(duty)}\n“{words}”\n"
        "Thời hạn và tình trạng không thay đổi. Cần nói thêm, viết “cần thêm …”.",
    )


def needs(duty: Assignment, request: Request, by: str, words: str) -> Message:
    """To the office and whoever refused the wish: what the unit needs to keep its term."""
    refused = f"\nĐề nghị lùi thời hạn: {outcome(request.decision)}." if request.decision else ""
    return Message(
        f"{duty.unit.short} cho biết nội dung cần hỗ trợ: “{words}”.",
        f"{answers.named(duty)}\nNgười báo: {by}.{refused}",
    )


def reason_passed_on(
    plan: Plan, duty: Assignment, request: Request, reason: str, to: Sequence[str]
) -> Message:
    """To the unit: the wish had been decided on; the true reason was handed on, nothing changes."""
    passed = f" và chuyển tới: {', '.join(to)}" if to else ""
    return Message(
        f"Đề nghị lùi đến {phrases.weekday(request.wanted)} đã có ý kiến ({_said(request)}); "
        "ý kiến và thời hạn giữ nguyên.",
        f"{answers.named(duty)}\nĐã lưu lý do anh/chị nói lại{passed}: “{reason}” "
        f"(lý do trước: “{request.reason}”).\n"
        f"Thời hạn hiện nay: {phrases.deadline(duty.deadline, plan.zone)}.",
    )


def reason_told_late(duty: Assignment, request: Request, by: str, reason: str) -> Message:
    """To the office and whoever decided: the unit calls another reason of its wish the true one."""
    return Message(
        f"{duty.unit.short} nói lại lý do của đề nghị lùi đến {phrases.weekday(request.wanted)}: "
        f"“{reason}”.",
        f"{answers.named(duty)}\nLý do trước: “{request.reason}”. Người báo: {by}.\n"
        f"Ý kiến đã nêu ({_said(request)}) giữ nguyên.",
    )


def dropped_passed_on(plan: Plan, duty: Assignment, request: Request, to: Sequence[str]) -> Message:
    """To the unit: it was granted more time and needs none; handed on, the granted day stands."""
    passed = f" Đã chuyển ý này tới: {', '.join(to)}." if to else ""
    at = phrases.moment(request.decision.at, plan.zone) if request.decision else ""
    return Message(
        f"Đề nghị lùi thời hạn đã được đồng ý lúc {at}; hạn hiện nay là "
        f"{phrases.deadline(duty.deadline, plan.zone)}, chưa thay đổi.",
        f"{answers.named(duty)}\nĐã ghi nhận: đơn vị không cần lùi nữa.{passed}\n"
        f"Muốn trả lại hạn ban đầu, {phrases.office(plan)} sửa thời hạn trong kế hoạch. "
        "Xong sớm hơn, đề nghị anh/chị báo ngay khi có kết quả.",
    )


def dropped_late(plan: Plan, duty: Assignment, request: Request, by: str, words: str) -> Message:
    """To the office and whoever granted it: the unit needs the time no more."""
    first = duty.original
    original = f", hạn ban đầu {phrases.deadline(first, plan.zone)}" if first else ""
    return Message(
        f"{duty.unit.short} cho biết không cần lùi thời hạn nữa: “{words}”.",
        f"{answers.named(duty)}\nNgười báo: {by}. Đề nghị lùi thời hạn: {_said(request)}.\n"
        f"Hạn hiện nay vẫn là {phrases.deadline(duty.deadline, plan.zone)}{original}. "
        "Nếu trả lại hạn ban đầu, đề nghị sửa thời hạn trong kế hoạch.",
    )


def _said(request: Request) -> str:
    return outcome(request.decision) if request.decision else ""


def outcome(decision: Decision, *, briefly: bool = False) -> str:
    """What was decided, in a few words; `briefly` without the day and the opinion."""
    opinion = f", ý kiến: “{decision.opinion}”" if decision.opinion and not briefly else ""
    match decision.verdict:
        case Verdict.GRANTED:
            until = f" lùi đến {phrases.day(decision.until)}" if decision.until else " lùi"
            return "đồng ý" if briefly else f"đồng ý{until}{opinion}"
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
