"""What is said to be somebody else's work, and which duties it speaks of."""

import pytest

from bot.understand import OpenTask, UnitName, Utterance
from bot.understand.dialogue.handovers import read_handover
from bot.understand.words.mentions import unit_and_rest
from tests.bot.understand.scenes import TODAY, cases

UNITS = (
    UnitName("qlkh", "Phòng Quản lý khoa học", ("Phòng QLKH", "QLKH")),
    UnitName("qlcn", "Phòng Quản lý công nghệ và đổi mới sáng tạo", ("Phòng QLCN&ĐMST",)),
)
TASKS = tuple(
    OpenTask(n, title, unit="qlcn")
    for n, title in enumerate(
        ("Treo băng rôn, khẩu hiệu", "Xây dựng kế hoạch Hội thảo", "Video phóng sự"), 1
    )
)


def said(text: str, tasks: tuple[OpenTask, ...] = TASKS) -> Utterance:
    """A text of somebody of QLCN&ĐMST."""
    return Utterance(text, TODAY, "qlcn", tasks, UNITS)


@pytest.mark.parametrize(
    ("text", "tasks", "to"),
    [
        ("Không phải việc của phòng tôi", (), None),
        ("khong phai viec cua phong toi", (), None),
        ("việc 2 không phải của phòng tôi", (2,), None),
        ("chuyển phòng QLKH xử lý", (), "qlkh"),
        ("chuyển việc 3 cho QLKH", (3,), "qlkh"),
        ("việc 2 đề nghị chuyển phòng QLKH xử lý", (2,), "qlkh"),
        ("việc băng rôn không phải của phòng em", (1,), None),
        ("việc 1, 3 giao nhầm phòng tôi", (1, 3), None),
        ("1 xong, 2 không phải việc của phòng em", (2,), None),
        ("3 là của QLKH, 2 xong", (3,), "qlkh"),
        ("2 xong, 3 là của QLKH", (3,), "qlkh"),
        ("việc 3 là của phòng QLKH anh ạ, việc 1 với 2 xong rồi", (3,), "qlkh"),
        ("3 của QLKH chứ, còn 2 đang làm", (3,), "qlkh"),
        ("việc 3 là việc của phòng QLKH còn việc 2 chưa xong", (3,), "qlkh"),
        ("3 là của QLKH, 2 chưa xong vì chờ Đài", (3,), "qlkh"),
        ("1 chưa xong, 2 không phải việc của phòng em", (2,), None),
        ("việc này của phòng QLKH chứ không phải phòng tôi", (), "qlkh"),
        ("2 không thuộc chức năng phòng em, đề nghị giao QLKH", (2,), "qlkh"),
    ],
)
def test_a_handover_names_its_duties_and_whose_they_are(
    text: str, tasks: tuple[int, ...], to: str | None
) -> None:
    told = read_handover(said(text))

    assert told is not None
    assert (told.tasks, told.to) == (tasks, to)


def test_with_one_open_duty_it_is_that_one() -> None:
    told = read_handover(said("không phải việc của phòng tôi", TASKS[:1]))

    assert told is not None
    assert told.tasks == (1,)


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("việc 2 không phải việc của phòng tôi", None),
        ("việc 2 đề nghị chuyển phòng khác", None),
        ("việc 2 chuyển phòng xử lý", "qlkh"),
        ("không phải việc của phòng em, chuyển phòng QLKH em nhé", "qlkh"),
    ],
)
def test_ones_own_room_is_not_the_only_unit_that_is_called_a_room(
    text: str, to: str | None
) -> None:
    one_room = (UNITS[0], UnitName("tdc", "Chi cục Tiêu chuẩn Đo lường Chất lượng"))

    told = read_handover(Utterance(text, TODAY, "tdc", TASKS, one_room))

    assert told is not None
    assert told.to == to


@pytest.mark.parametrize(
    "text",
    [
        "đã chuyển phòng QLKH xử lý",
        "xin chuyển sang ngày 20/5",
        "giao cho anh Nam làm rồi",
        "chuyển kinh phí chưa về",
        "không phải việc của phòng em à?",
        "1 xong rồi",
        "",
    ],
)
def test_what_was_handed_on_already_or_is_asked_is_no_handover(text: str) -> None:
    assert read_handover(said(text)) is None


def test_no_report_of_a_finished_duty_is_taken_for_a_handover() -> None:
    taken = {
        case.text
        for case in cases()
        if "done" in case.per_task.values() and read_handover(said(case.text)) is not None
    }

    assert {text for text in taken if "không phải" not in text} == set()


@pytest.mark.parametrize(
    ("text", "unit", "rest"),
    [
        ("QLKH: việc 1 xong (điện thoại 9h)", "qlkh", "việc 1 xong (điện thoại 9h)"),
        ("phòng QLKH việc 1 xong", "qlkh", "việc 1 xong"),
        ("qlkh", "qlkh", ""),
    ],
)
def test_the_unit_that_a_text_begins_with_is_parted_from_the_rest(
    text: str, unit: str, rest: str
) -> None:
    assert unit_and_rest(text, UNITS) == (unit, rest)
