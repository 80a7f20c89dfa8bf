"""A decision on some of the wishes that wait, and on the rest of them."""

import pytest

from tests.stories.cast import HEAD, LEADER, QLKH_HEAD, TDC_HEAD
from tests.stories.stage import Stage

WISHES = (
    (HEAD, "việc 1 xin lùi đến 17/5 vì chờ Đài gửi kịch bản"),
    (QLKH_HEAD, "xin lùi việc 1 đến 19/5 vì chờ kinh phí"),
    (TDC_HEAD, "việc 1 xin lùi đến 23/5 vì chờ in băng rôn"),
)
TO_17 = "Đã ghi nhận: đồng ý lùi đến thứ Ba, 17/5/2022."
KEPT = "Đã ghi nhận: giữ thời hạn"


@pytest.fixture
async def three(either_stage: Stage) -> Stage:
    """It is 10/5, 08:00: three wishes wait, which leadership has seen listed."""
    await either_stage.comes("4/5 08:00")
    await either_stage.comes("10/5 08:00")
    await either_stage.says(TDC_HEAD, "/viec")
    for who, wish in WISHES:
        await either_stage.says(who, wish)
    assert "3. " in await either_stage.says(LEADER, "đồng ý")
    return either_stage


def units(stage: Stage) -> tuple[list[str], list[str]]:
    """The units that have more time, and those whose wishes wait."""
    found = stage.board().standings
    moved = {s.assignment.unit.id for s in found if s.assignment.deadline.day.day in (17, 19, 23)}
    waits = {s.assignment.unit.id for s in found if s.wish is not None}
    granted = {s.assignment.unit.id for s in found if s.assignment.original is not None}
    return sorted(granted & moved), sorted(waits)


@pytest.mark.parametrize(
    "words",
    [
        "còn lại đồng ý hết",
        "đồng ý hết các đề nghị còn lại",
        "các đề nghị còn lại đồng ý",
        "duyệt nốt mấy cái còn lại",
        "còn lại duyệt",
        "con lai dong y het",
    ],
)
async def test_the_rest_of_those_on_the_screen_is_granted(three: Stage, words: str) -> None:
    await three.says(LEADER, "không đồng ý 1 vì đã chốt")

    said = await three.says(LEADER, words)

    assert said.count("Đã ghi nhận: đồng ý lùi đến") == 2
    assert units(three) == (["qlkh", "tdc"], [])


@pytest.mark.parametrize(
    "words",
    [
        "đồng ý 1, còn 2 thì không, phải xong đúng hạn",
        "1 đồng ý, 2 không được, phải xong đúng hạn",
        "đồng ý số 1 còn số 2 không đồng ý, phải xong đúng hạn",
        "dong y 1, con 2 thi khong, phai xong dung han",
    ],
)
async def test_one_is_granted_and_another_refused_with_the_words(three: Stage, words: str) -> None:
    said = await three.says(LEADER, words)

    assert TO_17 in said
    assert KEPT in said
    assert units(three) == (["qlcn"], ["tdc"])
    assert three.texts(QLKH_HEAD)[-1].startswith("Đề nghị đơn vị giữ thời hạn")
    assert "dung han" in three.texts(QLKH_HEAD)[-1].replace("đúng hạn", "dung han")


@pytest.mark.parametrize(
    "words",
    [
        "đồng ý 1, còn lại không đồng ý vì đã chốt",
        "đồng ý 1, còn lại thì không, vì đã chốt",
        "đồng ý số 1, các đề nghị còn lại không duyệt vì đã chốt",
        "còn lại không đồng ý vì đã chốt, đồng ý 1",
    ],
)
async def test_one_by_number_and_the_rest_otherwise(three: Stage, words: str) -> None:
    said = await three.says(LEADER, words)

    assert TO_17 in said
    assert said.count(KEPT) == 2
    assert units(three) == (["qlcn"], [])


async def test_the_rest_refused_without_a_word_is_asked_about_once(three: Stage) -> None:
    asked = await three.says(LEADER, "đồng ý 1, còn lại thì không")

    assert TO_17 in asked
    assert "Đề nghị cho biết ý kiến để chuyển nguyên văn tới các đơn vị.\n2. " in asked
    assert units(three) == (["qlcn"], ["qlkh", "tdc"])


async def test_what_the_list_lacks_is_not_decided_as_the_rest(three: Stage) -> None:
    await three.says(LEADER, "đồng ý 1")
    await three.says(HEAD, "việc 2 xin lùi đến 19/5 vì chờ khách")

    asked = await three.says(LEADER, "còn lại đồng ý hết")

    assert asked.startswith("Đang có 03 đề nghị lùi thời hạn.")
    assert units(three)[1] == ["qlcn", "qlkh", "tdc"]


async def test_the_rest_that_waits_no_more_is_said_so(three: Stage) -> None:
    await three.says(LEADER, "đồng ý hết")

    said = await three.says(LEADER, "còn lại đồng ý hết")

    assert said.startswith("Hiện không có đề nghị lùi hạn nào chờ ý kiến."), said


async def test_a_question_asked_before_does_not_go_on_with_a_decision(three: Stage) -> None:
    await three.says(LEADER, "đồng ý 1")
    await three.says(LEADER, "những việc nào chưa xong?")

    said = await three.says(LEADER, "còn lại đồng ý hết")

    assert said.count("Đã ghi nhận: đồng ý lùi đến") == 2
    assert units(three)[1] == []


@pytest.mark.parametrize("words", ["còn lại bao nhiêu việc?", "những việc còn lại thế nào"])
async def test_a_question_for_what_is_left_decides_nothing(three: Stage, words: str) -> None:
    said = await three.says(LEADER, words)

    assert "Đã ghi nhận" not in said
    assert units(three) == ([], ["qlcn", "qlkh", "tdc"])


@pytest.mark.parametrize(
    "words",
    [
        "đồng ý phòng QLKH, còn lại không đồng ý vì đã chốt",
        "đồng ý cho phòng QLKH, còn lại thì không, vì đã chốt",
        "phòng QLKH đồng ý, còn lại không đồng ý vì đã chốt",
    ],
)
async def test_one_by_its_unit_and_the_rest_otherwise(three: Stage, words: str) -> None:
    said = await three.says(LEADER, words)

    assert said.count(KEPT) == 2
    assert units(three) == (["qlkh"], [])


async def test_a_number_that_no_list_has_is_asked_for_so_that_one_answer_decides(
    stage: Stage,
) -> None:
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    for who, wish in WISHES[:2]:
        await stage.says(who, wish)

    asked = await stage.says(LEADER, "đồng ý việc 2, còn lại không")
    await stage.says(LEADER, "đồng ý 1, còn lại không đồng ý vì đã chốt")

    assert asked.endswith("Một số và phần còn lại: “đồng ý 1, còn lại không đồng ý vì …”.")
    assert units(stage) == (["qlcn"], [])
