"""The report to be signed: what it says, recounted from its own text, and its form."""

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.reports import document, names
from bot.reports.breakdown import Condition
from schedules.extensions import Verdict
from schedules.plan import Plan
from schedules.progress import Answer, Board, Reach, board
from schedules.records import Records
from tests.bot.reports import papers
from tests.bot.reports.boards import (
    CLOSED,
    FRIDAY,
    REPLIES,
    VISITS,
    at,
    extended_seed,
    many,
    said,
    seed_board,
    waiting,
    wish,
)
from tests.schedules.plans import seed
from tests.stories.cast import changed

RECORDS = Records(REPLIES, reminders=42)


def words(paper: bytes) -> str:
    """All the text, blanks as they look."""
    return "\n".join(papers.text(paper)).replace("\N{NO-BREAK SPACE}", " ")


def numbers(text: str, pattern: str) -> list[int]:
    """The counts that a pattern finds."""
    found = re.search(pattern, text)
    assert found, pattern
    return [int(each) for each in found.groups()]


@pytest.mark.parametrize("moment", [FRIDAY, CLOSED, "2022-05-16T09:00", "2022-05-01T08:00"])
def test_every_figure_of_the_sentence_can_be_recounted_from_the_annex(moment: str) -> None:
    paper = document.draw(seed_board(moment), RECORDS)

    *_, annex = papers.tables(paper)
    states = Counter(row[5] for row in annex[1:] if len(row) > 1)
    on_time, late = states[Condition.DONE_ON_TIME], states[Condition.DONE_LATE]
    overdue = sum(n for state, n in states.items() if state.endswith("quá hạn")) - late
    everything = states.total()
    assert numbers(
        words(paper),
        r"Tổng số nhiệm vụ: (\d+)\. Đến .*?: "
        r"đã hoàn thành (\d+) \(đúng hạn (\d+), quá hạn (\d+)\), "
        r"chưa hoàn thành (\d+) \(trong hạn (\d+), quá hạn (\d+)\)",
    ) == [
        everything,
        on_time + late,
        on_time,
        late,
        everything - on_time - late,
        everything - on_time - late - overdue,
        overdue,
    ]


def test_the_figures_are_those_of_the_answers_counted_by_hand() -> None:
    text = words(document.draw(seed_board(CLOSED), RECORDS))

    assert (
        "Tổng số nhiệm vụ: 16. Đến 16h00 ngày 20/5/2022: đã hoàn thành 05 (đúng hạn 04, "
        "quá hạn 01), chưa hoàn thành 11 (trong hạn 0, quá hạn 11)"
    ) in text
    assert "Tỷ lệ hoàn thành 31,3%; tỷ lệ hoàn thành đúng hạn 25,0%." in text


def test_the_figures_of_units_and_sections_add_up() -> None:
    paper = document.draw(seed_board(CLOSED), RECORDS)

    _, units, *_ = papers.tables(paper)
    *each, sums = [[int(cell) for cell in row[2:]] for row in units[1:]]
    assert [sum(column) for column in zip(*each, strict=True)] == sums == [16, 4, 1, 0, 11]
    sections = re.findall(r"Tổng số (\d+) nhiệm vụ, đã hoàn thành (\d+)", words(paper))
    assert [sum(map(int, column)) for column in zip(*sections, strict=True)] == [16, 5]


def test_a_reason_is_quoted_in_the_unit_s_own_words_with_its_day() -> None:
    text = words(document.draw(seed_board(CLOSED), RECORDS))

    assert (
        "- Trung tâm Ứng dụng: Tổ chức đón tiếp khách, người dân tham quan các phòng thí nghiệm, "
        "các hoạt động nghiên cứu KH&CN; thời hạn 19/5/2022, quá hạn 01 ngày làm việc. "
        "Đơn vị báo ngày 20/5/2022: “hai đoàn học sinh hoãn lịch do mưa lũ, chuyển sang tuần sau”."
    ) in text


def test_a_duty_done_late_keeps_the_reason_that_was_given_before() -> None:
    key = ("2.1.1", "qlcn")
    replies = {
        key: [
            said("2022-05-13T10:00", Answer.NOT_DONE, reason="chờ duyệt kinh phí"),
            said("2022-05-18T10:00", Answer.DONE),
        ]
    }

    text = words(document.draw(seed_board(CLOSED, replies), Records(replies)))

    assert (
        "thời hạn 14/5/2022, hoàn thành ngày 18/5/2022, quá hạn 03 ngày làm việc. "
        "Đơn vị báo ngày 13/5/2022: “chờ duyệt kinh phí”."
    ) in text


def test_no_reason_is_made_up_for_those_who_gave_none() -> None:
    text = words(document.draw(seed_board(CLOSED, {}), Records()))

    assert "Đơn vị báo ngày" not in text
    assert "Chưa có báo cáo của đơn vị (đã gửi, đơn vị chưa trả lời)." in text
    assert "Chưa có báo cáo của đơn vị (chưa gửi được tới đơn vị)." in text


def test_work_that_goes_on_in_time_owes_no_cause_and_has_the_day_that_is_expected() -> None:
    goes_on = replace(said("2022-05-10T08:00", Answer.IN_PROGRESS), expected=date(2022, 5, 13))
    replies = {("2.1.1", "qlcn"): [goes_on]}

    *_, annex = papers.tables(
        document.draw(seed_board("2022-05-11T09:00", replies), Records(replies))
    )

    told = next(row for row in annex if row[0] == "1")
    assert told[-2] == "Đơn vị dự kiến xong ngày 13/5."


def test_number_and_day_are_left_to_the_clerk() -> None:
    text = words(document.draw(seed_board(CLOSED), RECORDS))

    assert re.search(r"Số: {4,}/BC-SKHCN \| Lạng Sơn, ngày {4,}tháng 5 năm 2022", text)
    assert re.search(r"\(Kèm theo Báo cáo số {4,}/BC-SKHCN ngày {4,}tháng 5 năm 2022 của", text)


def test_the_first_months_are_written_with_a_zero() -> None:
    assert re.search(
        r"ngày +tháng 02 năm 2023", words(document.draw(seed_board("2023-02-03T08:00"), RECORDS))
    )


def test_head_title_end_and_receivers_stand_as_the_decree_wants() -> None:
    lines = papers.text(document.draw(seed_board(CLOSED), RECORDS))

    assert lines[0].startswith("UBND TỈNH LẠNG SƠN\nSỞ KHOA HỌC VÀ CÔNG NGHỆ")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc" in lines[0]
    assert lines[2] == "BÁO CÁO"
    assert lines[3] == (
        "Kết quả thực hiện Kế hoạch triển khai các hoạt động kỷ niệm Ngày Khoa học và Công nghệ "
        "Việt Nam năm 2022"
    )
    end = next(n for n, line in enumerate(lines) if line.endswith("./."))
    assert lines[end] == (
        "Trên đây là báo cáo kết quả thực hiện Kế hoạch triển khai các hoạt động kỷ niệm Ngày Khoa "
        "học và Công nghệ Việt Nam năm 2022 của Sở Khoa học và Công nghệ./."
    )
    assert lines[end + 1] == (
        "Nơi nhận:\n- Lãnh đạo Sở;\n- Các phòng, đơn vị thuộc Sở;\n- Lưu: VT, VP. | "
        "GIÁM ĐỐC\n\n\n\n\nNguyễn Thị Hà"
    )


def test_only_a_report_upwards_is_addressed() -> None:
    inside = words(document.draw(seed_board(CLOSED), RECORDS))
    upwards = words(document.draw(seed_board(CLOSED), RECORDS, to="Ủy ban nhân dân tỉnh Lạng Sơn"))

    assert "Kính gửi" not in inside
    assert "Như trên" not in inside
    assert "Kính gửi: Ủy ban nhân dân tỉnh Lạng Sơn\n" in upwards
    assert "- Như trên;" in upwards
    assert "kính báo cáo Ủy ban nhân dân tỉnh Lạng Sơn./." in upwards


def test_the_annex_has_every_duty_once_under_its_section() -> None:
    *_, annex = papers.tables(document.draw(seed_board(CLOSED), RECORDS))

    assert [row[0] for row in annex if len(row) > 1] == ["TT", *map(str, range(1, 17))]
    assert [row[0] for row in annex if len(row) == 1] == [
        "Hoạt động chào mừng trước Ngày KH&CN Việt Nam",
        "Tuần lễ trọng tâm chào mừng Ngày KH&CN Việt Nam",
    ]
    assert annex[2][2:7] == [
        "Phòng Quản lý công nghệ và đổi mới sáng tạo",
        "Các phòng chuyên môn, các đơn vị trực thuộc Sở",
        "14/5/2022",
        "Đã hoàn thành đúng hạn",
        "13/5/2022",
    ]


def test_what_is_proposed_is_left_to_the_office() -> None:
    assert "2. Đề xuất, kiến nghị\n(đơn vị bổ sung)" in words(document.draw(seed_board(), RECORDS))


def test_a_plan_that_is_all_done_has_no_shortcomings_and_nothing_left() -> None:
    plan = seed()
    replies = {key: [said("2022-05-04T10:00", Answer.DONE)] for key in plan.by_key}

    text = words(document.draw(seed_board(CLOSED, replies), Records(replies)))

    assert "Không có nhiệm vụ quá hạn; các đơn vị không báo cáo vướng mắc." in text
    assert "Các nhiệm vụ đã giao đều được báo cáo hoàn thành" in text


def test_a_unit_is_named_in_full_before_it_is_called_by_its_short_name() -> None:
    text = words(document.draw(seed_board(CLOSED), RECORDS))

    introduced = "Phòng Quản lý công nghệ và đổi mới sáng tạo (sau đây gọi là Phòng QLCN&ĐMST) 06"
    assert introduced in text
    assert "QLCN&ĐMST" not in text[: text.index(introduced)]
    assert "VP Sở" not in text  # a name that is short is always given in full


def test_where_nobody_has_answered_nothing_is_counted_that_is_nobody_s() -> None:
    text = words(document.draw(seed_board(CLOSED, {}), Records()))

    assert "chưa gửi tin nhắc việc tới các đơn vị chủ trì; chưa có phản hồi." in text
    assert "(trong hạn 0, quá hạn 16), trong đó chưa có báo cáo 16. " in text
    assert "Tổng số 04 nhiệm vụ, chưa hoàn thành 04 (trong hạn 0, quá hạn 04)." in text


def test_an_activity_that_is_given_to_nobody_of_the_house_is_not_passed_over() -> None:
    plan = changed(
        ("lead: [qlcn]\n    with: [phong-chuyen-mon, truc-thuoc]", "lead: [co-quan-lien-quan]")
    )

    text = words(document.draw(board(plan, at(CLOSED), {}, {}), Records()))

    assert "Ngoài ra, 01 nội dung không giao cho đơn vị chủ trì cụ thể: tổ chức các hoạt" in text


def test_one_font_fills_every_slot() -> None:
    times = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), "Times New Roman")

    assert all(each == times for each in papers.fonts(document.draw(seed_board(CLOSED), RECORDS)))


def test_its_parts_stand_in_the_order_that_word_takes() -> None:
    paper = document.draw(seed_board(CLOSED), RECORDS, to="Ủy ban nhân dân tỉnh Lạng Sơn")

    assert papers.disorder(paper) == []


def test_it_is_signed_by_people_and_says_nothing_of_a_program() -> None:
    paper = document.draw(seed_board(CLOSED), RECORDS)

    inside = b"".join(papers.part(paper, f"docProps/{name}.xml") for name in ("core", "app"))
    assert b"python" not in inside.lower()
    assert "Sở Khoa học và Công nghệ tỉnh Lạng Sơn" in inside.decode()
    assert "DỰ THẢO" not in words(paper)
    assert names.of(seed_board(CLOSED), "docx") == "DỰ THẢO Báo cáo khcn-2022 2022-05-20.docx"


def test_words_with_pictographs_tags_and_control_letters_are_quoted_soberly() -> None:
    wild = "chờ <b>kinh phí</b> & “ý kiến” 😀🔥\x00\x0b\ud800 \n mai xong ✅"
    replies = {("2.1.1", "qlcn"): [said("2022-05-13T10:00", Answer.NOT_DONE, reason=wild)]}

    text = words(document.draw(seed_board(CLOSED, replies), Records(replies)))

    assert "“chờ <b>kinh phí</b> & “ý kiến” mai xong”" in text


def empty() -> Plan:
    return replace(seed(), assignments=(), activities=(), signer=None, basis=None, number=None)


@pytest.mark.parametrize(
    "board_",
    [
        seed_board(plan=empty(), replies={}),
        many(300),
        board(
            replace(seed(), title="", agency="", leadership=()),
            datetime(2022, 5, 1, tzinfo=UTC),
            {},
            {},
        ),
        seed_board("2022-05-01T08:00", {}),
    ],
    ids=["no duties", "many duties", "no names", "before its start"],
)
def test_any_plan_makes_a_report(board_: Board) -> None:
    paper = document.draw(board_, Records())

    *_, annex = papers.tables(paper)
    assert sum(len(row) > 1 for row in annex) == 1 + len(board_.standings)
    assert words(paper).count("./.") == 1
    assert papers.disorder(paper) == []


def test_a_unit_that_was_never_asked_is_not_called_silent() -> None:
    plan = seed()
    untold = board(plan, at("2022-05-02T08:00"), {}, dict.fromkeys(plan.by_key, Reach.PENDING))

    assert "chưa đến thời điểm nhắc: 16" in words(document.draw(untold, Records()))


def test_what_leadership_found_lacking_is_not_put_into_the_unit_s_mouth() -> None:
    key = ("2.2.1", "vps")
    done = said("2022-05-13T16:00", Answer.DONE)
    lacking = replace(
        said("2022-05-16T08:00", Answer.NOT_DONE, reason="đề nghị bổ sung ảnh"), returns=done.id
    )
    replies = {key: [done, lacking]}

    paper = document.draw(seed_board(CLOSED, replies), Records(replies))

    text = words(paper)
    assert "Kết quả được trả lại để bổ sung ngày 16/5/2022: “đề nghị bổ sung ảnh”." in text
    assert "Đơn vị báo ngày" not in text
    assert "các đơn vị đã phản hồi 01 lượt." in text
    *_, annex = papers.tables(paper)
    assert "Được đề nghị bổ sung, quá hạn" in [row[5] for row in annex if len(row) > 1]


def test_a_result_that_nobody_has_accepted_yet_is_done_and_awaited() -> None:
    plan = seed()
    key = ("2.2.1", "vps")
    duty = plan.by_key[key]
    asked = replace(duty, activity=replace(duty.activity, confirm=True))
    plan = replace(plan, assignments=(asked,), activities=(asked.activity,))

    text = words(document.draw(seed_board(CLOSED, REPLIES, plan), RECORDS))

    assert "đã hoàn thành 01 (đúng hạn 01, quá hạn 0)" in text
    assert "Trong số đã hoàn thành, chờ xác nhận kết quả: 01." in text
    assert "đã hoàn thành ngày 13/5/2022, đúng hạn, chờ xác nhận." in text


@pytest.mark.parametrize(
    ("verdict", "until", "became"),
    [
        (Verdict.GRANTED, date(2022, 5, 24), "được đồng ý, thời hạn mới 24/5/2022"),
        (Verdict.REFUSED, None, "không được đồng ý"),
        (None, None, "chưa có ý kiến"),
    ],
)
def test_a_wish_for_more_time_stands_with_its_reason_and_what_became_of_it(
    verdict: Verdict | None, until: date | None, became: str
) -> None:
    records = Records({}, wishes={VISITS: [wish(verdict, until=until)]})

    text = words(document.draw(seed_board(CLOSED, {}), records))

    assert (
        "(thời hạn 19/5/2022); đề nghị ngày 18/5/2022 lùi đến 24/5/2022, lý do: “đoàn học sinh "
        f"hoãn lịch”; {became}."
    ) in text


def test_a_wish_that_waits_is_noted_in_the_annex() -> None:
    board = waiting(seed_board(CLOSED, {}), VISITS, date(2022, 5, 24))

    *_, annex = papers.tables(document.draw(board, RECORDS))

    noted = [row[-1] for row in annex if len(row) > 1 and "đề nghị lùi" in row[-1]]
    assert noted == ["đề nghị lùi đến 24/5, chờ ý kiến"]


def test_a_wish_that_was_taken_back_is_not_reported() -> None:
    records = Records({}, wishes={VISITS: [wish(Verdict.WITHDRAWN)]})

    assert "Đề nghị gia hạn" not in words(document.draw(seed_board(CLOSED, {}), records))


def test_the_annex_has_the_old_deadline_beside_the_new_one_and_names_the_evidence() -> None:
    shown = [("photo", None), ("photo", None), ("document", "CV số 245/SKHCN")]
    records = Records({}, evidence={VISITS: shown})

    *_, annex = papers.tables(document.draw(seed_board(CLOSED, {}, extended_seed()), records))

    [row] = [row for row in annex if len(row) > 1 and row[1].startswith("Tổ chức đón tiếp")]
    assert row[4] == "24/5/2022 (gia hạn từ 19/5/2022)"
    assert row[5] == "Chưa có báo cáo, trong hạn"
    assert row[7] == "Minh chứng: ảnh (02), văn bản “CV số 245/SKHCN”."
