"""How often the times of a duty have moved."""

from datetime import UTC, date, datetime

from schedules.revisions import Revision, revisions
from tests.schedules.plans import duty, plan_of

FIRST, SECOND, THIRD = (datetime(2022, 5, day, tzinfo=UTC) for day in (1, 2, 3))
KEY = ("1", "a")


def test_a_duty_begins_at_nought_when_its_plan_takes_force() -> None:
    assert revisions([(FIRST, plan_of(duty(date(2022, 5, 19))))]) == {KEY: Revision(0, FIRST)}


def test_a_moved_deadline_or_window_counts_and_nothing_else_does() -> None:
    versions = [
        (FIRST, plan_of(duty(date(2022, 5, 19)))),
        (SECOND, plan_of(duty(date(2022, 5, 19)))),
        (THIRD, plan_of(duty(date(2022, 5, 20)))),
    ]

    moved = revisions(versions)
    opened = revisions(
        [*versions, (THIRD, plan_of(duty(date(2022, 5, 20), start=date(2022, 5, 4))))]
    )

    assert revisions(versions[:2])[KEY] == Revision(0, FIRST)
    assert moved[KEY] == Revision(1, THIRD)
    assert opened[KEY].number == 2


def test_the_count_never_falls_when_a_deadline_moves_back_or_a_duty_is_dropped_for_a_while() -> (
    None
):
    early, late = (plan_of(duty(date(2022, 5, day))) for day in (19, 20))

    back = revisions([(FIRST, early), (SECOND, late), (THIRD, early)])
    again = revisions([(FIRST, early), (SECOND, plan_of()), (THIRD, late)])

    assert back[KEY].number == 2
    assert again[KEY].number == 1
