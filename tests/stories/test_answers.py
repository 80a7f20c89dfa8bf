"""Units answer by button: what is recorded, what is said back, and what changes nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.channels import TryLater
from bot.store.tables import inbox, replies
from schedules.progress import Answer, State
from tests.stories.cast import (
    DEPUTY,
    HEAD,
    LEADER,
    QLKH_HEAD,
    SECOND_HEAD,
    STAFF,
    STRANGER,
    TDC_HEAD,
    VPS_HEAD,
    Somebody,
    changed,
)
from tests.stories.stage import Stage


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST has been reminded of four duties that are due on 14/5."""
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    return stage


def recorded(stage: Stage) -> int:
    """How many rows the book of answers has."""
    with stage.memory.begin() as tx:
        return tx.execute(select(func.count()).select_from(replies)).scalar_one()


async def test_done_is_recorded_and_repeated_with_a_way_to_undo_it(reminded: Stage) -> None:
    said = await reminded.taps(HEAD, "✅ 2")

    standing = reminded.stands("2.1.2", "qlcn")
    assert (standing.state, standing.reply and standing.reply.by) == (State.DONE, HEAD.name)
    assert said.startswith("✅ Đã ghi nhận hoàn thành, lúc 08h00 thứ Ba, 10/5/2022, trước hạn 04")
    assert "QLCN&ĐMST – “Phối hợp với Báo Lạng Sơn" in said
    assert "(mục III.2.1, Stt 2)" in said
    labels = [c.label for row in reminded.shown(HEAD)[-1].message.rows for c in row]
    assert labels == ["↩️ Hoàn tác"]


async def test_the_message_that_was_answered_shows_the_answer_and_keeps_the_other_buttons(
    reminded: Stage,
) -> None:
    reminder = reminded.shown(HEAD)[-1]

    await reminded.taps(HEAD, "✅ 2")

    assert reminder.edited
    assert reminder.message.text.endswith(
        "✅ Việc 2: đã hoàn thành (Phạm Thị Lan, 08h00 thứ Ba, 10/5/2022)"
    )
    labels = [choice.label for row in reminder.message.rows for choice in row]
    assert labels == [
        f"{mark} {n}. {what}"
        for n in (1, 3, 4)
        for mark, what in (("✅", "Đã xong"), ("❌", "Chưa xong"))
    ]


async def test_every_answer_stays_visible_in_the_message(reminded: Stage) -> None:
    await reminded.taps(HEAD, "✅ 2")
    await reminded.taps(HEAD, "❌ 4")
    await reminded.taps(HEAD, "✅ 1")

    lines = reminded.shown(HEAD)[1].message.text.splitlines()[-3:]
    assert [line.split(" (")[0] for line in lines] == [
        "✅ Việc 1: đã hoàn thành",
        "✅ Việc 2: đã hoàn thành",
        "❌ Việc 4: chưa hoàn thành",
    ]


async def test_done_stops_the_reminders_of_that_duty_and_no_other(reminded: Stage) -> None:
    await reminded.taps(HEAD, "✅ 2")

    await reminded.lives("12/5 09:00")

    text = reminded.sent_to(HEAD)[-1].text
    assert "Báo Lạng Sơn, Đài phát thanh" not in text
    assert text.count("[mục III.2.1") == 3


async def test_done_stops_a_reminder_that_is_promised_but_not_yet_sent(stage: Stage) -> None:
    await stage.lives("10/5 08:00")
    stage.troubles(HEAD, TryLater("flood", timedelta(hours=1)))
    await stage.lives("12/5 08:00")
    waiting = len(stage.sent_to(HEAD))

    for n in (1, 2, 3, 4):
        await stage.taps(HEAD, f"✅ {n}")
    await stage.lives("12/5 12:00")

    assert len(stage.sent_to(HEAD)) == waiting + 1
    text = stage.sent_to(HEAD)[-1].text
    assert "[mục III.2.1" not in text
    assert "video phóng sự" in text


async def test_when_everything_is_done_nobody_is_reminded_of_anything(reminded: Stage) -> None:
    for n in (1, 2, 3, 4):
        await reminded.taps(HEAD, f"✅ {n}")
    before = reminded.days_of(HEAD)

    await reminded.lives("12/5 07:30")
    await reminded.says(HEAD, "/viec")
    for _ in range(2):
        await reminded.taps(HEAD, "✅")
        await reminded.says(HEAD, "/viec")
    work = reminded.shown(HEAD)[-1].message.text
    await reminded.lives("31/5 09:00")

    assert "không còn nhiệm vụ nào chưa hoàn thành. Đã hoàn thành 06/06." in work
    reminders = [sent for sent in reminded.sent_to(HEAD) if sent.text.startswith("Kính gửi")]
    assert len(reminders) == len(before)


async def test_done_after_the_deadline_is_recorded_as_late(stage: Stage) -> None:
    await stage.lives("17/5 10:00")

    said = await stage.taps(HEAD, "✅ 1")

    standing = stage.stands("2.1.1", "qlcn")
    assert standing.late
    assert "quá hạn 02 ngày làm việc" in said
    assert stage.board().totals.done_late == 1


async def test_done_on_the_saturday_of_the_deadline_is_on_time(stage: Stage) -> None:
    await stage.lives("15/5 23:59")

    said = await stage.taps(HEAD, "✅ 1")

    assert not stage.stands("2.1.1", "qlcn").late
    assert "đúng hạn" in said


async def test_a_double_tap_is_answered_and_recorded_once(reminded: Stage) -> None:
    shown, data = reminded.phones.phone(HEAD.phone).find("✅ 2")
    await reminded.sends(HEAD, data, shown.id)

    said = await reminded.sends(HEAD, data, shown.id)

    assert recorded(reminded) == 1
    assert "đã hoàn thành, đã ghi nhận lúc 08h00" in said


async def test_two_heads_who_answer_at_once_leave_one_answer(stage: Stage) -> None:
    stage.joined(SECOND_HEAD)
    await stage.lives("10/5 08:00")
    for head in (HEAD, SECOND_HEAD):
        stage.phones.taps(head.sender, "✅ 2")

    await stage.beat()

    assert recorded(stage) == 1
    assert "(Phạm Thị Lan báo)" in stage.texts(SECOND_HEAD)[-1]


async def test_the_later_of_two_different_answers_counts(stage: Stage) -> None:
    stage.joined(SECOND_HEAD)
    await stage.lives("10/5 08:00")

    await stage.taps(HEAD, "✅ 2")
    await stage.taps(SECOND_HEAD, "❌ 2")

    standing = stage.stands("2.1.2", "qlcn")
    assert (standing.state, standing.reply and standing.reply.by) == (
        State.NOT_DONE,
        SECOND_HEAD.name,
    )


async def test_the_button_of_an_old_message_still_reports_its_own_duty(stage: Stage) -> None:
    await stage.lives("10/5 08:00")
    old, data = stage.phones.phone(HEAD.phone).find("✅ 3")
    await stage.lives("16/5 09:00")

    await stage.sends(HEAD, data, old.id)

    assert [s.assignment.key for s in stage.board().standings if s.done] == [("2.1.3a", "qlcn")]


async def test_a_button_of_a_deadline_that_moved_records_nothing_and_offers_the_new_one(
    reminded: Stage,
) -> None:
    shown, data = reminded.phones.phone(HEAD.phone).find("✅ 2")
    reminded.restarted(changed(("due: 2022-05-14", "due: 2022-05-17")))

    said = await reminded.sends(HEAD, data, shown.id)

    assert recorded(reminded) == 0
    assert "hạn mới là thứ Ba, 17/5/2022" in said
    await reminded.taps(HEAD, "✅")
    assert reminded.stands("2.1.2", "qlcn").state is State.DONE


async def test_what_was_answered_stays_answered_when_a_deadline_moves(reminded: Stage) -> None:
    await reminded.taps(HEAD, "✅ 2")

    reminded.restarted(changed(("due: 2022-05-14", "due: 2022-05-17")))

    assert reminded.stands("2.1.2", "qlcn").state is State.DONE


@pytest.mark.parametrize(
    "data",
    [
        "",
        "done",
        "done:::",
        "done:AAAAAAAAAAAA:AAAA",
        "undo:1",
        "undo:-1",
        "undo:99999999999999999999",
        "why:1:0",
        "why:1:99",
        "why:0:-",
        "got:1",
        "ok:AAAA-AAAA",
        "ok:",
        "🙂" * 16,
        "'; DROP TABLE replies; --",
    ],
)
async def test_forged_data_is_answered_and_changes_nothing(reminded: Stage, data: str) -> None:
    said = await reminded.sends(HEAD, data, None)

    assert said
    assert recorded(reminded) == 0
    assert reminded.phones.phone(HEAD.phone).notes


@pytest.mark.parametrize("outsider", [QLKH_HEAD, LEADER], ids=["head of another unit", "leader"])
async def test_a_duty_of_another_unit_cannot_be_reported(
    reminded: Stage, outsider: Somebody
) -> None:
    _, data = reminded.phones.phone(HEAD.phone).find("✅ 2")

    said = await reminded.sends(outsider, data, None)

    assert recorded(reminded) == 0
    assert said.startswith("Chưa ghi nhận: nhiệm vụ này do đơn vị khác thực hiện.")


async def test_a_stranger_with_a_genuine_button_is_told_who_may(reminded: Stage) -> None:
    shown, data = reminded.phones.phone(HEAD.phone).find("✅ 2")

    await reminded.sends(STRANGER, data, shown.id)

    assert recorded(reminded) == 0
    assert "chưa được liên kết" in reminded.phones.phone(STRANGER.phone).notes[-1]


@pytest.mark.parametrize("who", [DEPUTY, STAFF], ids=["deputy", "staff"])
async def test_deputies_and_staff_report_for_their_unit(reminded: Stage, who: Somebody) -> None:
    reminded.joined(who)

    await reminded.says(who, "/viec")
    await reminded.taps(who, "✅ 1")

    reply = reminded.stands("2.1.1", "qlcn").reply
    assert reply is not None
    assert (reply.answer, reply.by) == (Answer.DONE, who.name)


async def test_an_update_kept_twice_is_answered_once(reminded: Stage) -> None:
    reminded.phones.taps(HEAD.sender, "✅ 2")
    updates = reminded.phones.taken()
    keep = reminded.reception.keeper("simulator")

    await keep(updates)
    await reminded.hear()
    await keep(updates)
    await reminded.hear()

    assert recorded(reminded) == 1
    with reminded.memory.begin() as tx:
        assert tx.execute(select(func.count()).select_from(inbox)).scalar_one() == 1


async def test_other_units_are_untouched_by_an_answer(reminded: Stage) -> None:
    await reminded.lives("16/5 09:00")

    await reminded.taps(TDC_HEAD, "✅ 1")

    assert reminded.stands("2.2.1", "tdc").done or reminded.stands("2.2.2", "tdc").done
    assert sum(s.done for s in reminded.board().standings) == 1
    assert not reminded.stands("2.2.1", "vps").done
    assert VPS_HEAD.name not in {s.reply.by for s in reminded.board().standings if s.reply}
