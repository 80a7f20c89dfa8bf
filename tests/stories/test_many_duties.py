"""A unit with very many duties, or none: nothing too long, nothing out of sight or untrue."""

import pytest

from bot.channels.telegram_text import keyboard, parts
from bot.messages import Message
from bot.people import Post, Role
from tests.stories.cast import HEAD, LEADER, QLKH_HEAD, SEED_TEXT, Somebody, parsed
from tests.stories.stage import Stage

DUTIES = 60
MOST_BUTTONS = 100
"""Telegram refuses a message with more."""

ONE = """
  - id: "9.{n}"
    title: Nhiệm vụ thường xuyên số {n} của phòng
    lead: [qlcn]
    due: 2022-05-{day}
"""


@pytest.fixture
async def crowded(stage: Stage) -> Stage:
    """It is 4/5, 08:00: QLCN&ĐMST has sixty duties beside its six, and has been told of some."""
    more = (ONE.format(n=n, day=20 + n % 7) for n in range(1, DUTIES + 1))
    stage.restarted(parsed(SEED_TEXT + "".join(more)))
    await stage.comes("4/5 08:00")
    return stage


def latest(stage: Stage) -> Message:
    """What the head was last told."""
    return stage.shown(HEAD)[-1].message


async def test_all_open_work_is_listed_as_the_reminders_promise(crowded: Stage) -> None:
    work = await crowded.says(HEAD, "/viec")

    assert all(f"\n{n}. " in work for n in range(1, DUTIES + 7))
    assert len([row for row in latest(crowded).rows if row]) <= 10


async def test_thanks_are_told_of_reminders_only_while_something_is_open(stage: Stage) -> None:
    with_work = await stage.says(HEAD, "cảm ơn")
    await stage.says(HEAD, "/viec")
    await stage.says(HEAD, "xong hết")

    assert "sẽ nhắc lại theo lịch" in with_work
    assert [await stage.says(who, "cảm ơn") for who in (HEAD, LEADER)] == ["Cảm ơn anh/chị."] * 2


async def test_duties_without_buttons_are_reported_by_number(crowded: Stage) -> None:
    await crowded.says(HEAD, "/viec")

    assert "Đã ghi nhận hoàn thành" in await crowded.says(HEAD, "việc 66 xong")


@pytest.mark.parametrize("text", ["/viec", "xong", "a" * 4_096, "xong hết", "chưa xong hết"])
async def test_no_answer_has_more_buttons_than_the_platform_takes(
    crowded: Stage, text: str
) -> None:
    await crowded.says(HEAD, "/viec")

    assert await crowded.says(HEAD, text)

    markup = keyboard(latest(crowded))
    assert sum(map(len, markup.inline_keyboard if markup else ())) <= MOST_BUTTONS
    assert len(parts(latest(crowded))) <= 3


async def test_who_heads_two_units_sees_whose_each_duty_is_wherever_they_are_listed(
    stage: Stage,
) -> None:
    also = Somebody(QLKH_HEAD.name, QLKH_HEAD.phone, Post(Role.HEAD, "ttud"))
    stage.joined(also)
    await stage.comes("16/5 08:00")
    same = (
        "Phòng QLKH: Giới thiệu các thành tựu KH&CN trên thông tin của Sở",
        "Trung tâm Ứng dụng: Giới thiệu các thành tựu KH&CN trên thông tin của Sở",
    )

    work = await stage.says(QLKH_HEAD, "/viec")
    which = await stage.says(QLKH_HEAD, "xong")
    told = await stage.says(QLKH_HEAD, "3 xong, 4 chưa vì chờ ảnh")
    mend = await stage.says(QLKH_HEAD, "sửa")

    for text in (work, which, told, mend):
        assert all(f". {each}" in text for each in same), text
