"""What frames "xong": orders, wishes, conditions and others' words report nothing."""

from typing import Any

import pytest

from bot.tables import read_table
from bot.understand import from_json, to_json, understand
from tests.bot.understand.test_properties import bare

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


@pytest.mark.parametrize(
    "opening",
    [*TABLE["mo_dau"], *TABLE["mo_dau_co_dau"], *TABLE["mo_dau_chua_roi"], *TABLE["truoc"]],
)
def test_what_opens_a_sentence_so_reports_nothing(opening: str) -> None:
    core = "1 xong" if opening.endswith(" việc") else "việc 1 xong"

    assert closed(f"{opening} {core}") == []
    assert closed(f"dạ {opening} {core} nhé", BANNERS) == []


@pytest.mark.parametrize("opening", TABLE["mo_dau_chua_roi"])
def test_what_opens_a_sentence_that_tells_nothing_as_past_is_known_without_marks(
    opening: str,
) -> None:
    assert closed(bare(f"{opening} treo xong"), BANNERS) == []


@pytest.mark.parametrize("calming", TABLE["tran_an"])
def test_what_calms_somebody_makes_the_next_sentence_a_promise(calming: str) -> None:
    assert closed(f"{calming}, việc 1 xong hết") == []
    assert closed(bare(f"{calming} nhé. treo xong"), BANNERS) == []
    assert closed(f"{calming}, việc 1 xong rồi") == ["1"]


@pytest.mark.parametrize(
    "text",
    [
        "treo xong rồi vào tuần sau",
        "treo xong rồi trong tuần tới",
        "treo xong rồi trong tháng tới nhé",
        "treo xong rồi đến cuối tuần sau",
        "xong rồi vào tháng sau ạ",
    ],
)
def test_even_told_as_past_it_is_to_come_by_a_time_ahead_right_behind_it(text: str) -> None:
    assert closed(text, BANNERS) == []
    assert closed(bare(text), BANNERS) == []


@pytest.mark.parametrize("act", TABLE["roi_lam_tiep"])
def test_an_act_behind_then_is_still_to_be_done(act: str) -> None:
    assert closed(f"treo xong rồi {act} nhé", BANNERS) == []
    assert closed("treo xong rồi chụp ảnh gửi chị rồi", BANNERS) == ["1"]


def test_who_hangs_it_is_told_without_marks_only_with_more_than_a_word() -> None:
    assert closed("phong treo xong", BANNERS) == []  # it may be "phông", too
    assert closed("phong em treo xong", BANNERS) == ["1"]
    assert closed("phong treo xong roi a", BANNERS) == ["1"]
    assert closed("phòng treo xong", BANNERS) == ["1"]
    assert closed("cho tho treo xong roi", BANNERS) == []  # "chờ thợ treo xong rồi (báo)"
    assert closed("cho thợ treo xong rồi", BANNERS) == ["1"]


@pytest.mark.parametrize(
    "text",
    [
        "nên treo xong rồi",
        "nhờ anh Tú treo xong hôm qua",
        "thế là treo xong",
        "cử người treo xong rồi ạ",
    ],
)
def test_where_something_is_told_as_past_it_may_open_a_report(text: str) -> None:
    assert closed(text, BANNERS) == ["1"]


@pytest.mark.parametrize("closing", [*TABLE["sau"], *TABLE["sau_chua_roi"], *TABLE["cuoi"]])
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


@pytest.mark.parametrize(
    "text",
    [
        "đã làm xong phần 1 của việc 1",
        "việc 1 phần nội dung xong rồi",
        "việc 1 nội dung xong",
        "việc 1 số liệu xong rồi",
        "việc 1 hợp đồng xong rồi",
        "việc 1 kinh phí xong rồi",
        "việc 1 ảnh xong rồi",
        "việc 1 họp xong rồi",
        "việc 1 xong mấy mục rồi",
        "việc 1 xong 2 cái",
        "việc 1 xong ngay đây",
        "việc 1 xong sớm thôi",
        "việc 1 xong ở trụ sở, còn trung tâm",
        "việc 1 đạt 100% kinh phí",
        "việc 1 bên Đài xong rồi",
        "1 anh em làm xong rồi",
    ],
)
def test_a_part_or_a_thing_of_a_duty_is_not_the_duty(text: str) -> None:
    assert closed(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "em vừa đi công tác xong",
        "vừa nghỉ lễ xong",
        "thôi xong rồi",
        "hoàn thành tốt nhiệm vụ là mục tiêu",
        "ảnh hiện trạng chụp xong rồi",
        "hết mưa rồi bên anh treo",
        "bên tỉnh đoàn treo xong rồi mà",
        "trường bên cạnh treo xong rồi",
    ],
)
def test_what_is_finished_is_something_else(text: str) -> None:
    assert closed(text, BANNERS) == []


@pytest.mark.parametrize(
    "text",
    [
        "việc 1 đạt 100% kế hoạch",
        "phần em xong rồi",
        "băng rôn ở cổng treo xong rồi",
        "anh em văn phòng treo xong cả rồi",
        "việc 1 treo đủ 4 tấm rồi",
        "phòng bên em treo xong rồi",
    ],
)
def test_who_did_it_where_and_how_much_may_be_told(text: str) -> None:
    assert closed(text, BANNERS) == ["1"]


def test_a_meeting_held_is_no_cooperation() -> None:
    cooperation = {"n": 1, "title": "Phối hợp Đài thực hiện chuyên mục", "due": "2022-05-19"}

    assert closed("vừa họp xong", cooperation) == []
    assert closed("xong 100% phần lời", cooperation) == []
