"""More time is wished for what is done, or until a day that cannot be: that is said plainly."""

import pytest

from tests.stories.cast import HEAD, LEADER, OFFICE, QLKH_HEAD, TDC_HEAD, Somebody
from tests.stories.stage import Stage

BANNER = ("2.2.1", "tdc")
DONE_SINCE = (
    "đã được ghi nhận hoàn thành lúc 09h00 thứ Hai, 16/5/2022, không cần lùi thời hạn.\n"
    "Nếu thực ra chưa xong, trả lời “việc 1 chưa xong”, rồi gửi lại đề nghị lùi. "
    "Chưa ghi nhận đề nghị nào."
)


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 16/5, 09:00: Chi cục TĐC knows its two duties as 1 and 2."""
    await stage.lives("16/5 09:00")
    return stage


@pytest.mark.parametrize(
    "wish",
    [
        "xin lùi việc băng rôn đến thứ 6",
        "cho lùi treo băng rôn đến 25/5 vì mưa",
        "việc 1 xin lùi đến 25/5",
    ],
)
@pytest.mark.parametrize("others_done", [False, True])
async def test_a_wish_for_a_done_duty_is_told_since_when_it_is_done_and_how_to_open_it(
    reminded: Stage, wish: str, *, others_done: bool
) -> None:
    await reminded.says(TDC_HEAD, "1 và 2 xong" if others_done else "1 xong")

    said = await reminded.says(TDC_HEAD, wish)

    assert said.startswith("Việc 1 (Treo băng rôn")
    assert said.endswith(DONE_SINCE)


async def test_nothing_is_left_open_that_the_next_message_could_answer(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await reminded.says(TDC_HEAD, "xin lùi việc băng rôn đến thứ 6")

    said = await reminded.says(TDC_HEAD, "cv số 12/QLCN ngày 8/5 về băng rôn")

    assert said.startswith("📎 Đã lưu minh chứng: “cv số 12/QLCN ngày 8/5”.")


async def test_the_way_back_that_is_named_leads_to_the_wish(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await reminded.says(TDC_HEAD, "xin lùi việc băng rôn đến thứ 6")

    await reminded.says(TDC_HEAD, "việc 1 chưa xong vì mưa")
    said = await reminded.says(TDC_HEAD, "xin lùi việc băng rôn đến thứ 6 vì mưa")

    assert not reminded.stands(*BANNER).done
    assert said.startswith("Đã ghi nhận đề nghị lùi đến thứ Sáu, 20/5/2022")


@pytest.mark.parametrize(
    ("wish", "day"),
    [
        ("việc 1 xin lùi đến 30/2", "30/2"),
        ("lùi việc 1 đến 31/6 vì mưa", "31/6"),
        ("việc 1 xin lùi đến 31/6/2022 vì mưa", "31/6/2022"),
        ("việc 1 xin lùi đến ngày 31 tháng 6", "31 tháng 6"),
        ("việc 1 xin gia hạn tới 32/5", "32/5"),
    ],
)
async def test_a_day_that_no_calendar_has_is_named_and_another_one_asked_for(
    reminded: Stage, wish: str, day: str
) -> None:
    said = await reminded.says(HEAD, wish)

    assert said.startswith(f"Ngày {day} không có trong lịch. Anh/chị đề nghị lùi đến ngày nào ạ?\n")
    answered = await reminded.says(HEAD, "đến 20/5")
    assert answered.startswith(("Đề nghị lùi đến thứ Sáu, 20/5/2022", "Đã ghi nhận đề nghị"))


async def test_so_it_is_where_the_day_was_asked_for(reminded: Stage) -> None:
    await reminded.says(HEAD, "việc 1 xin lùi vì chờ Đài")

    said = await reminded.says(HEAD, "đến 31/6")
    answered = await reminded.says(HEAD, "30/6")

    assert said.startswith("Ngày 31/6 không có trong lịch. Anh/chị đề nghị lùi đến ngày nào ạ?")
    assert answered.startswith("Đã ghi nhận đề nghị lùi đến thứ Năm, 30/6/2022")
    assert "Lý do: “chờ Đài”." in answered


@pytest.mark.parametrize(
    "wish", ["lùi việc 1 đến hôm qua", "lùi việc 1 đến hôm qua vì mưa", "1 xin lùi đến hôm qua"]
)
async def test_a_day_that_has_gone_by_is_told_to_have(reminded: Stage, wish: str) -> None:
    said = await reminded.says(HEAD, wish)

    assert said.startswith("Chủ nhật, 15/5/2022 đã qua. Anh/chị đề nghị lùi đến ngày nào ạ?")


# --- done while the wish waits -------------------------------------------------------------------

NO_LONGER = (
    "Đề nghị lùi đến thứ Tư, 25/5/2022 không còn chờ ý kiến: nhiệm vụ đã được báo hoàn thành lúc "
    "09h00 thứ Hai, 16/5/2022.\nChi cục TĐC – “Treo băng rôn"
)


@pytest.fixture
async def done(reminded: Stage) -> Stage:
    """It is 16/5, 09:00: more time was wished for the banner, which is up meanwhile."""
    await reminded.says(TDC_HEAD, "việc 1 xin lùi đến 25/5 vì mưa")
    await reminded.says(TDC_HEAD, "việc 1 xong rồi")
    assert reminded.stands(*BANNER).done
    return reminded


@pytest.mark.parametrize("asks", ["có đề nghị lùi hạn nào không", "ai xin lùi hạn"])
async def test_a_wish_for_what_is_done_since_is_not_listed(done: Stage, asks: str) -> None:
    said = await done.says(LEADER, asks)

    assert said.startswith("Không có đề nghị lùi thời hạn nào đang chờ ý kiến.")


async def test_another_wish_is_the_only_one_that_waits(done: Stage) -> None:
    await done.says(QLKH_HEAD, "việc 1 xin lùi đến 20/5 vì chờ ký")

    said = await done.says(LEADER, "đồng ý")

    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Sáu, 20/5/2022.")


async def test_who_decides_on_it_all_the_same_is_told_why_that_is_needless(done: Stage) -> None:
    said = await done.says(LEADER, "đồng ý")

    assert said.startswith("Đề nghị không còn cần thiết: đơn vị đã báo hoàn thành")


@pytest.mark.parametrize("who", [LEADER, OFFICE, TDC_HEAD], ids=["leader", "office", "unit"])
async def test_all_concerned_are_told_once(done: Stage, who: Somebody) -> None:
    await done.lives("16/5 09:09")
    assert not [text for text in done.texts(who) if text.startswith(NO_LONGER)]

    await done.lives("17/5 12:00")

    assert len([text for text in done.texts(who) if text.startswith(NO_LONGER)]) == 1


async def test_it_waits_again_where_the_report_is_taken_back(done: Stage) -> None:
    await done.says(TDC_HEAD, "hoàn tác")
    await done.lives("16/5 09:30")

    said = await done.says(LEADER, "có đề nghị lùi hạn nào không")

    assert said.startswith("01 đề nghị lùi thời hạn đang chờ ý kiến:\n1. Chi cục TĐC")
    assert not [text for text in done.texts(LEADER) if text.startswith(NO_LONGER)]
