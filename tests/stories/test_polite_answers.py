"""Polite, roundabout and hurried answers of unit heads, as they were typed in live runs."""

import pytest

from tests.stories.cast import HEAD, QLKH_HEAD
from tests.stories.stage import Stage


@pytest.fixture
async def reminded(either_stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST has been reminded of four duties that are due on 14/5."""
    await either_stage.comes("4/5 08:00")
    await either_stage.comes("10/5 08:00")
    return either_stage


async def test_a_reason_told_where_a_wish_waits_for_its_duty_belongs_to_the_wish(
    reminded: Stage,
) -> None:
    await reminded.says(QLKH_HEAD, "/viec")
    await reminded.says(QLKH_HEAD, "1 đang làm")
    asked = await reminded.says(QLKH_HEAD, "k xong kip dau, xin them 3 ngay")

    again = await reminded.says(QLKH_HEAD, "do sep di ct chua ky")
    passed = await reminded.says(QLKH_HEAD, "1")

    heading = "Chưa ghi nhận: anh/chị báo về việc số mấy ạ?"
    assert asked.startswith(heading)
    assert again.startswith(f"{heading}\nViệc 1 hay 2, như tin trên?")
    assert "Lý do “sep di ct chua ky” được giữ cho việc anh/chị chọn." in again
    assert passed.startswith("Đã ghi nhận đề nghị lùi đến thứ Hai, 16/5/2022")
    assert "Lý do: “sep di ct chua ky”." in passed
    standing = reminded.stands("2.2.4b", "qlkh")
    assert standing.reply is not None
    assert standing.reply.reason is None


async def test_a_reason_told_where_a_wish_lacks_it_is_not_added_to_the_report_before(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, "1 đang làm")
    await reminded.says(HEAD, "xin lùi việc 2 đến 18/5")

    said = await reminded.says(HEAD, "do Đài chưa xếp lịch")

    assert said.startswith("Đã ghi nhận đề nghị lùi đến thứ Tư, 18/5/2022")
    standing = reminded.stands("2.1.1", "qlcn")
    assert standing.reply is not None
    assert standing.reply.reason is None
