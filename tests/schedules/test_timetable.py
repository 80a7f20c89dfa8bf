"""What a stretch of time owes, until when it matters, and what holds for every plan."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from schedules.plan import Days, Overdue, Plan, Rhythm, Window
from schedules.timetable import Kind, Reminder, Timetable
from schedules.workdays import Workdays, quiet_until
from tests.schedules.plans import SILENT, duty, plan_of, told
from tests.schedules.strategies import VIETNAM, calendars, few, instants, local, rhythms

FRIDAY, SATURDAY, MONDAY = (date(2022, 5, n) for n in (13, 14, 16))
THURSDAY = date(2022, 5, 19)


# How long a reminder matters


def test_a_mark_before_the_deadline_matters_until_it_is_overdue() -> None:
    plan = plan_of(duty(SATURDAY, start=MONDAY - timedelta(days=7)))

    until = {r.mark: r.until for r in Timetable.of(plan).reminders}

    assert until["3d"] == until["1d"] == until["0d"] == local("2022-05-16 00:00")
    assert until["start"] == local("2022-05-15 00:00")


def test_a_repeat_matters_until_the_next_one_would_come() -> None:
    plan = plan_of(duty(THURSDAY, rhythm=Rhythm(overdue=Overdue(Days(1), 2))))

    until = {r.mark: r.until for r in Timetable.of(plan).reminders}

    assert until["+1"] == local("2022-05-23 08:00")
    assert until["+2"] == local("2022-05-24 08:00")


def test_an_escalation_matters_for_five_working_days_and_a_digest_for_its_day() -> None:
    plan = plan_of(duty(THURSDAY))

    until = {r.mark: r.until for r in Timetable.of(plan).reminders}

    assert until["escalation"] == local("2022-05-27 00:00")
    assert until["digest-2022-05-20"] == local("2022-05-21 00:00")


# Digests


def digests(rhythm: Rhythm) -> list[Reminder]:
    plan = plan_of(duty(THURSDAY, rhythm=replace(rhythm, overdue=None)), rhythm=rhythm)
    return [r for r in Timetable.of(plan).reminders if r.kind is Kind.DIGEST]


def test_leaders_get_a_digest_every_working_day_from_the_first_reminder_to_the_last() -> None:
    assert [told(r) for r in digests(Rhythm(before=(Days(4),)))] == [
        "2022-05-13 07:30 digest digest-2022-05-13",
        "2022-05-16 07:30 digest digest-2022-05-16",
        "2022-05-17 07:30 digest digest-2022-05-17",
        "2022-05-18 07:30 digest digest-2022-05-18",
        "2022-05-19 07:30 digest digest-2022-05-19",
        "2022-05-20 07:30 digest digest-2022-05-20",
    ]


def test_a_digest_in_quiet_hours_waits_and_is_that_of_the_day_it_goes_out() -> None:
    found = digests(Rhythm(at=time(9), digest=time(18), before=(Days(0),)))

    assert [told(r) for r in found] == [
        "2022-05-20 07:30 digest digest-2022-05-20",
        "2022-05-23 07:30 digest digest-2022-05-23",
    ]
    assert [r.until for r in found] == [local("2022-05-21 00:00"), local("2022-05-24 00:00")]


def test_without_reminders_there_is_no_digest() -> None:
    rhythm = replace(SILENT, digest=time(7, 30))

    assert Timetable.of(plan_of(duty(THURSDAY, rhythm=SILENT), rhythm=rhythm)).reminders == ()


# What a stretch of time owes


def test_a_stretch_is_open_at_its_beginning_and_closed_at_its_end() -> None:
    timetable = Timetable.of(plan_of(duty(THURSDAY), rhythm=SILENT))
    first, second = local("2022-05-16 08:00"), local("2022-05-18 08:00")

    assert [told(r) for r in timetable.between(first, second)] == ["2022-05-18 08:00 before 1d"]
    assert timetable.between(second, second) == ()
    assert timetable.between(None, first) == timetable.reminders[:1]


def test_a_clock_set_back_owes_nothing() -> None:
    timetable = Timetable.of(plan_of(duty(THURSDAY)))

    assert timetable.between(local("2022-05-19 12:00"), local("2022-05-17 12:00")) == ()


def test_an_empty_timetable_never_closes() -> None:
    assert Timetable.of(plan_of()).closes is None


duties = st.builds(
    duty,
    st.dates(date(2022, 4, 25), date(2022, 6, 3)) | instants,
    start=st.none() | st.dates(date(2022, 4, 25), date(2022, 6, 3)) | instants,
    rhythm=rhythms,
    window=st.sampled_from(Window),
    due_time=st.integers(1, 24).map(lambda n: timedelta(hours=n)),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans of a few duties, on a calendar of their own."""
    calendar, own = draw(calendars), draw(st.lists(duties, min_size=1, max_size=3))
    workdays = Workdays(calendar)
    named = []
    for n, each in enumerate(own):
        activity = replace(each.activity, id=str(n))
        due = each.deadline.day if each.deadline.whole_day else each.deadline.ends
        deadline = workdays.deadline(due, due_time=timedelta(hours=24), zone=VIETNAM)
        named.append(replace(each, activity=activity, deadline=deadline))
    return plan_of(*named, rhythm=draw(rhythms), calendar=calendar)


@given(plans(), st.lists(instants, max_size=12))
@few
def test_any_rhythm_of_ticks_owes_the_same_reminders_once(
    plan: Plan, ticks: list[datetime]
) -> None:
    timetable = Timetable.of(plan)
    end = local("2022-12-31 00:00")

    found: list[Reminder] = []
    after: datetime | None = None
    for tick in [*sorted(ticks), end]:
        found += timetable.between(after, tick)
        after = tick

    assert tuple(found) == timetable.between(None, end)


@given(plans())
@few
def test_reminders_come_in_order_and_each_matters_for_a_while(plan: Plan) -> None:
    reminders = Timetable.of(plan).reminders

    assert [r.at for r in reminders] == sorted(r.at for r in reminders)
    assert all(r.at < r.until for r in reminders)


@given(plans())
@few
def test_nothing_is_owed_in_quiet_hours_nor_on_a_day_off_unless_it_may_be(plan: Plan) -> None:
    workdays = Workdays(plan.calendar)

    for reminder in Timetable.of(plan).reminders:
        rhythm = reminder.assignment.activity.rhythm if reminder.assignment else plan.rhythm
        here = reminder.at.astimezone(VIETNAM)
        assert quiet_until(here, rhythm.quiet_hours) is None
        if rhythm.working_days_only and not reminder.exact:
            assert workdays.is_worked(here.date())


@given(plans())
@few
def test_a_duty_is_owed_one_reminder_a_moment_and_one_of_each_mark(plan: Plan) -> None:
    reminders = Timetable.of(plan).reminders
    moments = [
        (r.assignment.key, r.at, r.kind is Kind.ESCALATION) for r in reminders if r.assignment
    ]
    marks = [(r.assignment.key if r.assignment else None, r.mark) for r in reminders]

    assert len(set(moments)) == len(moments)
    assert len(set(marks)) == len(marks)


@given(plans())
@few
def test_marks_before_the_deadline_come_before_it_and_those_after_it_after(plan: Plan) -> None:
    for reminder in Timetable.of(plan).reminders:
        if reminder.assignment is None:
            continue
        deadline = reminder.assignment.deadline
        if reminder.kind in {Kind.OVERDUE, Kind.ESCALATION}:
            assert reminder.at >= deadline.overdue_from
        else:
            assert reminder.at < deadline.ends
