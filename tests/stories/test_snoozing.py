"""“Nhắc lại chiều nay”: a reminder when the person wants it, that can be taken back."""

import pytest

from bot.deliver import deliver
from schedules.progress import State
from tests.stories.cast import DEPUTY, HEAD, TDC_HEAD, VPS_HEAD, at, changed
from tests.stories.stage import Stage

SECOND = ("2.1.2", "qlcn")
AFTERNOON = 14


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST has been reminded of four duties that are due on 14/5."""
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    return stage


def in_the_afternoon(stage: Stage, name: str) -> list[str]:
    """What somebody was sent at the hour wished for."""
    return [sent.text for sent in stage.ledger() if sent.name == name and sent.at.hour == AFTERNOON]


@pytest.mark.parametrize("wish", ["15h nhắc lại việc 2", "nhắc lại việc 2 lúc 15h"])
async def test_only_the_duty_that_is_named_is_put_off(reminded: Stage, wish: str) -> None:
    said = await reminded.says(HEAD, wish)

    assert said.startswith("Sẽ nhắc lại lúc 15h00 thứ Ba, 10/5/2022.")
    assert [line for line in said.split("\n") if line.startswith("2. ")] == [
        "2. Phối hợp với Báo Lạng Sơn, Đài phát thanh và truyền hình tỉnh thực hiện chuyên mục số…"
    ]


async def test_a_reminder_can_be_put_off_once_and_moves_no_date(reminded: Stage) -> None:
    said = await reminded.says(HEAD, "việc 2 chiều nay nhắc lại")

    assert said.startswith("Sẽ nhắc lại lúc 14h00 thứ Ba, 10/5/2022.")
    assert "Thời hạn không thay đổi." in said
    await reminded.lives("11/5 12:00")
    later = [s for s in reminded.sent_to(HEAD) if s.at.hour == 14]
    assert len(later) == 1
    assert "Báo Lạng Sơn" in later[0].text
    assert "phổ biến pháp luật" not in later[0].text


async def test_a_reminder_put_off_into_quiet_hours_comes_after_them(reminded: Stage) -> None:
    said = await reminded.says(HEAD, "việc 2 tối nay nhắc lại")

    assert said.startswith(
        "Sẽ nhắc lại lúc 07h30 thứ Tư, 11/5/2022 (ngoài giờ làm việc không nhắc)."
    )


async def test_no_reminder_is_promised_beyond_the_deadline(reminded: Stage) -> None:
    said = await reminded.says(HEAD, "việc 2 nhắc lại ngày 16/5")

    assert said.startswith("Chưa hẹn nhắc: thời điểm đó không trước hạn.")
    assert "hạn thứ Bảy, 14/5/2022" in said
    assert "xin lùi đến ngày" in said


async def test_a_report_and_a_wish_to_be_reminded_are_both_heard(reminded: Stage) -> None:
    said = await reminded.says(HEAD, "việc 2 chưa xong vì chờ kinh phí, chiều nay nhắc lại")

    assert reminded.stands(*SECOND).state is State.NOT_DONE
    assert "Sẽ nhắc lại lúc 14h00" in said


async def test_a_duty_done_meanwhile_is_not_reminded_of(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "nhắc lại chiều nay")
    await reminded.says(HEAD, "việc 2 chiều nay nhắc lại")
    await reminded.says(HEAD, "2 xong")

    await reminded.lives("10/5 15:00")

    assert not [s for s in reminded.sent_to(HEAD) if s.at.hour == 14]


async def test_without_a_time_it_is_asked_when(reminded: Stage) -> None:
    assert (await reminded.says(HEAD, "nhắc lại nhé")).startswith(
        "Anh/chị muốn được nhắc lại lúc nào ạ?"
    )


async def test_several_duties_are_put_off_under_their_numbers(reminded: Stage) -> None:
    said = await reminded.says(HEAD, "chiều nay nhắc lại việc 2, 3")

    assert [line[:2] for line in said.split("\n")[1:3]] == ["2.", "3."]
    assert said.endswith("Thời hạn không thay đổi. Không cần nữa thì trả lời “bỏ nhắc lại 2”.")


async def test_one_of_several_is_taken_back_by_its_number(reminded: Stage) -> None:
    await reminded.says(HEAD, "chiều nay nhắc lại việc 2, 3")

    said = await reminded.says(HEAD, "bỏ nhắc lại 2")

    assert said.startswith("Đã bỏ hẹn nhắc lại:\n2. Phối hợp với Báo Lạng Sơn")
    assert said.endswith("\nVăn phòng Sở vẫn nhắc theo lịch đến khi có kết quả.")
    await reminded.lives("10/5 15:00")
    [sent] = in_the_afternoon(reminded, HEAD.name)
    assert ("Báo Lạng Sơn" in sent, "Cuộc thi Sáng tạo" in sent) == (False, True)


@pytest.mark.parametrize("text", ["bỏ nhắc lại", "hủy nhắc lại giúp em", "không cần nhắc nữa ạ"])
async def test_all_that_was_put_off_is_taken_back_in_words(reminded: Stage, text: str) -> None:
    await reminded.says(HEAD, "chiều nay nhắc lại việc 2, 3")

    said = await reminded.says(HEAD, text)

    assert said.startswith("Đã bỏ hẹn nhắc lại:\n")
    await reminded.lives("10/5 15:00")
    assert not in_the_afternoon(reminded, HEAD.name)


async def test_the_button_takes_back_what_its_own_message_put_off(reminded: Stage) -> None:
    await reminded.says(HEAD, "chiều nay nhắc lại việc 3")
    await reminded.says(HEAD, "chiều nay nhắc lại việc 2")

    said = await reminded.taps(HEAD, "Bỏ nhắc lại")
    again = await reminded.taps(HEAD, "Bỏ nhắc lại")

    assert said.startswith("Đã bỏ hẹn nhắc lại:\n2. ")
    assert again.startswith("Không có lời hẹn nhắc nào đang chờ.")
    await reminded.lives("10/5 15:00")
    assert len(in_the_afternoon(reminded, HEAD.name)) == 1


async def test_nobody_takes_back_what_another_person_put_off(reminded: Stage) -> None:
    await reminded.says(HEAD, "chiều nay nhắc lại việc 2")
    shown, data = reminded.phones.phone(HEAD.phone).find("Bỏ nhắc lại")

    said = await reminded.sends(TDC_HEAD, data, shown.id)

    assert said.startswith("Không có lời hẹn nhắc nào đang chờ.")
    await reminded.lives("10/5 15:00")
    assert len(in_the_afternoon(reminded, HEAD.name)) == 1


async def test_what_was_not_put_off_is_said_to_be_so(reminded: Stage) -> None:
    await reminded.says(HEAD, "chiều nay nhắc lại việc 2")

    said = await reminded.says(HEAD, "bỏ nhắc lại 3")

    assert said == "Không có lời hẹn nhắc nào đang chờ.\nTin nhắc vẫn gửi theo lịch."
    await reminded.lives("10/5 15:00")
    assert len(in_the_afternoon(reminded, HEAD.name)) == 1


async def test_what_somebody_put_off_goes_to_who_stands_in_while_they_are_away(
    reminded: Stage,
) -> None:
    reminded.joined(DEPUTY)
    await reminded.says(HEAD, "chiều nay nhắc lại việc 2")
    await reminded.says(HEAD, "đi công tác 10/5-11/5, phó phòng thay")

    await reminded.lives("10/5 15:00")

    assert not in_the_afternoon(reminded, HEAD.name)
    [sent] = in_the_afternoon(reminded, DEPUTY.name)
    assert "Báo Lạng Sơn" in sent


async def test_what_somebody_put_off_comes_to_them_if_nobody_stands_in(reminded: Stage) -> None:
    await reminded.says(HEAD, "chiều nay nhắc lại việc 2")
    await reminded.says(HEAD, "đi công tác 10/5-11/5")

    await reminded.lives("10/5 15:00")

    assert len(in_the_afternoon(reminded, HEAD.name)) == 1


async def test_only_what_stands_beside_the_wish_is_put_off(reminded: Stage) -> None:
    said = await reminded.says(HEAD, "việc 1 xong, việc 2 mai nhắc lại")

    _, put_off = said.split("Sẽ nhắc lại")
    assert "\n2. " in put_off
    assert "\n1. " not in put_off


@pytest.mark.parametrize(
    ("wish", "at"),
    [
        ("30 phút nữa nhắc việc 2", "08h30 thứ Ba, 10/5/2022"),
        ("mai nhắc việc 2", "08h00 thứ Tư, 11/5/2022"),
        ("nhắc lại việc 2 sau 30 phút", "08h30 thứ Ba, 10/5/2022"),
        ("nửa tiếng nữa nhắc em việc 2", "08h30 thứ Ba, 10/5/2022"),
        ("nhac toi viec 2 luc 9h", "09h00 thứ Ba, 10/5/2022"),
        ("nhac lai toi nay viec 2", "07h30 thứ Tư, 11/5/2022 (ngoài giờ làm việc không nhắc)"),
        ("nhớ nhắc việc 2 đầu giờ chiều", "13h30 thứ Ba, 10/5/2022"),
    ],
)
async def test_a_wish_to_be_reminded_leaves_what_was_reported(
    reminded: Stage, wish: str, at: str
) -> None:
    await reminded.says(HEAD, "2 chưa xong, lý do chờ duyệt bài")

    said = await reminded.says(HEAD, wish)

    assert said.startswith(f"Sẽ nhắc lại lúc {at}.\n2. ")
    told = reminded.stands(*SECOND)
    assert told.reply is not None
    assert (told.state, told.reply.reason) == (State.NOT_DONE, "chờ duyệt bài")


async def test_a_wish_to_be_reminded_answers_no_other_question(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 chưa xong, lý do chờ duyệt bài")
    await reminded.says(HEAD, "sửa")

    said = await reminded.says(HEAD, "30 phút nữa nhắc việc 2")

    assert said.startswith("Sẽ nhắc lại lúc 08h30")
    assert reminded.stands(*SECOND).state is State.NOT_DONE


@pytest.mark.parametrize(
    "wishes",
    [
        "thứ 4 nhắc việc 2, thứ 5 nhắc việc 3",
        "nhắc việc 2 thứ 4, việc 3 thứ 5",
        "thứ 4 nhắc việc 2 và thứ 5 nhắc việc 3",
    ],
)
async def test_each_of_several_wishes_has_its_own_time(reminded: Stage, wishes: str) -> None:
    said = await reminded.says(HEAD, wishes)

    first, second = said.split("Sẽ nhắc lại lúc ")[1:]
    assert first.startswith("08h00 thứ Tư, 11/5/2022.\n2. ")
    assert second.startswith("08h00 thứ Năm, 12/5/2022.\n3. ")
    assert ("\n3. " in first, "\n2. " in second) == (False, False)


@pytest.mark.parametrize(
    "wishes", ["thứ 4 nhắc việc 2, nhắc việc 3", "thứ 4 nhắc việc 2 và việc 3"]
)
async def test_one_time_is_for_all_that_is_named(reminded: Stage, wishes: str) -> None:
    said = await reminded.says(HEAD, wishes)

    assert said.count("Sẽ nhắc lại lúc 08h00 thứ Tư, 11/5/2022.") == 1
    assert ("\n2. " in said, "\n3. " in said) == (True, True)


@pytest.mark.parametrize("wish", ["việc 2 nhắc tôi lúc 14h", "nhắc việc 2 sau 6 tiếng"])
async def test_a_wish_to_be_reminded_is_not_which_duty_was_meant(
    reminded: Stage, wish: str
) -> None:
    await reminded.says(HEAD, "chưa có tiền")

    said = await reminded.says(HEAD, wish)
    answered = await reminded.says(HEAD, "việc 2")

    assert said.startswith("Sẽ nhắc lại lúc 14h00 thứ Ba, 10/5/2022.\n2. ")
    assert answered.startswith("Đã ghi nhận lý do: “chưa có tiền”")


@pytest.mark.parametrize("wish", ["2 tiếng nữa nhắc lại", "2 tieng nua nhac lai viec 2"])
async def test_a_wish_to_be_reminded_is_no_new_deadline(reminded: Stage, wish: str) -> None:
    await reminded.says(HEAD, "xin lùi việc 2 vì chờ Đài")

    said = await reminded.says(HEAD, wish)
    answered = await reminded.says(HEAD, "20/5")

    assert said.startswith("Sẽ nhắc lại lúc 10h00 thứ Ba, 10/5/2022.")
    assert answered.startswith("Đã ghi nhận đề nghị lùi đến thứ Sáu, 20/5/2022")


async def test_a_day_beside_a_wish_to_be_reminded_is_the_new_deadline(reminded: Stage) -> None:
    await reminded.says(HEAD, "xin lùi việc 2 vì chờ Đài")

    said = await reminded.says(HEAD, "đến 20/5, mai nhắc em")

    assert said.startswith("Đã ghi nhận đề nghị lùi đến thứ Sáu, 20/5/2022")


@pytest.mark.parametrize(
    "wish", ["nhắc việc 2 lúc 9h sáng mai", "nhac viec 2 luc 9h sang mai", "nhac e viec 2 9h mai"]
)
async def test_a_wish_that_ends_with_tomorrow_is_no_state(reminded: Stage, wish: str) -> None:
    said = await reminded.says(HEAD, wish)

    assert said.startswith("Sẽ nhắc lại lúc 09h00 thứ Tư, 11/5/2022.\n2. ")
    assert reminded.stands(*SECOND).state is State.WAITING


@pytest.mark.parametrize("vague", ["nhắc việc 2", "vài phút nữa nhắc việc 2", "sau 2h nhắc việc 2"])
async def test_a_time_that_is_not_clear_is_asked_and_the_answer_is_for_the_same_duty(
    reminded: Stage, vague: str
) -> None:
    asked = await reminded.says(HEAD, vague)
    again = await reminded.says(HEAD, "tuần sau")

    said = await reminded.says(HEAD, "10h")

    assert asked == again
    assert asked.startswith("Anh/chị muốn được nhắc lại lúc nào ạ?")
    assert said.startswith("Sẽ nhắc lại lúc 10h00 thứ Ba, 10/5/2022.\n2. ")
    assert reminded.stands(*SECOND).state is State.WAITING


async def test_news_after_the_question_when_is_no_answer_to_it(reminded: Stage) -> None:
    await reminded.says(HEAD, "nhắc việc 2")

    await reminded.says(HEAD, "2 xong")

    assert reminded.stands(*SECOND).state is State.DONE


async def test_a_second_wish_for_a_duty_takes_the_place_of_the_first(reminded: Stage) -> None:
    await reminded.says(HEAD, "9h nhắc lại việc 2")

    said = await reminded.says(HEAD, "chiều nay nhắc lại việc 2")

    assert "Thay cho lời hẹn nhắc lúc 09h00 thứ Ba, 10/5/2022." in said
    await reminded.lives("10/5 15:00")
    assert reminded.days_of(HEAD)[-2:] == ["10/5 08:00", "10/5 14:00"]


@pytest.mark.parametrize(
    "words", ["à việc 4 thì sáng mai", "còn việc 4 thì sáng mai nhé", "rieng viec 4 sang mai"]
)
async def test_one_of_those_put_off_gets_another_time(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, "3h chiều nhắc lại việc 2 với việc 4 nhé")

    said = await reminded.says(HEAD, words)

    assert said.startswith("Sẽ nhắc lại lúc 08h00 thứ Tư, 11/5/2022.")
    assert "\n4. " in said
    assert "\n2. " not in said
    assert reminded.stands("2.1.3b", "qlcn").state is State.WAITING


async def test_a_day_is_no_time_for_a_reminder_where_something_else_was_said_since(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, "3h chiều nhắc lại việc 2 với việc 4 nhé")
    await reminded.says(HEAD, "việc 1 xong")

    said = await reminded.says(HEAD, "việc 4 thì sáng mai")

    assert not said.startswith("Sẽ nhắc lại")


async def test_what_was_taken_back_can_be_put_off_to_the_same_moment_again(reminded: Stage) -> None:
    await reminded.says(HEAD, "chiều nay nhắc lại việc 2")
    await reminded.says(HEAD, "bỏ nhắc lại")
    await reminded.says(HEAD, "chiều nay nhắc lại việc 2")

    await reminded.lives("10/5 15:00")

    assert len(in_the_afternoon(reminded, HEAD.name)) == 1


async def test_what_is_put_off_to_shortly_before_the_plan_s_reminder_comes_with_it(
    reminded: Stage,
) -> None:
    await reminded.comes("11/5 16:00")

    said = await reminded.says(HEAD, "20h tối nay nhắc việc 2")

    assert said.startswith(
        "Sẽ nhắc lại lúc 08h00 thứ Năm, 12/5/2022 "
        "(ngoài giờ làm việc không nhắc; cùng tin nhắc theo lịch)."
    )
    await reminded.lives("12/5 12:00")
    assert [day for day in reminded.days_of(HEAD) if day.startswith("12/5")] == ["12/5 08:00"]


async def test_it_comes_with_it_also_if_it_is_looked_at_first(reminded: Stage) -> None:
    await reminded.comes("11/5 16:00")
    await reminded.says(HEAD, "mai nhắc việc 2")
    reminded.clock.set(at("12/5 08:00"))
    await deliver(reminded.desk)

    await reminded.lives("12/5 12:00")

    assert [day for day in reminded.days_of(HEAD) if day.startswith("12/5")] == ["12/5 08:00"]


async def test_after_a_standstill_it_comes_in_one_message_with_what_the_plan_owes(
    reminded: Stage,
) -> None:
    """The reminder put off to 11/5 and the plan's of 12/5 are both overdue when work goes on."""
    await reminded.says(HEAD, "mai nhắc việc 2")
    reminded.clock.set(at("12/5 09:30"))
    await deliver(reminded.desk)

    await reminded.lives("12/5 12:00")

    assert len(reminded.days_of(HEAD)) == 2 + 1
    assert reminded.days_of(HEAD)[-1].startswith("12/5 09:30")


@pytest.mark.parametrize(
    "complaint",
    [
        *("đừng nhắc nữa", "bớt nhắc đi", "sao nhắc tôi việc này", "nhắc gì nhắc lắm thế"),
        *("nhắc nhiều quá, phiền lắm", "bot nhac nhieu qua"),
    ],
)
async def test_who_complains_of_reminders_hears_where_they_come_from(
    reminded: Stage, complaint: str
) -> None:
    said = await reminded.says(HEAD, complaint)

    assert said == (
        "Mong anh/chị thông cảm vì tin nhắc làm phiền.\n"
        "Văn phòng Sở nhắc theo lịch của kế hoạch; việc đã báo xong thì không nhắc nữa. "
        "Gửi /viec để xem và báo kết quả, “bỏ nhắc lại” để bỏ lời nhắc đã hẹn."
    )


async def test_a_complaint_of_reminders_is_no_reason(reminded: Stage) -> None:
    await reminded.taps(HEAD, "❌ 2")

    said = await reminded.says(HEAD, "đừng nhắc nữa")

    assert said.startswith("Mong anh/chị thông cảm")


async def test_all_that_was_put_off_is_taken_back_in_many_words(reminded: Stage) -> None:
    await reminded.says(HEAD, "việc 2 chiều nay nhắc lại")

    said = await reminded.says(HEAD, "bỏ hết các nhắc hẹn")

    assert said.startswith("Đã bỏ hẹn nhắc lại:\n2. ")


async def test_a_report_beside_a_complaint_is_heard(reminded: Stage) -> None:
    done = await reminded.says(HEAD, "việc 2 xong rồi, đừng nhắc nữa")
    which = await reminded.says(HEAD, "xong rồi, đừng nhắc nữa")

    assert reminded.stands(*SECOND).state is State.DONE
    assert not done.startswith("Mong anh/chị thông cảm")
    assert not which.startswith("Mong anh/chị thông cảm")


# --- several wishes in one text ------------------------------------------------------------------


@pytest.mark.parametrize(
    "wishes",
    [
        "nhắc tôi việc 2 lúc 9h việc 3 lúc 15h",
        "nhac toi viec 2 luc 9h viec 3 luc 15h",
        "nhắc việc 2 lúc 9h và việc 3 lúc 15h",
        "9h nhắc việc 2 15h nhắc việc 3",
        "nhắc 2 lúc 9h 3 lúc 15h",
        "nhắc việc 2 9h 3 15h",
    ],
)
async def test_wishes_that_nothing_separates_are_each_kept(reminded: Stage, wishes: str) -> None:
    said = await reminded.says(HEAD, wishes)

    first, second = said.split("Sẽ nhắc lại lúc ")[1:]
    assert first.startswith("09h00 thứ Ba, 10/5/2022.\n2. ")
    assert second.startswith("15h00 thứ Ba, 10/5/2022.\n3. ")
    assert ("\n3. " in first, "\n2. " in second) == (False, False)


@pytest.mark.parametrize(
    "wish", ["nhắc việc 2 và việc 3 lúc 15h", "nhắc việc 2 việc 3 lúc 15h", "15h nhắc việc 2, 3"]
)
async def test_one_time_behind_several_numbers_is_for_all(reminded: Stage, wish: str) -> None:
    said = await reminded.says(HEAD, wish)

    assert said.count("Sẽ nhắc lại lúc 15h00 thứ Ba, 10/5/2022.") == 1
    assert ("\n2. " in said, "\n3. " in said) == (True, True)


async def test_a_second_hour_for_one_duty_is_said_not_to_be_kept(reminded: Stage) -> None:
    said = await reminded.says(HEAD, "nhắc tôi việc 2 lúc 9h và 15h")

    assert said.startswith("Sẽ nhắc lại lúc 09h00 thứ Ba, 10/5/2022.\n2. ")
    assert (
        "Tin có nhiều giờ, mới hẹn giờ đầu: mỗi việc hẹn một lần. Cần thêm thì sau lần nhắc ấy "
        "viết lại; muốn giờ khác thì viết lại với giờ ấy."
    ) in said


# --- at the deadline -----------------------------------------------------------------------------


LAST_DAY = "hạn thứ Năm, 19/5/2022"


@pytest.fixture
async def last_day(stage: Stage) -> Stage:
    """It is the last day of the two duties of the TĐC, ten minutes before work ends."""
    await stage.comes("16/5 08:00")
    await stage.comes("19/5 16:50")
    return stage


@pytest.mark.parametrize("wish", ["nhắc lại chiều nay", "nhắc lại sau 2 tiếng", "tối nay nhắc lại"])
async def test_where_no_working_time_is_left_before_the_deadline_that_is_said(
    last_day: Stage, wish: str
) -> None:
    said = await last_day.says(TDC_HEAD, wish)

    assert said.startswith(
        "Chưa hẹn nhắc: từ lúc đó đến hạn không còn giờ làm việc nào.\nThời điểm đã hiểu: "
    )
    assert LAST_DAY in said
    assert "Ngoài giờ làm việc không nhắc." in said
    assert "không trước hạn" not in said


async def test_what_still_fits_before_the_end_of_work_is_kept(last_day: Stage) -> None:
    said = await last_day.says(TDC_HEAD, "nhắc lại sau 5 phút")
    await last_day.lives("19/5 23:59")

    assert said.startswith("Sẽ nhắc lại lúc 16h55 thứ Năm, 19/5/2022.")
    assert last_day.days_of(TDC_HEAD)[-1] == "19/5 16:55"


async def test_a_moment_after_the_deadline_is_named_as_it_was_understood(last_day: Stage) -> None:
    said = await last_day.says(TDC_HEAD, "mai nhắc lại")

    assert said.startswith(
        "Chưa hẹn nhắc: thời điểm đó không trước hạn.\n"
        "Thời điểm đã hiểu: 08h00 thứ Sáu, 20/5/2022.\n- "
    )


async def test_in_the_last_minute_nothing_fits(last_day: Stage) -> None:
    await last_day.comes("19/5 23:59")

    said = await last_day.says(TDC_HEAD, "nhắc lại sau 5 phút")

    assert said.startswith(
        "Chưa hẹn nhắc: thời điểm đó không trước hạn.\n"
        "Thời điểm đã hiểu: 00h04 thứ Sáu, 20/5/2022.\n- "
    )


async def test_after_the_deadline_it_is_said_that_it_has_gone_by(last_day: Stage) -> None:
    await last_day.comes("20/5 08:30")

    said = await last_day.says(TDC_HEAD, "chiều nay nhắc lại")

    assert said.startswith("Chưa hẹn nhắc: hạn đã qua.\n- ")
    assert said.endswith(
        "Văn phòng Sở vẫn nhắc theo lịch đến khi có kết quả.\n"
        "Nếu cần thêm thời gian, anh/chị viết “xin lùi đến ngày … vì …”."
    )


BY_TEN = changed(("    due: 2022-05-18 ", '    due: "2022-05-18T10:00:00+07:00" '))


async def test_two_hours_from_an_hour_before_a_deadline_are_too_late(stage: Stage) -> None:
    stage.restarted(BY_TEN)
    await stage.comes("17/5 08:00")
    await stage.comes("18/5 09:00")
    listed = await stage.says(VPS_HEAD, "/viec")
    number = next(
        line.split(".")[0]
        for line, after in zip(listed.split("\n"), listed.split("\n")[1:], strict=False)
        if "10h00 thứ Tư, 18/5/2022" in after
    )

    late = await stage.says(VPS_HEAD, f"nhắc lại việc {number} sau 2 tiếng")
    at_it = await stage.says(VPS_HEAD, f"nhắc lại việc {number} lúc 10h")
    in_time = await stage.says(VPS_HEAD, f"nhắc lại việc {number} sau 30 phút")

    assert "Thời điểm đã hiểu: 11h00 thứ Tư, 18/5/2022.\n" in late
    assert "hạn 10h00 thứ Tư, 18/5/2022" in late
    assert at_it.startswith("Chưa hẹn nhắc: thời điểm đó không trước hạn.")
    assert in_time.startswith("Sẽ nhắc lại lúc 09h30 thứ Tư, 18/5/2022.")


async def test_what_does_not_fit_beside_what_does_is_named(reminded: Stage) -> None:
    await reminded.says(HEAD, "/viec")
    said = await reminded.says(HEAD, "16/5 nhắc lại việc 2, 5")

    assert said.startswith("Sẽ nhắc lại lúc 08h00 thứ Hai, 16/5/2022")
    assert "\nKhông hẹn được cho việc 2: thời điểm đó không trước hạn (thứ Bảy, 14/5/2022)." in said


async def test_midnight_is_the_beginning_of_its_day(stage: Stage) -> None:
    await stage.lives("10/5 09:00")

    said = await stage.says(HEAD, "0h ngày 12/5 nhắc em việc 1")

    assert "08h00 thứ Năm, 12/5/2022" in said


async def test_24_hours_of_a_day_is_the_beginning_of_the_next(stage: Stage) -> None:
    await stage.lives("10/5 09:00")

    said = await stage.says(HEAD, "nhắc lại việc 1 lúc 24h ngày 11/5")

    assert "08h00 thứ Năm, 12/5/2022" in said
