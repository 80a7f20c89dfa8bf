"""What leadership reads when it looks closer: parts of the board, lists of duties, one duty."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.choices import buttons
from bot.choices.views import Paper, Proof, Sight, View, duty_tag, tag
from bot.messages import Choice, Message
from bot.wording import boards, phrases
from bot.wording.plain import plain
from schedules import slices
from schedules.plan import Plan
from schedules.progress import Board, Standing
from schedules.slices import Part, Slice

PAGE = 8
"""Parts or duties on one phone screen, each with its button."""

SLICES = {
    Slice.OVERDUE: "Quá hạn, chưa hoàn thành",
    Slice.NOT_DONE: "Trả lời chưa xong",
    Slice.UNDELIVERED: "Chưa gửi được",
    Slice.UNANSWERED: "Đã gửi, chưa trả lời",
    Slice.RECEIVED: "Đã nhận, chưa báo kết quả",
    Slice.IN_PROGRESS: "Đang thực hiện",
    Slice.UNASKED: "Chưa đến lượt hỏi",
    Slice.UNTOLD: "Chưa nhắc được lần nào",
    Slice.AWAITING: "Chờ xác nhận",
    Slice.DONE_ON_TIME: "Hoàn thành đúng hạn",
    Slice.DONE_LATE: "Hoàn thành quá hạn",
}

PAPERS = {"png": "🖼 Hình", "docx": "📄 Báo cáo", "xlsx": "📊 Excel"}
"""The papers that can be ordered under the board."""

_DRAWN = {"png": "hình tiến độ", "docx": "dự thảo báo cáo", "xlsx": "bảng theo dõi Excel"}

EXCEPTIONS = "Việc cần chú ý"

_BUTTON = 24
"""Letters on a button that a phone shows whole, two beside each other."""

_NO_SECTION = "Nội dung khác"


def top(of: Board, view: View) -> Message:
    """The board on one phone screen, and the ways into it."""
    message = boards.board(of)
    found = len(of.exceptions)
    ways: list[tuple[Choice, ...]] = []
    if found:
        closer = f"⚠️ Việc cần chú ý ({phrases.count(found)})"
        ways.append((_choice(closer, view, Sight.EXCEPTIONS),))
    ways += [
        (_choice("Theo đơn vị", view, Sight.UNITS), _choice("Theo tình trạng", view, Sight.SLICES)),
        (_choice("Theo mục", view, Sight.SECTIONS), _choice("Theo việc", view, Sight.ACTIVITIES)),
    ]
    ways.append(
        tuple(Choice(w, Paper(view.plan, form, view.at).data) for form, w in PAPERS.items())
    )
    return replace(message, rows=tuple(ways) if of.standings else ())


def with_way(message: Message, view: View) -> Message:
    """An answer in words, with the way into the board behind it."""
    return replace(message, rows=((Choice("Xem chi tiết", view.data),),))


def drawing(form: str) -> Message:
    """A paper is being made."""
    return Message(f"Đang soạn {_DRAWN[form]}; tệp được gửi ngay sau đây.")


def not_drawn(form: str) -> Message:
    """A paper could not be made."""
    return Message(
        f"Chưa soạn được {_DRAWN[form]} do trục trặc của chương trình.",
        "Sự cố đã được ghi lại. Đề nghị thử lại sau, hoặc báo người quản trị chạy "
        f"“nhacviec report --{form}”.",
    )


def paper(of: Board, form: str) -> Message:
    """The words under a paper."""
    when = phrases.moment(of.as_of, of.plan.zone)
    note = "Dự thảo để Văn phòng rà soát, trình ký." if form == "docx" else ""
    drawn = _DRAWN[form]
    return Message(f"{drawn[:1].upper()}{drawn[1:]}, số liệu đến {when}", note)


def parts(of: Board, view: View) -> Message:
    """The parts of a board of one kind, each with its figures: units, sections, activities."""
    head, found, one, name = _PARTS[view.sight]
    listed = found(of)
    shown = listed[view.page * PAGE : (view.page + 1) * PAGE]
    first = view.page * PAGE + 1
    lines = [
        f"{n}. {phrases.shorten(name(of.plan, part.key), 60)}: {_figures(part)}"
        for n, part in enumerate(shown, first)
    ]
    choices = [
        Choice(
            phrases.shorten(f"{n}. {name(of.plan, part.key)}", _BUTTON),
            replace(view, sight=one, which=tag(part.key), page=0).data,
            str(n),
        )
        for n, part in enumerate(shown, first)
    ]
    return Message(
        f"{head} (đến {phrases.moment(of.as_of, of.plan.zone)})",
        "\n".join([phrases.plan_number(of.plan), "", *lines]),
        (*_pairs(choices), *_paging(view, len(listed))),
    )


def by_slice(of: Board, view: View) -> Message:
    """How many duties there are in each state."""
    found = slices.slices(of)
    counted = [(p.key, f"{SLICES[p.key]}: {phrases.count(len(p.board.standings))}") for p in found]
    lines = [f"- {said}" for key, said in counted if key not in slices.OVERLAPPING]
    within = [said for key, said in counted if key in slices.OVERLAPPING]
    if within:
        lines += ["", "Tính lại trong số trên:", *(f"- {said}" for said in within)]
    choices = [
        Choice(
            f"{SLICES[p.key]} ({phrases.count(len(p.board.standings))})",
            replace(view, sight=Sight.SLICE, which=p.key, page=0).data,
        )
        for p in found
    ]
    return Message(
        f"Theo tình trạng (đến {phrases.moment(of.as_of, of.plan.zone)})",
        "\n".join([phrases.plan_number(of.plan), "", *lines]),
        (*((choice,) for choice in choices), *_paging(view, 0)),
    )


def duties(
    of: Board,
    chosen: Sequence[Standing],
    view: View,
    head: str,
    ways: Callable[[Standing], Sequence[Choice]],
) -> Message:
    """A list of duties, each with a button that opens it, and beside it what may be done."""
    if not chosen:
        return _none(of, view, head)
    first = view.page * PAGE
    shown = list(enumerate(chosen[first : first + PAGE], first + 1))
    lines = [f"{n}. {boards.line(of, each)}" for n, each in shown]
    opens = [
        Choice(
            phrases.shorten(f"{n}. {each.assignment.unit.short}", _BUTTON),
            replace(view, duty=duty_tag(each.assignment.key)).data,
            str(n),
        )
        for n, each in shown
    ]
    beside = [tuple(_of_line(way, n, each) for way in ways(each)) for n, each in shown]
    rows = [(choice, *more) for choice, more in zip(opens, beside, strict=True)]
    return Message(
        f"{head}: {phrases.count(len(chosen))} nhiệm vụ "
        f"(đến {phrases.moment(of.as_of, of.plan.zone)})",
        "\n".join([phrases.plan_number(of.plan), "", *lines]),
        (*(rows if any(beside) else _pairs(opens)), *_paging(view, len(chosen))),
    )


def none_behind(
    of: Board, view: View, unit: str, opened: Sequence[Standing], reminded: datetime | None
) -> Message:
    """A unit is to be urged and is behind with nothing: what is open, and when that is due.

    `reminded` is when the plan reminds the unit next of something that is open; None if never.
    """
    when = phrases.moment(of.as_of, of.plan.zone)
    lines = [f"- {boards.line(of, each)}" for each in opened[:PAGE]]
    if len(opened) > PAGE:
        lines.append(f"… và {phrases.count(len(opened) - PAGE)} nhiệm vụ khác.")
    counted = f"Đang mở {phrases.count(len(opened))} nhiệm vụ, chưa việc nào quá hạn:"
    stands = [counted, *lines] if opened else ["Đơn vị không còn nhiệm vụ nào chưa hoàn thành."]
    stands.insert(0, "Chưa gửi gì tới đơn vị.")
    soon = f", lần tới {phrases.moment(reminded, of.plan.zone)}" if reminded else ""
    follows = (
        f"{phrases.office(of.plan)} nhắc đơn vị theo lịch, trước hạn và trong ngày đến hạn{soon}; "
        "khi có việc quá hạn hay vướng mắc, tại đây có nút “📣 Đôn đốc”."
    )
    all_of_unit = Choice("Xem việc của đơn vị", replace(view, sight=Sight.UNIT).data)
    return Message(
        f"{heading(of.plan.name_of(unit))}: hiện không có việc quá hạn hay vướng mắc, "
        f"chưa cần đôn đốc (đến {when})",
        "\n".join([phrases.plan_number(of.plan), *stands, *([follows] if opened else ())]),
        ((all_of_unit,), *_paging(view, 0)),
    )


def _none(of: Board, view: View, head: str) -> Message:
    """A list without a duty; nobody has to be urged where nothing is behind."""
    when = phrases.moment(of.as_of, of.plan.zone)
    behind = view.sight in (Sight.BEHIND, Sight.EXCEPTIONS)
    why = "Không có việc quá hạn hay vướng mắc; chưa cần đôn đốc." if behind else ""
    body = "\n".join(filter(None, (phrases.plan_number(of.plan), why)))
    return Message(f"{head}: 00 nhiệm vụ (đến {when})", body, _paging(view, 0))


def proof(plan: Plan, each: Standing) -> Choice:
    """The button that shows the evidence for a duty."""
    label = f"📎 Xem minh chứng ({phrases.count(each.evidence)})"
    return Choice(label, Proof(tag(plan.id), duty_tag(each.assignment.key)).data)


def urging(plan: Plan, each: Standing) -> Choice:
    """The button that urges a unit about a duty."""
    name = phrases.shorten(each.assignment.unit.short, _BUTTON - len("Đôn đốc "))
    return Choice(f"📣 Đôn đốc {name}", buttons.urge(plan, each.assignment))


def duty(of: Board, each: Standing, view: View, ways: Sequence[Choice] = ()) -> Message:
    """Everything that is known of one duty; `ways` are what may be done about it."""
    task, zone = each.assignment, of.plan.zone
    cited = phrases.citation(task.activity)
    lines = [
        f"{phrases.title(task)}" + (f" [{cited}]" if cited else ""),
        f"Đơn vị: {task.unit.name}",
        f"Hạn: {phrases.due(task, zone)}",
        f"Tình trạng: {boards.why(of, each)}",
    ]
    with_whom = phrases.partners(of.plan, task)
    if with_whom:
        lines.append(f"Phối hợp: {with_whom}")
    if each.reply is not None:
        said_by = phrases.said_by(each.reply)
        by = f"{said_by}, " if said_by else ""
        lines.append(f"Báo cáo gần nhất: {by}{phrases.moment(each.reply.at, zone)}")
        if each.reply.done_at is not None:
            lines.append(f"Hoàn thành{phrases.done_on(each.reply, zone)}")
    rows = (*((way,) for way in ways), *_paging(view, 0))
    return Message(
        f"{task.unit.short} (đến {phrases.moment(of.as_of, zone)})", "\n".join(lines), rows
    )


def outdated() -> Message:
    """What the button showed is no longer part of a plan in force."""
    return Message(
        "Lựa chọn này không còn hiệu lực vì kế hoạch đã thay đổi.",
        "Gửi /tinhhinh để xem tình hình hiện nay.",
    )


def behind(name: str) -> str:
    """What heads the list of a unit's duties that may be urged."""
    return f"{heading(name)}, việc cần chú ý"


def heading(name: str) -> str:
    """The name of a part at the head of its list."""
    return phrases.shorten(name, phrases.TITLE_LENGTH)


def section_name(section: str) -> str:
    """A section by its name, also where the plan gives none."""
    return section or _NO_SECTION


def _figures(part: Part[str]) -> str:
    totals = part.board.totals
    overdue = f", quá hạn {phrases.count(totals.overdue)}" if totals.overdue else ""
    return f"xong {phrases.count(part.done)}/{phrases.count(totals.assignments)}{overdue}"


def _unit(plan: Plan, unit: str) -> str:
    return plan.units[unit].short


def _activity(plan: Plan, activity: str) -> str:
    found = next(a for a in plan.activities if a.id == activity)
    return f"{phrases.place(found)} {found.title}"


def _section(_plan: Plan, section: str) -> str:
    return section_name(section)


_Found = Callable[[Board], list[Part[str]]]
_PARTS: dict[Sight, tuple[str, _Found, Sight, Callable[[Plan, str], str]]] = {
    Sight.UNITS: ("Theo đơn vị", slices.units, Sight.UNIT, _unit),
    Sight.SECTIONS: ("Theo mục của kế hoạch", slices.sections, Sight.SECTION, _section),
    Sight.ACTIVITIES: ("Theo việc", slices.activities, Sight.ACTIVITY, _activity),
}


def _of_line(way: Choice, n: int, each: Standing) -> Choice:
    """What may be done about the duty of a line; typed, it names the line: “đôn đốc 2”."""
    verb = plain(way.label).replace(each.assignment.unit.short, "").strip().lower()
    return replace(way, typed=f"{verb} {n}")


def _choice(label: str, view: View, sight: Sight) -> Choice:
    return Choice(label, replace(view, sight=sight, which="", page=0, duty="").data)


def _pairs(choices: Sequence[Choice]) -> tuple[tuple[Choice, ...], ...]:
    return tuple(tuple(choices[n : n + 2]) for n in range(0, len(choices), 2))


def _paging(view: View, total: int) -> tuple[tuple[Choice, ...], ...]:
    """The way to the neighbouring pages, and back."""
    turns = []
    if view.page > 0:
        turns.append(Choice("‹ Trang trước", replace(view, page=view.page - 1).data, "trang trước"))
    if (view.page + 1) * PAGE < total:
        turns.append(Choice("Trang sau ›", replace(view, page=view.page + 1).data, "trang sau"))
    back = (Choice("◀ Quay lại", view.back.data, "quay lại"),)
    return (tuple(turns), back) if turns else (back,)
