"""What is typed where a reason is asked for and is none goes to nobody: it is asked again."""

import pytest

from tests.stories.cast import HEAD, LEADER
from tests.stories.stage import Stage

ASKED_AGAIN = "Anh/chị cho biết giúp lý do lùi đến"
WAITED_FOR = "Vâng, khi nào có lý do anh/chị gõ giúp tại đây ạ."
TAKEN = "Đã ghi nhận đề nghị lùi đến "


@pytest.fixture
async def asked(stage: Stage) -> Stage:
    """It is 10/5, 08:05: QLCN&ĐMST wishes for five days more for duty 1, and is asked why."""
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "việc 1 xin lùi 5 ngày")
    await stage.comes("10/5 08:05")
    return stage


def petitions(stage: Stage) -> list[str]:
    """What has been put before the leader."""
    return [text for text in stage.texts(LEADER) if text.startswith("Kính trình")]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "ok",
            "vâng",
            "dạ",
            "dạ vâng ạ",
            "?",
            "là sao em",
            "anh Hùng",
            "Phạm Thị Lan",
            "👍",
            "😀",
        ),
        *("chào em", "em chào anh chị ạ", "cảm ơn em", "ai duyệt vậy", "không có lý do", "chưa rõ"),
        *("khi nào có kết quả", "dạ em biết rồi ạ", "gửi lãnh đạo giúp em", "chưa xong", "asdf gh"),
        *("lý do gì cơ", "pham thi lan", "ko", "lý do là không có"),
        *("em cũng không rõ nữa", "tạm thời chưa có", "xin phép anh"),
    ],
)
async def test_what_is_no_reason_is_asked_again(asked: Stage, words: str) -> None:
    said = await asked.says(HEAD, words)

    assert said.startswith(f"{ASKED_AGAIN} thứ Năm, 19/5/2022 ạ?")
    labels = [c.label for row in asked.shown(HEAD)[-1].message.rows for c in row]
    assert labels == ["Chờ kinh phí", "Chờ đơn vị phối hợp", "Chờ phê duyệt"]
    assert not petitions(asked)

    assert (await asked.says(HEAD, "Đài bận")).startswith(TAKEN)
    assert "“Đài bận”" in petitions(asked)[0]


@pytest.mark.parametrize(
    "words",
    [
        *("đợi em tí", "chờ em hỏi lại đã", "để em xem", "để chị xem lại lịch của Đài", "từ từ đã"),
        *("tí em báo", "em gửi lại sau nhé", "cho em 5 phút", "đợi anh hỏi lại Giám đốc"),
        *("dạ để em báo cáo sếp rồi báo lại", "em đang lái xe tí báo"),
    ],
)
async def test_who_wants_time_for_it_is_waited_for(asked: Stage, words: str) -> None:
    said = await asked.says(HEAD, words)

    assert said.startswith(WAITED_FOR)
    assert not petitions(asked)
    assert (await asked.says(HEAD, "vì chờ số liệu")).startswith(TAKEN)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2 ngày làm việc nhé", "thứ Ba, 17/5/2022"),
        ("ngày làm việc nhé", "thứ Sáu, 20/5/2022"),
        ("à đến thứ 6 tuần sau thôi", "thứ Sáu, 20/5/2022"),
        ("cho đến 25/5 nhé", "thứ Tư, 25/5/2022"),
        ("nhầm, đến 25/5", "thứ Tư, 25/5/2022"),
        ("lùi 3 ngày thôi", "thứ Ba, 17/5/2022"),
        ("đến 24h ngày 25/5", "thứ Tư, 25/5/2022"),
    ],
)
async def test_another_day_is_the_one_that_is_wanted_and_the_reason_is_asked_again(
    asked: Stage, words: str, day: str
) -> None:
    said = await asked.says(HEAD, words)

    assert said.startswith(f"Đề nghị lùi đến {day}: anh/chị cho biết lý do ạ?")
    assert (await asked.says(HEAD, "mưa bão")).startswith(f"{TAKEN}{day}")
    assert len(petitions(asked)) == 1


async def test_another_day_with_its_reason_is_passed_on_at_once(asked: Stage) -> None:
    said = await asked.says(HEAD, "à đến 25/5 vì chờ Đài")

    assert said.startswith(f"{TAKEN}thứ Tư, 25/5/2022")
    assert "Lý do: “chờ Đài”." in said


async def test_a_day_in_a_reason_is_none_that_is_wanted(asked: Stage) -> None:
    said = await asked.says(HEAD, "20/5 Đài mới có lịch")

    assert said.startswith(f"{TAKEN}thứ Năm, 19/5/2022")
    assert "Lý do: “20/5 Đài mới có lịch”." in said


@pytest.mark.parametrize(
    "words",
    [
        *(
            "Đài bận",
            "chờ số liệu",
            "mất điện",
            "chưa có kinh phí",
            "GĐ đi vắng chưa ký được",
            "ốm",
        ),
        *(
            "nhiều việc quá",
            "đang chờ các xã báo cáo",
            "mưa bão",
            "chờ anh Nam duyệt",
            "bận quá em",
        ),
        *("2 ngày làm việc không đủ", "chờ lãnh đạo", "hôm qua mới nhận được văn bản"),
        *("để em Hoa hoàn thiện nốt phần ảnh", "Mất Điện"),
    ],
)
async def test_a_bare_reason_is_taken(asked: Stage, words: str) -> None:
    assert (await asked.says(HEAD, words)).startswith(TAKEN)
    assert len(petitions(asked)) == 1


@pytest.mark.parametrize(
    "words", ["thôi", "thôi, không xin lùi nữa", "thôi khỏi", "thôi rút lại, giữ nguyên"]
)
async def test_who_lets_go_of_the_wish_is_not_held_to_it(asked: Stage, words: str) -> None:
    said = await asked.says(HEAD, words)
    await asked.says(HEAD, "hôm nay trời đẹp quá")

    assert said.startswith("Chưa ghi nhận đề nghị lùi thời hạn này.")
    assert "Thời hạn vẫn là thứ Bảy, 14/5/2022." in said
    assert not petitions(asked)
    assert (await asked.says(HEAD, "vì chờ số liệu")).startswith(TAKEN)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("đợi em tí", "Vâng, khi nào có ngày anh/chị gõ giúp tại đây ạ."),
        ("ok", "Anh/chị đề nghị lùi đến ngày nào ạ?"),
        ("là sao em", "Anh/chị đề nghị lùi đến ngày nào ạ?"),
    ],
)
async def test_where_the_day_is_asked_for_it_is_the_day(
    asked: Stage, words: str, said: str
) -> None:
    await asked.says(HEAD, "việc 2 xin lùi")

    assert (await asked.says(HEAD, words)).startswith(said)

    assert (await asked.says(HEAD, "đến 20/5 vì Đài bận")).startswith(TAKEN)


@pytest.mark.parametrize("words", ["việc 2 xong rồi", "còn mấy việc", "/viec"])
async def test_news_and_questions_are_answered_as_ever(asked: Stage, words: str) -> None:
    said = await asked.says(HEAD, words)

    assert ASKED_AGAIN not in said
    assert (await asked.says(HEAD, "chờ số liệu")).startswith(TAKEN)


@pytest.mark.parametrize("words", ["ok", "vâng", "👍", "cảm ơn em"])
async def test_a_nod_to_the_question_why_confirms_nothing(asked: Stage, words: str) -> None:
    await asked.says(HEAD, "2 chưa xong")

    said = await asked.says(HEAD, words)

    assert "chưa xong vì sao ạ? Lý do chưa được ghi nhận." in said
    assert "xác nhận" not in said
    assert (await asked.says(HEAD, "đợi em tí")).startswith(WAITED_FOR)
    assert (await asked.says(HEAD, "chờ Đài")).startswith("Đã ghi nhận lý do: “chờ Đài”.")


async def test_a_nod_long_after_is_a_receipt_and_confirms_nothing(asked: Stage) -> None:
    await asked.says(HEAD, "2 chưa xong vì chờ Đài")
    await asked.says(HEAD, "3 chưa xong")
    await asked.comes("10/5 15:00")

    said = await asked.says(HEAD, "ok")

    assert "xác nhận" not in said
    assert "vì sao" not in said


@pytest.fixture
async def not_done(stage: Stage) -> Stage:
    """It is 10/5: QLCN&ĐMST has not done duty 1, and is asked why."""
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "việc 1 chưa xong")
    return stage


@pytest.mark.parametrize(
    "words", ["việc 2", "viec 2 nhe", "cả việc 2", "việc số 2 ạ", "nhiệm vụ 2 nữa"]
)
async def test_the_number_of_another_duty_alone_is_no_reason(not_done: Stage, words: str) -> None:
    said = await not_done.says(HEAD, words)

    assert said.startswith("Văn phòng Sở chưa rõ ý anh/chị, chưa ghi nhận gì.\nViệc 2 (")
    reply = not_done.stands("2.1.1", "qlcn").reply
    assert reply is not None
    assert reply.reason is None


async def test_the_own_number_alone_is_no_reason_and_it_is_asked_again(not_done: Stage) -> None:
    said = await not_done.says(HEAD, "việc 1")

    assert "chưa xong vì sao ạ? Lý do chưa được ghi nhận.\n" in said


@pytest.mark.parametrize("words", ["việc 1", "việc 2", "cả việc 2"])
async def test_nor_is_a_number_the_reason_of_a_wish(asked: Stage, words: str) -> None:
    await asked.says(HEAD, words)

    assert petitions(asked) == []


@pytest.mark.parametrize("words", ["chờ việc 2 xong", "2 việc gấp", "vướng việc của Đài"])
async def test_a_number_with_more_beside_it_may_be_one(not_done: Stage, words: str) -> None:
    assert (await not_done.says(HEAD, words)).startswith(f"Đã ghi nhận lý do: “{words}”.")


@pytest.mark.parametrize("words", ["2", "việc 2", "không phải việc 1 mà việc 2"])
async def test_a_report_with_its_reason_is_moved_by_one_answer_more(
    not_done: Stage, words: str
) -> None:
    await not_done.says(HEAD, "bận họp quá")

    asked = await not_done.says(HEAD, "à việc 2 cơ")
    said = await not_done.says(HEAD, words)

    assert asked.startswith("Anh/chị sửa nội dung nào ạ?\n")
    assert "Đã ghi nhận lý do: “bận họp quá”.\n" in said
    moved = not_done.stands("2.1.2", "qlcn").reply
    assert moved is not None
    assert moved.reason == "bận họp quá"
