"""A unit that was granted more time needs it no more: nothing moves, who decides hears of it."""

import pytest

from bot.store import audit
from tests.stories.cast import HEAD, LEADER, OFFICE
from tests.stories.stage import Stage

DUTY = ("2.1.2", "qlcn")


@pytest.fixture
async def granted(stage: Stage) -> Stage:
    """It is 10/5, 09:00: QLCN&ĐMST has time until the 20th for duty 2, instead of the 14th."""
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "việc 2 xin lùi đến 20/5 vì chờ Đài")
    await stage.says(LEADER, "đồng ý")
    await stage.comes("10/5 09:00")
    return stage


def due(stage: Stage) -> str:
    """The last day of the duty as it stands."""
    day = stage.stands(*DUTY).assignment.deadline.day
    return f"{day.day}/{day.month}"


@pytest.mark.parametrize(
    "words",
    [
        "thôi việc 2 không cần lùi nữa",
        "thôi không cần lùi nữa",
        "viec 2 khong can lui nua",
        "việc 2 kịp rồi, không cần gia hạn nữa",
        "xin rút đề nghị lùi việc 2",
        "thôi rút lại, giữ nguyên",
        "việc 2 giữ nguyên hạn cũ",
        "việc 2 giữ nguyên 14/5",
        "giữ nguyên ngày 14/5 thôi ạ",
    ],
)
async def test_it_is_passed_on_and_the_granted_day_stands(granted: Stage, words: str) -> None:
    said = await granted.says(HEAD, words)

    assert said.startswith(
        "Đề nghị lùi thời hạn đã được đồng ý lúc 08h00 thứ Ba, 10/5/2022; "
        "hạn hiện nay là thứ Sáu, 20/5/2022, chưa thay đổi.\n"
    )
    assert said.endswith(
        "Đã ghi nhận: đơn vị không cần lùi nữa. Đã chuyển ý này tới: Nguyễn Thị Hà, Lý Thị Hoa.\n"
        "Muốn trả lại hạn ban đầu, Văn phòng Sở sửa thời hạn trong kế hoạch. "
        "Xong sớm hơn, đề nghị anh/chị báo ngay khi có kết quả."
    )
    for who in (LEADER, OFFICE):
        assert granted.texts(who)[-1].startswith(
            f"Phòng QLCN&ĐMST cho biết không cần lùi thời hạn nữa: “{words}”.\n"
        )
        assert granted.texts(who)[-1].endswith(
            "Người báo: Phạm Thị Lan. Đề nghị lùi thời hạn: đồng ý lùi đến 20/5/2022.\n"
            "Hạn hiện nay vẫn là thứ Sáu, 20/5/2022, hạn ban đầu thứ Bảy, 14/5/2022. "
            "Nếu trả lại hạn ban đầu, đề nghị sửa thời hạn trong kế hoạch."
        )
    assert due(granted) == "20/5"
    with granted.memory.begin() as tx:
        [entry] = audit.read(tx, what=["dropped_told_late"], most=10)
    assert entry.detail["words"] == words


async def test_of_several_that_were_granted_it_is_asked_which(granted: Stage) -> None:
    await granted.says(HEAD, "việc 1 xin lùi đến 20/5 vì chờ ký")
    await granted.says(LEADER, "đồng ý")

    asked = await granted.says(HEAD, "thôi không cần lùi nữa")
    said = await granted.says(HEAD, "việc 1 không cần lùi nữa")

    assert asked.startswith("Chưa ghi nhận: việc nào không cần lùi nữa ạ?\n")
    assert "Đã ghi nhận: đơn vị không cần lùi nữa." in said


async def test_where_no_wish_is_known_that_is_said(granted: Stage) -> None:
    said = await granted.says(HEAD, "việc 3 không lùi nữa")

    assert said.startswith(
        "Không có đề nghị lùi thời hạn nào về việc 3 đang chờ ý kiến; thời hạn không thay đổi.\n"
    )


async def test_a_wish_that_waits_is_taken_back_as_before(granted: Stage) -> None:
    await granted.says(HEAD, "việc 1 xin lùi đến 20/5 vì chờ ký")

    said = await granted.says(HEAD, "thôi không cần lùi nữa")

    assert said.startswith("Đã rút đề nghị lùi thời hạn")


async def test_while_it_is_asked_which_duty_is_meant_only_that_wish_is_dropped(
    granted: Stage,
) -> None:
    await granted.says(HEAD, "xin lùi")

    said = await granted.says(HEAD, "thôi rút lại, giữ nguyên")

    assert said.startswith("Vâng, không ghi nhận đề nghị lùi thời hạn.")


async def test_a_day_that_is_kept_to_and_is_not_the_one_before_is_when_it_is_expected(
    granted: Stage,
) -> None:
    said = await granted.says(HEAD, "việc 2 giữ nguyên 16/5")

    assert said.startswith("Đã ghi nhận: đang thực hiện, dự kiến xong ngày 16/5.\n")


DONE_BESIDE = [
    *("việc 2 xong rồi, không cần lùi nữa", "không cần lùi nữa, việc 2 xong rồi"),
    *("việc 2 không cần lùi nữa, em làm xong rồi", "việc 2 đã xong, khỏi lùi nữa ạ"),
    *("việc 2 hoàn thành rồi nên không cần gia hạn nữa", "viec 2 xong roi, khong can lui nua"),
    "2 xong, khỏi lùi",
]


@pytest.mark.parametrize("words", DONE_BESIDE)
async def test_what_is_done_beside_it_is_recorded(granted: Stage, words: str) -> None:
    said = await granted.says(HEAD, words)

    assert said.startswith("✅ Đã ghi nhận hoàn thành")
    assert "Đã chuyển ý này" not in said
    assert granted.stands(*DUTY).done


@pytest.mark.parametrize("words", DONE_BESIDE)
async def test_so_it_is_where_the_wish_still_waits(stage: Stage, words: str) -> None:
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "việc 2 xin lùi đến 20/5 vì chờ Đài")

    await stage.says(HEAD, words)

    assert stage.stands(*DUTY).done
    assert stage.stands(*DUTY).wish is None


async def test_of_two_duties_one_is_done_and_the_other_needs_no_more_time(granted: Stage) -> None:
    said = await granted.says(HEAD, "việc 1 xong rồi, việc 2 không cần lùi nữa")

    assert said.startswith("✅ Đã ghi nhận hoàn thành")
    assert "Đã ghi nhận: đơn vị không cần lùi nữa." in said
    assert not granted.stands(*DUTY).done


@pytest.mark.parametrize(
    "words", ["việc 2 sắp xong, không cần lùi nữa", "việc 2 chưa xong nhưng không cần lùi nữa"]
)
async def test_what_is_not_done_is_not_recorded_so(granted: Stage, words: str) -> None:
    assert "Đã ghi nhận: đơn vị không cần lùi nữa." in await granted.says(HEAD, words)
    assert not granted.stands(*DUTY).done
