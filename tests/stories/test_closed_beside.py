"""One text about open duties and done ones: nothing that it says of either is lost."""

import pytest

from schedules.progress import Answer, State
from tests.stories.cast import HEAD, TTUD_HEAD
from tests.stories.stage import Stage

FIRST, SECOND, THIRD = (("2.1.1", "qlcn"), ("2.1.2", "qlcn"), ("2.1.3a", "qlcn"))
FOURTH = ("2.1.3b", "qlcn")


@pytest.fixture
async def one_done(stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST knows its duties by number, and duty 1 is done."""
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "/viec")
    await stage.says(HEAD, "việc 1 xong")
    return stage


async def test_an_open_duty_is_recorded_beside_one_that_is_told_done_again(
    one_done: Stage,
) -> None:
    said = await one_done.says(HEAD, "1 và 3 xong")

    assert "✅ Đã ghi nhận hoàn thành" in said
    assert "\nViệc 1 (" in said
    assert "đã được ghi nhận hoàn thành lúc 08h00" in said
    assert "Không có việc" not in said
    assert one_done.stands(*THIRD).done


async def test_each_open_duty_is_recorded_as_it_would_be_beside_an_open_one(
    one_done: Stage,
) -> None:
    said = await one_done.says(HEAD, "1 ok 2 đang làm 3 chưa")

    assert "đang thực hiện" in said
    assert "chưa hoàn thành" in said
    assert one_done.stands(*SECOND).state is State.IN_PROGRESS
    assert answer(one_done, THIRD) is Answer.NOT_DONE
    assert one_done.stands(*FIRST).done


@pytest.mark.parametrize(
    "text",
    [
        "việc 1 chưa xong do chưa có chữ ký, việc 2 chưa đến hạn",
        "việc 2 xong, việc 1 chưa xong do chưa có chữ ký",
        "việc 1 chưa xong do chưa có chữ ký, việc 2 đang làm",
    ],
)
async def test_a_done_duty_is_reopened_beside_an_open_one(one_done: Stage, text: str) -> None:
    await one_done.says(HEAD, text)

    reply = one_done.stands(*FIRST).reply
    assert reply is not None
    assert (reply.answer, reply.reason) == (Answer.NOT_DONE, "chưa có chữ ký")


async def test_a_count_that_is_a_done_duty_s_number_stays_a_reason(one_done: Stage) -> None:
    said = await one_done.says(HEAD, "việc 2 chưa xong do 1 đồng chí ốm")

    assert "Việc 1" not in said
    assert one_done.stands(*FIRST).done
    reply = one_done.stands(*SECOND).reply
    assert reply is not None
    assert reply.reason == "1 đồng chí ốm"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("báo cáo anh: chuyên mục số đặc biệt đã được 2/3", True),
        ("video phóng sự thì mới được 50%", True),
        ("mới được 2/3", False),
        ("khu làm việc chung được 50%", False),
        ("chuyên mục số đặc biệt xong rồi, khu làm việc chung được 50%", False),
    ],
)
async def test_news_in_the_words_of_a_done_title_is_not_taken_for_the_one_that_is_open(
    stage: Stage, text: str, *, asked: bool
) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "/viec")
    await stage.says(HEAD, "1, 2, 3, 5, 6 xong")
    await stage.comes("10/5 09:00")

    said = await stage.says(HEAD, text)

    assert ("anh/chị báo về việc số mấy ạ?" in said) is asked
    assert (answer(stage, FOURTH) is None) is asked


def answer(stage: Stage, key: tuple[str, str]) -> Answer | None:
    """What was last reported of a duty."""
    reply = stage.stands(*key).reply
    return reply.answer if reply else None


@pytest.mark.parametrize(
    ("done", "text", "listed", "left"),
    [
        ("1, 3 xong", "tuyên truyền còn thiếu 1 bài", ["1.", "3.", "4."], "2."),
        ("1, 3 xong", "việc tuyên truyền chưa xong", ["1.", "3.", "4."], "2."),
    ],
)
async def test_news_that_fits_done_duties_and_open_ones_is_asked_about_with_these(
    stage: Stage, done: str, text: str, listed: list[str], left: str
) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "/viec")
    await stage.says(HEAD, done)
    before = {n: answer(stage, key) for n, key in (("1", FIRST), ("3", THIRD), ("2", SECOND))}

    said = await stage.says(HEAD, text)

    assert said.startswith("Chưa ghi nhận: anh/chị báo về việc số mấy ạ?")
    assert all(f"\n{n}" in said for n in listed)
    assert f"\n{left}" not in said
    assert before == {
        n: answer(stage, key) for n, key in (("1", FIRST), ("3", THIRD), ("2", SECOND))
    }

    await stage.says(HEAD, "3")
    assert not stage.stands(*THIRD).done


async def test_news_of_two_done_duties_by_their_titles_is_recorded_of_both(stage: Stage) -> None:
    await stage.lives("16/5 09:00")
    await stage.says(TTUD_HEAD, "1 xong")
    await stage.says(TTUD_HEAD, "3 xong")

    await stage.says(TTUD_HEAD, "khách tham quan với băng rôn chưa xong")

    assert answer(stage, ("2.2.1", "ttud")) is Answer.NOT_DONE
    assert answer(stage, ("2.2.3", "ttud")) is Answer.NOT_DONE
    assert stage.stands("2.2.2", "ttud").reply is None


async def test_what_is_plainly_of_an_open_duty_is_recorded_beside_done_ones(
    one_done: Stage,
) -> None:
    await one_done.says(HEAD, "chuyên mục với Đài chưa xong")

    assert answer(one_done, SECOND) is Answer.NOT_DONE
    assert one_done.stands(*FIRST).done


@pytest.fixture
async def all_done(stage: Stage) -> Stage:
    """It is 16/5, 09:00: TTUD has reported all that it has."""
    await stage.comes("16/5 09:00")
    await stage.says(TTUD_HEAD, "/viec")
    await stage.says(TTUD_HEAD, "xong hết rồi ạ")
    return stage


async def test_news_in_the_words_of_a_done_title_is_asked_about_where_nothing_is_open(
    all_done: Stage,
) -> None:
    said = await all_done.says(TTUD_HEAD, "khách tham quan đang đón, còn 2 đoàn nữa")

    assert said.startswith("Chưa ghi nhận: anh/chị báo về việc số mấy ạ?")
    assert "khách" in said


async def test_a_done_duty_that_is_called_unfinished_may_be_reopened_by_what_is_shown(
    one_done: Stage,
) -> None:
    said = await one_done.says(HEAD, "việc 1 sắp xong, còn thiếu chữ ký")

    assert "Nếu thực ra chưa xong, trả lời “việc 1 chưa xong”." in said
    await one_done.says(HEAD, "việc 1 chưa xong")
    assert answer(one_done, FIRST) is Answer.NOT_DONE


async def test_a_done_duty_told_done_again_is_only_known(one_done: Stage) -> None:
    said = await one_done.says(HEAD, "việc 1 xong")

    assert "đã được ghi nhận hoàn thành" in said
    assert "chưa xong”" not in said


@pytest.mark.parametrize("words", ["cả 1 và 2 đều chưa xong", "nhầm nữa, cả 1 và 2 đều chưa"])
async def test_all_of_these_is_not_all_that_are_open(stage: Stage, words: str) -> None:
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "1 xong 2 chưa")
    await stage.says(HEAD, "nhầm, 2 xong 1 chưa")

    await stage.says(HEAD, words)

    states = [stage.stands(*key).state for key in (FIRST, SECOND, THIRD)]
    assert states == [State.NOT_DONE, State.NOT_DONE, State.WAITING]
