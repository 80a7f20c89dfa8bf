"""The timetable of the plan of 2022, whole: what is owed to whom in May 2022."""

from datetime import date

import pytest

from schedules.plan import Plan
from schedules.timetable import Kind, Timetable
from tests.schedules.plans import seed
from tests.schedules.strategies import VIETNAM

PUBLICITY = [(activity, "qlcn") for activity in ("2.1.1", "2.1.2", "2.1.3a", "2.1.3b")]
WEEK = [
    *(("2.2.1", unit) for unit in ("vps", "tdc", "ttud")),
    *(("2.2.2", unit) for unit in ("qlcn", "qlkh", "tdc", "ttud")),
    ("2.2.3", "ttud"),
]

# Days of May 2022: 7/8, 14/15 and 21/22 are weekends, 2 and 3 are days off in lieu.
EXPECTED = {
    "start": {4: PUBLICITY, 13: WEEK},
    "3d": {
        6: [("2.2.4a", "vps")],
        10: [*PUBLICITY, ("2.2.4b", "qlkh")],
        12: [("2.2.4c", "qlcn")],
        13: [("2.2.4", "vps")],
        16: WEEK,
    },
    "1d": {
        10: [("2.2.4a", "vps")],
        12: [*PUBLICITY, ("2.2.4b", "qlkh")],
        16: [("2.2.4c", "qlcn")],
        17: [("2.2.4", "vps")],
        18: WEEK,
    },
    "0d": {
        11: [("2.2.4a", "vps")],
        13: [*PUBLICITY, ("2.2.4b", "qlkh")],
        17: [("2.2.4c", "qlcn")],
        18: [("2.2.4", "vps")],
        19: WEEK,
    },
    "escalation": {
        12: [("2.2.4a", "vps")],
        16: [*PUBLICITY, ("2.2.4b", "qlkh")],
        18: [("2.2.4c", "qlcn")],
        19: [("2.2.4", "vps")],
        20: WEEK,
    },
}
OVERDUE = [
    ([("2.2.4a", "vps")], (12, 13, 16, 17, 18)),
    ([*PUBLICITY, ("2.2.4b", "qlkh")], (16, 17, 18, 19, 20)),
    ([("2.2.4c", "qlcn")], (18, 19, 20, 23, 24)),
    ([("2.2.4", "vps")], (19, 20, 23, 24, 25)),
    (WEEK, (20, 23, 24, 25, 26)),
]
WORKED = (4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20, 23, 24, 25, 26)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return seed()


@pytest.fixture(scope="module")
def timetable(plan: Plan) -> Timetable:
    return Timetable.of(plan)


def test_all_that_is_owed_is_this_and_nothing_else(timetable: Timetable) -> None:
    expected: set[tuple[str, str, tuple[str, str] | None]] = {
        (f"2022-05-{day:02} 08:00", mark, key)
        for mark, by_day in EXPECTED.items()
        for day, keys in by_day.items()
        for key in keys
    }
    expected |= {
        (f"2022-05-{day:02} 08:00", f"+{n}", key)
        for keys, days in OVERDUE
        for n, day in enumerate(days, 1)
        for key in keys
    }
    expected |= {(f"2022-05-{d:02} 07:30", f"digest-2022-05-{d:02}", None) for d in WORKED}

    found = [
        (
            f"{r.at.astimezone(VIETNAM):%Y-%m-%d %H:%M}",
            r.mark,
            r.assignment.key if r.assignment else None,
        )
        for r in timetable.reminders
        if r.partner is None
    ]

    assert set(found) == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize(
    ("activity", "three_days_before", "one_day_before", "due", "overdue"),
    [
        ("2.1.1", 10, 12, 13, 16),  # due Saturday 14/5
        ("2.2.4", 13, 17, 18, 19),  # the event on Wednesday 18/5
        ("2.2.3", 16, 18, 19, 20),  # due Thursday 19/5
    ],
)
def test_marks_fall_on_working_days_around_the_deadline(
    timetable: Timetable,
    activity: str,
    three_days_before: int,
    one_day_before: int,
    due: int,
    overdue: int,
) -> None:
    found = {
        r.mark: r.at.astimezone(VIETNAM).day
        for r in timetable.reminders
        if r.assignment and r.assignment.activity.id == activity and r.kind is not Kind.DIGEST
    }

    assert found["3d"] == three_days_before
    assert found["1d"] == one_day_before
    assert found["0d"] == due
    assert found["+1"] == found["escalation"] == overdue


def test_no_message_on_days_off(timetable: Timetable) -> None:
    days = {r.at.astimezone(VIETNAM).date() for r in timetable.reminders}

    off = [(4, 30), *((5, day) for day in (1, 2, 3, 7, 8, 14, 15, 21, 22))]
    assert days.isdisjoint(date(2022, month, day) for month, day in off)


@pytest.mark.parametrize("unit", ["qlcn", "qlkh", "vps", "tdc", "ttud"])
def test_a_unit_is_spoken_to_at_one_moment_a_day(timetable: Timetable, unit: str) -> None:
    moments = {
        r.at.astimezone(VIETNAM)
        for r in timetable.reminders
        if r.assignment and r.assignment.unit.id == unit and r.kind is not Kind.ESCALATION
    }

    assert len({moment.date() for moment in moments}) == len(moments)


def test_partners_are_told_once_with_the_first_word_on_the_activity(timetable: Timetable) -> None:
    told = [
        (r.at.astimezone(VIETNAM).day, r.partner, r.assignment.activity.id)
        for r in timetable.reminders
        if r.partner and r.assignment
    ]

    assert told == [
        (4, "qlkh", "2.1.1"),
        (4, "tdc", "2.1.1"),
        (4, "ttud", "2.1.1"),
        (4, "baols", "2.1.2"),
        (4, "dptth", "2.1.2"),
        (10, "qlcn", "2.2.4b"),
        (10, "tdc", "2.2.4b"),
        (10, "ttud", "2.2.4b"),
        (12, "dptth", "2.2.4c"),
    ]


def test_five_duties_of_qlcn_are_owed_at_one_moment_on_12_may(timetable: Timetable) -> None:
    owed = [
        r
        for r in timetable.reminders
        if r.assignment
        and r.unit == "qlcn"
        and r.at.astimezone(VIETNAM).date() == date(2022, 5, 12)
    ]

    assert [r.assignment.activity.id for r in owed if r.assignment] == [
        "2.1.1",
        "2.1.2",
        "2.1.3a",
        "2.1.3b",
        "2.2.4c",
    ]
    assert len({r.at for r in owed}) == 1


def test_the_timetable_closes_when_the_last_repeat_stops_mattering(timetable: Timetable) -> None:
    assert timetable.closes is not None
    assert f"{timetable.closes.astimezone(VIETNAM):%Y-%m-%d %H:%M}" == "2022-05-27 08:00"
