"""A duty that a text names twice, as done and as not done: it is not closed, and it is asked."""

from datetime import date

import pytest

from bot.understand import OpenTask, Utterance, contradicted, understand

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
