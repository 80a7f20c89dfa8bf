"""“Còn lại xong hết” closes what is left, and not what has just been called open."""

import pytest

from schedules.progress import State
from tests.stories.cast import HEAD
from tests.stories.stage import Stage

ALL_THE_REST = [
    *("còn lại xong hết", "các việc khác xong hết rồi", "mấy việc khác xong rồi"),
    *("các việc còn lại đã hoàn thành", "con lai xong het roi a", "cac viec khac xong roi"),
]
OPEN = [
    *("việc 2 chưa xong", "việc 2 chưa xong, chờ đài", "việc 2 đang làm", "việc 2 được 60%"),
    "việc 2 xin lùi đến 18/5 vì đài bận",
]


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 12/5, 09:00: QLCN&ĐMST has been reminded of four duties that are due on 14/5."""
    await stage.comes("10/5 08:00")
    await stage.comes("12/5 09:00")
    return stage


def done(stage: Stage) -> list[str]:
    """Those of the four that are done."""
    of_unit = stage.board().of_unit("qlcn")
    keys = [s.assignment.key[0] for s in of_unit if s.done]
    return [key for key in keys if key.startswith("2.1.")]


@pytest.mark.parametrize("words", ALL_THE_REST)
@pytest.mark.parametrize("before", OPEN)
async def test_what_was_just_called_open_is_left_out(
    reminded: Stage, before: str, words: str
) -> None:
    await reminded.says(HEAD, before)
    state = reminded.stands("2.1.2", "qlcn").state

    said = await reminded.says(HEAD, words)

    assert done(reminded) == ["2.1.1", "2.1.3a", "2.1.3b"]
    assert reminded.stands("2.1.2", "qlcn").state is state
    assert "Giữ như đã ghi, không tính vào phần còn lại:\n2. Phối hợp với Báo Lạng Sơn" in said
    assert "trả lời theo số, ví dụ “2 xong”." in said


async def test_where_nothing_else_is_left_nothing_is_closed(reminded: Stage) -> None:
    await reminded.says(HEAD, "3 và 4 chưa xong, còn lại xong")

    said = await reminded.says(HEAD, "còn lại xong rồi nhé")

    assert done(reminded) == ["2.1.1", "2.1.2"]
    assert said.startswith("Giữ như đã ghi, không tính vào phần còn lại:\n3. ")


async def test_beside_news_what_was_said_a_message_before_is_left_out_too(reminded: Stage) -> None:
    await reminded.says(HEAD, "3 chưa xong, chờ trường")

    await reminded.says(HEAD, "2 cũng chưa, còn lại xong")

    assert done(reminded) == ["2.1.1", "2.1.3b"]


async def test_beside_news_what_was_called_open_days_ago_is_of_the_rest(reminded: Stage) -> None:
    await reminded.says(HEAD, "3 chưa xong, chờ trường")
    await reminded.comes("13/5 09:00")

    await reminded.says(HEAD, "2 chưa xong, còn lại xong")

    assert done(reminded) == ["2.1.1", "2.1.3a", "2.1.3b"]


async def test_everything_is_everything(reminded: Stage) -> None:
    await reminded.says(HEAD, "3 chưa xong, chờ trường")

    await reminded.says(HEAD, "tất cả xong rồi")

    assert len(done(reminded)) == 4


async def test_it_is_closed_by_its_number(reminded: Stage) -> None:
    await reminded.says(HEAD, "việc 2 chưa xong")
    await reminded.says(HEAD, "còn lại xong hết")

    await reminded.says(HEAD, "2 xong")

    assert len(done(reminded)) == 4
    assert reminded.stands("2.1.2", "qlcn").state is State.DONE
