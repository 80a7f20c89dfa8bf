"""`/kenh`: the office sees how the channels fare, everybody by which ones they are reached."""

import pytest

from bot.channels import Limits
from bot.channels.simulator import Simulator
from bot.store import spending
from bot.store.memory import Memory
from tests.stories.cast import HEAD, LEADER, OFFICE, QLKH_HEAD, VPS_HEAD
from tests.stories.stage import Stage


@pytest.fixture
def zalo() -> Simulator:
    """Zalo's free bot."""
    limits = Limits(messages=3_000, users=50, groups=3)
    return Simulator("zalo-bot", most_buttons=0, can_edit=False, limits=limits)


@pytest.fixture
async def stage(joined_memory: Memory, zalo: Simulator) -> Stage:
    """Noon of 12/5; two heads have Zalo, too."""
    stage = Stage(joined_memory, more=[zalo])
    stage.linked(zalo, HEAD, VPS_HEAD)
    await stage.lives("12/5 11:00")
    return stage


async def test_the_office_sees_each_channel_and_who_is_out_of_reach(
    stage: Stage, zalo: Simulator
) -> None:
    await stage.memory.write(spending.add, zalo.name, stage.now, messages=120)
    stage.phones.blocks(QLKH_HEAD.sender)

    said = await stage.says(OFFICE, "/kenh")

    assert said == (
        "Tình hình các kênh gửi tin\n"
        "Kênh simulator: đang hoạt động\n"
        "- Gửi được lần cuối: 08h00 thứ Năm, 12/5/2022\n"
        "- Đã liên kết: 7 người, 0 nhóm\n"
        "\n"
        "Kênh Zalo Bot: đang hoạt động\n"
        "- Chưa gửi tin nào\n"
        "- Đã liên kết: 2/50 người, 0/3 nhóm\n"
        "- Tin tháng này: 120/3.000, còn 2.880\n"
        "\n"
        "Chưa gửi được tới 01 người:\n"
        "- Trần Văn Hùng\n"
        "Anh/chị nhận tin qua: simulator.\n"
        "Để nhận thêm qua kênh khác, gửi /doimay rồi dùng mã đó trên kênh muốn thêm."
    )


@pytest.mark.parametrize("who", [HEAD, LEADER])
async def test_nobody_else_sees_the_channels(stage: Stage, who: object) -> None:
    said = await stage.says(who, "/kenh")  # type: ignore[arg-type]

    assert said.startswith("Anh/chị nhận tin qua: simulator")
    assert "Zalo Bot: đang" not in said


async def test_somebody_chooses_what_goes_first(stage: Stage, zalo: Simulator) -> None:
    said = await stage.says(HEAD, "Ưu tiên Zalo ạ")
    before = len(stage.texts(HEAD))
    await stage.lives("13/5 09:00")

    assert said == (
        "Anh/chị nhận tin qua: Zalo Bot, simulator (theo thứ tự).\n"
        "Mỗi tin chỉ gửi qua một kênh; kênh sau được dùng khi kênh trước không nhận được.\n"
        "Để đổi thứ tự, trả lời ví dụ: “ưu tiên simulator”."
    )
    assert len(stage.texts(HEAD)) == before
    assert zalo.phone(HEAD.phone).shown


async def test_a_channel_that_somebody_does_not_have_is_not_preferred(
    stage: Stage, zalo: Simulator
) -> None:
    said = await stage.says(QLKH_HEAD, "ưu tiên zalo")

    assert said.startswith("Anh/chị nhận tin qua: simulator.")
