"""Somebody can be reached again: what was refused and is still true comes, and comes once."""

import pytest

from bot.channels import Undeliverable
from bot.store import invites
from schedules.progress import Reach
from tests.stories.cast import (
    DEPUTY,
    HEAD,
    LEADER,
    OFFICE,
    QLKH_HEAD,
    TDC_HEAD,
    Somebody,
    at,
)
from tests.stories.stage import Stage

SECOND_PHONE = Somebody(QLKH_HEAD.name, "hung-may-moi", QLKH_HEAD.post)


async def refused(stage: Stage) -> None:
    """The reminder of the due day, Friday 13/5, is refused at 08:00: its reader has blocked us."""
    await stage.lives("13/5 07:00")
    stage.phones.phone(QLKH_HEAD.phone).blocked = True
    await stage.lives("13/5 09:00")


def reminders(stage: Stage, who: Somebody = QLKH_HEAD) -> list[str]:
    """When somebody was reminded on 13/5 or later: "13/5 10:00"."""
    return [
        f"{s.at.day}/{s.at.month} {s.at:%H:%M}"
        for s in stage.sent_to(who)
        if s.at >= at("13/5 00:00") and s.text.startswith("Kính gửi")
    ]


async def test_what_was_refused_in_the_morning_comes_once_when_the_block_is_lifted(
    stage: Stage,
) -> None:
    await refused(stage)

    await stage.lives("13/5 10:00")
    stage.phones.unblocks(QLKH_HEAD.sender)
    await stage.lives("13/5 17:30")

    assert reminders(stage) == ["13/5 10:00"]
    text = stage.sent_to(QLKH_HEAD)[-1].text
    assert "Hôm nay, thứ Sáu, 13/5/2022, là hạn hoàn thành:\n1. Tham mưu văn bản" in text
    assert stage.stands("2.2.4b", "qlkh").reach is Reach.DELIVERED


async def test_a_block_lifted_twice_brings_it_once(stage: Stage) -> None:
    await refused(stage)

    for moment in ("10:00", "11:00"):
        await stage.lives(f"13/5 {moment}")
        stage.phones.unblocks(QLKH_HEAD.sender)
    await stage.lives("13/5 17:30")

    assert reminders(stage) == ["13/5 10:00"]


async def test_a_word_brings_it_too_and_quiet_hours_are_kept(stage: Stage) -> None:
    await refused(stage)

    await stage.lives("13/5 12:00")
    stage.phones.phone(QLKH_HEAD.phone).blocked = False
    await stage.says(QLKH_HEAD, "cảm ơn em")
    await stage.lives("13/5 17:30")

    assert reminders(stage) == ["13/5 13:30"]


@pytest.mark.parametrize("asked", ["/viec", "/start"])
async def test_an_answer_that_lists_the_work_is_not_followed_by_the_same_work(
    stage: Stage, asked: str
) -> None:
    await refused(stage)

    await stage.lives("13/5 10:00")
    stage.phones.phone(QLKH_HEAD.phone).blocked = False
    listed = await stage.says(QLKH_HEAD, asked)
    await stage.lives("13/5 17:30")

    assert "1. Tham mưu văn bản" in listed
    assert reminders(stage) == []


async def test_what_is_reported_on_coming_back_is_not_asked_about(stage: Stage) -> None:
    await stage.lives("10/5 09:00")
    await refused(stage)

    await stage.lives("13/5 10:00")
    stage.phones.phone(QLKH_HEAD.phone).blocked = False
    await stage.says(QLKH_HEAD, "việc 1 xong")
    await stage.lives("13/5 17:30")

    assert stage.stands("2.2.4b", "qlkh").done
    assert [text for text in stage.texts(QLKH_HEAD)[-3:] if "Hôm nay" in text] == []


async def test_another_account_of_the_same_person_brings_it_as_well(stage: Stage) -> None:
    await refused(stage)
    await stage.lives("13/5 10:00")
    person, code = stage.person(QLKH_HEAD), "ABCD-EFGH"
    assert QLKH_HEAD.post is not None
    with stage.memory.begin() as tx:
        invites.add(
            tx, code, QLKH_HEAD.post, now=stage.now, expires=at("14/5 10:00"), person=person
        )

    await stage.says(SECOND_PHONE, f"/start {code}")
    await stage.lives("13/5 17:30")

    assert [text[:9] for text in stage.texts(SECOND_PHONE)][1:] == ["Kính gửi "]


async def test_what_went_to_the_deputy_instead_does_not_come_again(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.lives("12/5 07:00")
    stage.phones.phone(HEAD.phone).blocked = True
    await stage.lives("13/5 10:00")

    stage.phones.unblocks(HEAD.sender)
    await stage.lives("13/5 17:30")

    assert reminders(stage, DEPUTY) == ["13/5 08:00"]
    assert reminders(stage, HEAD) == []


async def test_who_comes_back_after_the_day_is_told_of_the_day_that_is(stage: Stage) -> None:
    await refused(stage)

    await stage.lives("15/5 10:00")
    stage.phones.unblocks(QLKH_HEAD.sender)
    await stage.lives("16/5 09:00")

    assert reminders(stage) == ["16/5 08:00"]


async def test_a_chat_that_was_closed_for_now_is_made_good_once_its_reader_writes(
    stage: Stage,
) -> None:
    await stage.lives("13/5 07:00")
    stage.troubles(QLKH_HEAD, Undeliverable("no interaction in 7 days", closed=True))
    await stage.lives("13/5 09:00")

    await stage.says(QLKH_HEAD, "chào")
    await stage.lives("13/5 17:30")

    assert reminders(stage) == ["13/5 09:00"]


async def test_a_chat_that_was_closed_for_now_reaches_nobody_until_its_reader_writes(
    stage: Stage,
) -> None:
    """The platform lets the account write only for some days after its reader has."""
    await stage.lives("13/5 07:00")
    shut = Undeliverable("the person has not written for seven days", closed=True)
    stage.troubles(QLKH_HEAD, *[shut] * 4)
    await stage.lives("16/5 07:31")
    morning, channels = stage.texts(OFFICE)[-1], await stage.says(OFFICE, "/kenh")
    before = stage.stands("2.2.2", "qlkh").reach

    await stage.says(QLKH_HEAD, "chào")

    assert "- Chưa ai liên hệ được: Phòng QLKH" in morning
    assert "Chưa gửi được tới 01 người:\n- Trần Văn Hùng\n" in channels
    assert before is Reach.UNDELIVERED
    assert "Mọi người đã liên kết đều có kênh" in await stage.says(OFFICE, "/kenh")


async def test_a_closed_chat_that_takes_something_again_is_told_as_open(stage: Stage) -> None:
    """A new month, say: nobody has written, and the platform takes messages again."""
    await stage.lives("13/5 07:00")
    stage.troubles(QLKH_HEAD, Undeliverable("the month's messages are used up", closed=True))
    await stage.lives("13/5 09:00")
    before = await stage.says(OFFICE, "/kenh")

    await stage.lives("16/5 09:00")

    assert "Trần Văn Hùng" in before
    assert "Mọi người đã liên kết đều có kênh" in await stage.says(OFFICE, "/kenh")
    assert QLKH_HEAD.name not in await stage.says(OFFICE, "/kenh")


async def test_the_summary_of_that_morning_is_made_good_to_a_leader(stage: Stage) -> None:
    await stage.lives("13/5 07:00")
    stage.phones.blocks(LEADER.sender)
    await stage.lives("13/5 09:00")

    stage.phones.unblocks(LEADER.sender)
    await stage.lives("13/5 17:30")

    today = [s.text.split("\n")[0] for s in stage.sent_to(LEADER) if s.at.day == 13]
    assert today == ["Kính báo cáo Lãnh đạo tình hình thực hiện đến 09h00 thứ Sáu, 13/5/2022"]


async def test_reminders_that_reached_nobody_are_told_as_that_once_their_reader_is_back(
    stage: Stage,
) -> None:
    """The block was known beforehand, so nothing was even tried; it was their turn all the same."""
    await stage.lives("9/5 09:00")
    stage.phones.blocks(TDC_HEAD.sender)
    await stage.lives("19/5 06:00")
    stage.phones.unblocks(TDC_HEAD.sender)

    await stage.lives("19/5 07:31")

    summary = stage.texts(LEADER)[-1]
    assert "07h30 thứ Năm, 19/5/2022" in summary
    assert "Chi cục TĐC, hạn 19/5 – chưa gửi được tới đơn vị:" in summary
    assert "chưa đến lượt hỏi" not in summary
