"""What is asked when something recorded is to be put right."""

from collections.abc import Sequence

from bot.choices import buttons
from bot.messages import Choice, Message
from bot.wording import answers, phrases
from schedules.plan import Assignment
from schedules.progress import Standing, State

SHARES = (25, 50, 75, 90)


def which(told: Sequence[tuple[int, Assignment]], question: int) -> Message:
    """Several answers were recorded: which of them is wrong, by the numbers of their duties."""
    lines = phrases.listed(told)
    lines.append(f"Trả lời bằng số, ví dụ “{told[0][0]}”.")
    rows = tuple(
        (Choice(f"Việc {n}", buttons.choose(question, place), typed=str(n)),)
        for place, (n, _) in enumerate(told)
    )
    return Message("Anh/chị sửa nội dung của việc nào ạ?", "\n".join(lines), rows)


def what(told: Standing, question: int) -> Message:
    """What about one answer is wrong, with what it could be instead."""
    states = [
        (State.DONE, "Đã hoàn thành", "done"),
        (State.NOT_DONE, "Chưa hoàn thành", "not"),
        (State.IN_PROGRESS, "Đang thực hiện", "going"),
    ]
    first = [
        _choice(label, question, value) for state, label, value in states if state is not told.state
    ]
    second = [_choice("Tỷ lệ %", question, "share")]
    if told.state is State.NOT_DONE:
        second.append(_choice("Lý do", question, "why"))
    last = [_choice("Chọn việc khác", question, "other"), _choice("Bỏ ghi nhận", question, "back")]
    return Message(
        "Anh/chị sửa nội dung nào ạ?",
        f"{answers.named(told.assignment)}: {answers.progress_words(told)}.\n"
        "Chọn bên dưới hoặc viết lại cho đúng, ví dụ “chưa xong vì …”, “được 60%”.",
        (tuple(first), tuple(second), tuple(last)),
    )


def share(question: int) -> Message:
    """How far the duty is."""
    row = tuple(Choice(f"{each}%", buttons.choose(question, each)) for each in SHARES)
    return Message("Việc này được khoảng bao nhiêu phần trăm ạ?", rows=(row,))


def why() -> Message:
    """The reason is to be given anew."""
    return Message("Anh/chị viết lại lý do giúp ạ.", "Lý do được ghi nguyên văn.")


def no_other() -> Message:
    """There is no other duty that could have been meant."""
    return Message(
        "Đơn vị không còn việc nào khác đang mở.",
        "Nếu chưa đúng, anh/chị báo lại “chưa xong” hoặc gửi /viec.",
    )


def taken_back(told: Standing) -> Message:
    """An answer no longer holds for the duty that it was taken for."""
    return Message(
        f"Đã bỏ ghi nhận. {answers.named(told.assignment)}: {answers.progress_words(told)}."
    )


def _choice(label: str, question: int, value: str) -> Choice:
    return Choice(label, buttons.choose(question, value))
