"""“Không phải việc 2 mà việc 3”, “à việc 3 cơ”: one number given in the place of another."""

import pytest

from bot.understand.dialogue.exchanges import exchange, kept_with, rather


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
        "không phải việc 2, việc 3 cơ",
        "nhầm sang việc 2, đúng ra là việc 3",
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


@pytest.mark.parametrize(
    "text",
    [
        "à việc 3 cơ",
        "a viec 3 co",
        "ý em là việc 3",
        "việc 3 chứ",
        "à nhầm việc 3",
        "nhầm việc, là việc 3",
        "việc 3 mới đúng ạ",
        "em nói việc 3 mà",
        "à quên, việc 3 ạ",
        "ơ nhầm, việc 3",
        "nhầm, việc 3",
        "à nhầm sang việc 3",
        "nhầm số, việc 3 cơ",
        "nham so roi, viec 3",
    ],
)
def test_it_may_give_the_number_that_was_meant_alone(text: str) -> None:
    assert rather(text) == 3


@pytest.mark.parametrize(
    "text",
    [
        "việc 3",
        "3",
        "không phải việc 3",
        "việc 3 xong cơ",
        "chờ việc 3 chứ",
        "vì việc 3 chưa xong mà",
        "ý em là việc 3 chưa xong",
        "việc 3 chứ?",
        "à việc băng rôn cơ",
    ],
)
def test_a_number_alone_or_with_news_is_not_given_in_the_place_of_another(text: str) -> None:
    assert rather(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("cứ để việc 1", "à không, cứ để việc 1", "a khong cu de viec 1", "thôi để nguyên việc 1"),
        *("không, đúng việc 1 rồi", "việc 1 đúng rồi ạ", "đúng việc số 1", "chuyển lại việc 1 đi"),
    ],
)
def test_a_number_may_be_called_right_or_left(text: str) -> None:
    assert kept_with(text) == 1


@pytest.mark.parametrize(
    "text",
    [
        *("việc 1", "không đúng việc 1", "không phải việc 1", "không để việc 1", "đúng việc 1 à?"),
        *("đúng, việc 1 xong", "để việc 1 mai làm", "giữ nguyên hạn việc 1", "đúng rồi"),
    ],
)
def test_any_other_text_leaves_nothing_where_it_lies(text: str) -> None:
    assert kept_with(text) is None
