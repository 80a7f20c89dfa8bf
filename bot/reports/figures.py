"""Numbers, rates and moments as official reports write them."""

from bot.wording import phrases
from schedules.progress import Board

_THOUSAND = 1_000


def figure(count: int) -> str:
    """A count: 0, 05, 16, 1.250."""
    if count >= _THOUSAND:
        return f"{count:,}".replace(",", ".")
    return phrases.count(count) if count else "0"


def rate(part: int, whole: int) -> str:
    """A rate with a decimal comma, halves rounded up as by hand: 71,4%."""
    tenths = (2_000 * part + whole) // (2 * whole)
    return f"{tenths // 10},{tenths % 10}%"


def until(board: Board) -> str:
    """The instant that figures are of: 17h00 ngày 13/5/2022; the last minute is the day's end."""
    local = board.as_of.astimezone(board.plan.zone)
    day = phrases.day(local.date())
    last_minute = (local.hour, local.minute) == (23, 59)
    return f"hết ngày {day}" if last_minute else f"{local:%Hh%M} ngày {day}"


def sentence(board: Board) -> str:
    """The four figures and the two rates, as leadership reports them."""
    totals, heard = board.totals, board.answers
    done = totals.done_on_time + totals.done_late
    left = totals.in_term + totals.overdue
    said = (
        f"Tổng số nhiệm vụ: {figure(totals.assignments)}. Đến {until(board)}: "
        f"đã hoàn thành {figure(done)} (đúng hạn {figure(totals.done_on_time)}, "
        f"quá hạn {figure(totals.done_late)}), "
        f"chưa hoàn thành {figure(left)} (trong hạn {figure(totals.in_term)}, "
        f"quá hạn {figure(totals.overdue)})"
    )
    if left:
        silent = heard.undelivered + heard.unanswered
        kinds = (
            (heard.in_progress, f"đang thực hiện {figure(heard.in_progress)}"),
            (heard.not_done, _not_done(board)),
            (silent, f"chưa có báo cáo {figure(silent)}"),
        )
        said += f", trong đó {', '.join(words for count, words in kinds if count)}"
    if not totals.assignments:
        return f"{said}."
    return (
        f"{said}. Tỷ lệ hoàn thành {rate(done, totals.assignments)}; "
        f"tỷ lệ hoàn thành đúng hạn {rate(totals.done_on_time, totals.assignments)}."
    )


def _not_done(board: Board) -> str:
    """Who says that it is not done: the unit itself, or those who sent its work back."""
    said = f"đơn vị báo chưa hoàn thành {figure(board.answers.not_done)}"
    returned = sum(each.returned for each in board.standings)
    return f"{said} (kể cả {figure(returned)} được đề nghị bổ sung)" if returned else said
