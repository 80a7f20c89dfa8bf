"""What frames "xong": orders, wishes, conditions and others' words report nothing."""

from typing import Any

import pytest

from bot.tables import read_table
from bot.understand import from_json, to_json, understand

TABLE = read_table("bot.understand", "framing.toml")
BANNERS = {"n": 1, "title": "Treo băng rôn, khẩu hiệu chào mừng tại trụ sở", "due": "2022-05-19"}
REPORT = {"n": 2, "title": "Báo cáo sơ kết 6 tháng đầu năm", "due": "2022-05-20"}


def closed(text: str, *duties: dict[str, Any]) -> list[str]:
    """The duties that a text closes."""
    document = {
        "text": text,
        "today": "2022-05-17",
        "unit": "Văn phòng Sở",
        "last_bot_kind": "reminder",
        "open_tasks": [duty | {"unit": "Văn phòng Sở"} for duty in duties or (BANNERS, REPORT)],
    }
    told = to_json(understand(from_json(document)))["per_task"]
    return [n for n, intent in told.items() if intent == "done"]


@pytest.mark.parametrize("opening", [*TABLE["mo_dau"], *TABLE["mo_dau_co_dau"], *TABLE["truoc"]])
def test_what_opens_a_sentence_so_reports_nothing(opening: str) -> None:
    core = "1 xong" if opening.endswith(" việc") else "việc 1 xong"

    assert closed(f"{opening} {core}") == []
    assert closed(f"dạ {opening} {core} nhé", BANNERS) == []


@pytest.mark.parametrize("closing", [*TABLE["sau"], *TABLE["cuoi"]])
def test_what_closes_a_sentence_so_reports_nothing(closing: str) -> None:
    assert closed(f"hoàn thành việc 1 {closing}") == []
    assert closed(f"treo xong {closing} ạ", BANNERS) == []


@pytest.mark.parametrize(
    "text",
    [
        "tuần sau việc 1 xong rồi",
        "hoàn thành việc 1 tuần sau",
        "xong việc 1 trong tuần này",
        "treo xong sang năm",
    ],
)
def test_a_time_ahead_that_is_no_certain_day_leaves_it_open(text: str) -> None:
    assert closed(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "việc 1 xong rồi, đi đây",
        "đề nghị Văn phòng ghi nhận việc 1 hoàn thành",
        "làm xong việc 1 cho anh rồi",
        "theo yêu cầu của Sở, việc 1 đã xong",
        "kế hoạch của tuần sau chưa có, việc 1 xong rồi",
    ],
)
def test_the_same_words_elsewhere_leave_a_report_a_report(text: str) -> None:
    assert closed(text) == ["1"]
