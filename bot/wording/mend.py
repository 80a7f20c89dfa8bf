"""What is asked when something recorded is to be put right."""

from collections.abc import Sequence
from datetime import datetime

from bot.choices import buttons
from bot.messages import Choice, Message
from bot.wording import answers, phrases
from bot.wording.reminders import AT_MOST, rows
from schedules.plan import Assignment, Plan
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


def meant(plan: Plan, n: int, told: Standing) -> Message:
    """A report was meant for this duty and did not say how it stands: asked."""
    return Message(
        f"Việc {n} đã hoàn thành chưa ạ?",
        answers.named(told.assignment),
        rows(plan, [(n, told.assignment)], receipt=False),
    )


def said_already(
    plan: Plan, told: Sequence[tuple[int | None, Standing]], other: Sequence[tuple[int, Standing]]
) -> Message:
    """“Done” was said once more: what is recorded, and whether the other open duty is meant."""
    known = "\n".join(f"{phrases.known_done(plan, n, each)}." for n, each in told)
    if not other:
        return Message(known)
    n, left = other[0]
    return Message(
        known,
        f"Nếu anh/chị báo việc {n} ({phrases.title(left.assignment)}): "
        "việc này đã hoàn thành chưa ạ? Chưa ghi nhận gì thêm.",
        rows(plan, [(n, left.assignment)], receipt=False),
    )


def left_out(told: Sequence[tuple[int, Standing]]) -> Message:
    """“All the rest is done” leaves out what was called open: how that stands, and is closed."""
    lines = phrases.listed((n, each.assignment) for n, each in told)
    lines = [
        f"{line}: {phrases.wish(each.wish) if each.wish else answers.progress_words(each)}"
        for line, (_, each) in zip(lines, told, strict=True)
    ]
    lines.append(f"Nếu cũng đã hoàn thành, trả lời theo số, ví dụ “{told[0][0]} xong”.")
    return Message("Giữ như đã ghi, không tính vào phần còn lại:", "\n".join(lines))


def how_to_take_back(told: Sequence[tuple[int, Standing]], *, young: bool) -> Message:
    """“Hủy” behind a report: what was recorded, and how it is taken back if that is meant."""
    titles = phrases.listed((n, each.assignment) for n, each in told)
    lines = [
        f"{title}: {answers.progress_words(each)}"
        for title, (_, each) in zip(titles, told, strict=True)
    ]
    back = "“hoàn tác” để bỏ" if young else "“sửa” để sửa hoặc bỏ"
    n = told[0][0]
    lines.append(
        f"Nếu muốn bỏ ghi nhận này, trả lời {back}. Nếu việc không thực hiện nữa, "
        f"viết rõ, ví dụ “việc {n} hủy theo ý kiến chỉ đạo”, để chuyển Văn phòng."
    )
    return Message("Chưa bỏ nội dung vừa ghi nhận:", "\n".join(lines))


def nothing_to_move(said: int, meant: int) -> Message:
    """What was said of one duty is to be of another, and nothing was reported of the first."""
    return Message(
        f"Chưa có báo cáo nào của anh/chị về việc {said} để chuyển sang việc {meant}.",
        f"Đề nghị anh/chị báo thẳng việc {meant}, ví dụ “{meant} xong”.",
    )


def both_ways(plan: Plan, told: Sequence[tuple[int, Standing]]) -> Message:
    """A text said of duties that they are done, and again that they are not: what was recorded."""
    numbers = ", ".join(str(n) for n, _ in told)
    lines = [f"Việc {n} ghi là {answers.progress_words(each)}." for n, each in told]
    lines.append(f"Việc {numbers} đã hoàn thành chưa ạ? Trả lời “{told[0][0]} xong” nếu đã xong.")
    return Message(
        f"Việc {numbers}: anh/chị vừa viết đã xong, vừa viết chưa xong, chưa ghi là hoàn thành.",
        "\n".join(lines),
        rows(plan, [(n, each.assignment) for n, each in told[:AT_MOST]], receipt=False),
    )


def unread(plan: Plan, told: Sequence[tuple[int, Standing]]) -> Message:
    """What a text said of these duties was not certain, beside what was recorded: it is asked."""
    numbers = ", ".join(str(n) for n, _ in told)
    lines = phrases.listed((n, each.assignment) for n, each in told)
    lines.append(f"Việc {numbers} đã hoàn thành, đang thực hiện hay chưa hoàn thành ạ?")
    return Message(
        f"Việc {numbers}: chưa rõ ý anh/chị, chưa ghi nhận phần này.",
        "\n".join(lines),
        rows(plan, [(n, each.assignment) for n, each in told[:AT_MOST]], receipt=False),
    )


def stays(n: int, told: Standing) -> Message:
    """What was to be put right is what it was: the words spoke of other duties."""
    return Message(
        f"Việc {n} giữ như đã ghi: {answers.progress_words(told)}.",
        f"{answers.named(told.assignment)}\n"
        f"Nếu chưa đúng, anh/chị viết lại, ví dụ “{n} chưa xong”.",
    )


def too_late(plan: Plan, said: datetime | None, told: Sequence[tuple[int, Standing]]) -> Message:
    """What was reported last is too old for “sửa”: how it stands, to be reported anew."""
    if said is None or not told:
        return Message(
            "Hiện không có báo cáo nào của anh/chị để sửa.",
            "Gửi /viec để xem việc của đơn vị và báo kết quả.",
        )
    titles = phrases.listed((n, each.assignment) for n, each in told)
    lines = [
        f"{title}: {answers.progress_words(each)}"
        for title, (_, each) in zip(titles, told, strict=True)
    ]
    lines.append(
        f"Nếu chưa đúng, đề nghị anh/chị báo lại, ví dụ “{told[0][0]} chưa xong vì …”, "
        f"“{told[0][0]} được 60%”. Lần báo sau có hiệu lực, lần trước vẫn được lưu."
    )
    open_rows = rows(plan, [(n, each.assignment) for n, each in told[:AT_MOST]], receipt=False)
    return Message(
        f"Không sửa bằng chữ “sửa” được nữa: báo cáo gần nhất của anh/chị là từ "
        f"{phrases.moment(said, plan.zone)}, nay ghi nhận:",
        "\n".join(lines),
        open_rows,
    )


def _choice(label: str, question: int, value: str) -> Choice:
    return Choice(label, buttons.choose(question, value))
