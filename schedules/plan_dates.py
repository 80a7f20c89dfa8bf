"""What is wrong, or worth a look, with the days of a plan."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from statistics import median_low

from schedules.plan_problem import Finding, Loc, likeness, shown, warning
from schedules.plan_schema import ActivityRow, BeforeRow, Document
from schedules.plan_terms import Dues, Resolved, Term, When
from schedules.workdays import LAST_NOTICED_YEAR, Workdays

FAR = timedelta(days=366)
"""An activity further than this from the others is likely to have a wrong year."""

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

Place = tuple[Loc, When]


def date_findings(resolved: Resolved) -> Iterator[Finding]:
    """Every finding that concerns days."""
    document, dues = resolved.document, resolved.dues
    yield from _calendar(document)
    places: list[Place] = []
    for n, row in enumerate(document.activities):
        loc: Loc = ("activities", n)
        yield from _befores(loc, row, dues)
        for term in resolved.terms[n]:
            yield from _term(term, dues)
        places.extend(_places(loc, row))
    days = [(loc, dues.local_day(when)) for loc, when in places]
    yield from _days_off(days, resolved.workdays)
    yield from _unsettled_years(days)
    yield from _far_away(document, dues)


def _calendar(document: Document) -> Iterator[Finding]:
    if document.calendar is None:
        return
    off = frozenset(document.calendar.days_off)
    for n, day in enumerate(document.calendar.working_days):
        if day in off:
            message = f"{spoken(day)} vừa là ngày nghỉ vừa là ngày làm việc; chỉ giữ một nơi."
            yield Finding(("calendar", "working_days", n), "day_twice", message)


def _befores(loc: Loc, row: ActivityRow, dues: Dues) -> Iterator[Finding]:
    if isinstance(row.due, BeforeRow):
        yield from _before((*loc, "due", "before"), row, row.due, dues)
    for n, own in enumerate(row.assignments):
        if isinstance(own.due, BeforeRow):
            at = (*loc, "assignments", n, "due", "before")
            # Work of its own may well be due before the very activity, if that one has a day.
            if own.due.activity != row.id or row.due is None:
                yield from _before(at, row, own.due, dues)


def _before(loc: Loc, row: ActivityRow, due: BeforeRow, dues: Dues) -> Iterator[Finding]:
    target = dues.row(due.activity)
    if target is None:
        hint = likeness(due.activity, dues.ids)
        yield Finding(loc, "unknown_activity", f"không có hoạt động {shown(due.activity)}.{hint}")
    elif target.id == row.id:
        message = "hạn không thể tính theo chính hoạt động này; ghi mã hoạt động khác."
        yield Finding(loc, "before_itself", message)
    elif row.id in dues.cyclic and row.due is due:
        message = "các hạn tính theo nhau thành vòng; một hoạt động trong vòng phải có ngày."
        yield Finding(loc, "before_cycle", message)
    elif target.due is None:
        message = f"hoạt động “{target.id}” chưa có hạn, nên không tính lùi từ đó được."
        yield Finding(loc, "before_undated", message)
    elif dues.day(target.id) and dues.resolve(due) is None:
        yield Finding(loc, "bad_date", "tính lùi thì hạn rơi vào trước năm 2000.")


def _term(term: Term, dues: Dues) -> Iterator[Finding]:
    if term.due is None and term.before is None:
        yield Finding((*term.loc, "due"), "no_due", "chưa có thời hạn: ghi “due”.")
    elif term.start and term.due and _reversed(term.start, term.due, dues):
        start, due = dues.local_day(term.start), dues.local_day(term.due)
        message = f"hạn {written(due)} đứng trước ngày bắt đầu {written(start)}."
        yield Finding((*term.loc, "due"), "due_before_start", message)


def _reversed(start: When, due: When, dues: Dues) -> bool:
    if isinstance(start, datetime) and isinstance(due, datetime):
        return start > due
    return dues.local_day(start) > dues.local_day(due)


def _places(loc: Loc, row: ActivityRow) -> Iterator[Place]:
    """The days that the file writes for an activity."""
    if row.start:
        yield (*loc, "start"), row.start
    if row.due and not isinstance(row.due, BeforeRow):
        yield (*loc, "due"), row.due
    for n, own in enumerate(row.assignments):
        if own.due and not isinstance(own.due, BeforeRow):
            yield (*loc, "assignments", n, "due"), own.due


def _days_off(days: list[tuple[Loc, date]], workdays: Workdays) -> Iterator[Finding]:
    worked = cache(workdays.is_worked)
    for loc, day in days:
        if worked(day):
            continue
        if loc[-1] == "start":
            first = workdays.on_or_after(day)
            message = (
                f"bắt đầu {spoken(day)}, là ngày nghỉ; ngày làm việc đầu tiên là {spoken(first)}."
            )
            yield warning(loc, "start_on_day_off", message)
        else:
            last = workdays.on_or_before(day)
            message = (
                f"hạn {spoken(day)} là ngày nghỉ; nhắc theo ngày làm việc trước đó, {spoken(last)}."
            )
            yield warning(loc, "due_on_day_off", message)


def _unsettled_years(days: list[tuple[Loc, date]]) -> Iterator[Finding]:
    told: set[int] = set()
    for loc, day in days:
        if day.year > LAST_NOTICED_YEAR and day.year not in told:
            told.add(day.year)
            message = (
                f"chưa có thông báo lịch nghỉ năm {day.year}: ngày nghỉ lễ chỉ là tính trước;"
                " khi có thông báo, bổ sung vào “calendar”."
            )
            yield warning(loc, "unsettled_year", message)


def _far_away(document: Document, dues: Dues) -> Iterator[Finding]:
    days = [(n, day) for n, row in enumerate(document.activities) if (day := dues.day(row.id))]
    if not days:
        return
    middle = median_low(day for _, day in days)
    for n, day in days:
        if abs(day - middle) > FAR:
            message = f"hạn {written(day)} cách các hoạt động khác hơn một năm; xem lại năm."
            yield warning(("activities", n, "due"), "far_away", message)


def written(day: date) -> str:
    """A day as official documents write it: a zero before days under 10 and months 1 and 2."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{day.day:02}/{month}/{day.year}"


def spoken(day: date) -> str:
    """A day with its weekday."""
    return f"{WEEKDAYS[day.weekday()]} {written(day)}"
