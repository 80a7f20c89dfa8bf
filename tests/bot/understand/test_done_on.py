"""On which day a text says that work was done: only where the day follows what says so."""

from datetime import date

import pytest

from bot.understand.figures.done_on import done_on

TODAY = date(2022, 5, 18)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("việc 1 xong từ ngày 13/5", ["13"]),
        ("viec 1 xong tu 13/5", ["13"]),
        ("việc 1 xong hôm thứ sáu", ["13"]),
        ("việc 1 xong hôm qua", ["17"]),
        ("việc 1 làm xong lúc 9h chiều 13/5", ["13"]),
        ("đã hoàn thành việc 1 ngày 13/5", ["13"]),
        ("việc 1 xong 13/5, việc 2 chưa xong vì chờ Đài đến 20/5", ["13"]),
        ("việc 1 xong 13/5, việc 2 xong 16/5", ["13", "16"]),
        ("việc 1 xong", []),
        ("chuyên mục ngày 12/5 xong", []),
        ("xong chuyên mục chào mừng ngày 12/5", []),
        ("việc 1 xong, việc 2 ngày 20/5", []),
    ],
)
def test_a_day_counts_where_it_follows_what_says_done(text: str, days: list[str]) -> None:
    assert [f"{day.day}" for day in done_on(text, TODAY)] == days
