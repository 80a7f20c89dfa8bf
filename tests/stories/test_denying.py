"""“Chưa” right behind a “done”: what was just reported is not so, and never another duty."""

import pytest

from bot.people import Post, Role
from schedules.progress import State
from tests.stories.cast import HEAD, ROOM, SECOND_HEAD, TDC_HEAD
from tests.stories.stage import Stage

BANNER, NEWS = ("2.2.1", "tdc"), ("2.2.2", "tdc")
FIRST, SECOND, THIRD, FOURTH = (
    *(("2.1.1", "qlcn"), ("2.1.2", "qlcn")),
    *(("2.1.3a", "qlcn"), ("2.1.3b", "qlcn")),
)
DONE = [
    *("chưa", "chưa ạ", "ơ chưa", "chưa xong đâu ạ", "ơ chưa, mới họp thôi"),
    *("ơ chưa, thiếu 1 bài", "ủa ai bảo xong đâu", "chết, nhầm, chưa xong đâu"),
]


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST has been reminded of four duties that are due on 14/5."""
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    return stage


@pytest.fixture
async def all_but_one(reminded: Stage) -> Stage:
    """The same, and only duty 3 is open."""
    await reminded.says(HEAD, "1, 2, 4 xong")
    return reminded


def done(stage: Stage, unit: str = "qlcn") -> list[str]:
    """The activities of a unit that are done."""
    return [s.assignment.key[0] for s in stage.board().of_unit(unit) if s.done]


# --- one duty was reported ------------------------------------------------------------------------


@pytest.mark.parametrize("words", DONE)
async def test_it_is_the_duty_just_reported_where_all_are_done(
    all_but_one: Stage, words: str
) -> None:
    await all_but_one.says(HEAD, "xong nốt r")

    await all_but_one.says(HEAD, words)

    assert all_but_one.stands(*THIRD).state is State.NOT_DONE
    assert done(all_but_one) == ["2.1.1", "2.1.2", "2.1.3b"]


@pytest.mark.parametrize("words", DONE)
async def test_it_is_the_duty_just_reported_where_others_are_open(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, "3 xong")

    await reminded.says(HEAD, words)

    assert reminded.stands(*THIRD).state is State.NOT_DONE
    assert reminded.stands(*FIRST).reply is None


async def test_what_follows_is_the_reason_whatever_titles_have_such_words(reminded: Stage) -> None:
    await reminded.says(HEAD, "1 xong")
    await reminded.says(HEAD, "3 xong")

    said = await reminded.says(HEAD, "ơ chưa, thiếu 1 bài")

    assert said.startswith("Đã ghi nhận lý do: “thiếu 1 bài”.")
    assert done(reminded) == ["2.1.1"]


@pytest.mark.parametrize("words", ["2 chưa", "chưa, việc 2 chưa xong", "còn lại chưa xong"])
async def test_it_is_another_duty_where_that_is_said(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, "3 xong")

    await reminded.says(HEAD, words)

    assert reminded.stands(*THIRD).done
    assert reminded.stands(*SECOND).state is State.NOT_DONE


async def test_no_figures_of_the_plan_are_told_to_who_says_not_yet_the_next_day(
    stage: Stage,
) -> None:
    await stage.lives("17/5 08:00")
    await stage.says(TDC_HEAD, "1 và 2 xong")
    await stage.comes("18/5 09:00")

    asked = await stage.says(TDC_HEAD, "chưa xong đâu ạ")

    assert asked.startswith("Chưa ghi nhận: anh/chị báo về việc số mấy ạ?\n1. ")


@pytest.mark.parametrize("words", ["bỏ cái vừa rồi", "bỏ ghi nhận", "hoàn tác đi"])
async def test_the_last_report_is_dropped_in_plain_words(all_but_one: Stage, words: str) -> None:
    await all_but_one.says(HEAD, "3 xong")

    said = await all_but_one.says(HEAD, words)

    assert said.startswith("↩️ Đã hoàn tác.")
    assert done(all_but_one) == ["2.1.1", "2.1.2", "2.1.3b"]


@pytest.mark.parametrize("words", ["khoan đã", "khoan", "xin lỗi em báo nhầm"])
async def test_a_halt_is_asked_about(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, "3 xong")

    asked = await reminded.says(HEAD, words)

    assert asked.startswith("Anh/chị sửa nội dung nào ạ?")
    await reminded.says(HEAD, "chưa xong")
    assert reminded.stands(*THIRD).state is State.NOT_DONE


@pytest.mark.parametrize("later", ["10/5 08:01", "11/5 09:00"])
async def test_a_reply_to_a_message_about_one_duty_is_of_that_one(
    reminded: Stage, later: str
) -> None:
    await reminded.says(HEAD, "chắc xong việc 2 rồi")
    asked = reminded.shown(HEAD)[-1].id
    await reminded.says(HEAD, "xong rồi", reply_to=asked)
    assert done(reminded) == ["2.1.2"]
    await reminded.comes(later)

    await reminded.says(HEAD, "à chưa", reply_to=asked)

    assert reminded.stands(*SECOND).state is State.NOT_DONE
    assert reminded.stands(*FIRST).reply is None


# --- several were reported together ---------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    ["chưa xong", "chưa xong hết mà", "chưa xong hết đâu, hoàn tác đi", "bỏ cái vừa rồi"],
)
async def test_what_was_recorded_together_is_taken_back_together(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, "xong tất cả")

    said = await reminded.says(HEAD, words)

    assert said.startswith("↩️ Đã hoàn tác báo cáo về 04 việc.")
    assert done(reminded) == []


@pytest.mark.parametrize(
    "words",
    [
        "không phải, mới xong việc 4 thôi",
        "nhầm, chỉ việc 4 xong",
        "chỉ có việc 4 xong thôi",
        "chưa xong hết, mới xong việc 4 thôi",
        "trừ việc 4, còn lại chưa xong",
    ],
)
async def test_all_but_those_that_are_named_are_taken_back(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, "xong tất cả")

    said = await reminded.says(HEAD, words)

    assert said.startswith("↩️ Đã hoàn tác báo cáo về 03 việc.")
    assert done(reminded) == ["2.1.3b"]


async def test_where_it_may_only_be_said_once_more_it_is_asked_about_the_others(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, "xong tất cả")

    asked = await reminded.says(HEAD, "nhầm, việc 4 xong")

    assert asked.startswith("Anh/chị sửa nội dung của việc nào ạ?\n1. ")
    assert "\n4. " not in asked
    assert len(done(reminded)) == 4


async def test_a_halt_behind_several_is_asked_about(reminded: Stage) -> None:
    await reminded.says(HEAD, "xong tất cả")

    asked = await reminded.says(HEAD, "khoan")

    assert asked.startswith("Anh/chị sửa nội dung của việc nào ạ?\n1. ")


async def test_when_a_duty_was_done_takes_no_other_back(reminded: Stage) -> None:
    await reminded.says(HEAD, "xong tất cả")

    await reminded.says(HEAD, "việc 4 mới xong sáng nay")

    assert len(done(reminded)) == 4


# --- the report was of another duty ---------------------------------------------------------------


WRONG_NUMBER = [
    *("ơ sao lại việc 3, tôi nói việc 4", "à việc 4 cơ", "nhầm, việc 4", "ơ nhầm, việc 4"),
    *("à nhầm sang việc 4", "nhầm số, việc 4 cơ", "nham so, viec 4"),
]


@pytest.mark.parametrize("words", ["nhầm số, việc 4 cơ", "nhầm, việc 4", "a nham, viec 4"])
@pytest.mark.parametrize("before", ["việc 3 chưa xong vì chờ đài", "việc 3 đang làm"])
async def test_what_was_called_open_under_a_wrong_number_is_of_the_other(
    reminded: Stage, before: str, words: str
) -> None:
    await reminded.says(HEAD, before)
    told = reminded.stands(*THIRD)

    await reminded.says(HEAD, words)

    assert reminded.stands(*THIRD).state is State.WAITING
    assert reminded.stands(*FOURTH).state is told.state
    assert told.reply is not None
    moved = reminded.stands(*FOURTH).reply
    assert moved is not None
    assert moved.reason == told.reply.reason


@pytest.mark.parametrize("words", WRONG_NUMBER)
async def test_the_other_duty_is_asked_about_and_not_done_by_guess(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, "3 xong 100%")

    said = await reminded.says(HEAD, words)

    assert "\nViệc 4 đã hoàn thành chưa ạ?\n" in said
    assert done(reminded) == []
    await reminded.says(HEAD, "xong rồi")
    assert done(reminded) == ["2.1.3b"]


async def test_what_is_said_of_the_other_duty_is_recorded(reminded: Stage) -> None:
    await reminded.says(HEAD, "3 xong")

    await reminded.says(HEAD, "sao lại việc 3, em nói việc 4 xong mà")

    assert done(reminded) == ["2.1.3b"]


async def test_a_share_behind_a_done_reopens_it(reminded: Stage) -> None:
    await reminded.says(HEAD, "3 xong 100%")

    await reminded.says(HEAD, "nói lại: việc 3 mới 80%")

    reply = reminded.stands(*THIRD).reply
    assert reply is not None
    assert reply.percent == 80


async def test_evidence_of_another_duty_says_nothing_of_that_one(reminded: Stage) -> None:
    await reminded.says(HEAD, "việc 4 xong")

    await reminded.says(HEAD, "à nhầm, ảnh là của việc 3, việc 4 chưa xong")

    assert reminded.stands(*FOURTH).state is State.NOT_DONE
    assert reminded.stands(*THIRD).reply is None


# --- in a group -----------------------------------------------------------------------------------


async def test_a_colleague_in_the_group_may_deny_it_by_number(reminded: Stage) -> None:
    reminded.joined(SECOND_HEAD)
    reminded.group(ROOM)
    await reminded.says(HEAD, f"/start {reminded.invited(Post(Role.GROUP, 'qlcn'))}", chat=ROOM)
    await reminded.says(HEAD, "/viec", chat=ROOM)
    listed = reminded.shown(ROOM)[-1].id
    await reminded.says(HEAD, "2 xong rồi nhé", chat=ROOM, reply_to=listed)
    assert reminded.stands(*SECOND).done

    await reminded.says(SECOND_HEAD, "ai bảo xong, 2 chưa xong", chat=ROOM, reply_to=listed)

    assert reminded.stands(*SECOND).state is State.NOT_DONE


# --- all of them ----------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["tất cả các việc chưa xong", "chưa xong việc nào"])
async def test_all_that_are_listed_are_not_done(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, words)

    states = [reminded.stands(*key).state for key in (FIRST, SECOND, THIRD, FOURTH)]
    assert states == [State.NOT_DONE] * 4


async def test_a_done_duty_that_will_be_done_tomorrow_is_under_way(stage: Stage) -> None:
    await stage.lives("17/5 08:00")
    await stage.says(TDC_HEAD, "1 và 2 xong")

    await stage.says(TDC_HEAD, "mai xong việc 1")

    assert stage.stands(*BANNER).state is State.IN_PROGRESS
    assert stage.stands(*NEWS).done


async def test_called_done_twice_it_is_taken_back_as_a_whole(reminded: Stage) -> None:
    await reminded.says(HEAD, "1 xong")
    await reminded.says(HEAD, "việc 1 xong rồi nhé")

    await reminded.says(HEAD, "hoàn tác")

    assert not reminded.stands("2.1.1", "qlcn").done
