"""What leads a reason in is not part of it; “thêm nữa là …” gives one reason more."""

import pytest

from bot.understand.dialogue.explaining import bare_reason, more_reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("vì Đài hẹn lại lịch", "Đài hẹn lại lịch"),
        ("Do chờ kinh phí", "chờ kinh phí"),
        ("dạ tại mưa to quá", "mưa to quá"),
        ("Lý do là anh Nam ốm", "anh Nam ốm"),
        ("Lý do: Đài báo bận", "Đài báo bận"),
        ("lý do là do Đài báo bận.", "Đài báo bận"),
        ("vi dai bao ban", "dai bao ban"),
        ("vì lý do sức khoẻ", "sức khoẻ"),
    ],
)
def test_a_reason_stands_without_the_word_that_leads_it_in(text: str, reason: str) -> None:
    assert bare_reason(text) == reason


@pytest.mark.parametrize(
    "text",
    [
        "chờ Đài sắp lịch <ghi hình> & duyệt 100%",
        "vi phạm bản quyền ảnh nên phải sửa",
        "do vậy chưa xong",
        "tại chỗ không có mạng",
        "lý do khách quan",
        "do",
        "máy hỏng do mưa",
    ],
)
def test_else_it_is_what_was_written(text: str) -> None:
    assert bare_reason(text) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("thêm nữa là Đài báo bận", "Đài báo bận"),
        ("them nua la dai bao ban", "dai bao ban"),
        ("Ngoài ra, do thiếu kinh phí", "thiếu kinh phí"),
        ("với lại anh Nam ốm", "anh Nam ốm"),
        ("thêm: Đài báo bận", "Đài báo bận"),
        ("do Đài báo bận nữa ạ", "Đài báo bận nữa ạ"),
        ("cũng vì chờ kinh phí", "chờ kinh phí"),
    ],
)
def test_one_reason_more(text: str, reason: str) -> None:
    assert more_reason(text) == reason


@pytest.mark.parametrize(
    "text",
    ["vì Đài báo bận", "thêm 2 người", "thêm nữa", "bổ sung ảnh việc 1", "ngoài ra còn gì không?"],
)
def test_no_reason_more(text: str) -> None:
    assert more_reason(text) is None
