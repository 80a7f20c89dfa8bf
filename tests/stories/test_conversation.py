"""What is recorded from words is said back; doubts are asked about; mistakes are mended."""

import pytest
from sqlalchemy import func, select

from bot.store.tables import replies
from schedules.progress import Answer, State
from tests.stories.cast import HEAD, QLKH_HEAD, SECOND_HEAD
from tests.stories.stage import Stage

FIRST, SECOND, THIRD = ("2.1.1", "qlcn"), ("2.1.2", "qlcn"), ("2.1.3a", "qlcn")


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST has been reminded of four duties that are due on 14/5."""
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    return stage


def recorded(stage: Stage) -> int:
    """How many rows the book of answers has."""
    with stage.memory.begin() as tx:
        return tx.execute(select(func.count()).select_from(replies)).scalar_one()


def words(stage: Stage) -> list[str]:
    """The original words that stand with the answers."""
    with stage.memory.begin() as tx:
        return list(tx.execute(select(replies.c.words).order_by(replies.c.id)).scalars())


def labels(stage: Stage) -> list[str]:
    """The buttons under the last message."""
    return [choice.label for row in stage.shown(HEAD)[-1].message.rows for choice in row]


async def test_what_is_recorded_from_words_is_said_back_to_be_confirmed(reminded: Stage) -> None:
    said = await reminded.says(HEAD, "việc 2 xong rồi ạ")

    assert said.startswith("✅ Đã ghi nhận hoàn thành, lúc 08h00 thứ Ba, 10/5/2022")
    assert "Nếu chưa đúng, trả lời “sửa” hoặc báo lại." in said
    assert labels(reminded) == ["Đúng", "Sửa"]
    assert await reminded.taps(HEAD, "Đúng") == "Cảm ơn anh/chị đã xác nhận."
    assert recorded(reminded) == 1


async def test_a_report_where_nothing_is_open_is_told_so(reminded: Stage) -> None:
    await reminded.says(HEAD, "/viec")
    await reminded.says(HEAD, "1, 2, 3, 4, 5, 6 xong")
    assert all(each.done for each in reminded.board().of_unit("qlcn"))

    said = await reminded.says(HEAD, "xong rồi nhé")

    assert "không còn nhiệm vụ nào chưa hoàn thành" in said


async def test_several_answers_are_said_back_together(reminded: Stage) -> None:
    said = await reminded.says(HEAD, "1 xong, 2 được 60%, 3 chưa vì chờ kinh phí")

    assert said.startswith("Đã ghi nhận theo nội dung anh/chị viết:")
    assert "đang thực hiện 60%" in said
    assert labels(reminded) == ["Đúng", "Sửa"]


async def test_a_text_that_names_no_duty_is_kept_for_the_one_that_is_chosen(
    reminded: Stage,
) -> None:
    asked = await reminded.says(HEAD, "chưa xong vì chờ kinh phí")
    assert asked.startswith("Chưa ghi nhận: anh/chị báo về việc số mấy ạ?")
    assert recorded(reminded) == 0

    await reminded.taps(HEAD, "Việc 2")

    reply = reminded.stands(*SECOND).reply
    assert reply is not None
    assert (reply.answer, reply.reason) == (Answer.NOT_DONE, "chờ kinh phí")
    assert words(reminded) == ["chưa xong vì chờ kinh phí"]


@pytest.mark.parametrize("answer", ["2", "việc 2 ạ", "số 2"])
async def test_the_number_of_the_duty_can_be_typed(reminded: Stage, answer: str) -> None:
    await reminded.says(HEAD, "được 70% rồi")

    await reminded.says(HEAD, answer)

    reply = reminded.stands(*SECOND).reply
    assert reply is not None
    assert (reply.answer, reply.percent) == (Answer.IN_PROGRESS, 70)
    assert words(reminded) == ["được 70% rồi"]


async def test_several_duties_can_be_chosen_at_once(reminded: Stage) -> None:
    await reminded.says(HEAD, "xong rồi")

    await reminded.says(HEAD, "1 và 3")

    assert [reminded.stands(*k).state for k in (FIRST, SECOND, THIRD)] == [
        State.DONE,
        State.WAITING,
        State.DONE,
    ]


async def test_all_of_them_can_be_chosen(reminded: Stage) -> None:
    await reminded.says(HEAD, "xong rồi")

    await reminded.taps(HEAD, "Tất cả")

    assert sum(s.done for s in reminded.board().standings) == 4


async def test_an_answer_of_its_own_is_no_choice(reminded: Stage) -> None:
    await reminded.says(HEAD, "xong rồi")

    await reminded.says(HEAD, "2 chưa xong vì chờ kinh phí")

    assert reminded.stands(*SECOND).state is State.NOT_DONE
    assert sum(s.done for s in reminded.board().standings) == 0


async def test_a_choice_made_late_finds_the_same_duty(reminded: Stage) -> None:
    await reminded.says(HEAD, "xong rồi")
    shown, data = reminded.phones.phone(HEAD.phone).find("Việc 2")
    await reminded.says(HEAD, "1 xong")

    said = await reminded.sends(HEAD, data, shown.id)

    assert "Lựa chọn này không còn hiệu lực" in said
    assert reminded.stands(*SECOND).state is State.WAITING


async def test_another_s_choice_is_nobody_else_s(reminded: Stage) -> None:
    await reminded.says(HEAD, "xong rồi")
    _, data = reminded.phones.phone(HEAD.phone).find("Việc 2")

    await reminded.sends(QLKH_HEAD, data, None)

    assert recorded(reminded) == 0


async def test_a_hedge_is_asked_back_and_never_taken_for_done(reminded: Stage) -> None:
    asked = await reminded.says(HEAD, "chắc xong việc 2 rồi")

    assert "Việc 2 (Phối hợp với Báo Lạng Sơn" in asked
    assert recorded(reminded) == 0
    await reminded.says(HEAD, "rồi ạ")
    assert reminded.stands(*SECOND).state is State.DONE


async def test_no_to_whether_it_is_done_is_not_done(reminded: Stage) -> None:
    await reminded.says(HEAD, "chắc xong việc 2 rồi")

    await reminded.says(HEAD, "chưa ạ")

    assert reminded.stands(*SECOND).state is State.NOT_DONE


@pytest.mark.parametrize(
    ("button", "state"),
    [("Chưa hoàn thành", State.NOT_DONE), ("Đang thực hiện", State.IN_PROGRESS)],
)
async def test_a_wrong_state_is_mended_by_button_and_the_history_stays(
    reminded: Stage, button: str, state: State
) -> None:
    await reminded.says(HEAD, "2 xong")
    await reminded.taps(HEAD, "Sửa")

    await reminded.taps(HEAD, button)

    assert reminded.stands(*SECOND).state is state
    assert recorded(reminded) == 2


@pytest.mark.parametrize(
    ("correction", "state", "percent"),
    [
        ("chưa xong vì chờ kinh phí", State.NOT_DONE, None),
        ("được 80%", State.IN_PROGRESS, 80),
    ],
)
async def test_a_correction_can_be_typed(
    reminded: Stage, correction: str, state: State, percent: int | None
) -> None:
    await reminded.says(HEAD, "2 xong")
    await reminded.says(HEAD, "sai rồi")

    await reminded.says(HEAD, correction)

    standing = reminded.stands(*SECOND)
    assert standing.state is state
    assert standing.reply is not None
    assert standing.reply.percent == percent


async def test_the_share_is_asked_for_and_typed(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 xong")
    await reminded.taps(HEAD, "Sửa")
    await reminded.taps(HEAD, "Tỷ lệ %")

    await reminded.says(HEAD, "65%")

    reply = reminded.stands(*SECOND).reply
    assert reply is not None
    assert (reply.answer, reply.percent) == (Answer.IN_PROGRESS, 65)


async def test_a_reason_is_written_anew(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 chưa xong vì chờ Đài")
    await reminded.taps(HEAD, "Sửa")
    await reminded.taps(HEAD, "Lý do")

    await reminded.says(HEAD, "chờ Báo Lạng Sơn duyệt nội dung")

    reply = reminded.stands(*SECOND).reply
    assert reply is not None
    assert reply.reason == "chờ Báo Lạng Sơn duyệt nội dung"


async def test_what_was_meant_for_another_duty_is_moved_there(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 xong")
    await reminded.taps(HEAD, "Sửa")
    await reminded.taps(HEAD, "Chọn việc khác")

    said = await reminded.says(HEAD, "3")

    assert said.startswith("Đã bỏ ghi nhận. Phòng QLCN&ĐMST – “Phối hợp với Báo Lạng Sơn")
    assert reminded.stands(*SECOND).state is State.WAITING
    assert reminded.stands(*THIRD).state is State.DONE


async def test_what_was_recorded_can_be_dropped(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 xong")
    await reminded.taps(HEAD, "Sửa")

    said = await reminded.taps(HEAD, "Bỏ ghi nhận")

    assert said.startswith("↩️ Đã hoàn tác.")
    assert reminded.stands(*SECOND).state is State.WAITING


async def test_of_several_answers_the_wrong_one_is_chosen_first(reminded: Stage) -> None:
    await reminded.says(HEAD, "1 xong, 2 xong")
    await reminded.taps(HEAD, "Sửa")

    await reminded.taps(HEAD, "Việc 2")
    await reminded.taps(HEAD, "Chưa hoàn thành")

    assert reminded.stands(*FIRST).state is State.DONE
    assert reminded.stands(*SECOND).state is State.NOT_DONE


async def test_taps_keep_their_undo(reminded: Stage) -> None:
    await reminded.taps(HEAD, "✅ 2")

    assert labels(reminded) == ["↩️ Hoàn tác"]


async def test_an_edited_message_is_a_correction(reminded: Stage) -> None:
    message = reminded.phones.says(HEAD.sender, "2 xong", at=reminded.now)
    await reminded.beat()

    reminded.phones.edits(HEAD.sender, message, "2 chưa xong vì chờ kinh phí", at=reminded.now)
    await reminded.beat()

    assert reminded.stands(*SECOND).state is State.NOT_DONE
    assert reminded.texts(HEAD)[-1].startswith("Theo tin anh/chị vừa sửa: ")
    assert recorded(reminded) == 2


async def test_what_an_edited_message_no_longer_says_is_taken_back(reminded: Stage) -> None:
    message = reminded.phones.says(HEAD.sender, "1, 2 xong", at=reminded.now)
    await reminded.beat()

    reminded.phones.edits(HEAD.sender, message, "1 xong", at=reminded.now)
    await reminded.beat()

    assert reminded.stands(*FIRST).state is State.DONE
    assert reminded.stands(*SECOND).state is State.WAITING
    lines = reminded.texts(HEAD)[-2].splitlines()
    assert lines[0] == (
        "Tin đã sửa không còn nêu các việc dưới đây nên báo cáo cũ về chúng được bỏ; hiện nay:"
    )
    assert lines[1].startswith("2. Phối hợp với Báo Lạng Sơn")
    assert lines[1].endswith("chuyên mục số…: chưa báo kết quả")
    assert lines[2] == "Nếu chưa đúng, anh/chị báo lại, ví dụ “2 chưa xong”."


async def test_a_wish_that_an_edited_message_no_longer_has_is_said_to_be_withdrawn(
    reminded: Stage,
) -> None:
    wish = "xin lùi việc 2 đến 16/5 vì chờ Đài"
    message = reminded.phones.says(HEAD.sender, wish, at=reminded.now)
    await reminded.beat()

    reminded.phones.edits(HEAD.sender, message, "việc 2 xong rồi", at=reminded.now)
    await reminded.beat()

    withdrawn, recorded_ = reminded.texts(HEAD)[-2:]
    assert withdrawn.startswith("Đã rút đề nghị lùi thời hạn.\nPhòng QLCN&ĐMST – “Phối hợp")
    assert recorded_.startswith("Theo tin anh/chị vừa sửa: ✅ Đã ghi nhận hoàn thành")


async def test_no_wording_of_an_edited_message_comes_back(reminded: Stage) -> None:
    message = reminded.phones.says(HEAD.sender, "2 xong", at=reminded.now)
    await reminded.beat()
    reminded.phones.edits(HEAD.sender, message, "2 chưa xong vì thiếu loa", at=reminded.now)
    await reminded.beat()

    reminded.phones.edits(HEAD.sender, message, "3 xong", at=reminded.now)
    await reminded.beat()

    assert reminded.stands(*SECOND).state is State.WAITING
    assert reminded.stands(*THIRD).state is State.DONE


async def test_several_answers_are_put_right_by_the_numbers_of_their_duties(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, "1, 3 xong còn 2 chưa vì chờ Đài")

    asked = await reminded.taps(HEAD, "Sửa")
    assert [line[:3] for line in asked.split("\n")[1:4]] == ["1. ", "3. ", "2. "]
    assert labels(reminded) == ["Việc 1", "Việc 3", "Việc 2"]
    said = await reminded.says(HEAD, "2")

    assert "Báo Lạng Sơn" in said
    await reminded.taps(HEAD, "Bỏ ghi nhận")
    assert reminded.stands(*SECOND).state is State.WAITING
    assert reminded.stands(*THIRD).state is State.DONE


async def test_an_edit_that_is_not_understood_changes_nothing_and_says_so(
    reminded: Stage,
) -> None:
    message = reminded.phones.says(HEAD.sender, "2 xong", at=reminded.now)
    await reminded.beat()

    reminded.phones.edits(HEAD.sender, message, "ờ để xem đã", at=reminded.now)
    await reminded.beat()

    assert reminded.stands(*SECOND).state is State.DONE
    assert reminded.texts(HEAD)[-1].startswith("Tin vừa sửa chưa rõ ý")


async def test_all_is_all_that_has_been_shown_after_an_edit_too(reminded: Stage) -> None:
    message = reminded.phones.says(HEAD.sender, "2 xong", at=reminded.now)
    await reminded.beat()
    reminded.phones.edits(HEAD.sender, message, "2 chưa xong vì thiếu loa", at=reminded.now)
    await reminded.beat()

    await reminded.says(HEAD, "xong hết rồi ạ")

    done = [each.assignment.activity.id for each in reminded.board().of_unit("qlcn") if each.done]
    assert done == ["2.1.1", "2.1.2", "2.1.3a", "2.1.3b"]


async def test_an_edit_that_changes_no_word_is_passed_over(reminded: Stage) -> None:
    message = reminded.phones.says(HEAD.sender, "2 xong", at=reminded.now)
    await reminded.beat()
    before = len(reminded.texts(HEAD))

    reminded.phones.edits(HEAD.sender, message, "2 xong", at=reminded.now)
    await reminded.beat()

    assert len(reminded.texts(HEAD)) == before


async def test_an_edit_of_what_said_nothing_is_news(reminded: Stage) -> None:
    message = reminded.phones.says(HEAD.sender, "2 xonggg à", at=reminded.now)
    await reminded.beat()

    reminded.phones.edits(HEAD.sender, message, "2 xong", at=reminded.now)
    await reminded.beat()

    assert reminded.stands(*SECOND).state is State.DONE


async def test_an_edit_does_not_undo_what_a_colleague_said_since(reminded: Stage) -> None:
    reminded.joined(SECOND_HEAD)
    shown, not_done = reminded.phones.phone(HEAD.phone).find("❌ 2")
    message = reminded.phones.says(HEAD.sender, "1, 2 xong", at=reminded.now)
    await reminded.beat()
    await reminded.sends(SECOND_HEAD, not_done, shown.id)

    reminded.phones.edits(HEAD.sender, message, "1 xong", at=reminded.now)
    await reminded.beat()

    standing = reminded.stands(*SECOND)
    assert standing.reply is not None
    assert (standing.reply.by, standing.state) == (SECOND_HEAD.name, State.NOT_DONE)


async def test_a_reason_keeps_its_closing_bracket(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 chưa xong vì chờ kinh phí (đợt 2)")

    reply = reminded.stands(*SECOND).reply
    assert reply is not None
    assert reply.reason == "chờ kinh phí (đợt 2)"


async def test_beside_a_done_duty_that_is_not_done_after_all_the_open_ones_are_heard(
    stage: Stage,
) -> None:
    await stage.lives("12/5 08:00")
    await stage.says(HEAD, "tất cả xong")
    await stage.says(HEAD, "hoàn tác")

    said = await stage.says(
        HEAD, "Việc 1 đã hoàn thành; việc 2 chưa làm do máy in hỏng; việc 5 đang làm"
    )

    assert stage.stands("2.1.2", "qlcn").state is State.NOT_DONE
    assert stage.stands("2.2.4c", "qlcn").state is State.IN_PROGRESS
    assert "máy in hỏng" in said


@pytest.mark.parametrize("words", ["vâng", "ok", "đúng rồi", "cảm ơn em", "đã nhận ạ", "rõ", "👍"])
async def test_a_nod_or_thanks_does_not_tell_which_of_three_ways_a_duty_stands(
    reminded: Stage, words: str
) -> None:
    asked = await reminded.says(HEAD, "việc 3 chắc là xong")
    assert "đã hoàn thành, đang thực hiện hay chưa hoàn thành ạ?" in asked

    await reminded.says(HEAD, words)

    assert reminded.stands(*THIRD).state is State.WAITING
    await reminded.says(HEAD, "xong rồi")
    assert reminded.stands(*THIRD).done


@pytest.fixture
async def two_open(stage: Stage) -> Stage:
    """It is 12/5, 08:00: Phòng QLKH has its two duties before it as 1 and 2."""
    await stage.comes("12/5 08:00")
    await stage.says(QLKH_HEAD, "/viec")
    return stage


TALKS, NEWS = ("2.2.4b", "qlkh"), ("2.2.2", "qlkh")


@pytest.mark.parametrize("words", ["em nhầm, chưa xong ạ", "Không phải. Mới được 80%"])
async def test_a_mistake_is_about_what_was_just_said_and_not_about_the_only_open_duty(
    two_open: Stage, words: str
) -> None:
    await two_open.says(QLKH_HEAD, "1 xong")

    await two_open.says(QLKH_HEAD, words)

    assert not two_open.stands(*TALKS).done
    assert two_open.stands(*TALKS).reply is not None
    assert two_open.stands(*NEWS).reply is None


async def test_a_mistake_that_does_not_say_how_the_duty_stands_is_asked_about(
    two_open: Stage,
) -> None:
    await two_open.says(QLKH_HEAD, "1 xong")

    asked = await two_open.says(QLKH_HEAD, "nhầm sang việc 2")

    assert asked.startswith("Anh/chị sửa nội dung nào ạ?\nPhòng QLKH – “Tham mưu văn bản")
    assert two_open.stands(*NEWS).reply is None
    await two_open.taps(QLKH_HEAD, "Chọn việc khác")
    await two_open.taps(QLKH_HEAD, "Việc 2")
    assert not two_open.stands(*TALKS).done
    assert two_open.stands(*NEWS).done


async def test_not_done_right_after_done_is_of_the_duty_just_reported(two_open: Stage) -> None:
    await two_open.says(QLKH_HEAD, "1 xong")

    said = await two_open.says(QLKH_HEAD, "chưa xong ạ")

    assert said.startswith("Đã ghi nhận: chưa hoàn thành.\nPhòng QLKH – “Tham mưu văn bản")
    assert two_open.stands(*TALKS).state is State.NOT_DONE
    assert two_open.stands(*NEWS).reply is None


@pytest.mark.parametrize("words", ["2 chưa xong", "còn lại chưa xong"])
async def test_not_done_of_another_duty_after_done_is_recorded_for_that_one(
    two_open: Stage, words: str
) -> None:
    await two_open.says(QLKH_HEAD, "1 xong")

    await two_open.says(QLKH_HEAD, words)

    assert two_open.stands(*TALKS).done
    assert two_open.stands(*NEWS).state is State.NOT_DONE


@pytest.mark.parametrize("pressed", [False, True])
async def test_later_it_is_asked_as_long_as_nothing_was_said_since_the_receipt(
    two_open: Stage, pressed: bool
) -> None:
    await two_open.says(QLKH_HEAD, "1 xong")
    await two_open.comes("12/5 08:11")

    asked = await two_open.says(QLKH_HEAD, "chưa xong")

    assert asked.startswith("Chưa ghi nhận: anh/chị báo về việc số mấy ạ?\n1. Tham mưu văn bản")
    assert two_open.stands(*TALKS).done
    assert two_open.stands(*NEWS).reply is None
    await (two_open.taps(QLKH_HEAD, "Việc 1") if pressed else two_open.says(QLKH_HEAD, "1"))
    assert two_open.stands(*TALKS).state is State.NOT_DONE
    assert two_open.stands(*NEWS).reply is None


async def test_after_something_else_was_said_the_only_open_duty_is_meant(two_open: Stage) -> None:
    await two_open.says(QLKH_HEAD, "1 xong")
    await two_open.comes("12/5 08:11")
    await two_open.says(QLKH_HEAD, "/viec")

    await two_open.says(QLKH_HEAD, "chưa xong")

    assert two_open.stands(*TALKS).done
    assert two_open.stands(*NEWS).state is State.NOT_DONE


async def test_a_mistake_is_no_reason(reminded: Stage) -> None:
    await reminded.says(HEAD, "1 chưa xong")

    asked = await reminded.says(HEAD, "à nhầm")

    assert asked.startswith("Anh/chị sửa nội dung nào ạ?")


async def test_the_answer_to_which_may_tell_of_others_beside_it(reminded: Stage) -> None:
    await reminded.says(HEAD, "xong rồi em")

    told = await reminded.says(HEAD, "cả 1 và 3, việc 2 thì chưa")

    assert reminded.stands("2.1.1", "qlcn").done
    assert reminded.stands("2.1.3a", "qlcn").done
    assert not reminded.stands("2.1.2", "qlcn").done
    assert "Anh/chị cho biết giúp lý do" in told


async def test_all_but_one_leaves_that_one_not_done(reminded: Stage) -> None:
    await reminded.says(HEAD, "xong rồi em")

    await reminded.says(HEAD, "tất cả trừ 4")

    open_ = [s for s in reminded.board().standings if s.state is State.NOT_DONE]
    assert [s.assignment.key for s in open_] == [("2.1.3b", "qlcn")]


async def test_oh_no_not_yet_is_of_what_was_just_said(reminded: Stage) -> None:
    await reminded.says(HEAD, "việc 1 xong")

    said = await reminded.says(HEAD, "à chưa, còn thiếu ảnh")

    assert said.startswith("Đã ghi nhận: đang thực hiện.")
    assert reminded.stands(*FIRST).state is State.IN_PROGRESS
    assert [s.state for s in reminded.board().standings].count(State.DONE) == 0


async def test_one_more_of_what_is_counted_is_no_duty_s_number(reminded: Stage) -> None:
    await reminded.says(HEAD, "việc 1 được 60%")

    await reminded.says(HEAD, "việc 3 đã đăng 2 bài, còn 1 bài nữa là xong")

    reply = reminded.stands(*FIRST).reply
    assert reply is not None
    assert reply.percent == 60


async def test_no_alone_is_no_reason(reminded: Stage) -> None:
    await reminded.says(HEAD, "việc 3 chưa xong")

    assert "Đã ghi nhận lý do" not in await reminded.says(HEAD, "không")


async def test_the_list_is_said_once_to_whoever_goes_on_being_unclear(reminded: Stage) -> None:
    first = await reminded.says(HEAD, "abc xyz")
    again = await reminded.says(HEAD, "qwe rty")

    assert "\n2. Phối hợp với Báo Lạng Sơn" in first
    assert again == (
        "Văn phòng Sở chưa rõ ý anh/chị, chưa ghi nhận gì.\n"
        "Danh sách việc như tin trên; anh/chị trả lời theo số của việc, hoặc gửi /viec."
    )
    await reminded.says(HEAD, "2 xong")
    assert reminded.stands(*SECOND).done


async def test_the_question_about_one_duty_is_said_once_too(reminded: Stage) -> None:
    await reminded.says(HEAD, "/viec")
    await reminded.says(HEAD, "1, 2, 3, 5, 6 xong")
    first = await reminded.says(HEAD, "abc xyz")
    again = await reminded.says(HEAD, "qwe rty")

    assert "đã hoàn thành, đang thực hiện hay chưa hoàn thành ạ?" in first
    assert again == (
        "Văn phòng Sở chưa rõ ý anh/chị, chưa ghi nhận gì.\n"
        "Đề nghị anh/chị trả lời câu hỏi ở tin trên."
    )
    assert "Đã ghi nhận hoàn thành" in await reminded.says(HEAD, "xong rồi")


async def test_a_list_that_has_changed_or_is_older_is_said_again(reminded: Stage) -> None:
    first = await reminded.says(HEAD, "abc xyz")
    await reminded.says(HEAD, "2 xong")
    changed = await reminded.says(HEAD, "abc xyz")
    await reminded.comes("10/5 08:03")

    later = await reminded.says(HEAD, "abc xyz")

    assert first.count("\n") - 1 == changed.count("\n") == later.count("\n")


async def test_which_one_is_asked_in_short_the_second_time_and_can_still_be_pressed(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, "xong rồi em")
    asked = await reminded.says(HEAD, "xong rồi em")

    await reminded.taps(HEAD, "Việc 2")

    assert asked.splitlines()[0] == "Chưa ghi nhận: anh/chị báo về việc số mấy ạ?"
    assert "Báo Lạng Sơn" not in asked
    assert reminded.stands(*SECOND).done


@pytest.mark.parametrize(
    "words", ["1 xong, 2 xong. À quên việc 1 chưa xong", "1 và 2 xong, à nhầm, việc 1 chưa xong"]
)
async def test_what_is_put_right_in_the_same_text_leaves_the_others_as_they_were_told(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, words)

    assert reminded.stands("2.1.1", "qlcn").state is State.NOT_DONE
    assert reminded.stands("2.1.2", "qlcn").done
