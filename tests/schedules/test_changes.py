"""What has changed between two boards."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given

from schedules.changes import changes
from schedules.progress import Answer, Board, Reply, board
from tests.schedules.plans import duty, plan_of
from tests.schedules.strategies import few, local
from tests.schedules.test_progress import boards

THURSDAY = date(2022, 5, 19)
OWN = [duty(THURSDAY, named=n, unit=n) for n in "abcd"]
SAID = {
    ("a", "a"): [Reply(1, local("2022-05-18 09:00"), Answer.DONE)],
    ("b", "b"): [
        Reply(2, local("2022-05-18 09:00"), Answer.NOT_DONE, reason="chờ Đài"),
        Reply(3, local("2022-05-19 09:00"), Answer.NOT_DONE, reason="Đài hoãn"),
    ],
    ("c", "c"): [Reply(4, local("2022-05-19 09:00"), Answer.NOT_DONE)],
}


def at(now: str) -> Board:
    return board(plan_of(*OWN), local(now), SAID, {})


def units(standings: tuple[object, ...]) -> str:
    return "".join(s.assignment.unit.id for s in standings)  # type: ignore[attr-defined]


def test_news_is_what_was_not_so_before() -> None:
    found = changes(at("2022-05-17 07:30"), at("2022-05-18 10:00"))

    assert (units(found.done), units(found.overdue), units(found.reasons)) == ("a", "", "b")


def test_another_reason_is_news_and_none_is_not() -> None:
    found = changes(at("2022-05-18 10:00"), at("2022-05-19 10:00"))

    assert (units(found.done), units(found.reasons)) == ("", "b")


def test_what_has_become_overdue_is_news_once() -> None:
    assert units(changes(at("2022-05-19 10:00"), at("2022-05-20 00:00")).overdue) == "bcd"
    assert units(changes(at("2022-05-20 00:00"), at("2022-05-23 00:00")).overdue) == ""


def test_a_deadline_that_moved_is_news() -> None:
    moved = plan_of(*OWN[:3], duty(date(2022, 5, 24), named="d", unit="d"))

    found = changes(at("2022-05-18 10:00"), board(moved, local("2022-05-20 08:00"), SAID, {}))

    assert (units(found.moved), units(found.overdue)) == ("d", "bc")


def test_a_duty_that_is_new_in_the_plan_is_no_news_of_this_kind() -> None:
    before = replace(at("2022-05-18 10:00"), standings=())

    assert not changes(before, at("2022-05-20 00:00"))


@given(boards())
@few
def test_between_a_board_and_itself_nothing_has_changed(found: Board) -> None:
    later = replace(found, as_of=found.as_of + timedelta(0))

    assert not changes(found, later)
