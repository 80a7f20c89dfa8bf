"""Who has decided on several wishes thinks again about one of them, by its number."""

from datetime import timedelta

import pytest

from tests.stories.cast import HEAD, LEADER, OFFICE, QLKH_HEAD, TDC_HEAD
from tests.stories.stage import Stage

WISHES = (
    (TDC_HEAD, "việc 1 xin lùi đến 23/5 vì chờ in băng rôn"),
    (QLKH_HEAD, "xin lùi việc 1 đến 19/5 vì chờ kinh phí"),
    (HEAD, "việc 1 xin lùi đến 17/5 vì chờ Đài gửi kịch bản"),
)


@pytest.fixture
async def asked(either_stage: Stage) -> Stage:
    """It is 10/5, 08:00: three wishes wait, 1 of TĐC, 2 of QLKH, 3 of QLCN&ĐMST, as is shown."""
    await either_stage.comes("4/5 08:00")
    await either_stage.comes("10/5 08:00")
    await either_stage.says(TDC_HEAD, "/viec")
    for who, wish in WISHES:
        await either_stage.says(who, wish)
    assert "1. Chi cục" in await either_stage.says(LEADER, "đồng ý")
    return either_stage


@pytest.fixture
async def agreed(asked: Stage) -> Stage:
    """All three have been granted by one text."""
    await asked.says(LEADER, "duyệt hết")
    assert moved(asked) == ["qlcn", "qlkh", "tdc"]
    return asked


def moved(stage: Stage) -> list[str]:
    """The units that have more time."""
    found = [s.assignment for s in stage.board().standings]
    return sorted({each.unit.id for each in found if each.original is not None})


def waits(stage: Stage) -> list[str]:
    """The units whose wishes wait."""
    return [s.assignment.unit.id for s in stage.board().standings if s.wish is not None]


@pytest.mark.parametrize(
    "words",
    [
        "nhầm, số 1 không đồng ý, phải đúng hạn",
        "à nhầm số 1 không đồng ý vì phải đúng hạn",
        "tôi nhầm, không đồng ý số 1, phải đúng hạn",
        "số 1 không đồng ý, phải đúng hạn",
        "sửa lại: số 1 không đồng ý, phải đúng hạn",
        "à không, số 1 không được, phải đúng hạn",
        "thôi, riêng số 1 thì không, phải đúng hạn",
        "ý tôi là số 1 không đồng ý, phải đúng hạn",
        "nham, so 1 khong dong y, phai dung han",
    ],
)
async def test_exactly_the_wish_of_that_number_is_decided_anew(agreed: Stage, words: str) -> None:
    said = await agreed.says(LEADER, words)

    assert "Chi cục" in said
    assert "Đã hoàn tác ý kiến" in said
    assert "Đã ghi nhận: giữ thời hạn" in said
    assert moved(agreed) == ["qlcn", "qlkh"]
    assert waits(agreed) == []
    assert agreed.texts(TDC_HEAD)[-1].startswith("Đề nghị đơn vị giữ thời hạn")
    assert "giữ thời hạn" not in agreed.texts(HEAD)[-1]


@pytest.mark.parametrize("words", ["nhầm, số 1 không đồng ý", "số 1 thì không được"])
async def test_without_a_word_it_waits_again_and_the_reason_is_asked(
    agreed: Stage, words: str
) -> None:
    said = await agreed.says(LEADER, words)
    refused = await agreed.says(LEADER, "đã chốt với UBND tỉnh")

    assert "Đã hoàn tác ý kiến" in said
    assert "Đề nghị cho biết ý kiến để chuyển nguyên văn tới đơn vị.\nChi cục" in said
    assert "Ý kiến: “đã chốt với UBND tỉnh”." in refused
    assert moved(agreed) == ["qlcn", "qlkh"]
    assert "“đã chốt với UBND tỉnh”" in agreed.texts(TDC_HEAD)[-1]


async def test_two_of_them_are_decided_anew_in_one_text(agreed: Stage) -> None:
    said = await agreed.says(LEADER, "nhầm, số 1 và 3 không đồng ý, phải đúng hạn")

    assert said.count("Đã ghi nhận: giữ thời hạn") == 2
    assert moved(agreed) == ["qlkh"]


async def test_another_day_for_one_of_them_takes_the_place_of_the_day_granted(
    agreed: Stage,
) -> None:
    said = await agreed.says(LEADER, "nhầm, số 3 đến 16/5 thôi")

    assert "16/5/2022" in said
    assert agreed.stands("2.1.1", "qlcn").assignment.deadline.day.day == 16
    assert moved(agreed) == ["qlcn", "qlkh", "tdc"]


async def test_a_refusal_by_number_becomes_a_grant(asked: Stage) -> None:
    await asked.says(LEADER, "không đồng ý hết vì đã chốt")

    said = await asked.says(LEADER, "nhầm, số 2 đồng ý")

    assert "Đã ghi nhận: đồng ý lùi đến thứ Năm, 19/5/2022." in said
    assert moved(asked) == ["qlkh"]


async def test_the_same_decision_again_changes_nothing(agreed: Stage) -> None:
    said = await agreed.says(LEADER, "số 1 đồng ý")

    assert said.startswith("Đề nghị này đã được xử lý lúc 08h00")
    assert moved(agreed) == ["qlcn", "qlkh", "tdc"]


async def test_what_can_be_undone_no_more_says_so_of_that_one(agreed: Stage) -> None:
    await agreed.comes(agreed.now + timedelta(minutes=11))

    said = await agreed.says(LEADER, "nhầm, số 1 không đồng ý, phải đúng hạn")

    assert said.startswith("Chưa ghi nhận: đã quá 10 phút")
    assert "Chi cục" in said
    assert moved(agreed) == ["qlcn", "qlkh", "tdc"]


async def test_another_decider_changes_none_of_them(agreed: Stage) -> None:
    await agreed.says(OFFICE, "số 1 không đồng ý, phải đúng hạn")

    assert moved(agreed) == ["qlcn", "qlkh", "tdc"]


async def test_without_a_number_it_is_asked_which_of_them_is_meant(agreed: Stage) -> None:
    said = await agreed.says(LEADER, "nhầm, không đồng ý, phải đúng hạn")
    refused = await agreed.says(LEADER, "1")

    assert said.startswith("Chưa ghi nhận: ý kiến vừa viết về đề nghị nào ạ?\n1. Chi cục")
    assert "Đã ghi nhận: giữ thời hạn" in refused
    assert moved(agreed) == ["qlcn", "qlkh"]


async def test_of_one_that_waits_it_is_decided_and_the_last_decision_stands(asked: Stage) -> None:
    await asked.says(LEADER, "đồng ý 3")

    said = await asked.says(LEADER, "nhầm, số 1 không đồng ý, phải đúng hạn")

    assert said.startswith("Đã ghi nhận: giữ thời hạn")
    assert moved(asked) == ["qlcn"]
    assert waits(asked) == ["qlkh"]


async def test_a_unit_may_be_named_instead_of_a_number(agreed: Stage) -> None:
    said = await agreed.says(LEADER, "nhầm, QLKH không đồng ý, phải đúng hạn")

    assert "Phòng QLKH" in said
    assert moved(agreed) == ["qlcn", "tdc"]
