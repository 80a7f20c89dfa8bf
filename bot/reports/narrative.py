"""What the report says, paragraph by paragraph: every figure from the board, every reason quoted.

Nothing is made up: what the records do not tell is left for the office to fill in.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from bot.reports.breakdown import Condition, condition, done_on, note, silence, units
from bot.reports.figures import figure, sentence, until
from bot.reports.letterhead import Letterhead
from bot.reports.prose import (
    LISTED,
    QUOTE,
    STEADY,
    TITLE,
    TO_FILL_IN,
    TOLD,
    Kind,
    Paragraph,
    bare,
    called,
    inside,
    introduced,
    listed,
    sober,
)
from bot.wording import phrases
from schedules import slices
from schedules.extensions import Request, Verdict
from schedules.progress import Board, Heard, Reply, Standing, State, Totals
from schedules.records import Records
from schedules.slices import Part


def subject(board: Board) -> str:
    """What the report is about: Kết quả thực hiện Kế hoạch triển khai …"""
    return f"Kết quả thực hiện Kế hoạch {inside(board.plan.title)}"


def body(board: Board, records: Records, head: Letterhead) -> Iterator[Paragraph]:
    """The report from its opening to what is to be done next."""
    yield _text(_opening(board, head))
    yield Paragraph(Kind.HEADING, "I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI")
    yield from map(_text, _direction(board, records))
    yield Paragraph(Kind.HEADING, "II. KẾT QUẢ THỰC HIỆN")
    yield Paragraph(Kind.SUBHEADING, "1. Kết quả chung")
    yield from map(_text, _overall(board))
    yield Paragraph(Kind.SUBHEADING, "2. Kết quả cụ thể")
    yield from _by_section(board)
    yield Paragraph(Kind.SUBHEADING, "3. Kết quả theo đơn vị chủ trì")
    yield Paragraph(Kind.UNITS)
    yield Paragraph(Kind.HEADING, "III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN")
    yield from _shortcomings(board, records)
    yield Paragraph(Kind.HEADING, "IV. NHIỆM VỤ TIẾP THEO VÀ ĐỀ XUẤT, KIẾN NGHỊ")
    yield Paragraph(Kind.SUBHEADING, "1. Nhiệm vụ tiếp theo")
    yield from map(_text, _next_steps(board))
    yield Paragraph(Kind.SUBHEADING, "2. Đề xuất, kiến nghị")
    yield _text(TO_FILL_IN)


def closing(board: Board, head: Letterhead, to: str | None) -> str:
    """The last sentence, with the mark that ends an official document."""
    about = f"Trên đây là báo cáo {inside(subject(board))}"
    return (
        f"{about}, {head.name} kính báo cáo {bare(to)}./." if to else f"{about} của {head.name}./."
    )


def _text(text: str) -> Paragraph:
    return Paragraph(Kind.TEXT, text)


# --- opening and I. ------------------------------------------------------------------------------


def _opening(board: Board, head: Letterhead) -> str:
    plan = board.plan
    number = (plan.number or "").strip()
    blank = STEADY * 6 if number.startswith("/") else ""
    written = f"số{STEADY}{blank}{number} " if number else ""
    named = f"Kế hoạch {written}{inside(plan.title)}"
    basis = f"Thực hiện {bare(plan.basis)}, " if plan.basis else ""
    issued = f"{basis}{head.name} đã ban hành {named}"
    return f"{issued}. {head.name} báo cáo kết quả thực hiện đến {until(board)} như sau:"


def _direction(board: Board, records: Records) -> Iterator[str]:
    plan = board.plan
    duties = [each.assignment for each in board.standings]
    if not duties:
        yield "Kế hoạch chưa giao nhiệm vụ cho đơn vị nào."
        return
    parts = units(board)
    activities = {duty.activity.id for duty in duties}
    shared = "; ".join(
        f"{introduced(plan.units[part.key])} {figure(len(part.board.standings))} nhiệm vụ"
        for part in parts
    )
    first = min(duty.opening.day if duty.opening else duty.deadline.day for duty in duties)
    last = max(duty.deadline.day for duty in duties)
    yield (
        f"Kế hoạch gồm {figure(len(activities))} nội dung, được giao thành "
        f"{figure(len(duties))} nhiệm vụ cho {figure(len(parts))} đơn vị chủ trì: {shared}. "
        f"{_when(first, last)}"
    )
    unled = [each.title for each in plan.activities if each.id not in activities]
    if unled:
        named = "; ".join(inside(phrases.shorten(sober(title), TITLE)) for title in unled[:LISTED])
        yield (
            f"Ngoài ra, {figure(len(unled))} nội dung không giao cho đơn vị chủ trì cụ thể: "
            f"{named} {TO_FILL_IN}."
        )
    said = [reply for duty in duties for reply in records.said(duty.key, board.as_of)]
    answers = sum(reply.returns is None for reply in said)
    sent = f"đã gửi {figure(records.reminders)} lượt tin" if records.reminders else "chưa gửi tin"
    heard = f"các đơn vị đã phản hồi {figure(answers)} lượt" if answers else "chưa có phản hồi"
    yield (
        f"Đến {until(board)}, {phrases.office(plan)} {sent} nhắc việc tới các đơn vị chủ trì; "
        f"{heard}."
    )


def _when(first: date, last: date) -> str:
    if first == last:
        return f"Thời hạn hoàn thành: ngày {phrases.day(last)}."
    return f"Thời gian thực hiện từ ngày {phrases.day(first)} đến ngày {phrases.day(last)}."


# --- II. -----------------------------------------------------------------------------------------


def _overall(board: Board) -> Iterator[str]:
    yield sentence(board)
    awaited = sum(each.awaits for each in board.standings)
    if awaited:
        yield f"Trong số đã hoàn thành, chờ xác nhận kết quả: {figure(awaited)}."
    counts = board.heard
    silent = [(each, counts[each]) for each in _SILENT if counts[each]]
    if silent:
        named = "; ".join(f"{_SILENT[kind]}: {figure(count)}" for kind, count in silent)
        yield f"Nhiệm vụ chưa có báo cáo: {figure(sum(n for _, n in silent))} ({named})."


_SILENT = {
    Heard.UNDELIVERED: "chưa gửi được tin nhắc tới đơn vị",
    Heard.UNANSWERED: "đã gửi tin nhắc, đơn vị chưa trả lời",
    Heard.RECEIVED: "đơn vị đã nhận, chưa báo kết quả",
    Heard.UNASKED: "chưa đến thời điểm nhắc",
    Heard.UNTOLD: "đã đến thời điểm nhắc, chưa nhắc được lần nào",
}


def _by_section(board: Board) -> Iterator[Paragraph]:
    parts = slices.sections(board)
    for n, part in enumerate(parts, 1):
        if len(parts) > 1 or part.key:  # a plan of one nameless section has been told already
            yield Paragraph(Kind.SUBHEADING, f"2.{n}. {bare(part.key) or 'Nội dung khác'}")
            yield _text(_counted(part.board.totals))
        if len(board.standings) <= TOLD:
            yield from (_text(_activity(part.board, each)) for each in _activities(part.board))
    yield _text("Kết quả từng nhiệm vụ được nêu tại Phụ lục kèm theo Báo cáo này.")


def _counted(of: Totals) -> str:
    """The four figures of a section; what is nobody's is left out."""
    done, left = of.done_on_time + of.done_late, of.in_term + of.overdue
    said = [f"Tổng số {figure(of.assignments)} nhiệm vụ"]
    if done:
        on_time, late = figure(of.done_on_time), figure(of.done_late)
        said.append(f"đã hoàn thành {figure(done)} (đúng hạn {on_time}, quá hạn {late})")
    if left:
        within, over = figure(of.in_term), figure(of.overdue)
        said.append(f"chưa hoàn thành {figure(left)} (trong hạn {within}, quá hạn {over})")
    return f"{', '.join(said)}."


def _activities(board: Board) -> list[list[Standing]]:
    """The duties of each activity, in the plan's order; a duty with words of its own is apart."""
    found: dict[tuple[str, str], list[Standing]] = {}
    for each in board.standings:
        duty = each.assignment
        found.setdefault((duty.activity.id, duty.title), []).append(each)
    return list(found.values())


def _activity(board: Board, standings: Sequence[Standing]) -> str:
    title = phrases.shorten(sober(standings[0].assignment.title), TITLE)
    if len(standings) == 1:
        unit = called(standings[0].assignment.unit)
        return f"- {title} ({unit}): {_stands(board, standings[0])}."
    done = sum(each.done for each in standings)
    said = " ".join(
        f"{kind}: {', '.join(called(each.assignment.unit) + _on(board, each) for each in of)}."
        for kind in Condition
        if (of := [each for each in standings if condition(each) is kind])
    )
    due = " và ".join(dict.fromkeys(phrases.day(s.assignment.deadline.day) for s in standings))
    return f"- {title}: {done}/{len(standings)} đơn vị đã hoàn thành; thời hạn {due}. {said}"


def _on(board: Board, each: Standing) -> str:
    """The day on which a unit was done, behind its name."""
    day = done_on(board, each)
    return f" ({phrases.day(day)})" if day else ""


def _stands(board: Board, each: Standing) -> str:
    """How a duty stands, as the end of a sentence."""
    day, late = done_on(board, each), _late(board, each)
    if day is not None:
        said = (f"đã hoàn thành ngày {phrases.day(day)}", late or "đúng hạn", note(each))
        return ", ".join(filter(None, said))
    due = f"thời hạn {phrases.day(each.assignment.deadline.day)}"
    term = f"{due}, {late}" if late else due
    if each.state is State.WAITING:
        return f"chưa có báo cáo ({silence(each)}), {term}"
    percent = each.reply.percent if each.reply else None
    share = f", đạt {percent}%" if percent is not None else ""
    if each.state is State.IN_PROGRESS:
        return f"đang thực hiện{share}, {term}"
    return f"{'được đề nghị bổ sung' if each.returned else 'báo chưa hoàn thành'}{share}, {term}"


def _late(board: Board, each: Standing) -> str:
    if not (each.overdue or each.late):
        return ""
    return phrases.lateness(board.plan, each, board.as_of)


# --- III. ----------------------------------------------------------------------------------------

_SHORTCOMINGS: Sequence[tuple[str, Callable[[Standing], bool]]] = (
    ("Nhiệm vụ hoàn thành quá hạn", lambda s: s.late),
    ("Nhiệm vụ quá hạn, chưa hoàn thành", lambda s: s.overdue),
    (
        "Nhiệm vụ trong hạn, còn vướng mắc hoặc cần bổ sung",
        lambda s: condition(s) in {Condition.NOT_DONE, Condition.RETURNED},
    ),
)


def _shortcomings(board: Board, records: Records) -> Iterator[Paragraph]:
    found = [
        (name, board.part(filter(belongs, board.standings))) for name, belongs in _SHORTCOMINGS
    ]
    found = [(name, part) for name, part in found if part.standings]
    if not found:
        yield _text("Không có nhiệm vụ quá hạn; các đơn vị không báo cáo vướng mắc.")
    for n, (name, part) in enumerate(found, 1):
        yield Paragraph(Kind.SUBHEADING, f"{n}. {name}: {figure(len(part.standings))}")
        lines = [_shortcoming(board, records, each) for each in part.standings]
        yield from map(_text, listed(lines))
    wishes = [(s, wish) for s in board.standings for wish in _wishes(records, s)]
    if wishes:
        granted = sum(_granted(wish) is not None for _, wish in wishes)
        head = f"Đề nghị gia hạn: {figure(len(wishes))} (được đồng ý {figure(granted)})"
        yield Paragraph(Kind.SUBHEADING, f"{len(found) + 1}. {head}")
        yield from map(_text, listed([_wish(board, each, wish) for each, wish in wishes]))


def _wishes(records: Records, each: Standing) -> list[Request]:
    """The wishes for more time that stood: not those taken back or replaced by another."""
    gone = {Verdict.WITHDRAWN, Verdict.REPLACED, Verdict.MOOT}
    told = records.wishes.get(each.assignment.key, ())
    return [wish for wish in told if wish.decision is None or wish.decision.verdict not in gone]


def _granted(wish: Request) -> date | None:
    """The new last day that a wish was granted; None if it was not."""
    decision = wish.decision
    return decision.until if decision and decision.verdict is Verdict.GRANTED else None


def _wish(board: Board, each: Standing, wish: Request) -> str:
    """A wish for more time, why, and what became of it."""
    duty, zone = each.assignment, board.plan.zone
    title = phrases.shorten(sober(duty.title), TITLE)
    reason = phrases.shorten(sober(wish.reason), QUOTE)
    asked = phrases.day(wish.at.astimezone(zone).date())
    because = f", lý do: “{reason}”" if reason else ""
    wanted = f"đề nghị ngày {asked} lùi đến {phrases.day(wish.wanted)}{because}"
    if wish.decision is None:
        became = "không còn cần, nhiệm vụ đã hoàn thành" if each.done else "chưa có ý kiến"
    elif until := _granted(wish):
        became = f"được đồng ý, thời hạn mới {phrases.day(until)}"
    else:
        became = "không được đồng ý"
    old = duty.original or duty.deadline
    return f"- {called(duty.unit)}: {title} (thời hạn {phrases.day(old.day)}); {wanted}; {became}."


def _shortcoming(board: Board, records: Records, each: Standing) -> str:
    duty = each.assignment
    said = [f"thời hạn {phrases.day(duty.deadline.day)}"]
    if day := done_on(board, each):
        said.append(f"hoàn thành ngày {phrases.day(day)}")
    said.append(_late(board, each))
    title = phrases.shorten(sober(duty.title), TITLE)
    facts = ", ".join(filter(None, said))
    return f"- {called(duty.unit)}: {title}; {facts}. {cause(board, records, each)}"


def cause(board: Board, records: Records, each: Standing) -> str:
    """Why a duty is late or stuck: the unit's own words, and what it was sent back for."""
    told = [r for r in records.said(each.assignment.key, board.as_of) if r.reason]
    own = [_quoted(board, reply) for reply in told if reply.returns is None]
    lacking = [_quoted(board, reply) for reply in told if reply.returns is not None]
    said = [f"Đơn vị báo {'; '.join(own)}."] if own else []
    said += [f"Kết quả được trả lại để bổ sung {'; '.join(lacking)}."] if lacking else []
    if said:
        return " ".join(said)
    if each.state is State.WAITING:
        return f"Chưa có báo cáo của đơn vị ({silence(each)})."
    return "Đơn vị chưa nêu nguyên nhân."


def _quoted(board: Board, reply: Reply) -> str:
    """Words with their day."""
    day = phrases.day(reply.at.astimezone(board.plan.zone).date())
    return f"ngày {day}: “{phrases.shorten(sober(reply.reason or ''), QUOTE)}”"


# --- IV. -----------------------------------------------------------------------------------------


def _next_steps(board: Board) -> Iterator[str]:
    if not board.standings:
        yield TO_FILL_IN
        return
    left = board.part(each for each in board.standings if not each.done)
    if not left.standings:
        yield "Các nhiệm vụ đã giao đều được báo cáo hoàn thành, không có nhiệm vụ chuyển tiếp."
        return
    yield (
        f"Tiếp tục thực hiện, đôn đốc hoàn thành {figure(len(left.standings))} nhiệm vụ còn lại:"
    )
    yield from listed([_left(board, part) for part in units(left)])


def _left(board: Board, part: Part[str]) -> str:
    """What one unit still has to do."""
    duties = (each.assignment for each in part.board.standings[:LISTED])
    named = "; ".join(
        f"{inside(phrases.shorten(sober(duty.title), TITLE))} "
        f"(thời hạn {phrases.day(duty.deadline.day)})"
        for duty in duties
    )
    return f"- {board.plan.units[part.key].name}: {named}."
