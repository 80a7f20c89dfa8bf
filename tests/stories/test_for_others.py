"""Work that is somebody else's, answers written down for a unit, and units nobody can reach."""

import pytest

from bot.channels import Undeliverable
from bot.people import Post, Role
from bot.store import audit, replies
from schedules.progress import Reach
from tests.stories.cast import (
    HEAD,
    LEADER,
    OFFICE,
    QLKH_HEAD,
    STAFF,
    TDC_HEAD,
    TTUD_HEAD,
    Somebody,
    at,
)
from tests.stories.stage import Stage

PASSED_ON = "Đã chuyển ý kiến của anh/chị tới Văn phòng Sở"


def told(stage: Stage, beginning: str, who: Somebody = OFFICE) -> list[str]:
    """The messages on a phone that begin so."""
    return [text for text in stage.texts(who) if text.startswith(beginning)]


# --- not ours ------------------------------------------------------------------------------------


async def test_a_duty_said_to_be_another_s_goes_to_the_office_and_stays_as_it_is(
    stage: Stage,
) -> None:
    await stage.comes("10/5 08:00")

    said = await stage.says(HEAD, "việc 2 không phải của phòng tôi, chuyển phòng QLKH xử lý")
    await stage.lives("10/5 08:05")

    assert said.startswith(f"{PASSED_ON}, đề nghị chuyển Phòng Quản lý khoa học.\n2. ")
    assert "thời hạn chưa thay đổi; chưa ghi nhận kết quả gì." in said
    (notice,) = told(stage, "Phòng Quản lý công nghệ và đổi mới sáng tạo cho rằng việc")
    assert "và đề nghị chuyển Phòng Quản lý khoa học." in notice
    assert (
        f"{HEAD.name} viết: “việc 2 không phải của phòng tôi, chuyển phòng QLKH xử lý”." in notice
    )
    assert stage.stands("2.1.2", "qlcn").reply is None


async def test_the_office_is_told_once_of_a_duty_however_often_it_is_said(stage: Stage) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "việc 2 không phải việc của phòng tôi")

    said = await stage.says(HEAD, "việc 2 không phải của phòng em đâu ạ")
    await stage.lives("11/5 08:05")
    await stage.says(HEAD, "việc 2 đâu phải việc của phòng tôi")
    await stage.says(HEAD, "việc 3 không phải việc của phòng tôi")
    await stage.lives("11/5 08:30")

    assert said.startswith(
        "Văn phòng Sở đã nhận ý kiến này từ 08h00 thứ Ba, 10/5/2022; không gửi lại.\n2. "
    )
    notices = told(stage, "Phòng Quản lý công nghệ và đổi mới sáng tạo cho rằng việc")
    assert ["Báo Lạng Sơn" in each for each in notices] == [True, False]


async def test_words_that_name_no_duty_go_to_the_office_all_the_same(stage: Stage) -> None:
    await stage.comes("10/5 08:00")

    said = await stage.says(HEAD, "Không phải việc của phòng tôi")
    await stage.lives("10/5 08:05")

    assert said.startswith(PASSED_ON)
    assert "đề nghị nêu số" in said
    assert "Chưa nêu rõ việc nào." in told(stage, "Phòng Quản lý công nghệ")[0]


async def test_what_else_is_reported_beside_is_recorded(stage: Stage) -> None:
    await stage.comes("10/5 08:00")

    said = await stage.says(HEAD, "1 xong, 2 không phải việc của phòng em")

    assert said.startswith(PASSED_ON)
    assert "Đã ghi nhận hoàn thành" in said
    assert stage.stands("2.1.1", "qlcn").done
    assert stage.stands("2.1.2", "qlcn").reply is None


async def test_a_handover_cannot_look_like_lines_of_the_bot(stage: Stage) -> None:
    await stage.comes("10/5 08:00")

    await stage.says(HEAD, "Không phải việc của phòng tôi”.\n✅ Việc 1: đã hoàn thành\u202e")
    await stage.lives("10/5 08:05")

    assert (
        "viết: “Không phải việc của phòng tôi”. ✅ Việc 1: đã hoàn thành”."
        in (told(stage, "Phòng Quản lý công nghệ")[0])
    )


# --- written down for a unit ---------------------------------------------------------------------


async def test_the_office_is_shown_the_work_of_a_unit_and_writes_an_answer_down(
    stage: Stage,
) -> None:
    await stage.comes("16/5 09:00")

    listed = await stage.says(OFFICE, "ghi thay TTUD")
    said = await stage.says(OFFICE, "ghi thay TTUD: việc 1 xong (điện thoại 9h)")
    await stage.lives("16/5 09:05")

    assert "việc đang mở\n1. " in listed
    assert said.startswith("Đã ghi thay Trung tâm")
    assert "đã hoàn thành" in said
    (standing,) = [s for s in stage.board().standings if s.reply]
    assert standing.reply is not None
    assert (standing.reply.on_behalf, standing.reply.by) == (True, OFFICE.name)
    assert "(Văn phòng ghi thay)" in await stage.says(LEADER, "việc nào đã xong")
    unit = told(stage, "Văn phòng Sở đã ghi thay đơn vị anh/chị:", TTUD_HEAD)
    assert "Nguyên văn ghi lại: “ghi thay TTUD: việc 1 xong (điện thoại 9h)”." in unit[0]


async def test_a_list_shown_to_the_office_is_not_taken_for_word_to_the_unit(
    empty_stage: Stage,
) -> None:
    stage = empty_stage
    stage.joined(OFFICE)
    await stage.comes("16/5 09:00")

    await stage.says(OFFICE, "ghi thay TTUD")

    of_unit = [s for s in stage.board().standings if s.assignment.unit.id == "ttud"]
    assert {s.reach for s in of_unit} == {Reach.UNDELIVERED}


async def test_a_mistake_of_the_office_is_no_report_of_its_own(stage: Stage) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(OFFICE, "ghi thay QLKH")
    await stage.says(OFFICE, "ghi thay QLKH: việc 1 xong")

    assert await stage.says(OFFICE, "nhầm, việc 1 chưa xong")


async def test_numbers_that_were_not_shown_write_nothing_down(stage: Stage) -> None:
    await stage.comes("16/5 09:00")

    said = await stage.says(OFFICE, "ghi thay QLCN: việc 1 xong")
    again = await stage.says(OFFICE, "ghi thay QLCN: việc 1 xong")

    assert said.startswith("Chưa ghi: số việc tính theo danh sách dưới đây; đúng thì gửi lại tin")
    assert again.startswith("Đã ghi thay Phòng Quản lý công nghệ")


async def test_a_number_of_a_list_shown_before_keeps_its_duty(stage: Stage) -> None:
    await stage.comes("10/5 09:00")
    await stage.says(OFFICE, "ghi thay QLCN")
    await stage.says(HEAD, "1 xong")

    await stage.says(OFFICE, "ghi thay QLCN: việc 2 xong")

    assert stage.stands("2.1.1", "qlcn").done
    assert stage.stands("2.1.2", "qlcn").done


async def test_the_office_is_shown_the_numbers_that_the_head_has(stage: Stage) -> None:
    await stage.comes("10/5 09:00")
    await stage.says(HEAD, "1 xong")

    listed = await stage.says(OFFICE, "ghi thay QLCN")
    said = await stage.says(OFFICE, "ghi thay QLCN: việc 2 xong (điện thoại)")

    assert "việc đang mở\n2. Phối hợp với Báo Lạng Sơn" in listed
    assert said.startswith("Đã ghi thay")
    assert "\n2. Phối hợp với Báo Lạng Sơn" in said
    assert stage.stands("2.1.2", "qlcn").done


async def test_a_number_that_means_another_duty_to_somebody_of_the_unit_is_asked_about(
    stage: Stage,
) -> None:
    await stage.comes("10/5 09:00")
    await stage.says(HEAD, "1 xong")
    stage.joined(STAFF)
    await stage.says(STAFF, "/viec")  # whose 1 is the head's 2
    await stage.says(OFFICE, "ghi thay QLCN")

    asked = await stage.says(OFFICE, "ghi thay QLCN: việc 2 xong (điện thoại)")
    before = stage.stands("2.1.2", "qlcn").reply, stage.stands("2.1.3a", "qlcn").reply
    said = await stage.taps(OFFICE, "Ghi: Tiếp tục tuyên truyền")

    assert asked == (
        "Số việc của Phòng Quản lý công nghệ và đổi mới sáng tạo trong danh sách của anh/chị và "
        "của đơn vị khác nhau, ghi việc nào ạ?\n"
        "Theo danh sách của anh/chị:\n"
        "2. Phối hợp với Báo Lạng Sơn, Đài phát thanh và truyền hình tỉnh thực hiện chuyên mục "
        "số… (hạn 14/5/2022): đã hoàn thành\n"
        "Theo danh sách của Bùi Thị Mai:\n"
        "2. Tiếp tục tuyên truyền, phổ biến thông tin về “Cuộc thi Sáng tạo thanh thiếu niên, "
        "nhi… (hạn 14/5/2022): đã hoàn thành\n\n"
        "Chưa ghi nhận gì. Đề nghị xem đúng việc rồi chọn bên dưới."
    )
    assert before == (None, None)
    assert "\n3. Tiếp tục tuyên truyền" in said
    assert stage.stands("2.1.3a", "qlcn").done
    assert stage.stands("2.1.2", "qlcn").reply is None


async def test_a_number_by_which_somebody_still_knows_a_done_duty_is_asked_about(
    stage: Stage,
) -> None:
    stage.joined(STAFF)
    await stage.comes("10/5 09:00")
    await stage.says(STAFF, "/viec")
    await stage.says(STAFF, "1 xong")
    await stage.says(HEAD, "/roi")
    await stage.taps(HEAD, "Rời")
    successor = Somebody("Đặng Văn Thành", "thanh", Post(Role.HEAD, "qlcn"))
    stage.joined(successor)  # who counts from 1
    await stage.says(OFFICE, "ghi thay QLCN")

    asked = await stage.says(OFFICE, "ghi thay QLCN: việc 1 xong")
    said = await stage.taps(OFFICE, "Không ghi")

    assert "Theo danh sách của Bùi Thị Mai:\nkhông có việc đang mở mang số này." in asked
    assert said.startswith("Không ghi gì.")
    assert len([s for s in stage.board().standings if s.reply]) == 1


async def test_a_title_or_everything_means_the_same_by_whatever_numbers(stage: Stage) -> None:
    await stage.comes("10/5 09:00")
    await stage.says(HEAD, "1 xong")
    stage.joined(STAFF)
    await stage.says(STAFF, "/viec")
    await stage.says(OFFICE, "ghi thay QLCN")

    by_title = await stage.says(OFFICE, "ghi thay QLCN: video phóng sự xong (điện thoại)")
    everything = await stage.says(OFFICE, "ghi thay QLCN: xong hết rồi (điện thoại)")

    assert by_title.startswith("Đã ghi thay")
    assert everything.startswith("Đã ghi thay")


async def test_what_was_written_down_can_be_undone_by_the_office_and_by_the_unit(
    stage: Stage,
) -> None:
    await stage.comes("16/5 09:00")
    await stage.says(OFFICE, "ghi thay QLCN")
    await stage.says(OFFICE, "ghi thay QLCN: việc 1 xong, việc 2 chưa xong vì chờ Đài (gọi 9h)")
    reasons = [s.reply.reason for s in stage.board().standings if s.reply]

    undone = await stage.taps(OFFICE, "↩️ Hoàn tác việc 1")

    assert None in reasons
    assert "chờ Đài" in reasons
    assert undone.startswith("↩️ Đã hoàn tác phần ghi thay.")
    assert len([s for s in stage.board().standings if s.reply]) == 1


async def test_a_call_written_down_late_is_judged_by_the_day_that_the_office_states(
    stage: Stage,
) -> None:
    await stage.comes("18/5 09:00")
    await stage.says(OFFICE, "ghi thay QLKH")

    said = await stage.says(
        OFFICE, "ghi thay QLKH: việc 1 xong từ ngày 13/5 (điện thoại 9h ngày 13/5)"
    )
    await stage.lives("18/5 09:05")

    (standing,) = [s for s in stage.board().standings if s.reply]
    assert standing.assignment.deadline.day.isoformat() == "2022-05-13"
    assert (standing.done, standing.late) == (True, False)
    assert "đã hoàn thành ngày 13/5, ghi ngày 18/5\n" in said
    assert "tính là quá hạn" not in said
    unit = told(stage, "Văn phòng Sở đã ghi thay đơn vị anh/chị:", QLKH_HEAD)
    assert "đã hoàn thành ngày 13/5, ghi ngày 18/5\n" in unit[0]
    assert stage.board(at("17/5 09:00")).totals.done_on_time == 0  # nobody knew it then
    with stage.memory.begin() as tx:
        (entry,) = audit.read(tx, what=["recorded_for"])
    assert entry.detail["done_on"] == "2022-05-13"


async def test_a_call_written_down_late_without_its_day_is_said_to_count_as_late(
    stage: Stage,
) -> None:
    await stage.comes("18/5 09:00")
    await stage.says(OFFICE, "ghi thay QLKH")

    said = await stage.says(OFFICE, "ghi thay QLKH: việc 1 xong (điện thoại 9h)")

    assert "Việc 1 ghi sau hạn (13/5) nên tính là quá hạn." in said
    assert "“ghi thay Phòng QLKH: việc 1 xong từ ngày 13/5”" in said


async def test_a_day_to_come_since_which_work_is_done_writes_nothing_down(stage: Stage) -> None:
    await stage.comes("16/5 09:00")
    await stage.says(OFFICE, "ghi thay QLKH")

    said = await stage.says(OFFICE, "ghi thay QLKH: việc 1 xong từ ngày 20/5")

    assert said == "Chưa ghi: ngày hoàn thành 20/5/2022 chưa đến."
    assert stage.stands("2.2.4b", "qlkh").reply is None


@pytest.mark.parametrize("text", ["xong hôm qua", "xong từ hôm qua", "xong từ ngày 12/5"])
async def test_the_day_before_is_a_day_stated_however_it_is_put(stage: Stage, text: str) -> None:
    await stage.comes("13/5 09:00")
    await stage.says(OFFICE, "ghi thay QLKH")

    said = await stage.says(OFFICE, f"ghi thay QLKH: việc 1 {text}")

    assert "đã hoàn thành ngày 12/5, ghi ngày 13/5" in said


@pytest.mark.parametrize("text", ["việc 1 chưa xong, báo nhầm", "việc 1 chưa xong"])
async def test_what_is_done_is_not_done_after_all(stage: Stage, text: str) -> None:
    await stage.comes("16/5 09:00")
    await stage.says(TDC_HEAD, "1 xong")
    await stage.says(OFFICE, "ghi thay Chi cục TĐC")

    said = await stage.says(OFFICE, f"ghi thay Chi cục TĐC: {text}")

    assert said.startswith("Đã ghi thay Chi cục Tiêu chuẩn Đo lường Chất lượng:\n1. Treo băng rôn")
    assert ": chưa hoàn thành" in said
    reply = stage.stands("2.2.1", "tdc").reply
    assert reply is not None
    assert reply.on_behalf
    assert not stage.stands("2.2.1", "tdc").done


async def test_what_was_done_before_is_said_and_the_rest_is_written_down(stage: Stage) -> None:
    await stage.comes("16/5 09:00")
    await stage.says(HEAD, "1 xong")
    await stage.says(OFFICE, "ghi thay QLCN")

    said = await stage.says(OFFICE, "ghi thay QLCN: 1 và 3 xong")

    assert said.startswith(
        "Đã ghi thay Phòng Quản lý công nghệ và đổi mới sáng tạo:\n3. Tiếp tục tuyên truyền"
    )
    assert "\nViệc 1 đã hoàn thành từ trước (Phạm Thị Lan, 09h00 thứ Hai, 16/5/2022)" in said
    assert stage.stands("2.1.3a", "qlcn").done
    reply = stage.stands("2.1.1", "qlcn").reply
    assert reply is not None
    assert not reply.on_behalf


async def test_what_is_retold_of_a_done_duty_beside_an_open_one_is_said_before_it_is_confirmed(
    stage: Stage,
) -> None:
    await stage.comes("16/5 09:00")
    await stage.says(HEAD, "1 xong")
    await stage.says(OFFICE, "ghi thay QLCN")

    asked = await stage.says(OFFICE, "Phòng QLCN báo việc 1 và 4 xong")
    said = await stage.says(OFFICE, "đúng")

    assert asked.startswith("Ghi thay Phòng Quản lý công nghệ và đổi mới sáng tạo như sau, đúng")
    assert "\n4. Tuyên truyền, đẩy mạnh" in asked
    assert "Việc 1 đã hoàn thành từ trước" in asked
    assert said.startswith("Đã ghi thay")
    assert stage.stands("2.1.3b", "qlcn").done


async def test_a_duty_that_was_done_before_is_not_written_down_again(stage: Stage) -> None:
    await stage.comes("16/5 09:00")
    await stage.says(HEAD, "1 xong")
    await stage.says(OFFICE, "ghi thay QLCN")

    said = await stage.says(OFFICE, "ghi thay QLCN: việc 1 xong")

    assert said.startswith("Không ghi gì thêm.\nViệc 1 đã hoàn thành từ trước (Phạm Thị Lan, ")
    assert "“ghi thay Phòng QLCN&ĐMST: việc 1 chưa xong”" in said


async def test_a_done_duty_beside_news_of_another_kind_writes_nothing_down(stage: Stage) -> None:
    await stage.comes("16/5 09:00")
    await stage.says(HEAD, "1 xong")
    await stage.says(OFFICE, "ghi thay QLCN")

    said = await stage.says(OFFICE, "ghi thay QLCN: việc 1 đang làm, việc 3 xong")

    assert said.startswith("Chưa ghi: chưa rõ việc số mấy trong danh sách này")
    assert not stage.stands("2.1.3a", "qlcn").done


@pytest.mark.parametrize(
    "text", ["xong ngày 20/5", "xong 20/5", "hoàn thành vào ngày 20/5", "đã xong hôm 20/5"]
)
async def test_a_day_to_come_on_which_work_is_said_to_be_done_is_refused(
    stage: Stage, text: str
) -> None:
    await stage.comes("16/5 09:00")
    await stage.says(OFFICE, "ghi thay QLKH")

    said = await stage.says(OFFICE, f"ghi thay QLKH: việc 1 {text}")

    assert said == (
        "Chưa ghi: ngày hoàn thành 20/5/2022 chưa đến.\n"
        "Nếu đơn vị hẹn xong ngày ấy, viết: “ghi thay Phòng QLKH: việc 1 sẽ xong ngày 20/5”."
    )
    assert not any(s.reply for s in stage.board().standings)


async def test_a_day_that_a_unit_promises_leaves_the_duty_under_way(stage: Stage) -> None:
    await stage.comes("16/5 09:00")
    await stage.says(OFFICE, "ghi thay QLKH")

    said = await stage.says(OFFICE, "ghi thay QLKH: việc 1 sẽ xong ngày 20/5")

    assert ": đang thực hiện" in said


@pytest.mark.parametrize("text", ["xong ngày 12/5", "xong 12/5", "hoàn thành vào 12/5"])
async def test_a_day_gone_by_needs_no_lead(stage: Stage, text: str) -> None:
    await stage.comes("16/5 09:00")
    await stage.says(OFFICE, "ghi thay QLKH")

    said = await stage.says(OFFICE, f"ghi thay QLKH: việc 1 {text}")

    assert "đã hoàn thành ngày 12/5, ghi ngày 16/5" in said


async def test_a_day_of_several_duties_or_before_the_approval_writes_nothing_down(
    stage: Stage,
) -> None:
    stage.restarted(auto_approve=False)
    await stage.comes("4/5 08:00")
    await stage.says(OFFICE, f"/start {stage.invited(Post(Role.OFFICE))}")
    await stage.taps(OFFICE, "Duyệt gửi")
    await stage.comes("18/5 09:00")
    await stage.says(OFFICE, "ghi thay QLCN")

    several = await stage.says(OFFICE, "ghi thay QLCN: việc 1 xong 12/5, việc 2 xong 13/5")
    before = await stage.says(OFFICE, "ghi thay QLCN: việc 1 xong từ ngày 2/5")

    assert several.startswith("Chưa ghi: chưa rõ ngày hoàn thành của việc nào.")
    assert before.startswith("Chưa ghi: ngày hoàn thành 02/5/2022 ở trước ngày duyệt kế hoạch.")
    assert not any(s.reply for s in stage.board().standings)


async def test_a_head_s_own_report_counts_when_it_is_said(stage: Stage) -> None:
    await stage.comes("18/5 09:00")

    await stage.says(QLKH_HEAD, "việc 1 xong từ ngày 13/5")

    (standing,) = [s for s in stage.board().standings if s.reply]
    assert standing.late


async def test_what_the_office_tells_with_its_day_is_confirmed_with_it(stage: Stage) -> None:
    await stage.comes("18/5 09:00")
    await stage.says(OFFICE, "ghi thay QLKH")

    asked = await stage.says(OFFICE, "Phòng QLKH báo việc 1 xong từ ngày 13/5")
    said = await stage.taps(OFFICE, "Ghi thay")

    assert "đã hoàn thành ngày 13/5/2022" in asked
    assert "đã hoàn thành ngày 13/5, ghi ngày 18/5" in said


@pytest.mark.parametrize("who", [HEAD, STAFF, LEADER], ids=lambda who: who.phone)
async def test_nobody_but_the_office_writes_down_for_others(stage: Stage, who: Somebody) -> None:
    stage.joined(STAFF)
    await stage.comes("16/5 09:00")

    said = await stage.says(who, "ghi thay QLKH: việc 1 xong")

    assert said.startswith("Chỉ văn phòng (người giữ kế hoạch) ghi thay được")
    assert stage.board().answers.done == 0
    with stage.memory.begin() as tx:
        assert len(audit.read(tx, what=["record_refused"])) == 1


@pytest.mark.parametrize("text", ["ghi thay", "ghi thay Phòng Tài chính: xong", "Ghi thay: 1 xong"])
async def test_an_unknown_unit_is_asked_for(stage: Stage, text: str) -> None:
    said = await stage.says(OFFICE, text)

    assert said.startswith("Chưa ghi: ghi thay đơn vị nào ạ?")


async def test_the_database_says_who_wrote_it_down(any_stage: Stage) -> None:
    stage = any_stage
    await stage.comes("16/5 09:00")
    await stage.says(OFFICE, "ghi thay TDC: việc 1 xong (điện thoại 9h)")
    await stage.says(OFFICE, "ghi thay TDC: việc 1 xong (điện thoại 9h)")

    with stage.memory.begin() as tx:
        kept = [
            reply
            for several in replies.of_plan(tx, stage.plan.id, stage.now).values()
            for reply in several
        ]
    assert [(reply.by, reply.on_behalf) for reply in kept] == [(OFFICE.name, True)]


# --- whom nobody can reach -----------------------------------------------------------------------


async def test_the_approval_names_who_cannot_be_reached_and_the_cure(empty_stage: Stage) -> None:
    stage = empty_stage
    stage.restarted(auto_approve=False)
    stage.joined(HEAD, QLKH_HEAD, TDC_HEAD)
    stage.troubles(TDC_HEAD, Undeliverable("the person has blocked the bot"))
    stage.phones.blocks(TDC_HEAD.sender)
    await stage.beat()
    await stage.says(OFFICE, f"/start {stage.invited(Post(Role.OFFICE))}")

    said = await stage.taps(OFFICE, "Duyệt gửi")

    assert said.startswith("Đã duyệt.")
    assert "Chưa gửi được tới 04 nơi:" in said
    assert "- Văn phòng Sở: chưa ai liên kết; cấp mã: gửi “/moi Văn phòng Sở”." in said
    assert "đã chặn tài khoản này; đề nghị liên hệ trực tiếp." in said
    assert "- Lãnh đạo: chưa ai liên kết; cấp mã: lệnh “nhacviec invite --role leader”." in said
    assert "Phòng Quản lý khoa học" not in said


async def test_an_approval_that_reaches_everybody_says_no_more(stage: Stage) -> None:
    stage.restarted(auto_approve=False)
    await stage.says(OFFICE, f"/start {stage.invited(Post(Role.OFFICE))}")

    said = await stage.taps(OFFICE, "Duyệt gửi")

    assert said.startswith("Đã duyệt.")
    assert "Chưa gửi được" not in said


# --- another unit's number -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        *("Chi cục TĐC đã xong việc 1", "bên Chi cục TĐC báo việc 1 xong rồi"),
        *("việc 1 thì Chi cục TĐC xong rồi", "viec 1 thi Chi cuc TDC xong roi"),
    ],
)
async def test_what_another_unit_has_done_is_nobody_else_s_news_and_is_said_to_be_theirs(
    stage: Stage, words: str
) -> None:
    await stage.comes("12/5 09:00")

    said = await stage.says(HEAD, words)

    assert said == (
        "Chưa ghi nhận gì: tin này nói việc của Chi cục Tiêu chuẩn Đo lường Chất lượng, do đơn vị "
        "đó tự báo.\n"
        "Việc 1 (Tổ chức các hoạt động thông tin, tuyên truyền phổ biến pháp luật KH&CN, vai trò "
        "của…) đã hoàn thành, đang thực hiện hay chưa hoàn thành ạ?"
    )
    assert stage.stands("2.1.1", "qlcn").reply is None


# --- for a colleague -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "chị Lan đang họp nên tôi báo thay: việc 1 xong rồi",
        "Chị Lan nhờ em báo: 1 xong",
        "trưởng phòng đi công tác, em báo hộ việc 1 đã hoàn thành ạ",
    ],
)
async def test_a_report_for_a_colleague_counts_as_whoever_typed_it_answers_for_it(
    stage: Stage, words: str
) -> None:
    stage.joined(STAFF)
    await stage.comes("12/5 09:00")
    await stage.says(STAFF, "/viec")

    said = await stage.says(STAFF, words)

    assert said.startswith("✅ Đã ghi nhận hoàn thành")
    reply = stage.stands("2.1.1", "qlcn").reply
    assert reply is not None
    assert (reply.by, reply.reason) == (STAFF.name, None)


async def test_a_report_for_another_unit_s_head_is_not_taken_for_the_own(stage: Stage) -> None:
    stage.joined(STAFF)
    await stage.comes("12/5 09:00")
    await stage.says(STAFF, "/viec")

    said = await stage.says(STAFF, "tôi báo thay trưởng phòng QLKH: việc 1 xong")

    assert said.startswith("Chưa ghi nhận gì: tin này nói việc của Phòng Quản lý khoa học")
    assert stage.stands("2.1.1", "qlcn").reply is None
