"""Evidence and corrections, from outside: the real process, a strict Telegram, people."""

import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.service import SOON, Service
from tests.standins.telegram import TelegramStandIn
from tests.standins.telegram.screen import TINY_JPEG


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramStandIn]:
    """A strict Telegram that nobody may break the rules of."""
    async with TelegramStandIn() as server:
        yield server
        assert server.violations == []


async def test_a_photo_is_kept_shown_to_leadership_and_corrected_by_an_edit(
    tmp_path: Path, telegram: TelegramStandIn
) -> None:
    service = Service(tmp_path, telegram)
    service.plan()
    head_code, leader_code = await service.code("head", "qlcn"), await service.code("leader")
    lan, leader = telegram.phone("Lan"), telegram.phone("Bà Hà")

    async with service:
        lan.says(f"/start {head_code}")
        await lan.expects("Đã liên kết", within=SOON)
        leader.says(f"/start {leader_code}")
        await leader.expects("Đã liên kết", within=SOON)

        lan.sends_photo("việc 1 đã xong ạ")
        await lan.expects("Đã ghi nhận hoàn thành", within=SOON)
        await lan.expects("📎 Đã lưu 01 tệp minh chứng.", within=SOON)
        leader.says("xem minh chứng 1")
        shown = await leader.expects("Minh chứng: Phòng QLCN", within=SOON)
        said = lan.says("việc 2 đã xong")
        await lan.expects("Đã ghi nhận hoàn thành", within=SOON)
        lan.edits(said, "việc 2 chưa xong vì chờ kinh phí")
        await lan.expects("Theo tin anh/chị vừa sửa", within=SOON)
        assert await service.stop(signal.SIGTERM) == 0

    kept = [file for file in (tmp_path / "evidence").rglob("*") if file.is_file()]
    assert [file.read_bytes() for file in kept] == [TINY_JPEG]
    assert telegram.bot.files[shown["photo"][-1]["file_id"]].content == TINY_JPEG
    status = await service.asked("status")
    first, second = status["assignments"]
    assert (first["state"], first["evidence"]) == ("done", 1)
    assert (second["state"], second["reason"]) == ("not_done", "chờ kinh phí")
    assert telegram.token not in service.log.read_text(encoding="utf-8")
