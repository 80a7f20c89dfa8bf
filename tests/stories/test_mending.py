"""“Sửa”: what was recorded from somebody's words is put right, also long after."""

import pytest

from bot.channels.simulator import Simulator
from bot.store.memory import Memory
from schedules.progress import State
from tests.stories.cast import HEAD, TDC_HEAD, VPS_HEAD
from tests.stories.stage import Stage

SECOND, THIRD = ("2.1.2", "qlcn"), ("2.1.3a", "qlcn")


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST has been reminded of four duties that are due on 14/5."""
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    return stage


@pytest.mark.parametrize(
    "words",
    ["à việc 3 cơ", "việc 3", "nhầm, việc 3", "3", "việc 3 mới đúng"],
)
async def test_another_duty_that_was_meant_takes_over_what_was_reported(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, "2 xong")
    await reminded.taps(HEAD, "Sửa")

    said = await reminded.says(HEAD, words)

    assert reminded.stands(*SECOND).state is State.WAITING
    assert reminded.stands(*THIRD).done
    assert said.startswith("Đã bỏ ghi nhận. Phòng QLCN&ĐMST – “Phối hợp với Báo Lạng Sơn")
    assert "chưa báo kết quả." in said
    assert "✅ Đã ghi nhận hoàn thành" in said


@pytest.mark.parametrize(
    "words",
    [
        "không phải việc 2 mà việc 3",
        "việc 3 chứ không phải việc 2",
        "nhầm, không phải 2 mà là 3 mới xong",
    ],
)
@pytest.mark.parametrize("pressed", [True, False])
async def test_a_number_given_in_the_place_of_another_moves_the_report_and_hands_nothing_on(
    reminded: Stage, words: str, *, pressed: bool
) -> None:
    await reminded.says(HEAD, "2 xong")
    if pressed:
        await reminded.taps(HEAD, "Sửa")

    said = await reminded.says(HEAD, words)

    assert reminded.stands(*SECOND).state is State.WAITING
    assert reminded.stands(*THIRD).done
    assert said.startswith("Đã bỏ ghi nhận. Phòng QLCN&ĐMST – “Phối hợp với Báo Lạng Sơn")
    assert "✅ Đã ghi nhận hoàn thành" in said
    assert "Đã chuyển ý kiến" not in said


async def test_of_several_reports_only_the_one_of_that_number_is_moved(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 và 4 xong")
    await reminded.taps(HEAD, "Sửa")

    await reminded.says(HEAD, "không phải 2 mà là 3")

    assert not reminded.stands(*SECOND).done
    assert reminded.stands(*THIRD).done
    assert reminded.stands("2.1.3b", "qlcn").done


async def test_where_the_other_is_done_already_the_first_is_only_taken_back(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, "3 xong")
    await reminded.says(HEAD, "2 xong")

    said = await reminded.says(HEAD, "không phải việc 2 mà việc 3")

    assert not reminded.stands(*SECOND).done
    assert reminded.stands(*THIRD).done
    assert "đã ghi nhận lúc" in said


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("không phải việc 1 mà việc 3", "Chưa có báo cáo nào của anh/chị về việc 1 để chuyển"),
        ("không phải việc 2 mà việc 9", "Không có việc số 9 đang mở, chưa ghi nhận gì."),
        ("không phải việc 4 mà việc 3 mới xong", "Anh/chị sửa nội dung nào ạ?"),
    ],
)
async def test_what_cannot_be_moved_is_said_or_asked_and_nothing_changes(
    reminded: Stage, words: str, answer: str
) -> None:
    await reminded.says(HEAD, "2 xong")
    await reminded.says(HEAD, "4 được 30%")

    said = await reminded.says(HEAD, words)

    assert said.startswith(answer)
    assert reminded.stands(*SECOND).done
    assert reminded.stands(*THIRD).reply is None


async def test_what_goes_back_is_what_was_reported_before(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 được 30%")
    await reminded.says(HEAD, "2 xong")
    await reminded.taps(HEAD, "Sửa")

    said = await reminded.says(HEAD, "à việc 3 cơ")

    assert reminded.stands(*SECOND).state is State.IN_PROGRESS
    assert "đang thực hiện 30%." in said


@pytest.mark.parametrize("words", ["việc 3 nữa", "việc 3 thì sao"])
async def test_one_more_duty_takes_nothing_over(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, "2 xong")
    await reminded.taps(HEAD, "Sửa")

    await reminded.says(HEAD, words)

    assert reminded.stands(*SECOND).done
    assert reminded.stands(*THIRD).reply is None


async def test_news_of_another_duty_says_that_the_first_stays_as_it_was(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 xong")
    await reminded.taps(HEAD, "Sửa")

    said = await reminded.says(HEAD, "việc 3 chưa xong vì chờ kinh phí")

    assert reminded.stands(*SECOND).done
    assert reminded.stands(*THIRD).state is State.NOT_DONE
    assert "\nViệc 2 giữ như đã ghi: đã hoàn thành.\n" in said


@pytest.mark.parametrize("words", ["à việc 3 cơ", "à 3 cơ"])
async def test_before_it_is_pressed_the_report_is_taken_back_and_the_other_duty_asked_about(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, "2 xong")

    said = await reminded.says(HEAD, words)

    assert said.startswith("↩️ Đã hoàn tác. Phòng QLCN&ĐMST – “Phối hợp với Báo")
    assert "\nViệc 3 đã hoàn thành chưa ạ?\n" in said
    assert reminded.stands(*SECOND).state is State.WAITING
    assert reminded.stands(*THIRD).reply is None
    await reminded.says(HEAD, "rồi ạ")
    assert reminded.stands(*THIRD).done


async def test_the_next_day_it_says_what_stands_and_how_to_report_it_anew(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 xong")
    await reminded.comes("11/5 16:00")

    said = await reminded.says(HEAD, "sửa")

    assert said.startswith(
        "Không sửa bằng chữ “sửa” được nữa: báo cáo gần nhất của anh/chị là từ "
        "08h00 thứ Ba, 10/5/2022, nay ghi nhận:\n2. Phối hợp với Báo Lạng Sơn"
    )
    assert ": đã hoàn thành\nNếu chưa đúng, đề nghị anh/chị báo lại, ví dụ “2 chưa xong" in said
    await reminded.says(HEAD, "2 chưa xong vì chờ Đài")
    assert reminded.stands(*SECOND).state is State.NOT_DONE


async def test_its_button_reports_anew(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 xong")
    await reminded.comes("11/5 16:00")
    await reminded.says(HEAD, "sửa")

    await reminded.taps(HEAD, "❌")

    assert reminded.stands(*SECOND).state is State.NOT_DONE


async def test_after_right_was_pressed_it_can_still_be_put_right(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 xong")
    await reminded.taps(HEAD, "Đúng")

    assert (await reminded.says(HEAD, "sửa")).startswith("Anh/chị sửa nội dung nào ạ?")


async def test_who_has_reported_nothing_has_nothing_to_put_right(reminded: Stage) -> None:
    said = await reminded.says(HEAD, "sửa")

    assert said == (
        "Hiện không có báo cáo nào của anh/chị để sửa.\n"
        "Gửi /viec để xem việc của đơn vị và báo kết quả."
    )


# --- moved, and moved back ------------------------------------------------------------------------

PLANNED, WORKSHOP = ("2.2.4a", "vps"), ("2.2.4", "vps")


@pytest.fixture(params=[True, False], ids=["buttons", "plain"])
async def repeated(request: pytest.FixtureRequest, joined_memory: Memory) -> Stage:
    """VPS lacks an appendix, has said once more that it is not done, and is asked what is wrong."""
    phones = Simulator() if request.param else Simulator(most_buttons=0, can_edit=False)
    stage = Stage(joined_memory, phones=phones)
    await stage.lives("10/5 08:00")
    await stage.says(VPS_HEAD, "/viec")
    await stage.says(VPS_HEAD, "1 chưa xong vì còn thiếu phụ lục")
    await stage.comes("11/5 09:00")
    await stage.says(VPS_HEAD, "1 vẫn chưa xong")
    await stage.says(VPS_HEAD, "sửa")
    return stage


async def test_what_is_moved_takes_no_reason_along_that_its_words_did_not_hold(
    repeated: Stage,
) -> None:
    await repeated.says(VPS_HEAD, "à việc 2 cơ")

    reply = repeated.stands(*WORKSHOP).reply
    assert reply is not None
    assert reply.reason is None
    first = repeated.stands(*PLANNED).reply
    assert first is not None
    assert first.reason == "thiếu phụ lục"


@pytest.mark.parametrize(
    "words",
    [
        *("không, việc 1 đúng rồi", "khong, viec 1 dung roi", "à không, việc 1 cơ"),
        *("việc 1 mới đúng", "nhầm, việc 1 đúng"),
    ],
)
async def test_what_was_moved_goes_back_to_the_duty_that_is_called_right(
    repeated: Stage, words: str
) -> None:
    await repeated.says(VPS_HEAD, "à việc 2 cơ")

    await repeated.says(VPS_HEAD, words)

    assert repeated.stands(*WORKSHOP).reply is None
    assert repeated.stands(*PLANNED).state is State.NOT_DONE


@pytest.mark.parametrize(
    "words", ["không, việc 3 đúng rồi", "việc 1 không đúng", "việc 1 đúng rồi?"]
)
async def test_nothing_goes_back_to_where_it_did_not_come_from(repeated: Stage, words: str) -> None:
    await repeated.says(VPS_HEAD, "à việc 2 cơ")

    await repeated.says(VPS_HEAD, words)

    assert repeated.stands(*WORKSHOP).state is State.NOT_DONE


async def test_nothing_goes_back_that_was_never_moved(stage: Stage) -> None:
    await stage.lives("10/5 08:00")
    await stage.says(VPS_HEAD, "/viec")
    await stage.says(VPS_HEAD, "2 xong")

    await stage.says(VPS_HEAD, "không, việc 1 đúng rồi")

    assert not stage.stands(*PLANNED).done


@pytest.mark.parametrize("words", ["à việc 2 cơ", "việc 2 cơ", "nhầm, việc 2"])
async def test_the_only_other_open_duty_is_the_one_that_was_meant(
    either_stage: Stage, words: str
) -> None:
    await either_stage.lives("16/5 09:00")
    await either_stage.says(TDC_HEAD, "1 xong")
    await either_stage.says(TDC_HEAD, "sửa")

    await either_stage.says(TDC_HEAD, words)

    assert not either_stage.stands("2.2.1", "tdc").done
    assert either_stage.stands("2.2.2", "tdc").done
