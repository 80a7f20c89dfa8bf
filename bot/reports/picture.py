"""The picture: a plan on a time axis, for a phone.

Rows are duties under their activity and section, bars are windows, their look is the standing.
A plan too long for one picture is drawn on several pages, each complete in itself.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from bot.reports import axis as axes
from bot.reports.axis import Axis
from bot.reports.breakdown import condition, done_on, note
from bot.reports.lettering import bold, fit, length, regular, wrap, write
from bot.reports.marks import (
    BAND,
    FAINT,
    INK,
    LEGEND,
    LOOKS,
    NOW,
    PAPER,
    RULE,
    SHADE,
    Look,
    bar,
    palette,
    sign,
)
from bot.wording import phrases
from schedules import slices
from schedules.plan import Unit
from schedules.progress import Board, Standing, State, days_late, is_undelivered

WIDTH = 1080
"""Pixels; what phones show without shrinking."""

TALLEST = 7_200
"""Pixels; chat platforms refuse pictures whose width and height add up to more than 10,000."""

MARGIN = 24
LEFT = 304
"""Where the axis begins; units are named left of it."""

RIGHT = WIDTH - MARGIN
TITLE, TEXT, SMALL = 34, 27, 24
LINE, ROW, BAR = 36, 50, 26
GAP = 14

DaysOff = Sequence[tuple[date, date]]

Paint = Callable[[ImageDraw.ImageDraw, Image.Image, int], None]
"""Draws a block of the picture whose upper edge is at a height."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page: how high it is, and how it is drawn. `leads`: never last on a page."""

    height: int
    paint: Paint
    leads: bool = False


def pages(board: Board) -> Iterator[bytes]:
    """The pages of the picture, as PNG files; at least one."""
    axis = axes.of(board, LEFT, RIGHT)
    head, scale, foot = _header(board), _scale(board, axis), _legend(board, axis)
    room = TALLEST - sum(b.height for b in (head, scale, foot, _line(""))) - 2 * MARGIN
    parts = list(_paged(_body(board, axis), room))
    for n, part in enumerate(parts, 1):
        number = [_line(f"Trang {n}/{len(parts)}")] if len(parts) > 1 else []
        yield _drawn([head, scale, *part, *number, foot])


def _paged(blocks: Iterable[Block], room: int) -> Iterator[list[Block]]:
    """Blocks in order, as many on a page as there is room; headings go with what they head."""
    page: list[Block] = []
    waiting: list[Block] = []
    for block in blocks:
        waiting.append(block)
        if block.leads:
            continue
        if page and sum(b.height for b in (*page, *waiting)) > room:
            yield page
            page = []
        page += waiting
        waiting = []
    yield page + waiting


def _drawn(blocks: Sequence[Block]) -> bytes:
    image = Image.new("RGB", (WIDTH, sum(b.height for b in blocks) + 2 * MARGIN), PAPER)
    pen = ImageDraw.Draw(image)
    y = MARGIN
    for block in blocks:
        block.paint(pen, image, y)
        y += block.height
    file = BytesIO()
    image.quantize(palette=palette(), dither=Image.Dither.NONE).save(file, "PNG", compress_level=6)
    return file.getvalue()


# --- the parts of a page ------------------------------------------------------------------------


def _header(board: Board) -> Block:
    plan, totals = board.plan, board.totals
    title = wrap(phrases.plan_name(plan), bold(TITLE), WIDTH - 2 * MARGIN, most=3)
    when = phrases.moment(board.as_of, plan.zone)
    everything, on_time, late, in_term, overdue = map(phrases.count, astuple(totals))
    lines = [
        f"Tình hình thực hiện đến {when}",
        f"Tổng số {everything} nhiệm vụ. Đã hoàn thành: đúng hạn {on_time}, quá hạn {late}.",
        f"Chưa hoàn thành: trong hạn {in_term}, quá hạn {overdue}.",
    ]

    def paint(_pen: ImageDraw.ImageDraw, image: Image.Image, y: int) -> None:
        for line in title:
            write(image, (MARGIN, y), line, bold(TITLE), INK)
            y += TITLE + 12
        for line in lines:
            write(image, (MARGIN, y), line, regular(TEXT), INK)
            y += LINE

    return Block(len(title) * (TITLE + 12) + len(lines) * LINE + GAP, paint)


def _scale(board: Board, axis: Axis) -> Block:
    """The dates of the axis, with today above them."""
    today = _today(board)
    font = regular(SMALL)
    ticks = axis.ticks(length("00/00", font) + 14)

    def paint(pen: ImageDraw.ImageDraw, image: Image.Image, y: int) -> None:
        if axis.holds(today):
            label = f"đến {phrases.day_and_month(today)}"
            wide = length(label, bold(SMALL))
            at = min(max(axis.x(today) + (axis.scale - wide) / 2, LEFT), RIGHT - wide)
            write(image, (at, y), label, bold(SMALL), NOW)
        for day, label in ticks:
            x = axis.x(day)
            pen.line((x, y + 70, x, y + 78), fill=FAINT, width=2)
            if x + length(label, font) <= RIGHT + MARGIN / 2:
                write(image, (x + 2, y + 36), label, font, FAINT)
        pen.line((LEFT, y + 78, RIGHT, y + 78), fill=FAINT, width=2)

    return Block(80, paint)


def _body(board: Board, axis: Axis) -> Iterator[Block]:
    if not board.standings:
        yield _line("Kế hoạch chưa có nhiệm vụ nào.")
    off = axis.days_off(board.plan)
    for section in slices.sections(board):
        if section.key:
            yield _heading(section.key)
        last = None
        for each in section.board.standings:
            duty = each.assignment
            named = (duty.activity.id, duty.title)
            if named != last:
                yield _title(f"{phrases.place(duty.activity)}. {duty.title}")
            last = named
            yield _duty(board, axis, off, each)


def _line(text: str) -> Block:
    def paint(_pen: ImageDraw.ImageDraw, image: Image.Image, y: int) -> None:
        write(image, (MARGIN, y + GAP), text, regular(TEXT), INK)

    return Block(LINE + 2 * GAP, paint)


def _heading(name: str) -> Block:
    lines = wrap(name, bold(TEXT), WIDTH - 3 * MARGIN, most=2)
    height = len(lines) * LINE + 12

    def paint(pen: ImageDraw.ImageDraw, image: Image.Image, y: int) -> None:
        pen.rectangle((0, y + GAP, WIDTH, y + GAP + height), fill=BAND)
        for n, line in enumerate(lines):
            write(image, (MARGIN, y + GAP + 4 + n * LINE), line, bold(TEXT), INK)

    return Block(height + GAP, paint, leads=True)


def _title(text: str) -> Block:
    lines = wrap(text, regular(TEXT), WIDTH - 2 * MARGIN, most=2)

    def paint(_pen: ImageDraw.ImageDraw, image: Image.Image, y: int) -> None:
        for n, line in enumerate(lines):
            write(image, (MARGIN, y + GAP - 2 + n * LINE), line, regular(TEXT), INK)

    return Block(len(lines) * LINE + GAP, paint, leads=True)


def _duty(board: Board, axis: Axis, off: DaysOff, each: Standing) -> Block:
    """A unit's row: sign, name, window, deadline, and how it stands in a few words."""
    duty, look = each.assignment, LOOKS[condition(each)]
    today = _today(board)
    unit = _name(duty.unit, LEFT - MARGIN - 46)

    def paint(pen: ImageDraw.ImageDraw, image: Image.Image, y: int) -> None:
        for first, after in off:
            pen.rectangle((axis.x(first), y, axis.x(after) - 1, y + ROW - 1), fill=SHADE)
        pen.line((LEFT, y + ROW - 1, RIGHT, y + ROW - 1), fill=RULE)
        image.paste(sign(look, 28), (MARGIN, y + 11))
        write(image, (MARGIN + 38, y + 9), unit, bold(SMALL), INK)
        _bar(pen, axis, board, each, look, y + (ROW - BAR) // 2)
        if axis.holds(today):
            x = axis.x(today) + axis.scale / 2
            pen.line((x, y, x, y + ROW), fill=NOW, width=3)
        _caption(pen, image, axis, board, each, y + 8)

    return Block(ROW, paint)


def _name(unit: Unit, width: float) -> str:
    """The first of a unit's names that fits; else its short name, cut."""
    font = bold(SMALL)
    names = (unit.short, *unit.aliases)
    return next((n for n in names if length(n, font) <= width), fit(unit.short, font, width))


def _bar(
    pen: ImageDraw.ImageDraw, axis: Axis, board: Board, each: Standing, look: Look, top: int
) -> None:
    start, end = _span(axis, each)
    middle = top + BAR // 2
    pen.line((end, middle, _tail(axis, board, each), middle), fill=look.colour, width=6)
    percent = each.reply.percent if each.reply else None
    bar(pen, look, (start, top, end, top + BAR), share=(percent or 0) / 100)
    pen.rectangle((end - 2, top - 6, end + 2, top + BAR + 6), fill=INK)  # the deadline
    if original := each.assignment.original:  # which was granted instead of this one
        old = axis.x(original.day + _DAY)
        box = (old - 3, top - 6, old + 3, top + BAR + 6)
        pen.rectangle(box, fill=PAPER, outline=INK, width=2)


_DAY = timedelta(days=1)


def _span(axis: Axis, each: Standing) -> tuple[float, float]:
    """From where to where a window reaches; a duty without one has the day of its deadline."""
    duty = each.assignment
    first = duty.opening.day if duty.opening else duty.deadline.day
    return axis.x(min(first, duty.deadline.day)), axis.x(duty.deadline.day + _DAY)


def _tail(axis: Axis, board: Board, each: Standing) -> float:
    """Up to where a duty ran late, so far; the end of its window if it did not."""
    _, end = _span(axis, each)
    done = done_on(board, each)
    until = done if each.late else _today(board) if each.overdue else None
    return end if until is None else max(end, axis.x(until + _DAY))


def _today(board: Board) -> date:
    return board.as_of.astimezone(board.plan.zone).date()


def _words(board: Board, each: Standing) -> list[str]:
    """Deadline and standing in a few words, ever fewer: 19/5: quá hạn 02 ngày."""
    due = phrases.day_and_month(each.assignment.deadline.day)
    due += " (gia hạn)" if each.assignment.original else ""
    said = _said(board, each)
    wish = "" if each.done or not each.wish else f"xin lùi {phrases.day_and_month(each.wish)}"
    told = [", ".join(filter(None, (said, wish))), said]
    return [*(f"{due}: {words}" for words in told if words), *([said] if said else [due])]


def _said(board: Board, each: Standing) -> str:
    day = done_on(board, each)
    late = phrases.count(days_late(board.plan, each, board.as_of))
    if day is not None:
        done = f"xong {phrases.day_and_month(day)}"
        said = [done, f"chậm {late} ngày" if each.late else "", note(each)]
        return ", ".join(filter(None, said))
    if each.overdue:
        return f"quá hạn {late} ngày"
    if is_undelivered(each):
        return "chưa gửi được"
    percent = each.reply.percent if each.reply else None
    if each.state is State.IN_PROGRESS:
        return "đang làm" if percent is None else f"được {percent}%"
    if each.returned:
        return "cần bổ sung"
    return {State.NOT_DONE: "báo chưa xong"}.get(each.state, "")


def _caption(
    pen: ImageDraw.ImageDraw,
    image: Image.Image,
    axis: Axis,
    board: Board,
    each: Standing,
    y: int,
) -> None:
    """Deadline and standing in words beside the bar, on paper of their own."""
    x, words = _room(*_span(axis, each), _tail(axis, board, each), _words(board, each))
    pen.rectangle((x - 3, y + 3, x + length(words, regular(SMALL)) + 3, y + 32), fill=PAPER)
    write(image, (x, y), words, regular(SMALL), INK)


def _room(start: float, end: float, tail: float, said: Sequence[str]) -> tuple[float, str]:
    """Where words fit beside a bar, and how many of them: behind it, before it, else upon it."""
    for words in said:
        wide = length(words, regular(SMALL))
        for x in (tail + 12, start - 10 - wide, end + 12):
            if x >= LEFT and x + wide <= RIGHT:
                return x, words
    return max(LEFT, end - 16 - length(said[-1], regular(SMALL))), said[-1]


def _legend(board: Board, axis: Axis) -> Block:
    """What each look means and how many duties have it, in two columns."""
    counts = dict.fromkeys(LEGEND, 0)
    for each in board.standings:
        counts[LOOKS[condition(each)]] += 1
    column = (WIDTH - 2 * MARGIN) // 2
    rows = (len(LEGEND) + 1) // 2
    drawn = " Vạch đỏ: ngày lập." if axis.holds(_today(board)) else ""
    notes = (f"Vạch đậm: thời hạn; vạch rỗng: hạn cũ. Nền xám: ngày nghỉ.{drawn}",)

    def paint(pen: ImageDraw.ImageDraw, image: Image.Image, y: int) -> None:
        y += GAP
        pen.line((MARGIN, y, RIGHT, y), fill=FAINT, width=2)
        for n, (look, number) in enumerate(counts.items()):
            x, top = MARGIN + (n // rows) * column, y + 12 + (n % rows) * 40
            image.paste(sign(look, 28), (x, top + 4))
            bar(pen, look, (x + 40, top + 6, x + 100, top + 30), share=0.5)
            text = f"{phrases.count(number)} {look.name}"
            write(image, (x + 112, top), text, regular(SMALL), INK)
        for n, line in enumerate(notes):
            top = y + 16 + rows * 40 + n * LINE
            write(image, (MARGIN, top), line, regular(SMALL), FAINT)

    return Block(GAP + 16 + rows * 40 + len(notes) * LINE, paint)
