"""Days that no calendar has are told from days, shares and the numbers of duties."""

from datetime import date

import pytest

from bot.understand.figures.impossible import impossible

TODAY = date(2022, 5, 16)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("lùi đến 30/2", "30/2"),
        ("lùi đến ngày 31 tháng 6 vì mưa", "31 tháng 6"),
        ("đến 31-4-2023", "31-4-2023"),
        ("đến 32/5", "32/5"),
        ("đến 29/2", "29/2"),
    ],
)
def test_a_day_that_its_month_lacks_is_found_as_it_was_typed(text: str, day: str) -> None:
    found = impossible(text, TODAY)

    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    "text",
    ["lùi đến 30/6", "đến 29/2/2024", "1-31 xong", "CV số 31/2/2022-QLCN", "45/6 hồ sơ", "8/10 xã"],
)
def test_other_figures_are_left_alone(text: str) -> None:
    assert impossible(text, TODAY) is None


def test_a_day_of_the_next_year_is_one() -> None:
    assert impossible("đến 29/2", date(2023, 12, 1)) is None
