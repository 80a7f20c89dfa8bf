"""What who decided on a wish for more time is told after thinking again."""

from collections.abc import Sequence

from bot.choices import buttons
from bot.messages import Choice, Message
from bot.wording import answers, decisions, opinions, phrases
from schedules.extensions import Request
from schedules.plan import Assignment, Plan


def which(
    about: Sequence[tuple[Request, Plan]], words: str, question: int, *, granted: bool
) -> Message:
    """Another decision than the last one, maybe on that, maybe on a wish that waits."""
    one = len(about) == 1
    asks = "anh/chị đổi ý kiến phải không ạ?" if one else "ý kiến vừa viết về đề nghị nào ạ?"
    verdict = "Đồng ý" if granted else "Không đồng ý"
    lines = [
        f"{n}. {opinions.shortly(*each)}: {_state(each[0])}" for n, each in enumerate(about, 1)
    ]
    rows = [
        (Choice(f"{verdict} {n}", buttons.choose(question, n), f"{verdict.lower()} {n}"),)
        for n in range(1, len(about) + 1)
    ]
    said = phrases.shorten(words, 120)
    return Message(
        f"Chưa ghi nhận: {asks}",
        "\n".join(lines) + f"\nĐề nghị nào được chọn thì áp dụng ý kiến vừa viết: “{said}”; "
        "ý kiến trước đó, nếu có, được hoàn tác.\n"
        f"Trả lời bằng số trong danh sách, ví dụ “{verdict.lower()} 1”.",
        tuple(rows),
    )


def _state(request: Request) -> str:
    decision = request.decision
    if decision is None:
        return "đang chờ ý kiến"
    other = decision.until if decision.until != request.wanted else None
    day = f" đến {phrases.day(other)}" if other else ""
    return f"đã {decisions.outcome(decision, briefly=True)}{day}"


def kept(duty: Assignment, request: Request) -> Message:
    """A question came right behind a decision, as if that had been wrong: it holds."""
    was = decisions.outcome(request.decision) if request.decision else ""
    return Message(
        f"Ý kiến vừa ghi giữ nguyên: {was}.",
        f"{answers.named(duty)}\nNếu ý kiến này chưa đúng, trả lời “hoàn tác” trong 10 phút.",
    )


def stands(plan: Plan, duty: Assignment, request: Request) -> Message:
    """It is too late to undo: what holds, and how a deadline is changed."""
    was = decisions.outcome(request.decision) if request.decision else ""
    return Message(
        f"Chưa ghi nhận: đã quá 10 phút, ý kiến “{was}” vẫn có hiệu lực.",
        f"{answers.named(duty)}\nThời hạn hiện nay: {phrases.due(duty, plan.zone)}.\n"
        f"Cần đổi lại, đề nghị trao đổi với đơn vị và giao {phrases.office(plan)} sửa thời hạn "
        "trong kế hoạch; đơn vị được báo hạn mới.",
    )
