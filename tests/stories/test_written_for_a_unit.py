"""“Ghi hộ”, “ghi giúp”, “báo hộ”: the office writes down for a unit, however that is put."""

import pytest

from tests.stories.cast import HEAD, LEADER, OFFICE, QLKH_HEAD, TDC_HEAD, Somebody
from tests.stories.stage import Stage

PAPERS = ("2.2.4b", "qlkh")


@pytest.fixture
async def listed(either_stage: Stage) -> Stage:
    """It is 10/5, 09:00, and the office has looked at what is open of two units."""
    await either_stage.lives("10/5 09:00")
    await either_stage.says(OFFICE, "ghi thay QLCN")
    await either_stage.says(OFFICE, "ghi thay QLKH")
    return either_stage


@pytest.mark.parametrize(
    "words",
    [
        "VP ghi hộ phòng QLKH: việc 1 xong",
        "ghi giúp phòng QLKH: việc 1 xong (điện thoại)",
        "ghi giùm QLKH việc 1 xong rồi",
        "ghi cho phòng QLKH: việc 1 xong",
        "vp ghi ho phong QLKH: viec 1 xong",
        "cập nhật hộ phòng QLKH: việc 1 xong",
        "cập nhật giúp cho phòng quản lý khoa học việc 1 xong",
        "Báo hộ QLKH: việc 1 xong",
        "nhờ bot ghi nhận hộ phòng QLKH: việc 1 xong",
    ],
)
async def test_the_office_writes_down_for_a_unit_in_many_words(listed: Stage, words: str) -> None:
    said = await listed.says(OFFICE, words)

    assert said.startswith("Đã ghi thay Phòng Quản lý khoa học:")
    assert listed.stands(*PAPERS).done


async def test_the_day_that_is_told_with_it_is_kept(listed: Stage) -> None:
    said = await listed.says(OFFICE, "VP ghi hộ phòng QLCN: việc 1 xong từ ngày 9/5 (điện thoại)")

    assert "đã hoàn thành ngày 09/5" in said


async def test_a_unit_may_be_asked_for(stage: Stage) -> None:
    await stage.lives("10/5 09:00")

    assert (await stage.says(OFFICE, "ghi hộ phòng QLKH")).startswith("Phòng Quản lý khoa học")
    assert "ghi thay đơn vị nào" in await stage.says(OFFICE, "ghi hộ việc 2 xong")


@pytest.mark.parametrize("who", [LEADER, HEAD], ids=["leader", "another head"])
@pytest.mark.parametrize("words", ["ghi hộ phòng QLKH: việc 1 xong", "báo hộ QLKH việc 1 xong"])
async def test_nobody_else_writes_down_for_a_unit(listed: Stage, who: Somebody, words: str) -> None:
    before = listed.board()

    said = await listed.says(who, words)

    assert said.startswith("Chỉ văn phòng (người giữ kế hoạch) ghi thay được cho đơn vị.")
    assert listed.board() == before


@pytest.mark.parametrize(
    "words", ["ghi hộ phòng QLKH việc 2 xong", "ghi giúp việc 2 xong", "báo giúp em việc 2 xong"]
)
async def test_of_the_own_unit_it_is_a_report(listed: Stage, words: str) -> None:
    said = await listed.says(QLKH_HEAD, words)

    assert "Chỉ văn phòng" not in said


@pytest.mark.parametrize(
    "words",
    [
        "cập nhật giúp phòng QLKH đến đâu rồi",
        "cập nhật giúp tình hình phòng QLKH",
        "báo cáo giúp phòng QLKH làm được gì chưa",
    ],
)
@pytest.mark.parametrize("who", [LEADER, OFFICE], ids=["leader", "office"])
async def test_a_question_is_no_order_to_write(listed: Stage, who: Somebody, words: str) -> None:
    said = await listed.says(who, words)

    assert "ghi thay" not in said.lower()


@pytest.mark.parametrize(
    "words",
    [
        "báo hộ TTUD: treo băng rôn xong",
        "bao ho TTUD: treo bang ron xong",
        "báo giúp VP Sở: treo băng rôn xong rồi ạ",
        "báo hộ TTUD: chưa treo được băng rôn vì mưa",
    ],
)
async def test_a_title_of_another_unit_s_duty_is_not_the_own_one(stage: Stage, words: str) -> None:
    await stage.lives("16/5 09:00")
    before = stage.board()

    said = await stage.says(TDC_HEAD, words)

    assert said.startswith("Chỉ văn phòng (người giữ kế hoạch) ghi thay được cho đơn vị.")
    assert stage.board() == before


@pytest.mark.parametrize(
    "words",
    [
        "treo băng rôn xong, báo hộ TTUD nhé",
        "em báo thay anh Tuấn bên TTUD là đã treo băng rôn xong",
        "thay mặt TTUD em báo cáo: đã treo băng rôn",
    ],
)
async def test_nor_is_it_where_the_other_unit_is_named_later(stage: Stage, words: str) -> None:
    await stage.lives("16/5 09:00")

    said = await stage.says(TDC_HEAD, words)

    assert said.startswith("Chưa ghi nhận gì: tin này nói việc của Trung tâm Ứng dụng")
    assert stage.stands("2.2.1", "tdc").reply is None
