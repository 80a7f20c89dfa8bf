"""The same conversation where there are no buttons: everything is typed."""

import pytest

from bot.channels.simulator import NAME, Simulator
from bot.store.memory import Memory
from schedules.progress import State
from tests.stories.cast import HEAD, LEADER, OFFICE, VPS_HEAD
from tests.stories.stage import Stage
from tests.stories.test_texts import assert_approved


def plain_phones() -> Simulator:
    """Phones without buttons, on which nothing can be changed once it is sent."""
    return Simulator(NAME, most_buttons=0, can_edit=False)


@pytest.fixture
async def stage(joined_memory: Memory) -> Stage:
    """The morning of 12/5, when five duties have just been reminded of."""
    stage = Stage(joined_memory, phones=plain_phones())
    await stage.lives("12/5 08:00")
    return stage


async def test_a_reminder_says_how_to_answer_without_buttons(stage: Stage) -> None:
    assert_approved("nhac-nam-viec-12-5-khong-nut", stage.texts(HEAD)[-1])


async def test_a_question_says_once_that_a_number_answers_it(stage: Stage) -> None:
    asked = await stage.says(HEAD, "chưa xong")

    assert asked.startswith("Chưa ghi nhận: anh/chị báo về việc số mấy ạ?")
    assert asked.count("Trả lời bằng số") == 1
    assert "để xem" not in asked


async def test_who_is_asked_about_one_duty_may_report_on_another_by_its_number(
    stage: Stage,
) -> None:
    asked = await stage.says(HEAD, "việc 2 nghe nói xong rồi")
    assert "Việc 2 (" in asked

    said = await stage.says(HEAD, "còn thiếu 3 đơn vị chưa gửi số liệu việc 1")

    assert "chưa gửi số liệu”" in said
    assert "Việc 2" not in said


async def test_a_number_of_no_menu_and_no_duty_shows_which_there_are(stage: Stage) -> None:
    said = await stage.says(HEAD, "99")

    assert said.startswith("Không có việc số 99 đang mở, chưa ghi nhận gì.\nViệc đang mở:\n1. ")
    assert said.endswith("Trả lời ngay tại đây, ví dụ: “1 xong” hoặc “5 chưa xong”.")

    await stage.says(LEADER, "/tinhhinh")
    assert (await stage.says(LEADER, "99")).startswith("Không có mục “99” nào đang chờ chọn")


async def test_after_a_number_that_is_in_no_menu_the_menu_may_still_be_chosen_from(
    stage: Stage,
) -> None:
    await stage.says(LEADER, "/tinhhinh")
    await stage.says(LEADER, "99")

    assert "theo đơn vị" in (await stage.says(LEADER, "2")).lower()


async def test_a_correction_that_may_be_of_several_reports_says_which_duties_they_were_about(
    stage: Stage,
) -> None:
    await stage.says(HEAD, "1 xong")
    await stage.says(HEAD, "2 xong")
    await stage.says(HEAD, "/viec")

    asked = await stage.says(HEAD, "sửa")

    assert "1. Sửa – ✅ Đã ghi nhận hoàn thành" in asked
    assert "“Phối hợp với Báo Lạng Sơn" in asked
    assert "“Tổ chức các hoạt động thông tin" in asked


async def test_no_text_speaks_of_buttons(stage: Stage) -> None:
    await stage.says(HEAD, "1 chưa xong")
    await stage.says(HEAD, "2 xong")
    await stage.says(HEAD, "/viec")
    await stage.says(HEAD, "/trogiup")
    await stage.lives("25/5 08:00")

    everything = [text for who in (HEAD, VPS_HEAD, LEADER, OFFICE) for text in stage.texts(who)]
    assert everything
    assert not [text for text in everything if "nút" in text or "bấm" in text.lower()]
    asked = [text for who in (HEAD, VPS_HEAD) for text in stage.texts(who)]
    assert max(len(text.encode("utf-16-le")) // 2 for text in asked) <= 1900


async def test_a_reason_is_chosen_by_its_number(stage: Stage) -> None:
    asked = await stage.says(HEAD, "2 chưa xong")

    said = await stage.says(HEAD, "3")

    assert "3. Chờ phê duyệt" in asked
    assert said.startswith("Đã ghi nhận lý do: “Chờ phê duyệt”.")
    assert stage.stands("2.1.2", "qlcn").state is State.NOT_DONE


async def test_a_number_with_a_verb_is_the_duty_of_that_number_though_a_menu_stands(
    stage: Stage,
) -> None:
    await stage.says(HEAD, "2 chưa xong")

    await stage.says(HEAD, "1 xong")

    assert stage.stands("2.1.1", "qlcn").state is State.DONE


async def test_a_receipt_is_typed(stage: Stage) -> None:
    said = await stage.says(HEAD, "Đã nhận ạ")

    assert said.startswith("👍 Đã ghi nhận: anh/chị đã nhận thông tin.")
    assert stage.stands("2.1.1", "qlcn").received


async def test_an_answer_is_taken_back_by_words(stage: Stage) -> None:
    await stage.says(HEAD, "1 xong")

    said = await stage.says(HEAD, "hoàn tác")

    assert said.startswith("↩️ Đã hoàn tác.")
    assert stage.stands("2.1.1", "qlcn").state is State.WAITING


async def test_of_several_answers_the_named_one_is_taken_back(stage: Stage) -> None:
    await stage.says(HEAD, "1 xong, 2 xong")

    await stage.says(HEAD, "hoàn tác việc 2")
    await stage.says(HEAD, "hoàn tác việc 1")

    assert stage.stands("2.1.1", "qlcn").state is State.WAITING
    assert stage.stands("2.1.2", "qlcn").state is State.WAITING


async def test_a_number_that_may_be_a_duty_or_a_choice_is_asked_back_and_then_chosen(
    stage: Stage,
) -> None:
    await stage.says(HEAD, "2 chưa xong")
    await stage.lives("13/5 08:00")  # the next reminder lists duty 1 again

    asked = await stage.says(HEAD, "1")
    said = await stage.says(HEAD, "1")

    assert asked == (
        "Văn phòng Sở chưa rõ “1” trả lời cho nội dung nào, chưa ghi nhận gì.\n"
        "Nếu báo về việc 1, đề nghị viết rõ, ví dụ: “1 xong”.\n"
        "\n"
        "Trả lời bằng số hoặc bằng chữ:\n"
        "1. Chờ kinh phí – Đã ghi nhận: chưa hoàn thành. Phòng QLCN&ĐMST – “Phối hợp với Báo Lạng "
        "Sơn, Đài phát thanh và truyền hình tỉnh thực hiện chuyên mục số…” (mục III.2.1, Stt 2)"
    )
    assert said.startswith("Đã ghi nhận lý do: “Chờ kinh phí”.")


async def test_the_number_of_a_menu_is_not_taken_after_something_else_was_said(
    stage: Stage,
) -> None:
    await stage.says(HEAD, "2 chưa xong")
    await stage.says(HEAD, "/viec")
    await stage.says(HEAD, "/trogiup")

    await stage.says(HEAD, "4")

    standing = stage.stands("2.1.2", "qlcn")
    assert standing.reply is not None
    assert standing.reply.reason is None


async def test_the_office_approves_by_words(sqlite_memory: Memory) -> None:
    stage = Stage(sqlite_memory, phones=plain_phones())
    stage.everybody_joined()
    stage.restarted(auto_approve=False)
    with sqlite_memory.begin() as tx:
        from bot.reaching import notices

        code = stage.desk.plans.by_id[stage.plan.id].code
        facts = {"what": "approval", "code": code}
        notices.tell(tx, stage.plan, f"approval-{code}", facts, stage.now)
    await stage.beat()

    said = await stage.says(OFFICE, "duyệt gửi")

    assert said.startswith("Đã duyệt.")


async def test_a_leader_walks_through_the_board_by_numbers_and_words(stage: Stage) -> None:
    await stage.lives("18/5 09:00")

    top = await stage.says(LEADER, "/tinhhinh")
    listed = await stage.says(LEADER, "1")
    one = await stage.says(LEADER, "2")
    back = await stage.says(LEADER, "quay lại")

    assert "\n1. Việc cần chú ý (07)\n" in top
    assert listed.startswith("Việc cần chú ý: 07 nhiệm vụ")
    assert listed.endswith(
        "Trả lời bằng số để xem, ví dụ: “1”.\nHoặc trả lời: “đôn đốc 1” hoặc “quay lại”."
    )
    assert "Tham mưu văn bản" in one
    assert back.startswith("Việc cần chú ý: 07 nhiệm vụ")


async def test_a_number_answers_the_last_of_several_questions(stage: Stage) -> None:
    await stage.lives("18/5 09:00")  # the digest and the escalation have come, each with a menu

    await stage.says(LEADER, "/tinhhinh")

    assert (await stage.says(LEADER, "2")).startswith("Theo đơn vị")


async def test_evidence_is_asked_about_moved_and_taken_back_by_typing(stage: Stage) -> None:
    letter = "CV số 245/SKHCN-QLCN ngày 16/5"
    duties = ("2.1.1", "qlcn"), ("2.1.2", "qlcn")

    def counts() -> list[int]:
        return [stage.stands(*duty).evidence for duty in duties]

    asked = await stage.says(HEAD, letter)
    assert asked.endswith("\nTrả lời bằng số, ví dụ “1”.")
    filed = await stage.says(HEAD, "1")
    assert counts() == [1, 0]

    await stage.says(HEAD, "sửa minh chứng")
    moved = await stage.says(HEAD, "2")
    assert counts() == [0, 1]

    await stage.says(HEAD, "bỏ minh chứng")
    assert counts() == [0, 0]
    assert filed.count("“sửa minh chứng”") == 1
    assert moved.startswith(f"📎 Đã chuyển minh chứng (văn bản “{letter}”) sang việc:")
