"""What the office wrote down for a unit by mistake: taken back in words, or denied by the unit."""

import pytest

from schedules.progress import State
from tests.stories.cast import HEAD, OFFICE, QLKH_HEAD
from tests.stories.stage import Stage

PAPER, NEWS = ("2.2.4b", "qlkh"), ("2.2.2", "qlkh")
SLIPS = [
    *("ghi nhầm rồi, bỏ đi", "ghi nhầm, bỏ giúp", "nhầm, không phải QLKH", "nhầm rồi ạ"),
    *("à nhầm, không phải phòng QLKH", "ghi nham roi, bo di", "ghi lộn rồi, xóa đi", "hoàn tác"),
]
DENIALS = [
    *("chưa xong đâu", "nhầm rồi, chưa xong", "chưa xong mà, còn chờ ký", "chua xong dau a"),
    *("ơ chưa xong", "chưa ạ"),
]


@pytest.fixture
async def written(stage: Stage) -> Stage:
    """It is 12/5, 09:00: the office has written down for QLKH that the paper is done."""
    await stage.comes("12/5 08:00")
    await stage.comes("12/5 09:00")
    await stage.says(OFFICE, "ghi thay QLKH")
    await stage.says(OFFICE, "ghi thay QLKH: việc 1 xong")
    assert stage.stands(*PAPER).done
    return stage


@pytest.mark.parametrize("words", SLIPS)
async def test_the_office_takes_it_back_and_the_unit_is_told(written: Stage, words: str) -> None:
    said = await written.says(OFFICE, words)

    assert written.stands(*PAPER).state is State.WAITING
    assert "Đã hoàn tác phần ghi thay." in said
    assert written.texts(QLKH_HEAD)[-1].startswith(
        "Văn phòng Sở đã bỏ nội dung ghi thay đơn vị anh/chị; hiện nay ghi nhận:\n"
        "- Tham mưu văn bản gửi các đơn vị liên quan"
    )


async def test_where_it_was_of_another_unit_that_one_is_listed(written: Stage) -> None:
    said = await written.says(OFFICE, "nhầm, là phòng QLCN")

    assert written.stands(*PAPER).state is State.WAITING
    assert "Phòng Quản lý công nghệ và đổi mới sáng tạo: 06 việc đang mở" in said


@pytest.mark.parametrize("words", ["QLKH sao rồi", "nhầm, việc 1 xong chưa?", "phòng QLCN đâu"])
async def test_nothing_else_takes_it_back(written: Stage, words: str) -> None:
    await written.says(OFFICE, words)

    assert written.stands(*PAPER).done


async def test_a_slip_in_a_decision_since_is_of_the_decision(written: Stage) -> None:
    await written.says(HEAD, "việc 2 xin lùi đến 18/5 vì đài bận")
    await written.comes("12/5 09:05")
    await written.says(OFFICE, "đồng ý")

    await written.says(OFFICE, "nhầm rồi")

    assert written.stands(*PAPER).done


@pytest.mark.parametrize("words", DENIALS)
async def test_what_the_unit_denies_is_what_was_written_down(written: Stage, words: str) -> None:
    await written.says(QLKH_HEAD, words)

    assert written.stands(*PAPER).state is State.NOT_DONE
    assert written.stands(*NEWS).state is State.WAITING
    assert "Trước đó anh/chị báo đã hoàn thành" in written.texts(OFFICE)[-1]


async def test_so_it_is_an_hour_later_while_nothing_else_was_said(written: Stage) -> None:
    await written.comes("12/5 10:30")

    await written.says(QLKH_HEAD, "chưa xong đâu")

    assert written.stands(*PAPER).state is State.NOT_DONE


async def test_a_duty_that_is_named_is_that_one(written: Stage) -> None:
    await written.says(QLKH_HEAD, "giới thiệu thành tựu chưa xong")

    assert written.stands(*PAPER).done
    assert written.stands(*NEWS).state is State.NOT_DONE


async def test_that_it_is_wrong_alone_is_asked_about(written: Stage) -> None:
    said = await written.says(QLKH_HEAD, "sai rồi")

    assert said.startswith("Anh/chị sửa nội dung nào ạ?")
    assert written.stands(*PAPER).done


async def test_of_several_that_were_written_down_none_is_left_done(stage: Stage) -> None:
    await stage.comes("12/5 08:00")
    await stage.says(OFFICE, "ghi thay QLKH")
    await stage.says(OFFICE, "ghi thay QLKH: việc 1, 2 xong")

    await stage.says(QLKH_HEAD, "chưa xong đâu ạ")

    assert {stage.stands(*each).state for each in (PAPER, NEWS)} == {State.WAITING}


# --- what is written down -------------------------------------------------------------------------


async def test_the_day_by_which_it_will_be_done_is_kept(written: Stage) -> None:
    await written.says(OFFICE, "ghi thay QLCN")
    said = await written.says(
        OFFICE, "ghi thay QLCN: việc 2 chưa xong vì chờ đài, dự kiến 13/5 xong"
    )

    assert "chưa hoàn thành, dự kiến xong ngày 13/5, lý do: “chờ đài”" in said
    assert "dự kiến xong ngày 13/5" in written.texts(HEAD)[-1]


async def test_right_behind_the_list_a_report_is_asked_about_with_its_day(stage: Stage) -> None:
    await stage.comes("12/5 08:00")
    await stage.says(OFFICE, "ghi thay QLCN")

    said = await stage.says(OFFICE, "việc 2 chưa xong, chờ đài, dự kiến 16/5")
    assert said.startswith("Ghi thay Phòng Quản lý công nghệ và đổi mới sáng tạo như sau, đúng")
    assert "chưa hoàn thành, dự kiến xong ngày 16/5, lý do: “chờ đài”" in said

    await stage.says(OFFICE, "đúng")
    told = stage.stands("2.1.2", "qlcn")
    assert told.reply is not None
    assert told.reply.on_behalf
    assert (told.reply.expected, told.reply.reason) == (told.reply.expected, "chờ đài")
    assert f"{told.reply.expected}" == "2022-05-16"


async def test_a_question_behind_the_list_is_none(stage: Stage) -> None:
    await stage.comes("12/5 08:00")
    await stage.says(OFFICE, "ghi thay QLKH")

    assert "Ghi thay" not in await stage.says(OFFICE, "việc 1 xong chưa?")
    assert not stage.stands(*PAPER).done


@pytest.mark.parametrize(
    "words",
    [
        "ghi thay QLCN: việc 2 xin lùi đến 18/5 vì đài bận",
        "QLCN gọi điện xin lùi việc 2 đến 18/5 do đài bận",
    ],
)
async def test_more_time_is_wished_for_by_the_unit_itself(stage: Stage, words: str) -> None:
    await stage.comes("12/5 08:00")
    await stage.says(OFFICE, "ghi thay QLCN")

    said = await stage.says(OFFICE, words)

    assert said.startswith("Chưa chuyển đề nghị lùi hạn việc 2: đơn vị tự gửi")
    assert stage.stands("2.1.2", "qlcn").state is State.WAITING
