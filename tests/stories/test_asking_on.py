"""Leadership asks on after an answer: another unit, other days, why, who, in detail."""

import pytest

from tests.stories.cast import HEAD, LEADER, QLKH_HEAD
from tests.stories.stage import Stage

WISH = "việc 1 xin lùi đến 17/5 vì chờ Đài gửi kịch bản"


@pytest.fixture
async def asked(stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST wants more time for one duty, and lacks money for another."""
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, WISH)
    await stage.says(HEAD, "việc 2 chưa xong vì thiếu kinh phí")
    return stage


@pytest.mark.parametrize("words", ["thế còn phòng QLKH?", "còn QLKH thì sao", "the con phong QLKH"])
async def test_the_same_is_asked_of_another_unit(asked: Stage, words: str) -> None:
    await asked.says(LEADER, "tuần này có việc gì đến hạn")

    said = await asked.says(LEADER, words)

    assert said.startswith(
        "Phòng Quản lý khoa học: 01 nhiệm vụ đến hạn từ 09/5 đến 15/5/2022 (số liệu đến"
    )


async def test_the_same_is_asked_of_other_days(asked: Stage) -> None:
    await asked.says(LEADER, "tuần này có việc gì đến hạn")

    said = await asked.says(LEADER, "còn tuần sau?")

    assert "nhiệm vụ đến hạn từ 16/5 đến 22/5/2022" in said.split("\n")[0]


async def test_after_half_an_hour_a_bare_stretch_of_days_means_nothing(asked: Stage) -> None:
    await asked.says(LEADER, "tuần này có việc gì đến hạn")
    await asked.comes("10/5 08:31")

    said = await asked.says(LEADER, "còn tuần sau?")

    assert "16/5" not in said


async def test_a_question_of_its_own_is_not_taken_for_the_one_before(asked: Stage) -> None:
    await asked.says(LEADER, "việc nào quá hạn")

    said = await asked.says(LEADER, "phòng QLKH còn việc gì chưa xong")

    assert said.startswith("Phòng Quản lý khoa học: 02 nhiệm vụ chưa hoàn thành")


@pytest.mark.parametrize("words", ["vì sao?", "lý do?", "vì sao chậm", "sao chưa xong thế"])
async def test_why_is_answered_in_the_words_of_the_units(asked: Stage, words: str) -> None:
    await asked.says(LEADER, "phòng QLCN làm đến đâu rồi")

    said = await asked.says(LEADER, words)

    assert said.startswith("Phòng Quản lý công nghệ và đổi mới sáng tạo: lý do chưa hoàn thành")
    assert "đề nghị lùi đến 17/5, chờ ý kiến, lý do: “chờ Đài gửi kịch bản”" in said
    assert "lý do: “thiếu kinh phí”" in said
    assert said.endswith("04 nhiệm vụ khác còn trong hạn, đơn vị chưa nêu lý do gì.")


@pytest.mark.parametrize("words", ["vì sao phòng QLCN chậm", "sao phòng QLCN chậm thế"])
async def test_why_names_its_unit_itself(asked: Stage, words: str) -> None:
    said = await asked.says(LEADER, words)

    assert said.startswith("Phòng Quản lý công nghệ và đổi mới sáng tạo: lý do chưa hoàn thành")
    assert "“thiếu kinh phí”" in said


async def test_why_of_one_duty_is_of_that_duty(asked: Stage) -> None:
    said = await asked.says(LEADER, "tại sao việc tuyên truyền phổ biến pháp luật chậm")

    assert "“chờ Đài gửi kịch bản”" in said
    assert "“thiếu kinh phí”" not in said


async def test_why_of_what_there_is_none_says_no_more_than_that(asked: Stage) -> None:
    await asked.says(LEADER, "việc nào quá hạn")

    said = await asked.says(LEADER, "vì sao?")

    assert said.startswith("Không có nhiệm vụ nào chưa hoàn thành trong phạm vi vừa hỏi (số liệu")


async def test_why_where_nobody_gave_a_reason_counts_who_is_in_term(asked: Stage) -> None:
    await asked.says(LEADER, "phòng QLKH làm đến đâu")

    said = await asked.says(LEADER, "vì sao chậm")

    assert said.endswith("\n02 nhiệm vụ còn trong hạn, đơn vị chưa nêu lý do gì.")


async def test_who_is_responsible_is_answered_with_the_units_and_their_heads(asked: Stage) -> None:
    await asked.says(LEADER, "phòng QLKH làm đến đâu")

    said = await asked.says(LEADER, "ai phụ trách?")

    assert said == (f"Chủ trì các nhiệm vụ vừa hỏi:\n- Phòng Quản lý khoa học: {QLKH_HEAD.name}")


async def test_in_detail_shows_the_board_of_what_was_asked(asked: Stage) -> None:
    await asked.says(LEADER, "phòng QLKH làm đến đâu")

    said = await asked.says(LEADER, "chi tiết")

    assert "Phòng Quản lý khoa học" in said
    assert "Nội dung này Văn phòng Sở không có thông tin" not in said


async def test_a_number_is_a_place_in_the_list_before(asked: Stage) -> None:
    await asked.says(LEADER, "phòng QLCN làm đến đâu rồi")

    said = await asked.says(LEADER, "việc 2 sao rồi")

    assert said.startswith(
        "Việc thứ 2 trong danh sách vừa rồi:\n- Phòng QLCN&ĐMST: Phối hợp với Báo"
    )
    assert "“thiếu kinh phí”" in said


async def test_a_number_without_a_list_is_no_duty(asked: Stage) -> None:
    said = await asked.says(LEADER, "việc 3 sao rồi")

    assert said.startswith("Chưa rõ việc 3 là việc nào: bảng theo dõi không đánh số việc.")


@pytest.mark.parametrize(
    "words",
    [
        "ai xin lùi hạn",
        "sao lại lùi?",
        "hôm nay có gì cần tôi quyết không?",
        "đơn vị nào xin gia hạn?",
        "có đề nghị lùi hạn nào không",
    ],
)
async def test_who_wishes_for_more_time_is_listed_with_what_may_be_decided(
    asked: Stage, words: str
) -> None:
    said = await asked.says(LEADER, words)

    assert said.startswith("01 đề nghị lùi thời hạn đang chờ ý kiến:\n1. Phòng QLCN&ĐMST: ")
    assert "lùi đến 17/5/2022, lý do: “chờ Đài gửi kịch bản”" in said
    await asked.taps(LEADER, "Đồng ý 1")
    again = await asked.says(LEADER, words)
    assert again == (
        "Không có đề nghị lùi thời hạn nào đang chờ ý kiến.\nĐã được gia hạn: 01 nhiệm vụ."
    )


async def test_a_question_is_no_opinion_on_a_wish(asked: Stage) -> None:
    await asked.taps(LEADER, "Không đồng ý")

    said = await asked.says(LEADER, "vì sao chậm")

    assert "lý do chưa hoàn thành" in said.lower()
    assert asked.stands("2.1.1", "qlcn").wish is not None


async def test_words_under_a_question_of_the_bot_go_on_with_nothing(asked: Stage) -> None:
    await asked.says(LEADER, "tuần này có việc gì đến hạn")
    await asked.taps(LEADER, "Không đồng ý")

    said = await asked.says(LEADER, "còn tuần sau")

    assert "nhiệm vụ đến hạn từ 16/5" not in said


async def test_a_head_is_not_shown_the_board(asked: Stage) -> None:
    said = await asked.says(HEAD, "ai xin lùi hạn")

    assert "đang chờ ý kiến" not in said
