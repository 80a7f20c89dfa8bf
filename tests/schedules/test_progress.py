"""How duties stand, and the figures that leadership reports."""

from dataclasses import astuple
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.plan import Assignment
from schedules.progress import (
    Answer,
    Answers,
    Board,
    Reach,
    Reply,
    Standing,
    State,
    Totals,
    board,
    days_late,
    is_undelivered,
    standing,
)
from tests.schedules.plans import duty, plan_of
from tests.schedules.strategies import few, instants, local

THURSDAY, SATURDAY = date(2022, 5, 19), date(2022, 5, 14)
DUTY = duty(THURSDAY)


def reply(at: str, answer: Answer, id: int = 1) -> Reply:  # noqa: A002  # the field's name
    return Reply(id, local(at), answer)


def cancel(at: str, what: int, id: int = 99) -> Reply:  # noqa: A002  # the field's name
    return Reply(id, local(at), None, cancels=what)


def stand(*replies: Reply, now: str = "2022-06-01 08:00", of: Assignment = DUTY) -> Standing:
    return standing(of, replies, local(now))


# One duty


def test_a_duty_waits_until_somebody_answers() -> None:
    found = stand(now="2022-05-17 08:00")

    assert (found.state, found.overdue, found.late) == (State.WAITING, False, False)
    assert found.reply is None
    assert found.reach is Reach.PENDING


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Answer.DONE, State.DONE),
        (Answer.NOT_DONE, State.NOT_DONE),
        (Answer.IN_PROGRESS, State.IN_PROGRESS),
        (Answer.RECEIVED, State.WAITING),
    ],
)
def test_an_answer_moves_a_duty_and_a_receipt_does_not(answer: Answer, state: State) -> None:
    found = stand(reply("2022-05-17 08:00", answer))

    assert found.state is state
    assert found.done == (answer is Answer.DONE)
    assert found.received == (answer is Answer.RECEIVED)


def test_a_receipt_after_an_answer_leaves_the_answer_in_force() -> None:
    found = stand(
        reply("2022-05-17 08:00", Answer.NOT_DONE, 1), reply("2022-05-18 08:00", Answer.RECEIVED, 2)
    )

    assert (found.state, found.received) == (State.NOT_DONE, True)


def test_the_latest_answer_is_in_force_in_whatever_order_they_are_read() -> None:
    first = reply("2022-05-17 08:00", Answer.DONE, 1)
    second = reply("2022-05-18 08:00", Answer.NOT_DONE, 2)

    assert stand(first, second) == stand(second, first)
    assert stand(second, first).reply == second


def test_of_two_answers_at_one_instant_the_one_kept_later_is_in_force() -> None:
    first = reply("2022-05-17 08:00", Answer.NOT_DONE, 1)
    second = reply("2022-05-17 08:00", Answer.DONE, 2)

    assert stand(second, first).done


def test_a_cancelled_answer_brings_the_one_before_back() -> None:
    first = reply("2022-05-17 08:00", Answer.IN_PROGRESS, 1)
    second = reply("2022-05-18 08:00", Answer.DONE, 2)

    found = stand(first, second, cancel("2022-05-18 08:05", 2))

    assert (found.state, found.reply) == (State.IN_PROGRESS, first)


def test_a_cancelled_receipt_was_never_one() -> None:
    found = stand(reply("2022-05-17 08:00", Answer.RECEIVED, 1), cancel("2022-05-17 08:05", 1))

    assert not found.received


def test_at_a_past_moment_later_answers_and_cancels_are_not_yet_known() -> None:
    answers = (
        reply("2022-05-17 08:00", Answer.NOT_DONE, 1),
        reply("2022-05-18 08:00", Answer.DONE, 2),
        cancel("2022-05-18 08:05", 2),
    )

    assert stand(*answers, now="2022-05-17 07:59").state is State.WAITING
    assert stand(*answers, now="2022-05-17 08:00").state is State.NOT_DONE
    assert stand(*answers, now="2022-05-18 08:04").state is State.DONE
    assert stand(*answers, now="2022-05-18 08:05").state is State.NOT_DONE


@pytest.mark.parametrize(
    ("due", "answered", "late"),
    [
        (THURSDAY, "2022-05-19 21:00", False),
        (THURSDAY, "2022-05-19 23:59", False),
        (THURSDAY, "2022-05-20 00:00", True),
        (SATURDAY, "2022-05-14 12:00", False),
        (SATURDAY, "2022-05-15 20:00", False),
        (SATURDAY, "2022-05-15 23:59", False),
        (SATURDAY, "2022-05-16 00:00", True),
        (local("2022-05-19 16:00"), "2022-05-19 15:59", False),
        (local("2022-05-19 16:00"), "2022-05-19 16:00", True),
    ],
)
def test_done_is_late_from_the_instant_it_was_overdue(
    due: date | datetime, answered: str, *, late: bool
) -> None:
    found = stand(reply(answered, Answer.DONE), of=duty(due))

    assert (found.done, found.late, found.overdue) == (True, late, False)


@pytest.mark.parametrize(
    ("due", "now", "overdue"),
    [
        (THURSDAY, "2022-05-19 23:59", False),
        (THURSDAY, "2022-05-20 00:00", True),
        (SATURDAY, "2022-05-15 12:00", False),
        (SATURDAY, "2022-05-16 00:00", True),
    ],
)
def test_whatever_is_not_done_is_overdue_once_the_term_is_over(
    due: date, now: str, *, overdue: bool
) -> None:
    for answers in ((), (reply("2022-05-13 08:00", Answer.NOT_DONE),)):
        found = stand(*answers, now=now, of=duty(due))

        assert (found.overdue, found.late) == (overdue, False)


def test_done_taken_back_after_the_term_is_overdue_again() -> None:
    done = reply("2022-05-19 16:00", Answer.DONE, 1)

    found = stand(done, cancel("2022-05-20 09:00", 1), now="2022-05-20 09:00")

    assert (found.state, found.overdue) == (State.WAITING, True)


# The board


NAMES = "abcdef"


def board_at(
    now: str,
    replies: dict[str, Reply],
    reach: dict[str, Reach] | None = None,
    dues: dict[str, date] | None = None,
) -> Board:
    """A board of six units' duties, due on Thursday unless `dues` says otherwise."""
    own = [duty((dues or {}).get(each, THURSDAY), named=each, unit=each) for each in NAMES]
    return board(
        plan_of(*own),
        local(now),
        {(each, each): [one] for each, one in replies.items()},
        {(each, each): how for each, how in (reach or {}).items()},
    )


def units(standings: tuple[Standing, ...]) -> str:
    return "".join(each.assignment.unit.id for each in standings)


def test_the_four_figures_and_what_was_heard() -> None:
    found = board_at(
        "2022-05-23 08:00",
        {
            "a": reply("2022-05-19 21:00", Answer.DONE),
            "b": reply("2022-05-20 09:00", Answer.DONE),
            "c": reply("2022-05-20 09:00", Answer.NOT_DONE),
            "d": reply("2022-05-20 09:00", Answer.IN_PROGRESS),
        },
        {"e": Reach.DELIVERED, "f": Reach.UNDELIVERED, "c": Reach.UNDELIVERED},
        {"d": date(2022, 5, 31)},
    )

    assert found.totals == Totals(6, done_on_time=1, done_late=1, in_term=1, overdue=3)
    assert found.answers == Answers(undelivered=1, unanswered=1, not_done=1, in_progress=1, done=2)


def test_only_silence_can_come_of_not_having_been_told() -> None:
    found = board_at(
        "2022-05-17 08:00",
        {"a": reply("2022-05-16 08:00", Answer.NOT_DONE)},
        {"a": Reach.UNDELIVERED, "b": Reach.UNDELIVERED, "c": Reach.PENDING},
    )

    assert [is_undelivered(each) for each in found.standings[:3]] == [False, True, False]


def test_exceptions_come_worst_first() -> None:
    found = board_at(
        "2022-05-20 08:00",
        {
            "b": reply("2022-05-18 08:00", Answer.NOT_DONE),
            "d": reply("2022-05-18 08:00", Answer.DONE),
            "e": reply("2022-05-18 08:00", Answer.NOT_DONE),
        },
        {"c": Reach.UNDELIVERED, "f": Reach.DELIVERED},
        {
            "a": THURSDAY,
            "b": date(2022, 5, 31),
            "c": date(2022, 5, 31),
            "d": SATURDAY,
            "e": SATURDAY,
            "f": date(2022, 5, 31),
        },
    )

    assert units(found.exceptions) == "eabc"


def test_exceptions_that_are_equally_bad_keep_the_order_of_the_plan() -> None:
    assert units(board_at("2022-05-20 08:00", {}).exceptions) == NAMES


@pytest.mark.parametrize(
    ("due", "now", "late"),
    [
        (THURSDAY, "2022-05-19 23:59", 0),
        (THURSDAY, "2022-05-20 00:00", 1),
        (THURSDAY, "2022-05-20 17:00", 1),
        (THURSDAY, "2022-05-22 08:00", 1),
        (THURSDAY, "2022-05-23 08:00", 2),
        (SATURDAY, "2022-05-16 08:00", 1),
        (date(2022, 4, 29), "2022-05-04 08:00", 1),
    ],
)
def test_days_late_are_working_days_whole_or_begun(due: date, now: str, late: int) -> None:
    found = board_at(now, {}, dues=dict.fromkeys(NAMES, due))

    assert {days_late(found.plan, each, found.as_of) for each in found.standings} == {late}


def test_for_a_done_duty_days_late_count_until_it_was_done() -> None:
    found = board_at("2022-06-01 08:00", {"a": reply("2022-05-23 16:00", Answer.DONE)})

    assert days_late(found.plan, found.standings[0], found.as_of) == 2
    assert days_late(found.plan, found.standings[1], found.as_of) == 9


def test_a_unit_sees_its_own_duties_in_the_plan_s_order() -> None:
    own = [duty(THURSDAY, named=n, unit=u) for n, u in (("1", "a"), ("2", "b"), ("3", "a"))]

    found = board(plan_of(*own), local("2022-05-17 08:00"), {}, {})

    assert [each.assignment.activity.id for each in found.of_unit("a")] == ["1", "3"]


@st.composite
def boards(draw: st.DrawFn) -> Board:
    """A board of some duties, with any answers, cancels and reaches."""
    own = [
        duty(draw(st.dates(date(2022, 5, 4), date(2022, 5, 31))), named=str(n), unit=f"u{n % 3}")
        for n in range(draw(st.integers(0, 5)))
    ]
    said = st.tuples(instants, st.sampled_from(Answer) | st.integers(0, 6))
    replies = {}
    for each in own:
        drawn = draw(st.lists(said, max_size=4))
        replies[each.key] = [
            Reply(id, at, what) if isinstance(what, Answer) else Reply(id, at, None, cancels=what)
            for id, (at, what) in enumerate(drawn)  # noqa: A001  # the field's name
        ]
    reach = {each.key: draw(st.sampled_from(Reach)) for each in own}
    return board(plan_of(*own), draw(instants), replies, reach)


@given(boards())
@few
def test_figures_and_answers_add_up_to_all_duties(found: Board) -> None:
    everything, *figures = astuple(found.totals)
    answers = astuple(found.answers)

    assert sum(figures) == sum(answers) == everything == len(found.standings)
    assert found.answers.done == found.totals.done_on_time + found.totals.done_late
    assert min(*figures, *answers) >= 0


@given(boards())
@few
def test_exceptions_are_what_is_overdue_denied_or_untold(found: Board) -> None:
    ends = [each.assignment.deadline.ends for each in found.exceptions if each.overdue]

    assert ends == sorted(ends)
    for each in found.standings:
        bad = each.overdue or each.state is State.NOT_DONE or is_undelivered(each)
        assert (each in found.exceptions) == bad
        assert not (each.late and each.overdue)
        assert (days_late(found.plan, each, found.as_of) > 0) >= each.overdue


@given(boards(), instants)
@few
def test_what_is_said_later_does_not_change_a_past_moment(found: Board, later: datetime) -> None:
    news = Reply(100, max(later, found.as_of) + timedelta(seconds=1), Answer.DONE)

    for each in found.standings:
        before = [each.reply] if each.reply else []
        again = standing(each.assignment, [*before, news], found.as_of, reach=each.reach)
        assert (again.state, again.late) == (each.state, each.late)
