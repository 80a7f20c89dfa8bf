"""The main job over Zalo alone: the real process, a Zalo in each of its moods, people who type."""

import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.service import SOON, Service
from tests.standins.zalo_bot import Regime, Style, ZaloBotStandIn


@pytest.fixture
async def zalo() -> AsyncIterator[ZaloBotStandIn]:
    """A Zalo that nobody may ask for what it does not have."""
    async with ZaloBotStandIn(loopback=True) as server:
        yield server
        assert server.violations == []


def service_on(folder: Path, zalo: ZaloBotStandIn, **settings: str) -> Service:
    """The program with nothing but a Zalo bot."""
    on = {"ZALO_BOT_TOKEN": zalo.token, "ZALO_BOT_API_URL": zalo.url}
    return Service(folder, None, **(on | settings))


@pytest.mark.parametrize(
    "style", [Style(), Style(mirror=True, zero=True, camel=True, textual=True)]
)
async def test_a_unit_is_reminded_answers_by_typing_and_leadership_asks(
    tmp_path: Path, zalo: ZaloBotStandIn, style: Style
) -> None:
    zalo.style = style
    service = service_on(tmp_path, zalo)
    service.plan(due_in=3600, before=60)
    head_code, leader_code = await service.code("head", "qlcn"), await service.code("leader")
    lan, leader = zalo.phone("Lan"), zalo.phone("Bà Hà")
    service.plan(due_in=25, before=10)

    async with service:
        lan.says(head_code.lower())
        await lan.expects("Đã liên kết", within=SOON)
        leader.says(f"/start {leader_code}")
        await leader.expects("Đã liên kết", within=SOON)

        reminder = await lan.expects("là hạn hoàn thành", within=SOON)
        assert "1. Treo băng rôn, khẩu hiệu [mục III.2.2, Stt 1]" in reminder.text
        lan.says("1 xong")
        await lan.expects("Đã ghi nhận", within=SOON)
        lan.says("việc 2 chưa xong vì chờ Đài PT&TH duyệt")
        await lan.expects("chờ Đài PT&TH duyệt", within=SOON)
        await leader.expects("Kính báo cáo Lãnh đạo: 01 nhiệm vụ đã quá hạn", within=SOON)
        leader.says("tình hình")
        await leader.expects("Hoàn thành đúng hạn: 01", within=SOON)
        assert await service.stop() == 0

    status = await service.asked("status")
    first, second = status["assignments"]
    assert (first["state"], first["answered_by"], first["channel"]) == ("done", "Lan", "zalo-bot")
    assert (second["state"], second["overdue"]) == ("not_done", True)
    assert zalo.ledger.repeated() == {}
    log = service.log.read_text(encoding="utf-8")
    assert zalo.token not in log
    assert "Traceback" not in log


@pytest.mark.parametrize("regime", list(Regime))
async def test_a_kill_while_polling_doubles_nothing_and_loses_only_what_zalo_loses(
    tmp_path: Path, zalo: ZaloBotStandIn, regime: Regime
) -> None:
    zalo.bot.waiting.regime = regime
    service = service_on(tmp_path, zalo)
    service.plan(due_in=3600, before=60)
    code = await service.code("head", "qlcn")
    lan = zalo.phone("Lan")

    async with service:
        await service.logged("channel open")
        await zalo.bot.waiting.polled(within=SOON)
        lan.says(code)
        await lan.expects("còn 02 nhiệm vụ", within=SOON)
        lan.says("1 xong")
        await lan.expects("Đã ghi nhận", within=SOON)
        await service.stop(signal.SIGKILL)
        await service.start()
        await service.logged("channel open", times=2)
        await zalo.bot.waiting.polled(within=SOON)
        lan.says("việc của tôi")
        await lan.expects("còn 01 nhiệm vụ", within=SOON)
        await service.stop()

    status = await service.asked("status")
    assert [a["state"] for a in status["assignments"]] == ["done", "waiting"]
    assert zalo.ledger.repeated() == {}
    assert zalo.bot.waiting.forgotten == []
