"""How the whole plan stands, for leadership: the four figures first, exceptions next."""

from collections.abc import Iterator, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from bot.choices.views import Sight, View, tag
from bot.messages import Choice, Message
from bot.wording import phrases
from schedules.progress import Board, Heard, Reply, Standing, State, heard

ONE_SCREEN = 8
"""Exceptions shown on one phone screen; the rest is counted."""

AT_MOST = 15
"""Duties listed in answer to a question; the rest is counted."""


def board(of: Board) -> Message:
    """The board on one phone screen."""
    return Message(
        f"Tình hình thực hiện đến {phrases.moment(of.as_of, of.plan.zone)}",
        "\n".join([phrases.plan_number(of.plan), "", *figures(of), *exceptions(of, ONE_SCREEN)]),
    )


HEARD = {
    Heard.UNDELIVERED: "chưa gửi được",
    Heard.UNANSWERED: "đã gửi, chưa trả lời",
    Heard.RECEIVED: "đã nhận, chưa báo kết quả",
    Heard.UNASKED: "chưa đến lượt hỏi",
    Heard.UNTOLD: "chưa nhắc được lần nào",
    Heard.NOT_DONE: "trả lời chưa xong",
    Heard.IN_PROGRESS: "đang thực hiện",
    Heard.DONE: "đã hoàn thành",
}
"""What has been heard, in words that accuse nobody who has not been asked."""

_PARTS = {
    "overdue": " quá hạn",
    "not_done": " chưa hoàn thành",
    "done": " đã hoàn thành",
    "due_soon": " đến hạn",
}

_NONE_DONE = "chưa có nhiệm vụ nào được báo hoàn thành"


def part(
    of: Board,
    chosen: list[Standing],
    kind: str,
    unit: str | None,
    days: tuple[date | None, date | None],
    *,
    overdue: int = 0,
) -> Message:
    """Those duties of the board that a question asked for, in the stretch of days that it named.

    `overdue` are told beside what falls due in it: they are more urgent, and in none of its days.
    """
    late = _late(overdue)
    whose = f"{of.plan.name_of(unit)}: " if unit else ""
    what, span = _PARTS.get(kind, ""), _stretch(*days)
    when = phrases.moment(of.as_of, of.plan.zone)
    if not chosen:
        none = whose + (_NONE_DONE if kind == "done" else f"không có nhiệm vụ nào{what}") + span
        return Message(f"{none[0].upper()}{none[1:]} (số liệu đến {when}).", late)
    lines = [f"- {line(of, each)}" for each in chosen[:AT_MOST]]
    if len(chosen) > AT_MOST:
        lines.append(f"… và {phrases.count(len(chosen) - AT_MOST)} nhiệm vụ khác.")
    counted = f"{whose}{phrases.count(len(chosen))} nhiệm vụ{what}{span}"
    body = "\n".join(filter(None, (*lines, late)))
    return Message(f"{counted} (số liệu đến {when})", body)


def _late(overdue: int) -> str:
    return f"Hiện đang quá hạn: {phrases.count(overdue)} nhiệm vụ." if overdue else ""


def ahead(
    of: Board, due: list[Standing], unit: str | None, days: tuple[date, date], *, overdue: int
) -> Message:
    """The state of a day that has not come is asked for: there is none, but for what falls due."""
    found = part(of, due, "due_soon", unit, days, overdue=overdue)
    return Message(
        f"Chưa đến {phrases.weekday(days[1])} nên chưa có tình hình của lúc đó.",
        "\n".join(filter(None, (found.heading, found.body))),
    )


def _stretch(first: date | None, last: date | None) -> str:
    """A stretch of days behind what happens in it: trong ngày 17/5/2022, từ 16/5 đến 20/5/2022."""
    if first is not None and first == last:
        return f" trong ngày {phrases.day(first)}"
    since = f" từ {phrases.day_and_month(first) if last else phrases.day(first)}" if first else ""
    return since + (f" đến {phrases.day(last)}" if last else "")


def whole_board(of: Board) -> str:
    """The board with every duty, for a terminal."""
    lines = [
        f"Tình hình thực hiện đến {phrases.moment(of.as_of, of.plan.zone)}",
        phrases.plan_name(of.plan),
        "",
        *figures(of),
        *exceptions(of, len(of.standings)),
        "",
        "Toàn bộ nhiệm vụ:",
        *(f"- {line(of, each)}" for each in of.standings),
    ]
    return "\n".join(lines)


def escalation(of: Board, standings: Sequence[Standing]) -> Message:
    """Duties that leadership now hears of, in one list."""
    lines = [phrases.plan_number(of.plan), "", *by_unit(of, standings[:ONE_SCREEN])]
    if len(standings) > ONE_SCREEN:
        lines.append(f"… và {phrases.count(len(standings) - ONE_SCREEN)} nhiệm vụ khác.")
    lines += ["", "Kính xin ý kiến chỉ đạo. Gửi /tinhhinh để xem toàn bộ tình hình."]
    return Message(
        f"Kính báo cáo Lãnh đạo: {phrases.count(len(standings))} nhiệm vụ đã quá hạn, "
        "chưa hoàn thành",
        "\n".join(lines),
        ((Choice("⚠️ Việc cần chú ý", View(tag(of.plan.id), Sight.EXCEPTIONS).data),),),
    )


def silent(of: Board, standings: Sequence[Standing]) -> Message:
    """Overdue duties of which the office has heard nothing, in one list.

    Leadership may hear of them at the same moment: nothing is said of who does first.
    """
    lines = [phrases.plan_number(of.plan), "", *by_unit(of, standings[:ONE_SCREEN])]
    if len(standings) > ONE_SCREEN:
        lines.append(f"… và {phrases.count(len(standings) - ONE_SCREEN)} nhiệm vụ khác.")
    lines += ["", "Đề nghị liên hệ trực tiếp với đơn vị. Việc được báo cáo Lãnh đạo theo lịch."]
    return Message(
        f"{phrases.count(len(standings))} nhiệm vụ đã quá hạn, chưa có báo cáo của đơn vị",
        "\n".join(lines),
    )


def figures(of: Board) -> list[str]:
    """The four figures that leadership reports, and what has been heard beyond them."""
    t, wishing = of.totals, sum(each.wish is not None for each in of.standings)
    return [
        f"Tổng số {phrases.count(t.assignments)} nhiệm vụ",
        f"- Hoàn thành đúng hạn: {phrases.count(t.done_on_time)}",
        f"- Hoàn thành quá hạn: {phrases.count(t.done_late)}",
        f"- Trong hạn, chưa hoàn thành: {phrases.count(t.in_term)}",
        f"- Quá hạn, chưa hoàn thành: {phrases.count(t.overdue)}",
        *_heard_of_all(of),
        *([f"Được gia hạn: {phrases.count(of.extended)} nhiệm vụ."] if of.extended else []),
        *([f"Đề nghị lùi hạn chờ ý kiến: {phrases.count(wishing)}."] if wishing else []),
    ]


def _heard_of_all(of: Board) -> Iterator[str]:
    """How many are silent for which reason, and what the others say; nothing that is nobody."""
    counted = ((what, of.heard[kind]) for kind, what in HEARD.items() if kind is not Heard.DONE)
    said = [f"{phrases.count(n)} {what}" for what, n in counted if n]
    if said:
        yield f"Trong số chưa hoàn thành: {'; '.join(said)}."


def exceptions(of: Board, at_most: int) -> list[str]:
    """What leadership should look at, worst first; the rest is one line."""
    found = of.exceptions
    if not found:
        return ["", "Không có việc quá hạn hay vướng mắc."]
    lines = ["", f"Cần chú ý: {phrases.count(len(found))} việc", *by_unit(of, found[:at_most])]
    if len(found) > at_most:
        lines.append(f"… và {phrases.count(len(found) - at_most)} việc khác.")
    return lines


def by_unit(of: Board, standings: Sequence[Standing]) -> Iterator[str]:
    """Duties under their unit, term and state, said once for all that share them."""
    groups: dict[tuple[str, str, str], list[Standing]] = {}
    for each in standings:
        duty = each.assignment
        key = duty.unit.short, phrases.due_day(duty), why(of, each)
        groups.setdefault(key, []).append(each)
    for (unit, day, cause), group in groups.items():
        yield f"{unit}, hạn {day} – {cause}:"
        for each in group:
            place = phrases.place(each.assignment.activity)
            yield f"  • {phrases.shorten(each.assignment.title, 48)} ({place})"


def line(of: Board, each: Standing) -> str:
    duty = each.assignment
    return (
        f"{duty.unit.short}: {phrases.shorten(duty.title, 60)} "
        f"({phrases.place(duty.activity)}, hạn {phrases.due_day(duty)})"
        f" – {why(of, each)}"
    )


def why(of: Board, each: Standing) -> str:
    """The state of one duty with the kind of silence or the reason, and how late it is."""
    return ", ".join(filter(None, (_lateness(of, each), heard_words(each, of.plan.zone))))


def _lateness(of: Board, each: Standing) -> str:
    return phrases.lateness(of.plan, each, of.as_of) if each.overdue or each.late else ""


def heard_words(each: Standing, zone: ZoneInfo) -> str:
    """The kind of silence, or what was said, with the reason word for word.

    Who waits for a decision on more time is not silent.
    """
    wish = phrases.wish(each.wish) if each.wish else ""
    if each.reply is None:
        return wish or _SILENCES.get(heard(each)) or HEARD[heard(each)]
    return ", ".join(filter(None, (_answer(each, each.reply, zone), wish)))


def _own_day(reply: Reply, zone: ZoneInfo) -> str:
    """The day that a unit itself has stated, by which nothing is counted."""
    if reply.done_at is None or reply.on_behalf:
        return ""
    day = reply.done_at.astimezone(zone).date()
    return f" (đơn vị nêu xong ngày {phrases.day_and_month(day)})"


def _answer(each: Standing, reply: Reply, zone: ZoneInfo) -> str:
    reason = f", lý do: “{phrases.shorten(reply.reason, 80)}”" if reply.reason else ""
    percent = f" {reply.percent}%" if reply.percent is not None else ""
    written_for = " (Văn phòng ghi thay)" if reply.on_behalf else ""
    by = phrases.expected(reply)
    if each.state is State.DONE:
        waits = "đã báo hoàn thành, chờ xác nhận" if each.awaits else "đã hoàn thành"
        shown = ", chưa có minh chứng" if each.lacks_evidence else ""
        return f"{waits}{written_for}{_own_day(reply, zone)}{shown}"
    if each.returned:
        return f"được trả lại để bổ sung: “{phrases.shorten(reply.reason or '', 80)}”"
    if each.state is State.IN_PROGRESS:
        return f"đang thực hiện{percent}{by}{reason}{written_for}"
    return f"đã trả lời chưa xong{by}{reason}{written_for}"


_SILENCES = {Heard.UNDELIVERED: "chưa gửi được tới đơn vị"}
