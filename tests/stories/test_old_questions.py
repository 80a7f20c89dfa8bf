"""Whether one duty is done was asked, and other things have been said since."""

import pytest

from tests.stories.cast import HEAD
from tests.stories.stage import Stage


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST has been reminded of four duties that are due on 14/5."""
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    return stage


def done(stage: Stage) -> list[str]:
    """The activities of the unit that are done."""
    return [s.assignment.key[0] for s in stage.board().of_unit("qlcn") if s.done]


@pytest.mark.parametrize("between", ["/viec", "cảm ơn em"])
async def test_done_answers_a_question_of_one_duty_only_while_that_stands_last(
    reminded: Stage, between: str
) -> None:
    await reminded.says(HEAD, "chắc xong việc 2 rồi")
    await reminded.comes("10/5 13:00")
    await reminded.says(HEAD, between)

    asked = await reminded.says(HEAD, "xong rồi nhé")

    assert asked.startswith("Chưa ghi nhận: anh/chị báo về việc số mấy ạ?")
    assert done(reminded) == []


async def test_done_in_reply_to_a_list_is_not_of_the_duty_that_was_asked_about(
    reminded: Stage,
) -> None:
    listed = reminded.shown(HEAD)[-1].id
    await reminded.says(HEAD, "chắc xong việc 2 rồi")

    asked = await reminded.says(HEAD, "xong", reply_to=listed)

    assert asked.startswith("Chưa ghi nhận: anh/chị báo về việc số mấy ạ?")
    assert done(reminded) == []


async def test_it_is_answered_hours_later_if_nothing_was_said_since(reminded: Stage) -> None:
    await reminded.says(HEAD, "chắc xong việc 2 rồi")
    await reminded.comes("10/5 13:00")

    await reminded.says(HEAD, "xong rồi nhé")

    assert done(reminded) == ["2.1.2"]
