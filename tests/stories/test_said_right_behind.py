"""What is said right behind a report, or behind bare numbers, is of those and of nothing else."""

import pytest

from schedules.progress import State
from tests.stories.cast import HEAD, LEADER, QLKH_HEAD
from tests.stories.stage import Stage

PAPER = ("2.2.4b", "qlkh")
SECOND, THIRD, FOURTH = ("2.1.2", "qlcn"), ("2.1.3a", "qlcn"), ("2.1.3b", "qlcn")


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 12/5, 08:00: QLCN&ĐMST has been reminded of four duties that are due on 14/5."""
    await stage.comes("10/5 08:00")
    await stage.comes("12/5 08:00")
    return stage


def reason(stage: Stage, duty: tuple[str, str]) -> str | None:
    """Why a duty is not done, by the answer in force."""
    told = stage.stands(*duty).reply
    return told.reason if told else None


# --- bare numbers ---------------------------------------------------------------------------------


@pytest.mark.parametrize("numbers", ["3 4", "việc 3, 4", "3 và 4 ạ"])
@pytest.mark.parametrize("words", ["chưa xong", "chưa, chờ kinh phí", "chua xong a"])
async def test_a_state_is_of_the_numbers_just_named(
    reminded: Stage, numbers: str, words: str
) -> None:
    await reminded.says(HEAD, "việc 2 xong")
    assert "3. Tiếp tục" in (said := await reminded.says(HEAD, numbers))
    assert "1. Tổ chức" not in said

    await reminded.says(HEAD, words)

    assert reminded.stands(*SECOND).done
    assert {reminded.stands(*each).state for each in (THIRD, FOURTH)} == {State.NOT_DONE}


async def test_behind_a_question_numbers_are_its_answer(reminded: Stage) -> None:
    await reminded.says(HEAD, "chưa xong")
    await reminded.says(HEAD, "3 4")

    await reminded.says(HEAD, "chờ kinh phí")

    assert reason(reminded, THIRD) == reason(reminded, FOURTH) == "chờ kinh phí"


# --- how far, and until when ----------------------------------------------------------------------


@pytest.mark.parametrize("words", ["được 70%", "được 70% rồi", "duoc 70%", "ok 70%"])
@pytest.mark.parametrize("before", ["việc 2 đang làm", "việc 2 chưa xong vì chờ đài"])
async def test_a_share_is_of_the_duty_just_reported(
    reminded: Stage, before: str, words: str
) -> None:
    await reminded.says(HEAD, before)

    said = await reminded.says(HEAD, words)

    assert "đang thực hiện 70%" in said
    told = reminded.stands(*SECOND).reply
    assert told is not None
    assert told.percent == 70


@pytest.mark.parametrize("words", ["được 70%", "được 70% rồi"])
async def test_so_it_is_where_one_duty_is_open(stage: Stage, words: str) -> None:
    await stage.comes("12/5 08:00")
    await stage.says(QLKH_HEAD, "chưa xong vì chờ tham luận")

    assert "đang thực hiện 70%" in await stage.says(QLKH_HEAD, words)


@pytest.mark.parametrize("words", ["mai xong", "dự kiến mai xong", "mai xong a", "13/5 xong"])
async def test_a_day_leaves_the_reason_that_was_given(stage: Stage, words: str) -> None:
    await stage.comes("12/5 08:00")
    await stage.says(QLKH_HEAD, "chưa xong vì chờ tham luận các đơn vị")

    said = await stage.says(QLKH_HEAD, words)

    assert "dự kiến xong ngày 13/5" in said
    assert "Lý do: “chờ tham luận các đơn vị”." in said
    assert reason(stage, PAPER) == "chờ tham luận các đơn vị"
    asked = await stage.says(LEADER, "vì sao QLKH chưa xong")
    assert "dự kiến xong ngày 13/5, lý do: “chờ tham luận các đơn vị”" in asked


async def test_it_is_of_the_duty_just_reported_where_several_are_open(reminded: Stage) -> None:
    await reminded.says(HEAD, "việc 2 chưa xong vì đài bận")

    await reminded.says(HEAD, "mai xong")

    assert reason(reminded, SECOND) == "đài bận"


async def test_what_is_finished_by_then_ends_the_reason(stage: Stage) -> None:
    await stage.comes("12/5 08:00")
    await stage.says(QLKH_HEAD, "chưa xong vì còn thiếu phụ lục")

    await stage.says(QLKH_HEAD, "phụ lục xong rồi, mai xong văn bản")

    assert not stage.stands(*PAPER).done
    assert reason(stage, PAPER) != "còn thiếu phụ lục"


async def test_after_a_list_it_is_asked_which(reminded: Stage) -> None:
    await reminded.says(HEAD, "việc 2 đang làm")
    await reminded.comes("13/5 09:00")

    assert "việc số mấy" in await reminded.says(HEAD, "được 70%")


# --- one reason for several -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        *("cả hai đều chờ kinh phí", "cả 2 do chờ kinh phí", "chờ kinh phí", "do chờ kinh phí"),
        *("2 việc này đều chờ kinh phí", "đều chờ kinh phí ạ", "cả hai việc là do chờ kinh phí"),
    ],
)
async def test_it_is_why_both_are_not_done(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, "2 và 3 chưa xong")

    await reminded.says(HEAD, words)

    for duty in (SECOND, THIRD):
        assert reminded.stands(*duty).state is State.NOT_DONE
        assert "chờ kinh phí" in (reason(reminded, duty) or "")
    assert reminded.stands(*FOURTH).state is State.WAITING


@pytest.mark.parametrize("words", ["lát em báo", "vâng ạ", "xong rồi", "để em xem đã"])
async def test_other_words_are_no_reason(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, "2 và 3 chưa xong")

    await reminded.says(HEAD, words)

    assert {reason(reminded, duty) for duty in (SECOND, THIRD)} == {None}
    assert {reminded.stands(*duty).state for duty in (SECOND, THIRD)} == {State.NOT_DONE}
