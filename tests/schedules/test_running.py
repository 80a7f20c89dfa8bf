"""A board that is kept up to date is the board that is counted anew, at every step."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.plan import Plan
from schedules.progress import Answer, Reach, Reply, board
from schedules.running import FEW, Key, Running
from tests.schedules.plans import duty, plan_of
from tests.schedules.strategies import few, local

START = local("2022-05-10 08:00")

News = tuple[int, int, Answer | int | Reach, int]
"""Minutes since the last news, which duty, what is said or reached, minutes the reply is ahead."""

NEWS: st.SearchStrategy[list[News]] = st.lists(
    st.tuples(
        st.integers(0, 60 * 24 * 3),
        st.integers(0, 5),
        st.sampled_from(Answer) | st.integers(0, 12) | st.sampled_from(Reach),
        st.integers(-600, 600),
    ),
    max_size=20,
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    dues = draw(st.lists(st.dates(date(2022, 5, 9), date(2022, 5, 25)), min_size=6, max_size=6))
    return plan_of(*(duty(due, named=str(n), unit=f"u{n % 2}") for n, due in enumerate(dues)))


@given(plans(), NEWS, st.sampled_from([0, FEW]))
@few
def test_whatever_happens_it_equals_the_board_of_all_that_is_known(
    plan: Plan, news: list[News], few_at_once: int
) -> None:
    """Also with replies dated later than they come, and however many change at once."""
    said: dict[Key, list[Reply]] = {}
    reach: dict[Key, Reach] = {}
    now, found = START, Running(plan, START, {}, {}, few=few_at_once)
    for n, (minutes, which, what, ahead) in enumerate(news, 1):
        now += timedelta(minutes=minutes)
        key = plan.assignments[which].key
        fresh: dict[Key, list[Reply]] = {}
        if isinstance(what, Reach):
            reach[key] = what
        else:
            answer = what if isinstance(what, Answer) else None
            cancels = what if isinstance(what, int) else None
            at = now + timedelta(minutes=ahead)
            fresh = {key: [Reply(n, at, answer, cancels=cancels)]}
            said.setdefault(key, []).extend(fresh[key])
        found.advance(now, fresh, {key: reach[key]} if key in reach else {})

        kept, anew = found.board(), board(plan, now, said, reach)
        assert kept == anew
        assert kept.figures == anew.figures


def test_a_moment_that_has_passed_is_refused() -> None:
    found = Running(plan_of(duty(date(2022, 5, 19))), START, {}, {})

    with pytest.raises(ValueError, match="no past"):
        found.advance(START - timedelta(seconds=1), {}, {})


def test_time_alone_makes_duties_overdue() -> None:
    plan = plan_of(duty(date(2022, 5, 19), named="1"), duty(date(2022, 5, 20), named="2"))
    found = Running(plan, START, {}, {})

    counts = []
    for at in ("2022-05-19 23:59", "2022-05-20 00:00", "2022-05-23 00:00"):
        found.advance(local(at), {}, {})
        counts.append(found.board().totals.overdue)

    assert counts == [0, 1, 2]


def test_news_of_a_duty_that_the_plan_has_lost_changes_nothing() -> None:
    found = Running(plan_of(duty(date(2022, 5, 19))), START, {}, {})
    later: datetime = START + timedelta(hours=1)

    found.advance(later, {("gone", "x"): [Reply(1, START, Answer.DONE)]}, {})

    assert found.board().totals.in_term == 1
