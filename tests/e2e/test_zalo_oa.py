"""The main job over a Zalo Official Account: the real process, a webhook, tokens that rotate."""

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.messages import Address
from bot.store import windows
from tests import databases
from tests.e2e.service import SOON, Service
from tests.standins.zalo_oa import Push, ZaloOaStandIn
from tests.standins.zalo_zbs import ZbsStandIn


def machine_time() -> float:
    """The stand-in lives in the service's time."""
    return SystemClock().now().timestamp()


@pytest.fixture
async def zalo() -> AsyncIterator[ZaloOaStandIn]:
    async with ZaloOaStandIn(now=machine_time) as server:
        yield server


class Office(Service):
    """The program with nothing but an Official Account."""

    def __init__(self, folder: Path, zalo: ZaloOaStandIn, port: int, **settings: str) -> None:
        self.zalo, self.hook = zalo, f"http://127.0.0.1:{port}/hooks/zalo-oa"
        on = zalo.settings | {"HTTP_PORT": str(port), "LOG_LEVEL": "DEBUG"}
        super().__init__(folder, None, **(on | settings))

    async def reached(self) -> None:
        """Wait until Zalo's console can save the webhook's address."""
        for _ in range(round(SOON / 0.05)):
            if await self.zalo.hooks.save(self.hook):
                return
            await asyncio.sleep(0.05)
        raise AssertionError("the webhook never answered")

    def tells_nothing_secret(self) -> bool:
        """Whether its whole log holds no token and no secret."""
        log = self.log.read_text(encoding="utf-8")
        grants = self.zalo.grants
        secrets = {*grants.access, *grants.refresh, *grants.spent}
        secrets |= {self.zalo.app_secret, self.zalo.oa_secret, self.zalo.first_refresh_token}
        return not any(secret in log for secret in secrets) and "Traceback" not in log


@pytest.mark.parametrize("push", [Push(), Push(oa_first=True, header_time=True, copies=2)])
async def test_a_unit_is_reminded_taps_and_types_and_leadership_asks(
    tmp_path: Path, zalo: ZaloOaStandIn, push: Push, unused_tcp_port: int
) -> None:
    zalo.hooks.push = push
    office = Office(tmp_path, zalo, unused_tcp_port)
    office.plan()
    head_code, leader_code = await office.code("head", "qlcn"), await office.code("leader")
    [invited] = await office.asked("invite", "--role", "office")
    assert invited["zalo"] == invited["code"]
    lan, leader = zalo.phone("Lan"), zalo.phone("Bà Hà")

    async with office:
        await office.logged("channel open")
        await office.reached()
        lan.joins(head_code.lower())
        await lan.expects("Đã liên kết", within=SOON)
        leader.joins(leader_code)
        await leader.expects("Đã liên kết", within=SOON)

        await office.restarted(reminded_in=2, second_due_in=2)
        await office.reached()

        reminder = await lan.expects("là hạn hoàn thành", within=SOON)
        assert "1. Treo băng rôn, khẩu hiệu [mục III.2.2, Stt 1]" in reminder.text
        lan.taps("✅ Đã hoàn thành")
        await lan.expects("Đã ghi nhận", within=SOON)
        lan.says("việc 2 chưa xong vì chờ Đài PT&TH duyệt")
        await lan.expects("chờ Đài PT&TH duyệt", within=SOON)
        await leader.expects("Kính báo cáo Lãnh đạo: 01 nhiệm vụ đã quá hạn", within=SOON)
        leader.says("tình hình")
        await leader.expects("Hoàn thành đúng hạn: 01", within=SOON)
        # 0 is no answer: an echo may have come while nobody listened, or still be on its way
        answered = {each.status for each in zalo.hooks.answers} - {0}
        assert await office.stop() == 0

    status = await office.asked("status")
    first, second = status["assignments"]
    assert (first["state"], first["answered_by"], first["channel"]) == ("done", "Lan", "zalo-oa")
    assert (second["state"], second["overdue"]) == ("not_done", True)
    with databases.opened(office.settings["DATABASE_URL"]) as memory, memory.begin() as tx:
        assert windows.last(tx, Address("zalo-oa", lan.id)) is not None
        assert windows.last(tx, Address("zalo-oa", zalo.oa_id)) is None
    assert zalo.repeated() == []
    assert answered == {200}
    assert max(each.seconds for each in zalo.hooks.answers) < 2
    assert office.tells_nothing_secret()


async def test_killed_again_and_again_while_tokens_rotate_it_is_never_locked_out(
    tmp_path: Path, zalo: ZaloOaStandIn, unused_tcp_port: int
) -> None:
    zalo.grants.life_s = 1
    office = Office(tmp_path, zalo, unused_tcp_port)
    office.plan()

    for kills in range(6):
        await office.start()
        await office.logged("service started", times=kills + 1)
        await asyncio.sleep(0.3 * kills)
        await office.stop(signal.SIGKILL)
    zalo.grants.life_s = 3600
    async with office:
        await office.reached()
        lan = zalo.phone("Lan")
        lan.says("xin chào")
        await lan.expects("mã tham gia", within=SOON)

    assert all(each.rotated for each in zalo.grants.exchanges)
    assert len(zalo.grants.exchanges) > 1
    assert office.tells_nothing_secret()


async def test_without_all_that_an_account_needs_the_service_says_what_is_missing(
    tmp_path: Path, zalo: ZaloOaStandIn, unused_tcp_port: int
) -> None:
    office = Office(tmp_path, zalo, unused_tcp_port, ZALO_OA_SECRET="", ZALO_APP_SECRET=" ")
    office.plan()

    code, _, err = await office.command("run")

    assert code == 2
    assert err.startswith("nhacviec: ZALO_APP_SECRET, ZALO_OA_SECRET: chưa đặt")


async def test_doctor_walks_through_the_account_and_spends_nothing(
    tmp_path: Path, zalo: ZaloOaStandIn, unused_tcp_port: int
) -> None:
    async with ZbsStandIn(zalo) as templates:
        settings = {"PUBLIC_URL": "https://nhacviec.invalid"} | templates.settings
        office = Office(tmp_path, zalo, unused_tcp_port, **settings)
        office.plan()
        office.fresh = True
        _, before, _ = await office.command("doctor")
        async with office:
            await office.logged("channel open", times=2)
            await office.stop()
        office.fresh = False
        database = tmp_path / "nhacviec.db"
        database.chmod(0o644)
        _, lax, _ = await office.command("doctor")
        database.chmod(0o600)

        _, after, _ = await office.command("doctor")

    assert "✓ Zalo OA: đã có mã lần đầu" in before
    assert "https://nhacviec.invalid/hooks/zalo-oa" in before
    assert "✗ Zalo OA: webhook không trả lời khi gọi thử từ máy này" in before
    assert "✗ Tệp dữ liệu: người khác trên máy đọc được" in lax
    assert f"chmod go= {database}" in lax
    assert "✓ Tệp dữ liệu: chỉ người chạy dịch vụ đọc được" in after
    assert "✓ Zalo OA: Sở KH&CN Lạng Sơn, gói Growth đến 31/12/2030, còn 500 tin" in after
    assert "✓ Zalo OA: mã được gia hạn lần cuối 0 ngày trước" in after
    assert "✓ Tin mẫu ZBS: mẫu “Nhắc việc đến hạn”, 200 đồng/tin, hôm nay còn gửi được" in after
    assert "✓ Tin mẫu ZBS: tháng này 0 / 50.000 đồng" in after
    assert len(zalo.grants.exchanges) == 1
    assert zalo.first_refresh_token not in before + after
