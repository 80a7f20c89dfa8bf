"""Who has finished another thing than a duty is about has not finished that duty."""

import pytest

from bot.understand import from_json, to_json, understand

DUTIES = {
    "Báo cáo công tác phòng chống dịch quý I": ("đã gửi báo cáo rồi ạ", "báo cáo quý I nộp rồi"),
    "Treo băng rôn, khẩu hiệu chào mừng": ("băng rôn xong rồi", "treo đủ khẩu hiệu rồi"),
    "Xây dựng kế hoạch tổ chức Hội thảo khoa học": ("kế hoạch xong rồi", "ban hành kế hoạch rồi"),
    "Kiểm kê hiện vật tại bảo tàng": ("kiểm kê xong rồi", "hiện vật kiểm kê đủ rồi"),
    "In và phát tờ rơi quảng bá": ("tờ rơi phát xong rồi", "phát đủ tờ rơi rồi ạ"),
}


def closes(text: str, title: str) -> bool:
    """Whether a text closes the only open duty, of this title."""
    document = {
        "text": text,
        "today": "2022-05-17",
        "unit": "Văn phòng Sở",
        "open_tasks": [{"n": 1, "title": title, "due": "2022-05-19"}],
        "last_bot_kind": "reminder",
    }
    read = to_json(understand(from_json(document)))
    return bool(read["per_task"] == {"1": "done"})


@pytest.mark.parametrize("title", DUTIES)
def test_its_own_thing_closes_a_duty(title: str) -> None:
    assert [text for text in DUTIES[title] if not closes(text, title)] == []


@pytest.mark.parametrize("title", DUTIES)
def test_the_thing_of_another_duty_does_not(title: str) -> None:
    foreign = [text for other, texts in DUTIES.items() if other != title for text in texts]

    assert [text for text in foreign if closes(text, title)] == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("đã công khai dự toán tại Quyết định 215", "Công khai dự toán ngân sách năm 2025"),
        ("phương án đã được phê duyệt theo Quyết định số 12", "Xây dựng phương án ứng phó"),
    ],
)
def test_a_paper_that_is_only_cited_is_no_other_thing(text: str, title: str) -> None:
    assert closes(text, title)


@pytest.mark.parametrize(
    "title", ["Phối hợp với Báo Lạng Sơn", "Báo Lạng Sơn đăng tin về Ngày KH&CN"]
)
@pytest.mark.parametrize(
    "text", ["báo xong rồi", "tôi báo xong rồi đấy", "anh Minh báo xong rồi đấy"]
)
def test_to_have_told_names_no_newspaper(text: str, title: str) -> None:
    document = {
        "text": text,
        "today": "2022-05-17",
        "unit": "Văn phòng Sở",
        "open_tasks": [{"n": 1, "title": title}, {"n": 2, "title": "Treo băng rôn, khẩu hiệu"}],
        "last_bot_kind": "reminder",
    }

    assert to_json(understand(from_json(document)))["per_task"] == {}
