"""Who decides gives no more than a day: of the own decision, or of the wish that waits."""

from datetime import timedelta

import pytest

from schedules.extensions import Verdict
from tests.stories.cast import HEAD, LEADER, QLKH_HEAD
from tests.stories.stage import Stage
from tests.stories.test_true_reasons import reasons

WISH = "việc 1 xin lùi đến 20/5 vì chờ Đài gửi kịch bản"
GRANTED = "Đã ghi nhận: đồng ý lùi đến thứ Tư, 18/5/2022."


@pytest.fixture
async def wished(stage: Stage) -> Stage:
    """It is 10/5, 08:05: QLCN&ĐMST wants the 20th instead of the 14th."""
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, WISH)
    await stage.comes("10/5 08:05")
    return stage


def due(stage: Stage) -> str:
    """The last day of the duty as it stands."""
    day = stage.stands("2.1.1", "qlcn").assignment.deadline.day
    return f"{day.day}/{day.month}"


@pytest.mark.parametrize(
    "words",
    [
        "à nhầm, cho đến 18/5",
        "a nham, cho den 18/5",
        "nhầm, 18/5",
        "nhầm ngày, 18/5 mới đúng",
        "à nhầm, không phải 20/5 mà là 18/5",
        "đến 18/5 thôi nhé",
        "thôi cho lùi đến 18/5 thôi",
        "việc 1 của phòng công nghệ cho lùi đến 18/5 thôi",
    ],
)
async def test_after_a_yes_it_is_a_yes_until_that_day_of_which_the_unit_hears_once(
    wished: Stage, words: str
) -> None:
    await wished.says(LEADER, "đồng ý")
    before = len(wished.texts(HEAD))

    said = await wished.says(LEADER, words)

    assert GRANTED in said
    assert due(wished) == "18/5"
    [told] = wished.texts(HEAD)[before:]
    assert told.startswith("Đề nghị lùi thời hạn được chấp thuận: hạn mới là thứ Tư, 18/5/2022.\n")


@pytest.mark.parametrize("words", ["thôi cứ giữ 14/5", "nhầm, giữ nguyên 14/5", "giữ ngày 14/5"])
@pytest.mark.parametrize("agreed", [True, False])
async def test_the_day_of_the_document_is_a_no(wished: Stage, words: str, *, agreed: bool) -> None:
    if agreed:
        await wished.says(LEADER, "đồng ý")

    said = await wished.says(LEADER, words)

    assert "Đã ghi nhận: giữ thời hạn thứ Bảy, 14/5/2022." in said
    assert due(wished) == "14/5"
    assert f"Ý kiến: “{words}”." in wished.texts(HEAD)[-1]


@pytest.mark.parametrize(
    "words",
    [
        "cho đến 18/5 thôi nhé",
        "cho việc 1 đến 18/5 thôi",
        "việc 2 của phòng công nghệ cho lùi đến 18/5 thôi",
        "cho phòng công nghệ lùi đến 18/5",
    ],
)
async def test_it_grants_the_only_wish_that_waits(wished: Stage, words: str) -> None:
    said = await wished.says(LEADER, words)

    assert said.startswith(GRANTED)
    assert due(wished) == "18/5"


async def test_a_day_that_is_only_a_limit_is_asked_about(wished: Stage) -> None:
    said = await wished.says(LEADER, "đến 18/5 thôi")
    assert said.startswith("Chưa ghi nhận: đồng ý lùi đến thứ Tư, 18/5/2022 phải không ạ?")
    assert "Anh/chị vừa viết" not in said
    assert due(wished) == "14/5"

    await wished.says(LEADER, "ừ")

    assert due(wished) == "18/5"


async def test_of_several_that_wait_it_is_asked_which(wished: Stage) -> None:
    await wished.says(QLKH_HEAD, "việc 1 xin lùi đến 20/5 vì chờ ký")

    said = await wished.says(LEADER, "cho đến 18/5 thôi nhé")
    assert said.startswith("Chưa ghi nhận: ý kiến vừa viết về đề nghị nào ạ?")
    await wished.says(LEADER, "1")

    assert due(wished) == "18/5"


async def test_of_several_that_wait_a_unit_says_which(wished: Stage) -> None:
    await wished.says(QLKH_HEAD, "việc 1 xin lùi đến 20/5 vì chờ ký")

    await wished.says(LEADER, "việc 1 của phòng công nghệ cho lùi đến 18/5 thôi")

    assert due(wished) == "18/5"


async def test_a_second_thought_is_of_the_own_decision_though_another_wish_waits(
    wished: Stage,
) -> None:
    await wished.says(LEADER, "đồng ý")
    await wished.says(QLKH_HEAD, "việc 1 xin lùi đến 20/5 vì chờ ký")

    await wished.says(LEADER, "à nhầm, cho đến 18/5")

    assert due(wished) == "18/5"


async def test_the_day_that_was_granted_changes_nothing(wished: Stage) -> None:
    await wished.says(LEADER, "đồng ý")

    said = await wished.says(LEADER, "cho đến 20/5 thôi")

    assert said == "Cảm ơn anh/chị đã xác nhận."
    assert reasons(wished)[-1][1] is Verdict.GRANTED


async def test_a_day_that_cannot_be_undoes_nothing(wished: Stage) -> None:
    await wished.says(LEADER, "đồng ý")

    said = await wished.says(LEADER, "à nhầm, cho đến 12/5")

    assert said.startswith("Chưa ghi nhận: thời hạn hiện nay đã là thứ Bảy, 14/5/2022.")
    assert due(wished) == "20/5"


async def test_after_ten_minutes_the_decision_stands(wished: Stage) -> None:
    await wished.says(LEADER, "đồng ý")
    await wished.comes(wished.now + timedelta(minutes=11))

    said = await wished.says(LEADER, "à nhầm, cho đến 18/5")

    assert said.startswith("Chưa ghi nhận: đã quá 10 phút, ý kiến “đồng ý lùi đến 20/5/2022” vẫn")
    assert due(wished) == "20/5"


@pytest.mark.parametrize("words", ["cho đến 18/5 xong chưa", "18/5 có việc gì"])
async def test_a_question_decides_nothing(wished: Stage, words: str) -> None:
    await wished.says(LEADER, words)

    assert due(wished) == "14/5"
    assert reasons(wished) == [("chờ Đài gửi kịch bản", None)]
