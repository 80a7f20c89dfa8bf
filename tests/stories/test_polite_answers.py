"""Polite, roundabout and hurried answers of unit heads."""

from datetime import date

import pytest

from schedules.progress import State
from tests.stories.cast import HEAD, HERE, LEADER, QLKH_HEAD, TDC_HEAD, VPS_HEAD
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


@pytest.mark.parametrize(
    "words",
    [
        "Cho tôi hỏi hạn mới của nhiệm vụ số 2 là ngày nào?",
        "han cua viec 2 la hom nao",
        "việc 2 lùi được đến bao giờ rồi",
        "2 là gì",
        "e oi 2 la vc j",
        "việc 2 là việc gì",
        "việc 2 tôi có phải làm ko hay chỉ phối hợp",
        "việc 2 ai làm chính",
        "việc 2 phòng tôi làm chính hay phối hợp",
        "việc 2 có cần phòng tôi làm ko",
    ],
)
async def test_a_duty_that_is_asked_about_is_told_in_full(reminded: Stage, words: str) -> None:
    said = await reminded.says(HEAD, words)

    assert said.startswith(
        "Việc 2, theo Kế hoạch số …/KH-SKHCN:\n"
        "2. Phối hợp với Báo Lạng Sơn, Đài phát thanh và truyền hình tỉnh thực hiện chuyên mục số "
        "đặc biệt chào mừng ngày KH&CN Việt Nam 18/5 [mục III.2.1, Stt 2]\n"
        "   Chủ trì: Phòng Quản lý công nghệ và đổi mới sáng tạo\n"
        "   Phối hợp: Báo Lạng Sơn, Đài Phát thanh và Truyền hình tỉnh\n"
        "   Hạn: thứ Bảy, 14/5/2022\n"
        "   Tình trạng: chưa báo kết quả"
    )
    assert reminded.stands("2.1.2", "qlcn").state is State.WAITING


async def test_where_and_with_which_words_is_told_of_a_duty_not_shown_before(
    reminded: Stage,
) -> None:
    said = await reminded.says(VPS_HEAD, "treo băng rôn ở đâu, nội dung gì?")

    assert "tại trụ sở cơ quan, đơn vị trực thuộc Sở." in said
    assert "   “Nhiệt liệt chào mừng Ngày Khoa học và Công nghệ Việt Nam 18-5”\n" in said


async def test_the_deadline_that_is_told_is_the_extended_one(reminded: Stage) -> None:
    await reminded.says(HEAD, "xin lùi việc 2 đến 18/5 vì Đài chưa xếp lịch")
    await reminded.says(LEADER, "đồng ý")

    said = await reminded.says(HEAD, "hạn mới của việc 2 là ngày nào?")

    assert "   Hạn: thứ Tư, 18/5/2022" in said


@pytest.mark.parametrize(
    "words",
    ["thôi không xin nữa", "thoi khoi xin", "thôi rút lại, giữ nguyên 18/5", "giữ nguyên hạn cũ"],
)
@pytest.mark.parametrize("wish", ["xin lùi việc 1", "xin lùi việc 1 đến 18/5"])
async def test_a_wish_that_lacks_something_is_let_go(
    reminded: Stage, wish: str, words: str
) -> None:
    await reminded.says(HEAD, wish)

    said = await reminded.says(HEAD, words)
    later = await reminded.says(HEAD, "1 xong")

    assert said.startswith("Chưa ghi nhận đề nghị lùi thời hạn này.")
    assert "Thời hạn vẫn là thứ Bảy, 14/5/2022." in said
    assert "lùi" not in later


@pytest.mark.parametrize(
    "words", ["thôi không xin nữa", "thôi", "thoi rut lai, giu nguyen 18/5", "giữ nguyên hạn cũ"]
)
async def test_a_wish_is_let_go_where_it_is_asked_of_which_duty_it_is(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, "xin lùi thêm 3 ngày")

    said = await reminded.says(HEAD, words)
    await reminded.says(HEAD, "1")

    assert said.startswith("Vâng, không ghi nhận đề nghị lùi thời hạn.")
    assert reminded.stands("2.1.1", "qlcn").wish is None


async def test_the_wish_that_is_asked_about_is_let_go_and_not_another_that_waits(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, "xin lùi việc 2 đến 18/5 vì Đài chưa xếp lịch")
    await reminded.says(HEAD, "xin lùi việc 1 đến 18/5")

    await reminded.says(HEAD, "thôi không xin nữa")

    assert reminded.stands("2.1.2", "qlcn").wish == date(2022, 5, 18)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("đã nhận được thông báo và sẽ nghiêm túc triển khai", "👍 Đã ghi nhận"),
        (
            (
                "Kính gửi Văn phòng Sở, Phòng QLCN đã nhận được thông báo và sẽ nghiêm túc triển "
                "khai thực hiện theo đúng tiến độ. Trân trọng!"
            ),
            "👍 Đã ghi nhận",
        ),
        ("để tôi hỏi anh em rồi báo", "Cảm ơn anh/chị."),
    ],
)
async def test_a_polite_receipt_is_one(reminded: Stage, words: str, answer: str) -> None:
    said = await reminded.says(HEAD, words)

    assert said.startswith(answer)
    assert reminded.stands("2.1.1", "qlcn").state is State.WAITING


async def test_who_does_not_understand_is_helped(reminded: Stage) -> None:
    said = await reminded.says(HEAD, "tôi không hiểu lắm, nói lại đi")

    assert said == await reminded.says(HEAD, "/trogiup")


@pytest.mark.parametrize(
    "words",
    ["đang họp, lát báo", "cuối ngày em báo", "chiều em báo cáo ạ", "dang hop, lat em bao"],
)
async def test_that_it_will_be_reported_later_is_thanked_for(stage: Stage, words: str) -> None:
    await stage.comes("12/5 08:00")

    said = await stage.says(QLKH_HEAD, words)

    assert said.startswith("Cảm ơn anh/chị.\nKết quả chưa được ghi nhận;")
    assert stage.stands("2.2.4b", "qlkh").state is State.WAITING


@pytest.mark.parametrize("words", ["em báo rồi", "đang họp triển khai", "báo cáo xong rồi"])
async def test_other_words_of_reporting_are_no_such_promise(stage: Stage, words: str) -> None:
    await stage.comes("12/5 08:00")

    assert "Cảm ơn anh/chị.\nKết quả chưa" not in await stage.says(QLKH_HEAD, words)
