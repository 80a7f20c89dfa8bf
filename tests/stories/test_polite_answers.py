"""Polite, roundabout and hurried answers of unit heads, as they were typed in live runs."""

from datetime import date

import pytest

from schedules.progress import State
from tests.stories.cast import HEAD, HERE, QLKH_HEAD, TDC_HEAD
from tests.stories.stage import Stage


@pytest.fixture
async def reminded(either_stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST has been reminded of four duties that are due on 14/5."""
    await either_stage.comes("4/5 08:00")
    await either_stage.comes("10/5 08:00")
    return either_stage


async def test_a_reason_told_where_a_wish_waits_for_its_duty_belongs_to_the_wish(
    reminded: Stage,
) -> None:
    await reminded.says(QLKH_HEAD, "/viec")
    await reminded.says(QLKH_HEAD, "1 đang làm")
    asked = await reminded.says(QLKH_HEAD, "k xong kip dau, xin them 3 ngay")

    again = await reminded.says(QLKH_HEAD, "do sep di ct chua ky")
    passed = await reminded.says(QLKH_HEAD, "1")

    heading = "Chưa ghi nhận: anh/chị báo về việc số mấy ạ?"
    assert asked.startswith(heading)
    assert again.startswith(f"{heading}\nViệc 1 hay 2, như tin trên?")
    assert "Lý do “sep di ct chua ky” được giữ cho việc anh/chị chọn." in again
    assert passed.startswith("Đã ghi nhận đề nghị lùi đến thứ Hai, 16/5/2022")
    assert "Lý do: “sep di ct chua ky”." in passed
    standing = reminded.stands("2.2.4b", "qlkh")
    assert standing.reply is not None
    assert standing.reply.reason is None


async def test_a_reason_told_where_a_wish_lacks_it_is_not_added_to_the_report_before(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, "1 đang làm")
    await reminded.says(HEAD, "xin lùi việc 2 đến 18/5")

    said = await reminded.says(HEAD, "do Đài chưa xếp lịch")

    assert said.startswith("Đã ghi nhận đề nghị lùi đến thứ Tư, 18/5/2022")
    standing = reminded.stands("2.1.1", "qlcn")
    assert standing.reply is not None
    assert standing.reply.reason is None


async def test_a_duty_whose_statement_cannot_be_read_is_asked_about_beside_the_others(
    reminded: Stage,
) -> None:
    said = await reminded.says(HEAD, "việc 2 tổng kết trao giải xong, 4 đang chấm hồ sơ")

    assert reminded.stands("2.1.3b", "qlcn").state is State.IN_PROGRESS
    assert reminded.stands("2.1.2", "qlcn").state is State.WAITING
    assert "Việc 2: chưa rõ ý anh/chị, chưa ghi nhận phần này." in said
    assert "Việc 2 đã hoàn thành, đang thực hiện hay chưa hoàn thành ạ?" in said
    await reminded.says(HEAD, "2 xong")
    assert reminded.stands("2.1.2", "qlcn").done


async def test_a_count_of_what_the_duty_is_is_asked_about(reminded: Stage) -> None:
    said = await reminded.says(
        HEAD,
        "đối với nhiệm vụ số 1, Phòng đã hoàn thành việc đăng tải 05 tin bài trên Trang TTĐT",
    )

    assert reminded.stands("2.1.1", "qlcn").state is State.WAITING
    assert "Việc 1 (Tổ chức các hoạt động thông tin" in said
    assert "đã hoàn thành, đang thực hiện hay chưa hoàn thành ạ?" in said
    await reminded.says(HEAD, "rồi")
    assert reminded.stands("2.1.1", "qlcn").done


async def test_a_formal_report_of_two_duties_is_recorded_and_asked_about(reminded: Stage) -> None:
    said = await reminded.says(
        HEAD,
        "Dạ kính báo cáo Văn phòng: đối với nhiệm vụ số 1, Phòng đã hoàn thành việc đăng tải 05 "
        "tin bài trên Trang thông tin điện tử; đối với nhiệm vụ số 2, do Đài PT&TH tỉnh chưa bố "
        "trí được lịch phát sóng nên đến nay chưa hoàn thành. Kính mong Văn phòng thông cảm. "
        "Trân trọng cảm ơn!",
    )

    assert "Việc 1 đã hoàn thành, đang thực hiện hay chưa hoàn thành ạ?" in said
    assert reminded.stands("2.1.1", "qlcn").state is State.WAITING
    standing = reminded.stands("2.1.2", "qlcn")
    assert standing.state is State.NOT_DONE


@pytest.mark.parametrize(
    "words",
    [
        "lý do việc 2 là chờ phòng công nghệ gửi bài",
        "việc 2 do chờ phòng công nghệ gửi bài",
        "đối với nhiệm vụ số 2, do chờ phòng công nghệ gửi bài",
    ],
)
async def test_a_reason_leaves_a_duty_as_it_was_reported(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, "việc 2 chưa xong")
    await reminded.lives("11/5 09:00")

    said = await reminded.says(HEAD, words)

    standing = reminded.stands("2.1.2", "qlcn")
    assert standing.state is State.NOT_DONE
    assert standing.reply is not None
    assert standing.reply.reason is not None
    assert standing.reply.reason.startswith("chờ phòng")
    assert f"“{standing.reply.reason}”" in said


async def test_a_reason_behind_the_duty_that_it_is_of_begins_with_itself(reminded: Stage) -> None:
    said = await reminded.says(
        HEAD, "đối với nhiệm vụ số 2, do Đài PT&TH chưa xếp lịch nên đến nay chưa hoàn thành"
    )

    assert said.startswith("Đã ghi nhận lý do: “Đài PT&TH chưa xếp lịch”.")


@pytest.mark.parametrize("words", ["không có khó khăn gì", "khong co vuong mac gi a"])
async def test_that_nothing_is_in_the_way_is_no_reason(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, "việc 2 chưa xong")

    said = await reminded.says(HEAD, words)

    standing = reminded.stands("2.1.2", "qlcn")
    assert standing.reply is not None
    assert standing.reply.reason is None
    assert "chưa xong vì sao ạ?" in said


async def test_the_day_on_which_all_was_done_is_kept_and_not_that_of_the_document(
    reminded: Stage,
) -> None:
    await reminded.says(
        HEAD,
        "nhiệm vụ 1 và 2 đã hoàn thành toàn bộ từ hôm qua, xin gửi văn bản số 31/CV-QLCN ngày "
        "6/5/2022",
    )

    for activity in ("2.1.1", "2.1.2"):
        standing = reminded.stands(activity, "qlcn")
        assert standing.done
        assert standing.reply is not None
        assert standing.reply.done_at is not None
        assert standing.reply.done_at.astimezone(HERE).date() == date(2022, 5, 9)


async def test_a_paper_sent_beside_done_takes_nothing_away(either_stage: Stage) -> None:
    await either_stage.comes("16/5 08:00")

    said = await either_stage.says(TDC_HEAD, "2 xong rồi đó, gửi báo cáo số 12/BC-CCTĐC")

    standing = either_stage.stands("2.2.2", "tdc")
    assert standing.done
    assert standing.evidence == 1
    assert "📎 Đã lưu 01 minh chứng." in said


async def test_a_draft_sent_beside_done_is_asked_about_or_under_way(either_stage: Stage) -> None:
    await either_stage.comes("16/5 08:00")

    await either_stage.says(TDC_HEAD, "2 xong rồi, gửi dự thảo báo cáo số 12/BC-CCTĐC")

    assert not either_stage.stands("2.2.2", "tdc").done
