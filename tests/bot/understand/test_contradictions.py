"""What a text says of a duty both ways, or in words that are not certain: it is asked about."""

from datetime import date

import pytest

from bot.understand import OpenTask, Utterance, understand
from bot.understand.texts.contradictions import contradicted, unread

TASKS = tuple(
    OpenTask(n, title, f"2.1.{n}", "qlcn", date(2022, 5, 14))
    for n, title in enumerate(
        ("Viết tin, bài tuyên truyền pháp luật", "Chuyên mục với Đài", "Cuộc thi Sáng tạo"), 1
    )
)


def said(text: str) -> Utterance:
    return Utterance(text, date(2022, 5, 10), "qlcn", TASKS, last_bot_kind="reminder")


@pytest.mark.parametrize(
    "text",
    [
        "1 xong rồi ạ, hôm qua em đã trình anh Hùng duyệt, à mà việc 1 còn thiếu chữ ký",
        "1 xong rồi, 2 xong luôn, à mà việc 1 còn thiếu chữ ký của Giám đốc",
        "việc 1 xong rồi. việc 3 đang làm. À mà việc 1 còn thiếu chữ ký nên chưa nộp được",
        "việc 1 xong rồi. Hôm qua bọn em đã họp cả phòng. À quên việc 1 chưa xong",
        "1 xong, 2 xong. Thực ra việc 1 chưa xong đâu ạ",
    ],
)
def test_what_is_said_both_ways_is_no_done(text: str) -> None:
    assert contradicted(said(text)) == {1}
    assert dict(understand(said(text)).per_task).get(1) != "done"


@pytest.mark.parametrize(
    "text",
    [
        "1 xong, 2 chưa, 3 được 60%",
        "1 xong nhưng còn thiếu chữ ký",
        "việc 1: viết bài xong, đăng bài chưa",
        "việc 1 xong rồi, việc 1 em gửi ảnh sau",
        "việc 1 xong, ảnh việc 1 chưa gửi",
        "việc 1 chưa xong, việc 2 xong",
    ],
)
def test_what_is_said_of_one_duty_in_one_breath_or_of_others_is_none(text: str) -> None:
    assert contradicted(said(text)) == frozenset()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("việc 1 tổng kết trao giải xong, 3 đang chấm hồ sơ", {1}),
        ("việc 1 nghe nói xong, việc 2 chưa", {1}),
        ("1 đã hoàn thành việc đăng tải 05 tin bài; 2 chưa xong do Đài chưa có lịch", {1}),
        ("3 xong rồi, 1 coi như xong, 2 chắc xong", {2}),
    ],
)
def test_a_duty_told_of_by_number_in_doubtful_words_is_asked_about(
    text: str, numbers: set[int]
) -> None:
    assert unread(said(text)) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "1 xong, 2 chưa, 3 được 60%",
        "việc 1 tổng kết trao giải xong",
        "1 xong, việc 2 không phải của phòng em",
        "1 xong, việc 2 bao giờ đến hạn ạ?",
        "1 xong, ảnh việc 2 em gửi sau",
        "1 chưa xong vì chờ việc 2 xong đã",
        "1 xong, 2 xong à nhầm 2 chưa",
        "1 xong, việc 2 mai em báo",
        "tất cả xong trừ việc 2",
    ],
)
def test_what_is_read_or_answered_elsewhere_is_not_asked_about_again(text: str) -> None:
    assert unread(said(text)) == frozenset()
