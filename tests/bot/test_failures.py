"""A failure that repeats is told whole once, and then in lines that grow rare."""

import pytest
from structlog.testing import capture_logs

from bot import failures
from bot.failures import Failures


class Away(Exception):
    """The database is not there."""


def test_only_the_first_of_a_row_of_failures_carries_its_trace() -> None:
    told = Failures()

    with capture_logs() as lines:
        for _ in range(200):
            told.failed("remind", Away("no such host"))

    assert [line["beat"] for line in lines if "exc_info" in line] == ["remind"]
    assert "exc_info" in lines[0]
    assert [line["times"] for line in lines[1:]] == [2, 4, 8, 16, 32, 64, 128, 192]
    assert {line["reason"] for line in lines} == {"Away: no such host"}


def test_a_failure_of_another_kind_is_told_whole_again() -> None:
    told = Failures()

    with capture_logs() as lines:
        for error in (Away("x"), Away("x"), ValueError("y"), ValueError("y")):
            told.failed("remind", error)

    assert ["exc_info" in line for line in lines] == [True, False, True, False]


def test_the_end_of_the_trouble_is_told_once_and_the_next_is_a_new_one() -> None:
    told = Failures()

    with capture_logs() as lines:
        told.worked("deliver")
        told.failed("deliver", Away("x"))
        told.failed("deliver", Away("x"))
        told.worked("deliver")
        told.worked("deliver")
        told.failed("deliver", Away("x"))

    assert [line["event"] for line in lines] == [
        "beat failed",
        "beat fails again",
        "beat works again",
        "beat failed",
    ]
    assert lines[2]["failures"] == 2


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Away(), "Away"),
        (Away("cannot connect\n[SQL: SELECT secret]\n"), "Away: cannot connect"),
        (Away("x" * 900), "Away: " + "x" * failures.LONGEST_REASON),
    ],
)
def test_a_reason_is_one_line_of_bounded_length(error: Exception, said: str) -> None:
    assert failures.reason(error) == said
