"""“Cần …” after a refusal, where a reason is asked for, too: it answers what was asked last."""

import pytest

from tests.stories.cast import HEAD, LEADER
from tests.stories.stage import Stage

WISH = "việc 2 xin lùi đến 19/5 vì chờ kinh phí"
NEED = "cần Trung tâm cho mượn máy ảnh"
HANDED_ON = "Đã ghi nhận nội dung cần hỗ trợ"


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 11/5, 09:00: QLCN&ĐMST knows its duties by number."""
    await stage.comes("11/5 09:00")
    await stage.says(HEAD, "/viec")
    return stage


async def test_it_is_what_is_needed_where_the_refusal_came_later(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(HEAD, "việc 3 chưa xong")
    await reminded.comes("11/5 09:05")
    await reminded.says(LEADER, "không đồng ý vì đã chốt")

    assert (await reminded.says(HEAD, NEED)).startswith(HANDED_ON)


async def test_it_is_the_reason_where_that_was_asked_for_later(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(LEADER, "không đồng ý vì đã chốt")
    await reminded.comes("11/5 09:05")
    await reminded.says(HEAD, "việc 3 chưa xong")

    assert HANDED_ON not in await reminded.says(HEAD, NEED)
