"""What another unit has finished is never taken for the sender's own report."""

import pytest

from bot.understand import OpenTask, UnitName, Utterance, understand
from bot.understand.clauses.subjects import whose_work

UNITS = (
    UnitName("qlkh", "Phòng Quản lý khoa học", ("Phòng QLKH", "QLKH")),
    UnitName("qlcn", "Phòng Quản lý công nghệ", ("Phòng QLCN", "QLCN")),
)


def _said(text: str) -> Utterance:
    tasks = (OpenTask(1, "Giới thiệu các thành tựu KH&CN", unit="qlcn"),)
    return Utterance(text, unit="qlcn", open_tasks=tasks, units=UNITS, last_bot_kind="reminder")


@pytest.mark.parametrize(
    "text", ["phòng QLKH xong rồi", "bên QLKH đã xong", "QLKH hoàn thành rồi ạ", "QLKH cũng xong"]
)
def test_another_unit_that_has_finished_closes_nothing(text: str) -> None:
    reading = understand(_said(text))

    assert (reading.intent, reading.per_task) == ("not_understood", ())


@pytest.mark.parametrize("text", ["phòng QLCN xong rồi", "đã làm xong với QLKH", "xong rồi ạ"])
def test_the_own_unit_and_partners_do_not_stand_in_the_way(text: str) -> None:
    assert understand(_said(text)).per_task == ((1, "done"),)


@pytest.mark.parametrize("text", ["bên Trung tâm treo xong rồi đấy em", "phía Đài làm xong rồi ạ"])
def test_another_side_closes_nothing_though_nobody_has_listed_the_units(text: str) -> None:
    tasks = (OpenTask(1, "Treo băng rôn, khẩu hiệu chào mừng", due=None),)
    said = Utterance(text, unit="Chi cục Tiêu chuẩn Đo lường Chất lượng", open_tasks=tasks)

    assert understand(said).per_task == ()


def test_the_own_side_and_the_one_of_the_duty_do_not_stand_in_the_way() -> None:
    tasks = (OpenTask(1, "Phối hợp Đài PT&TH phát chuyên mục", due=None),)
    own = Utterance("bên Chi cục làm xong rồi", unit="Chi cục Đo lường", open_tasks=tasks)

    assert understand(own).per_task == ((1, "done"),)


@pytest.mark.parametrize(
    "text",
    [
        *("phòng QLKH việc 1 xong rồi", "bên QLKH 1 xong", "QLKH: việc 1 xong"),
        *("QLKH việc 1 chưa xong", "phòng QLKH đã xong việc 1", "Phong QLKH da xong viec 1"),
        *("bên QLKH báo việc 1 xong rồi", "dạ phòng QLKH vừa báo là việc 1 xong rồi ạ"),
        *("việc 1 thì phòng QLKH xong rồi", "viec 1 thi phong QLKH xong roi"),
        *("việc 1 bên QLKH làm xong rồi", "theo phòng QLKH báo cáo thì việc 1 đã xong"),
    ],
)
def test_the_number_of_another_unit_is_none_of_the_sender_s(text: str) -> None:
    reading = understand(_said(text))

    assert (reading.intent, reading.per_task) == ("not_understood", ())


@pytest.mark.parametrize(
    "text",
    [
        "QLCN việc 1 xong rồi",
        "bên QLCN việc 1 xong rồi",
        "Kính gửi phòng QLKH: việc 1 xong",
        "báo cáo phòng QLKH việc 1 xong",
    ],
)
def test_who_is_only_addressed_and_the_own_unit_do_not_stand_in_the_way(text: str) -> None:
    assert understand(_said(text)).per_task == ((1, "done"),)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("phòng QLKH đã xong việc 1", "qlkh"),
        ("việc 1 thì phòng QLKH xong rồi", "qlkh"),
        ("phòng QLKH xong rồi", "qlkh"),
        ("phòng QLCN đã xong việc 1", None),
        ("việc 1 đã gửi phòng QLKH xong", None),
        ("việc 1 phòng QLKH đang góp ý", None),
    ],
)
def test_whose_work_a_text_tells_of(text: str, unit: str | None) -> None:
    assert whose_work(_said(text)) == unit


@pytest.mark.parametrize(
    "text",
    [
        *("báo hộ QLKH: đã giới thiệu thành tựu xong", "bao ho QLKH: gioi thieu thanh tuu xong"),
        *("đã giới thiệu xong, em báo hộ phòng QLKH nhé", "tôi báo giúp bên QLKH: đã xong"),
        *("em báo thay anh Hùng bên QLKH là giới thiệu xong rồi", "thay mặt QLKH em báo đã xong"),
        "báo cáo giúp trưởng phòng QLKH: chưa xong vì thiếu bài",
    ],
)
def test_what_is_reported_for_another_unit_is_none_of_the_sender_s(text: str) -> None:
    assert understand(_said(text)).per_task == ()
    assert whose_work(_said(text)) == "qlkh"


@pytest.mark.parametrize(
    "text",
    ["đã xong, làm giúp QLKH luôn rồi", "báo hộ QLCN: giới thiệu xong rồi", "em báo hộ: đã xong"],
)
def test_what_is_done_for_another_unit_or_reported_for_the_own_one_counts(text: str) -> None:
    assert understand(_said(text)).per_task == ((1, "done"),)
