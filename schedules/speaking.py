"""When the bot may speak of its own accord, and how long it may: working time.

Working time is what is left of worked days when the quiet hours are taken out.
"""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from schedules.plan import Assignment, Plan, Rhythm
from schedules.workdays import DAY, Workdays, local_instant, quiet_until


def sending_time(
    at: datetime, *, rhythm: Rhythm, workdays: Workdays, zone: ZoneInfo, exact: bool
) -> datetime:
    """The first instant from `at` on when the bot may speak of its own accord, in UTC.

    Quiet hours are waited out; so are days off, unless the message is `exact` or the rhythm
    counts every day.
    """
    local = at.astimezone(zone)
    while True:
        quiet = quiet_until(local, rhythm.quiet_hours)
        if quiet is not None:
            local = quiet
        elif exact or not rhythm.working_days_only or workdays.is_worked(local.date()):
            return local.astimezone(UTC)
        else:
            local = local_instant(workdays.on_or_after(local.date()), time(), zone)


def telling_time(plan: Plan, duty: Assignment, now: datetime) -> datetime:
    """When the unit of a duty may be told of it from `now` on, in UTC."""
    return sending_time(
        now,
        rhythm=duty.activity.rhythm,
        workdays=Workdays(plan.calendar),
        zone=plan.zone,
        exact=False,
    )


def after_working_time(
    since: datetime, span: timedelta, *, rhythm: Rhythm, workdays: Workdays, zone: ZoneInfo
) -> datetime:
    """The instant by which `span` of working time has passed since `since`, in UTC.

    Days off count too where the rhythm counts every day.
    """
    at, left = since, span
    while True:
        at = sending_time(at, rhythm=rhythm, workdays=workdays, zone=zone, exact=False)
        stretch = _stretch(at.astimezone(zone), rhythm)
        if left <= stretch:
            return at + left
        left -= stretch
        at += stretch


def _stretch(at: datetime, rhythm: Rhythm) -> timedelta:
    """How long from `at` (local, when it may speak) until it gets quiet or the day ends."""
    starts = [local_instant(at.date(), start, _zone(at)) for start, _ in rhythm.quiet_hours]
    midnight = local_instant(at.date() + DAY, time(), _zone(at))
    return min(moment for moment in (*starts, midnight) if moment > at) - at


def _zone(at: datetime) -> ZoneInfo:
    zone = at.tzinfo
    if not isinstance(zone, ZoneInfo):
        raise TypeError("local time needs the plan's zone")
    return zone
