"""What a line adds to an absence, or where it moves it, and what changes none."""

from datetime import date

import pytest

from bot.understand.absence.changes import Added, Moved, read_change
from bot.understand.absence.corrections import Corrected
from tests.bot.understand.scenes import cases

TODAY = date(2022, 5, 12)  # a Thursday


def may(day: int) -> date:
    """A day of this month."""
    return date(2022, 5, day)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nghỉ cả ngày 20/5 nữa", Added(may(20), may(20))),
        ("à nghỉ cả thứ 4 nữa", Added(may(18), may(18), by_weekday=True)),
        ("thêm ngày 20 nữa", Added(may(20), may(20), surely=False)),
        ("cả ngày 20 nữa nhé", Added(may(20), may(20), surely=False)),
        ("nghỉ thêm đến 20/5", Added(None, may(20))),
        ("chuyến công tác kéo dài đến 20/5", Added(None, may(20))),
        ("nghỉ thêm hai ngày", Added(None, None, 2)),
        ("nghỉ thêm cả tuần sau, chị Mai thay", Added(may(16), may(20), name="Mai")),
        ("nghỉ thêm mấy hôm", Added(None, None)),
        ("thêm thứ 5, thứ 6 nữa", Added(None, None, surely=False)),
        ("à mà thêm cả ngày 19 nữa nhé", Added(may(19), may(19), surely=False)),
        ("dời chuyến đi sang 23-25/5", Moved(None, may(23), may(25))),
        ("doi lich cong tac sang 23/5", Moved(None, may(23), may(23))),
        ("dời nghỉ phép sang tuần sau", Moved(None, may(16), may(20))),
        ("dời chuyến đi 16-18/5 sang 23-25/5", Moved((may(16), may(18)), may(23), may(25))),
        ("chuyến công tác bị hoãn sang tháng sau", Moved(None, None, None)),
        ("dời chuyến đi sang 30/2", Moved(None, None, None, wrong="30/2")),
    ],
)
def test_a_line_changes_what_it_says(text: str, told: Added | Moved) -> None:
    assert read_change(text, TODAY) == told


TOMORROW = may(13), may(13)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("à nhầm, mốt mới nghỉ", Corrected(None, may(14), None)),
        ("à không phải mai, ngày kia cơ", Corrected(TOMORROW, may(14), None, False, False)),
        ("ko phai ngay mai, thu 3 tuan sau", Corrected(TOMORROW, may(17), None, False, False)),
        ("nghỉ thứ 3 chứ không phải mai", Corrected(TOMORROW, may(17), None, False)),
        ("mai không nghỉ, mốt mới nghỉ", Corrected(TOMORROW, may(14), None, False)),
        ("không nghỉ mai mà nghỉ thứ 2", Corrected(TOMORROW, may(16), None, False)),
        ("đính chính, 17-18/5 mới đúng", Corrected(None, may(17), may(18), surely=False)),
        ("em nhầm ngày, 18/5 ạ", Corrected(None, may(18), None, surely=False)),
        ("à nhầm, đến 19/5 cơ", Corrected(None, None, may(19), surely=False)),
        ("à nhầm, chỉ nghỉ 24/5 thôi", Corrected(None, may(24), may(24))),
        ("à nhầm, nghỉ cả ngày mai", Corrected(None, may(13), None)),
        ("thứ 4 em nghỉ cơ", Corrected(None, may(18), None, False)),
        ("à nhầm, thứ 4 nghỉ, anh Nam thay", Corrected(None, may(18), None, name="Nam")),
    ],
)
def test_other_days_come_in_the_place_of_those_told_before(text: str, told: Corrected) -> None:
    assert read_change(text, TODAY) == told


@pytest.mark.parametrize(
    "text",
    [
        *("xin thêm ngày 20/5", "cho em thêm 2 ngày nữa", "thêm 2 việc nữa", "thêm ngày nữa"),
        *("3 ngày nữa tôi đi công tác", "hoãn chuyến công tác", "hoãn lịch họp sang 23/5"),
        *("xin phép lùi đến thứ hai tuần sau", "dời việc 2 sang 23/5", "tôi không nghỉ thêm 20/5"),
        *(
            "dời chuyến đi thực tế sang 23/5",
            "đi công tác, lùi đến 20/5",
            "dời chuyến đi sang 23/5?",
        ),
        *("à nhầm, việc 2 mai mới xong", "không phải việc 2 mà việc 3", "à nhầm, 17/5 mới có bài"),
        *("nghỉ mai", "mai em nghỉ nhé", "à nhầm", "không phải đi công tác"),
    ],
)
def test_what_changes_no_absence(text: str) -> None:
    assert read_change(text, TODAY) is None


def test_no_report_on_work_surely_changes_an_absence() -> None:
    found = {case.text: read_change(case.text, TODAY) for case in cases() if case.per_task}

    assert {t for t, c in found.items() if isinstance(c, Moved) or (c and c.surely)} == set()


@pytest.mark.parametrize("text", ["", "?", "\n", "thêm " * 5_000, "dời chuyến đi sang " * 500])
def test_nothing_is_too_strange_to_be_read(text: str) -> None:
    read_change(text, TODAY)
