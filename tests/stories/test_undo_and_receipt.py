"""Taking answers back, and receipts, which are no answers."""

from datetime import timedelta

import pytest

from bot.channels import TryLater
from bot.choices import buttons
from bot.people import Post, Role
from schedules.progress import Answer, State
from tests.stories.cast import HEAD, LEADER, QLKH_HEAD, ROOM, SECOND_HEAD, VPS_HEAD, changed
from tests.stories.stage import Stage


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST has been reminded of four duties that are due on 14/5."""
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    return stage


async def test_an_answer_can_be_taken_back_for_ten_minutes(reminded: Stage) -> None:
    await reminded.taps(HEAD, "✅ 2")
    await reminded.comes("10/5 08:10")

    said = await reminded.taps(HEAD, "↩️")

    assert reminded.stands("2.1.2", "qlcn").state is State.WAITING
    assert said.startswith("↩️ Đã hoàn tác.")


async def test_a_word_takes_back_all_that_the_last_message_reported(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 được 30%")
    await reminded.says(HEAD, "1, 2, 3 xong")
    await reminded.says(HEAD, "đã nhận")

    said = await reminded.says(HEAD, "hoàn tác")

    lines = said.splitlines()
    assert lines[0] == "↩️ Đã hoàn tác báo cáo về 03 việc."
    assert [line[:2] for line in lines[1:]] == ["1.", "2.", "3."]
    assert lines[2].endswith(": đang thực hiện 30%")
    below = reminded.shown(HEAD)[-1].message
    assert [choice.typed for row in below.rows for choice in row] == [
        *("1 xong", "1 chưa xong", "2 xong", "2 chưa xong", "3 xong", "3 chưa xong")
    ]
    states = [s.state for s in reminded.board().of_unit("qlcn")][:3]
    assert states == [State.WAITING, State.IN_PROGRESS, State.WAITING]


@pytest.mark.parametrize(
    "words",
    ["em bấm nhầm, hoàn tác giúp em với ạ", "nhầm rồi, hoàn tác", "cho em xin hoàn tác lại"],
)
async def test_whose_mistake_it_was_may_be_said_with_it(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, "2 chưa xong")

    said = await reminded.says(HEAD, words)

    assert said.startswith("↩️ Đã hoàn tác.")
    assert reminded.stands("2.1.2", "qlcn").state is State.WAITING


@pytest.mark.parametrize(
    "words", ["hoàn tác được không?", "hoàn tác là gì", "em hoàn tác rồi", "không hoàn tác"]
)
async def test_to_speak_of_taking_back_takes_nothing_back(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, "2 xong")

    await reminded.says(HEAD, words)

    assert reminded.stands("2.1.2", "qlcn").done


async def test_after_ten_minutes_an_answer_stays(reminded: Stage) -> None:
    await reminded.taps(HEAD, "✅ 2")
    await reminded.comes("10/5 08:11")

    said = await reminded.taps(HEAD, "↩️")

    assert reminded.stands("2.1.2", "qlcn").state is State.DONE
    assert said.startswith("Không hoàn tác được nữa")


async def test_taking_back_brings_the_answer_before_into_force(reminded: Stage) -> None:
    await reminded.taps(HEAD, "❌ 2")
    await reminded.taps(HEAD, "Chờ kinh phí")
    await reminded.taps(HEAD, "✅ 2")

    await reminded.taps(HEAD, "↩️")

    standing = reminded.stands("2.1.2", "qlcn")
    assert standing.reply is not None
    assert (standing.state, standing.reply.reason) == (State.NOT_DONE, "Chờ kinh phí")


async def test_an_answer_that_a_newer_one_has_replaced_cannot_be_taken_back(
    reminded: Stage,
) -> None:
    await reminded.taps(HEAD, "✅ 2")
    shown, undo = reminded.phones.phone(HEAD.phone).find("↩️")
    reminded.joined(SECOND_HEAD)
    not_done = buttons.report(reminded.plan, reminded.plan.by_key["2.1.2", "qlcn"], Answer.NOT_DONE)
    await reminded.sends(SECOND_HEAD, not_done, None)

    said = await reminded.sends(HEAD, undo, shown.id)

    assert reminded.stands("2.1.2", "qlcn").state is State.NOT_DONE
    assert said.startswith("Không hoàn tác được nữa")


async def test_taking_back_twice_changes_nothing_more(reminded: Stage) -> None:
    await reminded.taps(HEAD, "❌ 2")
    shown, undo = reminded.phones.phone(HEAD.phone).find("↩️")
    await reminded.sends(HEAD, undo, shown.id)

    said = await reminded.sends(HEAD, undo, shown.id)

    assert reminded.stands("2.1.2", "qlcn").state is State.WAITING
    assert said.startswith("Không hoàn tác được nữa")


async def test_a_colleague_of_the_unit_may_take_back_and_nobody_else(reminded: Stage) -> None:
    reminded.joined(SECOND_HEAD)
    await reminded.taps(HEAD, "✅ 2")
    _, undo = reminded.phones.phone(HEAD.phone).find("↩️")

    await reminded.sends(QLKH_HEAD, undo, None)
    await reminded.sends(LEADER, undo, None)
    kept = reminded.stands("2.1.2", "qlcn").state
    await reminded.sends(SECOND_HEAD, undo, None)

    assert kept is State.DONE
    assert reminded.stands("2.1.2", "qlcn").state is State.WAITING


async def test_what_was_taken_back_is_reminded_of_again(reminded: Stage) -> None:
    await reminded.taps(HEAD, "✅ 2")
    await reminded.taps(HEAD, "↩️")

    await reminded.lives("12/5 09:00")

    assert reminded.sent_to(HEAD)[-1].text.count("[mục III.2.1") == 4


async def test_a_receipt_is_noted_and_is_no_result(reminded: Stage) -> None:
    said = await reminded.taps(HEAD, "👍")

    standings = [reminded.stands(a, "qlcn") for a in ("2.1.1", "2.1.2", "2.1.3a", "2.1.3b")]
    assert all(s.received and s.state is State.WAITING for s in standings)
    assert reminded.board().answers.done == 0
    assert said.startswith("👍 Đã ghi nhận: anh/chị đã nhận thông tin.")


async def test_a_receipt_does_not_stop_the_reminders_that_follow(reminded: Stage) -> None:
    await reminded.taps(HEAD, "👍")

    await reminded.lives("12/5 09:00")

    text = reminded.sent_to(HEAD)[-1].text
    assert text.count("[mục III.2.1") == 4
    assert text.count("Đã nhận, chưa báo kết quả") == 4


async def test_a_receipt_does_not_stop_a_reminder_that_asks_for_the_result(stage: Stage) -> None:
    """The reminder of 12/5 is held up; meanwhile somebody taps 👍 under that of 10/5."""
    stage.joined(SECOND_HEAD)
    await stage.lives("10/5 08:00")
    stage.troubles(HEAD, TryLater("flood", timedelta(hours=1)))
    await stage.lives("12/5 08:00")
    await stage.taps(SECOND_HEAD, "👍")

    await stage.lives("12/5 11:00")

    assert stage.days_of(HEAD)[-1] == "12/5 09:00"
    assert stage.sent_to(HEAD)[-1].text.count("[mục III.2.1") == 4


async def test_a_receipt_of_a_message_whose_duties_are_all_done_says_so(stage: Stage) -> None:
    await stage.lives("13/5 08:00")
    shown, receipt = stage.phones.phone(HEAD.phone).find("👍")
    while stage.phones.phone(HEAD.phone).button(shown.id, "✅"):
        button = stage.phones.phone(HEAD.phone).button(shown.id, "✅")
        assert button is not None
        await stage.sends(HEAD, button.data, shown.id)

    said = await stage.sends(HEAD, receipt, shown.id)

    assert "đã có kết quả của các nhiệm vụ này" in said


async def test_somebody_of_another_unit_cannot_receive_in_a_unit_s_group(stage: Stage) -> None:
    stage.group(ROOM)
    code = stage.invited(Post(Role.GROUP, "qlcn"))
    await stage.says(HEAD, f"/start {code}", chat=ROOM)
    await stage.lives("10/5 08:00")

    said = await stage.taps(QLKH_HEAD, "👍", chat=ROOM)

    assert not stage.stands("2.1.1", "qlcn").received
    assert "đã có kết quả" not in said
    assert said.startswith("Chưa ghi nhận: nhiệm vụ này do đơn vị khác thực hiện.")


async def test_a_receipt_of_duties_that_left_the_plan_is_an_old_button(reminded: Stage) -> None:
    shown, receipt = reminded.phones.phone(HEAD.phone).find("👍")
    reminded.restarted(changed(("id: khcn-2022", "id: khcn-2023")))

    said = await reminded.sends(HEAD, receipt, shown.id)

    assert said.startswith("Lựa chọn này không còn hiệu lực")


async def test_thanks_after_a_report_are_not_told_that_nothing_was_recorded(
    reminded: Stage,
) -> None:
    before = await reminded.says(HEAD, "cảm ơn")
    await reminded.says(HEAD, "1 xong")

    after = await reminded.says(HEAD, "cảm ơn")

    assert "Kết quả chưa được ghi nhận" in before
    assert after == "Cảm ơn anh/chị."


async def test_a_receipt_leaves_work_that_is_under_way_as_it_was_reported(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, "2 được 60%")
    await reminded.taps(HEAD, "👍")

    kept = [r for r in reminded.board().of_unit("qlcn") if r.received]
    assert ("2.1.2", "qlcn") not in {each.assignment.key for each in kept}
    assert reminded.stands("2.1.2", "qlcn").state is State.IN_PROGRESS


@pytest.mark.parametrize("words", ["chờ kinh phí", "chờ kinh phí " * 310, "chờ kinh phí " * 740])
async def test_a_done_duty_reopens_by_its_number_also_after_an_undo_and_in_many_words(
    stage: Stage, words: str
) -> None:
    await stage.comes("12/5 08:00")
    await stage.says(VPS_HEAD, "/viec")
    await stage.says(VPS_HEAD, "1, 2, 3 xong")
    await stage.says(VPS_HEAD, "việc 3 chưa xong vì máy hỏng")
    await stage.says(VPS_HEAD, "hoàn tác")

    await stage.says(VPS_HEAD, f"việc 3 chưa xong vì {words}")

    states = [stage.stands(duty, "vps").state for duty in ("2.2.4a", "2.2.4", "2.2.1")]
    assert states == [State.DONE, State.DONE, State.NOT_DONE]


@pytest.mark.parametrize(
    "words", ["vâng, em cảm ơn lãnh đạo", "vâng em sẽ cố gắng", "vâng để em cố", "ok chị"]
)
async def test_thanks_for_a_decision_are_no_receipt_of_the_list_before(
    stage: Stage, words: str
) -> None:
    await stage.comes("10/5 08:00")
    await stage.comes("12/5 09:00")
    await stage.says(HEAD, "việc 2 xin lùi đến 17/5 vì đài bận")
    await stage.says(LEADER, "không đồng ý, cố gắng đúng hạn nhé")

    assert await stage.says(HEAD, words) == "Cảm ơn anh/chị."
    assert not stage.stands("2.1.1", "qlcn").received

    assert "đã nhận thông tin" in await stage.says(HEAD, "đã nhận tin nhắc ạ")
    assert stage.stands("2.1.1", "qlcn").received
