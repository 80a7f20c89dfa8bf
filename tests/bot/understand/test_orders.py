"""Orders for papers, and the past moment in a question."""

from datetime import time

import pytest

from bot.understand.dialogue.hours import hour_in, up_to_the_end
from bot.understand.leaders.orders import paper_in, state_in


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("gửi báo cáo", "docx"),
        ("Gửi bảng excel", "xlsx"),
        ("hình tiến độ", "png"),
        ("cho tôi xin hình tiến độ", "png"),
        ("gui bang excel", "xlsx"),
        ("đề nghị soạn báo cáo giúp", "docx"),
        ("cho anh xem ảnh tiến độ", "png"),
        ("đã gửi báo cáo rồi", None),
        ("chưa gửi báo cáo", None),
        ("đơn vị nào đang soạn báo cáo?", None),
        ("tình hình chung", None),
        ("gửi báo cáo cho tôi biết tình hình các phòng trong tuần này thế nào", None),
        ("", None),
    ],
)
def test_a_text_orders_a_paper_only_if_it_begins_with_the_order(
    text: str, paper: str | None
) -> None:
    assert paper_in(text) == paper


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("17h ngày 13/5 thế nào?", time(17)),
        ("tình hình lúc 17h30 ngày 13/5", time(17, 30)),
        ("lúc 9 giờ sáng 12/5", time(9)),
        ("5 giờ chiều qua", time(17)),
        ("15:45 hôm qua", time(15, 45)),
        ("8 gio toi 12/5", time(20)),
        ("ngày 13/5 thế nào?", None),
        ("25h ngày 13/5", None),
        ("việc nào quá hạn", None),
    ],
)
def test_the_hour_that_a_question_names(text: str, hour: time | None) -> None:
    assert hour_in(text) == hour


def test_up_to_the_end_of_a_day() -> None:
    assert up_to_the_end("tính đến 13/5 thế nào")
    assert up_to_the_end("den het ngay 13/5")
    assert not up_to_the_end("ngày 13/5 đến hạn những gì")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("việc nào chờ xác nhận?", "awaiting"),
        ("chờ xác nhận", "awaiting"),
        ("ai chưa trả lời?", "unanswered"),
        ("đơn vị nào chưa phản hồi", "unanswered"),
        ("việc 2 đang chờ xác nhận", None),
        ("việc 2 xong, chờ xác nhận của chị nào ạ", None),
        ("ai chưa báo cáo", None),
    ],
)
def test_a_short_question_names_a_state_and_a_report_does_not(text: str, state: str | None) -> None:
    assert state_in(text) == state
