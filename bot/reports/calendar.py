"""The calendar: an entry for every deadline, and one for every window, of a unit or of all.

Entries keep their identity while deadlines move; no name of a person and no word of theirs is in
them. The same board makes the same bytes, whenever they are made.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from json import dumps
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event, Timezone

from bot.reports.breakdown import condition, done_on
from bot.wording import phrases
from schedules.plan import Assignment, Plan, Window
from schedules.progress import Board, Standing
from schedules.revisions import Revision
from schedules.workdays import Workdays

Key = tuple[str, str]
DAY = timedelta(days=1)
YEAR = timedelta(days=366)

NEWS_AFTER = timedelta(hours=1)
"""How often programs should ask for a feed again."""

LAST_HOUR = timedelta(hours=1)
"""The entry of a deadline at an hour is the hour before it."""

TITLE = 120
"""Characters of a duty's title in the name of an entry."""

_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A calendar as an .ics file, and when anything in it changed last."""

    data: bytes
    changed: datetime


def draw(board: Board, revisions: Mapping[Key, Revision], unit: str | None = None) -> Drawn:
    """The calendar of one unit, with alarms; without `unit` that of leadership, with every duty."""
    plan = board.plan
    mine = board.part(board.of_unit(unit)) if unit else board
    made = _empty(mine, plan.units[unit].short if unit else "Toàn bộ")
    changed = _NEVER
    for each in mine.standings:
        revision = revisions.get(each.assignment.key, Revision(0, _NEVER))
        since = _changed(each, revision)
        changed = max(changed, since)
        for entry in _entries(mine, each, own=unit is not None):
            entry.add("sequence", revision.number)
            entry.add("dtstamp", since)
            entry.add("last-modified", since)
            made.add_component(entry)
    return Drawn(made.to_ical(), changed)


def _empty(board: Board, whose: str) -> Calendar:
    plan = board.plan
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//Nhac Viec//VI")
    made.add("method", "PUBLISH")
    name = phrases.plain(f"{whose} – {phrases.plan_number(plan)}")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", plan.zone.key)
    made.add("refresh-interval", NEWS_AFTER, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    days = [each.assignment.deadline.day for each in board.standings]
    if days:
        first, last = min(days) - YEAR, max(days) + YEAR
        made.add_component(Timezone.from_tzid(plan.zone.key, first_date=first, last_date=last))
    return made


def _changed(each: Standing, revision: Revision) -> datetime:
    """When anything that an entry tells became so."""
    moments = [revision.since]
    if each.reply:
        moments.append(each.reply.at)
    if each.overdue:
        moments.append(each.assignment.deadline.overdue_from)
    return max(moments).replace(microsecond=0)


def _entries(board: Board, each: Standing, *, own: bool) -> Iterator[Event]:
    duty = each.assignment
    event = duty.activity.window is Window.EVENT
    yield _entry(board, each, "Sự kiện" if event else "Hạn", own=own, **_deadline(duty, board.plan))
    first, last = duty.opening.day if duty.opening else None, duty.deadline.day
    if first is not None and first < last and not event:
        window = _entry(board, each, "Thực hiện", own=own, start=first, end=last + DAY)
        window.add("transp", "TRANSPARENT")
        yield window


def _deadline(duty: Assignment, plan: Plan) -> dict[str, date]:
    """From when to when the entry of a deadline reaches; days end with the day after."""
    deadline = duty.deadline
    if deadline.whole_day:
        return {"start": deadline.day, "end": deadline.day + DAY}
    ends = deadline.ends.astimezone(plan.zone)
    return {"start": ends - LAST_HOUR, "end": ends}


def _entry(board: Board, each: Standing, kind: str, *, own: bool, start: date, end: date) -> Event:
    duty, plan = each.assignment, board.plan
    whose = "" if own else f" [{duty.unit.short}]"
    done = "✓ " if each.done else ""
    title = phrases.shorten(phrases.plain(duty.title), TITLE)
    made = Event()
    named = dumps([plan.id, *duty.key, kind], ensure_ascii=False)
    made.add("uid", f"{uuid5(NAMESPACE_URL, named)}@nhacviec")
    made.add("summary", phrases.plain(f"{done}{kind}{whose}: {title}"))
    made.add("dtstart", start)
    made.add("dtend", end)
    made.add("description", phrases.plain("\n".join(_description(board, each))))
    made.add("status", "TENTATIVE" if duty.activity.tentative else "CONFIRMED")
    if not each.done and kind != "Thực hiện" and (own or kind == "Sự kiện"):
        for at in _alarms(plan, duty):
            made.add_component(_alarm(title, at - _midnight(start, plan)))
    return made


def _description(board: Board, each: Standing) -> Iterator[str]:
    duty, plan = each.assignment, board.plan
    yield duty.title
    yield f"Đơn vị chủ trì: {duty.unit.name}"
    if partners := phrases.partners(plan, duty):
        yield f"Phối hợp: {partners}"
    yield f"Thời hạn: {phrases.deadline(duty.deadline, plan.zone)}"
    if duty.original:
        yield f"Đã gia hạn; thời hạn ban đầu: {phrases.deadline(duty.original, plan.zone)}"
    if duty.activity.tentative:
        yield "Ngày dự kiến, chưa chốt"
    day = done_on(board, each)
    yield f"Tình trạng: {condition(each)}{f', ngày {phrases.day(day)}' if day else ''}"
    cited = phrases.citation(duty.activity)
    yield ", ".join(filter(None, (phrases.plan_name(plan), cited)))


def _alarms(plan: Plan, duty: Assignment) -> list[datetime]:
    """When to ring: the morning of the last working day, and that of the one before."""
    on = duty.deadline.remind_on
    mornings = (Workdays(plan.calendar).shift(on, -1), on)
    rings = [datetime.combine(day, duty.activity.rhythm.at, plan.zone) for day in mornings]
    return [at for at in rings if at < duty.deadline.ends]


def _midnight(start: date, plan: Plan) -> datetime:
    """When an entry begins, which alarms count from."""
    if isinstance(start, datetime):
        return start
    return datetime.combine(start, time(), plan.zone)


def _alarm(title: str, after: timedelta) -> Alarm:
    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", f"Sắp đến hạn: {title}")
    made.add("trigger", after)
    return made
