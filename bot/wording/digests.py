"""The morning summary for leadership, and the weekly one that stands in its place on Mondays."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from bot.choices.views import Sight, View, tag
from bot.messages import Choice, Message
from bot.wording import phrases
from bot.wording.boards import ONE_SCREEN, by_unit, exceptions, figures
from schedules.changes import Changes, changes
from schedules.ladder import overseen
from schedules.mornings import opens_week
from schedules.plan import Leadership
from schedules.progress import Board, Standing
from schedules.workdays import Workdays, local_instant

NO_CHANGES = Changes()


def summary(
    whole: Board,
    last: datetime | None,
    board_at: Callable[[datetime], Board],
    readers: Collection[Leadership] = (),
) -> Message | None:
    """The summary of a morning: the weekly one where the week begins, else the daily one.

    `last` is when this person was last sent one, `board_at` gives the board of a past moment.
    `readers` are the entries of leadership that the person stands for: who is in charge of some
    units reads of these, with a line about the whole plan.
    """
    of, today = overseen(whole, readers), _day(whole)
    if opens_week(Workdays(of.plan.calendar), today):
        monday = today - timedelta(days=today.weekday() + 7)
        return _weekly(of, board_at(local_instant(monday, time(), of.plan.zone)), whole)
    return _daily(of, board_at(last) if last else None, whole)


def _daily(of: Board, before: Board | None, whole: Board) -> Message | None:
    """The morning summary; None when there is nothing to say.

    `before` is the board of the last summary that this person was sent, None before the first.
    """
    today = _day(of)
    tomorrow = Workdays(of.plan.calendar).shift(today, 1)
    news = changes(before, of) if before else NO_CHANGES
    coming = [
        ("Hôm nay đến hạn", _due(of, today)),
        (
            f"Ngày làm việc tiếp theo ({phrases.day(tomorrow)}) đến hạn",
            _due(of, tomorrow),
        ),
    ]
    if not of.exceptions and not news and not any(due for _, due in coming):
        return None
    return _summary(
        of,
        whole,
        f"Kính báo cáo Lãnh đạo tình hình thực hiện đến {phrases.moment(of.as_of, of.plan.zone)}",
        [*_since(before, of, news), *exceptions(of, ONE_SCREEN), *_coming(of, coming)],
    )


def _weekly(of: Board, before: Board, whole: Board) -> Message | None:
    """The summary that opens a week; None when there is nothing to say.

    `before` is the board at the beginning of the week before.
    """
    today = _day(of)
    friday = today + timedelta(days=4 - min(today.weekday(), 4))
    news = changes(before, of)
    due = _due(of, today, friday)
    if not of.exceptions and not news and not due:
        return None
    week = f"Tuần này ({phrases.day_and_month(today)} - {phrases.day(friday)}) đến hạn"
    first = before.as_of.astimezone(of.plan.zone).date()
    last = first + timedelta(days=4)
    return _summary(
        of,
        whole,
        f"Kính báo cáo Lãnh đạo kết quả tuần {phrases.day_and_month(first)} - {phrases.day(last)}",
        [
            f"Tỷ lệ hoàn thành: {_share(of)}.",
            *_news("Trong tuần qua", of, news),
            *exceptions(of, ONE_SCREEN),
            *_coming(of, [(week, due)]),
        ],
    )


def _summary(of: Board, whole: Board, heading: str, more: Sequence[str]) -> Message:
    view = View(tag(of.plan.id))
    ways = [Choice("Xem chi tiết", view.data)]
    if of.exceptions:
        ways.append(Choice("⚠️ Việc cần chú ý", View(view.plan, Sight.EXCEPTIONS).data))
    lines = [phrases.plan_number(of.plan), *_whose(of, whole), "", *figures(of), *more]
    return Message(heading, "\n".join(lines), (tuple(ways),))


def _whose(of: Board, whole: Board) -> Iterator[str]:
    """Whose work is told, where it is not all of it; and how the whole stands, in one line."""
    if of is not whole:
        units = {each.assignment.unit.id: each.assignment.unit.short for each in of.standings}
        t = whole.totals
        done = phrases.count(t.done_on_time + t.done_late)
        yield f"Phần việc của các đơn vị đồng chí phụ trách: {', '.join(units.values())}."
        yield (
            f"Toàn kế hoạch: {phrases.count(t.assignments)} nhiệm vụ, đã hoàn thành {done}, "
            f"quá hạn chưa hoàn thành {phrases.count(t.overdue)}."
        )


def _since(before: Board | None, of: Board, news: Changes) -> Iterator[str]:
    if before is not None:
        yield from _news(f"Từ {phrases.moment(before.as_of, of.plan.zone)}", of, news)


def _news(since: str, of: Board, news: Changes) -> Iterator[str]:
    """What has changed, in counts by unit; the duties themselves stand below or are over."""
    counted = (
        ("hoàn thành", news.done),
        ("mới quá hạn", news.overdue),
        ("mới báo chưa xong kèm lý do", news.reasons),
        ("được trả lại để bổ sung", news.returned),
        ("được lùi hạn", news.moved),
    )
    said = [(what, found) for what, found in counted if found]
    if said:
        yield ""
        yield f"{since}:"
        for what, found in said:
            yield f"- {what}: {phrases.count(len(found))} ({_units(of, found)})"
    waiting = [each for each in of.standings if each.awaits]
    if waiting:
        yield f"Chờ xác nhận: {phrases.count(len(waiting))} ({_units(of, waiting)})"


def _units(of: Board, found: Sequence[Standing]) -> str:
    counted = Counter(each.assignment.unit.id for each in found)
    short = {unit: of.plan.units[unit].short for unit in counted}
    return ", ".join(f"{short[unit]} {phrases.count(n)}" for unit, n in counted.items())


def _coming(of: Board, coming: Sequence[tuple[str, Sequence[Standing]]]) -> Iterator[str]:
    for head, due in coming:
        if due:
            yield ""
            yield f"{head}: {phrases.count(len(due))} nhiệm vụ"
            yield from by_unit(of, due[:ONE_SCREEN])
            if len(due) > ONE_SCREEN:
                yield f"… và {phrases.count(len(due) - ONE_SCREEN)} nhiệm vụ khác."


def _due(of: Board, first: date, last: date | None = None) -> list[Standing]:
    """What has still to be done by its working day, from `first` to `last` (None: then), by date.

    What is overdue since an hour of that day is none of it: it stands among the exceptions.
    """
    days = first, last or first
    found = [s for s in of.standings if not (s.done or s.overdue) and _is_within(s, *days)]
    return sorted(found, key=lambda s: s.assignment.deadline.ends)


def _is_within(each: Standing, first: date, last: date) -> bool:
    return first <= each.assignment.deadline.remind_on <= last


def _share(of: Board) -> str:
    done = of.totals.done_on_time + of.totals.done_late
    everything = of.totals.assignments
    tenths = (2000 * done + everything) // (2 * everything) if everything else 0  # half goes up
    share = f"{tenths // 10},{tenths % 10}%"
    return f"{phrases.count(done)}/{phrases.count(everything)} nhiệm vụ ({share})"


def _day(of: Board) -> date:
    return of.as_of.astimezone(of.plan.zone).date()
