"""What is said about wishes for more time to those who wish; of a decision that lapses to all."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.choices import buttons
from bot.messages import Choice, Message
from bot.wording import answers, phrases
from schedules.extensions import Objection, Request
from schedules.plan import Assignment, Plan
from schedules.progress import Standing


def which_day(
    duties: Sequence[Assignment], days: Sequence[date], question: int, *, reason: str | None = None
) -> Message:
    """More time is wished for without a day."""
    why = f"Lý do: “{reason}”.\n" if reason else ""
    kept = "Chưa ghi nhận đề nghị" if reason else "Chưa ghi nhận gì"
    return Message(
        "Anh/chị đề nghị lùi đến ngày nào ạ?",
        f"{_listed(duties)}\n{why}Chọn bên dưới hoặc viết ngày{_for_example(days)}. "
        f"{kept}; thời hạn chưa thay đổi.",
        _days(days, question),
    )


def _for_example(days: Sequence[date]) -> str:
    return f", ví dụ “đến {phrases.day_and_month(days[-1])}”" if days else ""


def not_that_day(
    plan: Plan, duty: Assignment, wanted: date, why: Objection, days: Sequence[date], question: int
) -> Message:
    """The day that was named cannot be."""
    deadline = phrases.deadline(duty.deadline, plan.zone)
    day = phrases.opening(phrases.weekday(wanted))
    named = {
        Objection.PAST: f"{day} đã qua. Anh/chị đề nghị lùi đến ngày nào ạ?",
        Objection.NOT_LATER: f"{day} không muộn hơn hạn hiện tại ({deadline}). "
        "Anh/chị đề nghị lùi đến ngày nào ạ?",
        Objection.TOO_FAR: f"{day} cách hạn hiện tại ({deadline}) hơn một năm. "
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
    return Message(
        f"Đề nghị lùi đến {phrases.weekday(wanted)}: anh/chị cho biết lý do ạ?",
        f"{_listed(duties)}\nLý do được chuyển nguyên văn tới Lãnh đạo{_shared(duties)}. "
        "Chưa ghi nhận đề nghị; thời hạn chưa thay đổi.",
        _reasons(question),
    )


def _shared(duties: Sequence[Assignment]) -> str:
    """One reason that is given holds for all; said where there are several."""
    return ", dùng chung cho các việc trên" if len(duties) > 1 else ""


def which_reasons(
    wished: Sequence[tuple[int, Assignment, date]], question: int, *, again: bool
) -> Message:
    """The same for several duties by number, each until its own day.

    `again`: what was said was none, or names no more than its kind.
    """
    numbered = phrases.listed((n, duty) for n, duty, _ in wished)
    lines = [
        f"{line}: đến {phrases.weekday(day)}"
        for line, (_, _, day) in zip(numbered, wished, strict=True)
    ]
    first = wished[0][0]
    how = "Xin nêu rõ một câu, ví dụ “chờ số liệu các xã”; lý do" if again else "Lý do"
    return Message(
        f"Anh/chị cho biết {'giúp ' if again else ''}lý do của {len(wished):02} đề nghị lùi này ạ?",
        "\n".join(lines)
        + f"\n{how} được chuyển nguyên văn tới Lãnh đạo, dùng chung cho các việc trên; việc có "
        f"lý do riêng thì ghi kèm số, ví dụ “việc {first} vì …”. Chưa ghi nhận đề nghị; "
        "thời hạn chưa thay đổi.",
        _reasons(question),
    )


def or_the_same(message: Message, reason: str) -> Message:
    """The question for a reason, where one was just given for another duty."""
    hint = f"Nếu cùng lý do “{phrases.shorten(reason, 100)}”, trả lời “như trên”."
    return replace(message, body=f"{message.body}\n{hint}")


def which_reason_then(duties: Sequence[Assignment], wanted: date, question: int) -> Message:
    """What was said where the reason is asked for is none: it is asked for again, by examples."""
    return Message(
        f"Anh/chị cho biết giúp lý do lùi đến {phrases.weekday(wanted)} ạ?",
        f"{_listed(duties)}\nXin nêu rõ một câu tại đây, ví dụ “chờ số liệu các xã”, hoặc chọn "
        "bên dưới. Đề nghị được chuyển Lãnh đạo khi có lý do; thời hạn chưa thay đổi.",
        _reasons(question),
    )


def whenever(duties: Sequence[Assignment], days: Sequence[date]) -> Message:
    """Somebody wants a moment before they say why, or until when if there are no days yet."""
    lacks = "lý do" if days else "ngày"
    until = f" lùi đến {phrases.day(days[0])}" if len(set(days)) == 1 else " lùi thời hạn"
    return Message(
        f"Vâng, khi nào có {lacks} anh/chị gõ giúp tại đây ạ.",
        f"{_listed(duties)}\nĐề nghị{until} được ghi nhận khi có {lacks}.",
    )


def set_aside(plan: Plan, duties: Sequence[Assignment]) -> Message:
    """Somebody lets go of a wish that lacked its reason."""
    lines = [
        f"{answers.named(duty)}\nThời hạn vẫn là {phrases.deadline(duty.deadline, plan.zone)}."
        for duty in duties
    ]
    return Message(
        "Chưa ghi nhận đề nghị lùi thời hạn này.",
        "\n".join(
            [*lines, "Nếu vẫn cần lùi, anh/chị viết lại đề nghị, hoặc lý do bắt đầu bằng “vì …”."]
        ),
    )


def let_go() -> Message:
    """Somebody lets go of a wish of which it was asked for which duty it is."""
    return Message(
        "Vâng, không ghi nhận đề nghị lùi thời hạn.",
        "Thời hạn không thay đổi. Nếu vẫn cần lùi, anh/chị viết lại đề nghị kèm số của việc.",
    )


def _reasons(question: int) -> tuple[tuple[Choice, ...], ...]:
    return tuple(
        (Choice(words, buttons.choose(question, n)),) for n, words in enumerate(answers.REASONS)
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


def amended(
    plan: Plan, duty: Assignment, wanted: date, reason: str, request: int, before: str
) -> Message:
    """The reason of a wish that waits was replaced, and the wish passed on once more."""
    again = requested(plan, duty, wanted, reason, request)
    return Message(
        f"Đã ghi nhận lý do mới của đề nghị lùi đến {phrases.weekday(wanted)} "
        "và chuyển Lãnh đạo xem xét.",
        again.body.replace(f"Lý do: “{reason}”.", f"Lý do: “{reason}” (thay cho: “{before}”).", 1),
        again.rows,
    )


def whether_reason(
    n: int, duty: Assignment, request: Request, words: str, question: int
) -> Message:
    """What was said right behind a wish that was passed on may be its reason: asked."""
    return Message(
        f"“{phrases.shorten(words, 100)}” cũng là lý do lùi việc {n} phải không ạ?",
        f"{answers.named(duty)}\nĐề nghị lùi đến {phrases.weekday(request.wanted)} đang chờ ý "
        f"kiến, lý do: “{request.reason}”. Chưa ghi nhận thêm gì.",
        (
            (
                Choice("Đúng", buttons.choose(question, 0), typed="đúng"),
                Choice("Không phải", buttons.choose(question, NONE), typed="không phải"),
            ),
        ),
    )


NONE = "none"
"""The value of a button that says that nothing of what was offered is meant."""


def reason_stays() -> Message:
    """What was offered as the reason of a wish is none."""
    return Message(
        "Vâng, lý do của đề nghị lùi được giữ nguyên.",
        "Nội dung vừa rồi chưa ghi nhận; nếu là của việc nào, anh/chị viết lại kèm số của việc.",
    )


def nobody_decides(message: Message) -> Message:
    """The same, where nobody has joined who could decide."""
    return Message(
        message.heading.replace(" và chuyển Lãnh đạo xem xét", ""),
        f"{message.body}\nLãnh đạo và văn phòng chưa ai liên kết để nhận đề nghị tại đây; "
        "đề nghị anh/chị báo cáo trực tiếp.",
        message.rows,
    )


def which_dropped(tasks: Sequence[tuple[int, Assignment]]) -> Message:
    """Several duties were granted more time, and one of them needs it no more."""
    lines = "\n".join(f"{n}. {answers.named(duty)}" for n, duty in tasks)
    return Message(
        "Chưa ghi nhận: việc nào không cần lùi nữa ạ?",
        f"{lines}\nTrả lời kèm số của việc, ví dụ “việc {tasks[0][0]} không cần lùi nữa”.",
    )


def nothing_to_withdraw(plan: Plan, n: int | None, duty: Assignment | None) -> Message:
    """A wish is taken back, and none waits: of the duty that is named, or at all."""
    of = f" về việc {n}" if n is not None else ""
    due = (
        f"\n{answers.named(duty)}, hạn {phrases.deadline(duty.deadline, plan.zone)}."
        if duty
        else ""
    )
    return Message(
        f"Không có đề nghị lùi thời hạn nào{of} đang chờ ý kiến; thời hạn không thay đổi.{due}"
    )


def waiting(plan: Plan, duty: Assignment, request: Request) -> Message:
    """The same wish waits already."""
    return Message(
        f"Đề nghị lùi đến {phrases.weekday(request.wanted)} đã được chuyển lúc "
        f"{phrases.moment(request.at, plan.zone)}, đang chờ ý kiến.",
        f"{answers.named(duty)}\nThời hạn hiện nay: {phrases.deadline(duty.deadline, plan.zone)}.",
        ((_withdraw(request.id),),),
    )


def no_such_day(message: Message, day: str) -> Message:
    """The same question where the day that was named is in no calendar."""
    named = day if day.lower().startswith("ngày") else f"Ngày {day}"
    return replace(message, heading=f"{named} không có trong lịch. {message.heading}")


def done_already(plan: Plan, done: Sequence[tuple[int, Standing]]) -> Message:
    """More time is wished for what is done: since when it is, and how it is opened again."""
    lines = [f"{phrases.known_done(plan, n, each)}, không cần lùi thời hạn." for n, each in done]
    again = " hoặc ".join(f"“việc {n} chưa xong”" for n, _ in done)
    return Message(
        "\n".join(lines),
        f"Nếu thực ra chưa xong, trả lời {again}, rồi gửi lại đề nghị lùi. "
        "Chưa ghi nhận đề nghị nào.",
    )


def withdrawn(plan: Plan, duty: Assignment) -> Message:
    """To the unit: its wish is gone, the deadline stands."""
    return Message(
        "Đã rút đề nghị lùi thời hạn.",
        f"{answers.named(duty)}\nThời hạn: {phrases.deadline(duty.deadline, plan.zone)}.",
    )


def which_withdrawn(waiting: Sequence[tuple[int, Assignment, Request]]) -> Message:
    """Several wishes of a unit wait, and it does not say which one it takes back."""
    lines = [
        f"{n}. {phrases.shorten(duty.title, 60)}, lùi đến {phrases.day(request.wanted)}"
        for n, duty, request in waiting
    ]
    rows = tuple(
        (Choice(f"Rút {n}", buttons.decide(request.id, buttons.WITHDRAW)),)
        for n, _, request in waiting
    )
    return Message(
        f"Đang có {phrases.count(len(waiting))} đề nghị lùi thời hạn chờ ý kiến. "
        "Anh/chị rút đề nghị nào ạ?",
        "\n".join([*lines, "Chọn bên dưới hoặc trả lời bằng số. Chưa rút đề nghị nào."]),
        rows,
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


def _withdraw(request: int) -> Choice:
    return Choice("Rút đề nghị", buttons.decide(request, buttons.WITHDRAW), typed="rút đề nghị")
