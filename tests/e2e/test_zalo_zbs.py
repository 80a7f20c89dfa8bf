"""The paid step, by the real process: a template to who is reached by nothing else, and its tap.

The hours of templates are a setting, so that these stories end the same at any hour of the day;
they are the hours of Viet Nam, whatever the plan's zone is.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import SystemClock
from tests.e2e.hours import left_of_month, other_hours
from tests.e2e.service import SOON
from tests.e2e.test_zalo_oa import Office, machine_time
from tests.standins.zalo_oa import ZaloOaStandIn
from tests.standins.zalo_zbs import ZbsStandIn

NUMBER, PHONE = "0912 345 678", "84912345678"
ALL_DAY = "00:00-24:00"


@pytest.fixture
async def zalo() -> AsyncIterator[ZaloOaStandIn]:
    async with ZaloOaStandIn(now=machine_time) as server:
        yield server


@pytest.fixture
async def zbs(zalo: ZaloOaStandIn) -> AsyncIterator[ZbsStandIn]:
    async with ZbsStandIn(zalo) as server:
        server.hours = (0, 24)
        yield server


def office_of(folder: Path, zbs: ZbsStandIn, port: int, **settings: str) -> Office:
    """An office with an account and templates, which are sent at any hour if not set otherwise."""
    return Office(folder, zbs.oa, port, **(zbs.settings | {"ZALO_ZNS_HOURS": ALL_DAY} | settings))


async def month_begun() -> None:
    """Wait until a month that is about to end is over: what is spent is summed up by months."""
    left = left_of_month(SystemClock().now()).total_seconds()
    if left < 2 * SOON:
        await asyncio.sleep(left)


async def left_by_all_that_is_free(office: Office) -> None:
    """Lan joins by the account and leaves it again; only her number in the office's list is left.

    The leader Hà joins, and stays. When this ends, reminders are owed every five seconds, so that
    one is owed soon after the service has started, however long that takes.
    """
    office.plan()
    head, leader = await office.code("head", "qlcn"), await office.code("leader")
    lan, ha = office.zalo.phone("Lan"), office.zalo.phone("Bà Hà")
    async with office:
        await office.reached()
        for phone, code in ((lan, head), (ha, leader)):
            phone.joins(code)
            await phone.expects("Đã liên kết", within=SOON)
        first, _ = await office.asked("phone")
        await office.asked("phone", str(first["person"]), NUMBER)
        lan.unfollows()
        office.zalo.followers_only = True
        ha.follows()
        await office.zalo.hooks.idle(within=SOON)
        assert await office.stop() == 0
    office.plan(reminded_in=1, due_in=300)
    plan = office.folder / "plan.yaml"
    marks = ", ".join(f"{seconds}s" for seconds in range(5, 300, 5))
    plan.write_text(plan.read_text("utf-8").replace("[299s]", f"[{marks}]"), "utf-8")


async def test_who_has_left_all_that_is_free_gets_one_template_and_answers_by_its_button(
    tmp_path: Path, zalo: ZaloOaStandIn, zbs: ZbsStandIn, unused_tcp_port: int
) -> None:
    await month_begun()
    office = office_of(tmp_path, zbs, unused_tcp_port, ZALO_ZNS_MONTHLY_DONG="300")
    await left_by_all_that_is_free(office)

    async with office:
        sent = await zbs.phone(PHONE).expects("Treo băng rôn, khẩu hiệu", within=SOON)
        zbs.phone(PHONE).taps("ĐÃ HOÀN THÀNH")
        zbs.delivers(sent)
        await zalo.hooks.idle(within=SOON)
        assert await office.stop() == 0

    assert sent["template_data"]["so_viec"] == "2"
    status = await office.asked("status")
    first, second = status["assignments"]
    assert (first["state"], first["channel"]) == ("done", "zalo-zbs")
    assert second["state"] == "waiting"
    _, doctor, _ = await office.command("doctor")
    assert "tháng này 300 / 300 đồng" in doctor
    assert len(zbs.sent) == 1  # the other duty would cost another 300 đồng
    assert office.tells_nothing_secret()
    log = office.log.read_text(encoding="utf-8")
    assert PHONE not in log
    assert PHONE[2:] not in log


async def test_outside_of_the_offices_hours_nothing_is_sent_and_nothing_spent(
    tmp_path: Path, zalo: ZaloOaStandIn, zbs: ZbsStandIn, unused_tcp_port: int
) -> None:
    closed = other_hours(SystemClock().now())
    office = office_of(tmp_path, zbs, unused_tcp_port, ZALO_ZNS_HOURS=closed)
    await left_by_all_that_is_free(office)
    office.plan(reminded_in=1, due_in=10)

    async with office:
        await zalo.phone("Bà Hà").expects("02 nhiệm vụ đã quá hạn", within=SOON)
        assert await office.stop() == 0

    assert zbs.sent == []
    _, doctor, _ = await office.command("doctor")
    assert "tháng này 0 / 50.000 đồng" in doctor


async def test_development_mode_sends_what_is_not_approved_yet_and_costs_nothing(
    tmp_path: Path, zbs: ZbsStandIn, unused_tcp_port: int
) -> None:
    zbs.template.status = "PENDING_REVIEW"
    zbs.administrators = {PHONE}
    office = office_of(tmp_path, zbs, unused_tcp_port, ZALO_ZNS_DEVELOPMENT="true")
    await left_by_all_that_is_free(office)

    async with office:
        sent = await zbs.phone(PHONE).expects("Treo băng rôn, khẩu hiệu", within=SOON)
        assert await office.stop() == 0

    assert sent["price"] == 0
    _, doctor, _ = await office.command("doctor")
    assert "tháng này 0 / 50.000 đồng" in doctor
