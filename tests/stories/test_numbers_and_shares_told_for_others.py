"""The office writes down by the numbers it is shown, and no share that nobody has said."""

import pytest

from tests.stories.cast import OFFICE, STAFF
from tests.stories.stage import Stage


@pytest.mark.parametrize(
    "words", ["việc 5 xong 1 phần", "việc 5 xong một phần", "việc 5 được 1 phần"]
)
async def test_a_part_is_in_progress_without_a_share(stage: Stage, words: str) -> None:
    await stage.comes("10/5 09:00")
    await stage.says(OFFICE, "ghi thay QLCN")

    said = await stage.says(OFFICE, f"ghi thay QLCN: {words}")

    assert "đang thực hiện" in said
    assert "%" not in said


async def test_a_number_that_somebody_of_the_unit_has_no_duty_for_is_the_office_s(
    stage: Stage,
) -> None:
    stage.joined(STAFF)
    await stage.comes("4/5 08:00")
    await stage.says(STAFF, "việc 1")
    await stage.comes("10/5 09:00")
    listed = await stage.says(OFFICE, "ghi thay QLCN")
    assert "\n6. " in listed

    said = await stage.says(OFFICE, "ghi thay QLCN: việc 6 đang làm")

    assert said.startswith("Đã ghi thay Phòng Quản lý công nghệ và đổi mới sáng tạo:\n6. ")
