"""What was reported is taken back in own words, days later or with nothing open any more."""

import pytest

from bot.channels.simulator import Simulator
from bot.store.memory import Memory
from schedules.progress import State
from tests.stories.cast import HEAD, OFFICE, TDC_HEAD, VPS_HEAD
from tests.stories.stage import Stage
from tests.stories.test_verdicts import CONFIRMED

BANNER, NEWS = ("2.2.1", "tdc"), ("2.2.2", "tdc")
FIRST, SECOND, THIRD = ("2.1.1", "qlcn"), ("2.1.2", "qlcn"), ("2.1.3a", "qlcn")
WHAT = "Anh/chị sửa nội dung nào ạ?\n"
WHICH = "Chưa ghi nhận: anh/chị báo về việc số mấy ạ?\n"


@pytest.fixture
async def all_done(stage: Stage) -> Stage:
    """It is 18/5, 09:00: Chi cục TĐC reported yesterday that both of its duties are done."""
    await stage.lives("17/5 08:00")
    await stage.says(TDC_HEAD, "việc 1 và 2 xong")
    await stage.lives("18/5 09:00")
    return stage


@pytest.fixture
async def one_done(stage: Stage) -> Stage:
    """The same, where it reported the banner alone, and the other one is open."""
    await stage.lives("17/5 08:00")
    await stage.says(TDC_HEAD, "băng rôn xong rồi")
    await stage.lives("18/5 09:00")
    return stage


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST has been reminded of four duties that are due on 14/5."""
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    return stage


# --- days later, or with nothing open -------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "hôm qua e báo nhầm việc băng rôn, thật ra chưa treo",
        "hôm qua báo nhầm việc 1, chưa xong đâu ạ",
        "thật ra băng rôn chưa treo anh ạ",
        "à mà việc 1 chưa đâu nhé",
    ],
)
async def test_a_done_duty_said_to_be_not_done_after_all_is_reopened(
    all_done: Stage, words: str
) -> None:
    said = await all_done.says(TDC_HEAD, words)

    assert said.startswith("Đã ghi nhận: chưa hoàn thành.\nChi cục TĐC – “Treo băng rôn")
    assert all_done.stands(*BANNER).state is State.NOT_DONE
    assert all_done.stands(*NEWS).done


@pytest.mark.parametrize(
    "words",
    [
        "việc 1 sang tuần mới xong đc",
        "việc 1 mai mới xong",
        "việc 1 mới được 60% thôi",
        "hôm qua báo nhầm, việc 1 mai mới xong",
    ],
)
async def test_a_done_duty_that_will_be_done_later_is_under_way_again(
    all_done: Stage, words: str
) -> None:
    said = await all_done.says(TDC_HEAD, words)

    assert said.startswith("Đã ghi nhận: đang thực hiện")
    assert all_done.stands(*BANNER).state is State.IN_PROGRESS
    assert all_done.stands(*NEWS).done


@pytest.mark.parametrize(
    "words",
    [
        "hôm qua em báo nhầm việc băng rôn",
        "hôm qua báo nhầm việc 1 ạ",
        "trừ việc 1 nhé",
    ],
)
async def test_where_it_is_not_said_how_it_stands_it_is_asked_of_the_duty_that_is_named(
    all_done: Stage, words: str
) -> None:
    asked = await all_done.says(TDC_HEAD, words)

    assert asked.startswith(f"{WHAT}Chi cục TĐC – “Treo băng rôn")
    await all_done.says(TDC_HEAD, "chưa xong vì chờ vải")
    assert all_done.stands(*BANNER).state is State.NOT_DONE
    assert all_done.stands(*NEWS).done


async def test_what_is_asked_about_is_dropped_by_the_words_of_the_button(all_done: Stage) -> None:
    await all_done.says(TDC_HEAD, "trừ việc 1 nhé")

    await all_done.says(TDC_HEAD, "bỏ ghi nhận")

    assert all_done.stands(*BANNER).state is State.WAITING
    assert all_done.stands(*NEWS).done


async def test_days_later_another_duty_may_be_named_instead(one_done: Stage) -> None:
    said = await one_done.says(TDC_HEAD, "hôm qua báo nhầm, việc 2 mới xong chứ ko phải việc 1")

    assert one_done.stands(*NEWS).done
    assert one_done.stands(*BANNER).state is State.NOT_DONE
    assert "Đã chuyển ý kiến" not in said


async def test_who_names_no_duty_is_asked_what_of_the_last_report_is_wrong(
    one_done: Stage,
) -> None:
    asked = await one_done.says(TDC_HEAD, "hôm qua em báo nhầm")

    assert asked.startswith(f"{WHAT}Chi cục TĐC – “Treo băng rôn")
    assert one_done.stands(*NEWS).reply is None


async def test_the_only_one_that_was_reported_is_reopened(one_done: Stage) -> None:
    await one_done.says(TDC_HEAD, "hôm qua em báo nhầm, thật ra chưa xong")

    assert one_done.stands(*BANNER).state is State.NOT_DONE
    assert one_done.stands(*NEWS).reply is None


@pytest.mark.parametrize("words", ["nhầm, chưa xong", "à không, chưa xong đâu"])
async def test_a_mistake_the_next_day_is_not_of_whatever_happens_to_be_open(
    one_done: Stage, words: str
) -> None:
    asked = await one_done.says(TDC_HEAD, words)

    assert asked.startswith(f"{WHICH}1. Treo băng rôn")
    assert one_done.stands(*NEWS).reply is None
    await one_done.says(TDC_HEAD, "1")
    assert one_done.stands(*BANNER).state is State.NOT_DONE


@pytest.mark.parametrize("words", ["thật ra việc 1 xong từ hôm kia", "việc 1 xong rồi mà"])
async def test_what_is_still_called_done_stays_done(all_done: Stage, words: str) -> None:
    await all_done.says(TDC_HEAD, words)

    assert all_done.stands(*BANNER).done


# --- right after ----------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["trừ việc 2 nhé", "à trừ 2 ra", "trừ việc Báo Lạng Sơn nhé"])
async def test_what_is_taken_out_of_all_is_as_if_it_had_not_been_reported(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, "xong hết")

    said = await reminded.says(HEAD, words)

    assert said.startswith("↩️ Đã hoàn tác")
    assert "Báo Lạng Sơn" in said
    assert reminded.stands(*SECOND).state is State.WAITING
    assert [s.done for s in reminded.board().of_unit("qlcn")].count(True) == 3


async def test_a_count_of_those_that_are_not_done_is_asked_of_what_was_just_reported(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, "xong hết")

    asked = await reminded.says(HEAD, "2 việc chưa xong")

    assert asked.startswith(f"{WHICH}1. ")
    assert all(f"\n{n}. " in asked for n in (2, 3, 4))
    await reminded.says(HEAD, "2 và 3")
    assert reminded.stands(*SECOND).state is State.NOT_DONE
    assert reminded.stands(*THIRD).state is State.NOT_DONE
    assert reminded.stands(*FIRST).done


@pytest.mark.parametrize(
    "words",
    [
        "k phải, vc 3 mới xong",
        "à nhầm, việc 3 mới xong",
        "ấy nhầm việc 3 chứ không phải việc 2",
        "nhầm, việc 3 mới xong chứ ko phải việc 2",
    ],
)
async def test_another_duty_that_is_done_instead_takes_the_report_over(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, "2 xong")

    said = await reminded.says(HEAD, words)

    assert said.startswith("Đã bỏ ghi nhận. Phòng QLCN&ĐMST – “Phối hợp với Báo Lạng Sơn")
    assert reminded.stands(*SECOND).state is State.WAITING
    assert reminded.stands(*THIRD).done


async def test_where_the_other_one_is_done_already_the_report_is_only_taken_back(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, "3 xong")
    await reminded.says(HEAD, "2 xong")

    await reminded.says(HEAD, "k phải, việc 3 mới xong")

    assert reminded.stands(*SECOND).state is State.WAITING
    assert reminded.stands(*THIRD).done


async def test_of_several_reports_it_is_asked_which_one_the_other_duty_is_instead_of(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, "1 và 2 xong")

    said = await reminded.says(HEAD, "k phải, vc 3 mới xong")

    assert "Anh/chị sửa nội dung của việc nào ạ?\n1. " in said
    assert reminded.stands(*THIRD).done


async def test_news_of_another_duty_behind_a_no_is_recorded_and_the_first_is_asked_about(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, "2 xong")

    said = await reminded.says(HEAD, "k phải, việc 3 được 50%")

    assert reminded.stands(*THIRD).state is State.IN_PROGRESS
    assert f"{WHAT}Phòng QLCN&ĐMST – “Phối hợp với Báo Lạng Sơn" in said


async def test_what_had_been_forgotten_takes_nothing_over(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 xong")

    await reminded.says(HEAD, "à quên, việc 3 cũng xong")

    assert reminded.stands(*SECOND).done
    assert reminded.stands(*THIRD).done


async def test_one_more_duty_behind_a_no_takes_nothing_over(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 xong")

    said = await reminded.says(HEAD, "sai rồi, việc 3 cũng xong")

    assert reminded.stands(*SECOND).done
    assert reminded.stands(*THIRD).done
    assert f"{WHAT}Phòng QLCN&ĐMST – “Phối hợp với Báo Lạng Sơn" in said


# --- a number, and how far it is ------------------------------------------------------------------

SHARES = [
    *("a nhầm 2 chưa, được 60% thôi", "a nham 2 chua, dc 60% thoi"),
    *("việc 2 chưa xong, mới được 60%", "viec 2 chua xong, moi dc 60%"),
    *("nhầm việc 2 nhé, được 60%", "2 chưa đâu, làm được 60%"),
]


@pytest.mark.parametrize("words", SHARES)
@pytest.mark.parametrize("both", [True, False])
@pytest.mark.parametrize("buttons", [True, False])
async def test_a_done_duty_named_by_its_number_is_under_way_again_with_its_share(
    joined_memory: Memory, words: str, both: bool, buttons: bool
) -> None:
    phones = Simulator() if buttons else Simulator(most_buttons=0, can_edit=False)
    stage = Stage(joined_memory, phones=phones)
    await stage.lives("17/5 08:00")
    await stage.says(TDC_HEAD, "1 và 2 xong" if both else "2 xong")
    await stage.comes("18/5 09:00")

    said = await stage.says(TDC_HEAD, words)

    assert said.startswith("Đã ghi nhận: đang thực hiện 60%.\nChi cục TĐC – “Giới thiệu")
    assert stage.stands(*BANNER).done is both


async def test_so_it_is_at_once_and_where_another_is_called_done_again(all_done: Stage) -> None:
    await all_done.says(TDC_HEAD, "việc 2 xong rồi mà")

    await all_done.says(TDC_HEAD, "2 chưa, được 60% thôi, việc 1 xong rồi")

    reply = all_done.stands(*NEWS).reply
    assert reply is not None
    assert reply.percent == 60
    assert all_done.stands(*BANNER).done


@pytest.mark.parametrize(
    "words", ["2 đồng chí chưa xong, mới được 60%", "2 cái chưa xong, mới được 60%"]
)
async def test_a_count_is_no_number_of_a_done_duty(all_done: Stage, words: str) -> None:
    await all_done.says(TDC_HEAD, words)

    assert all_done.stands(*BANNER).done
    assert all_done.stands(*NEWS).done


async def test_what_leadership_has_accepted_is_reopened_by_its_unit(stage: Stage) -> None:
    stage.restarted(CONFIRMED)
    await stage.lives("11/5 08:00")
    await stage.says(VPS_HEAD, "1 xong")
    await stage.taps(OFFICE, "✅ Xác nhận")

    await stage.says(VPS_HEAD, "việc 1 chưa xong, mới được 60%")

    assert stage.stands("2.2.4a", "vps").state is State.IN_PROGRESS


@pytest.mark.parametrize("words", ["chưa, mới được 60%", "ơ chưa, dc 60% thoi"])
async def test_not_yet_behind_a_report_takes_its_share_along(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, "2 xong")

    said = await reminded.says(HEAD, words)

    assert said.startswith("Đã ghi nhận: đang thực hiện 60%.\nPhòng QLCN&ĐMST – “Phối hợp")
