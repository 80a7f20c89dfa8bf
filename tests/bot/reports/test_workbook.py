"""The workbook, read back cell by cell."""

from dataclasses import replace
from datetime import date

import pytest

from bot.reports import workbook
from bot.reports.breakdown import Condition
from schedules.progress import Answer
from tests.bot.reports import sheets
from tests.bot.reports.boards import CLOSED, VISITS, many, said, seed_board, waiting
from tests.schedules.plans import seed


def test_the_summary_has_the_four_figures_of_the_board_and_they_add_up() -> None:
    board = seed_board(CLOSED)

    summary = sheets.read(workbook.draw(board))["Tổng hợp"]

    figures = {row[0]: row[1] for row in summary.rows if len(row) > 1}
    totals = board.totals
    assert figures["Tổng số nhiệm vụ"] == totals.assignments == 16
    assert figures["Hoàn thành đúng hạn"] == totals.done_on_time == 4
    assert figures["Hoàn thành quá hạn"] == totals.done_late == 1
    assert figures["Trong hạn, chưa hoàn thành"] == totals.in_term == 0
    assert figures["Quá hạn, chưa hoàn thành"] == totals.overdue == 11
    assert figures["Tỷ lệ hoàn thành"] == pytest.approx(5 / 16)


def test_every_duty_stands_in_its_row_with_real_dates_and_numbers() -> None:
    board = seed_board(CLOSED)

    duties = sheets.read(workbook.draw(board))["Nhiệm vụ"]

    assert len(duties.rows) == 1 + 16
    assert [sheets.day(each) for each in duties.column("Thời hạn")][:5] == [
        *[date(2022, 5, 14)] * 4,
        date(2022, 5, 19),
    ]
    assert sheets.day(duties.column("Ngày hoàn thành")[0]) == date(2022, 5, 13)
    assert duties.column("Tiến độ")[:4] == [1.0, None, 1.0, 0.8]
    assert duties.column("Số ngày làm việc chậm")[:4] == [None, 5, None, 5]
    assert duties.column("Tình trạng")[:4] == [
        "Đã hoàn thành đúng hạn",
        "Báo chưa hoàn thành, quá hạn",
        "Đã hoàn thành đúng hạn",
        "Đang thực hiện quá hạn",
    ]
    assert duties.column("Lý do, nội dung đơn vị báo")[1] == "chờ Đài PT&TH tỉnh xếp lịch ghi hình"


def test_the_day_that_is_expected_stands_before_the_reason() -> None:
    goes_on = said("2022-05-10T08:00", Answer.IN_PROGRESS, reason="đang chờ ảnh")
    board = seed_board(
        "2022-05-11T09:00", {("2.1.1", "qlcn"): [replace(goes_on, expected=date(2022, 5, 13))]}
    )

    duties = sheets.read(workbook.draw(board))["Nhiệm vụ"]

    assert duties.column("Lý do, nội dung đơn vị báo")[0] == "dự kiến xong ngày 13/5; đang chờ ảnh"


def test_the_figures_of_the_units_add_up_to_those_of_the_plan() -> None:
    board = seed_board(CLOSED)

    units = sheets.read(workbook.draw(board))["Đơn vị"]

    *each, sums = [row[1:6] for row in units.rows[1:]]
    assert [sum(column) for column in zip(*each, strict=True)] == sums == [16, 4, 1, 0, 11]
    assert all(row[0] == row[1] + row[2] + row[3] + row[4] for row in each)  # type: ignore[operator]  # numbers


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_what_looks_like_a_formula_is_a_text(start: str) -> None:
    words = f"{start}HYPERLINK(1)"
    replies = {("2.1.1", "qlcn"): [said("2022-05-13T10:20", Answer.NOT_DONE, reason=words)]}

    made = sheets.read(workbook.draw(seed_board(replies=replies)))

    assert made["Nhiệm vụ"].column("Lý do, nội dung đơn vị báo")[0] == words
    assert not any("<f>" in sheet.xml for sheet in made.values())


def test_letters_that_no_file_can_hold_are_left_out_and_long_texts_are_cut() -> None:
    words = "chờ\x00 kinh\x0b phí\ud800" + "x" * 40_000
    replies = {("2.1.1", "qlcn"): [said("2022-05-13T10:20", Answer.NOT_DONE, reason=words)]}

    duties = sheets.read(workbook.draw(seed_board(replies=replies)))["Nhiệm vụ"]

    kept = duties.column("Lý do, nội dung đơn vị báo")[0]
    assert isinstance(kept, str)
    assert kept.startswith("chờ kinh phíxxx")
    assert len(kept) == 32_767


def test_the_heading_stays_in_sight_and_on_every_printed_page_and_rows_can_be_filtered() -> None:
    duties = sheets.read(workbook.draw(seed_board()))["Nhiệm vụ"]

    assert 'state="frozen"' in duties.xml
    assert '<autoFilter ref="A1:U17"' in duties.xml
    assert duties.xml.count("<cfRule") == len(Condition)
    assert 'orientation="landscape"' in duties.xml
    assert 'fitToHeight="0"' in duties.xml


def test_an_empty_plan_makes_an_empty_table() -> None:
    empty = replace(seed(), assignments=(), activities=())

    made = sheets.read(workbook.draw(seed_board(plan=empty, replies={})))

    assert len(made["Nhiệm vụ"].rows) == 1
    assert made["Đơn vị"].rows[1][:2] == ["Cộng", 0.0]


def test_hundreds_of_duties_have_as_many_rows() -> None:
    duties = sheets.read(workbook.draw(many(500)))["Nhiệm vụ"]

    assert len(duties.rows) == 1 + 500


def test_words_that_are_not_the_unit_s_own_say_whose_they_are() -> None:
    lacking = replace(said("2022-05-13T10:20", Answer.NOT_DONE, reason="thiếu ảnh"), returns=1)
    noted = replace(said("2022-05-13T10:20", Answer.NOT_DONE, reason="chờ vốn"), on_behalf=True)
    replies = {("2.1.1", "qlcn"): [lacking], ("2.1.2", "qlcn"): [noted]}

    duties = sheets.read(workbook.draw(seed_board(replies=replies)))["Nhiệm vụ"]

    assert duties.column("Lý do, nội dung đơn vị báo")[:2] == [
        "Đề nghị bổ sung: thiếu ảnh",
        "chờ vốn",
    ]
    assert duties.column("Tình trạng")[0] == "Được đề nghị bổ sung, trong hạn"
    assert duties.column("Người báo")[:2] == ["Phạm Thị Lan", "Văn phòng ghi thay: Phạm Thị Lan"]


def test_a_wish_for_more_time_that_waits_stands_in_its_row() -> None:
    board = waiting(seed_board(CLOSED, {}), VISITS, date(2022, 5, 24))

    duties = sheets.read(workbook.draw(board))["Nhiệm vụ"]

    told = [each for each in duties.column("Đang chờ") if each]
    assert told == ["đề nghị lùi đến 24/5, chờ ý kiến"]
