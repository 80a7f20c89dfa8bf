"""A unit names the day by which it will be done: it hears it back, and leadership sees it."""

import pytest

from tests.stories.cast import HEAD, LEADER
from tests.stories.stage import Stage

FIRST, SECOND = ("2.1.1", "qlcn"), ("2.1.2", "qlcn")


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """The head has been reminded of what is due on 14/5; it is 11/5."""
    await stage.comes("4/5 08:00")
    await stage.comes("11/5 08:00")
    return stage


def expected(stage: Stage, key: tuple[str, str]) -> str | None:
    """The day by which a duty is expected to be done."""
    reply = stage.stands(*key).reply
    assert reply is not None
    return reply.expected.strftime("%d/%m") if reply.expected else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("việc 1 đến 13/5 xong", "13/5"), ("mai xong việc 1 ạ", "12/5")),
        *(("việc 1 đến 13/5", "13/5"), ("1 chiều nay xong", "11/5")),
        *(("thứ 6 em xong việc 1", "13/5"), ("viec 1 du kien 13/5 hoan thanh", "13/5")),
        *(("việc 1 hẹn 13/5 nộp", "13/5"), ("việc 1 đang làm, mai xong", "12/5")),
    ],
)
async def test_the_day_is_heard_back(reminded: Stage, text: str, day: str) -> None:
    said = await reminded.says(HEAD, text)

    assert said.startswith(f"Đã ghi nhận: đang thực hiện, dự kiến xong ngày {day}.\n")


@pytest.mark.parametrize(
    "text",
    [
        *("việc 1 đang làm", "việc 1 đang làm từ 10/5", "việc 1 đang chờ họp ngày 13/5"),
        *("việc 1 đang làm, 13/5 họp với Đài", "việc 1 được 60%"),
    ],
)
async def test_a_day_of_something_else_is_none(reminded: Stage, text: str) -> None:
    await reminded.says(HEAD, text)

    assert expected(reminded, FIRST) is None


async def test_leadership_sees_it_beside_the_duty(reminded: Stage) -> None:
    await reminded.says(HEAD, "việc 1 đến 13/5 xong")

    assert "– đang thực hiện, dự kiến xong ngày 13/5\n" in await reminded.says(
        LEADER, "tình hình phòng QLCN"
    )


async def test_each_of_several_duties_has_its_own(reminded: Stage) -> None:
    said = await reminded.says(HEAD, "việc 1 mai xong, việc 2 13/5 xong")

    assert "…: đang thực hiện, dự kiến xong ngày 12/5\n" in said
    assert "…: đang thực hiện, dự kiến xong ngày 13/5\n" in said


async def test_it_goes_with_what_is_not_done_yet(reminded: Stage) -> None:
    said = await reminded.says(HEAD, "1 chưa xong, mai xong")
    assert said.startswith("Đã ghi nhận: chưa hoàn thành, dự kiến xong ngày 12/5.\n")

    said = await reminded.says(HEAD, "bận họp cả ngày")
    assert ": chưa hoàn thành, dự kiến xong ngày 12/5.\n" in said
    assert (
        "– đã trả lời chưa xong, dự kiến xong ngày 12/5, lý do: “bận họp cả ngày”"
        in await reminded.says(LEADER, "tình hình phòng QLCN")
    )


async def test_a_later_day_takes_its_place_and_news_without_one_leaves_it(reminded: Stage) -> None:
    await reminded.says(HEAD, "việc 1 đến 12/5 xong")

    said = await reminded.says(HEAD, "việc 1 được 60%")
    assert said.startswith("Đã ghi nhận: đang thực hiện 60%, dự kiến xong ngày 12/5.")

    await reminded.says(HEAD, "việc 1 ngày 13/5 mới xong")
    assert expected(reminded, FIRST) == "13/05"


async def test_news_after_the_day_does_not_repeat_it(reminded: Stage) -> None:
    await reminded.says(HEAD, "việc 1 đến 12/5 xong")
    await reminded.comes("13/5 09:00")

    await reminded.says(HEAD, "việc 1 được 60%")

    assert expected(reminded, FIRST) is None


async def test_it_ends_with_the_report_and_comes_back_with_its_undoing(reminded: Stage) -> None:
    await reminded.says(HEAD, "việc 1 đến 13/5 xong")

    await reminded.says(HEAD, "việc 1 xong")
    assert expected(reminded, FIRST) is None

    said = await reminded.says(HEAD, "hoàn tác")
    assert said.endswith(": đang thực hiện, dự kiến xong ngày 13/5.")


async def test_it_goes_along_to_the_duty_that_was_meant(reminded: Stage) -> None:
    await reminded.says(HEAD, "việc 1 đến 13/5 xong")

    await reminded.says(HEAD, "không phải việc 1 mà việc 2")

    assert expected(reminded, SECOND) == "13/05"


async def test_no_reminder_is_left_out_for_it_and_it_stands_there_too(reminded: Stage) -> None:
    await reminded.says(HEAD, "việc 1 đến 20/5 xong")

    await reminded.lives("16/5 09:00")

    assert reminded.stands(*FIRST).overdue
    assert (
        "   Đang thực hiện, dự kiến xong ngày 20/5 (báo ngày 11/5/2022)"
        in (reminded.texts(HEAD)[-1])
    )


@pytest.mark.parametrize(
    ("words", "day"),
    [
        *(("việc 4 xong trước thứ 3", "16/5"), ("viec 4 xong truoc thu 3", "16/5")),
        *(("xong trước chiều mai", "13/5"), ("mai xong ạ", "13/5"), ("dự kiến 16/5 xong", "16/5")),
    ],
)
async def test_a_day_told_where_it_is_asked_why_is_no_reason(
    stage: Stage, words: str, day: str
) -> None:
    await stage.comes("10/5 08:00")
    await stage.comes("12/5 09:00")
    await stage.says(HEAD, "việc 4 chưa xong")

    said = await stage.says(HEAD, words)

    assert f"dự kiến xong ngày {day}" in said
    told = stage.stands("2.1.3b", "qlcn").reply
    assert told is not None
    assert told.reason is None


@pytest.mark.parametrize("words", ["đài thứ 6 mới quay xong", "mai họp xong mới làm được"])
async def test_a_day_of_others_is_why(stage: Stage, words: str) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "việc 4 chưa xong")

    await stage.says(HEAD, words)

    told = stage.stands("2.1.3b", "qlcn").reply
    assert told is not None
    assert told.reason == words
