"""What the office tells of a unit, by what follows the unit's name."""

import pytest

from bot.understand.dialogue.retold import retold


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("báo việc 1 xong", "việc 1 xong"),
        ("vừa gọi điện báo là việc 1 xong", "việc 1 xong"),
        ("bao viec 1 xong", "viec 1 xong"),
        ("đã báo cáo: việc 2 chưa xong vì chờ kinh phí", "việc 2 chưa xong vì chờ kinh phí"),
        ("nhắn tin, nói 60% rồi", "60% rồi"),
    ],
)
def test_what_is_told_stands_behind_the_words_of_telling(text: str, told: str) -> None:
    assert retold(text) == told


@pytest.mark.parametrize(
    "text",
    ["", "báo", "báo cáo chưa", "đã báo xong chưa?", "báo xong việc nào", "việc 1 xong", "báo gì?"],
)
def test_a_question_and_what_tells_nothing_are_no_tale(text: str) -> None:
    assert retold(text) is None
