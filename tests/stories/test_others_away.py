"""A colleague is said to be away: it is theirs to tell, and its writer is not away."""

import pytest

from tests.stories.cast import HEAD, LEADER, SECOND_HEAD
from tests.stories.stage import Stage


@pytest.fixture
async def stage_of_two(stage: Stage) -> Stage:
    """It is 10/5, 08:00: two speak for QLCN&ĐMST, Lan and Minh."""
    stage.joined(SECOND_HEAD)
    await stage.comes("10/5 08:00")
    return stage


async def away(stage: Stage) -> str:
    """What leadership hears of who is away."""
    return await stage.says(LEADER, "ai đang đi công tác?")


async def test_whoever_is_away_is_asked_to_tell_of_it(stage_of_two: Stage) -> None:
    said = await stage_of_two.says(HEAD, "chị Hoa đi công tác 16-20/5")

    assert said == (
        "Chưa ghi nhận lịch vắng: tin này nói chị Hoa vắng, không phải anh/chị.\n"
        "Người vắng tự báo lịch của mình: đề nghị chị Hoa nhắn tại đây, ví dụ: "
        "“đi công tác 16-20/5, phó phòng thay”. "
        "Nếu chính anh/chị vắng, viết “tôi đi công tác …” kèm ngày."
    )


@pytest.mark.parametrize(
    "words",
    [
        "chị Hoa phòng em đi công tác từ 16 đến 20/5",
        "anh Minh nghỉ phép ngày mai",
        "đ/c Hoa 16-20/5 đi công tác, anh Nam thay",
        "Minh đi công tác 16-20/5",
        "kế toán nghỉ ốm hôm nay",
        "anh Minh với chị Hoa đi công tác 16-20/5",
        "chị Hoa nghỉ thêm ngày 20/5 nữa",
    ],
)
async def test_its_writer_is_not_away(stage_of_two: Stage, words: str) -> None:
    said = await stage_of_two.says(HEAD, words)

    assert said.startswith("Chưa ghi nhận lịch vắng: tin này nói ")
    assert HEAD.name not in await away(stage_of_two)


async def test_who_is_back_is_not_its_writer(stage_of_two: Stage) -> None:
    await stage_of_two.says(HEAD, "tôi đi công tác 16-20/5")

    await stage_of_two.says(HEAD, "chị Hoa về rồi")

    assert HEAD.name in await away(stage_of_two)


@pytest.mark.parametrize(
    "words",
    [
        "chị Lan đi công tác 16-20/5",
        "báo cáo anh Hùng em đi công tác 16-20/5",
        "xin phép anh Hùng mai nghỉ phép",
        "em với chị Hoa đi công tác 16-20/5",
        "anh Hùng ơi mai em nghỉ phép",
    ],
)
async def test_who_speaks_of_themselves_or_to_somebody_is_away(
    stage_of_two: Stage, words: str
) -> None:
    said = await stage_of_two.says(HEAD, words)

    assert said.startswith("Đã ghi nhận: anh/chị vắng")
    assert HEAD.name in await away(stage_of_two)


async def test_it_is_a_reason_where_one_is_asked_for(stage_of_two: Stage) -> None:
    await stage_of_two.says(HEAD, "1 chưa xong")

    said = await stage_of_two.says(HEAD, "chị Hoa đi công tác 9-13/5, anh Nam thay")

    assert said.startswith("Đã ghi nhận lý do")
    assert HEAD.name not in await away(stage_of_two)
