"""A decider grants fewer days than were wished for, or refuses shortly."""

import pytest

from tests.stories.cast import HEAD, LEADER, QLKH_HEAD, TDC_HEAD
from tests.stories.stage import Stage

TO_20 = "Đã ghi nhận: đồng ý lùi đến thứ Sáu, 20/5/2022."


@pytest.fixture
async def asked(either_stage: Stage) -> Stage:
    """It is 10/5, 08:00: TĐC wishes for the 23rd instead of the 19th, a Thursday."""
    await either_stage.comes("4/5 08:00")
    await either_stage.comes("10/5 08:00")
    await either_stage.says(TDC_HEAD, "/viec")
    await either_stage.says(TDC_HEAD, "việc 1 xin lùi đến 23/5 vì chờ in băng rôn")
    return either_stage


def due(stage: Stage) -> int:
    """The last day of the duty in May, as it stands."""
    return stage.stands("2.2.1", "tdc").assignment.deadline.day.day


@pytest.mark.parametrize("yes", ["đồng ý", "đúng", "ừ", "Đồng ý đến 20/5"])
@pytest.mark.parametrize(
    "words",
    [
        "việc Chi cục cho lùi 1 ngày thôi",
        "cho lùi 1 ngày thôi",
        "lùi 1 ngày thôi",
        "được, 1 ngày thôi",
        "đồng ý nhưng chỉ 1 ngày",
        "cho lui 1 ngay thoi",
    ],
)
async def test_so_many_days_are_said_as_a_day_and_confirmed(
    asked: Stage, words: str, yes: str
) -> None:
    said = await asked.says(LEADER, words)

    assert said.startswith("Chưa ghi nhận: đồng ý lùi đến thứ Sáu, 20/5/2022 phải không ạ?")
    assert "đơn vị đề nghị đến thứ Hai, 23/5/2022" in said
    assert due(asked) == 19

    assert (await asked.says(LEADER, yes)).startswith(TO_20)
    assert due(asked) == 20
    assert "20/5/2022" in asked.texts(TDC_HEAD)[-1]


async def test_the_day_asked_about_may_be_refused(asked: Stage) -> None:
    await asked.says(LEADER, "cho lùi 1 ngày thôi")

    said = await asked.says(LEADER, "không đồng ý, giữ hạn cũ")

    assert said.startswith("Đã ghi nhận: giữ thời hạn")
    assert due(asked) == 19


@pytest.mark.parametrize("words", ["không được", "Không được đâu", "không cho", "khong duoc"])
async def test_a_short_no_is_on_the_only_wish_and_the_reason_is_asked(
    asked: Stage, words: str
) -> None:
    said = await asked.says(LEADER, words)
    refused = await asked.says(LEADER, "đã chốt với UBND tỉnh")

    assert said.startswith("Đề nghị cho biết ý kiến để chuyển nguyên văn tới đơn vị.\nChi cục")
    assert "Ý kiến: “đã chốt với UBND tỉnh”." in refused
    assert due(asked) == 19


@pytest.mark.parametrize("words", ["cho lùi 1 ngày thôi", "không được"])
async def test_of_several_it_is_asked_which(asked: Stage, words: str) -> None:
    await asked.says(QLKH_HEAD, "/viec")
    await asked.says(QLKH_HEAD, "việc 1 xin lùi đến 19/5 vì chờ kinh phí")

    said = await asked.says(LEADER, words)

    assert said.startswith("Đang có 02 đề nghị lùi thời hạn. Ý kiến về đề nghị nào ạ?")
    assert due(asked) == 19


async def test_the_days_are_kept_until_it_is_chosen_which_wish_they_are_of(asked: Stage) -> None:
    await asked.says(QLKH_HEAD, "/viec")
    await asked.says(QLKH_HEAD, "việc 1 xin lùi đến 19/5 vì chờ kinh phí")
    await asked.says(LEADER, "cho lùi 1 ngày thôi")

    said = await asked.says(LEADER, "1")

    assert said.startswith("Chưa ghi nhận: đồng ý lùi đến thứ Sáu, 20/5/2022 phải không ạ?")
    assert due(asked) == 19


async def test_a_condition_that_speaks_of_days_is_no_term(asked: Stage) -> None:
    said = await asked.says(LEADER, "đồng ý, yêu cầu 2 ngày báo cáo một lần")

    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Hai, 23/5/2022.")


async def test_who_only_reports_decides_nothing_so(asked: Stage) -> None:
    await asked.says(HEAD, "lùi 1 ngày thôi")

    assert due(asked) == 19
