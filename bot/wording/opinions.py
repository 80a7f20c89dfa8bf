"""What those who decide on wishes for more time are asked, and what they may answer."""

from collections.abc import Sequence
from datetime import date

from bot.choices import buttons
from bot.messages import Choice, Message
from bot.wording import answers, phrases
from schedules.extensions import Request
from schedules.plan import Assignment, Plan

SHOWN = 10
"""Wishes listed in one message."""


def to_type(request: Request, plan: Plan) -> str:
    """The day wished for as a decider may type it: with its year where that is not this one."""
    this_year = request.at.astimezone(plan.zone).year == request.wanted.year
    return phrases.day_and_month(request.wanted) if this_year else phrases.day(request.wanted)


def verdicts(request: int) -> tuple[Choice, ...]:
    return (
        Choice("Đồng ý", buttons.decide(request, buttons.GRANT)),
        Choice("Không đồng ý", buttons.decide(request, buttons.REFUSE)),
    )


Line = tuple[int, Request, Plan]
"""A wish under the number that a list shows it by."""


_ONE_WAITS = "Đang có 01 đề nghị lùi thời hạn. Chưa rõ ý kiến của anh/chị về đề nghị này."


def which(waiting: Sequence[Line], kept: str | None = None, *, rest: bool = False) -> Message:
    """A decision was typed, and it is not certain on which wish; its words are `kept` for that.

    `rest`: it decided on those that it did not name, too.
    """
    applies = f" Đề nghị nào được chọn thì áp dụng ý kiến vừa viết: “{kept}”." if kept else ""
    return _pending(
        waiting,
        _ONE_WAITS
        if len(waiting) == 1
        else f"Đang có {phrases.count(len(waiting))} đề nghị lùi thời hạn. "
        "Ý kiến về đề nghị nào ạ?",
        f"Chưa ghi nhận ý kiến nào.{applies}\n{_by_number(waiting)}"
        f"{_and_rest(waiting) if rest and len(waiting) > 1 else ''}",
    )


def _and_rest(waiting: Sequence[Line]) -> str:
    return f" Một số và phần còn lại: “đồng ý {waiting[0][0]}, còn lại không đồng ý vì …”."


def why_none(waiting: Sequence[Line]) -> Message:
    """Several wishes are about to be refused at once: the units should hear why."""
    numbers = ", ".join(str(n) for n, *_ in waiting)
    return _pending(
        waiting,
        "Đề nghị cho biết ý kiến để chuyển nguyên văn tới các đơn vị.",
        "Chưa ghi nhận quyết định về các đề nghị này. Trả lời chung một lần, ví dụ "
        f"“không đồng ý {numbers} vì …”, hoặc chọn từng đề nghị.",
    )


def _by_number(waiting: Sequence[Line]) -> str:
    n = waiting[0][0]
    several = " Cả danh sách: “đồng ý hết”." if len(waiting) > 1 else ""
    return f"Trả lời bằng số trong danh sách, ví dụ “đồng ý {n}” hoặc “không đồng ý {n}”.{several}"


def unclear(waiting: Sequence[Line]) -> Message:
    """A text that may have been a decision was not understood."""
    _, request, plan = waiting[0]
    day = to_type(request, plan)
    free = f"Có thể trả lời “đồng ý”, “đồng ý đến {day}”, “không đồng ý vì …”; hoặc gửi /trogiup."
    return _pending(
        waiting,
        "Chưa rõ ý anh/chị, chưa ghi nhận gì. Đề nghị lùi thời hạn đang chờ ý kiến:",
        free if len(waiting) == 1 else f"{_by_number(waiting)} Hoặc gửi /trogiup.",
    )


def waiting(found: Sequence[Line], last: str) -> Message:
    """The wishes that wait, for whoever asks for them."""
    counted = phrases.count(len(found))
    return _pending(
        found, f"{counted} đề nghị lùi thời hạn đang chờ ý kiến:", last, with_reasons=True
    )


def _pending(
    waiting: Sequence[Line], heading: str, last: str, *, with_reasons: bool = False
) -> Message:
    """The wishes that wait, one a line, and what can be decided on each."""
    lines, rows = [], []
    for n, request, plan in waiting[:SHOWN]:
        if request.key not in plan.by_key:
            continue
        because = f", lý do: “{phrases.shorten(request.reason, 120)}”" if with_reasons else ""
        lines.append(f"{n}. {shortly(request, plan)}{because}")
        rows.append(tuple(_numbered(choice, n) for choice in verdicts(request.id)))
    return Message(heading, "\n".join([*lines, last]), tuple(rows))


def shortly(request: Request, plan: Plan) -> str:
    """Whose wish it is, for what and until when, in one line; empty if the duty is gone."""
    duty = plan.by_key.get(request.key)
    if duty is None:
        return ""
    title = phrases.shorten(duty.title, 60)
    return f"{duty.unit.short}: {title}, lùi đến {phrases.day(request.wanted)}"


def _numbered(choice: Choice, n: int) -> Choice:
    """What is decided on a line, under the number of that line, also where it is typed."""
    label = f"{choice.label} {n}"
    return Choice(label, choice.data, f"{label[0].lower()}{label[1:]}")


def nothing_waits() -> Message:
    """A decider agrees or refuses, and no wish is open."""
    return Message(
        "Hiện không có đề nghị lùi hạn nào chờ ý kiến.",
        "Gửi /tinhhinh để xem tình hình các nhiệm vụ.",
    )


def nothing_to_confirm() -> Message:
    """A decider confirms, and neither a result nor a wish waits for that."""
    return Message(
        "Hiện không có kết quả hay đề nghị nào chờ xác nhận.",
        "Gửi /tinhhinh để xem tình hình các nhiệm vụ.",
    )


def which_opinion(plan: Plan, duty: Assignment, request: int) -> Message:
    """A wish is about to be refused: the unit should hear why."""
    return Message(
        "Đề nghị cho biết ý kiến để chuyển nguyên văn tới đơn vị.",
        f"{answers.named(duty)}, giữ thời hạn {phrases.deadline(duty.deadline, plan.zone)}.\n"
        "Viết ngay tại đây, hoặc chọn bên dưới. Chưa ghi nhận quyết định.",
        ((Choice("Không nêu ý kiến", buttons.decide(request, buttons.SILENT)),),),
    )


def whether_granted(
    plan: Plan, duty: Assignment, request: int, words: str, question: int
) -> Message:
    """The words that should say why a wish is refused may as well grant it."""
    return Message(
        "Chưa ghi nhận: đồng ý lùi hay giữ thời hạn ạ?",
        f"{answers.named(duty)}\nAnh/chị vừa viết: “{words}”.\n"
        f"Hạn hiện tại: {phrases.deadline(duty.deadline, plan.zone)}.",
        (
            (
                Choice("Đồng ý lùi", buttons.decide(request, buttons.GRANT)),
                Choice("Giữ thời hạn", buttons.choose(question, "keep")),
            ),
        ),
    )


def put_off(plan: Plan, duty: Assignment, request: Request) -> Message:
    """A decider wants to think: the wish waits, with the same choices."""
    return Message(
        "Chưa ghi nhận ý kiến; đề nghị lùi thời hạn vẫn chờ.",
        f"{answers.named(duty)}, đề nghị lùi đến {phrases.weekday(request.wanted)}; "
        f"hạn hiện tại: {phrases.deadline(duty.deadline, plan.zone)}.\n"
        "Khi quyết định, chọn bên dưới hoặc trả lời “đồng ý”, “không đồng ý vì …”.",
        (verdicts(request.id),),
    )


def until_when(
    plan: Plan,
    duty: Assignment,
    request: Request,
    days: Sequence[date],
    words: str | None,
    question: int,
) -> Message:
    """A yes on a condition may be meant until one of several days, or be no word on the wish.

    Or it counts days, and has no other `words`.
    """
    asks = "đồng ý lùi đến ngày nào ạ?" if len(days) > 1 else "đồng ý lùi thời hạn phải không ạ?"
    if len(days) == 1 and days[0] != request.wanted:
        asks = f"đồng ý lùi đến {phrases.weekday(days[0])} phải không ạ?"
    written = f"\nAnh/chị vừa viết: “{words}”." if words is not None else ""
    passed = "; lời vừa viết được chuyển nguyên văn tới đơn vị" if words is not None else ""
    yes = (
        Choice(f"Đồng ý đến {phrases.day_and_month(day)}", buttons.choose(question, n))
        for n, day in enumerate(days)
    )
    return Message(
        f"Chưa ghi nhận: {asks}",
        f"{answers.named(duty)}{written}\n"
        f"Hạn hiện tại: {phrases.deadline(duty.deadline, plan.zone)}; "
        f"đơn vị đề nghị đến {phrases.weekday(request.wanted)}.\n"
        f"Chọn bên dưới{passed}.",
        ((*yes, Choice("Không đồng ý", buttons.decide(request.id, buttons.REFUSE))),),
    )


def confirmed() -> Message:
    """What was recorded is right."""
    return Message("Cảm ơn anh/chị đã xác nhận.")
