"""Nobody is left at a dead end: what cannot be recorded is said plainly, with the way on."""

import pytest

from bot.people import Post, Role
from schedules.progress import State
from tests.stories.cast import HEAD, LEADER, OFFICE, QLKH_HEAD, TDC_HEAD, Somebody
from tests.stories.stage import Stage

FIRST, SECOND = ("2.1.1", "qlcn"), ("2.1.2", "qlcn")


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST has been reminded of four duties that are due on 14/5."""
    await stage.lives("10/5 08:00")
    return stage


# --- numbers that no open duty has ----------------------------------------------------------------


@pytest.mark.parametrize("text", ["7 xong", "việc 7 chưa xong vì chờ kinh phí", "số 7 được 60%"])
async def test_a_report_on_a_number_that_nobody_gave_is_said_to_be_one(
    reminded: Stage, text: str
) -> None:
    said = await reminded.says(HEAD, text)

    assert said.startswith("Không có việc số 7 đang mở, chưa ghi nhận gì.\nViệc đang mở:\n1. ")
    assert said.count("\n") == 5
    assert not any(s.reply for s in reminded.board().of_unit("qlcn"))


@pytest.mark.parametrize("text", ["99", "số 7"])
async def test_a_bare_number_that_no_duty_has_is_said_to_be_one(reminded: Stage, text: str) -> None:
    said = await reminded.says(HEAD, text)

    n = text.removeprefix("số ")
    assert said.startswith(f"Không có việc số {n} đang mở, chưa ghi nhận gì.\nViệc đang mở:\n1. ")
    assert said.count("\n") == 5


async def test_the_bare_number_of_a_done_duty_says_since_when(reminded: Stage) -> None:
    await reminded.says(HEAD, "1 xong")

    said = await reminded.says(HEAD, "1")

    assert "đã được ghi nhận hoàn thành lúc 08h00 thứ Ba, 10/5/2022.\nViệc đang mở:\n2. " in said


@pytest.mark.parametrize("who", [LEADER, OFFICE], ids=lambda who: who.phone)
async def test_a_number_that_leadership_is_offered_nowhere_is_said_to_be_one(
    reminded: Stage, who: Somebody
) -> None:
    assert await reminded.says(who, "99") == (
        "Không có mục “99” nào đang chờ chọn, chưa ghi nhận gì.\n"
        "Gửi /tinhhinh để xem lại tình hình và chọn từ đó, /trogiup để xem hướng dẫn."
    )


async def test_the_part_of_a_text_that_names_a_duty_is_recorded_and_the_other_named(
    reminded: Stage,
) -> None:
    said = await reminded.says(HEAD, "1 xong, 7 chưa")

    assert said.startswith("✅ Đã ghi nhận hoàn thành")
    assert said.endswith("Không có việc số 7 đang mở, chưa ghi nhận phần này.")
    assert reminded.stands(*FIRST).done


async def test_a_duty_reported_done_twice_is_said_to_be_done_since_when(reminded: Stage) -> None:
    await reminded.says(HEAD, "1 xong")

    said = await reminded.says(HEAD, "1 xong")

    assert said.startswith("Không có việc số 1 đang mở, chưa ghi nhận gì.\nViệc 1 (Tổ chức ")
    assert "đã được ghi nhận hoàn thành lúc 08h00 thứ Ba, 10/5/2022.\nViệc đang mở:\n2. " in said


async def test_the_number_of_a_done_duty_means_no_other_one_when_it_is_said_again(
    reminded: Stage,
) -> None:
    """All that was numbered is done; two more duties are open that nobody has seen a number of."""
    await reminded.says(HEAD, "1, 2, 3, 4 xong")

    said = await reminded.says(HEAD, "2 xong")

    assert said.startswith("Không có việc số 2 đang mở, chưa ghi nhận gì.")
    assert "\nViệc đang mở:\n5. " in said
    assert sum(s.done for s in reminded.board().of_unit("qlcn")) == 4


@pytest.mark.parametrize("text", ["3 ngày nữa mới họp", "80% rồi", "họp ngày 9", "2 đơn vị"])
async def test_other_figures_are_no_numbers_of_duties(reminded: Stage, text: str) -> None:
    said = await reminded.says(TDC_HEAD, text)

    assert "Không có việc số" not in said


async def test_a_figure_of_the_reason_is_no_number_of_a_duty(reminded: Stage) -> None:
    said = await reminded.says(HEAD, "việc 1 không treo được do gió giật cấp 7")

    assert "Không có việc số" not in said
    assert reminded.stands(*FIRST).state is State.NOT_DONE


# --- nothing is open ------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["chắc là cũng tàm tạm", "chắc xong rồi"])
async def test_a_hedge_where_nothing_is_open_is_answered_by_saying_so(
    stage: Stage, text: str
) -> None:
    stranger_to_work = Somebody("Lê Văn Không", "khong", Post(Role.STAFF, "bao-lang-son"))
    stage.joined(stranger_to_work)

    said = await stage.says(stranger_to_work, text)

    assert "Hiện không có việc nào đang mở chờ anh/chị báo kết quả." in said
    assert "/viec" in said


# --- what has nothing to do with the plan ---------------------------------------------------------


@pytest.mark.parametrize("text", ["thời tiết hôm nay", "thời tiết hôm nay thế nào?", "giá vàng"])
async def test_who_asks_a_unit_s_bot_for_the_weather_hears_that_it_knows_nothing_of_it(
    reminded: Stage, text: str
) -> None:
    said = await reminded.says(HEAD, text)

    assert said == (
        "Nội dung này Văn phòng Sở không có thông tin tại đây, chưa ghi nhận gì.\n"
        "Anh/chị có thể gửi /viec để xem việc của đơn vị và báo kết quả, /trogiup để xem hướng dẫn."
    )


@pytest.mark.parametrize("who", [LEADER, OFFICE])
async def test_leadership_hears_what_it_can_ask_instead(reminded: Stage, who: Somebody) -> None:
    said = await reminded.says(who, "thời tiết hôm nay")

    assert said == (
        "Nội dung này Văn phòng Sở không có thông tin tại đây, hoặc chưa làm theo được.\n"
        "Anh/chị có thể hỏi: “tình hình chung”, “đơn vị nào chưa xong”, “việc nào quá hạn”, "
        "“Phòng … làm đến đâu”; hoặc gửi /trogiup."
    )


@pytest.mark.parametrize("text", ["hướng dẫn sử dụng", "hỏi được gì"])
async def test_who_asks_how_to_ask_reads_the_guide(reminded: Stage, text: str) -> None:
    assert (await reminded.says(LEADER, text)).startswith("Anh/chị có thể:\n/tinhhinh")


async def test_a_reason_that_speaks_of_money_or_cars_is_still_a_reason(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 chưa xong")

    said = await reminded.says(HEAD, "chưa có kinh phí thuê xe")

    assert said.startswith("Đã ghi nhận lý do: “chưa có kinh phí thuê xe”.")


async def test_what_holds_no_words_is_said_to_be_unreadable(reminded: Stage) -> None:
    said = await reminded.says(HEAD, "")

    assert said.startswith("Nội dung này (vị trí, danh bạ, nhãn dán …) không đọc được tại đây")


async def test_examples_have_the_numbers_of_what_is_open(reminded: Stage) -> None:
    """Duty 1 is done: an example that is copied word for word has to mean something."""
    await reminded.says(HEAD, "1 xong")

    assert "ví dụ “2 xong”, hoặc gửi /viec" in await reminded.says(HEAD, "")
    guide = await reminded.says(HEAD, "/trogiup")
    assert "“2 xong”, “3 chưa xong vì …”" in guide
    assert "“xin lùi việc 3 đến thứ Sáu vì …”" in guide
    passed_on = await reminded.says(HEAD, "không phải việc của phòng tôi")
    assert "ví dụ: “việc 2 không phải của phòng tôi”." in passed_on
    message = reminded.phones.says(HEAD.sender, "4 được 60%", at=reminded.now)
    await reminded.beat()
    reminded.phones.edits(HEAD.sender, message, "ờ để xem đã", at=reminded.now)
    await reminded.beat()
    assert reminded.texts(HEAD)[-1].endswith("anh/chị viết lại, ví dụ “4 chưa xong”.")


async def test_where_nothing_is_open_there_is_no_example_of_a_report(reminded: Stage) -> None:
    await reminded.says(HEAD, "/viec")
    await reminded.says(HEAD, "1, 2, 3, 4, 5, 6 xong")

    said = await reminded.says(HEAD, "")

    assert said.endswith("\nĐề nghị anh/chị viết kết quả, hoặc gửi /viec để xem việc đang mở.")


async def test_somebody_else_s_words_passed_on_are_asked_about_and_not_recorded(
    reminded: Stage,
) -> None:
    reminded.phones.says(HEAD.sender, "việc 3 xong rồi ạ", at=reminded.now, forwarded=True)
    await reminded.beat()

    shown = reminded.shown(HEAD)[-1].message
    assert shown.heading.startswith("Văn phòng Sở chưa ghi nhận tin chuyển tiếp")
    assert [choice.typed for choice in shown.rows[0]] == ["3 xong", "3 chưa xong"]
    assert not any(s.reply for s in reminded.board().of_unit("qlcn"))


@pytest.mark.parametrize(
    "words",
    ["còn mấy việc chưa xong thế", "tôi còn những việc gì chưa xong vậy", "còn việc nào chưa làm"],
)
async def test_a_head_who_asks_what_is_left_is_shown_it(stage: Stage, words: str) -> None:
    await stage.comes("10/5 08:00")

    said = await stage.says(HEAD, words)

    assert said.startswith("Phòng QLCN&ĐMST: còn 06 nhiệm vụ\n1. ")
    assert not any(s.reply for s in stage.board().of_unit("qlcn"))


# --- receipts in words ----------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["đã nhận", "ok", "dạ rõ ạ", "👍", "da nhan"])
async def test_a_typed_receipt_is_recorded_as_the_button_records_it(
    reminded: Stage, text: str
) -> None:
    said = await reminded.says(HEAD, text)

    assert said.startswith("👍 Đã ghi nhận: anh/chị đã nhận thông tin.\n- ")
    told = reminded.stands(*FIRST)
    assert (told.received, told.state) == (True, State.WAITING)
    reminder = reminded.shown(HEAD)[-2].message
    assert reminder.body.count("👍 Việc") == 4
    assert [c.label for c in reminder.rows[0]] == ["✅ 1. Đã xong", "❌ 1. Chưa xong"]


@pytest.mark.parametrize("text", ["chào em", "cảm ơn"])
async def test_a_greeting_is_no_receipt(reminded: Stage, text: str) -> None:
    await reminded.says(HEAD, text)

    assert not reminded.stands(*FIRST).received


async def test_a_receipt_is_recorded_once_and_then_thanked_for(reminded: Stage) -> None:
    await reminded.says(HEAD, "đã nhận")

    assert (await reminded.says(HEAD, "đã nhận")).startswith("Cảm ơn anh/chị.")


# --- an answer taken back -------------------------------------------------------------------------


async def test_the_own_reminder_shows_the_buttons_again_when_an_answer_is_taken_back(
    reminded: Stage,
) -> None:
    place, before = len(reminded.shown(HEAD)) - 1, reminded.shown(HEAD)[-1].message
    await reminded.taps(HEAD, "✅ 1.")
    assert "✅ Việc 1" in reminded.shown(HEAD)[place].message.body

    await reminded.taps(HEAD, "↩️ Hoàn tác")

    after = reminded.shown(HEAD)[place].message
    assert (after.text, after.rows) == (before.text, before.rows)


async def test_a_list_that_was_asked_for_gets_no_button_of_a_reminder_by_an_undo(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, "/viec")
    place = len(reminded.shown(HEAD)) - 1
    before = reminded.shown(HEAD)[place].message
    await reminded.says(HEAD, "1 xong")

    await reminded.says(HEAD, "hoàn tác")

    assert reminded.shown(HEAD)[place].message.rows == before.rows


async def test_other_answers_stay_in_the_reminder_when_one_is_taken_back(reminded: Stage) -> None:
    place = len(reminded.shown(HEAD)) - 1
    await reminded.taps(HEAD, "✅ 2.")
    await reminded.taps(HEAD, "✅ 1.")

    await reminded.says(HEAD, "hoàn tác")

    shown = reminded.shown(HEAD)[place].message
    assert ("✅ Việc 1" in shown.body, "✅ Việc 2" in shown.body) == (False, True)
    assert [choice.label for choice in shown.rows[0]] == ["✅ 1. Đã xong", "❌ 1. Chưa xong"]


# --- what the office tells of a unit --------------------------------------------------------------


async def test_the_office_telling_of_a_unit_is_shown_what_would_be_written_down(
    reminded: Stage,
) -> None:
    said = await reminded.says(OFFICE, "phòng QLKH vừa gọi điện báo việc 1 xong")

    assert said == (
        "Ghi thay Phòng Quản lý khoa học như sau, đúng không ạ?\n"
        "1. Tham mưu văn bản gửi các đơn vị liên quan chuẩn bị nội dung tham luận theo chủ đề "
        "(hạn 13/5/2022): đã hoàn thành\n"
        "\nChưa ghi nhận gì. Đề nghị xem đúng việc rồi chọn bên dưới."
    )
    assert not any(s.reply for s in reminded.board().of_unit("qlkh"))


@pytest.mark.parametrize("answer", ["đúng", "ok"])
async def test_what_the_office_confirms_is_written_down_as_such(
    reminded: Stage, answer: str
) -> None:
    await reminded.says(OFFICE, "phòng QLKH báo việc 1 chưa xong vì chờ kinh phí (9h)")

    said = await reminded.says(OFFICE, answer)

    assert said.startswith("Đã ghi thay Phòng Quản lý khoa học:\n1. Tham mưu")
    reply = next(s.reply for s in reminded.board().of_unit("qlkh") if s.reply)
    assert (reply.on_behalf, reply.reason) == (True, "chờ kinh phí")
    assert "“phòng QLKH báo việc 1 chưa xong vì chờ kinh phí (9h)”" in reminded.texts(QLKH_HEAD)[-1]


async def test_what_the_office_does_not_confirm_is_not_written_down(reminded: Stage) -> None:
    await reminded.says(OFFICE, "phòng QLKH báo việc 1 xong")

    said = await reminded.taps(OFFICE, "Không ghi")

    assert said == (
        "Không ghi gì.\n"
        "Muốn ghi thay, viết lại cho đúng, ví dụ: “ghi thay Phòng QLKH: việc 1 xong”."
    )
    assert not any(s.reply for s in reminded.board().of_unit("qlkh"))


@pytest.mark.parametrize("text", ["phòng QLKH báo xong rồi", "phòng QLKH báo việc 17 xong"])
async def test_the_office_is_told_how_to_write_down_what_is_not_clear(
    reminded: Stage, text: str
) -> None:
    said = await reminded.says(OFFICE, text)

    assert said.startswith(
        "Chưa ghi: chưa rõ việc số mấy trong danh sách này, kết quả thế nào. Phòng Quản lý khoa học"
    )
    assert "Ghi thay: “ghi thay Phòng QLKH: việc 1 xong (điện thoại 9h)”." in said


@pytest.mark.parametrize(
    "text",
    ["phòng QLKH báo cáo chưa", "phòng QLKH báo xong việc nào rồi", "QLKH đã báo xong chưa?"],
)
async def test_a_question_about_a_unit_is_still_one(reminded: Stage, text: str) -> None:
    said = await reminded.says(OFFICE, text)

    assert said.startswith("Phòng Quản lý khoa học: ")


async def test_leadership_writes_nothing_down_for_a_unit(reminded: Stage) -> None:
    said = await reminded.says(LEADER, "phòng QLKH báo việc 1 xong")

    assert said.startswith(
        "Phòng Quản lý khoa học: chưa có nhiệm vụ nào được báo hoàn thành (số liệu"
    )


async def test_the_office_takes_back_what_it_wrote_down_and_gets_no_buttons_of_the_unit(
    reminded: Stage,
) -> None:
    await reminded.says(OFFICE, "phòng QLKH báo việc 1 xong")
    await reminded.taps(OFFICE, "Ghi thay")

    said = await reminded.taps(OFFICE, "↩️ Hoàn tác việc 1")

    assert said.startswith("↩️ Đã hoàn tác phần ghi thay. Phòng QLKH – ")
    assert said.endswith("Muốn ghi lại: “ghi thay Phòng QLKH”.")
    assert reminded.shown(OFFICE)[-1].message.rows == ()


async def test_a_word_that_takes_back_is_no_answer_to_how_a_duty_stands(stage: Stage) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "/viec")
    asked = await stage.says(HEAD, "4")
    assert "đã hoàn thành, đang thực hiện hay chưa hoàn thành ạ?" in asked

    await stage.says(HEAD, "nhầm")

    assert stage.stands("2.1.3b", "qlcn").reply is None


async def test_the_number_that_is_taken_back_is_not_reported_on(stage: Stage) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "/viec")
    await stage.says(HEAD, "4")

    await stage.says(HEAD, "k phải 4, 3 cơ")

    assert stage.stands("2.1.3b", "qlcn").reply is None
