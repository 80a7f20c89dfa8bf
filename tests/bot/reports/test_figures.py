"""Numbers as official reports write them."""

import pytest

from bot.reports import figures
from tests.bot.reports.boards import FRIDAY, seed_board


@pytest.mark.parametrize(
    ("count", "written"), [(0, "0"), (5, "05"), (16, "16"), (999, "999"), (1250, "1.250")]
)
def test_small_counts_have_two_figures_and_thousands_a_dot(count: int, written: str) -> None:
    assert figures.figure(count) == written


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [(5, 7, "71,4%"), (5, 16, "31,3%"), (0, 3, "0,0%"), (1, 1, "100,0%")],
)
def test_rates_have_a_decimal_comma_and_halves_go_up(part: int, whole: int, written: str) -> None:
    assert figures.rate(part, whole) == written


def test_the_four_figures_are_one_sentence() -> None:
    assert figures.sentence(seed_board(FRIDAY)) == (
        "Tổng số nhiệm vụ: 16. Đến 17h00 ngày 13/5/2022: "
        "đã hoàn thành 04 (đúng hạn 03, quá hạn 01), "
        "chưa hoàn thành 12 (trong hạn 12, quá hạn 0), trong đó đang thực hiện 02, "
        "đơn vị báo chưa hoàn thành 01, chưa có báo cáo 09. "
        "Tỷ lệ hoàn thành 25,0%; tỷ lệ hoàn thành đúng hạn 18,8%."
    )


def test_the_last_minute_of_a_day_is_its_end() -> None:
    assert figures.until(seed_board("2022-05-13T23:59:59")) == "hết ngày 13/5/2022"
