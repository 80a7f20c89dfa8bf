"""Days, hours and plans that the property tests draw from."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st

from schedules.plan import Calendar, Days, Offset, Overdue, Rhythm

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

few = settings(max_examples=40, deadline=None, derandomize=True, database=None)
"""For properties of whole plans."""

many = settings(max_examples=80, deadline=None, derandomize=True, database=None)
"""For properties of single days and hours."""

days = st.dates(date(2021, 12, 1), date(2026, 12, 31))
calendars = st.builds(Calendar, st.frozensets(days, max_size=20), st.frozensets(days, max_size=20))

clock_times = st.integers(0, 287).map(lambda n: time(n * 5 // 60, n * 5 % 60))
"""Every five minutes, so that borders meet often."""

Hours = tuple[tuple[time, time], ...]


def is_quiet(now: time, quiet: Hours) -> bool:
    """The rule in other words: [start, end), over midnight if the end is not after the start."""
    return any(
        start <= now < end if start < end else start != end and (now >= start or now < end)
        for start, end in quiet
    )


def covers_the_day(quiet: Hours) -> bool:
    """Whether periods leave no minute for speaking; no plan file may say so."""
    return all(is_quiet(time(n // 60, n % 60), quiet) for n in range(24 * 60))


quiet_hours = st.lists(st.tuples(clock_times, clock_times), max_size=3).map(tuple)
instants = st.integers(0, 45 * 86_400).map(
    lambda seconds: datetime(2022, 4, 25, tzinfo=UTC) + timedelta(seconds=seconds)
)


def local(text: str) -> datetime:
    """An instant written as `2022-05-12 08:00`, in Vietnam."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def hours(*pairs: str) -> tuple[tuple[time, time], ...]:
    """Quiet hours written as `17:00-07:30`."""
    found = []
    for pair in pairs:
        start, _, end = pair.partition("-")
        found.append((time.fromisoformat(start), time.fromisoformat(end)))
    return tuple(found)


offsets: st.SearchStrategy[Offset] = st.one_of(
    st.integers(0, 6).map(Days),
    st.integers(1, 40).map(lambda n: timedelta(minutes=30 * n)),
)
later_offsets = offsets.filter(lambda offset: offset != Days(0))

rhythms = st.builds(
    Rhythm,
    at=clock_times,
    start=st.booleans(),
    before=st.lists(offsets, max_size=4, unique=True).map(tuple),
    overdue=st.none() | st.builds(Overdue, later_offsets, st.integers(1, 4)),
    escalate_after=st.none() | later_offsets,
    working_days_only=st.booleans(),
    quiet_hours=st.lists(st.tuples(clock_times, clock_times), max_size=2)
    .map(tuple)
    .filter(lambda quiet: not covers_the_day(quiet)),
    digest=st.none() | clock_times,
)
