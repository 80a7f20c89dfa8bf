"""“Không phải việc 2 mà việc 3”: one number given in the place of another."""

import pytest

from bot.understand import exchange


@pytest.mark.parametrize(
    "text",
    [
        "không phải việc 2 mà việc 3",
        "khong phai viec 2 ma viec 3",
        "dạ không phải 2 mà là 3 ạ",
        "ko phải việc 2 đâu mà việc 3 cơ",
        "nhầm, không phải việc số 2 mà là việc số 3",
        "việc 3 chứ không phải việc 2",
        "là việc 3, không phải việc 2 ạ",
        "sai rồi, 3 chứ không phải 2",
    ],
)
def test_it_gives_the_number_that_was_said_and_the_one_that_was_meant(text: str) -> None:
    found = exchange(text)

    assert found is not None
    assert (found.said, found.meant, found.done) == (2, 3, False)


def test_it_may_say_that_the_other_one_is_done() -> None:
    found = exchange("không phải việc 2 mà việc 3 mới xong")

    assert found is not None
    assert (found.said, found.meant, found.done) == (2, 3, True)


@pytest.mark.parametrize(
    "text",
    [
        "không phải việc 2",
        "không phải việc 2 của phòng tôi",
        "không phải việc 2 mà việc 3 chưa xong",
        "không phải việc 2 mà là việc của phòng QLKH",
        "không phải việc 2 mà việc 3 à?",
        "việc 2 xong, việc 3 chưa",
        "2 mà 3",
        "không phải 2 bài mà 3 bài",
    ],
)
def test_what_says_more_or_less_is_no_exchange(text: str) -> None:
    assert exchange(text) is None
