"""Work said to be somebody else's: the office hears of it once, with the unit that is named."""

import pytest

from schedules.progress import State
from tests.stories.cast import HEAD, OFFICE, SECOND_HEAD, TDC_HEAD
from tests.stories.stage import Stage

PASSED_ON = "Đã chuyển ý kiến của anh/chị tới Văn phòng Sở"
KNOWN = "Văn phòng Sở đã nhận ý kiến này từ 08h00 thứ Ba, 10/5/2022"


def notices(stage: Stage) -> list[str]:
    """What the office has heard of work that is said to be somebody else's."""
    return [text for text in stage.texts(OFFICE) if "không phải của mình" in text.split("\n")[0]]


@pytest.fixture
async def disputed(stage: Stage) -> Stage:
    """It is 11/5, 09:00: the office knows since yesterday that duty 2 is said not to be QLCN's."""
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "việc 2 không phải việc của phòng tôi")
    await stage.comes("11/5 09:00")
    return stage


async def test_who_says_it_twice_hears_since_when_the_office_knows(disputed: Stage) -> None:
    said = await disputed.says(HEAD, "đã bảo việc 2 không phải việc của phòng tôi mà")

    assert said.startswith(f"{KNOWN}; không gửi lại.\n2. Phối hợp với Báo Lạng Sơn")
    assert "việc vẫn giao đơn vị theo Kế hoạch" in said
    assert len(notices(disputed)) == 1


async def test_a_colleague_who_says_the_same_hears_who_has_said_it(disputed: Stage) -> None:
    disputed.joined(SECOND_HEAD)
    await disputed.says(SECOND_HEAD, "/viec")

    said = await disputed.says(SECOND_HEAD, "việc 2 không phải của phòng em")

    assert said.startswith(f"{KNOWN} ({HEAD.name} nêu); không gửi lại.\n2. ")
    assert len(notices(disputed)) == 1


async def test_of_two_duties_the_office_hears_of_the_one_that_is_new(disputed: Stage) -> None:
    said = await disputed.says(HEAD, "việc 2 và việc 3 không phải việc của phòng tôi")

    assert said.startswith(PASSED_ON)
    first, second = notices(disputed)
    assert "Báo Lạng Sơn" in first
    assert "Cuộc thi" in second
    assert "Báo Lạng Sơn" not in second.split(HEAD.name)[0]


@pytest.mark.parametrize(
    "words",
    [
        "việc 2 là của phòng QLKH",
        "việc 2 là việc của QLKH chứ",
        "viec 2 cua phong QLKH ma",
        "việc 2 phòng QLKH chủ trì chứ",
    ],
)
async def test_who_names_the_owner_is_passed_on_with_the_name_and_nothing_changes(
    disputed: Stage, words: str
) -> None:
    said = await disputed.says(HEAD, words)

    assert said.startswith(f"{PASSED_ON}, đề nghị chuyển Phòng Quản lý khoa học.\n2. ")
    assert "chưa ghi nhận kết quả gì" in said
    told = notices(disputed)[-1]
    assert "và đề nghị chuyển Phòng Quản lý khoa học." in told
    assert f"{HEAD.name} viết: “{words}”." in told
    assert disputed.stands("2.1.2", "qlcn").reply is None


async def test_after_the_owner_was_named_the_bare_dispute_is_no_news(disputed: Stage) -> None:
    await disputed.says(HEAD, "việc 2 là của phòng QLKH")

    again = await disputed.says(HEAD, "việc 2 là của phòng QLKH mà")
    bare = await disputed.says(HEAD, "việc 2 đâu phải việc của phòng tôi")

    assert again.startswith("Văn phòng Sở đã nhận ý kiến này từ 09h00 thứ Tư, 11/5/2022")
    assert bare.startswith(KNOWN)
    assert len(notices(disputed)) == 2


async def test_one_who_is_not_in_the_plan_is_named_in_the_words_alone(disputed: Stage) -> None:
    said = await disputed.says(HEAD, "việc 3 bên Công an làm chứ")

    assert said.startswith(f"{PASSED_ON}.\n3. ")
    assert f"{HEAD.name} viết: “việc 3 bên Công an làm chứ”." in notices(disputed)[-1]
    assert disputed.stands("2.1.3a", "qlcn").reply is None


async def test_this_is_somebody_elses_of_several_duties_asks_for_its_number(stage: Stage) -> None:
    await stage.comes("10/5 08:00")

    said = await stage.says(HEAD, "cái này bên Công an làm chứ")

    assert said.startswith(PASSED_ON)
    assert "Nếu nói về một việc cụ thể, đề nghị nêu số" in said
    assert "Chưa nêu rõ việc nào." in notices(stage)[-1]


@pytest.mark.parametrize(
    "words", ["bên em làm chứ", "phòng QLCN làm chứ", "việc 2 là của phòng em"]
)
async def test_the_own_unit_is_nobody_else(stage: Stage, words: str) -> None:
    await stage.comes("10/5 08:00")

    said = await stage.says(HEAD, words)

    assert PASSED_ON not in said
    assert not notices(stage)


@pytest.mark.parametrize(
    "words", ["3 không phải việc của phòng tôi", "việc 3 không phải của phòng"]
)
async def test_a_duty_that_is_done_is_named_by_its_number(stage: Stage, words: str) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "3 xong")

    said = await stage.says(HEAD, words)

    assert said.startswith(f"{PASSED_ON}.\n3. ")
    assert "đã báo hoàn thành; báo cáo ấy giữ nguyên" in said
    assert "đề nghị nêu số" not in said
    [told] = notices(stage)
    assert "Chưa nêu rõ việc nào" not in told
    assert "đơn vị đã báo hoàn thành)" in told
    assert f"{PASSED_ON}" not in await stage.says(HEAD, words)
    assert len(notices(stage)) == 1


async def test_a_number_that_no_duty_bears_is_said_to_be_none(stage: Stage) -> None:
    await stage.comes("10/5 08:00")

    said = await stage.says(HEAD, "việc 9 không phải việc của phòng tôi")

    assert "Không có việc số 9 trong danh sách của anh/chị" in said
    assert "đề nghị nêu số" not in said
    assert "(nêu số 9, không có trong danh sách của người viết)" in notices(stage)[-1]


@pytest.mark.parametrize(
    ("words", "handed", "reported", "state"),
    [
        ("3 là của QLKH, 2 xong", "2.1.3a", "2.1.2", State.DONE),
        ("1 chưa xong, 2 không phải việc của phòng em", "2.1.2", "2.1.1", State.NOT_DONE),
    ],
)
async def test_what_is_reported_beside_work_of_others_is_recorded_and_handed_to_nobody(
    stage: Stage, words: str, handed: str, reported: str, state: State
) -> None:
    await stage.comes("10/5 08:00")

    said = await stage.says(HEAD, words)

    assert said.startswith(PASSED_ON)
    assert stage.stands(handed, "qlcn").state is State.WAITING
    assert stage.stands(reported, "qlcn").state is state
    assert [text.count("\n- ") for text in notices(stage)] == [1]


@pytest.mark.parametrize(
    "words",
    [
        "việc 3 là của bên Công an chứ",
        "việc 3 của Báo Cao Bằng mà",
        "viec 3 la cua ben cong an chu",
    ],
)
async def test_so_is_one_of_whom_the_work_is_said_to_be(disputed: Stage, words: str) -> None:
    said = await disputed.says(HEAD, words)

    assert said.startswith(f"{PASSED_ON}.\n3. ")
    assert f"{HEAD.name} viết: “{words}”." in notices(disputed)[-1]
    assert disputed.stands("2.1.3a", "qlcn").reply is None


# --- named only afterwards -----------------------------------------------------------------------


@pytest.fixture
async def vague(stage: Stage) -> Stage:
    """It is 16/5, 09:00: Chi cục TĐC says of no duty by name that it is not its own."""
    await stage.lives("16/5 09:00")
    said = await stage.says(TDC_HEAD, "đây không phải việc của phòng tôi")
    assert "đề nghị nêu số" in said
    return stage


@pytest.mark.parametrize("words", ["việc 2", "2", "viec 2 a", "việc số 2"])
async def test_the_number_that_was_asked_for_names_what_is_handed_on(
    vague: Stage, words: str
) -> None:
    said = await vague.says(TDC_HEAD, words)

    assert said.startswith(f"{PASSED_ON}.\n2. Giới thiệu các thành tựu")
    assert len(notices(vague)) == 2
    assert "Giới thiệu các thành tựu" in notices(vague)[1]
    assert vague.stands("2.2.2", "tdc").reply is None


async def test_whose_it_is_said_right_behind_is_of_the_same_duty(vague: Stage) -> None:
    await vague.says(TDC_HEAD, "việc 2")

    said = await vague.says(TDC_HEAD, "việc này của phòng QLCN chủ trì chứ")

    assert "\n2. Giới thiệu các thành tựu" in said
    assert "đề nghị nêu số" not in said
    assert "Chưa nêu rõ việc nào." not in notices(vague)[-1]


async def test_a_report_is_one_and_what_follows_it_hands_nothing_on(vague: Stage) -> None:
    await vague.says(TDC_HEAD, "2 xong")
    assert vague.stands("2.2.2", "tdc").done

    await vague.says(TDC_HEAD, "việc 1")

    assert len(notices(vague)) == 1
