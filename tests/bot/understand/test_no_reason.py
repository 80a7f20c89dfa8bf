"""What is typed where a reason is asked for, and is none."""

from datetime import date

import pytest

from bot.understand.dialogue.explaining import bare_reason
from bot.understand.dialogue.no_reason import (
    in_working_days,
    is_no_reason,
    is_only_a_day,
    is_vague,
    puts_off,
    says_nothing,
)

TODAY = date(2022, 5, 10)


@pytest.mark.parametrize(
    "text",
    [
        *("ok", "dạ vâng ạ", "?", "👍", "...", "thôi", "là sao em", "không có lý do", "xin chào"),
        *("cảm ơn em", "em nhận được rồi ạ", "Hùng", "anh Hùng", "Phạm Thị Lan", "lê văn nam"),
        *("ai duyệt vậy", "khi nào có kết quả", "ngày làm việc nhé", "asdf", "lý do là không có"),
        *(
            "doi em ti",
            "cho em hoi lai da",
            "de em xem",
            "da vang",
            "khong biet",
            "vẫn chưa xong ạ",
        ),
    ],
)
def test_no_reason(text: str) -> None:
    assert is_no_reason(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Đài bận", "chờ số liệu", "mất điện", "mat dien", "chưa có kinh phí", "ốm", "em ốm"),
        *("GĐ đi vắng chưa ký được", "nhiều việc quá", "đang chờ các xã báo cáo", "mưa bão"),
        *("chờ lãnh đạo", "chờ sếp ký", "cho so lieu", "cho giam doc", "vì chờ anh xem lại"),
        *("chờ em Hoa gửi số liệu", "vì ốm", "do anh Hùng", "không kịp", "MẤT ĐIỆN", "Mất Điện"),
        *("sao lưu dữ liệu lâu", "ai cũng đi công tác", "bao giờ Đài có lịch thì mới quay"),
        *("trình lãnh đạo chưa ký", "thiếu người", "quên mất", "trùng lịch", "lý do khách quan"),
    ],
)
def test_a_reason(text: str) -> None:
    assert not is_no_reason(text)


@pytest.mark.parametrize(
    "text",
    [
        "đợi em tí",
        "từ từ đã",
        "chờ em gọi hỏi Đài đã",
        "để tôi suy nghĩ",
        "tí em báo",
        "5 phút nữa",
    ],
)
def test_who_wants_time_puts_off(text: str) -> None:
    assert puts_off(text)


@pytest.mark.parametrize("text", ["đợi huyện gửi số", "chờ anh Nam duyệt", "ok", "đợi tí?"])
def test_a_wait_for_others_puts_nothing_off(text: str) -> None:
    assert not puts_off(text)


@pytest.mark.parametrize(
    "text",
    ["à đến thứ 6 thôi", "2 ngày làm việc nhé", "cho đến 25/5 nhé", "17h ngày 20/5", "thêm 1 tuần"],
)
def test_only_a_day(text: str) -> None:
    assert is_only_a_day(text, TODAY)


@pytest.mark.parametrize(
    "text", ["20/5 Đài mới có lịch", "nghỉ 2 ngày", "2 ngày làm việc không đủ", "chờ Đài", "ok"]
)
def test_more_than_a_day(text: str) -> None:
    assert not is_only_a_day(text, TODAY)


def test_working_days_take_their_number_from_what_was_wished() -> None:
    wish = "việc 1 xin lùi 5 ngày"

    assert in_working_days("ngày làm việc nhé", wish, TODAY) == "5 ngày làm việc"
    assert in_working_days("ngày làm việc nhé", "xin lùi đến 20/5", TODAY) is None
    assert in_working_days("chờ Đài", wish, TODAY) is None


@pytest.mark.parametrize(
    "text",
    [
        *("sếp em bảo thế", "vì sếp bảo thế", "đã nói hôm trước r", "đã nói rồi", "như lần trước"),
        *("hỏi chị Lan ấy", "bác thông cảm", "lý do em ghi trong công văn rồi", "vì như trên"),
        *("anh xem tin nhắn trước của em", "đã báo cáo sếp rồi", "sếp biết rồi", "nhu lan truoc"),
        *("CV số 77/QLCN ngày 8/5", "https://abc.vn/bai", "em gửi file sau", "xem file đính kèm"),
        "lý do thì em báo sau",
    ],
)
def test_what_refers_elsewhere_is_no_reason(text: str) -> None:
    assert is_no_reason(text)


@pytest.mark.parametrize("text", ["hoi truong dang sua", "hội đồng đi vắng", "hoi dong chua hop"])
def test_a_hall_or_a_meeting_typed_bare_asks_nobody(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        *("theo chỉ đạo của Giám đốc", "theo lịch của Đài", "xem lại kịch bản chưa đạt"),
        *("hỏi ý kiến các xã lâu", "đã gửi văn bản nhưng chưa có trả lời", "như trên ạ, chờ Đài"),
        *("vì CV 20/BC-TĐC chưa ký", "trong phòng có người ốm", "vì họp giao ban", "gặp mưa"),
    ],
)
def test_what_only_looks_so_is_one(text: str) -> None:
    assert not is_no_reason(text)


@pytest.mark.parametrize(
    "text",
    ["lý do cá nhân", "vì lý do khách quan", "khách quan ạ", "có việc riêng", "vi ly do rieng"],
)
def test_a_reason_of_which_only_the_kind_is_named_is_vague(text: str) -> None:
    assert is_vague(text)
    assert not is_no_reason(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("lí do thật là chờ sếp ký", "chờ sếp ký"),
        ("lý do thực sự là chờ Đài", "chờ Đài"),
        ("lý do chính: mưa bão", "mưa bão"),
        ("vì lý do khách quan", "lý do khách quan"),
    ],
)
def test_what_leads_a_reason_in_is_cut(text: str, reason: str) -> None:
    assert bare_reason(text) == reason
