"""What is said back to words that people typed: everything recorded is repeated."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.messages import Choice, Message
from bot.wording import phrases
from bot.wording.answers import progress_words, undo
from bot.wording.reminders import AT_MOST, rows
from schedules.plan import Plan
from schedules.progress import Standing, State

UNDO_AT_MOST = 50
"""Buttons to take answers back; Telegram refuses a message with more than a hundred."""


def recorded(told: Sequence[tuple[int, Standing]], *, ask_reason: bool) -> Message:
    """Several answers were recorded at once, each under its number, each with its undo."""
    lines = [f"{n}. {phrases.title(each.assignment)}: {_state(each)}" for n, each in told]
    if ask_reason:
        missing = [n for n, each in told if _lacks_reason(each)]
        named = f"việc {', '.join(map(str, missing))}"
        lines += ["", f"Anh/chị cho biết giúp lý do {named} chưa hoàn thành ạ."]
    lines += ["", "Nếu chưa đúng, chọn “Hoàn tác” trong 10 phút hoặc báo lại."]
    return Message("Đã ghi nhận theo nội dung anh/chị viết:", "\n".join(lines), _undo(told))


def wants_reason(told: Sequence[tuple[int, Standing]]) -> bool:
    """Whether a duty was reported not done without a reason."""
    return any(_lacks_reason(each) for _, each in told)


def extension(plan: Plan, told: Sequence[Standing], wanted: date | None) -> Message:
    """A wish for more time was noted and passed on; the deadline stays until it is decided."""
    until = f" đến {phrases.weekday(wanted)}" if wanted else ""
    lines = [
        f"- {phrases.title(each.assignment)} "
        f"(thời hạn vẫn là {phrases.deadline(each.assignment.deadline, plan.zone)})"
        for each in told
    ]
    return Message(
        f"Đã ghi nhận đề nghị lùi thời hạn{until} và chuyển {phrases.office(plan)}.",
        "\n".join([*lines, "Trong khi chờ ý kiến, thời hạn chưa thay đổi."]),
    )


def which(plan: Plan, opened: Sequence[tuple[int, Standing]]) -> Message:
    """The text named no duty and several are open: ask which, with numbers and buttons."""
    return Message(
        "Chưa ghi nhận: anh/chị báo về việc số mấy ạ?",
        "\n".join([*_listed(opened), f"Ví dụ: “{opened[0][0]} xong”."]),
        _choices(plan, opened),
    )


def unclear(plan: Plan, opened: Sequence[tuple[int, Standing]]) -> Message:
    """The text was not understood, or could be read in two ways: ask back, record nothing."""
    if not opened:
        return Message(
            f"{phrases.office(plan)} chưa rõ ý anh/chị, chưa ghi nhận gì.",
            "Gửi /trogiup để xem hướng dẫn.",
        )
    return Message(
        f"{phrases.office(plan)} chưa rõ ý anh/chị, chưa ghi nhận gì.",
        "\n".join(["Việc nào đã hoàn thành, việc nào chưa ạ?", *_listed(opened)]),
        _choices(plan, opened),
    )


def only_a_file() -> Message:
    """A photo or file without words: files are not kept, and nothing is taken from them."""
    return Message(
        "Chưa ghi nhận: ảnh, tệp gửi tại đây không được lưu.",
        "Đề nghị anh/chị báo kết quả bằng chữ, và gửi hồ sơ theo cách thường lệ.",
    )


def receipt(plan: Plan, *, waits: bool) -> Message:
    """A receipt or a promise to look into it: thanked for, nothing recorded as a result.

    Where no duty `waits` for a result, none is missed and none will be reminded of.
    """
    if not waits:
        return Message("Cảm ơn anh/chị.")
    return Message(
        "Cảm ơn anh/chị.",
        f"Kết quả chưa được ghi nhận; {phrases.office(plan)} sẽ nhắc lại theo lịch.",
    )


def _listed(opened: Sequence[tuple[int, Standing]]) -> Iterator[str]:
    for n, each in opened[:AT_MOST]:
        yield f"{n}. {phrases.title(each.assignment)}"
    if len(opened) > AT_MOST:
        more = phrases.count(len(opened) - AT_MOST)
        yield f"… và {more} nhiệm vụ khác; gửi /viec để xem tất cả."


def _choices(plan: Plan, opened: Sequence[tuple[int, Standing]]) -> tuple[tuple[Choice, ...], ...]:
    shown = [(n, each.assignment) for n, each in opened[:AT_MOST]]
    return rows(plan, shown, receipt=False, listed=len(opened))


def _state(each: Standing) -> str:
    reason = each.reply.reason if each.reply else None
    return progress_words(each) + (f", lý do: “{reason}”" if reason else "")


def _lacks_reason(each: Standing) -> bool:
    return each.state is State.NOT_DONE and not (each.reply and each.reply.reason)


def _undo(told: Sequence[tuple[int, Standing]]) -> tuple[tuple[Choice, ...], ...]:
    many = len(told) > 1
    return tuple(
        (undo(each.reply, n if many else None),) for n, each in told[:UNDO_AT_MOST] if each.reply
    )
