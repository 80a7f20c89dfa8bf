"""The workbook: a summary, every duty with filters, and the figures of each unit.

A snapshot: numbers are numbers, dates are dates on the plan's clock, and nothing is a formula.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from math import ceil
from typing import Any

from xlsxwriter import Workbook

from bot.reports.breakdown import Condition, condition, done_on, note, silence, units
from bot.wording import phrases
from schedules import slices
from schedules.plan import Evidence
from schedules.progress import Board, Standing, days_late

LONGEST_TEXT = 32_767
"""Characters that a cell can hold; a longer text would be left out whole."""

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for a formula once somebody edits the cell."""

_EVIDENCE = {
    Evidence.PHOTO: "ảnh",
    Evidence.LINK: "đường dẫn",
    Evidence.DOCUMENT: "số văn bản",
    Evidence.NONE: "",
}

_COLOURS: Mapping[Condition, tuple[str, str]] = {  # background and text, legible in grey, too
    Condition.DONE_ON_TIME: ("#D8F0E4", "#00573D"),
    Condition.DONE_LATE: ("#FBE9C6", "#6B4300"),
    Condition.UNDER_WAY: ("#DCEBFA", "#0B3E6F"),
    Condition.UNDER_WAY_OVERDUE: ("#F7D4C5", "#7F2A00"),
    Condition.NOT_DONE: ("#ECECEC", "#333333"),
    Condition.NOT_DONE_OVERDUE: ("#F7D4C5", "#7F2A00"),
    Condition.RETURNED: ("#ECECEC", "#333333"),
    Condition.RETURNED_OVERDUE: ("#F7D4C5", "#7F2A00"),
    Condition.SILENT: ("#FFFFFF", "#333333"),
    Condition.SILENT_OVERDUE: ("#F7D4C5", "#7F2A00"),
}

Value = str | int | float | date | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet of duties: its heading, width in characters, form and content."""

    heading: str
    width: float
    form: str
    value: Callable[[Board, Standing], Value]


def _opening(each: Standing) -> date | None:
    return each.assignment.opening.day if each.assignment.opening else None


def _original(each: Standing) -> date | None:
    """The document's own deadline where another one has been granted."""
    return each.assignment.original.day if each.assignment.original else None


def _progress(each: Standing) -> float | None:
    if each.done:
        return 1.0
    return each.reply.percent / 100 if each.reply and each.reply.percent is not None else None


def _late(board: Board, each: Standing) -> int | None:
    return days_late(board.plan, each, board.as_of) if each.overdue or each.late else None


def _reason(each: Standing) -> str | None:
    """What the unit said and when it means to be done, or what its work was sent back for."""
    reason = each.reply.reason if each.reply else None
    if reason and each.returned:
        return f"Đề nghị bổ sung: {reason}"
    return "; ".join(filter(None, (phrases.expecting(each.reply), reason))) or None


def _answered(board: Board, each: Standing) -> datetime | None:
    return each.reply.at.astimezone(board.plan.zone).replace(tzinfo=None) if each.reply else None


COLUMNS: Sequence[Column] = (
    Column("Mục của kế hoạch", 11, "text", lambda _, s: phrases.place(s.assignment.activity)),
    Column("Nhiệm vụ", 48, "text", lambda _, s: s.assignment.title),
    Column("Đơn vị chủ trì", 26, "text", lambda _, s: s.assignment.unit.name),
    Column("Thời hạn", 12, "day", lambda _, s: s.assignment.deadline.day),
    Column("Tình trạng", 22, "text", lambda _, s: condition(s)),
    Column("Ngày hoàn thành", 12, "day", done_on),
    Column("Số ngày làm việc chậm", 12, "number", _late),
    Column("Tiến độ", 9, "percent", lambda _, s: _progress(s)),
    Column("Lý do, nội dung đơn vị báo", 36, "text", lambda _, s: _reason(s)),
    # what follows is for filters and questions; it is not printed
    Column("Phần của kế hoạch", 28, "text", lambda _, s: s.assignment.activity.section),
    Column("Đơn vị phối hợp", 28, "text", lambda b, s: phrases.partners(b.plan, s.assignment)),
    Column("Hạn ban đầu", 12, "day", lambda _, s: _original(s)),
    Column("Bắt đầu", 12, "day", lambda _, s: _opening(s)),
    Column("Báo lúc", 17, "moment", _answered),
    Column("Người báo", 20, "text", lambda _, s: phrases.said_by(s.reply) if s.reply else None),
    Column("Vì sao chưa có báo cáo", 26, "text", lambda _, s: silence(s)),
    Column("Minh chứng cần có", 12, "text", lambda _, s: _EVIDENCE[s.assignment.activity.evidence]),
    Column("Số minh chứng", 10, "number", lambda _, s: s.evidence or None),
    Column("Đang chờ", 24, "text", lambda _, s: note(s)),
    Column("Ghi chú", 28, "text", lambda _, s: s.assignment.activity.note),
)

PRINTED = 9
"""How many of the columns fit, legibly, on a printed page beside the number."""

LINE = 16.0
"""Height of a line in a cell, in points."""

NAME = 52
"""Width of the names of parts and units, in characters."""


def draw(board: Board) -> bytes:
    """The workbook of a board, as an .xlsx file."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, options) as book:
        book.set_properties(
            {
                "title": _text(f"Tình hình thực hiện {phrases.plan_name(board.plan)}"),
                "company": _text(board.plan.agency),
                "created": board.as_of.astimezone(board.plan.zone).replace(tzinfo=None),
            }
        )
        pen = _Pen(book)
        _summary(pen, board)
        _duties(pen, board)
        _units(pen, board)
    return file.getvalue()


class _Pen:
    """Writes values into cells of one book, texts always as texts."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._forms: dict[tuple[str, bool], Any] = {}

    def sheet(self, name: str) -> Any:
        """A new sheet, set up for printing on A4."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P/&N")
        return sheet

    def plain(self, form: Mapping[str, Any]) -> Any:
        """A format of its own."""
        return self._book.add_format({**form})

    def form(self, name: str, *, quoted: bool = False) -> Any:
        """One of the forms of a cell; a quoted one stays a text when somebody edits it."""
        if (name, quoted) not in self._forms:
            made = self._book.add_format({**_FONT, **_FORMS[name]})
            if quoted:
                made.set_quote_prefix()
            self._forms[name, quoted] = made
        return self._forms[name, quoted]

    def write(self, sheet: Any, row: int, column: int, value: Value, form: str) -> None:
        """One value into one cell; an empty one only gets its borders."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.form(form))
        elif isinstance(value, str):
            text = _text(value)
            quoted = text.startswith(STARTS_A_FORMULA)
            sheet.write_string(row, column, text, self.form(form, quoted=quoted))
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self.form(form))
        else:
            sheet.write_number(row, column, value, self.form(form))


_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
_CELL = {"border": 1, "border_color": "#8C8C8C"}
_FORMS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "line": {},
    "heading": {
        **_CELL,
        "bold": True,
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
        "bg_color": "#E7ECF2",
    },
    "text": {**_CELL, "text_wrap": True},
    "number": {**_CELL, "align": "center", "num_format": "0"},
    "percent": {**_CELL, "align": "center", "num_format": "0%"},
    "rate": {**_CELL, "align": "center", "num_format": "0.0%"},
    "day": {**_CELL, "align": "center", "num_format": "dd/mm/yyyy"},
    "moment": {**_CELL, "align": "center", "num_format": "hh:mm dd/mm/yyyy"},
    "total": {**_CELL, "bold": True, "align": "center", "num_format": "0"},
    "total_text": {**_CELL, "bold": True},
    "total_rate": {**_CELL, "bold": True, "align": "center", "num_format": "0.0%"},
}


def _summary(pen: _Pen, board: Board) -> None:
    sheet = pen.sheet("Tổng hợp")
    sheet.set_column(0, 0, NAME)
    sheet.set_column(1, 6, 15)
    rows = iter(range(10_000))
    pen.write(sheet, next(rows), 0, phrases.plan_name(board.plan), "title")
    when = phrases.moment(board.as_of, board.plan.zone)
    pen.write(sheet, next(rows), 0, f"{board.plan.agency}; số liệu đến {when}", "line")
    next(rows)
    for label, value, form in _figures(board):
        row = next(rows)
        pen.write(sheet, row, 0, label, "text")
        pen.write(sheet, row, 1, value, form)
    next(rows)
    parts = [(part.key or "Nội dung khác", part.board) for part in slices.sections(board)]
    _shares(pen, sheet, next(rows), "Phần của kế hoạch", parts)


def _figures(board: Board) -> Iterator[tuple[str, Value, str]]:
    totals, heard = board.totals, board.answers
    done = totals.done_on_time + totals.done_late
    yield "Tổng số nhiệm vụ", totals.assignments, "number"
    yield "Hoàn thành đúng hạn", totals.done_on_time, "number"
    yield "Hoàn thành quá hạn", totals.done_late, "number"
    yield "Trong hạn, chưa hoàn thành", totals.in_term, "number"
    yield "Quá hạn, chưa hoàn thành", totals.overdue, "number"
    yield "Tỷ lệ hoàn thành", _rate(done, totals.assignments), "rate"
    yield "Tỷ lệ hoàn thành đúng hạn", _rate(totals.done_on_time, totals.assignments), "rate"
    yield "Chưa gửi được tới đơn vị", heard.undelivered, "number"
    yield "Chưa trả lời", heard.unanswered, "number"
    yield "Báo chưa hoàn thành", heard.not_done, "number"
    yield "Đang thực hiện", heard.in_progress, "number"
    yield "Đã hoàn thành", heard.done, "number"


def _rate(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _duties(pen: _Pen, board: Board) -> None:
    sheet = pen.sheet("Nhiệm vụ")
    pen.write(sheet, 0, 0, "TT", "heading")
    sheet.set_column(0, 0, 6)
    for n, column in enumerate(COLUMNS, 1):
        sheet.set_column(n, n, column.width)
        pen.write(sheet, 0, n, column.heading, "heading")
    sheet.set_row(0, 2 * LINE)
    for row, each in enumerate(board.standings, 1):
        values = [column.value(board, each) for column in COLUMNS]
        sheet.set_row(row, LINE * max(map(_lines, values, COLUMNS)))
        pen.write(sheet, row, 0, row, "number")
        for n, (value, column) in enumerate(zip(values, COLUMNS, strict=True), 1):
            pen.write(sheet, row, n, value, column.form)
    last = max(1, len(board.standings))
    sheet.autofilter(0, 0, last, len(COLUMNS))
    sheet.freeze_panes(1, 3)  # number, place and duty stay in sight
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, last, PRINTED)
    _colour(pen, sheet, last)


def _lines(value: Value, column: Column) -> int:
    """How many lines a value takes in its column; not every program finds out by itself."""
    if not isinstance(value, str):
        return 1
    across = column.width * 1.1
    return min(25, sum(max(1, ceil(len(line) / across)) for line in value.split("\n")))


def _colour(pen: _Pen, sheet: Any, last: int) -> None:
    at = 1 + next(n for n, column in enumerate(COLUMNS) if column.heading == "Tình trạng")
    for named, (background, text) in _COLOURS.items():
        rule = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{named}"',
            "format": pen.plain({"bg_color": background, "font_color": text}),
        }
        sheet.conditional_format(1, at, last, at, rule)


def _units(pen: _Pen, board: Board) -> None:
    sheet = pen.sheet("Đơn vị")
    sheet.set_column(0, 0, NAME)
    sheet.set_column(1, 6, 15)
    parts = [(board.plan.units[part.key].name, part.board) for part in units(board)]
    _shares(pen, sheet, 0, "Đơn vị chủ trì", parts)
    last = len(parts)
    sheet.autofilter(0, 0, max(1, last), 6)  # the line of sums is not sorted away
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)


_SHARE_HEADINGS = (
    "Tổng số nhiệm vụ",
    "Hoàn thành đúng hạn",
    "Hoàn thành quá hạn",
    "Trong hạn, chưa hoàn thành",
    "Quá hạn, chưa hoàn thành",
    "Tỷ lệ hoàn thành",
)


def _shares(
    pen: _Pen, sheet: Any, row: int, heading: str, parts: Sequence[tuple[str, Board]]
) -> None:
    """A table of the four figures by part, with the sums of its columns."""
    sheet.set_row(row, 2 * LINE)
    for n, each in enumerate((heading, *_SHARE_HEADINGS)):
        pen.write(sheet, row, n, each, "heading")
    sums = [0] * 5
    for name, board in parts:
        row += 1
        t = board.totals
        counts = (t.assignments, t.done_on_time, t.done_late, t.in_term, t.overdue)
        sums = [a + b for a, b in zip(sums, counts, strict=True)]
        _counts(pen, sheet, row, (name, counts), ("text", "number", "rate"))
    _counts(pen, sheet, row + 1, ("Cộng", sums), ("total_text", "total", "total_rate"))


def _counts(
    pen: _Pen,
    sheet: Any,
    row: int,
    line: tuple[str, Sequence[int]],
    forms: tuple[str, str, str],
) -> None:
    name, counts = line
    sheet.set_row(row, LINE * ceil(len(name) / (NAME * 0.9)))
    pen.write(sheet, row, 0, name, forms[0])
    for n, count in enumerate(counts, 1):
        pen.write(sheet, row, n, count, forms[1])
    pen.write(sheet, row, 6, _rate(counts[1] + counts[2], counts[0]), forms[2])


def _text(value: str) -> str:
    """A text as a cell can hold it."""
    return phrases.plain(value)[:LONGEST_TEXT]
