"""What is said about work handed on, and about answers that the office writes down for a unit."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.choices import buttons
from bot.messages import Choice, Message
from bot.wording import phrases
from bot.wording.answers import progress_words
from schedules.plan import Assignment, Plan
from schedules.progress import Answer, Reply, Standing

LISTED = 8
"""Duties named in a notice; the rest is counted."""


def passed_on(
    plan: Plan,
    handed: Sequence[tuple[int, Standing]],
    to: str | None,
    open_: Sequence[int],
    *,
    before: bool,
) -> Message:
    """The words went to the office; the duty stays as the plan gives it until it is changed.

    `before`: the office has been told of this already, and is not told again. `open_` are the
    numbers of the open duties, which the words may have meant where they name none.
    """
    office = phrases.office(plan)
    lines = []
    for n, each in handed:
        cited = phrases.citation(each.assignment.activity)
        where = f" ({cited})" if cited else ""
        lines.append(f"{n}. {phrases.title(each.assignment)}{where}")
    if not handed and open_:
        lines.append(
            "Nếu nói về một việc cụ thể, đề nghị nêu số, "
            f"ví dụ: “việc {open_[0]} không phải của phòng tôi”."
        )
    lines.append(
        f"Trong khi chờ {office} xem xét, việc vẫn giao đơn vị theo Kế hoạch, "
        "thời hạn chưa thay đổi; chưa ghi nhận kết quả gì."
    )
    whom = f", đề nghị chuyển {plan.name_of(to)}" if to else ""
    heading = f"Đã chuyển ý kiến của anh/chị tới {office}{whom}."
    if before:
        heading = f"Ý kiến này đã được chuyển tới {office} trước đó{whom}; không gửi lại."
    return Message(heading, "\n".join(lines))


def handed_on(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """What the office hears of it."""
    units = ", ".join(plan.name_of(unit) for unit in facts["units"])
    lines = [
        f"- {phrases.shorten(title, phrases.TITLE_LENGTH)} "
        f"(hạn {phrases.day(date.fromisoformat(day))})"
        for _, title, day in facts["due"][:LISTED]
    ] or ["Chưa nêu rõ việc nào."]
    to = f" và đề nghị chuyển {plan.name_of(facts['to'])}" if facts["to"] else ""
    lines += [
        f"{facts['name']} viết: “{facts['words']}”.",
        "Việc vẫn giao đơn vị này. Nếu cần đổi, đề nghị sửa tệp kế hoạch; nếu không, trao đổi lại.",
    ]
    return Message(f"{units} cho rằng việc được giao không phải của mình{to}.", "\n".join(lines))


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


def may_not_record() -> Message:
    """Somebody other than the office wants to write down what a unit has said."""
    return Message(
        "Chỉ văn phòng (người giữ kế hoạch) ghi thay được cho đơn vị.",
        "Anh/chị báo kết quả việc của đơn vị mình như thường lệ; gửi /viec để xem.",
    )


def which_unit() -> Message:
    """No unit was named, or not for certain."""
    return Message(
        "Chưa ghi: ghi thay đơn vị nào ạ?",
        "Ví dụ: “ghi thay QLKH” để xem việc đang mở, rồi "
        "“ghi thay QLKH: việc 1 xong (điện thoại 9h)”.",
    )


UNCLEAR = "Chưa ghi: chưa rõ việc số mấy trong danh sách này, kết quả thế nào. "
UNSEEN = "Chưa ghi: số việc tính theo danh sách dưới đây; đúng thì gửi lại tin vừa rồi. "


def list_of(unit: str, opened: Sequence[tuple[int, Standing]], *, refused: str = "") -> Message:
    """A unit's open duties under numbers, for the office; `refused`: why nothing was written."""
    if not opened:
        return Message(f"{unit} không còn nhiệm vụ nào chưa hoàn thành.")
    lines = [
        f"{n}. {phrases.title(s.assignment)} "
        f"(hạn {phrases.day(s.assignment.deadline.day)}) · {progress_words(s)}"
        for n, s in opened
    ]
    short = opened[0][1].assignment.unit.short
    lines += ["", f"Ghi thay: “ghi thay {short}: việc {opened[0][0]} xong (điện thoại 9h)”."]
    return Message(f"{refused}{unit}: {phrases.count(len(opened))} việc đang mở", "\n".join(lines))


Drafted = tuple[int, Assignment, Answer, str | None, int | None]
"""What would be written down: the number, the duty, the answer, its reason, its percentage."""


def one_day_each(short: str) -> Message:
    """A day on which work was done is named, and not for certain whose it is."""
    return Message(
        "Chưa ghi: chưa rõ ngày hoàn thành của việc nào.",
        "Khi nêu ngày hoàn thành, đề nghị ghi mỗi ngày một tin, "
        f"ví dụ: “ghi thay {short}: việc 1 xong từ ngày 13/5”.",
    )


def ahead(day: date) -> Message:
    """Work cannot have been done on a day to come."""
    return Message(f"Chưa ghi: ngày hoàn thành {phrases.day(day)} chưa đến.")


def before_approval(plan: Plan, day: date) -> Message:
    """Nor before the plan was approved: a slip of the finger, in all likelihood."""
    return Message(
        f"Chưa ghi: ngày hoàn thành {phrases.day(day)} ở trước ngày duyệt kế hoạch.",
        f"{phrases.plan_name(plan)}. Đề nghị xem lại ngày.",
    )


def whether_to_record(
    unit: str,
    told: Sequence[Drafted],
    question: int,
    *,
    done_on: date | None = None,
) -> Message:
    """What the office tells of a unit, as it would be written down; nothing has been yet."""
    lines = [*_drafted(told, done_on), "", _NOTHING_YET]
    return Message(
        f"Ghi thay {unit} như sau, đúng không ạ?",
        "\n".join(lines),
        (
            (
                Choice("Ghi thay", buttons.choose(question, "0"), typed="đúng"),
                Choice("Không ghi", buttons.choose(question, "no"), typed="không đúng"),
            ),
        ),
    )


def which_to_record(
    unit: str,
    versions: Sequence[tuple[str | None, Sequence[Drafted]]],
    question: int,
    *,
    done_on: date | None = None,
) -> Message:
    """The same words by the office's numbers (None), and by those of people of the unit."""
    lines: list[str] = []
    rows = []
    for at, (whose, told) in enumerate(versions):
        lines.append(f"Theo danh sách của {whose or 'anh/chị'}:")
        lines += _drafted(told, done_on) or ["không có việc đang mở mang số này."]
        if told:
            titles = "; ".join(phrases.title(duty) for _, duty, *_ in told)
            label = f"Ghi: {phrases.shorten(titles, _LABEL)}"
            rows.append((Choice(label, buttons.choose(question, f"{at}")),))
    rows.append((Choice("Không ghi", buttons.choose(question, "no"), typed="không ghi"),))
    return Message(
        f"Số việc của {unit} trong danh sách của anh/chị và của đơn vị khác nhau, ghi việc nào ạ?",
        "\n".join([*lines, "", _NOTHING_YET]),
        tuple(rows),
    )


def _drafted(told: Sequence[Drafted], done_on: date | None) -> list[str]:
    lines = []
    for n, duty, answer, reason, percent in told:
        share = f" {percent}%" if percent is not None and answer is Answer.IN_PROGRESS else ""
        why = f", lý do: “{phrases.shorten(reason, 200)}”" if reason else ""
        lines.append(
            f"{n}. {phrases.title(duty)} (hạn {phrases.day(duty.deadline.day)}): "
            f"{_ANSWERS[answer]}{share}{_on(done_on, answer)}{why}"
        )
    return lines


_NOTHING_YET = "Chưa ghi nhận gì. Đề nghị xem đúng việc rồi chọn bên dưới."
_LABEL = 48
"""Characters of titles in the label of a button."""


def _on(day: date | None, answer: Answer) -> str:
    return f" ngày {phrases.day(day)}" if day and answer is Answer.DONE else ""


_ANSWERS = {
    Answer.DONE: "đã hoàn thành",
    Answer.NOT_DONE: "chưa hoàn thành",
    Answer.IN_PROGRESS: "đang thực hiện",
}


def not_recorded(unit: str, n: int) -> Message:
    """The office does not write down what it told of a unit, of its duty `n` first."""
    return Message(
        "Không ghi gì.",
        f"Muốn ghi thay, viết lại cho đúng, ví dụ: “ghi thay {unit}: việc {n} xong”.",
    )


def recorded(unit: str, told: Sequence[tuple[int, Standing]], zone: ZoneInfo) -> Message:
    """What was written down for a unit, repeated, with a way to undo each.

    What counts as late only because it is written down so late is said to be so.
    """
    lines = [_line(n, each, zone) for n, each in told]
    lines += [_late(n, each) for n, each in told if each.late and _said(each).done_at is None]
    lines += [
        "",
        "Bảng theo dõi ghi rõ “Văn phòng ghi thay”; đơn vị được báo.",
        "Nếu chưa đúng, chọn “Hoàn tác” trong 10 phút.",
    ]
    rows = tuple(
        (Choice(f"↩️ Hoàn tác việc {n}", buttons.undo(each.reply.id)),)
        for n, each in told
        if each.reply
    )
    return Message(f"Đã ghi thay {unit}:", "\n".join(lines), rows)


def _late(n: int, each: Standing) -> str:
    due, short = each.assignment.deadline.day, each.assignment.unit.short
    return (
        f"Việc {n} ghi sau hạn ({phrases.day_and_month(due)}) nên tính là quá hạn. Nếu đã xong từ "
        "trước, chọn “Hoàn tác” rồi ghi kèm ngày, "
        f"ví dụ: “ghi thay {short}: việc {n} xong từ ngày {phrases.day_and_month(due)}”."
    )


def _said(each: Standing) -> Reply:
    if each.reply is None:
        raise ValueError("nothing was written down")
    return each.reply


def lines_for_unit(told: Sequence[tuple[int, Standing]], zone: ZoneInfo) -> list[str]:
    """The same for the unit itself, which knows the duties by other numbers."""
    return [_line(None, each, zone) for _, each in told]


def _line(n: int | None, each: Standing, zone: ZoneInfo) -> str:
    reason = each.reply.reason if each.reply else None
    stated = phrases.done_on(each.reply, zone) if each.reply else ""
    why = f", lý do: “{phrases.shorten(reason, 200)}”" if reason else ""
    mark = "-" if n is None else f"{n}."
    return f"{mark} {phrases.title(each.assignment)}: {progress_words(each)}{stated}{why}"


def recorded_for(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """What the unit itself hears of it."""
    lines = [
        *facts["lines"],
        f"Nguyên văn ghi lại: “{facts['words']}”.",
        "Nếu chưa đúng, anh/chị báo lại tại đây; báo cáo của đơn vị thay cho nội dung này.",
    ]
    return Message(f"{phrases.office(plan)} đã ghi thay đơn vị anh/chị:", "\n".join(lines))
