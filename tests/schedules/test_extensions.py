"""Deadlines that were moved: pure functions of a plan and its grants."""

from datetime import UTC, date, datetime

import pytest

from schedules.extensions import Objection, as_written, extended, lapsed, objection
from schedules.plan import Assignment, Grant, Plan
from tests.stories.cast import SEED, changed

KEY = ("2.1.1", "qlcn")
TODAY = date(2022, 5, 10)


def duty(plan: Plan) -> Assignment:
    return plan.by_key[KEY]


def grant(day: int, *, at: int = 1, base: str | None = None) -> Grant:
    """A grant for the duty until a day of May."""
    moment = datetime(2022, 5, 10, at, tzinfo=UTC)
    return Grant(KEY, base or duty(SEED).deadline.version, date(2022, 5, day), moment)


def test_without_grants_the_plan_is_itself() -> None:
    assert extended(SEED, ()) is SEED


def test_a_grant_moves_one_duty_and_keeps_what_the_document_says() -> None:
    moved = extended(SEED, [grant(17)])

    assert duty(moved).deadline.day == date(2022, 5, 17)
    assert duty(moved).original == duty(SEED).deadline
    assert [a for a in moved.assignments if a.key != KEY] == [
        a for a in SEED.assignments if a.key != KEY
    ]


def test_of_several_grants_the_latest_counts() -> None:
    moved = extended(SEED, [grant(19, at=2), grant(17, at=1)])

    assert duty(moved).deadline.day == date(2022, 5, 19)


def test_applying_grants_again_or_taking_them_away_is_exact() -> None:
    moved = extended(SEED, [grant(17)])

    assert extended(moved, [grant(17)]) is moved
    assert extended(moved, ()).assignments == SEED.assignments
    assert as_written(duty(moved)) == duty(SEED)


def test_a_grant_for_another_deadline_lapses() -> None:
    edited = changed(("due: 2022-05-14", "due: 2022-05-16"))

    moved = extended(edited, [grant(19)])

    assert duty(moved).original is None
    assert lapsed(edited, [grant(19)]) == (grant(19),)
    assert lapsed(SEED, [grant(19)]) == ()


def test_a_duty_counted_back_from_an_extended_activity_stays() -> None:
    event = next(a for a in SEED.assignments if a.activity.id == "2.2.4" and a.unit.id == "vps")
    base = event.deadline.version
    granted = Grant(event.key, base, date(2022, 5, 25), datetime(2022, 5, 10, tzinfo=UTC))

    moved = extended(SEED, [granted])

    before = [a for a in SEED.assignments if a.due_before]
    assert [moved.by_key[a.key].deadline for a in before if a.key != event.key] == [
        a.deadline for a in before if a.key != event.key
    ]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (date(2022, 5, 9), Objection.PAST),
        (date(2022, 5, 14), Objection.NOT_LATER),
        (date(2022, 5, 15), Objection.DAY_OFF),
        (date(2022, 5, 16), None),
        (date(2023, 6, 1), Objection.TOO_FAR),
    ],
)
def test_what_speaks_against_a_day(wanted: date, expected: Objection | None) -> None:
    assert objection(SEED, duty(SEED), wanted, TODAY) is expected
