"""Somebody gives up a post, wants to leave or has another telephone, and says so in own words."""

import pytest

from bot.store import people
from schedules.progress import State
from tests.stories.cast import HEAD, OFFICE
from tests.stories.stage import Stage

GIVES_UP = [
    *("tôi nghỉ hưu rồi, đừng nhắn tôi nữa", "toi nghi huu roi, dung nhan toi nua"),
    *("tôi chuyển công tác sang Sở Nội vụ rồi", "em sắp chuyển công tác ạ"),
    "anh Sơn thay tôi làm trưởng phòng",
]


@pytest.fixture
async def asked(stage: Stage) -> Stage:
    """It is 10/5, 09:00: the head of QLCN has been asked about her duties."""
    await stage.lives("10/5 09:00")
    return stage


def is_head(stage: Stage) -> bool:
    """Whether the head of QLCN still holds a post."""
    with stage.memory.begin() as tx:
        return any(each.name == HEAD.name for each in people.everybody(tx, stage.now))


@pytest.mark.parametrize("words", GIVES_UP)
async def test_who_gives_up_a_post_hears_how_and_the_office_hears_of_it_once(
    asked: Stage, words: str
) -> None:
    said = await asked.says(HEAD, words)
    await asked.says(HEAD, words)

    assert said.startswith("Chưa thay đổi gì: anh/chị vẫn nhận tin. Để thôi nhận tin, gửi /roi")
    told = [text for text in asked.texts(OFFICE) if "báo thôi giữ vai trò" in text]
    assert len(told) == 1
    assert f"Nguyên văn: “{words}”." in told[0]
    assert is_head(asked)


@pytest.mark.parametrize(
    "words", ["tôi muốn rời", "em muốn rời khỏi đây", "đừng nhắn tôi nữa", "dung nhan toi nua"]
)
async def test_who_wants_to_leave_hears_how_and_stays_until_then(asked: Stage, words: str) -> None:
    before = len(asked.texts(OFFICE))

    said = await asked.says(HEAD, words)

    assert "gửi /roi rồi xác nhận" in said
    assert len(asked.texts(OFFICE)) == before
    await asked.says(HEAD, "có")
    assert is_head(asked)


@pytest.mark.parametrize(
    "words",
    ["em đổi điện thoại", "em moi doi dien thoai", "tôi đổi số zalo mới", "dạ em mất điện thoại"],
)
async def test_who_has_another_telephone_hears_of_its_code(asked: Stage, words: str) -> None:
    said = await asked.says(HEAD, words)

    assert "gửi /doimay" in said
    assert asked.stands("2.1.1", "qlcn").reply is None


@pytest.mark.parametrize(
    "words",
    [
        *("em đổi máy in", "em xin nghỉ việc riêng 12/5", "chị Hoa chuyển công tác"),
        *("em chuyển sang phòng QLKH rồi", "tôi đổi điện thoại nên việc 1 chưa xong"),
    ],
)
async def test_what_is_of_something_else_is_answered_as_that(asked: Stage, words: str) -> None:
    said = await asked.says(HEAD, words)

    assert "/roi" not in said
    assert "/doimay" not in said


async def test_where_a_reason_is_asked_for_it_is_the_reason(asked: Stage) -> None:
    await asked.says(HEAD, "việc 1 chưa xong")

    await asked.says(HEAD, "tôi chuyển công tác nên chưa bàn giao")

    told = asked.stands("2.1.1", "qlcn")
    assert told.state is State.NOT_DONE
    assert told.reply is not None
    assert told.reply.reason == "tôi chuyển công tác nên chưa bàn giao"
