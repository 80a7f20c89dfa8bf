"""What units are told of the bot's own accord: notices, reminders, overdue work."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bot.choices import buttons
from bot.messages import Choice, Message
from bot.messages import Duty as MessageDuty
from bot.wording import phrases
from schedules.plan import Assignment, Plan, Unit, Window
from schedules.progress import Answer, Standing, State
from schedules.timetable import Kind
from schedules.workdays import Workdays

AT_MOST = 10
"""Duties of one message, each with its buttons; the rest is counted and found under /viec."""


OWN_WORDS = 120
"""Letters of a reason that are said back to whoever gave it; the papers have all of it."""


@dataclass(frozen=True, slots=True)
class Due:
    """A duty to speak of, why, and how it stands. A partner is `told_only`, never asked."""

    kind: Kind
    standing: Standing
    told_only: bool = False

    @property
    def assignment(self) -> Assignment:
        """The duty."""
        return self.standing.assignment


def in_order(due: Sequence[Due], now: datetime) -> list[Due]:
    """Duties as a message numbers them: overdue first, then by deadline, then new ones."""
    return sorted(due, key=lambda d: (_section(d, now), d.assignment.deadline.ends))


def asked(due: Sequence[Due]) -> list[Due]:
    """Those duties that the unit itself has to report on."""
    return [each for each in due if not each.told_only]


def units(unit: Unit, due: Sequence[Due]) -> list[Unit]:
    """The units whose duties a message to one of `unit` asks about, else this one."""
    return list(dict.fromkeys(each.assignment.unit for each in asked(due))) or [unit]


def reminder(
    plan: Plan,
    unit: Unit,
    due: Sequence[Due],
    numbers: Mapping[tuple[str, str], int],
    now: datetime,
    *,
    instead: str | None = None,
) -> Message:
    """One message for one unit: its duties under their numbers, then what it is only told of.

    `due` in the order of `in_order`, `numbers` by (activity id, unit id). `instead` is the name
    of whoever is written to in the head's place.
    """
    if unit.external:
        return _outside(plan, unit, due)
    numbered = [(numbers[each.assignment.key], each) for each in asked(due)]
    of = units(unit, due)
    told = [each for each in due if each.told_only]
    shown, more = numbered[:AT_MOST], len(numbered) - AT_MOST
    lines = [f"Theo {phrases.plan_number(plan)}:"]
    for _, group in groupby(shown, key=lambda pair: _occasion(plan, pair[1], now)):
        pairs = list(group)
        lines += ["", _occasion(plan, pairs[0][1], now) + ":"]
        for n, each in pairs:
            lines += _duty(plan, n, each, named=len(of) > 1)
    if more > 0:
        lines += ["", f"… và {phrases.count(more)} nhiệm vụ khác; gửi /viec để xem tất cả."]
    if told:
        lines += ["", _TOLD if shown else _TOLD_ONLY, *_told(plan, told)]
    lines += ["", *(_request(shown, now) if shown else [_NO_REPORT])]
    return Message(
        phrases.greeting(of, instead),
        "\n".join(lines),
        rows(plan, [(n, each.assignment) for n, each in shown]),
        forms(plan, [each.assignment for _, each in numbered]),
    )


def is_reminder(message: Message) -> bool:
    """Whether a message that was sent is one of these, which can be received by button."""
    return message.heading.startswith(phrases.GREETING)


def forms(plan: Plan, duties: Sequence[Assignment]) -> tuple[MessageDuty, ...]:
    """Duties as channels that fill in forms tell of them."""
    return tuple(
        MessageDuty(
            unit=duty.unit.name,
            title=phrases.title(duty),
            due=duty.deadline.day,
            done=buttons.report(plan, duty, Answer.DONE),
            not_done=buttons.report(plan, duty, Answer.NOT_DONE),
            of=len(duties),
        )
        for duty in duties
    )


def rows(
    plan: Plan,
    numbered: Sequence[tuple[int, Assignment]],
    *,
    receipt: bool = True,
    listed: int | None = None,
) -> tuple[tuple[Choice, ...], ...]:
    """The buttons under numbered duties: done or not for each, received for all.

    `listed` is how many duties the message lists, if that is more than have buttons: a single
    button needs no number only under a single duty.
    """
    if not numbered:
        return ()
    if (listed or len(numbered)) == 1:
        labels = [("✅ Đã hoàn thành", "❌ Chưa hoàn thành")]
    else:
        labels = [(f"✅ {n}. Đã xong", f"❌ {n}. Chưa xong") for n, _ in numbered]
    answers = tuple(
        (
            Choice(done, buttons.report(plan, duty, Answer.DONE), f"{n} xong"),
            Choice(not_done, buttons.report(plan, duty, Answer.NOT_DONE), f"{n} chưa xong"),
        )
        for (n, duty), (done, not_done) in zip(numbered, labels, strict=True)
    )
    return (*answers, (Choice("👍 Đã nhận", buttons.RECEIVED, "đã nhận"),)) if receipt else answers


_TOLD = "Để phối hợp (không cần báo kết quả):"
_TOLD_ONLY = "Để phối hợp:"  # the message ends by saying that no report is asked for
_NO_REPORT = "Đơn vị anh/chị không cần báo cáo, chỉ phản hồi nếu có vướng mắc."


def _told(plan: Plan, told: Sequence[Due]) -> Iterator[str]:
    for each in told[:AT_MOST]:
        duty = each.assignment
        cited = phrases.citation(duty.activity)
        yield (
            f"- {duty.unit.short} chủ trì: {phrases.title(duty)}"
            f"{f' [{cited}]' if cited else ''}, hạn {phrases.deadline(duty.deadline, plan.zone)}"
        )


def _outside(plan: Plan, unit: Unit, told: Sequence[Due]) -> Message:
    """The polite request to a body outside the office: it is asked for help, never for a report."""
    lines = [f"{plan.agency} trân trọng đề nghị phối hợp theo {phrases.plan_number(plan)}:"]
    lines += _told(plan, told)
    return Message(
        f"Kính gửi quý {phrases.outside(unit)},", "\n".join([*lines, "", "Trân trọng cảm ơn."])
    )


def _section(due: Due, now: datetime) -> int:
    if now >= due.assignment.deadline.overdue_from:
        return 0
    return 2 if due.kind is Kind.START else 1


def _occasion(plan: Plan, due: Due, now: datetime) -> str:
    """Why these duties are spoken of now; from the facts, so that a late message reads right."""
    section = _section(due, now)
    if section == 0:
        return _overdue(plan, due, now)
    if section == 2:
        return _opening(plan, due, now)
    return _coming(plan, due, now)


def _overdue(plan: Plan, due: Due, now: datetime) -> str:
    ended = phrases.deadline(due.assignment.deadline, plan.zone)
    late = phrases.lateness(plan, due.standing, now)
    office = phrases.office(plan)
    told = due.standing.reply or due.assignment.unit.name == office  # it does not write to itself
    heard = "" if told else f", {office} chưa nhận được báo cáo kết quả"
    return f"Đã {late} (hạn: {ended}){heard}"


def _opening(plan: Plan, due: Due, now: datetime) -> str:
    opening, deadline = due.assignment.opening, due.assignment.deadline
    ends = phrases.deadline(deadline, plan.zone)
    if opening is None:
        return f"Nhiệm vụ được giao, hạn {ends}"
    opens = phrases.weekday(opening.day)
    if due.assignment.activity.window is Window.BY_START and now < opening.at:
        return f"Cần hoàn thành trước khi đợt hoạt động bắt đầu ({opens}), duy trì đến hết {ends}"
    if now >= opening.at:
        return f"Đang trong thời gian thực hiện (từ {opens}), hạn {ends}"
    return f"Bắt đầu thực hiện từ {opens}, hạn {ends}"


def _coming(plan: Plan, due: Due, now: datetime) -> str:
    deadline = due.assignment.deadline
    ends = phrases.deadline(deadline, plan.zone)
    today = now.astimezone(plan.zone).date()
    days = (deadline.day - today).days
    if days == 0:
        return f"Hôm nay, {ends}, là hạn hoàn thành"
    if today == deadline.remind_on:
        return (
            f"Hạn là {ends}, rơi vào ngày nghỉ; đề nghị báo kết quả trong hôm nay, "
            f"{phrases.weekday(today)}"
        )
    off = "" if Workdays(plan.calendar).is_worked(deadline.day) else ", rơi vào ngày nghỉ"
    if days == 1:
        return f"Ngày mai, {ends}, là hạn hoàn thành"
    return f"Còn {phrases.count(days)} ngày đến hạn ({ends}{off})"


def _duty(plan: Plan, n: int, due: Due, *, named: bool) -> Iterator[str]:
    """The lines of one duty; its unit is named where somebody speaks for several."""
    duty = due.assignment
    activity = duty.activity
    tentative = " (ngày dự kiến)" if activity.tentative else ""
    cited = phrases.citation(activity)
    whose = f"{duty.unit.short}: " if named else ""
    yield f"{n}. {whose}{phrases.title(duty)}{tentative}" + (f" [{cited}]" if cited else "")
    for quote in activity.quotes:
        yield f"   “{quote}”"
    if "due" in activity.inferred:
        yield f"   (thời hạn do {phrases.office(plan)} đề xuất, kế hoạch không ghi)"
    with_whom = phrases.partners(plan, duty)
    if with_whom:
        yield f"   Phối hợp: {with_whom}"
    if any(plan.groups[g].open for g in duty.partners if g in plan.groups):
        yield "   (đơn vị chủ trì tự xác định cơ quan liên quan)"
    known = _known(plan, due.standing)
    if known:
        yield f"   {known}"
    if due.standing.wish:
        until = phrases.day_and_month(due.standing.wish)
        yield f"   Đề nghị lùi đến {until} đang chờ ý kiến, thời hạn chưa thay đổi"


def _known(plan: Plan, standing: Standing) -> str | None:
    """What the unit itself last said, if it said anything."""
    reply = standing.reply
    if reply is None:
        return "Đã nhận, chưa báo kết quả" if standing.received else None
    when = phrases.day(reply.at.astimezone(plan.zone).date())
    if standing.state is State.IN_PROGRESS:
        percent = f" {reply.percent}%" if reply.percent is not None else ""
        return f"Đang thực hiện{percent}{phrases.expected(reply)} (báo ngày {when})"
    if standing.returned:
        return f"Được trả lại ngày {when}" + (f": “{reply.reason}”" if reply.reason else "")
    reason = f": “{phrases.shorten(reply.reason, OWN_WORDS)}”" if reply.reason else ""
    return f"Chưa hoàn thành{phrases.expected(reply)} (báo ngày {when}){reason}"


def _request(numbered: Sequence[tuple[int, Due]], now: datetime) -> Iterator[str]:
    """The one request, and how to meet it by typing."""
    due = [each for _, each in numbered]
    tentative = [
        n
        for n, each in numbered
        if each.assignment.activity.tentative and now < each.assignment.deadline.ends
    ]
    if tentative:
        named = ", ".join(map(str, tentative))
        yield f"Việc {named} mới có ngày dự kiến, đề nghị đơn vị chủ trì xác nhận ngày chính thức."
    if all(_section(d, now) == 2 for d in due):
        yield "Đề nghị anh/chị xác nhận đã nhận thông tin. Trân trọng cảm ơn."
    else:
        yield "Đơn vị đã hoàn thành chưa ạ?"
    first, last = numbered[0][0], numbered[-1][0]
    example = f"“{first} xong” hoặc “{last} chưa xong vì …”"
    yield f"Anh/chị trả lời ngay tại đây, ví dụ: {example}."
