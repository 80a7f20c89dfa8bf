"""Approved wording, whole. To approve a change: NHACVIEC_APPROVE_TEXTS=1 pytest <this file>."""

import os
from pathlib import Path

from tests.stories.cast import HEAD, LEADER, OFFICE, TDC_HEAD, VPS_HEAD
from tests.stories.stage import Stage

TEXTS = Path(__file__).parents[1] / "texts"


def assert_approved(name: str, text: str) -> None:
    """Hold a text against the approved one; write it down where a human asks for that."""
    file = TEXTS / f"{name}.txt"
    if os.environ.get("NHACVIEC_APPROVE_TEXTS"):
        file.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == file.read_text(encoding="utf-8")


async def test_the_reminder_of_five_duties(stage: Stage) -> None:
    await stage.lives("12/5 08:00")

    assert_approved("nhac-nam-viec-12-5", stage.texts(HEAD)[-1])


async def test_the_message_that_catches_up_after_a_week(stage: Stage) -> None:
    await stage.lives("9/5 07:00")
    await stage.comes("16/5 09:00")

    assert_approved("nhac-bu-16-5", stage.texts(VPS_HEAD)[-1])


async def test_the_board_on_a_leader_s_phone(stage: Stage) -> None:
    stage.phones.phone(TDC_HEAD.phone).blocked = True
    await stage.lives("12/5 08:00")
    await stage.taps(HEAD, "✅ 1")
    await stage.taps(VPS_HEAD, "❌")
    await stage.says(VPS_HEAD, "chờ Đài sắp lịch")
    await stage.lives("17/5 09:00")

    assert_approved("tinh-hinh-17-5", await stage.says(LEADER, "/tinhhinh"))


async def test_what_the_office_hears_of_a_blocked_head(stage: Stage) -> None:
    stage.phones.phone(TDC_HEAD.phone).blocked = True

    await stage.comes("13/5 08:00")

    assert_approved("khong-gui-duoc", stage.texts(OFFICE)[-1])
