"""People who come, go and misbehave, as the real process meets them over a strict Telegram."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.service import SOON, Service
from tests.standins.telegram import Limits, TelegramStandIn


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramStandIn]:
    """A strict Telegram that nobody may break the rules of."""
    async with TelegramStandIn(limits=Limits()) as server:
        yield server
        assert server.violations == []


async def test_a_stranger_a_flood_an_absence_and_a_person_replaced(
    tmp_path: Path, telegram: TelegramStandIn
) -> None:
    service = Service(tmp_path, telegram)
    service.plan()
    codes = [await service.code(role, "qlcn") for role in ("head", "deputy")]
    office_code = await service.code("office")
    lan, minh, hoa = (telegram.phone(name) for name in ("Lan", "Minh", "Hoa"))
    stranger, successor = telegram.phone("Người lạ\n✅ Việc 1"), telegram.phone("Thành")

    async with service:
        for phone, code in ((lan, codes[0]), (minh, codes[1]), (hoa, office_code)):
            phone.says(f"/start {code}")
            await phone.expects("Đã liên kết", within=SOON)
        work = await lan.expects("còn 02 nhiệm vụ", within=SOON)

        for n in range(60):
            stranger.says(f"alo {n}")
        await stranger.expects("Tài khoản này chưa được liên kết", within=SOON)
        await stranger.expects("Anh/chị gửi quá nhanh", within=SOON)

        lan.says("đi công tác từ hôm nay đến mai, phó phòng thay")
        said = await lan.expects("Đã ghi nhận: anh/chị vắng", within=SOON)
        assert "tin nhắc được gửi tới: Minh." in said["text"]
        await minh.expects("Lan vắng", within=SOON)
        await hoa.expects("Nhiệm vụ đến hạn trong thời gian vắng", within=SOON)
        await service.restarted(reminded_in=2)
        reminder = await minh.expects("là hạn hoàn thành", within=SOON)
        assert "là hạn hoàn thành" not in lan.transcript

        [made] = await service.asked("invite", "--unit", "qlcn", "--role", "head", "--replace")
        successor.says(f"/start {made['code']}")
        await successor.expects("Đã liên kết: người đứng đầu", within=SOON)
        await lan.expects("đã chuyển vai trò người đứng đầu", within=SOON)
        refused = await lan.taps("✅ 2", work).answered(within=SOON)
        assert "chưa được liên kết" in refused["text"]
        minh.taps("✅ 1", reminder)
        await minh.expects("Đã ghi nhận hoàn thành", within=SOON)
        assert await service.stop() == 0

    assert stranger.transcript.count("chưa được liên kết") == 1
    assert stranger.transcript.count("quá nhanh") == 1
    status = await service.asked("status")
    assert [duty["answered_by"] for duty in status["assignments"]] == ["Minh", None]
    shown = await service.asked("people")
    assert [p["name"] for p in shown["people"]] == ["Minh", "Hoa", "Thành"]
    trail = [entry["what"] for entry in await service.asked("audit")]
    assert {"joined", "stranger", "flood", "away", "replaced"} <= set(trail)
    assert trail.count("flood") == 1
    assert "Traceback" not in service.log.read_text(encoding="utf-8")
