"""What leads in that somebody reports for a colleague says nothing of the work."""

import pytest

from bot.understand import OpenTask, Utterance, understand
from bot.understand.absence.absences import read_absence
from bot.understand.texts.introducing import without_introduction
from tests.bot.understand.test_absences import TODAY


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("anh Long đang họp nên tôi báo thay: việc 1 xong rồi", "việc 1 xong rồi"),
        ("anh Long dang hop nen toi bao thay: viec 1 xong roi", "viec 1 xong roi"),
        ("chị Lan đi công tác, em báo hộ việc 2 xong rồi ạ", "việc 2 xong rồi ạ"),
        ("Chị Lan đi công tác 16-20/5, em báo thay: việc 2 chưa", "việc 2 chưa"),
        ("sếp bận nên em báo cáo thay ạ. Việc 3 được 60%", "Việc 3 được 60%"),
        ("Chị Lan nhờ em báo: 1 xong, 2 chưa", "1 xong, 2 chưa"),
        ("do chị Lan vắng, em thay mặt phòng báo cáo việc 1 xong", "việc 1 xong"),
        ("trưởng phòng bận em trả lời thay trưởng phòng, 2 xong", "2 xong"),
        ("thứ 6 chị Lan nghỉ nên em báo hộ ạ: 2 xong", "2 xong"),
        ("tôi báo thay anh Long: việc 1 xong", "việc 1 xong"),
    ],
)
def test_an_introduction_is_cut(text: str, rest: str) -> None:
    assert without_introduction(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        *("tôi báo hộ phòng QLKH: việc 1 xong", "việc 1 xong, em báo hộ chị Lan việc 2 chưa"),
        *("dạ 1 xong, em báo hộ: 2 chưa", "xong rồi em báo hộ chị Lan nhé", "anh Long báo thay"),
        *("anh Long đang họp nên tôi báo thay", "chưa xong do anh Long ốm", "", "báo thay", "?"),
    ],
)
def test_what_introduces_no_report_stays(text: str) -> None:
    assert without_introduction(text) == text


@pytest.mark.parametrize(
    ("text", "state", "reason"),
    [
        ("anh Long đang họp nên tôi báo thay: việc 1 xong rồi", "done", None),
        ("sếp bận nên em báo cáo thay ạ. Việc 1 được 60%", "in_progress", None),
        ("anh Long ốm, tôi báo cáo thay: việc 1 chưa xong", "not_done", None),
        ("anh Long đi họp, tôi trả lời thay: việc 1 vướng kinh phí", "not_done", "vướng kinh phí"),
    ],
)
def test_why_the_colleague_does_not_report_is_no_reason(
    text: str, state: str, reason: str | None
) -> None:
    tasks = (OpenTask(1, "Treo băng rôn", due=None), OpenTask(2, "Đăng tin bài", due=None))
    reading = understand(Utterance(text, TODAY, open_tasks=tasks))

    assert reading.per_task == ((1, state),)
    assert reading.parts[0].reason == reason


def test_the_colleague_s_absence_beside_a_report_is_none_that_is_told() -> None:
    assert read_absence("chị Lan đi công tác 16-20/5, em báo thay: việc 2 được 60%", TODAY) is None
