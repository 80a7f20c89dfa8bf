"""The parts of a board: every part is a board, and no duty is lost between them."""

from collections import Counter
from dataclasses import astuple
from datetime import date

from hypothesis import given

from schedules import slices
from schedules.progress import Board, Heard, Reach, State, board, heard
from schedules.slices import Slice
from tests.schedules.plans import duty, plan_of
from tests.schedules.strategies import few, local
from tests.schedules.test_progress import boards


@given(boards())
@few
def test_the_figures_of_all_parts_add_up_to_those_of_the_whole(found: Board) -> None:
    for parts in (slices.units(found), slices.activities(found), slices.sections(found)):
        totals = [astuple(part.board.totals) for part in parts]

        assert not parts or tuple(map(sum, zip(*totals, strict=True))) == astuple(found.totals)
        assert sum(len(p.board.exceptions) for p in parts) == len(found.exceptions)


@given(boards())
@few
def test_every_duty_is_silent_or_heard_of_in_exactly_one_way(found: Board) -> None:
    counted = Counter(heard(each) for each in found.standings)

    assert {kind: n for kind, n in found.heard.items() if n} == counted
    assert sum(found.heard.values()) == len(found.standings)
    assert found.answers.unanswered == (
        counted[Heard.UNASKED]
        + counted[Heard.UNTOLD]
        + counted[Heard.UNANSWERED]
        + counted[Heard.RECEIVED]
    )


@given(boards())
@few
def test_slices_say_what_the_figures_say(found: Board) -> None:
    sizes = {part.key: len(part.board.standings) for part in slices.slices(found)}

    assert sizes.get(Slice.OVERDUE, 0) == found.totals.overdue
    assert sizes.get(Slice.DONE_ON_TIME, 0) == found.totals.done_on_time
    assert sizes.get(Slice.DONE_LATE, 0) == found.totals.done_late
    assert sizes.get(Slice.UNDELIVERED, 0) == found.answers.undelivered
    assert all(sizes.values())


@given(boards())
@few
def test_nobody_is_said_to_be_silent_who_has_not_been_asked(found: Board) -> None:
    for each in slices.in_slice(found, Slice.UNANSWERED).standings:
        assert (each.state, each.reach, each.received) == (State.WAITING, Reach.DELIVERED, False)


def test_the_unit_with_most_overdue_duties_comes_first() -> None:
    late, later = date(2022, 5, 12), date(2022, 5, 31)
    own = [
        duty(later, named="1", unit="a"),
        duty(late, named="2", unit="b"),
        duty(late, named="3", unit="c"),
        duty(late, named="4", unit="c"),
    ]

    found = board(plan_of(*own), local("2022-05-17 08:00"), {}, {})

    assert [part.key for part in slices.units(found)] == ["c", "b", "a"]
