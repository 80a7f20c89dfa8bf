"""On which day a text says that work was done: only where the day follows what says so."""

from datetime import date

import pytest

from bot.understand.figures.done_on import done_on, told_first

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


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("việc 1 hôm 13/5 là xong rồi", "13"),
        ("hôm 13/5 việc 1 xong rồi", "13"),
        ("việc 1 hôm qua là xong rồi", "17"),
        ("từ hôm 13/5 đã xong việc 1", "13"),
        ("việc 1 13/5 đã hoàn thành", "13"),
        ("việc 1 công văn ngày 13/5 xong rồi", None),
        ("sau cuộc họp 13/5 đã xong việc 1", None),
        ("việc 1 20/5 là xong", None),
        ("việc 1 13/5 chưa xong", None),
    ],
)
def test_a_day_gone_by_counts_where_a_text_begins_with_it(text: str, day: str | None) -> None:
    told = told_first(text, TODAY)
    assert (f"{told.day}" if told else None) == day
