"""The report to be signed: Báo cáo kết quả thực hiện Kế hoạch, in the form of Nghị định 30/2020.

A draft that a person reads, completes, numbers, dates and signs: number and day stay blank.
"""

from collections.abc import Iterator, Sequence

from docx.document import Document

from bot.reports import letterhead, narrative, paper
from bot.reports.breakdown import condition, done_on, evidence, note, units
from bot.reports.figures import figure
from bot.reports.letterhead import Letterhead
from bot.reports.paper import START, Column, Style
from bot.reports.prose import Kind, Paragraph, sober
from bot.wording import phrases
from schedules import slices
from schedules.plan import Plan
from schedules.progress import Board, Standing, State
from schedules.records import Records

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

HEAD = (72, 98)
"""Widths of the two columns of the head: wider than the text, so that no name is broken."""

FOOT = (75, 85)

BLANK = " " * 8


def draw(board: Board, records: Records, *, to: str | None = None) -> bytes:
    """The report of a board, as a .docx file; `to` names the body above that it is sent to."""
    plan = board.plan
    head = letterhead.of(plan)
    subject = narrative.subject(board)
    made = paper.new(
        title=f"Báo cáo {subject[:1].lower()}{subject[1:]}"[:255],
        author=phrases.plain(plan.agency)[:255],
        created=board.as_of.astimezone(plan.zone).replace(tzinfo=None),
    )
    _head(made, board, head)
    _name(made, subject)
    if to:
        addressed = f"Kính gửi: {sober(to).rstrip('.;')}"
        paper.line(made.add_paragraph(), addressed, Style(before=6, after=10))
    for paragraph in narrative.body(board, records, head):
        _body(made, board, paragraph)
    last = paper.text(made, narrative.closing(board, head, to))
    last.paragraph_format.keep_with_next = True
    _signature(made, plan, head, to)
    _annex(made, board, records, head)
    return paper.saved(made)


def _head(made: Document, board: Board, head: Letterhead) -> None:
    (left, right), (number, place) = paper.columns(made, *HEAD, rows=2)
    superior = [(head.superior, Style(12))] if head.superior else []
    paper.write(left, [*superior, (head.body, Style(12, bold=True))])
    paper.rule(left.add_paragraph(), 26, HEAD[0])
    paper.write(right, [(NATION, Style(12, bold=True)), (MOTTO, Style(13, bold=True))])
    paper.rule(right.add_paragraph(), 57, HEAD[1])
    paper.write(number, [(f"Số:{BLANK}/{head.symbol}", Style(13))])
    paper.write(place, [(f"{head.place}, {_undated(board)}", Style(13, italic=True))])


def _undated(board: Board) -> str:
    """The date of issue with its day left blank: ngày … tháng 5 năm 2022."""
    today = board.as_of.astimezone(board.plan.zone).date()
    _, month = phrases.day_and_month(today).split("/")
    return f"ngày{BLANK}tháng {month} năm {today.year}"


def _name(made: Document, subject: str) -> None:
    paper.line(made.add_paragraph(), "BÁO CÁO", Style(bold=True, before=14))
    paper.line(made.add_paragraph(), subject, Style(bold=True))
    paper.rule(made.add_paragraph(), 60, paper.SHORT - paper.LEFT - paper.RIGHT)


def _body(made: Document, board: Board, paragraph: Paragraph) -> None:
    match paragraph.kind:
        case Kind.HEADING:
            paper.text(made, paragraph.text, bold=True, level=0)
        case Kind.SUBHEADING:
            paper.text(made, paragraph.text, bold=True, level=1)
        case Kind.TEXT:
            paper.text(made, paragraph.text)
        case Kind.UNITS:
            paper.table(made, UNITS, list(_units(board)), last_bold=True)
            made.add_paragraph().paragraph_format.space_after = 0


UNITS = (
    Column("TT", 10, centred=True),
    Column("Đơn vị chủ trì", 52),
    Column("Tổng số", 16, centred=True),
    Column("Hoàn thành đúng hạn", 21, centred=True),
    Column("Hoàn thành quá hạn", 21, centred=True),
    Column("Chưa xong, trong hạn", 20, centred=True),
    Column("Chưa xong, quá hạn", 20, centred=True),
)


def _units(board: Board) -> Iterator[Sequence[str]]:
    for n, part in enumerate(units(board), 1):
        yield str(n), board.plan.units[part.key].name, *_counts(part.board)
    yield "", "Cộng", *_counts(board)


def _counts(board: Board) -> tuple[str, ...]:
    t = board.totals
    counts = (t.assignments, t.done_on_time, t.done_late, t.in_term, t.overdue)
    return tuple(map(figure, counts))


def _signature(made: Document, plan: Plan, head: Letterhead, to: str | None) -> None:
    [(left, right)] = paper.columns(made, *FOOT)
    small = Style(11, align=START)
    to_whom = ("Nơi nhận:", Style(12, bold=True, italic=True, align=START, before=6))
    paper.write(left, [to_whom, *((each, small) for each in _receivers(plan, head, to))])
    posts = [(post, Style(bold=True, before=0 if n else 6)) for n, post in enumerate(head.post)]
    room = [("", Style())] * 4  # to sign and to stamp
    paper.write(right, [*posts, *room, (sober(plan.signer or ""), Style(bold=True))])


def _receivers(plan: Plan, head: Letterhead, to: str | None) -> list[str]:
    whole = "Các phòng, đơn vị thuộc Sở" if head.name.startswith("Sở") else "Các đơn vị thực hiện"
    named = ["Như trên"] if to else []
    named += [phrases.plain(each.name) for each in plan.leadership]
    return [*(f"- {each};" for each in [*named, whole]), "- Lưu: VT, VP."]


ANNEX = (
    Column("TT", 10, centred=True),
    Column("Nhiệm vụ", 54),
    Column("Đơn vị chủ trì", 33),
    Column("Đơn vị phối hợp", 29),
    Column("Thời hạn", 22, centred=True),
    Column("Tình trạng", 23, centred=True),
    Column("Ngày hoàn thành", 22, centred=True),
    Column("Kết quả, lý do chậm", 32),
    Column("Ghi chú", 22),
)


def _annex(made: Document, board: Board, records: Records, head: Letterhead) -> None:
    paper.landscape(made)
    paper.line(made.add_paragraph(), "Phụ lục", Style(bold=True))
    name = "TỔNG HỢP KẾT QUẢ THỰC HIỆN NHIỆM VỤ"
    paper.line(made.add_paragraph(), name, Style(bold=True))
    of = f"(Kèm theo Báo cáo số{BLANK}/{head.symbol} {_undated(board)} của {head.name})"
    paper.line(made.add_paragraph(), of, Style(italic=True, after=6))
    paper.table(made, ANNEX, list(_duties(board, records)))


def _duties(board: Board, records: Records) -> Iterator[Sequence[str] | str]:
    n = 0
    for part in slices.sections(board):
        if part.key:
            yield sober(part.key)
        for each in part.board.standings:
            n += 1
            yield [str(n), *_duty(board, records, each)]


def _duty(board: Board, records: Records, each: Standing) -> Iterator[str]:
    duty = each.assignment
    day = done_on(board, each)
    yield sober(duty.title)
    yield duty.unit.name
    partners = phrases.partners(board.plan, duty)
    yield partners[:1].upper() + partners[1:]
    old = f" (gia hạn từ {phrases.day(duty.original.day)})" if duty.original else ""
    yield f"{phrases.day(duty.deadline.day)}{old}"
    yield condition(each)
    yield phrases.day(day) if day else ""
    yield _result(board, records, each)
    yield "; ".join(filter(None, (sober(duty.activity.note or ""), note(each))))


def _result(board: Board, records: Records, each: Standing) -> str:
    """What the unit said of the result, or why it is late; who is in time owes no cause."""
    reply = each.reply
    stuck = each.late or each.overdue or each.state is State.NOT_DONE
    shown = evidence(records, each)
    said = [f"Minh chứng: {shown}."] if shown else []
    if stuck or (reply and not each.done):
        told = any(r.reason for r in records.said(each.assignment.key, board.as_of))
        said += [narrative.cause(board, records, each)] if stuck or told else []
        said += [f"Đơn vị {day}." for day in (phrases.expecting(reply),) if day]
    elif reply and reply.reason:
        said.append(f"“{sober(reply.reason)}”")
    return " ".join(said)
