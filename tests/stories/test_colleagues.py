"""One duty, several chats: the first answer counts, and the others hear of it."""

import pytest

from bot.channels.simulator import Simulator
from bot.store.memory import Memory
from schedules.progress import State
from tests.stories.cast import DEPUTY, HEAD, SECOND_HEAD
from tests.stories.stage import Stage

DONE = "Việc 2 đã được Phạm Thị Lan báo hoàn thành"
OVER = "Phạm Thị Lan đã báo lại: "


@pytest.fixture
async def stage(joined_memory: Memory) -> Stage:
    """Two heads of one unit have just been reminded, where reminders can be changed."""
    return await reminded(Stage(joined_memory))


@pytest.fixture
async def plain(joined_memory: Memory) -> Stage:
    """The same where nothing can be changed."""
    phones = Simulator(most_buttons=0, can_edit=False)
    return await reminded(Stage(joined_memory, phones=phones))


async def reminded(stage: Stage) -> Stage:
    stage.joined(SECOND_HEAD)
    await stage.lives("12/5 08:00")
    return stage


async def test_a_colleagues_reminder_shows_the_outcome_and_asks_no_more(stage: Stage) -> None:
    before = len(stage.shown(SECOND_HEAD))

    await stage.taps(HEAD, "✅ 2")
    await stage.lives("12/5 09:00")

    shown = stage.shown(SECOND_HEAD)
    assert len(shown) == before
    assert (
        "✅ Việc 2: đã hoàn thành (Phạm Thị Lan, 08h00 thứ Năm, 12/5/2022)"
        in shown[-1].message.body
    )
    assert "✅ 2. Đã xong" not in [c.label for row in shown[-1].message.rows for c in row]


async def test_a_colleagues_reminder_shows_how_far_the_work_is(stage: Stage) -> None:
    await stage.says(HEAD, "1 đang làm, được 60%")

    assert (
        "⏳ Việc 1: đang thực hiện 60% (Phạm Thị Lan" in stage.shown(SECOND_HEAD)[-1].message.body
    )


async def test_the_own_reminder_on_another_channel_shows_what_was_answered(
    joined_memory: Memory,
) -> None:
    zalo = Simulator("zalo-bot", most_buttons=0, can_edit=False)
    stage = Stage(joined_memory, more=[zalo])
    stage.linked(zalo, HEAD)
    await stage.lives("12/5 08:00")

    await stage.says_on(zalo, HEAD, "2 xong")

    assert "✅ Việc 2: đã hoàn thành (Phạm Thị Lan" in stage.texts(HEAD)[-1]
    assert len(zalo.phone(HEAD.phone).shown) == 1


async def test_what_is_taken_back_is_taken_back_on_a_colleagues_reminder(stage: Stage) -> None:
    await stage.taps(HEAD, "✅ 2")

    await stage.taps(HEAD, "↩️")

    shown = stage.shown(SECOND_HEAD)[-1].message
    assert "Việc 2: đã hoàn thành" not in shown.body
    assert "✅ 2. Đã xong" in [choice.label for row in shown.rows for choice in row]


async def test_where_nothing_can_be_changed_a_colleague_is_told_in_one_line(plain: Stage) -> None:
    before = len(plain.texts(SECOND_HEAD))

    await plain.says(HEAD, "2 xong")
    await plain.lives("12/5 09:00")

    assert [text.split(",")[0] for text in plain.texts(SECOND_HEAD)[before:]] == [DONE]
    assert plain.texts(HEAD)[-1].startswith("✅ Đã ghi nhận hoàn thành")


async def test_what_is_taken_back_within_ten_minutes_is_never_told(plain: Stage) -> None:
    before = len(plain.texts(SECOND_HEAD))
    await plain.says(HEAD, "2 xong")
    await plain.comes("12/5 08:05")

    await plain.says(HEAD, "hoàn tác")
    await plain.lives("12/5 11:00")

    assert len(plain.texts(SECOND_HEAD)) == before


async def test_not_done_is_nobodys_news_but_the_units_own(plain: Stage) -> None:
    before = len(plain.texts(SECOND_HEAD))

    await plain.says(HEAD, "2 chưa xong vì chờ kinh phí")
    await plain.lives("12/5 11:00")

    assert len(plain.texts(SECOND_HEAD)) == before


@pytest.mark.parametrize("buttons", [True, False])
async def test_whose_answer_is_overridden_hears_of_it(joined_memory: Memory, buttons: bool) -> None:
    phones = Simulator() if buttons else Simulator(most_buttons=0, can_edit=False)
    stage = await reminded(Stage(joined_memory, phones=phones))
    await stage.says(SECOND_HEAD, "2 chưa xong vì chờ kinh phí")

    await stage.says(HEAD, "2 xong")
    await stage.lives("12/5 09:00")

    told = [text for text in stage.texts(SECOND_HEAD) if text.startswith(OVER)]
    assert [text.split("\n")[0] for text in told] == [
        "Phạm Thị Lan đã báo lại: đã hoàn thành, lúc 08h00 thứ Năm, 12/5/2022."
    ]
    assert "Trước đó anh/chị báo chưa hoàn thành" in told[0]
    assert stage.stands("2.1.2", "qlcn").state is State.DONE


async def test_who_says_the_same_overrides_nobody(plain: Stage) -> None:
    await plain.says(SECOND_HEAD, "2 xong")

    await plain.says(HEAD, "2 xong")
    await plain.lives("12/5 11:00")

    assert not [text for text in plain.texts(SECOND_HEAD) if text.startswith(OVER)]


async def test_several_duties_done_at_once_are_one_message(plain: Stage) -> None:
    before = len(plain.texts(SECOND_HEAD))

    await plain.says(HEAD, "2 xong, 3 xong")
    await plain.lives("12/5 09:00")

    [told] = plain.texts(SECOND_HEAD)[before:]
    assert told.startswith("Đồng nghiệp của anh/chị đã báo:\nViệc 2 đã được Phạm Thị Lan")
    assert "\nViệc 3 đã được Phạm Thị Lan" in told


@pytest.mark.parametrize("words", ["việc 2 xong rồi", "1, 3 xong", "xong hết rồi ạ", "2 chưa xong"])
async def test_who_has_been_shown_no_list_reports_by_no_number_of_a_colleague_s(
    stage: Stage, words: str
) -> None:
    await stage.says(HEAD, "1 xong")
    stage.joined(DEPUTY)

    said = await stage.says(DEPUTY, words)

    assert said.startswith(
        "Chưa ghi nhận gì: anh/chị chưa xem danh sách việc nên số có thể chưa khớp.\n"
        "Đề nghị anh/chị báo lại theo số dưới đây:\n"
        "1. Phối hợp với Báo Lạng Sơn, "
    )
    others = [each for each in stage.board().of_unit("qlcn") if each.reply]
    assert [each.assignment.activity.id for each in others] == ["2.1.1"]

    await stage.says(DEPUTY, "2 xong")
    assert stage.stands("2.1.3a", "qlcn").done


async def test_who_has_been_shown_no_list_may_name_a_duty_by_its_title(stage: Stage) -> None:
    stage.joined(DEPUTY)

    await stage.says(DEPUTY, "video phóng sự xong rồi ạ")

    assert stage.stands("2.2.4c", "qlcn").done
