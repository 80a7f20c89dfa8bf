"""What is said about answers that the office writes down for a unit, or a unit dates itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.choices import buttons
from bot.messages import Choice, Message
from bot.wording import phrases
from bot.wording.answers import progress_words
from schedules.plan import Assignment, Plan
from schedules.progress import Answer, Reply, Standing


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


Drafted = tuple[int, Assignment, Answer, str | None, int | None, date | None]
"""What would be written down: number, duty, answer, reason, percentage, the day expected."""


def wish_is_its_own(short: str, n: int) -> Message:
    """The office told that a unit wishes for more time, which only the unit can."""
    return Message(
        f"Chưa chuyển đề nghị lùi hạn việc {n}: đơn vị tự gửi (“xin lùi việc … đến … vì …”), "
        "không ghi thay được.",
        f"Có thể ghi lý do và ngày dự kiến: “ghi thay {short}: việc {n} chưa xong vì …, "
        "dự kiến … xong”.",
    )


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


def ahead_or_promised(day: date, short: str, n: int) -> Message:
    """The same, where the unit may have promised that day."""
    example = f"ghi thay {short}: việc {n} sẽ xong ngày {phrases.day_and_month(day)}"
    return replace(ahead(day), body=f"Nếu đơn vị hẹn xong ngày ấy, viết: “{example}”.")


def beside_done(message: Message, lines: Sequence[str]) -> Message:
    """Something written down, or to be, beside what was done before."""
    return replace(message, body="\n".join([message.body, *lines])) if lines else message


def only_done(short: str, n: int, lines: Sequence[str]) -> Message:
    """All that was to be written down was done before; `n` is one of it."""
    wrong = f"Nếu thực ra chưa xong, viết: “ghi thay {short}: việc {n} chưa xong”."
    return Message("Không ghi gì thêm.", "\n".join([*lines, wrong]))


def done_before(n: int, each: Standing, zone: ZoneInfo) -> str:
    """That a duty was done before, by whose word and since when, and is not written down again."""
    reply = _said(each)
    who = ", ".join(filter(None, (phrases.said_by(reply), phrases.moment(reply.at, zone))))
    return (
        f"Việc {n} đã hoàn thành từ trước ({who}), không ghi lại: {phrases.title(each.assignment)}"
    )


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
    for n, duty, answer, reason, percent, expected in told:
        by = f", {phrases.expected_on(expected)}" if expected else ""
        share = f" {percent}%" if percent is not None and answer is Answer.IN_PROGRESS else ""
        why = f", lý do: “{phrases.shorten(reason, 200)}”" if reason else ""
        lines.append(
            f"{n}. {phrases.title(duty)} (hạn {phrases.day(duty.deadline.day)}): "
            f"{_ANSWERS[answer]}{share}{by}{_on(done_on, answer)}{why}"
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


def own_day(_: Plan, facts: Mapping[str, Any]) -> Message:
    """What the office hears where a unit reports late what it says to have done in time."""
    day = phrases.day_and_month(date.fromisoformat(facts["day"]))
    listed = [(n, phrases.shorten(title, phrases.TITLE_LENGTH)) for n, title in facts["duties"]]
    lines = [f"{n}. {title}" if n else f"- {title}" for n, title in listed]
    known = " và ".join(f"{n}" for n, _ in listed if n)
    example = f"“ghi thay {facts['unit']}: việc {known} xong từ ngày {day}”"
    lines.append(
        "Đang tính quá hạn theo lúc báo." + (f" Nếu đúng, viết: {example}." if known else "")
    )
    return Message(
        f"{facts['unit']} báo muộn, nêu đã xong ngày {day} (trong hạn):", "\n".join(lines)
    )


def recorded_for(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """What the unit itself hears of it."""
    lines = [
        *facts["lines"],
        f"Nguyên văn ghi lại: “{facts['words']}”.",
        "Nếu chưa đúng, anh/chị báo lại tại đây; báo cáo của đơn vị thay cho nội dung này.",
    ]
    return Message(f"{phrases.office(plan)} đã ghi thay đơn vị anh/chị:", "\n".join(lines))


def taken_back_for(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """What the unit hears where the office takes back what it had written down for it."""
    lines = [*facts["lines"], "Khi có kết quả, anh/chị báo tại đây như thường lệ."]
    return Message(
        f"{phrases.office(plan)} đã bỏ nội dung ghi thay đơn vị anh/chị; hiện nay ghi nhận:",
        "\n".join(lines),
    )
