"""A wish for more time that lacks something is not forgotten over what comes between."""

import pytest

from bot.messages import Medium
from bot.store import extensions
from schedules.progress import State
from tests.stories.cast import HEAD
from tests.stories.stage import Stage

VIDEO, SHOWING, FIRST = ("2.2.4c", "qlcn"), ("2.2.2", "qlcn"), ("2.1.1", "qlcn")
WHICH = "Chưa ghi nhận: anh/chị báo về việc số mấy ạ?"
TAKEN = "Đã ghi nhận đề nghị lùi đến "
WHY_VIDEO = "Đề nghị lùi đến thứ Ba, 24/5/2022: anh/chị cho biết lý do ạ?"
WHY_SHOWING = "Đề nghị lùi đến thứ Sáu, 27/5/2022: anh/chị cho biết lý do ạ?"


@pytest.fixture
async def working(stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST knows its six duties by their numbers."""
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "còn việc gì")
    return stage


@pytest.fixture
async def two(working: Stage) -> Stage:
    """QLCN&ĐMST wishes for more time for two duties, one after the other, and is asked why."""
    assert WHY_VIDEO in await working.says(HEAD, "việc 5 xin lùi 1 tuần")
    assert WHY_SHOWING in await working.says(HEAD, "việc 6 xin lùi đến 27/5")
    return working


def wishes(stage: Stage) -> list[str]:
    """The reasons of all wishes that wait, in the order of their coming."""
    with stage.memory.begin() as tx:
        return [f"{each.key[0]}: {each.reason}" for each in extensions.pending(tx)]


async def test_of_two_wishes_without_a_reason_the_other_is_asked_about_next(two: Stage) -> None:
    said = await two.says(HEAD, "vì giảng viên bận, và chờ kinh phí")

    assert said.startswith(f"{TAKEN}thứ Sáu, 27/5/2022")
    assert WHY_VIDEO in said
    await two.says(HEAD, "chờ duyệt kịch bản")
    assert wishes(two) == [
        f"{SHOWING[0]}: giảng viên bận, và chờ kinh phí",
        f"{VIDEO[0]}: chờ duyệt kịch bản",
    ]


async def test_each_may_be_told_by_its_number(two: Stage) -> None:
    said = await two.says(HEAD, "việc 5 vì giảng viên bận")

    assert said.startswith(f"{TAKEN}thứ Ba, 24/5/2022")
    assert WHY_SHOWING in said
    assert wishes(two) == [f"{VIDEO[0]}: giảng viên bận"]


async def test_a_reason_by_button_leaves_the_other_to_be_asked_about(two: Stage) -> None:
    said = await two.taps(HEAD, "Chờ kinh phí")

    assert said.startswith(TAKEN)
    assert "anh/chị cho biết lý do ạ?" in said


async def test_one_reason_holds_for_all_that_are_asked_about_at_once(working: Stage) -> None:
    asked = await working.says(HEAD, "việc 5 và việc 6 xin lùi đến 27/5")

    await working.says(HEAD, "chờ kinh phí")

    assert "Lý do được chuyển nguyên văn tới Lãnh đạo, dùng chung cho các việc trên." in asked
    assert wishes(working) == [f"{VIDEO[0]}: chờ kinh phí", f"{SHOWING[0]}: chờ kinh phí"]


async def test_news_between_does_not_make_the_wish_forgotten(working: Stage) -> None:
    await working.says(HEAD, "việc 5 xin lùi 1 tuần")

    said = await working.says(HEAD, "việc 2 xong")
    again = await working.says(HEAD, "việc 3 xong")

    assert "Đã ghi nhận hoàn thành" in said
    assert WHY_VIDEO in said
    assert WHY_VIDEO not in again
    await working.says(HEAD, "chờ duyệt kịch bản")
    assert wishes(working) == [f"{VIDEO[0]}: chờ duyệt kịch bản"]


async def test_a_question_between_is_only_answered(working: Stage) -> None:
    await working.says(HEAD, "việc 5 xin lùi 1 tuần")

    assert WHY_VIDEO not in await working.says(HEAD, "còn mấy việc")


async def test_a_reason_where_it_is_asked_which_duty_is_kept_for_that(working: Stage) -> None:
    await working.says(HEAD, "xin lùi thêm đến 26/5")

    said = await working.says(HEAD, "vì cả phòng đi làm phóng sự")
    taken = await working.says(HEAD, "1")

    assert said.startswith(WHICH)
    assert "Lý do “cả phòng đi làm phóng sự” được giữ cho việc anh/chị chọn." in said
    assert taken.startswith(f"{TAKEN}thứ Năm, 26/5/2022")
    assert wishes(working) == [f"{FIRST[0]}: cả phòng đi làm phóng sự"]
    assert working.stands(*VIDEO).state is State.WAITING


async def test_the_share_stays_beside_a_reason_told_after_it(working: Stage) -> None:
    await working.says(HEAD, "6 được 80%")

    said = await working.says(HEAD, "vì chờ bài của phòng")

    assert said.startswith("Đã ghi nhận: đang thực hiện 80%.")
    reply = working.stands(*SHOWING).reply
    assert reply is not None
    assert (reply.percent, reply.reason) == (80, "chờ bài của phòng")
    assert working.stands(*FIRST).state is State.WAITING


async def test_a_share_where_it_is_asked_why_is_recorded(working: Stage) -> None:
    await working.says(HEAD, "6 chưa xong")
    await working.says(HEAD, "80%")
    await working.says(HEAD, "vì chờ bài của phòng")

    reply = working.stands(*SHOWING).reply
    assert reply is not None
    assert (reply.percent, reply.reason) == (80, "chờ bài của phòng")


async def test_a_wish_for_a_done_duty_is_no_reason_for_another(working: Stage) -> None:
    await working.says(HEAD, "1 xong")
    await working.says(HEAD, "việc 5 xin lùi đến 24/5")

    said = await working.says(HEAD, "xin lùi việc 1 đến 16/5 vì chợ nghỉ")

    assert wishes(working) == []
    assert said.startswith("Việc 1 (")
    assert "không cần lùi thời hạn." in said
    assert WHY_VIDEO in said
    await working.says(HEAD, "chờ Đài")
    assert wishes(working) == [f"{VIDEO[0]}: chờ Đài"]


async def test_news_of_a_done_duty_is_no_reason_for_another(working: Stage) -> None:
    await working.says(HEAD, "1 xong")
    await working.says(HEAD, "việc 5 xin lùi đến 24/5")

    await working.says(HEAD, "1 chưa xong")

    assert wishes(working) == []
    assert working.stands(*FIRST).state is State.NOT_DONE


@pytest.mark.parametrize("number", ["1", "5"])
async def test_a_reason_after_a_photo_is_that_of_the_wish(working: Stage, number: str) -> None:
    await working.says(HEAD, "việc 5 xin lùi")
    working.phones.sends_file(HEAD.sender, b"photo", kind=Medium.PHOTO, at=working.now)
    await working.beat()
    await working.says(HEAD, number)

    said = await working.says(HEAD, "chờ số liệu")
    await working.says(HEAD, "24/5")

    assert "Anh/chị đề nghị lùi đến ngày nào ạ?" in said
    assert wishes(working) == [f"{VIDEO[0]}: chờ số liệu"]
    assert working.stands(*FIRST).reply is None


async def test_an_absence_told_the_next_morning_is_no_reason_of_yesterday_s_wish(
    working: Stage,
) -> None:
    await working.comes("10/5 15:00")
    await working.says(HEAD, "việc 5 xin lùi 1 tuần")
    await working.comes("11/5 07:40")

    said = await working.says(HEAD, "em cũng đi công tác hôm nay")

    assert said.startswith("Đã ghi nhận: anh/chị vắng ngày thứ Tư, 11/5/2022.")
    assert WHY_VIDEO in said
    assert wishes(working) == []
    await working.says(HEAD, "vì em đi công tác hôm nay")
    assert wishes(working) == [f"{VIDEO[0]}: em đi công tác hôm nay"]


async def test_nor_of_yesterday_s_report(working: Stage) -> None:
    await working.comes("10/5 15:00")
    await working.says(HEAD, "1 chưa xong")
    await working.comes("11/5 07:40")

    said = await working.says(HEAD, "em cũng đi công tác hôm nay")

    assert said.startswith("Đã ghi nhận: anh/chị vắng ngày thứ Tư, 11/5/2022.")
    assert said.endswith("chưa xong vì sao ạ? Lý do chưa được ghi nhận.")


@pytest.mark.parametrize("words", ["như trên ạ", "cùng lý do", "cũng vậy"])
async def test_the_reason_just_given_may_be_that_of_the_next(two: Stage, words: str) -> None:
    said = await two.says(HEAD, "vì mưa")
    await two.says(HEAD, words)

    assert said.endswith("Nếu cùng lý do “mưa”, trả lời “như trên”.")
    assert wishes(two) == [f"{SHOWING[0]}: mưa", f"{VIDEO[0]}: mưa"]


async def test_after_other_news_no_reason_is_offered(working: Stage) -> None:
    await working.says(HEAD, "việc 5 xin lùi 1 tuần")

    assert "như trên" not in await working.says(HEAD, "việc 2 xong")
