"""A unit reports late and says on which day its work was done: kept, and nothing counts by it."""

import pytest

from bot.store import replies
from tests.stories.cast import HEAD, LEADER, OFFICE, QLKH_HEAD
from tests.stories.stage import Stage

FIRST, SECOND = ("2.1.1", "qlcn"), ("2.1.2", "qlcn")


def stated(stage: Stage, key: tuple[str, str]) -> str | None:
    """The day on which a duty is said to have been done."""
    reply = stage.stands(*key).reply
    assert reply is not None
    return reply.done_at.astimezone(stage.plan.zone).strftime("%d/%m") if reply.done_at else None


async def test_duties_forgotten_to_be_reported_are_done_and_the_day_is_kept(stage: Stage) -> None:
    await stage.comes("16/5 09:00")

    said = await stage.says(HEAD, "1 2 xong hôm thứ 6 rồi mà quên báo")

    assert stage.stands(*FIRST).done
    assert stage.stands(*SECOND).done
    assert (stated(stage, FIRST), stated(stage, SECOND)) == ("13/05", "13/05")
    assert said.count(": đã hoàn thành ngày 13/5, báo ngày 16/5\n") == 2
    assert (
        "\nĐã ghi kèm ngày xong anh/chị nêu. Đúng hạn hay quá hạn vẫn tính theo lúc báo; "
        "Văn phòng Sở được báo để ghi theo ngày ấy nếu đúng."
    ) in said


@pytest.mark.parametrize(
    "text", ["việc 1 làm xong hôm 13/5 rồi, chưa kịp báo", "1 xong từ thứ 6, giờ mới báo"]
)
async def test_late_news_is_done_however_its_lateness_is_put(stage: Stage, text: str) -> None:
    await stage.comes("16/5 09:00")

    await stage.says(HEAD, text)

    assert stage.stands(*FIRST).done
    assert stated(stage, FIRST) == "13/05"


async def test_the_office_hears_how_to_let_the_day_count(stage: Stage) -> None:
    await stage.comes("16/5 09:00")
    await stage.says(HEAD, "1 2 xong hôm thứ 6 rồi mà quên báo")
    await stage.lives("16/5 09:05")

    notice = stage.texts(OFFICE)[-1]
    said = await stage.says(OFFICE, "ghi thay Phòng QLCN&ĐMST: việc 1 và 2 xong từ ngày 13/5")

    assert notice.startswith(
        "Phòng QLCN&ĐMST báo muộn, nêu đã xong ngày 13/5 (trong hạn):\n1. Tổ chức các hoạt động"
    )
    assert "“ghi thay Phòng QLCN&ĐMST: việc 1 và 2 xong từ ngày 13/5”" in notice
    assert said.startswith("Đã ghi thay")
    assert (stage.stands(*FIRST).late, stage.stands(*SECOND).late) == (False, False)


async def test_the_own_word_does_not_make_a_late_report_timely(stage: Stage) -> None:
    await stage.comes("18/5 09:00")

    said = await stage.says(QLKH_HEAD, "việc 1 xong từ ngày 13/5 rồi quên báo")

    (standing,) = [s for s in stage.board().standings if s.reply]
    assert standing.late
    assert "quá hạn" in said.split("\n")[0]
    assert "Đã ghi kèm ngày xong anh/chị nêu: 13/5." in said
    shown = await stage.says(LEADER, "việc nào đã xong")
    assert "quá hạn 03 ngày làm việc, đã hoàn thành (đơn vị nêu xong ngày 13/5)" in shown


@pytest.mark.parametrize(
    "text", ["1 xong hôm qua rồi", "việc 1 hôm 11/5 là xong rồi", "việc 1 hôm qua đã xong"]
)
async def test_the_day_of_a_report_in_time_is_kept_and_nobody_is_bothered(
    stage: Stage, text: str
) -> None:
    await stage.comes("12/5 09:00")
    before = len(stage.texts(OFFICE))

    said = await stage.says(HEAD, text)
    await stage.lives("12/5 09:05")

    assert stated(stage, FIRST) == "11/05"
    assert "Đã ghi kèm ngày xong anh/chị nêu: 11/5." in said
    assert "tính theo lúc báo" not in said
    assert len(stage.texts(OFFICE)) == before


@pytest.mark.parametrize("text", ["1 xong", "1 xong hôm nay", "1 xong 12/5, 2 xong 13/5"])
async def test_no_day_is_kept_that_is_today_s_or_not_certain(stage: Stage, text: str) -> None:
    await stage.comes("16/5 09:00")

    await stage.says(HEAD, text)

    assert stated(stage, FIRST) is None


@pytest.mark.parametrize(
    "text",
    [
        "1 2 xong thứ 6 rồi quên chưa báo",
        "1, 2 xong thứ 6 rồi em quên ko báo ạ",
        "việc 1 và 2 xong hôm thứ 6 rồi giờ mới báo",
    ],
)
async def test_a_week_day_before_what_was_forgotten_is_gone_by(stage: Stage, text: str) -> None:
    await stage.comes("16/5 09:00")

    await stage.says(HEAD, text)

    assert stage.stands(*FIRST).done
    assert (stated(stage, FIRST), stated(stage, SECOND)) == ("13/05", "13/05")


async def test_the_day_is_kept_for_the_duties_that_are_named_when_it_is_asked_which(
    stage: Stage,
) -> None:
    await stage.comes("16/5 09:00")

    asked = await stage.says(HEAD, "xong thứ 6 rồi quên chưa báo")
    assert asked.startswith("Chưa ghi nhận: anh/chị báo về việc số mấy ạ?")
    await stage.says(HEAD, "1 và 2")

    assert (stated(stage, FIRST), stated(stage, SECOND)) == ("13/05", "13/05")


@pytest.mark.parametrize("text", ["1 xong 2 ngày nữa", "1 xong thứ 6 rồi báo"])
async def test_what_will_be_done_is_not_done(stage: Stage, text: str) -> None:
    await stage.comes("11/5 09:00")

    await stage.says(HEAD, text)

    assert not stage.stands(*FIRST).done


# --- the day is said anew ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *("đính chính: việc 1 hoàn thành ngày 11/5", "việc 1 xong từ hôm 11/5 cơ"),
        *("việc 1 hoàn thành từ hôm qua cơ", "dinh chinh: viec 1 hoan thanh ngay 11/5"),
        *("à nhầm, xong hôm qua", "à nhầm, hôm qua mới xong", "không phải hôm nay, hôm qua cơ"),
        *("viec 1 xong ngay 11/5", "em nhầm ngày, 11/5 ạ", "sửa lại: việc 1 xong 11/5"),
        *("việc 1 hôm 11/5 là xong rồi", "hôm 11/5 việc 1 xong rồi", "việc 1 hôm qua là xong rồi"),
    ],
)
async def test_a_day_said_anew_is_repeated_back_and_both_reports_stay(
    stage: Stage, text: str
) -> None:
    await stage.comes("12/5 09:00")
    await stage.says(HEAD, "việc 1 xong rồi")

    said = await stage.says(HEAD, text)

    assert said == (
        "Đã ghi lại ngày xong anh/chị nêu.\n"
        "1. Tổ chức các hoạt động thông tin, tuyên truyền phổ biến pháp luật KH&CN, vai trò của…: "
        "xong ngày 11/5 (trước ghi 12/5), báo ngày 12/5.\n"
        "Nếu chưa đúng, viết lại ngày, ví dụ “việc 1 xong ngày …”."
    )
    assert stated(stage, FIRST) == "11/05"
    with stage.memory.begin() as tx:
        duty = stage.plan.by_key[FIRST]
        assert [r.done_at is None for r in replies.of_assignment(tx, stage.plan, duty)] == [
            True,
            False,
        ]


async def test_a_day_said_anew_after_the_deadline_makes_no_report_late(stage: Stage) -> None:
    await stage.comes("13/5 09:00")
    await stage.says(HEAD, "việc 1 xong hôm qua")
    await stage.comes("18/5 09:00")

    said = await stage.says(HEAD, "việc 1 xong từ 11/5 cơ")

    assert "xong ngày 11/5 (trước ghi 12/5), báo ngày 13/5." in said
    assert stage.stands(*FIRST).done
    assert not stage.stands(*FIRST).late


async def test_a_day_said_anew_of_a_late_report_is_shown_to_the_office(stage: Stage) -> None:
    await stage.comes("16/5 09:00")
    await stage.says(HEAD, "việc 1, 2 xong rồi")

    said = await stage.says(HEAD, "em nhầm ngày, 13/5 ạ")
    await stage.lives("16/5 09:05")

    assert said.count("xong ngày 13/5 (trước ghi 16/5), báo ngày 16/5.") == 2
    assert "Văn phòng Sở được báo để ghi theo ngày ấy nếu đúng." in said
    assert stage.texts(OFFICE)[-1].startswith("Phòng QLCN&ĐMST báo muộn, nêu đã xong ngày 13/5")
    assert stage.stands(*FIRST).late


@pytest.mark.parametrize(
    "text", ["đính chính việc 1 hoàn thành hôm nay", "đính chính: việc 1 xong ngày 13/5"]
)
async def test_a_day_behind_the_report_changes_nothing(stage: Stage, text: str) -> None:
    await stage.comes("12/5 09:00")
    await stage.says(HEAD, "việc 1 xong rồi")
    await stage.comes("13/5 09:00")

    said = await stage.says(HEAD, text)

    assert said == (
        "Chưa thay đổi: ngày anh/chị nêu đứng sau ngày đã báo hoàn thành.\n"
        "1. Tổ chức các hoạt động thông tin, tuyên truyền phổ biến pháp luật KH&CN, vai trò của…: "
        "đã báo hoàn thành ngày 12/5.\n"
        "Nếu hôm ấy chưa xong, trả lời “việc 1 chưa xong”, rồi báo lại “việc 1 xong”."
    )
    assert stage.stands(*FIRST).done


async def test_the_day_of_the_report_may_take_the_place_of_an_earlier_one(stage: Stage) -> None:
    await stage.comes("12/5 09:00")
    await stage.says(HEAD, "việc 1 xong từ hôm qua")

    said = await stage.says(HEAD, "đính chính: việc 1 hoàn thành ngày 12/5")

    assert "xong ngày 12/5 (trước ghi 11/5), báo ngày 12/5." in said
    assert stage.stands(*FIRST).done


@pytest.mark.parametrize("text", ["việc 1 xong ngày 20/5", "à nhầm, mai mới xong"])
async def test_a_day_to_come_is_a_promise(stage: Stage, text: str) -> None:
    await stage.comes("12/5 09:00")
    await stage.says(HEAD, "việc 1 xong rồi")

    assert (await stage.says(HEAD, text)).startswith("Đã ghi nhận: đang thực hiện, dự kiến xong")


async def test_the_day_that_the_office_has_written_down_is_not_the_unit_s_to_say_anew(
    stage: Stage,
) -> None:
    await stage.comes("12/5 09:00")
    await stage.says(HEAD, "/viec")
    for _ in range(2):  # the office is shown the numbers first
        await stage.says(OFFICE, "ghi thay Phòng QLCN&ĐMST: việc 1 xong từ ngày 10/5")

    await stage.says(HEAD, "việc 1 xong ngày 11/5")

    assert stated(stage, FIRST) == "10/05"
